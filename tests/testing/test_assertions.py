"""Assertions on documents and messages, whatever runs them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

import carec_datamodel as cdm
from carec_datamodel import testing
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.testing import assert_roundtrip, assert_same_message, assert_valid
from carec_datamodel.wire import json


def objection(assertion: Callable[[], None]) -> str:
    with pytest.raises(AssertionError) as caught:
        assertion()
    return str(caught.value)


@pytest.fixture
def message(declaration: str) -> cdm.GoodsDeclaration:
    return cdm.loads(declaration.encode())


def test_the_package_names_what_it_offers():
    assert dir(testing) == ["assert_roundtrip", "assert_same_message", "assert_valid"]
    with pytest.raises(AttributeError, match="no attribute 'assert_nothing'"):
        _ = testing.assert_nothing


def test_a_valid_document_and_a_valid_message_pass(declaration, national, message, tmp_path):
    file = tmp_path / "declaration.xml"
    file.write_text(declaration, "utf-8")
    for source in (file, str(file), declaration.encode(), national.encode(), message):
        assert_valid(source)


def test_an_invalid_document_is_told_as_a_report(misspelt):
    told = objection(lambda: assert_valid(misspelt.encode()))
    assert told == cdm.validate(misspelt.encode()).to_text()
    assert "GoodsDeclaration/InvoiceAmount, line 26" in told


def test_a_message_that_breaks_a_rule_is_told(message):
    told = objection(lambda: assert_valid(message.replace(total_gross_mass_measure=cdm.Measure("1", "KGM"))))
    assert "total.goods-gross-mass" in told


def test_what_counts_can_be_chosen(unbalanced):
    document = unbalanced.encode()
    mass = "total.goods-gross-mass"
    assert_valid(document, ignore=iter([mass]))
    assert_valid(document, select=["total.goods-packages"])
    for options in ({"fail_on": "warning"}, {"fail_on": cdm.Severity.NOTE}):
        assert mass not in objection(lambda options=options: assert_valid(document, ignore=[mass], **options))


def test_a_severity_that_is_none_is_refused_also_where_nothing_is_found(declaration, unbalanced):
    for document in (declaration, unbalanced):
        with pytest.raises(ValueError, match="fatal"):
            assert_valid(document.encode(), fail_on="fatal")


def test_a_profile_counts(declaration):
    told = objection(lambda: assert_valid(declaration.encode(), profile="tir-transit"))
    assert "profile.message" in told


def test_what_comes_back_as_it_was_passes(declaration, national, message):
    for source in (declaration.encode(), national.encode(), message, cdm.loads(national.encode())):
        assert_roundtrip(source)
    assert_roundtrip(national.encode(), format="asycuda-sad")
    assert_roundtrip(cdm.loads(national.encode()), format="asycuda-sad")


def test_what_a_message_loses_on_the_way_is_told(message, monkeypatch):
    dumps = json.dumps
    monkeypatch.setattr(json, "dumps", lambda message: dumps(message).replace(b'"33600.00"', b'"33600"', 1))
    told = objection(lambda: assert_roundtrip(message))
    assert told.startswith(
        "GoodsDeclaration does not come back as it was:\n  carec-json: GoodsDeclaration/InvoiceAmount: "
    )
    assert_roundtrip(message, format="carec-xml")


def test_what_a_national_document_loses_on_the_way_is_told(national, monkeypatch):
    restore = CrosswalkFormat.restore
    monkeypatch.setattr(
        CrosswalkFormat, "restore", lambda *args: restore(*args).replace(b"400000001</Dec", b"</Dec")
    )
    assert objection(lambda: assert_roundtrip(national.encode())) == (
        "the document does not come back as it was:\n"
        "  ASYCUDA/Declarant/Declarant_code, line 20: '400000001' came back as nothing"
    )


def test_a_document_that_is_no_message_does_not_come_back(misspelt):
    told = objection(lambda: assert_roundtrip(misspelt.encode()))
    assert told.startswith(
        "the document cannot be read as a message: GoodsDeclaration/InvoiceAmount, line 26"
    )


def test_messages_that_hold_the_same_pass(message, declaration):
    assert_same_message(message, cdm.loads(declaration.encode()))


def test_messages_that_differ_are_told_place_by_place(message):
    other = message.replace(
        invoice_amount=cdm.Amount("33600.0", "USD"),
        form_numeric=None,
        supervising_office=None,
        issue_location_name="O",
    )
    assert objection(lambda: assert_same_message(other, message)) == (
        "GoodsDeclaration: 4 differences from what is expected:\n"
        "  GoodsDeclaration/IssueLocationName: 'Osh' became 'O'\n"
        "  GoodsDeclaration/FormNumeric: 1 became nothing\n"
        "  GoodsDeclaration/InvoiceAmount: 33600.00 USD became 33600.0 USD\n"
        "  GoodsDeclaration/SupervisingOffice: Office with 2 values became nothing"
    )


def test_a_long_text_is_shown_where_it_differs():
    def of(text: str) -> cdm.SupportingDocument:
        return cdm.SupportingDocument(name=text)

    told = objection(lambda: assert_same_message(of("long " * 30 + "way"), of("long " * 30 + "road")))
    assert told.endswith(
        "SupportingDocument/Name: '…long long long long road' became '…long long long long way'"
    )


def test_only_the_first_of_many_differences_are_told(message):
    names = [name for name in type(message).model_fields if getattr(message, name)]
    absent = {name: () if isinstance(getattr(message, name), tuple) else None for name in names}
    bare = message.replace(**absent)
    told = objection(lambda: assert_same_message(bare, message)).splitlines()
    count = len(cdm.diff(message, bare))
    assert count > 20
    assert len(told) == 1 + 20 + 1
    assert told[-1] == f"  and {count - 20} more"


def test_messages_of_two_classes_are_told_by_their_classes(message):
    response = cdm.Response()
    assert objection(lambda: assert_same_message(message, response)) == (
        "found a GoodsDeclaration, expected a Response"
    )
