"""Manifests and waybills of the album: what documents say, and where it stands in the message."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import CargoManifest

FLIGHT = Path(__file__).parents[2] / "examples" / "eaeu-air-cargo-manifest.xml"


@cache
def document() -> etree._Element:
    """Return the example of a flight without namespaces."""
    root = etree.parse(FLIGHT).getroot()
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


@cache
def flight() -> Any:
    return cdm.read(FLIGHT)


def said(path: str) -> list[str]:
    """Return the texts that *path* selects in the example."""
    return [str(text) for text in document().xpath(f"{path}/text()")]


def read(content: str) -> Any:
    return cdm.read(content.encode())


def written(values: dict[str, Any], format_id: str) -> tuple[etree._Element, list[str | None]]:
    """Return the document of a message, and the values that it does not hold."""
    content, losses, *_ = cdm.formats()[format_id].dumps(CargoManifest.model_validate(values))
    return etree.fromstring(content), [loss.value for loss in losses]


# --- by air --------------------------------------------------------------------------------------------


def test_a_flight_has_its_aircraft_its_time_and_both_ends():
    means = flight().border_transport_means
    assert [means.journey_id, means.id, means.model_name] == [
        *said("FlightInfo/FlightNumber"),
        *said("FlightInfo/AirPlaneRegNum"),
        *said("FlightInfo/Mark"),
    ]
    assert means.departure_date_time == "T".join(
        said("FlightInfo/FlightDate") + said("FlightInfo/FlightTime")
    )
    assert [(stop.function_code, stop.id) for stop in means.itinerary] == [
        ("DEPARTURE", *said("//DepartureAirport/IATACode")),
        ("DESTINATION", *said("//DestinationAirport/IATACode")),
    ]


def test_loose_cargo_is_a_consignment_for_every_waybill():
    waybill = flight().consignment[0]
    (bulk,) = document().iterfind(".//BulkGargo")
    prefix, serial = bulk.findtext("AirlineIATACode"), bulk.findtext("DocumentNumber")
    assert waybill.transport_contract_document[0].id == f"{prefix}-{serial}"
    assert (waybill.loading_location.id, waybill.unloading_location.id) == ("SZX", "OSS")
    assert waybill.loading_location.other_identifier[0].id == bulk.findtext("OriginAirport/ICAOCode")
    assert str(waybill.total_gross_mass_measure.value) == bulk.findtext("GrossWeightQuantity")
    assert waybill.total_gross_mass_measure.unit == "KGM"
    assert waybill.consignment_item[0].goods_measure.gross_mass_measure == waybill.total_gross_mass_measure


def test_a_part_of_a_waybill_says_how_many_packages_there_are_in_all():
    waybill = flight().consignment[0]
    assert waybill.consignment_split.type_code == "P"
    assert str(waybill.consignment_split.total_package_quantity.value) == "100"
    assert str(waybill.total_package_quantity.value) == "40"


def test_sizes_of_packages_are_parts_of_the_goods_and_not_further_lines():
    parts = flight().consignment[0].cargo_part
    sizes = [
        [str(measure.value) for measure in (box.length_measure, box.width_measure, box.height_measure)]
        for box in (part.packaging for part in parts)
    ]
    assert sizes == [["60", "40", "25"], ["80", "40", "20"]]
    units = {
        measure.unit
        for box in (part.packaging for part in parts)
        for measure in (box.length_measure, box.width_measure, box.height_measure)
    }
    assert units == {"CMT"}
    assert len(flight().consignment[0].consignment_item) == 1


def test_an_onward_flight_is_a_leg_after_the_main_carriage():
    (leg,) = flight().consignment[0].carriage_leg
    assert (leg.stage_code, leg.journey_id, leg.carrier.id) == ("30", "SQ118", "SQ")
    assert [leg.arrival_location.id] == said("//RoutigInfo/Airport/IATACode")


def test_a_unit_load_device_is_a_consignment_whose_lines_name_their_waybills():
    device = flight().consignment[1]
    assert device.load_type_code == "ULD"
    assert device.transport_contract_document == ()
    (equipment,) = device.transport_equipment
    assert (equipment.id, equipment.characteristic_code) == ("AKE 10477 NMA", "AKE")
    assert [equipment.equipment_owner.id] == said("//ULDOwnerCode")
    assert [str(equipment.package_quantity.value)] == said("//TotalULDPlacesQuantity")
    numbers = [line.transport_contract_document[0].id for line in device.consignment_item]
    assert numbers == [f"990-{serial}" for serial in said("//ULDGoods/DocumentNumber")]
    assert [line.origin[0].country_code for line in device.consignment_item] == ["CN", "IN"]


def test_of_a_flight_only_what_rows_name_does_not_come_back():
    back = etree.fromstring(cdm.dumps(flight(), format="eaeu-air-cargo-manifest"))
    counts = Counter(etree.QName(element).localname for element in back.iter(etree.Element))
    lacking = Counter(element.tag for element in document().iter(etree.Element)) - counts
    assert lacking == {
        "AirlineSign": 3,
        "ShipmentDescriptionCode": 3,
        "IATACode": 2,
    }


def test_nothing_in_the_example_is_wrong_but_that_a_device_is_no_container():
    findings = [one for one in cdm.validate(FLIGHT).findings if one.severity is not Severity.NOTE]
    assert [(one.rule, one.value) for one in findings] == [
        ("identifier.container-number", "AKE"),
    ]


@pytest.mark.parametrize(
    ("empty", "element"),
    [("false", "DestinationInfo/{*}DestinationAirport"), ("true", "DestinationAirportForNilManifest")],
)
def test_the_airport_of_arrival_stands_where_a_manifest_with_or_without_cargo_has_it(
    empty: str, element: str
):
    stop = {"FunctionCode": "DESTINATION", "ID": "FRU", "Name": "MANAS"}
    values = {"EmptyIndicator": empty, "BorderTransportMeans": {"Itinerary": [stop]}}
    root, losses = written(values, "eaeu-air-cargo-manifest")
    assert root.findtext(f"{{*}}{element}/{{*}}IATACode") == "FRU"
    assert losses == []
    assert cdm.read(etree.tostring(root)).border_transport_means.itinerary[0].id == "FRU"


def test_a_house_manifest_names_its_master_once_and_a_house_for_every_entry():
    place = "<IATACode>URC</IATACode>"
    entry = (
        "<ItemDetails><HouseWaybillNumber>{0}</HouseWaybillNumber><LineItemNumber>{1}</LineItemNumber>"
        f"<ItemName>LAMPS</ItemName><OriginLocation>{place}</OriginLocation>"
        "<GrossWeight><GoodsQuantity>12.5</GoodsQuantity>"
        "<MeasureUnitQualifierCode>166</MeasureUnitQualifierCode></GrossWeight></ItemDetails>"
    )
    manifest = read(
        "<HouseManifest><Header><MasterWaybillNumber><AirlineIATACode>990</AirlineIATACode>"
        "<DocumentNumber>00471170</DocumentNumber></MasterWaybillNumber></Header>"
        f"{entry.format('NMH-1', 1)}{entry.format('NMH-2', 2)}</HouseManifest>"
    )
    assert manifest.associated_transport_document.id == "990-00471170"
    assert [house.level_code for house in manifest.consignment] == ["HOUSE", "HOUSE"]
    assert [house.transport_contract_document[0].id for house in manifest.consignment] == ["NMH-1", "NMH-2"]
    assert [house.total_gross_mass_measure.unit for house in manifest.consignment] == ["KGM", "KGM"]


# --- by road and by sea --------------------------------------------------------------------------------


def test_the_first_vehicle_of_a_road_waybill_draws_the_others():
    bill = read(
        "<AutoBill><NumberTN>TN-17</NumberTN>"
        "<Transport><TypeRoadTrain>1</TypeRoadTrain><RegistrationNumber>111BBB05</RegistrationNumber></Transport>"
        "<Transport><TypeRoadTrain>3</TypeRoadTrain><RegistrationNumber>11BBB05</RegistrationNumber></Transport>"
        "<Transport><TypeRoadTrain>2</TypeRoadTrain><RegistrationNumber>12BBB05</RegistrationNumber></Transport>"
        "</AutoBill>"
    )
    means = bill.border_transport_means
    assert (means.id, means.national_type_code) == ("111BBB05", "1")
    drawn = [(one.id, one.national_type_code) for one in means.attached_transport_means]
    assert drawn == [("11BBB05", "3"), ("12BBB05", "2")]
    assert bill.consignment[0].transport_contract_document[0].type_code == "730"


def test_further_classes_of_dangerous_goods_are_subsidiary():
    (line,) = (
        read(
            "<AutoBill><Cargo><CargoDescription>PAINT</CargoDescription><DangerCargo>"
            "<DangerCargoDescription>UN 1263 PAINT, 3, II</DangerCargoDescription>"
            "<HazardousCargoCode>3</HazardousCargoCode><HazardousCargoCode>8</HazardousCargoCode>"
            "<HazardousCargoCode>6.1</HazardousCargoCode></DangerCargo></Cargo></AutoBill>"
        )
        .consignment[0]
        .consignment_item
    )
    (danger,) = line.commodity.dangerous_goods
    assert (danger.imdg_class_code, danger.subsidiary_class_code) == ("3", ("8", "6.1"))
    assert danger.proper_shipping_name == "UN 1263 PAINT, 3, II"


def test_charges_of_a_road_waybill_are_in_roubles_and_another_currency_is_told_as_lost():
    bill = read("<AutoBill><Calculation><TotalCost>216000</TotalCost></Calculation></AutoBill>")
    (charge,) = bill.consignment[0].service_charge
    assert (charge.type_code, str(charge.charge_amount.value), charge.charge_amount.currency) == (
        "TOTAL",
        "216000",
        "RUB",
    )
    for currency, lost in (("RUB", []), ("USD", ["TOTAL", "4200", "USD"])):
        amount = {"value": "4200", "currencyID": currency}
        values = {"Consignment": [{"ServiceCharge": [{"TypeCode": "TOTAL", "ChargeAmount": amount}]}]}
        assert written(values, "eaeu-auto-bill")[1] == lost


def test_a_ban_on_reloading_is_the_contrary_of_leave_to_move_the_goods():
    bill = (
        "<AutoBill><ConsignorInstruction><OverloadProhibition>{}</OverloadProhibition>"
        "</ConsignorInstruction></AutoBill>"
    )
    answers = [read(bill.format(ban)).consignment[0].transhipment_indicator for ban in ("1", "true", "0")]
    assert answers == [False, False, True]


def test_a_vehicle_waybill_has_a_consignment_for_every_part_of_the_way():
    manifest = read(
        "<ShippingManifest><Series>77</Series><Number>000117</Number>"
        "<Vehicle><RegistrationNumber>111BBB05</RegistrationNumber>"
        "<Start><Date>2026-04-01</Date><Time>06:30:00</Time></Start></Vehicle>"
        "<Route><From>ALMATY</From><To>TOKMOK</To><TTNNumber>1</TTNNumber><TTNNumber>2</TTNNumber></Route>"
        "<Route><From>TOKMOK</From><To>BISHKEK</To></Route></ShippingManifest>"
    )
    ways = [(one.loading_location.name, one.unloading_location.name) for one in manifest.consignment]
    assert ways == [("ALMATY", "TOKMOK"), ("TOKMOK", "BISHKEK")]
    assert [note.id for note in manifest.consignment[0].transport_contract_document] == ["1", "2"]
    assert manifest.additional_document[0].id == "77 000117"
    assert manifest.border_transport_means.itinerary[0].departure_date_time == "2026-04-01T06:30:00"


@pytest.mark.parametrize(("sign", "flow", "end"), [("0", "I", "DEPARTURE"), ("1", "E", "DESTINATION")])
def test_the_other_port_of_a_ship_is_where_it_comes_from_or_goes_to(sign: str, flow: str, end: str):
    declaration = read(
        f"<ArrivalDepartCargoDecl><DocSign>{sign}</DocSign><DepartDestinPort>BAKU</DepartDestinPort>"
        "<Goods><GrossWeightQuantity>20000</GrossWeightQuantity>"
        "<BillofLading><PrDocumentNumber>NM-17</PrDocumentNumber><DebarkationPort>AKTAU</DebarkationPort>"
        "</BillofLading></Goods></ArrivalDepartCargoDecl>"
    )
    assert declaration.flow_code == flow
    (stop,) = declaration.border_transport_means.itinerary
    assert (stop.function_code, stop.name) == (end, "BAKU")
    (bill,) = declaration.consignment
    assert (bill.transport_contract_document[0].id, bill.unloading_location.name) == ("NM-17", "AKTAU")
    assert str(bill.total_gross_mass_measure.value) == "20000"
