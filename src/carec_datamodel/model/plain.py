"""A message as plain dicts and lists, by wire names."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import cache
from typing import Any, Literal

from carec_datamodel.model.base import Model
from carec_datamodel.model.lexical import TO_JSON, TO_TEXT, decimal_text
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, fields_of

Notation = Literal["text", "json"]
"""How leaves are spelled: all as text, or with the numbers and truth values of JSON."""

_SPELLINGS: Mapping[Notation, Mapping[str, Callable[[Any], Any] | None]] = {"text": TO_TEXT, "json": TO_JSON}

_Writing = tuple[str, "_Plan | None", Callable[[Any], Any] | None, bool]
"""Wire name, plan of a structure, how to spell a leaf (None: as it is), whether it may repeat."""
_Plan = dict[str, _Writing]
"""The elements of a class, by Python name."""


def to_plain(message: Model, notation: Notation = "text") -> dict[str, Any]:
    """Return *message* as nested dicts and lists.

    An amount, measure or quantity is a dict of its ``value`` and its attributes.
    """
    return _object(message, _plan(type(message), notation))


@cache
def _plan(cls: type[Model], notation: Notation) -> _Plan:
    return {item.attribute: _writing(item, notation) for item in fields_of(cls)}


def _writing(item: Field, notation: Notation) -> _Writing:
    if item.target:
        return item.name, _plan(item.target, notation), None, item.repeats
    spelled = _valued_spelling(item.leaf) if item.valued else _SPELLINGS[notation][item.leaf]
    return item.name, None, spelled, item.repeats


def _valued_spelling(leaf: str) -> Callable[[Any], dict[str, str]]:
    """Return how to spell the valued *leaf*."""
    attributes = tuple((part.attribute, part.name) for part in VALUED_ATTRIBUTES[leaf])

    def spelled(valued: Any) -> dict[str, str]:
        parts = {"value": decimal_text(valued.value)}
        for attribute, name in attributes:
            part = getattr(valued, attribute)
            if part is not None:
                parts[name] = part
        return parts

    return spelled


def _object(item: Model, plan: _Plan) -> dict[str, Any]:
    result: dict[str, Any] = {}
    # pydantic keeps the values of a model in the order of its fields, which is that of the wire.
    for attribute, value in item.__dict__.items():
        if value is None:
            continue
        name, below, spelled, repeats = plan[attribute]
        if repeats:
            if value:
                result[name] = [
                    _object(entry, below) if below is not None else spelled(entry) if spelled else entry
                    for entry in value
                ]
        elif below is not None:
            result[name] = _object(value, below)
        else:
            result[name] = spelled(value) if spelled else value
    return result
