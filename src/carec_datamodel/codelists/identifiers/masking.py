"""Numbers of persons for logs and reports: all but the last signs hidden."""

from __future__ import annotations

_HIDDEN = "*"
_LONG, _SHORT = 12, 6


def mask(text: str) -> str:
    """Return *text* with all signs but the last ones hidden; its length stays.

    The last four stay of 12 signs and more, the last two of 6 and more, of fewer none.

    >>> mask("991231500006"), mask("0AAAAA0"), mask("12345")
    ('********0006', '*****A0', '*****')
    """
    kept = 4 if len(text) >= _LONG else 2 if len(text) >= _SHORT else 0
    hidden = len(text) - kept
    return _HIDDEN * hidden + text[hidden:]
