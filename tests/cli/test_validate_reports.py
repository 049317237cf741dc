"""`carec validate`: forms of report, where they go, which rules are in them, when they fail."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree, html

import carec_datamodel as cdm
from carec_datamodel.cli import main
from carec_datamodel.validation.reports import Unread, reports_html, reports_junit, reports_sarif

SAD = Path(__file__).parents[2] / "examples" / "asycuda-sad.xml"
WRONG = """<?xml version="1.0" encoding="UTF-8"?>
<GoodsDeclaration xmlns="urn:carec:datamodel:1">
  <TotalGrossMassMeasure unitCode="KGM">1 234,50</TotalGrossMassMeasure>
  <Declarant><Name>شركة</Name><Nom>ТОО Мука</Nom></Declarant>
</GoodsDeclaration>
"""


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, ["validate", *map(str, arguments)], catch_exceptions=False)


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a valid document that has a note, a wrong one and one cut short."""
    monkeypatch.chdir(tmp_path)
    Path("sad.xml").write_bytes(SAD.read_bytes())
    Path("wrong.xml").write_text(WRONG, "utf-8")
    Path("half.xml").write_bytes(SAD.read_bytes()[:3000])
    return tmp_path


# --- forms ------------------------------------------------------------------------------------------


def test_each_form_can_be_asked_for():
    reports = [cdm.validate("wrong.xml"), cdm.validate("sad.xml")]
    for kind, written in (
        ("sarif", reports_sarif(reports)),
        ("junit", reports_junit(reports)),
        ("html", reports_html(reports)),
    ):
        result = run("wrong.xml", "sad.xml", "--report", kind)
        assert result.exit_code == 1
        assert result.stdout == written


def test_a_document_that_cannot_be_read_is_told_in_forms_that_have_a_place_for_it():
    result = run("wrong.xml", "half.xml", "--report", "junit=junit.xml", "--report", "sarif=out.sarif")
    assert result.exit_code == 3
    suites = etree.fromstring(Path("junit.xml").read_bytes())
    assert suites.xpath("testsuite[@name='half.xml']/testcase/error/@message")
    (run_,) = json.loads(Path("out.sarif").read_text("utf-8"))["runs"]
    assert run_["invocations"][0]["executionSuccessful"] is False
    assert "not well-formed XML" in result.stderr


def test_where_nothing_could_be_read_only_forms_with_a_place_for_that_are_written():
    files = ("text=a.txt", "json=a.json", "html=a.html")
    assert run("half.xml", *(part for file in files for part in ("--report", file))).exit_code == 3
    assert {path.name for path in Path().iterdir()} & {"a.txt", "a.json", "a.html"} == {"a.html"}
    assert "1 document: 1 not readable" in html.parse("a.html").getroot().text_content()


def test_the_reason_stands_in_the_report_as_the_library_gives_it():
    with pytest.raises(cdm.UnsafeDocument) as caught:
        cdm.validate("half.xml")
    unread = Unread("half.xml", caught.value.message, caught.value.line)
    assert run("half.xml", "--report", "junit").stdout == reports_junit([unread])


def test_several_reports_are_written_at_once():
    result = run("wrong.xml", "--report", "text", "--report", "json=a.json", "--report", "html=a.html")
    assert result.exit_code == 1
    assert result.stdout == cdm.validate("wrong.xml").to_text()
    assert Path("a.json").read_text("utf-8") == cdm.validate("wrong.xml").to_json()
    assert Path("a.html").read_text("utf-8") == cdm.validate("wrong.xml").to_html()


def test_a_report_in_a_file_leaves_standard_output_empty():
    result = run("wrong.xml", "--report", "json=a.json")
    assert (result.exit_code, result.output) == (1, "")


