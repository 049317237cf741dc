"""What the commands share: reading and writing files, telling errors, leaving with the right status."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, Any, ParamSpec, TypeVar

import click

if TYPE_CHECKING:
    from carec_datamodel.findings import Finding

P = ParamSpec("P")
T = TypeVar("T")

FINDINGS = 1
WRONG_USE = 2
UNREADABLE = 3

# From how many files on a progress bar is worth its line.
_MANY_FILES = 5


class Outcome:
    """The worst exit status so far."""

    def __init__(self) -> None:
        self.status = 0

    def worsen(self, status: int) -> None:
        """Take *status* if it is worse."""
        self.status = max(self.status, status)

    @contextmanager
    def watch(self, name: str) -> Iterator[None]:
        """Tell an error of the library on standard error and go on with the next file."""
        from carec_datamodel.errors import CarecError, InvalidMessage, LossyConversion

        try:
            yield
        except (InvalidMessage, LossyConversion) as error:
            click.echo(f"{label(name)}: {len(error.findings)} finding(s)", err=True)
            tell_findings(error.findings)
            self.worsen(FINDINGS)
        except CarecError as error:
            text = str(error)
            click.echo(text if text.startswith(name) and name else f"{label(name)}: {text}", err=True)
            self.worsen(UNREADABLE)

    def leave(self) -> None:
        """End the command with the status."""
        if self.status:
            sys.exit(self.status)


def guarded(function: Callable[P, T]) -> Callable[P, T]:
    """Turn errors of the library that escape a command into a message and an exit status."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        from carec_datamodel.errors import CarecError, UnknownFormat

        try:
            return function(*args, **kwargs)
        except UnknownFormat as error:
            raise click.UsageError(str(error)) from None
        except CarecError as error:
            click.echo(str(error), err=True)
            sys.exit(UNREADABLE)

    return run


def label(name: str) -> str:
    """Return how a file is called in messages."""
    return "standard input" if name == "-" else name


def source_of(name: str) -> Any:
    """Return what the library reads for the argument *name*: standard input for ``-``."""
    return sys.stdin.buffer if name == "-" else name


def put(data: bytes, target: str | None) -> None:
    """Write *data* to the file *target*, whole or not at all, or to standard output."""
    from carec_datamodel.api import write_file

    if target in (None, "-"):
        sys.stdout.buffer.write(data)
        sys.stdout.buffer.flush()
    else:
        write_file(str(target), data)


def tell_findings(findings: Iterable[Finding]) -> None:
    """Print findings on standard error, one paragraph each."""
    from carec_datamodel.validation.report import finding_lines

    for finding in findings:
        click.echo("\n".join(f"  {line}" for line in finding_lines(finding)), err=True)


def each(names: Sequence[str], verb: str) -> Iterator[str]:
    """Yield *names*, with a progress bar on standard error when they are many and a terminal is there."""
    if len(names) < _MANY_FILES or not sys.stderr.isatty():
        yield from names
        return
    with click.progressbar(names, label=verb, file=sys.stderr) as bar:
        yield from bar


def table(rows: Sequence[Sequence[str]], header: Sequence[str]) -> str:
    """Return *rows* as aligned columns below *header*."""
    every = [list(header), *(list(row) for row in rows)]
    widths = [max(len(row[column]) for row in every) for column in range(len(header))]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip()
        for row in every
    )


FILES = click.argument("files", nargs=-1, required=True, metavar="FILE...")
FORMAT = click.option(
    "--format", "format_id", metavar="ID", help="Format of the input; detected where not given."
)
OUTPUT = click.option(
    "-o", "--output", metavar="FILE", help="File to write; standard output where not given."
)
