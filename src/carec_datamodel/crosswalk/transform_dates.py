"""Dates of a national format: patterns such as ``M/D/YY``, both ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from carec_datamodel.errors import CrosswalkError, LexicalError

_PARTS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short>[0-9]{2})",
    "MM": r"(?P<month>[0-9]{2})",
    "DD": r"(?P<day>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "D": r"(?P<day>[0-9]{1,2})",
}
_TOKEN = re.compile("YYYY|YY|MM|DD|M|D")
_MONTHS = frozenset(str(month) for month in range(1, 13))


def date_functions(argument: str) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """Return reader and writer for dates such as ``M/D/YY`` or ``YYYY-MM-DD``.

    Several patterns are parted by ``|``; the first is written, and the first that gives
    a date is read. Years of two digits lie between 1970 and 2069.

    Raises:
        CrosswalkError: A pattern does not hold year, month and day once each, or holds other letters.
    """
    patterns = argument.split("|")
    readers = [_reader(pattern) for pattern in patterns]

    def read(text: str) -> str:
        for reader in readers:
            match = reader.match(text)
            if match is None:
                continue
            parts = match.groupdict()
            short = parts.get("short")
            year = int(parts["year"]) if short is None else int(short) + (2000 if int(short) < 70 else 1900)  # noqa: PLR2004
            try:
                return dt.date(year, int(parts["month"]), int(parts["day"])).isoformat()
            except ValueError:
                continue
        raise LexicalError(f"{text!r} is not a date; expected {' or '.join(patterns)}")

    def write(value: str) -> str | None:
        day = dt.date.fromisoformat(value[:10])
        if len(value) > 10:  # noqa: PLR2004 - a time or a zone, which the format cannot say
            return None
        spelled = {
            "YYYY": f"{day.year:04}",
            "YY": f"{day.year % 100:02}",
            "MM": f"{day.month:02}",
            "DD": f"{day.day:02}",
            "M": str(day.month),
            "D": str(day.day),
        }
        text = _TOKEN.sub(lambda m: spelled[m.group()], patterns[0])
        return text if read(text) == value else None

    return read, write


def _reader(pattern: str) -> re.Pattern[str]:
    tokens = sorted(token[0] for token in _TOKEN.findall(pattern))
    if tokens != ["D", "M", "Y"] or any(map(str.isalnum, _TOKEN.sub("", pattern))):
        raise CrosswalkError(f"date: {pattern!r} is not a pattern such as M/D/YY or YYYY-MM-DD")
    return re.compile(_TOKEN.sub(lambda m: _PARTS[m.group()], re.escape(pattern)) + "$")


def swappable(text: str) -> bool:
    """Return whether *text* could as well be a date with day and month the other way round."""
    first, _, rest = text.partition("/")
    second = rest.partition("/")[0]
    return first.lstrip("0") in _MONTHS and second.lstrip("0") in _MONTHS and first != second
