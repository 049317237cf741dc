"""The difference between a national document and the bare one that its message alone makes."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.elements import has_value
from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.crosswalk.residue import Edit, absence_of, is_null, labels_of, leaf_text, literal
from carec_datamodel.crosswalk.trace import Trace
from carec_datamodel.model.lexical import XML_SPACE


@dataclass(slots=True)
class Side:
    """One of the two documents that are compared.

    Attributes:
        root: Its root element.
        nodes: Node of every element that has one.
        live: Elements that hold, or lead to, a value that the message took.
    """

    root: etree._Element
    nodes: dict[etree._Element, Node]
    live: set[etree._Element]


def live_elements(trace: Trace) -> set[etree._Element]:
    """Return the elements whose text or attributes were taken, and all above them."""
    live: set[etree._Element] = set()
    origins = (*trace.taken_attributes, *trace.copied)
    for element in (*trace.taken, *(element for element, _ in origins)):
        current: etree._Element | None = element
        while current is not None and current not in live:
            live.add(current)
            current = current.getparent()
    return live


class Difference:
    """Compares an original with its bare document.

    Attributes:
        edit: What makes the original of the bare document.
        counterparts: Bare element of each original element that has one.
    """

    def __init__(self, plan: Plan, original: Side, bare: Side) -> None:
        self._plan = plan
        self._original = original
        self._bare = bare
        self._null = plan.descriptor.null
        self.counterparts: dict[etree._Element, etree._Element] = {original.root: bare.root}
        self.edit = self._edit(original.root, bare.root)

    def _edit(self, one: etree._Element, other: etree._Element) -> Edit:
        """Return the edit that makes *one*, of the original, out of *other*."""
        edit: Edit = {}
        if one.tag != other.tag:
            edit["tag"] = one.tag
        attributes = {
            name: [other.get(name), one.get(name)]
            for name in sorted({*one.keys(), *other.keys()})
            if one.get(name) != other.get(name)
        }
        if attributes:
            edit["attributes"] = attributes
        if one.tail and one.tail.strip(XML_SPACE) and one is not self._original.root:
            edit["tail"] = one.tail
        leaf = self._is_leaf(one, self._original)
        if leaf != self._is_leaf(other, self._bare):
            return {"instead": [literal(other), literal(one)]}
        if leaf:
            self._edit_leaf(edit, one, other)
        else:
            # Blanks lay out what a structure holds; in one that holds nothing they are all there is.
            if one.text and (one.text.strip(XML_SPACE) or not len(one)):
                edit["text"] = ["", one.text]
            self._edit_children(edit, one, other)
        return edit

    def _is_leaf(self, element: etree._Element, side: Side) -> bool:
        node = side.nodes.get(element)
        if node is not None and node.order and not node.rules:
            return False
        if not len(element):
            return True
        only = len(element) == 1 and is_null(element[0], self._null) and not element[0].attrib
        texts = (element.text or "") + (element[0].tail or "")
        return only and not len(element[0]) and not texts.strip(XML_SPACE)

    def _edit_leaf(self, edit: Edit, one: etree._Element, other: etree._Element) -> None:
        original, bare = leaf_text(one), leaf_text(other)
        if original != bare:
            edit["text"] = [bare, original]
        style, bare_style = absence_of(one), absence_of(other)
        if style != bare_style and not original.strip(XML_SPACE):
            edit["absent"] = style

    def _edit_children(self, edit: Edit, one: etree._Element, other: etree._Element) -> None:
        labels = labels_of(other)
        pairs = self._pairs(one, other)
        self.counterparts.update(pairs)
        inside: dict[str, Edit] = {}
        pieces = self._pieces(one, other)
        tokens = self._tokens(one, pairs, labels, inside, pieces)
        kept = set(pairs.values())
        dropped = {
            label: literal(child) if has_value(child) else None
            for child, label in labels.items()
            if child not in kept and child.tag not in pieces
        }
        if pieces:
            edit["pieces"] = pieces
        if dropped:
            edit["drop"] = dropped
        if tokens != [f"={label}" for label in labels.values()]:
            edit["children"] = tokens
        if inside:
            edit["inside"] = inside

    def _tokens(
        self,
        parent: etree._Element,
        pairs: dict[etree._Element, etree._Element],
        labels: dict[etree._Element, str],
        inside: dict[str, Edit],
        pieces: dict[str, list[str]],
    ) -> list[Any]:
        tokens: list[Any] = []
        for child in parent:
            twin = pairs.get(child)
            if child.tag in pieces:
                tokens.append({"piece": literal(child), "of": child.tag})
            elif twin is not None:
                label = labels[twin]
                tokens.append(f"={label}")
                edit = self._edit(child, twin)
                if edit:
                    inside[label] = edit
            elif self._is_wrapper(child):
                tokens.append(
                    {
                        "wrap": child.tag,
                        "attributes": dict(child.attrib),
                        "children": self._tokens(child, pairs, labels, inside, pieces),
                    }
                )
            else:
                tokens.append(literal(child))
        return tokens

    def _pieces(self, one: etree._Element, other: etree._Element) -> dict[str, list[str]]:
        """Return the texts that stand in other pieces in *one*: by their tag, the pieces of *other*.

        They come back together or not at all, for each alone would stand in a text that has changed.
        """
        found: dict[str, tuple[list[str], list[str]]] = {}
        for place, parent, side in ((0, one, self._original), (1, other, self._bare)):
            for child in parent:
                node = side.nodes.get(child)
                if node is not None and any(rule.transform.wrap for rule in node.texts):
                    found.setdefault(str(child.tag), ([], []))[place].append(literal(child))
        return {tag: bare for tag, (original, bare) in found.items() if original != bare}

    def _is_wrapper(self, element: etree._Element) -> bool:
        return self._original.nodes.get(element) is self._plan.root

    def _flat(self, parent: etree._Element) -> list[etree._Element]:
        children = []
        for child in parent:
            children.extend(self._flat(child) if self._is_wrapper(child) else [child])
        return children

    def _pairs(self, one: etree._Element, other: etree._Element) -> dict[etree._Element, etree._Element]:
        """Return the bare counterpart of each child: by name, those with values in order, then the rest."""
        groups: dict[tuple[str, bool], list[etree._Element]] = {}
        for child in other:
            groups.setdefault((self._name(child, self._bare), child in self._bare.live), []).append(child)
        pairs = {}
        for child in self._flat(one):
            if not isinstance(child.tag, str):
                continue
            key = self._name(child, self._original), child in self._original.live
            candidates = groups.get(key)
            if not candidates and not self._repeats(child):
                candidates = groups.get((key[0], not key[1]))
            if candidates:
                pairs[child] = candidates.pop(0)
        return pairs

    def _repeats(self, element: etree._Element) -> bool:
        node = self._original.nodes.get(element)
        return node is not None and node.repeats

    @staticmethod
    def _name(element: etree._Element, side: Side) -> str:
        node = side.nodes.get(element)
        return node.path if node is not None else str(element.tag)
