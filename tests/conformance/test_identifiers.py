"""Identifiers against the facts and real messages beside the repository, when these are there."""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.codelists.identifiers import (
    ContainerNumber,
    HsCode,
    MovementReferenceNumber,
    SealNumber,
    TirCarnetNumber,
)

CHECKED = {"iso6346": ContainerNumber}
"""Algorithms of the test vectors whose identifiers are here."""
NAMED = {"container number": ContainerNumber, "carnet number": TirCarnetNumber}
"""Identifiers of the list that are here."""
MRN_IN_RELEASE = "CC029C/TransitOperation/MRN"
CARNET_IN_RELEASE = "CC029C/TransitOperation/TIRCarnetNumber"
SEAL_IN_DECLARATION = "CC015C/Consignment/TransportEquipment/Seal/identifier"


def rows(shared: Path, *place: str) -> list[dict[str, str]]:
    with shared.joinpath("reference", *place).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def limits(shared: Path, path: str) -> str:
    """Return what the schemas of NCTS demand of the element at *path*."""
    table = rows(shared, "ncts", f"ncts5_{path.partition('/')[0]}.csv")
    (row,) = (row for row in table if row["path"] == path)
    return row["xsd_limits"]


def pattern(shared: Path, path: str) -> str:
    return "|".join(re.findall(r"pattern=(\S+)", limits(shared, path)))


def numbers_of_authorities(shared: Path) -> Iterator[str]:
    """Yield the movement reference numbers in answers that authorities have given."""
    for file in sorted((shared / "samples" / "wco" / "responses").glob("*.xml")):
        for text in etree.parse(str(file)).xpath("//*[local-name() = 'ID']/text()"):
            if re.fullmatch(r"[0-9]{2}[A-Z]{2}[A-Z0-9]{14}", text):
                yield text


@pytest.mark.parametrize("algorithm", sorted(CHECKED))
def test_each_vector_of_an_algorithm_is_judged_as_it_should(shared: Path, algorithm: str):
    vectors = [
        row for row in rows(shared, "identifiers", "test_vectors.csv") if row["algorithm"] == algorithm
    ]
    assert len(vectors) > 1
    for vector in vectors:
        problems = CHECKED[algorithm].check(vector["value"])
        assert bool(problems) is (vector["expected"] == "invalid"), vector
        assert all(problem.strong for problem in problems)


@pytest.mark.parametrize("name", sorted(NAMED))
def test_the_example_of_the_list_is_parsed_and_only_what_may_be_rejected_is_strong(shared: Path, name: str):
    (row,) = (row for row in rows(shared, "identifiers", "identifiers.csv") if row["name"] == name)
    assert str(NAMED[name].parse(row["example"])) == row["example"]
    (problem,) = NAMED[name].check("-")
    assert problem.strong is (row["reject_on_check_failure"] == "yes")


def test_every_code_of_the_harmonized_system_falls_into_its_parents(shared: Path):
    codes = rows(shared, "codelists", "hs2022_codes.csv")
    for row in codes:
        assert HsCode.check(row["code"]) == (), row
        code = HsCode(row["code"])
        above = {"2": None, "4": code.chapter, "6": code.heading}[row["level"]]
        assert above == (row["parent"] or None)
        assert HsCode.parse(code.format()) == code
    assert [HsCode(row["code"]) for row in codes] == sorted(HsCode(row["code"]) for row in codes)
    assert not any(HsCode(row["code"]).is_in_national_chapter for row in codes)


def test_every_number_that_an_authority_gave_has_the_right_check_digit(shared: Path):
    numbers = sorted(set(numbers_of_authorities(shared)))
    assert len(numbers) > 20
    assert [text for text in numbers if not MovementReferenceNumber(text).has_right_check_digit] == []
    assert {"0"} < {text[-1] for text in numbers}


@pytest.mark.parametrize(
    ("cls", "path"), [(MovementReferenceNumber, MRN_IN_RELEASE), (TirCarnetNumber, CARNET_IN_RELEASE)]
)
@given(choice=st.data())
def test_what_the_schemas_of_ncts_take_is_parsed_and_said_to_fit(
    shared: Path, cls: type[MovementReferenceNumber | TirCarnetNumber], path: str, choice: st.DataObject
):
    text = choice.draw(st.from_regex(re.compile(pattern(shared, path), re.ASCII), fullmatch=True))
    assert str(cls.parse(text)) == text
    assert cls(text).fits_ncts


@pytest.mark.parametrize(
    ("cls", "path", "texts"),
    [
        (
            MovementReferenceNumber,
            MRN_IN_RELEASE,
            ["23GE0002460ABCD170", "24GE0002460ABCD1A0", "25GE0002460ABCD1A0", "26GE0002460ABCD1J3"],
        ),
        (
            TirCarnetNumber,
            CARNET_IN_RELEASE,
            ["XJ78901234", "AX123456789", "BB78901234", "XJ00000777", "XJ24999999", "25000000", "1"],
        ),
    ],
)
def test_what_is_said_to_fit_is_what_the_schemas_of_ncts_take(
    shared: Path, cls: type[MovementReferenceNumber | TirCarnetNumber], path: str, texts: list[str]
):
    taken = [text for text in texts if re.fullmatch(pattern(shared, path), text)]
    assert [text for text in texts if cls(text).fits_ncts] == taken


def test_a_seal_fits_ncts_up_to_the_length_of_the_schemas(shared: Path):
    longest = int(re.findall(r"maxLength=(\d+)", limits(shared, SEAL_IN_DECLARATION))[0])
    assert SealNumber("9" * longest).fits_ncts
    assert not SealNumber("9" * (longest + 1)).fits_ncts
