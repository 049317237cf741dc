"""What the model has no element for, kept with the message that it came with."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.types import Code, Identifier, Text


class ExtensionField(Model, wco="CAREC075"):
    """One named value."""

    id: Identifier = element(
        "CAREC076", "Name of the value, agreed between sender and receiver.", format="an..256", required=True
    )
    value: Text = element("CAREC077", "The value.", required=True)


class Residue(Model, wco="CAREC078"):
    """What a national document holds beyond this message, so that the document can be made again."""

    format_id: Code = element(
        "CAREC079",
        "Format of the national document, for example asycuda-sad.",
        format="an..70",
        required=True,
    )
    content: Text = element(
        "CAREC080", "The difference between the document and the message, as JSON.", required=True
    )


class Extension(Model, wco="CAREC074"):
    """Values without an element of their own. Nothing here has a meaning in the region as a whole."""

    extension_field: tuple[ExtensionField, ...] = elements("CAREC075", "Named values.")
    residue: Residue | None = element("CAREC078", "Rest of the national document.")
