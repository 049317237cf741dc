"""What differs between two messages of one class, and making a message out of another by it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, TypeVar, cast

from pydantic import ValidationError

from carec_datamodel.errors import ChangeError
from carec_datamodel.findings import clip
from carec_datamodel.model.alignment import align, content
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.locator import Locator
from carec_datamodel.model.locator_steps import Step
from carec_datamodel.model.refusals import Loc, explain, place_of
from carec_datamodel.model.structure import Field, field_index, fields_of

MessageT = TypeVar("MessageT", bound=Message)

_Way = tuple[Step, ...]


class Kind(StrEnum):
    """What happened to a place."""

    ADDED = "added"
    REMOVED = "removed"
    REPLACED = "replaced"


@dataclass(frozen=True, slots=True)
class Change:
    """One difference between an older and a newer message.

    Attributes:
        kind: Whether something was added, removed or replaced.
        locator: Where. The place in the older message for what was removed, in the newer
            one for what was added or replaced.
        before: What stood there, None if it was added.
        after: What stands there now, None if it was removed.

    Raises:
        ChangeError: *before* and *after* are not those of such a change.
    """

    kind: Kind
    locator: Locator
    before: Any = None
    after: Any = None

    def __post_init__(self) -> None:
        came, went = self.before is None, self.after is None
        if (came and went) or self.kind != (Kind.ADDED if came else Kind.REMOVED if went else Kind.REPLACED):
            raise ChangeError(
                f"{self.locator}: a change from {shown(self.before)} to {shown(self.after)} "
                f"is not called {self.kind}"
            )


def diff(older: MessageT, newer: MessageT) -> tuple[Change, ...]:
    """Return what makes *newer* out of *older*, in document order; nothing if they hold the same.

    - Only values (amounts, codes...) are replaced; classes that both messages have are
      looked into. A class that one of them lacks is added or removed as a whole. What is
      added, removed or replaced as a whole is not told again in parts.
    - Values are the same if they are written the same: 1.50 is replaced by 1.5.
    - Entries of a list that are numbered one by one (``SequenceNumeric``) in both messages
      are compared by their number, if that keeps their order. Other entries are
      compared with those that hold the same, and what is left with what is most
      like it. So an item that is left out is one change, whatever follows it. An entry
      that moved was removed and added.

    ``apply(older, diff(older, newer))`` is *newer*.

    Raises:
        ChangeError: The messages are of different classes.
    """
    if type(older) is not type(newer):
        raise ChangeError(
            f"a {type(older).__name__} and a {type(newer).__name__} cannot be compared; "
            "expected two messages of one class"
        )
    root = type(newer)
    return tuple(
        Change(kind, Locator(root, way), before, after)
        for kind, way, before, after in _between(older, newer, (), ())
    )


def _between(
    older: Model, newer: Model, old_way: _Way, new_way: _Way
) -> Iterator[tuple[Kind, _Way, Any, Any]]:
    for item in fields_of(type(newer)):
        before, after = getattr(older, item.attribute), getattr(newer, item.attribute)
        if before is after:
            continue
        if not item.repeats:
            step = Step(item.name)
            yield from _of_one(item, before, after, (*old_way, step), (*new_way, step))
            continue
        for old, new in align(item, before, after):
            yield from _of_one(
                item,
                None if old is None else before[old],
                None if new is None else after[new],
                old_way if old is None else (*old_way, Step(item.name, old + 1)),
                new_way if new is None else (*new_way, Step(item.name, new + 1)),
            )


def _of_one(
    item: Field, before: Any, after: Any, old_way: _Way, new_way: _Way
) -> Iterator[tuple[Kind, _Way, Any, Any]]:
    if before is None:
        yield Kind.ADDED, new_way, None, after
    elif after is None:
        yield Kind.REMOVED, old_way, before, None
    elif item.target is not None:
        yield from _between(before, after, old_way, new_way)
    elif content(before) != content(after):
        yield Kind.REPLACED, new_way, before, after


def apply(message: MessageT, changes: Iterable[Change]) -> MessageT:
    """Return *message* with *changes* made, in whatever order they come.

    All places of what is removed are places in *message*, all others are places in the result.

    Raises:
        ChangeError: A change does not fit: something else stands there than it says, there
            is nothing to stand in, or the result is not valid.
    """
    changes = sorted(changes, key=lambda change: _document_order(change.locator))
    _check_places(type(message), changes)
    draft = _Draft(message)
    for change in reversed(changes):
        if change.kind == Kind.REMOVED:
            draft.remove(change)
    for change in changes:
        if change.kind == Kind.ADDED:
            draft.add(change)
    for change in changes:
        if change.kind == Kind.REPLACED:
            draft.put(change)
    return cast("MessageT", draft.whole(type(message)))


def _check_places(root: type[Message], changes: list[Change]) -> None:
    """Raise `ChangeError` if one of *changes* has no place of its own in messages of *root*."""
    seen = set()
    for change in changes:
        locator = change.locator
        if locator.root is not root or not locator.steps:
            raise ChangeError(f"{locator} is no place in a {root.__name__}")
        key = (change.kind == Kind.REMOVED, locator)
        if key in seen:
            raise ChangeError(f"{locator}: more than one change of the same place")
        seen.add(key)


def built(cls: type[Model], values: Mapping[str, Any], root: type[Message], loc: Loc) -> Model:
    """Return an instance of *cls* with *values* by wire name, to stand at *loc* in a message of *root*.

    Raises:
        ChangeError: A value does not fit, or one is missing.
    """
    try:
        return cls(**values)
    except ValidationError as error:
        first = error.errors(include_url=False)[0]
        place = place_of(root, (*loc, *first["loc"]))
        _, why, expected = explain(first, place)
        raise ChangeError(f"{why}; expected {expected}", path=place.path) from None


def _document_order(locator: Locator) -> list[tuple[int, int]]:
    order = []
    cls: type[Model] = locator.root
    for step, item in zip(locator.steps, locator.way, strict=True):
        order.append((list(field_index(cls)).index(item.name), step.occurrence or 0))
        cls = item.target or cls
    return order


class _Draft:
    """An instance taken apart into lists of entries, to be put together when all changes are made."""

    def __init__(self, whole: Model) -> None:
        self.cls = type(whole)
        self.entries: dict[str, list[Any]] = {}
        for item in fields_of(self.cls):
            value = getattr(whole, item.attribute)
            self.entries[item.name] = list(value) if item.repeats else [] if value is None else [value]

    def remove(self, change: Change) -> None:
        """Take away what *change* says was there."""
        entries, place = self._place_of(change)
        _expect(change, change.before, entries[place : place + 1])
        del entries[place]

    def add(self, change: Change) -> None:
        """Add what *change* says came, where nothing is or between the entries of a list."""
        entries, place = self._place_of(change)
        last = change.locator.steps[-1]
        if last.occurrence is None:
            _expect(change, None, entries)
        if place > len(entries):
            raise ChangeError(
                f"{change.locator}: expected {place} {last.name} to add it behind, and found {len(entries)}"
            )
        entries.insert(place, change.after)

    def put(self, change: Change) -> None:
        """Put what *change* says came in the place of what it says was there."""
        entries, place = self._place_of(change)
        _expect(change, change.before, entries[place : place + 1])
        entries[place] = change.after

    def whole(self, root: type[Message], loc: Loc = ()) -> Model:
        """Return the instance, which stands at *loc* in a message of *root*."""
        values = {}
        for item in fields_of(self.cls):
            here = (*loc, item.name)
            value = tuple(
                entry.whole(root, (*here, number) if item.repeats else here)
                if isinstance(entry, _Draft)
                else entry
                for number, entry in enumerate(self.entries[item.name])
            )
            if value:
                values[item.name] = value if item.repeats else value[0]
        return built(self.cls, values, root, loc)

    def _place_of(self, change: Change) -> tuple[list[Any], int]:
        """Return the entries among which the place of *change* is, and its position from 0."""
        draft = self
        *way, last = change.locator.steps
        for step in way:
            entries, place = draft.entries[step.name], (step.occurrence or 1) - 1
            if place >= len(entries):
                raise ChangeError(f"{change.locator}: there is no {step} to make the change in")
            if not isinstance(entries[place], _Draft):
                entries[place] = _Draft(entries[place])
            draft = entries[place]
        return draft.entries[last.name], (last.occurrence or 1) - 1


def _expect(change: Change, expected: Any, standing: list[Any]) -> None:
    """Raise `ChangeError` unless *standing*, one value or nothing, is what is *expected*."""
    found = standing[0] if standing else None
    if isinstance(found, _Draft):
        found = found.whole(change.locator.root)
    if content(found) == content(expected):
        return
    where = change.locator
    if isinstance(found, Model) and type(found) is type(expected):
        # Two classes look alike from outside: say where they first differ.
        _, way, expected, found = next(_between(expected, found, where.steps, where.steps))
        where = Locator(where.root, way)
    raise ChangeError(f"{where}: expected {shown(expected)} and found {shown(found)}")


def shown(value: Any) -> str:
    """Return *value* on one short line, for messages."""
    return "nothing" if value is None else clip(repr(value))
