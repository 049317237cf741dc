"""The residue: the difference between a document and the one that the message alone makes.

Applied to that bare document it gives the original again: right by construction,
whatever the tables say. It is plain data, ready for JSON. An edit of an element is a
dict with any of these keys:

``tag``
    The original's name, where it differs.
``text``
    ``[bare, original]``; applied only where the bare text is still that, so that a
    value changed in the message since is not undone.
``absent``
    How the original spells "no value": ``null`` or ``empty``.
``attributes``
    By name, ``[bare, original]``; None where there is none.
``tail``
    Text behind the element, where that is more than white space.
``children``
    The original's children in order: ``=Item[2]`` keeps a bare child, ``<...`` is an
    element, comment or processing instruction as it stood, and a dict is an element
    that only wraps others.
``drop``
    Bare children that the original does not have.
``inside``
    Edits of bare children, by label.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.errors import CrosswalkError

Edit = dict[str, Any]

VERSION = 1


@dataclass(frozen=True, slots=True)
class Residue:
    """What a national document holds beyond the message.

    Attributes:
        format_id: Format of the document.
        edit: Edit of the root element.
        encoding: Encoding of the document.
        before, after: Comments and processing instructions around the root element.
    """

    format_id: str
    edit: Edit = field(default_factory=dict)
    encoding: str = "UTF-8"
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()

    def to_json(self) -> str:
        """Return the residue as JSON text."""
        content = {
            "version": VERSION,
            "format": self.format_id,
            "encoding": self.encoding,
            "before": list(self.before),
            "after": list(self.after),
            "edit": self.edit,
        }
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> Residue:
        """Read a residue from JSON text.

        Raises:
            CrosswalkError: The text is not a residue.
        """
        try:
            content = json.loads(text)
            if content["version"] != VERSION:
                raise CrosswalkError(f"residue of version {content['version']!r}; expected {VERSION}")
            return cls(
                str(content["format"]),
                dict(content["edit"]),
                str(content["encoding"]),
                tuple(map(str, content["before"])),
                tuple(map(str, content["after"])),
            )
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise CrosswalkError(f"not a residue: {type(error).__name__} {error}") from None


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


def live_elements(taken: Any) -> set[etree._Element]:
    """Return the elements in *taken* and all above them."""
    live: set[etree._Element] = set()
    for element in taken:
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
        if one.tail and one.tail.strip() and one is not self._original.root:
            edit["tail"] = one.tail
        if self._is_leaf(one) and self._is_leaf(other):
            self._edit_leaf(edit, one, other)
        else:
            stray = one.text if one.text and one.text.strip() else ""
            if stray:
                edit["text"] = ["", stray]
            self._edit_children(edit, one, other)
        return edit

    def _is_leaf(self, element: etree._Element) -> bool:
        return all(child.tag == self._null and not (child.tail or "").strip() for child in element)

    def _edit_leaf(self, edit: Edit, one: etree._Element, other: etree._Element) -> None:
        original, bare = _leaf_text(one), _leaf_text(other)
        if original != bare:
            edit["text"] = [bare, original]
        style, bare_style = _absence(one), _absence(other)
        if style != bare_style and not original.strip():
            edit["absent"] = style

    def _edit_children(self, edit: Edit, one: etree._Element, other: etree._Element) -> None:
        labels = self._labels(other)
        pairs = self._pairs(one, other)
        self.counterparts.update(pairs)
        inside: dict[str, Edit] = {}
        tokens = self._tokens(one, pairs, labels, inside)
        kept = set(pairs.values())
        dropped = [label for child, label in labels.items() if child not in kept]
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
    ) -> list[Any]:
        tokens: list[Any] = []
        for child in parent:
            twin = pairs.get(child)
            if twin is not None:
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
                        "children": self._tokens(child, pairs, labels, inside),
                    }
                )
            else:
                tokens.append(_literal(child))
        return tokens

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
            if candidates and self._is_leaf(child) == self._is_leaf(candidates[0]):
                pairs[child] = candidates.pop(0)
        return pairs

    def _repeats(self, element: etree._Element) -> bool:
        node = self._original.nodes.get(element)
        return node is not None and node.repeats

    @staticmethod
    def _name(element: etree._Element, side: Side) -> str:
        node = side.nodes.get(element)
        return node.path if node is not None else str(element.tag)

    @staticmethod
    def _labels(parent: etree._Element) -> dict[etree._Element, str]:
        counts: dict[str, int] = {}
        labels = {}
        for child in parent:
            counts[child.tag] = counts.get(child.tag, 0) + 1
            labels[child] = f"{child.tag}[{counts[child.tag]}]"
        return labels


def _leaf_text(element: etree._Element) -> str:
    """Return the text of a leaf; white space around an empty element inside does not count."""
    text = element.text or ""
    return "" if len(element) and not text.strip() else text


def _absence(element: etree._Element) -> str:
    return "null" if len(element) else "empty"


def _literal(element: etree._Element) -> str:
    """Return *element* as XML text without the white space between elements."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    if isinstance(element.tag, str) and len(element):
        copy = etree.fromstring(text)
        for inner in copy.iter():
            if inner.tail and not inner.tail.strip():
                inner.tail = None
            if len(inner) and inner.text and not inner.text.strip():
                inner.text = None
        text = etree.tostring(copy, encoding="unicode")
    tail = element.tail or ""
    return text + (tail if tail.strip() else "")


