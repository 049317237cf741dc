from __future__ import annotations

from string import digits

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carec_datamodel.codelists.identifiers.check_digit_rules import CHECK_RULES
from carec_datamodel.codelists.identifiers.check_digits import weighted_sum
from carec_datamodel.errors import InvalidIdentifier

CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
SIGNS = {"uscc": CREDIT_CODE_SIGNS}
"""Signs of values, where these are not the digits alone."""
LENGTHS = {
    "esr": [6],
    "inn10": [10],
    "inn12": [12],
    "kz12": [12],
    "luhn": [8, 12],
    "pinfl": [14],
    "unp": [9],
    "uscc": [18],
    "voen": [9],
}
"""Signs of a value up to its check digit; iso6346 is tested with the container number."""
FIND_ALL = ["inn12", "luhn", "pinfl", "unp", "uscc", "voen"]
"""Rules that find each wrong sign, by their arithmetic."""


@st.composite
def values(draw: st.DrawFn, rule: str) -> str:
    """Draw a value with the right check digit."""
    length = draw(st.sampled_from(LENGTHS[rule]))
    value = draw(st.text(SIGNS.get(rule, digits), min_size=length, max_size=length))
    corrected = CHECK_RULES[rule].corrected(value)
    assume(corrected)
    return corrected


def is_right(rule: str, value: str) -> bool:
    return CHECK_RULES[rule].found(value) == CHECK_RULES[rule].right(value)


def with_another_sign(choice: st.DataObject, rule: str, value: str) -> tuple[int, str]:
    """Return a place, and *value* with another sign in that place."""
    place = choice.draw(st.integers(0, len(value) - 1))
    others = [sign for sign in SIGNS.get(rule, digits) if sign != value[place]]
    return place, value[:place] + choice.draw(st.sampled_from(others)) + value[place + 1 :]


def test_every_rule_is_tested_here_or_with_the_container_number():
    assert {*LENGTHS, "iso6346"} == set(CHECK_RULES)


@pytest.mark.parametrize("rule", sorted(LENGTHS))
@given(choice=st.data())
def test_a_corrected_value_is_right_and_differs_in_its_check_digits_alone(rule: str, choice: st.DataObject):
    value = choice.draw(values(rule))
    place, width = CHECK_RULES[rule].place % len(value), CHECK_RULES[rule].width
    wrong = value[:place] + "0" * width + value[place + width :]
    assert is_right(rule, value)
    assert CHECK_RULES[rule].corrected(wrong) == value
    assert is_right(rule, wrong) is (wrong == value)


@pytest.mark.parametrize("rule", FIND_ALL)
@given(choice=st.data())
def test_each_wrong_sign_is_found(rule: str, choice: st.DataObject):
    value = choice.draw(values(rule))
    _, wrong = with_another_sign(choice, rule, value)
    assert not is_right(rule, wrong)


@given(choice=st.data())
def test_inn10_finds_each_wrong_digit_unless_zero_stands_for_ten(choice: st.DataObject):
    value = choice.draw(values("inn10"))
    _, wrong = with_another_sign(choice, "inn10", value)
    weights = (2, 4, 10, 3, 5, 9, 4, 6, 8)
    remainders = {weighted_sum(map(int, text[:9]), weights) % 11 for text in (value, wrong)}
    assert is_right("inn10", wrong) is (remainders == {0, 10})


@pytest.mark.parametrize(("rule", "blind"), [("kz12", 10), ("esr", None)])
@given(choice=st.data())
def test_a_rule_of_two_passes_finds_each_wrong_digit_of_the_first_but_where_the_weight_is_eleven(
    rule: str, blind: int | None, choice: st.DataObject
):
    value = choice.draw(values(rule))
    place, wrong = with_another_sign(choice, rule, value)
    passed = [weighted_sum(map(int, text[:-1]), range(1, len(text))) % 11 for text in (value, wrong)]
    assume(10 not in passed)
    assert is_right(rule, wrong) is (place == blind)


def test_the_weakness_of_the_eleventh_digit_of_a_kazakh_number_is_there():
    assert is_right("kz12", "491240000009")
    assert is_right("kz12", "491240000079")


@pytest.mark.parametrize(
    ("rule", "value"), [("kz12", "491240001840"), ("unp", "000000070"), ("voen", "000050000")]
)
def test_a_number_whose_remainder_no_digit_shows_is_never_issued(rule: str, value: str):
    assert CHECK_RULES[rule].right(value) == ""
    assert CHECK_RULES[rule].corrected(value) == ""


def test_a_station_whose_remainders_no_digit_shows_ends_in_zero():
    body = next(
        text
        for text in map("{:05}".format, range(100_000))
        if weighted_sum(map(int, text), range(1, 6)) % 11 == 10
        and weighted_sum(map(int, text), range(3, 8)) % 11 == 10
    )
    assert CHECK_RULES["esr"].right(f"{body}9") == "0"


def test_each_second_letter_of_a_belarusian_person_has_another_value():
    assert len({CHECK_RULES["unp"].right(f"A{letter}0000000") for letter in "ABCEHKMOPT"}) == 10


def test_first_letters_of_a_belarusian_person_are_told_apart_unless_they_differ_by_eleven():
    digit_of = {letter: CHECK_RULES["unp"].right(f"{letter}A0000000") for letter in "ABCEHKM"}
    assert digit_of["B"] == digit_of["M"]
    assert len(set(digit_of.values())) == 6


@pytest.mark.parametrize(
    ("rule", "body"),
    [
        ("kz12", "4912400000"),
        ("kz12", "4912400000O"),
        ("voen", "0000000٣"),
        ("uscc", "9100000000000000I"),
        ("unp", "AD000000"),
        ("unp", "0A000000"),
        ("unp", "A"),
        ("unp", "ЖA000000"),
        ("luhn", "9400-00"),
        ("inn12", ""),
    ],
)
def test_signs_that_the_rule_does_not_know_are_refused(rule: str, body: str):
    with pytest.raises(InvalidIdentifier, match=r"has no check digit; expected \d+ signs of"):
        CHECK_RULES[rule].digits(body)
