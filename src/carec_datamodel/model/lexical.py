"""A value of the model as text on the wire."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

XML_SPACE = " \t\r\n"
"""What XML counts as white space; a no-break space is a character like any other."""


def decimal_text(value: Decimal) -> str:
    """Return *value* in plain notation, scale kept: ``1.50`` stays ``1.50``.

    >>> decimal_text(Decimal("1E+3"))
    '1000'
    """
    text = str(value)
    return format(value, "f") if "E" in text else text


def _indicator_text(value: bool) -> str:
    return "true" if value else "false"


TO_TEXT: dict[str, Callable[[Any], str] | None] = {
    "Text": None,
    "Code": None,
    "Identifier": None,
    "Date": None,
    "DateTime": None,
    "Indicator": _indicator_text,
    "Decimal": decimal_text,
    "Count": str,
    "Amount": decimal_text,
    "Measure": decimal_text,
    "Quantity": decimal_text,
}
"""How to spell each leaf type; None where the value is text already. Valued leaves: their value."""

TO_JSON: dict[str, Callable[[Any], Any] | None] = {
    **TO_TEXT,
    "Date": str,
    "DateTime": str,
    "Indicator": None,
    "Count": None,
}
"""The same for JSON, which has truth values and whole numbers of its own."""
