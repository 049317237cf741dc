"""The examples of transport documents of the union: no loss, nothing wrong, every value in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import CargoManifest
from carec_datamodel.testing.tree_difference import tree_differences

EXAMPLES = Path(__file__).parents[2] / "examples"
DOCUMENTS = ["eaeu-cmr", "eaeu-smgs", "eaeu-tir-carnet", "eaeu-pi-auto", "eaeu-td-solution"]
UNKNOWN = {"eaeu-cmr": [b"    <cmr:StampSign>true</cmr:StampSign>\n"]}
"""What a message cannot know."""
DOUBTS = {
    "eaeu-tir-carnet": {"masses.net-mass"},
    "eaeu-td-solution": {"report.event-place"},
}
"""What rules ask for and the forms have no place for: numbers of dangerous substances, net masses, places."""


def example(name: str) -> Any:
    return cdm.read(EXAMPLES / f"{name}.xml")


def written(values: dict[str, Any], format_id: str) -> tuple[etree._Element, list[str | None]]:
    """Return the document of a message, and the values that it does not hold."""
    content, losses, *_ = cdm.formats()[format_id].dumps(CargoManifest.model_validate(values))
    return etree.fromstring(content), [loss.value for loss in losses]


@pytest.mark.parametrize("name", DOCUMENTS)
def test_an_example_comes_back_byte_for_byte_but_for_what_a_message_cannot_know(name: str):
    expected = (EXAMPLES / f"{name}.xml").read_bytes()
    for unknown in UNKNOWN.get(name, ()):
        assert unknown in expected
        expected = expected.replace(unknown, b"")
    assert cdm.dumps(example(name), format=name) == expected


@pytest.mark.parametrize("name", DOCUMENTS)
def test_nothing_in_an_example_is_wrong_or_doubtful(name: str):
    findings = cdm.validate(EXAMPLES / f"{name}.xml").findings
    doubts = {finding.rule for finding in findings if finding.severity is not Severity.NOTE}
    assert doubts == DOUBTS.get(name, set())


def test_a_note_by_road_is_a_manifest_of_one_consignment_on_one_vehicle():
    manifest = example("eaeu-cmr")
    (note,) = manifest.consignment
    assert manifest.border_transport_means.id == "117NMA02"
    assert [trailer.id for trailer in manifest.border_transport_means.attached_transport_means] == ["17NMB02"]
    assert note.transport_contract_document[0].id == "0004711"
    assert note.transport_contract_document[0].type_code == "730"
    assert (note.carrier.id, note.onward_carrier.id) == ("351240000010", "00000000000025")
    assert note.ordering_party.name == "YINING EXAMPLE TRADING CO LTD"
    assert note.goods_location.name == "NORTH GATE SHED 3"


def test_numbers_of_registers_are_those_of_the_country_of_the_party():
    note = example("eaeu-cmr").consignment[0]
    assert note.consignee.id == "00000000000017"
    assert [(one.type_code, one.id) for one in note.consignee.other_identifier] == [("OKPO", "00000017")]
    assert [(one.type_code, one.id) for one in note.carrier.other_identifier] == [("LICENCE", "KZ-ML-0017")]


@pytest.mark.parametrize(
    ("country", "number", "element"),
    [
        ("KZ", "351240000010", "BIN"),
        ("KZ", "990101300007", "IIN"),
        ("KG", "00000000000017", "KGINN"),
        ("RU", "7707083893", "INN"),
        ("BY", "190000007", "UNP"),
        ("AM", "56146720", "UNN"),
    ],
)
def test_a_number_is_written_where_the_country_of_the_party_says(country: str, number: str, element: str):
    party = {"Name": "NAMUNA", "ID": number, "Address": {"CountryCode": country}}
    root, losses = written({"Consignment": [{"Consignee": party}]}, "eaeu-cmr")
    assert [found.text for found in root.iterfind(f".//{{*}}{element}")] == [number]
    assert losses == []


def test_packages_of_a_line_are_listed_by_kind_and_marks_stand_with_the_first():
    first, second = example("eaeu-cmr").consignment[0].consignment_item
    assert [(one.type_code, str(one.quantity_quantity.value)) for one in first.packaging] == [
        ("CT", "380"),
        ("BL", "20"),
    ]
    assert [one.marks_numbers_id for one in first.packaging] == ["NT 1-400", None]
    assert str(second.packaging[0].part_quantity.value) == "1"
    assert second.commodity.cargo_description == "КРАСКИ ДЛЯ ТКАНЕЙ"


def test_the_class_of_dangerous_goods_stands_with_their_line():
    item = {"SequenceNumeric": "1", "Commodity": {"DangerousGoods": [{"IMDGClassCode": "3"}]}}
    root, losses = written({"Consignment": [{"ConsignmentItem": [item]}]}, "eaeu-cmr")
    assert [found.text for found in root.iterfind(".//{*}HazardousCargoCode")] == ["3"]
    assert losses == []


def test_charges_of_a_note_by_road_share_a_currency():
    charges = example("eaeu-cmr").consignment[0].service_charge
    assert [(one.type_code, str(one.charge_amount.value), one.charge_amount.currency) for one in charges] == [
        ("CARRIAGE", "4200.00", "USD"),
        ("SUPPLEMENT", "120.00", "USD"),
        ("TOTAL", "4320.00", "USD"),
    ]


def test_a_note_by_rail_knows_its_wagons_containers_and_what_each_line_is_loaded_on():
    manifest = example("eaeu-smgs")
    (note,) = manifest.consignment
    (wagon,) = manifest.border_transport_means.attached_transport_means
    assert (wagon.id, wagon.identification_type_code, wagon.supplier_party_code) == (
        "94000017",
        "20",
        "CARRIER",
    )
    assert (str(wagon.load_limit_measure.value), wagon.load_limit_measure.unit) == ("70", "TNE")
    (line,) = note.consignment_item
    assert line.attached_transport_means_id == ("94000017",)
    assert line.transport_equipment_id == tuple(box.id for box in note.transport_equipment)
    assert [(code.identification_type_code, code.id) for code in line.commodity.classification] == [
        ("HS", "847150"),
        ("NHM", "84715000"),
    ]
    assert line.previous_document[0].id == "39857201/270326/0004711"


def test_carriers_by_rail_have_parts_of_the_way_and_charges_of_their_own():
    note = example("eaeu-smgs").consignment[0]
    assert [(leg.carrier.name, leg.arrival_location.name) for leg in note.carriage_leg] == [
        ("КЖД", "АЛАШАНЬКОУ"),
        ("КТЖ", "САРЫАГАШ"),
    ]
    assert note.carriage_leg[1].itinerary[0].description == "ПЕРЕГРУЗ НА КОЛЕЮ 1520"
    (section,) = note.railway_charges.charge_section
    assert section.consignor_share is None
    share = section.consignee_share
    assert (str(share.carriage_amount.value), share.carriage_amount.currency) == ("1410.00", "CHF")
    assert (str(share.carriage_payment_amount.value), share.carriage_payment_amount.currency) == (
        "1658.82",
        "USD",
    )


def test_stamps_of_a_note_by_rail_are_events_in_their_places():
    events = example("eaeu-smgs").consignment[0].cargo_event
    assert [(event.type_code, str(event.occurrence_date_time), event.location.name) for event in events] == [
        ("CONTRACT", "2026-03-28T14:30:00", "XIAN GUOJIGANG"),
        ("BORDER", "2026-04-03", "ДОСТЫК"),
    ]


def test_a_carnet_is_a_transit_of_its_holder_with_a_house_consignment_for_every_shipment():
    declaration = example("eaeu-tir-carnet")
    assert declaration.type_code == "TIR"
    assert (declaration.tir_carnet.id, declaration.tir_carnet.holder_id) == ("XA81234567", "KAZ/047/00017")
    assert declaration.consignment.transit_principal.id == "351240000010"
    assert declaration.representative_person.family_name == "НАМУНАЕВ"
    first, second = declaration.consignment.house_consignment
    assert [item.sequence_numeric for item in first.consignment_item] == [1, 2]
    assert [item.sequence_numeric for item in second.consignment_item] == [3]
    assert (first.transit_departure.name, second.transit_departure.name) == ("ХОРГОС (КНР)", "НУР ЖОЛЫ")
    assert first.transit_control.government_officer.id == "0017"
    assert second.destination_control.description == "ONE CASE WET"


def test_vouchers_of_a_carnet_hold_what_the_offices_wrote():
    white, green = example("eaeu-tir-carnet").tir_carnet.tir_volet
    assert (white.kind_code, white.page_numeric, white.office_id) == ("WHITE", 3, "39857703")
    assert (white.route_description, white.reservation_description) == ("ЧЕРЕЗ КОРДАЙ", None)
    assert (green.kind_code, green.page_numeric, green.reservation_description) == (
        "GREEN",
        4,
        "НЕТ ОДНОГО МЕСТА",
    )


def test_a_road_train_is_of_the_mode_road_and_its_trailer_hangs_on_it():
    (means,) = example("eaeu-tir-carnet").consignment.departure_transport_means
    assert (means.mode_code, means.national_mode_code) == ("3", "31")
    assert means.registration_nationality_code == "KZ"
    assert [trailer.id for trailer in means.attached_transport_means] == ["17NMB02"]


def test_a_long_description_is_written_in_pieces_of_its_element():
    words = " ".join(["ткань"] * 120)
    line = {"Commodity": {"CargoDescription": words}}
    root, losses = written({"Consignment": [{"ConsignmentItem": [line]}]}, "eaeu-cmr")
    pieces = [piece.text or "" for piece in root.iterfind(".//{*}GoodsDescription")]
    assert [len(piece) <= 250 for piece in pieces] == [True, True, True]
    assert " ".join(pieces) == words
    assert losses == []


def test_advance_information_by_road_is_a_manifest_of_what_comes_to_an_office():
    manifest = example("eaeu-pi-auto")
    (consignment,) = manifest.consignment
    assert manifest.entry_office.id == "39857703"
    assert manifest.border_transport_means.estimated_arrival_date_time == "2026-04-02T18:00:00"
    before = {document.category_code: document.id for document in consignment.previous_document}
    assert before == {"EXP": "530420260000047112", "PGD": "41701000/310326/0004711"}
    assert [
        (document.category_code, document.id, document.type_code)
        for document in consignment.additional_document
    ] == [("FOR", "KZ-CN 004711", "1")]


def test_advance_information_by_rail_has_a_consignment_for_every_note():
    manifest = example("eaeu-pi-rail")
    train = manifest.border_transport_means
    assert (train.journey_id, train.arrival_date_time) == ("1418", "2026-04-03")
    wagons = [wagon.id for wagon in train.attached_transport_means]
    assert wagons == ["94000017", "94000025"]
    notes = manifest.consignment
    assert [note.transport_contract_document[0].id for note in notes] == ["28004711", "28004712"]
    loaded = [note.arrival_transport_means.attached_transport_means[0].id for note in notes]
    assert loaded == wagons
    assert notes[0].consignment_item[0].transport_equipment_id == ("NAMU0047117",)


def test_a_document_in_an_envelope_is_read_and_written_without_it():
    document = (EXAMPLES / "eaeu-pi-rail.xml").read_bytes().partition(b"?>")[2]
    soap = b'<Envelope xmlns="http://www.w3.org/2001/06/soap-envelope"><Body>%s</Body></Envelope>' % document
    conversion = cdm.convert(soap)
    assert conversion.message == example("eaeu-pi-rail")
    bare, *_ = cdm.formats()["eaeu-pi-rail"].dumps(conversion.message)
    assert etree.fromstring(bare).tag.endswith("}PI_RwArrive")
    back = cdm.dumps(conversion.message, format="eaeu-pi-rail", residue=conversion.residue)
    assert etree.fromstring(back).tag.endswith("}Envelope")


def test_a_decision_on_a_transit_is_a_report_with_its_end_and_reservations():
    report = example("eaeu-td-solution")
    assert report.status_code == "RESERVED"
    assert report.declaration[0].id == "39857703/010426/0004711"
    assert report.obligation_guarantee[0].reference_id == "26KZ00000000000117"
    assert report.consignment.transit_control.limit_date_time == "2026-04-08"
    assert report.consignment.transit_destination_country_code == "KG"
    events = {event.type_code: event for event in report.transit_event}
    assert events["DEPARTURE"].occurrence_date_time == "2026-04-01"
    assert events["DISCHARGE"].discharge.description == ("НЕТ ОДНОГО МЕСТА", "ПЛОМБА ЗАМЕНЕНА")


CARNET = """
<CUTIR_Carnet xmlns="urn:customs.ru:Information:TransportDocuments:Car:CUTIR_Carnet:5.22.0"
 xmlns:c="urn:customs.ru:CommonAggregateTypes:5.22.0"
 xmlns:e="urn:customs.ru:CUESADCommonAggregateTypesCust:5.22.0">
