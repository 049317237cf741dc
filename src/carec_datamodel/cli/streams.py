"""The standard streams: what is read, printed and told there, and what happens when they break."""

from __future__ import annotations

import json
import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any, BinaryIO, TextIO

import click

STANDARD = "-"
"""The name of standard input as a file to read, and of standard output as one to write."""


class StandardInput:
    """Standard input under a name that people understand."""

    name = "standard input"

    def read(self, size: int = -1) -> bytes:
        """Return at most *size* bytes.

        Raises:
            CarecError: There is no standard input.
        """
        from carec_datamodel.errors import CarecError

        if sys.stdin is None:
            raise CarecError("cannot be read: it is closed", path=self.name)
        return sys.stdin.buffer.read(size)


def source_of(name: str) -> Any:
    """Return what the library reads for the argument *name*."""
    return StandardInput() if name == STANDARD else name


def plain_name(name: str) -> str:
    """Return how the library calls the file of the argument *name* in errors."""
    return StandardInput.name if name == STANDARD else name


def label(name: str) -> str:
    """Return how a file is called in what is printed."""
    from carec_datamodel.validation.printable import printable

    return printable(plain_name(name))


def say(text: str) -> None:
    """Print *text* on standard output.

    Raises:
        CarecError: Standard output cannot be written.
    """
    say_pieces([text, "\n"])


def say_pieces(pieces: Iterable[str]) -> None:
    """Print *pieces* one behind the other on standard output.

    Raises:
        CarecError: Standard output cannot be written.
    """
    with _surviving(sys.stdout, "standard output"):
        for piece in pieces:
            click.echo(piece, nl=False)


def say_json(content: Any) -> None:
    """Print *content* on standard output as JSON, which is UTF-8 everywhere."""
    put(as_utf8(json.dumps(content, ensure_ascii=False, indent=2) + "\n"), STANDARD)


def tell(text: str) -> None:
    """Print *text* on standard error; where that is impossible, nobody can be told."""
    try:
        click.echo(text, err=True)
    except OSError:
        silence(sys.stderr)


def put(content: bytes, target: str) -> None:
    """Write *content* to the file *target*, whole or not at all, or to standard output.

    Raises:
        CarecError: It cannot be written.
    """
    put_pieces([content], target)


def put_pieces(pieces: Iterable[bytes], target: str) -> None:
    """Write *pieces* one behind the other, as `put` does.

    Raises:
        CarecError: They cannot be written.
    """
    from carec_datamodel.formats.files import write_pieces

    if target != STANDARD:
        write_pieces(target, pieces)
        return
    with _surviving(sys.stdout, "standard output"):
        out: BinaryIO = sys.stdout.buffer
        out.writelines(pieces)
        out.flush()


def as_utf8(text: str) -> bytes:
    """Return *text* in UTF-8; what that cannot say, half a character of a file's name, as an escape."""
    return text.encode("utf-8", "backslashreplace")


def lenient() -> None:
    """Let standard output show what its encoding cannot say as escapes."""
    if hasattr(sys.stdout, "reconfigure"):
        sys.stdout.reconfigure(errors="backslashreplace")


@contextmanager
def _surviving(stream: TextIO | None, name: str) -> Iterator[None]:
    """Go on in silence when whoever reads *stream* has gone: the exit status is still wanted.

    Raises:
        CarecError: *stream* is closed, or fails in any other way.
    """
    from carec_datamodel.errors import CarecError

    if stream is None:
        raise CarecError("cannot be written: it is closed", path=name)
    try:
        yield
    except BrokenPipeError:
        silence(stream)
    except OSError as error:
        silence(stream)
        raise CarecError(f"cannot be written: {error.strerror or error}", path=name) from None


def silence(stream: TextIO) -> None:
    """Send what *stream* still holds to nowhere, or the interpreter would fail on it at the end."""
    try:
        place = stream.fileno()
    except OSError:  # it is no file but memory, on which nothing fails
        return
    nowhere = os.open(os.devnull, os.O_WRONLY)
    os.dup2(nowhere, place)
    os.close(nowhere)
