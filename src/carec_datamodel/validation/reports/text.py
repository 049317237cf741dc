"""Reports for a person at a screen: plain text, 80 columns."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from carec_datamodel.findings import Finding, Severity, clip, plural
from carec_datamodel.validation.printable import printable
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports.form import Entry, Form, Unread, written
from carec_datamodel.validation.reports.totals import Totals

_WIDTH = 80
_LABEL = 8
# So many more places of the same finding are named.
_MOST_PLACES = 3
_LONGEST_VALUE = 30
# A blank at which no line ends; in text from outside it is an escape by then.
_TOGETHER = "\u00a0"

_COLOURS = {Severity.ERROR: "1;31", Severity.WARNING: "33", Severity.NOTE: "36"}
_VALID = "32"


class TextForm(Form):
    """Reports as text, with the sum behind them where they are several."""

    def __init__(self, *, colour: bool = False) -> None:
        self._colour = colour
        self._totals = Totals()

    def piece(self, entry: Entry) -> str:
        """Return what is told of one document."""
        first = self._totals.documents == self._totals.unread
        self._totals.add(entry)
        if isinstance(entry, Unread):
            return ""
        lines = [*self._header(entry), *self._findings(entry)]
        return ("" if first else "\n") + "\n".join(lines) + "\n"

    def tail(self) -> str:
        """Return the sum over several documents."""
        return f"\n{self._totals.in_words()}\n" if self._totals.documents > 1 else ""

    def _header(self, report: Report) -> list[str]:
        result = self._coloured(report.summary(), _VALID if report.ok else _COLOURS[Severity.ERROR])
        rows = (
            ("Format", f"{report.format_id} ({report.message})"),
            ("Content", report.content()),
            ("Checked", ", ".join(report.checks)),
            ("Result", result),
        )
        return [printable(report.name) or "(document)", *(f"  {label:<9}{text}" for label, text in rows)]

    def _findings(self, report: Report) -> Iterator[str]:
        for first, *others in alike(report.findings):
            label, *lines = finding_lines(first)
            word = first.severity.value.upper()
            yield ""
            yield self._coloured(word, _COLOURS[first.severity]) + label.removeprefix(word)
            yield from lines
            yield from _more_places(others)

    def _coloured(self, text: str, code: str) -> str:
        return f"\x1b[{code}m{text}\x1b[0m" if self._colour else text


def reports_text(reports: Iterable[Entry], *, colour: bool = False) -> str:
    """Return *reports* for a person; documents that could not be read are only counted."""
    return written(TextForm(colour=colour), reports)


def alike(findings: Iterable[Finding]) -> list[list[Finding]]:
    """Return *findings*, errors first, with those together that differ by place and value alone."""
    groups: dict[tuple[object, ...], list[Finding]] = {}
    for finding in findings:
        groups.setdefault(_kind(finding), []).append(finding)
    weights = list(Severity)
    return sorted(groups.values(), key=lambda group: weights.index(group[0].severity))


def _kind(finding: Finding) -> tuple[object, ...]:
    message = finding.message
    if finding.value:
        message = message.replace(repr(clip(finding.value)), "").replace(finding.value, "")
    about = (finding.expected, finding.box, finding.wco, finding.harmonised, finding.hint)
    places = (_unnumbered(part) for part in (message, finding.path or ""))
    return (finding.severity, finding.rule, *places, *about[:3], _unnumbered(about[3] or ""), about[4])


def _unnumbered(path: str) -> str:
    return re.sub(r"\[\d+\]", "[]", path)


def _more_places(findings: list[Finding]) -> Iterator[str]:
    if not findings:
        return
    yield f"{' ' * _LABEL}The same in {plural(len(findings), 'more place')}:"
    for finding in findings[:_MOST_PLACES]:
        place = _place(finding)
        if finding.value:
            place += f": {printable(clip(finding.value, _LONGEST_VALUE))!r}"
        yield from _wrapped(place, " " * (_LABEL + 2), " " * (_LABEL + 4))
    if len(findings) > _MOST_PLACES:
        yield f"{' ' * (_LABEL + 2)}and {len(findings) - _MOST_PLACES} more"


def finding_lines(finding: Finding) -> list[str]:
    """Return *finding* as lines for a person."""
    indent = " " * _LABEL
    lines = _wrapped(_place(finding), f"{finding.severity.value.upper():<{_LABEL}}", indent)
    lines += _wrapped(printable(" ".join(finding.message.split())), indent, indent)
    about = [
        f"box {finding.box}" if finding.box else "",
        f"WCO {finding.wco}" if finding.wco else "",
        printable(finding.harmonised) if finding.harmonised and finding.harmonised != finding.path else "",
        finding.rule,
    ]
    lines += _wrapped("[" + "; ".join(filter(None, about)) + "]", indent, f"{indent} ")
    if finding.hint:
        lines += _wrapped(printable(" ".join(finding.hint.split())), indent, indent)
    return lines


def _place(finding: Finding) -> str:
    place = printable(finding.path or "document")
    return f"{place}, line{_TOGETHER}{finding.line}" if finding.line else place


def _wrapped(text: str, first: str, rest: str) -> list[str]:
    """Return *text* in lines: broken at blanks, and behind slashes in words that are longer than a line."""
    lines: list[str] = []
    line, empty = first, True
    for word in text.split(" "):
        parts = re.findall(r"[^/]*/|[^/]+", word) if len(rest) + len(word) > _WIDTH else [word]
        for number, part in enumerate(parts):
            blank = " " if number == 0 and not empty else ""
            if empty or len(line) + len(blank) + len(part) <= _WIDTH:
                line += blank + part
            else:
                lines.append(line)
                line = rest + part
            empty = False
    return [text.replace(_TOGETHER, " ") for text in (*lines, line)]
