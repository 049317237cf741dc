"""Goods of an item one by one, vehicles as goods, rates of duties, payers: where samples have them."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm

ALBUM = "fictional/kz_import40_road_cn_5.23.0"
NEWEST = "fictional/kz_r055_import40_road_cn"
OLDER = "fictional/kg_r036_import40_road_tr"
RUSSIA = "observed/ru_import40_sea_containers_5.14.0"
TRANSIT = "observed/kz_transit_car_container_inventory_5.23.0"
SHARES = {ALBUM: 0.92, NEWEST: 0.87, OLDER: 0.91, "fictional/kz_r055_correction": 0.87}
"""Part of the values of fictional declarations that the message alone gives back, at least.

The rest are numbers of code lists that are not published, keys of records and counts of what is listed.
"""


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of documents of the Union."""
    return shared / "samples" / "eaeu"


@cache
def document(file: Path) -> etree._Element:
    """Return the declaration in a file, taken out of its container, without namespaces."""
    root = etree.parse(file).getroot()
    inner = next((item for item in root.iter("*") if etree.QName(item).localname == "ESADout_CU"), root)
    return etree.fromstring(etree.tostring(inner, with_tail=False))


@cache
def message(file: Path) -> Any:
    return cdm.convert(etree.tostring(document(file)), strict=False).message


