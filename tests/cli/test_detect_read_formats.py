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

EXAMPLES = Path(__file__).parents[2] / "examples"
SAD = EXAMPLES / "asycuda-sad.xml"
GATE_SLIP = """
id = "khorgos-slip"
title = "Gate slip"
message = "GoodsDeclaration"
countries = ["KZ"]
version = "1"
source = "made up"
namespaces = [""]

[detection]
roots = ["Slip"]
"""


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(part) for part in arguments], input=stdin, catch_exceptions=False)


# --- detect -----------------------------------------------------------------------------------------


def test_detect_tells_the_format_of_each_file(tmp_path: Path):
    harmonised = tmp_path / "declaration.json"
    cdm.write(cdm.read(SAD), harmonised)
    result = run("detect", SAD, harmonised)
    assert result.exit_code == 0
    assert result.stdout == f"{SAD}: asycuda-sad\n{harmonised}: carec-json\n"


def test_detect_goes_on_behind_a_file_that_it_does_not_know(tmp_path: Path):
    note = tmp_path / "note.txt"
    note.write_text("Khorgos, 12 March")
    result = run("detect", note, SAD)
    assert result.exit_code == 3
    assert f"{note}, line 1: the document starts with b'Khorgos, 12 March'" in result.stderr
    assert result.stdout == f"{SAD}: asycuda-sad\n"


def test_detect_names_what_it_found_where_no_format_fits(tmp_path: Path):
    file = tmp_path / "invoice.xml"
    file.write_text('<Invoice xmlns="urn:example:invoice"/>')
    result = run("detect", file)
    assert result.exit_code == 3
    assert "the root element Invoice in namespace urn:example:invoice" in result.stderr
    assert result.stderr.startswith(f"{file}, line 1: ")


@pytest.mark.parametrize(
    ("name", "reason"), [("missing.xml", "No such file or directory"), (".", "Is a directory")]
)
def test_detect_tells_which_file_cannot_be_read(tmp_path: Path, name: str, reason: str):
    place = tmp_path / name
    result = run("detect", place)
    assert (result.exit_code, result.stdout) == (3, "")
    assert result.stderr == f"{place}: cannot be read: {reason}\n"


def test_detect_reads_standard_input():
    result = run("detect", "-", stdin=SAD.read_bytes())
    assert result.stdout == "standard input: asycuda-sad\n"


def test_detect_needs_a_file():
    result = run("detect")
    assert result.exit_code == 2
    assert "Missing argument" in result.stderr


def test_detect_shows_a_hostile_key_as_an_escape_and_cut(tmp_path: Path):
    file = tmp_path / "keys.json"
    file.write_text(json.dumps({"\x1b[2J": 1, "K" * 100_000: 2}))
    result = run("detect", file)
    assert result.exit_code == 3
    assert "\\x1b[2J" in result.stderr
    assert len(result.stderr) < 3000


# --- read -------------------------------------------------------------------------------------------


def test_read_prints_the_message_as_json():
    result = run("read", SAD)
    assert result.exit_code == 0
    assert cdm.loads(result.stdout_bytes) == cdm.read(SAD)


def test_read_tells_warnings_on_standard_error(tmp_path: Path):
    file = tmp_path / "sad.xml"
    file.write_text(
        SAD.read_text("utf-8").replace("<Identification>", "<Weather>fair</Weather><Identification>", 1),
        "utf-8",
    )
    result = run("read", file)
    assert result.exit_code == 0
    assert "WARNING ASYCUDA/Weather, line" in result.stderr
    assert cdm.loads(result.stdout_bytes) == cdm.read(SAD)


def test_read_prints_nothing_of_a_wrong_document(tmp_path: Path):
    file = tmp_path / "wrong.json"
    file.write_text('{"GoodsDeclaration": {"FormNumeric": "drei"}}')
    result = run("read", file)
    assert (result.exit_code, result.stdout) == (1, "")
    assert f"{file}: 1 finding\n" in result.stderr
    assert "GoodsDeclaration/FormNumeric, line 1" in result.stderr


def test_read_takes_the_format_that_is_named():
    result = run("read", SAD, "--format", "carec-json")
    assert result.exit_code == 3
    assert "not JSON" in result.stderr


# --- formats ----------------------------------------------------------------------------------------


def test_formats_lists_every_format():
    lines = run("formats").stdout.splitlines()
    assert lines[0].split() == ["ID", "MESSAGE", "USED", "IN", "TITLE"]
    assert [line.split()[0] for line in lines[1:]] == list(cdm.formats())


def test_formats_are_there_as_json_with_what_the_registry_says():
    cards = {card["id"]: card for card in json.loads(run("formats", "--json").stdout)}
    assert cards["asycuda-sad"]["countries"] == ["AF", "GE", "TM"]
    assert cards["carec-json"]["syntax"] == "json"


def test_a_folder_of_ones_own_adds_its_formats(tmp_path: Path, monkeypatch):
    monkeypatch.setenv("CAREC_FORMATS", "")  # so that what the command sets is taken back
    (tmp_path / "slip.toml").write_text(GATE_SLIP)
    result = run("--formats", tmp_path, "formats")
    assert result.exit_code == 0
    assert "khorgos-slip" in result.stdout


def test_a_folder_that_does_not_exist_is_wrong_use():
    result = run("--formats", "no-such-folder", "formats")
    assert result.exit_code == 2
    assert "Directory 'no-such-folder' does not exist" in result.stderr


def test_a_fault_in_the_variable_for_folders_is_told(monkeypatch):
    monkeypatch.setenv("CAREC_FORMATS", "no-such-folder")
    result = run("formats")
    assert result.exit_code == 3
    assert result.stderr == "CAREC_FORMATS names 'no-such-folder', which is not a folder\n"


# --- the command itself -----------------------------------------------------------------------------


def test_help_names_every_command():
    result = run("--help")
    assert result.exit_code == 0
    for name in ("convert", "coverage", "detect", "dictionary", "formats", "read", "schema", "validate"):
        assert f"\n  {name} " in result.stdout


def test_an_unknown_command_is_wrong_use():
    assert run("translate").exit_code == 2


def test_the_version_is_the_packages():
    assert run("--version").stdout == f"carec, version {cdm.__version__}\n"


def python(program: str) -> str:
    done = subprocess.run(
        [sys.executable, "-c", program], capture_output=True, timeout=60, check=True, text=True
    )
    return done.stdout


def test_importing_the_library_loads_none_of_the_big_packages():
    program = (
        "import sys, carec_datamodel; print({'click', 'lxml', 'pydantic', 'xmlschema'} & {*sys.modules})"
    )
    assert python(program).strip() == "set()"


def test_help_loads_none_of_the_big_packages():
    program = (
        "import sys; from carec_datamodel.cli import main; main(['--help'], standalone_mode=False);"
        "print({'lxml', 'pydantic', 'xmlschema'} & {*sys.modules})"
    )
    assert python(program).splitlines()[-1] == "set()"


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
@pytest.mark.parametrize("arguments", [["--help"], ["formats"], ["formats", "--json"]])
def test_a_full_disk_is_told_without_a_traceback(arguments: list[str]):
    with Path("/dev/full").open("wb") as full:
        done = subprocess.run(
            [sys.executable, "-m", "carec_datamodel", *arguments],
            stdout=full,
            stderr=subprocess.PIPE,
            timeout=60,
            check=False,
            env=dict(os.environ),
        )
    assert done.returncode == 3
    assert done.stderr == b"standard output: cannot be written: No space left on device\n"
