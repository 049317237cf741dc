"""Documents of the union: tables against the facts, samples there and back, schemas, places of values.

What is judged stands in tables: ``eaeu/*.tsv`` names every sample with its format, its facts and its schema;
``eaeu_facts/*.tsv`` says for a place of the message what an XPath tells of the document without namespaces.
"""

from __future__ import annotations

import csv
import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any, NamedTuple

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.table import Row
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.tree_difference import tree_differences

HERE = Path(__file__).parent


class Sample(NamedTuple):
    """A row of ``eaeu/*.tsv``.

    ``kind`` is ``real`` (sound values) or ``filled`` (every element once, with words that mean nothing).
    ``survival`` is the least share of values that the message alone gives back. ``unknown`` names elements
    and attributes that the official schema demands and that no message can know, ``|`` between them.
    """

    format: str
    facts: str
    schema: str
    sample: str
    kind: str
    survival: str
    unknown: str
    reason: str


class Fact(NamedTuple):
    """A row of ``eaeu_facts/*.tsv``: a place of the message, and the XPath of what must stand there."""

    sample: str
    place: str
    xpath: str


def read(folder: str) -> Iterator[dict[str, str]]:
    for file in sorted((HERE / folder).glob("*.tsv")):
        with file.open(encoding="utf-8", newline="") as lines:
            yield from csv.DictReader(lines, delimiter="\t", quoting=csv.QUOTE_NONE)


