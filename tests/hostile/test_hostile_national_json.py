"""Bad and oversized national JSON: findings or an error of ours, and soon, whatever stands in it."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import pytest

import carec_datamodel as cdm
from carec_datamodel.errors import InvalidMessage, UnsafeDocument
from carec_datamodel.wire.safety import Limits

SECONDS = 5.0
"""How much processor time a document may take, whatever is in it; measuring coverage doubles it."""
MANY = 10_000


@contextmanager
def soon() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < SECONDS


def declaration(members: str) -> bytes:
    return f'{{"n1:CC015C": {{{members}}}}}'.encode()


@pytest.fixture(scope="module", autouse=True)
def _table_is_loaded() -> None:
    """Load the table, so that no test takes the time of that for the time of reading."""
    cdm.loads(declaration('"messageType": "CC015C"'))


def nested(depth: int, opened: str = '{"Consignment": ', closed: str = "}") -> bytes:
    return f'{{"n1:CC015C": {opened * depth}"x"{closed * depth}}}'.encode()


@pytest.mark.parametrize("depth", [65, 1_000, 100_000])
@pytest.mark.parametrize(("opened", "closed"), [('{"Consignment": ', "}"), ('{"x": [', "]}"), ("[", "]")])
def test_values_nested_too_deep_are_refused(depth: int, opened: str, closed: str):
    with soon(), pytest.raises(UnsafeDocument, match="nested deeper than 64"):
        cdm.convert(nested(depth, opened, closed), strict=False)


@pytest.mark.parametrize("depth", [129, 250, 500, 900])
def test_no_limit_lets_values_nest_deeper_than_a_tree_can_be_kept(depth: int):
    with soon(), pytest.raises(UnsafeDocument, match="values are nested deeper than 128"):
        cdm.convert(nested(depth), strict=False, limits=Limits(depth=1_000_000))


def test_values_as_deep_as_is_accepted_come_back():
    data = nested(126, '{"x": ')
    conversion = cdm.convert(data, strict=False, limits=Limits(depth=1_000_000))
    back = cdm.dumps(conversion.message, format=conversion.source_format, residue=conversion.residue)
    assert json.loads(back) == json.loads(data)


@pytest.mark.parametrize(
    "members",
    [
        '"messageType": "CC015C", "messageType": "CC015C"',
        '"TransitOperation": {"LRN": "a", "security": "0", "LRN": "a"}',
        '"@PhaseID": "NCTS5.1", "@PhaseID": "NCTS5.1"',
        '"Guarantee": [{"guaranteeType": "1", "guaranteeType": "1"}]',
    ],
)
def test_a_key_that_occurs_twice_is_refused(members: str):
    with pytest.raises(UnsafeDocument, match="occurs twice in one object"):
        cdm.validate(declaration(members))


@pytest.mark.parametrize("count", [101, 50_000])
@pytest.mark.parametrize("inside", ['"TransitOperation": {%s}', "%s", '"Stamp": [{%s}]'])
def test_an_object_with_too_many_attributes_is_refused(count: int, inside: str):
    attributes = ", ".join(f'"@a{number}": "x"' for number in range(count))
    with soon(), pytest.raises(UnsafeDocument, match="more than 100 keys that begin with @"):
        cdm.validate(declaration(inside % attributes))


def repeated(entry: str) -> str:
    return ", ".join([entry] * MANY)


def numbered(member: str) -> str:
    return ", ".join(member.replace("#", str(number)) for number in range(MANY))


@pytest.mark.parametrize(
    "members",
    [
        f'"Guarantee": [{repeated("null")}]',
        f'"Guarantee": [{repeated("5")}]',
        f'"Guarantee": [{repeated("{}")}]',
        f'"TransitOperation": [{repeated("{}")}]',
        '"messageType": [' + repeated('"CC015C"') + "]",
        '"Stamp": [' + repeated('{"a": []}') + "]",
        numbered('"Stamp#": true'),
        numbered('"Stamp #": 1'),
        f'"Guarantee": [{repeated("[]")}]',
        '"Guarantee": [' + repeated('{"sequenceNumber": "1", "guaranteeType": 1}') + "]",
    ],
    ids=[
        "nulls", "numbers for objects", "empty objects", "many for one", "many texts for one",
        "unknown empty lists", "unknown keys", "names of nothing", "lists in lists", "numbers for texts",
    ],
)  # fmt: skip
def test_much_that_is_wrong_is_told_soon(members: str):
    with soon():
        report = cdm.validate(declaration(members))
    assert report.findings


@pytest.mark.parametrize(
    "value", ["NaN", "Infinity", "-Infinity", "1.", "01", "+1", "'x'", "undefined", "/**/1"]
)
def test_what_json_does_not_have_is_refused(value: str):
    with pytest.raises(UnsafeDocument, match="not JSON"):
        cdm.read(declaration(f'"messageType": {value}'))


def test_a_number_of_many_digits_is_refused():
    with soon(), pytest.raises(UnsafeDocument, match="too many digits"):
        cdm.read(declaration(f'"Consignment": {{"grossMass": {"9" * 100_000}}}'))
    with soon(), pytest.raises(InvalidMessage):
        cdm.read(declaration(f'"Consignment": {{"grossMass": 1.{"9" * 100_000}e5}}'))


@pytest.mark.parametrize("bad", [b'\xff"', b'\\ud800"', b"\x01"])
def test_bytes_that_are_no_text_are_refused(bad: bytes):
    data = declaration('"messageSender": "X"').replace(b"X", b"X" + bad)
    with pytest.raises(UnsafeDocument):
        cdm.read(data)


def test_markup_in_texts_stays_text():
    evil: dict[str, Any] = {
        "messageSender": "<!DOCTYPE x [<!ENTITY e SYSTEM 'file:///etc/passwd'>]>&e;",
        "Stamp": {"text": "]]><x/>&amp;&#0;", "@a": "\"'<&\n\t"},
    }
    data = json.dumps({"n1:CC015C": evil}).encode()
    conversion = cdm.convert(data, strict=False)
    back = cdm.dumps(conversion.message, format=conversion.source_format, residue=conversion.residue)
    assert json.loads(back) == json.loads(data)
