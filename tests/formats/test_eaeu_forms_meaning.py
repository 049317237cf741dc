"""Advance information in the forms of 2019: every value in its place, and what a form cannot say."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Any

from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import CargoManifest

EXAMPLE = Path(__file__).parents[2] / "examples" / "eaeu-preliminary-auto.xml"
FAMILY = "urn:customs.ru:Information:CustomsDocuments"
PRIOR = "urn:customs.ru:Information:PriorInformation:PriorCommonAggregateTypes:5.23.0"


@cache
def document() -> Any:
    return etree.parse(EXAMPLE)


@cache
def example() -> Any:
    return cdm.read(EXAMPLE)


def told(path: str) -> list[str]:
    """Return the texts at *path*, an XPath of local names."""
    steps = (f"*[local-name()='{step}']" for step in path.split("/"))
    return [element.text for element in document().xpath("//" + "/".join(steps))]


def form(root: str, inside: str) -> bytes:
    return f'<{root} xmlns="{FAMILY}:{root}:5.23.0" xmlns:p="{PRIOR}">{inside}</{root}>'.encode()


def written(values: dict[str, Any], format_id: str) -> etree._Element:
    content, *_ = cdm.formats()[format_id].dumps(CargoManifest.model_validate(values))
    return etree.fromstring(content)


def test_an_example_comes_back_byte_for_byte_from_the_message_alone():
    assert cdm.dumps(example(), format="eaeu-preliminary-auto") == EXAMPLE.read_bytes()


def test_what_is_written_of_the_message_alone_is_valid(shared: Path):
    schema = etree.XMLSchema(etree.parse(shared / "schemas/eaeu/album_5.23.0/AutoPreliminary.xsd"))
    bare = etree.fromstring(cdm.dumps(example(), format="eaeu-preliminary-auto"))
    assert schema.validate(bare), schema.error_log


def test_nothing_in_the_example_is_wrong():
    findings = cdm.validate(EXAMPLE).findings
    assert {finding.severity for finding in findings} == {Severity.NOTE}


def test_the_vehicle_draws_the_second_and_keeps_what_its_papers_say():
    truck, trailer = told("PIATTransportMeansItemDetails/TransportMeansRegId")
    means = example().border_transport_means
    assert (means.id, means.vehicle_id) == (truck, *told("PIATTransportMeansItemDetails/VINID"))
    assert (means.national_mode_code, means.mode_code) == ("31", "3")
    assert [one.id for one in means.attached_transport_means] == [trailer]
    assert [one.name for one in means.itinerary] == told("ItineraryPointDetails/PlaceName")


def test_numbers_of_advance_information_are_one_text_of_three_elements():
    assert example().id == "KZ/01042026/000000117"
    assert [one.id for one in example().previous_document] == ["KZ/31032026/000000093"]
    assert list(example().purpose_code) == told("UsageCode")


def test_the_transit_of_a_truck_is_of_all_its_consignments():
    transit = example().cargo_transit
    assert transit.tir_carnet.id == "".join(told("TIRSeries") + told("TIRID"))
    assert (transit.direction_code, transit.declaration_type_code) == ("IN", "ТТ")
    assert [seal.id for seal in example().customs_identification[0].seal] == told(
        "CustomsIdentificationMeansId"
    )
    assert transit.transit_destination.id == told("CustomsOfficeDetails/Code")[0]
    assert [one.sequence_numeric for one in transit.successive_carrier] == [1, 2]
    assert transit.successive_carrier[1].representative_person[0].role_code == "DRIVER"
    (guarantee,) = transit.obligation_guarantee
    assert (guarantee.reference_id, guarantee.amount_amount.currency) == (
        "39857703/310326/00000417",
        "KZT",
    )
    assert all(one.cargo_transit is None for one in example().consignment)


def test_consignments_hold_their_papers_parties_and_places():
    first, second = example().consignment
    assert [one.transport_contract_document[0].id for one in example().consignment] == told(
        "TransportDocumentDetails/PrDocumentNumber"
    )
    assert first.transport_contract_document[0].type_code == "730"
    assert second.previous_document[0].id == "41710002/280326/0000417"
    assert (first.consignee.id, first.buyer.id) == ("00000000000017", "00000000000017")
    assert first.loading_location.id == told("LoadingLocationDetails/LocationCode")[0]
    assert first.warehouse.arrival_date_time == told("WarehouseDate")[0]
    assert {one.category_code: one.id for one in first.warehouse.additional_document} == {
        "PER": "KG/0017/26",
        "REG": "KG/0017/SVH",
    }


def test_lines_hold_masses_quantities_makers_and_treatment():
    cloth, veneer = example().consignment[0].consignment_item
    assert str(cloth.goods_measure.gross_mass_measure.value) == told("GoodsItem/GrossWeightQuantity")[0]
    assert [one.unit for one in cloth.goods_measure.tariff_quantity] == ["MTK", "H87"]
    assert (cloth.prohibition_code, cloth.ucr.id) == ("С", told("UCRId")[0])
    assert cloth.manufacturer[0].name == told("Manufacturer/OrganizationName")[0]
    assert veneer.treatment[0].substance_name == told("ChemicalName")[0]
    assert str(veneer.treatment[0].duration_measure.value) == "24"


def test_a_train_has_wagons_and_a_transit_for_every_consignment():
    manifest: Any = cdm.read(
        form(
            "RWPreliminary",
            "<BorderTransportDetails><TransportMeansDetails><TransportMeansRegId>52000017</TransportMeansRegId>"
            "<ReturnIndicator>1</ReturnIndicator></TransportMeansDetails></BorderTransportDetails>"
            "<ConsignmentDetails><ObjectOrdinal>1</ObjectOrdinal>"
            "<TransitDirectionCode>ТР</TransitDirectionCode>"
            "<TransitTerminationDetails><p:RailwayStationCode>708507</p:RailwayStationCode>"
            "</TransitTerminationDetails></ConsignmentDetails>",
        )
    )
    (wagon,) = manifest.border_transport_means.attached_transport_means
    assert (wagon.id, wagon.return_indicator) == ("52000017", True)
    transit = manifest.consignment[0].cargo_transit
    assert transit.direction_code == "THROUGH"
    assert transit.transit_destination_location.other_identifier[0].type_code == "STATION"
    assert manifest.cargo_transit is None


def test_a_flight_is_told_by_its_number_and_its_airline():
    values = {
        "BorderTransportMeans": {
            "ID": "EX-37017",
            "JourneyID": "117",
            "TransportMeansOperator": {"OtherIdentifier": [{"TypeCode": "AIRLINE", "ID": "017"}]},
        }
    }
    flight = written(values, "eaeu-preliminary-air").find(
        f".//{{{FAMILY}:AirPreliminary:5.23.0}}FlightDetails"
    )
    assert flight is not None
    assert [(etree.QName(one).localname, one.text) for one in flight] == [
        ("AirlineId", "017"),
        ("FlightId", "117"),
    ]


def test_dangerous_goods_of_a_ship_have_a_number_without_letters():
    manifest: Any = cdm.read(
        form(
            "SeaPreliminary",
            "<ConsignmentDetails><UnloadingIndicator>0</UnloadingIndicator><GoodsItem>"
            "<UNDGClassId>3</UNDGClassId><UNDGNumberId>UN1203</UNDGNumberId></GoodsItem></ConsignmentDetails>",
        )
    )
    (consignment,) = manifest.consignment
    (goods,) = consignment.consignment_item[0].commodity.dangerous_goods
    assert (goods.undgid, goods.imdg_class_code) == ("1203", "3")
    assert consignment.unloading_indicator is False


def test_a_registration_tells_ships_and_aircraft_apart_by_the_mode():
    values = {
        "ID": "KZ/01042026/000000117",
        "StatusCode": "0",
        "BorderTransportMeans": {"ID": "EX-37017", "ModeCode": "4"},
    }
    tree = written(values, "eaeu-preliminary-registration")
    assert {etree.QName(one).localname for one in tree.iter() if one.text and one.text.strip()} >= {
        "AirRegNumber",
        "PINumber",
        "Status",
    }
    assert tree.find(".//{*}SeaTransportDetails") is None
