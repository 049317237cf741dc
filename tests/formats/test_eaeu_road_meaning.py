"""Advance information by road of the Commission, in both layouts: values in their places, there and back."""

from __future__ import annotations

import csv
import re
from copy import deepcopy
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.findings import Severity
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.types import Measure
from carec_datamodel.testing.tree_difference import tree_differences

EXAMPLE = Path(__file__).parents[2] / "examples" / "eaeu-preliminary-road.xml"
NEWER, OLDER = "eaeu-preliminary-road", "eaeu-preliminary-road-2022"
PLACEHOLDER = "urn:EEC:R:UNKNOWN:AutoPreliminaryInformation:vX.Y.Z"
UNKNOWN = {"EDocCode", "codeListId"}
"""What the component types demand and a message cannot know: the number of the structure, those of lists."""


@cache
def manifest() -> Any:
    return cdm.read(EXAMPLE)


@pytest.fixture(scope="module")
def older(shared: Path) -> Path:
    """A message of the layout before 2023."""
    return shared / "samples" / "eaeu" / "constructed" / "recreated" / "by_piat_road.xml"


def texts(root: etree._Element, name: str) -> list[str | None]:
    """Return the texts of the elements *name*, in whatever namespace."""
    return [element.text for element in root.iterfind(f".//{{*}}{name}")]


def changed(file: Path, name: str) -> etree._Element:
    """Return the document of *file* with the first element *name* in it twice."""
    root = etree.parse(file).getroot()
    first = root.find(f".//{{*}}{name}")
    assert first is not None
    first.addnext(deepcopy(first))
    return root


def converted(root: etree._Element) -> Conversion:
    return cdm.convert(etree.tostring(root), strict=False)


def comes_back(root: etree._Element, conversion: Conversion, format_id: str) -> bool:
    back = cdm.dumps(conversion.message, format=format_id, residue=conversion.residue)
    return not list(tree_differences(root, etree.fromstring(back)))


def test_nothing_in_the_example_is_wrong_and_nearly_all_survives():
    assert cdm.detect(EXAMPLE).id == NEWER
    assert {finding.severity for finding in cdm.validate(EXAMPLE).findings} <= {Severity.NOTE}
    conversion = cdm.convert(EXAMPLE)
    assert conversion.ledger is not None
    assert conversion.ledger.survival > 0.97
    assert comes_back(etree.parse(EXAMPLE).getroot(), conversion, NEWER)


def test_what_is_written_fits_the_component_types_but_for_what_a_message_cannot_know(shared: Path):
    folder = shared / "schemas" / "eaeu" / "reconstructed"
    schema = etree.XMLSchema(etree.parse(folder / "PIAT_AutoPreliminaryInformation.xsd"))
    content = cdm.dumps(manifest(), format=NEWER)
    root = etree.fromstring(content.replace(PLACEHOLDER.encode(), schema_namespace(folder)))
    code = etree.Element("{urn:EEC:M:SimpleDataObjects:v0.4.14}EDocCode")
    code.text = "R.000"
    root.insert(0, code)
    added = {"EDocCode"}
    for name in ("TransitProcedureCode", "GoodsLocationCode", "PaymentGuaranteeMethodCode"):
        for element in root.iterfind(f".//{{*}}{name}"):
            assert "codeListId" not in element.attrib
            element.set("codeListId", "2000")
            added.add("codeListId")
    schema.assertValid(root)
    assert added == UNKNOWN


def schema_namespace(folder: Path) -> bytes:
    root = etree.parse(folder / "PIAT_AutoPreliminaryInformation.xsd").getroot()
    return root.get("targetNamespace", "").encode()


