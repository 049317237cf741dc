"""The tables: which element of one class of messages is which element of another.

Columns:

- `from`: an element or a structure of the first message, in wire names below the message, ``[]``
  behind what repeats, or ``[1]`` for its first entry alone. What stands in a structure goes along
  where the other class has an element of the same name and type. The longest path that fits counts.
- `to`: where it stands in the other message, ``[1]`` for an entry of a list that several rows share.
  Where the first message has lists in lists and the other one list, all entries stand in that.
  Empty: it is not carried, and `note` says why.
- `value`: what stands there instead of the value; empty: the value itself.
- `when`: the row counts only where this stands in the first message: ``Path``, ``Path=VALUE``, or
  ``!`` before either where it must not; ``and`` between two of them.
- `note`: why something is not carried, or what people should know.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from carec_datamodel.errors import CarecError
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import Field, field_index, message_class
from carec_datamodel.tables import source_text, tab_separated

_TABLES = Path(__file__).parent / "tables"
_HEADER = ["from", "to", "value", "when", "note"]
_STEP = re.compile(r"([A-Za-z]+)(\[1?\])?")
_WHEN = re.compile(r"(!?)([A-Za-z/]+)(?:=(.+))?")


@dataclass(frozen=True, slots=True)
class Step:
    """One step of a path; `all` stands for every entry of a list, `first` for its first alone."""

    name: str
    all: bool = False
    first: bool = False


@dataclass(frozen=True, slots=True)
class Condition:
    """Something that must, or must not, stand in a message; `value` is None where any value will do."""

    path: tuple[str, ...]
    absent: bool
    value: str | None


@dataclass(frozen=True, slots=True)
class Row:
    """One row; `target` is empty where nothing is carried."""

    source: tuple[Step, ...]
    target: tuple[Step, ...]
    value: str
    when: tuple[Condition, ...]
    note: str


def derivations() -> tuple[tuple[str, str], ...]:
    """Return the classes that can be derived: each first message with the other, by name."""
    names = (file.stem.partition("--") for file in sorted(_TABLES.glob("*.tsv")))
    return tuple((source, target) for source, _, target in names)


@cache
def rows_of(source: str, target: str) -> tuple[Row, ...]:
    """Return the table by which a message *target* is derived from a message *source*.

    Raises:
        CarecError: A row is wrong; names file and line.
    """
    file = _TABLES / f"{source}--{target}.tsv"
    return read_rows(file, message_class(source), message_class(target))


def read_rows(file: Path, source: type[Model], target: type[Model]) -> tuple[Row, ...]:
    """Return the rows of the table *file*, whose paths are of the classes *source* and *target*.

    Raises:
        CarecError: A row is wrong; names file and line.
    """
    header, lines = tab_separated(source_text(file, CarecError))
    if header != _HEADER:
        raise CarecError(f"{file.name}: the columns are {header}; expected {_HEADER}")
    rows = []
    for number, cells in lines:
        try:
            rows.append(_row(cells + [""] * (len(_HEADER) - len(cells)), source, target))
        except ValueError as error:
            raise CarecError(f"{file.name}:{number}: {error}") from None
    return tuple(rows)


def _row(cells: list[str], source: type[Model], target: type[Model]) -> Row:
    first, second, value, when, note = cells
    origin, place = _steps(first), _steps(second) if second else ()
    taken = _field(origin, source)
    if not place and not note:
        raise ValueError(f"{first} is not carried; expected a note why")
    if place:
        given = _field(place, target)
        if (taken.leaf, taken.target is None) != (given.leaf, given.target is None) and not value:
            raise ValueError(f"{first} and {second} are not of one type")
        if sum(step.all for step in place) > sum(step.all for step in origin):
            raise ValueError(f"{second} has more lists than {first}; expected [1] behind one")
    conditions = tuple(_condition(part, source) for part in when.split(" and ") if part)
    return Row(origin, place, value, conditions, note)


def _steps(path: str) -> tuple[Step, ...]:
    steps = []
    for part in path.split("/"):
        match = _STEP.fullmatch(part)
        if match is None:
            raise ValueError(f"{part!r} is not a step of a path; expected a wire name, [] or [1] behind it")
        steps.append(Step(match[1], match[2] == "[]", match[2] == "[1]"))
    return tuple(steps)


def _field(steps: tuple[Step, ...], cls: type[Model]) -> Field:
    """Return the element at the end of *steps*."""
    for place, step in enumerate(steps):
        index = field_index(cls)
        if step.name not in index:
            raise ValueError(f"{cls.__name__} has no element {step.name}")
        item = index[step.name]
        if item.repeats != (step.all or step.first):
            raise ValueError(f"{step.name} {'repeats; expected []' if item.repeats else 'does not repeat'}")
        if place < len(steps) - 1:
            if item.target is None:
                raise ValueError(f"{step.name} is a value and has nothing below it")
            cls = item.target
    return item


def _condition(when: str, source: type[Model]) -> Condition:
    match = _WHEN.fullmatch(when)
    if match is None:
        raise ValueError(f"{when!r} is not a condition; expected a path, with = and a value or without")
    names = tuple(match[2].split("/"))
    cls = source
    for name in names:
        index = field_index(cls)
        if name not in index:
            raise ValueError(f"{cls.__name__} has no element {name}")
        cls = index[name].target or cls
    return Condition(names, match[1] == "!", match[3])
