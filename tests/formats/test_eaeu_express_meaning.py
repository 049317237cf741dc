"""Declarations of express cargo: one trade in both layouts, waybills with their parties and goods."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model import GoodsDeclaration
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.tree_difference import tree_differences

FOLDER = Path(__file__).parent / "eaeu_express"
EXAMPLES = Path(__file__).parents[2] / "examples"
COMMISSION = "eaeu-express-declaration"
ALBUM = "eaeu-express-declaration-album"
FILES = {COMMISSION: FOLDER / "commission.xml", ALBUM: FOLDER / "album.xml"}
SCHEMAS = {
    COMMISSION: "reconstructed/R043_ExpressCargoDeclaration_v2.1.0.xsd",
    ALBUM: "album_5.23.0/ExpressCargoDeclaration.xsd",
}
HOUSES = {COMMISSION: "ECHouseShipmentDetails", ALBUM: "HouseShipment"}
GOODS = {COMMISSION: "ECGoodsItemDetails", ALBUM: "GoodsItemDetails"}
both = pytest.mark.parametrize("format_id", FILES)


def values(document: Path | bytes) -> dict[str, str]:
    """Return what the message of *document* holds, by place."""
    message = cdm.convert(document, strict=False).message
    return {place.partition("/")[2]: value for place, value in leaves(message)}


def changed(format_id: str, found: str, new: str) -> bytes:
    """Return the document of *format_id* with another text in one place."""
    text = FILES[format_id].read_text(encoding="utf-8")
    assert text.count(found) == 1
    return text.replace(found, new).encode()


def written(message: Any, format_id: str) -> tuple[etree._Element, list[str | None]]:
    """Return the document of *message*, and the values that it does not hold."""
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    content, losses, _ = found.crosswalk.dumps(message)
    return etree.fromstring(content), [loss.value for loss in losses]


def texts(root: etree._Element, path: str) -> list[str]:
    steps = "/".join(f"*[local-name()='{step}']" for step in path.split("/"))
    return [str(text) for text in root.xpath(f"//{steps}/text()")]


@both
def test_a_layout_is_known_by_its_namespace(format_id: str):
    assert cdm.detect(FILES[format_id]).id == format_id


def test_the_same_trade_is_the_same_message_in_both_layouts():
    """The album says besides that it is a correction, the sum of payments, the shop and a time of signing."""
    commission, album = (values(file) for file in FILES.values())
    item = "GoodsShipment/GovernmentAgencyGoodsItem[1]"
    assert {place: value for place, value in album.items() if commission.get(place) != value} == {
        "FunctionCode": "4",
        "IssueDateTime": "2025-06-02T09:00:00",
        "Payment/TaxAssessedAmount": "4100.00",
        "Payment/TaxAssessedAmount/currencyID": "KZT",
        f"{item}/Seller/CountryCode": "US",
        f"{item}/Seller/Communication[1]/ID": "https://shoes.example",
        f"{item}/Seller/Communication[1]/TypeCode": "AO",
    }
    assert set(commission) <= set(album)


@both
def test_what_a_waybill_says_stands_with_its_goods(format_id: str):
    found = values(FILES[format_id])
    first, second = (f"GoodsShipment/GovernmentAgencyGoodsItem[{number}]" for number in (1, 2))
    expected = {
        f"{first}/AdditionalDocument[1]/CategoryCode": "MWB",
        f"{first}/AdditionalDocument[1]/ID": "465-00000001",
        f"{first}/AdditionalDocument[2]/CategoryCode": "HWB",
        f"{first}/AdditionalDocument[2]/ID": "EX-0801",
        f"{first}/AdditionalDocument[3]/TypeCode": "04021",
        f"{first}/AdditionalDocument[3]/AttachedFile[1]/ID": "00000000-0000-4000-8000-000000000977",
        f"{first}/AdditionalDocument[3]/AttachedFile[1]/ArchiveID": "00000000-0000-4000-8000-000000000900",
        f"{first}/AdditionalDocument[3]/AttachedFile[1]/URI": "https://shoes.example/invoices/77",
        f"{first}/Consignor/Name": "SAMPLE SHOES LLC",
        f"{first}/Consignee/Communication[1]/ID": "+77000000001",
        f"{first}/PreviousDocument[1]/ID": "55301/010625/0000007",
        f"{first}/PreviousDocument[1]/LineNumeric": "4",
        f"{first}/Commodity/InvoiceLine/ItemChargeAmount/currencyID": "USD",
        f"{first}/Commodity/InvoiceLine/CurrencyExchange/NationalCurrencyAmount": "39200.00",
        f"{first}/CustomsValueAmount": "41000.00",
        f"{first}/Commodity/DutyTaxFee[1]/AdValoremTaxBaseAmount/currencyID": "KZT",
        f"{first}/Commodity/DutyTaxFee[1]/Payment/TaxAssessedAmount": "4100.00",
        f"{first}/AdditionalInformation[1]/StatementDescription": "ПОДАРОК",
        f"{second}/AdditionalDocument[1]/CategoryCode": "HWB",
        f"{second}/AdditionalDocument[1]/ID": "EX-0802",
        f"{second}/Commodity/GoodsMeasure/GrossMassMeasure/unitCode": "KGM",
        "GoodsShipment/Consignment/GoodsLocation/OtherIdentifier[1]/TypeCode": "REGISTER",
        "GoodsShipment/Consignment/GoodsLocation/OtherIdentifier[1]/ID": "SVH-0117",
        "Exporter/Name": "SAMPLE FORWARDING INC",
        "GoodsShipment/Consignee/ID": "351240000030",
        "ID": "55301/020625/0000012",
        "DutyTaxFee[1]/Payment/ReferenceID": "PP-15",
        "Agent/ID": "KZ-0001",
    }
    assert {place: found.get(place) for place in expected} == expected


def test_a_mass_in_a_unit_without_a_common_code_is_not_taken_for_kilograms():
    unit = "<cat_ru:MeasureUnitQualifierCode>{}</cat_ru:MeasureUnitQualifierCode>"
    text = FILES[ALBUM].read_text(encoding="utf-8").replace(unit.format("166"), unit.format("168"))
    found = values(text.encode())
    masses = {place: value for place, value in found.items() if place.endswith("MassMeasure/unitCode")}
    assert set(masses.values()) == {"168"}
    assert "TotalGrossMassMeasure/unitCode" in masses


@both
def test_codes_of_changes_are_no_codes_of_a_goods_declaration(format_id: str):
    """They have no digit for the country, which is the fourth of that declaration's codes."""
    found = values(FILES[format_id])
    remarks = "GoodsShipment/GovernmentAgencyGoodsItem[1]/AdditionalInformation"
    codes = {
        found[f"{remarks}[{number}]/StatementTypeCode"]: found.get(f"{remarks}[{number}]/StatementCode")
        for number in (1, 2)
    }
    assert codes == {"NOTE": None, "EXPRESS-CHANGE": "2100110"}


