"""Reading: one pass over the national tree.

The pass is quick and keeps no record. Where something is unusual, a second pass with
a `Trace` finds out what, where, and which row took which element.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.assembly import Assembly, Frame
from carec_datamodel.crosswalk.descriptor import family
from carec_datamodel.crosswalk.elements import (
    elements_inside,
    has_value,
    is_mark_for_nothing,
    splitter,
)
from carec_datamodel.crosswalk.lookup import Lookup
from carec_datamodel.crosswalk.notes import (
    note_repeated,
    note_split,
    note_text_between,
    note_text_in_structure,
    note_unknown_attribute,
    note_unknown_element,
)
from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.crosswalk.taking import Taker
from carec_datamodel.crosswalk.trace import Trace
from carec_datamodel.model.lexical import XML_SPACE

_COUNT_ELEMENTS = etree.XPath("count(//*)")
_COUNT_ATTRIBUTES = etree.XPath("count(//@*)")
_COUNT_TEXTS = etree.XPath("count(descendant-or-self::*/text()[normalize-space()])")
_STRAY_TEXT = etree.XPath("//*[*]/text()[normalize-space()]")

_FOR_PARSERS = frozenset(
    f"{{http://www.w3.org/2001/XMLSchema-instance}}{name}"
    for name in ("schemaLocation", "noNamespaceSchemaLocation")
)
"""Attributes that tell a parser where a schema is. Nothing is fetched; they stay in the residue."""


class Reader:
    """Reads one national document."""

    def __init__(self, plan: Plan, root: etree._Element, trace: Trace | None = None) -> None:
        self.plan = plan
        self.root = root
        self.trace = trace
        self._assembly = Assembly(trace)
        self._frames: list[Frame] = [{}]
        self._elements = 1
        self._attributes = 0
        self._texts = 0
        self._taker = Taker(self._assembly, self._frames, Lookup(plan, root), trace)
        self._top = plan.top(etree.QName(root).localname)
        self._null = plan.descriptor.null
        self._accepted = plan.descriptor.accepted
        self._families = plan.descriptor.families
        self._nulls = frozenset(
            f"{{{space}}}{self._null}" if space else self._null for space in self._accepted
        )
        self._strange_seen = False

    @property
    def unusual(self) -> bool:
        """Whether anything was met that a finding should tell."""
        return self._strange_seen or self._taker.unusual or self._assembly.unusual

    def read(self) -> dict[str, Any]:
        """Return the values of the document as the dict that pydantic validates, by wire names."""
        if self.trace is not None:
            self.trace.nodes[self.root] = self._top
        if self._top.attributes or self.trace is not None:
            self._read_attributes(self.root, self._top)
        self._read(self.root, self._top)
        values = self._assembly.finish(self._carries)
        if _COUNT_TEXTS(self.root) != self._texts:
            self._note_stray_text()
        if _COUNT_ELEMENTS(self.root) != self._elements or _COUNT_ATTRIBUTES(self.root) != self._attributes:
            self._strange_seen = True
        return values

    def _read(self, parent: etree._Element, plan: Node) -> None:
        children = plan.children
        counts: dict[Node, int] = {}
        nulls = self._nulls
        trace = self.trace
        frames = self._frames
        taker = self._taker
        for child in parent:
            node = children.get(child.tag) or self._strange(child, plan)  # type: ignore[arg-type]
            if node is None:
                continue
            self._elements += 1
            if not node.repeats and node is not plan:
                count = counts[node] = counts.get(node, 0) + 1
                if count > node.most and node.second is not None:
                    node, count = node.second, count - node.most
                if trace is not None:
                    trace.nodes[child] = node
                if count > node.most and self._repeated(child, node, count):
                    continue
            elif trace is not None:
                trace.nodes[child] = node
            if node.repeats:
                frames.append({})
            if node.attributes or trace is not None:
                self._read_attributes(child, node)
            structure = node.order or node is plan
            inside = len(child)
            if inside == 1 and not structure and trace is None:  # most often the mark for nothing
                inner = child[0]
                if inner.tag in nulls and inner.text is None and inner.tail is None and not len(inner):
                    self._elements += 1
                    inside = 0
            text = child.text
            if text is not None:
                text = text.strip(XML_SPACE)
                if text and (node.rules or not structure):
                    self._texts += 1
            whole = structure or not inside or not node.rules or self._is_whole(child, node)
            if text and node.rules and whole:
                simple = node.simple
                if trace is not None:
                    taker.take(child, node, text)
                elif simple is not None:
                    taker.take_simple(child, simple, text)
                elif node.plain:
                    taker.take_plain(child, node.rules, text)
                else:
                    taker.take(child, node, text)
            if structure:
                if not len(child) and not node.rules:
                    self._note_text_in_structure(child)
                self._read(child, node)
            elif inside:
                self._inside_leaf(child)
            if node.repeats:
                frames.pop()

    def _strange(self, child: etree._Element, plan: Node) -> Node | None:
        """Return the node of a child whose exact name no row has, if another spelling fits."""
        tag = child.tag
        if not isinstance(tag, str):
            return None
        namespace, _, name = tag.rpartition("}")
        node = plan.children.get(self.plan.fold(name))
        if node is not None and (not namespace or self._accepts(namespace[1:])):
            return node
        if is_mark_for_nothing(child, self._null):
            self._elements += 1
        else:
            self._unknown(child)
        return None

    def _accepts(self, namespace: str) -> bool:
        return namespace in self._accepted or family(namespace) in self._families

    def _unknown(self, child: etree._Element) -> None:
        self._strange_seen = True
        self._pass_over(child)
        if self.trace is not None and has_value(child):
            note_unknown_element(self.trace, child, self.plan.descriptor.id)

    def _pass_over(self, child: etree._Element) -> None:
        """Count what is inside *child* as seen."""
        inside = elements_inside(child)
        self._elements += len(inside)
        self._attributes += sum(len(element.attrib) for element in inside)

    def _inside_leaf(self, child: etree._Element) -> None:
        for inner in child:
            if not isinstance(inner.tag, str):
                continue
            if is_mark_for_nothing(inner, self._null):
                self._elements += 1
            else:
                self._unknown(inner)

    def _is_whole(self, child: etree._Element, node: Node) -> bool:
        """Return whether the value of *child* is in one piece; what stands inside it may split it."""
        what = splitter(child, self._null)
        if not what:
            return True
        self._strange_seen = True
        if self.trace is not None:
            note_split(self.trace, child, node, what)
        return False

    def _repeated(self, child: etree._Element, node: Node, count: int) -> bool:
        """Return whether the occurrence is one too many and holds a value; note it then."""
        if not has_value(child) or not self._is_full(child, node):
            return False
        self._strange_seen = True
        self._pass_over(child)
        self._elements -= 1  # the caller has counted the element itself
        if self.trace is not None:
            note_repeated(self.trace, child, node, count)
        return True

    def _is_full(self, child: etree._Element, node: Node) -> bool:
        """Return whether as many siblings of the same node as may occur hold a value before *child*."""
        names = {self.plan.fold(name) for name in node.names}
        filled = (
            sibling
            for sibling in child.itersiblings("*", preceding=True)
            if self.plan.fold(etree.QName(sibling).localname) in names and has_value(sibling)
        )
        return sum(1 for _ in islice(filled, node.most)) == node.most

    def _carries(self, path: str) -> bool:
        """Return whether the message holds the value of the element at *path*, which does not repeat."""
        places = ((rule, self._frames[0].get(rule.prefix)) for rule in self.plan.find(path).rules)
        return any(target is not None and rule.key in target for rule, target in places)

    def _read_attributes(self, element: etree._Element, node: Node) -> None:
        for name, text in element.items():
            found = node.attributes.get(self.plan.fold(str(name)))
            if found is None:
                self._note_attribute(element, str(name), str(text))
                continue
            self._attributes += 1
            if found.rules and (stripped := str(text).strip(XML_SPACE)):
                self._taker.take(element, found, stripped, str(name))

    def _note_attribute(self, element: etree._Element, name: str, text: str) -> None:
        if name in _FOR_PARSERS:
            self._attributes += 1
            return
        self._strange_seen = True
        if self.trace is not None:
            note_unknown_attribute(self.trace, element, name, text, self.plan.descriptor.id)

    def _note_text_in_structure(self, element: etree._Element) -> None:
        text = (element.text or "").strip(XML_SPACE)
        if text:
            self._strange_seen = True
            if self.trace is not None:
                note_text_in_structure(self.trace, element, text)

    def _note_stray_text(self) -> None:
        for text in _STRAY_TEXT(self.root):
            neighbour = text.getparent()
            holder = neighbour if text.is_text else neighbour.getparent()
            self._strange_seen = True
            if self.trace is not None:
                note_text_between(self.trace, holder, text)
