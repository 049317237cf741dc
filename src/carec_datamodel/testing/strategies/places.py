"""Places of a drawn message: which element, which entry of what repeats, which value."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from functools import cache
from typing import Any, NamedTuple

from hypothesis import strategies as st

from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import Field, field_index, fields_of
from carec_datamodel.testing.strategies.identifiers import identifiers
from carec_datamodel.testing.strategies.lexical import leaves
from carec_datamodel.testing.strategies.sound_values import sound_value

_ENTRIES = 3
"""Most entries drawn for an element that repeats."""

Way = tuple[Field, ...]
"""The elements on the way to a place."""


class Placing(NamedTuple):
    """A place that was drawn.

    Attributes:
        way: The elements on the way, the last is the place itself.
        entries: Which entry of each, 0 where it does not repeat.
        value: The value of a leaf, None for a structure.
    """

    way: Way
    entries: tuple[int, ...]
    value: Any


Placings = st.SearchStrategy[list[Placing]]
"""Places that are drawn together, with their values."""


@cache
def ways_of(cls: type[Model]) -> tuple[Way, ...]:
    """Return the way to every place below *cls*, the shallow ones first."""
    return tuple(sorted(_ways(cls), key=len))


def _ways(cls: type[Model]) -> Iterator[Way]:
    for item in fields_of(cls):
        yield (item,)
        if item.target is not None:
            yield from ((item, *below) for below in _ways(item.target))


def values(item: Field, *, sound: bool) -> st.SearchStrategy[Any]:
    """Draw values of the leaf *item*; None where it is a structure."""
    if item.target is not None:
        return st.none()
    if item.element.only:
        return st.just(item.element.only)
    return sound_value(item) if sound else leaves(item.leaf, item.element.format)


def place(cls: type[Model], way: Way, *, sound: bool) -> Placings:
    """Draw the place at the end of *way*: which entry of what repeats, and its value."""
    item = way[-1]
    if sound and item.element.where:
        return _typed_place(cls, way) | placed(way, values(item, sound=True))
    return placed(way, values(item, sound=sound))


def placed(way: Way, value: st.SearchStrategy[Any]) -> Placings:
    """Draw an entry of the place at the end of *way* that has *value*."""
    return st.builds(lambda number, drawn: [Placing(way, entries(way, number), drawn)], numbers(way), value)


def _typed_place(cls: type[Model], way: Way) -> Placings:
    """Draw an identifier together with the code beside it that says which one it is."""
    item = way[-1]
    name, _, code = item.element.where.partition("=")
    owner = way[-2].target if len(way) > 1 else cls
    beside = (*way[:-1], field_index(owner or cls)[name])

    def pair(number: int, text: str) -> list[Placing]:
        taken = entries(way, number)
        return [Placing(way, taken, text), Placing(beside, taken, code)]

    return st.builds(pair, numbers(way), identifiers(item.element.identifier).map(str))


def numbers(way: Way) -> st.SearchStrategy[int]:
    """Draw which entry to take of each element on *way* that repeats; `entries` tells."""
    return st.integers(0, _ENTRIES ** sum(item.repeats for item in way) - 1)


def entries(way: Way, number: int) -> tuple[int, ...]:
    """Return the entries on *way* that *number* stands for."""
    taken = []
    for item in way:
        number, entry = divmod(number, _ENTRIES) if item.repeats else (number, 0)
        taken.append(entry)
    return tuple(taken)


def one_of(makers: Sequence[Callable[[], Placings]]) -> Placings:
    """Draw from one of the strategies that *makers* make, each as likely as the other."""
    return st.sampled_from(range(len(makers))).flatmap(lazy(makers))


def lazy(makers: Sequence[Callable[[], Placings]]) -> Callable[[int], Placings]:
    """Return what gives a strategy by its number, made when it is first drawn from."""
    return cache(lambda number: makers[number]())
