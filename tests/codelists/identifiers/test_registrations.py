"""The table of registrations, and what is asked of the numbers of a country."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import product

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carec_datamodel.codelists.code_lists import code_list
from carec_datamodel.codelists.identifiers import (
    NationalIdentifier,
    check_registration,
    national_identifiers,
    recognise,
)
from carec_datamodel.codelists.identifiers.check_digit_rules import CHECK_RULES
from carec_datamodel.testing import strategies

CAREC = ["AF", "AZ", "CN", "GE", "KG", "KZ", "MN", "PK", "TJ", "TM", "UZ"]
SCOPES = {"CIS", "EAEU", "EU", "INT", "TIR"}
KINDS = {"trader", "person", "vehicle", "equipment", "place", "goods", "document"}
EVIDENCE = {"official", "published by one source", "weak", "general knowledge"}
COUNTRIES = sorted({number.country for number in national_identifiers()})

every_number = pytest.mark.parametrize("number", national_identifiers(), ids=str)


def names(numbers: tuple[NationalIdentifier, ...]) -> list[str]:
    return [number.name for number in numbers]


# --- the table ----------------------------------------------------------------------------------------


def test_each_country_of_the_region_knows_its_traders_by_a_number():
    assert [country for country in CAREC if not national_identifiers(country, "trader")] == []


def test_each_country_of_the_region_has_plates_of_vehicles():
    assert [country for country in CAREC if not national_identifiers(country, "vehicle")] == []


@pytest.mark.parametrize(
    ("plate", "country", "fits"),
    [
        ("123 ABC 02", "KZ", True),
        ("01KG 123 ABC", "KG", True),
        ("10-AB-123", "AZ", True),
        ("新A12345", "CN", True),
        ("01 A 123 BC", "UZ", True),
        ("AB-123-CD", "GE", True),
        ("AB-123-CD", "KZ", False),
        ("trailer", "UZ", False),
        ("HH-AB 123", "DE", True),  # nothing is known of German plates
    ],
)
def test_a_plate_is_held_against_the_shapes_of_its_country_and_never_refused(plate, country, fits):
    problems = check_registration(plate, country, "vehicle")
    assert (problems == ()) is fits
    assert not any(problem.strong for problem in problems)


def test_no_number_is_there_twice():
    assert len({str(number) for number in national_identifiers()}) == len(national_identifiers())


@every_number
def test_a_row_keeps_to_the_words_of_the_table(number: NationalIdentifier):
    assert number.country in SCOPES | set(code_list("countries").codes)
    assert set(number.kinds) <= KINDS
    assert number.kinds
    assert number.evidence in EVIDENCE
    assert set(number.dropped) <= {"blanks", "hyphens"}
    assert number.check_digit in {"", *CHECK_RULES}
    assert number.title
    assert number.form


@every_number
def test_the_example_of_a_row_has_no_problem_and_is_recognised(number: NationalIdentifier):
    assert number.check(number.example) == ()
    assert number.canonical(number.example) == number.example
    assert number in recognise(number.example, number.country)
    assert all(check_registration(number.example, number.country, kind) == () for kind in number.kinds)


@every_number
def test_only_official_forms_are_strong_and_only_with_a_check_digit(number: NationalIdentifier):
    if number.form_is_strong:
        assert number.evidence == "official"
        assert number.check_is_strong
    if number.check_is_strong:
        assert number.check_digit
        assert number.evidence in {"official", "published by one source"}


@every_number
def test_numbers_of_natural_persons_are_personal(number: NationalIdentifier):
    assert number.personal or "person" not in number.kinds


@every_number
@given(choice=st.data())
def test_every_value_of_the_form_has_one_of_the_lengths(number: NationalIdentifier, choice: st.DataObject):
    value = choice.draw(st.from_regex(re.compile(number.pattern), fullmatch=True))
    assert number.has_form(value)
    assert number.has_length(value)


@every_number
def test_lengths_are_no_wider_than_the_form(number: NationalIdentifier):
    for least, most in number.lengths:
        ends = [least] if most is None else [least, most]
        for end in ends:
            assert any(
                re.fullmatch(number.pattern, candidate) for candidate in _candidates(number.example, end)
            ), end


def _candidates(example: str, length: int) -> Iterator[str]:
    """Yield the example stretched in one place, or cut in two, to a length."""
    surplus = len(example) - length
    places = range(len(example) + 1)
    if surplus <= 0:
        yield from (example[:place] + "0" * -surplus + example[place:] for place in places)
    for first, second, count in product(places, places, range(surplus + 1)):
        yield _without(_without(example, first, count), second, surplus - count)


def _without(text: str, place: int, count: int) -> str:
    return text[:place] + text[place + count :]


# --- a number of a country ----------------------------------------------------------------------------


@pytest.mark.parametrize("country", COUNTRIES)
@given(choice=st.data())
def test_a_drawn_number_of_a_country_is_recognised_and_has_no_problem(country: str, choice: st.DataObject):
    kind = choice.draw(
        st.sampled_from(sorted({kind for row in national_identifiers(country) for kind in row.kinds}))
    )
    text = choice.draw(strategies.registrations(country, kind))
    assert check_registration(text, country, kind) == ()
    assert any(kind in number.kinds for number in recognise(text, country))


@given(text=st.text(), country=st.sampled_from(COUNTRIES), kind=st.sampled_from([*sorted(KINDS), ""]))
def test_a_problem_is_strong_only_where_some_number_of_the_country_is(text: str, country: str, kind: str):
    numbers = national_identifiers(country, kind)
    strong = any(number.form_is_strong or number.check_is_strong for number in numbers)
    assert strong or not any(problem.strong for problem in check_registration(text, country, kind))


@pytest.mark.parametrize("country", ["AF", "GE", "KG", "MN", "PK", "TJ", "TM", "UZ"])
@given(text=st.text() | st.text("0123456789", max_size=20))
def test_countries_without_a_published_check_never_have_a_strong_problem(country: str, text: str):
    assert not any(problem.strong for problem in check_registration(text, country))


def test_a_number_of_a_sole_trader_is_that_of_a_trader():
    assert check_registration("991231500006", "KZ") == ()
    assert check_registration("1000000000001", "PK") == ()


@pytest.mark.parametrize(
    ("text", "country", "strong"),
    [
        ("491240000000", "KZ", True),  # both numbers of this form have another check digit
        ("991231500007", "KZ", True),
        ("4912400000", "KZ", False),  # an older form may have any length
        ("999999999999", "KZ", True),  # of this length there are BIN and IIN alone
        ("0000000019", "RU", True),
        ("00000000", "RU", False),  # what else Russia may know is not certain
        ("999999906", "BY", True),
        ("AA0000005", "BY", False),
        ("0000000141", "AZ", True),
        ("0000000133", "AZ", False),
        ("91000000000000000A", "CN", True),
        ("9100000000000000", "CN", False),
    ],
)
def test_a_problem_is_strong_only_if_it_is_for_every_number_that_comes_close(
    text: str, country: str, strong: bool
):
    (problem,) = check_registration(text, country)
    assert problem.strong is strong


def test_the_problem_is_that_of_a_number_of_the_same_form():
    (problem,) = check_registration("53112990000001", "UZ")
    assert str(problem) == "'**********0001' has the wrong check digit 1; expected 0"


def test_the_problem_is_that_of_a_number_of_the_same_length_where_no_form_fits():
    (problem,) = check_registration("73112990000000", "UZ")
    assert problem.message == "'**********0000' is no UZ PINFL"


@pytest.mark.parametrize("text", ["99123150000", "491240000000"])
def test_a_text_that_may_be_the_number_of_a_person_is_masked(text: str):
    (problem,) = check_registration(text, "KZ")
    assert text not in problem.message


def test_a_value_that_means_none_is_told_although_it_has_a_form():
    (problem,) = check_registration("999999999", "UZ")
    assert str(problem) == "'999999999' stands for no number; expected a UZ INN"


@pytest.mark.parametrize(("country", "kind"), [("DE", "trader"), ("KZ", "place"), ("kz", "trader")])
def test_where_no_number_is_known_nothing_is_wrong(country: str, kind: str):
    assert check_registration("any", country, kind) == ()
    assert national_identifiers(country, kind) == ()


# --- which number it is -------------------------------------------------------------------------------


def test_numbers_of_the_same_form_are_told_apart_by_what_is_known_of_their_digits():
    assert names(recognise("491240000009", "KZ")) == ["BIN", "IIN"]
    assert names(recognise("991231500006", "KZ")) == ["IIN"]


def test_a_wrong_check_digit_that_is_strong_excludes_and_another_puts_behind():
    assert names(recognise("491240000000", "KZ")) == []
    assert names(recognise("53112990000001", "UZ")) == ["PINFL"]
    assert names(recognise("AA0000005", "BY")) == ["personal number", "UNP with letters"]
    assert names(recognise("AA0000004", "BY")) == ["UNP with letters", "personal number"]


def test_what_means_none_is_not_recognised():
    assert recognise("999999999", "UZ") == ()


def test_an_unknown_country_has_no_numbers_to_draw():
    with pytest.raises(KeyError, match="KZ place"):
        strategies.registrations("KZ", "place")
    with pytest.raises(KeyError):
        strategies.registrations("")
