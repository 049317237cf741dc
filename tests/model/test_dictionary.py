from __future__ import annotations

import re
import subprocess
import sys
from pathlib import Path

import pytest

from carec_datamodel.model import MESSAGES
from carec_datamodel.model.dictionary import OWN_FORMATS, Entry, entries, find, ids_of, valued_definition
from carec_datamodel.model.party import Address, Office, Party
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, message_class, positions
from carec_datamodel.model.types import LEXICAL

REPOSITORY = Path(__file__).parents[2]
ITEM = "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[]"


def found(term: str) -> list[Entry]:
    return find(term, "GoodsDeclaration")


def paths(term: str) -> set[str]:
    return {entry.path for entry in found(term)}


def test_every_message_and_every_place_below_it_has_one_entry():
    expected = list(MESSAGES)
    expected += [position.path for name in MESSAGES for position in positions(message_class(name))]
    assert sorted(entry.path for entry in entries()) == sorted(expected)


def test_an_entry_says_all_that_the_model_says_of_the_place():
    (entry,) = found("65A.126")
    assert entry == Entry(
        message="GoodsDeclaration",
        path=f"{ITEM}/Commodity/GoodsMeasure/GrossMassMeasure",
        class_id="65A",
        element_id="126",
        definition="Gross mass, in kilograms unless a unit is given.",
        format=OWN_FORMATS["Measure"],
        type="Measure",
        box="35",
        occurs="0..1",
    )
    assert entry.name == "GrossMassMeasure"
    assert entry.wco == "65A.126"


def test_an_element_id_finds_the_element_in_whatever_class_it_stands():
    assert {entry.wco for entry in found("165")} == {"44B.165"}
    assert {entry.class_id for entry in found("006")} >= {"28A", "68A", "44B"}


def test_a_class_id_finds_the_structure_and_not_what_stands_in_it():
    assert paths("68A") == {ITEM}


def test_a_class_id_finds_the_message_itself():
    (entry,) = found("42A")
    assert (entry.path, entry.type, entry.wco, entry.occurs) == (
        "GoodsDeclaration",
        "GoodsDeclaration",
        "42A",
        "1..1",
    )


def test_class_and_element_id_together_find_the_one_element():
    (entry,) = found("68A.006")
    assert entry.path == f"{ITEM}/SequenceNumeric"
    assert entry.occurs == "1..1"


def test_an_id_that_depends_on_the_role_finds_the_name_of_that_party_only():
    assert {path.rpartition("/")[0].rpartition("/")[2] for path in paths("R014")} == {"Consignee"}
    assert {path.rpartition("/")[2] for path in paths("R014")} == {"Name"}


def test_an_id_of_our_own_is_found():
    assert paths("CAREC013") == {"GoodsDeclaration/GoodsShipment/Warehouse/DurationQuantity"}


@pytest.mark.parametrize("term", ["GrossMassMeasure", "grossmassmeasure", " GROSSMASSMEASURE "])
def test_a_name_is_found_in_upper_and_lower_case(term):
    assert f"{ITEM}/Commodity/GoodsMeasure/GrossMassMeasure" in paths(term)
    assert {entry.name for entry in found(term)} == {"GrossMassMeasure"}


def test_the_last_steps_of_a_path_find_only_the_places_that_end_so():
    expected = {f"{ITEM}/Commodity/Classification[]/ID"}
    assert paths("commodity/classification/id") == expected
    assert paths("Commodity/Classification[]/ID") == expected
    assert len(found("Classification/ID")) > 1


def test_a_whole_path_finds_its_place():
    assert all(entry in find(entry.path) for entry in entries()[::500])


def test_what_is_no_name_finds_the_names_that_contain_it():
    assert {entry.name for entry in found("gross")} == {
        "GrossMassMeasure",
        "GrossVolumeMeasure",
        "TotalGrossMassMeasure",
    }
    assert {entry.name for entry in found("GoodsMeasure/Gross")} == {"GrossMassMeasure"}


def test_a_box_is_found_with_and_without_the_word():
    assert f"{ITEM}/Packaging[]/MarksNumbersID" in paths("box 31")
    assert paths("31") == paths("Box 31") == paths("box31")


