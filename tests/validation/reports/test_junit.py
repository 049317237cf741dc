from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial

import pytest
from lxml import etree

from carec_datamodel.findings import Finding
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports import Unread, reports_junit
from carec_datamodel.validation.reports.junit import check_of

MakeReport = Callable[..., Report]
CHECKS = ("structure", "types", "XML Schema of version 1.0", "profile loading-list")


@pytest.fixture(scope="module")
def report(report: MakeReport) -> MakeReport:
    """Make a report of some findings after several checks."""
    return partial(report, checks=CHECKS)


def suites_of(*reports: Report | Unread) -> etree._Element:
    return etree.fromstring(reports_junit(reports).encode("utf-8", "surrogatepass"))


def test_a_check_without_errors_is_a_passed_case(report: MakeReport):
    (suite,) = suites_of(report())
    assert suite.get("name") == "in/sad.xml"
    assert [case.get("name") for case in suite] == list(CHECKS)
    assert [case.get("classname") for case in suite][:3] == [
        "in/sad_xml.structure",
        "in/sad_xml.types",
        "in/sad_xml.XML Schema of version 1_0",
    ]
    assert suite.xpath("*/*") == []


def test_an_error_is_a_case_that_failed(report: MakeReport, mass: Finding):
    (suite,) = suites_of(report(mass))
    (case,) = suite.xpath("testcase[failure]")
    assert dict(case.attrib) == {
        "classname": "in/sad_xml.types",
        "name": "type.decimal: ASYCUDA/Item[2]/Valuation_item/Weight_itm/Gross_weight_itm",
        "file": "in/sad.xml",
        "line": "314",
    }
    (failure,) = case
    assert dict(failure.attrib) == {"message": mass.message, "type": "type.decimal"}
    assert failure.text.startswith(
        "ERROR   ASYCUDA/Item[2]/Valuation_item/Weight_itm/Gross_weight_itm, line 314\n"
    )
    assert "types" not in suite.xpath("testcase/@name")


def test_every_error_has_a_case_of_its_own_with_one_failure(report: MakeReport, mass: Finding):
    (suite,) = suites_of(report(mass, replace(mass, line=400), replace(mass, path=None)))
    assert [len(case) for case in suite.xpath("testcase[failure]")] == [1, 1, 1]


def test_warnings_and_notes_fail_nothing_and_are_told(report: MakeReport, unknown: Finding, unit: Finding):
    (suite,) = suites_of(report(unknown, unit, left_out=3))
    assert suite.get("failures") == "0"
    told = suite.findtext("system-out")
    assert "WARNING document" in told
    assert "NOTE    document" in told
    assert told.endswith("3 findings more not shown")


def test_sums_are_those_of_the_suites(report: MakeReport, mass: Finding):
    suites = suites_of(report(mass, mass), Unread("half.xml", "not well-formed XML", 7), report())
    for count, path in (
        ("tests", ".//testcase"),
        ("failures", ".//failure"),
        ("errors", ".//error"),
        ("skipped", ".//skipped"),
    ):
        assert int(suites.get(count)) == len(suites.findall(path))
        assert int(suites.get(count)) == sum(int(suite.get(count)) for suite in suites)


def test_a_document_that_could_not_be_read_is_an_error():
    (suite,) = suites_of(Unread("half.xml", "not well-formed XML", 7))
    (case,) = suite
    (error,) = case
    assert (case.get("line"), error.tag) == ("7", "error")
    assert error.get("message") == "not well-formed XML"


@pytest.mark.parametrize(
    ("rule", "check"),
    [
        ("structure.missing", "structure"),
        ("structure.schema", "XML Schema of version 1.0"),
        ("type.decimal", "types"),
        ("profile.count", "profile loading-list"),
        ("total.goods-items", "total"),
        ("odd", "odd"),
    ],
)
def test_a_rule_belongs_to_its_check(rule: str, check: str):
    assert check_of(rule, CHECKS) == check


@pytest.mark.parametrize(
    ("rule", "check"),
    [("total.goods-items", "rules"), ("structure.missing", "structure"), ("crosswalk.code", "crosswalk")],
)
def test_rules_of_the_message_belong_to_the_check_of_rules(rule: str, check: str):
    assert check_of(rule, ("structure", "types", "rules")) == check


def test_what_the_json_schema_refuses_belongs_to_it():
    assert check_of("structure.schema", ("structure", "JSON Schema")) == "JSON Schema"


def test_errors_of_a_group_that_is_no_check_have_its_name(report: MakeReport, mass: Finding):
    (suite,) = suites_of(report(replace(mass, rule="goods.mass")))
    assert suite.xpath("testcase[failure]/@classname") == ["in/sad_xml.goods"]


def test_hostile_text_stays_text(hostile: Report):
    (suite,) = suites_of(hostile)
    assert suite.get("name") == '"><in>/sad\\udcff&\\x01.xml'
    (failure,) = suite.xpath(".//failure")
    assert failure.get("message").startswith(
        "<script>alert('x')</script> &amp; ]]> \\x00\\x1b[2J \\ud800 \\uffff"
    )
    assert len(failure) == 0


def test_line_breaks_in_attributes_survive(report: MakeReport, mass: Finding):
    (suite,) = suites_of(report(replace(mass, message="one\ntwo\tthree\rfour")))
    assert suite.xpath("string(.//failure/@message)") == "one\ntwo\tthree\rfour"


def test_real_reports_are_well_formed_and_always_the_same(real: list[Report]):
    text = reports_junit(real)
    suites = etree.fromstring(text.encode())
    assert len(suites) == len(real)
    assert text == reports_junit(list(real))
    assert {element.tag for element in suites.iter()} <= {
        *("testsuites", "testsuite", "testcase", "failure", "system-out")
    }


def test_no_reports_are_an_empty_list_of_suites():
    assert len(suites_of()) == 0