def test_a_truck_with_two_consignments_is_one_manifest():
    vehicle = manifest().border_transport_means
    assert (vehicle.id, vehicle.chassis_id, vehicle.mode_code) == ("117NMA02", "TESTC0000000017", "3")
    (trailer,) = vehicle.attached_transport_means
    assert (trailer.sequence_numeric, trailer.id, trailer.model_name) == (2, "17NMB02", "SAMPLE 3")
    assert [stop.routing_country_code for stop in vehicle.itinerary] == ["KZ", "KG"]
    assert [person.family_name for person in vehicle.crew_member] == ["ПРИМЕРОВ"]
    notes = [one.transport_contract_document[0] for one in manifest().consignment]
    assert [(note.type_code, note.id) for note in notes] == [("730", "CN-2026-0047"), ("730", "CN-2026-0048")]
    lines = [line for one in manifest().consignment for line in one.consignment_item]
    assert [line.sequence_numeric for line in lines] == [1, 2, 3]
    assert sum(line.value_amount.value for line in lines) == manifest().invoice_amount.value
    assert sum(line.total_packaging.quantity_quantity.value for line in lines) == 466


def test_the_transit_that_is_planned_stands_apart_from_what_crosses_the_border():
    transit = manifest().cargo_transit
    assert (transit.direction_code, transit.same_means_indicator) == ("THROUGH", False)
    assert [one.id for one in transit.departure_transport_means] == ["118NMA02", "17NMB02"]
    assert (transit.transit_destination.id, transit.transit_destination_country_code) == ("41701000", "KG")
    (change,) = transit.transport_means_change
    assert (change.location.name, change.next_transport_means[0].id) == ("ЖАРКЕНТ", "118NMA02")
    (guarantee,) = transit.obligation_guarantee
    assert (guarantee.reference_id, guarantee.amount_amount.value) == ("39857703/300326/00000471", 12500)
    assert [person.given_name for person in transit.successive_carrier[0].representative_person] == ["ЕРЛАН"]
    assert transit.transit_principal.special_case_code == "CARRIER"
    assert [seal.id for seal in manifest().customs_identification[0].seal] == ["CN4700117", "CN4700118"]


@pytest.mark.parametrize("said", ["0", "false"])
def test_a_principal_other_than_the_carrier_is_no_special_case(said: str):
    text = EXAMPLE.read_text(encoding="utf-8").replace(
        "Indicator>true</casdo:Equal", f"Indicator>{said}</casdo:Equal"
    )
    message: Any = cdm.convert(text.encode(), strict=False).message
    assert message.cargo_transit.transit_principal.special_case_code is None
    assert "<casdo:EqualIndicator>0<" in cdm.dumps(message, format=NEWER).decode()


def test_a_kind_of_package_outside_the_recommendation_stays_the_sender_s_own():
    text = EXAMPLE.read_text(encoding="utf-8")
    kind = '<csdo:PackageKindCode codeListId="2013">{}<'
    message: Any = cdm.convert(text.replace(kind.format("CT"), kind.format("00"), 1).encode()).message
    packaging = message.consignment[0].consignment_item[0].packaging[0]
    assert (packaging.type_code, packaging.national_type_code) == (None, "00")


def test_a_declaration_lodged_before_and_a_store_planned_have_places():
    first, second = manifest().consignment
    assert [(one.category_code, one.id) for one in second.previous_document] == [
        ("PGD", "41701000/310326/0004711")
    ]
    assert list(second.consignment_item[0].goods_item_numeric) == [1]
    assert (first.warehouse.name, first.warehouse.special_storage_indicator) == ("СВХ ПРИМЕР", True)
    assert [(one.category_code, one.id) for one in first.warehouse.additional_document] == [
        ("PER", "Р-47"),
        ("REG", "KG-СВХ-0017"),
    ]
    assert first.delivery_destination.address.building_id == "3"


@pytest.mark.parametrize(
    ("duration", "value", "unit"), [("PT24H", "24", "HUR"), ("P2D", "2", "DAY"), ("PT90M", "90", "MIN")]
)
def test_a_treatment_of_goods_lasts_hours_days_or_minutes(duration: str, value: str, unit: str):
    document = EXAMPLE.read_bytes().replace(b"PT24H", duration.encode())
    message = cdm.read(document)
    (treatment,) = message.consignment[1].consignment_item[0].treatment  # type: ignore[attr-defined]
    assert treatment.duration_measure == Measure(value, unit)
    assert texts(etree.fromstring(cdm.dumps(message, format=NEWER)), "ExpositionDuration") == [duration]


