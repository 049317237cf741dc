from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.structure import message_class
from carec_datamodel.validation.schema import json_schema_findings, schema_findings
from carec_datamodel.validation.validate import MOST_FINDINGS, count_items, weightiest

SAD = Path(__file__).parents[2] / "examples" / "asycuda-sad.xml"
NAMESPACE = "urn:carec:datamodel:1"


def document(body: str) -> bytes:
    return f'<GoodsDeclaration xmlns="{NAMESPACE}">\n{body}\n</GoodsDeclaration>'.encode()


def changed(old: str, new: str) -> bytes:
    text = SAD.read_text("utf-8")
    assert old in text
    return text.replace(old, new, 1).encode()


def weighty(report: cdm.Report) -> list[Finding]:
    """Return the findings that are more than notes."""
    return [finding for finding in report.findings if finding.severity is not Severity.NOTE]


# --- good documents ---------------------------------------------------------------------------------


def test_a_national_declaration_is_checked_for_structure_and_types():
    report = cdm.validate(SAD)
    assert report.ok
    assert weighty(report) == []
    assert (report.name, report.format_id, report.message) == (str(SAD), "asycuda-sad", "GoodsDeclaration")
    assert report.checks == ("structure", "types", "rules")


def test_a_harmonised_xml_declaration_is_checked_against_its_schema_too():
    report = cdm.validate(cdm.convert(SAD).output)
    assert report.ok
    assert report.checks == ("structure", "types", "XML Schema", "rules")


def test_a_harmonised_json_declaration_is_checked_for_structure_and_types():
    report = cdm.validate(cdm.convert(SAD, to="carec-json").output)
    assert report.ok
    assert [check for check in report.checks if check != "JSON Schema"] == ["structure", "types", "rules"]


def test_json_is_checked_against_its_schema_too_where_the_extra_is_installed():
    pytest.importorskip("jsonschema_rs", reason="the extra fast is not installed")
    report = cdm.validate(cdm.convert(SAD, to="carec-json").output)
    assert report.checks == ("structure", "types", "JSON Schema", "rules")
    wrong = {"GoodsDeclaration": {"TypeCode": "IM", "Weather": "fine"}}
    (finding,) = json_schema_findings(wrong, cdm.GoodsDeclaration)
    assert (finding.rule, finding.path) == ("structure.schema", "GoodsDeclaration")
    assert "Weather" in finding.message


def test_the_size_of_the_message_is_counted():
    output = cdm.convert(SAD).output
    report = cdm.validate(output)
    root = etree.fromstring(output)
    assert report.values == root.xpath("count(//text()[normalize-space()]) + count(//@*)")
    assert report.items == root.xpath("count(//*[local-name() = 'GovernmentAgencyGoodsItem'])")


def test_a_declaration_without_goods_has_no_items():
    assert cdm.validate(document("<TypeCode>IM</TypeCode>")).items == 0


def test_a_message_without_a_repeating_part_has_no_count_of_items():
    class Note(cdm.GoodsDeclaration):
        items = ""

    assert count_items(Note()) is None


# --- findings ---------------------------------------------------------------------------------------


def test_all_findings_are_told_in_document_order():
    report = cdm.validate(
        document("<TypeCode/>\n<FormNumeric>drei</FormNumeric>\n<Declarant><Nom>ТОО Мука</Nom></Declarant>")
    )
    assert [(finding.rule, finding.line) for finding in report.findings] == [
        ("type.empty", 2),
        ("type.count", 3),
        ("structure.unknown", 4),
    ]
    assert not report.ok
    assert (report.values, report.items) == (None, None)
    assert report.message == "GoodsDeclaration"


def test_findings_on_a_national_document_are_in_its_own_terms():
    wrong = changed("<Number_of_the_form>1<", "<Number_of_the_form>drei<")
    (finding,) = weighty(cdm.validate(wrong))
    assert finding.path == "ASYCUDA/Property/Forms/Number_of_the_form"
    assert finding.line == wrong[: wrong.index(b"drei")].count(b"\n") + 1
    assert (finding.value, finding.box, finding.harmonised) == ("drei", "3", "GoodsDeclaration/FormNumeric")


