"""Code tables of a crosswalk: national code, harmonised code."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from pathlib import Path

from carec_datamodel.errors import CrosswalkError


@dataclass(frozen=True, slots=True)
class CodeTable:
    """A mapping of codes, both ways.

    Where several national codes mean one harmonised code, the first row is the one written.

    Attributes:
        name: Name of the table.
        inward: National to harmonised.
        outward: Harmonised to national.
    """

    name: str
    inward: dict[str, str]
    outward: dict[str, str]

    @property
    def invertible(self) -> bool:
        """Whether every national code comes back as itself."""
        return len(self.inward) == len(self.outward)


def read_codes(file: Path) -> CodeTable:
    """Read a table of two columns, ``national`` and ``harmonised``; more columns are remarks.

    A table of one column ``code`` lists the codes that both sides share.

    Raises:
        CrosswalkError: The table has other columns, or a national code twice.
    """
    inward: dict[str, str] = {}
    outward: dict[str, str] = {}
    with file.open(encoding="utf-8", newline="") as stream:
        reader = csv.reader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        header = next(reader, [])
        if header[:1] != ["code"] and header[:2] != ["national", "harmonised"]:
            raise CrosswalkError(
                f"{file.name}: the columns are {header}; expected national, harmonised or code"
            )
        for line, cells in enumerate(reader, start=2):
            if not cells or cells[0].startswith("#"):
                continue
            national, harmonised = (cells[0], cells[0]) if header[0] == "code" else (cells[0], cells[1])
            if national in inward:
                raise CrosswalkError(f"{file.name}:{line}: the code {national!r} stands there twice")
            inward[national] = harmonised
            outward.setdefault(harmonised, national)
    return CodeTable(file.stem, inward, outward)
