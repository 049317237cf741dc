"""The structure of model classes, read off the classes themselves.

Codecs, schemas, dictionary and strategies all start from here.
"""

from __future__ import annotations

import importlib
import types
import typing
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Annotated, Any, get_args, get_origin

from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Element, Message, Model
from carec_datamodel.model.naming import wire_name
from carec_datamodel.model.types import VALUED, Amount, Date, LeafType, Measure, Quantity


@dataclass(frozen=True, slots=True)
class Field:
    """One element of a class.

    Attributes:
        attribute: Python name.
        name: Wire name: XML tag and JSON key.
        element: What the dictionary says of it.
        target: The model class of a structure, None for a leaf.
        leaf: UN/CEFACT name of a leaf's type (`Text`, `Amount`...), empty for a structure.
        repeats: Whether it may occur more than once.
        required: Whether it must occur.
    """

    attribute: str
    name: str
    element: Element
    target: type[Model] | None
    leaf: str
    repeats: bool
    required: bool

    @property
    def valued(self) -> bool:
        """Whether it is a leaf with attributes: an amount, a measure, a quantity."""
        return self.leaf in VALUED_ATTRIBUTES


@dataclass(frozen=True, slots=True)
class Attribute:
    """An attribute of a valued leaf.

    Attributes:
        attribute: Python name.
        name: Wire name.
        leaf: UN/CEFACT name of its type.
        max_length: Greatest length.
        codes: Code list that it is from, as in `Element`; empty where there is none.
    """

    attribute: str
    name: str
    leaf: str
    max_length: int
    codes: str = ""


VALUED_ATTRIBUTES: dict[str, tuple[Attribute, ...]] = {
    "Amount": (Attribute("currency", "currencyID", "Code", 3, "currencies"),),
    "Measure": (Attribute("unit", "unitCode", "Code", 8),),
    "Quantity": (
        Attribute("unit", "unitCode", "Code", 8),
        Attribute("unit_name", "unitName", "Text", 256),
    ),
}
"""Attributes of the valued leaf types, in wire order."""

VALUED_CLASSES: dict[str, type] = {cls.__name__: cls for cls in VALUED}


@cache
def message_class(name: str) -> type[Message]:
    """Return the message class called *name*; load its module if need be.

    Raises:
        KeyError: There is no such message.
    """
    module = importlib.import_module(MESSAGES[name])
    cls: type[Message] = getattr(module, name)
    cls.model_rebuild()
    return cls


@cache
def fields_of(cls: type[Model]) -> tuple[Field, ...]:
    """Return the elements of *cls* in wire order."""
    hints = typing.get_type_hints(cls, include_extras=True)
    result = []
    for attribute, info in cls.model_fields.items():
        element = info.json_schema_extra
        if not isinstance(element, Element):  # pragma: no cover - a fault of the model, not of input
            raise TypeError(f"{cls.__name__}.{attribute} is not declared with element() or elements()")
        inner, repeats = _unwrap(hints[attribute])
        target, leaf = _kind(inner)
        result.append(
            Field(attribute, wire_name(attribute), element, target, leaf, repeats, info.is_required())
        )
    return tuple(result)


def _unwrap(annotation: Any) -> tuple[Any, bool]:
    """Return the annotation inside ``X | None`` or ``tuple[X, ...]``, and whether it repeats."""
    if get_origin(annotation) is tuple:
        return get_args(annotation)[0], True
    if get_origin(annotation) in (typing.Union, types.UnionType):
        return next(part for part in get_args(annotation) if part is not type(None)), False
    return annotation, False


def _kind(annotation: Any) -> tuple[type[Model] | None, str]:
    if get_origin(annotation) is Annotated:
        marker = next(part for part in annotation.__metadata__ if isinstance(part, LeafType))
        return None, marker.name
    if issubclass(annotation, Model):
        return annotation, ""
    if annotation in (Amount, Measure, Quantity) or issubclass(annotation, Date):
        return None, annotation.__name__
    raise TypeError(f"{annotation!r} is not a type of the model")  # pragma: no cover


@cache
def field_index(cls: type[Model]) -> Mapping[str, Field]:
    """Return the elements of *cls* by wire name."""
    return {item.name: item for item in fields_of(cls)}


@dataclass(frozen=True, slots=True)
class Position:
    """One place in a message: an element and the way to it from the root.

    Attributes:
        path: Wire names from the root, ``[]`` behind what repeats.
        field: The element.
        class_id: WCO id of the class it stands in.
        element_id: WCO id of the element in this role.
    """

    path: str
    field: Field
    class_id: str
    element_id: str


def positions(cls: type[Model]) -> Iterator[Position]:
    """Yield every place below *cls*, depth first, in wire order."""
    yield from _positions(cls, cls.__name__, cls.wco_id, {})


def _positions(cls: type[Model], path: str, class_id: str, ids: Mapping[str, str]) -> Iterator[Position]:
    for item in fields_of(cls):
        below = f"{path}/{item.name}{'[]' if item.repeats else ''}"
        element_id = ids.get(item.name, item.element.id)
        yield Position(below, item, class_id, element_id)
        if item.target is not None:
            yield from _positions(item.target, below, element_id, item.element.ids)


@cache
def classes_of(root: type[Model]) -> tuple[type[Model], ...]:
    """Return *root* and every class below it, each once, in order of first use."""
    seen: dict[type[Model], None] = {}

    def visit(cls: type[Model]) -> None:
        if cls not in seen:
            seen[cls] = None
            for item in fields_of(cls):
                if item.target is not None:
                    visit(item.target)

    visit(root)
    return tuple(seen)


def count_leaves(message: Model) -> int:
    """Return the number of values in *message*: leaves, and attributes of leaves."""
    total = 0
    index = _by_attribute(type(message))
    for name in message.__pydantic_fields_set__:
        target, repeats, attributes = index[name]
        value = getattr(message, name)
        if value is None:
            continue
        entries = value if repeats else (value,)
        if target is not None:
            total += sum(map(count_leaves, entries))
        else:
            total += len(entries)
            for attribute in attributes:
                total += sum(getattr(entry, attribute) is not None for entry in entries)
    return total


@cache
def _by_attribute(cls: type[Model]) -> dict[str, tuple[type[Model] | None, bool, tuple[str, ...]]]:
    """Return target, whether it repeats, and attributes of its values, of each element by Python name."""
    return {
        item.attribute: (
            item.target,
            item.repeats,
            tuple(part.attribute for part in VALUED_ATTRIBUTES.get(item.leaf, ())),
        )
        for item in fields_of(cls)
    }
