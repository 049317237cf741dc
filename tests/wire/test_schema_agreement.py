"""The model, its XML Schema in two processors and its JSON Schema accept and refuse the same."""

from __future__ import annotations

import datetime as dt
import itertools
import json
import re
from functools import cache
from xml.sax.saxutils import escape, quoteattr

import jsonschema
import pytest
import xmlschema
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.errors import InvalidMessage
from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.model.dictionary import OWN_FORMATS
from carec_datamodel.model.structure import message_class
from carec_datamodel.testing import strategies
from carec_datamodel.wire import json as wire_json
from carec_datamodel.wire import xml as wire_xml
from carec_datamodel.wire.generate import schema_bytes
from carec_datamodel.wire.leaf_rules import CALENDAR
from carec_datamodel.wire.plan import NAMESPACE

DIGITS, FRACTION = map(int, OWN_FORMATS["Decimal"].removeprefix("n..").split(","))
WHOLE = DIGITS - FRACTION

# One element of each leaf type and, of codes and texts, of each kind of format.
PLACES = {
    "Text": "GoodsShipment/Consignee/Address/Line",
    "Text an..70": "GoodsShipment/OriginCountryName",
    "Code": "GoodsShipment/CustomsValuation/PaymentTermsCode",
    "Code a2": "GoodsShipment/TradingCountryCode",
    "Code an1": "FlowCode",
    "Code an3": "CurrencyExchange/CurrencyTypeCode",
    "Code an..3": "TypeCode",
    "Code n1": "BorderTransportMeans/ModeCode",
    "Code n..2": "FunctionCode",
    "Identifier an..35": "FunctionalReferenceID",
    "Indicator": "Consignment/ContainerIndicator",
    "Decimal": "CurrencyExchange/RateNumeric",
    "Count": "FormNumeric",
    "Date": "Assessment/IssueDate",
    "DateTime": "IssueDateTime",
    "Version": "MetaData/ModelVersionCode",
}
REPEATING = {"Line", "CurrencyExchange"}

