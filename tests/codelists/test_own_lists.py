"""Lists that a user brings: from a spreadsheet, replacing or extending those of the library."""

from __future__ import annotations

import csv
import datetime as dt
import errno
import os
import pickle
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carec_datamodel.codelists import CodeLists, code_list
from carec_datamodel.codelists.code_lists import list_names
from carec_datamodel.errors import CarecError, CodeListError

OFFICES = "code,meaning,valid_from,valid_to\n27001,Yallama,,\n27011,Navoi airport,2024-01-15,\n"


@pytest.fixture
def put(tmp_path: Path):
    def write(name: str, text: str | bytes) -> Path:
        file = tmp_path / name
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return file

    return write


def fault_of(file: Path, **options) -> CodeListError:
    with pytest.raises(CodeListError) as caught:
        CodeLists().with_file(file, **options)
    return caught.value


# --- which lists there are ---------------------------------------------------------------------------


def test_without_files_there_are_the_lists_of_the_library():
    lists = CodeLists()
    assert tuple(lists) == list_names()
    assert lists["countries"] is code_list("countries")
    assert len(lists) == len(list_names())
    assert "colours" not in lists
    with pytest.raises(KeyError, match="colours"):
        lists["colours"]


def test_a_file_gives_a_list_of_its_name(put):
    lists = CodeLists().with_file(put("customs_offices_uz.csv", OFFICES))
    offices = lists["customs_offices_uz"]
    assert list(offices.codes) == ["27001", "27011"]
    assert offices.get("27011").valid_from == dt.date(2024, 1, 15)
    assert "customs_offices_uz" in lists
    assert tuple(lists) == (*list_names(), "customs_offices_uz")


def test_the_name_may_be_given(put):
    lists = CodeLists().with_file(put("register of offices.csv", OFFICES), name="customs_offices_uz")
    assert lists["customs_offices_uz"].get("27001").meaning == "Yallama"


def test_lists_that_were_there_before_stay_as_they_were(put):
    before = CodeLists()
    after = before.with_file(put("countries.csv", "code\nUZ\n"))
    assert (len(after["countries"]), len(before["countries"]), len(code_list("countries"))) == (1, 274, 274)


def test_a_list_without_codes_is_empty_not_the_one_of_the_library(put):
    lists = CodeLists().with_file(put("countries.csv", "code,meaning\n"))
    assert len(lists["countries"]) == 0
    assert "UZ" not in lists["countries"]


def test_files_and_folders_are_loaded_in_order(tmp_path, put):
    put("customs_offices_uz.csv", OFFICES)
    put("Tariff.TSV", "code\n5205120000\n")
    put("readme.txt", "no list")
    later = tmp_path / "later"
    later.mkdir()
    (later / "customs_offices_uz.csv").write_text("code\n99999\n")
    lists = CodeLists.load([tmp_path, str(later)])
    assert list(lists["customs_offices_uz"].codes) == ["99999"]
    assert "5205120000" in lists["Tariff"]
    assert "readme" not in lists


def test_lists_are_compared_by_identity_and_travel_between_processes(put):
    lists = CodeLists().with_file(put("customs_offices_uz.csv", OFFICES))
    assert lists != CodeLists()
    assert len({lists, lists, CodeLists()}) == 2
    again = pickle.loads(pickle.dumps(lists))  # noqa: S301 - our own bytes
    assert again["customs_offices_uz"].get("27001").meaning == "Yallama"


# --- how a file may look -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("offices.csv", 'code,meaning,kind\n001,"Khorgos, road",2\n'),
        ("offices.csv", "code;meaning;kind\n001;Khorgos, road;2\n"),
        ("offices.tsv", "code\tmeaning\tkind\n001\tKhorgos, road\t2\n"),
        ("offices.tsv", "\ufeffcode\tmeaning\tkind\r\n001\t Khorgos, road\t2\t\t\r\n"),
        ("offices.csv", "# a remark\n\nmeaning;kind;code\nKhorgos, road;2;001\n;;\n"),
        (
            "offices.csv",
            '"# title: offices, roads; rails; ports; parks"\ncode,meaning,kind\n001,"Khorgos, road",2\n',
        ),
        ("offices.CSV", 'code,meaning,kind,,\n# a, remark,,\n001,"Khorgos, road",2,,\n'),
    ],
    ids=[
        "commas",
        "semicolons",
        "tabs",
        "as Windows saves",
        "columns in another order",
        "a remark in quotes",
        "empty columns",
    ],
)
def test_a_spreadsheet_may_save_a_list_in_several_ways(put, name, text):
    (code,) = CodeLists().with_file(put(name, text))[Path(name).stem].codes.values()
    assert (code.code, code.meaning, code["kind"]) == ("001", "Khorgos, road", "2")


CELLS = st.text(st.characters(exclude_categories=("Cc", "Cs")), max_size=8).map(str.strip)
CODES = CELLS.filter(lambda text: text and not text.startswith("#"))


