from __future__ import annotations

import json
import os
import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

import carec_datamodel as cdm
from carec_datamodel.cli import main
from carec_datamodel.validation.reports import reports_text

EXAMPLES = Path(__file__).parents[2] / "examples"
SAD = EXAMPLES / "asycuda-sad.xml"
WRONG = """<?xml version="1.0" encoding="UTF-8"?>
<GoodsDeclaration xmlns="urn:carec:datamodel:1">
  <TypeCode>IM</TypeCode>
  <TotalGrossMassMeasure unitCode="KGM">1 234,50</TotalGrossMassMeasure>
  <Declarant><Name>შპს ნიმუში</Name><Nom>ТОО Мука</Nom></Declarant>
</GoodsDeclaration>
"""


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    line = ["validate", *(str(part) for part in arguments)]
    return CliRunner().invoke(main, line, input=stdin, catch_exceptions=False)


@pytest.fixture
def wrong(tmp_path: Path) -> Path:
    """A declaration with two findings."""
    file = tmp_path / "wrong.xml"
    file.write_text(WRONG, "utf-8")
    return file


@pytest.fixture
def unreadable(tmp_path: Path) -> Path:
    file = tmp_path / "half.xml"
    file.write_bytes(SAD.read_bytes()[:3000])
    return file


def test_a_good_declaration_is_reported_as_valid():
    result = run(SAD)
    assert result.exit_code == 0
    assert "  Result   valid" in result.stdout
    assert result.stderr == ""


def test_findings_are_told_with_place_and_what_was_expected(wrong: Path):
    result = run(wrong)
    assert result.exit_code == 1
    assert "ERROR   GoodsDeclaration/TotalGrossMassMeasure, line 4" in result.stdout
    assert "'1 234,50' is not a number" in result.stdout
    assert "GoodsDeclaration/Declarant/Nom, line 5" in result.stdout


def test_a_document_with_warnings_alone_is_fine(tmp_path: Path):
    file = tmp_path / "sad.xml"
    file.write_text(
        SAD.read_text("utf-8").replace("<Identification>", "<Weather>fair</Weather><Identification>", 1),
        "utf-8",
    )
    result = run(file)
    assert result.exit_code == 0
    assert "valid, with 1 warning" in result.stdout


def test_several_files_get_one_report_each(wrong: Path):
    result = run(SAD, wrong)
    assert result.exit_code == 1
    assert result.stdout == reports_text([cdm.validate(SAD), cdm.validate(wrong)])


def test_the_worst_status_of_several_files_counts(wrong: Path, unreadable: Path):
    result = run(wrong, unreadable, SAD)
    assert result.exit_code == 3
    assert f"{unreadable}, line " in result.stderr
    assert "not well-formed XML" in result.stderr
    assert "wrong.xml" in result.stdout
    assert "  Result   valid" in result.stdout


def test_the_json_report_of_one_file_is_an_object(wrong: Path):
    report = json.loads(run(wrong, "--report", "json", "--select", "structure,type").stdout)
    assert (report["document"], report["ok"], len(report["findings"])) == (str(wrong), False, 2)


def test_the_json_report_of_several_files_is_a_list(wrong: Path):
    reports = json.loads(run(wrong, SAD, "--report", "json").stdout)
    assert [report["ok"] for report in reports] == [False, True]


def test_the_json_report_of_several_files_stays_a_list_when_only_one_is_readable(unreadable: Path):
    reports = json.loads(run(unreadable, SAD, "--report", "json").stdout)
    assert [report["ok"] for report in reports] == [True]


def test_a_report_goes_to_the_file_that_is_named_in_utf8(wrong: Path, tmp_path: Path):
    result = run(wrong, "-o", tmp_path / "отчёт.txt")
    assert (result.exit_code, result.output) == (1, "")
    assert (tmp_path / "отчёт.txt").read_bytes() == cdm.validate(wrong).to_text().encode()


def test_no_report_is_written_where_nothing_could_be_read(unreadable: Path, tmp_path: Path):
    report = tmp_path / "report.txt"
    assert run(unreadable, "-o", report).exit_code == 3
    assert not report.exists()


@pytest.mark.parametrize(
    ("option", "name"),
    [("--code-lists", "offices.csv"), ("--profile", "own.toml"), ("--config", "settings.toml")],
)
def test_a_report_is_not_written_over_what_the_document_is_held_against(
    wrong: Path, tmp_path: Path, option: str, name: str
):
    file = tmp_path / name
    content = {
        "offices.csv": "code\n27001\n",
        "own.toml": 'id = "own"\ntitle = "T"\nexplanation = "E."\nsource = "S"\n',
        "settings.toml": "[tool.carec.validate]\n",
    }[name]
    file.write_text(content, "utf-8")
    result = run(wrong, option, file, "-o", file)
    assert result.exit_code == 2
    assert "is also an input" in result.stderr
    assert file.read_text("utf-8") == content


def test_a_report_is_not_written_over_the_document(wrong: Path):
    result = run(wrong, "-o", wrong)
    assert result.exit_code == 2
    assert "wrong.xml is also an input; write the report to another file" in result.stderr
    assert wrong.read_text("utf-8") == WRONG


