"""The example of an NCTS declaration: no loss, nothing wrong, and every fact on its own level."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import TransitDeclaration

EXAMPLES = Path(__file__).parents[2] / "examples"
EXAMPLE = EXAMPLES / "ncts-cc015c.xml"
DECLARATION = "ncts-cc015c"
RELEASE = "ncts-cc029c"


@pytest.fixture(scope="module")
def declaration() -> Any:
    return cdm.read(EXAMPLE)


def written(values: dict[str, Any], format_id: str = DECLARATION) -> tuple[etree._Element, list[str | None]]:
    """Return the document of a message, and the values that it does not hold."""
    message = TransitDeclaration.model_validate(values)
    content, losses, _ = cdm.formats()[format_id].dumps(message)
    return etree.fromstring(content), [loss.value for loss in losses]


def test_the_example_comes_back_byte_for_byte_without_a_residue(declaration):
    assert cdm.dumps(declaration, format=DECLARATION) == EXAMPLE.read_bytes()


def test_every_value_of_the_example_is_exact():
    ledger = cdm.convert(EXAMPLE).ledger
    assert ledger is not None
    assert len(ledger.entries) > 160
    assert ledger.survival == 1.0


def test_nothing_in_the_example_is_wrong_or_doubtful():
    assert {finding.severity for finding in cdm.validate(EXAMPLE).findings} <= {Severity.NOTE}


def test_only_the_root_stands_in_the_namespace_and_it_has_a_prefix(declaration):
    root = etree.fromstring(cdm.dumps(declaration, format=DECLARATION))
    assert root.tag == "{http://ncts.dgtaxud.ec}CC015C"
    assert root.prefix == "ncts"
    assert {etree.QName(element).namespace for element in root.iterdescendants()} == {None}


def test_facts_of_the_movement_stay_with_the_movement_and_those_of_a_house_with_the_house(declaration):
    movement = declaration.consignment
    assert str(movement.total_gross_mass_measure.value) == "14120.500"
    assert [str(house.total_gross_mass_measure.value) for house in movement.house_consignment] == [
        "9120.500",
        "5000.000",
    ]
    assert movement.consignor is None
    assert [house.consignor.name for house in movement.house_consignment] == [
        "MAAS ROASTERS EXAMPLE BV",
        "SCHELDE COATINGS EXAMPLE BV",
    ]
    assert movement.consignment_item == ()
    numbers = [
        [(item.sequence_numeric, item.declaration_goods_item_numeric) for item in house.consignment_item]
        for house in movement.house_consignment
    ]
    assert numbers == [[(1, 1), (2, 2)], [(1, 3)]]


def test_seals_and_goods_hang_on_their_container(declaration):
    (box,) = declaration.consignment.transport_equipment
    assert box.id == "BLSU4711085"
    assert [seal.id for seal in box.seal] == ["GE0047112", "GE0047113"]
    assert box.consignment_item_numeric == (1, 2, 3)


def test_tractor_and_trailer_are_two_means_of_which_the_first_has_the_mode(declaration):
    means = declaration.consignment.departure_transport_means
    assert [(one.identification_type_code, one.id, one.mode_code) for one in means] == [
        ("30", "TT147KF", "3"),
        ("31", "KF1470", None),
    ]


def test_times_are_utc(declaration):
    assert declaration.meta_data.preparation_date_time == "2026-03-11T08:20:15Z"
    assert declaration.presentation_date_time == "2026-03-12T05:30:00Z"


def test_a_code_of_the_tariff_is_one_and_parted_again_in_the_document(declaration):
    items = declaration.consignment.house_consignment[0].consignment_item
    assert [item.commodity.classification[0].id for item in items] == ["21011100", "090230"]


def test_a_place_is_said_by_what_its_qualifier_asks_for():
    place = {"TypeCode": "B", "IdentificationTypeCode": "Y", "ID": "GEACE0000012"}
    root, losses = written({"Consignment": {"GoodsLocation": place}})
    location = root.find("Consignment/LocationOfGoods")
    assert location is not None
    assert [(part.tag, part.text) for part in location] == [
        ("typeOfLocation", "B"),
        ("qualifierOfIdentification", "Y"),
        ("authorisationNumber", "GEACE0000012"),
    ]
    assert losses == []


def test_a_time_of_another_zone_is_written_in_utc():
    root, losses = written({"PresentationDateTime": "2026-03-12T09:30:00+04:00"})
    assert root.findtext("TransitOperation/presentationOfTheGoodsDateAndTime") == "2026-03-12T05:30:00"
    assert losses == []


def test_entries_are_numbered_where_a_message_does_not():
    offices = [{"ID": "TR000014"}, {"ID": "GE000019"}]
    root, losses = written({"Consignment": {"TransitOffice": offices}})
    numbers = [element.text for element in root.findall("CustomsOfficeOfTransitDeclared/sequenceNumber")]
    assert numbers == ["1", "2"]
    assert losses == []


def test_a_declaration_and_its_release_are_one_message_and_what_the_release_has_no_place_for_is_named(
    declaration,
):
    content, losses, _ = cdm.formats()[RELEASE].dumps(declaration)
    root = etree.fromstring(content)
    assert root.tag == "{http://ncts.dgtaxud.ec}CC029C"
    assert root.findtext("messageType") == "CC029C"
    assert {(loss.path or "").partition("/")[2] for loss in losses} == {
        "FunctionCode",
        "LimitDateTime",
        "PresentationDateTime",
    }


def test_an_amendment_of_the_guarantee_alone_says_so():
    values = {"FunctionCode": "4", "ID": "26GE0002460ABCD1J3", "GuaranteeOnlyIndicator": True}
    root, losses = written(values, "ncts-cc013c")
    assert root.findtext("messageType") == "CC013C"
    assert root.findtext("TransitOperation/MRN") == "26GE0002460ABCD1J3"
    assert root.findtext("TransitOperation/amendmentTypeFlag") == "1"
    assert losses == []


def test_a_cancellation_is_not_written_as_an_amendment_unseen():
    root, losses = written({"FunctionCode": "1"}, "ncts-cc013c")
    assert root.findtext("messageType") == "CC013C"
    assert losses == ["1"]


def test_a_carnet_and_its_holder_have_places_of_their_own():
    carnet = {"ID": "XA81234567", "HolderID": "GEO/050/1234"}
    root, losses = written({"TypeCode": "TIR", "TIRCarnet": carnet})
    assert root.findtext("TransitOperation/declarationType") == "TIR"
    assert root.findtext("TransitOperation/TIRCarnetNumber") == "XA81234567"
    assert root.findtext("HolderOfTheTransitProcedure/TIRHolderIdentificationNumber") == "GEO/050/1234"
    assert losses == []


def test_a_code_that_is_longer_than_its_elements_is_kept_in_the_residue():
    text = EXAMPLE.read_bytes().replace(b">090230<", b">0902300000<")
    conversion = cdm.convert(text)
    assert conversion.residue is not None
    assert {finding.rule for finding in conversion.findings} == {"crosswalk.pieces"}
    assert b">0902300000<" in cdm.dumps(conversion.message, format=DECLARATION, residue=conversion.residue)
