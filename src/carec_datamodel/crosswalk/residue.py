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
    Bare children that the original does not have, by label: None for one without a
    value, which is kept when it has got one since; else its content as XML.
``instead``
    ``[bare, original]`` as XML: the original is built in another way altogether.
``inside``
    Edits of bare children, by label.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from carec_datamodel.crosswalk.elements import has_value
from carec_datamodel.crosswalk.naming import Naming
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
        naming: How it names its elements.
        before, after: Comments and processing instructions around the root element.
        envelope: The document that the message stands in, with a processing instruction in its place; empty
            where it stands alone.
        json: What makes a JSON document of the JSON that the restored tree alone would be.
    """

    format_id: str
    edit: Edit = field(default_factory=dict)
    encoding: str = "UTF-8"
    naming: Naming = field(default_factory=Naming)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    envelope: str = ""
    json: Edit = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the residue as JSON text."""
        content = {
            "version": VERSION,
            "format": self.format_id,
            "encoding": self.encoding,
            "namespace": self.naming.namespace,
            "prefixes": dict(self.naming.prefixes),
            "before": list(self.before),
            "after": list(self.after),
            "edit": self.edit,
        }
        if self.naming.top:
            content["top"] = self.naming.top
        if self.naming.spaces:
            content["spaces"] = dict(self.naming.spaces)
        if self.envelope:
            content["envelope"] = self.envelope
        if self.json:
            content["json"] = self.json
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
                Naming(
                    content.get("namespace"),
                    _texts(content, "prefixes"),
                    str(content.get("top", "")),
                    _texts(content, "spaces"),
                ),
                tuple(map(str, content["before"])),
                tuple(map(str, content["after"])),
                str(content.get("envelope", "")),
                dict(content.get("json", {})),
            )
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise CrosswalkError(f"not a residue: {type(error).__name__} {error}") from None


def _texts(content: Edit, key: str) -> dict[str, str]:
    return {str(name): str(text) for name, text in dict(content.get(key, {})).items()}


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


