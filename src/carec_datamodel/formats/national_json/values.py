"""JSON values whose numbers stay as they are written, and their text."""

from __future__ import annotations

import json
import re
from collections.abc import Mapping
from decimal import Decimal
from typing import Any

from carec_datamodel.formats.document import Document

_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?(?:[eE][+-]?[0-9]+)?")
TRUTHS: Mapping[str, bool] = {"true": True, "false": False}
"""Truth values by their texts."""
_GREATEST = 30
_LONGEST = 9


class Number(str):
    """A number, as it is written: ``1000.50`` keeps its zero."""

    __slots__ = ()


def value_of(document: Document) -> Any:
    """Return the value of a JSON document, its numbers as they are written.

    Raises:
        UnsafeDocument: The bytes may not be parsed.
    """
    _ = document.value  # parsed with all limits, which are not asked for again
    return json.loads(document.data.decode("utf-8-sig"), parse_int=Number, parse_float=Number)


def number_or_text(text: str) -> str:
    """Return *text* as a number where JSON can write it as one, else as it is.

    >>> type(number_or_text("1000.50")).__name__, type(number_or_text("007")).__name__
    ('Number', 'str')
    """
    return Number(text) if _NUMBER.fullmatch(text) else text


def kind(value: Any) -> str:
    """Return of which kind *value* is."""
    if isinstance(value, dict | list):
        return "object" if isinstance(value, dict) else "list"
    if isinstance(value, Number):
        return "number"
    if isinstance(value, bool):
        return "boolean"
    return "null" if value is None else "text"


def scalar_text(value: Any) -> str:
    """Return a scalar as the text of an element: null as none, a number without an exponent.

    >>> scalar_text(Number("1.20E7")), scalar_text(Number("1000.50")), scalar_text(True)
    ('12000000', '1000.50', 'true')
    """
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, Number) and "e" in value.lower():
        return _without_exponent(value)
    return "" if value is None else str(value)


def _without_exponent(number: str) -> str:
    """Return *number* in plain notation, unless it is too great or too small to be meant."""
    if abs(int(number.lower().partition("e")[2][:_LONGEST])) > _GREATEST:
        return str(number)
    return format(Decimal(number), "f")


def dumped(value: Any) -> bytes:
    """Return *value* as indented JSON, UTF-8."""
    return (_dumped(value, "\n") + "\n").encode()


def _dumped(value: Any, line: str) -> str:
    """Return *value* as JSON; *line* begins a line as far to the right as it stands."""
    if isinstance(value, Number):
        return str(value)
    if not value or not isinstance(value, dict | list):
        return json.dumps(value, ensure_ascii=False)
    below = f"{line}  "
    if isinstance(value, list):
        entries = [_dumped(entry, below) for entry in value]
        return f"[{below}{f',{below}'.join(entries)}{line}]"
    members = [
        f"{json.dumps(key, ensure_ascii=False)}: {_dumped(item, below)}" for key, item in value.items()
    ]
    return f"{{{below}{f',{below}'.join(members)}{line}}}"