def test_a_report_that_cannot_be_written_is_told(tmp_path: Path):
    result = run(SAD, "-o", tmp_path)
    assert result.exit_code == 3
    assert f"{tmp_path}: cannot be written: Is a directory" in result.stderr


def test_standard_input_is_called_that(wrong: Path):
    result = run("-", stdin=wrong.read_bytes())
    assert result.exit_code == 1
    assert result.stdout.startswith("standard input\n")


def test_empty_standard_input_is_unreadable():
    result = run("-", stdin=b"")
    assert result.exit_code == 3
    assert result.stderr == "standard input, line 1: the document is empty; expected XML or JSON\n"


def test_the_format_that_is_named_is_taken(wrong: Path):
    result = run(wrong, "--format", "carec-json")
    assert result.exit_code == 3
    assert f"{wrong}, line 1: not JSON" in result.stderr


def test_a_report_in_an_unknown_form_is_wrong_use():
    assert run(SAD, "--report", "yaml").exit_code == 2


def test_a_very_long_value_is_cut_in_the_text(tmp_path: Path):
    file = tmp_path / "long.xml"
    file.write_text(WRONG.replace("1 234,50", "9" * 200_000), "utf-8")
    assert len(run(file, "--select", "structure,type").stdout) < 2000


def test_what_a_terminal_would_obey_is_shown_instead(tmp_path: Path):
    file = tmp_path / "hostile.json"
    file.write_text('{"GoodsDeclaration": {"\\u001b[2JNom": "x"}}')
    result = run(file)
    assert "GoodsDeclaration/\\x1b[2JNom" in result.stdout
    assert "\x1b" not in result.stdout


# --- as a process -----------------------------------------------------------------------------------


def process(*arguments: str | Path, **environment: str) -> subprocess.CompletedProcess[bytes]:
    command = [sys.executable, "-m", "carec_datamodel", "validate", *map(str, arguments)]
    done = subprocess.run(
        command, capture_output=True, timeout=60, check=False, env={**os.environ, **environment}
    )
    assert b"Traceback" not in done.stderr
    return done


def test_a_terminal_in_cyrillic_gets_cyrillic_and_escapes_for_the_rest(tmp_path: Path):
    file = tmp_path / "Мука ფქვილი.xml"
    file.write_text(WRONG, "utf-8")
    done = process(file, PYTHONIOENCODING="cp1251")
    assert done.returncode == 1
    assert "Мука \\u10e4".encode("cp1251") in done.stdout


def test_an_ascii_terminal_gets_a_report_too(wrong: Path):
    done = process(wrong, LC_ALL="C", PYTHONIOENCODING="ascii")
    assert done.returncode == 1
    assert b"'1 234,50' is not a number" in done.stdout


@pytest.mark.parametrize("encoding", ["ascii", "cp1251"])
def test_a_json_report_is_utf8_whatever_the_terminal_is(tmp_path: Path, encoding: str):
    file = tmp_path / "ფქვილი.xml"
    file.write_text(WRONG, "utf-8")
    done = process(file, "--report", "json", PYTHONIOENCODING=encoding)
    assert json.loads(done.stdout.decode("utf-8"))["document"] == str(file)


def test_a_profile_is_checked_on_demand():
    manifest = EXAMPLES / "messages" / "cargo-manifest.xml"
    assert run(manifest).exit_code == 0
    result = run(manifest, "--profile", "loading-list")
    assert result.exit_code == 1
    assert "  Checked  structure, types, XML Schema, rules, profile loading-list" in result.stdout
    assert "[WCO 42A.D014; profile.missing]" in result.stdout
    assert "Number of the loading list, the same on both sides of the border." in result.stdout


def test_an_unknown_profile_is_wrong_use_and_the_known_ones_are_named():
    result = run(SAD, "--profile", "loading")
    assert result.exit_code == 2
    assert "there is no profile 'loading'; known are delivery-control, " in result.stderr


def test_a_faulty_profile_is_told_before_a_file_is_read(tmp_path: Path):
    (tmp_path / "gate.toml").write_text("id = 1", "utf-8")
    result = run(SAD, "--profile", tmp_path / "gate.toml")
    assert result.exit_code == 3
    assert "gate.toml: id is 1; expected a text" in result.stderr


@pytest.mark.skipif(sys.platform != "linux", reason="only here may a file's name be any bytes")
@pytest.mark.parametrize("report", ["text", "json"])
def test_a_name_that_is_no_text_is_shown_as_an_escape(tmp_path: Path, report: str):
    name = os.fsencode(tmp_path) + b"/sad\xff.xml"
    with open(name, "wb") as file:  # noqa: PTH123 - a path of bytes
        file.write(SAD.read_bytes())
    done = process(os.fsdecode(name), "--report", report, PYTHONIOENCODING="utf-8:strict")
    assert done.returncode == 0
    assert b"sad\\udcff.xml" in done.stdout


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_findings_count_also_when_nobody_reads_the_report(wrong: Path):
    line = f'{{ "{sys.executable}" -m carec_datamodel validate "$1"; echo $? >&2; }} | true'
    done = subprocess.run(["/bin/sh", "-c", line, "sh", wrong], capture_output=True, timeout=60, check=False)
    assert done.stderr == b"1\n"
