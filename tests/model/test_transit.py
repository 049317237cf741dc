from __future__ import annotations

import pytest
from pydantic import ValidationError

from carec_datamodel.model import (
    Amount,
    Consignment,
    CustomsIdentification,
    GuaranteeReference,
    HouseConsignment,
    Seal,
    TIRCarnet,
    TIRVolet,
    TransitConsignment,
    TransitDeclaration,
    TransitDocument,
    TransitEvent,
    TransitGuarantee,
    TransitItem,
    TransitReport,
    TransitTransportMeans,
    TransportMeansChange,
    UnloadingRemark,
)
from carec_datamodel.model.structure import field_index
from carec_datamodel.wire import json, xml

WAGONS = tuple(
    TransitTransportMeans(sequence_numeric=number, id=f"5278341{number}") for number in range(1, 4)
)


def read_again(message):
    assert json.loads(json.dumps(message)) == message
    return xml.loads(xml.dumps(message))


def test_a_train_in_transit_leaves_with_many_wagons():
    movement = TransitDeclaration(consignment=TransitConsignment(departure_transport_means=WAGONS))
    assert read_again(movement).consignment.departure_transport_means == WAGONS


def test_a_declaration_of_goods_still_names_one_means_of_departure():
    with pytest.raises(ValidationError):
        Consignment(departure_transport_means=WAGONS)


def test_a_movement_is_a_consignment_and_has_the_elements_of_one():
    ours, common = field_index(TransitConsignment), field_index(Consignment)
    assert issubclass(TransitConsignment, Consignment)
    assert {name: ours[name].element.id for name in common} == {
        name: item.element.id for name, item in common.items()
    }


def test_one_guarantee_may_secure_amounts_under_several_references():
    guarantee = TransitGuarantee(
        security_details_code="1",
        guarantee_reference=(
            GuaranteeReference(reference_id="26GE0000000000012", amount_amount=Amount("12000", "EUR")),
            GuaranteeReference(reference_id="26GE0000000000029", amount_amount=Amount("500", "EUR")),
        ),
    )
    assert read_again(TransitDeclaration(obligation_guarantee=(guarantee,))).obligation_guarantee == (
        guarantee,
    )


def test_seals_are_counted_where_their_numbers_are_not_given():
    stamps = CustomsIdentification(type_code="STAMP", seal_quantity=2, description=("on both doors",))
    bolts = CustomsIdentification(method_code="SEAL", seal=(Seal(id="KZ0012345"), Seal(id="KZ0012346")))
    house = HouseConsignment(customs_identification=(stamps, bolts))
    movement = TransitDeclaration(consignment=TransitConsignment(house_consignment=(house,)))
    assert read_again(movement) == movement


def test_the_offices_of_a_tir_operation_write_on_vouchers_of_their_own():
    carnet = TIRCarnet(
        id="XB25000127",
        tir_volet=(
            TIRVolet(page_numeric=1, kind_code="WHITE", limit_description="five days"),
            TIRVolet(page_numeric=2, kind_code="GREEN", package_quantity={"value": "20"}),
        ),
    )
    assert read_again(TransitDeclaration(tir_carnet=carnet)).tir_carnet == carnet


def test_an_incident_without_a_date_can_be_reported():
    change = TransportMeansChange(
        container_indicator=False, next_transport_means=(TransitTransportMeans(id="01KG777AAA"),)
    )
    report = TransitReport(
        transit_event=(
            TransitEvent(type_code="INCIDENT", incident_code="TRANSFER", transport_means_change=change),
        )
    )
    assert read_again(report) == report


def test_a_remark_on_unloading_says_which_declared_document_differs():
    found = TransitConsignment(
        house_consignment=(
            HouseConsignment(
                sequence_numeric=2,
                consignment_item=(
                    TransitItem(
                        sequence_numeric=1,
                        additional_document=(TransitDocument(sequence_numeric=3, id="INV-2026-17"),),
                    ),
                ),
            ),
        )
    )
    remark = UnloadingRemark(conform_indicator=False, consignment=found)
    report = TransitReport(transit_event=(TransitEvent(type_code="UNLOADING", unloading_remark=remark),))
    assert read_again(report) == report