<Carrier><CUDriverInformation><c:PersonSurname>NAMUNA</c:PersonSurname><c:PersonName>ALI</c:PersonName>
<e:RegCountryCode>KZ</e:RegCountryCode><e:IdentityCard><e:IdentityCardNumber>012345678</e:IdentityCardNumber>
<e:CountryCode>UZ</e:CountryCode></e:IdentityCard></CUDriverInformation></Carrier>
<CUTransport><c:TransportNationalityCode>UZ</c:TransportNationalityCode></CUTransport>
<TIRShipment><ContainerIndicator>0</ContainerIndicator></TIRShipment>
<BorderCustoms><c:Code>10702030</c:Code><c:CustomsCountryCode>643</c:CustomsCountryCode></BorderCustoms>
</CUTIR_Carnet>"""


def test_a_carnet_of_the_union_has_the_papers_of_its_driver_and_the_country_of_its_office():
    consignment = cdm.convert(CARNET.encode(), strict=False).message.consignment
    (driver,) = consignment.carrier.representative_person
    assert (driver.family_name, driver.nationality_code) == ("NAMUNA", None)
    (paper,) = driver.identity_document
    assert (paper.id, paper.issuing_country_code) == ("012345678", "UZ")
    assert consignment.departure_transport_means[0].registration_nationality_code == "UZ"
    assert consignment.house_consignment[0].container_indicator is False
    assert (consignment.entry_office.id, consignment.entry_office.country_code) == ("10702030", "RU")


def test_several_vehicles_and_kinds_of_packing_of_advance_information_are_read_and_come_back():
    content = (EXAMPLES / "eaeu-pi-auto.xml").read_bytes()
    for name in (b"piaut:BorderTransport", b"catpi_ru:PackingInformation"):
        head, _, rest = content.partition(b"</" + name + b">")
        block = head[head.rindex(b"<" + name + b">") :] + b"</" + name + b">"
        content = head + b"</" + name + b">" + block + rest
    conversion = cdm.convert(content)
    assert conversion.message == example("eaeu-pi-auto")
    back = cdm.dumps(conversion.message, format="eaeu-pi-auto", residue=conversion.residue)
    assert list(tree_differences(etree.fromstring(content), etree.fromstring(back))) == []


@pytest.mark.parametrize(("text", "read"), [("true", True), ("1", True), ("false", False), ("0", False)])
def test_an_indicator_has_four_spellings(text: str, read: bool):
    content = (EXAMPLES / "eaeu-pi-auto.xml").read_text(encoding="utf-8")
    said = content.replace("ContainerIndicator>false<", f"ContainerIndicator>{text}<")
    assert cdm.convert(said.encode()).message.consignment[0].container_indicator is read


def test_a_country_without_a_code_is_kept_with_the_document_and_refuses_nothing():
    content = (EXAMPLES / "eaeu-pi-auto.xml").read_bytes()
    conversion = cdm.convert(content.replace(b"NationalityCode>KZ<", b"NationalityCode>99<", 1))
    assert conversion.message.border_transport_means.registration_nationality_code is None
    assert [finding.severity for finding in conversion.findings] == [Severity.WARNING]


def test_the_number_of_a_batch_of_goods_is_the_reference_of_its_consignment():
    content = (EXAMPLES / "eaeu-pi-auto.xml").read_bytes()
    said = b"<piaut:PI_URN>6KG17NAMUNA0000117</piaut:PI_URN><piaut:Exp_DTNumber>"
    manifest = cdm.convert(content.replace(b"<piaut:Exp_DTNumber>", said, 1)).message
    assert (manifest.consignment[0].ucr.id, manifest.id) == ("6KG17NAMUNA0000117", None)


@pytest.mark.parametrize(("there", "events"), [("1", ["Radiation control"]), ("false", [])])
def test_a_mark_is_an_event_only_if_the_note_says_that_it_is_there(there: str, events: list[str]):
    kind = "<cmr:MarkKind>Radiation control</cmr:MarkKind>"
    mark = f"<cmr:Mark><cmr:MarkSing>{there}</cmr:MarkSing>{kind}</cmr:Mark></cmr:CMR>"
    content = (EXAMPLES / "eaeu-cmr.xml").read_text(encoding="utf-8").replace("</cmr:CMR>", mark)
    manifest = cdm.convert(content.encode()).message
    assert [event.description for event in manifest.cargo_event] == events
