"""What other projects call in their continuous integration works as it is written down."""

from __future__ import annotations

import json
import re
import shlex
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from carec_datamodel.cli import main

yaml = pytest.importorskip("yaml", reason="reading the files needs PyYAML; pip install '.[dev]'")

ROOT = Path(__file__).parents[1]
VALID = (ROOT / "examples" / "messages" / "goods-declaration.xml").read_bytes()
WRONG = re.sub(rb">33600.00<", b">33 600,00<", VALID, count=1)


def read(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text("utf-8"))


def run(command: str, *args: str) -> int:
    name, *options = shlex.split(command)
    assert name == "carec"
    return CliRunner().invoke(main, [*options, *args]).exit_code


@pytest.fixture(autouse=True)
def project(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A project with a folder of samples, the current one."""
    monkeypatch.chdir(tmp_path)
    (tmp_path / "samples").mkdir()
    (tmp_path / "samples" / "import.xml").write_bytes(VALID)
    return tmp_path


def test_the_hook_takes_files_and_refuses_those_with_errors(project):
    (hook,) = read(".pre-commit-hooks.yaml")
    assert (hook["id"], hook["language"], hook["types_or"]) == ("carec-validate", "python", ["xml", "json"])
    assert run(hook["entry"], "samples/import.xml") == 0
    (project / "samples" / "wrong.xml").write_bytes(WRONG)
    assert run(hook["entry"], "samples/import.xml", "samples/wrong.xml") == 1


def test_the_workflow_uploads_the_report_that_it_writes_also_where_there_are_errors(project):
    steps = read("examples/github-action.yml")["jobs"]["validate"]["steps"]
    (validate,) = (step for step in steps if "carec validate" in step.get("run", ""))
    upload = steps[-1]
    assert upload["uses"].startswith("github/codeql-action/upload-sarif@")
    assert upload["if"] == "always()"
    assert run(validate["run"]) == 0
    (project / "samples" / "wrong.xml").write_bytes(WRONG)
    assert run(validate["run"]) == 1
    (result,) = json.loads((project / upload["with"]["sarif_file"]).read_bytes())["runs"][0]["results"]
    place = result["locations"][0]["physicalLocation"]
    assert (place["artifactLocation"]["uri"], place["region"]["startLine"]) == ("samples/wrong.xml", 26)
