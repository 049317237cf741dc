"""What pytest calls where a project names files."""

from __future__ import annotations

from collections.abc import Generator
from pathlib import Path

import pytest

from carec_datamodel.testing.files.items import MARKER, SETTINGS, SampleFile, SampleTest
from carec_datamodel.testing.files.patterns import check_reach, named_files
from carec_datamodel.testing.files.session_report import SessionReport, check_targets, wanted_reports
from carec_datamodel.testing.files.settings import check_names, settings_of

_TOLD, _WRITTEN = "carec_told", "carec_written"
"""Attributes that reports of tests carry from the workers to the process that started them."""


class Hooks:
    """Makes tests of the files that the settings name, and a report on all of them."""

    def __init__(self, config: pytest.Config) -> None:
        settings = settings_of(config)
        if not settings.files:
            raise pytest.UsageError(
                "--carec-report and --carec-update-expected need files; name them in carec_files"
            )
        config.stash[SETTINGS] = settings
        config.addinivalue_line("markers", f"{MARKER}: tests of the files that carec_files names")
        self._files = frozenset(named_files(settings.root, settings.files))
        check_reach(config, sorted(self._files), settings.root)
        wanted = wanted_reports(config.option.carec_report)
        check_targets(wanted, config.invocation_params.dir, self._files)
        self._reports = SessionReport(wanted)
        self._written: list[str] = []

    @pytest.hookimpl(tryfirst=True)
    def pytest_collection(self, session: pytest.Session) -> None:
        """Check the settings before anything is collected."""
        check_names(session.config.stash[SETTINGS])

    def pytest_collect_file(self, file_path: Path, parent: pytest.Collector) -> SampleFile | None:
        """Make a file of tests of *file_path*, if it is named."""
        if file_path not in self._files:
            return None
        file: SampleFile = SampleFile.from_parent(parent, path=file_path)
        return file

    @pytest.hookimpl(wrapper=True)
    def pytest_runtest_makereport(
        self, item: pytest.Item, call: pytest.CallInfo[None]
    ) -> Generator[None, pytest.TestReport, pytest.TestReport]:
        """Let the report of a test carry that on its file."""
        report = yield
        if isinstance(item, SampleTest) and call.when == "call":
            if item.judges and self._reports.wanted:
                setattr(report, _TOLD, item.told())
            setattr(report, _WRITTEN, item.written)
            if report.skipped and isinstance(
                report.longrepr, tuple
            ):  # say of which file, not by which line here
                report.longrepr = (str(item.path), 1, report.longrepr[2])
        return report

    def pytest_runtest_logreport(self, report: pytest.TestReport) -> None:
        """Take down what the report of a test carries; of several processes only the first sees all."""
        told, written = getattr(report, _TOLD, ""), getattr(report, _WRITTEN, "")
        if told:
            self._reports.add(told)
        if written:
            self._written.append(written)

    def pytest_sessionfinish(self, session: pytest.Session) -> None:
        """Write the reports, in the process that started the others."""
        if hasattr(session.config, "workerinput"):
            return
        self._reports.write(session.config.invocation_params.dir)
        if self._reports.failed:
            session.exitstatus = pytest.ExitCode.USAGE_ERROR

    def pytest_terminal_summary(self, terminalreporter: pytest.TerminalReporter) -> None:
        """Say what was written."""
        lines = [f"expected findings of {written}" for written in sorted(self._written)]
        lines += self._reports.told()
        if lines:
            terminalreporter.section("carec")
        for line in lines:
            terminalreporter.write_line(line)
