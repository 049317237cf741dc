"""Safe parsing, in one place, for every reader of XML and JSON, harmonised or national.

Refused: any DOCTYPE (entities would expand, or silently vanish), anything beyond the
limits, bytes that do not match the declared encoding. Nothing is ever fetched.
"""

from __future__ import annotations

import codecs
import json
import re
from dataclasses import dataclass
from typing import Any

from lxml import etree

from carec_datamodel.errors import UnsafeDocument


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may be at most.

    Attributes:
        bytes: Size of the document.
        depth: Nesting of elements or of JSON values. XML stops at 256 in any case.
        elements: Number of elements.
        text: Characters in one text or attribute. XML stops at 10 million in any case.
    """

    bytes: int = 256 * 1024 * 1024
    depth: int = 64
    elements: int = 10_000_000
    text: int = 1024 * 1024


DEFAULT_LIMITS = Limits()

_DECLARED = re.compile(rb"""^(?:\xef\xbb\xbf)?<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF = ("utf-8", "utf8", "utf-16", "utf-16le", "utf-16be", "us-ascii", "ascii")
# A text in another encoding can by chance be valid UTF-8 when it is very short.
_FEWEST_SEQUENCES = 4


def xml_parser() -> etree.XMLParser:
    """Return a parser that expands no entity, loads no DTD and reaches for no network."""
    return etree.XMLParser(
        resolve_entities=False, load_dtd=False, no_network=True, dtd_validation=False, huge_tree=False
    )


def parse_xml(data: bytes, limits: Limits = DEFAULT_LIMITS) -> etree._Element:
    """Parse *data* and return its root element.

    Raises:
        UnsafeDocument: Not well-formed, DOCTYPE, over a limit, or in another encoding than declared.
    """
    _check_size(data, limits)
    _check_declared_encoding(data)
    try:
        root = etree.fromstring(data, xml_parser())
    except etree.XMLSyntaxError as error:
        raise UnsafeDocument(plain_syntax_error(error), line=error.lineno) from None
    except (LookupError, ValueError) as error:
        raise UnsafeDocument(f"not readable as XML: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeDocument("a DOCTYPE is not accepted; remove it", line=1)
    _check_limits(root, len(data), limits)
    return root


def _check_size(data: bytes, limits: Limits) -> None:
    if len(data) > limits.bytes:
        raise UnsafeDocument(f"{len(data)} bytes; at most {limits.bytes} are accepted")
    if not data.strip():
        raise UnsafeDocument("the document is empty", line=1)


def _check_declared_encoding(data: bytes) -> None:
    match = _DECLARED.match(data[:400])
    if match is None:
        return
    name = match.group(1).decode("ascii").lower()
    if name in _UTF:
        return
    try:
        codecs.lookup(name)
    except LookupError:
        raise UnsafeDocument(f"unknown encoding {name!r} in the XML declaration", line=1) from None
    if data.startswith(codecs.BOM_UTF8) or _is_utf8(data):
        raise UnsafeDocument(
            f"the XML declaration says {name}, but the bytes are UTF-8; correct the declaration", line=1
        )


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError:
        return False
    return sum(1 for character in text if character > "\x7f") >= _FEWEST_SEQUENCES


def plain_syntax_error(error: etree.XMLSyntaxError) -> str:
    """Return what libxml2 objects to, in plain words."""
    text = (error.msg or "not well-formed XML").partition(", line ")[0]
    if "proper UTF-8" in text or "invalid character" in text.lower() or "encoding error" in text.lower():
        return f"the bytes do not match the encoding of the document ({text})"
    return f"not well-formed XML: {text}"


def _check_limits(root: etree._Element, size: int, limits: Limits) -> None:
    """Check what the size alone does not already rule out, each by one pass in C."""
    # "<a/>" takes 4 bytes; in UTF-16, 8.
    if size // 4 > limits.elements and root.xpath("count(//*)") > limits.elements:
        raise UnsafeDocument(f"more than {limits.elements} elements")
    # A level costs at least "<a></a>", 7 bytes.
    if size // 7 > limits.depth and root.xpath(f"boolean({'/*' * (limits.depth + 1)})"):
        raise UnsafeDocument(f"elements are nested deeper than {limits.depth}")
    if size > limits.text:
        long = root.xpath(f"(//text() | //@*)[string-length(.) > {limits.text}][1]")
        if long:
            place = long[0].getparent()
            raise UnsafeDocument(
                f"a text of {len(long[0])} characters; at most {limits.text} are accepted",
                path=place.tag,
                line=place.sourceline,
            )


class _DuplicateKey(ValueError):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        keys = [key for key, _ in pairs]
        raise _DuplicateKey(next(key for key in keys if keys.count(key) > 1))
    return result


def _constant(name: str) -> Any:
    raise ValueError(f"{name} is not JSON")


def parse_json(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Any:
    """Parse *data* as JSON: UTF-8 with or without BOM, no key twice in one object.

    Numbers come back as `int` or `float`; the model refuses both where it wants text.

    Raises:
        UnsafeDocument: Not JSON, a key twice, over a limit, not UTF-8.
    """
    _check_size(data, limits)
    try:
        text = data.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = data.count(b"\n", 0, error.start) + 1
        raise UnsafeDocument("the bytes are not UTF-8, as JSON must be", line=line) from None
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise UnsafeDocument(f"not JSON: {error.msg}", line=error.lineno) from None
    except _DuplicateKey as error:
        raise UnsafeDocument(f"the key {str(error)!r} occurs twice in one object") from None
    except RecursionError:
        raise UnsafeDocument(f"values are nested deeper than {limits.depth}") from None
    except ValueError as error:
        raise UnsafeDocument(f"not JSON: {error}") from None
    _check_json_limits(value, limits)
    return value


def _check_json_limits(value: Any, limits: Limits) -> None:
    level = [value]
    depth = count = 0
    while level:
        depth += 1
        count += len(level)
        if depth > limits.depth:
            raise UnsafeDocument(f"values are nested deeper than {limits.depth}")
        if count > limits.elements:
            raise UnsafeDocument(f"more than {limits.elements} values")
        below: list[Any] = []
        for item in level:
            if isinstance(item, dict):
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
            elif isinstance(item, str) and len(item) > limits.text:
                raise UnsafeDocument(f"a text of {len(item)} characters; at most {limits.text} are accepted")
        level = below
