"""Goods and transit declarations R.055, R.036 and R.037: tables against facts, samples there and back."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.tree_difference import tree_differences

GOODS = "eaeu-goods-declaration"
GOODS_2019 = "eaeu-goods-declaration-2019"
TRANSIT_2019 = "eaeu-transit-declaration-2019"
CORRECTION_2019 = "eaeu-goods-correction-2019"
TABLES = {
    GOODS: "r055_goods_declaration",
    GOODS_2019: "r036_goods_declaration",
    TRANSIT_2019: "r036_goods_declaration",
    CORRECTION_2019: "r037_correction",
}
SCHEMAS = {
    GOODS: "eec_ca_1.8/R055_GoodsDeclaration_v1.0.0.xsd",
    GOODS_2019: "eec_ca_1.4.13/R036_GoodsDeclaration_v1.0.2.xsd",
    TRANSIT_2019: "eec_ca_1.4.13/R036_GoodsDeclaration_v1.0.2.xsd",
}
REAL = {
    "fictional/kz_r055_import40_road_cn": GOODS,
    "fictional/kz_r055_correction": GOODS,
    "fictional/kg_r036_import40_road_tr": GOODS_2019,
    "constructed/recreated/by_r036_v1.1.0_export10": GOODS_2019,
    "constructed/recreated/by_r036_transit_road": TRANSIT_2019,
}
"""Samples with sound values, and their formats."""
FULL = {
    "constructed/max/EEC_R055_GoodsDeclaration_v1.0.0": GOODS,
    "constructed/max/EEC_R036_GoodsDeclaration_v1.0.2": GOODS_2019,
    "constructed/max/EEC_R037_GoodsDeclarationCorrection_v1.0.2": CORRECTION_2019,
}
"""Samples with every element, filled with words that mean nothing."""
SAMPLES = REAL | FULL
UNPUBLISHED = {"CustomsTaxModeCode", "CustomsTaxPaymentFeatureCode", "CustomsTaxPaymentMethodCode"}
"""Elements whose code list has no published number, which the schema asks for."""
every_real_sample = pytest.mark.parametrize("name", REAL)
every_sample = pytest.mark.parametrize("name", SAMPLES)


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of documents of the union."""
    return shared / "samples" / "eaeu"


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file, strict=False)


def table_of(format_id: str) -> NationalFormat:
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    return found


# --- tables ------------------------------------------------------------------------------------------


def facts(file: Path) -> Iterator[str]:
    """Yield every path below the root of a table of facts, those that it says by another path included."""
    with file.open(encoding="utf-8") as opened:
        formats = {fact["path"]: fact["format"] for fact in csv.DictReader(opened)}

    def below(path: str, shown: str) -> Iterator[str]:
        for inner in formats:
            around, _, name = inner.rpartition("/")
            if around == path:
                yield f"{shown}{name}"
                yield from below(inner, f"{shown}{name}/")
        if formats[path].startswith("as "):
            yield from below(formats[path].removeprefix("as "), shown)

    yield from below(next(iter(formats)), "")


@pytest.mark.parametrize("format_id", TABLES)
def test_every_element_of_the_document_has_a_row(shared: Path, format_id: str):
    rows = table_of(format_id).crosswalk.plan.rows
    known = {row.path.replace("[2]", "").replace("[]", "") for row in rows}
    wanted = set(facts(shared / "reference" / "eaeu" / f"{TABLES[format_id]}.csv"))
    assert len(wanted) > 1000
    assert sorted(wanted - known) == []


# --- there and back ----------------------------------------------------------------------------------


@every_sample
def test_the_format_of_a_sample_is_recognised(samples: Path, name: str):
    assert cdm.detect(samples / f"{name}.xml").id == SAMPLES[name]


def test_a_document_of_the_same_root_in_another_namespace_is_none_of_these(samples: Path):
    root = etree.parse(samples / "constructed" / "max" / "GoodsDeclaration_5.23.0.xml").getroot()
    assert etree.QName(root).localname == "GoodsDeclaration"
    assert not any(table_of(format_id).crosswalk.detects(root) for format_id in TABLES)


@every_sample
def test_the_same_document_comes_back(samples: Path, name: str):
    file = samples / f"{name}.xml"
    conversion = converted(file)
    assert conversion.residue is not None
    back = table_of(SAMPLES[name]).crosswalk.restore(conversion.message, conversion.residue)
    assert list(tree_differences(etree.parse(file).getroot(), etree.fromstring(back))) == []


@every_real_sample
def test_nothing_that_a_sound_sample_says_is_lost_on_the_way_back(samples: Path, name: str):
    message = converted(samples / f"{name}.xml").message
    assert etree.fromstring(cdm.dumps(message, format=SAMPLES[name])) is not None


