"""Reports as JUnit XML, which continuous integration systems show as the results of tests.

There is no standard; this keeps to what Jenkins, Surefire and GitLab have in common: a suite for each
document, a case for each error, because some show one failure of a case alone, and a passed case for
each check without errors.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

from carec_datamodel.findings import Finding, Severity, plural
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports.form import Entry, Form, Unread, written
from carec_datamodel.validation.reports.text import finding_lines

# What XML 1.0 cannot hold, and half characters, which no encoding can.
_NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
_MARKUP = {"&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;", "\t": "&#9;", "\n": "&#10;", "\r": "&#13;"}
_IN_TEXT = str.maketrans({character: _MARKUP[character] for character in "&<>\r"})
_IN_ATTRIBUTE = str.maketrans(_MARKUP)

# Groups of findings that reading gives, not the rules of a message.
_NO_RULES = frozenset({"crosswalk", "version"})


@dataclass(frozen=True, slots=True)
class _Case:
    """One case of a suite.

    Attributes:
        check: The check that it belongs to.
        name: Its name.
        fault: ``failure`` or ``error``; empty where it passed.
        attributes: Attributes of that.
        text: Its content.
        line: Line in the document.
    """

    check: str
    name: str
    fault: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    text: str = ""
    line: int | None = None


class JunitForm(Form):
    """Reports as suites of test cases."""

    tells_unread: ClassVar[bool] = True

    def __init__(self) -> None:
        self._sums = dict.fromkeys(("tests", "failures", "errors", "skipped"), 0)

    def piece(self, entry: Entry) -> str:
        """Return the suite of one document."""
        cases = [_unread(entry)] if isinstance(entry, Unread) else list(_cases(entry))
        counts = {
            "tests": len(cases),
            "failures": sum(case.fault == "failure" for case in cases),
            "errors": sum(case.fault == "error" for case in cases),
            "skipped": 0,
        }
        self._sums = {name: self._sums[name] + count for name, count in counts.items()}
        name = entry.name or "(document)"
        lines = [f"  {_tag('testsuite', name=name, **counts)}>"]
        for case in cases:
            lines += _case_lines(case, name)
        if not isinstance(entry, Unread) and (told := _told(entry)):
            lines.append(f"    <system-out>{_text(told)}</system-out>")
        return "\n".join([*lines, "  </testsuite>\n"])

    def head(self) -> str:
        """Return the beginning, with the sums."""
        suites = _tag("testsuites", name="carec validate", **self._sums)
        return f'<?xml version="1.0" encoding="UTF-8"?>\n{suites}>\n'

    def tail(self) -> str:
        """Return the end."""
        return "</testsuites>\n"


def reports_junit(reports: Iterable[Entry]) -> str:
    """Return *reports*, and documents that could not be read, as JUnit XML."""
    return written(JunitForm(), reports)


def _cases(report: Report) -> Iterator[_Case]:
    errors: dict[str, list[Finding]] = {check: [] for check in report.checks}
    for finding in report.findings:
        if finding.severity is Severity.ERROR:
            errors.setdefault(check_of(finding.rule, report.checks), []).append(finding)
    for check, findings in errors.items():
        if not findings:
            yield _Case(check, check)
        for finding in findings:
            name = f"{finding.rule}: {finding.path}" if finding.path else finding.rule
            about = (("message", finding.message), ("type", finding.rule))
            yield _Case(check, name, "failure", about, "\n".join(finding_lines(finding)), finding.line)


def check_of(rule: str, checks: tuple[str, ...]) -> str:
    """Return which of *checks* the rule with the id *rule* belongs to, or else the group of the rule.

    >>> check_of("type.decimal", ("structure", "types")), check_of("total.packages", ("structure", "rules"))
    ('types', 'rules')
    """
    group = rule.partition(".")[0]
    if rule == "structure.schema":
        return next((check for check in checks if check.startswith(("XML Schema", "JSON Schema"))), group)
    own = next((check for check in checks if check.partition(" ")[0] in {group, f"{group}s"}), None)
    if own is not None:
        return own
    return "rules" if "rules" in checks and group not in _NO_RULES else group


def _unread(entry: Unread) -> _Case:
    about = (("message", entry.reason), ("type", "report.unread"))
    return _Case("reading", "reading", "error", about, entry.reason, entry.line)


def _told(report: Report) -> str:
    """Return what is no error, as text."""
    told = (finding for finding in report.findings if finding.severity is not Severity.ERROR)
    lines = [line for finding in told for line in finding_lines(finding)]
    if report.left_out:
        lines.append(f"{plural(report.left_out, 'finding')} more not shown")
    return "\n".join(lines)


def _case_lines(case: _Case, document: str) -> list[str]:
    # Systems take what stands before the last point of a class as its package.
    where = f"{document.replace('.', '_')}.{case.check.replace('.', '_')}"
    line = {"line": case.line} if case.line else {}
    opening = f"    {_tag('testcase', classname=where, name=case.name, file=document, **line)}"
    if not case.fault:
        return [f"{opening}/>"]
    fault = _tag(case.fault, **dict(case.attributes))
    return [f"{opening}>", f"      {fault}>{_text(case.text)}</{case.fault}>", "    </testcase>"]


def _tag(name: str, /, **attributes: str | int) -> str:
    """Return the beginning of an opening tag."""
    return f"<{name}" + "".join(
        f' {key}="{_valid(str(value)).translate(_IN_ATTRIBUTE)}"' for key, value in attributes.items()
    )


def _text(text: str) -> str:
    return _valid(text).translate(_IN_TEXT)


def _valid(text: str) -> str:
    return _NOT_XML.sub(lambda match: match[0].encode("unicode_escape").decode(), text)
