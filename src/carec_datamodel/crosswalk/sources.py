"""The files that a format is made of, as text; every fault of theirs is a `CrosswalkError`."""

from __future__ import annotations

from pathlib import Path

from carec_datamodel import tables
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.tables import tab_separated

__all__ = ["source_text", "tab_separated"]


def source_text(file: Path) -> str:
    """Return the text of *file*: UTF-8, with or without byte order mark, any line ends.

    Raises:
        CrosswalkError: The file is missing, cannot be opened, or is not UTF-8.
    """
    return tables.source_text(file, CrosswalkError)
