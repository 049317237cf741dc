"""`carec validate`: settings in pyproject.toml."""

from __future__ import annotations

import errno
import json
import os
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carec_datamodel.cli import main

WRONG = """<?xml version="1.0" encoding="UTF-8"?>
<GoodsDeclaration xmlns="urn:carec:datamodel:1">
  <TotalGrossMassMeasure unitCode="KGM">1 234,50</TotalGrossMassMeasure>
  <Declarant><Nom>ТОО Мука</Nom></Declarant>
</GoodsDeclaration>
"""
MANIFEST = Path(__file__).parents[2] / "examples" / "messages" / "cargo-manifest.xml"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


def rules_of(*arguments: str) -> list[str]:
    content = json.loads(run("wrong.xml", "--report", "json", *arguments).stdout)
    return [finding["rule"] for finding in content["findings"]]


def settings(text: str, file: str = "../pyproject.toml") -> None:
    Path(file).write_text(f"[tool.carec.validate]\n{text}", "utf-8")


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, a step below that of the project."""
    (tmp_path / "work").mkdir()
    monkeypatch.chdir(tmp_path / "work")
    Path("wrong.xml").write_text(WRONG, "utf-8")
    return tmp_path


def test_settings_of_the_project_above_are_taken():
    settings('select = ["type"]\nfail-on = "never"\nformat = "carec-xml"\nreport = ["text", "json=all.json"]')
    result = run("wrong.xml")
    assert result.exit_code == 0
    assert "[WCO 42A.131; type.decimal]" in result.stdout.replace("box 35; ", "")
    assert "structure.unknown" not in result.stdout
    assert json.loads(Path("../all.json").read_text("utf-8"))["unselected"] == 1


def test_the_nearest_project_with_settings_counts():
    settings('ignore = ["type"]')
    assert rules_of() == ["structure.unknown"]
    Path("pyproject.toml").write_text('[project]\nname = "customs"')
    assert rules_of() == ["structure.unknown"]
    settings('ignore = ["structure"]', "pyproject.toml")
    assert rules_of() == ["type.decimal"]


def test_the_command_line_wins():
    settings('ignore = ["type"]\nselect = ["structure"]\nfail-on = "never"')
    assert rules_of("--ignore", "structure", "--select", "type,structure") == ["type.decimal"]
    assert run("wrong.xml", "--fail-on", "error").exit_code == 1


def test_settings_can_be_named():
    settings('ignore = ["type"]')
    settings('ignore = ["structure"]', "other.toml")
    assert rules_of("--config", "other.toml") == ["type.decimal"]


def test_a_profile_is_taken_and_its_descriptor_lies_beside_the_settings():
    settings('profile = "loading-list"')
    assert "profile loading-list" in run(str(MANIFEST)).stdout
    settings('profile = "gate.toml"')
    result = run(str(MANIFEST))
    assert result.exit_code == 3
    assert "gate.toml: the file cannot be read" in result.stderr
    Path("gate.toml").write_text("id = 1", "utf-8")  # not this one
    assert "gate.toml: the file cannot be read" in run(str(MANIFEST)).stderr


def test_a_report_of_the_settings_may_go_to_standard_output():
    settings('report = ["json=-"]')
    assert json.loads(run("wrong.xml").stdout)["document"] == "wrong.xml"
    assert not Path("../-").exists()


def test_where_the_current_folder_is_gone_there_are_no_settings(folder: Path):
    settings('fail-on = "never"')
    (folder / "work" / "wrong.xml").rename(folder / "wrong.xml")
    (folder / "work").rmdir()
    assert run(str(folder / "wrong.xml")).exit_code == 1


def test_a_folder_above_that_may_not_be_looked_into_is_passed_over(
    folder: Path, monkeypatch: pytest.MonkeyPatch
):
    is_file = Path.is_file

    def refuse(file: Path) -> bool:
        if file == folder / "work" / "pyproject.toml":
            raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))
        return is_file(file)

    settings('ignore = ["type"]')
    monkeypatch.setattr(Path, "is_file", refuse)
    assert rules_of() == ["structure.unknown"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (
            'selct = ["type"]',
            "has no 'selct'; expected code-lists, fail-on, format",
        ),
        ('select = "type"', "select is 'type'; expected a list of rules"),
        ("ignore = [1]", "ignore is [1]; expected a list of rules"),
        ('fail-on = "fatal"', "fail-on is 'fatal'; expected one of error, warning, note, never"),
        ("profile = 1", "profile is 1; expected the id of a profile"),
        ("format = []", "format is []; expected the id of a format"),
        ('report = "text"', "report is 'text'; expected a list of reports"),
        ('report = ["yaml"]', "'yaml' is no form of report"),
        ('format = "harbour"', "there is no format 'harbour'"),
        ("= 1", "not TOML: "),
        (f"select = {'[' * 5000}", "not TOML: brackets or braces are nested too deeply"),
    ],
)
def test_wrong_settings_are_wrong_use_and_what_is_expected_is_told(text: str, told: str):
    settings(text)
    result = run("wrong.xml")
    assert result.exit_code == 2
    assert told in " ".join(result.stderr.split())


@pytest.mark.parametrize(
    ("content", "told"),
    [
        (b"", "there is no table [tool.carec.validate]"),
        (b"[tool]\ncarec = 1", "carec is 1; expected a table [tool.carec.validate]"),
        (b"\xff", "not TOML: "),
        (None, "cannot be read: No such file"),
    ],
)
def test_a_file_that_is_named_must_hold_settings(content: bytes | None, told: str):
    if content is not None:
        Path("other.toml").write_bytes(content)
    result = run("wrong.xml", "--config", "other.toml")
    assert result.exit_code == 2
    assert f"other.toml: {told}" in " ".join(result.stderr.split())