@given(rows=st.dictionaries(CODES, CELLS, max_size=5), delimiter=st.sampled_from(",;"))
def test_whatever_a_spreadsheet_writes_comes_back_code_by_code(tmp_path_factory, rows, delimiter):
    file = tmp_path_factory.mktemp("lists") / "offices.csv"
    with file.open("w", encoding="utf-8", newline="") as stream:
        csv.writer(stream, delimiter=delimiter).writerows([("code", "meaning"), *rows.items()])
    offices = CodeLists().with_file(file)["offices"]
    assert {code.code: code.meaning for code in offices.codes.values()} == rows
    assert list(offices.codes) == list(rows)


@pytest.mark.parametrize("text", ["2020-01-31", "31.01.2020"])
def test_days_may_be_written_as_in_the_region(put, text):
    lists = CodeLists().with_file(put("offices.csv", f"code,valid_to\n27001,{text}\n"))
    assert lists["offices"].get("27001").valid_to == dt.date(2020, 1, 31)


def test_remarks_say_what_a_list_is(put):
    remarks = "# title: Offices\n# source: register, of 2026,\n# licence: public\n# five digits\n"
    text = f"code,meaning\n{remarks}1,x\n"
    offices = CodeLists().with_file(put("offices.csv", text))["offices"]
    assert (offices.title, offices.source, offices.licence) == ("Offices", "register, of 2026", "public")
    assert (offices.edition, offices.notes) == ("", "five digits")


def test_a_list_without_a_title_has_its_name(put):
    assert CodeLists().with_file(put("offices.csv", "code\n1\n"))["offices"].title == "offices"


def test_quotes_are_plain_characters_between_tabs(put):
    lists = CodeLists().with_file(put("units.tsv", 'code\tsymbol\nD62\t"\nINH\tin\n'))
    assert lists["units"].get("D62")["symbol"] == '"'
    assert "INH" in lists["units"]


# --- extending ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "remark", ["# extends", "#extends", "# extend", "# extends: countries", "# extends,,"]
)
def test_a_file_that_says_so_adds_to_the_list_of_its_name(put, remark):
    lists = CodeLists().with_file(put("countries.csv", f"code,alpha3,numeric\n{remark}\nXK,XKX,383\n"))
    countries = lists["countries"]
    assert (len(countries), countries.by("alpha3", "XKX").code) == (275, "XK")
    assert countries.source == "ISO 3166-1 alpha-2"
    assert countries.get("UZ")["alpha3"] == "UZB"


def test_without_the_remark_a_file_takes_the_place_of_the_list(put):
    lists = CodeLists().with_file(put("countries.csv", "code\n# it extends nothing\nUZ\n"))
    assert list(lists["countries"].codes) == ["UZ"]


@pytest.mark.parametrize(("remark", "extend", "number"), [("", True, 275), ("# extends\n", False, 1)])
def test_an_argument_decides_before_the_remark(put, remark, extend, number):
    file = put("countries.csv", f"code\n{remark}XK\n")
    assert len(CodeLists().with_file(file, extend=extend)["countries"]) == number


def test_a_list_under_another_name_may_have_the_codes_of_one(put):
    lists = CodeLists().with_file(put("tariff_uz.csv", "code,meaning\n# extends hs2022\n5205120000,yarn\n"))
    assert "520512" in lists["tariff_uz"]
    assert lists["tariff_uz"].get("5205120000").meaning == "yarn"
    assert (len(lists["hs2022"]), len(lists["tariff_uz"])) == (6936, 6937)


def test_of_a_code_that_is_there_the_columns_of_the_file_count(put):
    text = "code,status,valid_to,note\n# extends\nUZ,deprecated,2030-12-31,hypothetical\nKZ,,,\n"
    countries = CodeLists().with_file(put("countries.csv", text))["countries"]
    changed = countries.get("UZ")
    assert (changed["alpha3"], changed.status, changed.valid_to) == (
        "UZB",
        "deprecated",
        dt.date(2030, 12, 31),
    )
    assert (changed["note"], countries.get("TJ")["note"]) == ("hypothetical", "")
    assert len(countries) == 274
    assert "UZ" not in countries.in_use


def test_a_file_may_extend_a_list_that_another_file_brought(put):
    offices = put("offices.csv", OFFICES)
    more = put("offices.tsv", "code\tmeaning\n# extends\n27099\tTermez\n")
    assert list(CodeLists.load([offices, more])["offices"].codes) == ["27001", "27011", "27099"]


def test_a_list_to_extend_that_is_not_there_is_told_with_those_that_are(put):
    error = fault_of(put("offices.csv", "code\n# extends custom_offices\n1\n"))
    assert error.path.endswith("offices.csv")
    assert error.message.startswith(
        "extends 'custom_offices'; expected one of additional_declaration_types, "
    )


