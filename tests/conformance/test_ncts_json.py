"""NCTS as JSON: the published samples against XML made of them here, against their twins, there and back."""

from __future__ import annotations

import json
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any
from xml.sax.saxutils import escape, quoteattr

import pytest

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.errors import InvalidMessage, UnknownFormat, UnsafeDocument
from carec_datamodel.model.changes import diff

SAMPLES = {
    "cc007c_01": 0,
    "cc007c_02": 0,
    "cc007c_03": 0,
    "cc007c_04": 0,
    "cc007c_05": 0,
    "cc007c_06": 0,
    "cc013c_01": 2,
    "cc013c_02": 2,
    "cc013c_03": 1,
    "cc015c_01": 0,
    "cc015c_02": 0,
    "cc029c_01": 5,
    "cc044c_01": 0,
}
"""Samples that can be read, and how many of their values are wrong: filler words where codes belong."""
OTHERS = ("cc014c_01", "cc014c_02", "cc043c_01", "cc170c_01")
"""Samples of messages that have no table yet."""
DIFFERENT = {
    "cc007c_01": (
        "cc007c_02",
        {"RecipientID", "Consignment/GoodsLocation/CustomsOffice/ID", "Declaration[1]/ID"},
    ),
    "cc007c_02": ("cc007c_03", {"Consignment/GoodsLocation/CustomsOffice/ID", "Declaration[1]/ID"}),
    "cc007c_03": ("cc007c_04", {"Consignment/GoodsLocation/CustomsOffice/ID", "Declaration[1]/ID"}),
    "cc007c_06": ("cc007c_06", {"Consignment/GoodsLocation/CustomsOffice/ID", "Declaration[1]/ID"}),
    "cc044c_01": ("cc044c_03", set()),
}
"""The published twin in XML, and where the two were published with other values.

The other twins have filler words of their own in nearly every element.
"""
every_sample = pytest.mark.parametrize("name", SAMPLES)


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of NCTS documents."""
    return shared / "samples" / "ncts"


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file, strict=False)


def xml_of(name: str, value: Any) -> str:
    """Return *value*, whose numbers are texts, as the XML element *name*: nothing but JSON turned round."""
    if isinstance(value, list):
        return "".join(xml_of(name, entry) for entry in value)
    if not isinstance(value, dict):
        return f"<{name}>{escape(str(value))}</{name}>"
    attributes = "".join(f" {key[1:]}={quoteattr(text)}" for key, text in value.items() if key[0] == "@")
    inside = "".join(xml_of(key, below) for key, below in value.items() if key[0] != "@")
    return f"<{name}{attributes}>{inside}</{name}>"


def same_as_xml(data: bytes) -> bytes:
    document = json.loads(data, parse_float=str, parse_int=str)
    ((key, content),) = document.items()
    text = xml_of(key, content)
    assert text.startswith(f"<{key} ")
    return f'<{key} xmlns:n1="http://ncts.dgtaxud.ec"{text[len(key) + 1 :]}'.encode()


def exact(data: bytes) -> Any:
    """Return a JSON value with exact numbers, which are not texts."""
    return json.loads(data, parse_float=Decimal, parse_int=Decimal)


@every_sample
def test_a_sample_is_detected_as_the_twin_of_the_format_of_its_message(samples: Path, name: str):
    assert cdm.detect(samples / "json" / f"{name}.json").id == f"ncts-{name[:6]}-json"


@every_sample
def test_a_sample_is_the_message_of_the_same_xml_with_the_same_findings(samples: Path, name: str):
    file = samples / "json" / f"{name}.json"
    as_xml = cdm.convert(same_as_xml(file.read_bytes()), strict=False)
    assert as_xml.source_format.id == f"ncts-{name[:6]}"
    assert as_xml.message == converted(file).message
    told = [
        sorted((item.rule, item.path or "", item.message) for item in conversion.findings)
        for conversion in (as_xml, converted(file))
    ]
    assert told[0] == told[1]


@pytest.mark.parametrize("name", DIFFERENT)
def test_a_sample_is_the_message_of_its_published_twin_but_for_other_values(samples: Path, name: str):
    twin, different = DIFFERENT[name]
    one = converted(samples / "xml" / f"{twin}.xml").message
    other = converted(samples / "json" / f"{name}.json").message
    found = {str(change.locator).partition("/")[2].removeprefix("MetaData/") for change in diff(one, other)}
    assert found == different


@every_sample
def test_the_same_json_comes_back(samples: Path, name: str):
    file = samples / "json" / f"{name}.json"
    conversion = converted(file)
    back = cdm.dumps(conversion.message, format=conversion.source_format, residue=conversion.residue)
    assert exact(back) == exact(file.read_bytes())


@every_sample
def test_every_value_of_a_sample_has_an_outcome_and_the_wrong_ones_are_rejected(samples: Path, name: str):
    file = samples / "json" / f"{name}.json"
    ledger = converted(file).ledger
    texts = json.dumps(json.loads(file.read_bytes(), parse_float=str, parse_int=str))
    assert len(ledger.entries) == texts.count('": "') - texts.count('": ""')
    assert ledger.counts()[Outcome.REJECTED] == SAMPLES[name]
    assert all(entry.line > 1 for entry in ledger.entries)


def test_the_message_kind_that_is_not_that_of_the_root_is_told_at_its_line(samples: Path):
    (finding,) = converted(samples / "json" / "cc007c_05.json").findings
    assert (finding.rule, finding.path) == ("crosswalk.code", "CC007C/messageType")
    lines = (samples / "json" / "cc007c_05.json").read_text("utf-8").splitlines()
    assert '"messageType"' in lines[(finding.line or 0) - 1]


def test_a_date_that_does_not_exist_is_told_at_its_line(samples: Path):
    file = samples / "json" / "cc013c_02.json"
    with pytest.raises(InvalidMessage) as caught:
        cdm.read(file)
    finding = caught.value.findings[0]
    assert finding.path == "CC013C/TransitOperation/limitDate"
    assert "2017-13-15" in file.read_text("utf-8").splitlines()[(finding.line or 0) - 1]


def test_the_sample_that_is_not_json_is_refused(samples: Path):
    with pytest.raises(UnsafeDocument, match="line 73: not JSON"):
        cdm.read(samples / "json" / "cc015c_03.json")


@pytest.mark.parametrize("name", OTHERS)
def test_a_message_without_a_table_is_no_known_format(samples: Path, name: str):
    with pytest.raises(UnknownFormat, match=f"keys n1:{name[:6].upper()}"):
        cdm.detect(samples / "json" / f"{name}.json")


def test_every_sample_is_looked_at(samples: Path):
    assert {file.stem for file in (samples / "json").glob("*.json")} == {*SAMPLES, *OTHERS, "cc015c_03"}
