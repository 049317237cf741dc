"""What a national document does not keep to of what its table says: forms of values, numbers of elements."""

from __future__ import annotations

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import GoodsDeclaration

DESCRIPTOR = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "1"
source = "invented"

[absent]
"*" = "omit"

[detection]
roots = ["DOC"]
"""
ROWS = (
    ("Number", "ID", "", {"occurs": "1..1", "type": "an..6"}),
    ("Mass", "TotalGrossMassMeasure", "number; unit(KGM)", {"type": "n..5,2"}),
    ("Sender/Name", "Declarant/Name", "", {"type": "an..10"}),
    ("Sender/City", "Declarant/Address/CityName", "", {"occurs": "1..1"}),
    ("Sender/Name/@lang", "", "", {"type": "a2"}),
    ("Item[]/Code", "AdditionalInformation[]/StatementDescription", "", {"type": "n10"}),
)


@pytest.fixture
def small(make):
    return make(*ROWS, descriptor=DESCRIPTOR)


def told(small, document: str) -> list[tuple[str, str, str | None, str | None]]:
    found = small.read(etree.fromstring(document), thorough=True).findings
    assert {finding.severity for finding in found} <= {Severity.WARNING}
    return [(finding.rule, finding.path, finding.value, finding.expected) for finding in found]


def test_what_keeps_to_the_table_has_no_finding(small):
    text = "<DOC><Number>123456</Number><Mass>123.4500</Mass><Sender><City>Osh</City></Sender></DOC>"
    assert told(small, text) == []


def test_values_in_another_form_are_told_with_path_value_and_form(small):
    text = (
        "<DOC><Number>1234567</Number><Mass>1234.5</Mass><Sender><City>Osh</City>"
        "<Name lang='kaz'>Made of far too much</Name></Sender>"
        "<Item><Code>870323</Code></Item><Item><Code>8703231940</Code></Item></DOC>"
    )
    number = "a number of up to 5 digits, up to 2 of them behind the point"
    assert told(small, text) == [
        ("crosswalk.form", "DOC/Number", "1234567", "up to 6 characters"),
        ("crosswalk.form", "DOC/Sender/Name", "Made of far too much", "up to 10 characters"),
        ("crosswalk.form", "DOC/Sender/Name/@lang", "kaz", "2 letters"),
        ("crosswalk.form", "DOC/Item[1]/Code", "870323", "10 digits"),
    ]
    assert told(small, text.replace("1234.5", "123.456"))[1][3] == number
    assert told(small, text.replace("1234.5", "123456"))[1][3] == number


def test_an_element_that_is_asked_for_and_missing_is_told(small):
    assert told(small, "<DOC><Sender><Name>A</Name></Sender></DOC>") == [
        ("crosswalk.missing", "DOC", None, "at least 1"),
        ("crosswalk.missing", "DOC/Sender", None, "at least 1"),
    ]


def test_a_format_that_writes_empty_elements_misses_none(make):
    small = make(*ROWS, descriptor=DESCRIPTOR.replace('"*" = "omit"', ""))
    assert told(small, "<DOC/>") == []


def test_what_is_written_is_told_the_same_way_and_nothing_is_cut(small):
    message = GoodsDeclaration(declarant={"name": "Made of far too much", "address": {"city_name": "Osh"}})
    written = small.dumps(message)
    assert b"<Name>Made of far too much</Name>" in written.data
    assert written.losses == ()
    assert [(finding.rule, finding.path, finding.harmonised) for finding in written.misfits] == [
        ("crosswalk.missing", "DOC", "GoodsDeclaration/ID"),
        ("crosswalk.form", "DOC/Sender/Name", "GoodsDeclaration/Declarant/Name"),
    ]


def test_a_value_that_was_refused_has_one_finding_only(small):
    text = "<DOC><Number>1</Number><Mass>heavy</Mass></DOC>"
    (finding,) = small.read(etree.fromstring(text), thorough=True).findings
    assert (finding.path, finding.severity) == ("DOC/Mass", Severity.ERROR)


def test_a_conversion_reports_what_does_not_fit_its_target():
    message = cdm.GoodsDeclaration(declarant={"name": "N" * 100})
    conversion = cdm.convert(cdm.dumps(message), to="wco-declaration")
    (finding,) = (finding for finding in conversion.findings if finding.rule == "crosswalk.form")
    assert finding.path == "MetaData/Declaration/Declarant/Name"
    assert finding.expected == "up to 70 characters"
