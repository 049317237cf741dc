"""What a user's type checker makes of the public interface."""

from __future__ import annotations

import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

pytest.importorskip("mypy", reason="the types are checked with mypy; pip install '.[dev]'")

ROOT = Path(__file__).parents[1]
RIGHT = Path("tests", "typing", "public_api.py")
WRONG = Path("tests", "typing", "wrong_uses.py")

_ERROR = re.compile(r"(?P<file>[^:\n]+):(?P<line>\d+): error: .*\[(?P<code>[a-z-]+)\]$", re.MULTILINE)
_MARK = re.compile(r"# error: \[([a-z-]+)\]")


@pytest.fixture(scope="module")
def said() -> str:
    """What mypy says of both files, with the settings of the project."""
    command = [sys.executable, "-m", "mypy", "--no-error-summary", "--no-pretty", str(RIGHT), str(WRONG)]
    environment = {**os.environ, "MYPYPATH": str(ROOT / "src")}
    done = subprocess.run(
        command, cwd=ROOT, env=environment, capture_output=True, text=True, timeout=300, check=False
    )
    assert done.stderr == ""
    return done.stdout


def errors_in(said: str, file: Path) -> set[tuple[int, str]]:
    return {(int(m["line"]), m["code"]) for m in _ERROR.finditer(said) if Path(m["file"]) == file}


def marked(file: Path) -> set[tuple[int, str]]:
    return {
        (number, code)
        for number, line in enumerate((ROOT / file).read_text("utf-8").splitlines(), start=1)
        for code in _MARK.findall(line)
    }


def test_right_uses_are_accepted_with_the_types_that_the_guide_promises(said: str):
    assert [line for line in said.splitlines() if line.startswith(str(RIGHT))] == []


def test_wrong_uses_are_errors_on_their_lines_and_nowhere_else(said: str):
    assert errors_in(said, WRONG) == marked(WRONG)
    assert marked(WRONG)
