"""The report of a validation."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable
from dataclasses import dataclass, replace

from carec_datamodel.findings import Finding, Severity, plural
from carec_datamodel.validation.descriptions import Describe, describe
from carec_datamodel.validation.selection import is_selected


@dataclass(frozen=True, slots=True)
class Report:
    """What was found in one document.

    Attributes:
        name: Name of the document, empty where it has none.
        format_id: Its format.
        message: Harmonised message class that it holds.
        checks: What was checked, in words.
        values: Number of values in the message; None where it could not be read.
        items: Number of entries of the part that repeats most; None where it could not be read or has none.
        findings: All findings, in document order.
        left_out: Number of findings beyond those.
        item_title: What one of the items is, for people.
        unselected: Number of findings that were taken out because their rules were not asked for.
    """

    name: str
    format_id: str
    message: str
    checks: tuple[str, ...]
    values: int | None
    items: int | None
    findings: tuple[Finding, ...]
    left_out: int = 0
    item_title: str = "goods item"
    unselected: int = 0

    @property
    def ok(self) -> bool:
        """Whether there is no finding of severity error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def counts(self) -> dict[Severity, int]:
        """Return the number of findings by severity; every severity is there."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in Severity}

    def summary(self) -> str:
        """Return the result in a few words, for example ``not valid: 2 errors, 1 warning``."""
        parts = [plural(count, severity.value) for severity, count in self.counts().items() if count]
        if self.left_out:
            parts.append(f"{self.left_out} more not shown")
        if self.unselected:
            parts.append(f"{self.unselected} not selected")
        if not parts:
            return "valid, no findings"
        return ("valid, with " if self.ok else "not valid: ") + ", ".join(parts)

    def content(self) -> str:
        """Return how much the document holds, in a few words."""
        if self.values is None:
            return "not readable as a message"
        text = plural(self.values, "value")
        return text if self.items is None else f"{text} in {plural(self.items, self.item_title)}"

    def selected(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> Report:
        """Return the report on some rules alone; the findings of others are counted in ``unselected``.

        Args:
            select: Ids of rules or beginnings of ids, such as ``type``; all rules where none is given.
            ignore: Likewise, rules to leave out, also of those that are selected.
        """
        wanted, unwanted = tuple(select), tuple(ignore)
        kept = tuple(finding for finding in self.findings if is_selected(finding.rule, wanted, unwanted))
        gone = len(self.findings) - len(kept)
        return replace(self, findings=kept, unselected=self.unselected + gone)

    def to_text(self, *, colour: bool = False) -> str:
        """Return the report for a person, in 80 columns where the words allow.

        Errors come first. What is equal but for its place and value is told once, with the places.

        Args:
            colour: Whether to colour it for a terminal.
        """
        from carec_datamodel.validation.reports.text import reports_text

        return reports_text([self], colour=colour)

    def to_json(self) -> str:
        """Return the report as JSON, which ``schema("Report", kind="json")`` describes."""
        from carec_datamodel.validation.reports.json import report_json

        return report_json(self)

    def to_sarif(self, describe: Describe = describe) -> str:
        """Return the report as a SARIF 2.1.0 log, for tools that collect findings.

        Args:
            describe: What tells the description of a rule.
        """
        from carec_datamodel.validation.reports.sarif import reports_sarif

        return reports_sarif([self], describe)

    def to_junit(self) -> str:
        """Return the report as JUnit XML, for systems that show the results of tests."""
        from carec_datamodel.validation.reports.junit import reports_junit

        return reports_junit([self])

    def to_html(self, describe: Describe = describe) -> str:
        """Return the report as one HTML page that needs nothing else, for the screen and for paper.

        Args:
            describe: What tells the description of a rule.
        """
        from carec_datamodel.validation.reports.html import reports_html

        return reports_html([self], describe)
