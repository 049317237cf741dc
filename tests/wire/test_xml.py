from __future__ import annotations

import gc
from decimal import Decimal
from typing import NamedTuple

import pytest
from lxml import etree

from carec_datamodel.errors import InvalidMessage, UnknownFormat
from carec_datamodel.findings import Finding
from carec_datamodel.model import (
    VERSION,
    Address,
    Amount,
    Consignment,
    GoodsDeclaration,
    GovernmentAgencyGoodsItem,
    MetaData,
    Party,
    Quantity,
)
from carec_datamodel.wire import xml
from carec_datamodel.wire.plan import NAMESPACE

XSI = "http://www.w3.org/2001/XMLSchema-instance"
ITEM = "<GoodsShipment><GovernmentAgencyGoodsItem>{}</GovernmentAgencyGoodsItem></GoodsShipment>"
ITEM_PATH = "GoodsShipment/GovernmentAgencyGoodsItem[1]"


def document(body: str, attributes: str = "") -> bytes:
    """Return a goods declaration; *body* stands on line 3."""
    return (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        f'<GoodsDeclaration xmlns="{NAMESPACE}"{attributes}>\n'
        f"{body}\n"
        "</GoodsDeclaration>\n"
    ).encode()


def read(body: str, attributes: str = "") -> GoodsDeclaration:
    message = xml.loads(document(body, attributes))
    assert isinstance(message, GoodsDeclaration)
    return message


def findings(body: str, attributes: str = "") -> tuple[Finding, ...]:
    with pytest.raises(InvalidMessage) as refusal:
        xml.loads(document(body, attributes))
    return refusal.value.findings


# --- one fault, one finding -----------------------------------------------------------------------


class Fault(NamedTuple):
    """A fault and the one finding it makes; the path is below the root, None is not looked at."""

    body: str
    rule: str
    path: str
    value: str | None = None
    wco: str | None = None
    box: str | None = None


# WCO id and box of elements that the faults below are about.
AMOUNT = ("42A.109", "22")
BANK = ("14A", "28")
DECLARANT = ("57B", "14")
ITEM_NUMBER = ("68A.006", "32")
NUMBER = ("42A.D014", "A")

