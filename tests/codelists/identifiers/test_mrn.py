from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carec_datamodel.codelists.identifiers import InvalidIdentifier, MovementReferenceNumber
from carec_datamodel.codelists.identifiers.check_digits import iso6346_remainder
from carec_datamodel.testing import strategies

SIGNS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ0123456789"

numbers = strategies.identifiers("MovementReferenceNumber")


def test_a_number_falls_into_year_country_reference_and_check_digit():
    number = MovementReferenceNumber("26GE0002460ABCD1J3")
    assert (number.year, number.country, number.reference) == (2026, "GE", "0002460ABCD1J")
    assert number.check_digit == 3
    assert number.has_right_check_digit
    assert number.format() == "26GE0002460ABCD1J3"
    assert MovementReferenceNumber.check("26GE0002460ABCD1J3") == ()


def test_a_remainder_of_ten_is_written_as_zero():
    assert iso6346_remainder("26GE0002467ABCD1J") == 10
    assert str(MovementReferenceNumber.create(year=2026, country="GE", reference="0002467ABCD1J"))[-1] == "0"


def test_a_wrong_check_digit_is_a_weak_problem_and_the_number_is_parsed():
    (problem,) = MovementReferenceNumber.check("26GE0002460ABCD1J7")
    assert not problem.strong
    assert str(problem) == "'26GE0002460ABCD1J7' ends in the wrong check digit 7; expected 3"
    assert not MovementReferenceNumber.parse("26GE0002460ABCD1J7").has_right_check_digit


@pytest.mark.parametrize(
    "text",
    ["26GE0002460ABCD1J", "26GE0002460ABCD1JK", "GE260002460ABCD1J3", "26GE-0002460ABCD1J3", "26GE0042"],
)
def test_another_form_is_a_strong_problem(text: str):
    (problem,) = MovementReferenceNumber.check(text)
    assert problem.strong
    with pytest.raises(InvalidIdentifier, match="is not a movement reference number"):
        MovementReferenceNumber.parse(text)


@pytest.mark.parametrize("text", ["26ge0002460abcd1j3", "26 GE 0002460ABCD1J 3"])
def test_blanks_and_small_letters_are_tolerated(text: str):
    assert str(MovementReferenceNumber.parse(text)) == "26GE0002460ABCD1J3"


@pytest.mark.parametrize(
    ("text", "letter", "fits_ncts"),
    [
        ("23GE0002460ABCD1J0", None, True),
        ("23GE0002460ABCD170", None, True),
        ("24GE0002460ABCD1L0", "L", True),
        ("24GE0002460ABCD170", None, True),
        ("24GE0002460ABCD1A0", "A", True),
        ("25GE0002460ABCD1M0", "M", True),
        ("25GE0002460ABCD1A0", "A", False),
        ("25GE0002460ABCD170", None, False),
    ],
)
def test_from_2025_on_a_transit_has_a_letter_from_j_to_m(text: str, letter: str | None, fits_ncts: bool):
    number = MovementReferenceNumber(text)
    assert (number.procedure_letter, number.fits_ncts) == (letter, fits_ncts)


@pytest.mark.parametrize(
    ("year", "country", "reference"),
    [
        (1999, "GE", "0002460ABCD1J"),
        (2026, "GEO", "002460ABCD1J"),
        (2026, "ge", "0002460ABCD1J"),
        (2026, "GE", "0002460ABCD1"),
        (2026, "GE", "0002460-BCD1J"),
    ],
)
def test_parts_of_another_form_are_refused(year: int, country: str, reference: str):
    with pytest.raises(InvalidIdentifier):
        MovementReferenceNumber.create(year=year, country=country, reference=reference)


@given(number=numbers, place=st.integers(0, 16), sign=st.sampled_from(SIGNS))
def test_a_wrong_sign_is_found_unless_its_value_differs_by_elevens_or_zero_stands_for_ten(
    number: MovementReferenceNumber, place: int, sign: str
):
    text = str(number)
    assume(text[place] != sign and text[place].isdigit() == sign.isdigit())
    wrong = text[:place] + sign + text[place + 1 :]
    alike = iso6346_remainder(text[place]) == iso6346_remainder(sign)
    zero_hides_ten = {iso6346_remainder(text[:17]), iso6346_remainder(wrong[:17])} == {0, 10}
    assert bool(MovementReferenceNumber.check(wrong)) is not (alike or zero_hides_ten)
