"""Lines of elements, right also where libxml2 loses count.

libxml2 keeps the line of an element in 16 bits; beyond 65,535 it knows only the lines
of texts, so that an empty element gets the line of some neighbour.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from xml.parsers import expat

from lxml import etree

_MOST_LIBXML2_KNOWS = 65_535
_DECLARED = re.compile(r"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")


class Lines:
    """Tells the lines of the elements of one document; reads it a second time only if need be."""

    def __init__(self, data: bytes | None = None) -> None:
        """Take the bytes that the document was parsed from, if they are still there."""
        self._data = data
        self._known: dict[etree._Element, int] | None = None

    def __call__(self, element: etree._Element) -> int | None:
        """Return the line on which the start tag of *element* ends, counted from 1."""
        line = element.sourceline
        if line is None or line < _MOST_LIBXML2_KNOWS or self._data is None:
            return line
        if self._known is None:
            elements = element.getroottree().getroot().iter("*")
            self._known = dict(zip(elements, _start_tag_lines(self._data), strict=False))
        return self._known.get(element, line)

    def path(self, element: etree._Element, path: str) -> str:  # noqa: ARG002
        """Return *path*, which leads to *element* or below it in the tree, as it is in the document."""
        return path

    def order(self, root: etree._Element) -> Mapping[etree._Element, int]:
        """Return the position in the document of everything that *root* holds, elements and others."""
        return {element: position for position, element in enumerate(root.iter())}


def _start_tag_lines(data: bytes) -> list[int]:
    """Return the lines of all start tags of the well-formed document *data*, in order."""
    encoding = "utf-16" if data[:2] in {b"\xff\xfe", b"\xfe\xff"} else "utf-8-sig"
    match = _DECLARED.match(data[:400].decode("latin-1").removeprefix("\xef\xbb\xbf"))
    if match:
        encoding = match.group(1)
    lines: list[int] = []
    parser = expat.ParserCreate("utf-8")
    parser.StartElementHandler = lambda *_: lines.append(parser.CurrentLineNumber)
    try:
        parser.Parse(data.decode(encoding).encode("utf-8"), True)
    except (expat.ExpatError, UnicodeError, LookupError):  # pragma: no cover - libxml2 has read it before
        return []
    return lines
