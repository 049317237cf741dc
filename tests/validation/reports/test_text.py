from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace

import pytest

from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.printable import printable
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports import Unread, reports_text
from carec_datamodel.validation.reports.text import finding_lines

MakeReport = Callable[..., Report]


def test_the_text_begins_with_what_the_document_is(report: MakeReport):
    assert report().to_text().splitlines() == [
        "in/sad.xml",
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
def test_the_text_says_what_is_not_there(report: MakeReport, changes: dict[str, int | str | None], line: str):
    assert line in replace(report(), **changes).to_text().splitlines()


def test_a_finding_is_told_with_place_message_and_what_it_is_about(mass: Finding):
    assert finding_lines(mass) == [
        "ERROR   ASYCUDA/Item[2]/Valuation_item/Weight_itm/Gross_weight_itm, line 314",
        "        '1 234,50' is not a number; expected a decimal number such as 1234.50",
        "        [box 35; WCO 65A.126; GoodsShipment/GovernmentAgencyGoodsItem[]/",
        "         Commodity/GoodsMeasure/GrossMassMeasure; type.decimal]",
    ]


def test_a_finding_without_place_is_on_the_document(unknown: Finding, unit: Finding):
    assert finding_lines(unknown)[0] == "WARNING document"
    assert finding_lines(unit)[0] == "NOTE    document, line 3"


def test_a_harmonised_path_is_not_told_twice(unit: Finding):
    path = "GoodsDeclaration/TypeCode"
    assert finding_lines(replace(unit, path=path, harmonised=path))[2] == "        [crosswalk.incomplete]"


def test_a_hint_comes_last(unit: Finding):
    assert finding_lines(replace(unit, hint="Leave out the unit."))[-1] == "        Leave out the unit."


def test_text_keeps_to_its_width_where_the_words_allow(unit: Finding):
    long = replace(unit, message="the seal on the container is not the one of the declaration " * 10)
    assert max(map(len, finding_lines(long))) <= 80


def test_hostile_text_is_shown_and_not_obeyed(report: MakeReport):
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


def test_long_paths_are_broken_behind_slashes_and_nowhere_else(unit: Finding):
    path = "CargoManifest/Consignment[1]/TransportEquipment[12]/Seal[1]/AffixingParty/Address/CountryCode"
    first, second, *_ = finding_lines(replace(unit, path=path, line=214))
    assert first == "NOTE    CargoManifest/Consignment[1]/TransportEquipment[12]/Seal[1]/"
    assert second == "        AffixingParty/Address/CountryCode, line 214"


@pytest.mark.parametrize("length", range(50, 66))
def test_a_line_number_stays_with_its_word(unit: Finding, length: int):
    lines = finding_lines(replace(unit, path="P" * length, line=3141))
    assert "line 3141" in "\n".join(lines[:2])
    assert max(map(len, lines)) <= 80


# --- what is alike ----------------------------------------------------------------------------------


def masses(mass: Finding, count: int) -> list[Finding]:
    """The same fault in so many items."""
    return [
        replace(
            mass,
            path=f"ASYCUDA/Item[{number}]/Gross_weight_itm",
            line=300 + number,
            value=f"{number} 234,50",
            message=f"'{number} 234,50' is not a number; expected a decimal number such as 1234.50",
        )
        for number in range(1, count + 1)
    ]


def test_findings_that_differ_by_place_and_value_are_told_once_with_the_first_places(
    report: MakeReport, mass: Finding
):
    lines = report(*masses(mass, 12)).to_text().splitlines()
    assert sum("is not a number" in line for line in lines) == 1
    assert lines[-5:] == [
        "        The same in 11 more places:",
        "          ASYCUDA/Item[2]/Gross_weight_itm, line 302: '2 234,50'",
        "          ASYCUDA/Item[3]/Gross_weight_itm, line 303: '3 234,50'",
        "          ASYCUDA/Item[4]/Gross_weight_itm, line 304: '4 234,50'",
        "          and 8 more",
    ]


def test_two_alike_findings_have_one_more_place(report: MakeReport, mass: Finding):
    lines = report(*masses(mass, 2)).to_text().splitlines()
    assert lines[-2:] == [
        "        The same in 1 more place:",
        "          ASYCUDA/Item[2]/Gross_weight_itm, line 302: '2 234,50'",
    ]


@pytest.mark.parametrize(
    "change",
    [
        {"rule": "type.measure"},
        {"severity": Severity.WARNING},
        {"path": "ASYCUDA/Item[2]/Net_weight_itm"},
        {"message": "'1 234,50' is too long"},
        {"hint": "Leave out the blank."},
        {"expected": "a whole number"},
    ],
)
def test_what_differs_in_more_is_told_by_itself(report: MakeReport, mass: Finding, change: dict[str, str]):
    assert "The same in" not in report(mass, replace(mass, **change)).to_text()


def test_errors_come_before_warnings_before_notes_each_in_document_order(
    unknown: Finding, report: MakeReport, unit: Finding, mass: Finding
):
    other = replace(unknown, rule="crosswalk.text", message="text between elements")
    lines = report(unit, unknown, other, mass).to_text().splitlines()
    shown = [line.split()[0] for line in lines if line.startswith(("ERROR", "WARNING", "NOTE"))]
    assert shown == ["ERROR", "WARNING", "WARNING", "NOTE"]
    assert lines.index("        [crosswalk.unknown]") < lines.index("        [crosswalk.text]")


# --- colour -----------------------------------------------------------------------------------------


def test_colour_adds_nothing_but_colour(report: MakeReport, mass: Finding, unknown: Finding):
    plain, coloured = report(mass, unknown).to_text(), report(mass, unknown).to_text(colour=True)
    assert "\x1b" not in plain
    assert "\x1b[1;31mERROR\x1b[0m   ASYCUDA" in coloured
    assert "\x1b[33mWARNING\x1b[0m document" in coloured
    assert re.sub(r"\x1b\[[0-9;]*m", "", coloured) == plain


def test_a_valid_document_has_another_colour_than_one_that_is_not(report: MakeReport, mass: Finding):
    good = report().to_text(colour=True).splitlines()[-1]
    bad = report(mass).to_text(colour=True).splitlines()[4]
    assert good == "  Result   \x1b[32mvalid, no findings\x1b[0m"
    assert bad == "  Result   \x1b[1;31mnot valid: 1 error\x1b[0m"


# --- several documents ------------------------------------------------------------------------------


def test_several_documents_are_summed_up(report: MakeReport, mass: Finding, unit: Finding):
    text = reports_text([report(), Unread("half.xml", "not well-formed XML"), report(mass, unit, left_out=4)])
    assert text.startswith(report().to_text() + "\n" + report(mass, unit, left_out=4).to_text())
    last = "3 documents: 1 valid, 1 not valid, 1 not readable; 1 error, 1 note, 4 more not shown"
    assert text.splitlines()[-2:] == ["", last]


def test_one_document_needs_no_sum(report: MakeReport, mass: Finding):
    assert reports_text([report(mass)]) == report(mass).to_text()


def test_no_documents_are_no_text():
    assert reports_text([]) == ""
