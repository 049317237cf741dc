from __future__ import annotations

import subprocess
import sys
from functools import cache
from pathlib import Path

import pytest
import xmlschema
from lxml import etree

from carec_datamodel.errors import InvalidMessage
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.structure import classes_of, fields_of, message_class
from carec_datamodel.wire import xml as wire_xml
from carec_datamodel.wire.generate import schema_bytes, schema_files
from carec_datamodel.wire.plan import NAMESPACE
from carec_datamodel.wire.xsd import xsd

REPOSITORY = Path(__file__).parents[2]
XS = {"xs": "http://www.w3.org/2001/XMLSchema"}
XSI = 'xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance"'
NUMBER = "<SequenceNumeric>1</SequenceNumeric>"
ITEM = f"<GovernmentAgencyGoodsItem>{NUMBER}</GovernmentAgencyGoodsItem>"


@cache
def libxml2(name: str = "GoodsDeclaration") -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(xsd(name)))


@cache
def xmlschema_package(name: str = "GoodsDeclaration") -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(xsd(name))


def document(body: str, attributes: str = "") -> bytes:
    return f'<GoodsDeclaration xmlns="{NAMESPACE}"{attributes}>{body}</GoodsDeclaration>'.encode()


def in_shipment(body: str) -> str:
    return f"<GoodsShipment>{body}</GoodsShipment>"


def read(data: bytes) -> bool:
    try:
        wire_xml.loads(data)
    except InvalidMessage:
        return False
    return True


def verdicts(data: bytes) -> dict[str, bool]:
    tree = etree.fromstring(data)
    return {
        "reader": read(data),
        "libxml2": libxml2().validate(tree),
        "xmlschema": xmlschema_package().is_valid(data),
    }


@pytest.mark.parametrize("name", MESSAGES)
def test_libxml2_compiles_the_schema_of_every_message(name):
    assert libxml2(name)


@pytest.mark.parametrize("name", MESSAGES)
def test_the_schema_of_every_message_is_valid_xml_schema_1_0(name):
    schema = xmlschema_package(name)
    schema.meta_schema.validate(xsd(name))
    assert schema.all_errors == []
    assert schema.target_namespace == NAMESPACE


@pytest.mark.parametrize("name", MESSAGES)
def test_the_message_is_the_only_root_element(name):
    assert list(xmlschema_package(name).elements) == [name]


@pytest.mark.parametrize("name", MESSAGES)
def test_the_schema_stands_alone(name):
    tree = etree.fromstring(xsd(name))
    assert tree.xpath("xs:import | xs:include | xs:redefine", namespaces=XS) == []


@pytest.mark.parametrize("name", MESSAGES)
def test_every_class_has_its_elements_in_order_with_their_cardinality(name):
    types = xmlschema_package(name).types
    for cls in classes_of(message_class(name)):
        found = [
            (child.local_name, child.min_occurs, child.max_occurs) for child in types[cls.__name__].content
        ]
        expected = [(item.name, int(item.required), None if item.repeats else 1) for item in fields_of(cls)]
        assert found == expected


@pytest.mark.parametrize("name", MESSAGES)
def test_no_named_type_is_left_unused(name):
    tree = etree.fromstring(xsd(name))
    declared = set(tree.xpath("xs:simpleType/@name | xs:complexType/@name", namespaces=XS))
    used = set(tree.xpath("//@type | //@base"))
    assert declared - used == set()


