"""Released schemas: the checksums that stand beside them, and what no longer agrees with them."""

from __future__ import annotations

import re
from collections.abc import Mapping
from hashlib import sha256
from pathlib import Path

RELEASED = "RELEASED"
"""Name of the file of checksums in the folder of a version. A version without it is not released."""

_COMMAND = "# Written by python -m carec_datamodel.wire.generate --release. Do not edit."
_LINE = re.compile(r"([0-9a-f]{64})  (\S.*)")


def checksums(files: Mapping[str, bytes]) -> dict[str, str]:
    """Return the SHA-256 of each of *files*, by its place in the folder of its version."""
    return {name: sha256(files[name]).hexdigest() for name in sorted(files)}


def released_text(files: Mapping[str, bytes]) -> bytes:
    """Return the file `RELEASED` for *files*."""
    lines = [f"{digest}  {name}" for name, digest in checksums(files).items()]
    return "\n".join([_COMMAND, *lines, ""]).encode()


def read_released(folder: Path) -> dict[str, str] | None:
    """Return the checksums of the version whose folder is *folder*; None where it is not released.

    Raises:
        ValueError: The file of checksums is damaged; says where.
    """
    file = folder / RELEASED
    if not file.is_file():
        return None
    found: dict[str, str] = {}
    for number, line in enumerate(file.read_bytes().decode("utf-8", "replace").splitlines(), start=1):
        match = _LINE.fullmatch(line)
        if match is not None:
            found[match[2]] = match[1]
        elif line != _COMMAND:
            raise ValueError(f"{file}, line {number}: {line!r} is no checksum; restore the file")
    return found


def files_in(folder: Path) -> dict[str, bytes]:
    """Return all files below *folder*, other than the checksums, by their place in it."""
    return {
        file.relative_to(folder).as_posix(): file.read_bytes()
        for file in sorted(folder.rglob("*"))
        if file.is_file() and file != folder / RELEASED
    }


def changed(released: Mapping[str, str], files: Mapping[str, bytes]) -> list[str]:
    """Return, sorted, which of *files* are not as *released*, are missing, or were not released at all."""
    found = checksums(files)
    return sorted(name for name in released.keys() | found.keys() if released.get(name) != found.get(name))
