from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.cli import main
from carec_datamodel.model import VERSION

EXAMPLES = Path(__file__).parents[2] / "examples"
SAD = EXAMPLES / "asycuda-sad.xml"


def run(*arguments: str | Path, stdin: bytes | None = None) -> Result:
    return CliRunner().invoke(main, [str(part) for part in arguments], input=stdin, catch_exceptions=False)


# --- schema -----------------------------------------------------------------------------------------


def test_schema_prints_an_xml_schema_that_a_declaration_fits():
    result = run("schema", "GoodsDeclaration")
    assert result.exit_code == 0
    schema = etree.XMLSchema(etree.fromstring(result.stdout_bytes))
    assert schema.validate(etree.fromstring(cdm.convert(SAD).output))


def test_schema_prints_a_json_schema_on_demand():
    schema = json.loads(run("schema", "GoodsDeclaration", "--kind", "json").stdout)
    assert "$schema" in schema


def test_schema_writes_to_the_file_that_is_named(tmp_path: Path):
    file = tmp_path / "declaration.xsd"
    result = run("schema", "GoodsDeclaration", "-o", file)
    assert (result.exit_code, result.output) == (0, "")
    assert file.read_bytes() == cdm.schema("GoodsDeclaration")


def test_schema_of_an_unknown_message_is_wrong_use_and_the_known_ones_are_named():
    result = run("schema", "Declaration")
    assert result.exit_code == 2
    assert "there is no message 'Declaration'; known are CargoManifest" in result.stderr


def test_schema_prints_the_schema_of_a_profile():
    result = run("schema", "loading-list")
    assert result.exit_code == 0
    schema = etree.XMLSchema(etree.fromstring(result.stdout_bytes))
    assert schema.validate(etree.parse(EXAMPLES / "messages" / "loading-list.xml"))
    assert not schema.validate(etree.parse(EXAMPLES / "messages" / "cargo-manifest.xml"))


def test_schema_of_an_unknown_kind_is_wrong_use():
    assert run("schema", "GoodsDeclaration", "--kind", "rng").exit_code == 2


def test_schema_of_a_version_is_that_of_the_current_one_where_that_is_named():
    named = run("schema", "GoodsDeclaration", "--model-version", VERSION)
    assert (named.exit_code, named.stdout_bytes) == (0, cdm.schema("GoodsDeclaration"))


def test_schema_of_an_unknown_version_is_wrong_use_and_the_known_ones_are_named():
    result = run("schema", "GoodsDeclaration", "--model-version", "0.1")
    assert result.exit_code == 2
    assert f"there is no version '0.1' of the model; known are {VERSION}" in result.stderr


def test_schema_tells_a_folder_that_does_not_exist(tmp_path: Path):
    result = run("schema", "GoodsDeclaration", "-o", tmp_path / "missing" / "declaration.xsd")
    assert result.exit_code == 3
    assert "declaration.xsd: cannot be written: No such file or directory" in result.stderr


# --- dictionary -------------------------------------------------------------------------------------


def test_dictionary_finds_an_element_by_its_wco_id_with_what_feeds_it():
    result = run("dictionary", "126")
    assert result.exit_code == 0
    assert "Commodity/GoodsMeasure/GrossMassMeasure\n" in result.stdout
    assert "WCO 65A.126" in result.stdout
    assert "asycuda-sad: Item[]/Valuation_item/Weight_itm/Gross_weight_itm" in result.stdout


def test_dictionary_finds_an_element_by_its_box():
    assert "/InvoiceAmount\n" in run("dictionary", "box 22").stdout


def test_dictionary_cuts_a_long_list_and_says_so():
    short = run("dictionary", "31").stdout
    long = run("dictionary", "31", "--all").stdout
    assert "more places; --all shows them" in short
    assert len(long.splitlines()) > len(short.splitlines())
    assert "--all shows them" not in long


def test_dictionary_as_json_has_every_place():
    entries = json.loads(run("dictionary", "31", "--json").stdout)
    shown = run("dictionary", "31", "--all").stdout.splitlines()
    assert [entry["path"] for entry in entries] == [line for line in shown if not line.startswith(" ")]