FAULTS = {
    "unknown element": Fault("<Remark>1</Remark>", "structure.unknown", "Remark"),
    "unknown element with elements inside": Fault(
        "<Remark><ID>1</ID><Text>2</Text></Remark>", "structure.unknown", "Remark"
    ),
    "element of another namespace": Fault(
        '<ID xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">1</ID>', "structure.unknown", "ID"
    ),
    "element of no namespace": Fault('<ID xmlns="">1</ID>', "structure.unknown", "ID"),
    "element in wrong letter case": Fault("<Id>26KZ0001</Id>", "structure.unknown", "Id"),
    "python name of an element": Fault("<type_code>IM</type_code>", "structure.unknown", "type_code"),
    "required element missing": Fault(
        ITEM.format(""), "structure.missing", f"{ITEM_PATH}/SequenceNumeric", None, *ITEM_NUMBER
    ),
    "single element twice": Fault("<ID>1</ID><ID>2</ID>", "structure.repeated", "ID", None, *NUMBER),
    "single structure twice": Fault(
        "<Bank><ID>1</ID></Bank><Bank><ID>2</ID></Bank>", "structure.repeated", "Bank", None, *BANK
    ),
    "wrong order": Fault("<TypeCode>IM</TypeCode><ID>1</ID>", "structure.order", "ID", None, *NUMBER),
    "structure in the wrong place": Fault(
        "<Exporter><ID>1</ID></Exporter><Declarant><ID>2</ID></Declarant>",
        "structure.order",
        "Declarant",
        None,
        *DECLARANT,
    ),
    "attribute on a leaf": Fault('<ID schemeID="KZ">1</ID>', "structure.attribute", "ID", "KZ", *NUMBER),
    "attribute on a structure": Fault(
        '<Bank schemeID="KZ"><ID>1</ID></Bank>', "structure.attribute", "Bank", "KZ", *BANK
    ),
    "unknown attribute on an amount": Fault(
        '<InvoiceAmount rate="1.1">1</InvoiceAmount>', "structure.attribute", "InvoiceAmount", "1.1", *AMOUNT
    ),
    "python name of an attribute": Fault(
        '<InvoiceAmount currency="USD">1</InvoiceAmount>',
        "structure.attribute",
        "InvoiceAmount",
        "USD",
        *AMOUNT,
    ),
    "attribute called value": Fault(
        '<InvoiceAmount value="99">1</InvoiceAmount>', "structure.attribute", "InvoiceAmount", "99", *AMOUNT
    ),
    "attribute in a namespace": Fault(
        '<InvoiceAmount xmlns:c="urn:carec:datamodel:1" c:currencyID="USD">1</InvoiceAmount>',
        "structure.attribute",
        "InvoiceAmount",
        "USD",
        *AMOUNT,
    ),
    "text between elements": Fault(
        "<ID>1</ID>see annex<TypeCode>IM</TypeCode>", "structure.text", "", "see annex"
    ),
    "text in a structure without elements": Fault(
        "<Bank>Halyk</Bank>", "structure.text", "Bank", "Halyk", *BANK
    ),
    "text in a structure behind a comment": Fault(
        "<Bank><!-- name -->Halyk</Bank>", "structure.text", "Bank", "Halyk", *BANK
    ),
    "no-break space between elements": Fault(
        "<ID>1</ID>\xa0<TypeCode>IM</TypeCode>", "structure.text", "", "\xa0"
    ),
    "no-break space in a structure without elements": Fault(
        "<Bank>\xa0</Bank>", "structure.text", "Bank", "\xa0", *BANK
    ),
    "elements inside a value": Fault("<ID>26<b>KZ</b></ID>", "structure.nested", "ID", None, *NUMBER),
    "elements inside a required value": Fault(
        ITEM.format("<SequenceNumeric><No>1</No></SequenceNumeric>"),
        "structure.nested",
        f"{ITEM_PATH}/SequenceNumeric",
        None,
        *ITEM_NUMBER,
    ),
    "elements inside an amount": Fault(
        "<InvoiceAmount><Value>1</Value></InvoiceAmount>", "structure.nested", "InvoiceAmount", None, *AMOUNT
    ),
    "empty element": Fault("<ID/>", "type.empty", "ID", "", *NUMBER),
    "empty amount": Fault("<InvoiceAmount/>", "type.empty", "InvoiceAmount", "", *AMOUNT),
    "empty attribute": Fault(
        '<InvoiceAmount currencyID="">1</InvoiceAmount>',
        "type.empty",
        "InvoiceAmount/@currencyID",
        "",
        *AMOUNT,
    ),
    "blank text": Fault("<Bank><Name> </Name></Bank>", "type.text", "Bank/Name", " ", "14A.CAREC008", "28"),
    "identifier with blanks around it": Fault("<ID> 1</ID>", "type.identifier", "ID", " 1", *NUMBER),
    "code of two lines": Fault(
        "<TypeCode>I\nM</TypeCode>", "type.code", "TypeCode", "I\nM", "42A.D013", "1a"
    ),
    "code of letters that has digits": Fault(
        ITEM.format("<SequenceNumeric>1</SequenceNumeric><ExportCountry><ID>K2</ID></ExportCountry>"),
        "type.code",
        f"{ITEM_PATH}/ExportCountry/ID",
        "K2",
        "95B.062",
    ),
    "text too long": Fault("<TypeCode>XXXX</TypeCode>", "type.length", "TypeCode", "XXXX", "42A.D013", "1a"),
    "code too short": Fault(
        "<GoodsShipment><TradeTerms><ConditionCode>CI</ConditionCode></TradeTerms></GoodsShipment>",
        "type.length",
        "GoodsShipment/TradeTerms/ConditionCode",
        "CI",
        "22B.090",
        "20",
    ),
    "amount in words": Fault(
        "<InvoiceAmount>twelve</InvoiceAmount>", "type.decimal", "InvoiceAmount", "twelve", *AMOUNT
    ),
    "amount with a decimal comma": Fault(
        "<InvoiceAmount>1 234,50</InvoiceAmount>", "type.decimal", "InvoiceAmount", "1 234,50", *AMOUNT
    ),
    "count with a point": Fault(
        "<FormNumeric>1.0</FormNumeric>", "type.count", "FormNumeric", "1.0", "42A.CAREC107", "3"
    ),
    "indicator in words": Fault(
        "<Consignment><ContainerIndicator>yes</ContainerIndicator></Consignment>",
        "type.indicator",
        "Consignment/ContainerIndicator",
        "yes",
        "28A.096",
        "19",
    ),
    "date that the calendar does not have": Fault(
        "<IssueDateTime>2026-02-30</IssueDateTime>",
        "type.datetime",
        "IssueDateTime",
        "2026-02-30",
        "42A.D011",
        "54",
    ),
    "date in national order": Fault(
        "<Assessment><IssueDate>12.03.2026</IssueDate></Assessment>",
        "type.date",
        "Assessment/IssueDate",
        "12.03.2026",
        "CAREC036.CAREC038",
        "A",
    ),
    "party identified in its role": Fault(
        "<Exporter><ID></ID></Exporter>", "type.empty", "Exporter/ID", "", "57A.R032"
    ),
}


