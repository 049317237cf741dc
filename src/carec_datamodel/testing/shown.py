"""Two values side by side, so that a person sees what differs."""

from __future__ import annotations

from itertools import takewhile
from typing import Any

from carec_datamodel.findings import plural
from carec_datamodel.model.alignment import content
from carec_datamodel.model.base import Model
from carec_datamodel.model.leaves import leaves

_WIDTH = 60
# So much of what is the same is shown before what differs.
_BEFORE = 20
NOTHING = "nothing"


def shown_text(text: str | None, start: int = 0) -> str:
    r"""Return *text* quoted, from *start* on; what is left out at the ends is an ellipsis.

    >>> shown_text("one\ntwo"), shown_text(None)
    ("'one\\ntwo'", 'nothing')
    """
    if text is None:
        return NOTHING
    piece = text[start : start + _WIDTH]
    before, after = "…" if start else "", "…" if start + _WIDTH < len(text) else ""
    return repr(f"{before}{piece}{after}")


def shown_texts(one: str | None, other: str | None) -> tuple[str, str]:
    """Return both texts quoted; of long ones, the place where they first differ."""
    start = 0
    if one is not None and other is not None and max(len(one), len(other)) > _WIDTH:
        same = takewhile(lambda pair: pair[0] == pair[1], zip(one, other, strict=False))
        start = max(0, sum(1 for _ in same) - _BEFORE)
    return shown_text(one, start), shown_text(other, start)


def shown_values(one: Any, other: Any) -> tuple[str, str]:
    """Return two values of messages as they are written, a class as what it is and how much it holds."""
    if isinstance(one, str) and isinstance(other, str):
        return shown_texts(one, other)
    return _shown(one), _shown(other)


def _shown(value: Any) -> str:
    if value is None:
        return NOTHING
    if isinstance(value, Model):
        return f"{type(value).__name__} with {plural(sum(1 for _ in leaves(value)), 'value')}"
    if isinstance(value, str):
        return shown_text(value)
    held = content(value)
    # A value with a unit or currency: the name of its type, the number, and what it has of them.
    return " ".join(filter(None, held[1:])) if isinstance(held, tuple) else str(held)
