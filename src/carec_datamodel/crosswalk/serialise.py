"""A national tree as bytes."""

from __future__ import annotations

from lxml import etree

from carec_datamodel.errors import CrosswalkError

_BETWEEN = etree.XPath("//*[*|comment()|processing-instruction()]/text()[normalize-space()]")


def serialise(
    root: etree._Element, encoding: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()
) -> bytes:
    """Return the document *root* as indented bytes."""
    _indent(root)
    try:
        body = etree.tostring(root, encoding="unicode")
        text = "\n".join((f'<?xml version="1.0" encoding="{encoding}"?>', *before, body, *after)) + "\n"
        return text.encode(encoding, errors="xmlcharrefreplace")
    except (LookupError, ValueError):
        raise CrosswalkError(f"{encoding[:40]!r} is not an encoding of documents") from None


def _indent(root: etree._Element) -> None:
    """Indent *root*; lxml takes a text of no-break spaces for white space, which it is not in XML."""
    kept = [(text.getparent(), text.is_tail, str(text)) for text in _BETWEEN(root) if not text.strip()]
    etree.indent(root, "    ")
    for holder, behind, text in kept:
        if behind:
            holder.tail = text
        else:
            holder.text = text