GOOD = {
    "Text": [
        "1",
        "two\nlines",
        "ends in a line\n",
        " x",
        "x ",
        "\u00a0",
        "Қорғас",
        "x" * 5000,
        "a\u2028b",
        "😀",
    ],
    "Text an..70": ["x" * 70, "😀" * 70, " x " + "y" * 67],
    "Code": ["IM", "A B", "A  B", "\u00a0", "м", "A\u0085B", "007", "+5"],
    "Code a2": ["KZ", "ZZ"],
    "Code an1": ["I", "1", "м"],
    "Code an3": ["USD", "a b", "840"],
    "Code an..3": ["I", "IM", "IM4", "x x"],
    "Code n1": ["0", "3"],
    "Code n..2": ["9", "09", "99"],
    "Identifier an..35": ["7" * 35, "😀" * 35, "2026/A-1", "<&>\"'"],
    "Indicator": ["true", "false"],
    "Decimal": [
        "0",
        "-0",
        "12000",
        "1.50",
        "-0.001",
        "0." + "1" * FRACTION,
        "9" * WHOLE,
        "9" * WHOLE + "." + "9" * FRACTION,
        "0.000",
    ],
    "Count": ["0", "12", "9" * 18],
    "Date": [
        "2026-03-12",
        "2026-03-12Z",
        "2026-03-12+05:00",
        "2026-03-12-14:00",
        "2024-02-29",
        "2000-02-29",
        "0001-01-01",
        "9999-12-31",
        "0004-02-29",
    ],
    "DateTime": [
        "2026-03-12",
        "2026-03-12Z",
        "2026-03-12T09:30:00",
        "2026-03-12T09:30:00Z",
        "2026-03-12T23:59:59.123456+05:30",
        "2026-03-12T00:00:00.1-00:00",
        "2024-02-29T00:00:00",
    ],
    "Version": [VERSION],
}
_NUMBERS = [
    "",
    " ",
    " 12",
    "12 ",
    "12\n",
    "\n12",
    "12_000",
    "١٢",
    "1E3",
    "+5",
    "007",
    "1,5",
    "NaN",
    "INF",
    "0x1",
    "--1",
]
_DAYS = [
    "",
    " 2026-03-12",
    "2026-03-12 ",
    "2026-03-12\n",
    "2026-02-30",
    "2026-02-29",
    "1900-02-29",
    "2026-04-31",
    "2026-13-01",
    "2026-00-10",
    "2026-03-00",
    "2026-3-12",
    "20260312",
    "2026-W11-4",
    "12.03.2026",
    "1741737600",
    "0000-03-12",
    "-2026-03-12",
    "12026-03-12",
    "٢٠٢٦-03-12",
    "2026-03-12z",
    "2026-03-12+0500",
    "2026-03-12+05",
]
BAD = {
    "Text": ["", " ", "\n", " \t\n "],
    "Text an..70": ["", "  ", "x" * 71, "😀" * 71, "x" + " " * 70],
    "Code": ["", " ", " x", "x ", "\nx", "x\n", "x\ny", "x\ty"],
    "Code a2": ["", "K", "KAZ", "kz", "K1", "К3", "KZ\n", "ÄÖ", "K ", "KŻ"],
    "Code an1": ["", " ", "IM", "\n", "I\n"],
    "Code an3": ["", "US", "USDX", "US ", " US", "USD\n", "US\n"],
    "Code an..3": ["", "IM40", " IM", "IM ", "IM\n", "I\nM"],
    "Code n1": ["", "12", "x", "٣", "-", "3\n"],
    "Code n..2": ["", "999", "1.", "+9", "-9", "٩", "9 ", "9\n", "²"],
    "Identifier an..35": ["", "7" * 36, "😀" * 36, " 7", "7 ", "7\n8", "7\n"],
    "Indicator": ["", "1", "0", "yes", "True", "TRUE", " true", "true ", "true\n", "f"],
    "Decimal": [
        *_NUMBERS,
        ".5",
        "5.",
        "0." + "1" * (FRACTION + 1),
        "9" * (WHOLE + 1),
        "00",
        "-",
        "1.5.0",
        "1 000",
        "1.50\n",
    ],
    "Count": [*_NUMBERS, "-1", "-0", "1.0", "9" * 19, "00"],
    "Date": [*_DAYS, "2026-03-12T09:30:00", "2026-03-12T00:00:00Z"],
    "DateTime": [
        *_DAYS,
        "2026-02-30T09:30:00Z",
        "2026-03-12T24:00:00",
        "2026-03-12T25:00:00",
        "2026-03-12T09:60:00",
        "2026-03-12T09:30:60",
        "2026-03-12T09:30",
        "2026-03-12 09:30:00",
        "2026-03-12t09:30:00",
        "2026-03-12T09:30:00.",
        "2026-03-12T09:30:00.1234567",
        "2026-03-12T09:30:00,5",
        "2026-03-12T09:30:00 Z",
        "2026-03-12T09:30:00Z\n",
        "T09:30:00",
    ],
    "Version": ["", " ", "0.1", "99.0", f"{VERSION} ", f" {VERSION}", f"{VERSION}\n", f"{VERSION}0", "one"],
}


@cache
def libxml2(name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.fromstring(schema_bytes(name, "xsd")))


@cache
def xmlschema_package(name: str) -> xmlschema.XMLSchema10:
    return xmlschema.XMLSchema10(schema_bytes(name, "xsd"))


@cache
def json_validator(name: str) -> jsonschema.Draft202012Validator:
    return jsonschema.Draft202012Validator(json.loads(schema_bytes(name, "json")))


def reads(read, data: bytes) -> bool:
    try:
        read(data)
    except InvalidMessage:
        return False
    return True


def verdicts_on_xml(body: str, attributes: str = "") -> dict[str, bool]:
    data = f'<GoodsDeclaration xmlns="{NAMESPACE}"{attributes}>{body}</GoodsDeclaration>'.encode()
    return verdicts_on_xml_document(data, "GoodsDeclaration")


def verdicts_on_xml_document(data: bytes, name: str) -> dict[str, bool]:
    return {
        "model": reads(wire_xml.loads, data),
        "libxml2": libxml2(name).validate(etree.fromstring(data)),
        "xmlschema": xmlschema_package(name).is_valid(data),
    }


def verdicts_on_json(body: object) -> dict[str, bool]:
    return verdicts_on_json_document(json.dumps({"GoodsDeclaration": body}).encode(), "GoodsDeclaration")


