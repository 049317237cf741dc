"""Making a drawn message sound: totals become sums, dates come in order, numbers stand once."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal
from functools import cache
from typing import Any, NamedTuple

from carec_datamodel.codelists import identifiers
from carec_datamodel.model.base import Model
from carec_datamodel.model.relations import Path, Relation, Side, relations_of
from carec_datamodel.model.soundness import breach_of, field_at, holds, judged, side_of
from carec_datamodel.model.structure import Field, field_index, fields_of
from carec_datamodel.model.types import Date, DateTime

Draft = dict[str, Any]
"""An instance being drawn, by wire names: typed values, drafts of structures, lists of either."""

_ROUNDS = 9
"""Most times that a draft is gone through; two or three do."""

_Settled = dict[tuple[int, str], str]
"""Which relation has settled a total, by holder and name."""


class _Slot(NamedTuple):
    """Where a value stands in a draft."""

    holder: Draft
    item: Field

    @property
    def value(self) -> Any:
        return self.holder[self.item.name]

    @property
    def judged(self) -> Any:
        return judged(self.value, self.item)

    def put(self, number: Decimal) -> None:
        """Write *number*, with the unit or currency that stands there."""
        old = self.value
        if self.item.valued:
            self.holder[self.item.name] = replace(old, value=number)
        else:
            self.holder[self.item.name] = int(number) if isinstance(old, int) else number

    def put_date(self, date: Date) -> None:
        """Write *date*, or its day where there is no place for a time."""
        fits = self.item.leaf == "DateTime"
        self.holder[self.item.name] = DateTime(date) if fits else Date(date[:10])


def mend(draft: Draft, cls: type[Model]) -> None:
    """Change *draft* of *cls* where it is not sound, and nowhere else.

    Raises:
        ValueError: Relations contradict one another: a fault of their table.
    """
    settled: _Settled = {}
    for _ in range(_ROUNDS):
        if not _mended(draft, cls, settled):
            return
    raise ValueError(f"relations within {cls.__name__} contradict one another")  # pragma: no cover


def _mended(draft: Draft, cls: type[Model], settled: _Settled) -> bool:
    """Go through *draft* once, the innermost first; return whether anything changed."""
    changed = _mended_identifiers(draft, cls)
    for name, below in draft.items():
        target = field_index(cls)[name].target
        if target is not None:
            for entry in below if isinstance(below, list) else [below]:
                changed |= _mended(entry, target, settled)
    for relation in relations_of(cls):
        if breach_of(relation, draft, cls) is not None:
            _mend(relation, draft, cls, settled)
            changed = True
    return changed


@cache
def _conditional(cls: type[Model]) -> tuple[Field, ...]:
    return tuple(item for item in fields_of(cls) if item.element.where)


def _mended_identifiers(draft: Draft, cls: type[Model]) -> bool:
    """Take away the code that makes a text an identifier which it is not."""
    changed = False
    for item in _conditional(cls):
        name, _, code = item.element.where.partition("=")
        text = draft.get(item.name)
        if text is not None and draft.get(name) == code and not is_sound(item.element.identifier, text):
            del draft[name]
            changed = True
    return changed


def is_sound(identifier: str, text: str) -> bool:
    """Return whether *text* is an identifier of the class so called, canonical and without a problem."""
    cls = getattr(identifiers, identifier)
    return not cls.check(text) and str(cls.parse(text)) == text


def _mend(relation: Relation, draft: Draft, cls: type[Model], settled: _Settled) -> None:
    if relation.right is None:
        _number(_slots(draft, cls, relation.left))
    elif relation.sign == "=":
        _balance(relation, relation.right, draft, cls, settled)
    else:
        _order(relation, relation.right, draft, cls)


def _slots(draft: Draft, cls: type[Model], side: Side) -> list[_Slot]:
    return [slot for path in side.paths for slot in _slots_at(draft, cls, path)]


def _slots_at(draft: Draft, cls: type[Model], path: Path) -> list[_Slot]:
    holders = [draft]
    for step in path[:-1]:
        below = [holder[step] for holder in holders if step in holder]
        holders = [
            entry for entries in below for entry in (entries if isinstance(entries, list) else [entries])
        ]
    item = field_at(cls, path)
    return [_Slot(holder, item) for holder in holders if item.name in holder]


def _number(slots: list[_Slot]) -> None:
    """Count what stands twice from 1; of texts, leave each once."""
    seen = set()
    for number, slot in enumerate(slots, start=1):
        if slot.item.leaf == "Count":
            slot.put(Decimal(number))
        elif slot.value in seen:
            del slot.holder[slot.item.name]
        else:
            seen.add(slot.value)


def _balance(relation: Relation, right: Side, draft: Draft, cls: type[Model], settled: _Settled) -> None:
    """Make the total what its parts are; where another relation has settled it, the parts what it is."""
    (total,) = _slots(draft, cls, relation.left)
    key = (id(total.holder), total.item.name)
    if settled.setdefault(key, relation.id) == relation.id:
        (parts,) = side_of(right, draft, cls)
        total.put(parts.value)
        return
    first, *others = _slots(draft, cls, right)
    first.put(total.judged.value)
    for slot in others:
        slot.put(Decimal())


def _order(relation: Relation, right: Side, draft: Draft, cls: type[Model]) -> None:
    """Put a later date, a lower part or a higher total where the order is broken."""
    left_slots, right_slots = (_slots(draft, cls, side) for side in (relation.left, right))
    if relation.left.take != "each" or not left_slots:
        (least,) = side_of(relation.left, draft, cls)
        for slot in right_slots:
            slot.put(max(least.value, slot.judged.value))
        return
    if not right_slots:
        (most,) = side_of(right, draft, cls)
        for slot in left_slots:
            slot.put(min(most.value, slot.judged.value))
        return
    for one in left_slots:
        for other in right_slots:
            if not holds(relation, one.judged, other.judged):
                _part(one, other)


def _part(one: _Slot, other: _Slot) -> None:
    if isinstance(one.value, Date):
        other.put_date(one.value)
    else:
        one.put(other.judged.value)