def faults_that_have(column: str) -> pytest.MarkDecorator:
    chosen = {name: fault for name, fault in FAULTS.items() if getattr(fault, column) is not None}
    return pytest.mark.parametrize("fault", chosen.values(), ids=chosen.keys())


@faults_that_have("rule")
def test_a_fault_is_one_finding_with_its_rule_path_and_line(fault):
    path = f"GoodsDeclaration/{fault.path}".rstrip("/")
    assert [(item.rule, item.path, item.line) for item in findings(fault.body)] == [(fault.rule, path, 3)]


@faults_that_have("value")
def test_a_finding_quotes_the_value_as_it_stands(fault):
    assert [item.value for item in findings(fault.body)] == [fault.value]


@faults_that_have("wco")
def test_a_finding_names_the_element_of_the_dictionary(fault):
    assert {item.wco for item in findings(fault.body)} == {fault.wco}


@faults_that_have("box")
def test_a_finding_names_the_box_of_the_form(fault):
    assert {item.box for item in findings(fault.body)} == {fault.box}


@faults_that_have("rule")
def test_a_finding_says_what_was_expected(fault):
    assert all(item.expected for item in findings(fault.body))


@faults_that_have("rule")
def test_a_finding_speaks_to_people_in_one_line(fault):
    for item in findings(fault.body):
        assert "\n" not in item.message
        assert not any(word in item.message for word in ("NoneType", "ValueError", "pydantic", "{urn:"))


@pytest.mark.parametrize(
    ("body", "expected"),
    [
        ("<TypeCode>XXXX</TypeCode>", "at most 3 characters"),
        ("<FunctionCode>Z</FunctionCode>", "at most 2 digits"),
        (
            "<GoodsShipment><TradingCountryCode>kz</TradingCountryCode></GoodsShipment>",
            "2 capital letters A to Z",
        ),
        ("<InvoiceAmount>1,5</InvoiceAmount>", "a decimal number such as 1234.50"),
        ("<FormNumeric>-1</FormNumeric>", "a whole number such as 12"),
        ("<ID/>", "a value, or no element at all"),
        (ITEM.format(""), "the element SequenceNumeric"),
    ],
)
def test_the_expectation_tells_how_to_write_it(body, expected):
    assert [item.expected for item in findings(body)] == [expected]


