"""Files that the settings name become tests."""

from __future__ import annotations

from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.wire import json

EVERY_TEST = ["schema", "rules", "roundtrip", "convert[carec-xml]", "convert[carec-json]"]


def test_each_file_is_tested_in_five_ways(project, declaration, national):
    project.put("declaration.xml", declaration)
    project.put("national.xml", national)
    listed = project.run("--collect-only", "-q").outlines
    assert listed[:10] == [
        f"samples/{name}.xml::{test}" for name in ("declaration", "national") for test in EVERY_TEST
    ]


def test_valid_files_pass_harmonised_as_xml_and_json_and_national(project, declaration, national):
    project.put("declaration.xml", declaration)
    project.put(
        "declaration.json", (Path(__file__).parents[2] / "examples/messages/response.json").read_bytes()
    )
    project.put("national.xml", national)
    project.run().assert_outcomes(passed=15)


def test_one_test_of_one_file_can_be_named(project, declaration, misspelt):
    project.put("declaration.xml", declaration)
    project.put("misspelt.xml", misspelt)
    project.run("samples/declaration.xml::roundtrip").assert_outcomes(passed=1)
    project.run("-m", "carec", "-k", "rules and not misspelt").assert_outcomes(passed=1, deselected=9)


def test_a_fault_of_form_is_told_as_a_report_with_file_and_line(project, misspelt):
    project.put("misspelt.xml", misspelt)
    result = project.run()
    result.assert_outcomes(failed=4, skipped=1)
    result.stdout.fnmatch_lines(
        [
            "*_ samples/misspelt.xml: schema _*",
            "samples/misspelt.xml",
            "  Result   not valid: 1 error",
            "ERROR   GoodsDeclaration/InvoiceAmount, line 26",
            "samples/misspelt.xml:26: error: '33 600,00' is not a number; *[[]type.decimal[]]",
            "FAILED samples/misspelt.xml::schema - error: '33 600,00' is not a number*",
        ]
    )
    assert "Traceback" not in result.stdout.str()
    assert "sample.py" not in result.stdout.str()


def test_what_is_no_message_is_not_judged_by_rules(project, misspelt):
    project.put("misspelt.xml", misspelt)
    result = project.run("samples/misspelt.xml::rules", "-rs")
    result.assert_outcomes(skipped=1)
    result.stdout.fnmatch_lines(["SKIPPED*samples/misspelt.xml:1: no rule can look at what is no message"])


def test_what_is_no_document_is_told_with_its_line(project):
    project.put("torn.xml", "<GoodsDeclaration>\n<TypeCode>IM</TypeCode>\n")
    result = project.run("-k", "schema or roundtrip")
    result.assert_outcomes(failed=2, deselected=3)
    result.stdout.fnmatch_lines(
        ["samples/torn.xml cannot be read: *", "samples/torn.xml:[23]: error: *report.unread*"]
    )


def test_rules_fail_from_the_severity_on_that_is_set(project, unbalanced):
    project.put("unbalanced.xml", unbalanced)
    result = project.run("-k", "schema or rules")
    result.assert_outcomes(passed=1, failed=1, deselected=3)
    result.stdout.fnmatch_lines(["samples/unbalanced.xml:27: error: TotalGrossMassMeasure is 20000 KGM; *"])
    assert "unbalanced.xml:28" not in result.stdout.str()
    project.configure(carec_fail_on="warning")
    result = project.run("-k", "rules")
    result.stdout.fnmatch_lines(
        [
            "samples/unbalanced.xml:27: error: *",
            "samples/unbalanced.xml:28: warning: TotalPackageQuantity is 77;*",
        ]
    )


@pytest.mark.parametrize(
    "settings", [{"carec_ignore": "total.goods-gross-mass"}, {"carec_select": "total.goods-packages\ndate"}]
)
def test_rules_that_are_not_wanted_do_not_count(project, unbalanced, settings):
    project.put("unbalanced.xml", unbalanced)
    project.configure(**settings)
    project.run("-k", "rules").assert_outcomes(passed=1, deselected=4)


def test_a_fault_of_form_counts_only_where_it_is_wanted(project, misspelt):
    project.put("misspelt.xml", misspelt)
    project.configure(carec_select="total\ntype")
    project.run("-k", "schema").assert_outcomes(failed=1, deselected=4)
    project.configure(carec_ignore="type.decimal")
    project.run("-k", "schema").assert_outcomes(passed=1, deselected=4)


def test_files_are_held_against_code_lists_of_the_project(project):
    goods_in_sacks = cdm.GoodsDeclaration(total_package_quantity=cdm.Quantity("7", "SACK"))
    project.put("sacks.xml", cdm.dumps(goods_in_sacks))
    project.configure(carec_fail_on="warning")
    project.run("-k", "rules").assert_outcomes(failed=1, deselected=4)
    (project.root / "units.tsv").write_text("# extends units\ncode\tmeaning\nSACK\ta sack\n", "utf-8")
    project.configure(carec_code_lists="units.tsv")
    project.run("-k", "rules").assert_outcomes(passed=1, deselected=4)


