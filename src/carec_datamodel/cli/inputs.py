"""Which files a command reads: those that are named, and those that lie in folders that are named."""

from __future__ import annotations

import os
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import NamedTuple, NoReturn

from carec_datamodel.cli.places import real_path
from carec_datamodel.cli.streams import STANDARD

SUFFIXES = frozenset({".json", ".xml"})
"""What the name of a file in a folder ends with, in small or capital letters, to be read."""


class Input(NamedTuple):
    """A file to read, and whether it was found in a folder."""

    name: str
    found: bool


def inputs(names: Sequence[str], outputs: Sequence[str]) -> list[Input]:
    """Return the files to read, in the order of *names*, those of a folder in alphabetical order.

    Args:
        names: Files and folders. In a folder everything is read that lies in it or below it and has
            the right suffix, but nothing hidden, nothing that is also named, and none of *outputs*.
        outputs: Files that will be written.

    Raises:
        CarecError: A folder cannot be read.
    """
    from carec_datamodel.formats.files import is_folder

    known = {real_path(name) for name in (*names, *outputs) if name != STANDARD}
    found: list[Input] = []
    for name in names:
        if name == STANDARD or not is_folder(name):
            found.append(Input(name, found=False))
            continue
        for file in _files_below(name):
            identity = real_path(file)
            if identity not in known:
                known.add(identity)
                found.append(Input(file, found=True))
    return found


def _files_below(folder: str) -> Iterator[str]:
    for place, folders, files in os.walk(folder, onerror=_refuse):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(files):
            if not name.startswith(".") and Path(name).suffix.lower() in SUFFIXES:
                yield str(Path(place, name))


def _refuse(error: OSError) -> NoReturn:
    from carec_datamodel.errors import CarecError

    raise CarecError(f"cannot be read: {error.strerror or error}", path=str(error.filename)) from None
