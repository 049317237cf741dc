"""`carec validate` of folders."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from carec_datamodel.cli import main

SAD = (Path(__file__).parents[2] / "examples" / "asycuda-sad.xml").read_bytes()


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["validate", *arguments], catch_exceptions=False)


def documents_of(result: Result) -> list[str]:
    return [report["document"] for report in json.loads(result.stdout)]


@pytest.fixture(autouse=True)
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The current folder, with a folder of documents and other files."""
    monkeypatch.chdir(tmp_path)
    for name in ("in/b.xml", "in/a.XML", "in/sub/c.xml", "in/.hidden/d.xml", "in/.e.xml", "in/readme.txt"):
        Path(name).parent.mkdir(parents=True, exist_ok=True)
        Path(name).write_bytes(SAD)
    Path("in/package.json").write_text('{"name": "customs"}')
    return tmp_path


def test_everything_in_and_below_a_folder_is_validated_in_order():
    result = run("in", "--report", "json")
    assert result.exit_code == 0
    assert documents_of(result) == ["in/a.XML", "in/b.xml", "in/sub/c.xml"]


def test_the_current_folder_has_names_without_a_dot():
    assert documents_of(run(".", "--report", "json")) == ["in/a.XML", "in/b.xml", "in/sub/c.xml"]


def test_a_file_of_no_known_format_is_skipped_and_told():
    result = run("in")
    assert result.exit_code == 0
    assert result.stderr.startswith("in/package.json: skipped: no known format fits")
    assert result.stdout.splitlines()[-1].startswith("3 documents: 3 valid; ")


def test_a_file_of_no_known_format_that_is_named_is_an_error():
    result = run("in", "in/package.json")
    assert result.exit_code == 3
    assert "skipped" not in result.stderr


def test_a_document_in_a_folder_that_cannot_be_read_is_an_error():
    Path("in/half.xml").write_bytes(SAD[:3000])
    result = run("in", "--report", "json")
    assert result.exit_code == 3
    assert documents_of(result) == ["in/a.XML", "in/b.xml", "in/sub/c.xml"]


def test_a_file_that_is_named_too_is_validated_once():
    assert documents_of(run("in", "in/b.xml", "in/sub", "--report", "json")) == [
        "in/a.XML",
        "in/sub/c.xml",
        "in/b.xml",
    ]


def test_a_report_in_the_folder_is_no_document_of_it():
    for _ in range(2):
        result = run("in", "--report", "json=in/report.json")
        assert result.exit_code == 0
        assert "report.json" not in result.stderr
    assert len(json.loads(Path("in/report.json").read_text("utf-8"))) == 3


def test_the_report_on_a_folder_is_a_list_also_of_one_document():
    assert documents_of(run("in/sub", "--report", "json")) == ["in/sub/c.xml"]


@pytest.mark.parametrize("content", [{}, {"a.json": "{}"}])
def test_a_folder_without_any_document_is_an_error(content: dict[str, str]):
    Path("empty").mkdir()
    for name, text in content.items():
        Path("empty", name).write_text(text)
    result = run("empty", "-o", "report.txt")
    assert result.exit_code == 3
    assert result.stderr.endswith("empty: no document of a known format\n")
    assert not Path("report.txt").exists()


def test_a_loop_of_links_ends():
    Path("in/sub/again").symlink_to("..", target_is_directory=True)
    assert documents_of(run("in", "--report", "json")) == ["in/a.XML", "in/b.xml", "in/sub/c.xml"]