def test_files_are_held_against_the_profile_that_is_set(project, declaration):
    messages = Path(__file__).parents[2] / "examples" / "messages"
    project.put("carnet.xml", (messages / "tir-transit.xml").read_bytes())
    project.put("declaration.xml", declaration)
    project.configure(carec_profile="tir-transit")
    result = project.run("-k", "schema")
    result.assert_outcomes(passed=1, failed=1, deselected=8)
    result.stdout.fnmatch_lines(["samples/declaration.xml:1: error: *GoodsDeclaration*[[]profile.message[]]"])


def test_a_value_that_gets_lost_on_the_way_and_back_is_told(project, national, monkeypatch):
    restore = CrosswalkFormat.restore
    monkeypatch.setattr(
        CrosswalkFormat, "restore", lambda *args: restore(*args).replace(b"400000001</Dec", b"</Dec")
    )
    project.put("national.xml", national)
    result = project.run("-k", "roundtrip")
    result.assert_outcomes(failed=1, deselected=4)
    result.stdout.fnmatch_lines(
        [
            "samples/national.xml does not come back as it was:",
            "  ASYCUDA/Declarant/Declarant_code, line 20: '400000001' came back as nothing",
        ]
    )


def test_a_harmonised_file_that_comes_back_otherwise_is_told(project, declaration, monkeypatch):
    dumps = json.dumps
    monkeypatch.setattr(json, "dumps", lambda message: dumps(message).replace(b'"33600.00"', b'"33600"', 1))
    project.put("declaration.xml", declaration)
    result = project.run("-k", "roundtrip")
    result.assert_outcomes(failed=1, deselected=4)
    result.stdout.fnmatch_lines(
        [
            "samples/declaration.xml does not come back as it was:",
            "  carec-json: GoodsDeclaration/InvoiceAmount: 33600.00 USD became 33600 USD",
        ]
    )


def test_output_that_is_not_valid_is_told(project, declaration, monkeypatch):
    dumps = json.dumps
    monkeypatch.setattr(json, "dumps", lambda message: dumps(message).replace(b'"33600.00"', b'"much"', 1))
    project.put("declaration.xml", declaration)
    result = project.run("-k", "convert")
    result.assert_outcomes(passed=1, failed=1, deselected=3)
    result.stdout.fnmatch_lines(
        [
            "samples/declaration.xml as carec-json is not valid",
            "(output as carec-json)",
            "ERROR   GoodsDeclaration/InvoiceAmount*",
        ]
    )


@pytest.mark.parametrize(
    ("name", "told"),
    [
        ("national", "*the ledger has 0 entries for * values"),
        ("declaration", "*the ledger does not tell of GoodsDeclaration/MetaData/*"),
    ],
)
def test_values_that_the_ledger_does_not_tell_of_are_told(project, request, monkeypatch, name, told):
    monkeypatch.setattr("carec_datamodel.conversion.Conversion.ledger", cdm.Ledger(()))
    project.put(f"{name}.xml", request.getfixturevalue(name))
    result = project.run("-k", "convert and xml")
    result.assert_outcomes(failed=2, deselected=3)
    result.stdout.fnmatch_lines([told])


def test_a_format_that_holds_no_such_message_is_left_out(project, declaration):
    project.put("declaration.xml", declaration)
    project.configure(carec_convert="asycuda-sad\nasycuda-waybill")
    result = project.run("-k", "convert", "-rs")
    result.assert_outcomes(passed=1, skipped=1, deselected=3)
    result.stdout.fnmatch_lines(["SKIPPED*asycuda-waybill holds no GoodsDeclaration"])


def test_no_conversion_is_tested_where_none_is_named(project, declaration):
    project.put("declaration.xml", declaration)
    project.configure(carec_convert="")
    project.run().assert_outcomes(passed=3)


def test_several_processes_find_the_same_tests(project, declaration, misspelt):
    pytest.importorskip("xdist")
    project.put("declaration.xml", declaration)
    project.put("misspelt.xml", misspelt)
    result = project.run_apart("-n2", "--carec-report=json:apart.json", "-k", "schema or rules")
    result.assert_outcomes(passed=2, failed=1, skipped=1)
    result.stdout.fnmatch_lines(
        ["samples/misspelt.xml:26: error:*", "FAILED samples/misspelt.xml::schema - error:*"]
    )
    project.run("--carec-report=json:alone.json", "-k", "schema or rules")
    assert (project.root / "apart.json").read_bytes() == (project.root / "alone.json").read_bytes()
