"""The findings that a file is expected to have, written down beside it.

Beside ``declaration.xml`` stands ``declaration.xml.findings.toml``, a table ``[[finding]]`` for each
finding. What a table does not say, any finding fits. All findings of the file are to be there.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any, NamedTuple

from carec_datamodel.errors import CarecError
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.formats.files import write_file
from carec_datamodel.tables import source_text, toml_content

SUFFIX = ".findings.toml"


@dataclass(frozen=True, slots=True)
class Expected:
    """A finding that is expected; what is None may be anything.

    Attributes:
        rule: Id of the rule.
        severity: Weight of the finding.
        path: Path in the document.
        line: Line in the document.
    """

    rule: str
    severity: Severity | None = None
    path: str | None = None
    line: int | None = None

    def fits(self, finding: Finding) -> bool:
        """Return whether *finding* is what is expected."""
        return finding.rule == self.rule and all(
            wanted is None or wanted == found
            for wanted, found in (
                (self.severity, finding.severity),
                (self.path, finding.path),
                (self.line, finding.line),
            )
        )

    def __str__(self) -> str:
        weight = f"{self.severity} " if self.severity else ""
        place = ", ".join(filter(None, (self.path, f"line {self.line}" if self.line else "")))
        return f"{weight}{self.rule}" + (f" at {place}" if place else "")


class Mismatch(NamedTuple):
    """What is not as expected.

    Attributes:
        missing: What was expected and is not there.
        unexpected: What is there and was not expected.
    """

    missing: list[Expected]
    unexpected: list[Finding]


def mismatch(expected: Sequence[Expected], findings: Sequence[Finding]) -> Mismatch:
    """Return what is left of both when as many as possible are paired, one finding to one expectation.

    >>> at_12, anywhere = Expected("type.code", line=12), Expected("type.code")
    >>> found = [Finding("type.code", "", line=line) for line in (12, 40)]
    >>> mismatch([anywhere, at_12], found)
    Mismatch(missing=[], unexpected=[])
    """
    holder: dict[int, int] = {}  # of a finding, the expectation

    def settle(number: int, tried: set[int]) -> bool:
        for place, finding in enumerate(findings):
            if place in tried or not expected[number].fits(finding):
                continue
            tried.add(place)
            if place not in holder or settle(holder[place], tried):
                holder[place] = number
                return True
        return False

    # The strict ones first: then hardly any has to move.
    order = sorted(range(len(expected)), key=lambda number: _vagueness(expected[number]))
    missing = [number for number in order if not settle(number, set())]
    return Mismatch(
        [expected[number] for number in sorted(missing)],
        [finding for place, finding in enumerate(findings) if place not in holder],
    )


def _vagueness(expected: Expected) -> int:
    return sum(value is None for value in (expected.severity, expected.path, expected.line))


def place_beside(file: Path) -> Path:
    """Return where the findings expected of *file* are written down, if they are."""
    return file.with_name(file.name + SUFFIX)


def read_expected(file: Path) -> tuple[Expected, ...]:
    """Read the expected findings in *file*.

    Raises:
        CarecError: It is missing or wrong; says what was found and what was expected.
    """
    text = source_text(file, CarecError)
    try:
        content = toml_content(text, CarecError)
    except CarecError as error:
        raise CarecError(f"{file.name}: {error}") from None
    entries = content.pop("finding", [])
    if content or not isinstance(entries, list) or not all(isinstance(entry, dict) for entry in entries):
        strange = next(iter(content), "finding")
        raise CarecError(f"{file.name}: found {strange!r}; expected tables [[finding]] and nothing else")
    return tuple(_expected(file.name, number, entry) for number, entry in enumerate(entries, start=1))


_TYPES = {"rule": str, "severity": str, "path": str, "line": int}


def _expected(name: str, number: int, entry: dict[str, Any]) -> Expected:
    where = f"{name}: finding {number}"
    known = [field.name for field in fields(Expected)]
    for key, value in entry.items():
        if key not in known:
            raise CarecError(f"{where}: the key {key} is unknown; expected one of {', '.join(known)}")
        if type(value) is not _TYPES[key]:
            what = "a whole number" if _TYPES[key] is int else "a text"
            raise CarecError(f"{where}: {key} is {value!r}; expected {what}")
    if "rule" not in entry:
        raise CarecError(f"{where}: names no rule")
    if "severity" in entry:
        if entry["severity"] not in list(Severity):
            raise CarecError(f"{where}: severity is {entry['severity']!r}; expected {', '.join(Severity)}")
        entry["severity"] = Severity(entry["severity"])
    return Expected(**entry)


def write_expected(file: Path, findings: Iterable[Finding]) -> None:
    """Write down in *file* that *findings* are expected.

    Raises:
        CarecError: It cannot be written.
    """
    lines = [f"# The findings expected of {file.name.removesuffix(SUFFIX)}, all of them."]
    for finding in findings:
        lines += ["", "[[finding]]"]
        for field in fields(Expected):
            value = getattr(finding, field.name)
            if value is not None:
                lines.append(f"{field.name} = {_toml(value)}")
    write_file(file, ("\n".join(lines) + "\n").encode("utf-8", "replace"))


def _toml(value: str | int) -> str:
    # A text of JSON is one of TOML but for a character that TOML wants escaped.
    return json.dumps(value, ensure_ascii=False).replace("\x7f", "\\u007f")
