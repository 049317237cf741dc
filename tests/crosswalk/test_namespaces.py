"""Documents in several namespaces, inner roots, second elements of one name, dates that say their form."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.findings import Severity
from carec_datamodel.model import GoodsDeclaration
from carec_datamodel.testing.tree_difference import tree_differences

DESCRIPTOR = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "1"
source = "invented"
namespaces = ["urn:outer", ""]
also_namespaces = ["urn:older"]

[inner_namespaces]
Body = "urn:body"
"Body//Stamp" = "urn:stamp"

[detection]
roots = ["Envelope"]
inner_roots = ["Body"]
"""
ROWS = (
    ("Country", "MetaData/ResponsibleCountryCode", ""),
    ("Body/Number", "ID", ""),
    ("Body/Issued/Stamp", "IssueDateTime", "date(YYYYMMDD|YYYYMMDDhhmmssz)"),
    ("Body/Issued/Stamp/@form", "IssueDateTime", "form(102,304)"),
    ("Body/Party/Name", "Declarant/Name", ""),
    ("Body/Party[2]/Name", "Agent/Name", ""),
)
WHOLE = """\
<o:Envelope xmlns:o="urn:outer" xmlns="urn:body" xmlns:s="urn:stamp"><o:Country>KZ</o:Country><Body>
<Number>17</Number><Issued><s:Stamp form="304">20260331120000+05</s:Stamp></Issued>
<Party><Name>Declarant</Name></Party><Party><Name>Broker</Name></Party></Body></o:Envelope>
"""


@pytest.fixture
def small(make):
    return make(*ROWS, descriptor=DESCRIPTOR)


def text(document: etree._Element) -> str:
    return etree.tostring(document, encoding="unicode")


def test_elements_are_read_in_the_namespaces_of_their_places(small):
    message = small.read(etree.fromstring(WHOLE)).message
    assert message.meta_data.responsible_country_code == "KZ"
    assert (message.id, message.issue_date_time) == ("17", "2026-03-31T12:00:00+05:00")
    assert (message.declarant.name, message.agent.name) == ("Declarant", "Broker")


def test_each_element_is_written_in_the_namespace_of_its_place(small):
    message = small.read(etree.fromstring(WHOLE)).message
    document, losses = small.write(message)
    assert losses == []
    assert [element.tag for element in document.iter()] == [
        "{urn:outer}Envelope",
        "{urn:outer}Country",
        "{urn:body}Body",
        "{urn:body}Number",
        "{urn:body}Issued",
        "{urn:stamp}Stamp",
        "{urn:body}Party",
        "{urn:body}Name",
        "{urn:body}Party",
        "{urn:body}Name",
    ]
    assert text(document).count("xmlns") == 3


@pytest.mark.parametrize(
    "document",
    [
        WHOLE,
        "<Envelope><Country>KZ</Country><Body><Number>17</Number></Body></Envelope>",
        "<Body xmlns='urn:body'><Number>17</Number></Body>",
        "<Body><Number>17</Number><Party/><Party><Name>Broker</Name></Party></Body>",
        "<p:Body xmlns:p='urn:older'><p:Number>17</p:Number></p:Body>",
        "<Body xmlns='urn:body'><Issued><Stamp form='102'>20260331</Stamp></Issued></Body>",
        "<Body xmlns='urn:body'><Issued><Stamp form='102'>20260331120000Z</Stamp></Issued></Body>",
    ],
)
def test_every_document_comes_back_as_it_was(small, document):
    root = etree.fromstring(document)
    account = small.account(root)
    residue = Residue.from_json(account.residue.to_json())
    again = etree.fromstring(small.restore(small.read(root).message, residue))
    assert list(tree_differences(root, again)) == []


def test_a_document_may_begin_with_an_inner_root_in_any_of_the_namespaces(small):
    for start in ("<Body/>", "<Body xmlns='urn:body'/>", "<Envelope/>", "<Envelope xmlns='urn:outer'/>"):
        assert small.detects(etree.fromstring(start))
    for start in ("<Number/>", "<Body xmlns='urn:other'/>", "<Envelope xmlns='urn:body'/>"):
        assert not small.detects(etree.fromstring(start))