@pytest.mark.parametrize(
    ("attributes", "value"),
    [
        (' version="1.0"', "1.0"),
        (f' xmlns:xsi="{XSI}" xsi:nil="true"', "true"),
        (f' xmlns:xsi="{XSI}" xsi:type="GoodsDeclaration"', "GoodsDeclaration"),
        (' xml:lang="ru"', "ru"),
        (' xml:space="preserve"', "preserve"),
    ],
)
def test_an_attribute_on_the_root_is_a_finding(attributes, value):
    found = findings("<ID>26KZ0001</ID>", attributes)
    assert [(item.rule, item.path, item.line, item.value) for item in found] == [
        ("structure.attribute", "GoodsDeclaration", 2, value)
    ]


@pytest.mark.parametrize(
    "body", ["see annex", "<!-- a -->see annex", "see<!-- a --> annex", "\u00a0", "\u2028"]
)
def test_text_in_a_root_without_elements_is_never_lost(body):
    assert {item.rule for item in findings(body)} == {"structure.text"}


@pytest.mark.parametrize("name", ["nil", "type"])
def test_instance_attributes_of_xml_schema_are_no_data_of_ours(name):
    body = f'<Bank xmlns:xsi="{XSI}" xsi:{name}="true"><ID>1</ID></Bank>'
    assert [item.rule for item in findings(body)] == ["structure.attribute"]


def test_schema_location_is_accepted_on_the_root_only():
    body = f'<Bank xmlns:xsi="{XSI}" xsi:schemaLocation="urn:a b.xsd"><ID>1</ID></Bank>'
    assert [item.rule for item in findings(body)] == ["structure.attribute"]


# --- many faults ----------------------------------------------------------------------------------

MANY = """<FunctionCode>XX</FunctionCode>
<Remark/>
<ID/>
<IssueDateTime>2026-02-30</IssueDateTime>
<FormNumeric>1.0</FormNumeric>
<InvoiceAmount currencyID="EURO">1,5</InvoiceAmount>
<Exporter kind="a">
<ID/>
<Name/></Exporter>"""
MANY_PATHS = [
    "GoodsDeclaration/FunctionCode",
    "GoodsDeclaration/Remark",
    "GoodsDeclaration/ID",
    "GoodsDeclaration/IssueDateTime",
    "GoodsDeclaration/FormNumeric",
    "GoodsDeclaration/InvoiceAmount",
    "GoodsDeclaration/InvoiceAmount/@currencyID",
    "GoodsDeclaration/Exporter",
    "GoodsDeclaration/Exporter/ID",
    "GoodsDeclaration/Exporter/Name",
    "GoodsDeclaration/Exporter/Name",
]


def test_every_fault_of_a_document_is_reported():
    assert sorted(item.path for item in findings(MANY)) == sorted(MANY_PATHS)


def test_findings_come_in_the_order_of_the_document():
    assert [item.path for item in findings(MANY)] == MANY_PATHS


def test_findings_come_in_the_order_of_the_document_also_when_it_is_one_line():
    assert [item.path for item in findings(MANY.replace("\n", ""))] == MANY_PATHS


def test_an_entry_that_cannot_be_read_does_not_shift_the_places_of_the_others():
    body = "<Exporter><Address>\n<Line>Abay 1</Line>\n<Line><b/></Line>\n<Line></Line>\n</Address></Exporter>"
    assert [(item.rule, item.path, item.line) for item in findings(body)] == [
        ("structure.nested", "GoodsDeclaration/Exporter/Address/Line[2]", 5),
        ("type.empty", "GoodsDeclaration/Exporter/Address/Line[3]", 6),
    ]


def test_a_fault_in_the_second_entry_is_found_at_the_second_entry():
    body = "<Amendment/>\n<Amendment>\n<ChangeReasonCode/></Amendment>"
    assert [(item.path, item.line) for item in findings(body)] == [
        ("GoodsDeclaration/Amendment[2]/ChangeReasonCode", 5)
    ]


