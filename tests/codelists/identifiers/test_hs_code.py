from __future__ import annotations

import pytest

from carec_datamodel.codelists.identifiers import HsCode, InvalidIdentifier


@pytest.mark.parametrize(
    ("text", "parts", "printed"),
    [
        ("85", ("85", None, None, None), "85"),
        ("8517", ("85", "8517", None, None), "8517"),
        ("851762", ("85", "8517", "851762", None), "8517.62"),
        ("85176200", ("85", "8517", "851762", "00"), "8517.62.00"),
        ("520512000000000000", ("52", "5205", "520512", "0" * 12), "5205.12.000000000000"),
    ],
)
def test_a_code_falls_into_chapter_heading_subheading_and_national_digits(
    text: str, parts: tuple[str | None, ...], printed: str
):
    code = HsCode(text)
    assert (code.chapter, code.heading, code.subheading, code.national_digits) == parts
    assert code.format() == printed
    assert HsCode.check(text) == ()


@pytest.mark.parametrize(
    "text",
    ["8517.62.00.00", "8517 62 00 00", "8517 62 000 0", "8517.62.000.0", "85176200.00", "85.17.620000"],
)
def test_dots_and_blanks_between_groups_are_tolerated(text: str):
    assert str(HsCode.parse(text)) == "8517620000"


@pytest.mark.parametrize("text", ["8517620000.0", "8517.0", "8 517 620 000.0", "8.5"])
def test_a_number_with_one_decimal_is_no_code(text: str):
    with pytest.raises(InvalidIdentifier, match="is not a tariff code"):
        HsCode.parse(text)


@pytest.mark.parametrize("digits", ["1", "101", "10121", "1012100", "101210000", "1" * 19])
def test_a_code_that_may_have_lost_its_leading_zero_is_not_taken_apart(digits: str):
    (problem,) = HsCode.check(digits)
    assert not problem.strong
    with pytest.raises(InvalidIdentifier, match="expected 2, 4, 6, 8 or 10 to 18 digits"):
        HsCode.parse(digits)


@pytest.mark.parametrize("text", ["8517-62", "85I762", "8517,62", "VATZ"])
def test_other_signs_than_digits_are_no_code(text: str):
    (problem,) = HsCode.check(text)
    assert problem.expected == HsCode.form
    with pytest.raises(InvalidIdentifier):
        HsCode.parse(text)


@pytest.mark.parametrize("text", ["00", "000000", "77", "7701", "7701.10"])
def test_a_chapter_that_is_not_there_is_a_strong_problem(text: str):
    (problem,) = HsCode.check(text)
    assert problem.strong
    with pytest.raises(InvalidIdentifier, match="expected one of the chapters 01 to 76 and 78 to 99"):
        HsCode.parse(text)


def test_a_heading_zero_is_a_weak_problem_outside_the_national_chapters():
    (problem,) = HsCode.check("850062")
    assert str(problem) == "'850062' stands in heading 8500; expected a heading from 8501 on"
    assert not problem.strong
    assert HsCode.check("9900000000") == ()


@pytest.mark.parametrize(
    ("text", "national"), [("98", True), ("9901", True), ("9701", False), ("010121", False)]
)
def test_chapters_98_and_99_are_national(text: str, national: bool):
    assert HsCode(text).is_in_national_chapter is national


def test_codes_are_ordered_as_in_the_tariff():
    codes = [HsCode(text) for text in ("0102", "851762", "8517", "01", "010121")]
    assert [str(code) for code in sorted(codes)] == ["01", "010121", "0102", "8517", "851762"]
