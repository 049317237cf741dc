"""The ASYCUDA crosswalks have a row for every element that is known, and each row says what it must."""

from __future__ import annotations

import csv
import re
import tomllib
from collections import Counter
from dataclasses import dataclass, field
from pathlib import Path

import pytest

import carec_datamodel

FOLDER = Path(carec_datamodel.__file__).parent / "formats" / "asycuda"
TABLES = tuple(sorted(file.name for file in FOLDER.glob("*.tsv")))
MESSAGES = tuple(name for name in TABLES if not name.startswith("fragment_"))
DICTIONARIES = {
    "sad": ("sad.csv", "ASYCUDA", 446),
    "manifest": ("awmds.csv", "Awmds", 136),
    "awbolds": ("awbolds.csv", "Awbolds", 102),
    "awmcds": ("awmcds.csv", "Awmcds", 103),
    "awbolegmds": ("awbolegmds.csv", "Awbolegmds", 27),
    "waybill": ("waybill.csv", "AsycudaWorld_Manifest", 102),
}
"""National dictionary, root element and number of elements of each table."""
BOX = re.compile(r"(?:[1-9]|[1-4][0-9]|5[0-4])[a-c]?$|[A-J]$")
OCCURS = re.compile(r"([0-9]+)\.\.([0-9]+|n)$")
TYPE = re.compile(r"struct$|date$|bool$|(?:an|a|n)(?:(?:\.\.)?[0-9]+(?:,[0-9]+)?)?$")

Row = dict[str, str]


def rows(name: str) -> list[Row]:
    """Return the rows of a table, each with its line under ``line``."""
    with (FOLDER / name).open(encoding="utf-8", newline="") as stream:
        table = csv.DictReader(stream, delimiter="\t", quoting=csv.QUOTE_NONE)
        return [{**row, "line": f"{name}:{line}"} for line, row in enumerate(table, start=2)]


def all_rows() -> list[Row]:
    return [row for name in TABLES for row in rows(name)]


def transforms(row: Row) -> list[str]:
    return [part.strip().partition("(")[0] for part in row["transform"].split(";") if part.strip()]


@dataclass
class Element:
    """An element of the table: its inner elements by every spelling, and whether a row is about it."""

    inside: dict[str, Element] = field(default_factory=dict)
    known: bool = False

    def add(self, path: str) -> Element:
        element = self
        for step in path.split("/"):
            names = step.removesuffix("[]").lower().split("|")
            found = (
                next((element.inside[name] for name in names if name in element.inside), None) or Element()
            )
            element.inside.update(dict.fromkeys(names, found))
            element = found
        element.known = True
        return element

    def has(self, path: str) -> bool:
        element: Element | None = self
        for step in path.lower().split("/"):
            element = element.inside.get(step) if element else None
        return element is not None and element.known


def elements_of(name: str) -> Element:
    """Return all elements of a table, fragments in their places."""
    root = Element()
    _add(root, name)
    return root


def _add(root: Element, name: str) -> None:
    for row in rows(name):
        element = root.add(row["path"])
        if row["transform"].startswith("use("):
            fragment = row["transform"].removeprefix("use(").removesuffix(")")
            _add(element, f"fragment_{fragment}.tsv")


@pytest.fixture(scope="module")
def reference(shared: Path) -> Path:
    return shared / "reference" / "asycuda"


def read_csv(file: Path) -> list[Row]:
    with file.open(encoding="utf-8", newline="") as stream:
        return list(csv.DictReader(stream))


@pytest.mark.parametrize("table", DICTIONARIES)
def test_every_element_of_the_national_dictionary_has_a_row(reference: Path, table: str) -> None:
    file, root, count = DICTIONARIES[table]
    elements = elements_of(f"{table}.tsv")
    paths = [row["path"].removeprefix(f"/{root}/") for row in read_csv(reference / file)[1:]]
    assert len(paths) + 1 == count
    assert [path for path in paths if not elements.has(path)] == []


def test_every_table_of_a_message_has_its_national_dictionary() -> None:
    assert {f"{table}.tsv" for table in DICTIONARIES} == set(MESSAGES)


def test_every_spelling_and_place_of_the_dialects_has_a_row(reference: Path) -> None:
    elements = elements_of("sad.tsv")
    wrappers = tomllib.loads((FOLDER / "sad.toml").read_text(encoding="utf-8"))["wrappers"]
    paths = []
    for row in read_csv(reference / "sad_dialects.csv"):
        if re.fullmatch(r"/ASYCUDA(?:/[A-Za-z0-9_.]+)+", row["path_in_dialect"]):
            steps = row["path_in_dialect"].removeprefix("/ASYCUDA/").split("/")
            paths.append("/".join(step for step in steps if step not in wrappers))
    assert len(paths) > 50
    assert [path for path in paths if not elements.has(path)] == []