def values(file: Path, path: str) -> list[str]:
    """Return the texts below any element of the path of local names."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
    return [str(text) for text in document(file).xpath(f"//{steps}/text()") if text.strip()]


@pytest.mark.parametrize("name", SHARES)
def test_most_of_a_fictional_declaration_survives_without_the_residue(samples: Path, name: str):
    ledger = cdm.convert(samples / f"{name}.xml", strict=False).ledger
    assert ledger is not None
    assert ledger.survival > SHARES[name] - 0.01


def test_the_same_goods_are_the_same_in_the_album_and_in_the_newest_declaration(samples: Path):
    album, newest = (
        message(samples / f"{name}.xml").goods_shipment.government_agency_goods_item
        for name in (ALBUM, NEWEST)
    )
    first, second = (items[0].commodity.product_group[0] for items in (album, newest))
    assert first.description == second.description
    one, other = first.product[0], second.product[0]
    assert one.manufacturer.name == other.manufacturer.name
    names = ("trade_mark_name", "brand_name", "model_name", "quantity", "sequence_numeric")
    assert [getattr(one, name) for name in names] == [getattr(other, name) for name in names]
    assert (one.quantity.unit, one.quantity.unit_name) == ("H87", "ШТ")


def test_maker_and_trade_mark_of_a_russian_import_stand_with_the_product(samples: Path):
    file = samples / f"{RUSSIA}.xml"
    commodity = message(file).goods_shipment.government_agency_goods_item[0].commodity
    product = commodity.product_group[0].product[0]
    inside = "GoodsGroupDescription/GoodsGroupInformation"
    assert [product.manufacturer.name] == values(file, f"{inside}/Manufacturer")
    assert [product.trade_mark_name] == values(file, f"{inside}/TradeMark")
    assert [equipment.fullness_code for equipment in commodity.transport_equipment] == values(
        file, "ESADContainer/ContainerNumber/FullIndicator"
    )
    assert [str(commodity.container_quantity)] == values(file, "ESADContainer/ContainerQuantity")


def test_a_car_in_transit_is_the_goods_and_not_the_means_of_transport(samples: Path):
    file = samples / f"{TRANSIT}.xml"
    (item,) = (item for item in message(file).consignment.consignment_item if item.commodity.goods_vehicle)
    (car,) = item.commodity.goods_vehicle
    told = {
        "VINID": car.vehicle_id,
        "Mark": car.make_name,
        "MarkCode": car.make_code,
        "Model": car.model_name,
        "OfftakeYear": str(car.production_year_numeric),
        "EngineVolumeQuanity/MeasuredAmount": str(car.engine_capacity_measure.value),
        "CarCostInfo/CarCost": str(car.value_amount.value),
        "CarCostInfo/CarCostCurrencyCode": car.value_amount.currency,
    }
    assert {path: values(file, f"GoodsAutomobile/{path}") for path in told} == {
        path: [value] for path, value in told.items()
    }
    assert car.engine_capacity_measure.unit == "CMQ"


def test_files_of_documents_are_found_by_their_numbers_in_the_archive(samples: Path):
    file = samples / f"{TRANSIT}.xml"
    attached = [
        document.attached_file[0]
        for item in message(file).consignment.consignment_item
        for document in item.additional_document
        if document.attached_file
    ]
    block = "ESADout_CUPresentedDocument/RFG44PresentedDocId"
    assert len(attached) == 9
    assert [one.id for one in attached] == values(file, f"{block}/ElectronicDocumentID")
    assert [one.archive_id for one in attached] == values(file, f"{block}/ElectronicArchID")


def test_both_rates_of_a_combined_duty_are_held_apart(samples: Path):
    file = samples / f"{RUSSIA}.xml"
    taxes = message(file).goods_shipment.government_agency_goods_item[0].commodity.duty_tax_fee
    further = [rate for tax in taxes for rate in tax.further_rate]
    block = "ESADout_CUCustomsPaymentCalculation"
    assert [str(rate.tax_rate_numeric) for rate in further] == values(file, f"{block}/Rate2")
    assert [rate.comparison_code for rate in further] == values(file, f"{block}/ComparisonOperationsSign")
    assert {(rate.rate_currency_code, rate.rate_unit_code) for rate in further} == {("EUR", "KGM")}
    assert [str(tax.rate_date) for tax in taxes] == values(file, f"{block}/RateUseDate")
    assert [tax.rate_type_code for tax in taxes] == values(file, f"{block}/RateTypeCode")


@pytest.mark.parametrize("name", [NEWEST, OLDER])
def test_the_kind_of_a_rate_is_not_how_the_amount_was_arrived_at(samples: Path, name: str):
    file = samples / f"{name}.xml"
    items = message(file).goods_shipment.government_agency_goods_item
    taxes = [tax for item in items for tax in item.commodity.duty_tax_fee]
    assert [tax.rate_type_code for tax in taxes] == values(
        file, "EffectiveCustomsRateDetails/DutyTaxFeeRateKindCode"
    )
    assert {tax.calculation_type_code for tax in taxes} == {None}


def test_who_pays_in_box_b_is_a_party_of_the_payment(samples: Path):
    file = samples / f"{RUSSIA}.xml"
    payers = [tax.payment.payer for tax in message(file).duty_tax_fee if tax.payment.payer]
    assert len(payers) == 3
    assert [payer.id for payer in payers] == values(
        file, "ESADout_CUCustomsPayment/RFOrganizationFeatures/INN"
    )
    assert {payer.other_identifier[0].type_code for payer in payers} == {"INN"}


@pytest.mark.parametrize("name", [ALBUM, NEWEST])
def test_kind_and_make_of_the_first_vehicle_stand_with_it(samples: Path, name: str):
    border = message(samples / f"{name}.xml").border_transport_means
    arrival = message(samples / f"{name}.xml").goods_shipment.consignment.arrival_transport_means
    assert {
        (means.national_type_code, means.make_code) for means in (border, arrival) if means.make_code
    } == {("320", "001")}


@pytest.mark.parametrize("name", [ALBUM, NEWEST])
def test_countries_of_origin_have_code_and_name(samples: Path, name: str):
    file = samples / f"{name}.xml"
    shipment = message(file).goods_shipment
    assert shipment.origin_country_code == "CN"
    named = [item.origin[0].country_name for item in shipment.government_agency_goods_item]
    assert set(named) == {shipment.origin_country_name}
    assert message(file).entry_office.country_code == "KZ"
