"""A code list: its codes by code and by their other columns, and where they are from."""

from __future__ import annotations

import datetime as dt
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from carec_datamodel.codelists.code import IN_USE, Code, Status

OWN_FIELDS = ("code", "meaning", "status", "valid_from", "valid_to")
"""Columns that every list may have; any other is one of its own."""

Cells = Sequence[str]
"""Cells of a row in the order of the columns; those that are missing at its end are empty."""


class Codes(Mapping[str, Code]):
    """The codes of a list in its order, each made when it is asked for, as a list may be long.

    Attributes:
        columns: Names of the columns, ``code`` among them.
        rows: Cells by code.
    """

    def __init__(self, columns: Sequence[str], rows: Mapping[str, Cells]) -> None:
        self.columns = tuple(columns)
        self.rows = rows

    def __getitem__(self, code: str) -> Code:
        cells = self.rows[code]
        found = dict.fromkeys(self.columns, "") | dict(zip(self.columns, cells, strict=False))
        return Code(
            code,
            found.get("meaning", ""),
            Status(found.get("status") or Status.ACTIVE),
            _day(found.get("valid_from")),
            _day(found.get("valid_to")),
            {name: cell for name, cell in found.items() if name not in OWN_FIELDS},
        )

    def __contains__(self, code: object) -> bool:
        return code in self.rows

    def __iter__(self) -> Iterator[str]:
        return iter(self.rows)

    def __len__(self) -> int:
        return len(self.rows)


def _day(text: str | None) -> dt.date | None:
    return dt.date.fromisoformat(text) if text else None


@dataclass(frozen=True, eq=False)
class CodeList:
    """Codes that an element may have, and where they are from. Compared by identity.

    Attributes:
        name: Name of the list.
        title: Title for people.
        source: Standard that it is from; empty where the harmonised model defines it.
        edition: Edition or date of the standard, and what of it the list has.
        licence: Terms of what was taken from the source.
        codes: The codes in the order of the list.
        spelling: Column with another spelling of the code that messages may have instead.
        counterpart: Column with the code of an international list that the code means, named like
            that list; empty where the codes stand for themselves.
        notes: What there is to know of its columns and codes.
    """

    name: str
    title: str
    source: str
    edition: str
    licence: str
    codes: Codes
    spelling: str = ""
    counterpart: str = ""
    notes: str = ""
    _found: dict[str, dict[str, list[str]]] = field(default_factory=dict, init=False, repr=False)

    def __contains__(self, code: object) -> bool:
        return code in self.codes

    def __len__(self) -> int:
        return len(self.codes)

    @property
    def columns(self) -> tuple[str, ...]:
        """Names of the columns of its own, for example ``alpha3``."""
        return tuple(name for name in self.codes.columns if name not in OWN_FIELDS)

    @property
    def in_use(self) -> tuple[str, ...]:
        """Codes that a new message may use: neither deprecated nor deleted."""
        columns, rows = self.codes.columns, self.codes.rows
        if "status" not in columns:
            return tuple(rows)
        place = columns.index("status")
        return tuple(
            code
            for code, cells in rows.items()
            if len(cells) <= place or not cells[place] or cells[place] in IN_USE
        )

    def get(self, code: str) -> Code | None:
        """Return the code written *code*, or None where the list does not have it."""
        return self.codes.get(code)

    def valid(self, code: str, on: dt.date | None = None) -> bool:
        """Return whether the list has *code* and it may stand in a message of the day *on*.

        See `Code.is_valid` for what a day does.
        """
        found = self.codes.get(code)
        return found is not None and found.is_valid(on)

    def by(self, column: str, value: str) -> Code | None:
        """Return the first code with *value* in *column*; None where there is none.

        Codes in use come before those that are not.

        Raises:
            KeyError: The list has no such column.
        """
        return next(iter(self.all_by(column, value)), None)

    def all_by(self, column: str, value: str) -> tuple[Code, ...]:
        """Return all codes with *value* in *column*, those in use first.

        Raises:
            KeyError: The list has no such column.
        """
        found = (self.codes[code] for code in self._index(column).get(value, ()))
        return tuple(sorted(found, key=lambda code: code.status not in IN_USE))

    def _index(self, column: str) -> dict[str, list[str]]:
        """Return the codes by what stands in *column*, put together when it is first asked for."""
        if column not in self._found:
            if column not in self.codes.columns:
                raise KeyError(
                    f"{self.name} has no column {column!r}; it has {', '.join(self.codes.columns)}"
                )
            place = self.codes.columns.index(column)
            index: dict[str, list[str]] = {}
            for code, cells in self.codes.rows.items():
                if len(cells) > place and cells[place]:
                    index.setdefault(cells[place], []).append(code)
            self._found[column] = index
        return self._found[column]