def test_dictionary_looks_in_one_message_on_demand():
    entries = json.loads(run("dictionary", "UCR", "--message", "CargoManifest", "--json").stdout)
    assert {entry["message"] for entry in entries} == {"CargoManifest"}
    nothing = run("dictionary", "tulip", "--message", "CargoManifest")
    assert nothing.stderr == "nothing is called 'tulip' in CargoManifest\n"


def test_dictionary_of_an_unknown_message_is_wrong_use():
    result = run("dictionary", "126", "--message", "Manifesto")
    assert result.exit_code == 2
    assert "there is no message 'Manifesto'; known are GoodsDeclaration" in result.stderr


@pytest.mark.parametrize("term", ["tulip", "", " "])
def test_dictionary_says_when_nothing_is_called_that(term: str):
    result = run("dictionary", term)
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == f"nothing is called {term!r}\n"


# --- coverage ---------------------------------------------------------------------------------------


def test_coverage_gives_the_share_and_the_reason_for_what_is_not_carried():
    result = run("coverage", "asycuda-sad")
    assert result.exit_code == 0
    assert "% carried by the harmonised model" in result.stdout
    assert "@id\n      number of the document in the database" in result.stdout


def test_coverage_lists_every_element_on_demand():
    listed = run("coverage", "asycuda-sad", "--rows").stdout
    assert "ELEMENT" in listed
    assert any(line.split() == ["Property/Sad_flow", "FlowCode"] for line in listed.splitlines())
    assert "FlowCode" not in run("coverage", "asycuda-sad").stdout


def test_coverage_of_a_file_is_what_the_ledger_says():
    ledger = cdm.convert(SAD).ledger
    result = run("coverage", "asycuda-sad", SAD)
    assert (
        f"{SAD}: {ledger.survival:.2%} of {len(ledger.entries)} values come back unchanged" in result.stdout
    )


def test_coverage_of_a_file_gives_a_reason_for_each_outcome(tmp_path: Path):
    file = tmp_path / "sad.xml"
    text = SAD.read_text("utf-8").replace("<Identification>", "<Weather>fair</Weather><Identification>", 1)
    file.write_text(text.replace("<Number_of_the_form>1<", "<Number_of_the_form>drei<"), "utf-8")
    told = run("coverage", "asycuda-sad", file).stdout
    assert "1 residue     the table has no row for it, or it did not fit its row" in told
    assert "1 rejected    wrong" in told


def test_coverage_as_json_holds_the_files():
    content = json.loads(run("coverage", "asycuda-sad", SAD, "--json").stdout)
    (file,) = content["files"]
    assert file["file"] == str(SAD)
    assert sum(file["counts"].values()) == len(cdm.convert(SAD).ledger.entries)


def test_coverage_of_the_json_of_a_format_is_that_of_its_xml():
    told = [
        run("coverage", f"ncts-cc015c{suffix}", EXAMPLES / f"ncts-cc015c.{syntax}").stdout
        for suffix, syntax in (("", "xml"), ("-json", "json"))
    ]
    assert told[1].replace("ncts-cc015c-json", "ncts-cc015c").replace(".json", ".xml") == told[0]


def test_coverage_tells_which_file_cannot_be_read(tmp_path: Path):
    result = run("coverage", "asycuda-sad", tmp_path / "missing.xml", SAD)
    assert result.exit_code == 3
    assert "missing.xml: cannot be read: No such file or directory" in result.stderr
    assert str(SAD) in result.stdout


def test_coverage_reads_standard_input_once():
    result = run("coverage", "asycuda-sad", "-", "-", stdin=SAD.read_bytes())
    assert result.exit_code == 2
    assert run("coverage", "asycuda-sad", "-", stdin=SAD.read_bytes()).stdout.count("standard input: ") == 1


@pytest.mark.parametrize(
    ("format_id", "words"),
    [
        ("asycuda", "there is no format 'asycuda'; known are"),
        ("carec-xml", "carec-xml is the harmonised model itself; name a national format"),
    ],
)
def test_coverage_is_of_a_national_format(format_id: str, words: str):
    result = run("coverage", format_id)
    assert result.exit_code == 2
    assert words in result.stderr
