from __future__ import annotations

import json
from dataclasses import replace

import pytest

from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.report import Report, finding_lines, printable

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


# --- the result -------------------------------------------------------------------------------------


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


# --- as text ----------------------------------------------------------------------------------------


def test_the_text_begins_with_what_the_document_is():
    assert report().to_text().splitlines() == [
        "sad.xml",
        "  Format   asycuda-sad (GoodsDeclaration)",
        "  Content  389 values in 3 goods items",
        "  Checked  structure, types",
        "  Result   valid, no findings",
    ]


@pytest.mark.parametrize(
    ("changes", "line"),
    [
        ({"items": 1}, "  Content  389 values in 1 goods item"),
        ({"items": None}, "  Content  389 values"),
        ({"values": None, "items": None}, "  Content  not readable as a message"),
        ({"name": ""}, "(document)"),
    ],
)
def test_the_text_says_what_is_not_there(changes: dict[str, int | str | None], line: str):
    assert line in replace(report(), **changes).to_text().splitlines()


def test_a_finding_is_told_with_place_message_and_what_it_is_about():
    assert finding_lines(MASS) == [
        "ERROR   ASYCUDA/Item[2]/Valuation_item/Weight_itm/Gross_weight_itm, line 314",
        "        '1 234,50' is not a number; expected a decimal number such as 1234.50",
        "        [box 35; WCO 65A.126;",
        "         GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/GoodsMeasure/GrossMassMeasure;",
        "         type.decimal]",
    ]


def test_a_finding_without_place_is_on_the_document():
    assert finding_lines(UNKNOWN)[0] == "WARNING document"
    assert finding_lines(UNIT)[0] == "NOTE    document, line 3"


def test_a_harmonised_path_is_not_told_twice():
    path = "GoodsDeclaration/TypeCode"
    assert finding_lines(replace(UNIT, path=path, harmonised=path))[2] == "        [crosswalk.incomplete]"


def test_a_hint_comes_last():
    assert finding_lines(replace(UNIT, hint="Leave out the unit."))[-1] == "        Leave out the unit."


def test_text_keeps_to_its_width_where_the_words_allow():
    long = replace(UNIT, message="the seal on the container is not the one of the declaration " * 10)
    assert max(map(len, finding_lines(long))) <= 80


def test_hostile_text_is_shown_and_not_obeyed():
    hostile = Finding("structure.unknown", "\x1b[2J\u202eNom\r\nERROR  forged", path="a\nERROR  b\x07")
    lines = finding_lines(hostile)
    assert lines[0] == "ERROR   a\\nERROR  b\\x07"
    assert lines[1] == "        \\x1b[2J\\u202eNom ERROR forged"
    assert replace(report(), name="sad\n.xml").to_text().startswith("sad\\n.xml\n")


def test_endless_text_is_cut():
    endless = Finding("structure.unknown", "M" * 100_000, path="P" * 100_000, harmonised="H" * 100_000)
    assert sum(map(len, finding_lines(endless))) < 2000


def test_letters_of_every_alphabet_are_printable():
    name = "Мука ფქვილი آرد 面粉 ‘ü’"
    assert printable(name) == name


def test_half_a_character_is_printable_as_an_escape():
    assert printable("sad\udcff.xml").encode() == b"sad\\udcff.xml"


# --- as JSON ----------------------------------------------------------------------------------------


def test_the_json_holds_everything():
    assert json.loads(report(MASS, UNIT, left_out=2).to_json()) == {
        "document": "sad.xml",
        "format": "asycuda-sad",
        "message": "GoodsDeclaration",
        "ok": False,
        "values": 389,
        "items": 3,
        "checks": ["structure", "types"],
        "counts": {"error": 1, "warning": 0, "note": 1},
        "leftOut": 2,
        "findings": [MASS.as_dict(), UNIT.as_dict()],
    }


def test_the_json_leaves_out_what_a_finding_does_not_say():
    (finding,) = json.loads(report(UNIT).to_json())["findings"]
    assert finding == {
        "rule": "crosswalk.incomplete",
        "message": "a unit without its number",
        "severity": "note",
        "line": 3,
    }


def test_the_json_is_not_cut():
    (finding,) = json.loads(report(replace(UNIT, path="P" * 10_000)).to_json())["findings"]
    assert len(finding["path"]) == 10_000
