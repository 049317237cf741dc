from __future__ import annotations

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carec_datamodel.codelists.identifiers import ContainerNumber, InvalidIdentifier
from carec_datamodel.codelists.identifiers.check_digits import iso6346_remainder
from carec_datamodel.testing import strategies

LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZ"
DIGITS = "0123456789"

numbers = strategies.identifiers("ContainerNumber")


def with_sign(text: str, place: int, sign: str) -> str:
    return text[:place] + sign + text[place + 1 :]


def zero_hides_ten(first: str, second: str) -> bool:
    """Whether the remainders of two texts are 0 and 10, which give one check digit."""
    return {iso6346_remainder(first[:10]), iso6346_remainder(second[:10])} == {0, 10}


@pytest.mark.parametrize("text", ["CSQU3054383", "TSTU1234568", "TSTU0000014", "TSTU0000020"])
def test_a_number_with_the_right_check_digit_has_no_problem(text: str):
    assert ContainerNumber.check(text) == ()
    assert str(ContainerNumber.parse(text)) == text


@pytest.mark.parametrize(
    "text", ["csqu3054383", "CSQU 305438 3", "CSQU305438-3", "CSQ U 305438 3", " CSQU\u00a0305438\u20113 "]
)
def test_blanks_hyphens_and_small_letters_are_tolerated(text: str):
    assert str(ContainerNumber.parse(text)) == "CSQU3054383"


def test_a_number_falls_into_owner_category_serial_and_check_digit():
    number = ContainerNumber("CSQU3054383")
    assert (number.owner_code, number.category, number.serial, number.check_digit) == (
        "CSQ",
        "U",
        "305438",
        3,
    )
    assert number.format() == "CSQU 305438 3"


def test_a_wrong_check_digit_is_a_strong_problem_that_names_the_right_one():
    (problem,) = ContainerNumber.check("CSQU 305438 4")
    assert problem.strong
    assert str(problem) == "'CSQU3054384' ends in the wrong check digit 4; expected 3"
    with pytest.raises(InvalidIdentifier, match="expected 3"):
        ContainerNumber.parse("CSQU 305438 4")


@pytest.mark.parametrize(
    "text",
    ["CSQU305438", "CSQU30543833", "CSQT3054383", "CS1U3054383", "CSQUO054383", "CSQU.3054383", "3054383"],
)
def test_another_form_is_a_strong_problem(text: str):
    (problem,) = ContainerNumber.check(text)
    assert problem.strong
    assert problem.expected == ContainerNumber.form


def test_parts_are_joined_with_their_check_digit():
    assert str(ContainerNumber.create(owner_code="CSQ", serial="305438")) == "CSQU3054383"
    assert ContainerNumber.create(owner_code="TST", serial="000001", category="Z").category == "Z"


@pytest.mark.parametrize(
    ("owner_code", "category", "serial"),
    [("CSQU", "U", "30543"), ("CS", "U", "305438"), ("CSQ", "X", "305438"), ("CSQ", "", "U305438")],
)
def test_parts_of_another_form_are_refused(owner_code: str, category: str, serial: str):
    with pytest.raises(InvalidIdentifier):
        ContainerNumber.create(owner_code=owner_code, category=category, serial=serial)


@given(number=numbers, place=st.integers(4, 10), digit=st.sampled_from(DIGITS))
def test_every_wrong_digit_is_found_unless_zero_stands_for_ten(
    number: ContainerNumber, place: int, digit: str
):
    assume(str(number)[place] != digit)
    wrong = with_sign(str(number), place, digit)
    assert bool(ContainerNumber.check(wrong)) is not zero_hides_ten(str(number), wrong)


@given(number=numbers, place=st.integers(4, 8))
def test_every_exchange_of_neighbouring_digits_is_found_unless_zero_stands_for_ten(
    number: ContainerNumber, place: int
):
    text = str(number)
    assume(text[place] != text[place + 1])
    wrong = text[:place] + text[place + 1] + text[place] + text[place + 2 :]
    assert bool(ContainerNumber.check(wrong)) is not zero_hides_ten(text, wrong)


@given(number=numbers, place=st.integers(0, 2), letter=st.sampled_from(LETTERS))
def test_a_wrong_letter_of_the_owner_is_found_unless_its_value_differs_by_elevens(
    number: ContainerNumber, place: int, letter: str
):
    assume(str(number)[place] != letter)
    wrong = with_sign(str(number), place, letter)
    alike = iso6346_remainder(str(number)[place]) == iso6346_remainder(letter)
    assert bool(ContainerNumber.check(wrong)) is not (alike or zero_hides_ten(str(number), wrong))


def test_the_known_weakness_is_there():
    assert iso6346_remainder("TSTU000002") == 10
    assert iso6346_remainder("TSTU900002") == 0
    assert ContainerNumber.check("TSTU0000020") == ContainerNumber.check("TSTU9000020") == ()
    assert ContainerNumber.check("ASQU3054380") == ContainerNumber.check("KSQU3054380")
