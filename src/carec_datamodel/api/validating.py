"""Validating documents, each by itself or several of one trade together."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from carec_datamodel.api.documents import FormatName, Source, format_of, open_document
from carec_datamodel.api.writing import dumps
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.registry import detect_format
from carec_datamodel.model.base import Message
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from carec_datamodel.codelists.own_lists import CodeLists
    from carec_datamodel.validation.against import ProfileName
    from carec_datamodel.validation.report import Report


def validate(
    source: Source,
    *,
    format: FormatName | None = None,
    profile: ProfileName | Sequence[ProfileName] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lists: CodeLists | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> Report:
    """Check a document: structure, types, schema, rules, in the sender's own terms.

    Args:
        source: A path, an open binary file, or bytes.
        format: Its format; detected where not given.
        profile: What the document is held against beside the model, one or several: a profile that
            narrows the message, or a rule profile; its id, the path of a descriptor (``.toml``)
            of your own, or the object.
        select: Rules that alone are reported on: ids, or beginnings of ids such as ``total``.
        ignore: Rules that are not.
        lists: The code lists that rules look codes up in, with yours among them; those of the
            library where not given.
        limits: What the document may be at most.

    Raises:
        UnsafeDocument: It may not be parsed.
        UnknownFormat: No known format fits, or there is no such profile or rule.
        ProfileError: The profile in that file is wrong, or there are two of one kind.
    """
    from carec_datamodel.validation.against import against
    from carec_datamodel.validation.validate import validate_document

    held = against(profile, select=select, ignore=ignore, lists=lists)
    document = open_document(source, limits)
    return validate_document(document, format_of(document, format), held)


def validate_together(
    sources: Iterable[Source | Message],
    *,
    profile: ProfileName | Sequence[ProfileName] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lists: CodeLists | None = None,
    limits: Limits = DEFAULT_LIMITS,
) -> tuple[Report, ...]:
    """Check documents of one trade: each by itself as `validate` does, and against the others.

    Documents belong together by their unique consignment references, transport documents,
    numbers of declarations and containers; those that share none are judged alone.

    Args:
        sources: Paths, open binary files, bytes, or messages. A message is judged as the XML that
            it would be written as.
        profile: As of `validate`; a profile that narrows another message is passed over.
        select: As of `validate`.
        ignore: As of `validate`.
        lists: As of `validate`.
        limits: What each document may be at most.

    Returns:
        One report for each of *sources*, in their order. A finding names the other document.

    Raises:
        UnsafeDocument: One of them may not be parsed.
        UnknownFormat: No known format fits one of them, or there is no such profile or rule.
        ProfileError: As `validate`.
    """
    from carec_datamodel.validation.against import against
    from carec_datamodel.validation.together import validate_documents

    documents = [
        Document(dumps(source), f"{type(source).__name__} {number}", limits)
        if isinstance(source, Message)
        else open_document(source, limits)
        for number, source in enumerate(sources, start=1)
    ]
    held = against(profile, select=select, ignore=ignore, lists=lists)
    return validate_documents([(document, detect_format(document)) for document in documents], held)