SAMPLES = {row["sample"]: Sample(**row) for row in read("eaeu")}
FACTS = [Fact(**row) for row in read("eaeu_facts")]
FORMATS = {sample.format: sample for sample in SAMPLES.values()}
WITH_SCHEMA = [name for name, sample in SAMPLES.items() if sample.kind == "real" and sample.schema]
every_format = pytest.mark.parametrize("format_id", FORMATS)
every_sample = pytest.mark.parametrize("name", SAMPLES)


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of documents of the union."""
    return shared / "samples" / "eaeu"


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file, strict=False)


@cache
def schema(file: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(file))


# --- tables ------------------------------------------------------------------------------------------


def paths(file: Path) -> set[str]:
    """Return every path below the root of a table of facts, also those inside a block ``as`` another."""
    with file.open(encoding="utf-8") as lines:
        kinds = {fact["path"]: fact["format"] for fact in csv.DictReader(lines)}
    inside: dict[str, list[str]] = {}
    for path in kinds:
        inside.setdefault(path.rpartition("/")[0], []).append(path)

    def below(source: str, path: str) -> Iterator[str]:
        own = {one.rpartition("/")[2]: one for one in inside.get(source, ())}
        kind = kinds[source]
        copied = inside.get(kind.removeprefix("as "), ()) if kind.startswith("as ") else ()
        for name, one in ({one.rpartition("/")[2]: one for one in copied} | own).items():
            yield f"{path}{name}"
            yield from below(one, f"{path}{name}/")

    return set(below(next(iter(kinds)), ""))


def rows(format_id: str) -> tuple[Row, ...]:
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    return found.crosswalk.plan.rows


def names(row: Row) -> Iterator[str]:
    """Yield the paths that *row* reads: one for each spelling of the element."""
    steps = [re.sub(r"\[.*", "", step).split("|") for step in re.sub(r"\[[^\]]*\]", "", row.path).split("/")]
    found = [""]
    for spellings in steps:
        found = [f"{before}/{spelling}" for before in found for spelling in spellings]
    yield from (path.removeprefix("/") for path in found)


@every_format
def test_every_element_of_the_facts_has_a_row(shared: Path, format_id: str):
    expected = paths(shared / "reference" / "eaeu" / f"{FORMATS[format_id].facts}.csv")
    assert len(expected) > 10
    assert sorted(expected - {path for row in rows(format_id) for path in names(row)}) == []


@every_format
def test_what_is_not_carried_says_why(format_id: str):
    omitted = [row for row in rows(format_id) if row.relation == "none"]
    assert [row.path for row in omitted if len(row.reason) <= 10] == []


# --- there and back ----------------------------------------------------------------------------------


@every_sample
def test_a_sample_is_recognised_and_comes_back(samples: Path, name: str):
    file = samples / name
    format_id = SAMPLES[name].format
    assert cdm.detect(file).id == format_id
    conversion = converted(file)
    back = cdm.dumps(conversion.message, format=format_id, residue=conversion.residue)
    assert list(tree_differences(etree.parse(file).getroot(), etree.fromstring(back))) == []


@every_sample
def test_values_survive_without_the_residue_and_what_does_not_has_a_reason(samples: Path, name: str):
    ledger = converted(samples / name).ledger
    assert ledger is not None
    assert ledger.survival is not None
    assert ledger.survival >= float(SAMPLES[name].survival)
    lost = [entry for entry in ledger.entries if entry.outcome.value in {"omitted", "narrowed"}]
    assert [entry.path for entry in lost if not entry.reason] == []


def test_a_low_survival_has_a_reason():
    real = [sample for sample in SAMPLES.values() if sample.kind == "real"]
    assert [one.sample for one in real if float(one.survival) < 0.95 and not one.reason] == []
    assert len(real) > 10


@pytest.mark.parametrize("name", WITH_SCHEMA)
def test_what_is_written_of_the_message_alone_is_valid_but_for_what_it_cannot_know(
    shared: Path, samples: Path, name: str
):
    sample = SAMPLES[name]
    judge = schema(shared / "schemas" / "eaeu" / f"{sample.schema}.xsd")
    message = converted(samples / name).message
    bare = etree.fromstring(cdm.dumps(message, format=sample.format))
    original = etree.parse(samples / name).getroot()
    assert set(completed(bare, original, judge)) == set(filter(None, sample.unknown.split("|")))


ERROR = re.compile(
    r"Element '(?P<element>[^']+)': (?:The attribute '(?P<attribute>[^']+)' is required but missing"
    r"|(?P<kind>Missing child element\(s\)|This element is not expected)\."
    r" Expected is (?:one of )?\( (?P<expected>[^)]+) \))"
)


def completed(document: etree._Element, original: etree._Element, judge: etree.XMLSchema) -> Iterator[str]:
    """Yield what *judge* misses in *document*, adding each from *original* until nothing is missing."""
    for _ in range(200):
        if judge.validate(document):
            return
        error = judge.error_log[0]
        match = ERROR.match(error.message)
        assert match, error.message
        prefixes = {prefix: uri for one in document.iter("*") for prefix, uri in one.nsmap.items() if prefix}
        found: Any = document.xpath(error.path, namespaces=prefixes)[0]
        if match["attribute"]:
            yield match["attribute"]
            found.set(match["attribute"], "2000")
            continue
        parent = found if match["kind"].startswith("Missing") else found.getparent()
        wanted = [name.strip("*. ") for name in match["expected"].split(",")]
        lacking = [
            one
            for one in original.iter(*[name for name in wanted if name])
            if one.getparent().tag == parent.tag
        ]
        assert lacking, error.message
        yield etree.QName(lacking[0]).localname
        copy = etree.fromstring(etree.tostring(lacking[0], with_tail=False))
        parent.insert(len(parent) if parent is found else parent.index(found), copy)
    pytest.fail(f"the document is still invalid: {judge.error_log[0].message}")


# --- facts -------------------------------------------------------------------------------------------


@cache
def without_namespaces(file: Path) -> etree._Element:
    root = etree.parse(file).getroot()
    for element in root.iter(etree.Element):
        element.tag = etree.QName(element).localname
    return root


@cache
def values(file: Path) -> dict[str, str]:
    return {path.partition("/")[2]: text for path, text in leaves(converted(file).message)}


@pytest.mark.parametrize("fact", FACTS, ids=lambda fact: f"{Path(fact.sample).stem}-{fact.place}")
def test_a_fact_stands_in_its_place(samples: Path, fact: Fact):
    expected: Any = without_namespaces(samples / fact.sample).xpath(f"string({fact.xpath})")
    assert expected
    assert values(samples / fact.sample)[fact.place] == expected
