from __future__ import annotations

import json
from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.profile.profile import read_profile

REPOSITORY = Path(__file__).parents[2]
EXAMPLES = REPOSITORY / "examples"
LOADING_LIST = EXAMPLES / "messages" / "loading-list.xml"
TIR = EXAMPLES / "messages" / "tir-transit.xml"


def changed(file: Path, old: str, new: str) -> bytes:
    text = file.read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


def only(report: cdm.Report) -> cdm.Finding:
    (finding,) = report.findings
    return finding


def test_a_message_that_keeps_the_profile_has_no_findings():
    report = cdm.validate(LOADING_LIST, profile="loading-list")
    assert (report.ok, report.findings) == (True, ())
    assert report.checks == ("structure", "types", "XML Schema", "rules", "profile loading-list")


def test_a_profile_can_be_given_as_itself():
    assert cdm.validate(LOADING_LIST, profile=cdm.profiles()["loading-list"]).ok


def test_without_a_profile_none_is_checked():
    data = changed(LOADING_LIST, "    <ID>01A123BC</ID>\n", "")
    assert cdm.validate(data).ok
    assert not cdm.validate(data, profile="loading-list").ok


def test_what_is_missing_is_told_at_the_structure_around_it():
    data = changed(LOADING_LIST, "    <ID>01A123BC</ID>\n", "")
    finding = only(cdm.validate(data, profile="loading-list"))
    assert finding.rule == "profile.missing"
    assert finding.path == finding.harmonised == "CargoManifest/BorderTransportMeans/ID"
    assert finding.line == data[: data.index(b"<BorderTransportMeans>")].count(b"\n") + 1
    assert finding.message == "ID is missing; the profile loading-list expects ID"
    assert (finding.expected, finding.wco) == ("ID", "15A.T006")
    assert finding.hint == "Registration plate without blanks or hyphens; on rail the number of the train."


def test_what_is_not_part_of_the_profile_is_told_at_its_line():
    data = changed(LOADING_LIST, "  <IssueDateTime>", "  <RotationID>17</RotationID>\n  <IssueDateTime>")
    finding = only(cdm.validate(data, profile="loading-list"))
    assert (finding.rule, finding.path) == ("profile.unlisted", "CargoManifest/RotationID")
    assert finding.line == data[: data.index(b"<RotationID>")].count(b"\n") + 1
    assert finding.message == "RotationID is there; the profile loading-list expects no RotationID here"


def test_a_value_in_a_wider_format_is_told_with_what_the_format_means():
    data = changed(LOADING_LIST, "<ID>081310</ID>", "<ID>0813100000</ID>")
    finding = only(cdm.validate(data, profile="loading-list"))
    item = "CargoManifest/Consignment[2]/ConsignmentItem[1]/Commodity/Classification[1]"
    assert (finding.rule, finding.path, finding.value) == ("profile.format", f"{item}/ID", "0813100000")
    assert finding.line == data[: data.index(b"0813100000")].count(b"\n") + 1
    assert finding.message == (
        "'0813100000' does not have the format n6; the profile loading-list expects 6 digits"
    )
    assert (finding.wco, finding.box) == ("21A.145", "33")


def test_a_code_that_the_profile_does_not_allow_is_told_with_those_it_does():
    data = changed(LOADING_LIST, "<ModeCode>3</ModeCode>", "<ModeCode>4</ModeCode>")
    finding = only(cdm.validate(data, profile="loading-list"))
    assert (finding.rule, finding.value) == ("profile.code", "4")
    assert finding.message == "'4' is another code; the profile loading-list expects one of 2, 3"


def test_too_many_and_too_few_are_told_with_how_many():
    data = changed(TIR, "<ObligationGuarantee>", "<ObligationGuarantee/>\n  <ObligationGuarantee>")
    findings = cdm.validate(data, profile="tir-transit").findings
    assert findings[0].message == (
        "ObligationGuarantee occurs 2 times; the profile tir-transit expects ObligationGuarantee at most once"
    )
    assert {finding.rule for finding in findings[1:]} == {"profile.missing"}
    whole = TIR.read_text("utf-8")
    second = whole.index("<Itinerary>", whole.index("<Itinerary>") + 1)
    one = whole[:second] + whole[whole.rindex("</Itinerary>") + len("</Itinerary>") :]
    finding = only(cdm.validate(one.encode(), profile="tir-transit"))
    assert finding.rule == "profile.count"
    assert finding.expected == "Itinerary at least 2 times"


