"""Times of a national format: patterns such as ``hh:mm``, both ways."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable

from carec_datamodel.errors import CrosswalkError, LexicalError

_TOKEN = re.compile("hh|mm|ss")
_NAMES = {"hh": "hour", "mm": "minute", "ss": "second"}
_WHOLE = re.compile(r"[0-9]{2}:[0-9]{2}:[0-9]{2}")


def time_functions(argument: str) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """Return reader and writer for times such as ``hh:mm:ss`` or ``hh:mm``.

    The harmonised side is the time of a date and time, always with its seconds: ``12:30:00``.
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
            parts = {name: int(digits) for name, digits in match.groupdict().items()}
            try:
                return dt.time(parts["hour"], parts["minute"], parts.get("second", 0)).isoformat()
            except ValueError:
                continue
        raise LexicalError(f"{text!r} is not a time; expected {' or '.join(patterns)}")

    def write(value: str) -> str | None:
        if not _WHOLE.fullmatch(value):  # a zone or a fraction of a second, which the format cannot say
            return None
        parts = dict(zip(_NAMES, value.split(":"), strict=True))
        texts = (_TOKEN.sub(lambda match: parts[match.group()], pattern) for pattern in patterns)
        return next((text for text in texts if read(text) == value), None)

    return read, write


def _reader(pattern: str) -> re.Pattern[str]:
    tokens = sorted(_TOKEN.findall(pattern))
    if tokens not in (["hh", "mm"], ["hh", "mm", "ss"]) or any(map(str.isalnum, _TOKEN.sub("", pattern))):
        raise CrosswalkError(f"time: {pattern!r} is not a pattern such as hh:mm or hh:mm:ss")
    return re.compile(
        _TOKEN.sub(lambda match: f"(?P<{_NAMES[match.group()]}>[0-9]{{2}})", re.escape(pattern))
    )
