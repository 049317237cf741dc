"""What one row of the table says of a text."""

from __future__ import annotations

import pickle

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carec_datamodel.codelists.identifiers import ContainerNumber, NationalIdentifier, national_identifiers
from carec_datamodel.testing import strategies


def number(country: str, name: str) -> NationalIdentifier:
    (found,) = (row for row in national_identifiers(country) if row.name == name)
    return found


def test_a_number_with_the_right_check_digit_has_no_problem():
    assert number("KZ", "BIN").check("491240000009") == ()


def test_a_wrong_check_digit_is_named_with_the_right_one():
    (problem,) = number("CN", "USCC").check("91000000000000000A")
    assert problem.strong
    assert str(problem) == "'91000000000000000A' has the wrong check digit A; expected K"


def test_a_check_digit_inside_of_the_number_is_found():
    (problem,) = number("AZ", "VOEN").check("0000000141")
    assert str(problem) == "'********41' has the wrong check digit 4; expected 3"


def test_a_number_that_is_never_issued_is_said_to_be_so():
    (problem,) = number("KZ", "BIN").check("491240001840")
    assert problem.strong
    assert problem.message == "'491240001840' is never issued as KZ BIN: no check digit fits it"


def test_another_form_is_told_with_the_form_and_an_example():
    (problem,) = number("RU", "INN of a legal entity").check("000000001")
    assert problem.strong
    assert str(problem) == (
        "'000000001' is no RU INN of a legal entity; expected 10 digits, such as 0000000018"
    )


@pytest.mark.parametrize(
    ("country", "name", "text"),
    [
        ("PK", "CNIC", "10000-0000000-1"),
        ("KZ", "BIN", " 4912 4000 0009\t"),
        ("CN", "USCC", "91000000000000000k"),
        ("CIS", "wagon number", "9400 0007"),
        ("TIR", "holder id", "uzb/000/00000"),
        ("AZ", "VOEN", "000000131"),
    ],
)
def test_spellings_of_paper_and_a_lost_zero_are_tolerated(country: str, name: str, text: str):
    row = number(country, name)
    assert row.check(text) == ()
    assert row.canonical(text) == row.example


def test_a_hyphen_that_belongs_to_the_number_stays():
    assert number("PK", "NTN").canonical("0000000-0") == "0000000-0"
    assert number("PK", "NTN").check("00000000") != ()


@pytest.mark.parametrize(
    ("name", "text", "meaning"),
    [
        ("INN", "999999999", "no number"),
        ("OKPO", "99999999", "no number"),
        ("OKPO", "00000001", "a natural person"),
        ("PINFL", "99999999999999", "a non-resident without a number"),
    ],
)
def test_a_value_that_means_none_is_told_as_a_weak_problem(name: str, text: str, meaning: str):
    row = number("UZ", name)
    (problem,) = row.check(text)
    assert row.stands_for(text) == meaning
    assert str(problem) == f"{text!r} stands for {meaning}; expected a UZ {name}"
    assert not problem.strong
    assert row.stands_for(row.example) == ""


@given(text=st.text() | st.one_of(strategies.registrations("KZ"), strategies.registrations("UZ")))
def test_numbers_of_persons_are_masked_in_every_message(text: str):
    assume("*" not in text)  # the sign that stands for the hidden ones
    for row in national_identifiers():
        for problem in row.check(text):
            shown = [repr(text), repr(text.strip()), repr(row.canonical(text))]
            hidden = row.personal and len(row.canonical(text)) > 0 and not row.stands_for(text)
            assert not (hidden and any(spelled in problem.message for spelled in shown))


def test_a_number_of_a_company_is_masked_if_asked():
    (problem,) = number("KZ", "BIN").check("491240000000", masked=True)
    assert problem.message == "'********0000' has the wrong check digit 0"


@given(text=st.text() | strategies.identifiers("ContainerNumber", sound=False).map(str))
def test_the_row_of_the_container_number_judges_as_its_class_does(text: str):
    of_row, of_class = number("INT", "container number").check(text), ContainerNumber.check(text)
    assert [problem.strong for problem in of_row] == [problem.strong for problem in of_class]


def test_a_row_survives_the_way_to_another_process():
    row = number("KG", "INN")
    assert pickle.loads(pickle.dumps(row)) == row  # noqa: S301 - our own
    assert str(row) == "KG INN"
