"""Rules on procedures, dates, parties and transport of a goods declaration."""

from __future__ import annotations

from typing import Any

import pytest

ITEM = ("GoodsShipment", "GovernmentAgencyGoodsItem")


def under(current: str, previous: str | None = None, **others: Any) -> dict[str, Any]:
    entry = {"CurrentCode": current} | ({"PreviousCode": previous} if previous else {})
    item = {"SequenceNumeric": 1, "GovernmentProcedure": [entry, {"CurrentCode": "000"}]}
    return {"GoodsShipment": {"GovernmentAgencyGoodsItem": [item]}, **others}


@pytest.mark.parametrize("previous", ["00", "000", None])
def test_goods_under_no_procedure_before_need_no_previous_document(objected, previous: str | None):
    shipment = under("40", previous)["GoodsShipment"]
    assert objected("procedure.previous-document", "GoodsShipment", shipment) == []


def test_one_previous_document_of_the_shipment_is_enough_for_all_items(objected):
    shipment = under("40", "71")["GoodsShipment"]
    (problem,) = objected("procedure.previous-document", "GoodsShipment", shipment)
    assert problem.loc == ("GovernmentAgencyGoodsItem", 0, "PreviousDocument")
    assert problem.message == "the previous procedure is 71, and no previous document is named"
    named = {**shipment, "PreviousDocument": [{"ID": "2015 835"}]}
    assert objected("procedure.previous-document", "GoodsShipment", named) == []


def test_procedures_in_letters_and_groups_of_two_digits_are_read_by_their_first_digit(objected):
    rule = "procedure.general-procedure"
    assert objected(rule, "GoodsDeclaration", under("ИМ", GeneralProcedureCode="4")) == []
    assert objected(rule, "GoodsDeclaration", under("40", GeneralProcedureCode="40")) == []
    (problem,) = objected(rule, "GoodsDeclaration", under("71", GeneralProcedureCode="40"))
    assert problem.loc == (*ITEM, 0, "GovernmentProcedure", 0, "CurrentCode")
    assert problem.expected == "a procedure that begins with 4"


def test_only_the_main_procedure_is_held_against_the_type(objected):
    assert objected("procedure.direction", "GoodsDeclaration", under("31", TypeCode="EX")) == []
    (problem,) = objected("procedure.direction", "GoodsDeclaration", under("40", TypeCode="EX"))
    assert problem.expected == "a procedure of export"
    assert objected("procedure.direction", "GoodsDeclaration", under("10", TypeCode="CO")) == []


def test_a_period_in_another_unit_than_days_is_not_judged(objected):
    months = {"DurationQuantity": {"value": "2000", "unitCode": "HUR"}}
    assert objected("procedure.warehouse-period", "Warehouse", months) == []
    (problem,) = objected("procedure.warehouse-period", "Warehouse", {"DurationQuantity": {"value": "1097"}})
    assert problem.expected == "no more than 1096 days"


def test_a_reference_of_the_year_before_is_one_of_a_late_declaration(objected):
    for year, found in ((2026, 0), (2025, 0), (2027, 1), (2024, 1)):
        values = {"FunctionalReferenceYearNumeric": year, "AcceptanceDateTime": "2026-01-02"}
        assert len(objected("dates.reference-year", "GoodsDeclaration", values)) == found
    assert (
        objected("dates.reference-year", "GoodsDeclaration", {"FunctionalReferenceYearNumeric": 1990}) == []
    )


def test_parties_of_one_name_are_one_only_at_one_address(objected):
    rule = "parties.exporter-and-importer"
    here = {"Name": "ULGU  TEKSTIL LLC", "Address": {"CityName": "Osh", "CountryCode": "KG"}}
    there = {"Name": "ULGU TEKSTIL LLC", "Address": {"CityName": "Kashgar", "CountryCode": "CN"}}
    assert objected(rule, "GoodsDeclaration", {"Exporter": there, "GoodsShipment": {"Consignee": here}}) == []
    twice = {"Exporter": here, "GoodsShipment": {"Importer": here, "Consignee": here}}
    (problem,) = objected(rule, "GoodsDeclaration", twice)
    assert problem.loc == ("GoodsShipment", "Importer")
    named = {"Name": "ULGU TEKSTIL LLC"}
    assert (
        objected(rule, "GoodsDeclaration", {"Exporter": named, "GoodsShipment": {"Consignee": named}}) == []
    )


def test_identifiers_decide_before_names(objected):
    shipment = {"Seller": {"Name": "ULGU", "ID": "1"}, "Buyer": {"Name": "ULGU", "ID": "2"}}
    assert objected("parties.seller-and-buyer", "GoodsShipment", shipment) == []