# --- what may be wrong -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "line", "message"),
    [
        ("", None, "there is no header; expected a column 'code'"),
        ("# only a remark\n", None, "there is no header; expected a column 'code'"),
        ("office,meaning\n1,x\n", 1, "the columns are office, meaning; expected one of them to be 'code'"),
        ("\n# x\nCode,meaning\n", 3, "the columns are Code, meaning; expected one of them to be 'code'"),
        (
            "code\n1\n# extends all of it\n",
            3,
            "the remark says 'extends all of it'; expected 'extends' alone or with the name of one list",
        ),
        (b"PK\x03\x04\x14", None, "the file is a workbook; expected a table, save it as CSV UTF-8"),
        ("code,kind,kind\n1,a,b\n", 1, "2 columns are named 'kind'; expected one"),
        ("code\n1\n2\n1\n", 4, "the code '1' stands in line 2 already; expected it once"),
        ("code,meaning\n,Khorgos\n", 2, "the code is missing; expected one in the column 'code'"),
        ("meaning,code\nKhorgos\n", 2, "the code is missing; expected one in the column 'code'"),
        ("code,meaning\n1,Khorgos,road\n", 2, "'road' stands in no column; expected 2 cells"),
        (
            "code,status\n1,closed\n",
            2,
            "the status is 'closed'; expected one of active, changed, deprecated, deleted",
        ),
        ("code,valid_to\n1,2026-02-30\n", 2, "valid_to is '2026-02-30'; expected a day such as 2026-03-12"),
        ("code,valid_to\n1,31/12/2026\n", 2, "valid_to is '31/12/2026'; expected a day such as 2026-03-12"),
        ("code,valid_from\n1,20260312\n", 2, "valid_from is '20260312'; expected a day such as 2026-03-12"),
        ("code,valid_from\n1,2026\n", 2, "valid_from is '2026'; expected a day such as 2026-03-12"),
        (
            "code,valid_from,valid_to\n1,2026-03-12,11.03.2026\n",
            2,
            "valid_to is 2026-03-11; expected no day before valid_from, 2026-03-12",
        ),
        (
            'code,meaning\n1,x\n2,"Khorgos\n3,y\n',
            3,
            "the quotes do not match (unexpected end of data); expected a closing quote",
        ),
        (
            "code,meaning\n1,Хоргос\n".encode("cp1251"),
            2,
            "the byte 0xD5 is not UTF-8; expected UTF-8, save the file in that encoding",
        ),
        (
            "# other spelling: alpha3\ncode,meaning\n1,x\n",
            None,
            "the remark says 'other spelling: alpha3'; expected one of the columns code, meaning",
        ),
        (
            "# counterpart: units\ncode,meaning\n1,x\n",
            None,
            "the remark says 'counterpart: units'; expected one of the columns code, meaning",
        ),
        ("code\n1\n".encode("utf-16"), None, "the file is UTF-16; expected UTF-8, save it in that encoding"),
    ],
)
def test_a_fault_is_told_with_its_line_what_was_found_and_what_was_expected(put, text, line, message):
    file = put("offices.csv", text)
    error = fault_of(file)
    assert isinstance(error, CarecError)
    assert (error.path, error.line, error.message) == (str(file), line, message)
    assert str(error).startswith(str(file))


def test_a_file_that_is_not_there_is_told(tmp_path):
    error = fault_of(tmp_path / "offices.csv")
    assert error.message == "the file cannot be read: No such file or directory"


@pytest.mark.parametrize("name", ["offices\0.csv", "o" * 5000])
def test_a_name_that_no_file_can_have_is_told(name):
    with pytest.raises(CodeListError, match="cannot be read: "):
        CodeLists.load([name])


def test_a_folder_that_may_not_be_looked_into_is_told(tmp_path, monkeypatch):
    def refuse(folder: Path):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(folder))

    monkeypatch.setattr(Path, "iterdir", refuse)
    with pytest.raises(CodeListError, match="cannot be read: Permission denied"):
        CodeLists.load([tmp_path])


def test_a_folder_without_lists_is_told(tmp_path, put):
    put("readme.txt", "no list")
    with pytest.raises(CodeListError, match=r"the folder has no code list; expected files \.tsv or \.csv"):
        CodeLists.load([tmp_path])


def test_a_cell_without_end_between_tabs_is_told_as_what_it_is(put):
    error = fault_of(put("offices.tsv", f"code\tmeaning\n1\t{'x' * 200_000}\n"))
    assert error.line == 2
    assert error.message.startswith("a cell is too long (")


def test_all_faults_of_a_file_are_told_and_after_ten_their_number(put):
    error = fault_of(put("offices.csv", "code,valid_to\n" + "".join(f"{n},never\n" for n in range(14))))
    lines = str(error).splitlines()
    assert len(error.faults) == 14
    assert lines[1] == "line 3: valid_to is 'never'; expected a day such as 2026-03-12"
    assert (len(lines), lines[-1]) == (11, "and 4 more")


def test_a_code_that_comes_a_third_time_is_told_by_its_first_line(put):
    error = fault_of(put("offices.csv", "code\n1\n1\n1\n"))
    assert [line for line, _ in error.faults] == [3, 4]
    assert all("line 2 already" in message for _, message in error.faults)


def test_lines_are_counted_through_cells_of_several_lines(put):
    error = fault_of(put("offices.csv", 'code,meaning\n1,"road\nand rail"\n1,x\n'))
    assert error.line == 4
