"""Declarations of the album of formats: every sample there and back, survival, schemas, facts."""

from __future__ import annotations

import csv
import re
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.crosswalk.account import Account
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.testing.tree_difference import tree_differences

GOODS, TRANSIT = "eaeu-esadout", "eaeu-esadout-transit"
ROOT = "ESADout_CU"
LONGEST = "am_import40_25"
"""A declaration of 554 items, whose account takes long; it is read alone."""
SHARES = {
    "observed/am_import40": 0.97,
    "observed/ru_import40_sea_containers_5.14.0": 0.97,
    "observed/kz_transit_car_bom_5.23.0": 0.97,
    "observed/kz_transit_car_container_inventory_5.23.0": 0.97,
    "fictional/kz_import40_road_cn_5.23.0": 0.92,
    "fictional/kz_transit_rail_container_cn_uz_5.23.0": 0.95,
    "constructed/recreated/am_import40": 0.97,
    "constructed/recreated/by_": 0.85,
    "constructed/recreated/kz_rail_advance": 0.9,
    "skeleton/": 0.4,
    "constructed/max/": 0.3,
}
"""Which part of the values the message alone gives back, at least.

The rest is named by rows: sheets of the form, keys of records, languages of parties, counts of what is
listed. Skeleton and greatest documents hold dummy values.
"""
UNKNOWN = {
    "am_import40": {"EECEDocHeaderAddInfo"},
    "ru_import40_sea_containers_5.14.0": {"SigningDate"},
    "by_rail_advance": {"LanguageCode", "SigningDate"},
    "by_transit_road": {"LanguageCode", "OfficeName", "SigningDate"},
    "kz_rail_advance": {"LanguageCode", "SigningDate"},
    "esadout_cu_minimal": {"EECEDocHeaderAddInfo", "CustomsModeCode", "CustomsProcedure"},
    "ESADout_CU_5": {"CustomsModeCode"},
}
"""Elements at which the schema of album 5.23.0 stumbles in what is written of a message.

Older albums have no header, so the message knows neither number nor time of the electronic document; their
signatures have a day alone, their offices no code. Dummies are no types of a declaration.
"""
LATER = {"Consignment/ConsignmentItem/Commodity/GoodsVehicle/SequenceNumeric"}
"""What albums after 5.15 alone can say, and samples do."""


@pytest.fixture(scope="module")
def samples(shared: Path) -> dict[str, etree._Element]:
    """The declarations, by path; those in a container are taken out of it."""
    folder = shared / "samples" / "eaeu"
    patterns = (
        "observed/*.xml",
        "skeleton/*.xml",
        "fictional/kz_import40*.xml",
        "fictional/kz_transit*.xml",
        "constructed/recreated/am_*.xml",
        "constructed/recreated/by_transit_road*.xml",
        "constructed/recreated/by_rail*.xml",
        "constructed/recreated/kz_rail*.xml",
        "constructed/max/ESADout_CU_*.xml",
    )
    files = [file for pattern in patterns for file in sorted(folder.glob(pattern))]
    return {str(file.relative_to(folder)): declaration(file) for file in files if LONGEST not in file.name}


@cache
def declaration(file: Path) -> etree._Element:
    root = etree.parse(file).getroot()
    if etree.QName(root).localname == ROOT:
        return root
    inner = next(item for item in root.iter("*") if etree.QName(item).localname == ROOT)
    return etree.fromstring(etree.tostring(inner, with_tail=False))


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    """The official schema of album 5.23.0."""
    return etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / "album_5.23.0" / "ESADout_CU.xsd"))


@pytest.fixture(scope="module")
def older_schema(shared: Path) -> etree.XMLSchema:
    """The official schema of album 5.15.0."""
    return etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / "album_5.15.0" / "ESADout_CU.xsd"))


def crosswalk(root: etree._Element) -> Any:
    found = [table(format_id) for format_id in (GOODS, TRANSIT)]
    fitting_ones = [item for item in found if item.detects(root)]
    assert len(fitting_ones) == 1
    return fitting_ones[0]


def table(format_id: str) -> Any:
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    return found.crosswalk


@cache
def account(root: etree._Element) -> Account:
    found: Account = crosswalk(root).account(root)
    return found


