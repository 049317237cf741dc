"""Applying a residue: the original document is made again of the one that the message alone gives."""

from __future__ import annotations

from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.elements import has_value
from carec_datamodel.crosswalk.residue import Edit, Residue, is_null, labels_of, leaf_text, literal
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.lexical import XML_SPACE


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
