"""Whether the relations between the values of a message hold.

A relation is judged only where all that it needs is known: each entry that a sum or a count
goes through has its value, units and currencies agree, and no condition of the row excuses it.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping
from decimal import Decimal
from typing import Any, NamedTuple

from carec_datamodel.model.base import Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.relations import Condition, Path, Relation, Side, relations_of
from carec_datamodel.model.structure import Field, field_index, fields_of
from carec_datamodel.model.types import Amount, Date, DateTime, Measure, Quantity

Values = Mapping[str, Any]
"""An instance by wire names: a value, the `Values` of a structure, or a list of them."""


class Breach(NamedTuple):
    """A relation that does not hold.

    Attributes:
        relation: The relation.
        path: Readable path of the instance within which it does not hold.
        left: What the left side is; of a ``distinct``, the value that stands there twice.
        right: What the right side is; empty for a ``distinct``.
    """

    relation: Relation
    path: str
    left: str
    right: str


class Found(NamedTuple):
    """Where a relation does not hold within one instance.

    Attributes:
        loc: The value on the left, below the instance; that on the right where the left side is
            made of several; nothing where both are.
        left: What the left side is; of a ``distinct``, the value that stands there twice.
        right: What the right side is; empty for a ``distinct``.
    """

    loc: Loc
    left: str
    right: str


class _Number(NamedTuple):
    """A number with its unit or currency, empty where it has none."""

    value: Decimal
    unit: str


_Located = tuple[Loc, Any]
"""A value as it is judged, behind its place below the instance."""


def breaches(message: Model) -> Iterator[Breach]:
    """Yield what does not hold in *message*, from the root down, in the order of the table.

    >>> from carec_datamodel.model import GoodsMeasure
    >>> from carec_datamodel.model.types import Measure
    >>> [(breach.relation.id, breach.left, breach.right) for breach in breaches(GoodsMeasure(
    ...     gross_mass_measure=Measure("12.5"), net_net_weight_measure=Measure("13")))]
    [('measure-masses', '13 KGM', '12.5 KGM')]
    """
    yield from _breaches(message, type(message), type(message).__name__)


def _breaches(values: Values | Model, cls: type[Model], path: str) -> Iterator[Breach]:
    for relation in relations_of(cls):
        found = breach_of(relation, values, cls)
        if found is not None:
            yield Breach(relation, path, found.left, found.right)
    for item in fields_of(cls):
        below = _below(values, item)
        if item.target is None or below is None:
            continue
        if item.repeats:
            for position, entry in enumerate(below, start=1):
                yield from _breaches(entry, item.target, f"{path}/{item.name}[{position}]")
        else:
            yield from _breaches(below, item.target, f"{path}/{item.name}")


def _below(values: Values | Model, item: Field) -> Any:
    """Return what stands at *item* in an instance, or in the dict of one; None for nothing."""
    if isinstance(values, Model):
        return getattr(values, item.attribute) or None if item.repeats else getattr(values, item.attribute)
    return values.get(item.name)


def breach_of(relation: Relation, values: Values | Model, cls: type[Model]) -> Found | None:
    """Return where *relation* does not hold first in *values* of *cls*; None where it does."""
    return next(breaches_of(relation, values, cls), None)


def breaches_of(relation: Relation, values: Values | Model, cls: type[Model]) -> Iterator[Found]:
    """Yield each place where *relation* does not hold in *values*, an instance of *cls* or its dict."""
    if any(_is_met(condition, values, cls) for condition in relation.unless):
        return
    left = _located(relation.left, values, cls)
    if relation.right is None:
        yield from _twins(left)
        return
    right = _located(relation.right, values, cls) if left else []
    for loc, one in left:
        for other_loc, other in right:
            if not holds(relation, one, other):
                yield Found(loc or other_loc, _text(one), _text(other))


def _twins(entries: list[_Located]) -> Iterator[Found]:
    seen = set()
    for loc, value in entries:
        if value in seen:
            yield Found(loc, _text(value), "")
        seen.add(value)


def side_of(side: Side, values: Values | Model, cls: type[Model]) -> list[Any]:
    """Return what a side of a relation is in *values* of *cls*; nothing where that is not known.

    Numbers come with their unit, dates and texts as they are.
    """
    return [value for _, value in _located(side, values, cls)]


def _located(side: Side, values: Values | Model, cls: type[Model]) -> list[_Located]:
    """Return what a side of a relation is, each value with its place; a number that is made has none."""
    if side.number is not None:
        return [((), _Number(side.number, ""))]
    entries: list[_Located] = []
    complete = True
    for path in side.paths:
        below, known = _entries(values, cls, path, ())
        item = field_at(cls, path)
        entries += [(loc, judged(entry, item)) for loc, entry in below]
        complete = complete and known
    if side.take == "each":
        return entries
    if not entries or not complete:
        return []
    if side.take == "count":
        return [((), _Number(Decimal(len(entries)), ""))]
    return [((), number) for number in _summed([number for _, number in entries])]


def field_at(cls: type[Model], path: Path) -> Field:
    """Return the element at *path* below *cls*."""
    *way, last = path
    current = cls
    for step in way:
        current = field_index(current)[step].target or current
    return field_index(current)[last]


def _entries(values: Values | Model, cls: type[Model], path: Path, loc: Loc) -> tuple[list[_Located], bool]:
    """Return what stands at *path*, and whether each entry of what repeats on the way has it."""
    name, *rest = path
    item = field_index(cls)[name]
    below = _below(values, item)
    if below is None:
        return [], not any(isinstance(step, int) for step in loc)
    here = (*loc, name)
    entries = (
        [((*here, index), entry) for index, entry in enumerate(below)] if item.repeats else [(here, below)]
    )
    if not rest:
        return entries, True
    found: list[_Located] = []
    complete = True
    for entry_loc, entry in entries:
        inner, known = _entries(entry, item.target or cls, tuple(rest), entry_loc)
        found += inner
        complete = complete and known
    return found, complete


def judged(value: Any, item: Field) -> Any:
    """Return *value* of *item* as it is judged: a number with its unit, anything else as it is."""
    if isinstance(value, Amount):
        return _Number(value.value, value.currency or "")
    if isinstance(value, (Measure, Quantity)):
        return _Number(value.value, value.unit or item.element.unit)
    if isinstance(value, int | Decimal) and not isinstance(value, bool):
        return _Number(Decimal(value), "")
    return value


def _summed(numbers: list[_Number]) -> list[_Number]:
    units = {number.unit for number in numbers}
    return [_Number(sum((number.value for number in numbers), Decimal()), *units)] if len(units) == 1 else []


def holds(relation: Relation, left: Any, right: Any) -> bool:
    """Return whether *relation* holds between two judged values, or cannot be judged of them."""
    if isinstance(left, _Number) and isinstance(right, _Number):
        if left.unit != right.unit:
            return True
        if relation.sign == "=":
            return abs(left.value - right.value) <= relation.tolerance
        return left.value <= right.value
    return not is_after(left, right)


_DAY = dt.timedelta(days=1) - dt.timedelta(microseconds=1)
_WIDEST_ZONE = dt.timedelta(hours=14)
_YEAR_ONE = dt.datetime(1, 1, 1, tzinfo=dt.UTC)


def is_after(first: Date, second: Date) -> bool:
    """Return whether *first* is certainly after *second*, whatever they leave unsaid.

    A date may be any moment of its day. Two moments without zone are of one zone; where
    only one has none, it may be any.

    >>> is_after(Date("2026-03-12"), Date("2026-03-12T09:30:00"))
    False
    >>> is_after(Date("2026-03-12T09:30:00Z"), Date("2026-03-12T14:00:00+05:00"))
    True
    """
    earliest, one_zoned = _moment(first)
    latest, other_zoned = _moment(second)
    if "T" not in second:
        latest += _DAY
    if one_zoned != other_zoned:
        latest += _WIDEST_ZONE
    return earliest > latest


def _moment(date: Date) -> tuple[dt.timedelta, bool]:
    """Return the time since year 1, in UTC where there is a zone, and whether there is one."""
    moment = DateTime(date).datetime()
    offset = moment.utcoffset()
    since = moment.replace(tzinfo=dt.UTC) - _YEAR_ONE
    return since - (offset or dt.timedelta()), offset is not None


def _is_met(condition: Condition, values: Values | Model, cls: type[Model]) -> bool:
    item = field_at(cls, condition.path)
    found = [judged(entry, item) for _, entry in _entries(values, cls, condition.path, ())[0]]
    values_found = [entry.value if isinstance(entry, _Number) else entry for entry in found]
    return any(values_found) if condition.value is None else condition.value in values_found


def _text(value: Any) -> str:
    return f"{value.value:f} {value.unit}".rstrip() if isinstance(value, _Number) else str(value)
