"""Rules on the documents of a goods declaration, on valuation and on parcels."""

from __future__ import annotations

from typing import Any

import pytest

import carec_datamodel as cdm

ITEM = ("GoodsShipment", "GovernmentAgencyGoodsItem")


def declared(*documents: dict[str, Any], item: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    entry = {"SequenceNumeric": 1, "AdditionalDocument": list(documents), **(item or {})}
    return {"GoodsShipment": {"GovernmentAgencyGoodsItem": [entry]}, **others}


def test_the_day_of_a_declaration_is_that_of_acceptance_or_else_its_own(objected):
    old = {"ID": "L-17", "ExpirationDateTime": "2026-03-20"}
    for days, found in (
        ({"IssueDateTime": "2026-03-21"}, 1),
        ({"IssueDateTime": "2026-03-20"}, 0),
        ({"IssueDateTime": "2026-03-20", "AcceptanceDateTime": "2026-03-21"}, 1),
        ({}, 0),
    ):
        assert len(objected("documents.expired", "GoodsDeclaration", declared(old, **days))) == found


def test_an_expired_document_of_the_whole_declaration_is_told_with_both_dates(objected):
    values = {
        "AcceptanceDateTime": "2026-03-21",
        "AdditionalDocument": [{"ID": "C-1"}, {"ID": "L-17", "ExpirationDateTime": "2026-03-20"}],
    }
    (problem,) = objected("documents.expired", "GoodsDeclaration", values)
    assert problem.loc == ("AdditionalDocument", 1, "ExpirationDateTime")
    assert problem.message == "the document holds until 2026-03-20, AcceptanceDateTime is 2026-03-21"


def test_invoices_contracts_and_previous_documents_are_looked_at_too(objected):
    late = {"ID": "7", "IssueDateTime": "2026-03-22"}
    values = declared(item={"PreviousDocument": [late]}, AcceptanceDateTime="2026-03-21")
    values["GoodsShipment"] |= {
        "Invoice": [late],
        "PreviousDocument": [late],
        "Consignment": {"TransportContractDocument": [late]},
    }
    found = objected("documents.issued-later", "GoodsDeclaration", values)
    assert [problem.loc[:-1] for problem in found] == [
        ("GoodsShipment", "Invoice", 0),
        ("GoodsShipment", "PreviousDocument", 0),
        ("GoodsShipment", "Consignment", "TransportContractDocument", 0),
        (*ITEM, 0, "PreviousDocument", 0),
    ]


@pytest.mark.parametrize(
    "document",
    [
        {"ID": "7", "EffectiveDateTime": "2026-03-25", "IssueDateTime": "2026-03-01"},
        {"ID": "7", "EffectiveDateTime": "2026-03-25", "PresentationDate": "2026-04-01"},
        {"ID": "7"},
    ],
)
def test_a_document_may_hold_from_later_on_or_be_presented_later(objected, document: dict[str, Any]):
    values = declared(document, AcceptanceDateTime="2026-03-21")
    assert objected("documents.issued-later", "GoodsDeclaration", values) == []


def test_a_licence_without_number_and_date_is_told_twice_unless_exempt(objected):
    found = objected("documents.licence-complete", "AdditionalDocument", {"TypeCode": "811"})
    assert [problem.loc for problem in found] == [("ID",), ("EffectiveDateTime",)]
    exempt = {"TypeCode": "911", "LPCOExemptionCode": "X"}
    assert objected("documents.licence-complete", "AdditionalDocument", exempt) == []


PREFERENTIAL = {"Origin": [{"CountryCode": "CN", "TypeCode": "1"}, {"CountryCode": "UZ", "TypeCode": "2"}]}


@pytest.mark.parametrize("document", [{"TypeCode": "862"}, {"TypeCode": "06019"}, {"Name": "CT-1"}])
def test_preferential_origin_may_be_proved_by_a_document_of_a_national_list(
    objected, document: dict[str, Any]
):
    values = declared({"ID": "7", **document}, item=PREFERENTIAL)
    assert objected("origin.preference-document", "GoodsDeclaration", values) == []


def test_preferential_origin_with_an_invoice_alone_is_told_at_the_origin(objected):
    values = declared({"ID": "7", "TypeCode": "380"}, item=PREFERENTIAL)
    (problem,) = objected("origin.preference-document", "GoodsDeclaration", values)
    assert problem.loc == (*ITEM, 0, "Origin", 1, "TypeCode")
    values["AdditionalDocument"] = [{"ID": "8", "TypeCode": "861"}]
    assert objected("origin.preference-document", "GoodsDeclaration", values) == []


def test_a_document_named_for_two_lines_is_not_named_twice(objected):
    lines = [{"TypeCode": "911", "ID": "L-17", "LineNumeric": number} for number in (1, 2)]
    assert objected("documents.listed-once", "GoodsDeclaration", declared(*lines)) == []
    unnumbered = [{"TypeCode": "271"}, {"TypeCode": "271"}]
    assert objected("documents.listed-once", "GoodsDeclaration", declared(*unnumbered)) == []


def test_a_container_for_an_item_that_is_not_there_is_told(objected):
    values = declared()
    equipment = [{"ID": "CSQU3054383", "GoodsItemNumeric": number} for number in (1, 0, 5)]
    values["GoodsShipment"]["Consignment"] = {"TransportEquipment": equipment}
    (problem,) = objected("documents.item-exists", "GoodsDeclaration", values)
    assert problem.loc == ("GoodsShipment", "Consignment", "TransportEquipment", 2, "GoodsItemNumeric")
    assert problem.message == "item 5 is not in the declaration"


def kgs(value: str) -> dict[str, str]:
    return {"value": value, "currencyID": "KGS"}


def imported(term: str, type_code: str = "IM", **valuation: Any) -> dict[str, Any]:
    shipment = {"TradeTerms": {"ConditionCode": term}, "CustomsValuation": valuation}
    return {"TypeCode": type_code, "GoodsShipment": shipment}


@pytest.mark.parametrize(
    "values",
    [
        imported("CIF", TotalCostAmount=kgs("0")),
        imported("FOB", "EX", TotalCostAmount=kgs("0")),
        imported("FOB", MethodCode="1"),
        imported("FOB", FreightChargeAmount=kgs("0"), TotalCostAmount=kgs("20")),
    ],
)
def test_freight_is_missed_only_where_costs_are_stated_as_none(objected, values: dict[str, Any]):
    assert objected("valuation.freight-added", "GoodsDeclaration", values) == []


def test_a_deduction_is_no_cost(objected):
    deduction = [{"ChargesTypeCode": "4DE", "OtherChargeDeductionAmount": kgs("5")}]
    values = imported("EXW", FreightChargeAmount=kgs("0"), ChargeDeduction=deduction)
    (problem,) = objected("valuation.freight-added", "GoodsDeclaration", values)
    assert problem.message == "terms EXW and no cost of carriage in the customs value"


def component(kind: str, value: str | None) -> dict[str, Any]:
    return {"TypeCode": kind} | ({"NationalAmount": kgs(value)} if value else {})


def item_of(value: str, **parts: Any) -> dict[str, Any]:
    return {"SequenceNumeric": 1, "CustomsValueAmount": kgs(value), **parts}


def test_a_total_among_the_parts_stands_for_them(objected):
    parts = [component("TRANSPORT", "10"), component("INSURANCE", None), component("TOTAL", "15")]
    item = item_of("110", BaseComponent=[component("PRICE", "100")], Addition=parts)
    (problem,) = objected("valuation.adds-up", "ValuationItem", item)
    assert problem.expected == "115 KGS"
    assert objected("valuation.adds-up", "ValuationItem", {**item, "CustomsValueAmount": kgs("115")}) == []


def test_deductions_are_taken_off_and_unknown_parts_leave_the_value_unjudged(objected):
    base = [component("PRICE", "100")]
    less = item_of("90", BaseComponent=base, Deduction=[component("DUTIES", "10")])
    assert objected("valuation.adds-up", "ValuationItem", less) == []
    unknown = item_of("90", BaseComponent=base, Deduction=[component("DUTIES", None)])
    assert objected("valuation.adds-up", "ValuationItem", unknown) == []
    per_unit = item_of("90", BaseComponent=base, UnitPriceAmount=kgs("3"))
    assert objected("valuation.adds-up", "ValuationItem", per_unit) == []


def test_a_rate_of_another_currency_converts_no_component(objected):
    values = {
        "ComponentAmount": {"value": "10", "currencyID": "USD"},
        "RateNumeric": "95",
        "RateCurrencyCode": "EUR",
        "NationalAmount": kgs("874.50"),
    }
    assert objected("valuation.component-conversion", "ValueComponent", values) == []


def test_the_value_of_a_parcel_is_converted_by_the_rates_of_the_declaration(objected):
    rates = [
        {"CurrencyTypeCode": "USD", "RateNumeric": "80"},
        {"CurrencyTypeCode": "EUR", "RateNumeric": "100"},
    ]
    values = {"InvoiceAmount": {"value": "260", "currencyID": "USD"}, "CurrencyExchange": rates}
    (problem,) = objected("e-commerce.value-limit", "GoodsDeclaration", values)
    assert problem.message == "the goods cost 260 USD, 208 EUR"
    assert problem.expected == "no more than 200 EUR"
    values["CurrencyExchange"] = rates[:1]
    assert objected("e-commerce.value-limit", "GoodsDeclaration", values) == []


def test_limits_of_parcels_are_those_of_the_profile(tmp_path):
    own = tmp_path / "parcels.toml"
    own.write_text(
        'id = "parcels"\ntitle = "Parcels"\nexplanation = "Limits."\nsource = "customs code"\n'
        'select = ["e-commerce"]\n[parameters]\nparcel_value = "300"\nparcel_currency = "981"\n',
        "utf-8",
    )
    message = cdm.GoodsDeclaration(invoice_amount=cdm.Amount("301", "GEL"))
    (finding,) = cdm.validate(cdm.dumps(message), profile=str(own)).findings
    assert finding.message == "the goods cost 301 GEL; expected no more than 300 GEL"
    assert cdm.validate(cdm.dumps(message), profile="regional").findings == ()
