"""What became of the values of a harmonised document of an older version."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from carec_datamodel.crosswalk.elements import text_at
from carec_datamodel.crosswalk.ledger import Entry, Outcome, values_of
from carec_datamodel.crosswalk.readable_paths import ReadablePaths
from carec_datamodel.crosswalk.trace import Origin
from carec_datamodel.model.base import Message
from carec_datamodel.model.leaves import leaves
from carec_datamodel.model.structure import VALUED_ATTRIBUTES
from carec_datamodel.wire.locate import HINTS
from carec_datamodel.wire.versions import Upgrade

# In the order in which `leaves` gives them, whatever their order in the document.
_ATTRIBUTES = tuple(dict.fromkeys(part.name for parts in VALUED_ATTRIBUTES.values() for part in parts))


def upgraded_entries(upgrade: Upgrade, message: Message) -> Iterator[Entry]:
    """Yield one entry for each value of the document that *upgrade* was made of and *message* read from.

    A value is exact where the message has it in the element that it came in, as it was.
    Any other was changed by a step, which the entry gives as the reason.
    """
    places = {spot: path for spot, (path, _) in zip(_spots(upgrade.root), leaves(message), strict=True)}
    twins = upgrade.lines.twins()
    path_of = ReadablePaths()
    for element, attribute, text in values_of(upgrade.lines.document):
        if attribute in HINTS:
            continue
        spot = (twins.get(element, element), attribute)
        same = spot in places and text_at(spot) == text
        yield Entry(
            path=path_of(element) + (f"/@{attribute}" if attribute else ""),
            line=upgrade.lines.line_in_document(element) or 0,
            value=text,
            outcome=Outcome.EXACT if same else Outcome.NORMALISED,
            harmonised=places.get(spot, ""),
            reason="" if same else upgrade.note.message,
        )


def _spots(root: etree._Element) -> Iterator[Origin]:
    """Yield where each value of the message *root* stands, in wire order."""
    for element in root.iter("*"):
        if text_at((element, None)):
            yield element, None
        for name in _ATTRIBUTES:
            if name in element.attrib:
                yield element, name
