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
    place_of: dict[int, int] = {}  # of an expectation, the finding
    # The strict ones first: then hardly any has to move.
    for number in sorted(range(len(expected)), key=lambda number: _vagueness(expected[number])):
        _settle(number, expected, findings, place_of)
    paired = set(place_of.values())
    return Mismatch(
        [entry for number, entry in enumerate(expected) if number not in place_of],
        [finding for place, finding in enumerate(findings) if place not in paired],
    )


def _settle(
    number: int, expected: Sequence[Expected], findings: Sequence[Finding], place_of: dict[int, int]
) -> None:
    """Pair an expectation with a free finding; where there is none, others move, if that frees one."""
    holder = {place: one for one, place in place_of.items()}
    wanted_by: dict[int, int] = {}
    moving = [number]
    for one in moving:
        for place, finding in enumerate(findings):
            if place in wanted_by or not expected[one].fits(finding):
                continue
            wanted_by[place] = one
            if place in holder:
                moving.append(holder[place])
                continue
            free: int | None = place
            while free is not None:
                taker = wanted_by[free]
                left = place_of.get(taker)
                place_of[taker] = free
                free = left
            return


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
