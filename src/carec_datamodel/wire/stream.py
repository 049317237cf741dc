"""Streaming: the entries of a big message one by one, in bounded memory."""

from __future__ import annotations

from collections.abc import Iterator
from typing import BinaryIO

from lxml import etree

from carec_datamodel.errors import UnsafeDocument
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import field_index
from carec_datamodel.wire.plan import NAMESPACE
from carec_datamodel.wire.safety import Limits, plain_syntax_error
from carec_datamodel.wire.xml import read_as, root_class


def stream_items(stream: BinaryIO, limits: Limits) -> Iterator[Model]:
    """Yield the entries of the part that repeats most in the harmonised XML message in *stream*.

    Raises:
        UnsafeDocument: Not well-formed, DOCTYPE, over a limit.
        UnknownFormat: Not a harmonised message.
        InvalidMessage: An entry does not fit the model; lines are those of the whole document.
    """
    events = etree.iterparse(
        stream,
        events=("start", "end"),
        resolve_entities=False,
        load_dtd=False,
        no_network=True,
        huge_tree=False,
    )
    try:
        yield from _items(events, limits)
    except etree.XMLSyntaxError as error:
        raise UnsafeDocument(plain_syntax_error(error), line=error.lineno) from None


def _items(events: etree.iterparse[tuple[str, etree._Element]], limits: Limits) -> Iterator[Model]:
    cls: type[Model] | None = None
    path: list[str] = []
    wanted: list[str] = []
    for event, element in events:
        if cls is None:
            if element.getroottree().docinfo.internalDTD is not None:
                raise UnsafeDocument("a DOCTYPE is not accepted; remove it", line=1)
            message = root_class(element)
            wanted = [str(element.tag), *(f"{{{NAMESPACE}}}{step}" for step in message.items.split("/"))]
            cls = message
            for step in message.items.split("/"):
                target = field_index(cls)[step].target
                if target is None:  # pragma: no cover - items always names structures
                    raise TypeError(f"{message.__name__}.items ends at a value")
                cls = target
        if event == "start":
            path.append(str(element.tag))
            if len(path) > limits.depth:
                raise UnsafeDocument(
                    f"elements are nested deeper than {limits.depth}", line=element.sourceline
                )
            continue
        if path == wanted:
            yield read_as(element, cls)
        if len(path) <= len(wanted):
            _forget(element)
        path.pop()


def _forget(element: etree._Element) -> None:
    """Free *element* and the siblings before it."""
    element.clear()
    parent = element.getparent()
    while parent is not None and element.getprevious() is not None:
        del parent[0]