GOOD = {
    "an empty declaration": "",
    "an item with a number": in_shipment(ITEM),
    "two items": in_shipment(ITEM + ITEM),
    "an empty structure": "<GoodsShipment/>",
    "white space and comments between elements": f"\n <!-- 31 -->\n{in_shipment(ITEM)}\n<?page break?>",
    "elements in order": "<FunctionCode>9</FunctionCode><ID>IM 4</ID>",
    "text in CDATA": "<ID><![CDATA[A&B]]></ID>",
}
BAD = {
    "elements out of order": "<ID>IM 4</ID><FunctionCode>9</FunctionCode>",
    "one element twice": "<ID>1</ID><ID>2</ID>",
    "one structure twice": "<GoodsShipment/><GoodsShipment/>",
    "repeated elements apart": in_shipment(f"{ITEM}<Seller/>{ITEM}"),
    "an item without number": in_shipment("<GovernmentAgencyGoodsItem/>"),
    "a residue without content": "<Extension><Residue><FormatID>asycuda-sad</FormatID></Residue></Extension>",
    "an unknown element": "<Identity>1</Identity>",
    "an element of another class": "<GrossMassMeasure>1</GrossMassMeasure>",
    "another letter case": "<Id>1</Id>",
    "no namespace": '<ID xmlns="">1</ID>',
    "another namespace": '<ID xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">1</ID>',
    "an element inside a leaf": "<ID><ID>1</ID></ID>",
    "an empty leaf": "<ID/>",
    "a leaf of blanks": "<ID>  </ID>",
    "text between elements": f"<GoodsShipment>x{ITEM}</GoodsShipment>",
    "text behind the elements": f"<GoodsShipment>{ITEM}x</GoodsShipment>",
    "an attribute on a text": '<ID unitCode="KGM">1</ID>',
    "an attribute on a structure": '<GoodsShipment id="1"/>',
    "an unknown attribute on an amount": '<InvoiceAmount currency="USD">1</InvoiceAmount>',
    "a prefixed attribute": f'<InvoiceAmount xmlns:c="{NAMESPACE}" c:currencyID="USD">1</InvoiceAmount>',
    "an element that is nil": f'<ID {XSI} xsi:nil="true"/>',
}
# What no schema sees: it looks at the value without the comment, and at any type that fits.
BEYOND_SCHEMAS = {
    "a comment inside a value": "<ID>IM<!-- series --> 4</ID>",
    "the declared type said again": f'<ID {XSI} xsi:type="Identifier_an_max70">IM 4</ID>',
    "where a schema lies, below the root": f'<ID {XSI} xsi:schemaLocation="{NAMESPACE} x.xsd">IM 4</ID>',
}


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD.keys())
def test_the_schema_and_the_reader_accept(body):
    found = verdicts(document(body))
    assert set(found.values()) == {True}, found


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_the_schema_and_the_reader_refuse(body):
    found = verdicts(document(body))
    assert set(found.values()) == {False}, found


@pytest.mark.parametrize("body", BEYOND_SCHEMAS.values(), ids=BEYOND_SCHEMAS.keys())
def test_the_reader_refuses_what_no_schema_can(body):
    assert verdicts(document(body)) == {"reader": False, "libxml2": True, "xmlschema": True}


def test_the_schema_and_the_reader_refuse_text_in_a_structure_without_elements():
    found = verdicts(document("<GoodsShipment>x</GoodsShipment>"))
    assert set(found.values()) == {False}, found


def test_the_root_may_say_where_its_schema_lies():
    found = verdicts(document("", f' {XSI} xsi:schemaLocation="{NAMESPACE} GoodsDeclaration.xsd"'))
    assert set(found.values()) == {True}, found


def test_the_root_may_have_no_other_attribute():
    found = verdicts(document("", ' version="1.0"'))
    assert set(found.values()) == {False}, found


def test_an_element_below_the_root_is_no_document():
    data = f'<GoodsShipment xmlns="{NAMESPACE}"/>'.encode()
    assert not libxml2().validate(etree.fromstring(data))
    assert not xmlschema_package().is_valid(etree.fromstring(data))


def documentation(xpath: str) -> list[str]:
    tree = etree.fromstring(xsd("GoodsDeclaration"))
    (declared,) = tree.xpath(xpath, namespaces=XS)
    return [text.text for text in declared.iterfind("xs:annotation/xs:documentation", XS)]


def test_an_element_is_documented_with_definition_wco_id_and_box():
    assert documentation("xs:complexType[@name='Consignment']//xs:element[@name='ContainerIndicator']") == [
        "Whether the goods travel in containers.",
        "28A.096",
        "19",
    ]