@pytest.mark.parametrize(
    ("old", "new", "rule", "message"),
    [
        (
            '<TotalGrossMassMeasure unitCode="KGM">18640.00<',
            "<TotalGrossMassMeasure>18640.00<",
            "profile.missing",
            "unitCode is missing; the profile tir-transit expects unitCode",
        ),
        (
            '<TotalGrossMassMeasure unitCode="KGM">18640.00<',
            '<TotalGrossMassMeasure unitCode="TNE">18.64<',
            "profile.code",
            "'TNE' is another code; the profile tir-transit expects KGM",
        ),
    ],
)
def test_an_attribute_is_told_as_one(old, new, rule, message):
    finding = only(cdm.validate(changed(TIR, old, new), profile="tir-transit"))
    assert (finding.rule, finding.message) == (rule, message)
    assert finding.path == "TransitDeclaration/TotalGrossMassMeasure/@unitCode"
    assert finding.line is not None


def test_an_attribute_that_the_profile_leaves_out_is_told(tmp_path):
    (tmp_path / "own.toml").write_text(
        'id = "own"\ntitle = "x"\nmessage = "CargoManifest"\nexplanation = "x"\nsource = "x"', "utf-8"
    )
    (tmp_path / "own.tsv").write_text(
        "path\toccurs\tformat\tcodes\tnote\n"
        "TotalPackageQuantity\t1..1\tn..4\t\t\n"
        "TotalPackageQuantity/@unitCode\t0..0\t\t\tpackages are counted\n",
        "utf-8",
    )
    manifest = cdm.CargoManifest(total_package_quantity=cdm.Quantity("74000", "BG"))
    report = cdm.validate(
        cdm.dumps(manifest), profile=read_profile(tmp_path / "own.toml"), select=["profile"]
    )
    assert [(finding.rule, finding.expected, finding.hint) for finding in report.findings] == [
        ("profile.format", "at most 4 digits, none of them behind the point", None),
        ("profile.unlisted", "no unitCode here", "packages are counted"),
    ]


def test_json_is_checked_like_xml_with_its_own_lines():
    message = json.loads(LOADING_LIST.with_suffix(".json").read_bytes())
    del message["CargoManifest"]["BorderTransportMeans"]["ID"]
    message["CargoManifest"]["Consignment"][1]["UCR"]["TraderAssignedReferenceID"] = "88"
    data = json.dumps(message, indent=2).encode()
    findings = cdm.validate(data, profile="loading-list").findings
    lines = data.decode().splitlines()
    assert [(finding.rule, finding.path) for finding in findings] == [
        ("profile.missing", "CargoManifest/BorderTransportMeans/ID"),
        ("profile.unlisted", "CargoManifest/Consignment[2]/UCR/TraderAssignedReferenceID"),
    ]
    assert '"BorderTransportMeans"' in lines[findings[0].line - 1]
    assert '"TraderAssignedReferenceID"' in lines[findings[1].line - 1]


def test_a_document_with_errors_is_still_checked_as_far_as_it_can_be_read():
    data = changed(LOADING_LIST, "    <ID>01A123BC</ID>\n", "").replace(b"2026-03-13T05:30:00", b"13.03.2026")
    report = cdm.validate(data, profile="loading-list")
    assert [finding.rule for finding in report.findings] == ["type.datetime", "profile.missing"]
    body = json.loads(LOADING_LIST.with_suffix(".json").read_bytes())["CargoManifest"]
    body |= {"IssueDateTime": "13.03.2026", "Carrier": ["x"], "Consignment": [[], {"UCR": 4}]}
    del body["BorderTransportMeans"]["ID"]
    report = cdm.validate(json.dumps({"CargoManifest": body}).encode(), profile="loading-list")
    assert {"type.datetime", "type.json", "profile.missing"} <= {finding.rule for finding in report.findings}


