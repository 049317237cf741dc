from __future__ import annotations

import json
import os
import stat
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.cli import main

EXAMPLES = Path(__file__).parents[2] / "examples"
CAREC = [sys.executable, "-m", "carec_datamodel"]


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(part) for part in arguments], input=stdin, catch_exceptions=False)


def canonical(document: bytes) -> bytes:
    """Return *document* in the one form that does not depend on its layout."""
    root = etree.fromstring(document, etree.XMLParser(remove_blank_text=True))
    return etree.tostring(root, method="c14n")


@pytest.fixture
def sad(tmp_path: Path) -> Path:
    """A declaration in a folder of its own."""
    file = tmp_path / "sad.xml"
    file.write_bytes((EXAMPLES / "asycuda-sad.xml").read_bytes())
    return file


@pytest.fixture
def wrong(sad: Path) -> Path:
    """The same with a gross mass that is no number, in each of its three items, and too long a type."""
    text = sad.read_text("utf-8")
    for item in etree.fromstring(text.encode()).iterfind("Item/Valuation_item/Weight_itm/Gross_weight_itm"):
        text = text.replace(f"{item.text}</Gross_weight_itm>", "1 234,50</Gross_weight_itm>")
    file = sad.with_name("wrong.xml")
    file.write_text(text.replace("<Type_of_declaration>IM<", "<Type_of_declaration>IMPORTATION<"), "utf-8")
    return file


@pytest.fixture
def harmonised(sad: Path) -> Path:
    file = sad.with_name("harmonised.xml")
    file.write_bytes(cdm.convert(sad).output)
    return file


@pytest.fixture
def out(tmp_path: Path) -> Path:
    folder = tmp_path / "out"
    folder.mkdir()
    return folder


# --- what is written, and where ---------------------------------------------------------------------


def test_a_national_declaration_goes_to_standard_output_as_harmonised_xml(sad: Path):
    result = run("convert", sad)
    assert result.exit_code == 0
    assert result.stdout_bytes == cdm.convert(sad).output


def test_the_account_of_the_values_goes_to_standard_error(sad: Path):
    counts = cdm.convert(sad).ledger.counts()
    result = run("convert", sad)
    assert f"{sum(counts.values())} values: {counts['exact']} exact" in result.stderr


def test_quiet_says_nothing(sad: Path, tmp_path: Path):
    assert run("convert", sad, "-q", "-o", tmp_path / "out.xml").output == ""


def test_the_file_that_is_named_gets_the_output_and_standard_output_nothing(sad: Path, tmp_path: Path):
    result = run("convert", sad, "--to", "carec-json", "-o", tmp_path / "out.json")
    assert result.stdout == ""
    assert (tmp_path / "out.json").read_bytes() == cdm.convert(sad, to="carec-json").output


def test_several_files_go_to_a_folder_under_their_own_names(sad: Path, out: Path):
    georgian = EXAMPLES / "asycuda-sad-georgia.xml"
    assert run("convert", sad, georgian, "--to", "carec-json", "-o", out).exit_code == 0
    assert {file.name for file in out.iterdir()} == {"sad.json", "asycuda-sad-georgia.json"}
    assert cdm.read(out / "asycuda-sad-georgia.json") == cdm.read(georgian)


def test_national_json_goes_to_a_folder_as_json(out: Path):
    file = EXAMPLES / "ncts-cc015c.xml"
    assert run("convert", file, "--to", "ncts-cc015c-json", "-o", out).exit_code == 0
    assert (out / "ncts-cc015c.json").read_bytes() == (EXAMPLES / "ncts-cc015c.json").read_bytes()


def test_standard_input_goes_to_a_folder_under_a_name_that_says_so(sad: Path, out: Path):
    assert run("convert", "-", "-o", out, stdin=sad.read_bytes()).exit_code == 0
    assert [file.name for file in out.iterdir()] == ["standard-input.xml"]


def test_a_hyphen_is_standard_input_and_standard_output(sad: Path):
    result = run("convert", "-", "-o", "-", stdin=sad.read_bytes())
    assert result.stdout_bytes == cdm.convert(sad).output
    assert result.stderr.startswith("standard input: asycuda-sad to carec-xml")


def test_names_in_cyrillic_and_georgian_are_files_like_any_other(sad: Path):
    file = sad.rename(sad.with_name("декларация ქართული.xml"))
    target = file.with_name("выпуск ქართული.xml")
    assert run("convert", file, "-o", target).exit_code == 0
    assert cdm.read(target) == cdm.read(file)


