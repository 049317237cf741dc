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
from carec_datamodel.findings import clip
from carec_datamodel.wire.json_places import second_key_line


@dataclass(frozen=True, slots=True)
class Limits:
    """What a document may be at most.

    Attributes:
        bytes: Size of the document.
        depth: Nesting of elements or of JSON values. XML stops at 256 in any case.
        elements: Number of elements.
        text: Characters in one text or attribute. XML stops at 10 million in any case.
        attributes: Attributes of one element: reading them takes time that grows with the square.
    """

    bytes: int = 256 * 1024 * 1024
    depth: int = 64
    elements: int = 10_000_000
    text: int = 1024 * 1024
    attributes: int = 100


DEFAULT_LIMITS = Limits()
# What libxml2 accepts at most unless told otherwise, and it is not told otherwise.
_DEEPEST = 256

_DECLARED = re.compile(r"""^<\?xml[^>]*?\sencoding\s*=\s*["']([A-Za-z0-9._-]+)["']""")
_UTF8 = ("utf-8", "utf8", "us-ascii", "ascii")
_BYTE_ORDERS = {
    b"\xff\xfe": "utf-16-le",
    b"\xfe\xff": "utf-16-be",
    b"<\x00": "utf-16-le",
    b"\x00<": "utf-16-be",
}
# A text in another encoding can by chance be valid UTF-8 when it is very short.
_FEWEST_SEQUENCES = 4


def xml_parser(*, keep_blanks: bool = False) -> etree.XMLParser:
    """Return a parser that expands no entity, loads no DTD and reaches for no network.

    It leaves out the white space between elements, which takes a third of the time of
    everything that follows; white space inside a value stays.
    """
    return etree.XMLParser(
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        dtd_validation=False,
        huge_tree=False,
        remove_blank_text=not keep_blanks,
    )


def parse_xml(data: bytes, limits: Limits = DEFAULT_LIMITS) -> etree._Element:
    """Parse *data* and return its root element.

    Raises:
        UnsafeDocument: Not well-formed, DOCTYPE, over a limit, or in another encoding than declared.
    """
    _check_size(data, limits)
    check_declared_encoding(data)
    try:
        root = etree.fromstring(data, xml_parser(keep_blanks=_has_sections(data)))
    except etree.XMLSyntaxError as error:
        raise UnsafeDocument(plain_syntax_error(error), line=error.lineno) from None
    except (LookupError, ValueError) as error:
        raise UnsafeDocument(f"not readable as XML: {error}") from None
    if root.getroottree().docinfo.internalDTD is not None:
        raise UnsafeDocument("a DOCTYPE is not accepted; remove it", line=_doctype_line(data))
    _check_limits(root, len(data), limits)
    return root


def _has_sections(data: bytes) -> bool:
    """Return whether there may be a CDATA section: libxml2 drops the blanks of a value before one."""
    return b"<![CDATA[" in data or data[:2] in _BYTE_ORDERS or b"\0" in data[:4]


def _doctype_line(data: bytes) -> int:
    narrow = data[:100_000].replace(b"\x00", b"")  # UTF-16 as if it were ASCII, which markup is
    return narrow.count(b"\n", 0, max(0, narrow.find(b"<!DOCTYPE"))) + 1


def _check_size(data: bytes, limits: Limits) -> None:
    if len(data) > limits.bytes:
        raise UnsafeDocument(f"{len(data)} bytes; at most {limits.bytes} are accepted")
    if not data.strip():
        raise UnsafeDocument("the document is empty", line=1)


def check_declared_encoding(data: bytes) -> None:
    """Refuse a declaration that the bytes contradict; the parser would believe one or the other.

    *data* may be the beginning of a document alone.

    Raises:
        UnsafeDocument: The declaration is wrong.
    """
    wide = _BYTE_ORDERS.get(data[:2])
    head = data[:800].decode(wide or "latin-1", errors="ignore").lstrip("\ufeff").removeprefix("\xef\xbb\xbf")
    match = _DECLARED.match(head)
    if match is None:
        return
    name = match.group(1).lower()
    try:
        codecs.lookup(name)
    except LookupError:
        raise UnsafeDocument(f"unknown encoding {name!r} in the XML declaration", line=1) from None
    if name.startswith("utf-16") or wide:
        found = "UTF-16" if wide else "not UTF-16"
        if bool(wide) != name.startswith("utf-16"):
            raise UnsafeDocument(
                f"the XML declaration says the encoding is {name}, but the bytes are {found}", line=1
            )
    elif name not in _UTF8 and (data.startswith(codecs.BOM_UTF8) or _is_utf8(data)):
        raise UnsafeDocument(
            f"the XML declaration says the encoding is {name}, but the bytes are UTF-8", line=1
        )


