"""Real and constructed ASYCUDA messages: read, converted, accounted for, and given back as they were."""

from __future__ import annotations

import importlib.util
import sys
from collections import Counter
from collections.abc import Iterator
from decimal import Decimal, InvalidOperation
from functools import cache
from pathlib import Path
from types import ModuleType

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.rulebook.catalogue import rules

OBSERVED = (
    *("AL_sad_1", "AL_sad_2", "AL_sad_3", "GD_sad_1", "GD_sad_2", "GD_sad_3", "GD_sad_4", "GD_sad_5"),
    *("GD_sad_6", "JM_sad_1", "JM_sad_template", "NP_sad_1"),
)
CONSTRUCTED = (
    *("AW_sad_1", "GE_sad_1", "GE_sad_2", "GE_sad_3", "GE_sad_4", "NA_sad_1", "SB_sad_1", "VU_sad_1"),
)
MANIFESTS = {
    "AI_waybill_1": "asycuda-waybill",
    "BD_awbolds_1": "asycuda-awbolds",
    "BD_awbolegmds_1": "asycuda-awbolegmds",
    "BD_awmds_1": "asycuda-manifest",
    "BD_waybill_1": "asycuda-waybill",
    "CK_awmcds_1": "asycuda-awmcds",
    "GA_awmds_1": "asycuda-manifest",
    "LK_awbolds_1": "asycuda-awbolds",
    "XX_awmds_1": "asycuda-manifest",
}
OTHER_MESSAGES = ("KZ_transit_1", "KZ_transit_2")
TEMPLATE = "JM_sad_template"
"""A blank form: nine values, of which one is the page that the screen showed last."""

DECLARATIONS = (*OBSERVED, *CONSTRUCTED)
FORMATS = {**dict.fromkeys(DECLARATIONS, "asycuda-sad"), **MANIFESTS}
"""Format of every sample."""
RENAMED = {"port_of_origin_code": "place_of_loading_code", "status": "empty_full", "seal_number": "marks1"}
"""Names of Bangladesh in manifests, and the usual ones, which are written."""


def load(file: Path) -> ModuleType:
    """Return the module in *file*, which lies outside any package."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[file.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


DECLARATION_FACTS = load(Path(__file__).with_name("asycuda_facts.py"))
MANIFEST_FACTS = load(Path(__file__).with_name("asycuda_manifest_facts.py"))


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of ASYCUDA messages."""
    return shared / "samples" / "asycuda"


def sample(samples: Path, name: str) -> Path:
    file = samples / f"{name}.xml"
    return file if file.is_file() else samples / "constructed" / f"{name}.xml"


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file)


def shape(element: etree._Element) -> Iterator[tuple[object, ...]]:
    """Yield all that a tree says, in order; white space between elements aside."""
    tag = element.tag if isinstance(element.tag, str) else element.tag.__name__
    yield "start", tag, tuple(sorted(element.attrib.items())), said(element.text, bare=len(element) > 0)
    for child in element:
        yield from shape(child)
        yield "behind", said(child.tail, bare=True)
    yield "end", tag


def said(text: str | None, *, bare: bool) -> str:
    """Return *text*; blank text counts for nothing where elements stand around it."""
    return "" if text is None or (bare and not text.strip()) else text


def document(root: etree._Element) -> list[tuple[object, ...]]:
    """Return the shape of a document with the comments around its root."""
    before = [*root.itersiblings(preceding=True)][::-1]
    return [part for element in (*before, root, *root.itersiblings()) for part in shape(element)]


def values(root: etree._Element) -> Counter[tuple[str, str]]:
    """Return every value with the name it stands under, however that is capitalised, and how often."""
    found: Counter[tuple[str, str]] = Counter()
    for element in root.iter(etree.Element):
        found.update((f"@{name.lower()}", text.strip()) for name, text in element.items() if text.strip())
        if element.text and element.text.strip():
            found[element.tag.lower(), element.text.strip()] += 1
    return found


def another_spelling(text: str) -> bool:
    """Return whether *text* is a number or a text that one would also write otherwise."""
    try:
        plain = format(Decimal(text), "f")
    except InvalidOperation:
        return " ".join(text.split()) != text
    return plain != text


def test_every_sample_is_tested(samples: Path) -> None:
    names = {file.stem for file in samples.rglob("*.xml")}
    assert names == {*FORMATS, *OTHER_MESSAGES}


@pytest.mark.parametrize("name", FORMATS)
def test_a_message_is_detected_as_what_it_is(samples: Path, name: str) -> None:
    assert cdm.detect(sample(samples, name)).id == FORMATS[name]


@pytest.mark.parametrize("name", OTHER_MESSAGES)
def test_another_message_of_the_family_is_not_taken_for_one_of_these(samples: Path, name: str) -> None:
    try:
        detected = cdm.detect(sample(samples, name)).id
    except cdm.UnknownFormat:
        detected = "none"
    assert detected not in FORMATS.values()