def apply(residue: Residue, bare: etree._Element, null: str) -> etree._Element:
    """Return the original document, made of *bare* and *residue*. *bare* is used up.

    Raises:
        CrosswalkError: The residue is damaged.
    """
    try:
        return _applied(residue.edit, bare, null)
    except (KeyError, TypeError, ValueError, AttributeError, etree.LxmlError) as error:
        raise CrosswalkError(f"the residue is damaged: {type(error).__name__} {error}") from None


def _applied(edit: Edit, bare: etree._Element, null: str) -> etree._Element:
    children = list(bare)
    labels = Difference._labels(bare)  # noqa: SLF001 - the two halves of one format
    if "tag" in edit:
        bare.tag = edit["tag"]
    for name, (before, after) in edit.get("attributes", {}).items():
        if bare.get(name) == before:
            if after is None:
                del bare.attrib[name]
            else:
                bare.set(name, after)
    if "children" in edit or "drop" in edit or "inside" in edit:
        _apply_children(edit, bare, dict(zip(labels.values(), children, strict=True)), null)
    if "text" in edit:
        before, after = edit["text"]
        if _leaf_text(bare) == before or (len(children) and any(c.tag != null for c in children)):
            for child in children:
                if child.tag == null and after:
                    bare.remove(child)
            bare.text = after or None
    if "absent" in edit and not _leaf_text(bare).strip():
        bare.text = None
        for child in list(bare):
            bare.remove(child)
        if edit["absent"] == "null":
            etree.SubElement(bare, null)
    bare.tail = edit.get("tail")
    return bare


def _apply_children(edit: Edit, bare: etree._Element, by_label: dict[str, etree._Element], null: str) -> None:
    inside = edit.get("inside", {})
    for label, child in by_label.items():
        if label in inside:
            _applied(inside[label], child, null)
    dropped = set(edit.get("drop", ()))
    tokens = edit.get("children")
    if tokens is None:
        for label in dropped & by_label.keys():
            bare.remove(by_label[label])
        return
    left = {label: child for label, child in by_label.items() if label not in dropped}
    for child in list(bare):
        tail, child.tail = child.tail, None
        bare.remove(child)
        child.tail = tail
    _append_tokens(tokens, bare, left)
    for child in left.values():  # children that the message got since
        twins = [position for position, other in enumerate(bare) if other.tag == child.tag]
        bare.insert(twins[-1] + 1 if twins else len(bare), child)


def _append_tokens(tokens: list[Any], parent: etree._Element, left: dict[str, etree._Element]) -> None:
    for token in tokens:
        if isinstance(token, dict):
            wrapper = etree.SubElement(parent, token["wrap"], dict(token["attributes"]))
            _append_tokens(token["children"], wrapper, left)
        elif token.startswith("="):
            child = left.pop(token[1:], None)
            if child is not None:
                parent.append(child)
        else:
            parent.extend(_parsed(token))


def _parsed(text: str) -> list[etree._Element]:
    holder = etree.fromstring(f"<x>{text}</x>")
    return list(holder)