@every_real_sample
def test_what_does_not_survive_has_a_reason(samples: Path, name: str):
    ledger = converted(samples / f"{name}.xml").ledger
    assert ledger is not None
    counts = {outcome.value: count for outcome, count in ledger.counts().items()}
    assert counts["rejected"] == 0
    assert counts["residue"] <= 1  # a hint for parsers, or the day of a number without an office
    assert all(entry.reason for entry in ledger.entries if entry.outcome.value in {"omitted", "narrowed"})


@every_real_sample
def test_a_sample_is_written_as_its_schema_asks_but_for_numbers_of_lists(
    shared: Path, samples: Path, name: str
):
    """Lists of payments have no published number, so the writer leaves it out and says so."""
    written = table_of(SAMPLES[name]).crosswalk.dumps(converted(samples / f"{name}.xml").message)
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / SCHEMAS[SAMPLES[name]]))
    root = etree.fromstring(written[0])
    missing = [
        element
        for element in root.iter("*")
        if etree.QName(element).localname in UNPUBLISHED and "codeListId" not in element.attrib
    ]
    named = [finding for finding in written[2] if finding.rule == "crosswalk.missing"]
    assert len(named) == len(missing)
    for element in missing:
        element.set("codeListId", "2000")
    schema.assertValid(root)


# --- facts -------------------------------------------------------------------------------------------

IMPORT = "fictional/kz_r055_import40_road_cn"
CORRECTED = "fictional/kz_r055_correction"
KYRGYZ = "fictional/kg_r036_import40_road_tr"
EXPORT = "constructed/recreated/by_r036_v1.1.0_export10"
TRANSIT = "constructed/recreated/by_r036_transit_road"
ITEM = "GoodsShipment/GovernmentAgencyGoodsItem[{}]"
HOUSE = "Consignment/HouseConsignment[1]"


def named(*names: str) -> str:
    """Return the XPath of elements by their local names; a number or an attribute stays as it is."""
    steps = [
        name
        if name.startswith("@")
        else "*[local-name()='{}']{}".format(name.partition("[")[0], name[len(name.partition("[")[0]) :])
        for name in names
    ]
    return "//" + "/".join(steps)


