from __future__ import annotations

from pathlib import Path

import pytest

from carec_datamodel.codelists import code_list
from carec_datamodel.crosswalk.codes import column_codes, read_codes, shared_codes
from carec_datamodel.errors import CrosswalkError


@pytest.fixture
def codes(tmp_path: Path):
    def read(text: str):
        file = tmp_path / "kinds.tsv"
        file.write_bytes(text.encode() if isinstance(text, str) else text)
        return read_codes(file)

    return read


def test_a_table_of_two_columns_maps_both_ways(codes):
    table = codes("national\tharmonised\nKG\tKGM\nL\tLTR\n")
    assert table.name == "kinds"
    assert table.inward == {"KG": "KGM", "L": "LTR"}
    assert table.outward == {"KGM": "KG", "LTR": "L"}
    assert table.invertible


def test_a_table_of_one_column_lists_codes_that_both_sides_share(codes):
    table = codes("code\tname\nKZ\tKazakhstan\nUZ\tUzbekistan\n")
    assert table.inward == table.outward == {"KZ": "KZ", "UZ": "UZ"}


def test_of_several_national_codes_for_one_harmonised_code_the_first_is_written(codes):
    table = codes("national\tharmonised\nI\tIM\nIN\tIM\n")
    assert table.inward == {"I": "IM", "IN": "IM"}
    assert table.outward == {"IM": "I"}
    assert not table.invertible


def test_remarks_and_empty_lines_are_passed_over(codes):
    assert codes("code\n# ISO 3166-1\n\nKZ\n").inward == {"KZ": "KZ"}


def test_more_columns_are_remarks(codes):
    assert codes("national\tharmonised\tname\n166\tKGM\tкилограмм\n").inward == {"166": "KGM"}


def test_windows_line_ends_do_not_become_part_of_a_code(codes):
    assert codes("national\tharmonised\r\nKG\tKGM\r\n").inward == {"KG": "KGM"}


def test_blanks_around_a_code_do_not_belong_to_it(codes):
    assert codes("national\tharmonised\nKG \t KGM\n").inward == {"KG": "KGM"}


@pytest.mark.parametrize("header", ["", "harmonised\tnational\n", "from\tto\n", "national\n"])
def test_a_table_with_other_columns_is_refused_by_name(codes, header):
    with pytest.raises(
        CrosswalkError, match=r"kinds\.tsv: the columns are .* expected national, harmonised or code"
    ):
        codes(header)


def test_a_national_code_that_stands_twice_is_refused_with_its_line(codes):
    with pytest.raises(CrosswalkError, match=r"kinds\.tsv:4: the code 'KG' stands there twice"):
        codes("national\tharmonised\nKG\tKGM\nL\tLTR\nKG\tGRM\n")


@pytest.mark.parametrize("row", ["KG", "KG\t", "\tKGM"])
def test_a_row_without_one_of_its_two_codes_is_refused_with_its_line(codes, row):
    with pytest.raises(CrosswalkError, match=r"kinds\.tsv:3"):
        codes(f"national\tharmonised\nL\tLTR\n{row}\n")


def test_a_table_that_is_not_utf8_is_refused_by_name(codes):
    with pytest.raises(CrosswalkError, match=r"kinds\.tsv"):
        codes("national\tharmonised\nКГ\tKGM\n".encode("windows-1251"))


def test_a_shared_list_without_other_spellings_maps_each_code_to_itself():
    table = shared_codes(code_list("countries"))
    assert table.inward == table.outward
    assert (table.inward["UZ"], table.inward["AN"]) == ("UZ", "AN")
    assert "860" not in table.inward


def test_the_numeric_code_of_a_currency_is_read_as_the_currency_and_letters_are_written():
    table = shared_codes(code_list("currencies"))
    assert (table.inward["840"], table.inward["USD"], table.outward["USD"]) == ("USD", "USD", "USD")
    assert not table.invertible


def test_a_number_that_several_currencies_had_means_the_one_in_use():
    table = shared_codes(code_list("currencies"))
    numbers = {code["numeric"] for code in code_list("currencies").codes.values()} - {""}
    reused = [
        number
        for number in numbers
        if len({c.status for c in code_list("currencies").all_by("numeric", number)}) > 1
    ]
    assert reused
    assert {code_list("currencies").get(table.inward[number]).status for number in reused} == {"active"}


def test_the_codes_of_a_list_with_counterparts_are_national_and_mean_the_international_ones():
    table = shared_codes(code_list("eaeu_units"))
    assert (table.inward["166"], table.outward["KGM"]) == ("KGM", "166")
    assert "130" not in table.inward  # no unit is its counterpart
    assert "KGM" not in table.inward
    assert table.invertible


def test_of_several_national_codes_with_one_counterpart_the_first_is_written():
    table = shared_codes(code_list("eaeu_transport_modes"))
    assert (table.inward["30"], table.inward["31"], table.outward["3"]) == ("3", "3", "30")
    assert not table.invertible


def test_a_column_of_a_list_gives_the_codes_as_that_column_spells_them():
    table = column_codes(code_list("countries"), "numeric")
    assert (table.inward["398"], table.outward["KZ"]) == ("KZ", "398")
    assert "KZ" not in table.inward
    assert table.outward["AN"] == "530"  # withdrawn, and still known


def test_a_number_of_the_column_that_several_codes_had_means_the_one_in_use():
    currencies = code_list("currencies")
    table = column_codes(currencies, "numeric")
    shared = [number for number in table.inward if len(currencies.all_by("numeric", number)) > 1]
    assert shared
    for number in shared:
        in_use = [code for code in currencies.all_by("numeric", number) if code.status == "active"]
        assert not in_use or table.inward[number] == in_use[0].code
    assert (table.inward["398"], table.outward["KGS"]) == ("KZT", "417")


def test_a_column_that_a_list_does_not_have_is_refused_with_those_it_has():
    with pytest.raises(CrosswalkError, match="countries has no column 'number'; it has alpha3, numeric"):
        column_codes(code_list("countries"), "number")
