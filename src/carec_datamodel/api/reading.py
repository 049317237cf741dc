"""Reading documents of any known format as harmonised messages."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from carec_datamodel.api.documents import FormatName, Source, format_of, open_document
from carec_datamodel.errors import InvalidMessage
from carec_datamodel.formats.files import opened
from carec_datamodel.model.base import Message
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits


def read(source: Source, *, format: FormatName | None = None, limits: Limits = DEFAULT_LIMITS) -> Message:
    """Read a document of any known format as a harmonised message.

    Args:
        source: A path, an open binary file, or bytes.
        format: Its format; detected where not given.
        limits: What the document may be at most.

    Raises:
        UnsafeDocument: It may not be parsed.
        UnknownFormat: No known format fits.
        InvalidMessage: It holds errors; carries all findings.
    """
    document = open_document(source, limits)
    reading = format_of(document, format).read(document)
    if reading.message is None or reading.errors:
        raise InvalidMessage(reading.errors or reading.findings, source=document.name or None)
    return reading.message


def loads(data: bytes, *, format: FormatName | None = None, limits: Limits = DEFAULT_LIMITS) -> Message:
    """Read bytes of any known format as a harmonised message. Raises as `read` does."""
    return read(data, format=format, limits=limits)


def iter_items(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> Iterator[Any]:
    """Yield the entries of the part of a harmonised XML message that repeats most, in bounded memory.

    For a goods declaration these are its goods items. What stands around them is not checked.
    A message of an older version is not upgraded on the way: read it whole.

    Args:
        source: A path, an open binary file, or bytes.
        limits: Only ``depth`` counts; the size is not limited, a text stops at 10 million characters.

    Raises:
        UnsafeDocument, UnknownFormat: As `read`.
        InvalidMessage: The message is not of the current version, or an entry does not fit the
            model; the entries before it have been given.
    """
    from io import BytesIO

    from carec_datamodel.wire.stream import stream_items

    if isinstance(source, (bytes, bytearray, memoryview)):
        source = BytesIO(source)
    with opened(source) as stream:
        yield from stream_items(stream, limits)
