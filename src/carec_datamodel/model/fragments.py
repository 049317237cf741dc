"""The changed part of a filing: what a delta carries of it, and how that is merged into the whole.

A delta has locators and a fragment of the message. What a locator names and the fragment
has is added or replaced; what a locator names and the fragment lacks is removed.

- Entries of a list that are numbered in ascending order (``SequenceNumeric``), in the filing
  and in the fragment, are found by their number: the occurrence in a locator is that number.
- Entries of any other list are found by their position, so the fragment repeats the entries
  before the last one that changes. Where entries are only left out it repeats none.
- An element that repeats (lines of an address) changes as a whole, with all its values.

Source: the amendment practice of published WCO 3.6 messages (function 13).
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from carec_datamodel.findings import Finding, Severity
from carec_datamodel.model.alignment import content
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.changes import built, shown
from carec_datamodel.model.locator_steps import Step, numbers_of
from carec_datamodel.model.structure import Field, fields_of

Way = tuple[Step, ...]
"""The way to a place as a delta writes it: an occurrence is the entry's own number in a numbered list."""


def _found_by_number(item: Field, older: Sequence[Any], other: Sequence[Any]) -> bool:
    """Return whether entries of *item* are found by their number, otherwise by position."""
    both = numbers_of(item, older), numbers_of(item, other)
    return all(numbers is not None and list(numbers) == sorted(numbers) for numbers in both)


def _keyed(item: Field, entries: Sequence[Any], *, by_number: bool) -> dict[int, Any]:
    keys = numbers_of(item, entries) if by_number else None
    return dict(zip(keys or range(1, len(entries) + 1), entries, strict=True))


def _standing(item: Field, whole: Model | None) -> Any:
    """Return what *whole* has of the element *item*."""
    if whole is None:
        return () if item.repeats else None
    return getattr(whole, item.attribute)


# --- making a fragment ------------------------------------------------------------------------------


def changed_part(
    older: Model, newer: Model, way: Way = (), *, repeated: bool = False
) -> tuple[list[Way], dict[str, Any]]:
    """Return the places where *newer* differs from *older*, and by wire name what the fragment has of it.

    *repeated* says that the fragment will have all of *newer*, as an entry found by its position.
    """
    ways: list[Way] = []
    part: dict[str, Any] = {}
    for item in fields_of(type(newer)):
        before, after = getattr(older, item.attribute), getattr(newer, item.attribute)
        if content(before) == content(after):
            continue
        here = (*way, Step(item.name, 1 if item.repeats else None))
        if item.target is None:
            found, value = [here], after
        elif item.repeats:
            found, value = _changed_list(item, before, after, way, repeated=repeated)
        else:
            found, value = _changed_one(before, after, here, repeated=repeated)
        ways += found
        if value is not None and value != ():
            part[item.name] = value
    return ways, {**_always(newer, part), **part} if part or not way else part


def _changed_one(
    before: Model | None, after: Model | None, way: Way, *, repeated: bool
) -> tuple[list[Way], Model | None]:
    if before is None or after is None:
        return [way], after
    ways, part = changed_part(before, after, way, repeated=repeated)
    return ways, type(after)(**part) if part else None


def _always(whole: Model, part: dict[str, Any]) -> dict[str, Any]:
    """Return what *part* of *whole* must have beside what changed: what is required, and its number."""
    return {
        item.name: value
        for item in fields_of(type(whole))
        if (item.required or item.name == "SequenceNumeric")
        and item.name not in part
        and (value := getattr(whole, item.attribute)) is not None
    }


def _changed_list(
    item: Field, before: tuple[Any, ...], after: tuple[Any, ...], way: Way, *, repeated: bool
) -> tuple[list[Way], tuple[Any, ...]]:
    by_number = _found_by_number(item, before, after)
    left_out = None if by_number or repeated else _left_out(before, after)
    if left_out is not None:
        return [(*way, Step(item.name, position)) for position in left_out], ()
    old, new = _keyed(item, before, by_number=by_number), _keyed(item, after, by_number=by_number)
    ways: list[Way] = []
    entries: list[Any] = []
    last = 0
    for key in sorted({*old, *new}):
        one, other = old.get(key), new.get(key)
        if content(one) == content(other):
            continue
        found, value = _changed_one(
            one, other, (*way, Step(item.name, key)), repeated=repeated or not by_number
        )
        ways += found
        last = key
        if value is not None:
            entries.append(value)
    if by_number:
        return ways, tuple(entries)
    # Where the older entries are numbered in order, all the new ones show that they are not.
    return ways, after if _found_by_number(item, before, ()) else after[:last]


