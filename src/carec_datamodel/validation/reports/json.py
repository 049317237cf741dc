"""Reports for programs: JSON, described by a schema of its own."""

from __future__ import annotations

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports.form import Entry, Form, Unread, written

_SCHEMA = Path(__file__).with_name("report.schema.json")


class JsonForm(Form):
    """Reports as one list, or a report alone as an object."""

    def __init__(self, *, alone: bool = False) -> None:
        self._alone = alone
        self._first = True

    def piece(self, entry: Entry) -> str:
        """Return what is told of one document; nothing of one that could not be read."""
        if isinstance(entry, Unread):
            return ""
        text = json.dumps(as_dict(entry), ensure_ascii=False, indent=2)
        if self._alone:
            return text
        comma, self._first = "" if self._first else ",", False
        return f"{comma}\n{text}"

    def head(self) -> str:
        """Return the beginning of the list."""
        return "" if self._alone else "["

    def tail(self) -> str:
        """Return the end of the list."""
        return "\n" if self._alone else "\n]\n"


def as_dict(report: Report) -> dict[str, Any]:
    """Return *report* as it is written in JSON."""
    return {
        "document": report.name,
        "format": report.format_id,
        "message": report.message,
        "ok": report.ok,
        "values": report.values,
        "items": report.items,
        "checks": list(report.checks),
        "counts": {severity.value: count for severity, count in report.counts().items()},
        "leftOut": report.left_out,
        "unselected": report.unselected,
        "findings": [finding.as_dict() for finding in report.findings],
    }


def report_json(report: Report) -> str:
    """Return *report* as a JSON object."""
    return written(JsonForm(alone=True), [report])


def reports_json(reports: Iterable[Report]) -> str:
    """Return *reports* as a JSON list of such objects."""
    return written(JsonForm(), reports)


def report_schema() -> bytes:
    """Return the JSON Schema of a report, or a list of reports, as JSON."""
    return _SCHEMA.read_bytes()
