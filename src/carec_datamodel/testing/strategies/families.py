"""Families of places: all that a relation between values needs, drawn together.

By chance alone a total and its parts would rarely meet in one message. What is drawn is of one
unit or currency, so that it can be compared; `mending` makes the relation hold.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cache, partial
from itertools import chain

from hypothesis import strategies as st

from carec_datamodel.model.base import Model
from carec_datamodel.model.relations import Path, Relation, Side, relations_of
from carec_datamodel.model.structure import VALUED_CLASSES, Field, field_index
from carec_datamodel.testing.strategies.places import (
    Placing,
    Placings,
    Way,
    entries,
    numbers,
    one_of,
    placed,
    values,
    ways_of,
)

_FAMILY = 4
"""Most values drawn for one side of a relation."""
_VALUED = tuple(VALUED_CLASSES.values())


@cache
def families(cls: type[Model]) -> list[Callable[[], Placings]]:
    """Return what makes the families of each relation below *cls*."""
    found: dict[str, list[Callable[[], Placings]]] = {}
    for way in ((), *ways_of(cls)):
        owner = way[-1].target if way else cls
        for relation in relations_of(owner) if owner else ():
            found.setdefault(relation.id, []).append(partial(family, cls, way, relation))
    return [partial(one_of, makers) for makers in found.values()]


def family(cls: type[Model], way: Way, relation: Relation) -> Placings:
    """Draw what both sides of *relation* need, within the instance at the end of *way*."""
    owner = way[-1].target if way else cls
    # Parts before the total: a failure shrinks to the first rather than the last.
    sides = [side for side in (relation.right, relation.left) if side is not None and side.paths]
    members = [_member(owner or cls, side) for side in sides]

    def joined(number: int, *drawn: list[Placing]) -> list[Placing]:
        above = entries(way, number)
        relatives = [
            placing._replace(way=way + placing.way, entries=above + placing.entries)
            for placing in chain(*drawn)
        ]
        return _in_one_unit(relatives, counted=any(side.take == "count" for side in sides))

    return st.builds(joined, numbers(way), *members)


def _member(cls: type[Model], side: Side) -> Placings:
    """Draw what stands on one side: one value, or a few where the side has several."""
    ways = [_way(cls, path) for path in side.paths]
    one = one_of([partial(placed, way, values(way[-1], sound=True)) for way in ways])
    several = any(item.repeats for way in ways for item in way)
    return st.lists(one, min_size=1, max_size=_FAMILY).map(lambda lists: [*chain(*lists)]) if several else one


def _way(cls: type[Model], path: Path) -> Way:
    way: list[Field] = []
    current: type[Model] | None = cls
    for step in path:
        way.append(field_index(current or cls)[step])
        current = way[-1].target
    return tuple(way)


def _in_one_unit(family: list[Placing], *, counted: bool) -> list[Placing]:
    """Give all numbers the unit or currency of the first, to be compared; none where something is counted."""
    numbers = [placing.value for placing in family if isinstance(placing.value, _VALUED)]
    if not numbers:
        return family
    part = "currency" if hasattr(numbers[0], "currency") else "unit"
    unit = None if counted else getattr(numbers[0], part)
    return [
        placing._replace(value=replace(placing.value, **{part: unit}))
        if hasattr(placing.value, part)
        else placing
        for placing in family
    ]
