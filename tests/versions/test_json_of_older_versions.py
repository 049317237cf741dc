"""Older messages in JSON go through the tree of their XML, and are read as strictly as current ones."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.model import VERSION
from carec_datamodel.model.base import Message

SAD = Path(__file__).parents[2] / "examples" / "asycuda-sad.xml"


def document(version: str = "0.8", **body: object) -> bytes:
    """Return a goods declaration in JSON; *body* begins on line 6."""
    value = {"GoodsDeclaration": {"MetaData": {"ModelVersionCode": version}, **body}}
    return json.dumps(value, indent=1).encode()


def findings(data: bytes) -> tuple[cdm.Finding, ...]:
    with pytest.raises(cdm.InvalidMessage) as refusal:
        cdm.loads(data)
    return refusal.value.findings


def test_keys_may_come_in_any_order(
    older: dict[str, Callable[[Message, str], bytes]], complete: Callable[[Message], Message]
):
    declaration = complete(cdm.read(SAD))
    value = json.loads(older["carec-json"](declaration, "0.8"))
    assert cdm.loads(json.dumps(value, sort_keys=True).encode()) == declaration


BAD_FORM = {
    "an indicator in quotation marks": (
        {"Consignment": {"ContainerIndicator": "true"}},
        "Consignment/ContainerIndicator",
        "'true' has the wrong JSON type; expected true or false without quotation marks",
    ),
    "a count in quotation marks": (
        {"FormNumeric": "1"},
        "FormNumeric",
        "'1' has the wrong JSON type; expected a whole number without quotation marks",
    ),
    "a truth value for a count": (
        {"FormNumeric": True},
        "FormNumeric",
        "true without quotation marks has the wrong JSON type",
    ),
    "a count with a point": (
        {"FormNumeric": 1.5},
        "FormNumeric",
        "1.5 without quotation marks has the wrong JSON type",
    ),
    "a number for an identifier": (
        {"ID": 26},
        "ID",
        "26 without quotation marks has the wrong JSON type; expected a text in quotation marks",
    ),
    "a list of one identifier": ({"ID": ["26"]}, "ID", "a list has the wrong JSON type"),
    "an amount without its object": (
        {"InvoiceAmount": "12.50"},
        "InvoiceAmount",
        "'12.50' has the wrong JSON type; expected an object with value and unit or currency",
    ),
    "an amount as a number": (
        {"InvoiceAmount": {"value": 12.50}},
        "InvoiceAmount",
        "12.5 without quotation marks has the wrong JSON type; expected a text in quotation marks",
    ),
    "a currency as a number": (
        {"InvoiceAmount": {"value": "12.50", "currencyID": 398}},
        "InvoiceAmount/@currencyID",
        "398 without quotation marks has the wrong JSON type",
    ),
    "an amount with a unit": (
        {"InvoiceAmount": {"value": "12.50", "unitCode": "KGM"}},
        "InvoiceAmount/@unitCode",
        "unitCode is not an element of the model here; expected only elements of the model",
    ),
    "one entry without its list": (
        {"Amendment": {"ChangeReasonCode": "1"}},
        "Amendment",
        "an object has the wrong JSON type; expected a list",
    ),
    "an empty list": ({"Amendment": []}, "Amendment", "Amendment is empty"),
    "a null in a list": ({"Amendment": [None]}, "Amendment[1]", "Amendment[1] is empty"),
    "a text in a list of objects": (
        {"Amendment": [{"ChangeReasonCode": "1"}, "2"]},
        "Amendment[2]",
        "'2' has the wrong JSON type; expected an object",
    ),
    "null": ({"ID": None}, "ID", "ID is empty; expected a value, or no key at all"),
    "an unknown element": (
        {"Weather": {"value": "fair"}},
        "Weather",
        "Weather is not an element of the model here",
    ),
    "a key that is no name": ({"no name": "1"}, "no name", "no name is not an element of the model here"),
    "a character that XML cannot hold": (
        {"ID": "a\x00b"},
        "ID",
        "'a\\x00b' holds a character that no message may hold; expected text without control characters",
    ),
}


@pytest.mark.parametrize(("body", "path", "message"), BAD_FORM.values(), ids=BAD_FORM.keys())
def test_the_form_is_checked_as_in_a_current_document(body: dict[str, object], path: str, message: str):
    (finding,) = findings(document("0.8", **body))
    assert finding.path == f"GoodsDeclaration/{path}"
    assert finding.message.startswith(message)
    (current,) = findings(document(VERSION, **body))
    assert (finding.rule.partition(".")[0], finding.line) == (current.rule.partition(".")[0], current.line)
    assert re.sub(r"\[1\]", "", finding.path) == re.sub(r"\[1\]", "", current.path)


def test_everything_wrong_with_the_form_is_told_at_once_in_the_order_of_the_document():
    found = findings(document(FormNumeric="1", Weather="fair", ID=26))
    assert [(finding.rule, finding.line, finding.value) for finding in found] == [
        ("type.json", 6, "1"),
        ("structure.unknown", 7, "fair"),
        ("type.json", 8, "26"),
    ]


@pytest.mark.parametrize(
    ("body", "rule", "path", "line"),
    [
        ({"FormNumeric": -1}, "type.count", "FormNumeric", 6),
        ({"ID": ""}, "type.empty", "ID", 6),
        ({"InvoiceAmount": {"currencyID": "USD"}}, "type.empty", "InvoiceAmount", 6),
        ({"InvoiceAmount": {"value": "1 000"}}, "type.decimal", "InvoiceAmount", 6),
        (
            {"GoodsShipment": {"GoodsItem": [{"SequenceNumeric": 1}, {}]}},
            "structure.missing",
            "GoodsShipment/GoodsItem[2]/SequenceNumeric",
            11,
        ),
        ({"ID": "1", "IssuePlace": "KHORGOS / Khorgos"}, "type.length", "IssuePlace", 7),
    ],
)
def test_values_are_checked_as_in_a_current_document(
    body: dict[str, object], rule: str, path: str, line: int
):
    (finding,) = findings(document("0.8", **body))
    assert (finding.rule, finding.path, finding.line) == (rule, f"GoodsDeclaration/{path}", line)
