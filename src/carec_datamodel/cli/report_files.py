"""The reports of a command: in which forms, and where each goes."""

from __future__ import annotations

import codecs
import os
import sys
from collections.abc import Iterator, Sequence
from tempfile import SpooledTemporaryFile
from typing import TYPE_CHECKING, NamedTuple, Self

import click

from carec_datamodel.cli.streams import STANDARD, as_utf8, put_pieces, say_pieces

if TYPE_CHECKING:
    from carec_datamodel.validation.reports.form import Entry, Form

KINDS = ("text", "json", "sarif", "junit", "html")

# Longer reports wait on the disk until all documents are known.
_IN_MEMORY = 4 * 1024 * 1024
_PIECE = 64 * 1024


class Wanted(NamedTuple):
    """A form of report, and the file that it goes to."""

    kind: str
    target: str


def wanted_reports(texts: Sequence[str], output: str | None) -> list[Wanted]:
    """Return what the option ``--report`` asks for: ``KIND`` or ``KIND=FILE``, text where it says nothing.

    Args:
        texts: What is written behind the option, each time.
        output: The file for a report that names none; standard output where not given.

    Raises:
        click.UsageError: There is no such form, or nothing would go to *output*.
    """
    wanted = []
    for text in texts or ["text"]:
        kind, sign, file = text.partition("=")
        if kind not in KINDS:
            raise click.UsageError(f"--report: {kind!r} is no form of report; expected {', '.join(KINDS)}")
        if sign and not file:
            raise click.UsageError(f"--report: {text!r} names no file; expected {kind}=FILE, or {kind}")
        wanted.append(Wanted(kind, file or output or STANDARD))
    if output is not None and all("=" in text for text in texts) and texts:
        raise click.UsageError("-o: every --report names its own file; leave -o out, or add --report text")
    return wanted


class ReportFile:
    """A report that grows document by document and is written at the end, whole or not at all.

    To be used with `with`: what was put aside is gone at its end.

    Attributes:
        empty: Whether there is nothing to write: no document was told of.
    """

    def __init__(self, wanted: Wanted, *, alone: bool) -> None:
        self._form = _form(wanted, alone=alone)
        self._target = wanted.target
        self._as_text = wanted == ("text", STANDARD)
        self._aside = SpooledTemporaryFile(max_size=_IN_MEMORY)  # noqa: SIM115 - closed by __exit__
        self.empty = True

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._aside.close()

    def add(self, entry: Entry) -> None:
        """Add one document.

        Raises:
            CarecError: There is no room to put it aside.
        """
        from carec_datamodel.errors import CarecError
        from carec_datamodel.validation.report import Report

        piece = as_utf8(self._form.piece(entry))
        try:
            self._aside.write(piece)
        except OSError as error:
            reason = error.strerror or error
            raise CarecError(f"cannot be written: {reason}", path="temporary file of a report") from None
        if self._form.tells_unread or isinstance(entry, Report):
            self.empty = False

    def put(self) -> None:
        """Write the report.

        Raises:
            CarecError: It cannot be written.
        """
        if self._as_text:  # in the encoding of the terminal
            say_pieces(codecs.iterdecode(self._pieces(), "utf-8"))
        else:
            put_pieces(self._pieces(), self._target)

    def _pieces(self) -> Iterator[bytes]:
        yield as_utf8(self._form.head())
        self._aside.seek(0)
        while piece := self._aside.read(_PIECE):
            yield piece
        yield as_utf8(self._form.tail())


def _form(wanted: Wanted, *, alone: bool) -> Form:
    match wanted.kind:
        case "json":
            from carec_datamodel.validation.reports.json import JsonForm

            return JsonForm(alone=alone)
        case "sarif":
            from carec_datamodel.validation.reports.sarif import SarifForm

            return SarifForm()
        case "junit":
            from carec_datamodel.validation.reports.junit import JunitForm

            return JunitForm()
        case "html":
            from carec_datamodel.validation.reports.html import HtmlForm

            return HtmlForm()
        case _:
            from carec_datamodel.validation.reports.text import TextForm

            return TextForm(colour=wanted.target == STANDARD and _shows_colour())


def _shows_colour() -> bool:
    """Return whether standard output is a terminal that may be coloured (https://no-color.org)."""
    if os.environ.get("NO_COLOR") or os.environ.get("TERM") == "dumb":
        return False
    return sys.stdout is not None and sys.stdout.isatty()