def test_an_element_in_a_strange_namespace_is_unknown(small):
    reading = small.read(etree.fromstring("<Body xmlns:x='urn:x'><x:Number>17</x:Number></Body>"))
    assert [finding.rule for finding in reading.findings] == ["crosswalk.unknown"]


def test_a_document_in_no_namespace_has_a_note(small):
    (note,) = small.read(etree.fromstring("<Body><Number>17</Number></Body>"), thorough=True).findings
    assert (note.rule, note.severity, note.expected) == ("crosswalk.namespace", Severity.NOTE, "urn:body")


def test_a_second_element_stays_the_second_one_where_there_is_no_first(small):
    message = GoodsDeclaration(agent={"name": "Broker"})
    document, losses = small.write(message)
    assert losses == []
    assert [len(party) for party in document.iter("{urn:body}Party")] == [0, 1]
    assert small.read(document).message == message


def test_a_third_element_of_the_name_is_one_too_many(small):
    parties = "<Party><Name>A</Name></Party>" * 3
    (finding,) = small.read(etree.fromstring(f"<Body>{parties}</Body>")).findings
    assert (finding.rule, finding.path) == ("crosswalk.repeated", "Body/Party[3]")


@pytest.mark.parametrize(
    ("issued", "stamp", "form"),
    [
        ("2026-03-31", "20260331", "102"),
        ("2026-03-31T12:00:00Z", "20260331120000Z", "304"),
        ("2026-03-31T12:00:00-03:00", "20260331120000-03", "304"),
    ],
)
def test_a_date_says_in_which_form_it_stands(small, issued, stamp, form):
    document, losses = small.write(GoodsDeclaration(issue_date_time=issued))
    (element,) = document.iter("{urn:stamp}Stamp")
    assert (element.text, element.get("form"), losses) == (stamp, form, [])


@pytest.mark.parametrize(
    "issued", ["2026-03-31T12:00:00+05:30", "2026-03-31T12:00:00", "2026-03-31T12:00:00.5Z"]
)
def test_a_moment_that_no_pattern_says_is_lost_by_name(small, issued):
    document, losses = small.write(GoodsDeclaration(issue_date_time=issued))
    assert [loss.path for loss in losses] == ["GoodsDeclaration/IssueDateTime"]
    assert list(document.iter("{urn:stamp}Stamp")) == []


def test_a_form_that_is_none_is_told(small):
    document = "<Body xmlns='urn:body'><Issued><Stamp form='999'>20260331</Stamp></Issued></Body>"
    (finding,) = small.read(etree.fromstring(document)).findings
    assert (finding.path, finding.value) == ("Body/Issued/Stamp/@form", "999")


def test_a_hint_where_a_parser_finds_a_schema_is_no_finding(small):
    document = WHOLE.replace(
        "<Body>",
        '<Body xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:body a.xsd">',
    )
    assert small.read(etree.fromstring(document)).findings == ()


def test_elements_without_a_namespace_stand_below_a_root_with_a_prefix(make):
    descriptor = DESCRIPTOR.replace('source = "invented"', 'source = "invented"\nprefix = "o"')
    descriptor = descriptor.replace(
        'Body = "urn:body"\n"Body//Stamp" = "urn:stamp"', 'Country = ""\nBody = ""'
    )
    document, _ = make(*ROWS, descriptor=descriptor).write(GoodsDeclaration(id="17"))
    assert text(document) == '<o:Envelope xmlns:o="urn:outer"><Body><Number>17</Number></Body></o:Envelope>'


@pytest.mark.parametrize(
    ("change", "complaint"),
    [
        (('Body = "urn:body"', 'Boddy = "urn:body"'), "inner_namespaces: no row for 'Boddy'"),
        (('inner_roots = ["Body"]', 'inner_roots = ["Bodies"]'), "inner_roots: no row for 'Bodies'"),
        (('Body = "urn:body"', "Body = 5"), "namespace is 5; expected a text"),
    ],
)
def test_a_descriptor_that_names_what_is_not_there_is_refused(make, change, complaint):
    with pytest.raises(CrosswalkError, match=complaint):
        _ = make(*ROWS, descriptor=DESCRIPTOR.replace(*change)).plan


def test_a_second_element_needs_a_row_for_the_first(make):
    with pytest.raises(CrosswalkError, match="needs a row for the first Party"):
        _ = make(("Body/Party[2]/Name", "Agent/Name", "")).plan