def test_the_output_is_for_the_report_that_names_no_file():
    assert run("wrong.xml", "--report", "sarif=a.sarif", "--report", "junit", "-o", "a.xml").exit_code == 1
    assert Path("a.xml").read_text("utf-8") == cdm.validate("wrong.xml").to_junit()


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        (["--report", "yaml"], "'yaml' is no form of report; expected text, json, sarif, junit, html"),
        (["--report", "sarif="], "'sarif=' names no file; expected sarif=FILE, or sarif"),
        (["--report", "sarif=a", "-o", "b"], "every --report names its own file"),
        (["--report", "text", "--report", "json"], "standard output would be written twice"),
        (
            ["--report", "text=a", "--report", "json=a"],
            "written twice: the text report and the json",
        ),
        (["--report", "json=wrong.xml"], "wrong.xml is also an input"),
        (["--fail-on", "fatal"], "'fatal' is not one of"),
        (["--select", ","], "no rule is named"),
    ],
)
def test_reports_that_make_no_sense_are_wrong_use(arguments: list[str], told: str):
    result = run("wrong.xml", *arguments)
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())
    assert Path("wrong.xml").read_text("utf-8") == WRONG


def test_a_report_is_written_whole_or_not_at_all():
    Path("no").mkdir()
    result = run("wrong.xml", "--report", "html=no")
    assert result.exit_code == 3
    assert "no: cannot be written: Is a directory" in result.stderr
    assert not any(Path().glob(".*.part"))


def test_long_reports_wait_on_the_disk(monkeypatch: pytest.MonkeyPatch):
    monkeypatch.setattr("carec_datamodel.cli.report_files._IN_MEMORY", 10)
    monkeypatch.setattr("carec_datamodel.cli.report_files._PIECE", 7)
    expected = cdm.validate("wrong.xml").to_text()
    assert "شركة" not in expected
    assert run("wrong.xml").stdout == expected
    assert run("wrong.xml", "--report", "html").stdout == cdm.validate("wrong.xml").to_html()


# --- colour -----------------------------------------------------------------------------------------


def on_a_terminal(**environment: str) -> str:
    import pty  # only where there are terminals

    master, slave = pty.openpty()
    command = [sys.executable, "-m", "carec_datamodel", "validate", "wrong.xml"]
    surroundings = {**os.environ, "TERM": "xterm", "NO_COLOR": "", **environment}
    with subprocess.Popen(command, stdout=slave, stderr=slave, env=surroundings) as process:
        assert process.wait(timeout=60) == 1
    os.close(slave)
    shown = os.read(master, 100_000).decode()
    os.close(master)
    return shown.replace("\r\n", "\n")


@pytest.mark.skipif(os.name != "posix", reason="needs a terminal of POSIX")
def test_a_terminal_is_given_colour_unless_it_asks_for_none():
    report = cdm.validate("wrong.xml")
    assert on_a_terminal() == report.to_text(colour=True)
    assert on_a_terminal(NO_COLOR="1") == report.to_text()
    assert on_a_terminal(TERM="dumb") == report.to_text()


# --- rules ------------------------------------------------------------------------------------------


def rules_of(*arguments: str) -> list[str]:
    content = json.loads(run("wrong.xml", "--report", "json", *arguments).stdout)
    return [finding["rule"] for finding in content["findings"]]


def test_rules_can_be_selected_and_ignored():
    assert rules_of() == ["type.decimal", "structure.unknown"]
    assert rules_of("--select", "type") == ["type.decimal"]
    assert rules_of("--ignore", "type.decimal") == ["structure.unknown"]
    assert rules_of("--select", "type, structure", "--ignore", "structure.unknown") == ["type.decimal"]
    assert rules_of("--select", "type", "--select", "structure") == ["type.decimal", "structure.unknown"]


def test_ignored_errors_fail_nothing_and_are_counted():
    result = run("wrong.xml", "--ignore", "type,structure")
    assert result.exit_code == 0
    assert "  Result   valid, with 2 not selected" in result.stdout


@pytest.mark.parametrize(
    ("file", "threshold", "status"),
    [
        ("wrong.xml", "error", 1),
        ("wrong.xml", "note", 1),
        ("wrong.xml", "never", 0),
        ("sad.xml", "error", 0),
        ("sad.xml", "warning", 0),
        ("sad.xml", "note", 1),
        ("half.xml", "never", 3),
    ],
)
def test_from_which_severity_on_findings_fail_can_be_said(file: str, threshold: str, status: int):
    form = "structure,type,crosswalk"  # rules of the message may find more in the example
    assert run(file, "--fail-on", threshold, "--select", form).exit_code == status
