"""Whether a document comes back the same after a journey through the other formats."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carec_datamodel.errors import InvalidMessage
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.registry import find_format
from carec_datamodel.model.base import Message
from carec_datamodel.model.changes import Change, diff
from carec_datamodel.testing.json_difference import json_differences
from carec_datamodel.testing.shown import shown_values
from carec_datamodel.testing.tree_difference import tree_differences

HARMONISED = ("carec-xml", "carec-json")
MOST_LINES = 20
"""How many differences are told; the rest is counted."""


def round_trip_differences(document: Document, format_: Format) -> list[str]:
    """Return what is another in *document*, of *format_*, after it was written and read again.

    A national document becomes a harmonised one and, with its residue, a national one again: that is
    to hold the same, but for its layout. A harmonised document becomes a message, which is to be
    the same after it was XML and after it was JSON.

    Raises:
        InvalidMessage: The document cannot be read as a message.
    """
    reading = format_.read(document)
    if reading.message is None:
        raise InvalidMessage(reading.findings, source=document.name or None)
    account = format_.account(document)
    if account is None:
        return [line for name in HARMONISED for line in message_differences(reading.message, name)]
    harmonised = find_format(HARMONISED[0])
    message = _reread(reading.message, harmonised)
    restored = Document(format_.restore(message, account.residue), limits=document.limits)
    if document.syntax == "json":
        return list(json_differences(document.value, restored.value))
    return list(tree_differences(document.root, restored.root))


def message_differences(message: Message, format_id: str) -> Iterator[str]:
    """Yield what is another in *message* after it was written in a format and read again.

    Raises:
        LossyConversion: The format cannot say a value of the message.
        InvalidMessage: What was written cannot be read.
    """
    format_ = find_format(format_id)
    for change in diff(message, _reread(message, format_)):
        yield f"{format_id}: {described(change)}"


def _reread(message: Message, format_: Format) -> Message:
    from carec_datamodel.api import dumps, loads

    return loads(dumps(message, format=format_), format=format_)


def described(change: Change) -> str:
    """Return *change* on one line: where, what stood there, what stands there now."""
    before, after = shown_values(change.before, change.after)
    return f"{change.locator}: {before} became {after}"


def capped(lines: Iterable[str], most: int = MOST_LINES) -> str:
    """Return *lines* indented, at most so many of them, and how many more there are."""
    told = list(lines)
    more = len(told) - most
    kept = told if more <= 0 else [*told[:most], f"and {more} more"]
    return "\n".join(f"  {line}" for line in kept)
