"""One code of a code list: what it says, whether it is still in use, and from when to when."""

from __future__ import annotations

import datetime as dt
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

_NOTHING: Mapping[str, str] = {}


class Status(StrEnum):
    """What the keeper of a list says of a code, in the terms of UN/ECE."""

    ACTIVE = "active"
    CHANGED = "changed"
    """In use, with another description than in the edition before."""
    DEPRECATED = "deprecated"
    """Still to be understood, but not to be used any more."""
    DELETED = "deleted"
    """Taken out. Such a code still arrives in messages."""


IN_USE = frozenset({Status.ACTIVE, Status.CHANGED})
"""Statuses of codes that a new message may use."""


@dataclass(frozen=True, slots=True)
class Code:
    """One code of a list.

    Attributes:
        code: The code.
        meaning: What it says; empty where the list gives codes only.
        status: Whether it is in use.
        valid_from: First day, where one is known.
        valid_to: Last day, where one is known.
        more: What else the list says of it, by the name of the column.
    """

    code: str
    meaning: str = ""
    status: Status = Status.ACTIVE
    valid_from: dt.date | None = None
    valid_to: dt.date | None = None
    more: Mapping[str, str] = field(default_factory=lambda: _NOTHING, hash=False)

    def __getitem__(self, column: str) -> str:
        """Return what the list says in *column*, for example ``code["alpha3"]``; empty where it says nothing.

        Raises:
            KeyError: The list has no such column.
        """
        return self.more[column]

    def is_valid(self, on: dt.date | None = None) -> bool:
        """Return whether the code may stand in a message of the day *on*.

        Where the list says from when or until when, these days decide. Otherwise, or without a
        day, its status does: every code is valid but a deleted one.

        >>> Code("DAT", valid_to=dt.date(2019, 12, 31)).is_valid(dt.date(2020, 1, 1))
        False
        """
        if on is None or (self.valid_from is None and self.valid_to is None):
            return self.status is not Status.DELETED
        begun = self.valid_from is None or self.valid_from <= on
        return begun and (self.valid_to is None or on <= self.valid_to)
