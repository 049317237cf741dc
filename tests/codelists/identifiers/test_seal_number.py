from __future__ import annotations

import pytest

from carec_datamodel.codelists.identifiers import InvalidIdentifier, SealNumber


@pytest.mark.parametrize("text", ["CN0000001", "7", "Пломба № 12", "ООО «Восток» 0042", "9" * 70])
def test_a_mark_is_kept_as_it_is_written(text: str):
    assert SealNumber.check(text) == ()
    assert str(SealNumber.parse(text)) == SealNumber(text).format() == text


@pytest.mark.parametrize("text", ["CN 0000001", "cn-0000001", "CN\u00a0000\u20110001"])
def test_spellings_of_one_seal_have_one_compact_form_and_stay_apart(text: str):
    assert SealNumber(text).compact == SealNumber("CN0000001").compact == "CN0000001"
    assert SealNumber(text) != SealNumber("CN0000001")


@pytest.mark.parametrize("text", ["CN00000010", "CN000001", "СN0000001", "CN/0000001"])
def test_what_may_be_another_seal_has_another_compact_form(text: str):
    assert SealNumber(text).compact != SealNumber("CN0000001").compact


@pytest.mark.parametrize("text", ["-", "///", "_", "CN\t1", "CN\x001", "CN\ufffe1", "\u200b"])
def test_a_mark_without_letter_or_digit_or_with_signs_that_cannot_be_printed_is_refused(text: str):
    (problem,) = SealNumber.check(text)
    assert not problem.strong
    with pytest.raises(InvalidIdentifier, match="is not a seal number; expected 1 to 70 signs"):
        SealNumber.parse(text)


def test_a_mark_longer_than_the_model_holds_is_refused_with_its_length():
    with pytest.raises(InvalidIdentifier, match="is not a seal number: it has 71 signs; expected 1 to 70"):
        SealNumber("9" * 71)


@pytest.mark.parametrize(("length", "fits"), [(20, True), (21, False)])
def test_a_mark_of_up_to_twenty_signs_fits_ncts(length: int, fits: bool):
    assert SealNumber("9" * length).fits_ncts is fits


@pytest.mark.parametrize("text", ["CN0000001, CN0000002", "CN0000001;CN0000002"])
def test_a_list_of_seals_is_a_weak_problem_and_parsed(text: str):
    (problem,) = SealNumber.check(text)
    assert not problem.strong
    assert problem.expected == "one seal"
    assert str(SealNumber.parse(text)) == text