def test_a_national_element_that_is_not_known_is_a_warning():
    report = cdm.validate(changed("<Identification>", "<Weather>fair</Weather><Identification>"))
    assert [(finding.rule, finding.severity) for finding in weighty(report)] == [
        ("crosswalk.unknown", Severity.WARNING)
    ]
    assert report.ok


def test_findings_beyond_the_most_are_counted():
    more = 25
    report = cdm.validate(document("<Nom/>\n" * (MOST_FINDINGS + more)))
    assert len(report.findings) == MOST_FINDINGS
    assert report.left_out == more
    assert f"{more} more not shown" in report.summary()


def test_an_error_behind_many_warnings_is_not_overlooked():
    wrong = changed("<Identification>", "<Weather>fair</Weather>" * (MOST_FINDINGS + 5) + "<Identification>")
    wrong = wrong.replace(b"<Total_number_of_packages>2940<", b"<Total_number_of_packages>viele<")
    late = wrong.replace(b"</ASYCUDA>", b"<Weather>foul</Weather></ASYCUDA>")
    assert not cdm.validate(late).ok


def test_the_weightiest_findings_stay_in_their_order():
    note, warning, error = (
        Finding(severity.value, "", severity)
        for severity in (Severity.NOTE, Severity.WARNING, Severity.ERROR)
    )
    findings = [note, warning, note, error, warning]
    assert weightiest(findings, 5) == findings
    assert weightiest(findings, 3) == [warning, error, warning]
    assert weightiest(findings, 1) == [error]


# --- the published schema ---------------------------------------------------------------------------


@pytest.mark.parametrize("name", ["GoodsDeclaration", "CorridorMeasurement"])
def test_what_the_schema_objects_to_is_a_finding_with_its_line(name: str):
    root = etree.fromstring(f'<{name} xmlns="{NAMESPACE}">\n\n<Weather/></{name}>')
    (finding,) = schema_findings(root, message_class(name))
    assert (finding.rule, finding.severity, finding.line) == ("structure.schema", Severity.ERROR, 3)
    assert finding.path == f"{name}/Weather"
    assert finding.message.startswith("Unexpected child with tag 'Weather' at position 1")
    assert NAMESPACE not in finding.message


def test_what_is_missing_and_what_does_not_fit_is_explained_with_what_was_expected():
    item = "<GovernmentAgencyGoodsItem/>"
    root = etree.fromstring(
        f'<GoodsDeclaration xmlns="{NAMESPACE}"><FunctionCode>9999</FunctionCode>\n'
        f"<GoodsShipment>{item}\n{item}</GoodsShipment></GoodsDeclaration>"
    )
    found = schema_findings(root, cdm.GoodsDeclaration)
    assert [(finding.path, finding.line) for finding in found] == [
        ("GoodsDeclaration/FunctionCode", 1),
        ("GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]", 2),
        ("GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[2]", 3),
    ]
    assert found[0].message == "value length cannot be greater than 2"
    assert found[1].expected == "SequenceNumeric"


@pytest.mark.parametrize("name", MESSAGES)
def test_the_schema_has_no_objection_to_an_empty_message(name: str):
    assert schema_findings(etree.fromstring(f'<{name} xmlns="{NAMESPACE}"/>'), message_class(name)) == []


# --- what is not a report -----------------------------------------------------------------------------


def test_a_document_that_may_not_be_parsed_gets_no_report():
    with pytest.raises(cdm.UnsafeDocument):
        cdm.validate(SAD.read_bytes()[:3000])


def test_a_document_of_no_known_format_gets_no_report():
    with pytest.raises(cdm.UnknownFormat):
        cdm.validate(b"<Invoice/>")
