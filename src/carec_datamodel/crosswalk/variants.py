"""Variants: a format that differs from another in some rows only, said in a table of these differences.

A country that uses an international message with elements of its own, fewer elements or
narrower ones has such a table. A row of it means:

- a path of the other format, no relation: the cells that are filled replace those of its rows;
- a path of the other format and a relation: the row replaces all its rows;
- a path of the other format whose last spellings stand in another order, nothing else: the variant
  writes the first of them; rows below it name the element by that;
- a path of the other format and ``absent``: the element and all inside is no part of the variant;
- a new path: one more element. It stands behind the element of the row above, if that is in the
  same place, else behind the last one there.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from pathlib import Path

from carec_datamodel.crosswalk.table import RELATIONS, Row, expand, read_table
from carec_datamodel.errors import CrosswalkError

ABSENT = "absent"
_CHANGEABLE = ("occurs", "type", "box", "harmonised", "transform", "reason", "source", "example", "namespace")


def read_differences(file: Path, folders: tuple[Path, ...]) -> tuple[Row, ...]:
    """Read the differences of *file*; fragments are looked for in *folders*, in that order.

    Raises:
        CrosswalkError: As `read_table` and `expand`.
    """
    return expand(read_table(file, RELATIONS | {"", ABSENT}), folders)


def varied(rows: tuple[Row, ...], differences: Iterable[Row]) -> tuple[Row, ...]:
    """Return *rows* with the *differences* of a variant.

    Raises:
        CrosswalkError: A difference changes or takes away what is not there.
    """
    found = list(rows)
    before = ""
    replaced: set[str] = set()
    for row in differences:
        places = [place for place, known in enumerate(found) if known.path == row.path]
        if row.relation == ABSENT:
            _take_away(found, row)
        elif not row.relation and (known := _respelt(found, row.path)):
            _spell(found, known, row.path)
        elif not row.relation:
            if not places:
                raise CrosswalkError(f"{row.place}: there is no {row.path!r} to change")
            for place in places:
                found[place] = _changed(found[place], row)
        elif places and row.path not in replaced:
            found[places[0] : places[-1] + 1] = [row]
        else:
            found.insert(places[-1] + 1 if places else _behind(found, row.path, before), row)
        if row.relation not in {"", ABSENT}:
            replaced.add(row.path)
        before = row.path
    return tuple(found)


def _changed(row: Row, difference: Row) -> Row:
    said = {name: getattr(difference, name) for name in _CHANGEABLE if getattr(difference, name)}
    return replace(row, **said)


def _respelt(rows: list[Row], path: str) -> str:
    """Return the path of *rows* that *path* is, with the spellings of its end in another order."""
    around, spellings, end = _ends(path)
    for row in rows:
        parent, others, last = _ends(row.path)
        if (parent, last) == (around, end) and others != spellings and sorted(others) == sorted(spellings):
            return row.path
    return ""


def _spell(rows: list[Row], known: str, path: str) -> None:
    """Name the element *known*, and what is inside, by the spellings of *path*."""
    around, spellings, end = _ends(known)
    inside = "/".join(filter(None, (around, f"{spellings[0]}{end}")))
    around, spellings, end = _ends(path)
    renamed = "/".join(filter(None, (around, f"{spellings[0]}{end}")))
    for place, row in enumerate(rows):
        if row.path == known:
            rows[place] = replace(row, path=path)
        elif _inside(row.path, inside):
            rows[place] = replace(row, path=f"{renamed}{row.path.removeprefix(inside)}")


def _ends(path: str) -> tuple[str, list[str], str]:
    """Return what is around the element at *path*, its spellings, and what stands behind them."""
    around, _, name = path.rpartition("/")
    names, bracket, end = name.partition("[")
    return around, names.split("|"), f"{bracket}{end}"


def _take_away(rows: list[Row], difference: Row) -> None:
    left = [row for row in rows if row.path != difference.path and not _inside(row.path, difference.path)]
    if len(left) == len(rows):
        raise CrosswalkError(f"{difference.place}: there is no {difference.path!r} to take away")
    rows[:] = left


def _behind(rows: list[Row], path: str, before: str) -> int:
    """Return where the new element *path* stands: behind *before* in the same place, else last there."""
    parent = path.rpartition("/")[0]
    neighbour = before if before and _inside(before, parent) else parent
    places = [
        place for place, row in enumerate(rows) if row.path == neighbour or _inside(row.path, neighbour)
    ]
    return places[-1] + 1 if places else len(rows)


def _inside(path: str, parent: str) -> bool:
    return not parent or path.startswith(f"{parent}/")
