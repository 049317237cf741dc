"""The public functions: detect, read, write, convert, validate."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, Any, BinaryIO

from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import InvalidMessage, LossyConversion, UnknownFormat
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.files import opened, read_upto, write_file, write_open
from carec_datamodel.formats.registry import detect_format, find_format, registry
from carec_datamodel.model.base import Message
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.extension import Residue as ResidueElement
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits

if TYPE_CHECKING:
    from carec_datamodel.codelists.own_lists import CodeLists
    from carec_datamodel.profile.profile import Profile
    from carec_datamodel.validation.against import ProfileName
    from carec_datamodel.validation.report import Report

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


def _format(document: Document, name: FormatName | None) -> Format:
    if name is None:
        return detect_format(document)
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
    reading = _format(document, format).read(document)
    if reading.message is None or reading.errors:
        raise InvalidMessage(reading.errors or reading.findings, source=document.name or None)
    return reading.message


def loads(data: bytes, *, format: FormatName | None = None, limits: Limits = DEFAULT_LIMITS) -> Message:
    """Read bytes of any known format as a harmonised message. Raises as `read` does."""
    return read(data, format=format, limits=limits)


def dumps(message: Message, *, format: FormatName = "carec-xml", residue: Residue | None = None) -> bytes:
    """Return *message* as bytes of a format.

    Args:
        message: The message.
        format: The format to write.
        residue: What the national document held beyond the message when it was read. With
            it the document is made again as it was. A residue that the message itself
            carries in its `Extension` is used where none is given.

    Raises:
        LossyConversion: The format cannot say a value of the message; names them all.
            `convert` writes what can be said and reports the rest.
        UnknownFormat: There is no such format.
        CarecError: The residue is of another format, or damaged.
    """
    target = format if isinstance(format, Format) else find_format(format)
    output, losses = target.dumps(message)
    if losses:
        raise LossyConversion(losses)
    residue = residue or embedded_residue(message, target)
    return target.restore(message, residue) if residue is not None else output


def embedded_residue(message: Message, target: Format) -> Residue | None:
    """Return the residue that *message* carries for *target*, if it does."""
    extension: Extension | None = getattr(message, "extension", None)
    kept = extension.residue if extension is not None else None
    return Residue.from_json(kept.content) if kept is not None and kept.format_id == target.id else None


def with_residue(message: Message, residue: Residue) -> Message:
    """Return *message* with *residue* in its `Extension`."""
    extension: Extension = getattr(message, "extension", None) or Extension()
    kept = ResidueElement(format_id=residue.format_id, content=residue.to_json())
    return message.replace(extension=extension.replace(residue=kept))


def format_of_path(path: str | os.PathLike[str]) -> Format:
    """Return the harmonised format that the suffix of *path* names.

    Raises:
        UnknownFormat: The suffix is neither ``.xml`` nor ``.json``.
    """
    suffix = Path(path).suffix.lower().removeprefix(".")
    if suffix not in {"xml", "json"}:
        raise UnknownFormat(
            f"the suffix {suffix!r} names no format; expected .xml or .json, or name a format"
        )
    return find_format(f"carec-{suffix}")


def write(
    message: Message,
    target: str | os.PathLike[str] | BinaryIO,
    *,
    format: FormatName | None = None,
    residue: Residue | None = None,
) -> None:
    """Write *message* to a file, whole or not at all.

    Args:
        message: The message.
        target: A path, or a file open for writing bytes.
        format: The format to write; by the suffix of the path where not given.
        residue: See `dumps`.

    Raises:
        CarecError: As `dumps`, or the file cannot be written.
    """
    if isinstance(target, (str, os.PathLike)):
        data = dumps(message, format=format or format_of_path(target), residue=residue)
        write_file(target, data)
    else:
        write_open(target, dumps(message, format=format or "carec-xml", residue=residue))


def convert(
    source: Source,
    *,
    to: FormatName = "carec-xml",
    format: FormatName | None = None,
    embed_residue: bool = False,
    strict: bool = True,
    limits: Limits = DEFAULT_LIMITS,
) -> Conversion:
    """Convert a document to another format and account for every value.

    Args:
        source: A path, an open binary file, or bytes.
        to: The format to write.
        format: The format of *source*; detected where not given.
        embed_residue: Whether the harmonised output carries what it has no element for.
        strict: Whether an error in the document stops the conversion. Otherwise the wrong
            values are left out of the message, stay in the residue, and are findings.
        limits: What the document may be at most.

    Returns:
        The conversion. Its findings name what was unusual and what *to* cannot say.

    Raises:
        UnsafeDocument, UnknownFormat, InvalidMessage: As `read`.
        LossyConversion: The crosswalk loses a value and no row says so.
    """
    document = open_document(source, limits)
    source_format = _format(document, format)
    target = to if isinstance(to, Format) else find_format(to)
    reading = source_format.read(document)
    if reading.message is None or (strict and reading.errors):
        raise InvalidMessage(reading.errors or reading.findings, source=document.name or None)
    message = reading.message
    if embed_residue:
        account = source_format.account(document)
        if account is not None:
            message = with_residue(message, account.residue)
    output, losses = target.dumps(message)
    residue = embedded_residue(message, target)
    if residue is not None:
        output = target.restore(message, residue)
    return Conversion(message, source_format, target, output, (*reading.findings, *losses), document, losses)


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
    return validate_document(document, _format(document, format), held)


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


def profiles() -> dict[str, Profile]:
    """Return all known profiles by id: messages narrowed for one use."""
    from carec_datamodel.profile.registry import profiles as known

    return dict(known())


def schema(name: str, *, kind: str = "xsd", version: str | None = None) -> bytes:
    """Return the schema of a message, of a profile, or of what `Report.to_json` gives.

    Args:
        name: Name of the message, id of the profile, or ``Report``, whose schema is JSON Schema.
        kind: ``xsd`` or ``json``.
        version: Version of the model; the current one where not given.

    Raises:
        UnknownFormat: There is no such message, profile, kind or version.
    """
    from carec_datamodel.model import MESSAGES, VERSION
    from carec_datamodel.profile.registry import profiles
    from carec_datamodel.wire.generate import schema_bytes

    if kind not in {"xsd", "json"}:
        raise UnknownFormat(f"there is no schema of kind {kind!r}; expected xsd or json")
    if name == "Report":
        return _schema_of_reports(kind, version)
    if version in {None, VERSION} and name not in MESSAGES and name not in profiles():
        raise UnknownFormat(
            f"there is no message {name!r}; known are {', '.join(sorted(MESSAGES))} "
            f"and the profiles {', '.join(profiles())}"
        )
    return schema_bytes(name, kind, version)


def _schema_of_reports(kind: str, version: str | None) -> bytes:
    from carec_datamodel.validation.reports.json import report_schema

    if kind != "json" or version is not None:
        raise UnknownFormat("a Report is JSON and of no version of the model; expected kind json alone")
    return report_schema()


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