def values(root: etree._Element, path: str) -> list[str]:
    """Return the texts at a path of local names."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
    return [text for text in root.xpath(f"{steps}/text()") if text.strip()]


def fitting(table: dict[str, Any], name: str, otherwise: Any) -> Any:
    return next((value for key, value in table.items() if key in name), otherwise)


def test_there_are_all_samples(samples):
    assert len(samples) == 38


def test_samples_are_told_apart(samples):
    for name, root in samples.items():
        is_transit = any(word in name for word in ("transit", "rail_advance"))
        assert crosswalk(root).id == (TRANSIT if is_transit else GOODS), name


def test_the_same_document_comes_back_and_most_of_it_without_the_residue(samples):
    for name, root in samples.items():
        known = crosswalk(root)
        back = etree.fromstring(known.restore(known.read(root).message, account(root).residue))
        assert list(tree_differences(root, back)) == [], name
        counts = Counter(entry.outcome for entry in account(root).ledger.entries)
        share = (counts[Outcome.EXACT] + counts[Outcome.NORMALISED]) / counts.total()
        assert share >= fitting(SHARES, name, 1.0), name


def test_of_all_observed_values_99_of_100_survive(samples):
    counts: Counter[Outcome] = Counter()
    for name, root in samples.items():
        if name.startswith("observed"):
            counts.update(entry.outcome for entry in account(root).ledger.entries)
    assert (counts[Outcome.EXACT] + counts[Outcome.NORMALISED]) / counts.total() > 0.99


def test_what_is_written_of_a_message_is_valid_but_for_what_it_cannot_know(samples, schema):
    for name, root in samples.items():
        known = crosswalk(root)
        bare, losses = known.write(known.read(root).message)
        schema.validate(etree.fromstring(etree.tostring(bare)))
        stumbled = {error.message.split("'")[1].rpartition("}")[2] for error in schema.error_log}
        assert stumbled <= fitting(UNKNOWN, name, set()), name
        assert "max/" in name or losses == [], name


def test_album_5_15_is_written_when_it_is_asked_for(samples, older_schema):
    """What that album lacks is named; nothing else stumbles than in the newest one."""
    for name, root in samples.items():
        known = crosswalk(root)
        older = table(f"{known.id}-5.15")
        bare, losses = older.write(known.read(root).message)
        older_schema.validate(etree.fromstring(etree.tostring(bare)))
        stumbled = {error.message.split("'")[1].rpartition("}")[2] for error in older_schema.error_log}
        assert stumbled <= fitting(UNKNOWN, name, set()), name
        lost = {re.sub(r"\[[0-9]+\]", "", loss.path).partition("/")[2] for loss in losses}
        assert "max/" in name or lost <= LATER, name


def test_a_document_of_album_5_15_is_of_its_variant(shared):
    file = shared / "samples" / "eaeu" / "skeleton" / "esadout_cu_minimal_5.15.0.xml"
    assert cdm.detect(file).id == "eaeu-esadout-5.15"
    message = cdm.read(file)
    again = etree.fromstring(cdm.dumps(message, format="eaeu-esadout-5.15"))
    assert etree.QName(again).namespace.endswith(":5.15.0")
    assert cdm.loads(etree.tostring(again)) == message


def test_the_longest_declaration_is_read_whole(shared):
    (file,) = (shared / "samples" / "eaeu" / "observed").glob(f"{LONGEST}*.xml")
    reading = crosswalk(declaration(file)).read(declaration(file))
    assert [finding.rule for finding in reading.findings] in ([], ["crosswalk.version"])
    assert len(reading.message.goods_shipment.government_agency_goods_item) == 554


def elements(shared: Path) -> Iterator[str]:
    """Yield the paths of all elements of the reference, those of repeated structures among them."""
    file = shared / "reference" / "eaeu" / "esadout_cu.csv"
    with file.open(encoding="utf-8") as lines:
        rows = list(csv.DictReader(lines))
    for row in rows:
        path = row["path"]
        yield path
        if row["format"].startswith("as "):
            base = row["format"].removeprefix("as ")
            yield from (
                path + inner["path"].removeprefix(base)
                for inner in rows
                if inner["path"].startswith(f"{base}/")
            )


@pytest.mark.parametrize("format_id", [GOODS, TRANSIT])
def test_every_element_of_the_reference_has_a_row(format_id, shared):
    plan = table(format_id).plan
    paths = [path.partition("/")[2] for path in elements(shared)]
    missing = [path for path in paths if path and not _is_known(plan, path)]
    assert missing == []


def _is_known(plan: Any, path: str) -> bool:
    try:
        return plan.find(path).row is not None
    except CrosswalkError:
        return False


GOODS_ITEM = "ESADout_CUGoodsShipment/ESADout_CUGoods"
FACTS = {
    "GoodsNumeric": lambda item: str(item.sequence_numeric),
    "GoodsTNVEDCode": lambda item: item.commodity.classification[0].id,
    "GrossWeightQuantity": lambda item: str(item.commodity.goods_measure.gross_mass_measure.value),
    "NetWeightQuantity": lambda item: str(item.commodity.goods_measure.net_net_weight_measure.value),
    "InvoicedCost": lambda item: str(item.commodity.invoice_line.item_charge_amount.value),
    "CustomsCostCorrectMethod": lambda item: item.customs_valuation.method_code,
    "ESADCustomsProcedure/MainCustomsModeCode": lambda item: item.government_procedure[0].current_code,
    "ESADCustomsProcedure/GoodsTransferFeature": lambda item: item.government_procedure[1].current_code,
    "SupplementaryGoodsQuantity/GoodsQuantity": lambda item: str(
        item.commodity.goods_measure.tariff_quantity[0].value
    ),
}


def test_boxes_of_each_item_stand_in_the_message(samples):
    for name, root in samples.items():
        if "observed/am" not in name:
            continue
        message = crosswalk(root).read(root).message
        for path, fact in FACTS.items():
            found = [fact(item) for item in message.goods_shipment.government_agency_goods_item]
            assert found == values(root, f"{GOODS_ITEM}/{path}"), (name, path)


def test_parties_of_a_russian_import_stand_in_the_message(samples):
    root = next(root for name, root in samples.items() if "ru_import40" in name)
    message = crosswalk(root).read(root).message
    shipment = "ESADout_CUGoodsShipment"
    assert [message.declarant.id] == values(
        root, f"{shipment}/ESADout_CUDeclarant/RFOrganizationFeatures/INN"
    )
    assert [message.declarant.other_identifier[0].id] == values(
        root, f"{shipment}/ESADout_CUDeclarant/RFOrganizationFeatures/OGRN"
    )
    assert message.goods_shipment.consignee.special_case_code == "DECLARANT"
    item = message.goods_shipment.government_agency_goods_item[0]
    assert [equipment.id for equipment in item.commodity.transport_equipment] == values(
        root, f"{GOODS_ITEM}/ESADContainer/ContainerNumber/ContainerIdentificaror"
    )
    assert [document.type_code for document in item.additional_document] == values(
        root, f"{GOODS_ITEM}/ESADout_CUPresentedDocument/PresentedDocumentModeCode"
    )
    assert [tax.type_code for tax in item.commodity.duty_tax_fee] == values(
        root, f"{GOODS_ITEM}/ESADout_CUCustomsPaymentCalculation/PaymentModeCode"
    )
    assert [str(tax.payment.payment_amount.value) for tax in message.duty_tax_fee] == values(
        root, f"{shipment}/ESADout_CUPayments/ESADout_CUCustomsPayment/PaymentAmount"
    )
    assert {tax.payment.payment_amount.currency for tax in message.duty_tax_fee} == {"RUB"}


def test_a_transit_to_kazakhstan_stands_in_the_message(samples):
    root = next(root for name, root in samples.items() if "kz_transit_car_bom" in name)
    message = crosswalk(root).read(root).message
    consigment = "ESADout_CUGoodsShipment/ESADout_CUConsigment"
    assert [message.consignment.transit_destination.id] == values(
        root, f"{consigment}/TDDeliveryPlace/DeliveryCustomsOffice/Code"
    )
    assert message.consignment.transit_destination_country_code == "KZ"
    assert [message.consignment.entry_office.id] == values(root, f"{consigment}/PPBorderCustoms/Code")
    assert [means.id for means in message.consignment.departure_transport_means] == values(
        root, f"{consigment}/ESADout_CUDepartureArrivalTransport/RUTransportMeans/TransportIdentifier"
    )
    assert message.direction_code == "IN"
    assert [message.obligation_guarantee[0].security_details_code] == values(
        root, "ESADout_CUGoodsShipment/TDGuarantee/MeasureCode"
    )
    person = message.consignment.carrier.representative_person[0]
    assert [person.family_name] == values(
        root, "ESADout_CUGoodsShipment/ESADout_CUCarrier/ESADout_CUDriverInformation/PersonSurname"
    )
