from __future__ import annotations

import pytest

from carec_datamodel.crosswalk.paths import HarmonisedStep, NationalStep, harmonised_path, national_path
from carec_datamodel.errors import CrosswalkError


def test_a_national_path_has_one_step_for_each_element():
    assert national_path("Item[]/Tarification/HScode") == (
        NationalStep(("Item",), repeats=True),
        NationalStep(("Tarification",)),
        NationalStep(("HScode",)),
    )


def test_the_first_spelling_of_a_national_step_is_the_one_written():
    (step,) = national_path("receipt|reciept")
    assert step.names == ("receipt", "reciept")


def test_spellings_of_a_step_that_repeats_share_its_brackets():
    assert national_path("Item|Position[]") == (NationalStep(("Item", "Position"), repeats=True),)


def test_a_step_with_an_at_sign_is_an_attribute():
    assert national_path("Paper[]/@kind") == (
        NationalStep(("Paper",), repeats=True),
        NationalStep(("kind",), attribute=True),
    )


def test_names_with_dots_and_other_alphabets_are_names():
    assert [step.names[0] for step in national_path("A.I._code/Груз")] == ["A.I._code", "Груз"]


@pytest.mark.parametrize("text", ["", "Item//Price", "/Item", "Item/", "Item/|Price", "Item/@", "[]"])
def test_a_national_path_with_an_empty_step_is_refused(text):
    with pytest.raises(CrosswalkError, match="not a national path"):
        national_path(text)


def test_a_harmonised_path_names_elements_of_the_model():
    assert harmonised_path("GoodsShipment/UCR/ID") == (
        HarmonisedStep("GoodsShipment"),
        HarmonisedStep("UCR"),
        HarmonisedStep("ID"),
    )


def test_empty_brackets_bind_an_entry_to_a_repeating_element():
    assert harmonised_path("Seal[]/ID")[0] == HarmonisedStep("Seal", bound=True)


def test_a_number_in_brackets_is_a_fixed_entry_counted_from_one():
    assert harmonised_path("Invoice[2]/ID")[0] == HarmonisedStep("Invoice", index=1)


def test_a_field_in_brackets_selects_the_entry_that_has_its_value():
    assert harmonised_path("Classification[IdentificationTypeCode=HS]/ID")[0] == HarmonisedStep(
        "Classification", selector=("IdentificationTypeCode", "HS")
    )


def test_a_selected_entry_may_also_follow_a_repeating_element():
    assert harmonised_path("PreviousDocument[CategoryCode=Y][]/ID")[0] == HarmonisedStep(
        "PreviousDocument", selector=("CategoryCode", "Y"), bound=True
    )


def test_an_at_sign_is_an_attribute_of_an_amount_or_measure():
    assert harmonised_path("InvoiceAmount/@currencyID")[1] == HarmonisedStep("currencyID", attribute=True)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "ID/",
        "/ID",
        "Seal[x]/ID",
        "Seal[0]/ID",
        "Seal[/ID",
        "Classification[=HS]/ID",
        "Goods Item/ID",
        "ID;text",
        "Seal[][1]/ID",
    ],
)
def test_what_is_no_harmonised_path_is_refused(text):
    with pytest.raises(CrosswalkError, match="not a harmonised path"):
        harmonised_path(text)


def test_the_message_names_the_step_that_is_wrong():
    with pytest.raises(
        CrosswalkError, match=r"'GoodsShipment/Seal\[x\]/ID' is not a harmonised path: 'Seal\[x\]'"
    ):
        harmonised_path("GoodsShipment/Seal[x]/ID")
