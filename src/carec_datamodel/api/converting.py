"""Converting documents from one format to another."""

from __future__ import annotations

from carec_datamodel.api.documents import FormatName, Source, format_of, named_format, open_document
from carec_datamodel.api.writing import embedded_residue, with_residue
from carec_datamodel.conversion import Conversion
from carec_datamodel.errors import InvalidMessage
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits


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
    source_format = format_of(document, format)
    target = named_format(to)
    reading = source_format.read(document)
    if reading.message is None or (strict and reading.errors):
        raise InvalidMessage(reading.errors or reading.findings, source=document.name or None)
    message = reading.message
    if embed_residue:
        account = source_format.account(document)
        if account is not None:
            message = with_residue(message, account.residue)
    written = target.dumps(message)
    output, misfits = written.data, written.misfits
    residue = embedded_residue(message, target)
    if residue is not None:
        output, misfits = target.restore(message, residue), ()  # as the sender wrote it
    findings = (*reading.findings, *written.losses, *misfits)
    return Conversion(message, source_format, target, output, findings, document, written.losses)
