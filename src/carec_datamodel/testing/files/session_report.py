"""The report on all files that a run of pytest validated."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

import pytest

from carec_datamodel.errors import CarecError
from carec_datamodel.findings import Finding, Severity, plural
from carec_datamodel.formats.files import write_file

if TYPE_CHECKING:
    from carec_datamodel.validation.reports.form import Entry

FORMS = ("text", "json", "sarif", "junit", "html")


class Wanted(NamedTuple):
    """A form of report and the file that it goes to."""

    form: str
    file: str


def wanted_reports(texts: Iterable[str]) -> list[Wanted]:
    """Return what ``--carec-report`` asks for, ``FORM:FILE`` each time.

    Raises:
        pytest.UsageError: There is no such form, or no file.
    """
    wanted = []
    for text in texts:
        form, _, file = text.partition(":")
        if form not in FORMS or not file:
            raise pytest.UsageError(
                f"--carec-report: found {text!r}; expected FORM:FILE, where FORM is one of {', '.join(FORMS)}"
            )
        wanted.append(Wanted(form, file))
    return wanted


def check_targets(wanted: Iterable[Wanted], folder: Path, files: Iterable[Path]) -> None:
    """Check that no report goes over one of *files*, nor over another report; paths begin in *folder*.

    Raises:
        pytest.UsageError: One does.
    """
    taken = {file.resolve(): f"{file.name} is a file to test" for file in files}
    for form, file in wanted:
        target = (folder / file).resolve()
        if target in taken:
            raise pytest.UsageError(f"--carec-report: {file}: {taken[target]}; expected another file")
        taken[target] = f"the {form} report goes there"


class SessionReport:
    """Collects the reports on files.

    Attributes:
        wanted: In which forms and to which files they are to be written.
        failed: Whether one could not be written.
    """

    def __init__(self, wanted: Sequence[Wanted]) -> None:
        self.wanted = wanted
        self._entries: dict[str, Entry] = {}
        self._told: list[str] = []
        self.failed = False

    def add(self, text: str) -> None:
        """Add the report on a file, as `SampleTest.told` gives it."""
        entry = _entry(text)
        self._entries[entry.name] = entry

    def write(self, folder: Path) -> None:
        """Write the reports, in order of the files, to paths that begin in *folder*."""
        entries = [self._entries[name] for name in sorted(self._entries)]
        for form, file in self.wanted:
            try:
                write_file(folder / file, _writer(form)(entries).encode("utf-8", "backslashreplace"))
            except CarecError as error:
                self._told.append(f"--carec-report: {error}")
                self.failed = True
                continue
            self._told.append(f"{form} report on {plural(len(entries), 'file')}: {file}")

    def told(self) -> list[str]:
        """Return what was written, a line each."""
        return self._told


def _entry(text: str) -> Entry:
    from carec_datamodel.validation.report import Report
    from carec_datamodel.validation.reports.form import Unread

    content = json.loads(text)
    if content.pop("kind") == Unread.__name__:
        return Unread(**content)
    findings = tuple(
        Finding(**{**finding, "severity": Severity(finding["severity"])}) for finding in content["findings"]
    )
    return Report(**{**content, "checks": tuple(content["checks"]), "findings": findings})


def _writer(form: str) -> Callable[[list[Entry]], str]:
    from carec_datamodel.validation import reports
    from carec_datamodel.validation.report import Report

    if form == "json":
        return lambda entries: reports.reports_json([entry for entry in entries if isinstance(entry, Report)])
    writer: Callable[[list[Entry]], str] = getattr(reports, f"reports_{form}")
    return writer