def test_an_element_whose_id_depends_on_the_role_lists_all_its_ids():
    _, ids, _ = documentation(
        "xs:complexType[@name='RegisteredTransportMeans']//xs:element[@name='ModeCode']"
    )
    assert ids.split() == ["15A.T022", "10A.T020", "46A.T021"]


def test_a_class_is_documented_with_the_roles_it_serves():
    _, ids = documentation("xs:complexType[@name='RegisteredTransportMeans']")
    assert ids.split() == ["15A", "10A", "46A"]


@pytest.mark.parametrize(
    ("place", "kind", "text"),
    [
        ("RegisteredTransportMeans/ModeCode", "code-list", "UN/ECE Recommendation 19"),
        ("Person/RoleCode", "codes", "DRIVER SECOND-DRIVER MASTER CREW OWNER REPRESENTATIVE WITNESS"),
        ("TransportEquipment/ID", "identifier", "ContainerNumber"),
        ("Classification/ID", "identifier", "HsCode where IdentificationTypeCode=HS"),
    ],
)
def test_an_element_is_documented_with_its_codes_and_the_form_of_its_identifier(place, kind, text):
    cls, name = place.split("/")
    tree = etree.fromstring(xsd("CargoManifest"))
    xpath = f"xs:complexType[@name='{cls}']//xs:element[@name='{name}']//xs:documentation[@source]"
    notes = {note.get("source"): note.text for note in tree.xpath(xpath, namespaces=XS)}
    assert notes[f"urn:carec:datamodel:{kind}"] == text


def test_no_pattern_needs_an_anchor_or_a_numbered_escape():
    tree = etree.fromstring(xsd("GoodsDeclaration"))
    patterns = tree.xpath("//xs:pattern/@value", namespaces=XS)
    assert patterns
    assert [
        text for text in patterns if text[0] == "^" or text[-1] == "$" or "(?" in text or "\\x" in text
    ] == []


def test_a_text_of_a_million_characters_is_validated_at_once():
    line = (
        f"<Extension><ExtensionField><ID>x</ID><Value>{'x ' * 500_000}</Value></ExtensionField></Extension>"
    )
    assert libxml2().validate(etree.fromstring(document(line)))


def test_an_unknown_message_or_kind_has_no_schema():
    with pytest.raises(KeyError):
        schema_bytes("LoadingList", "xsd")
    with pytest.raises(ValueError, match="'dtd' is no kind of schema; expected one of xsd, json"):
        schema_bytes("GoodsDeclaration", "dtd")


def generate(*arguments: str) -> subprocess.CompletedProcess[str]:
    command = [sys.executable, "-m", "carec_datamodel.wire.generate", *arguments]
    return subprocess.run(command, capture_output=True, text=True, check=False)


def test_the_committed_schemas_are_up_to_date():
    checked = generate(str(REPOSITORY / "schemas"), "--check")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_the_same_model_gives_the_same_bytes(tmp_path):
    assert generate(str(tmp_path)).returncode == 0
    found = {
        path.relative_to(tmp_path): path.read_bytes() for path in tmp_path.rglob("*.*") if path.is_file()
    }
    assert found == schema_files()


def test_schemas_that_differ_are_missing_or_unknown_are_named(tmp_path):
    generate(str(tmp_path))
    folder = tmp_path / "1.0"
    (folder / "xsd" / "GoodsDeclaration.xsd").write_bytes(b"<by-hand/>")
    (folder / "json" / "GoodsDeclaration.schema.json").unlink()
    (folder / "xsd" / "Forgotten.xsd").touch()
    checked = generate(str(tmp_path), "--check")
    assert checked.returncode == 1
    assert [line.partition(" differs")[0] for line in checked.stderr.splitlines()] == [
        str(folder / "json" / "GoodsDeclaration.schema.json"),
        str(folder / "xsd" / "Forgotten.xsd"),
        str(folder / "xsd" / "GoodsDeclaration.xsd"),
    ]
