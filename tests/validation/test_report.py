from __future__ import annotations

from dataclasses import replace

import pytest

from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.report import Report

MASS = Finding(
    rule="type.decimal",
    message="'1 234,50' is not a number; expected a decimal number such as 1234.50",
    path="ASYCUDA/Item[2]/Valuation_item/Weight_itm/Gross_weight_itm",
    line=314,
    value="1 234,50",
    expected="a decimal number such as 1234.50",
    box="35",
    wco="65A.126",
    harmonised="GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/GoodsMeasure/GrossMassMeasure",
)
UNKNOWN = Finding("crosswalk.unknown", "Weather is not an element of asycuda-sad here", Severity.WARNING)
UNIT = Finding("crosswalk.incomplete", "a unit without its number", Severity.NOTE, line=3)


def report(*findings: Finding, left_out: int = 0) -> Report:
    return Report(
        "sad.xml", "asycuda-sad", "GoodsDeclaration", ("structure", "types"), 389, 3, findings, left_out
    )


@pytest.mark.parametrize(
    ("findings", "left_out", "ok", "summary"),
    [
        ((), 0, True, "valid, no findings"),
        ((UNKNOWN,), 0, True, "valid, with 1 warning"),
        ((UNKNOWN, UNIT, UNIT), 0, True, "valid, with 1 warning, 2 notes"),
        ((UNKNOWN, MASS), 0, False, "not valid: 1 error, 1 warning"),
        ((MASS, MASS), 7, False, "not valid: 2 errors, 7 more not shown"),
    ],
)
def test_only_errors_make_a_document_invalid(
    findings: tuple[Finding, ...], left_out: int, ok: bool, summary: str
):
    result = report(*findings, left_out=left_out)
    assert result.ok is ok
    assert result.summary() == summary


def test_every_severity_is_counted_also_at_none():
    assert report(MASS).counts() == {Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 0}


@pytest.mark.parametrize(
    ("values", "items", "content"),
    [
        (389, 3, "389 values in 3 goods items"),
        (389, 1, "389 values in 1 goods item"),
        (1, None, "1 value"),
        (None, None, "not readable as a message"),
    ],
)
def test_a_report_says_how_much_the_document_holds(values: int | None, items: int | None, content: str):
    assert replace(report(), values=values, items=items).content() == content


# --- selection --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("select", "ignore", "kept"),
    [
        ([], [], ["type.decimal", "crosswalk.unknown", "crosswalk.incomplete"]),
        (["type"], [], ["type.decimal"]),
        (["type."], [], ["type.decimal"]),
        (["crosswalk", "type.decimal"], ["crosswalk.unknown"], ["type.decimal", "crosswalk.incomplete"]),
        ([], ["crosswalk"], ["type.decimal"]),
        (["typ"], [], []),
        (["type.dec"], [], []),
        ([], ["crosswalk."], ["type.decimal"]),
        (["type"], ["type"], []),
    ],
)
def test_rules_are_selected_by_id_or_by_its_beginning(select: list[str], ignore: list[str], kept: list[str]):
    found = report(MASS, UNKNOWN, UNIT).selected(select, ignore)
    assert [finding.rule for finding in found.findings] == kept
    assert found.unselected == 3 - len(kept)


def test_what_is_not_selected_is_told():
    assert report(MASS, UNIT).selected(ignore=["type"]).summary() == "valid, with 1 note, 1 not selected"
    assert report(MASS).selected(["structure"]).summary() == "valid, with 1 not selected"


def test_selecting_again_adds_up():
    once = report(MASS, UNKNOWN, UNIT).selected(ignore=["type"])
    assert once.selected(ignore=["crosswalk.unknown"]).unselected == 2
