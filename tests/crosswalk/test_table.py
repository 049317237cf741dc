from __future__ import annotations

from pathlib import Path

import pytest

from carec_datamodel.crosswalk.table import COLUMNS, UNBOUNDED, Row, expand, read_table
from carec_datamodel.errors import CrosswalkError

HEADER = "\t".join(COLUMNS)
ROW = "Head/Office|Bureau\t1..1\tan..17\tA\tDeclarationOfficeID\tequal\ttext\t\tguide 3\tAF101 => AF101"


@pytest.fixture
def table(tmp_path: Path):
    def read(*lines: str, header: str = HEADER, name: str = "sad.tsv"):
        file = tmp_path / name
        file.write_text("\n".join((header, *lines)) + "\n", encoding="utf-8")
        return read_table(file)

    return read


def row(path: str, harmonised: str = "", transform: str = "", relation: str = "struct") -> Row:
    return Row(path, "1..1", "an", "", harmonised, relation, transform, "", "", "")


def test_a_row_holds_its_cells_and_its_place(table):
    (found,) = table(ROW)
    assert found == Row(
        path="Head/Office|Bureau",
        occurs="1..1",
        type="an..17",
        box="A",
        harmonised="DeclarationOfficeID",
        relation="equal",
        transform="text",
        reason="",
        source="guide 3",
        example="AF101 => AF101",
        line=2,
        file="sad.tsv",
    )
    assert found.place == "sad.tsv:2"


def test_remarks_and_empty_lines_are_passed_over_and_still_counted(table):
    (found,) = table("# the head", "", ROW)
    assert found.line == 4


def test_quotes_in_a_cell_are_plain_characters(table):
    (found,) = table(ROW.replace("guide 3", '"guide" 3"'))
    assert found.source == '"guide" 3"'


def test_blanks_around_a_cell_do_not_belong_to_it(table):
    (found,) = table(ROW.replace("DeclarationOfficeID", " DeclarationOfficeID "))
    assert found.harmonised == "DeclarationOfficeID"


def test_a_row_that_a_spreadsheet_saved_with_windows_line_ends_is_read(tmp_path):
    file = tmp_path / "sad.tsv"
    file.write_bytes(f"{HEADER}\r\n{ROW}\r\n".encode())
    assert read_table(file)[0].example == "AF101 => AF101"


def test_a_table_that_a_spreadsheet_saved_with_a_byte_order_mark_is_read(tmp_path):
    file = tmp_path / "sad.tsv"
    file.write_text(f"{HEADER}\n{ROW}\n", encoding="utf-8-sig")
    assert len(read_table(file)) == 1


def test_a_table_with_other_columns_is_refused_by_name(table):
    with pytest.raises(CrosswalkError, match=r"sad\.tsv: the columns are \['path', 'occurs'\]; expected"):
        table(header="path\toccurs")


def test_a_row_with_a_missing_cell_is_refused_with_its_line(table):
    with pytest.raises(CrosswalkError, match=r"sad\.tsv:3: 9 cells; expected 10"):
        table(ROW, ROW.rpartition("\t")[0])


def test_an_unknown_relation_is_refused_with_its_line(table):
    with pytest.raises(CrosswalkError, match=r"sad\.tsv:2: relation 'alike'; expected one of"):
        table(ROW.replace("equal", "alike"))


def test_a_table_that_is_not_utf8_is_refused_by_name(tmp_path):
    file = tmp_path / "sad.tsv"
    file.write_bytes(f"{HEADER}\n{ROW.replace('guide', 'глава')}\n".encode("windows-1251"))
    with pytest.raises(CrosswalkError, match=r"sad\.tsv"):
        read_table(file)


def test_a_table_that_is_missing_is_an_error_of_the_crosswalk(tmp_path):
    with pytest.raises(CrosswalkError, match=r"sad\.tsv"):
        read_table(tmp_path / "sad.tsv")


@pytest.mark.parametrize(
    ("occurs", "least", "most"), [("0..1", 0, 1), ("3..n", 3, UNBOUNDED), ("2..14", 2, 14)]
)
def test_occurrence_has_a_least_and_a_greatest_number(occurs, least, most):
    found = Row("Item[]", occurs, "", "", "", "struct", "", "", "", "")
    assert (found.least, found.most) == (least, most)


@pytest.mark.parametrize("occurs", ["", "1", "0..", "n..1", "0..*", "-1..1", "0..1x", "2..1"])
def test_what_is_no_number_of_occurrences_is_refused_with_its_line(occurs):
    found = Row("Item", occurs, "", "", "", "struct", "", "", "", "", line=7, file="sad.tsv")
    with pytest.raises(
        CrosswalkError, match=rf"sad\.tsv:7: '{occurs.replace('*', '.')}' is not a number of occurrences"
    ):
        _ = found.most


def fragment(folder: Path, name: str, *rows: str) -> None:
    (folder / f"fragment_{name}.tsv").write_text("\n".join((HEADER, *rows)) + "\n", encoding="utf-8")


def test_a_fragment_takes_the_place_of_the_row_that_uses_it(tmp_path):
    fragment(
        tmp_path,
        "party",
        "Code\t1..1\tan\t\tID\tequal\ttext\t\t\t",
        "Print\t0..1\tan\t\t\tnone\t\tstate of the form\t\t",
    )
    holder, code, printed = expand((row("Trader", "Declarant", "use(party)"),), (tmp_path,))
    assert (holder.path, holder.harmonised, holder.relation, holder.transform) == ("Trader", "", "struct", "")
    assert (code.path, code.harmonised, code.place) == ("Trader/Code", "Declarant/ID", "fragment_party.tsv:2")
    assert (printed.path, printed.harmonised) == ("Trader/Print", "")


def test_a_fragment_used_below_other_spellings_hangs_below_the_first(tmp_path):
    fragment(tmp_path, "party", "Code\t1..1\tan\t\tID\tequal\ttext\t\t\t")
    _, code = expand((row("Trader|Merchant[]", "AuthorisationHolder[]", "use(party)"),), (tmp_path,))
    assert code.path == "Trader[]/Code"


def test_a_fragment_may_use_another(tmp_path):
    fragment(tmp_path, "address", "City\t1..1\tan\t\tCityName\tequal\ttext\t\t\t")
    fragment(tmp_path, "party", "Address\t1..1\tstruct\t\tAddress\tstruct\tuse(address)\t\t\t")
    city = expand((row("Trader", "Declarant", "use(party)"),), (tmp_path,))[-1]
    assert (city.path, city.harmonised) == ("Trader/Address/City", "Declarant/Address/CityName")


def test_rows_without_a_fragment_stay_as_they_are(tmp_path):
    rows = (row("Trader"), row("Trader/Code", "Declarant/ID", "text", "equal"))
    assert expand(rows, (tmp_path,)) == rows


def test_a_fragment_that_is_missing_is_refused_with_the_line_that_uses_it(tmp_path):
    using = Row(
        "Trader", "1..1", "", "", "Declarant", "struct", "use(party)", "", "", "", line=9, file="sad.tsv"
    )
    with pytest.raises(CrosswalkError, match=r"sad\.tsv:9.*party"):
        expand((using,), (tmp_path,))


def test_a_fragment_that_uses_itself_is_refused(tmp_path):
    fragment(tmp_path, "party", "Agent\t1..1\tstruct\t\tAddress\tstruct\tuse(party)\t\t\t")
    with pytest.raises(CrosswalkError, match="party"):
        expand((row("Trader", "Declarant", "use(party)"),), (tmp_path,))
