"""The check of a message against a profile, and the profile's two schemas, accept and refuse the same."""

from __future__ import annotations

import copy
import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.model.shape import names_in, shapes_of, spots
from carec_datamodel.model.structure import fields_of
from carec_datamodel.wire.generate import schema_bytes
from carec_datamodel.wire.json_schema import json_schema
from carec_datamodel.wire.plan import NAMESPACE

MESSAGES = Path(__file__).parents[2] / "examples" / "messages"
PROFILES = list(cdm.profiles())
FORM = ("structure", "type", "profile")
"""The findings that a schema can have as well."""
XS = {"xs": "http://www.w3.org/2001/XMLSchema"}


@cache
def libxml2(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema_bytes(name, "xsd")))


@cache
def validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema_bytes(name, "json")))


def example(name: str) -> dict[str, Any]:
    return json.loads((MESSAGES / f"{name}.json").read_bytes())


Way = tuple[str | int, ...]


def ways(value: Any, above: Way = ()) -> Iterator[Way]:
    """Yield the way to everything in a JSON value."""
    steps = value if isinstance(value, dict) else range(len(value)) if isinstance(value, list) else ()
    for step in steps:
        yield (*above, step)
        yield from ways(value[step], (*above, step))


def without(document: dict[str, Any], way: Way) -> dict[str, Any] | None:
    """Return *document* without what stands at *way*; None where that would leave an empty list."""
    result = copy.deepcopy(document)
    inner: Any = result
    for step in way[:-1]:
        inner = inner[step]
    if isinstance(inner, list) and len(inner) == 1:
        return None
    del inner[way[-1]]
    return result


def verdicts(name: str, document: dict[str, Any]) -> dict[str, bool] | None:
    """Return what each judge says of *document*; None where the model itself refuses it."""
    data = json.dumps(document).encode()
    try:
        message = cdm.loads(data)
    except cdm.InvalidMessage:
        return None
    xml = cdm.dumps(message)
    return {
        "check of JSON": cdm.validate(data, profile=name, select=FORM).ok,
        "check of XML": cdm.validate(xml, profile=name, select=FORM).ok,
        "libxml2": libxml2(name).validate(etree.fromstring(xml)),
        "JSON Schema": validator(name).is_valid(document),
    }


@pytest.mark.parametrize("name", PROFILES)
def test_whatever_is_left_out_all_judge_alike(name):
    document = example(name)
    refused = 0
    # One of many alike: the last of those whose ways differ in the numbers of entries alone.
    alike = {tuple("[]" if isinstance(step, int) else step for step in way): way for way in ways(document)}
    for way in alike.values():
        shorter = without(document, way)
        found = verdicts(name, shorter) if shorter is not None and len(way) > 1 else None
        if found is not None:
            assert len(set(found.values())) == 1, (way, found)
            refused += not found["libxml2"]
    assert refused > 20


@pytest.mark.parametrize("name", PROFILES)
def test_every_element_of_the_model_that_the_profile_leaves_out_is_refused_by_all(name):
    """An empty structure or a value of each kind is put where the profile has nothing."""
    document = example(name)
    samples = {"Indicator": True, "Count": 1, "Date": "2026-03-12", "DateTime": "2026-03-12"}
    valued = {leaf: {"value": "1"} for leaf in ("Amount", "Measure", "Quantity")}
    profile = cdm.profiles()[name]
    listed = {item.name for item in profile.shape.members}
    message = next(iter(document))
    for item in fields_of(profile.shape.cls):
        if item.name in listed:
            continue
        value: Any = {} if item.target else (samples | valued).get(item.leaf, "1")
        longer = {message: {**document[message], item.name: [value] if item.repeats else value}}
        found = verdicts(name, longer)
        assert found is not None, item.name
        assert set(found.values()) == {False}, (item.name, found)


WRONG = {
    "another type of transit": ("tir-transit", ("TypeCode",), "NATIONAL"),
    "a carnet number of nine signs": ("tir-transit", ("TIRCarnet", "ID"), "XJ7890123"),
    "a hundred pages": ("tir-transit", ("TIRCarnet", "VoletQuantity"), 100),
    "a tonne where kilograms are meant": (
        "tir-transit",
        ("TotalGrossMassMeasure",),
        {"value": "18.64", "unitCode": "TNE"},
    ),
    "a mass without a unit": ("tir-transit", ("TotalGrossMassMeasure",), {"value": "18640.00"}),
    "a guarantee in roubles": (
        "tir-transit",
        ("ObligationGuarantee", 0, "AmountAmount"),
        {"value": "1", "currencyID": "RUB"},
    ),
    "ten digits of the tariff": (
        "tir-transit",
        ("Consignment", "ConsignmentItem", 0, "Commodity", "Classification", 0, "ID"),
        "5205230000",
    ),
    "a way that may be left": ("safe-packet", ("BindingItineraryIndicator",), False),
    "a delivery that goes out of the country": ("delivery-control", ("DirectionCode",), "OUT"),
    "a delivery whose way is one stop": (
        "delivery-control",
        ("Consignment", "Itinerary"),
        [{"SequenceNumeric": 1, "RoutingCountryCode": "KZ", "Name": "Almaty"}],
    ),
    "a packet without documents": ("safe-packet", ("SafePacket", 0, "ContentDocument"), [{"ID": "1"}]),
    "a train of another mode": ("loading-list", ("BorderTransportMeans", "ModeCode"), "4"),
    "two codes for one line": (
        "loading-list",
        ("Consignment", 0, "ConsignmentItem", 0, "Commodity", "Classification"),
        [{"ID": "520523", "IdentificationTypeCode": "HS"}] * 2,
    ),
}
RIGHT = {
    "another function": ("tir-transit", ("FunctionCode",), "4"),
    "a carnet of twenty pages": ("tir-transit", ("TIRCarnet", "VoletQuantity"), 20),
    "a guarantee in dollars": (
        "tir-transit",
        ("ObligationGuarantee", 0, "AmountAmount"),
        {"value": "60000", "currencyID": "USD"},
    ),
    "a delivery whose goods are there": ("delivery-control", ("AdditionalTypeCode",), "A"),
    "a delivery that was confirmed": (
        "delivery-control",
        ("Consignment", "DestinationControl"),
        {"ArrivalDateTime": "2026-03-14T09:20:00+05:00", "SealsIntactIndicator": True},
    ),
    "a train": ("loading-list", ("BorderTransportMeans", "ModeCode"), "2"),
    "an envelope of any content": ("loading-list", ("MetaData",), {"WCOTypeName": "CR"}),
    "named values": ("loading-list", ("Extension",), {"ExtensionField": [{"ID": "lane", "Value": "4"}]}),
}


