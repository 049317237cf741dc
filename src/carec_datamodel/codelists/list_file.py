"""The file of a code list, taken apart: remarks, header, rows. Checks of what stands in it.

A file is a table as a spreadsheet saves it, in UTF-8: with tabs (``.tsv``, where quotes are plain
characters), or with commas or semicolons (``.csv``). Lines that begin with ``#`` are remarks;
some of them say something, for example ``# source: national tariff`` or ``# extends``.
"""

from __future__ import annotations

import csv
import datetime as dt
import io
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from carec_datamodel.codelists.code import Status
from carec_datamodel.errors import CodeListError

REMARKS = ("title", "source", "edition", "licence", "other spelling", "counterpart")
"""What a remark can say of a list, before a colon."""
NOTES = "notes"
"""What the other remarks say, one after the other."""
_EXTENDS = re.compile(r"[# ]*extends?\b[ :]*(?P<name>.*)", re.IGNORECASE)
_POINTED = re.compile(r"(\d{2})\.(\d{2})\.(\d{4})")
_DAYS = ("valid_from", "valid_to")

Row = tuple[int, list[str]]
"""Number of the line, and the cells."""


@dataclass(frozen=True, slots=True)
class ListFile:
    """What a file says.

    Attributes:
        about: What its remarks say of the list, by `REMARKS` and `NOTES`.
        extends: Name of the list that it extends; empty for the one of its own name, None for none.
        columns: Names of the columns.
        rows: Cells by code, in the order of the columns; those missing at the end are empty.
    """

    about: Mapping[str, str]
    extends: str | None
    columns: Sequence[str]
    rows: Mapping[str, Sequence[str]]


def shipped(file: Path) -> ListFile:
    """Return what *file* says, which tests have checked: ``code`` comes first, nothing is wrong."""
    columns: list[str] = []
    about: dict[str, str] = {}
    rows: dict[str, tuple[str, ...]] = {}
    for line in file.read_text(encoding="utf-8").splitlines():
        if line.startswith("#"):
            _take_remark(line, about)
        elif columns:
            cells = tuple(line.split("\t"))
            rows[cells[0]] = cells
        else:
            columns = line.split("\t")
    return ListFile(about, None, columns, rows)


def checked(file: Path) -> ListFile:
    """Return what *file* says.

    Raises:
        CodeListError: The file cannot be read or something is wrong in it. Tells all faults.
    """
    about: dict[str, str] = {}
    extends: str | None = None
    lines: list[Row] = []
    for number, cells in _lines(file):
        if cells[0].startswith("#"):
            remark = ", ".join(filter(None, cells))
            if _EXTENDS.match(remark):
                extends = _extended(remark, file, number)
            else:
                _take_remark(remark, about)
        elif any(cells):
            lines.append((number, cells))
    if not lines:
        raise CodeListError("there is no header; expected a column 'code'", path=str(file))
    check = _Check(*lines[0])
    rows = check.rows(lines[1:])
    if check.faults:
        raise CodeListError.of(check.faults, str(file))
    return ListFile(about, extends, check.columns, rows)


def _extended(remark: str, file: Path, line: int) -> str:
    """Return the name of the list that *remark* says is extended, which may be empty."""
    name = _EXTENDS.sub(r"\g<name>", remark).strip(" ,;")
    if re.search(r"[\s,;]", name):
        raise CodeListError(
            f"the remark says 'extends {name}'; expected 'extends' alone or with the name of one list",
            path=str(file),
            line=line,
        )
    return name


def _take_remark(remark: str, about: dict[str, str]) -> None:
    key, colon, value = remark.lstrip("# ").partition(":")
    if colon and key.strip() in REMARKS:
        about[key.strip()] = value.strip()
    else:
        about[NOTES] = f"{about.get(NOTES, '')} {remark.lstrip('# ')}".strip()


