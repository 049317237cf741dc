"""Hypothesis strategies of two versions of one filing: a message, and what a few edits make of it.

>>> from hypothesis import given
>>> from carec_datamodel.model import GoodsDeclaration
>>> from carec_datamodel.testing.versions import versions
>>> @given(versions(GoodsDeclaration))
... def test_my_system_takes_any_correction(pair): ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from typing import Any, NamedTuple, TypeVar

from hypothesis import strategies as st

from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.structure import Field, fields_of
from carec_datamodel.testing.strategies import instances, messages
from carec_datamodel.testing.strategies.places import values

AnyMessage = TypeVar("AnyMessage", bound=Message)

_EDITS = 4
"""Most edits that part two versions."""

_Open = dict[str, Any]
"""An instance by attribute names; entries of lists in a list."""


class _Place(NamedTuple):
    """An element of an opened instance."""

    holder: _Open
    field: Field


@st.composite
def versions(draw: st.DrawFn, cls: type[AnyMessage]) -> tuple[AnyMessage, AnyMessage]:
    """Draw an older and a newer version of a message of *cls*, which differ by no more than a few edits.

    Elements come, go and change; entries of lists come, go, change, change places and
    occur twice.
    """
    whole = _opened(draw(messages(cls)))
    for _ in range(draw(st.integers(0, _EDITS))):  # long lists are what is hard to compare
        lists = [place for place in _places(whole, cls) if place.field.repeats]
        _insert(draw, draw(_one_of(lists)))
    older = cls(**whole)
    for _ in range(draw(st.integers(0, _EDITS))):
        place = draw(_one_of(list(_places(whole, cls))))
        draw(st.sampled_from(_EDITS_OF[place.field.repeats]))(draw, place)
    return older, cls(**whole)


def _one_of(places: list[_Place]) -> st.SearchStrategy[_Place]:
    """Draw one of *places*: as often one where something stands, or several things, as any of them."""
    filled = [place for place in places if place.field.attribute in place.holder]
    several = [
        place for place in filled if place.field.repeats and len(place.holder[place.field.attribute]) > 1
    ]
    return st.sampled_from(places) | st.sampled_from(filled or places) | st.sampled_from(several or places)


def _opened(value: Model) -> _Open:
    opened = {}
    for item in fields_of(type(value)):
        standing = getattr(value, item.attribute)
        if standing is None or standing == ():
            continue
        entries = [
            _opened(entry) if item.target else entry for entry in (standing if item.repeats else [standing])
        ]
        opened[item.attribute] = entries if item.repeats else entries[0]
    return opened


def _places(whole: _Open, cls: type[Model]) -> Iterator[_Place]:
    """Yield every element of *whole*, those below it, and those that it could have."""
    for item in fields_of(cls):
        yield _Place(whole, item)
        if item.target is not None and item.attribute in whole:
            standing = whole[item.attribute]
            for entry in standing if item.repeats else [standing]:
                yield from _places(entry, item.target)


def _entry(draw: st.DrawFn, item: Field) -> Any:
    """Draw a value or an opened instance of *item*."""
    if item.target is None:
        return draw(values(item, sound=False))
    return _opened(draw(instances(item.target)))


def _set(draw: st.DrawFn, place: _Place) -> None:
    place.holder[place.field.attribute] = _entry(draw, place.field)


def _clear(draw: st.DrawFn, place: _Place) -> None:
    if not place.field.required:
        place.holder.pop(place.field.attribute, None)
    else:
        _set(draw, place)


def _insert(draw: st.DrawFn, place: _Place) -> None:
    entries = place.holder.setdefault(place.field.attribute, [])
    entries.insert(draw(st.integers(0, len(entries))), _entry(draw, place.field))


def _take(draw: st.DrawFn, place: _Place) -> Any:
    """Take one entry out of a list, if it has any, and return it."""
    entries = place.holder.get(place.field.attribute, [])
    taken = entries.pop(draw(st.integers(0, len(entries) - 1))) if entries else None
    if not entries:
        place.holder.pop(place.field.attribute, None)
    return taken


def _move(draw: st.DrawFn, place: _Place) -> None:
    taken = _take(draw, place)
    if taken is not None:
        entries = place.holder.setdefault(place.field.attribute, [])
        entries.insert(draw(st.integers(0, len(entries))), taken)


def _repeat(draw: st.DrawFn, place: _Place) -> None:
    entries = place.holder.get(place.field.attribute)
    if entries:
        entries.insert(draw(st.integers(0, len(entries))), deepcopy(draw(st.sampled_from(entries))))


_EDITS_OF: dict[bool, tuple[Callable[[st.DrawFn, _Place], Any], ...]] = {
    False: (_set, _clear),
    True: (_take, _insert, _move, _repeat),
}
