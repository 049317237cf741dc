"""Crosswalk tables: tab-separated text, one row per national element, readable in a spreadsheet."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace
from pathlib import Path

from carec_datamodel.crosswalk.sources import source_text, tab_separated
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
NAMESPACE = "namespace"
"""One more column, the last, in the tables of formats whose elements are in several namespaces."""

RELATIONS = frozenset({"equal", "narrower", "broader", "none", "struct"})

_OCCURS = re.compile(r"([0-9]{1,9})\.\.([0-9]{1,9}|n)")
_USE = re.compile(r"use\(([a-z_]+)\)")
_MARKS = re.compile(r"(?:\[2\])?(?:\[\])?$")
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
    namespace: str = ""
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
        match = _OCCURS.fullmatch(self.occurs)
        if match is not None:
            low, high = match.groups()
            least, most = int(low), UNBOUNDED if high == "n" else int(high)
            if least <= most:
                return least, most
        raise CrosswalkError(f"{self.place}: {self.occurs!r} is not a number of occurrences such as 0..1")


def read_table(file: Path, relations: AbstractSet[str] = RELATIONS) -> tuple[Row, ...]:
    """Read the rows of *file*, whose relations are of *relations*; lines that start with ``#`` are remarks.

    Raises:
        CrosswalkError: The file cannot be read, a column is missing or a row has the wrong shape.
    """
    header, lines = tab_separated(source_text(file))
    if tuple(header) not in {COLUMNS, (*COLUMNS, NAMESPACE)}:
        raise CrosswalkError(f"{file.name}: the columns are {header}; expected {list(COLUMNS)}")
    found = tuple(_row(header, cells, line, file.name) for line, cells in lines)
    for row in found:
        if row.relation not in relations:
            raise CrosswalkError(
                f"{row.place}: relation {row.relation!r}; expected one of {sorted(relations)}"
            )
    return found


def _row(header: list[str], cells: list[str], line: int, file: str) -> Row:
    if len(cells) != len(header):
        raise CrosswalkError(f"{file}:{line}: {len(cells)} cells; expected {len(header)}")
    return Row(**dict(zip(header, cells, strict=True)), line=line, file=file)


def expand(rows: tuple[Row, ...], folders: Sequence[Path]) -> tuple[Row, ...]:
    """Return *rows*, with the rows of ``fragment_<name>.tsv`` for every ``use(name)``.

    The first of *folders* that has the fragment counts.

    Raises:
        CrosswalkError: A fragment is missing, wrong, or uses itself.
    """
    return tuple(_expanded(rows, folders, ()))


def _expanded(rows: tuple[Row, ...], folders: Sequence[Path], within: tuple[str, ...]) -> Iterator[Row]:
    for row in rows:
        match = _USE.fullmatch(row.transform)
        if match is None:
            yield row
            continue
        yield replace(row, harmonised="", relation="struct", transform="")
        name = match.group(1)
        for inner in _expanded(_fragment(row, name, folders, within), folders, (*within, name)):
            target = inner.harmonised
            if target and row.harmonised:
                target = f"{row.harmonised}/{target}"
            yield replace(inner, path=f"{_canonical(row.path)}/{inner.path}", harmonised=target)


def _fragment(row: Row, name: str, folders: Sequence[Path], within: tuple[str, ...]) -> tuple[Row, ...]:
    """Return the rows of the fragment *name* that *row* uses, itself in the fragments *within*."""
    if name in within:
        raise CrosswalkError(f"{row.place}: the fragment {name} uses itself")
    files = (folder / f"fragment_{name}.tsv" for folder in folders)
    file = next((file for file in files if file.is_file()), None)
    if file is None:
        raise CrosswalkError(f"{row.place}: there is no fragment_{name}.tsv")
    return read_table(file)


def _canonical(path: str) -> str:
    """Return *path* with only the first spelling of each step."""
    return "/".join(
        step.split("|")[0] + "".join(_MARKS.findall(step)) if "|" in step else step
        for step in path.split("/")
    )
