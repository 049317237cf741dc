"""Data types of the harmonised model, after UN/CEFACT core data types.

They are lexically strict: what XSD 1.0 would accept for the type in XML is
accepted here, in XML, in JSON and from Python strings, and nothing else. So
``12_000``, ``١٢``, ``1E3`` and ``yes`` are refused, and ``1.50`` stays ``1.50``.

Sources: UN/CEFACT Core Component Type Specification 3.0; W3C XML Schema Part 2.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import lru_cache
from typing import TYPE_CHECKING, Annotated, Any, ClassVar, NamedTuple

from pydantic import ConfigDict, Field, GetCoreSchemaHandler
from pydantic.dataclasses import dataclass
from pydantic_core import CoreSchema, core_schema

# Characters that XML 1.0 cannot carry. Surrogates cannot occur in valid UTF-8.
_ILLEGAL = r"\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff"
# One line without a blank at either end; each character decides alone where the match goes on.
_TOKEN = rf"^[^{_ILLEGAL} \t\n\r](?: *[^{_ILLEGAL} \t\n\r])*$"
_ZONE = r"(?:Z|[+-](?:(?:0[0-9]|1[0-3]):[0-5][0-9]|14:00))?"
_DATE = r"[0-9]{4}-[0-9]{2}-[0-9]{2}"
_TIME = r"(?:[01][0-9]|2[0-3]):[0-5][0-9]:[0-5][0-9](?:\.[0-9]{1,6})?"


class Lexical(NamedTuple):
    """The lexical rule of a leaf type.

    Attributes:
        name: UN/CEFACT name of the type.
        pattern: Anchored pattern in a dialect that Rust, ECMAScript and (without
            the anchors) XSD read alike.
        expected: The rule in words, for messages.
    """

    name: str
    pattern: str
    expected: str


# Decimal types hold at most 20 digits before and 24 after the point, which is room for
# the coefficients that some systems print with all digits of a binary fraction.
_DECIMAL = r"-?(?:0|[1-9][0-9]{0,19})(?:\.[0-9]{1,24})?"

LEXICAL: dict[str, Lexical] = {
    rule.name: rule
    for rule in (
        Lexical("Text", rf"^[ \t\n\r]*[^{_ILLEGAL} \t\n\r][^{_ILLEGAL}]*$", "text that is not blank"),
        Lexical("Code", _TOKEN, "a code: one line, no blank at either end"),
        Lexical("Identifier", _TOKEN, "an identifier: one line, no blank at either end"),
        Lexical("Indicator", r"^(?:true|false)$", "true or false"),
        Lexical("Decimal", rf"^{_DECIMAL}$", "a decimal number such as 1234.50"),
        Lexical("Count", r"^(?:0|[1-9][0-9]{0,17})$", "a whole number such as 12"),
        Lexical("Date", rf"^{_DATE}{_ZONE}$", "a date such as 2026-03-12"),
        Lexical(
            "DateTime",
            rf"^{_DATE}(?:T{_TIME})?{_ZONE}$",
            "a date or date and time such as 2026-03-12 or 2026-03-12T09:30:00+05:00",
        ),
    )
}


def _text_schema(name: str) -> CoreSchema:
    return core_schema.str_schema(strict=True, pattern=LEXICAL[name].pattern)


class LeafType:
    """Marks an annotated type with its UN/CEFACT name and gives pydantic its strict schema."""

    __slots__ = ("build", "name")

    def __init__(self, name: str, build: Callable[[], CoreSchema] | None = None) -> None:
        self.name = name
        self.build = build

    def __get_pydantic_core_schema__(self, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        schema = self.build() if self.build else _text_schema(self.name)
        # A required element has its limits on the type itself: keep them behind our own rule.
        limited = handler(source)
        return schema if len(limited) == 1 else core_schema.chain_schema([schema, limited])


def _spelled(value: Any) -> Any:
    """Return a decimal or a whole number as it is written on the wire; anything else as it is."""
    if isinstance(value, Decimal) and value.is_finite():
        return format(value, "f")
    return str(value) if type(value) is int else value


def _decimal_schema() -> CoreSchema:
    from_text = core_schema.no_info_after_validator_function(Decimal, _text_schema("Decimal"))
    from_number = core_schema.no_info_before_validator_function(_spelled, from_text)
    either = core_schema.union_schema(
        [from_text, from_number],
        mode="left_to_right",
        custom_error_type="decimal",
        custom_error_message="not a decimal number",
    )
    return core_schema.json_or_python_schema(
        json_schema=from_text,
        python_schema=either,
        serialization=core_schema.plain_serializer_function_ser_schema(_dumped, info_arg=True),
    )


def _dumped(value: Decimal, info: core_schema.SerializationInfo) -> Decimal | str:
    return format(value, "f") if info.mode_is_json() else value


def _count_schema() -> CoreSchema:
    from_text = core_schema.no_info_after_validator_function(int, _text_schema("Count"))
    number = core_schema.int_schema(strict=True, ge=0, lt=10**18)
    either = core_schema.union_schema(
        [from_text, number],
        mode="left_to_right",
        custom_error_type="count",
        custom_error_message="not a whole number",
    )
    return core_schema.json_or_python_schema(json_schema=number, python_schema=either)


def _indicator_schema() -> CoreSchema:
    from_text = core_schema.no_info_after_validator_function("true".__eq__, _text_schema("Indicator"))
    truth = core_schema.bool_schema(strict=True)
    either = core_schema.union_schema(
        [from_text, truth],
        mode="left_to_right",
        custom_error_type="indicator",
        custom_error_message="not an indicator",
    )
    return core_schema.json_or_python_schema(json_schema=truth, python_schema=either)


# The dates of one message are few and its parts repeat them.
_DAYS_KEPT = 1024


class Date(str):
    """A calendar date as ISO 8601 text: ``2026-03-12``, optionally with a zone.

    The text is kept as written, so ``2026-03-12Z`` and ``2026-03-12+00:00`` stay apart.

    >>> Date("2026-03-12").date()
    datetime.date(2026, 3, 12)
    """

    __slots__ = ()
    _lexical: ClassVar[str] = "Date"

    def date(self) -> dt.date:
        """Return the calendar date, without any zone."""
        return dt.date.fromisoformat(self[:10])

    @classmethod
    @lru_cache(_DAYS_KEPT)
    def _parse(cls, value: str) -> Date:
        text = cls(value)
        text.date()  # the pattern lets 2026-02-30 pass; this does not
        return text

    @classmethod
    def __get_pydantic_core_schema__(cls, source: Any, handler: GetCoreSchemaHandler) -> CoreSchema:
        return core_schema.no_info_before_validator_function(
            _iso, core_schema.no_info_after_validator_function(cls._parse, _text_schema(cls._lexical))
        )


class DateTime(Date):
    """A date, or a date and time, as ISO 8601 text, optionally with a zone.

    >>> DateTime("2026-03-12T09:30:00+05:00").datetime().isoformat()
    '2026-03-12T09:30:00+05:00'
    """

    __slots__ = ()
    _lexical: ClassVar[str] = "DateTime"

    def datetime(self) -> dt.datetime:
        """Return the moment; midnight where only a date is given; aware where a zone is given."""
        text = self if "T" in self else f"{self[:10]}T00:00:00{self[10:]}"
        return dt.datetime.fromisoformat(text)

    @classmethod
    @lru_cache(_DAYS_KEPT)
    def _parse(cls, value: str) -> Date:
        text = cls(value)
        text.datetime()
        return text


def _iso(value: Any) -> Any:
    return value.isoformat() if isinstance(value, dt.date) else value


Text = Annotated[str, LeafType("Text")]
Code = Annotated[str, LeafType("Code")]
CountryCode = Annotated[str, LeafType("Code"), Field(min_length=2, max_length=2, pattern="^[A-Z]+$")]
Identifier = Annotated[str, LeafType("Identifier")]
Indicator = Annotated[bool, LeafType("Indicator", _indicator_schema)]
Numeric = Annotated[Decimal, LeafType("Decimal", _decimal_schema)]
Count = Annotated[int, LeafType("Count", _count_schema)]

_VALUED = ConfigDict(extra="forbid", validate_by_alias=True, validate_by_name=True)


@dataclass(frozen=True, slots=True, config=_VALUED)
class Amount:
    """An amount of money and its currency (ISO 4217), for example ``Amount("12.50", "USD")``."""

    value: Numeric
    currency: Code | None = Field(default=None, alias="currencyID", max_length=3)

    if TYPE_CHECKING:  # what is turned into a decimal is not what is stored

        def __init__(self, value: Decimal | str | int, currency: str | None = None) -> None: ...


@dataclass(frozen=True, slots=True, config=_VALUED)
class Measure:
    """A physical measure and its unit (UN/ECE Recommendation 20), for example ``Measure("12.5", "KGM")``."""

    value: Numeric
    unit: Code | None = Field(default=None, alias="unitCode", max_length=8)

    if TYPE_CHECKING:  # what is turned into a decimal is not what is stored

        def __init__(self, value: Decimal | str | int, unit: str | None = None) -> None: ...


@dataclass(frozen=True, slots=True, config=_VALUED)
class Quantity:
    """A counted quantity, its unit (UN/ECE Recommendation 20) and the unit's name as declared."""

    value: Numeric
    unit: Code | None = Field(default=None, alias="unitCode", max_length=8)
    unit_name: Text | None = Field(default=None, alias="unitName", max_length=256)

    if TYPE_CHECKING:  # what is turned into a decimal is not what is stored

        def __init__(
            self, value: Decimal | str | int, unit: str | None = None, unit_name: str | None = None
        ) -> None: ...


VALUED: tuple[type, ...] = (Amount, Measure, Quantity)
"""Leaf types whose XML form has attributes beside the text."""
