"""Amounts as officers compare them: to the unit, or within a share, and only in one currency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING, NamedTuple, TypeAlias

if TYPE_CHECKING:
    from carec_datamodel.model.types import Amount

_CENT = Decimal("0.01")


class Sum(NamedTuple):
    """A sum of amounts in one currency; None where that is not stated."""

    value: Decimal
    currency: str | None


Figure: TypeAlias = "Amount | Sum"


def near(found: Decimal, expected: Decimal, units: Decimal, share: Decimal = Decimal()) -> bool:
    """Return whether two figures differ by no more than *units*, or than *share* of the expected one.

    >>> near(Decimal("2896976"), Decimal("2896976.35"), Decimal(1))
    True
    """
    return abs(found - expected) <= max(units, abs(expected) * share)


def total(amounts: Iterable[Figure | None]) -> Sum | None:
    """Return the sum of *amounts*; None where one is missing, currencies differ, or there are none."""
    value, currencies = Decimal(), set()
    for amount in amounts:
        if amount is None:
            return None
        value += amount.value
        currencies.add(amount.currency)
    return Sum(value, currencies.pop()) if len(currencies) == 1 else None


def comparable(*amounts: Figure | None) -> bool:
    """Return whether all *amounts* are there and in one currency."""
    return None not in amounts and len({amount.currency for amount in amounts if amount is not None}) == 1


def told(number: Decimal, unit: str | None = None) -> str:
    """Return *number*, to the cent where it is finer, with its unit, for people.

    >>> told(Decimal("2896976.3500"), "KZT")
    '2896976.35 KZT'
    """
    cents = number.quantize(_CENT)
    text = f"{cents if number != number.to_integral_value() else number.to_integral_value():f}"
    return f"{text} {unit}" if unit else text


def told_amount(amount: Figure) -> str:
    """Return *amount* for people."""
    return told(amount.value, amount.currency)
