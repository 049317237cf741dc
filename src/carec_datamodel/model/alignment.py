"""Which entries of one list are those of another: by their own number, or by what they hold."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from decimal import Decimal
from difflib import SequenceMatcher
from typing import Any

from carec_datamodel.model.base import Model
from carec_datamodel.model.leaves import leaves
from carec_datamodel.model.lexical import decimal_text
from carec_datamodel.model.locator_steps import numbers_of
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, fields_of
from carec_datamodel.model.types import VALUED

Pair = tuple[int | None, int | None]
"""Positions from 0 in the older and in the newer list; None where an entry is in the other list only."""

_SEARCHED = 250_000
"""Most pairs of entries among which every common run is looked for."""
_CLOSELY = 2_500
"""Most pairs of entries that are weighed one by one."""


def content(value: Any) -> Any:
    """Return what *value* holds, as something that can be compared and hashed; absent is None.

    Decimals count as they are written: 1.50 is not 1.5. Equality of the values themselves
    does not tell the two apart.
    """
    if isinstance(value, Model):
        held = ((item.name, content(getattr(value, item.attribute))) for item in fields_of(type(value)))
        return type(value).__name__, tuple(pair for pair in held if pair[1] is not None)
    if isinstance(value, tuple):
        return tuple(map(content, value)) or None
    if isinstance(value, VALUED):
        name = type(value).__name__
        attributes = (getattr(value, part.attribute) for part in VALUED_ATTRIBUTES[name])
        return name, decimal_text(value.value), *attributes  # type: ignore[attr-defined]
    return decimal_text(value) if isinstance(value, Decimal) else value


def align(item: Field, older: Sequence[Any], newer: Sequence[Any]) -> list[Pair]:
    """Return which entries of *item* belong together, in order.

    Where the entries of both lists are numbered one by one and doing so keeps their
    order, those with the same number belong together. Otherwise those that are equal do,
    and of the rest those that have most in common.
    """
    before, after = numbers_of(item, older), numbers_of(item, newer)
    if before is not None and after is not None:
        common = set(before) & set(after)
        if [n for n in before if n in common] == [n for n in after if n in common]:
            return list(_by_key(before, after))
    return list(_by_content(older, newer))


def _by_key(older: Sequence[int], newer: Sequence[int]) -> Iterator[Pair]:
    """Pair what is equal in two lists that hold nothing twice and have what they share in one order."""
    place = 0
    shared = set(older) & set(newer)
    for position, number in enumerate(older):
        if number not in shared:
            yield position, None
            continue
        while newer[place] != number:
            yield None, place
            place += 1
        yield position, place
        place += 1
    for position in range(place, len(newer)):
        yield None, position


def _by_content(older: Sequence[Any], newer: Sequence[Any]) -> Iterator[Pair]:
    # One small number for each content: comparing long lists asks for them again and again.
    known: dict[Any, int] = {}
    before = [known.setdefault(content(entry), len(known)) for entry in older]
    after = [known.setdefault(content(entry), len(known)) for entry in newer]
    for start, end, new_start, new_end in _runs(before, after):
        if before[start:end] == after[new_start:new_end]:
            yield from zip(range(start, end), range(new_start, new_end), strict=True)
        else:
            for old, new in _closest(older[start:end], newer[new_start:new_end]):
                yield None if old is None else old + start, None if new is None else new + new_start


def _runs(before: list[int], after: list[int]) -> Iterator[tuple[int, int, int, int]]:
    """Yield the runs of both lists, as start and end in each, that are equal or have nothing in common."""
    head = _equal_ahead(before, after)
    tail = _equal_ahead(before[head:][::-1], after[head:][::-1])
    middle, new_middle = before[head : len(before) - tail], after[head : len(after) - tail]
    yield 0, head, 0, head
    # The search takes the cube of the length at worst; in longer lists it leaves out what occurs often.
    often = len(middle) * len(new_middle) > _SEARCHED
    for _, *run in SequenceMatcher(None, middle, new_middle, autojunk=often).get_opcodes():
        start, end, new_start, new_end = (place + head for place in run)
        yield start, end, new_start, new_end
    yield len(before) - tail, len(before), len(after) - tail, len(after)


def _equal_ahead(one: Sequence[int], other: Sequence[int]) -> int:
    """Return how many entries are equal from the beginning."""
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (a, b) in pairs if a != b), min(len(one), len(other)))


def _closest(older: Sequence[Any], newer: Sequence[Any]) -> list[Pair]:
    """Return the pairs that change the fewest values: the shortest way from one list to the other."""
    rows, columns = len(older), len(newer)
    if rows * columns > _CLOSELY:
        return _in_turn(rows, columns)
    before, after = [_facts(entry) for entry in older], [_facts(entry) for entry in newer]
    cost = [[0] * (columns + 1) for _ in range(rows + 1)]
    best: dict[Pair, Pair] = {}
    for row in range(rows, -1, -1):
        for column in range(columns, -1, -1):
            ways: list[tuple[int, Pair]] = []
            if row < rows and column < columns:
                change = _weight_of_change(before[row], after[column])
                ways.append((change + cost[row + 1][column + 1], (row, column)))
            if row < rows:
                ways.append((1 + len(before[row]) + cost[row + 1][column], (row, None)))
            if column < columns:
                ways.append((1 + len(after[column]) + cost[row][column + 1], (None, column)))
            if ways:
                cost[row][column], best[row, column] = min(ways, key=lambda way: way[0])
    pairs = []
    row = column = 0
    while (row, column) in best:
        pair = best[row, column]
        pairs.append(pair)
        row, column = row + (pair[0] is not None), column + (pair[1] is not None)
    return pairs


def _facts(entry: Any) -> dict[str, Any]:
    """Return every value in *entry* by its path."""
    return dict(leaves(entry)) if isinstance(entry, Model) else {"": content(entry)}


def _weight_of_change(older: dict[str, Any], newer: dict[str, Any]) -> int:
    """Return how many values differ; entries with nothing in common are better removed and added."""
    shared = len(older.items() & newer.items())
    strange = 0 if shared else len(older) + len(newer)
    return len(older.keys() | newer.keys()) - shared + strange


def _in_turn(rows: int, columns: int) -> list[Pair]:
    """Pair entries by position."""
    shorter = min(rows, columns)
    paired: list[Pair] = [(place, place) for place in range(shorter)]
    gone: list[Pair] = [(place, None) for place in range(shorter, rows)]
    return [*paired, *gone, *((None, place) for place in range(shorter, columns))]
