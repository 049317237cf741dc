"""One trade, written by hand in several formats: whatever the format, the harmonised message is the same.

Each file of ``twins`` is named after its format. ``differences.tsv`` names every value that the
formats do not share, with a reason; anything else that differs is a fault of a table.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from itertools import permutations
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
    """A value that two formats do not share: its path without positions, how it differs, and who says it.

    `one` says what `other` does not say at all, or says otherwise.
    """

    path: str
    what: str
    one: str
    other: str


class Row(NamedTuple):
    """What the table says of a path: differences between its formats and the others."""

    path: str
    what: str
    formats: frozenset[str]

    def explains(self, difference: Difference) -> bool:
        """Return whether *difference* is one of these."""
        if self.path != difference.path:
            return False
        if difference.what == "spelled":
            return self.what == "spelled" and not self.formats.isdisjoint(difference[2:])
        return (
            self.what != "spelled" and difference.one in self.formats and difference.other not in self.formats
        )


@cache
def values(format_id: str) -> dict[str, str]:
    """Return the values of the twin in *format_id* by their path in the harmonised message."""
    message = cdm.read(TWINS / f"{format_id}.xml")
    return {path.partition("/")[2]: text for path, text in leaves(message)}


def differences() -> Iterator[tuple[Difference, str]]:
    """Yield how any two twins differ, each with the place and what is said there."""
    for one, other in permutations(FORMATS, 2):
        for path, text in values(one).items():
            place = re.sub(r"\[\d+\]", "[]", path)
            there = values(other).get(path)
            if there is None:
                yield Difference(place, "only", one, other), f"{path}: only {one} says {text!r}, not {other}"
            elif not alike(text, there):
                told = f"{path}: {one} says {text!r}, {other} {there!r}"
                yield Difference(place, "spelled", one, other), told


@cache
def table() -> tuple[Row, ...]:
    """Return the rows of the table that are on formats which are there."""
    _, lines = tab_separated((TWINS / "differences.tsv").read_text(encoding="utf-8"))
    rows = []
    for line, (path, what, formats, reason) in lines:
        row = Row(path, what, frozenset(formats.split()))
        assert what in {"only", "spelled", PLACED}, line
        assert reason, line
        assert row not in rows, line
        rows.append(row)
    return tuple(
        row
        for row in rows
        if row.formats & {*FORMATS} and (row.what == "spelled" or {*FORMATS} - row.formats)
    )


@every_format
def test_a_twin_is_of_the_format_that_it_is_named_after_and_has_no_errors(format_id: str):
    report = cdm.validate(TWINS / f"{format_id}.xml")
    assert report.format_id == format_id
    assert [finding for finding in report.findings if finding.severity == "error"] == []


def test_twins_differ_only_where_the_table_says_so():
    unexplained = [
        told for difference, told in differences() if not any(row.explains(difference) for row in table())
    ]
    assert unexplained == []


def test_every_difference_that_the_table_names_is_there():
    found = {difference for difference, _ in differences()}
    assert [row for row in table() if not any(map(row.explains, found))] == []


@pytest.mark.xfail(
    strict=True, reason="the table marks facts that have two places; each is a fault of a format"
)
def test_no_fact_has_two_places():
    assert [row for row in table() if row.what == PLACED] == []


@every_format
def test_most_of_what_a_declaration_says_is_the_same_in_all_formats(format_id: str):
    shared = set.intersection(*(set(values(other)) for other in FORMATS))
    assert len(shared) > 130
    assert len(shared) > len(values(format_id)) / 3


@every_format
@pytest.mark.parametrize(
    ("path", "text"),
    [
        ("FunctionalReferenceID", "UB-2026-0312"),
        ("GoodsItemQuantity", "3"),
        ("InvoiceAmount", "86400.00"),
        ("TotalPackageQuantity", "1320"),
        ("Declarant/ID", "260340001249"),
        ("GoodsShipment/ExportCountry/ID", "CN"),
        ("GoodsShipment/GovernmentAgencyGoodsItem[1]/Commodity/Classification[1]/ID", "6907210000"),
        ("GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/GoodsMeasure/GrossMassMeasure", "2650.500"),
        (
            "GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/GoodsMeasure/TariffQuantity[1]/unitCode",
            "H87",
        ),
        ("GoodsShipment/GovernmentAgencyGoodsItem[3]/GovernmentProcedure[1]/CurrentCode", "40"),
        ("GoodsShipment/GovernmentAgencyGoodsItem[3]/Origin[1]/CountryCode", "CN"),
    ],
)
def test_a_fact_of_the_trade_has_one_place_in_the_message(format_id: str, path: str, text: str):
    assert values(format_id)[path] == text


@pytest.mark.parametrize(
    ("format_id", "schema"),
    [
        ("wco-declaration", "wco/metadata_all.xsd"),
        ("eaeu-esadout", "eaeu/album_5.23.0/ESADout_CU.xsd"),
    ],
)
def test_a_twin_is_valid_by_the_published_schema_of_its_format(shared: Path, format_id: str, schema: str):
    published = etree.XMLSchema(etree.parse(str(shared / "schemas" / schema)))
    published.assertValid(etree.parse(str(TWINS / f"{format_id}.xml")))