def replaced(name: str, way: Way, value: Any) -> dict[str, Any]:
    document = example(name)
    inner: Any = next(iter(document.values()))
    for step in way[:-1]:
        inner = inner[step]
    inner[way[-1]] = value
    return document


@pytest.mark.parametrize(("name", "way", "value"), WRONG.values(), ids=WRONG.keys())
def test_all_refuse(name, way, value):
    found = verdicts(name, replaced(name, way, value))
    assert set(found.values()) == {False}, found


@pytest.mark.parametrize(("name", "way", "value"), RIGHT.values(), ids=RIGHT.keys())
def test_all_accept(name, way, value):
    found = verdicts(name, replaced(name, way, value))
    assert set(found.values()) == {True}, found


@pytest.mark.parametrize("name", PROFILES)
def test_the_schemas_of_a_profile_are_valid_themselves(name):
    schema = xmlschema.XMLSchema10(schema_bytes(name, "xsd").decode())
    assert schema.all_errors == []
    assert schema.target_namespace == NAMESPACE
    assert list(schema.elements) == [cdm.profiles()[name].message]
    jsonschema.Draft202012Validator.check_schema(json_schema(name))


@pytest.mark.parametrize("name", PROFILES)
def test_the_example_of_a_profile_fits_its_schemas_in_every_processor(name):
    data = (MESSAGES / f"{name}.xml").read_bytes()
    xmlschema.XMLSchema10(schema_bytes(name, "xsd").decode()).validate(data)
    libxml2(name).assertValid(etree.fromstring(data))
    validator(name).validate(example(name))


@pytest.mark.parametrize("name", PROFILES)
def test_no_named_type_of_a_profile_is_left_unused(name):
    tree = etree.fromstring(schema_bytes(name, "xsd"))
    declared = set(tree.xpath("xs:simpleType/@name | xs:complexType/@name", namespaces=XS))
    assert declared - set(tree.xpath("//@type | //@base")) == set()


@pytest.mark.parametrize("name", PROFILES)
def test_the_xml_schema_of_a_profile_has_the_cardinality_of_its_table(name):
    profile = cdm.profiles()[name]
    types = xmlschema.XMLSchema10(schema_bytes(name, "xsd").decode()).types
    for shape in shapes_of(profile.shape):
        found = [
            (child.local_name, child.min_occurs, child.max_occurs)
            for child in types[names_in(profile.shape)[shape]].content
        ]
        assert found == [(item.name, item.least, item.most) for item in shape.members]


@pytest.mark.parametrize("name", PROFILES)
def test_schemas_and_table_have_the_same_places(name):
    profile = cdm.profiles()[name]
    listed = {row.path for row in profile.rows if "@" not in row.path}
    places = {spot.path.partition("/")[2] for spot in spots(profile.shape)}
    beyond = {path.partition("/")[0] for path in places - listed}
    assert beyond <= {"MetaData", "Extension"}
    assert listed <= places


def test_the_schema_of_a_profile_says_what_it_is_of_and_what_for():
    tree = etree.fromstring(cdm.schema("loading-list"))
    (said,) = tree.xpath("xs:annotation/xs:documentation", namespaces=XS)
    assert said.text.startswith(
        "Harmonised loading list, the profile loading-list of CargoManifest, version 1.0 of the harmonised "
        "model. What two neighbours exchange"
    )
    schema = json.loads(cdm.schema("loading-list", kind="json"))
    assert schema["$id"].endswith(":loading-list")
    assert schema["title"].startswith("Harmonised loading list, ")
    assert schema["description"].startswith("What two neighbours exchange")


def test_an_element_with_closed_codes_no_longer_names_the_open_ones():
    definitions = json_schema("loading-list")["$defs"]
    kind = definitions["Seal"]["properties"]["TypeCode"]
    assert kind["enum"][:2] == ["BOLT", "CABLE"]
    assert "x-codes" not in kind
    whole = json_schema("CargoManifest")["$defs"]["Seal"]["properties"]["TypeCode"]
    assert whole["x-codes"] == kind["enum"]
