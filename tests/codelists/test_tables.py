"""The tables that come with the library: what they hold, and laws that hold in all of them."""

from __future__ import annotations

import datetime as dt
import re
from collections import Counter
from pathlib import Path

import pytest

from carec_datamodel.codelists import code_list
from carec_datamodel.codelists import code_lists as module
from carec_datamodel.codelists.code_lists import SHARED_LISTS, list_names
from carec_datamodel.codelists.codes import OWN_FIELDS
from carec_datamodel.codelists.list_file import checked

TABLES = Path(module.__file__).parent / "tables"
every_table = pytest.mark.parametrize("name", SHARED_LISTS)


@pytest.mark.parametrize(
    ("name", "statuses"),
    [
        ("countries", {"active": 249, "deleted": 25}),
        ("currencies", {"active": 178, "deleted": 129}),
        ("units", {"active": 1755, "changed": 1, "deprecated": 71, "deleted": 309}),
        ("packages", {"active": 404, "changed": 1, "deleted": 1}),
        ("transport_modes", {"active": 10}),
        ("document_types", {"active": 803}),
        ("hs2022", {"active": 6936}),
        ("incoterms", {"active": 11, "deprecated": 5}),
        ("border_crossings", {"active": 100}),
        ("customs_offices_ge", {"active": 14}),
        ("customs_offices_cn", {"active": 1324}),
    ],
)
def test_a_list_has_as_many_codes_as_its_source(name, statuses):
    assert Counter(code.status for code in code_list(name).codes.values()) == statuses


def test_the_harmonized_system_has_its_chapters_headings_and_subheadings():
    lengths = Counter(map(len, code_list("hs2022").codes))
    assert lengths == {2: 96, 4: 1228, 6: 5612}


def test_every_heading_and_subheading_belongs_to_one_that_is_there():
    system = code_list("hs2022")
    assert [code for code in system.codes if len(code) > 2 and code[:-2] not in system] == []
    chapters = {code[:2] for code in system.codes if len(code) == 6}
    assert chapters == {code for code in system.codes if len(code) == 2}
    assert "77" not in system  # kept free by the convention


@every_table
def test_a_list_says_where_it_is_from_and_on_what_terms(name):
    listed = code_list(name)
    assert all((listed.title, listed.source, listed.edition, listed.licence))


@every_table
def test_a_table_stands_the_checks_that_lists_of_users_go_through(name):
    assert list(checked(TABLES / f"{name}.tsv").rows) == list(code_list(name).codes)


@every_table
def test_a_table_has_the_code_first_and_each_code_once(name):
    lines = (TABLES / f"{name}.tsv").read_text(encoding="utf-8").splitlines()
    rows = [line for line in lines[1:] if not line.startswith("#")]
    assert lines[0].split("\t")[0] == "code"
    assert len(rows) == len(code_list(name)) > 0
    assert all(row == row.rstrip() and not row.startswith("\t") for row in rows)


@every_table
def test_every_code_of_a_list_can_be_asked_for_and_its_days_are_in_order(name):
    for code in code_list(name).codes.values():
        assert code.code
        assert (code.valid_from or dt.date.min) <= (code.valid_to or dt.date.max)


def test_no_two_lists_have_one_name():
    assert len(set(list_names())) == len(list_names())
    assert all(re.fullmatch(r"[a-z0-9]+([_-][a-z0-9]+)*", name) for name in list_names())


@every_table
def test_columns_have_names_that_can_be_asked_for(name):
    columns = code_list(name).codes.columns
    assert all(re.fullmatch(r"[a-z0-9]+(_[a-z0-9]+)*", column) for column in columns)
    assert set(code_list(name).columns) == {*columns} - {*OWN_FIELDS}


@pytest.mark.parametrize(
    ("code", "form"), [("alpha3", r"[A-Z]{3}"), ("numeric", r"[0-9]{3}"), ("code", r"[A-Z]{2}")]
)
def test_countries_have_codes_in_the_forms_of_the_standard(code, form):
    countries = code_list("countries")
    values = [each.code if code == "code" else each[code] for each in map(countries.get, countries.in_use)]
    assert all(re.fullmatch(form, value) for value in values)
    assert len(set(values)) == 249


