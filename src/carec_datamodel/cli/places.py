"""Where outputs go: never over an input, and never one over another."""

from __future__ import annotations

import os
from collections.abc import Iterable, Sequence
from pathlib import Path

import click

from carec_datamodel.cli.streams import STANDARD, label

Output = tuple[str, str]
"""What is written, in words, and its place."""


def check_places(inputs: Sequence[str], outputs: Iterable[Output]) -> None:
    """Refuse outputs that would destroy an input or each other.

    Raises:
        click.UsageError: A place is also an input, or is written twice.
    """
    read = {_identity(name) for name in inputs if name != STANDARD}
    written: dict[str, str] = {}
    for what, place in outputs:
        identity = _identity(place)
        if identity is None:
            continue
        shown = "standard output" if place == STANDARD else label(place)
        if identity in read:
            raise click.UsageError(f"{shown} is also an input; write {what} to another file")
        if identity in written:
            raise click.UsageError(f"{shown} would be written twice: {written[identity]} and {what}")
        written[identity] = what


def _identity(place: str) -> str | None:
    """Return what tells *place* from other places; None for a device or a pipe, which keep nothing."""
    if place == STANDARD:
        return place
    path = real_path(place)
    try:
        return None if Path(path).exists() and not Path(path).is_file() else path
    except OSError:  # it cannot be looked at: whoever reads or writes it tells why
        return path


def real_path(name: str) -> str:
    """Return the path of the file *name* that is the same by whatever name the file is called."""
    try:
        return os.path.normcase(os.path.realpath(name))
    except ValueError:  # a NUL: there is no such file
        return name
