"""Writing harmonised messages in any known format, with what a national document held beyond them."""

from __future__ import annotations

import os
from pathlib import Path
from typing import BinaryIO

from carec_datamodel.api.documents import FormatName, named_format
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import LossyConversion, UnknownFormat
from carec_datamodel.findings import Finding
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.files import write_file, write_open
from carec_datamodel.formats.registry import find_format
from carec_datamodel.model.base import Message
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.extension import Residue as ResidueElement
from carec_datamodel.model.leaves import leaves


def dumps(message: Message, *, format: FormatName = "carec-xml", residue: Residue | None = None) -> bytes:
    """Return *message* as bytes of a format.

    Args:
        message: The message.
        format: The format to write.
        residue: What the national document held beyond the message when it was read. With
            it the document is made again as it was. A residue that the message itself
            carries in its `Extension` is used where none is given.

    Raises:
        LossyConversion: Neither the format nor the residue says a value of the message; names them all.
            `convert` writes what can be said and reports the rest, and which values are not in the form that
            the format asks for.
        UnknownFormat: There is no such format.
        CarecError: The residue is of another format, or damaged.
    """
    target = named_format(format)
    written = target.dumps(message)
    residue = residue or embedded_residue(message, target)
    data = target.restore(message, residue) if residue is not None else written.data
    lost = _still_lost(written.losses, message, target, data) if residue is not None else written.losses
    if lost:
        raise LossyConversion(lost)
    return data


def _still_lost(
    losses: tuple[Finding, ...], message: Message, target: Format, data: bytes
) -> tuple[Finding, ...]:
    """Return which of the *losses* are lost in the document *data* too, which a residue completed."""
    if not losses:
        return ()
    again = target.read(Document(data)).message
    found = dict(leaves(again)) if again is not None else {}
    said = dict(leaves(message))
    return tuple(loss for loss in losses if loss.path is None or found.get(loss.path) != said.get(loss.path))


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
