"""Lines of elements, right also where libxml2 loses count.

libxml2 keeps the line of an element in 16 bits; beyond 65,535 it knows only the lines
of texts, so that an empty element gets the line of some neighbour. Then the document is
read a second time, for nothing but its start tags.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterable, Iterator, Mapping
from itertools import islice
from typing import BinaryIO

from lxml import etree

from carec_datamodel.errors import CarecError

_MOST_LIBXML2_KNOWS = 65_535
_PIECE = 1024 * 1024
_DECLARED = re.compile(r"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_MARKUP = re.compile(
    r"""[^<]*<(?:!--.*?-->|!\[CDATA\[.*?\]\]>|\?.*?\?>|/[^>]*>"""
    r"""|(?P<start>[^\s!?/>](?:[^"'>]|"[^"]*"|'[^']*')*>))""",
    re.DOTALL,
)


class Lines:
    """Tells the lines of the elements of one document; reads it a second time only if need be."""

    def __init__(self, data: bytes | None = None) -> None:
        """Take the bytes that the document was parsed from, if they are still there."""
        self._data = data
        self._known: Mapping[etree._Element, int] | None = None

    def __call__(self, element: etree._Element) -> int | None:
        """Return the line on which the start tag of *element* ends, counted from 1."""
        line = element.sourceline
        if line is None or line < _MOST_LIBXML2_KNOWS:
            return line
        if self._known is None:
            self._known = self._counted(element)
        return self._known.get(element, line)

    def _counted(self, element: etree._Element) -> Mapping[etree._Element, int]:
        """Return the lines of all elements of the document of *element*; none where they cannot be had."""
        elements = element.getroottree().getroot().iter("*")
        return dict(zip(elements, start_tag_lines([self._data or b""]), strict=False))

    def path(self, element: etree._Element, path: str) -> str:  # noqa: ARG002
        """Return *path*, which leads to *element* or below it in the tree, as it is in the document."""
        return path

    def order(self, root: etree._Element) -> Mapping[etree._Element, int]:
        """Return the position in the document of everything that *root* holds, elements and others."""
        return {element: position for position, element in enumerate(root.iter())}


class StreamLines(Lines):
    """Tells the lines of one part of a stream, of which the elements before it are gone.

    A stream that cannot be read from its beginning again keeps the lines that libxml2 knows.
    """

    def __init__(self, stream: BinaryIO, beginning: int | None, part: etree._Element, before: int) -> None:
        """Take the stream, where the document begins in it, and a part with *before* start tags before it."""
        super().__init__()
        self._stream = stream
        self._beginning = beginning
        self._part = part
        self._before = before

    def _counted(self, element: etree._Element) -> Mapping[etree._Element, int]:  # noqa: ARG002
        if self._beginning is None:
            return {}
        try:
            here = self._stream.tell()
            self._stream.seek(self._beginning)
            pieces = iter(lambda: self._stream.read(_PIECE), b"")
            lines = islice(start_tag_lines(pieces), self._before, None)
            found = dict(zip(self._part.iter("*"), lines, strict=False))
            self._stream.seek(here)
        except (OSError, ValueError, CarecError):  # ValueError: closed by now
            return {}
        return found


def start_tag_lines(pieces: Iterable[bytes]) -> Iterator[int]:
    """Yield the lines on which the start tags of a well-formed document end, in order.

    Args:
        pieces: The document without a DOCTYPE, cut wherever it pleased.
    """
    line, rest = 1, ""
    for text in _decoded(pieces):
        rest += text
        end = 0
        while markup := _MARKUP.match(rest, end):
            line += rest.count("\n", end, markup.end())
            end = markup.end()
            if markup["start"]:
                yield line
        rest = rest[end:]


def _decoded(pieces: Iterable[bytes]) -> Iterator[str]:
    """Yield the text of *pieces*, in the encoding that the first one declares."""
    decoder: codecs.IncrementalDecoder | None = None
    for piece in pieces:
        if decoder is None:
            decoder = codecs.getincrementaldecoder(_encoding(piece))()
        yield decoder.decode(piece)


def _encoding(head: bytes) -> str:
    match = _DECLARED.match(head[:400].decode("latin-1").removeprefix("\xef\xbb\xbf"))
    if head[:2] in {b"\xff\xfe", b"\xfe\xff"}:
        return "utf-16"
    if match is None or match[1].lower() in {"utf-8", "utf8"}:
        return "utf-8-sig"
    return match[1]