def test_a_document_of_the_older_layout_is_told_apart_and_comes_back(older: Path):
    assert cdm.detect(older).id == OLDER
    conversion = cdm.convert(older, strict=False)
    assert comes_back(etree.parse(older).getroot(), conversion, OLDER)
    assert conversion.ledger is not None
    assert conversion.ledger.survival > 0.92
    lost = [entry for entry in conversion.ledger.entries if entry.outcome.value in {"omitted", "narrowed"}]
    assert [entry.path for entry in lost if not entry.reason] == []


def test_the_older_layout_has_a_row_for_every_element_that_the_newer_one_dropped(shared: Path):
    with (shared / "reference" / "eaeu" / "piat_auto.csv").open(encoding="utf-8") as lines:
        facts = [fact for fact in csv.DictReader(lines) if fact["in_ca_1_8_1"] == "no"]
    rows = {re.sub(r"\[[^]]*\]", "", row.path): row for row in registry()[OLDER].crosswalk.plan.rows}  # type: ignore[attr-defined]
    found = [rows[fact["path"].partition("/")[2]] for fact in facts]
    assert len(found) == 88
    assert [row.path for row in found if "the layout before" in row.reason] == []


def test_both_layouts_say_the_same_and_each_in_its_own_elements():
    content = cdm.formats()[OLDER].dumps(manifest()).data
    assert cdm.detect(content).id == OLDER
    root = etree.fromstring(content)
    assert [one.getparent().tag.rpartition("}")[2] for one in root.iterfind(".//{*}TransportMeansRegId")] == [
        "PIATBorderTransportDetails",
        "TrailerDetails",
        "TransportMeansRegistrationIdDetails",
        "TransportMeansRegistrationIdDetails",
        "TransportMeansRegistrationIdDetails",
    ]
    assert texts(root, "SealId") == ["CN4700117", "CN4700118"]
    assert texts(root, "CAInvoiceValueAmount") == ["48200.00", "5700.00"]
    assert texts(root, "PIATTransportMeansItemDetails") == []
    back: Any = cdm.read(content)
    assert back.border_transport_means.id == "117NMA02"
    assert back.cargo_transit.obligation_guarantee[0].amount_amount.value == 12500
    assert back.cargo_transit.transport_means_change[0].next_transport_means[0].id == "118NMA02"
    assert back.consignment == manifest().consignment


def test_the_older_layout_has_several_securities(older: Path):
    conversion = converted(changed(older, "TransitGuaranteeDetails"))
    message: Any = conversion.message
    assert [one.reference_id for one in message.cargo_transit.obligation_guarantee] == [
        "16400/120323/0000001"
    ] * 2
    assert [one.surety.id for one in message.cargo_transit.obligation_guarantee] == ["000000003"] * 2


@pytest.mark.parametrize("name", ["PIATMainConsignmentDetails", "TransitGuaranteeDetails"])
def test_what_a_manifest_tells_once_stays_in_the_residue_the_second_time(name: str):
    root = changed(EXAMPLE, name)
    conversion = converted(root)
    assert conversion.message == manifest()
    assert comes_back(root, conversion, NEWER)
    told = [finding for finding in conversion.findings if finding.rule == "crosswalk.unknown"]
    assert told
    assert all(f"{name}[2]/" in finding.path for finding in told)


def test_versions_of_a_namespace_do_not_matter():
    document = EXAMPLE.read_bytes().replace(b":vX.Y.Z", b":v2.0.0").replace(b":v1.8.1", b":v1.9.0")
    assert cdm.detect(document).id == NEWER
    assert cdm.read(document) == manifest()