def test_boxes_are_those_of_the_dictionary(reference: Path) -> None:
    """``(29)`` is the box that the value would stand in; VN, the valuation note, is no box."""
    boxes: dict[str, str] = {}
    for row in read_csv(reference / "sad.csv"):
        path = row["path"].removeprefix("/ASYCUDA/").lower()
        boxes.setdefault(path, row["sad_box"].strip("()").replace("VN", ""))
    wrong = []
    for row in rows("sad.tsv"):
        path = re.sub(r"\|[^/]*|\[\]", "", row["path"]).lower()
        if boxes.get(path, row["box"]) != row["box"]:
            wrong.append((row["line"], row["path"], row["box"], boxes[path]))
    assert wrong == []


def test_no_row_stands_there_twice() -> None:
    for name in TABLES:
        keys = Counter(
            (row["path"], row["harmonised"], row["transform"], row["relation"]) for row in rows(name)
        )
        assert [key for key, count in keys.items() if count > 1] == []


@pytest.mark.parametrize("table", TABLES)
def test_no_element_is_both_carried_and_omitted(table: str) -> None:
    relations: dict[str, set[str]] = {}
    for row in rows(table):
        relations.setdefault(row["path"], set()).add(row["relation"])
    assert [path for path, found in relations.items() if found & {"none", "struct"} and len(found) > 1] == []


def test_no_cell_has_blanks_around_it() -> None:
    wrong = [(row["line"], name) for row in all_rows() for name, cell in row.items() if cell != cell.strip()]
    assert wrong == []


def test_boxes_are_boxes_of_the_declaration_form() -> None:
    wrong = [row for row in all_rows() if row["box"] and not all(map(BOX.match, row["box"].split("/")))]
    assert wrong == []


def test_occurrences_are_bounds_in_order() -> None:
    wrong = []
    for row in all_rows():
        match = OCCURS.match(row["occurs"])
        if match is None or (match[2] != "n" and int(match[1]) > int(match[2])):
            wrong.append((row["line"], row["occurs"]))
        elif (match[2] == "n") != row["path"].endswith("[]"):
            wrong.append((row["line"], row["path"]))
    assert wrong == []


def test_types_are_types() -> None:
    assert [(row["line"], row["type"]) for row in all_rows() if not TYPE.match(row["type"])] == []


@pytest.mark.parametrize("table", TABLES)
def test_a_structure_has_rows_inside_or_pads_the_form(table: str) -> None:
    paths = [re.sub(r"\|[^/]*?(?=\[\]|/|$)", "", row["path"]) for row in rows(table)]
    empty = []
    for row in rows(table):
        path = re.sub(r"\|[^/]*?(?=\[\]|/|$)", "", row["path"])
        inside = any(other.startswith(f"{path}/") for other in paths)
        if row["relation"] == "struct" and not inside and not row["transform"].startswith("use("):
            empty.append((row["line"], row["path"]))
    assert empty == []


@pytest.mark.parametrize("table", TABLES)
def test_every_element_stands_in_one_that_has_a_row(table: str) -> None:
    paths = {re.sub(r"\|[^/]*?(?=\[\]|/|$)", "", row["path"]) for row in rows(table)}
    assert [path for path in paths if "/" in path and path.rpartition("/")[0] not in paths] == []


def test_every_row_has_a_source() -> None:
    assert [row["line"] for row in all_rows() if len(row["source"]) < 8] == []


def test_every_omitted_element_has_a_reason() -> None:
    omitted = [row for row in all_rows() if row["relation"] == "none"]
    assert len(omitted) > 20
    assert [row["line"] for row in omitted if len(row["reason"].split()) < 3] == []


def test_every_row_that_loses_something_says_why() -> None:
    """A place of another dialect comes back in the usual place; a code table writes one spelling of two."""
    lossy = [
        row
        for row in all_rows()
        if row["relation"] in {"narrower", "broader"} or {"fallback", "same"} & set(transforms(row))
    ]
    assert [(row["line"], row["path"]) for row in lossy if not row["reason"]] == []


def test_a_date_of_two_forms_says_why() -> None:
    wrong = [row for row in all_rows() if "date(" in row["transform"] and "|" in row["transform"]]
    assert [(row["line"], row["path"]) for row in wrong if not row["reason"]] == []


def test_dates_and_numbers_are_read_as_such() -> None:
    readers = {
        "date": {"date", "call"},
        "n": {"number", "integer", "scale", "call", "position"},
        "bool": {"flag"},
    }
    wrong = [
        (row["line"], row["type"], row["transform"])
        for row in all_rows()
        if row["relation"] not in {"none", "struct"}
        and row["type"] in readers
        and not readers[row["type"]] & set(transforms(row))
    ]
    assert wrong == []


def test_every_value_that_is_carried_whole_has_an_example() -> None:
    """Pieces of a value have none: one cell does not show what the others add."""
    pieces = {"chars", "part", "lines", "row"}
    wrong = [
        (row["line"], row["path"])
        for row in all_rows()
        if row["relation"] == "equal"
        and not pieces & set(transforms(row))
        and not re.fullmatch(r"\S.* => \S.*", row["example"])
    ]
    assert wrong == []
