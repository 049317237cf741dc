from __future__ import annotations

import json
from collections.abc import Callable
from dataclasses import fields, replace
from typing import Any

import jsonschema
import pytest

import carec_datamodel as cdm
from carec_datamodel.findings import Finding
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports import report_schema, reports_json

MakeReport = Callable[..., Report]


@pytest.fixture(scope="module")
def validator() -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(report_schema()))


def test_the_json_holds_everything(report: MakeReport, mass: Finding, unit: Finding):
    assert json.loads(report(mass, unit, left_out=2).to_json()) == {
        "document": "in/sad.xml",
        "format": "asycuda-sad",
        "message": "GoodsDeclaration",
        "ok": False,
        "values": 389,
        "items": 3,
        "checks": ["structure", "types"],
        "counts": {"error": 1, "warning": 0, "note": 1},
        "leftOut": 2,
        "unselected": 0,
        "findings": [mass.as_dict(), unit.as_dict()],
    }


def test_the_json_leaves_out_what_a_finding_does_not_say(report: MakeReport, unit: Finding):
    (finding,) = json.loads(report(unit).to_json())["findings"]
    assert finding == {
        "rule": "crosswalk.incomplete",
        "message": "a unit without its number",
        "severity": "note",
        "line": 3,
    }


def test_the_json_is_not_cut(report: MakeReport, unit: Finding):
    (finding,) = json.loads(report(replace(unit, path="P" * 10_000)).to_json())["findings"]
    assert len(finding["path"]) == 10_000


# --- its schema -------------------------------------------------------------------------------------


def test_the_schema_is_one(validator: jsonschema.Draft202012Validator):
    validator.check_schema(validator.schema)


def test_the_schema_can_be_asked_for():
    assert cdm.schema("Report", kind="json") == report_schema()


@pytest.mark.parametrize(("kind", "version"), [("xsd", None), ("json", "1.0")])
def test_a_report_has_no_other_schema(kind: str, version: str | None):
    with pytest.raises(cdm.UnknownFormat, match="a Report is JSON and of no version of the model"):
        cdm.schema("Report", kind=kind, version=version)


def test_real_reports_are_valid(validator: jsonschema.Draft202012Validator, real: list[Report]):
    for entry in real:
        validator.validate(json.loads(entry.to_json()))
    validator.validate(json.loads(reports_json(real)))


@pytest.mark.parametrize(
    "break_it",
    [
        lambda content: content.pop("leftOut"),
        lambda content: content.update(colour="red"),
        lambda content: content["counts"].pop("note"),
        lambda content: content["findings"][0].update(severity="fatal"),
        lambda content: content["findings"][0].update(line=0),
        lambda content: content["findings"][0].update(value=None),
        lambda content: content["findings"][0].pop("rule"),
    ],
)
def test_the_schema_refuses_what_is_no_report(
    report: MakeReport,
    mass: Finding,
    validator: jsonschema.Draft202012Validator,
    break_it: Callable[[dict[str, Any]], object],
):
    content = json.loads(report(mass).to_json())
    assert validator.is_valid(content)
    break_it(content)
    assert not validator.is_valid(content)


def test_the_schema_describes_every_attribute_of_a_finding(validator: jsonschema.Draft202012Validator):
    described = validator.schema["$defs"]["finding"]["properties"]
    assert set(described) == {field.name for field in fields(Finding)}


def test_several_reports_are_a_list(report: MakeReport, mass: Finding):
    reports = [report(mass), report()]
    assert json.loads(reports_json(reports)) == [json.loads(entry.to_json()) for entry in reports]
    assert json.loads(reports_json([])) == []
