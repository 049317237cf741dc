"""What a finding is. Every floor may report findings; only `validation` judges a document."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, fields
from enum import StrEnum
from typing import Any, NamedTuple


class Severity(StrEnum):
    """How much a finding weighs, most first."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"

    def reaches(self, threshold: Severity) -> bool:
        """Return whether it is *threshold* or weighs more.

        >>> Severity.ERROR.reaches(Severity.WARNING), Severity.NOTE.reaches(Severity.WARNING)
        (True, False)
        """
        weights = list(Severity)
        return weights.index(self) <= weights.index(threshold)


@dataclass(frozen=True, slots=True)
class Finding:
    """One thing noticed about a document.

    Attributes:
        rule: Stable id of the rule or check, for example ``type.decimal``.
        message: What is wrong, in plain words.
        severity: Weight of the finding.
        path: Readable path in the sender's own document.
        line: Line in that document, counted from 1.
        value: The offending value as it stands there.
        expected: What was expected instead.
        box: Box of the Single Administrative Document.
        wco: WCO class and element id, for example ``68A.006``.
        harmonised: Path in the harmonised model.
        hint: What to do about it.
    """

    rule: str
    message: str
    severity: Severity = Severity.ERROR
    path: str | None = None
    line: int | None = None
    value: str | None = None
    expected: str | None = None
    box: str | None = None
    wco: str | None = None
    harmonised: str | None = None
    hint: str | None = None

    def as_dict(self) -> dict[str, Any]:
        """Return the filled attributes as a plain dict, ready for JSON."""
        pairs = ((field.name, getattr(self, field.name)) for field in fields(self))
        return {name: value for name, value in pairs if value is not None}


class Spot(NamedTuple):
    """A place in the sender's own document.

    Attributes:
        path: Readable path.
        line: Line, counted from 1.
        value: The text there; None where the place holds no value of its own.
        box: Box of the Single Administrative Document; empty where there is none.
    """

    path: str | None
    line: int | None
    value: str | None = None
    box: str = ""


def plural(count: int, noun: str) -> str:
    """Return *count* and *noun*.

    >>> plural(1, "error"), plural(0, "error")
    ('1 error', '0 errors')
    """
    return f"{count} {noun}{'' if count == 1 else 's'}"


def one_of(names: Sequence[str], most: int) -> str:
    """Return *names* as what is expected: at most so many, and how many more there are.

    >>> one_of(["KGM"], 2), one_of(["KGM", "TNE", "LTR"], 2)
    ('KGM', 'one of KGM, TNE and 1 more')
    """
    shown = ", ".join(names[:most])
    more = f" and {len(names) - most} more" if len(names) > most else ""
    return f"one of {shown}{more}" if len(names) > 1 else shown


def clip(text: str, limit: int = 60) -> str:
    """Return *text* on one line, cut to *limit* characters, for use in a message."""
    flat = " ".join(text.split())
    return flat if len(flat) <= limit else flat[: limit - 1] + "…"