def test_an_output_keeps_the_permissions_of_the_file_that_it_replaces(sad: Path, tmp_path: Path):
    target = tmp_path / "private.xml"
    target.touch(mode=0o600)
    assert run("convert", sad, "-q", "-o", target).exit_code == 0
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_one_unreadable_file_does_not_keep_the_others_from_being_converted(sad: Path, out: Path):
    result = run("convert", sad.with_name("missing.xml"), sad, "-o", out)
    assert result.exit_code == 3
    assert "missing.xml: cannot be read: No such file or directory" in result.stderr
    assert [file.name for file in out.iterdir()] == ["sad.xml"]


# --- nothing is written over an input, or over another output ---------------------------------------


def refused(result: Result, words: str) -> None:
    assert result.exit_code == 2
    assert words in result.stderr
    assert result.stdout == ""


def test_two_inputs_of_one_name_do_not_end_in_one_file(sad: Path, tmp_path: Path, out: Path):
    twin = tmp_path / "poti" / "sad.xml"
    twin.parent.mkdir()
    twin.write_bytes((EXAMPLES / "asycuda-sad-georgia.xml").read_bytes())
    refused(run("convert", sad, twin, "-o", out), "sad.xml would be written twice")
    assert not list(out.iterdir())


def test_an_input_is_not_overwritten_by_its_output(sad: Path):
    before = sad.read_bytes()
    refused(run("convert", sad, "-o", sad), "sad.xml is also an input")
    assert sad.read_bytes() == before


def test_an_input_is_not_overwritten_under_another_spelling_of_its_path(sad: Path):
    link = sad.with_name("link.xml")
    link.symlink_to(sad)
    refused(run("convert", sad, "-o", link), "is also an input")
    refused(run("convert", sad, "-o", sad.parent / "." / sad.name), "is also an input")
    refused(run("convert", sad, "-o", sad.parent), "is also an input")


def test_ledger_and_residue_are_not_written_over_the_input(sad: Path, tmp_path: Path):
    refused(run("convert", sad, "-o", tmp_path / "out.xml", "--ledger", sad), "write the ledger to another")
    refused(run("convert", sad, "-o", tmp_path / "out.xml", "--residue", sad), "write the residue to another")


def test_ledger_and_output_do_not_share_a_file(sad: Path, tmp_path: Path):
    target = tmp_path / "out.xml"
    refused(run("convert", sad, "-o", target, "--ledger", target), "written twice")
    assert not target.exists()


def test_ledger_and_output_do_not_share_standard_output(sad: Path):
    refused(run("convert", sad, "--ledger", "-"), "standard output would be written twice")


@pytest.mark.parametrize("to", ["carec-xml", "asycuda-sad"])
def test_residue_and_output_do_not_share_standard_output(sad: Path, to: str):
    refused(run("convert", sad, "--to", to, "--residue", "-"), "standard output would be written twice")


def test_several_files_need_a_folder(sad: Path, harmonised: Path, tmp_path: Path):
    refused(run("convert", sad, harmonised), "several files need a folder that exists")
    refused(run("convert", sad, harmonised, "-o", tmp_path / "missing"), "several files need a folder")


def test_ledger_and_residue_file_are_for_one_input(sad: Path, harmonised: Path, out: Path):
    refused(run("convert", sad, harmonised, "-o", out, "--ledger", out / "l.json"), "take one input file")
    refused(run("convert", sad, harmonised, "-o", out, "--residue", out / "r.json"), "take one input file")


def test_standard_input_is_read_only_once(harmonised: Path, out: Path):
    document = harmonised.read_bytes()
    refused(run("convert", "-", "-", "-o", out, stdin=document), "read only once")
    refused(run("convert", "-", "--to", "asycuda-sad", "--residue", "-", stdin=document), "read only once")


# --- residue and ledger -----------------------------------------------------------------------------


@pytest.mark.parametrize("example", ["asycuda-sad.xml", "asycuda-sad-georgia.xml"])
def test_message_and_residue_file_give_the_national_document_again(example: str, tmp_path: Path):
    source = EXAMPLES / example
    there, residue, back = (tmp_path / name for name in ("there.xml", "residue.json", "back.xml"))
    assert run("convert", source, "--residue", residue, "-o", there).exit_code == 0
    assert run("convert", there, "--to", "asycuda-sad", "--residue", residue, "-o", back).exit_code == 0
    assert canonical(back.read_bytes()) == canonical(source.read_bytes())


