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


EAEU_LISTS = {
    "address kind": "eaeu_address_kinds",
    "advance information purpose": "eaeu_advance_purposes",
    "code list id": "eaeu_classifiers",
    "commodity code feature": "eaeu_commodity_code_features",
    "comparison sign": "eaeu_comparison_signs",
    "contact kind": "eaeu_contact_kinds",
    "container filling": "eaeu_container_fillings",
    "container kind": "packages",
    "customs office": "customs_offices_eaeu",
    "customs procedure": "eaeu_procedures",
    "deal feature": "eaeu_deal_features",
    "declaration type": "eaeu_declaration_types",
    "document": "eaeu_document_kinds",
    "electronic document": "eaeu_electronic_declaration_marks",
    "express declaration": "eaeu_express_declarations",
    "fixed transport": "eaeu_fixed_transport",
    "free of prohibitions": "eaeu_prohibition_marks",
    "goods location": "eaeu_goods_locations",
    "goods location register": "eaeu_property_registers",
    "identity document": "eaeu_identity_documents",
    "item feature": "eaeu_item_features",
    "Kazakh REST party kind": "kz_advance_party_kinds",
    "Kazakh REST role": "kz_advance_party_roles",
    "Kazakh REST target": "kz_advance_targets",
    "movement feature": "eaeu_movement_features",
    "nature of deal": "eaeu_deal_natures",
    "package line": "eaeu_package_line_kinds",
    "packages present": "eaeu_packing_kinds",
    "payment": "eaeu_payment_kinds",
    "payment feature": "eaeu_payment_features",
    "preference": "eaeu_preferences",
    "purpose of movement": "eaeu_movement_purposes",
    "rate type": "eaeu_rate_types",
    "supply status": "eaeu_supply_statuses",
    "temporary import term": "eaeu_temporary_terms",
    "traceability": "eaeu_traceability_marks",
    "transit direction": "eaeu_transit_directions",
    "transit feature": "eaeu_transit_features",
    "transit security": "eaeu_guarantee_kinds",
    "transit status": "eaeu_transit_statuses",
    "transport mode": "eaeu_transport_modes",
    "valuation method": "valuation_methods",
    "vehicle make": "eaeu_vehicle_makes",
    "vehicle purpose": "eaeu_vehicle_purposes",
    "vehicle type": "eaeu_vehicle_types",
    "way of payment": "eaeu_payment_methods",
}
"""The list for each classifier of the Eurasian Economic Union that has one."""

NOT_LISTED = {
    ("preference", "OO"),  # Latin letters: another spelling of the Cyrillic code
    ("vehicle make", "001"),  # a make that is not named
}


@pytest.fixture
def eaeu_codes(shared: Path) -> list[dict[str, str]]:
    found = [row for row in rows(shared, "eaeu", "codes.csv") if row["evidence"] != "placeholder"]
    return [row for row in found if (row["list"], row["code"]) not in NOT_LISTED]


def test_every_code_of_the_eurasian_economic_union_is_there_with_its_evidence(eaeu_codes):
    told = 0
    for row in eaeu_codes:
        if row["list"] in EAEU_LISTS:
            listed = code_list(EAEU_LISTS[row["list"]])
            assert row["code"] in listed, row
            if "evidence" in listed.columns:
                assert listed.get(row["code"])["evidence"].startswith(row["evidence"]), row
                told += 1
    assert told > 150


def test_no_code_of_the_eurasian_economic_union_is_without_evidence(eaeu_codes):
    for theirs, name in EAEU_LISTS.items():
        listed = code_list(name)
        if name.startswith(("eaeu_", "kz_")):
            assert {*listed.codes} == {row["code"] for row in eaeu_codes if row["list"] == theirs}, name


def test_classifiers_without_a_list_are_marks_of_yes_and_no_and_the_numbers_of_currencies(eaeu_codes):
    assert {row["list"] for row in eaeu_codes} - {*EAEU_LISTS} == {
        "comparison result",
        "document presented",
        "payment currency",
        "role",
        "security provided",
    }
    for row in eaeu_codes:
        if row["list"] == "payment currency":
            assert code_list("currencies").by("numeric", row["code"]) is not None


def test_units_of_the_eurasian_economic_union_mean_those_of_recommendation_20(shared: Path):
    units = code_list("eaeu_units")
    source = {row["code"]: (row["rec20"], row["symbol_ru"]) for row in rows(shared, "eaeu", "units.csv")}
    assert source == {code.code: (code["units"], code["symbol"]) for code in units.codes.values()}


def test_terms_of_delivery_of_the_eurasian_economic_union_are_all_there(shared: Path):
    terms = code_list("eaeu_delivery_terms")
    source = rows(shared, "eaeu", "delivery_terms.csv")
    assert {row["code"] for row in source} == {*terms.codes}
    assert [code.code for code in terms.codes.values() if not code["incoterms"]] == ["XXX"]


def test_country_codes_beyond_the_standard_are_listed_apart(shared: Path):
    beyond = code_list("eaeu_countries")
    source = {
        row["alpha2"]: (row["alpha3"], row["numeric"])
        for row in rows(shared, "eaeu", "countries.csv")
        if row["alpha2"] not in code_list("countries")
    }
    assert source == {code.code: (code["alpha3"], code["numeric"]) for code in beyond.codes.values()}


def test_every_document_of_the_album_is_there_with_its_root(shared: Path):
    documents = code_list("eaeu_album_documents")
    source = {
        row["mode_id"]: row["root"] for row in rows(shared, "eaeu", "document_kinds.csv") if row["mode_id"]
    }
    assert source == {code.code: code["root"] for code in documents.codes.values()}


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
