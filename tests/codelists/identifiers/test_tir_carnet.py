from __future__ import annotations

import pytest

from carec_datamodel.codelists.identifiers import InvalidIdentifier, TirCarnetNumber


@pytest.mark.parametrize(
    ("text", "series", "number", "printed"),
    [
        ("XJ78901234", "XJ", "78901234", "XJ 78901234"),
        ("AX123456789", "AX", "123456789", "AX 123456789"),
        ("1", None, "1", "1"),
        ("24999999", None, "24999999", "24999999"),
        ("25000000", None, "25000000", "25000000"),
        ("XC25000000", "XC", "25000000", "XC 25000000"),
    ],
)
def test_a_carnet_number_is_a_number_or_a_series_and_a_number(
    text: str, series: str | None, number: str, printed: str
):
    carnet = TirCarnetNumber(text)
    assert (carnet.series, carnet.number, carnet.format()) == (series, number, printed)
    assert carnet.fits_ncts
    assert TirCarnetNumber.check(text) == ()


@pytest.mark.parametrize("text", ["XJ 78901234", "xj78901234", "XJ\u00a0 78901234"])
def test_blanks_behind_the_series_and_small_letters_are_tolerated(text: str):
    assert str(TirCarnetNumber.parse(text)) == "XJ78901234"


@pytest.mark.parametrize(
    "text",
    [
        *("25000001", "78901234", "0123456", "0", "12 34567"),
        *(
            "XJ7890123",
            "XJ012345678",
            "X78901234",
            "X J78901234",
            "XJ-78901234",
            "XJ7890 1234",
            "XJX78901234",
        ),
    ],
)
def test_another_form_is_a_weak_problem_but_cannot_be_taken_apart(text: str):
    (problem,) = TirCarnetNumber.check(text)
    assert not problem.strong
    with pytest.raises(InvalidIdentifier, match="is not a TIR carnet number"):
        TirCarnetNumber.parse(text)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("BB78901234", ["'BB78901234' has the series BB; expected two letters, one of them X"]),
        (
            "XJ00000777",
            ["'XJ00000777' has a series and the number 777; expected a series only from 25000000 on"],
        ),
        (
            "BB11111111",
            [
                "'BB11111111' has the series BB; expected two letters, one of them X",
                "'BB11111111' has a series and the number 11111111; expected a series only from 25000000 on",
            ],
        ),
    ],
)
def test_what_only_the_schemas_of_ncts_refuse_is_a_weak_problem_and_parsed(text: str, said: list[str]):
    problems = TirCarnetNumber.check(text)
    assert [str(problem) for problem in problems] == said
    assert not any(problem.strong for problem in problems)
    carnet = TirCarnetNumber.parse(text)
    assert str(carnet) == text
    assert not carnet.fits_ncts


def test_leading_zeros_of_the_number_stay():
    carnet = TirCarnetNumber.create(series="XJ", number="00000777")
    assert (str(carnet), carnet.number) == ("XJ00000777", "00000777")


@pytest.mark.parametrize(
    ("series", "number"),
    [("XJ", "777"), ("X", "J78901234"), ("", "1234567"), (None, "XJ78901234"), ("xj", "78901234")],
)
def test_parts_of_another_form_are_refused(series: str | None, number: str):
    with pytest.raises(InvalidIdentifier):
        TirCarnetNumber.create(series=series, number=number)
