"""Streaming: the entries of a big message one by one, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import replace
from typing import BinaryIO

from lxml import etree

from carec_datamodel.errors import InvalidMessage, UnsafeDocument
from carec_datamodel.model import VERSION
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.structure import field_index
from carec_datamodel.wire.lines import Lines, StreamLines
from carec_datamodel.wire.plan import NAMESPACE
from carec_datamodel.wire.safety import Limits, check_declared_encoding, plain_syntax_error
from carec_datamodel.wire.upgrades import META_DATA, VERSION_CODE
from carec_datamodel.wire.versions import OtherVersion
from carec_datamodel.wire.xml import read_as, root_class

# How much is looked at to tell whether the bytes are in the declared encoding.
_HEAD = 64 * 1024


class _Rejoined:
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, stream: BinaryIO) -> None:
        self._head = head
        self._stream = stream

    def read(self, size: int = -1, /) -> bytes:
        """Return at most *size* bytes."""
        if not self._head:
            return self._stream.read(size)
        cut = size if size > 0 else len(self._head)
        part, self._head = self._head[:cut], self._head[cut:]
        return part


def _checked(stream: BinaryIO) -> _Rejoined:
    """Return *stream*, if its beginning is in the encoding that it declares.

    Raises:
        UnsafeDocument: It is empty, or in another encoding.
    """
    head = b""
    while len(head) < _HEAD and (part := stream.read(_HEAD - len(head))):
        head += part
    if not head.strip():
        raise UnsafeDocument("the document is empty", line=1)
    check_declared_encoding(head)
    return _Rejoined(head, stream)


def stream_items(stream: BinaryIO, limits: Limits) -> Iterator[Model]:
    """Yield the entries of the part that repeats most in the harmonised XML message in *stream*.

    Raises:
        UnsafeDocument: Not well-formed, DOCTYPE, over a limit.
        UnknownFormat: Not a harmonised message.
        InvalidMessage: An entry does not fit the model; lines are those of the whole document.
    """
    beginning = stream.tell() if stream.seekable() else None
    events = etree.iterparse(
        _checked(stream),
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        yield from _items(events, limits, stream, beginning)
    except etree.XMLSyntaxError as error:
        raise UnsafeDocument(plain_syntax_error(error), line=error.lineno) from None


def _items(
    events: etree.iterparse[tuple[str, etree._Element]],
    limits: Limits,
    stream: BinaryIO,
    beginning: int | None,
) -> Iterator[Model]:
    cls: type[Model] | None = None
    path: list[str] = []
    wanted: list[str] = []
    code: list[str] = []
    place, count, tags, before = "", 0, 0, 0
    for event, element in events:
        if cls is None:
            if element.getroottree().docinfo.internalDTD is not None:
                raise UnsafeDocument("a DOCTYPE is not accepted; remove it", line=1)
            message = root_class(element)
            wanted = [str(element.tag), *(f"{{{NAMESPACE}}}{step}" for step in message.items.split("/"))]
            code = [str(element.tag), META_DATA, VERSION_CODE]
            place = f"{message.__name__}/{message.items}"
            cls = message
            for step in message.items.split("/"):
                target = field_index(cls)[step].target
                if target is None:  # pragma: no cover - items always names structures
                    raise TypeError(f"{message.__name__}.items ends at a value")
                cls = target
        if event == "start":
            path.append(str(element.tag))
            if path == wanted:
                before = tags
            tags += 1
            if len(path) > limits.depth:
                line = StreamLines(stream, beginning, element, tags - 1)(element)
                raise UnsafeDocument(f"elements are nested deeper than {limits.depth}", line=line)
            continue
        if path == code:
            _check_version(element, message)
        if path == wanted:
            count += 1
            lines = StreamLines(stream, beginning, element, before)
            yield _entry(element, cls, f"{place}[{count}]", lines)
        if len(path) <= len(wanted):
            _forget(element)
        path.pop()


def _check_version(code: etree._Element, message: type[Message]) -> None:
    """Refuse a message whose *code* says another version than the current one.

    Raises:
        InvalidMessage: The version is unknown, or its messages would have to be upgraded.
    """
    said = str(code.xpath("string()"))  # a comment inside is not noticed here, so it may not hide anything
    if said not in {"", VERSION}:
        raise OtherVersion(said, message, code.sourceline).not_streamed()


def _entry(element: etree._Element, cls: type[Model], place: str, lines: Lines) -> Model:
    """Return *element* read as *cls*; findings are placed as in the whole message."""
    try:
        return read_as(element, cls, lines)
    except InvalidMessage as error:
        own = etree.QName(element).localname
        raise InvalidMessage(
            replace(finding, path=f"{place}{(finding.path or own).removeprefix(own)}")
            for finding in error.findings
        ) from None


def _forget(element: etree._Element) -> None:
    """Free *element* and the siblings before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
