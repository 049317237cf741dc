"""Validating documents of one trade together: each by itself, and against the others."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.validation.against import Against
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.rulebook.rule import Companion
from carec_datamodel.validation.validate import validate_document


def validate_documents(documents: Sequence[tuple[Document, Format]], held: Against) -> tuple[Report, ...]:
    """Return one report for each of *documents*, in their order.

    A document that cannot be read as a message has its report; the others are judged without it.

    Args:
        documents: Each document with its format.
        held: What they are held against. A profile that narrows another message is passed over.

    Raises:
        UnsafeDocument: One of them may not be parsed.
    """
    companions = [
        companion(document, format_, number) for number, (document, format_) in enumerate(documents, start=1)
    ]
    return tuple(
        validate_beside(document, format_, held, companions, place)
        for place, (document, format_) in enumerate(documents)
    )


def companion(document: Document, format_: Format, number: int) -> Companion | None:
    """Return the message of *document*, the *number*-th, as the others see it; None where it holds none.

    Raises:
        UnsafeDocument: It may not be parsed.
    """
    message = format_.read(document).message
    return None if message is None else Companion(document.name or f"document {number}", message)


def validate_beside(
    document: Document, format_: Format, held: Against, companions: Sequence[Companion | None], place: int
) -> Report:
    """Return the report on *document*, whose own message is at *place* among the *companions*.

    Raises:
        UnsafeDocument: It may not be parsed.
    """
    others = tuple(other for index, other in enumerate(companions) if other is not None and index != place)
    fits = held.profile is None or held.profile.message == format_.message_of(document)
    return validate_document(document, format_, held if fits else replace(held, profile=None), others)