def test_a_box_finds_its_parts_and_a_part_only_itself():
    assert {entry.box for entry in found("box 17")} == {"17", "17a", "17b"}
    assert {entry.box for entry in found("box 17a")} == {"17a"}
    assert {entry.box for entry in found("box 1")} == {"1a", "1b", "1c"}


def test_a_lettered_box_is_found():
    assert {entry.box for entry in found("box B")} == {"B"}


def test_a_term_that_is_both_an_id_and_a_box_finds_both():
    both = found("17b")
    assert {entry.element_id for entry in both if entry.box != "17b"} == {"17B"}
    assert {entry.box for entry in both} >= {"17b"}


def test_the_word_box_leaves_ids_out():
    assert {entry.box for entry in found("box 17b")} == {"17b"}


def test_the_messages_are_searched_together_or_one_by_one():
    assert {entry.message for entry in find("UCR")} > {"GoodsDeclaration", "CargoManifest"}
    assert {entry.message for entry in find("UCR", "CargoManifest")} == {"CargoManifest"}


@pytest.mark.parametrize("term", ["", " ", "/", "box 99", "no such element", "68A."])
def test_what_means_nothing_finds_nothing(term):
    assert found(term) == []


def test_every_leaf_has_a_format_and_no_structure_has_one():
    leaves = {*LEXICAL, *VALUED_ATTRIBUTES}
    assert {entry.type for entry in entries() if entry.format} <= leaves
    assert not {entry.type for entry in entries() if not entry.format} & leaves


def test_the_formats_of_numbers_say_how_many_digits_the_model_takes():
    digits, fraction = map(int, OWN_FORMATS["Decimal"].removeprefix("n..").split(","))
    whole = digits - fraction
    decimal = LEXICAL["Decimal"].pattern
    assert re.search(decimal, "9" * whole + "." + "9" * fraction)
    assert not re.search(decimal, "9" * (whole + 1))
    assert not re.search(decimal, "0." + "9" * (fraction + 1))
    digits = int(OWN_FORMATS["Count"].removeprefix("n.."))
    assert re.search(LEXICAL["Count"].pattern, "9" * digits)
    assert not re.search(LEXICAL["Count"].pattern, "9" * (digits + 1))


def test_every_entry_has_an_id_and_a_definition_that_is_a_sentence():
    assert [
        entry.path for entry in entries() if not entry.element_id or not entry.definition.endswith(".")
    ] == []


def test_ids_of_a_class_in_many_roles_are_listed_once_each():
    ids = ids_of(message_class("GoodsDeclaration"))
    assert "27A.R014" in ids[Party, "Name"]
    assert "30A.R020" in ids[Party, "Name"]
    assert len(set(ids[Party, "Name"])) == len(ids[Party, "Name"])
    assert ids[Address, "CityName"] == ("04A.241", "CAREC673.241")
    assert ids[Party, "Address"] == ("04A",)
    assert "51A" in ids[Office, ""]


def test_the_definition_of_a_valued_type_shows_no_python():
    assert valued_definition("Amount") == "An amount of money and its currency (ISO 4217)."


def generate_dictionary(*arguments: str) -> subprocess.CompletedProcess[str]:
    script = REPOSITORY / "docs" / "generate_dictionary.py"
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)


def test_the_committed_dictionary_pages_are_up_to_date():
    checked = generate_dictionary("--check")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_a_page_that_differs_is_named(tmp_path):
    assert generate_dictionary(str(tmp_path)).returncode == 0
    with (tmp_path / "GoodsDeclaration.md").open("a") as page:
        page.write("by hand\n")
    (tmp_path / "Forgotten.md").touch()
    checked = generate_dictionary(str(tmp_path), "--check")
    assert checked.returncode == 1
    assert [line.partition(" differs")[0] for line in checked.stderr.splitlines()] == [
        str(tmp_path / "Forgotten.md"),
        str(tmp_path / "GoodsDeclaration.md"),
    ]


def test_every_link_of_a_page_leads_to_a_heading_of_it():
    text = (REPOSITORY / "docs" / "dictionary" / "GoodsDeclaration.md").read_text(encoding="utf-8")
    headings = [
        line.lstrip("#").strip().lower().replace(" ", "-") for line in text.splitlines() if line[:1] == "#"
    ]
    assert len(headings) == len(set(headings))
    assert set(re.findall(r"\]\(#([^)]+)\)", text)) <= set(headings)
