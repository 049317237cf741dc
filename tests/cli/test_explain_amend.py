"""`carec explain` and `carec amend`: what customs answers, and what changes a declaration."""

from __future__ import annotations

from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel import model
from carec_datamodel.cli import main
from carec_datamodel.model.amendments import delta, replacement
from carec_datamodel.testing.tree_difference import tree_differences

EXAMPLES = Path(__file__).parents[2] / "examples"
DECLARATION = EXAMPLES / "wco-declaration.xml"
RESPONSE = EXAMPLES / "wco-response.xml"
SAD = EXAMPLES / "asycuda-sad.xml"


def run(*arguments: str | Path) -> Result:
    return CliRunner().invoke(main, list(map(str, arguments)), catch_exceptions=False)


def line_of(file: Path, text: str, occurrence: int) -> int:
    lines = [number for number, line in enumerate(file.read_text("utf-8").splitlines(), 1) if text in line]
    return lines[occurrence - 1]


def response(tmp_path: Path, *errors: model.Error) -> Path:
    file = tmp_path / "response.xml"
    cdm.write(cdm.Response(function_code="03", error=errors), file, format="wco-response")
    return file


# --- explain ------------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("declaration", "path", "text"),
    [
        (
            DECLARATION,
            "MetaData/Declaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Description",
            "<Description>",
        ),
        (SAD, "ASYCUDA/Item[2]/Goods_description/Commercial_Description", "<Commercial_Description>"),
    ],
)
def test_an_error_is_told_where_it_is_in_the_declaration_of_the_sender(declaration, path, text):
    result = run("explain", RESPONSE, "--for", declaration)
    told = " ".join(result.stdout.split()).replace("/ ", "/")
    assert result.exit_code == 1
    assert f"{path}, line {line_of(declaration, text, 2)}" in told
    assert "the coefficient of water absorption is not declared" in told
    assert "[box 31; WCO 23A.137;" in told
    assert "answer 13, duties and taxes" in told


def test_an_error_that_names_its_place_as_a_path_is_told_in_national_json(tmp_path):
    file = EXAMPLES / "ncts-cc015c.json"
    place = "/CC015C/Consignment/HouseConsignment[2]/grossMass"
    error = model.Error(description="Too heavy", location_description=place)
    wrong = tmp_path / "response.xml"
    cdm.write(cdm.Response(function_code="03", error=(error,)), wrong)
    told = " ".join(run("explain", wrong, "--for", file).stdout.split())
    text = file.read_text("utf-8")
    second = text.index('"grossMass"', text.index('"sequenceNumber": 2', text.index('"HouseConsignment"')))
    assert (
        f"CC015C/Consignment/HouseConsignment[2]/grossMass, line {text[:second].count(chr(10)) + 1}" in told
    )


def test_a_place_that_leads_nowhere_is_told_as_it_was_given(tmp_path):
    pointers = [{"document_section_code": "42A"}, {"document_section_code": "99Z", "tag_id": "1"}]
    wrong = response(tmp_path, model.Error(description="Not allowed", validation_code="E1", pointer=pointers))
    told = " ".join(run("explain", wrong, "--for", DECLARATION).stdout.split())
    assert "Not allowed; its place leads nowhere: " in told
    assert "99Z" in told


def test_an_answer_without_errors_has_none(tmp_path):
    result = run("explain", response(tmp_path), "--for", DECLARATION)
    assert (result.exit_code, result.stdout.splitlines()[-1]) == (0, f"{DECLARATION}: 0 errors")


def test_a_document_that_is_no_answer_is_wrong_use():
    result = run("explain", SAD, "--for", DECLARATION)
    assert result.exit_code == 2
    assert "is a GoodsDeclaration; expected a Response" in result.stderr


def test_a_declaration_that_cannot_be_read_is_told(tmp_path):
    (tmp_path / "half.xml").write_bytes(DECLARATION.read_bytes()[:2000])
    result = run("explain", RESPONSE, "--for", tmp_path / "half.xml")
    assert result.exit_code == 3
    assert "not well-formed" in result.stderr


# --- amend --------------------------------------------------------------------------------------------


@pytest.fixture
def corrected() -> cdm.GoodsDeclaration:
    """The declaration with another name of the declarant."""
    message = cdm.read(DECLARATION)
    assert isinstance(message, cdm.GoodsDeclaration)
    assert message.declarant is not None
    return message.replace(declarant=message.declarant.replace(name="ULGU BROKER PLUS"))


@pytest.mark.parametrize("style", ["delta", "replacement"])
def test_a_declaration_is_changed_as_the_amendment_says_and_else_left_as_it_was(tmp_path, corrected, style):
    change = (
        delta(cdm.read(DECLARATION), corrected, "29", "New name")
        if style == "delta"
        else replacement(corrected, "29", "New name")
    )
    amendment, after = tmp_path / "amendment.xml", tmp_path / "after.xml"
    cdm.write(change.to_message(), amendment, format="wco-declaration")
    result = run("amend", DECLARATION, amendment, "-o", after)
    assert (result.exit_code, result.stderr) == (0, "")
    assert cdm.read(after) == corrected
    changed = list(tree_differences(parse(DECLARATION), parse(after)))
    assert len(changed) == 1
    assert "ULGU BROKER PLUS" in changed[0]


def parse(file: Path) -> etree._Element:
    return etree.parse(file).getroot()


def test_the_changed_declaration_may_be_written_in_another_format(tmp_path, corrected):
    amendment = tmp_path / "amendment.xml"
    cdm.write(delta(cdm.read(DECLARATION), corrected).to_message(), amendment)
    result = run("amend", DECLARATION, amendment, "--to", "carec-json", "-o", tmp_path / "after.json")
    assert result.exit_code == 0
    assert cdm.read(tmp_path / "after.json") == corrected


def test_what_is_no_amendment_is_refused_and_nothing_written(tmp_path):
    result = run("amend", DECLARATION, DECLARATION, "-o", tmp_path / "after.xml")
    assert result.exit_code == 3
    assert "wco-declaration.xml: function code '9' asks for no change of a filing" in result.stderr
    assert not (tmp_path / "after.xml").exists()


def test_an_amendment_is_not_written_over_what_it_changes():
    result = run("amend", DECLARATION, SAD, "-o", DECLARATION)
    assert result.exit_code == 2


@pytest.mark.parametrize(
    "arguments",
    [
        ("explain", "{wrong}", "--for", SAD),
        ("amend", SAD, "{wrong}"),
    ],
)
def test_what_is_wrong_in_one_of_the_files_is_told_with_its_name(tmp_path, arguments):
    wrong = tmp_path / "wrong.xml"
    wrong.write_bytes(DECLARATION.read_bytes().replace(b">33600.00<", b">33 600,00<", 1))
    result = run(*(str(argument).format(wrong=wrong) for argument in arguments))
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.startswith(f"{wrong}: 1 finding\n")
    assert "'33 600,00' is not a number" in result.stderr


def test_a_declaration_with_errors_of_its_own_is_explained_as_far_as_it_can_be_read(tmp_path):
    wrong = tmp_path / "wrong.xml"
    wrong.write_bytes(DECLARATION.read_bytes().replace(b">33600.00<", b">33 600,00<", 1))
    result = run("explain", RESPONSE, "--for", wrong)
    assert result.exit_code == 1
    assert f"{wrong}: 1 error" in result.stdout
    assert "the coefficient of water absorption is not declared" in " ".join(result.stdout.split())
