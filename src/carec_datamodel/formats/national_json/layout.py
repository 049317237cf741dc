"""How a document of a format is laid out: which part of its JSON is the tree of the table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from carec_datamodel.crosswalk.json_twin import JsonTwin
from carec_datamodel.crosswalk.residue import Edit
from carec_datamodel.formats.national_json.edits import applied, difference
from carec_datamodel.formats.national_json.tree import root_element
from carec_datamodel.formats.national_json.writing import root_key
from carec_datamodel.model.refusals import Loc


class Laid(NamedTuple):
    """The JSON of a document as its tree has it.

    Attributes:
        value: An object with one key, the name of the root.
        loc_of: Tells where in the document a value stands.
        edit: What the document says beyond *value*, ready for the residue.
    """

    value: dict[str, Any]
    loc_of: Callable[[Loc], Loc]
    edit: Edit


class Layout:
    """Documents that are objects with one key, the name of the root."""

    def __init__(self, crosswalk: JsonTwin) -> None:
        self.crosswalk = crosswalk

    @property
    def expected(self) -> str:
        """What a document has, in words."""
        roots = self.crosswalk.descriptor.detection.roots
        return f"one key, {' or '.join(root_key(self.crosswalk.form.prefix, name) for name in roots)}"

    def begins(self, value: Any) -> bool:
        """Return whether *value* may be a document of the format, whatever is inside."""
        if not isinstance(value, dict) or len(value) != 1:
            return False
        try:
            return self.crosswalk.begins(root_element(next(iter(value)), self.crosswalk))
        except ValueError:
            return False

    def laid(self, value: dict[str, Any]) -> Laid:
        """Return the document *value* as its tree has it."""
        return Laid(value, lambda loc: loc, {})

    def document(self, value: dict[str, Any], edit: Edit) -> dict[str, Any]:  # noqa: ARG002
        """Return the document that *value* is of, as *edit* says where that fits; *value* is used up.

        Raises:
            AttributeError, TypeError, ValueError: The edit is damaged.
        """
        return value

    def difference(self, laid: Laid, other: dict[str, Any]) -> Edit:
        """Return the edit that makes the document of *laid* of *other*, which its tree is written as."""
        return {**difference(laid.value, other), **laid.edit}

    def restored(self, edit: Edit, value: dict[str, Any]) -> dict[str, Any]:
        """Return the document that *edit* makes of *value*, wherever it still fits.

        Raises:
            AttributeError, TypeError, ValueError: The edit is damaged.
        """
        return self.document(applied(edit, value), edit)