def verdicts_on_json_document(data: bytes, name: str) -> dict[str, bool]:
    return {
        "model": reads(wire_json.loads, data),
        "jsonschema": json_validator(name).is_valid(json.loads(data)),
    }


def all_say(verdicts: dict[str, bool], expected: bool) -> bool:
    """Return whether every verdict is *expected*; the assertion that follows shows them."""
    return set(verdicts.values()) == {expected}


def xml_at(path: str, text: str) -> str:
    names = path.split("/")
    before, behind = (f"<{name}>" for name in names), (f"</{name}>" for name in reversed(names))
    return "".join([*before, escape(text), *behind])


def json_at(path: str, value: object) -> object:
    for name in reversed(path.split("/")):
        value = {name: [value] if name in REPEATING else value}
    return value


def examples(table):
    return [(place, text) for place, texts in table.items() for text in texts]


@pytest.mark.parametrize(("place", "text"), examples(GOOD))
def test_all_accept_a_good_value_in_xml(place, text):
    verdicts = verdicts_on_xml(xml_at(PLACES[place], text))
    assert all_say(verdicts, expected=True), verdicts


@pytest.mark.parametrize(("place", "text"), examples(BAD))
def test_all_refuse_a_bad_value_in_xml(place, text):
    verdicts = verdicts_on_xml(xml_at(PLACES[place], text))
    assert all_say(verdicts, expected=False), verdicts


# JSON has truth values and whole numbers of its own.
NATIVE = ("Indicator", "Count")


@pytest.mark.parametrize(("place", "text"), [pair for pair in examples(GOOD) if pair[0] not in NATIVE])
def test_all_accept_a_good_text_in_json(place, text):
    verdicts = verdicts_on_json(json_at(PLACES[place], text))
    assert all_say(verdicts, expected=True), verdicts


@pytest.mark.parametrize(("place", "text"), [*examples(BAD), ("Indicator", "true"), ("Count", "12")])
def test_all_refuse_a_bad_text_in_json(place, text):
    verdicts = verdicts_on_json(json_at(PLACES[place], text))
    assert all_say(verdicts, expected=False), verdicts


@pytest.mark.parametrize(
    ("place", "value", "good"),
    [
        ("Indicator", True, True),
        ("Indicator", False, True),
        ("Indicator", 1, False),
        ("Count", 0, True),
        ("Count", 12, True),
        ("Count", 10**18 - 1, True),
        ("Count", 10**18, False),
        ("Count", -1, False),
        ("Count", 1.5, False),
        ("Count", True, False),
        ("Decimal", 12, False),
        ("Decimal", 12.5, False),
        ("Code n1", 3, False),
        ("Text", True, False),
        ("DateTime", 1741737600, False),
        ("Identifier an..35", ["7"], False),
        ("Identifier an..35", {}, False),
    ],
)
def test_all_agree_on_values_that_json_has_types_for(place, value, good):
    verdicts = verdicts_on_json(json_at(PLACES[place], value))
    assert all_say(verdicts, expected=good), verdicts


@pytest.mark.parametrize("character", ["\x00", "\x0b", "\x1f", "\ufffe", "\uffff"])
@pytest.mark.parametrize("place", ["Text", "Code", "Identifier an..35"])
def test_all_refuse_in_json_what_xml_cannot_carry(place, character):
    verdicts = verdicts_on_json(json_at(PLACES[place], f"a{character}b"))
    assert all_say(verdicts, expected=False), verdicts


AMOUNTS = [
    ({"value": "12.50", "currencyID": "USD"}, True),
    ({"value": "12.50"}, True),
    ({"value": "12.50", "currencyID": "us"}, True),
    ({"value": "12,50", "currencyID": "USD"}, False),
    ({"value": " 12.50", "currencyID": "USD"}, False),
    ({"value": "", "currencyID": "USD"}, False),
    ({"value": "12.50", "currencyID": ""}, False),
    ({"value": "12.50", "currencyID": "USDX"}, False),
    ({"value": "12.50", "currencyID": " US"}, False),
    ({"value": "12.50", "currencyID": "US\n"}, False),
    ({"value": "12.50", "currency": "USD"}, False),
    ({"value": "12.50", "unitCode": "KGM"}, False),
]
QUANTITIES = [
    ({"value": "3", "unitCode": "KGM", "unitName": "kilograms"}, True),
    ({"value": "3", "unitName": "two\nlines"}, True),
    ({"value": "3", "unitCode": "K" * 8, "unitName": "x" * 256}, True),
    ({"value": "3", "unitCode": "K" * 9}, False),
    ({"value": "3", "unitName": "x" * 257}, False),
    ({"value": "3", "unitName": " "}, False),
    ({"value": "3", "unit_name": "kilograms"}, False),
]
VALUED = [
    *(("InvoiceAmount", *row) for row in AMOUNTS),
    *(("GoodsItemQuantity", *row) for row in QUANTITIES),
    ("TotalGrossMassMeasure", {"value": "12.5", "unitCode": "KGM"}, True),
    ("TotalGrossMassMeasure", {"value": "12.5", "unitName": "kilograms"}, False),
    ("TotalGrossMassMeasure", {"value": "12.5", "unitCode": "K M"}, True),
]


