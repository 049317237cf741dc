"""What the commands share: arguments, telling errors, leaving with the right status."""

from __future__ import annotations

import functools
import sys
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, ParamSpec, TypeVar

import click

from carec_datamodel.cli.streams import STANDARD, label, plain_name, tell

if TYPE_CHECKING:
    from carec_datamodel.errors import CarecError
    from carec_datamodel.findings import Finding
    from carec_datamodel.formats.base import Format

P = ParamSpec("P")
T = TypeVar("T")

FINDINGS = 1
WRONG_USE = 2
UNREADABLE = 3

# From how many files on a progress bar is worth its line.
_MANY_FILES = 5
# An error names all formats at most; more is the work of a hostile document.
_LONGEST_ERROR = 2000


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
        from carec_datamodel.findings import plural

        try:
            yield
        except (InvalidMessage, LossyConversion) as error:
            tell(f"{label(name)}: {plural(len(error.findings), 'finding')}")
            tell_findings(error.findings)
            self.worsen(FINDINGS)
        except CarecError as error:
            tell(_error_text(error, name))
            self.worsen(UNREADABLE)

    def leave(self) -> None:
        """End the command with the status."""
        if self.status:
            sys.exit(self.status)


@contextmanager
def told_of(name: str) -> Iterator[None]:
    """Tell an error of the library as one of the file *name*, and end the command with its status."""
    outcome = Outcome()
    with outcome.watch(name):
        yield
    outcome.leave()


def guarded(function: Callable[P, T]) -> Callable[P, T]:
    """Turn errors of the library that escape a command into a message and an exit status."""

    @functools.wraps(function)
    def run(*args: P.args, **kwargs: P.kwargs) -> T:
        from carec_datamodel.errors import CarecError, UnknownFormat

        try:
            return function(*args, **kwargs)
        except UnknownFormat as error:
            raise click.UsageError(_error_text(error)) from None
        except CarecError as error:
            tell(_error_text(error))
            sys.exit(UNREADABLE)

    return run


def _error_text(error: CarecError, name: str | None = None) -> str:
    """Return *error* as it is told of the file *name*, which stands in front, once."""
    from carec_datamodel.validation.printable import printable

    place = filter(None, (printable(error.path or ""), f"line {error.line}" if error.line else ""))
    text = ": ".join(filter(None, (", ".join(place), printable(error.message, _LONGEST_ERROR))))
    if name is None or error.path == plain_name(name):
        return text
    return f"{label(name)}{', ' if error.path is None and error.line else ': '}{text}"


def tell_findings(findings: Iterable[Finding]) -> None:
    """Print findings on standard error, one paragraph each."""
    from carec_datamodel.validation.reports.text import finding_lines

    for finding in findings:
        tell("\n".join(f"  {line}" for line in finding_lines(finding)))


def chosen_format(format_id: str | None) -> Format | None:
    """Return the format that the option ``--format`` names.

    Raises:
        UnknownFormat: There is none of that name.
        CrosswalkError: A format of the user's own is wrong, be it this one or not.
    """
    from carec_datamodel.formats.registry import find_format, registry

    registry()
    return None if format_id is None else find_format(format_id)


def each(names: Sequence[T], verb: str) -> Iterator[T]:
    """Yield *names*, with a progress bar on standard error when they are many and a terminal is there."""
    if len(names) < _MANY_FILES or sys.stderr is None or not sys.stderr.isatty():
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


def standard_input_once(
    _context: click.Context, _parameter: click.Parameter, names: tuple[str, ...]
) -> tuple[str, ...]:
    """Return *names* of files to read, as a callback of their argument.

    Raises:
        click.BadParameter: Standard input is named more than once.
    """
    if names.count(STANDARD) > 1:
        raise click.BadParameter("standard input can be read only once")
    return names


def file_name(text: str) -> str:
    """Return *text*, the name of a file or a folder: as the type of an argument or an option.

    Raises:
        click.BadParameter: It is empty, as where a variable of the shell is not set.
    """
    if not text:
        raise click.BadParameter("the name is empty; expected that of a file")
    return text


FILES = click.argument(
    "files", nargs=-1, required=True, metavar="FILE...", type=file_name, callback=standard_input_once
)
FORMAT = click.option(
    "--format", "format_id", metavar="ID", help="Format of the input; detected where not given."
)
OUTPUT = click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=file_name,
    metavar="FILE",
    help="File to write; standard output where not given.",
)
