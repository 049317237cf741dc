from __future__ import annotations

import carec_datamodel as cdm
from carec_datamodel.model import (
    Amount,
    CargoConsignment,
    CargoEvent,
    CargoItem,
    CargoTransit,
    CarriageLeg,
    ChargeSection,
    ChargeShare,
    Handling,
    Location,
    Packaging,
    Party,
    RailwayCharges,
    ServiceCharge,
    TransportContractDocument,
    Treatment,
)
from carec_datamodel.model.dictionary import find

ALTYNKOL = Location(id="708507", name="Altynkol", operator_id="27", operator_name="KZD temir zholy")
HORGOS = Location(id="333401", name="Horgos", operator_id="33", operator_name="China Railway")


def manifest(consignment: CargoConsignment) -> cdm.CargoManifest:
    return cdm.CargoManifest(consignment=(consignment,))


def same(message: cdm.CargoManifest) -> cdm.CargoManifest:
    """Return *message* as it comes back from XML and from JSON, which must be one."""
    back = cdm.loads(cdm.dumps(message, format="carec-xml"))
    assert back == cdm.loads(cdm.dumps(message, format="carec-json"))
    return back


def test_a_railway_consignment_note_keeps_its_carriers_stamps_and_charges():
    section = ChargeSection(
        sequence_numeric=1,
        carrier_id="27",
        departure_location=ALTYNKOL,
        arrival_location=HORGOS,
        service_charge=(ServiceCharge(type_code="3012", charge_amount=Amount("14.50", "CHF")),),
        consignor_share=ChargeShare(carriage_amount=Amount("812.00", "CHF")),
    )
    note = manifest(
        CargoConsignment(
            transport_contract_document=(TransportContractDocument(id="30418822", type_code="722"),),
            carriage_leg=(
                CarriageLeg(
                    carrier=Party(name="KZD temir zholy"),
                    departure_location=ALTYNKOL,
                    arrival_location=HORGOS,
                ),
            ),
            cargo_event=(CargoEvent(type_code="BORDER", occurrence_date_time="2026-03-12", location=HORGOS),),
            railway_charges=RailwayCharges(charge_section=(section,)),
        )
    )
    assert same(note) == note


def test_a_road_note_tells_handling_charges_and_what_serves_as_transit_declaration():
    note = manifest(
        CargoConsignment(
            transport_contract_document=(
                TransportContractDocument(id="CMR 0047112", type_code="730", issue_location="Tashkent"),
            ),
            handling=(Handling(instructions_code="PER", instructions="Keep between 0 and 4 degrees"),),
            service_charge=(ServiceCharge(type_code="COD", charge_amount=Amount("1200.00", "USD")),),
            cargo_transit=CargoTransit(declaration_type_code="TT", direction_code="THROUGH"),
        )
    )
    assert same(note) == note


def test_a_line_names_all_items_of_the_declaration_and_how_the_goods_were_treated():
    line = CargoItem(
        sequence_numeric=1,
        goods_item_numeric=(2, 5),
        packaging=(Packaging(level_code="PALLET", quantity_quantity={"value": "4"}),),
        treatment=(Treatment(substance_name="Methyl bromide", duration_measure={"value": "24"}),),
    )
    message = manifest(CargoConsignment(consignment_item=(line,)))
    assert same(message) == message


def test_the_time_of_loading_and_of_unloading_have_the_ids_of_the_wco():
    assert {entry.path for entry in find("83A.031", "CargoManifest")} == {
        "CargoManifest/LoadingLocation/EventDateTime",
        "CargoManifest/Consignment[]/LoadingLocation/EventDateTime",
        "CargoManifest/Consignment[]/ConsignmentItem[]/LoadingLocation[]/EventDateTime",
    }
    assert find("38B.173", "CargoManifest")