def test_a_residue_travels_through_standard_output_and_standard_input(
    sad: Path, harmonised: Path, tmp_path: Path
):
    residue = run("convert", sad, "-q", "-o", tmp_path / "out.xml", "--residue", "-").stdout_bytes
    back = run("convert", harmonised, "-q", "--to", "asycuda-sad", "--residue", "-", stdin=residue)
    assert canonical(back.stdout_bytes) == canonical(sad.read_bytes())


def test_an_embedded_residue_gives_the_national_document_again(sad: Path, tmp_path: Path):
    there = tmp_path / "there.xml"
    assert run("convert", sad, "--residue", "embed", "-o", there).exit_code == 0
    back = run("convert", there, "--to", "asycuda-sad")
    assert canonical(back.stdout_bytes) == canonical(sad.read_bytes())


def test_a_dropped_residue_is_gone(sad: Path, harmonised: Path):
    back = run("convert", harmonised, "--to", "asycuda-sad").stdout_bytes
    assert canonical(back) != canonical(sad.read_bytes())
    assert cdm.loads(back) == cdm.read(sad)


def test_between_harmonised_formats_there_is_no_residue_to_ask_for(harmonised: Path, tmp_path: Path):
    result = run("convert", harmonised, "--to", "carec-json", "--residue", tmp_path / "residue.json")
    refused(result, "there is no residue")


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"<ASYCUDA/>", "not a residue"),
        (b'{"version":1}', "not a residue"),
        (
            cdm.Residue("eaeu-esadout").to_json().encode(),
            "the residue is of eaeu-esadout, not of asycuda-sad",
        ),
    ],
)
def test_a_file_that_is_not_the_residue_is_refused(
    harmonised: Path, tmp_path: Path, content: bytes, words: str
):
    residue = tmp_path / "residue.json"
    residue.write_bytes(content)
    result = run("convert", harmonised, "--to", "asycuda-sad", "--residue", residue)
    assert (result.exit_code, result.stdout) == (3, "")
    assert words in result.stderr


def test_a_missing_residue_file_is_named(harmonised: Path, tmp_path: Path):
    result = run("convert", harmonised, "--to", "asycuda-sad", "--residue", tmp_path / "none.json")
    assert result.exit_code == 3
    assert "none.json: cannot be read: No such file or directory" in result.stderr


def test_the_ledger_has_one_entry_for_each_value_of_the_document(sad: Path, tmp_path: Path):
    ledger = tmp_path / "ledger.json"
    assert run("convert", sad, "-o", tmp_path / "out.xml", "--ledger", ledger).exit_code == 0
    content = json.loads(ledger.read_bytes())
    values = etree.parse(sad).xpath("count(//@*[normalize-space()]) + count(//text()[normalize-space()])")
    assert len(content["entries"]) == sum(content["counts"].values()) == values


# --- findings and loss ------------------------------------------------------------------------------


def test_a_wrong_document_is_told_with_all_findings_and_not_converted(wrong: Path, tmp_path: Path):
    target = tmp_path / "out.xml"
    target.write_text("of yesterday")
    result = run("convert", wrong, "-o", target, "--ledger", tmp_path / "ledger.json")
    assert result.exit_code == 1
    assert "wrong.xml: 4 findings" in result.stderr
    assert result.stderr.count("'1 234,50' is not a number") == 3
    assert "ASYCUDA/Item[2]/Valuation_item/Weight_itm/Gross_weight_itm, line" in result.stderr
    assert target.read_text() == "of yesterday"
    assert not (tmp_path / "ledger.json").exists()


def test_a_value_that_the_national_format_cannot_say_is_told(harmonised: Path):
    message = cdm.read(harmonised).replace(specific_circumstances_code_code="A20")
    cdm.write(message, harmonised)
    result = run("convert", harmonised, "--to", "asycuda-sad")
    assert result.exit_code == 0
    assert "'A20' cannot be said in asycuda-sad" in result.stderr
    assert "1 omitted" in result.stderr


@pytest.mark.parametrize("option", ["--to", "--format"])
def test_an_unknown_format_is_wrong_use_and_the_known_ones_are_named(sad: Path, option: str):
    refused(run("convert", sad, option, "asycuda-sadd"), "known are carec-xml, carec-json, asycuda-")


def test_a_fault_in_the_users_own_formats_is_told_once(sad: Path, harmonised: Path, out: Path, monkeypatch):
    monkeypatch.setenv("CAREC_FORMATS", "no-such-folder")
    result = run("convert", sad, harmonised, "-o", out)
    assert result.exit_code == 3
    assert result.stderr.splitlines() == ["CAREC_FORMATS names 'no-such-folder', which is not a folder"]


