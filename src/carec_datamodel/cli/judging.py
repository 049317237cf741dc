"""Many documents judged one after the other, or as documents of one trade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from typing import TYPE_CHECKING, NamedTuple

from carec_datamodel.cli.console import Outcome
from carec_datamodel.cli.inputs import Input
from carec_datamodel.cli.report_files import ReportFile
from carec_datamodel.cli.streams import label, plain_name, source_of, tell

if TYPE_CHECKING:
    from carec_datamodel.formats.base import Format
    from carec_datamodel.formats.document import Document
    from carec_datamodel.validation.against import Against
    from carec_datamodel.validation.report import Report


class Opened(NamedTuple):
    """A document that could be opened, and its format."""

    name: str
    document: Document
    format: Format


class Judging:
    """Opens and judges documents; what is wrong with one is told and does not keep the next from its turn.

    Attributes:
        skipped: How many files of folders are of no known format.
    """

    def __init__(
        self, source: Format | None, held: Against, outcome: Outcome, written: list[ReportFile]
    ) -> None:
        self._source = source
        self._held = held
        self._outcome = outcome
        self._written = written
        self.skipped = 0

    def opened(self, documents: Iterable[Input]) -> Iterator[Opened]:
        """Yield each document that can be opened, with its format."""
        from carec_datamodel.api import open_document
        from carec_datamodel.errors import UnknownFormat
        from carec_datamodel.formats.registry import detect_format
        from carec_datamodel.validation.printable import printable

        for input_ in documents:
            found = None
            with self._watch(input_.name):
                try:
                    document = open_document(source_of(input_.name))
                    found = Opened(input_.name, document, self._source or detect_format(document))
                except UnknownFormat as error:
                    if not input_.found:
                        raise
                    tell(f"{label(input_.name)}: skipped: {printable(error.message)}")
                    self.skipped += 1
            if found is not None:
                yield found

    def reports(self, opened: Iterable[Opened]) -> Iterator[Report]:
        """Yield the report on each document."""
        from carec_datamodel.validation.validate import validate_document

        for name, document, format_ in opened:
            with self._watch(name):
                yield validate_document(document, format_, self._held)

    def reports_together(self, opened: Sequence[Opened]) -> Iterator[Report]:
        """Yield the report on each document beside the others."""
        from carec_datamodel.validation.together import companion, validate_beside

        readable, companions = [], []
        for number, one in enumerate(opened, start=1):
            with self._watch(one.name):
                companions.append(companion(one.document, one.format, number))
                readable.append(one)
        for place, (name, document, format_) in enumerate(readable):
            with self._watch(name):
                yield validate_beside(document, format_, self._held, companions, place)

    @contextmanager
    def _watch(self, name: str) -> Iterator[None]:
        """Tell that the document *name* cannot be read, here and in the reports, and go on."""
        from carec_datamodel.errors import CarecError
        from carec_datamodel.validation.reports.form import Unread

        with self._outcome.watch(name):
            try:
                yield
            except CarecError as error:
                for file in self._written:
                    file.add(Unread(plain_name(name), error.message, error.line))
                raise