def rules_of_form(report: Report) -> list[str]:
    """Return what is found in a document but for what the rules on its content say."""
    return [finding.rule for finding in report.findings if finding.rule not in rules()]


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_is_read_without_a_finding(samples: Path, name: str) -> None:
    assert rules_of_form(cdm.validate(sample(samples, name))) in ([], ["crosswalk.date-order"])


@pytest.mark.parametrize("name", FORMATS)
def test_a_message_has_no_errors_but_by_rules_on_its_content(samples: Path, name: str) -> None:
    report = cdm.validate(sample(samples, name))
    errors = {finding.rule for finding in report.findings if finding.severity == "error"}
    assert errors <= rules().keys()


@pytest.mark.parametrize("name", FORMATS)
def test_its_harmonised_form_is_valid(samples: Path, name: str) -> None:
    output = converted(sample(samples, name)).output
    schema = etree.XMLSchema(etree.fromstring(cdm.schema(etree.QName(etree.fromstring(output)).localname)))
    schema.assertValid(etree.fromstring(output))
    assert rules_of_form(cdm.validate(output, format="carec-xml")) == []


@pytest.mark.parametrize("name", FORMATS)
def test_its_xml_and_its_json_are_one_message(samples: Path, name: str) -> None:
    conversion = converted(sample(samples, name))
    as_json = cdm.dumps(conversion.message, format="carec-json")
    one, other = cdm.loads(as_json), cdm.loads(conversion.output)
    assert (one == conversion.message, other == conversion.message) == (True, True)


@pytest.mark.parametrize("name", FORMATS)
def test_it_comes_back_as_it_was(samples: Path, name: str) -> None:
    file = sample(samples, name)
    conversion = converted(file)
    back = cdm.dumps(conversion.message, format=conversion.source_format, residue=conversion.residue)
    was, became = document(etree.parse(file).getroot()), document(etree.fromstring(back))
    assert [pair for pair in zip(was, became, strict=False) if pair[0] != pair[1]][:5] == []
    assert len(was) == len(became)


@pytest.mark.parametrize("name", FORMATS)
def test_every_fact_stands_where_an_officer_looks_for_it(samples: Path, name: str) -> None:
    file = sample(samples, name)
    facts = MANIFEST_FACTS if name in MANIFESTS else DECLARATION_FACTS
    assert facts.differences(etree.parse(file).getroot(), converted(file).message) == []


@pytest.mark.parametrize("name", OBSERVED)
def test_the_message_alone_keeps_nearly_all_values(samples: Path, name: str) -> None:
    file = sample(samples, name)
    original = values(etree.parse(file).getroot())
    alone = values(etree.fromstring(cdm.dumps(converted(file).message, format="asycuda-sad")))
    lost = original - alone
    if name == TEMPLATE:
        assert list(lost) == [("selected_page", "1")]
    else:
        assert 1 - lost.total() / original.total() >= 0.95
        assert converted(file).ledger.survival >= 0.95


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_tells_as_many_facts_as_it_has_values(samples: Path, name: str) -> None:
    """The constructed manifests are small: nearly all that stands in them is a fact."""
    root = etree.parse(sample(samples, name)).getroot()
    told = MANIFEST_FACTS.facts(root, converted(sample(samples, name)).message)
    assert len(told) >= 0.8 * values(root).total()


@pytest.mark.parametrize("name", MANIFESTS)
def test_a_manifest_alone_keeps_nearly_all_values(samples: Path, name: str) -> None:
    file = sample(samples, name)
    names = {} if MANIFESTS[name] == "asycuda-waybill" else RENAMED
    original = values(etree.parse(file).getroot())
    usual = Counter({(names.get(tag, tag), text): count for (tag, text), count in original.items()})
    alone = values(etree.fromstring(cdm.dumps(converted(file).message, format=MANIFESTS[name])))
    assert list(usual - alone) in ([], [("@id", "27977244")])
    assert converted(file).ledger.survival >= 0.95


@pytest.mark.parametrize("name", FORMATS)
def test_the_ledger_has_one_outcome_for_each_value(samples: Path, name: str) -> None:
    file = sample(samples, name)
    ledger = converted(file).ledger
    expected = Counter(
        text for (_, text), count in values(etree.parse(file).getroot()).items() for _ in range(count)
    )
    assert Counter(entry.value for entry in ledger.entries) == expected
    assert sum(ledger.counts().values()) == expected.total()


@pytest.mark.parametrize("name", FORMATS)
def test_every_value_that_does_not_come_back_as_it_was_has_a_reason(samples: Path, name: str) -> None:
    entries = converted(sample(samples, name)).ledger.entries
    unexplained = [
        entry
        for entry in entries
        if entry.outcome is not Outcome.EXACT
        and not entry.reason
        and not (entry.outcome is Outcome.NORMALISED and another_spelling(entry.value))
    ]
    assert unexplained == []