def _lines(file: Path) -> Iterator[Row]:
    text = _text(file)
    if file.suffix.lower() == ".csv":
        lines = text.splitlines()
        # A remark in quotes has a delimiter in it.
        head = next((line for line in lines if line.strip() and not line.startswith(("#", '"#'))), "")
        delimiter = ";" if head.count(";") > head.count(",") else ","
        reader = csv.reader(io.StringIO(text, newline=None), delimiter=delimiter, strict=True)
    else:
        reader = csv.reader(io.StringIO(text, newline=None), delimiter="\t", quoting=csv.QUOTE_NONE)
    number = 1
    try:
        for cells in reader:
            if cells:
                yield number, [cell.strip() for cell in cells]
            number = reader.line_num + 1
    except csv.Error as error:
        quoted = reader.dialect.quoting != csv.QUOTE_NONE
        fault = (
            f"the quotes do not match ({error}); expected a closing quote"
            if quoted
            else f"a cell is too long ({error}); expected fewer characters"
        )
        raise CodeListError(fault, path=str(file), line=number) from None


def _text(file: Path) -> str:
    try:
        content = file.read_bytes()
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise CodeListError(f"the file cannot be read: {reason}", path=str(file)) from None
    if content.startswith(b"PK\x03\x04"):
        raise CodeListError("the file is a workbook; expected a table, save it as CSV UTF-8", path=str(file))
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        raise CodeListError("the file is UTF-16; expected UTF-8, save it in that encoding", path=str(file))
    try:
        return content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        found = f"the byte 0x{content[error.start]:02X}"
        raise CodeListError(
            f"{found} is not UTF-8; expected UTF-8, save the file in that encoding", path=str(file), line=line
        ) from None


class _Check:
    """Looks at the rows of a file, and notes what is wrong in which line."""

    def __init__(self, line: int, header: list[str]) -> None:
        while header and not header[-1]:
            header.pop()
        self.columns = header
        self.faults: list[tuple[int, str]] = []
        self.line_of: dict[str, int] = {}
        if "code" not in header:
            self.faults.append(
                (line, f"the columns are {', '.join(header)}; expected one of them to be 'code'")
            )
        for name in dict.fromkeys(header):
            if header.count(name) > 1:
                self.faults.append((line, f"{header.count(name)} columns are named {name!r}; expected one"))

    def rows(self, lines: list[Row]) -> dict[str, list[str]]:
        """Return the cells by code."""
        return {} if self.faults else dict(self._take(lines))

    def _take(self, lines: list[Row]) -> Iterator[tuple[str, list[str]]]:
        place = self.columns.index("code")
        for line, cells in lines:
            code = cells[place] if place < len(cells) else ""
            first = self.line_of.setdefault(code, line)
            if any(cells[len(self.columns) :]):
                beyond = next(cell for cell in cells[len(self.columns) :] if cell)
                self.faults.append(
                    (line, f"{beyond!r} stands in no column; expected {len(self.columns)} cells")
                )
            elif not code:
                self.faults.append((line, "the code is missing; expected one in the column 'code'"))
            elif first != line:
                self.faults.append(
                    (line, f"the code {code!r} stands in line {first} already; expected it once")
                )
            else:
                self._check_cells(line, cells)
                yield code, cells[: len(self.columns)]

    def _check_cells(self, line: int, cells: list[str]) -> None:
        """Check status and days; days are put as 2026-03-12."""
        days = []
        for place, (name, cell) in enumerate(zip(self.columns, cells, strict=False)):
            if name == "status" and cell and cell not in tuple(Status):
                self.faults.append((line, f"the status is {cell!r}; expected one of {', '.join(Status)}"))
            if name in _DAYS and cell:
                day = _day(cell)
                if day is None:
                    self.faults.append((line, f"{name} is {cell!r}; expected a day such as 2026-03-12"))
                else:
                    cells[place] = day.isoformat()
                    days.append((name, day))
        if dict(days).get("valid_from", dt.date.min) > dict(days).get("valid_to", dt.date.max):
            first, last = (dict(days)[name] for name in _DAYS)
            self.faults.append((line, f"valid_to is {last}; expected no day before valid_from, {first}"))


def _day(text: str) -> dt.date | None:
    """Return the day written as 2026-03-12 or, as spreadsheets of the region have it, 12.03.2026."""
    pointed = _POINTED.fullmatch(text)
    if pointed:
        text = "-".join(reversed(pointed.groups()))
    elif not re.fullmatch(r"\d{4}-\d{2}-\d{2}", text):
        return None
    try:
        return dt.date.fromisoformat(text)
    except ValueError:
        return None
