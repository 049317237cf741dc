"""NCTS phase 5, the arrival and the answers of customs: samples, official schemas, complete documents."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.crosswalk.plan import Node
from carec_datamodel.crosswalk.table import UNBOUNDED
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.response import Response
from carec_datamodel.model.transit_report import TransitReport
from carec_datamodel.testing.tree_difference import tree_differences

XS = "{http://www.w3.org/2001/XMLSchema}"
NCTS = "http://ncts.dgtaxud.ec"
EXAMPLES = Path(__file__).parents[2] / "examples"

PUBLISHED = ("cc007c", "cc044c", "cc056c", "cc906c", "cc917c", "cc928c")
"""Messages whose own schema is there."""
GROUPS = {
    "cc025c": {
        "TransitOperation": "TransitOperationType10",
        "CustomsOfficeOfDestinationActual": "CustomsOfficeOfDestinationActualType03",
        "TraderAtDestination": "TraderAtDestinationType03",
        "Consignment": "ConsignmentType03 0..1",
    },
    "cc045c": {
        "TransitOperation": "TransitOperationType16",
        "CustomsOfficeOfDeparture": "CustomsOfficeOfDepartureType03",
        "HolderOfTheTransitProcedure": "HolderOfTheTransitProcedureType20",
        "Guarantor": "GuarantorType06 0..1",
    },
    "cc055c": {
        "TransitOperation": "TransitOperationType48",
        "CustomsOfficeOfDeparture": "CustomsOfficeOfDepartureType03",
        "HolderOfTheTransitProcedure": "HolderOfTheTransitProcedureType07",
        "GuaranteeReference": "GuaranteeReferenceType08 1..unbounded",
    },
}
"""Messages of which only the types of their groups are there, each saying which messages use it."""
NAMES = (*PUBLISHED, *GROUPS)
every_message = pytest.mark.parametrize("name", NAMES)

SURVIVAL = {
    "cc007c_01": 1.0,
    "cc007c_02": 0.96,
    "cc007c_03": 0.96,
    "cc007c_04": 0.96,
    "cc007c_06": 0.96,
    "cc044c_03": 1.0,
    "cc906c_01": 1.0,
    "cc928c_01": 1.0,
}
"""Samples that can be read, and which share of their values the message alone gives back."""
REFUSED = {
    "cc007c_05": "messageType occurs 2 times; expected at most 1",
    "cc044c_01": "'{{preparationDateAndTime}}' is not a date",
    "cc044c_02": "'{{preparationDateAndTime}}' is not a date",
    "cc056c_01": "'token' is too long",
}
"""Samples that no message can be read from: a header twice, templates to be filled in, filler too long."""
FILLED = {
    "cc044c_01": (("{{preparationDateAndTime}}", "2026-03-23T10:00:00"), ("{{unloadingDate}}", "2026-03-23")),
    "cc044c_02": (("{{preparationDateAndTime}}", "2026-03-23T10:00:00"), ("{{unloadingDate}}", "2026-03-23")),
    "cc056c_01": (("<status>token", "<status>2"),),
}
"""What makes messages of some of them."""
every_sample = pytest.mark.parametrize("name", SURVIVAL)
every_filled = pytest.mark.parametrize("name", FILLED)


def table(name: str) -> NationalFormat:
    found = registry()[f"ncts-{name}"]
    assert isinstance(found, NationalFormat)
    return found


def document(shared: Path, sample: str) -> bytes:
    """Return a sample, filled in where it is a template."""
    text = (shared / "samples" / "ncts" / "xml" / f"{sample}.xml").read_text(encoding="utf-8")
    for old, new in FILLED.get(sample, ()):
        assert old in text
        text = text.replace(old, new)
    return text.encode()


@cache
def converted(content: bytes) -> Conversion:
    return cdm.convert(content)


def differences(conversion: Conversion, content: bytes, name: str) -> list[object]:
    back = cdm.dumps(conversion.message, format=f"ncts-{name}", residue=conversion.residue)
    return list(tree_differences(etree.fromstring(content), etree.fromstring(back)))


def bare(conversion: Conversion, name: str) -> etree._Element:
    return etree.fromstring(cdm.dumps(conversion.message, format=f"ncts-{name}"))


def schema_tree(shared: Path, name: str) -> etree._Element:
    """Return the schema of a message: the published one, or one put together from the published types."""
    folder = shared / "schemas" / "ncts"
    if name in PUBLISHED:
        return etree.parse(folder / f"{name}.xsd").getroot()
    elements = []
    for group, what in GROUPS[name].items():
        kind, _, occurs = what.partition(" ")
        least, _, most = (occurs or "1..1").partition("..")
        elements.append(f'<xs:element name="{group}" type="{kind}" minOccurs="{least}" maxOccurs="{most}"/>')
    text = f"""<xs:schema xmlns:xs="{XS[1:-1]}" xmlns="{NCTS}" targetNamespace="{NCTS}">
        <xs:include schemaLocation="ctypes.xsd"/><xs:include schemaLocation="htypes.xsd"/>
        <xs:element name="{name.upper()}"><xs:complexType>
        <xs:sequence><xs:group ref="MESSAGE"/>{"".join(elements)}</xs:sequence>
        <xs:attribute name="PhaseID" type="phaseIDtype"/></xs:complexType></xs:element></xs:schema>"""
    return etree.fromstring(text, base_url=str(folder / f"{name}.xsd"))


@cache
def schema(shared: Path, name: str) -> etree.XMLSchema:
    return etree.XMLSchema(schema_tree(shared, name).getroottree())


def schema_paths(shared: Path, name: str) -> Iterator[tuple[str, int, int]]:
    """Yield path and bounds of every element of a message, as its schema has them."""
    folder = shared / "schemas" / "ncts"
    types = {
        found.get("name"): found
        for found in etree.parse(folder / "ctypes.xsd").getroot().iter(XS + "complexType")
    }
    header = etree.parse(folder / "htypes.xsd").getroot().find(f"{XS}group[@name='MESSAGE']")
    top = schema_tree(shared, name)

    def below(elements: Iterator[etree._Element], path: str) -> Iterator[tuple[str, int, int]]:
        for element in elements:
            inner = f"{path}/{element.get('name')}".lstrip("/")
            most = element.get("maxOccurs", "1")
            yield (
                inner,
                int(element.get("minOccurs", "1")),
                UNBOUNDED if most == "unbounded" else int(most),
            )
            if element.get("type") in types:
                yield from below(types[element.get("type")].iter(XS + "element"), inner)

    yield from below(header.iter(XS + "element"), "")
    yield from below(top.iterfind(f".//{XS}sequence/{XS}element"), "")


def complete(name: str) -> bytes:
    """Return a document that has every element of a table once, with the value of its example."""

    def text(node: Node) -> str:
        if node.ordinal and not node.rules:
            return "1"
        shown = (rule.row.example.partition(" => ")[0] for rule in node.rules if rule.row.example)
        constants = (rule.transform.constant for rule in node.rules if rule.transform.constant)
        return next(shown, "") or next(constants)

    def fill(element: etree._Element, node: Node) -> None:
        for attribute in node.attributes.values():
            element.set(attribute.name, text(attribute))
        if not node.order:
            element.text = text(node)
        for inner in node.order:
            fill(etree.SubElement(element, inner.name), inner)

    root = etree.Element(f"{{{NCTS}}}{name.upper()}", nsmap={"ncts": NCTS})
    fill(root, table(name).crosswalk.plan.root)
    return etree.tostring(root)


@every_message
def test_every_element_of_the_schema_has_a_row_with_its_bounds(shared, name):
    rows = {
        node.path: (node.row.least, node.row.most)
        for node in table(name).crosswalk.plan.root.below()
        if node.row is not None and "@" not in node.path
    }
    assert rows == {path: (least, most) for path, least, most in schema_paths(shared, name)}


@every_message
def test_a_complete_document_is_valid_survives_and_comes_back(shared, name):
    content = complete(name)
    schema(shared, name).assertValid(etree.fromstring(content))
    assert cdm.detect(content).id == f"ncts-{name}"
    conversion = converted(content)
    assert [entry for entry in conversion.ledger.entries if entry.outcome is not Outcome.EXACT] == []
    assert differences(conversion, content, name) == []
    alone = bare(conversion, name)
    schema(shared, name).assertValid(alone)
    assert list(tree_differences(etree.fromstring(content), alone)) == []


@every_sample
def test_a_sample_survives_and_comes_back(shared, name):
    message = name.partition("_")[0]
    content = document(shared, name)
    assert cdm.detect(content).id == f"ncts-{message}"
    conversion = converted(content)
    assert conversion.ledger.survival >= SURVIVAL[name]
    assert differences(conversion, content, message) == []


@pytest.mark.parametrize("name", REFUSED)
def test_a_sample_that_holds_no_message_is_refused_with_the_reason(shared, name):
    with pytest.raises(cdm.InvalidMessage, match=re.escape(REFUSED[name])):
        cdm.read(shared / "samples" / "ncts" / "xml" / f"{name}.xml")


@every_filled
def test_a_sample_that_is_filled_in_survives_and_comes_back(shared, name):
    message = name.partition("_")[0]
    content = document(shared, name)
    conversion = converted(content)
    lost = [entry.path for entry in conversion.ledger.entries if entry.outcome is not Outcome.EXACT]
    assert lost == (["CC056C/TransitOperation/rejectionDateAndTime"] if message == "cc056c" else [])
    assert differences(conversion, content, message) == []


@pytest.mark.parametrize("name", [*SURVIVAL, *FILLED])
def test_what_is_written_of_a_valid_sample_alone_is_valid(shared, name):
    message = name.partition("_")[0]
    content = document(shared, name)
    judge = schema(shared, message)
    assert judge.validate(bare(converted(content), message)) == judge.validate(etree.fromstring(content))


@pytest.mark.parametrize("name", ["cc007c_01", "cc007c_06"])
def test_an_arrival_tells_what_its_document_says(shared, name):
    content = document(shared, name)
    found = etree.fromstring(content).xpath
    report = converted(content).message
    assert isinstance(report, TransitReport)
    arrival, *incidents = report.transit_event
    assert report.declaration[0].id == found("string(TransitOperation/MRN)")
    assert arrival.type_code == "ARRIVAL"
    assert (
        arrival.occurrence_date_time == found("string(TransitOperation/arrivalNotificationDateAndTime)") + "Z"
    )
    assert arrival.incident_indicator is (found("string(TransitOperation/incidentFlag)") == "1")
    assert arrival.customs_office is not None
    assert arrival.customs_office.id == found("string(CustomsOfficeOfDestinationActual/referenceNumber)")
    assert [holder.authorisation_id for holder in report.authorisation_holder] == found(
        "Authorisation/referenceNumber/text()"
    )
    assert [event.type_code for event in incidents] == ["INCIDENT"] * int(found("count(//Incident)"))
    assert [event.description for event in incidents] == found("//Incident/text/text()")
    assert [
        number
        for event in incidents
        for box in event.transport_equipment
        for number in box.consignment_item_numeric
    ] == [int(number) for number in found("//Incident//declarationGoodsItemNumber/text()")]
    assert [
        seal.id for event in incidents for box in event.transport_equipment for seal in box.seal
    ] == found("//Incident//Seal/identifier/text()")


@pytest.mark.parametrize("name", ["cc044c_01", "cc044c_02"])
def test_unloading_remarks_tell_what_differs(shared, name):
    content = document(shared, name)
    found = etree.fromstring(content).xpath
    report = converted(content).message
    assert isinstance(report, TransitReport)
    (unloading,) = report.transit_event
    remark = unloading.unloading_remark
    assert remark is not None
    assert remark.consignment is not None
    assert remark.conform_indicator is False
    assert remark.seals_intact_indicator is True
    (house,) = remark.consignment.house_consignment
    items = house.consignment_item
    assert [str(item.declaration_goods_item_numeric) for item in items] == found(
        "//declarationGoodsItemNumber/text()"
    )
    assert [
        str(item.goods_measure.gross_mass_measure.value)
        for item in items
        if item.goods_measure and item.goods_measure.gross_mass_measure
    ] == found("//GoodsMeasure/grossMass/text()")
    assert [str(package.sequence_numeric) for item in items for package in item.packaging] == found(
        "//Packaging/sequenceNumber/text()"
    )
    assert [package.marks_numbers_id for item in items for package in item.packaging] == found(
        "//shippingMarks/text()"
    )


@pytest.mark.parametrize(
    ("name", "group", "layer"),
    [
        ("cc056c", "FunctionalError", "BUSINESS"),
        ("cc906c", "FunctionalError", "BUSINESS"),
        ("cc917c", "XMLError", "SYNTAX"),
    ],
)
def test_a_rejection_says_of_each_error_layer_place_code_and_value(name, group, layer):
    content = complete(name)
    found = etree.fromstring(content).find(group)
    response = converted(content).message
    assert isinstance(response, Response)
    (error,) = response.error
    assert response.function_code == "03"
    assert error.layer_code == layer
    assert error.location_description == found.findtext("errorPointer")
    assert error.validation_code == found.findtext("errorCode")
    assert error.original_value == found.findtext("originalAttributeValue")
    assert error.rule_id == found.findtext("errorReason")
    assert error.description == found.findtext("errorText")
    assert error.line_numeric == (14 if layer == "SYNTAX" else None)


def test_an_error_of_form_cannot_be_said_in_a_rejection_of_content():
    with pytest.raises(cdm.LossyConversion, match="cannot be said in ncts-cc056c") as caught:
        cdm.dumps(converted(complete("cc917c")).message, format="ncts-cc056c")
    assert "Response/Error[1]/LayerCode" in {finding.path for finding in caught.value.findings}


@pytest.mark.parametrize("name", ["cc007c", "cc056c"])
def test_the_example_is_valid_by_the_schema_and_by_the_rules(shared, name):
    file = EXAMPLES / f"ncts-{name}.xml"
    schema(shared, name).assertValid(etree.parse(file))
    assert cdm.detect(file).id == f"ncts-{name}"
    assert list(cdm.validate(file).findings) == []


@pytest.mark.parametrize("name", ["cc007c", "cc056c"])
def test_the_example_survives_whole(name):
    content = (EXAMPLES / f"ncts-{name}.xml").read_bytes()
    conversion = converted(content)
    assert conversion.ledger.survival == 1
    assert differences(conversion, content, name) == []


@pytest.mark.parametrize("spelling", ['xmlns:n1="{}"', 'xmlns="{}"', ""])
def test_the_root_may_have_any_prefix_and_no_namespace(spelling):
    prefix = "n1:" if spelling.startswith("xmlns:") else ""
    text = (EXAMPLES / "ncts-cc056c.xml").read_text(encoding="utf-8")
    content = text.replace('xmlns:ncts="http://ncts.dgtaxud.ec"', spelling.format(NCTS)).replace(
        "ncts:", prefix
    )
    conversion = converted(content.encode())
    assert conversion.ledger.survival == 1
    assert differences(conversion, content.encode(), "cc056c") == []