def test_faults_in_an_element_that_stands_in_the_wrong_place_are_found_too():
    body = "<TypeCode>IM</TypeCode>\n<IssueDateTime>today</IssueDateTime>"
    assert sorted(item.rule for item in findings(body)) == ["structure.order", "type.datetime"]


def test_one_element_in_the_wrong_place_leaves_the_rest_in_order():
    body = "<TypeCode>IM</TypeCode><ID>26KZ0001</ID><FlowCode>I</FlowCode><FormNumeric>1</FormNumeric>"
    assert [item.path for item in findings(body)] == ["GoodsDeclaration/ID"]


def test_the_error_tells_the_first_finding_and_how_many_more_there_are():
    with pytest.raises(InvalidMessage, match=r"^GoodsDeclaration/FunctionCode, line 3: .* \(and 10 more\)$"):
        xml.loads(document(MANY))


# --- lines ----------------------------------------------------------------------------------------

AT_LINE = {
    "value": "<ID> 26KZ0001</ID>",
    "empty element": "<ID/>",
    "empty element with end tag": "<ID></ID>",
    "unknown element": "<Remark>1</Remark>",
    "unknown empty element": "<Remark/>",
    "attribute on a structure": '<Bank a="1">\n<ID>1</ID>\n</Bank>',
    "structure twice": "<Bank/><Bank>\n<ID>1</ID>\n</Bank>",
    "wrong order": "<Declarant/><Agent>\n<ID>1</ID>\n</Agent>",
    "missing element": ITEM.format("\n"),
    "attribute value": '<InvoiceAmount currencyID="EURO">1</InvoiceAmount>',
    "text in a structure": "<Bank>Halyk</Bank>",
}


@pytest.mark.parametrize("lines", [0, 10, 65_530, 65_531, 65_532, 65_533, 70_000, 200_000])
@pytest.mark.parametrize("body", AT_LINE.values(), ids=AT_LINE.keys())
def test_the_line_of_a_finding_is_right_however_long_the_document(body, lines):
    found = findings("\n" * lines + body + "\n" * 10)
    assert [item.line for item in found] == [3 + lines]


# --- what is not a fault --------------------------------------------------------------------------


@pytest.mark.parametrize(
    "body",
    [
        "<!-- checked --><ID>26KZ0001</ID>",
        "<?seen yes?><ID>26KZ0001</ID><!-- done -->",
        "<ID><![CDATA[26KZ0001]]></ID>",
        "<ID>26<![CDATA[KZ]]>0001</ID>",
        "<ID>&#50;6KZ000&#x31;</ID>",
        "\t<ID>26KZ0001</ID>\r\n",
    ],
)
def test_other_spellings_of_the_same_document_are_read(body):
    assert read(body).id == "26KZ0001"


def test_comments_and_instructions_around_the_root_are_accepted():
    source = document("<ID>26KZ0001</ID>").replace(
        b"?>\n", b'?>\n<?xml-stylesheet href="a.xsl"?><!-- a -->', 1
    )
    assert xml.loads(source + b"<!-- z --><?end?>") == GoodsDeclaration(id="26KZ0001")


@pytest.mark.parametrize("inside", ["<!-- checked -->", "<?seen yes?>"])
@pytest.mark.parametrize("before", ["", "26KZ"])
def test_a_comment_inside_a_value_never_cuts_the_value(before, inside):
    assert [item.rule for item in findings(f"<ID>{before}{inside}0001</ID>")] == ["structure.nested"]


@pytest.mark.parametrize("name", ["schemaLocation", "noNamespaceSchemaLocation"])
def test_a_schema_location_on_the_root_is_accepted(name):
    attributes = (
        f' xmlns:xsi="{XSI}" xsi:{name}="urn:carec:datamodel:1 https://example.org/GoodsDeclaration.xsd"'
    )
    assert read("<ID>26KZ0001</ID>", attributes).id == "26KZ0001"


