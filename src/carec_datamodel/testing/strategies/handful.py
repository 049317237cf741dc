"""What a drawn message is made of: a handful of places out of all that its class has.

Examples stay small, every element gets its turn, and a failure shrinks to the places that
cause it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import cache, partial
from itertools import chain

from hypothesis import strategies as st

from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.relations import Path
from carec_datamodel.testing.strategies.families import families
from carec_datamodel.testing.strategies.places import (
    Placing,
    Placings,
    Way,
    lazy,
    one_of,
    place,
    ways_of,
)

_HANDFUL = 12
"""Most places or families drawn for one instance, beside the places that the model requires."""
_NEAR = 2
"""How many steps a place is at most from what it is near to."""
_SHARE = 12
"""How often an element stands in the choice at least, however few places it has."""
_TRIMMED = 99
"""One in this many draws, times the parts that a place has, is one part of it alone."""


@cache
def handful(cls: type[Model], *, sound: bool) -> Placings:
    """Draw some places below *cls*, each together with its value, so that shrinking drops both at once."""
    ways = [way for way in ways_of(cls) if way[-1].target is None]
    makers: list[Callable[[], Placings]] = [partial(place, cls, way, sound=sound) for way in ways]
    choices = _choices(cls, ways)
    if sound and (relatives := families(cls)):
        choices += [len(makers)] * (len(choices) // 4)
        makers.append(partial(one_of, relatives))
    # The simplest choice is no place at all: what a failure does not need shrinks to it at once.
    makers.append(_nowhere)
    drawn = st.sampled_from([len(makers) - 1, *choices]).flatmap(lazy(makers))
    one = st.builds(_trimmed, drawn, st.integers(0, _TRIMMED))
    return st.lists(one, max_size=_HANDFUL).map(lambda lists: [*chain(*lists)])


def _nowhere() -> Placings:
    return st.just([])


def _choices(cls: type[Model], ways: Sequence[Way]) -> list[int]:
    """Return numbers of *ways*: near the root or an item, with identifiers, and everywhere evenly.

    An address stands at a hundred places, a tariff code at ten; one is to be drawn as often as the other.
    """
    items = tuple(cls.items.split("/")) if issubclass(cls, Message) else ()
    places: dict[tuple[type[Model] | None, str], list[int]] = {}
    for number, way in enumerate(ways):
        owner = way[-2].target if len(way) > 1 else cls
        places.setdefault((owner, way[-1].name), []).append(number)
    even = []
    for numbers in places.values():
        even += (numbers * _SHARE)[: max(_SHARE, len(numbers))]
    own = [number for number, way in enumerate(ways) if _distance(way, items) == 1]
    near = [number for number, way in enumerate(ways) if _distance(way, items) <= _NEAR]
    typed = [number for number, way in enumerate(ways) if way[-1].element.identifier]
    size = len(even)
    return _filled(own, size // 3) + _filled(near, size // 3) + _filled(typed, size // 8) + even


def _filled(numbers: list[int], size: int) -> list[int]:
    """Return *numbers* again and again up to *size*, but once at least."""
    return numbers * max(1, size // max(1, len(numbers)))


def _distance(way: Way, items: Path) -> int:
    """Return how many steps the end of *way* is from the root, or from an entry of *items* above it."""
    names = tuple(item.name for item in way)
    return len(way) - (len(items) if names[: len(items)] == items else 0)


def _trimmed(placings: list[Placing], cut: int) -> list[Placing]:
    """Return *placings*, or for some numbers a part of one of them, in which a failure may shrink to it."""
    whole = len(placings) > 1
    parts = [(size, placing) for placing in placings for size in range(1, len(placing.way) + whole)]
    if cut >= len(parts):
        return placings
    size, placing = sorted(parts, key=lambda part: part[0])[cut]
    value = placing.value if size == len(placing.way) else None
    return [Placing(placing.way[:size], placing.entries[:size], value)]