def _left_out(before: Sequence[Any], after: Sequence[Any]) -> list[int] | None:
    """Return which entries, from 1, *after* leaves out of *before*; None if it does more than that."""
    rest = iter([*map(content, after), None])
    expected = next(rest)
    gone = []
    for position, entry in enumerate(before, start=1):
        if content(entry) == expected:
            expected = next(rest)
        else:
            gone.append(position)
    return gone if expected is None else None


# --- merging one --------------------------------------------------------------------------------------


@dataclass(slots=True)
class Marks:
    """The places that locators name: whether this one is named as a whole, and those below it."""

    whole: bool = False
    below: dict[Step, Marks] = field(default_factory=dict)

    def mark(self, way: Way) -> None:
        """Mark the place that *way* leads to."""
        marks = self
        for step in way:
            marks = marks.below.setdefault(step, Marks())
        marks.whole = True


class Merger:
    """Merges a fragment into a filing, and notes where its locators and the fragment disagree."""

    def __init__(self, root: type[Message]) -> None:
        self.root = root
        self.findings: list[Finding] = []

    def merge(
        self, before: Model | None, arrived: Model | None, marks: Marks | None, way: Way = ()
    ) -> Model | None:
        """Return what is at *way* when what *arrived* there is merged into what was there *before*."""
        if marks is None and (before is None or arrived is None):
            if arrived is not None:
                self._note_unnamed(way, before, arrived)
            return before
        whole = arrived if before is None else before
        if whole is None or (marks and marks.whole):
            self._note_unchanged(way, before, arrived)
            return arrived
        values: dict[str, Any] = {}
        for item in fields_of(type(whole)):
            value = self._element(item, before, arrived, marks or Marks(), way)
            if value is not None and value != ():
                values[item.name] = value
        if before is None and not values:
            return None
        loc = [part for step in way for part in (step.name, (step.occurrence or 0) - 1) if part != -1]
        return built(type(whole), values, self.root, tuple(loc))

    def _element(
        self, item: Field, before: Model | None, arrived: Model | None, marks: Marks, way: Way
    ) -> Any:
        old, new = _standing(item, before), _standing(item, arrived)
        here = (*way, Step(item.name))
        if item.target is not None and item.repeats:
            return self._entries(item, old, new, marks, way)
        if item.target is not None:
            return self.merge(old, new, marks.below.get(here[-1]), here)
        if any(step.name == item.name for step in marks.below):
            self._note_unchanged(here, old, new)
            return new
        if before is None and (item.required or item.name == "SequenceNumeric"):
            return new
        if content(new) not in (None, content(old)):
            self._note_unnamed(here, old, new)
        return old

    def _entries(
        self, item: Field, before: tuple[Any, ...], arrived: tuple[Any, ...], marks: Marks, way: Way
    ) -> tuple[Any, ...]:
        by_number = _found_by_number(item, before, arrived)
        old, new = _keyed(item, before, by_number=by_number), _keyed(item, arrived, by_number=by_number)
        named = {step.occurrence or 1: below for step, below in marks.below.items() if step.name == item.name}
        merged = (
            self.merge(old.get(key), new.get(key), named.get(key), (*way, Step(item.name, key)))
            for key in sorted({*old, *new, *named})
        )
        return tuple(entry for entry in merged if entry is not None)

    def _note_unnamed(self, way: Way, before: Any, arrived: Any) -> None:
        message = f"the fragment brings {shown(arrived)}, which no locator names; {shown(before)} stays"
        self._note("amendment.unnamed", message, Severity.WARNING, way)

    def _note_unchanged(self, way: Way, before: Any, arrived: Any) -> None:
        if content(before) != content(arrived):
            return
        if content(before) is None:
            message = "a locator names what neither the filing nor the fragment has"
            self._note("amendment.absent", message, Severity.WARNING, way)
        else:
            message = f"a locator names {shown(before)}, and the fragment brings the same"
            self._note("amendment.unchanged", message, Severity.NOTE, way)

    def _note(self, rule: str, message: str, severity: Severity, way: Way) -> None:
        path = "/".join((self.root.__name__, *map(str, way)))
        self.findings.append(Finding(rule, message, severity, path=path))