def test_containers_of_items_count_as_named(objected):
    goods = [{"SequenceNumeric": 1, "Commodity": {"TransportEquipment": [{"ID": "CSQU3054383"}]}}]
    inside = {"Consignment": {"ContainerIndicator": True}, "GovernmentAgencyGoodsItem": goods}
    assert objected("container.indicator", "GoodsShipment", inside) == []
    outside = {**inside, "Consignment": {"ContainerIndicator": False}}
    (problem,) = objected("container.indicator", "GoodsShipment", outside)
    assert problem.loc == ("Consignment", "ContainerIndicator")
    (problem,) = objected(
        "container.indicator", "GoodsShipment", {"Consignment": {"ContainerIndicator": True}}
    )
    assert problem.loc == ("Consignment", "TransportEquipment")
    assert objected("container.indicator", "GoodsShipment", {"Consignment": {}}) == []


def carried(documents: list[str], border: str | None, inland: str | None = None) -> dict[str, Any]:
    consignment: dict[str, Any] = {
        "TransportContractDocument": [{"ID": "7", "TypeCode": code} for code in documents]
    }
    if inland:
        consignment["DepartureTransportMeans"] = {"ModeCode": inland}
    means = {"BorderTransportMeans": {"ModeCode": border}} if border else {}
    return {"GoodsShipment": {"Consignment": consignment}, **means}


@pytest.mark.parametrize(
    "values",
    [
        carried(["705"], "3", "1"),
        carried(["765"], "3"),
        carried(["380"], "3"),
        carried(["730"], None),
        carried(["730"], "4", "9"),
        carried(["705", "730"], "3"),
    ],
)
def test_a_transport_document_fits_one_of_the_modes_or_is_not_judged(objected, values: dict[str, Any]):
    assert objected("transport.document-of-mode", "GoodsDeclaration", values) == []


def test_a_transport_document_of_no_mode_of_the_goods_is_told_at_the_mode(objected):
    (problem,) = objected("transport.document-of-mode", "GoodsDeclaration", carried(["740"], "2", "3"))
    assert problem.loc == ("BorderTransportMeans", "ModeCode")
    assert problem.message == "transport by rail and road, with documents for air only"


def sent(type_code: str, *items: dict[str, Any]) -> dict[str, Any]:
    numbered = [{"SequenceNumeric": number, **item} for number, item in enumerate(items, start=1)]
    shipment = {"ExportCountry": {"ID": "KG"}, "Destination": {"CountryCode": "KG"}}
    return {"TypeCode": type_code, "GoodsShipment": {**shipment, "GovernmentAgencyGoodsItem": numbered}}


def test_goods_that_stay_in_one_country_are_told_once_for_the_shipment_and_once_for_each_other_item(objected):
    here = {"Destination": {"CountryCode": "KG"}}
    found = objected("destination.abroad", "GoodsDeclaration", sent("EX", {}, here, {}))
    assert [problem.loc for problem in found] == [
        ("GoodsShipment", "Destination", "CountryCode"),
        (*ITEM, 1, "Destination", "CountryCode"),
    ]
    assert found[0].message == "the goods are sent from KG and are bound for KG"


@pytest.mark.parametrize(
    "declaration",
    [
        sent("IM", {"GovernmentProcedure": [{"CurrentCode": "40", "PreviousCode": "70"}]}),
        sent("IM", {"ExportCountry": {"ID": "CN"}}),
        sent("TR", {}),
    ],
    ids=["out of a warehouse", "an item from abroad", "transit"],
)
def test_goods_may_be_sent_and_bound_for_one_country_where_something_explains_it(objected, declaration):
    assert objected("destination.abroad", "GoodsDeclaration", declaration) == []


@pytest.mark.parametrize("codes", [("53", "51"), ("40", "21")])
def test_goods_for_processing_or_for_a_time_go_with_a_document_of_the_declaration_or_an_item(objected, codes):
    items = [
        {"SequenceNumeric": number, "GovernmentProcedure": [{"CurrentCode": code}]}
        for number, code in enumerate(codes, start=1)
    ]
    values = {"TypeCode": "IM", "GoodsShipment": {"GovernmentAgencyGoodsItem": items}}
    (problem,) = objected("procedure.documents", "GoodsDeclaration", values)
    assert problem.loc == ("AdditionalDocument",)
    values["AdditionalDocument"] = [{"TypeCode": "380", "ID": "KYT-26-0311"}]
    assert objected("procedure.documents", "GoodsDeclaration", values) == []


def test_goods_for_home_use_are_not_asked_for_the_documents_of_processing(objected):
    values = under("40", TypeCode="IM")
    assert objected("procedure.documents", "GoodsDeclaration", values) == []


@pytest.mark.parametrize(("national", "found"), [("IMA", 1), (None, 1), ("IMC", 0), ("IMJ", 0)])
@pytest.mark.parametrize("rule", ["hs.each-item", "origin.each-item", "parties.importer"])
def test_a_simplified_declaration_may_say_less(objected, rule: str, national: str | None, found: int):
    values = under("40", TypeCode="IM") | ({"NationalTypeCode": national} if national else {})
    problems = objected(rule, "GoodsDeclaration", values)
    assert len(problems) == found
    assert all(problem.message.endswith((" TypeCode is IM", " TypeCode is IM or EX")) for problem in problems)
