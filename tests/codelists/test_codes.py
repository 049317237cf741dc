"""What a code list answers."""

from __future__ import annotations

import datetime as dt
import subprocess
import sys

import pytest

from carec_datamodel.codelists import Status, code_list


def test_a_code_has_its_meaning_and_what_else_the_list_says():
    kilogram = code_list("units").get("KGM")
    assert (kilogram.code, kilogram.meaning, kilogram.status) == ("KGM", "kilogram", Status.ACTIVE)
    assert (kilogram["symbol"], kilogram["level"]) == ("kg", "1")


def test_what_the_table_leaves_out_at_the_end_of_a_row_is_empty():
    uzbekistan = code_list("countries").get("UZ")
    assert (uzbekistan.valid_to, uzbekistan.status) == (None, Status.ACTIVE)
    assert code_list("units").get("10")["symbol"] == ""


def test_a_code_that_is_not_there_is_none_and_not_valid():
    assert code_list("countries").get("ZZ") is None
    assert "ZZ" not in code_list("countries")
    assert not code_list("countries").valid("ZZ")


def test_a_code_is_taken_as_it_is_written():
    assert "uz" not in code_list("countries")
    assert "UZ " not in code_list("countries")


@pytest.mark.parametrize(
    ("name", "column", "value", "code"),
    [
        ("countries", "alpha3", "UZB", "UZ"),
        ("countries", "numeric", "031", "AZ"),
        ("currencies", "numeric", "398", "KZT"),
        ("border_crossings", "office", "69002", "AZ-GE-1/GE"),
        ("incoterms", "meaning", "delivered at frontier", "DAF"),
    ],
)
def test_a_code_is_found_by_what_stands_in_another_column(name, column, value, code):
    assert code_list(name).by(column, value).code == code


def test_what_stands_in_no_row_is_not_found():
    assert code_list("countries").by("alpha3", "XXX") is None
    assert code_list("countries").all_by("status", "") == ()


def test_a_search_gives_codes_in_use_before_those_that_are_not():
    found = code_list("countries").all_by("numeric", "180")
    assert [(each.code, each.status) for each in found] == [("CD", "active"), ("ZR", "deleted")]
    pieces = code_list("packages").all_by("numeric", "04")
    statuses = [each.status for each in pieces]
    assert statuses == sorted(statuses, key=lambda status: status not in {"active", "changed"})


def test_a_search_in_a_column_that_is_not_there_tells_which_are():
    with pytest.raises(
        KeyError, match="countries has no column 'alpha2'; it has code, alpha3, numeric, status"
    ):
        code_list("countries").by("alpha2", "UZ")


def test_validity_on_a_day_is_that_of_the_code():
    incoterms = code_list("incoterms")
    assert incoterms.valid("DAT", on=dt.date(2019, 12, 31))
    assert not incoterms.valid("DAT", on=dt.date(2020, 1, 1))
    assert incoterms.valid("DAT")
    assert not code_list("units").valid("05")


def test_codes_in_use_are_neither_deprecated_nor_deleted():
    units = code_list("units")
    assert {units.get(code).status for code in units.in_use} == {Status.ACTIVE, Status.CHANGED}
    assert {units.get(code).status for code in units.codes if code not in {*units.in_use}} == {
        Status.DEPRECATED,
        Status.DELETED,
    }


def test_in_a_list_without_statuses_all_codes_are_in_use():
    assert len(code_list("hs2022").in_use) == len(code_list("hs2022")) == 6936


def test_lists_are_compared_by_identity():
    assert code_list("units") == code_list("units")
    assert len({code_list("units"), code_list("units"), code_list("packages")}) == 2


def test_no_table_is_read_before_it_is_asked_for():
    program = (
        "import pathlib\n"
        "read = []\n"
        "original = pathlib.Path.read_text\n"
        "pathlib.Path.read_text = lambda self, *a, **k: read.append(self.stem) or original(self, *a, **k)\n"
        "import carec_datamodel.model, carec_datamodel.codelists.own_lists\n"
        "from carec_datamodel.codelists import CodeLists, code_list\n"
        "lists = CodeLists()\n"
        "list(lists)\n"
        "assert {'hs2022', 'units', 'document_types', 'countries'}.isdisjoint(read), read\n"
        "assert '520512' in lists['hs2022']\n"
        "assert '520513' in lists['hs2022']\n"
        "print(read.count('hs2022'), read.count('units'))\n"
    )
    done = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=False)
    assert (done.stdout, done.stderr) == ("1 0\n", "")
