"""Reports as SARIF 2.1.0, the interchange format of static analysis: one run for all documents.

Source: OASIS, Static Analysis Results Interchange Format (SARIF) Version 2.1.0, errata 01.
"""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from hashlib import sha256
from typing import Any, ClassVar

from carec_datamodel import __version__
from carec_datamodel.findings import Finding, plural
from carec_datamodel.validation.descriptions import Describe, describe
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports.form import Entry, Form, Unread, written
from carec_datamodel.validation.reports.uri import document_uri

_SCHEMA = "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/sarif-schema-2.1.0.json"
_VERSION = "2.1.0"
FINGERPRINT = "carecFinding/v1"
"""What tells a finding from others of the same document, whatever its line."""

LEFT_OUT = "report.left-out"
UNREAD = "report.unread"

_PROPERTIES = ("box", "wco", "harmonised", "value", "expected", "hint")


class SarifForm(Form):
    """Reports as one run of a tool."""

    tells_unread: ClassVar[bool] = True

    def __init__(self, describe: Describe = describe) -> None:
        self._describe = describe
        self._rules: set[str] = set()
        self._artifacts: list[dict[str, Any]] = []
        self._notifications: list[dict[str, Any]] = []
        self._first = True

    def piece(self, entry: Entry) -> str:
        """Return the results of one document."""
        location = self._artifact(entry.name)
        if isinstance(entry, Unread):
            self._notify(UNREAD, "error", entry.reason, _places(location, None, entry.line))
            return ""
        if entry.left_out:
            text = f"{plural(entry.left_out, 'finding')} more than this log holds"
            self._notify(LEFT_OUT, "warning", text, _places(location, None, None))
        return "".join(self._written(result) for result in self._results(entry, location))

    def head(self) -> str:
        """Return everything before the results."""
        return self._around()[0]

    def tail(self) -> str:
        """Return everything behind the results."""
        return self._around()[1]

    def _artifact(self, name: str) -> dict[str, Any] | None:
        if not name:
            return None
        uri = document_uri(name)
        self._artifacts.append({"location": {"uri": uri}, "roles": ["analysisTarget"]})
        return {"uri": uri, "index": len(self._artifacts) - 1}

    def _notify(self, id_: str, level: str, text: str, places: dict[str, Any]) -> None:
        notification = {"descriptor": {"id": id_}, "level": level, "message": {"text": text}}
        self._notifications.append({**notification, **places})

    def _results(self, report: Report, location: dict[str, Any] | None) -> Iterator[dict[str, Any]]:
        seen: Counter[str] = Counter()
        for finding in report.findings:
            self._rules.add(finding.rule)
            identity = _identity(finding)
            seen[identity] += 1
            about = {name: value for name in _PROPERTIES if (value := getattr(finding, name)) is not None}
            if location is None and finding.line:
                about["line"] = finding.line
            yield {
                "ruleId": finding.rule,
                "level": finding.severity.value,
                "message": {"text": finding.message},
                **_places(location, finding.path, finding.line),
                "partialFingerprints": {FINGERPRINT: f"{identity}:{seen[identity]}"},
                **({"properties": about} if about else {}),
            }

    def _written(self, result: dict[str, Any]) -> str:
        comma, self._first = "" if self._first else ",", False
        return f"{comma}\n{_indented(result, 8)}"

    def _around(self) -> tuple[str, str]:
        driver: dict[str, Any] = {
            "name": "carec_datamodel",
            "version": __version__,
            "rules": [self._descriptor(id_) for id_ in sorted(self._rules)],
        }
        told = sorted({notification["descriptor"]["id"] for notification in self._notifications})
        if told:
            driver["notifications"] = [self._descriptor(id_) for id_ in told]
        unread = any(notification["level"] == "error" for notification in self._notifications)
        invocation: dict[str, Any] = {"executionSuccessful": not unread}
        if self._notifications:
            invocation["toolExecutionNotifications"] = self._notifications
        run = {
            "tool": {"driver": driver},
            "invocations": [invocation],
            "artifacts": self._artifacts,
            "results": [],
        }
        text = json.dumps(
            {"$schema": _SCHEMA, "version": _VERSION, "runs": [run]}, ensure_ascii=False, indent=2
        )
        # The results come last, so that the last brackets are theirs.
        middle = text.rindex("[]") + 1
        end = "" if self._first else f"\n{' ' * 6}"
        return text[:middle], f"{end}{text[middle:]}\n"

    def _descriptor(self, id_: str) -> dict[str, Any]:
        known = self._describe(id_)
        if known is None:
            return {"id": id_}
        return {
            "id": id_,
            "shortDescription": {"text": f"{known.title}."},
            "fullDescription": {"text": f"{known.title}."},
            "help": {"text": known.help},
            "defaultConfiguration": {"level": known.severity.value},
        }


def reports_sarif(reports: Iterable[Entry], describe: Describe = describe) -> str:
    """Return *reports* as a SARIF log of one run.

    Args:
        reports: The reports, and documents that could not be read.
        describe: What tells the description of a rule.
    """
    return written(SarifForm(describe), reports)


def _places(location: dict[str, Any] | None, path: str | None, line: int | None) -> dict[str, Any]:
    """Return where a finding is, as the property ``locations``; nothing where that is not known."""
    place: dict[str, Any] = {}
    if location is not None:
        place["physicalLocation"] = {"artifactLocation": location}
        if line:
            place["physicalLocation"]["region"] = {"startLine": line}
    if path:
        place["logicalLocations"] = [{"name": path.rpartition("/")[2], "fullyQualifiedName": path}]
    return {"locations": [place]} if place else {}


def _identity(finding: Finding) -> str:
    """Return what stays when lines are added above the finding, or its message is worded anew."""
    parts = (finding.rule, finding.path or "", finding.harmonised or "", finding.value or "")
    return sha256(json.dumps(parts).encode()).hexdigest()


def _indented(content: dict[str, Any], width: int) -> str:
    text = json.dumps(content, ensure_ascii=False, indent=2)
    return " " * width + text.replace("\n", f"\n{' ' * width}")
