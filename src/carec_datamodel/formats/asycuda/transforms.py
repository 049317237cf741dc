"""What ASYCUDA writes in a way that no transform says: the UN number with or without its letters."""

from __future__ import annotations

import re

_UN_NUMBER = re.compile(r"(?:UN ?)?([0-9]{4})", re.IGNORECASE)


def _read_un_number(text: str) -> str | None:
    """Return the four digits of ``1263``, ``UN1263`` or ``UN 1263``; None where *text* is none of them."""
    match = _UN_NUMBER.fullmatch(text)
    return match.group(1) if match else None


def _write_un_number(value: str) -> str | None:
    return value if _UN_NUMBER.fullmatch(value) else None


CALLERS = {"un_number": (_read_un_number, _write_un_number)}
