"""A sound message as documents in which one thing can be broken, with the lines to expect.

Lines are counted in the document as it is written, not asked of any parser.
"""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from typing import Any, NamedTuple

from lxml import etree

from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import Field, field_index
from carec_datamodel.wire import json as wire_json
from carec_datamodel.wire import xml as wire_xml

# No drawn text has these letters in this order.
_MARK = "carec-line-of-the-finding"


class Spot(NamedTuple):
    """An element of a message that is there.

    Attributes:
        element: The element in the XML document.
        item: What the model says of it; None for the root.
        target: Its class; None for a leaf.
        path: Its readable path.
        loc: Its place in the JSON document, below the key of the message.
    """

    element: etree._Element
    item: Field | None
    target: type[Model] | None
    path: str
    loc: Loc


class Sketch:
    """A message as XML and as JSON, to be changed in place.

    Attributes:
        message: The sound message.
        root: The root element.
        value: The value of the message in JSON.
        spots: Every element that is there, in document order.
    """

    def __init__(self, message: Message) -> None:
        self.message = message
        self.root = etree.fromstring(wire_xml.dumps(message))
        self._name = type(message).__name__
        self._document = json.loads(wire_json.dumps(message))
        self.value: dict[str, Any] = self._document[self._name]
        top = Spot(self.root, None, type(message), self._name, ())
        self.spots = [top, *_spots(top, type(message))]

    def json_at(self, loc: Loc) -> Any:
        """Return what stands at *loc* in the JSON document."""
        value: Any = self.value
        for step in loc:
            value = value[step]
        return value

    def put(self, loc: Loc, value: Any) -> None:
        """Write *value* at *loc* into the JSON document."""
        self.json_at(loc[:-1])[loc[-1]] = value

    def xml_document(self, at: etree._Element) -> tuple[bytes, int]:
        """Return the XML document, and the line of the start tag of *at*."""
        at.set(_MARK, "")
        marked = etree.tostring(self.root, encoding="UTF-8", xml_declaration=True)
        del at.attrib[_MARK]
        line = marked.count(b"\n", 0, marked.index(_MARK.encode())) + 1
        return etree.tostring(self.root, encoding="UTF-8", xml_declaration=True), line

    def json_document(self, at: Loc) -> tuple[bytes, int]:
        """Return the JSON document, and the line on which the value at *at* begins."""
        marked = copy.deepcopy(self._document)
        *way, last = (self._name, *at)
        holder = marked
        for step in way:
            holder = holder[step]
        holder[last] = _MARK
        text = _json_text(marked)
        return _json_text(self._document).encode(), text.count("\n", 0, text.index(_MARK)) + 1


def _json_text(document: Any) -> str:
    return json.dumps(document, ensure_ascii=False, indent=1)


def _spots(holder: Spot, cls: type[Model]) -> Iterator[Spot]:
    counts: dict[str, int] = {}
    for element in holder.element.iterchildren("*"):
        name = etree.QName(element).localname
        item = field_index(cls)[name]
        path, loc = f"{holder.path}/{name}", (*holder.loc, name)
        if item.repeats:
            counts[name] = counts.get(name, 0) + 1
            path, loc = f"{path}[{counts[name]}]", (*loc, counts[name] - 1)
        spot = Spot(element, item, item.target, path, loc)
        yield spot
        if item.target is not None:
            yield from _spots(spot, item.target)