@both
def test_further_goods_of_a_waybill_are_told_and_come_back(format_id: str):
    root = etree.parse(FILES[format_id]).getroot()
    house = root.findall(".//{*}" + HOUSES[format_id])[1]
    goods = house.find("{*}" + GOODS[format_id])
    assert goods is not None
    goods.addnext(etree.fromstring(etree.tostring(goods)))
    document = etree.tostring(root)
    conversion = cdm.convert(document, strict=False)
    told = [finding.path for finding in conversion.findings if finding.rule == "crosswalk.unknown"]
    assert len(told) == len(goods)
    assert all(path and f"{GOODS[format_id]}[2]" in path for path in told)
    assert len(conversion.message.goods_shipment.government_agency_goods_item) == 2
    back = cdm.dumps(conversion.message, format=format_id, residue=conversion.residue)
    assert list(tree_differences(root, etree.fromstring(back))) == []


def test_a_waybill_without_goods_is_an_item_with_the_number_of_the_waybill():
    root = etree.parse(FILES[COMMISSION]).getroot()
    house = root.findall(".//{*}ECHouseShipmentDetails")[1]
    for goods in house.findall("{*}ECGoodsItemDetails"):
        house.remove(goods)
    item = cdm.convert(etree.tostring(root)).message.goods_shipment.government_agency_goods_item[1]
    assert (item.sequence_numeric, item.commodity) == (2, None)
    assert item.additional_document[0].id == "EX-0802"