# --- the command as a process: standard streams and exit status -------------------------------------


def process(*arguments: str | Path, **options: object) -> subprocess.CompletedProcess[bytes]:
    command = [*CAREC, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False, **options)
    assert b"Traceback" not in done.stderr
    return done


def shell(line: str, *arguments: str | Path) -> subprocess.CompletedProcess[bytes]:
    """Run *line* in a shell; its ``"$@"`` is the command with *arguments*."""
    command = ["sh", "-c", line, "sh", *CAREC, *map(str, arguments)]
    done = subprocess.run(command, capture_output=True, timeout=60, check=False)
    assert b"Traceback" not in done.stderr
    assert b"Exception" not in done.stderr
    return done


def test_bytes_go_through_the_process_unchanged(sad: Path):
    done = process("convert", "-", "-q", input=sad.read_bytes())
    assert (done.returncode, done.stdout, done.stderr) == (0, cdm.convert(sad).output, b"")


@pytest.mark.parametrize(
    ("arguments", "status"),
    [(["sad.xml"], 0), (["wrong.xml"], 1), (["--tu", "sad.xml"], 2), (["missing.xml"], 3), (["."], 3)],
)
def test_the_exit_status_says_what_happened(wrong: Path, arguments: list[str], status: int):
    assert process("convert", *arguments, cwd=wrong.parent).returncode == status


def test_a_folder_that_does_not_exist_is_told(sad: Path, tmp_path: Path):
    done = process("convert", sad, "-o", tmp_path / "missing" / "out.xml")
    assert done.returncode == 3
    assert b"out.xml: cannot be written: No such file or directory" in done.stderr


@pytest.mark.skipif(os.name != "posix" or os.geteuid() == 0, reason="root may read and write everything")
def test_files_without_permission_are_told(sad: Path, out: Path):
    out.chmod(0o555)
    assert b"cannot be written: Permission denied" in process("convert", sad, "-o", out / "x.xml").stderr
    sad.chmod(0)
    done = process("convert", sad)
    assert done.returncode == 3
    assert b"cannot be read: Permission denied" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_output_is_told(sad: Path):
    done = shell('"$@" > /dev/full', "convert", sad)
    assert done.returncode == 3
    assert b"standard output: cannot be written: No space left on device" in done.stderr


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="this system has no /dev/full")
def test_a_full_disk_behind_standard_error_does_not_harm_the_output(sad: Path):
    done = shell('"$@" 2> /dev/full', "convert", sad)
    assert (done.returncode, done.stdout) == (0, cdm.convert(sad).output)


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_closed_standard_streams_are_told(sad: Path):
    done = shell('"$@" >&-', "convert", sad)
    assert (done.returncode, done.stderr.rpartition(b": ")[2]) == (3, b"it is closed\n")
    done = shell('"$@" <&-', "convert", "-")
    assert (done.returncode, done.stderr) == (3, b"standard input: cannot be read: it is closed\n")


@pytest.mark.skipif(os.name != "posix", reason="needs a POSIX shell")
def test_a_reader_that_goes_away_is_no_error(sad: Path):
    done = shell('{ "$@"; echo $? >&2; } | true', "convert", sad, "-q")
    assert done.stderr == b"0\n"


@pytest.mark.skipif(os.name != "posix", reason="needs named pipes")
def test_an_output_that_is_a_pipe_is_written_to_and_stays_a_pipe(sad: Path, tmp_path: Path):
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    with ThreadPoolExecutor() as threads:
        reading = threads.submit(pipe.read_bytes)
        assert process("convert", sad, "-q", "-o", pipe).returncode == 0
        assert reading.result(timeout=60) == cdm.convert(sad).output
    assert pipe.is_fifo()


@pytest.mark.parametrize("encoding", ["ascii", "cp1251", "latin-1"])
def test_a_terminal_without_the_letters_of_a_name_gets_the_document_all_the_same(sad: Path, encoding: str):
    file = sad.rename(sad.with_name("декларация ქართული.xml"))
    environment = {**os.environ, "LC_ALL": "C", "PYTHONIOENCODING": encoding}
    done = process("convert", file, env=environment)
    assert (done.returncode, done.stdout) == (0, cdm.convert(file).output)
    assert b"asycuda-sad to carec-xml" in done.stderr
