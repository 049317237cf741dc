"""Dates of a national format, perhaps with a time and a zone: patterns such as ``M/D/YY``, both ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from carec_datamodel.errors import CrosswalkError, LexicalError

CLOCK = {
    "hh": r"(?P<hour>[0-9]{2})",
    "mm": r"(?P<minute>[0-9]{2})",
    ":ss": r":(?P<second>[0-9]{2})(?P<fraction>\.[0-9]{1,6})?",
    "ss": r"(?P<second>[0-9]{2})",
    "zz": r"(?P<zone>Z|[+-](?:0[0-9]|1[0-3]):[0-5][0-9]|[+-]14:00)",
}
"""What the parts of a time look like, by how patterns say them."""
_PARTS = {
    **CLOCK,
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short>[0-9]{2})",
    "MM": r"(?P<month>[0-9]{2})",
    "DD": r"(?P<day>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "D": r"(?P<day>[0-9]{1,2})",
    "z": r"(?P<zone>Z|[+-][0-9]{2}(?::00)?)",
}
_TOKEN = re.compile("YYYY|YY|MM|DD|M|D|hh|mm|:?ss|zz|z")
_WHOLE = re.compile(
    r"[0-9]{4}-[0-9]{2}-[0-9]{2}(?:T(?P<hh>[0-9]{2}):(?P<mm>[0-9]{2}):(?P<ss>[0-9]{2}(?:\.[0-9]{1,6})?)"
    r"(?P<zone>Z|[+-][0-9]{2}:[0-9]{2})?)?"
)
_FRACTION = re.compile(r"\.[0-9]+")
_KINDS = frozenset({"DMY", "DMYz", "DMYhm", "DMYhms", "DMYhmz", "DMYhmsz"})
"""What a pattern may hold, by the first letters of its parts: a day, perhaps a time, perhaps a zone."""
_DAY_WITH_ZONE = re.compile(r"[0-9](?:Z|[+-][0-9]{2}:[0-9]{2}|\+[0-9]{2})$")
_MONTHS = frozenset(str(month) for month in range(1, 13))


def date_functions(argument: str) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """Return reader and writer for dates such as ``M/D/YY``, ``YYYY-MM-DD`` or ``YYYYMMDDhhmmssz``.

    Several patterns are parted by ``|``; the first that says all of the harmonised date is
    written, and the first that gives a date is read. Years of two digits lie between 1970 and
    2069. Seconds behind a colon may have a fraction. A zone, ``z``, is ``Z`` or whole hours: ``+05``, ``zz``
    with minutes: ``+04:30``; that of a day alone is not kept.

    Raises:
        CrosswalkError: A pattern does not hold year, month and day once each, holds a time without
            minutes, or other letters.
    """
    patterns = argument.split("|")
    readers = [_reader(pattern) for pattern in patterns]

    def read(text: str) -> str:
        for reader in readers:
            match = reader.match(text)
            value = _value(match.groupdict()) if match is not None else None
            if value is not None:
                return value
        raise LexicalError(f"{text!r} is not a date; expected {' or '.join(patterns)}")

    def write(value: str) -> str | None:
        spelled = _spelled(value)
        if spelled is None:  # a zone or a fraction of a second that no pattern can say
            return None
        texts = (_TOKEN.sub(lambda match: spelled[match.group()], pattern) for pattern in patterns)
        return next((text for text in texts if _reads(read, text, value)), None)

    return read, write


def _reader(pattern: str) -> re.Pattern[str]:
    kind = "".join(sorted(token.lstrip(":")[0] for token in _TOKEN.findall(pattern)))
    rest = _TOKEN.sub("", pattern)
    if kind not in _KINDS or any(map(str.isalnum, rest.replace("T", "", 1) if "h" in kind else rest)):
        raise CrosswalkError(f"date: {pattern!r} is not a pattern such as M/D/YY or YYYY-MM-DD")
    return re.compile(_TOKEN.sub(lambda m: _PARTS[m.group()], re.escape(pattern)) + "$")


def _value(parts: dict[str, str]) -> str | None:
    """Return the harmonised date of the *parts*; None where there is no such day or time."""
    short = parts.get("short")
    year = int(parts["year"]) if short is None else int(short) + (2000 if int(short) < 70 else 1900)  # noqa: PLR2004
    try:
        day = dt.date(year, int(parts["month"]), int(parts["day"])).isoformat()
        if "hour" not in parts:
            return day
        time = dt.time(int(parts["hour"]), int(parts["minute"]), int(parts.get("second", 0))).isoformat()
    except ValueError:
        return None
    zone = parts.get("zone", "")
    minutes = "" if zone in {"", "Z"} or ":" in zone else ":00"
    return f"{day}T{time}{parts.get('fraction') or ''}{zone}{minutes}"


def _spelled(value: str) -> dict[str, str] | None:
    """Return how the parts of a pattern are spelled for the harmonised *value*; empty where it has none."""
    match = _WHOLE.fullmatch(value)
    if match is None:
        return None
    day = dt.date.fromisoformat(value[:10])
    return {
        "YYYY": f"{day.year:04}",
        "YY": f"{day.year % 100:02}",
        "MM": f"{day.month:02}",
        "DD": f"{day.day:02}",
        "M": str(day.month),
        "D": str(day.day),
        "hh": match["hh"] or "",
        "mm": match["mm"] or "",
        ":ss": f":{match['ss'] or ''}",
        "ss": match["ss"] or "",
        "z": (match["zone"] or "").removesuffix(":00"),
        "zz": match["zone"] or "",
    }


def _reads(read: Callable[[str], str], text: str, value: str) -> bool:
    try:
        return read(text) == value
    except LexicalError:
        return False


def utc_functions(
    read: Callable[[str], str | None], write: Callable[[str], str | None]
) -> tuple[Callable[[str], str | None], Callable[[str], str | None]]:
    """Return *read* and *write* for a format whose times are UTC and do not say so.

    A time is read as UTC. One of another zone is written as that instant in UTC; one without a
    zone, which may be any instant of a day, is not written.
    """

    def reader(text: str) -> str | None:
        value = read(text)
        if value is None or "T" not in value:
            return value
        return f"{_in_utc(value) or value}Z"

    def writer(value: str) -> str | None:
        if "T" not in value:
            return write(value)
        instant = _in_utc(value)
        return write(instant) if instant is not None else None

    return reader, writer


def _in_utc(value: str) -> str | None:
    """Return the time *value* in UTC and without its zone; None where it has none or is no such time."""
    fraction = _FRACTION.search(value)  # kept as it is written: Python fills it to six digits
    try:
        moment = dt.datetime.fromisoformat(_FRACTION.sub("", value))
        instant = moment.astimezone(dt.UTC) if moment.tzinfo is not None else None
    except (ValueError, OverflowError):
        return None
    if instant is None:
        return None
    return instant.replace(tzinfo=None).isoformat() + (fraction.group() if fraction else "")


def same_instant(one: str, other: str) -> bool:
    """Return whether two harmonised dates with time and zone are one instant."""
    if "T" not in one or "T" not in other:
        return False
    try:
        first, second = dt.datetime.fromisoformat(one), dt.datetime.fromisoformat(other)
    except ValueError:
        return False
    return first.tzinfo is not None and second.tzinfo is not None and first == second


def loses_zone(text: str, value: str) -> bool:
    """Return whether *text* is a day with a zone, of which the harmonised *value* has the day alone."""
    return "T" not in value and _DAY_WITH_ZONE.search(text) is not None


def swappable(text: str) -> bool:
    """Return whether *text* could as well be a date with day and month the other way round."""
    first, _, rest = text.partition("/")
    second = rest.partition("/")[0]
    return first.lstrip("0") in _MONTHS and second.lstrip("0") in _MONTHS and first != second
