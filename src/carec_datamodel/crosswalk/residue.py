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

from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.lexical import XML_SPACE

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


def labels_of(parent: etree._Element) -> dict[etree._Element, str]:
    """Return a label for each child of *parent*: its tag and its position among those of that tag."""
    counts: dict[str, int] = {}
    labels = {}
    for child in parent:
        tag = str(child.tag)
        counts[tag] = counts.get(tag, 0) + 1
        labels[child] = f"{tag}[{counts[tag]}]"
    return labels


def leaf_text(element: etree._Element) -> str:
    """Return the text of a leaf; white space around an empty element inside does not count."""
    text = element.text or ""
    return "" if len(element) and not text.strip(XML_SPACE) else text


def absence_of(element: etree._Element) -> str:
    """Return how an element without value says so: ``null`` or ``empty``."""
    return "null" if len(element) else "empty"


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
    labels = labels_of(bare)
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
        if leaf_text(bare) == before or (children and any(c.tag != null for c in children)):
            for child in children:
                if child.tag == null and after:
                    bare.remove(child)
            bare.text = after or None
    if "absent" in edit and not leaf_text(bare).strip(XML_SPACE):
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
