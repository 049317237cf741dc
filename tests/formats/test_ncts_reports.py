"""What the messages of NCTS around the arrival mean in the harmonised model, and how that is written."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.model.response import Response
from carec_datamodel.model.transit_report import TransitReport

EXAMPLES = Path(__file__).parents[2] / "examples"
HEADER = (
    "<messageSender>NTA.GE</messageSender><messageRecipient>GE204900017</messageRecipient>"
    "<preparationDateAndTime>2026-03-22T09:30:00</preparationDateAndTime>"
    "<messageIdentification>M1</messageIdentification><messageType>{0}</messageType>"
)
ARRIVAL = {"TypeCode": "ARRIVAL", "CustomsOffice": {"ID": "GE001234"}}
MRN = "26TR7A0F3K9Q2B5CJ4"


def document(name: str, content: str) -> bytes:
    header = HEADER.format(name)
    return f'<n:{name} xmlns:n="http://ncts.dgtaxud.ec">{header}{content}</n:{name}>'.encode()


def report(name: str, content: str) -> TransitReport:
    message = cdm.read(document(name, content))
    assert isinstance(message, TransitReport)
    return message


def response(name: str, content: str) -> Response:
    message = cdm.read(document(name, content))
    assert isinstance(message, Response)
    return message


def written(message: TransitReport | Response, name: str) -> etree._Element:
    return etree.fromstring(cdm.dumps(message, format=f"ncts-{name}"))


def located(place: str) -> TransitReport:
    return report("CC007C", f"<Consignment><LocationOfGoods>{place}</LocationOfGoods></Consignment>")


@pytest.mark.parametrize(
    ("qualifier", "place", "code"),
    [
        ("Y", "<authorisationNumber>GETST26-0044</authorisationNumber>", "GETST26-0044"),
        ("U", "<UNLocode>GETBS</UNLocode>", "GETBS"),
    ],
)
def test_the_code_of_a_place_is_the_one_that_its_qualifier_names(qualifier, place, code):
    message = located(f"<qualifierOfIdentification>{qualifier}</qualifierOfIdentification>{place}")
    assert message.consignment is not None
    assert message.consignment.goods_location is not None
    assert message.consignment.goods_location.id == code
    assert message.consignment.goods_location.other_identifier == ()


@pytest.mark.parametrize(
    ("qualifier", "place"),
    [
        ("Y", "<UNLocode>GETBS</UNLocode>"),
        ("U", "<authorisationNumber>GETST26-0044</authorisationNumber>"),
        ("Z", "<PostcodeAddress><postcode>0101</postcode><country>GE</country></PostcodeAddress>"),
    ],
)
def test_a_code_against_the_qualifier_is_kept_apart_and_written_where_it_was(qualifier, place):
    message = located(f"<qualifierOfIdentification>{qualifier}</qualifierOfIdentification>{place}")
    assert message.consignment is not None
    assert message.consignment.goods_location is not None
    assert message.consignment.goods_location.id is None
    assert message.consignment.goods_location.address is None
    assert len(message.consignment.goods_location.other_identifier) == 1
    (group,) = etree.fromstring(f"<x>{place}</x>")
    found = written(message, "cc007c").find(f"Consignment/LocationOfGoods/{group.tag}")
    assert found is not None
    assert "".join(found.itertext()).split() == [text for text in group.itertext() if text]


def test_a_place_found_by_postcode_has_its_address():
    message = located(
        "<qualifierOfIdentification>T</qualifierOfIdentification><PostcodeAddress><houseNumber>5</houseNumber>"
        "<postcode>0101</postcode><country>GE</country></PostcodeAddress>"
    )
    assert message.consignment is not None
    assert message.consignment.goods_location is not None
    address = message.consignment.goods_location.address
    assert address is not None
    assert (address.building_id, address.postcode_id, address.country_code) == ("5", "0101", "GE")


def test_what_was_found_at_unloading_gets_no_number_that_it_does_not_have():
    """A number there names what the declaration has under it."""
    equipment = {"TransportEquipment": [{"ID": "ZZZU1045128"}]}
    event = {"TypeCode": "UNLOADING", "UnloadingRemark": {"Consignment": equipment}}
    root = written(TransitReport.model_validate({"TransitEvent": [event]}), "cc044c")
    assert root.findtext("Consignment/TransportEquipment/containerIdentificationNumber") == "ZZZU1045128"
    assert root.xpath("//sequenceNumber/text()") == []


def test_a_mere_reference_is_told_from_a_document():
    paper = "<{0}><sequenceNumber>1</sequenceNumber><type>{1}</type></{0}>"
    message = report(
        "CC044C",
        "<Consignment>"
        + paper.format("SupportingDocument", "N380")
        + paper.format("AdditionalReference", "Y026")
        + "</Consignment>",
    )
    remark = message.transit_event[0].unloading_remark
    assert remark is not None
    assert remark.consignment is not None
    papers = remark.consignment.additional_document
    assert [(found.category_code, found.type_code) for found in papers] == [(None, "N380"), ("REF", "Y026")]


def test_a_release_says_of_each_house_consignment_and_item_how_far_it_goes():
    item = "<goodsItemNumber>1</goodsItemNumber><declarationGoodsItemNumber>4</declarationGoodsItemNumber>"
    message = report(
        "CC025C",
        f"<TransitOperation><MRN>{MRN}</MRN><releaseDate>2026-03-24</releaseDate></TransitOperation>"
        "<Consignment><HouseConsignment><sequenceNumber>2</sequenceNumber><releaseType>0</releaseType>"
        f"<ConsignmentItem>{item}<releaseType>1</releaseType></ConsignmentItem></HouseConsignment></Consignment>",
    )
    (event,) = message.transit_event
    assert (event.type_code, event.occurrence_date_time) == ("RELEASE", "2026-03-24")
    assert message.consignment is not None
    (house,) = message.consignment.house_consignment
    assert (house.sequence_numeric, house.release_code) == (2, "0")
    assert [(item.declaration_goods_item_numeric, item.release_code) for item in house.consignment_item] == [
        (4, "1")
    ]


def test_a_write_off_is_a_discharge():
    message = report(
        "CC045C",
        f"<TransitOperation><MRN>{MRN}</MRN><writeOffDate>2026-03-26</writeOffDate></TransitOperation>"
        "<Guarantor><name>Sample Surety LLC</name></Guarantor>",
    )
    (event,) = message.transit_event
    assert event.type_code == "DISCHARGE"
    assert event.discharge is not None
    assert event.discharge.discharge_date_time == "2026-03-26"
    (guarantee,) = message.obligation_guarantee
    assert guarantee.surety is not None
    assert guarantee.surety.name == "Sample Surety LLC"


def test_a_guarantee_that_is_not_valid_has_its_reasons():
    group = "InvalidGuaranteeReason"
    reason = f"<{group}><sequenceNumber>{{0}}</sequenceNumber><code>G0{{0}}</code></{group}>"
    message = response(
        "CC055C",
        f"<TransitOperation><MRN>{MRN}</MRN></TransitOperation><GuaranteeReference><sequenceNumber>1</sequenceNumber>"
        f"<GRN>26GE0000010000010</GRN>{reason.format(1)}{reason.format(2)}</GuaranteeReference>",
    )
    assert message.national_function_code == "CC055C"
    assert message.declaration is not None
    (guarantee,) = message.declaration.obligation_guarantee
    assert guarantee.reference_id == "26GE0000010000010"
    assert [error.validation_code for error in guarantee.error] == ["G01", "G02"]


def test_a_time_of_another_zone_is_written_as_utc():
    message = TransitReport.model_validate(
        {"IssueDateTime": "2026-03-22T13:25:00+04:00", "TransitEvent": [ARRIVAL]}
    )
    arrival = written(message, "cc007c").findtext("TransitOperation/arrivalNotificationDateAndTime")
    assert arrival == "2026-03-22T09:25:00"


def test_a_message_of_another_type_is_not_taken_for_a_rejection():
    text = (EXAMPLES / "ncts-cc056c.xml").read_text(encoding="utf-8")
    conversion = cdm.convert(text.replace("<messageType>CC056C", "<messageType>CC057C").encode())
    assert isinstance(conversion.message, Response)
    assert conversion.message.function_code is None
    assert [finding.value for finding in conversion.findings] == ["CC057C"]
