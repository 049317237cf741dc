"""One trade, written by hand in several formats: whatever the format, the harmonised message is the same.

Each file of ``twins`` is named after its format. ``differences.tsv`` names every value that the
formats do not share, with a reason; anything else that differs is a fault of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import NamedTuple

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.crosswalk.trace import alike
from carec_datamodel.model.leaves import leaves
from carec_datamodel.tables import tab_separated

TWINS = Path(__file__).parent / "twins"
FORMATS = tuple(sorted(file.stem for file in TWINS.glob("*.xml")))
PLACED = "placed"
every_format = pytest.mark.parametrize("format_id", FORMATS)


class Difference(NamedTuple):
    """A value that the formats do not share: its path without positions, how it differs, who has it."""

    path: str
    what: str
    formats: frozenset[str]


@cache
def values(format_id: str) -> dict[str, str]:
    """Return the values of the twin in *format_id* by their path in the harmonised message."""
    message = cdm.read(TWINS / f"{format_id}.xml")
    return {path.partition("/")[2]: text for path, text in leaves(message)}


def differences() -> Iterator[tuple[Difference, str]]:
    """Yield how the twins differ, each with what they say there."""
    for path in dict.fromkeys(path for format_id in FORMATS for path in values(format_id)):
        said = {format_id: values(format_id)[path] for format_id in FORMATS if path in values(format_id)}
        first, *others = said.values()
        shared = all(alike(first, other) for other in others)
        if not shared or len(said) < len(FORMATS):
            what = "only" if shared else "spelled"
            yield Difference(re.sub(r"\[\d+\]", "[]", path), what, frozenset(said)), f"{path}: {said}"


@cache
def known() -> dict[Difference, tuple[str, str]]:
    """Return the differences that the table names, as far as the formats are there: kind and reason."""
    _, rows = tab_separated((TWINS / "differences.tsv").read_text(encoding="utf-8"))
    found = {}
    for line, (path, what, formats, reason) in rows:
        assert what in {"only", "spelled", PLACED}, line
        assert reason, line
        difference = Difference(path, "only" if what == PLACED else what, frozenset(formats.split()))
        assert difference not in found, line
        found[difference] = what, reason
    return found


@every_format
def test_a_twin_is_of_the_format_that_it_is_named_after_and_has_no_errors(format_id: str):
    report = cdm.validate(TWINS / f"{format_id}.xml")
    assert report.format_id == format_id
    assert [finding for finding in report.findings if finding.severity == "error"] == []


def test_twins_differ_only_where_the_table_says_so():
    assert {text for difference, text in differences() if difference not in known()} == set()


def test_every_difference_that_the_table_names_is_there():
    assert known().keys() - {difference for difference, _ in differences()} == set()


@pytest.mark.xfail(strict=True, reason="the importer, and which container holds which goods, have two places")
def test_no_value_has_two_places():
    assert [difference.path for difference, (what, _) in known().items() if what == PLACED] == []


@every_format
def test_most_of_what_a_declaration_says_is_the_same_in_all_formats(format_id: str):
    shared = set.intersection(*(set(values(other)) for other in FORMATS))
    assert len(shared) > 130
    assert len(shared) > len(values(format_id)) / 2


@every_format
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("FunctionalReferenceID", "UB-2026-0312"),
        ("IssueDateTime", "2026-03-12"),
        ("InvoiceAmount", "86400.00"),
        ("TotalGrossMassMeasure", "24270.500"),
        ("Declarant/ID", "260340001249"),
        ("GoodsShipment/ExportCountry/ID", "CN"),
        ("GoodsShipment/GovernmentAgencyGoodsItem[1]/Commodity/Classification[1]/ID", "6907210000"),
        ("GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/GoodsMeasure/GrossMassMeasure", "2650.500"),
        (
            "GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/GoodsMeasure/TariffQuantity[1]/unitCode",
            "H87",
        ),
        ("GoodsShipment/GovernmentAgencyGoodsItem[3]/GovernmentProcedure[1]/CurrentCode", "40"),
        ("GoodsShipment/GovernmentAgencyGoodsItem[3]/Packaging[1]/TypeCode", "RO"),
    ],
)
def test_a_fact_of_the_trade_has_one_place_in_the_message(format_id: str, path: str, text: str):
    assert values(format_id)[path] == text


def test_the_declaration_of_the_wco_is_valid_by_the_published_schema(shared: Path):
    schema = etree.XMLSchema(etree.parse(str(shared / "schemas" / "wco" / "metadata_all.xsd")))
    schema.assertValid(etree.parse(str(TWINS / "wco-declaration.xml")))
