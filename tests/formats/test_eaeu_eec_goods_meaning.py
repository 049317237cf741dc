"""The examples of EEC goods declarations: every fact in its place, and what a foreign message becomes."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model import GoodsDeclaration

EXAMPLES = Path(__file__).parents[2] / "examples"
GOODS = "eaeu-goods-declaration"
GOODS_2019 = "eaeu-goods-declaration-2019"
EXAMPLE = EXAMPLES / f"{GOODS}.xml"
both = pytest.mark.parametrize("format_id", [GOODS, GOODS_2019])


@pytest.fixture(scope="module")
def declaration() -> Any:
    return cdm.read(EXAMPLE)


def written(values: dict[str, Any], format_id: str = GOODS) -> tuple[etree._Element, list[str | None]]:
    """Return the document of a message, and the values that it does not hold."""
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    content, losses, _ = found.crosswalk.dumps(GoodsDeclaration.model_validate(values))
    return etree.fromstring(content), [loss.value for loss in losses]


def texts(root: etree._Element, name: str) -> list[str]:
    return [element.text or "" for element in root.iter("{*}" + name)]


@both
def test_of_an_example_only_numbers_of_lists_do_not_survive(format_id):
    ledger = cdm.convert(EXAMPLES / f"{format_id}.xml").ledger
    assert ledger is not None
    lost = [entry for entry in ledger.entries if entry.outcome.value != "exact"]
    assert {entry.path.rpartition("/")[2] for entry in lost} == {"@codeListId"}
    assert ledger.survival > 0.95


def test_both_layouts_say_the_same(declaration):
    """The layout of 2019 has no number of a trailer and no register of a place."""
    older: Any = cdm.read(EXAMPLES / f"{GOODS_2019}.xml")
    assert older.goods_shipment.government_agency_goods_item == (
        declaration.goods_shipment.government_agency_goods_item
    )
    assert older.declarant == declaration.declarant
    assert older.representative_person == declaration.representative_person
    assert older.border_transport_means.attached_transport_means[0].id == "00AAA02"


def test_elements_stand_in_the_namespaces_of_their_components():
    root = etree.parse(EXAMPLE).getroot()
    back = etree.fromstring(cdm.dumps(cdm.read(EXAMPLE), format=GOODS))
    spaces = {etree.QName(element).namespace for element in root.iter("*")}
    assert {etree.QName(element).namespace for element in back.iter("*")} == spaces
    assert {"gdgdc", "csdo", "ccdo", "casdo", "cacdo"} <= set(map(str, back.nsmap))


def test_a_party_keeps_its_short_name_and_its_second_address(declaration):
    party = declaration.declarant
    assert (party.name, party.other_name[0].name) == ("ТОО ДАЛА САУДА", "ДАЛА САУДА")
    assert party.address.city_name == "АЛМАТЫ"
    assert [address.city_name for address in party.other_address] == ["КОНАЕВ"]


def test_a_party_that_is_the_declarant_is_told_so(declaration):
    assert declaration.goods_shipment.consignee.special_case_code == "DECLARANT"


def test_a_document_without_a_first_day_holds_from_its_own_day(declaration):
    invoice, _, conformity = declaration.goods_shipment.government_agency_goods_item[0].additional_document
    assert (invoice.issue_date_time, invoice.effective_date_time) == (None, "2026-05-02")
    assert (conformity.issue_date_time, conformity.effective_date_time) == ("2026-02-01", "2026-02-02")


def test_previous_documents_are_customs_numbers_or_others(declaration):
    customs, other = declaration.goods_shipment.government_agency_goods_item[0].previous_document
    assert (customs.id, customs.issue_date_time) == ("39857703/060526/0001234", None)
    assert (other.id, other.issue_date_time) == ("CMR 0077", "2026-05-05")


@pytest.mark.parametrize(
    ("number", "element"),
    [
        ("39857703/060526/0001234", "CustomsDocIdDetails"),
        ("39857703/060526/0001234/30", "DTMDocDetails"),
        ("KZ/06052026/000001234", "PreliminaryInformationIdDetails"),
        ("XF45123456", "TIRIdDetails"),
        ("23LTVR0000EU000001", "DocId"),
        ("39857703/99/1", "DocId"),
    ],
)
def test_a_number_of_a_previous_document_is_written_in_the_element_of_its_form(number, element):
    items = [{"SequenceNumeric": "1", "PreviousDocument": [{"ID": number}]}]
    root, lost = written({"GoodsShipment": {"GovernmentAgencyGoodsItem": items}})
    assert lost == []
    entry = next(root.iter("{*}PrecedingDocDetails"))
    assert [etree.QName(child).localname for child in entry] == [element]
    assert "/".join(entry.itertext()).replace("\n", "")


def test_the_sum_of_packages_stands_beside_their_kinds(declaration):
    item = declaration.goods_shipment.government_agency_goods_item[0]
    assert [(found.level_code, found.type_code) for found in item.packaging] == [("PACKAGE", "CT")]
    assert item.total_packaging.quantity_quantity == item.packaging[0].quantity_quantity


def test_currencies_of_payments_have_digits_in_the_document_and_letters_in_the_message(declaration):
    assert declaration.duty_tax_fee[0].payment.payment_amount.currency == "KZT"
    root = etree.parse(EXAMPLE).getroot()
    assert {element.get("currencyCode") for element in root.iter("{*}CAPaymentNAmount")} == {"398"}


def test_a_rate_of_a_hundred_units_is_that_of_one_in_the_message():
    text = EXAMPLE.read_bytes().replace(b'scaleNumber="0">480.0000', b'scaleNumber="2">48000.0000')
    message: Any = cdm.read(text)
    assert message.currency_exchange[0].rate_numeric == 480
    assert message.currency_exchange[0].quotation_unit_numeric == 100
    assert b'scaleNumber="2">48000' in cdm.dumps(message, format=GOODS)


def test_a_long_description_is_written_in_pieces_of_250_characters():
    description = " ".join(["ЛАМПЫ НАСТОЛЬНЫЕ СВЕТОДИОДНЫЕ"] * 20)
    items = [{"SequenceNumeric": "1", "Commodity": {"Description": description}}]
    root, lost = written({"GoodsShipment": {"GovernmentAgencyGoodsItem": items}})
    pieces = texts(root, "GoodsDescriptionText")
    assert lost == []
    assert len(pieces) == 3
    assert max(map(len, pieces)) <= 250
    assert " ".join(pieces) == description


@pytest.mark.parametrize(
    ("kind", "office", "means"),
    [("IM", "EntryOffice", "ArrivalTransportMeans"), ("EX", "ExitOffice", "DepartureTransportMeans")],
)
def test_office_and_vehicle_are_of_arrival_or_of_departure(kind, office, means):
    message = {
        "TypeCode": kind,
        office: {"ID": "39857703"},
        "GoodsShipment": {"Consignment": {means: {"ID": "000AAA02", "ModeCode": "3"}}},
    }
    root, lost = written(message)
    assert lost == []
    assert texts(root, "CustomsOfficeCode") == ["39857703"]
    assert texts(root, "TransportMeansRegId") == ["000AAA02"]
    assert texts(root, "UnifiedTransportModeCode") == ["30", "30"], "of all vehicles, and of the one listed"


@both
def test_what_every_document_says_is_written_for_an_empty_message(format_id):
    root, _ = written({}, format_id)
    code = {GOODS: "R.055", GOODS_2019: "R.036"}[format_id]
    assert texts(root, "EDocCode") == [code]
    assert texts(root, "EDocIndicatorCode") == ["ЭД"]
    assert sorted("".join(root.itertext()).split()) == sorted([code, "ЭД"])


def test_a_declaration_of_asycuda_becomes_one_of_the_union():
    message = cdm.read(EXAMPLES / "asycuda-sad.xml")
    found = registry()[GOODS]
    assert isinstance(found, NationalFormat)
    content, _, misfits = found.crosswalk.dumps(message)
    root = etree.fromstring(content)
    items = list(root.iter("{*}GDGoodsItemDetails"))
    assert len(items) == len(message.goods_shipment.government_agency_goods_item)
    assert texts(root, "CommodityCode")[0] == (
        message.goods_shipment.government_agency_goods_item[0].commodity.classification[0].id
    )
    assert any(misfit.rule == "crosswalk.missing" for misfit in misfits)  # an electronic document has an id
