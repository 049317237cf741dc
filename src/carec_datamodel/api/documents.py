"""Documents as they are given, and the formats that they are in."""

from __future__ import annotations

import os
from typing import BinaryIO

from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.files import opened, read_upto
from carec_datamodel.formats.registry import detect_format, find_format, registry
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits

Source = str | os.PathLike[str] | bytes | BinaryIO
"""A path, an open binary file, or bytes."""

FormatName = str | Format
"""A format, or its id."""


def open_document(source: Source, limits: Limits = DEFAULT_LIMITS) -> Document:
    """Return the document that *source* holds.

    Raises:
        CarecError: The file cannot be read, or is larger than *limits* allow.
    """
    if isinstance(source, (bytes, bytearray, memoryview)):
        return Document(bytes(source), "", limits)
    with opened(source) as stream:
        # One byte more than accepted, so that too much is noticed.
        return Document(read_upto(stream, limits.bytes + 1), stream.name, limits)


def format_of(document: Document, name: FormatName | None) -> Format:
    """Return the format called *name*, or the one that *document* is in where none is named.

    Raises:
        UnknownFormat: There is none of that name, or no known format fits, or more than one.
    """
    return detect_format(document) if name is None else named_format(name)


def named_format(name: FormatName) -> Format:
    """Return the format called *name*.

    Raises:
        UnknownFormat: There is none.
    """
    return name if isinstance(name, Format) else find_format(name)


def formats() -> dict[str, Format]:
    """Return all known formats by id."""
    return dict(registry())


def detect(source: Source, *, limits: Limits = DEFAULT_LIMITS) -> Format:
    """Return the format that *source* is in.

    Raises:
        UnsafeDocument: It may not be parsed.
        UnknownFormat: No known format fits, or more than one.
    """
    return detect_format(open_document(source, limits))