def test_namespaces_that_are_declared_and_not_used_are_accepted():
    assert read('<ID xmlns:a="urn:a">26KZ0001</ID>', ' xmlns:b="urn:b"').id == "26KZ0001"


def test_markup_characters_are_read_as_text():
    body = "<Bank><Name>&lt;A&gt; &amp; &quot;B&quot; &apos;C&apos;</Name></Bank>"
    assert read(body).bank.name == "<A> & \"B\" 'C'"


def test_a_structure_without_elements_is_there_and_empty():
    assert read("<Bank/>").bank is not None
    assert read("<Bank>\n</Bank>") == read("<Bank></Bank>")


def test_blanks_of_a_text_are_kept():
    assert read("<Bank><Name> Halyk\n Bank </Name></Bank>").bank.name == " Halyk\n Bank "


@pytest.mark.parametrize(
    "name", [" <![CDATA[Halyk]]>", "<![CDATA[ Halyk]]>", "&#32;<![CDATA[Halyk]]>", " &#72;alyk"]
)
def test_blanks_of_a_text_are_kept_before_a_section_too(name):
    assert read(f"<Bank><Name>{name}</Name></Bank>").bank.name == " Halyk"


@pytest.mark.parametrize(
    "name", ["<![CDATA[Halyk]]> ", "<![CDATA[Halyk ]]>", "<![CDATA[Halyk]]>&#32;", "Halyk <![CDATA[]]>"]
)
def test_blanks_of_a_text_are_kept_behind_a_section_too(name):
    assert read(f"<Bank><Name>{name}</Name></Bank>").bank.name == "Halyk "


def test_line_ends_are_read_as_xml_says_and_references_to_them_kept():
    assert read("<Bank><Name>a\r\nb&#13;c</Name></Bank>").bank.name == "a\nb\rc"


def test_entries_keep_their_order():
    body = "<Exporter><Address><Line>b</Line><Line>a</Line><Line>b</Line></Address></Exporter>"
    assert read(body).exporter.address.line == ("b", "a", "b")


def test_an_amount_is_read_with_its_currency_and_scale():
    amount = read('<InvoiceAmount currencyID="USD">12.50</InvoiceAmount>').invoice_amount
    assert (str(amount.value), amount.currency) == ("12.50", "USD")


# --- the root -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "root",
    [
        "<GoodsDeclaration/>",
        '<GoodsDeclaration xmlns="urn:carec:datamodel:2"/>',
        f'<Party xmlns="{NAMESPACE}"/>',
        f'<goodsdeclaration xmlns="{NAMESPACE}"/>',
        "<ASYCUDA/>",
        f'<c:GoodsDeclaration xmlns="{NAMESPACE}" xmlns:c="urn:c"/>',
    ],
)
def test_another_root_element_is_another_format(root):
    with pytest.raises(UnknownFormat, match="GoodsDeclaration") as refusal:
        xml.loads(f"<!-- a -->\n{root}".encode())
    assert refusal.value.line == 2


def test_the_refusal_of_a_root_says_what_was_found_and_what_is_expected():
    with pytest.raises(UnknownFormat, match=rf"ASYCUDA.*{NAMESPACE}"):
        xml.loads(b"<ASYCUDA/>")


def test_a_value_that_may_be_one_only_is_refused_with_that_one():
    element = etree.fromstring(
        f'<MetaData xmlns="{NAMESPACE}"><ModelVersionCode>9.0</ModelVersionCode></MetaData>'
    )
    with pytest.raises(InvalidMessage) as refusal:
        xml.read_as(element, MetaData)
    (finding,) = refusal.value.findings
    assert (finding.rule, finding.value, finding.expected) == (
        "type.code",
        "9.0",
        f"{VERSION!r} and nothing else",
    )
    assert finding.message == f"'9.0' cannot stand here; expected {VERSION!r} and nothing else"


# --- writing --------------------------------------------------------------------------------------


