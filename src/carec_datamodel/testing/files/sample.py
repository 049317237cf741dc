"""A file under test, and what is known of it: read once, however many tests look at it."""

from __future__ import annotations

from dataclasses import replace
from functools import cached_property
from pathlib import Path

from carec_datamodel.api import open_document, validate
from carec_datamodel.errors import CarecError
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.registry import detect_format
from carec_datamodel.testing.files.expected import Expected, place_beside, read_expected
from carec_datamodel.testing.files.settings import Settings
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports.form import Unread
from carec_datamodel.validation.reports.sarif import UNREAD
from carec_datamodel.validation.rulebook.catalogue import rules


class Sample:
    """A file under test.

    Attributes:
        path: The file.
        name: Its path from the root of the project.
        settings: What the project says.
    """

    def __init__(self, path: Path, settings: Settings) -> None:
        self.path = path
        self.name = path.relative_to(settings.root).as_posix()
        self.settings = settings

    @property
    def expectations_file(self) -> Path:
        """Where the expected findings are written down, if they are."""
        return place_beside(self.path)

    @cached_property
    def expected(self) -> tuple[Expected, ...] | None:
        """The findings expected; None where none are written down.

        Raises:
            CarecError: What is written down is wrong.
        """
        return read_expected(self.expectations_file) if self.expectations_file.exists() else None

    @cached_property
    def document(self) -> Document:
        """The document.

        Raises:
            CarecError: It cannot be read.
        """
        return open_document(self.path)

    @cached_property
    def format(self) -> Format:
        """The format of the document.

        Raises:
            CarecError: It cannot be parsed, or no known format fits.
        """
        return detect_format(self.document)

    @cached_property
    def outcome(self) -> Report | Unread:
        """The report, without the findings that do not count; or why there is none."""
        try:
            report = validate(self.path, **self.settings.judged())
        except CarecError as error:
            return Unread(self.name, error.message, error.line)
        return replace(report, name=self.name)

    @property
    def findings(self) -> tuple[Finding, ...]:
        """The findings; that there is no report is one."""
        if isinstance(self.outcome, Unread):
            return (Finding(UNREAD, self.outcome.reason, line=self.outcome.line),)
        return self.outcome.findings

    def faults(self, check: str) -> list[Finding]:
        """Return the findings that *check*, ``schema`` or ``rules``, does not accept."""
        if check == "rules":
            threshold = self.settings.fail_on
            return [
                finding
                for finding in self.findings
                if finding.rule in rules() and finding.severity.reaches(threshold)
            ]
        return [
            finding
            for finding in self.findings
            if finding.rule not in rules() and finding.severity is Severity.ERROR
        ]

    @property
    def is_message(self) -> bool:
        """Whether there is a message in the document, so that rules could look at it."""
        return isinstance(self.outcome, Report) and self.outcome.values is not None

    @property
    def readable(self) -> bool:
        """Whether the document is a message: nothing is wrong with it but what rules object to."""
        return not self.faults("schema")
