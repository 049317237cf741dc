"""Reports as one page that needs nothing else: for the screen of a desk, a phone, and paper."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import ClassVar

from carec_datamodel.findings import Severity, plural
from carec_datamodel.validation.descriptions import Describe, describe
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports.findings_table import finding_tables
from carec_datamodel.validation.reports.form import Entry, Form, Unread, written
from carec_datamodel.validation.reports.markup import Markup, joined, tag, void
from carec_datamodel.validation.reports.tables import Column, heading, shown, table
from carec_datamodel.validation.reports.totals import Totals

_STYLE = Path(__file__).with_name("report.css")
# Should anything ever slip through: nothing is fetched, nothing runs.
_POLICY = "default-src 'none'; style-src 'unsafe-inline'"

_OVERVIEW = (Column("Document", "place"), Column("Result", "result"))


class HtmlForm(Form):
    """Reports as a page: what they come to, then document by document."""

    tells_unread: ClassVar[bool] = True

    def __init__(self, describe: Describe = describe) -> None:
        self._describe = describe
        self._totals = Totals()
        self._rows: list[list[Markup]] = []
        self._name = ""

    def piece(self, entry: Entry) -> str:
        """Return the section of one document."""
        self._totals.add(entry)
        self._name = self._name or shown(entry.name)
        number = f"document-{self._totals.documents}"
        self._rows.append(_overview_row(entry, number))
        title = tag("h2", tag("bdi", shown(entry.name) or "(document)"))
        content = _unread(entry) if isinstance(entry, Unread) else self._content(entry)
        return tag("section", title, joined(content, Markup("\n")), id=number, class_="document") + "\n"

    def head(self) -> str:
        """Return the beginning, with the summary."""
        title = "Validation report"
        if self._totals.documents == 1 and self._name:
            title += f": {self._name}"
        head = (
            void("meta", charset="utf-8"),
            void("meta", name="viewport", content="width=device-width, initial-scale=1"),
            void("meta", http_equiv="Content-Security-Policy", content=_POLICY),
            void("meta", name="color-scheme", content="light dark"),
            tag("title", title),
            Markup(f"<style>\n{_STYLE.read_text('utf-8')}</style>"),
        )
        lines = ["<!DOCTYPE html>", '<html lang="en">', "<head>", *head, "</head>", "<body>"]
        lines += [tag("header", tag("h1", "Validation report"), tag("p", self._totals.in_words())), "<main>"]
        if self._totals.documents > 1:
            lines.append(tag("section", tag("h2", "Documents"), table(_OVERVIEW, self._rows)))
        return "\n".join(lines) + "\n"

    def tail(self) -> str:
        """Return the end."""
        return "</main>\n</body>\n</html>\n"

    def _content(self, report: Report) -> Iterator[Markup]:
        rows = (
            ("Format", f"{report.format_id} ({report.message})"),
            ("Content", report.content()),
            ("Checked", ", ".join(report.checks)),
            ("Result", _result(report)),
        )
        yield tag("dl", *(tag("div", tag("dt", name), tag("dd", value)) for name, value in rows))
        for severity in Severity:
            findings = [finding for finding in report.findings if finding.severity is severity]
            if findings:
                yield heading(severity, len(findings))
                yield from finding_tables(findings, self._describe)
        if report.left_out:
            yield tag("p", f"{plural(report.left_out, 'finding')} more not shown.")


def reports_html(reports: Iterable[Entry], describe: Describe = describe) -> str:
    """Return *reports*, and documents that could not be read, as an HTML page.

    Args:
        reports: The reports, and documents that could not be read.
        describe: What tells the description of a rule.
    """
    return written(HtmlForm(describe), reports)


def _overview_row(entry: Entry, number: str) -> list[Markup]:
    name = tag("a", tag("bdi", shown(entry.name) or "(document)"), href=f"#{number}")
    return [
        name,
        tag("strong", "not readable", class_="error") if isinstance(entry, Unread) else _result(entry),
    ]


def _result(report: Report) -> Markup:
    weightiest = next((severity.value for severity, count in report.counts().items() if count), "valid")
    return tag("strong", report.summary(), class_=weightiest)


def _unread(entry: Unread) -> Iterator[Markup]:
    line = f"line {entry.line}: " if entry.line else ""
    yield tag("p", tag("strong", "Not readable", class_="error"), f": {line}{shown(entry.reason)}")
