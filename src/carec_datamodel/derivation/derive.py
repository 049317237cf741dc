"""A message derived from one of another class, and an account of what did not go along."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any, Generic, TypeVar

from carec_datamodel.derivation.table import Condition, Row, derivations, rows_of
from carec_datamodel.errors import CarecError
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.notation import NUMBERS, TEXTS, has_format
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.structure import Field, field_index

Way = tuple[tuple[str, int | None], ...]
"""Names from the message down; behind each the position from 0 in what repeats."""

MessageT = TypeVar("MessageT", bound=Message)


@dataclass(frozen=True, slots=True)
class Left:
    """A value that was not carried: where it stands, what it is, and why it stays behind."""

    path: str
    value: str
    reason: str

    def __str__(self) -> str:
        return f"{self.path}: {self.value!r}: {self.reason}"


@dataclass(frozen=True)
class Derived(Generic[MessageT]):
    """The message, and the values of the first one that it does not hold."""

    message: MessageT
    left: tuple[Left, ...]

    def summary(self) -> str:
        """Return a line for each reason, with the elements that stay behind for it, each once."""
        found: dict[str, dict[str, None]] = {}
        for value in self.left:
            element = re.sub(r"\[[0-9]+\]", "", value.path.partition("/")[2])
            found.setdefault(value.reason, {})[element] = None
        return "\n".join(f"{reason}: {', '.join(elements)}" for reason, elements in found.items())


def derive(message: Message, target: type[MessageT]) -> Derived[MessageT]:
    """Return the message of the class *target* that *message* gives, and what did not go along.

    Every value of *message* is in the new message or in `Derived.left`. What the new message needs
    besides, and who sends it to whom, is for the caller to say: see `Model.replace`.

    Raises:
        CarecError: There is no table for these two classes; names those there are.
    """
    source = type(message)
    if (source.__name__, target.__name__) not in derivations():
        known = ", ".join(f"{first} to {second}" for first, second in derivations())
        raise CarecError(f"no table from {source.__name__} to {target.__name__}; there are {known}")
    plain = to_plain(message)
    rows = [
        row
        for row in rows_of(source.__name__, target.__name__)
        if all(_counts(when, plain) for when in row.when)
    ]
    draft, left = _Draft(target), []
    for way, value in _values(plain, source, ()):
        reason = _carry(way, value, rows, draft)
        if reason:
            left.append(Left(_readable(source, way), _text(value), reason))
    made = target.model_validate(draft.content(), by_alias=True, by_name=False)
    return Derived(made, tuple(left))


def _counts(when: Condition, plain: dict[str, Any]) -> bool:
    """Return whether what *when* asks for holds in the message *plain*."""
    found: Any = plain
    for name in when.path:
        entries = found if isinstance(found, list) else [found]
        found = next((entry[name] for entry in entries if isinstance(entry, dict) and name in entry), None)
    there = found is not None and (when.value is None or found == when.value)
    return there != when.absent


def _values(plain: dict[str, Any], cls: type[Model], above: Way) -> Iterator[tuple[Way, Any]]:
    """Yield every value with its way, in wire order; an amount, measure or quantity is one value."""
    for name, content in plain.items():
        item = field_index(cls)[name]
        entries = enumerate(content) if item.repeats else [(None, content)]
        for position, entry in entries:
            way = (*above, (name, position))
            if item.target is not None:
                yield from _values(entry, item.target, way)
            else:
                yield way, entry


def _carry(way: Way, value: Any, rows: list[Row], draft: _Draft) -> str:
    """Put *value* where the rows say; return why it goes nowhere, nothing where it went."""
    fitting = [row for row in rows if _fits(row, way)]
    longest = max((len(row.source) for row in fitting), default=0)
    reasons = [
        (row.note if not row.target else draft.put(row, way, value))
        for row in fitting
        if len(row.source) == longest
    ]
    if not reasons:
        return f"{draft.cls.__name__} has no place for it"
    return "" if "" in reasons else reasons[0]


def _fits(row: Row, way: Way) -> bool:
    return len(row.source) <= len(way) and all(
        step.name == name and not (step.first and position)
        for step, (name, position) in zip(row.source, way, strict=False)
    )


class _Draft:
    """The message that is being made: values by their way, and entries of lists by where they come from."""

    def __init__(self, cls: type[Model]) -> None:
        self.cls = cls
        self._values: dict[Way, Any] = {}
        self._entries: dict[Way, dict[Way, int]] = {}
        self._gathered: set[tuple[str, ...]] = set()

    def put(self, row: Row, way: Way, value: Any) -> str:
        """Put *value*, which stands at *way* of the first message, where *row* says.

        Return why it cannot stand there, nothing where it does.
        """
        cut = len(row.source)
        names = [step.name for step in row.target] + [name for name, _ in way[cut:]]
        item = self._item(names, way[cut:], len(row.target))
        if item is None:
            return f"{self.cls.__name__} has no place for it"
        value = row.value or value
        if not _has_room(item, value):
            return f"longer than {self.cls.__name__} has room for ({item.element.format})"
        held = self._values.setdefault(self._place(row, way), value)
        return (
            "" if held == value else f"{self.cls.__name__} has one place for it, where another value stands"
        )

    def _item(self, names: list[str], below: Way, depth: int) -> Field | None:
        """Return the element that *names* lead to; None where there is none like that of the other class."""
        cls: type[Model] | None = self.cls
        item = None
        for place, name in enumerate(names):
            item = field_index(cls).get(name) if cls is not None else None
            if item is None:
                return None
            if place >= depth and item.repeats != (below[place - depth][1] is not None):
                return None
            cls = item.target
        return item if item is not None and item.target is None else None

    def _place(self, row: Row, way: Way) -> Way:
        """Return where in the new message the value of *way* stands."""
        cut = len(row.source)
        sources = [place + 1 for place, step in enumerate(row.source) if step.all]
        more = len(sources) - sum(step.all for step in row.target)
        sources = sources[more:]
        place: Way = ()
        for step in row.target:
            origin: Way | None = None
            if step.first:
                origin = ((f"[1] {step.name}", 0),)
            elif step.all:
                origin = way[: sources.pop(0)]
            place = self._below(place, step.name, origin)
            if more and step.all:
                self._gathered.add(tuple(name for name, _ in place))
        for depth, (name, position) in enumerate(way[cut:], start=cut + 1):
            place = self._below(place, name, way[:depth] if position is not None else None)
        return place

    def _below(self, place: Way, name: str, origin: Way | None) -> Way:
        """Return the way to *name* below *place*; in a list, to the entry that comes from *origin*."""
        if origin is None:
            return (*place, (name, None))
        entries = self._entries.setdefault((*place, (name, None)), {})
        return (*place, (name, entries.setdefault(origin, len(entries))))

    def content(self) -> dict[str, Any]:
        """Return the message as plain dicts and lists; what was gathered from many lists stands once."""
        tree: dict[Any, Any] = {}
        for way, value in self._values.items():
            inner = tree
            for name, position in way[:-1]:
                inner = inner.setdefault(name, {})
                inner = inner if position is None else inner.setdefault(position, {})
            name, position = way[-1]
            if position is None:
                inner[name] = value
            else:
                inner.setdefault(name, {})[position] = value
        return self._object(tree, self.cls, ())

    def _object(self, tree: dict[Any, Any], cls: type[Model], above: tuple[str, ...]) -> dict[str, Any]:
        """Return *tree* with lists in the place of entries by position."""
        content: dict[str, Any] = {}
        for name, value in tree.items():
            item, here = field_index(cls)[name], (*above, name)
            entries = list(value.values()) if item.repeats else [value]
            if item.target is not None:
                entries = [self._object(entry, item.target, here) for entry in entries]
            if here in self._gathered:
                entries = _once(entries)
            content[name] = entries if item.repeats else entries[0]
        return content


def _once(entries: list[Any]) -> list[Any]:
    return [entry for place, entry in enumerate(entries) if entry not in entries[:place]]


def _has_room(item: Field, value: Any) -> bool:
    """Return whether *value* has the format of *item*, where that has one."""
    text = value["value"] if isinstance(value, dict) else value
    if not item.element.format or item.leaf not in TEXTS | NUMBERS:
        return True
    return has_format(item.leaf, text, item.element.format)


def _readable(cls: type[Model], way: Way) -> str:
    steps = (name if position is None else f"{name}[{position + 1}]" for name, position in way)
    return "/".join((cls.__name__, *steps))


def _text(value: Any) -> str:
    return " ".join(value.values()) if isinstance(value, dict) else str(value)
