"""A country's variant of a format: a table of differences."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.table import COLUMNS
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.registry import detect_format
from carec_datamodel.model import GoodsDeclaration

ROWS = (
    ("Number", "ID", "", {"type": "an..35"}),
    ("Function", "FunctionCode", "", {"type": "an..2"}),
    ("Currency", "InvoiceAmount/@currencyID", "", {"type": "a3"}),
    ("Party/Name", "Declarant/Name", "", {"type": "an..70"}),
    ("Party/City", "Declarant/Address/CityName", ""),
    ("Broker/Name", "Agent/Name", ""),
)
DESCRIPTOR = """\
id = "small-declaration-kz"
title = "Small declaration of a country"
version = "1.1"
source = "invented"
variant_of = "small-declaration"
countries = ["KZ"]

[detection]
roots = ["DOC"]
any = ["Category"]
"""


def row(path: str, **cells: str) -> str:
    return "\t".join({"path": path, **cells}.get(column, "") for column in COLUMNS)


DIFFERENCES = (
    row("Function", occurs="1..1", type="an..2 in 9|13|14"),
    row("Category", occurs="1..1", type="an2", harmonised="TypeCode", relation="equal", source="invented"),
    row("Number", type="an..22"),
    row("Party/City", relation="absent"),
    row("Party/Code", occurs="0..1", type="an", harmonised="Declarant/ID", relation="equal"),
    row("Party/Name", type="an..10"),
    row("Party/Alias", occurs="0..1", type="an", relation="none", reason="a second name"),
    row("Broker", relation="absent"),
    row("Stamp", occurs="0..1", type="an", relation="none", reason="drawn on the paper"),
)


@pytest.fixture
def vary(make, tmp_path):
    """Make the variant of the given differences."""

    def made(*differences: str, descriptor: str = DESCRIPTOR) -> CrosswalkFormat:
        base = make(*ROWS)
        (tmp_path / "kz.toml").write_text(descriptor, encoding="utf-8")
        (tmp_path / "kz.tsv").write_text(
            "\n".join(["\t".join(COLUMNS), *differences]) + "\n", encoding="utf-8"
        )
        return CrosswalkFormat(tmp_path / "kz.toml", {base.id: base})

    return made


def paths(found: CrosswalkFormat) -> list[str]:
    return [row.path for row in found.plan.rows]


def test_a_variant_is_the_other_format_with_its_differences(vary):
    assert paths(vary(*DIFFERENCES)) == [
        "Number",
        "Function",
        "Category",
        "Currency",
        "Party/Name",
        "Party/Alias",
        "Party/Code",
        "Stamp",
    ]


def test_a_row_without_relation_changes_only_what_it_says(vary):
    known = {row.path: row for row in vary(*DIFFERENCES).plan.rows}
    number, function = known["Number"], known["Function"]
    assert (number.type, number.occurs, number.harmonised) == ("an..22", "0..1", "ID")
    assert (function.type, function.occurs) == ("an..2 in 9|13|14", "1..1")


def test_a_row_with_a_relation_takes_the_place_of_all_rows_of_its_path(vary):
    difference = row("Number", occurs="0..1", type="an", harmonised="FunctionalReferenceID", relation="equal")
    (number,) = (known for known in vary(difference).plan.rows if known.path == "Number")
    assert number.harmonised == "FunctionalReferenceID"
    assert paths(vary(difference))[0] == "Number"


def test_the_descriptor_inherits_what_it_does_not_say(vary):
    descriptor = vary(*DIFFERENCES).descriptor
    assert (descriptor.message, descriptor.countries, descriptor.null) == ("GoodsDeclaration", ("KZ",), "nil")


def test_a_variant_reads_writes_and_judges_by_its_own_table(vary):
    found = vary(*DIFFERENCES)
    root = etree.fromstring("<DOC><Function>12</Function><Category>IM</Category><Broker/></DOC>")
    reading = found.read(root, thorough=True)
    assert (reading.message.type_code, reading.message.function_code) == ("IM", "12")
    told = [(finding.rule, finding.path, finding.expected) for finding in reading.findings]
    assert ("crosswalk.form", "DOC/Function", "one of 9, 13, 14") in told
    document, losses = found.write(GoodsDeclaration(type_code="IM", agent={"name": "Broker"}))
    assert document.findtext("Category") == "IM"
    assert [loss.path for loss in losses] == ["GoodsDeclaration/Agent/Name"]


@pytest.mark.parametrize(
    ("difference", "complaint"),
    [
        (row("Boker", relation="absent"), "kz.tsv:2: there is no 'Boker' to take away"),
        (row("Boker", occurs="1..1"), "kz.tsv:2: there is no 'Boker' to change"),
        (row("Number", relation="same"), "kz.tsv:2: relation 'same'; expected one of"),
        (row("Number", type="an in list(rivers)"), "small.tsv:2: there is no code list 'rivers'"),
    ],
)
def test_a_difference_without_sense_is_refused(vary, difference, complaint):
    with pytest.raises(CrosswalkError, match=complaint):
        _ = vary(difference).plan


def test_a_variant_of_nothing_is_refused(vary):
    descriptor = DESCRIPTOR.replace('"small-declaration"', '"tall-declaration"')
    with pytest.raises(
        CrosswalkError, match=r"kz\.toml: variant_of is 'tall-declaration', which is no format"
    ):
        vary(descriptor=descriptor)


def test_a_document_of_both_is_of_the_variant(vary, tmp_path, monkeypatch):
    vary(*DIFFERENCES)
    monkeypatch.setenv("CAREC_FORMATS", str(tmp_path))
    base, variant = b"<DOC><Number>1</Number></DOC>", b"<DOC><Category>IM</Category></DOC>"
    assert detect_format(Document(base)).id == "small-declaration"
    assert detect_format(Document(variant)).id == "small-declaration-kz"
