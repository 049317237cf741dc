"""Clocks of two places: a moment without zone is told by the clock where it happened."""

from __future__ import annotations

import datetime as dt

from carec_datamodel.model.soundness import is_after
from carec_datamodel.model.types import Date, DateTime

_APART = dt.timedelta(hours=5)
"""How far clocks along the corridors are apart: from Turkey (UTC+3) to China (UTC+8)."""
_DAY = dt.timedelta(days=1)


def may_be_clocks(first: Date, second: Date) -> bool:
    """Return whether *first* seems to be after *second* only as the clocks of two places differ.

    >>> may_be_clocks(Date("2026-03-12T12:00:00"), Date("2026-03-12T09:30:00"))
    True
    >>> may_be_clocks(Date("2026-03-12T12:00:00Z"), Date("2026-03-12T09:30:00Z"))
    False
    """
    if not is_after(first, second):
        return False
    earliest, latest = DateTime(first).datetime(), DateTime(second).datetime()
    if earliest.tzinfo is not None or latest.tzinfo is not None:
        return False
    return earliest - latest - (_DAY if "T" not in second else dt.timedelta()) <= _APART
