"""Times of a national format: patterns such as ``hh:mm``, both ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from carec_datamodel.crosswalk.transform_dates import CLOCK
from carec_datamodel.errors import CrosswalkError, LexicalError

_TOKEN = re.compile("hh|mm|:?ss|zz")
_WHOLE = re.compile(
    r"(?P<hh>[0-9]{2}):(?P<mm>[0-9]{2}):(?P<ss>[0-9]{2}(?:\.[0-9]{1,6})?)(?P<zz>Z|[+-][0-9]{2}:[0-9]{2})?"
)
_KINDS = (["hh", "mm"], ["hh", "mm", "ss"], ["hh", "mm", "zz"], ["hh", "mm", "ss", "zz"])


def time_functions(argument: str) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """Return reader and writer for times such as ``hh:mm:ss``, ``hh:mm:sszz`` or ``hh:mm``.

    The harmonised side is the time of a date and time, always with its seconds: ``12:30:00``, and with
    the zone ``zz`` that the pattern has. Seconds behind a colon may have a fraction.
    Several patterns are parted by ``|``; the first that says the time to the second is
    written, and the first that gives a time is read.

    Raises:
        CrosswalkError: A pattern does not hold hour and minute once each, holds seconds twice, or
            other letters.
    """
    patterns = argument.split("|")
    readers = [_reader(pattern) for pattern in patterns]

    def read(text: str) -> str:
        for reader in readers:
            match = reader.fullmatch(text)
            if match is None:
                continue
            parts = match.groupdict()
            try:
                time = dt.time(int(parts["hour"]), int(parts["minute"]), int(parts.get("second", 0)))
            except ValueError:
                continue
            return f"{time.isoformat()}{parts.get('fraction') or ''}{parts.get('zone', '')}"
        raise LexicalError(f"{text!r} is not a time; expected {' or '.join(patterns)}")

    def write(value: str) -> str | None:
        match = _WHOLE.fullmatch(value)
        if match is None:
            return None
        spelled = {**match.groupdict(""), ":ss": f":{match['ss']}"}
        texts = (_TOKEN.sub(lambda token: spelled[token.group()], pattern) for pattern in patterns)
        return next((text for text in texts if _reads(text) == value), None)

    def _reads(text: str) -> str | None:
        try:
            return read(text)
        except LexicalError:
            return None

    return read, write


def _reader(pattern: str) -> re.Pattern[str]:
    tokens = sorted(token.lstrip(":") for token in _TOKEN.findall(pattern))
    if tokens not in _KINDS or any(map(str.isalnum, _TOKEN.sub("", pattern))):
        raise CrosswalkError(f"time: {pattern!r} is not a pattern such as hh:mm, hh:mm:ss or hh:mm:sszz")
    return re.compile(_TOKEN.sub(lambda token: CLOCK[token.group()], re.escape(pattern)))
