"""Building the tree of a JSON value, in the order of the table."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.json_twin import JsonTwin
from carec_datamodel.crosswalk.paths import is_element_name
from carec_datamodel.crosswalk.plan import Node, nth
from carec_datamodel.crosswalk.trace import Origin
from carec_datamodel.errors import UnsafeDocument
from carec_datamodel.findings import clip
from carec_datamodel.formats.national_json.faults import Fault, Place, entry_fault, list_fault
from carec_datamodel.formats.national_json.values import scalar_text
from carec_datamodel.model.refusals import EXPECTED_KINDS, Loc, json_kind
from carec_datamodel.wire.safety import Limits

_DEEPEST = 128
"""Values inside each other that are accepted at most, whatever the limits say."""


@lru_cache(maxsize=1024)
def tag_of(namespace: str, name: str) -> str:
    """Return the tag of the element called *name*.

    Raises:
        ValueError: It can name none.
    """
    if not is_element_name(name):
        raise ValueError(f"{name!r} cannot name an element")
    return str(etree.QName(namespace or None, name))


def root_element(key: str, crosswalk: JsonTwin) -> etree._Element:
    """Return the bare root of the document whose one key is *key*.

    Raises:
        ValueError: That can name no element.
    """
    descriptor = crosswalk.descriptor
    space = descriptor.namespaces[0]
    tag = tag_of(space, key.rpartition(":")[2])
    return etree.Element(tag, nsmap={descriptor.prefix or None: space} if space else None)


class TreeBuilder:
    """Builds the tree; notes the place of every element, and what is wrong.

    Attributes:
        locs: Places of the elements, in the order of the tree.
        faults: What is wrong.
        broken: Whether something stands in the document that the tree does not hold.
        refused: Values of a wrong JSON type.
    """

    def __init__(self, crosswalk: JsonTwin, limits: Limits) -> None:
        self.locs: list[Loc] = []
        self.faults: list[Fault] = []
        self.broken = False
        self.refused: set[Origin] = set()
        self._fold = crosswalk.plan.fold
        self._passes_null = bool(crosswalk.form.calls)
        self._limits = limits
        self._ranks: dict[Node, dict[Node | None, int]] = {}

    def build(self, top: Place) -> None:
        """Put the value of *top* into its element, which is the root."""
        if not isinstance(top.value, dict):
            self._break(top, "type.json", _wrong_kind(top.value), EXPECTED_KINDS["object"])
            return
        waiting = [top]
        while waiting:
            place = waiting.pop()
            self.locs.append(place.loc)
            if len(place.loc) > _DEEPEST:
                raise UnsafeDocument(f"values are nested deeper than {_DEEPEST}")
            if isinstance(place.value, dict):
                self._check_entry(place)
                waiting.extend(reversed([*self._inside(place)]))
            else:
                self._write(place)

    def _inside(self, place: Place) -> Iterator[Place]:
        """Yield what stands in the object at *place*, each with an element of its own."""
        element, node, loc, value, _ = place
        if sum(key.startswith("@") for key in value) > self._limits.attributes:
            raise UnsafeDocument(f"an object has more than {self._limits.attributes} keys that begin with @")
        members = [
            Place(element, self._node(key, node), (*loc, key), below)
            for key, below in value.items()
            if below is not None or not self._passes_null
        ]
        for member in sorted(members, key=lambda member: self._rank(member.node, node)):
            key = str(member.loc[-1])
            if key.startswith("@"):
                self._write_attribute(member, key)
            else:
                yield from self._entries(member, key)

    def _entries(self, member: Place, key: str) -> Iterator[Place]:
        """Yield the entries of *member*, which is called *key*: itself, where it is no list."""
        fault = list_fault(member, key)
        if fault is not None:
            self.faults.append(fault)
        value, node = member.value, member.node
        places = [member]
        if isinstance(value, list):
            nodes = (nth(node, index) for index in range(len(value)))
            places = [
                member._replace(loc=(*member.loc, index), value=part, node=of_it)
                for index, (part, of_it) in enumerate(zip(value, nodes, strict=True))
            ]
        for place in places:
            if isinstance(place.value, list):
                self._break(place, "type.json", "a list stands directly in a list", "no list there", key)
                continue
            try:
                tag = tag_of(node.namespace if node is not None else "", key)
                child = etree.SubElement(member.element, tag)
            except ValueError:
                self._break_name(member, key)
                return
            yield place._replace(element=child)

    def _write_attribute(self, place: Place, key: str) -> None:
        try:
            tag_of("", key[1:])
        except ValueError:
            self._break_name(place, key)
            return
        self._write(place._replace(attribute=key[1:]))

    def _write(self, place: Place) -> None:
        """Put the scalar at *place* into its element or its attribute."""
        if isinstance(place.value, dict | list):
            self._break(place, "type.json", _wrong_kind(place.value), EXPECTED_KINDS["string"])
            return
        self._check_entry(place)
        text = scalar_text(place.value)
        try:
            if place.attribute:
                place.element.set(place.attribute, text)
            else:
                place.element.text = text or None
        except ValueError:
            message = f"{clip(text)!r} holds a character that no message may hold"
            self._break(place, "type.text", message, "text without control characters")

    def _check_entry(self, place: Place) -> None:
        fault = entry_fault(place)
        if fault is not None:
            self.faults.append(fault)
            self.refused.add((place.element, place.attribute or None))

    def _break_name(self, place: Place, key: str) -> None:
        message = f"{clip(key)!r} cannot name an element or an attribute"
        self._break(place, "structure.unknown", message, "names of the format", key)

    def _break(self, place: Place, rule: str, message: str, expected: str, below: str = "") -> None:
        self.broken = True
        self.faults.append(Fault(place, rule, message, expected, below))

    def _node(self, key: str, parent: Node | None) -> Node | None:
        if parent is None:
            return None
        nodes = parent.attributes if key.startswith("@") else parent.children
        return nodes.get(self._fold(key.removeprefix("@")))

    def _rank(self, node: Node | None, parent: Node | None) -> int:
        """Return the position of *node* among those below *parent*; what no row has stands last."""
        if parent is None:
            return 0
        ranks = self._ranks.get(parent)
        if ranks is None:
            ranks = self._ranks[parent] = {child: number for number, child in enumerate(parent.order)}
        return ranks.get(node, len(ranks))


def _wrong_kind(value: Any) -> str:
    return f"{json_kind(value)} has the wrong JSON type"
