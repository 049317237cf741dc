"""Amounts as officers compare them: to the unit, or within a share, and only in one currency."""

from __future__ import annotations

from collections.abc import Iterable
from decimal import Decimal
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carec_datamodel.model.types import Amount

_CENT = Decimal("0.01")


def near(found: Decimal, expected: Decimal, units: Decimal, share: Decimal = Decimal()) -> bool:
    """Return whether two figures differ by no more than *units*, or than *share* of the expected one.

    >>> near(Decimal("2896976"), Decimal("2896976.35"), Decimal(1))
    True
    """
    return abs(found - expected) <= max(units, abs(expected) * share)


def total(amounts: Iterable[Amount | None]) -> Amount | None:
    """Return the sum of *amounts*; None where one is missing, currencies differ, or there are none."""
    from carec_datamodel.model.types import Amount

    found = list(amounts)
    known = [amount for amount in found if amount is not None]
    if not known or len(known) < len(found) or len({amount.currency for amount in known}) > 1:
        return None
    return Amount(sum((amount.value for amount in known), Decimal()), known[0].currency)


def comparable(*amounts: Amount | None) -> bool:
    """Return whether all *amounts* are there and in one currency."""
    return None not in amounts and len({amount.currency for amount in amounts if amount}) == 1


def told(number: Decimal, unit: str | None = None) -> str:
    """Return *number*, to the cent where it is finer, with its unit, for people.

    >>> told(Decimal("2896976.3500"), "KZT")
    '2896976.35 KZT'
    """
    cents = number.quantize(_CENT)
    text = f"{cents if number != number.to_integral_value() else number.to_integral_value():f}"
    return f"{text} {unit}" if unit else text


def told_amount(amount: Amount) -> str:
    """Return *amount* for people."""
    return told(amount.value, amount.currency)
