"""Code lists against the facts and real messages beside the repository, when these are there."""

from __future__ import annotations

import csv
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree

from carec_datamodel.codelists import code_list


def rows(shared: Path, *place: str) -> list[dict[str, str]]:
    with shared.joinpath("reference", *place).open(encoding="utf-8-sig", newline="") as file:
        return list(csv.DictReader(file))


@pytest.mark.parametrize(
    ("file", "name", "columns"),
    [
        ("units_rec20.csv", "units", {"level": "level_category", "symbol": "symbol"}),
        ("packages_rec21.csv", "packages", {"numeric": "numeric_code"}),
        ("transport_mode_rec19.csv", "transport_modes", {}),
        ("edifact_1001_documents.csv", "document_types", {}),
        ("hs2022_codes.csv", "hs2022", {}),
    ],
)
def test_a_list_has_every_code_of_its_source_and_no_other(shared: Path, file, name, columns):
    source = rows(shared, "codelists", file)
    listed = code_list(name)
    assert {row["code"] for row in source} == {*listed.codes}
    for row in source:
        code = listed.get(row["code"])
        assert code.meaning == " ".join(row.get("name", "").split())
        assert code.status == row.get("status", "active")
        for column, theirs in columns.items():
            assert code[column] == " ".join(row[theirs].split())


def test_what_a_code_of_the_harmonized_system_belongs_to_is_its_beginning(shared: Path):
    for row in rows(shared, "codelists", "hs2022_codes.csv"):
        assert row["parent"] == row["code"][:-2]
        assert int(row["level"]) == len(row["code"])


def test_countries_agree_with_the_classifier_of_the_eurasian_economic_union(shared: Path):
    countries = code_list("countries")
    compared = 0
    for row in rows(shared, "eaeu", "countries.csv"):
        found = countries.get(row["alpha2"])
        if found is None:
            assert "ISO" in row["note"], row  # the note says that it is not of the standard
        else:
            assert (found["alpha3"], found["numeric"]) == (row["alpha3"], row["numeric"])
            compared += 1
    assert compared == 249


def test_countries_and_currencies_agree_with_the_lists_of_uzbekistan(shared: Path):
    countries, currencies = code_list("countries"), code_list("currencies")
    other = [
        row
        for row in rows(shared, "uzbekistan", "sp1_countries.csv")
        if row["alpha2"] not in countries or countries.get(row["alpha2"])["numeric"] != row["numeric"]
    ]
    assert [(row["alpha2"], row["numeric"]) for row in other] == [
        ("XX", "000"),  # unknown
        ("SD", "736"),  # the number of Sudan before 2011
    ]
    for row in rows(shared, "uzbekistan", "sp5_currencies.csv"):
        assert currencies.get(row["alpha3"])["numeric"] == row["numeric"], row


def test_currencies_agree_with_the_list_of_china(shared: Path):
    source = [row for row in rows(shared, "china", "codes", "currency_numeric.csv") if row["iso4217_numeric"]]
    assert source
    for row in source:
        assert code_list("currencies").get(row["iso4217_alpha"])["numeric"] == row["iso4217_numeric"], row


def test_every_border_crossing_point_is_there_with_its_places(shared: Path):
    crossings, places = code_list("border_crossings"), code_list("locations")
    source = rows(shared, "corridors", "border_points.csv")
    assert {row["pair_id"] for row in source} == {code["pair"] for code in crossings.codes.values()}
    for row in source:
        for side in "ab":
            found = crossings.get(f"{row['pair_id']}/{row[f'{side}_country']}")
            for place in filter(None, row[f"{side}_unlocode"].split("|")):
                assert place in places
            if found:
                assert (found.meaning, found["location"]) == (row[f"{side}_name"], row[f"{side}_unlocode"])


def test_every_place_of_the_subset_is_there(shared: Path):
    source = {row["unlocode"] for row in rows(shared, "corridors", "unlocode_subset.csv")}
    assert len(source) == 590
    assert source <= {*code_list("locations").codes}


@pytest.mark.parametrize(
    ("name", "place"),
    [
        ("customs_offices_ge", ("georgia", "customs_offices.csv")),
        ("customs_offices_cn", ("china", "codes", "customs_office.csv")),
    ],
)
def test_every_customs_office_is_there(shared: Path, name, place):
    assert {row["code"] for row in rows(shared, *place)} == {*code_list(name).codes}


@pytest.mark.parametrize(
    ("name", "place", "theirs"),
    [
        ("eaeu_procedures", ("eaeu", "codes.csv"), "customs procedure"),
        ("uz_procedures", ("uzbekistan", "gtd_codes.csv"), "regime"),
        ("uz_payment_forms", ("uzbekistan", "gtd_codes.csv"), "payment_form"),
        ("asycuda_procedures", ("asycuda", "codes", "observed_codes.csv"), "procedure_digit"),
        ("asycuda_payment_modes", ("asycuda", "codes", "observed_codes.csv"), "tax_mode_of_payment"),
        ("valuation_methods", ("eaeu", "codes.csv"), "valuation method"),
    ],
)
def test_every_code_of_a_national_list_is_there(shared: Path, name, place, theirs):
    source = {row["code"] for row in rows(shared, *place) if row["list"] == theirs}
    assert source
    assert source <= {*code_list(name).codes}


def test_every_term_of_delivery_is_there_with_its_edition(shared: Path):
    for row in rows(shared, "eaeu", "delivery_terms.csv"):
        found = code_list("incoterms").get(row["code"])
        if row["edition"] == "national":
            assert found is None
        else:
            assert (found.status == "active") is (row["edition"] == "Incoterms 2020")


@pytest.mark.parametrize(("name", "element"), [("equipment_types", "8053"), ("equipment_fullness", "8169")])
def test_every_qualifier_of_equipment_is_there(shared: Path, name, element):
    source = {row["code"] for row in rows(shared, "edifact", "qualifiers.csv") if row["element"] == element}
    assert source == {*code_list(name).codes}


def values(shared: Path, *path: str) -> Iterator[str]:
    """Yield the texts at the end of *path* in the declarations of the samples."""
    steps = "/".join(f"*[local-name() = '{step}']" for step in path)
    for file in sorted((shared / "samples" / "wco" / "declarations").glob("*.xml")):
        yield from etree.parse(str(file)).xpath(f"//{steps}/text()")


@pytest.mark.parametrize(
    ("name", "path"),
    [
        ("incoterms", ("TradeTerms", "ConditionCode")),
        ("freight_payment_methods", ("Freight", "PaymentMethodCode")),
        ("transaction_natures", ("TransactionNatureCode",)),
        ("amendment_reasons", ("Amendment", "ChangeReasonCode")),
        ("declaration_functions", ("Declaration", "FunctionCode")),
        ("valuation_methods", ("CustomsValuation", "MethodCode")),
    ],
)
def test_every_code_in_real_declarations_is_listed(shared: Path, name, path):
    found = set(values(shared, *path))
    assert found
    assert found <= {*code_list(name).codes}


def test_every_method_of_payment_in_real_declarations_is_listed_but_a_national_one(shared: Path):
    found = set(values(shared, "Payment", "MethodCode"))
    assert found - {*code_list("duty_payment_methods").codes} <= {"Z"}
    assert "E" in found
