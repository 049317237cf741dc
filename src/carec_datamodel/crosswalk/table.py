"""Crosswalk tables: tab-separated text, one row per national element, readable in a spreadsheet."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

from carec_datamodel.errors import CrosswalkError

COLUMNS = (
    "path",
    "occurs",
    "type",
    "box",
    "harmonised",
    "relation",
    "transform",
    "reason",
    "source",
    "example",
)
RELATIONS = frozenset({"equal", "narrower", "broader", "none", "struct"})

_OCCURS = re.compile(r"([0-9]+)\.\.([0-9]+|n)$")
_USE = re.compile(r"use\(([a-z_]+)\)$")
UNBOUNDED = 1_000_000_000


@dataclass(frozen=True, slots=True)
class Row:
    """One row. See `COLUMNS` and the guide for what each column holds.

    Attributes:
        line: Line of the row in its file, for messages.
        file: Name of the file.
    """

    path: str
    occurs: str
    type: str
    box: str
    harmonised: str
    relation: str
    transform: str
    reason: str
    source: str
    example: str
    line: int = 0
    file: str = ""

    @property
    def place(self) -> str:
        """File and line, for messages about the table."""
        return f"{self.file}:{self.line}"

    @property
    def least(self) -> int:
        """How often the element is at least written below its parent."""
        return self._bounds()[0]

    @property
    def most(self) -> int:
        """How often the element may occur at most below its parent."""
        return self._bounds()[1]

    def _bounds(self) -> tuple[int, int]:
        match = _OCCURS.match(self.occurs)
        if match is None:
            raise CrosswalkError(f"{self.place}: {self.occurs!r} is not a number of occurrences such as 0..1")
        low, high = match.groups()
        return int(low), UNBOUNDED if high == "n" else int(high)


def read_table(file: Path) -> tuple[Row, ...]:
    """Read the rows of *file*; lines that start with ``#`` are remarks.

    Raises:
        CrosswalkError: A column is missing or a row has the wrong shape.
    """
    rows = []
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(reader, [])
        if tuple(header) != COLUMNS:
            raise CrosswalkError(f"{file.name}: the columns are {header}; expected {list(COLUMNS)}")
        for line, cells in enumerate(reader, start=2):
            if not cells or cells[0].startswith("#"):
                continue
            if len(cells) != len(COLUMNS):
                raise CrosswalkError(f"{file.name}:{line}: {len(cells)} cells; expected {len(COLUMNS)}")
            values = dict(zip(COLUMNS, (cell.strip() for cell in cells), strict=True))
            row = Row(**values, line=line, file=file.name)
            if row.relation not in RELATIONS:
                raise CrosswalkError(
                    f"{row.place}: relation {row.relation!r}; expected one of {sorted(RELATIONS)}"
                )
            rows.append(row)
    return tuple(rows)


def expand(rows: tuple[Row, ...], folder: Path) -> tuple[Row, ...]:
    """Return *rows*, with the rows of ``fragment_<name>.tsv`` in *folder* for every ``use(name)``."""
    return tuple(_expanded(rows, folder))


def _expanded(rows: tuple[Row, ...], folder: Path) -> Iterator[Row]:
    for row in rows:
        match = _USE.match(row.transform)
        if match is None:
            yield row
            continue
        yield replace(row, harmonised="", relation="struct", transform="")
        for inner in _expanded(read_table(folder / f"fragment_{match.group(1)}.tsv"), folder):
            target = inner.harmonised
            if target and row.harmonised:
                target = f"{row.harmonised}/{target}"
            yield replace(inner, path=f"{_canonical(row.path)}/{inner.path}", harmonised=target)


def _canonical(path: str) -> str:
    """Return *path* with only the first spelling of each step."""
    return "/".join(
        step.split("|")[0] + ("[]" if step.endswith("[]") and "|" in step else "") for step in path.split("/")
    )