@pytest.mark.parametrize(
    ("code", "alpha3", "numeric"),
    [
        ("AF", "AFG", "004"),
        ("AZ", "AZE", "031"),
        ("CN", "CHN", "156"),
        ("GE", "GEO", "268"),
        ("KZ", "KAZ", "398"),
        ("KG", "KGZ", "417"),
        ("MN", "MNG", "496"),
        ("PK", "PAK", "586"),
        ("TJ", "TJK", "762"),
        ("TM", "TKM", "795"),
        ("UZ", "UZB", "860"),
    ],
)
def test_the_countries_of_the_region(code, alpha3, numeric):
    found = code_list("countries").get(code)
    assert (found["alpha3"], found["numeric"]) == (alpha3, numeric)


@pytest.mark.parametrize(
    ("code", "numeric", "minor_units"),
    [
        ("AFN", "971", "2"),
        ("AZN", "944", "2"),
        ("CNY", "156", "2"),
        ("GEL", "981", "2"),
        ("KZT", "398", "2"),
        ("KGS", "417", "2"),
        ("MNT", "496", "2"),
        ("PKR", "586", "2"),
        ("TJS", "972", "2"),
        ("TMT", "934", "2"),
        ("UZS", "860", "2"),
        ("JPY", "392", "0"),
        ("KWD", "414", "3"),
        ("XAU", "959", ""),
    ],
)
def test_currencies_have_their_number_and_their_minor_units(code, numeric, minor_units):
    found = code_list("currencies").get(code)
    assert (found["numeric"], found["minor_units"], found.status) == (numeric, minor_units, "active")


@pytest.mark.parametrize(
    ("name", "code", "status", "valid_to"),
    [
        ("countries", "AN", "deleted", dt.date(2010, 12, 15)),
        ("countries", "SU", "deleted", dt.date(1992, 8, 30)),
        ("currencies", "BYR", "deleted", dt.date(2017, 1, 31)),
        ("currencies", "RUR", "deleted", dt.date(2004, 1, 31)),
        ("currencies", "TJR", "deleted", dt.date(2001, 4, 30)),
        ("incoterms", "DAT", "deprecated", dt.date(2019, 12, 31)),
        ("incoterms", "DDU", "deprecated", dt.date(2010, 12, 31)),
        ("units", "05", "deleted", None),
        ("units", "S6", "deleted", None),
        ("uz_procedures", "12", "deprecated", None),
        ("transaction_natures", "13", "deprecated", dt.date(2021, 12, 31)),
    ],
)
def test_a_code_that_is_no_longer_in_use_is_known_with_its_status(name, code, status, valid_to):
    found = code_list(name).get(code)
    assert (found.status, found.valid_to) == (status, valid_to)
    assert code not in code_list(name).in_use


@pytest.mark.parametrize(("name", "status"), [("countries", "deleted"), ("currencies", "deleted")])
def test_every_withdrawn_code_says_until_when_it_was_valid(name, status):
    withdrawn = [code for code in code_list(name).codes.values() if code.status == status]
    assert all(code.valid_to for code in withdrawn)
    assert all(code.valid_to is None for code in code_list(name).codes.values() if code not in withdrawn)


@pytest.mark.parametrize(
    ("name", "code", "meaning"),
    [
        ("units", "TNE", "tonne (metric ton)"),
        ("packages", "CT", "Carton"),
        ("transport_modes", "2", "Rail transport"),
        ("document_types", "380", "Commercial invoice"),
        ("incoterms", "DPU", "delivered at place unloaded"),
        ("valuation_methods", "6", "fall-back value"),
        ("guarantee_types", "B", "TIR carnet"),
        ("eaeu_procedures", "80", "customs transit"),
        ("eaeu_document_kinds", "02015", "CMR consignment note"),
        ("eaeu_payment_kinds", "5010", "value added tax"),
        ("eaeu_transit_statuses", "TR_ALLOWED", "released"),
        ("eaeu_album_documents", "1003102E", "road consignment note CMR"),
        ("uz_procedures", "80", "transit"),
        ("asycuda_procedures", "8", "transit"),
        ("customs_offices_ge", "69002", "Tsiteli Khidi / Red Bridge"),
    ],
)
def test_a_code_says_what_it_means(name, code, meaning):
    assert code_list(name).get(code).meaning == meaning