def _is_utf8(data: bytes) -> bool:
    if data.isascii():
        return False
    try:
        text = codecs.getincrementaldecoder("utf-8")().decode(data)  # the end may be cut
    except UnicodeDecodeError:
        return False
    return sum(1 for character in text if character > "\x7f") >= _FEWEST_SEQUENCES


def plain_syntax_error(error: etree.XMLSyntaxError) -> str:
    """Return what libxml2 objects to, in plain words."""
    text = " ".join((error.msg or "unknown reason").partition(", line ")[0].split())
    if "proper UTF-8" in text or "invalid character" in text.lower() or "encoding error" in text.lower():
        return f"the bytes do not match the encoding of the document ({text})"
    return f"not well-formed XML: {text}"


def _check_limits(root: etree._Element, size: int, limits: Limits) -> None:
    """Check what the size alone does not already rule out, each by one pass in C."""
    # "<a/>" takes 4 bytes; in UTF-16, 8.
    if size // 4 > limits.elements and root.xpath("count(//*)") > limits.elements:
        raise UnsafeDocument(f"more than {limits.elements} elements")
    # A level costs at least "<a></a>", 7 bytes; the parser itself stops at 256.
    deep = limits.depth < _DEEPEST and size // 7 >= limits.depth
    if deep and root.xpath(f"boolean({'/*' * (limits.depth + 1)})"):
        raise UnsafeDocument(f"elements are nested deeper than {limits.depth}")
    if root.xpath(f"boolean(//@*[{limits.attributes + 1}])"):
        raise UnsafeDocument(f"an element has more than {limits.attributes} attributes")
    if size > limits.text:
        # Two questions: the union of both would be sorted, in time that grows with the square.
        over = f"string-length(.) > {limits.text}"
        long = root.xpath(f"//text()[{over}]") or root.xpath(f"//@*[{over}]")
        if long:
            place = long[0].getparent()
            raise UnsafeDocument(
                f"a text of {len(long[0])} characters; at most {limits.text} are accepted",
                path=_names(place),
                line=place.sourceline,
            )


def _names(element: etree._Element) -> str:
    """Return the names from the root to *element*, without namespaces and positions."""
    return "/".join(etree.QName(step).localname for step in [*reversed([*element.iterancestors()]), element])


class _DuplicateKey(ValueError):
    pass


def _object(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    result = dict(pairs)
    if len(result) != len(pairs):
        seen: set[str] = set()
        for key, _ in pairs:
            if key in seen:
                raise _DuplicateKey(key)
            seen.add(key)
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
    _check_surrogates(text)
    try:
        value = json.loads(text, object_pairs_hook=_object, parse_constant=_constant)
    except json.JSONDecodeError as error:
        raise UnsafeDocument(f"not JSON: {error.msg}", line=error.lineno) from None
    except _DuplicateKey as error:
        message = f"the key {clip(str(error))!r} occurs twice in one object"
        raise UnsafeDocument(message, line=second_key_line(text)) from None
    except RecursionError:
        raise UnsafeDocument(f"values are nested deeper than {limits.depth}") from None
    except ValueError as error:
        reason = str(error) if "is not JSON" in str(error) else "a number has too many digits"
        raise UnsafeDocument(f"not JSON: {reason}") from None
    _check_json_limits(value, limits)
    return value


_ESCAPE = re.compile(r"\\(?:u([0-9a-fA-F]{4})|.)")
_HIGH = range(0xD800, 0xDC00)
_LOW = range(0xDC00, 0xE000)


def _check_surrogates(text: str) -> None:
    """Refuse half a surrogate pair, which JSON can spell but no other encoding can carry."""
    if "\\ud" not in text and "\\uD" not in text:
        return
    open_at = -1
    for match in _ESCAPE.finditer(text):
        unit = int(match.group(1), 16) if match.group(1) else 0
        completes = unit in _LOW and open_at == match.start()
        if (open_at >= 0 and not completes) or (unit in _LOW and not completes):
            break
        open_at = match.end() if unit in _HIGH else -1
    else:
        if open_at < 0:
            return
        match = None
    at = match.start() if match else open_at
    line = text.count("\n", 0, at) + 1
    raise UnsafeDocument("an escape is half of a surrogate pair, which is no character", line=line)


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
            if isinstance(item, str):  # first, because most are
                if len(item) > limits.text:
                    raise UnsafeDocument(
                        f"a text of {len(item)} characters; at most {limits.text} are accepted"
                    )
            elif isinstance(item, dict):
                below.extend(item)
                below.extend(item.values())
            elif isinstance(item, list):
                below.extend(item)
        level = below