FACTS = {
    (IMPORT, "MetaData/MessageID"): named("EDocId"),
    (IMPORT, "FunctionalReferenceID"): named("InternalDocId"),
    (IMPORT, "IssueDateTime"): named("SigningDate"),
    (IMPORT, "Declarant/ID"): named("DeclarantDetails", "TaxpayerId"),
    (IMPORT, "Declarant/Address/CountrySubDivisionCode"): named("TerritoryCode"),
    (IMPORT, "InvoiceAmount"): named("GDGoodsShipmentDetails", "CAValueAmount"),
    (IMPORT, "InvoiceAmount/currencyID"): named("GDGoodsShipmentDetails", "CAValueAmount", "@currencyCode"),
    (IMPORT, "CurrencyExchange[1]/RateNumeric"): named("ExchangeRate"),
    (IMPORT, "GoodsShipment/CustomsValuation/CustomsValueAmount"): named(
        "GDGoodsShipmentDetails", "CustomsValueAmount"
    ),
    (IMPORT, "GoodsShipment/Consignment/ArrivalTransportMeans/ID"): named(
        "ArrivalDepartureTransportDetails", "TransportMeansItemDetails[1]", "TransportMeansRegId"
    ),
    (IMPORT, "BorderTransportMeans/AttachedTransportMeans[1]/ID"): named(
        "BorderTransportDetails", "TransportMeansItemDetails[2]", "TransportMeansRegId"
    ),
    (IMPORT, "BorderTransportMeans/ModeCode"): "3",
    (IMPORT, "BorderTransportMeans/NationalModeCode"): "31",
    (IMPORT, "EntryOffice/ID"): named("BorderCustomsOfficeDetails", "CustomsOfficeCode"),
    (IMPORT, "GoodsShipment/Consignee/SpecialCaseCode"): "DECLARANT",
    (IMPORT, ITEM.format(1) + "/Commodity/Classification[1]/ID"): named(
        "GDGoodsItemDetails[1]", "CommodityCode"
    ),
    (IMPORT, ITEM.format(1) + "/Commodity/GoodsMeasure/GrossMassMeasure/unitCode"): "KGM",
    (IMPORT, ITEM.format(1) + "/Commodity/GoodsMeasure/TariffQuantity[1]"): named(
        "GDGoodsItemDetails[1]", "GoodsMeasureDetails", "GoodsMeasure"
    ),
    (IMPORT, ITEM.format(1) + "/Commodity/DutyTaxFee[1]/DutyRegimeCode"): "ОО/ОО/-/ОО",
    (IMPORT, ITEM.format(1) + "/Commodity/DutyTaxFee[2]/Payment/TaxAssessedAmount"): named(
        "CustomsPaymentDetails[2]", "CAPaymentNAmount"
    ),
    (IMPORT, ITEM.format(1) + "/Commodity/DutyTaxFee[2]/Payment/TaxAssessedAmount/currencyID"): "KZT",
    (IMPORT, ITEM.format(1) + "/GovernmentProcedure[2]/CurrentCode"): named("GoodsMoveFeatureCode"),
    (IMPORT, ITEM.format(1) + "/Packaging[1]/TypeCode"): named("PackageKindCode"),
    (IMPORT, ITEM.format(1) + "/PreviousDocument[1]/ID"): "39857703/060525/0001234",
    (IMPORT, ITEM.format(1) + "/AdditionalDocument[2]/EffectiveDateTime"): named(
        "PresentedDocDetails[2]", "DocCreationDate"
    ),
    (IMPORT, "DutyTaxFee[3]/Payment/PaymentAmount"): named("GDFactPaymentDetails[3]", "CAPaymentNAmount"),
    (IMPORT, "RepresentativePerson/FamilyName"): named("SigningDetails", "FullNameDetails", "LastName"),
    (IMPORT, "RepresentativePerson/PowerOfAttorney/ExpirationDateTime"): named(
        "PowerOfAttorneyDetails", "DocValidityDate"
    ),
    (CORRECTED, "Amendment[1]/ChangeReasonCode"): "42",
    (CORRECTED, "AdditionalInformation[1]/StatementCode"): "000110",
    (CORRECTED, "Extension/ExtensionField[2]/Value"): named("ObjectOrdinal"),
    (KYRGYZ, "GoodsShipment/Consignment/ArrivalTransportMeans/ID"): named(
        "ArrivalDepartureTransportDetails", "TransportMeansRegistrationIdDetails", "TransportMeansRegId"
    ),
    (EXPORT, "TypeCode"): "EX",
    (EXPORT, "GoodsShipment/Consignment/GoodsLocation/CustomsOffice/ID"): named("CustomsOfficeCode"),
    (EXPORT, "GoodsShipment/Consignment/DepartureTransportMeans/AttachedTransportMeans[1]/ID"): named(
        "ArrivalDepartureTransportDetails", "TransportMeansRegistrationIdDetails[2]", "TransportMeansRegId"
    ),
    (TRANSIT, "DirectionCode"): "IN",
    (TRANSIT, HOUSE + "/Consignor/Name"): named("ConsignorDetails", "SubjectBriefName"),
    (TRANSIT, HOUSE + "/TransitDestination/ID"): named(
        "TransitTerminationDetails", "CustomsOfficeDetails", "CustomsOfficeCode"
    ),
    (TRANSIT, HOUSE + "/ConsignmentItem[1]/PreviousDocument[1]/ID"): "23LTVR0000EU000001",
    (TRANSIT, "Consignment/DepartureTransportMeans[2]/ID"): named(
        "TransportMeansRegistrationIdDetails[2]", "TransportMeansRegId"
    ),
    (TRANSIT, "Consignment/Seal[1]/ID"): named("SealId"),
    (TRANSIT, "Consignment/Carrier/RepresentativePerson[1]/RoleCode"): "DRIVER",
    (TRANSIT, "ObligationGuarantee[1]/AmountAmount"): named("TransitGuaranteeDetails", "GuaranteeAmount"),
    (TRANSIT, "ObligationGuarantee[1]/Surety/ID"): named("TransitGuaranteeDetails", "TaxpayerId"),
}
"""Harmonised places, and what must stand there: a text, or an XPath that tells it."""


@cache
def values(file: Path) -> dict[str, str]:
    return {path.partition("/")[2]: text for path, text in leaves(converted(file).message)}


@pytest.mark.parametrize(("name", "place"), FACTS)
def test_a_fact_stands_in_its_place(samples: Path, name: str, place: str):
    file = samples / f"{name}.xml"
    expected = FACTS[name, place]
    if expected.startswith("//"):
        expected = str(etree.parse(file).getroot().xpath(f"string({expected})"))
    assert expected
    assert values(file)[place] == expected


def test_the_declaration_that_is_corrected_has_its_number_in_three_parts(samples: Path):
    message: Any = converted(samples / f"{CORRECTED}.xml").message
    office, day, number = message.id.split("/")
    root = etree.parse(samples / f"{CORRECTED}.xml").getroot()
    registered = str(root.xpath(f"string({named('CustomsDeclarationIdDetails', 'DocCreationDate')})"))
    assert registered == f"20{day[4:]}-{day[2:4]}-{day[:2]}"
    assert (len(office), len(number)) == (8, 7)


def test_a_message_of_version_1_1_0_is_read_by_the_table_of_the_older_one(samples: Path):
    conversion = converted(samples / f"{EXPORT}.xml")
    assert {finding.rule for finding in conversion.findings} <= {"crosswalk.version", "crosswalk.form"}
