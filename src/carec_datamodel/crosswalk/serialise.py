"""A national tree as bytes."""

from __future__ import annotations

from lxml import etree

from carec_datamodel.errors import CrosswalkError


def serialise(
    root: etree._Element, encoding: str, before: tuple[str, ...] = (), after: tuple[str, ...] = ()
) -> bytes:
    """Return the document *root* as indented bytes."""
    etree.indent(root, "    ")
    try:
        body = etree.tostring(root, encoding="unicode")
        text = "\n".join((f'<?xml version="1.0" encoding="{encoding}"?>', *before, body, *after)) + "\n"
        return text.encode(encoding, errors="xmlcharrefreplace")
    except (LookupError, ValueError):
        raise CrosswalkError(f"{encoding[:40]!r} is not an encoding of documents") from None
