"""A document as it came in: bytes, and the tree or JSON value parsed from them once."""

from __future__ import annotations

from functools import cached_property
from typing import Any

from lxml import etree

from carec_datamodel.errors import UnknownFormat
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits, parse_json, parse_xml

_UTF8_BOM = b"\xef\xbb\xbf"
_UTF16 = (b"\xff\xfe", b"\xfe\xff", b"<\x00", b"\x00<")


class Document:
    """Bytes of unknown format.

    Attributes:
        data: The bytes.
        name: Where they come from, for messages.
        limits: What the document may be at most.
    """

    def __init__(self, data: bytes, name: str = "", limits: Limits = DEFAULT_LIMITS) -> None:
        self.data = data
        self.name = name
        self.limits = limits

    @cached_property
    def syntax(self) -> str:
        """``xml`` or ``json``.

        Raises:
            UnknownFormat: The bytes look like neither.
        """
        start = self.data[:200].removeprefix(_UTF8_BOM).lstrip()
        if start.startswith(b"<") or self.data.startswith(_UTF16):
            return "xml"
        if start.startswith((b"{", b"[")):
            return "json"
        what = "the document is empty" if not start else f"the document starts with {start[:20]!r}"
        raise UnknownFormat(f"{what}; expected XML or JSON", path=self.name or None, line=1)

    @cached_property
    def root(self) -> etree._Element:
        """The root element of an XML document.

        Raises:
            UnsafeDocument: The bytes may not be parsed.
        """
        return parse_xml(self.data, self.limits)

    @cached_property
    def value(self) -> Any:
        """The value of a JSON document.

        Raises:
            UnsafeDocument: The bytes may not be parsed.
        """
        return parse_json(self.data, self.limits)

    def describe(self) -> str:
        """Return what the document is, for a message that no format fits."""
        if self.syntax == "xml":
            name = etree.QName(self.root)
            place = f"in namespace {name.namespace}" if name.namespace else "in no namespace"
            return f"the root element {name.localname} {place}"
        if isinstance(self.value, dict):
            return f"a JSON object with the keys {', '.join(list(self.value)[:5]) or '(none)'}"
        return f"a JSON {type(self.value).__name__}"
