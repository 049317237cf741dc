"""The report on all files of a run."""

from __future__ import annotations

import json

import pytest
from lxml import etree


def test_a_report_tells_of_every_file_in_order(project, declaration, misspelt):
    project.put("b.xml", misspelt)
    project.put("a.xml", declaration)
    result = project.run("--carec-report=json:out/../report.json", "--carec-report=text:report.txt")
    result.stdout.fnmatch_lines(
        ["json report on 2 files: out/../report.json", "text report on 2 files: report.txt"]
    )
    reports = json.loads((project.root / "report.json").read_text("utf-8"))
    assert [(report["document"], report["ok"]) for report in reports] == [
        ("samples/a.xml", True),
        ("samples/b.xml", False),
    ]
    (finding,) = reports[1]["findings"]
    assert (finding["rule"], finding["line"], finding["severity"]) == ("type.decimal", 26, "error")
    text = (project.root / "report.txt").read_text("utf-8")
    assert text.endswith("2 documents: 1 valid, 1 not valid; 1 error\n")


def test_a_file_that_cannot_be_read_is_in_the_report(project):
    project.put("torn.xml", "<GoodsDeclaration>")
    project.run(
        "--carec-report=junit:report.xml", "--carec-report=sarif:report.sarif", "--carec-report=html:r.html"
    )
    (case,) = etree.parse(project.root / "report.xml").iter("testcase")
    assert case.get("file") == "samples/torn.xml"
    assert case.find("error") is not None
    log = json.loads((project.root / "report.sarif").read_text("utf-8"))
    assert log["runs"][0]["invocations"][0]["executionSuccessful"] is False
    assert "samples/torn.xml" in (project.root / "r.html").read_text("utf-8")


def test_only_files_whose_findings_were_looked_at_are_in_the_report(project, declaration):
    project.put("a.xml", declaration)
    project.put("b.xml", declaration)
    project.run("--carec-report=json:report.json", "samples/a.xml::rules", "samples/b.xml::roundtrip")
    reports = json.loads((project.root / "report.json").read_text("utf-8"))
    assert [report["document"] for report in reports] == ["samples/a.xml"]


@pytest.mark.parametrize(
    ("reports", "told"),
    [
        (["html:samples/a.xml"], "samples/a.xml: a.xml is a file to test; expected another file"),
        (["html:out", "json:./out"], "./out: the html report goes there; expected another file"),
    ],
)
def test_a_report_goes_over_no_file_to_test_and_over_no_other_report(project, declaration, reports, told):
    file = project.put("a.xml", declaration)
    result = project.run(*(f"--carec-report={report}" for report in reports))
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: --carec-report: {told}"])
    assert file.read_text("utf-8") == declaration


def test_a_report_that_cannot_be_written_fails_the_run_and_hides_nothing(project, misspelt):
    project.put("a.xml", misspelt)
    result = project.run("--carec-report=json:no/such/folder.json")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stdout.fnmatch_lines(
        ["*samples/a.xml:26: error:*", "--carec-report: *", "FAILED samples/a.xml::schema*"]
    )


def test_the_report_of_pytest_itself_names_the_place_of_the_fault(project, misspelt):
    project.put("a.xml", misspelt)
    project.run("--junitxml=pytest.xml")
    failures = {
        case.get("name"): case.find("failure")
        for case in etree.parse(project.root / "pytest.xml").iter("testcase")
    }
    assert failures["schema"].get("message").startswith("error: '33 600,00' is not a number")
    assert "samples/a.xml:26: error:" in failures["schema"].text