@pytest.mark.parametrize(("name", "value", "good"), VALUED)
def test_all_agree_on_the_attributes_of_a_value_in_xml(name, value, good):
    pairs = {key: text for key, text in value.items() if key != "value"}
    written = "".join(f" {key}={quoteattr(text, {chr(10): '&#10;'})}" for key, text in pairs.items())
    verdicts = verdicts_on_xml(f"<{name}{written}>{value['value']}</{name}>")
    assert all_say(verdicts, expected=good), verdicts


@pytest.mark.parametrize(("name", "value", "good"), VALUED)
def test_all_agree_on_the_attributes_of_a_value_in_json(name, value, good):
    verdicts = verdicts_on_json({name: value})
    assert all_say(verdicts, expected=good), verdicts


@pytest.mark.parametrize("zone", ["+14:01", "-15:00", "+23:59", "+24:00", "+05:60", "+99:99"])
@pytest.mark.parametrize("place", ["Date", "DateTime"])
def test_all_refuse_a_zone_that_no_clock_on_earth_shows(place, zone):
    text = f"2026-03-12{zone}"
    verdicts = verdicts_on_xml(xml_at(PLACES[place], text)) | verdicts_on_json(json_at(PLACES[place], text))
    assert all_say(verdicts, expected=False), verdicts


@pytest.mark.parametrize("year", [0, 1, 4, 100, 400, 1600, 1900, 1999, 2000, 2024, 2026, 2100, 9996, 9999])
def test_the_calendar_patterns_hold_the_days_that_there_are(year):
    pattern = re.compile("|".join(CALENDAR))
    for month, day in itertools.product(range(14), range(33)):
        try:
            dt.date(year, month, day)
            there = True
        except ValueError:
            there = False
        assert bool(pattern.fullmatch(f"{year:04}-{month:02}-{day:02}")) is there


@pytest.mark.parametrize("place", [place for place in PLACES if place not in NATIVE])
@settings(max_examples=40, deadline=None)
@given(text=st.text(st.sampled_from("01239-+.:TZatrue \n\t\u00a0Кé"), max_size=12))
def test_all_agree_on_texts_that_nobody_thought_of(place, text):
    verdicts = verdicts_on_xml(xml_at(PLACES[place], text)) | verdicts_on_json(json_at(PLACES[place], text))
    assert len(set(verdicts.values())) == 1, verdicts


# --- whole messages -------------------------------------------------------------------------------

every_message = pytest.mark.parametrize("name", MESSAGES)


@every_message
@given(choice=st.data())
def test_all_accept_every_message_that_the_types_take(name, choice):
    message = choice.draw(strategies.messages(message_class(name), sound=False))
    verdicts = verdicts_on_xml_document(wire_xml.dumps(message), name)
    verdicts |= verdicts_on_json_document(wire_json.dumps(message), name)
    assert all_say(verdicts, expected=True), verdicts


@every_message
@given(choice=st.data())
def test_all_refuse_every_message_of_which_something_is_broken(name, choice):
    broken = choice.draw(strategies.invalid(message_class(name)))
    if broken.xml is not None and b"<!-- checked -->" not in broken.xml:  # a comment is no matter of schemas
        verdicts = verdicts_on_xml_document(broken.xml, name)
        assert all_say(verdicts, expected=False), verdicts
    if broken.json is not None:
        verdicts = verdicts_on_json_document(broken.json, name)
        assert all_say(verdicts, expected=False), verdicts
