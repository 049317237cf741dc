"""A message as plain dicts and lists, by wire names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, NamedTuple

from carec_datamodel.model.base import Model
from carec_datamodel.model.lexical import TO_TEXT, decimal_text
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, fields_of

Spelling = Mapping[str, Callable[[Any], Any] | None]
"""How to spell each leaf type; None where the value stays as it is."""


class Writing(NamedTuple):
    """How to write one element.

    Attributes:
        attribute: Python name.
        name: Wire name.
        below: Plan of a structure, None for a leaf.
        leaf: UN/CEFACT name of a leaf's type, empty for a structure.
        attributes: Python and wire names of the attributes of a valued leaf.
        repeats: Whether it may occur more than once.
    """

    attribute: str
    name: str
    below: tuple[Writing, ...] | None
    leaf: str
    attributes: tuple[tuple[str, str], ...]
    repeats: bool


@cache
def write_plan(cls: type[Model]) -> tuple[Writing, ...]:
    """Return the plan to write instances of *cls*."""
    return tuple(
        Writing(
            item.attribute,
            item.name,
            write_plan(item.target) if item.target else None,
            item.leaf,
            tuple((part.attribute, part.name) for part in VALUED_ATTRIBUTES.get(item.leaf, ())),
            item.repeats,
        )
        for item in fields_of(cls)
    )


def to_plain(message: Model, spelling: Spelling = TO_TEXT) -> dict[str, Any]:
    """Return *message* as nested dicts and lists; leaves spelled by *spelling*, by default all as text.

    An amount, measure or quantity is a dict of its ``value`` and its attributes.
    """
    return _object(message, write_plan(type(message)), spelling)


def _object(item: Any, plan: tuple[Writing, ...], spelling: Spelling) -> dict[str, Any]:
    values = item.__dict__
    result: dict[str, Any] = {}
    for writing in plan:
        value = values[writing.attribute]
        if value is None or value == ():
            continue
        if writing.repeats:
            result[writing.name] = [_value(entry, writing, spelling) for entry in value]
        else:
            result[writing.name] = _value(value, writing, spelling)
    return result


def _value(entry: Any, writing: Writing, spelling: Spelling) -> Any:
    if writing.below is not None:
        return _object(entry, writing.below, spelling)
    if not writing.attributes:
        spell = spelling[writing.leaf]
        return spell(entry) if spell else entry
    parts = {"value": decimal_text(entry.value)}
    for attribute, name in writing.attributes:
        part = getattr(entry, attribute)
        if part is not None:
            parts[name] = part
    return parts
