"""Values that an element may have in a sound message: codes from its list, quantities, days of our time.

Texts stay as odd as the wire takes them; so do codes and identifiers that countries are free in.
"""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from carec_datamodel.codelists.code_lists import code_list
from carec_datamodel.model.structure import Field
from carec_datamodel.model.types import Amount, Date, DateTime, Measure, Quantity
from carec_datamodel.testing.strategies.identifiers import identifiers
from carec_datamodel.testing.strategies.lexical import leaves

_UNITS = ("KGM", "TNE", "MTR", "MTK", "MTQ", "LTR", "NAR", "PR")
"""Units of UN/ECE Recommendation 20 for what names no unit of its own."""
_GREATEST = {"P1": 100, "DD": 359, "CEL": 60}
"""Greatest measure by unit, where there is one: per cent, degrees of a course, of temperature."""


@cache
def codes(name: str) -> st.SearchStrategy[str]:
    """Draw codes in use of the list called *name*, for example ``codes("countries")``.

    Args:
        name: A list of `carec_datamodel.codelists.code_lists`.

    Raises:
        KeyError: There is no such list.
    """
    return st.sampled_from(code_list(name).in_use)


def sound_value(item: Field) -> st.SearchStrategy[Any]:
    """Draw values of the leaf *item* as they stand in a sound message."""
    if item.element.codes:
        return codes(item.element.codes)
    if item.element.identifier and not item.element.where:
        return identifiers(item.element.identifier).map(str)
    if item.leaf in _BY_UNIT:
        return _BY_UNIT[item.leaf](item.element.unit)
    return _ALIKE[item.leaf] if item.leaf in _ALIKE else leaves(item.leaf, item.element.format)


def _numbers(greatest: int, scale: int) -> st.SearchStrategy[Decimal]:
    """Draw numbers from 0 to *greatest* with up to *scale* digits behind the point."""
    fraction = st.text("0123456789", max_size=scale)
    return st.builds("{}.{}".format, st.integers(0, greatest - 1), fraction).map(Decimal)


def _units(unit: str) -> st.SearchStrategy[str | None]:
    return st.none() | (st.just(unit) if unit else st.sampled_from(_UNITS))


@cache
def _measures(unit: str) -> st.SearchStrategy[Measure]:
    number = _numbers(_GREATEST.get(unit, 10**5), 3)
    if unit == "CEL":
        number |= number.map(Decimal.__neg__)
    return st.builds(Measure, number, _units(unit))


@cache
def _quantities(unit: str) -> st.SearchStrategy[Quantity]:
    number = st.integers(0, 9999).map(Decimal) | _numbers(10**4, 3)
    return st.builds(Quantity, number, _units(unit), st.none() | leaves("Text", "an..256"))


_DAYS = st.dates(dt.date(2000, 1, 1), dt.date(2049, 12, 31)).map(lambda day: day.isoformat())
_TIMES = st.times().map(lambda time: f"T{time.replace(microsecond=0).isoformat()}")
_ZONES = st.sampled_from(("", "Z", "+05:00", "+04:00", "+04:30", "+08:00"))
_MOMENTS = st.builds("{}{}{}".format, _DAYS, _TIMES, _ZONES)

_BY_UNIT: dict[str, Callable[[str], st.SearchStrategy[Any]]] = {
    "Measure": _measures,
    "Quantity": _quantities,
}
_ALIKE: dict[str, st.SearchStrategy[Any]] = {
    "Amount": st.builds(Amount, _numbers(10**7, 2), st.none() | codes("currencies")),
    "Count": st.integers(1, 9999),
    "Date": _DAYS.map(Date),
    "DateTime": _DAYS.map(DateTime) | _MOMENTS.map(DateTime),
    "Decimal": _numbers(90, 6) | _numbers(10**6, 6),
}
