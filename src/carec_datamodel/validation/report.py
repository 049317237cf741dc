"""The report of a validation."""

from __future__ import annotations

import json
import textwrap
from collections import Counter
from dataclasses import dataclass

from carec_datamodel.findings import Finding, Severity

_WIDTH = 80
# A path in a document that means no harm has a few hundred characters.
_LONGEST = 500


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

    @property
    def ok(self) -> bool:
        """Whether there is no finding of severity error."""
        return all(finding.severity is not Severity.ERROR for finding in self.findings)

    def counts(self) -> dict[Severity, int]:
        """Return the number of findings by severity; every severity is there."""
        counted = Counter(finding.severity for finding in self.findings)
        return {severity: counted[severity] for severity in Severity}

    def summary(self) -> str:
        """Return the result in a few words, for example ``2 errors, 1 warning``."""
        parts = [
            f"{count} {severity.value}{'' if count == 1 else 's'}"
            for severity, count in self.counts().items()
            if count
        ]
        if self.left_out:
            parts.append(f"{self.left_out} more not shown")
        if not parts:
            return "valid, no findings"
        return ("valid, with " if self.ok else "not valid: ") + ", ".join(parts)

    def to_text(self) -> str:
        """Return the report for a person, at most 80 columns wide where the values allow."""
        size = "not readable as a message"
        if self.values is not None:
            size = f"{self.values} values"
            if self.items is not None:
                size += f" in {self.items} {self.item_title}{'' if self.items == 1 else 's'}"
        rows = (
            ("Format", f"{self.format_id} ({self.message})"),
            ("Content", size),
            ("Checked", ", ".join(self.checks)),
            ("Result", self.summary()),
        )
        lines = [printable(self.name) or "(document)"]
        lines += [f"  {label:<9}{text}" for label, text in rows]
        for finding in self.findings:
            lines += ["", *finding_lines(finding)]
        return "\n".join(lines) + "\n"

    def to_json(self) -> str:
        """Return the report as JSON."""
        content = {
            "document": self.name,
            "format": self.format_id,
            "message": self.message,
            "ok": self.ok,
            "values": self.values,
            "items": self.items,
            "checks": list(self.checks),
            "counts": {severity.value: count for severity, count in self.counts().items()},
            "leftOut": self.left_out,
            "findings": [finding.as_dict() for finding in self.findings],
        }
        return json.dumps(content, ensure_ascii=False, indent=2) + "\n"


def printable(text: str, limit: int = _LONGEST) -> str:
    r"""Return *text* for a terminal: escapes for what it would obey, not show; cut to *limit* characters.

    >>> printable("C 4512\x1b[2J")
    'C 4512\\x1b[2J'
    """
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    if cut.isprintable():
        return cut
    return "".join(
        character if character.isprintable() else character.encode("unicode_escape").decode()
        for character in cut
    )


def finding_lines(finding: Finding) -> list[str]:
    """Return *finding* as lines for a person."""
    place = printable(finding.path or "document")
    if finding.line:
        place += f", line {finding.line}"
    lines = [f"{finding.severity.value.upper():<8}{place}"]
    lines += textwrap.wrap(
        printable(" ".join(finding.message.split())),
        _WIDTH,
        initial_indent=" " * 8,
        subsequent_indent=" " * 8,
        break_long_words=False,
    )
    about = [
        f"box {finding.box}" if finding.box else "",
        f"WCO {finding.wco}" if finding.wco else "",
        printable(finding.harmonised) if finding.harmonised and finding.harmonised != finding.path else "",
        finding.rule,
    ]
    lines += textwrap.wrap(
        "[" + "; ".join(filter(None, about)) + "]",
        _WIDTH,
        initial_indent=" " * 8,
        subsequent_indent=" " * 9,
        break_long_words=False,
    )
    if finding.hint:
        lines += textwrap.wrap(finding.hint, _WIDTH, initial_indent=" " * 8, subsequent_indent=" " * 8)
    return lines
