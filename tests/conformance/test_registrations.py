"""The table of registrations against the facts and documents beside the repository, when these are there."""

from __future__ import annotations

import csv
import re
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.codelists.identifiers import NationalIdentifier, national_identifiers
from carec_datamodel.codelists.identifiers.check_digit_rules import CHECK_RULES

COUNTRIES = {
    "AFG": "AF",
    "ARM": "AM",
    "AZE": "AZ",
    "BLR": "BY",
    "CHN": "CN",
    "GEO": "GE",
    "KAZ": "KZ",
    "KGZ": "KG",
    "MNG": "MN",
    "PAK": "PK",
    "RUS": "RU",
    "TJK": "TJ",
    "TKM": "TM",
    "UZB": "UZ",
}
NAMES = {
    "FIN (PIN of the identity card)": "FIN",
    "customs identification number (older)": "older customs number",
    "INN / PIN": "INN",
    "INN legal entity": "INN of a legal entity",
    "INN person": "INN of a person",
    "INN (STIR)": "INN",
    "PINFL (JSHSHIR)": "PINFL",
    "rail wagon number": "wagon number",
    "railway station code": "station code",
    "NHM (GNG) code": "NHM code",
}
"""What the facts call what the table calls otherwise."""
WITH_A_CLASS = {"carnet number"}
"""What has a class of its own and no row."""
PARTED = {"older customs number", "station code"}
"""What the facts describe in one form, and the table in its parts or in two rows."""


def rows(shared: Path, *place: str) -> list[dict[str, str]]:
    with shared.joinpath("reference", *place).open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def facts(shared: Path) -> list[tuple[dict[str, str], NationalIdentifier]]:
    """Return each fact with the row of the table that it is about."""
    numbers = {(number.country, number.name): number for number in national_identifiers()}
    return [
        (row, numbers[COUNTRIES.get(row["country"], row["country"]), NAMES.get(row["name"], row["name"])])
        for row in rows(shared, "identifiers", "identifiers.csv")
        if row["name"] not in WITH_A_CLASS
    ]


def test_each_vector_is_judged_as_it_should(shared: Path):
    vectors = rows(shared, "identifiers", "test_vectors.csv")
    assert {vector["algorithm"].split()[0] for vector in vectors} == set(CHECK_RULES)
    for vector in vectors:
        rule = CHECK_RULES[vector["algorithm"].split()[0]]
        right = rule.found(vector["value"]) == rule.right(vector["value"])
        assert right is (vector["expected"] == "valid"), vector


def test_the_vector_of_a_number_that_is_never_issued_is_known_as_such(shared: Path):
    (vector,) = (
        row for row in rows(shared, "identifiers", "test_vectors.csv") if "never" in row["algorithm"]
    )
    assert CHECK_RULES["kz12"].right(vector["value"]) == ""


def test_each_fact_has_its_row_with_the_same_evidence_rule_and_example(shared: Path):
    for fact, number in facts(shared):
        rule = fact["check_digit_algorithm"]
        assert number.evidence == fact["evidence"], fact
        assert number.check_digit == (rule if rule in CHECK_RULES else ""), fact
        assert number.example == fact["example"] or not fact["example"], fact


def test_what_may_not_be_rejected_is_never_strong(shared: Path):
    for fact, number in facts(shared):
        may_be_rejected = fact["reject_on_check_failure"] == "yes"
        assert number.check_is_strong is may_be_rejected, fact
        assert may_be_rejected or not number.form_is_strong, fact


@given(choice=st.data())
def test_a_row_takes_what_the_facts_take_and_nothing_else(shared: Path, choice: st.DataObject):
    fact, number = choice.draw(
        st.sampled_from([pair for pair in facts(shared) if pair[1].name not in PARTED])
    )
    of_fact, of_row = re.compile(fact["regex"], re.ASCII), re.compile(number.pattern)
    printed = st.characters(min_codepoint=0x20, max_codepoint=0x7E) | st.sampled_from("АЁЙҮӨЯ")
    of_the_fact = choice.draw(st.from_regex(of_fact, fullmatch=True, alphabet=printed))
    of_the_row = choice.draw(st.from_regex(of_row, fullmatch=True, alphabet=printed))
    assert of_row.fullmatch(of_the_fact), fact
    assert of_fact.fullmatch(of_the_row), fact


@pytest.mark.parametrize(
    ("element", "country", "name"),
    [
        ("BIN", "KZ", "BIN"),
        ("KGINN", "KG", "INN"),
        ("KGOKPO", "KG", "OKPO"),
        ("UNN", "AM", "UNN"),
        ("OGRN", "RU", "OGRN"),
        ("UNP", "BY", "UNP"),
    ],
)
def test_numbers_in_documents_of_the_eaeu_have_the_form_of_their_row(
    shared: Path, element: str, country: str, name: str
):
    (number,) = (row for row in national_identifiers(country) if row.name == name)
    texts = {
        text
        for folder in ("eaeu", "tir", "smgs", "ecmr")
        for file in sorted((shared / "samples" / folder).rglob("*.xml"))
        for text in _texts(file, element)
        if not text.startswith("T-")  # a stand-in, such as T-INNXXXXX
    }
    assert texts
    assert [text for text in sorted(texts) if not number.has_form(text)] == []


def _texts(file: Path, element: str) -> list[str]:
    try:
        tree = etree.parse(str(file))
    except etree.XMLSyntaxError:
        return []  # some samples are broken on purpose
    return [text.strip() for text in tree.xpath(f"//*[local-name() = '{element}']/text()") if text.strip()]
