"""Code tables of a crosswalk: national code, harmonised code."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path

from carec_datamodel.codelists.codes import CodeList
from carec_datamodel.crosswalk.sources import source_text, tab_separated
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
        CrosswalkError: The file cannot be read, has other columns, lacks a code, or has one twice.
    """
    header, rows = tab_separated(source_text(file))
    if header[:1] != ["code"] and header[:2] != ["national", "harmonised"]:
        raise CrosswalkError(f"{file.name}: the columns are {header}; expected national, harmonised or code")
    width = 1 if header[0] == "code" else 2
    inward: dict[str, str] = {}
    for line, cells in rows:
        codes = cells[:width]
        if len(codes) < width or not all(codes):
            raise CrosswalkError(f"{file.name}:{line}: a code is missing; expected {header[:width]}")
        national, harmonised = codes[0], codes[-1]
        if national in inward:
            raise CrosswalkError(f"{file.name}:{line}: the code {national!r} stands there twice")
        inward[national] = harmonised
    return CodeTable(file.stem, inward, _inverse(inward))


def shared_codes(listed: CodeList) -> CodeTable:
    """Return the codes of *listed*, which both sides share, and its other spellings where it has such.

    Where several codes had one spelling in the course of time, it means the first that is listed.
    The codes of a list that names a counterpart are national, and what they mean is harmonised; one
    that has none is not in the table.
    """
    if listed.counterpart:
        inward = {
            code.code: code[listed.counterpart] for code in listed.codes.values() if code[listed.counterpart]
        }
        return CodeTable(listed.name, inward, _inverse(inward))
    outward = {code: code for code in listed.codes}
    inward = dict(outward)
    if listed.spelling:
        for code in listed.codes.values():
            if code[listed.spelling]:
                inward.setdefault(code[listed.spelling], code.code)
    return CodeTable(listed.name, inward, outward)


def column_codes(listed: CodeList, column: str) -> CodeTable:
    """Return the codes of *listed* as they stand in *column*, such as the numbers of countries.

    Where several codes had one spelling in the course of time, it means the one in use.

    Raises:
        CrosswalkError: The list has no such column of its own.
    """
    if column not in listed.columns:
        raise CrosswalkError(
            f"the list {listed.name} has no column {column!r}; it has {', '.join(listed.columns) or 'none'}"
        )
    outward = {code.code: code[column] for code in listed.codes.values() if code[column]}
    inward = {text: listed.all_by(column, text)[0].code for text in dict.fromkeys(outward.values())}
    return CodeTable(f"{listed.name}.{column}", inward, outward)


def _inverse(inward: dict[str, str]) -> dict[str, str]:
    """Return harmonised to national; where several national codes mean one, the first."""
    outward: dict[str, str] = {}
    for national, harmonised in inward.items():
        outward.setdefault(harmonised, national)
    return outward