def test_what_the_model_has_told_already_is_not_told_again():
    data = changed(LOADING_LIST, "<ID>081310</ID>", "<ID>" + "0" * 19 + "</ID>")
    assert [finding.rule for finding in cdm.validate(data, profile="loading-list").findings] == [
        "type.length"
    ]


@pytest.mark.parametrize("body", ['"x"', "[]", "{}"])
def test_a_body_that_is_no_object_is_no_reason_to_fail(body):
    report = cdm.validate(f'{{"CargoManifest": {body}}}'.encode(), profile="loading-list")
    assert not report.ok


def test_findings_of_model_and_profile_stand_in_the_order_of_the_document():
    data = changed(LOADING_LIST, "<ModeCode>3</ModeCode>", "<ModeCode>4</ModeCode>")
    data = data.replace(b"<ConsignmentQuantity>2<", b"<ConsignmentQuantity>two<")
    findings = cdm.validate(data, profile="loading-list").findings
    assert [finding.line for finding in findings] == sorted(finding.line for finding in findings)
    assert [finding.rule for finding in findings] == ["type.count", "profile.code"]


def test_a_document_of_a_version_to_come_is_not_checked():
    report = cdm.validate(changed(LOADING_LIST, "Code>1.0<", "Code>99.0<"), profile="loading-list")
    assert only(report).rule == "version.newer"
    assert report.checks == ("structure", "types")


def test_another_message_than_the_profile_is_of_is_one_finding():
    finding = only(cdm.validate(TIR, profile="loading-list"))
    assert finding.rule == "profile.message"
    assert finding.message == (
        "the document holds a TransitDeclaration; the profile loading-list expects a document that holds "
        "a CargoManifest"
    )


def test_a_national_document_is_checked_and_told_in_its_own_terms(tmp_path):
    (tmp_path / "own.toml").write_text(
        'id = "own"\ntitle = "x"\nmessage = "GoodsDeclaration"\nexplanation = "x"\nsource = "x"', "utf-8"
    )
    (tmp_path / "own.tsv").write_text("path\toccurs\tformat\tcodes\tnote\nFlowCode\t0..1\t\tE\t\n", "utf-8")
    report = cdm.validate(EXAMPLES / "asycuda-sad.xml", profile=str(tmp_path / "own.toml"))
    assert "profile own" in report.checks
    found = [finding for finding in report.findings if finding.rule.startswith("profile.")]
    assert {finding.rule for finding in found} == {"profile.unlisted", "profile.code"}
    (code,) = [finding for finding in found if finding.rule == "profile.code"]
    assert (code.path, code.value, code.harmonised) == (
        "ASYCUDA/Property/Sad_flow",
        "I",
        "GoodsDeclaration/FlowCode",
    )
    document = (EXAMPLES / "asycuda-sad.xml").read_text("utf-8").splitlines()
    assert document[code.line - 1].strip() == "<Sad_flow>I</Sad_flow>"
    (exporter,) = [finding for finding in found if finding.harmonised == "GoodsDeclaration/Exporter"]
    assert (exporter.path, exporter.box) == ("ASYCUDA/Traders/Exporter", "2")
    assert document[exporter.line - 1].strip() == "<Exporter>"


def test_a_long_list_of_codes_is_cut_and_counted(tmp_path):
    (tmp_path / "own.toml").write_text(
        'id = "own"\ntitle = "x"\nmessage = "Response"\nexplanation = "x"\nsource = "x"', "utf-8"
    )
    (tmp_path / "own.tsv").write_text(
        "path\toccurs\tformat\tcodes\tnote\nFunctionCode\t1..1\t\tlist(response-event)\t\n", "utf-8"
    )
    answer = cdm.dumps(cdm.Response(function_code="99"))
    finding = only(cdm.validate(answer, profile=str(tmp_path / "own.toml"), select=["profile"]))
    assert finding.expected == "one of 01, 02, 03, 05, 06, 07, 08, 09, 10, 11, 13, 14 and 4 more"


def test_an_unknown_profile_is_refused_before_the_document_is_read():
    with pytest.raises(cdm.UnknownFormat, match="there is no profile 'loading'"):
        cdm.validate("missing.xml", profile="loading")
