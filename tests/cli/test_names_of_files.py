"""Names that no file can have, wherever a command takes the name of a file."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
from click.testing import CliRunner

from carec_datamodel.cli import main

SAD = str(Path(__file__).parents[2] / "examples" / "asycuda-sad.xml")
TOO_LONG = "o" * 1000

PLACES = [
    ("detect", "{}"),
    ("read", "{}"),
    ("convert", "{}"),
    ("coverage", "asycuda-sad", "{}"),
    ("validate", "{}"),
    ("convert", SAD, "-o", "{}"),
    ("convert", SAD, "--ledger", "{}"),
    ("convert", SAD, "--residue", "{}"),
    ("validate", SAD, "-o", "{}"),
    ("validate", SAD, "--code-lists", "{}"),
    ("validate", SAD, "--config", "{}"),
    ("schema", "GoodsDeclaration", "-o", "{}"),
]
every_place = pytest.mark.parametrize("line", PLACES, ids=" ".join)


def status_and_told(line: tuple[str, ...], name: str) -> tuple[int, str]:
    arguments = [part.format(name) for part in line]
    result = CliRunner().invoke(main, arguments, catch_exceptions=False)
    return result.exit_code, " ".join(result.stderr.split())


@every_place
def test_an_empty_name_is_wrong_use(line: tuple[str, ...]):
    status, told = status_and_told(line, "")
    assert status == 2
    assert "the name is empty; expected that of a file" in told


@every_place
@pytest.mark.parametrize("name", [TOO_LONG, "sad\0.xml"], ids=["too long", "with a NUL"])
def test_a_name_that_no_file_can_have_is_told(line: tuple[str, ...], name: str):
    status, told = status_and_told(line, name)
    assert status == (2 if "--config" in line else 3)
    assert "cannot be read: " in told or "cannot be written: " in told


@pytest.mark.parametrize("option", ["--report", "--profile"])
@pytest.mark.parametrize("name", [TOO_LONG, "own\0"], ids=["too long", "with a NUL"])
def test_a_name_within_an_option_is_told_likewise(option: str, name: str):
    value = {"--report": "html={}", "--profile": "{}.toml"}[option]
    status, told = status_and_told(("validate", SAD, option, value), name)
    assert status == 3
    assert "cannot be read: " in told or "cannot be written: " in told


def test_a_fault_is_told_of_the_file_and_not_of_standard_output(tmp_path: Path):
    line = [sys.executable, "-m", "carec_datamodel", "validate", TOO_LONG]
    done = subprocess.run(line, capture_output=True, cwd=tmp_path, check=False)
    assert done.returncode == 3
    assert b"standard output" not in done.stderr
