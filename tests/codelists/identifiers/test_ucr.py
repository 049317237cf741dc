from __future__ import annotations

import pytest

from carec_datamodel.codelists.identifiers import InvalidIdentifier, UniqueConsignmentReference


def test_a_reference_falls_into_year_country_and_national_part():
    reference = UniqueConsignmentReference("6UZ301234567-2026-0042")
    assert (reference.year_digit, reference.country) == (6, "UZ")
    assert reference.national_part == "301234567-2026-0042"
    assert reference.format() == str(reference)


@pytest.mark.parametrize(
    "text", ["6UZ1", "0KG02099131-(A)", "6UZ" + "9" * 32, "6uzinvoice".replace("uz", "UZ")]
)
def test_a_reference_of_up_to_35_signs_has_no_problem(text: str):
    assert UniqueConsignmentReference.check(text) == ()


@pytest.mark.parametrize(
    "text",
    ["6UZ", "6UZ" + "9" * 33, "UZ301234567", "26UZ301234567", "6uz301234567", "6UZ 301234567", "6UZA\u200aB"],
)
def test_another_form_is_a_weak_problem_but_cannot_be_taken_apart(text: str):
    (problem,) = UniqueConsignmentReference.check(text)
    assert not problem.strong
    with pytest.raises(InvalidIdentifier, match="is not a unique consignment reference"):
        UniqueConsignmentReference.parse(text)


def test_hyphens_and_the_case_of_letters_belong_to_the_reference():
    plain, hyphened = UniqueConsignmentReference("6UZab1"), UniqueConsignmentReference("6UZAB-1")
    assert str(UniqueConsignmentReference.parse("6UZab1")) == "6UZab1"
    assert plain != hyphened


def test_a_letter_of_another_alphabet_is_a_weak_problem():
    (problem,) = UniqueConsignmentReference.check("6UZКАРГО-1")
    assert not problem.strong
    assert str(problem) == (
        "'6UZКАРГО-1' holds 'К', which systems on the way may not carry; "
        "expected letters A to Z, digits and their punctuation"
    )
    assert UniqueConsignmentReference.parse("6UZКАРГО-1").national_part == "КАРГО-1"


@pytest.mark.parametrize("year", [2026, 6])
def test_the_year_is_given_in_full_or_by_its_last_digit(year: int):
    made = UniqueConsignmentReference.create(year=year, country="UZ", national_part="301234567-0042")
    assert str(made) == "6UZ301234567-0042"


@pytest.mark.parametrize(
    ("country", "national_part"), [("UZB", "301234567"), ("U", "Z301234567"), ("UZ", ""), ("uz", "301234567")]
)
def test_parts_of_another_form_are_refused(country: str, national_part: str):
    with pytest.raises(InvalidIdentifier):
        UniqueConsignmentReference.create(year=2026, country=country, national_part=national_part)