def counterparts():
    return [listed for listed in map(code_list, SHARED_LISTS) if listed.counterpart]


def test_what_a_national_code_means_is_a_code_of_the_list_that_its_column_is_named_after():
    assert {listed.name for listed in counterparts()} == {
        "eaeu_declaration_types",
        "eaeu_delivery_terms",
        "eaeu_transport_modes",
        "eaeu_units",
    }
    for listed in counterparts():
        meant = [code[listed.counterpart] for code in listed.codes.values() if code[listed.counterpart]]
        assert meant
        assert all(code_list(listed.counterpart).valid(code) for code in meant), listed.name


@pytest.mark.parametrize(
    ("name", "code", "meant"),
    [
        ("eaeu_units", "166", "KGM"),
        ("eaeu_units", "796", "H87"),
        ("eaeu_units", "130", ""),  # a thousand litres: Recommendation 20 has no unit of that name
        ("eaeu_transport_modes", "31", "3"),
        ("eaeu_transport_modes", "80", "8"),
        ("eaeu_transport_modes", "99", ""),
        ("eaeu_delivery_terms", "DAP", "DAP"),
        ("eaeu_delivery_terms", "XXX", ""),
        ("eaeu_declaration_types", "ЭК", "EX"),
        ("eaeu_declaration_types", "ТТ", ""),
    ],
)
def test_a_national_code_says_which_international_one_it_means(name, code, meant):
    listed = code_list(name)
    assert listed.get(code)[listed.counterpart] == meant


def test_a_classifier_of_the_eurasian_economic_union_names_the_list_with_its_codes():
    for classifier in code_list("eaeu_classifiers").codes.values():
        assert classifier["list"] in SHARED_LISTS


def test_codes_of_the_eurasian_economic_union_keep_to_the_script_of_their_classifier():
    for name in ("eaeu_preferences", "eaeu_prohibition_marks", "eaeu_transit_directions"):
        for code in code_list(name).codes:
            assert not re.search("[A-Za-z]", code), (name, code)


# --- places and border crossing points ----------------------------------------------------------------


def test_every_place_begins_with_its_country():
    countries = code_list("countries")
    for place in code_list("locations").codes.values():
        assert re.fullmatch(r"[A-Z]{2}[A-Z2-9]{3}", place.code)
        assert place["country"] == place.code[:2]
        assert place["country"] in countries.in_use


def test_a_second_code_of_a_place_names_the_one_to_prefer():
    places = code_list("locations")
    second = {code.code: code["same_as"] for code in places.codes.values() if code["same_as"]}
    assert second == {"TMKRA": "TMKRW", "CNERC": "CNRLC", "AFTOW": "AFTGH"}
    assert all(first in places and not places.get(first)["same_as"] for first in second.values())


def test_the_two_sides_of_a_crossing_name_each_other():
    sides = [code for code in code_list("border_crossings").codes.values() if "SEA" not in code.code]
    pairs: dict[str, list[tuple[str, str]]] = {}
    for side in sides:
        assert side.code == f"{side['pair']}/{side['country']}"
        pairs.setdefault(side["pair"], []).append((side["country"], side["neighbour"]))
    assert len(pairs) == 45
    assert all(len(pair) == 2 and pair[0] == pair[1][::-1] for pair in pairs.values())


def test_a_crossing_lies_where_its_codes_say():
    crossings = code_list("border_crossings")
    for side in crossings.codes.values():
        assert side["country"] in code_list("countries").in_use
        assert not side["location"] or side["location"] in code_list("locations")
        assert side["location"][:2] in {"", side["country"]}
        offices = side["office"].split()
        assert all(office in code_list("customs_offices_ge") for office in offices)
        assert not offices or side["country"] == "GE"
        assert {*side["modes"].split()} <= {"road", "rail", "river", "sea"}
