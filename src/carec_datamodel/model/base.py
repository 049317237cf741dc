"""The base of every model class, and how an element is declared: once, with everything said of it."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Self

from pydantic import BaseModel, ConfigDict, Field

from carec_datamodel.model.naming import wire_name


@dataclass(frozen=True, slots=True)
class Element:
    """What the data dictionary says of one element.

    Attributes:
        id: WCO element or class id, or an id of our own (``CAREC001``...).
        definition: One line, in our words.
        format: WCO notation: ``an..35``, ``a2``, ``n..5``. Empty for classes and for
            types that have a format of their own.
        box: Box or boxes of the Single Administrative Document.
        ids: WCO ids of child elements that depend on the role at this place, by wire
            name: the name of an exporter is ``R031``, that of a consignee ``R014``.
        unit: Unit that a measure or quantity is in where it names none.
        codes: List of `carec_datamodel.codelists.code_lists` that a code is from: one of ours, or
            ``countries``, ``currencies``, ``packages``, ``transport_modes``.
        only: The only value that a text may have here; empty where it may have others.
        identifier: Class of `carec_datamodel.codelists.identifiers` that a text is in the form of.
        where: Value of a sibling beside which that holds, ``IdentificationTypeCode=HS``; empty: always.

    A list or an identifier is a promise of the dictionary that nothing enforces: a national value
    that does not keep it is still carried.
    """

    id: str
    definition: str
    format: str = ""
    box: str = ""
    ids: Mapping[str, str] = field(default_factory=dict)
    unit: str = ""
    codes: str = ""
    only: str = ""
    identifier: str = ""
    where: str = ""

    def __call__(self, schema: dict[str, Any]) -> None:
        """Add the definition to a JSON schema that pydantic makes."""
        schema["description"] = self.definition


class Facets:
    """The limits that a WCO format sets on a text."""

    _NOTATION = re.compile(r"(an|a|n)(\.\.)?([0-9]+)$")
    _CLASSES: ClassVar[dict[str, str]] = {"a": "[A-Z]", "n": "[0-9]"}

    def __init__(self, notation: str) -> None:
        match = self._NOTATION.match(notation)
        if match is None:
            raise ValueError(f"{notation!r} is not a WCO format")
        kind, upto, size = match.groups()
        self.max_length = int(size)
        self.min_length = 1 if upto else self.max_length
        self.pattern = f"^{self._CLASSES[kind]}+$" if kind in self._CLASSES else None

    def as_constraints(self) -> dict[str, Any]:
        """Return them as keyword arguments of pydantic's ``Field``."""
        constraints: dict[str, Any] = {"max_length": self.max_length}
        if self.min_length > 1:
            constraints["min_length"] = self.min_length
        if self.pattern:
            constraints["pattern"] = self.pattern
        return constraints


def element(
    id: str,
    definition: str,
    *,
    format: str = "",
    box: str = "",
    ids: Mapping[str, str] | None = None,
    unit: str = "",
    codes: str = "",
    only: str = "",
    identifier: str = "",
    where: str = "",
    required: bool = False,
) -> Any:
    """Declare an element that occurs at most once. See `Element` for the arguments."""
    spec = Element(id, definition, format, box, ids or {}, unit, codes, only, identifier, where)
    constraints = Facets(format).as_constraints() if format else {}
    if only:
        constraints["pattern"] = f"^{re.escape(only)}$"
    return Field(... if required else None, description=definition, json_schema_extra=spec, **constraints)


def elements(
    id: str,
    definition: str,
    *,
    format: str = "",
    box: str = "",
    ids: Mapping[str, str] | None = None,
    codes: str = "",
    identifier: str = "",
) -> Any:
    """Declare an element that may repeat; absent is the empty tuple. See `Element` for the arguments.

    The entries of a tuple get their limits from their type; *format* only tells them.
    """
    spec = Element(id, definition, format, box, ids or {}, codes=codes, identifier=identifier)
    return Field((), description=definition, json_schema_extra=spec)


class Model(BaseModel):
    """An immutable class of the harmonised model, compared by value.

    Python attributes are snake_case; ``model_dump(by_alias=True)`` and the wire use
    the WCO's PascalCase names. Change a value with `replace`.
    """

    model_config = ConfigDict(
        frozen=True,
        extra="forbid",
        alias_generator=wire_name,
        validate_by_name=True,
        validate_by_alias=True,
        defer_build=True,
        revalidate_instances="subclass-instances",
    )

    wco_id: ClassVar[str] = ""
    """WCO class id, or an id of our own (``CAREC001``...)."""

    def __init_subclass__(cls, *, wco: str = "", **kwargs: Any) -> None:
        super().__init_subclass__(**kwargs)
        if wco:
            cls.wco_id = wco

    @classmethod
    def __pydantic_init_subclass__(cls, **kwargs: Any) -> None:
        """Accept the ``wco`` class argument, which `__init_subclass__` has taken."""

    def __repr_args__(self) -> Iterable[tuple[str | None, Any]]:
        """Show only what is there."""
        for name in type(self).model_fields:
            value = getattr(self, name)
            if value is not None and value != ():
                yield name, value

    def replace(self, **changes: Any) -> Self:
        """Return a copy with *changes*, by attribute name, validated like new data.

        Raises:
            pydantic.ValidationError: A changed value does not fit.
        """
        values = {name: getattr(self, name) for name in self.model_fields_set}
        return type(self)(**{**values, **changes})


class Message(Model):
    """A message of its own: the root of a document."""

    title: ClassVar[str] = ""
    """Name of the message for people."""

    items: ClassVar[str] = ""
    """Path of the part that repeats most, in wire names: what is streamed."""

    item_title: ClassVar[str] = ""
    """Name of one entry of that part, for people."""
