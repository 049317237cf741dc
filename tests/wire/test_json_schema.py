from __future__ import annotations

import json
import re
from functools import cache

import jsonschema
import pytest

from carec_datamodel.errors import InvalidMessage
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.structure import classes_of, fields_of, message_class
from carec_datamodel.wire import json as wire_json
from carec_datamodel.wire.generate import schema_bytes
from carec_datamodel.wire.json_schema import json_schema


@cache
def validator(name: str = "GoodsDeclaration") -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema_bytes(name, "json")))


def read(body: object) -> bool:
    try:
        wire_json.loads(json.dumps({"GoodsDeclaration": body}).encode())
    except InvalidMessage:
        return False
    return True


def accepts(body: object) -> bool:
    return validator().is_valid({"GoodsDeclaration": body})


@pytest.mark.parametrize("name", MESSAGES)
def test_the_schema_of_every_message_is_valid_json_schema(name):
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


def strings(value: object, key: str) -> list[str]:
    """Return every text that stands under *key* anywhere in *value*."""
    if isinstance(value, list):
        return [text for entry in value for text in strings(entry, key)]
    if not isinstance(value, dict):
        return []
    own = [value[key]] if isinstance(value.get(key), str) else []
    return own + [text for entry in value.values() for text in strings(entry, key)]


@pytest.mark.parametrize("name", MESSAGES)
def test_every_reference_leads_to_a_definition_and_every_definition_is_used(name):
    schema = json_schema(name)
    assert {reference.removeprefix("#/$defs/") for reference in strings(schema, "$ref")} == set(
        schema["$defs"]
    )


@pytest.mark.parametrize("name", MESSAGES)
def test_patterns_keep_to_what_every_dialect_reads_alike(name):
    patterns = set(strings(json_schema(name), "pattern"))
    beyond = re.compile(r"\\[dDwWsSbBpPAzZ]|\(\?[^:]|[*+?}][+?]|\[\[|&&")
    assert patterns
    assert [pattern for pattern in patterns if beyond.search(pattern)] == []


@pytest.mark.parametrize("name", MESSAGES)
def test_every_class_has_its_elements_and_admits_no_other(name):
    definitions = json_schema(name)["$defs"]
    for cls in classes_of(message_class(name)):
        members = fields_of(cls)
        found = definitions[cls.__name__]
        assert list(found["properties"]) == [item.name for item in members]
        assert found.get("required", []) == [item.name for item in members if item.required]
        assert found["additionalProperties"] is False


ITEM = {"SequenceNumeric": 1}
GOOD = {
    "an empty declaration": {},
    "an item with a number": {"GoodsShipment": {"GovernmentAgencyGoodsItem": [ITEM]}},
    "two items": {"GoodsShipment": {"GovernmentAgencyGoodsItem": [ITEM, ITEM]}},
    "an empty structure": {"GoodsShipment": {}},
    "keys in any order": {"ID": "IM 4", "FunctionCode": "9"},
    "amounts as objects": {"InvoiceAmount": {"value": "12.50", "currencyID": "USD"}},
    "truth values": {"Consignment": {"ContainerIndicator": True}},
}
BAD = {
    "an item without number": {"GoodsShipment": {"GovernmentAgencyGoodsItem": [{}]}},
    "one item without a list": {"GoodsShipment": {"GovernmentAgencyGoodsItem": ITEM}},
    "a list where one is meant": {"GoodsShipment": [{}]},
    "a text where a structure is meant": {"GoodsShipment": "x"},
    "an unknown element": {"Identity": "1"},
    "a Python name": {"function_code": "9"},
    "another letter case": {"Id": "1"},
    "an amount as text": {"InvoiceAmount": "12.50"},
    "an amount as number": {"InvoiceAmount": 12.5},
    "an amount without value": {"InvoiceAmount": {"currencyID": "USD"}},
    "an empty amount": {"InvoiceAmount": {}},
    "a list": [],
    "a text": "x",
}
# What the reader takes for absent. Written again, it would be a different document.
ABSENT = {
    "null for a text": {"ID": None},
    "null for a structure": {"GoodsShipment": None},
    "null for a currency": {"InvoiceAmount": {"value": "1", "currencyID": None}},
    "an empty list": {"GoodsShipment": {"GovernmentAgencyGoodsItem": []}},
}


@pytest.mark.parametrize("body", GOOD.values(), ids=GOOD.keys())
def test_the_schema_and_the_reader_accept(body):
    assert (accepts(body), read(body)) == (True, True)


@pytest.mark.parametrize("body", BAD.values(), ids=BAD.keys())
def test_the_schema_and_the_reader_refuse(body):
    assert (accepts(body), read(body)) == (False, False)


@pytest.mark.parametrize("body", ABSENT.values(), ids=ABSENT.keys())
def test_the_schema_and_the_reader_know_one_spelling_of_absence(body):
    assert (accepts(body), read(body)) == (False, False)


@pytest.mark.parametrize("body", ABSENT.values(), ids=ABSENT.keys())
def test_the_schema_knows_one_spelling_of_absence(body):
    assert not accepts(body)


@pytest.mark.parametrize(
    "document",
    [{}, {"LoadingList": {}}, {"GoodsDeclaration": {}, "version": "1.0"}, [{"GoodsDeclaration": {}}]],
)
def test_a_document_is_one_object_with_the_message_as_its_only_key(document):
    assert not validator().is_valid(document)


def test_an_element_is_described_with_definition_wco_ids_and_box():
    definitions = json_schema("GoodsDeclaration")["$defs"]
    assert definitions["Consignment"]["properties"]["ContainerIndicator"] == {
        "$ref": "#/$defs/Indicator",
        "description": "Whether the goods travel in containers.",
        "x-wco": ["28A.096"],
        "x-sad-box": "19",
    }
    assert definitions["RegisteredTransportMeans"]["properties"]["ModeCode"]["x-wco"] == [
        "15A.T022",
        "10A.T020",
        "46A.T021",
    ]
    assert definitions["RegisteredTransportMeans"]["x-wco"] == ["15A", "10A", "46A"]


def test_an_element_is_described_with_its_codes_and_the_form_of_its_identifier():
    definitions = json_schema("CargoManifest")["$defs"]
    seal, means = definitions["Seal"]["properties"], definitions["Conveyance"]["properties"]
    assert seal["ConditionCode"]["x-codes"] == ["INTACT", "BROKEN", "MISSING", "DIFFERENT"]
    assert seal["ID"]["x-identifier"] == "SealNumber"
    assert means["ModeCode"]["x-code-list"] == "UN/ECE Recommendation 19"
    code = definitions["Classification"]["properties"]["ID"]
    assert (code["x-identifier"], code["x-identifier-where"]) == ("HsCode", "IdentificationTypeCode=HS")


def test_what_the_writer_writes_fits_the_schema():
    body = {
        **GOOD["two items"],
        **GOOD["amounts as objects"],
        **GOOD["truth values"],
        "IssueDateTime": "2026-03-12",
    }
    message = wire_json.loads(json.dumps({"GoodsDeclaration": body}).encode())
    assert list(validator().iter_errors(json.loads(wire_json.dumps(message)))) == []


def test_an_unknown_message_has_no_schema():
    with pytest.raises(KeyError):
        json_schema("LoadingList")
