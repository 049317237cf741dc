"""Tables and descriptors as text: UTF-8, cells parted by tabs, made to be edited in a spreadsheet."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

from carec_datamodel.errors import CarecError


def source_text(file: Path, fault: type[CarecError]) -> str:
    """Return the text of *file*: UTF-8, with or without byte order mark, any line ends.

    Raises:
        CarecError: One of the class *fault*: the file is missing, cannot be opened, or is not UTF-8.
    """
    try:
        return file.read_text(encoding="utf-8-sig")
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        raise fault(f"{file.name}:{line}: not UTF-8; save the file in that encoding") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise fault(f"{file.name}: the file cannot be read: {reason}") from None


def toml_content(text: str, fault: type[CarecError]) -> dict[str, Any]:
    """Return what the TOML *text* says.

    Raises:
        CarecError: One of the class *fault*: it is not TOML, or holds what no computer reads.
    """
    import tomllib

    try:
        return tomllib.loads(text)
    except RecursionError:
        raise fault("brackets or braces are nested too deeply") from None
    except ValueError as error:  # not TOML, or a number of thousands of digits
        raise fault(str(error)) from None


def tab_separated(text: str) -> tuple[list[str], Iterator[tuple[int, list[str]]]]:
    """Return the header of the table *text*, and its rows with their lines.

    Blanks around a cell do not belong to it; empty lines and those that start with ``#`` are passed over.
    Quotes are plain characters.
    """
    header, *lines = text.split("\n")
    return header.split("\t"), _rows(lines)


def _rows(lines: list[str]) -> Iterator[tuple[int, list[str]]]:
    for number, line in enumerate(lines, start=2):
        if line.strip() and not line.startswith("#"):
            yield number, [cell.strip() for cell in line.split("\t")]