def test_the_office_alone_is_the_one_where_the_declaration_is_lodged():
    root = etree.parse(FILES[COMMISSION]).getroot()
    number = root.find("{*}ExpressCargoDeclarationIdDetails")
    assert number is not None
    for part in number[1:]:
        number.remove(part)
    message: Any = cdm.convert(etree.tostring(root), strict=False).message
    assert (message.id, message.declaration_office_id) == (None, "55301")
    assert texts(written(message, COMMISSION)[0], "ExpressCargoDeclarationIdDetails/CustomsOfficeCode") == [
        "55301"
    ]


@pytest.mark.parametrize(("kind", "function"), [("0", "9"), ("1", "4")])
def test_the_album_tells_a_declaration_from_its_correction(kind: str, function: str):
    document = changed(ALBUM, "<ecd:DocType>1</", f"<ecd:DocType>{kind}</")
    assert values(document)["FunctionCode"] == function
    message = cdm.convert(document, strict=False).message
    assert texts(written(message, ALBUM)[0], "DocType") == [kind]


def test_links_to_goods_in_a_shop_stand_with_the_goods():
    link = "https://shoes.example/77"
    code = "<ecd:GoodsTNVEDCode>6404110000"
    document = changed(ALBUM, code, f"<ecd:URLGood>{link}</ecd:URLGood>{code}")
    found = values(document)
    place = next(place for place, value in found.items() if value == link)
    assert found[place.replace("Description", "TypeCode")] == "GOODS-URL"


@both
def test_every_item_of_a_goods_declaration_is_written_as_a_waybill(format_id: str):
    message: Any = cdm.read(EXAMPLES / "eaeu-goods-declaration.xml")
    root, _ = written(message, format_id)
    items = message.goods_shipment.government_agency_goods_item
    assert len(items) > 1
    assert len(root.findall(".//{*}" + HOUSES[format_id])) == len(items)
    assert texts(root, "ObjectOrdinal") == [str(number) for number in range(1, len(items) + 1)]
    code = {COMMISSION: "CommodityCode", ALBUM: "GoodsTNVEDCode"}[format_id]
    assert texts(root, f"{GOODS[format_id]}/{code}") == [
        item.commodity.classification[0].id for item in items
    ]


def test_an_agent_without_a_register_has_no_number_in_it():
    root, losses = written(GoodsDeclaration.model_validate({"Agent": {"Name": "ПРИМЕР БРОКЕР"}}), COMMISSION)
    assert texts(root, "RegistrationNumberId") == []
    assert losses == ["ПРИМЕР БРОКЕР"]


@both
def test_the_documents_are_as_their_schemas_ask(shared: Path, format_id: str):
    judge = etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / SCHEMAS[format_id]))
    judge.assertValid(etree.parse(FILES[format_id]))


@pytest.mark.parametrize(("format_id", "lacking"), [(COMMISSION, "'codeListId'"), (ALBUM, "WayBillID")])
def test_a_document_of_the_message_alone_only_lacks_what_no_message_knows(
    shared: Path, format_id: str, lacking: str
):
    judge = etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / SCHEMAS[format_id]))
    judge.validate(written(cdm.read(FILES[format_id]), format_id)[0])
    errors = [error.message for error in judge.error_log]
    assert errors
    assert [error for error in errors if lacking not in error] == []
