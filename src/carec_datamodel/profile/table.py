"""The table of a profile: tab-separated text, one row per element of the use."""

from __future__ import annotations

import re
from dataclasses import dataclass
from itertools import zip_longest
from pathlib import Path

from carec_datamodel.errors import ProfileError
from carec_datamodel.tables import source_text, tab_separated

COLUMNS = ("path", "occurs", "format", "codes", "note")

_OCCURS = re.compile(r"([0-9]{1,9})\.\.([0-9]{1,9}|n)")


@dataclass(frozen=True, slots=True)
class Row:
    """One row.

    Attributes:
        path: Wire names below the message, ``[]`` behind what repeats in the model:
            ``Consignment[]/Consignor/Name``; ``@`` before an attribute: ``ValueAmount/@currencyID``.
        occurs: ``0..1``, ``1..1``, ``1..n``, ``2..100``; ``0..0`` says that there is none.
        format: WCO format, where it is narrower than that of the model.
        codes: The codes allowed, parted by blanks, or ``list(name)`` for a list of the model.
        note: What people should know of the element in this use.
        place: File and line, for messages about the table.
    """

    path: str
    occurs: str
    format: str
    codes: str
    note: str
    place: str

    @property
    def steps(self) -> tuple[str, ...]:
        """The path step by step, without ``[]``."""
        return tuple(step.removesuffix("[]") for step in self.path.split("/"))

    def bounds(self) -> tuple[int, int | None]:
        """Return how often the element occurs at least and at most; None for any number.

        Raises:
            ValueError: The cell says something else.
        """
        match = _OCCURS.fullmatch(self.occurs)
        if match is not None:
            least, most = int(match[1]), None if match[2] == "n" else int(match[2])
            if most is None or least <= most:
                return least, most
        raise ValueError(f"{self.occurs!r} is not a number of occurrences such as 0..1")


def read_table(file: Path) -> tuple[Row, ...]:
    """Read the rows of *file*; lines that start with ``#`` are remarks.

    Cells left out at the end of a row are empty.

    Raises:
        ProfileError: The file cannot be read, a column is missing or a row has too many cells.
    """
    header, lines = tab_separated(source_text(file, ProfileError))
    if tuple(header) != COLUMNS:
        raise ProfileError(f"{file.name}: the columns are {header}; expected {list(COLUMNS)}")
    rows = []
    for line, cells in lines:
        place = f"{file.name}:{line}"
        if len(cells) > len(COLUMNS):
            raise ProfileError(f"{place}: {len(cells)} cells; expected {len(COLUMNS)}")
        said = dict(zip_longest(COLUMNS, cells, fillvalue=""))
        rows.append(Row(**said, place=place))
    return tuple(rows)
