"""The project's own ASYCUDA manifests mean in the message what they mean to the officer who reads them."""

from __future__ import annotations

import base64
import importlib.util
import sys
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.model import Amount, Measure, Quantity
from carec_datamodel.model.leaves import leaves

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = {
    "asycuda-manifest": 280,
    "asycuda-awbolds": 68,
    "asycuda-awmcds": 36,
    "asycuda-awbolegmds": 24,
    "asycuda-waybill": 50,
}
"""Formats, and how many facts the example of each tells at least."""
BILLS = ("asycuda-manifest", "asycuda-awbolds", "asycuda-awmcds")
HEADS = {"asycuda-awbolds": "Awbolds/Master_bol", "asycuda-awmcds": "Awmcds/Manifest_identification"}

every_example = pytest.mark.parametrize("name", EXAMPLES)


def load(file: Path) -> ModuleType:
    """Return the module in *file*, which lies outside any package."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[file.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


FACTS = load(ROOT / "tests" / "conformance" / "asycuda_manifest_facts.py")


def tree(name: str) -> etree._Element:
    return etree.parse(ROOT / "examples" / f"{name}.xml").getroot()


def read(root: etree._Element) -> Any:
    return cdm.loads(etree.tostring(root, encoding="UTF-8"))


def unlike(one: Any, other: Any) -> list[tuple[str, str]]:
    """Return path and text of the values that only one of two messages holds at that place."""
    return sorted(set(leaves(one)) ^ set(leaves(other)))


def rename(root: etree._Element, **names: str) -> None:
    for element in root.iter(*names):
        element.tag = names[element.tag]


def manifest(bill: str = "", head: str = "") -> etree._Element:
    """Return a manifest of one bill, of which the parts are given as XML."""
    return etree.fromstring(
        f"<Awmds><General_segment>{head}</General_segment><Bol_segment>{bill}</Bol_segment></Awmds>"
    )


def bill_of(content: str) -> Any:
    """Return the consignment of a manifest with one bill."""
    (consignment,) = read(manifest(content)).consignment
    return consignment


@pytest.fixture(scope="module")
def message() -> Any:
    """The example of a manifest: master, two houses, paint, cars, grain, empty containers."""
    return read(tree("asycuda-manifest"))


# --- the examples --------------------------------------------------------------------------------------


@every_example
def test_the_example_is_detected_and_read_without_findings(name: str) -> None:
    report = cdm.validate(ROOT / "examples" / f"{name}.xml")
    assert report.format_id == name
    assert [finding for finding in report.findings if finding.severity != "note"] == []


@every_example
def test_every_fact_stands_where_an_officer_looks_for_it(name: str) -> None:
    root = tree(name)
    assert FACTS.differences(root, read(root)) == []


@every_example
def test_the_example_tells_many_facts(name: str) -> None:
    root = tree(name)
    told = [fact for fact in FACTS.facts(root, read(root)) if fact.national not in (None, [])]
    assert len(told) >= EXAMPLES[name]


@every_example
def test_the_message_alone_gives_the_example_again(name: str) -> None:
    root = tree(name)
    root.attrib.clear()  # the number that a database gave the document
    again = etree.fromstring(cdm.dumps(read(root), format=name))
    assert etree.canonicalize(again, strip_text=True) == etree.canonicalize(root, strip_text=True)


def swap_parties(consignment: Any) -> Any:
    return consignment.replace(consignor=consignment.consignee, consignee=consignment.consignor)


def swap_places(consignment: Any) -> Any:
    return consignment.replace(
        loading_location=consignment.unloading_location, unloading_location=consignment.loading_location
    )


def swap_masses(consignment: Any) -> Any:
    first, *rest = consignment.transport_equipment
    swapped = first.replace(tare_mass_measure=first.goods_mass_measure, goods_mass_measure=None)
    return consignment.replace(transport_equipment=(swapped, *rest))


@pytest.mark.parametrize("wrong", [swap_parties, swap_places, swap_masses])
def test_the_facts_notice_a_value_in_the_wrong_place(wrong: Callable[[Any], Any]) -> None:
    root = tree("asycuda-manifest")
    message = read(root)
    first, *rest = message.consignment
    changed = message.replace(consignment=(wrong(first), *rest))
    assert len(FACTS.differences(root, changed)) >= 2


def test_the_facts_notice_bills_in_another_order() -> None:
    root = tree("asycuda-manifest")
    message = read(root)
    turned = message.replace(consignment=tuple(reversed(message.consignment)))
    assert len(FACTS.differences(root, turned)) >= 20


def test_the_sums_of_the_example_add_up(message: Any) -> None:
    bills = message.consignment
    direct = [bill for bill in bills if not bill.associated_transport_document]
    houses = [bill for bill in bills if bill.associated_transport_document]
    assert message.consignment_quantity == len(bills)
    mass = sum((bill.total_gross_mass_measure.value for bill in direct), Decimal(0))
    assert message.total_gross_mass_measure == Measure(mass, "KGM")
    packages = sum((bill.total_package_quantity.value for bill in direct), Decimal(0))
    assert message.total_package_quantity == Quantity(packages)
    containers = {box.id for bill in bills for box in bill.transport_equipment}
    assert message.border_transport_means.transport_equipment_quantity == len(containers)
    assert sum((house.total_gross_mass_measure.value for house in houses), Decimal(0)) == Decimal("21050.5")
    for bill in bills:
        assert bill.transport_equipment_quantity == len(bill.transport_equipment)


@every_example
@pytest.mark.parametrize("backwards", [False, True], ids=["a to z", "z to a"])
def test_the_order_of_elements_does_not_change_the_message(name: str, *, backwards: bool) -> None:
    root = tree(name)
    message = read(root)
    for element in list(root.iter()):
        element[:] = sorted(element, key=lambda child: child.tag, reverse=backwards)
    assert unlike(read(root), message) == []


# --- dialects ------------------------------------------------------------------------------------------


def as_bangladesh(root: etree._Element) -> None:
    """Give *root* the names of Bangladesh."""
    rename(root, Empty_Full="Status", Marks1="Seal_number", Information="Remarks")
    rename(root, Place_of_loading_code="Port_of_origin_code")


def as_published(root: etree._Element) -> None:
    """Put the mark of consolidated cargo where the published list has it."""
    for bill in root.iter("Bol_segment"):
        for mark in bill.findall("Consolidated_Cargo"):
            bill.find("Bol_id").append(mark)


def as_careless(root: etree._Element) -> None:
    """Write all names in small letters."""
    for element in root.iter():
        element.tag = element.tag.lower()


@pytest.mark.parametrize("name", BILLS)
@pytest.mark.parametrize("dialect", [as_bangladesh, as_published, as_careless])
def test_every_dialect_of_a_manifest_is_the_same_message(
    name: str, dialect: Callable[[etree._Element], None]
) -> None:
    root = tree(name)
    message = read(root)
    dialect(root)
    assert unlike(cdm.loads(etree.tostring(root), format=name), message) == []


@pytest.mark.parametrize("name", BILLS)
@pytest.mark.parametrize("dialect", [as_bangladesh, as_published])
def test_a_manifest_in_a_dialect_comes_back_in_that_dialect(
    name: str, dialect: Callable[[etree._Element], None]
) -> None:
    root = tree(name)
    dialect(root)
    conversion = cdm.convert(etree.tostring(root))
    back = etree.fromstring(cdm.dumps(conversion.message, format=name, residue=conversion.residue))
    assert etree.canonicalize(back, strip_text=True) == etree.canonicalize(root, strip_text=True)


def test_a_waybill_with_the_right_spelling_of_transshipment_is_the_same_message() -> None:
    root = tree("asycuda-waybill")
    root.find(".//Transipment_location_code").text = "GEPTI"
    message = read(root)
    assert message.consignment[0].transhipment_location.id == "GEPTI"
    rename(root, Transipment_location_code="Transhipment_location_code")
    assert read(root) == message


# --- the same trade in two formats -----------------------------------------------------------------------


@pytest.mark.parametrize("name", HEADS)
def test_a_bill_is_the_same_consignment_in_a_manifest_and_below_a_master(name: str) -> None:
    root = tree(name)
    twin = etree.Element("Awmds")
    twin.extend(deepcopy(root).iter("Bol_segment"))
    assert read(twin).consignment == read(root).consignment


def test_a_waybill_is_the_same_consignment_as_the_bill_of_a_manifest() -> None:
    waybill = read(tree("asycuda-waybill")).consignment[0]
    bill = bill_of(
        "<Bol_id><Bol_reference>UZ-AF-26-0488</Bol_reference><Line_number>3</Line_number>"
        "<Bol_nature>23</Bol_nature><Bol_type_code>730</Bol_type_code></Bol_id>"
        "<Load_unload_place><Place_of_loading_code>UZTER</Place_of_loading_code>"
        "<Place_of_unloading_code>AFHRT</Place_of_unloading_code></Load_unload_place>"
        "<Goods_segment><Number_of_packages>480</Number_of_packages><Package_type_code>BG</Package_type_code>"
        "<Gross_mass>24096.0</Gross_mass><Shipping_marks>NTE 1-480</Shipping_marks>"
        "<Goods_description>WHEAT FLOUR FIRST GRADE, BAGS OF 50 KG</Goods_description>"
        "<Seals_segment><Number_of_seals>2</Number_of_seals><Marks_of_seals>UZ004711,UZ004712</Marks_of_seals>"
        "<Sealing_party_code>CUS</Sealing_party_code></Seals_segment>"
        "<Volume_in_cubic_meters>58.4</Volume_in_cubic_meters>"
        "<Num_of_ctn_for_this_bol>0</Num_of_ctn_for_this_bol><Information>KEEP DRY</Information>"
        "</Goods_segment>"
    )
    told_only_by_the_waybill = [path for path, _ in leaves(bill) if path not in dict(leaves(waybill))]
    assert told_only_by_the_waybill == []
    both = dict(leaves(waybill))
    assert [(path, text, both[path]) for path, text in leaves(bill) if both[path] != text] == []


# --- what a bill may be ----------------------------------------------------------------------------------


def test_a_house_names_its_master_and_a_master_none(message: Any) -> None:
    masters = [[paper.id for paper in bill.associated_transport_document] for bill in message.consignment]
    assert masters == [[], ["BSLPTI260401"], ["BSLPTI260401"], [], [], [], []]
    assert {
        paper.level_code for bill in message.consignment for paper in bill.associated_transport_document
    } == {"MASTER"}


def test_the_level_of_a_bill_is_not_made_up(message: Any) -> None:
    assert {bill.level_code for bill in message.consignment} == {None}


def test_a_container_under_two_bills_stands_in_both_consignments(message: Any) -> None:
    master, house, _, *_ = message.consignment
    assert [box.id for box in master.transport_equipment] == ["ZZZU2604010", "ZZZU2604025"]
    assert [box.id for box in house.transport_equipment] == ["ZZZU2604010"]


def test_seals_of_a_container_and_seals_of_the_load_stand_apart(message: Any) -> None:
    master = message.consignment[0]
    assert [[seal.id for seal in box.seal] for box in master.transport_equipment] == [
        ["RO104711", "RO104712"],
        ["RO104713"],
    ]
    assert [seal.id for seal in master.seal] == ["RO104711", "RO104712", "RO104713"]
    assert (master.seal_quantity, master.sealing_party_code) == (3, "CAR")


def test_kinds_of_document_of_the_international_list_and_of_a_national_one_stand_apart(message: Any) -> None:
    papers = [bill.transport_contract_document[0] for bill in message.consignment]
    assert [paper.type_code for paper in papers] == [None, None, None, "705", None, None, "708"]
    assert [paper.national_type_code for paper in papers] == ["MSB", "HSB", "HSB", None, "BOL", "BOL", None]


def test_kinds_of_package_of_the_international_list_and_of_a_national_one_stand_apart() -> None:
    packages = [
        bill_of(f"<Goods_segment><Package_type_code>{code}</Package_type_code></Goods_segment>")
        for code in ("CT", "17")
    ]
    found = [consignment.consignment_item[0].packaging[0] for consignment in packages]
    assert [(package.type_code, package.national_type_code) for package in found] == [
        ("CT", None),
        (None, "17"),
    ]


def test_dangerous_goods_stand_with_their_container(message: Any) -> None:
    paint = message.consignment[3]
    (hazard,) = paint.transport_equipment[0].dangerous_goods
    assert (hazard.undgid, hazard.imdg_class_code) == ("1263", "3")
    assert paint.transport_equipment[0].stow_position.id == "A12"
    assert paint.dangerous_goods_status_code == "DANGEROUS"


@pytest.mark.parametrize("text", ["1263", "UN1263", "UN 1263", "un1263"])
def test_a_un_number_is_its_digits(text: str) -> None:
    (box,) = bill_of(f"<ctn_segment><UN>{text}</UN></ctn_segment>").transport_equipment
    assert box.dangerous_goods[0].undgid == "1263"


@pytest.mark.parametrize("text", ["NIL", "12631", "UN"])
def test_what_is_no_un_number_stays_in_the_residue(text: str) -> None:
    content = f"<ctn_segment><Ctn_reference>ZZZU2604030</Ctn_reference><UN>{text}</UN></ctn_segment>"
    assert bill_of(content).transport_equipment[0].dangerous_goods == ()
    (finding,) = cdm.convert(etree.tostring(manifest(content))).findings
    assert (finding.rule, finding.value, finding.severity) == ("crosswalk.code", text, "warning")


def test_the_parts_of_a_bill_are_no_further_goods_of_it(message: Any) -> None:
    paint = message.consignment[3]
    assert len(paint.consignment_item) == 1
    assert [part.packaging.quantity_quantity for part in paint.cargo_part] == [
        Quantity("400"),
        Quantity("360"),
    ]
    assert [part.goods_measure.gross_mass_measure for part in paint.cargo_part] == [
        Measure("9200.000", "KGM"),
        Measure("7200.000", "KGM"),
    ]
    assert [(part.transport_equipment_id, part.unloaded_indicator) for part in paint.cargo_part] == [
        ("ZZZU2604030", True),
        ("ZZZU2604046", False),
    ]


def test_cars_that_roll_on_board_have_no_packages(message: Any) -> None:
    cars = message.consignment[4]
    assert cars.total_package_quantity == Quantity("0")
    assert cars.consignment_item[0].packaging[0].type_code == "VN"
    assert cars.transport_equipment == ()


def test_bulk_has_no_volume_and_no_container(message: Any) -> None:
    grain = message.consignment[5]
    assert grain.gross_volume_measure is None
    assert grain.transport_equipment_quantity == 0
    assert grain.total_gross_mass_measure == Measure("3200000.000", "KGM")
    assert grain.cargo_nature_code == "28"


def test_an_empty_container_has_its_tare_and_no_goods(message: Any) -> None:
    box = message.consignment[6].transport_equipment[0]
    assert (box.fullness_code, box.package_quantity) == ("EMP", Quantity("0"))
    assert box.tare_mass_measure == Measure("2250", "KGM")
    assert (box.goods_mass_measure, box.gross_mass_measure, box.seal) == (None, None, ())


def test_the_goods_of_a_bill_are_its_one_line(message: Any) -> None:
    house = message.consignment[1]
    (line,) = house.consignment_item
    assert line.commodity.cargo_description == "PARTS OF SPINNING MACHINES"
    assert line.packaging[0].quantity_quantity == house.total_package_quantity == Quantity("300")
    assert line.goods_measure.gross_mass_measure == house.total_gross_mass_measure


def test_values_stand_in_their_own_currencies(message: Any) -> None:
    house = message.consignment[1]
    assert house.freight.freight_amount == Amount("1180.00", "USD")
    assert house.freight.payment_method_code == "CC"
    assert house.value_amount == Amount("84200.00", "EUR")
    assert (house.insurance_amount, house.transport_charge_amount) == (
        Amount("310.00", "EUR"),
        Amount("2400.00", "USD"),
    )


def test_a_dummy_currency_stays_and_a_currency_without_an_amount_goes_to_the_residue() -> None:
    content = (
        "<Value_segment><Freight_segment><Freight_value>0</Freight_value><Freight_currency>ZZZ</Freight_currency>"
        "</Freight_segment><Customs_segment><Customs_value/><Customs_currency>USD</Customs_currency>"
        "</Customs_segment></Value_segment>"
    )
    consignment = bill_of(content)
    assert consignment.freight.freight_amount == Amount("0", "ZZZ")
    assert consignment.value_amount is None
    conversion = cdm.convert(etree.tostring(manifest(content)))
    assert [finding.rule for finding in conversion.findings] == ["crosswalk.incomplete"]


def test_the_arrival_has_its_time_where_the_manifest_says_one(message: Any) -> None:
    assert message.border_transport_means.arrival_date_time == "2026-04-06T14:30:00"
    root = tree("asycuda-manifest")
    time = root.find("General_segment/General_segment_id/Time_of_arrival")
    time.text = "09:05"
    assert read(root).border_transport_means.arrival_date_time == "2026-04-06T09:05:00"
    time.getparent().remove(time)
    assert read(root).border_transport_means.arrival_date_time == "2026-04-06"


def test_a_journey_has_its_two_ends_even_where_only_one_is_told(message: Any) -> None:
    stops = message.border_transport_means.itinerary
    assert [(stop.function_code, stop.id) for stop in stops] == [
        ("DEPARTURE", "ROCND"),
        ("DESTINATION", "GEPTI"),
    ]
    place = "<Place_of_destination_code>GEPTI</Place_of_destination_code>"
    means = read(manifest(head=f"<Load_unload_place>{place}</Load_unload_place>")).border_transport_means
    assert [(stop.function_code, stop.id) for stop in means.itinerary] == [("DESTINATION", "GEPTI")]


def test_an_attached_file_is_in_the_message(message: Any) -> None:
    (document,) = message.additional_document
    (file,) = document.attached_file
    assert (document.type_code, file.name) == ("785", "manifest-v0412.txt")
    assert base64.b64decode(file.content) == b"SAMPLE MANIFEST V0412\n"


def test_a_file_whose_content_breaks_over_lines_keeps_them() -> None:
    content = "JVBERi0x\nLjQKJeLj"
    document = (
        "<Attached_Document><Attached_document_code>785</Attached_document_code>"
        f"<Attached_document_content>{content}</Attached_document_content></Attached_Document>"
    )
    root = manifest(head=document)
    (found,) = read(root).additional_document
    assert found.attached_file[0].content == content
    back = etree.fromstring(cdm.dumps(read(root), format="asycuda-manifest"))
    assert back.findtext("General_segment/Attached_Document/Attached_document_content") == content


def test_a_mode_of_a_national_list_is_not_taken_for_an_international_one() -> None:
    mode = (
        "<Transport_information><Mode_of_transport_code>31</Mode_of_transport_code></Transport_information>"
    )
    means = read(manifest(head=mode)).border_transport_means
    assert (means.mode_code, means.national_mode_code) == (None, "31")


def test_a_bill_may_travel_on_means_of_its_own() -> None:
    means = (
        "<Transport_information><Mode_of_transport_code>3</Mode_of_transport_code>"
        "<Identity_of_transporter>01X900AA</Identity_of_transporter></Transport_information>"
    )
    found = bill_of(means).border_transport_means
    assert (found.mode_code, found.name) == ("3", "01X900AA")


def test_seals_are_told_apart_where_the_first_is_missing() -> None:
    """A seal that would slip into the place of another stays in the residue, and is named."""
    content = "<ctn_segment><Ctn_reference>ZZZU2604010</Ctn_reference><Marks2>S2</Marks2></ctn_segment>"
    assert bill_of(content).transport_equipment[0].seal == ()
    conversion = cdm.convert(etree.tostring(manifest(content)))
    assert [(finding.rule, finding.value) for finding in conversion.findings] == [("crosswalk.place", "S2")]


def test_the_master_of_a_degroupage_stands_above_all_its_houses() -> None:
    message = read(tree("asycuda-awbolds"))
    assert message.associated_transport_document.id == "ALT260117"
    assert [bill.transport_contract_document[0].id for bill in message.consignment] == [
        "ALT260117-1",
        "ALT260117-2",
    ]


def test_the_co_loader_and_the_agent_stand_above_the_bills() -> None:
    message = read(tree("asycuda-awmcds"))
    assert (message.co_loader.id, message.agent.id) == ("COL12", "AGT07")


def test_the_declarations_of_exported_goods_are_told_bill_by_bill() -> None:
    message = read(tree("asycuda-awbolegmds"))
    assert [[paper.id for paper in bill.previous_document] for bill in message.consignment] == [
        ["AF201 2026 E 1187", "AF201 2026 E 1188"],
        ["AF101 2026 E 904"],
    ]
    assert message.cargo_nature_code == "22"


def test_what_is_left_of_a_waybill_is_not_what_it_carried() -> None:
    (waybill,) = read(tree("asycuda-waybill")).consignment
    assert waybill.total_package_quantity == Quantity("480")
    assert waybill.remaining_cargo.package_quantity == Quantity("240")
    assert waybill.remaining_cargo.gross_mass_measure == Measure("12048.0", "KGM")
    assert waybill.level_code == "HOUSE"


def test_onward_transport_of_a_waybill_is_told_apart() -> None:
    root = tree("asycuda-waybill")
    onward = root.find(".//Onward_transport_segment")
    values = {
        "Transit_segment/Customs_office_code": "AF101",
        "Transit_segment/Document_reference": "AF201 2026 T 118",
        "Transhipment_segment/Transhipment_location_name": "KABUL",
        "Transhipment_segment/Document_reference": "TS-26-0044",
        "Onward_carrier_segment/Name": "NAMUNA TRUCKS",
    }
    for path, text in values.items():
        element = onward.find(path)
        element[:] = []
        element.text = text
    (waybill,) = read(root).consignment
    assert waybill.transit_destination.id == "AF101"
    assert waybill.transhipment_location.name == "KABUL"
    assert waybill.onward_carrier.name == "NAMUNA TRUCKS"
    assert {paper.category_code: paper.id for paper in waybill.additional_document} == {
        "TRN": "AF201 2026 T 118",
        "TRS": "TS-26-0044",
    }
    assert FACTS.differences(root, read(root)) == []