def literal(element: etree._Element) -> str:
    """Return *element* as XML text without the white space between elements."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    if isinstance(element.tag, str) and len(element):
        copy = etree.fromstring(text)
        for inner in copy.iter():
            if inner.tail and not inner.tail.strip(XML_SPACE):
                inner.tail = None
            if len(inner) and inner.text and not inner.text.strip(XML_SPACE):
                inner.text = None
        text = etree.tostring(copy, encoding="unicode")
    tail = element.tail or ""
    return text + (escape(tail, {"\r": "&#13;"}) if tail.strip(XML_SPACE) else "")


def is_null(element: etree._Element, null: str) -> bool:
    """Return whether *element* is the empty element that says "no value"."""
    return bool(null) and isinstance(element.tag, str) and etree.QName(element).localname == null


def apply(residue: Residue, bare: etree._Element, null: str) -> etree._Element:
    """Return the original document, made of *bare* and *residue*. *bare* is used up.

    Raises:
        CrosswalkError: The residue is damaged.
    """
    try:
        for remark in (*residue.before, *residue.after):
            _check_remark(remark)
        return _applied(residue.edit, bare, null)
    except (LookupError, TypeError, ValueError, AttributeError, etree.LxmlError) as error:
        raise CrosswalkError(f"the residue is damaged: {type(error).__name__} {error}") from None


def _check_remark(text: str) -> None:
    """Raise unless *text* is one comment or one processing instruction."""
    holder = _holder(text)
    if len(holder) != 1 or isinstance(holder[0].tag, str) or holder.text or holder[0].tail:
        raise ValueError("only a comment or a processing instruction may stand around the root")


def _holder(text: str) -> etree._Element:
    """Return an element around what the XML *text* holds; entities and DOCTYPEs are no part of it."""
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True, huge_tree=False)
    holder = etree.fromstring(f"<x>{text}</x>", parser)
    if any(isinstance(inner, etree._Entity) for inner in holder.iter()):  # noqa: SLF001 - it has no public name
        raise ValueError("an entity is not accepted")
    return holder


def _applied(edit: Edit, bare: etree._Element, null: str) -> etree._Element:
    if "instead" in edit:
        before, after = edit["instead"]
        return _holder(after)[0] if literal(bare) == before else bare
    labels = {label: child for child, label in labels_of(bare).items()}
    if edit.keys() & {"children", "drop", "inside"}:
        _apply_children(edit, bare, labels, null)
    if "tag" in edit:
        bare.tag = edit["tag"]
        etree.cleanup_namespaces(bare)  # a default namespace declared here would hide the one that is meant
    for name, (before, after) in edit.get("attributes", {}).items():
        if bare.get(name) == before:
            if after is None:
                del bare.attrib[name]
            else:
                bare.set(name, after)
    _apply_text(edit, bare, null)
    bare.tail = edit.get("tail")
    return bare


def _apply_text(edit: Edit, bare: etree._Element, null: str) -> None:
    """Set the text of a leaf, or the text before the elements of a structure."""
    before, after = edit.get("text", ("", None))
    leaf = not edit.keys() & {"children", "drop", "inside"} and all(is_null(child, null) for child in bare)
    if not leaf:
        if after is not None:
            bare.text = after
        return
    if ("text" not in edit and "absent" not in edit) or leaf_text(bare) != before:
        return
    for child in list(bare):
        if after or "absent" in edit:
            bare.remove(child)
    bare.text = after or None
    if edit.get("absent") == "null" and not (after or "").strip(XML_SPACE):
        namespace = etree.QName(bare).namespace
        etree.SubElement(bare, f"{{{namespace}}}{null}" if namespace else null)


def _apply_children(edit: Edit, bare: etree._Element, by_label: dict[str, etree._Element], null: str) -> None:
    inside = edit.get("inside", {})
    dropped = dict(edit.get("drop", {}))
    # All of it while the children still hang there: taken out, they would change their prefixes.
    settled = all(
        literal(by_label[label]) == below["instead"][0]
        for label, below in inside.items()
        if "instead" in below and label in by_label
    )
    left = {
        label: _applied(inside[label], child, null) if label in inside else child
        for label, child in by_label.items()
        if not (label in dropped and (settled or dropped[label] is None) and _may_drop(child, dropped[label]))
    }
    changed = _changed_pieces(edit.get("pieces", {}), bare, left)
    for child in list(bare):
        bare.remove(child)
    tokens = edit.get("children", [f"={label}" for label in by_label if label not in dropped])
    _append_tokens(tokens, bare, left, changed)
    for child in left.values():  # what the message got since
        twins = [position for position, other in enumerate(bare) if other.tag == child.tag]
        bare.insert(twins[-1] + 1 if twins else len(bare), child)


def _changed_pieces(
    pieces: dict[str, list[str]], bare: etree._Element, left: dict[str, etree._Element]
) -> dict[str, list[str]]:
    """Return by their tag the labels of texts in pieces that have changed since; *left* loses the others."""
    changed: dict[str, list[str]] = {}
    for tag, known in pieces.items():
        if [literal(child) for child in bare if child.tag == tag] != known:
            changed[tag] = [label for label, child in left.items() if child.tag == tag]
        else:
            for label in [label for label, child in left.items() if child.tag == tag]:
                del left[label]
    return changed


def _may_drop(child: etree._Element, known: str | None) -> bool:
    """Return whether *child* still is what the original did not have: empty, or of that very content."""
    return not has_value(child) if known is None else literal(child) == known


def _append_tokens(
    tokens: list[Any],
    parent: etree._Element,
    left: dict[str, etree._Element],
    changed: dict[str, list[str]],
) -> None:
    for token in tokens:
        if isinstance(token, dict) and "piece" in token:
            if token["of"] not in changed:
                parent.extend(list(_holder(token["piece"])))
            parent.extend(left.pop(label) for label in changed.get(token["of"], ()) if label in left)
        elif isinstance(token, dict):
            wrapper = etree.SubElement(parent, token["wrap"], dict(token["attributes"]))
            _append_tokens(token["children"], wrapper, left, changed)
        elif token.startswith("="):
            child = left.pop(token[1:], None)
            if child is not None:
                parent.append(child)
        else:
            parent.extend(list(_holder(token)))