def test_a_document_is_written_for_people_to_read():
    message = GoodsDeclaration(
        id="26KZ0001",
        invoice_amount=Amount(Decimal("12.50"), "USD"),
        exporter=Party(name="Чай & Co", address=Address(line=("a", "b"))),
    )
    assert xml.dumps(message).decode() == (
        '<?xml version="1.0" encoding="UTF-8"?>\n'
        '<GoodsDeclaration xmlns="urn:carec:datamodel:1">\n'
        "  <ID>26KZ0001</ID>\n"
        '  <InvoiceAmount currencyID="USD">12.50</InvoiceAmount>\n'
        "  <Exporter>\n"
        "    <Name>Чай &amp; Co</Name>\n"
        "    <Address>\n"
        "      <Line>a</Line>\n"
        "      <Line>b</Line>\n"
        "    </Address>\n"
        "  </Exporter>\n"
        "</GoodsDeclaration>\n"
    )


def test_without_indentation_there_is_nothing_between_the_elements():
    text = xml.dumps(GoodsDeclaration(id="1", exporter=Party(name="a")), indent=False).decode()
    assert text.partition("\n")[2] == (
        '<GoodsDeclaration xmlns="urn:carec:datamodel:1">'
        "<ID>1</ID><Exporter><Name>a</Name></Exporter></GoodsDeclaration>"
    )


@pytest.mark.parametrize(
    "text", ["<b>", "a & b", "]]>", "\r", "a\r\nb", "\"'", "\u00a0", " a ", "\n", "&amp;"]
)
def test_any_text_is_written_as_well_formed_xml(text):
    root = etree.fromstring(xml.dumps(GoodsDeclaration(exporter=Party(name=f"{text}x"))))
    assert root[0][0].text == f"{text}x"


@pytest.mark.parametrize("text", ["<b>", '"', "'", "a\tb", "a\nb", "a\rb", "&", ">"])
def test_any_text_is_written_as_an_attribute(text):
    quantity = Quantity(Decimal(1), unit_name=f"{text}x")
    root = etree.fromstring(xml.dumps(GoodsDeclaration(goods_item_quantity=quantity)))
    assert root[0].get("unitName") == f"{text}x"


def test_values_are_spelled_as_xml_schema_spells_them():
    message = GoodsDeclaration(
        form_numeric=3,
        total_gross_mass_measure={"value": Decimal("1E+3"), "unit": "KGM"},
        consignment=Consignment(container_indicator=False),
    )
    root = etree.fromstring(xml.dumps(message))
    assert root.xpath("//text()[normalize-space()]") == ["3", "1000", "false"]


def test_what_is_absent_is_not_written():
    message = GoodsDeclaration(meta_data=MetaData(), exporter=Party(address=Address(line=())))
    root = etree.fromstring(xml.dumps(message))
    assert [etree.QName(element).localname for element in root.iter()] == [
        "GoodsDeclaration",
        "MetaData",
        "Exporter",
        "Address",
    ]


def test_a_hundred_items_keep_their_order():
    items = [GovernmentAgencyGoodsItem(sequence_numeric=number) for number in range(100, 0, -1)]
    message = GoodsDeclaration(goods_shipment={"government_agency_goods_item": items})
    root = etree.fromstring(xml.dumps(message))
    numbers = root.xpath("//c:SequenceNumeric/text()", namespaces={"c": NAMESPACE})
    assert numbers == [str(number) for number in range(100, 0, -1)]


@pytest.mark.parametrize("enabled", [True, False])
@pytest.mark.parametrize("body", ["<ID>1</ID>", "<ID/>"])
def test_reading_leaves_garbage_collection_as_it_was(body, enabled):
    before = gc.isenabled()
    try:
        (gc.enable if enabled else gc.disable)()
        try:
            xml.loads(document(body))
        except InvalidMessage:
            assert body == "<ID/>"
        assert gc.isenabled() is enabled
    finally:
        (gc.enable if before else gc.disable)()
