from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace

import pytest

from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.report import Report

MakeReport = Callable[..., Report]
ERROR = Finding("type.decimal", "not a number")
WARNING = Finding("crosswalk.unknown", "not an element", Severity.WARNING)
NOTE = Finding("crosswalk.incomplete", "a unit without its number", Severity.NOTE)


@pytest.mark.parametrize(
    ("findings", "left_out", "ok", "summary"),
    [
        ((), 0, True, "valid, no findings"),
        ((WARNING,), 0, True, "valid, with 1 warning"),
        ((WARNING, NOTE, NOTE), 0, True, "valid, with 1 warning, 2 notes"),
        ((WARNING, ERROR), 0, False, "not valid: 1 error, 1 warning"),
        ((ERROR, ERROR), 7, False, "not valid: 2 errors, 7 more not shown"),
    ],
)
def test_only_errors_make_a_document_invalid(
    report: MakeReport, findings: tuple[Finding, ...], left_out: int, ok: bool, summary: str
):
    result = report(*findings, left_out=left_out)
    assert result.ok is ok
    assert result.summary() == summary


def test_every_severity_is_counted_also_at_none(report: MakeReport):
    assert report(ERROR).counts() == {Severity.ERROR: 1, Severity.WARNING: 0, Severity.NOTE: 0}


@pytest.mark.parametrize(
    ("values", "items", "content"),
    [
        (389, 3, "389 values in 3 goods items"),
        (389, 1, "389 values in 1 goods item"),
        (1, None, "1 value"),
        (None, None, "not readable as a message"),
    ],
)
def test_a_report_says_how_much_the_document_holds(
    report: MakeReport, values: int | None, items: int | None, content: str
):
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
def test_rules_are_selected_by_id_or_by_its_beginning(
    report: MakeReport, select: list[str], ignore: list[str], kept: list[str]
):
    found = report(ERROR, WARNING, NOTE).selected(select, ignore)
    assert [finding.rule for finding in found.findings] == kept
    assert found.unselected == 3 - len(kept)


def test_what_is_not_selected_is_told(report: MakeReport):
    assert report(ERROR, NOTE).selected(ignore=["type"]).summary() == "valid, with 1 note, 1 not selected"
    assert report(ERROR).selected(["structure"]).summary() == "valid, with 1 not selected"


def test_selecting_again_adds_up(report: MakeReport):
    once = report(ERROR, WARNING, NOTE).selected(ignore=["type"])
    assert once.selected(ignore=["crosswalk.unknown"]).unselected == 2
