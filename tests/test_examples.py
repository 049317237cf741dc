"""The synthetic messages: valid by every judge, the same in XML and JSON, and true in themselves."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from datetime import datetime
from decimal import Decimal
from functools import cache
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import xmlschema
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.codelists.identifiers import (
    ContainerNumber,
    HsCode,
    MovementReferenceNumber,
    TirCarnetNumber,
    UniqueConsignmentReference,
)
from carec_datamodel.codelists.identifiers.base import TypedIdentifier
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.leaves import leaves

FOLDER = Path(__file__).parents[1] / "examples" / "messages"
FILES = sorted(FOLDER.glob("*.xml"))
every_example = pytest.mark.parametrize("file", FILES, ids=lambda file: file.stem)


@cache
def values(name: str) -> dict[str, str]:
    """Return all values of an example by their paths below the message."""
    found = leaves(cdm.read(FOLDER / f"{name}.xml"))
    return {path.partition("/")[2]: text for path, text in found}


def numbers(name: str, pattern: str) -> list[Decimal]:
    """Return the numbers at the paths that *pattern* matches as a whole."""
    return [Decimal(text) for path, text in values(name).items() if re.fullmatch(pattern, path)]


def test_there_is_an_example_of_every_message():
    assert {type(cdm.read(file)).__name__ for file in FILES} == set(MESSAGES)


@every_example
def test_an_example_is_valid_by_libxml2_and_by_xmlschema(file: Path):
    schema = cdm.schema(type(cdm.read(file)).__name__)
    etree.XMLSchema(etree.fromstring(schema)).assertValid(etree.parse(file))
    xmlschema.XMLSchema10(schema.decode()).validate(str(file))


@every_example
def test_the_json_of_an_example_is_valid_by_jsonschema(file: Path):
    schema = json.loads(cdm.schema(type(cdm.read(file)).__name__, kind="json"))
    jsonschema.Draft202012Validator(schema).validate(json.loads(file.with_suffix(".json").read_bytes()))


@every_example
def test_the_json_of_an_example_is_the_xml_as_the_library_writes_it(file: Path, renew: bool):
    twin = file.with_suffix(".json")
    if renew:
        twin.write_bytes(cdm.convert(file, to="carec-json").output)
    assert twin.read_bytes() == cdm.convert(file, to="carec-json").output


def test_there_is_no_json_without_xml():
    assert {file.stem for file in FOLDER.glob("*.json")} == {file.stem for file in FILES}


@every_example
def test_xml_to_message_to_xml_is_the_same_document(file: Path):
    assert cdm.dumps(cdm.read(file)) == file.read_bytes()


@every_example
def test_json_to_message_to_json_is_the_same_document(file: Path):
    twin = file.with_suffix(".json")
    assert cdm.dumps(cdm.read(twin), format="carec-json") == twin.read_bytes()


@every_example
def test_xml_and_json_of_an_example_are_one_message(file: Path):
    assert cdm.read(file) == cdm.read(file.with_suffix(".json"))


@every_example
def test_an_example_has_no_findings(file: Path):
    assert cdm.validate(file).findings == ()
    assert cdm.validate(file.with_suffix(".json")).findings == ()


@pytest.mark.parametrize("name", cdm.profiles())
@pytest.mark.parametrize("suffix", [".xml", ".json"])
def test_every_profile_has_an_example_that_keeps_it(name: str, suffix: str):
    assert cdm.validate(FOLDER / f"{name}{suffix}", profile=name).findings == ()


@pytest.mark.parametrize("name", cdm.profiles())
def test_the_example_of_a_profile_shows_most_of_it(name: str):
    profile = cdm.profiles()[name]
    used = {re.sub(r"\[\d+\]|/@.*", "", path) for path in values(name)}
    listed = {"/".join(row.steps) for row in profile.rows}
    listed = {path for path in listed if not any(other.startswith(f"{path}/") for other in listed)}
    assert len(listed & used) > 0.7 * len(listed), sorted(listed - used)


# --- true in themselves -----------------------------------------------------------------------------


def identifiers() -> Iterator[Any]:
    kinds: tuple[tuple[str, type[TypedIdentifier]], ...] = (
        (r".*TransportEquipment(\[\d+\])?/ID|.*/TransportEquipmentID(\[\d+\])?", ContainerNumber),
        (r".*UCR(\[\d+\])?/ID", UniqueConsignmentReference),
        (r"TIRCarnet/ID|.*/TIRCarnetID|TIR.*ReferenceID", TirCarnetNumber),
        (r".*Classification(\[\d+\])?/ID", HsCode),
    )
    for file in FILES:
        for path, text in values(file.stem).items():
            for pattern, kind in kinds:
                if re.fullmatch(pattern, path):
                    yield pytest.param(kind, text, id=f"{file.stem}-{path}")
            if re.fullmatch(r"\d\d[A-Z]{2}[0-9A-Z]{13}\d", text):
                yield pytest.param(MovementReferenceNumber, text, id=f"{file.stem}-{path}")


@pytest.mark.parametrize(("kind", "text"), list(identifiers()))
def test_identifiers_are_right(kind: type[TypedIdentifier], text: str):
    assert list(kind.check(text)) == []


def kazakh(text: str) -> bool:
    """Return whether the last digit of a Kazakh business number is that of the eleven before it."""
    digits = [int(sign) for sign in text]
    check = sum(weight * digit for weight, digit in enumerate(digits[:11], start=1)) % 11
    if check == 10:
        weights = (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)
        check = sum(weight * digit for weight, digit in zip(weights, digits, strict=False)) % 11
    return digits[11] == check


def azerbaijani(text: str) -> bool:
    """Return whether the last digit but one of an Azerbaijani tax number is that of the eight before it."""
    weights = (4, 1, 8, 6, 2, 7, 5, 3)
    return int(text[8]) == sum(w * int(sign) for w, sign in zip(weights, text, strict=False)) % 11


def chinese(text: str) -> bool:
    """Return whether the last sign of a Chinese credit code is that of the seventeen before it."""
    signs = "0123456789ABCDEFGHJKLMNPQRTUWXY"
    total = sum(pow(3, place, 31) * signs.index(sign) for place, sign in enumerate(text[:17]))
    return text[17] == signs[-total % 31]


def luhn(text: str) -> bool:
    """Return whether the last digit of a wagon number is that of the digits before it."""
    total = 0
    for place, sign in enumerate(reversed(text)):
        product = int(sign) * (2 if place % 2 else 1)
        total += product // 10 + product % 10
    return total % 10 == 0


def station(text: str) -> bool:
    """Return whether the last digit of the code of a railway station is that of the five before it."""
    return int(text[5]) == sum(weight * int(sign) for weight, sign in enumerate(text[:5], start=1)) % 11


def checked_numbers() -> Iterator[Any]:
    kinds = (
        (r".*/ID", r"4912\d{8}", kazakh),
        (r".*/ID", r"0000000\d{2}1", azerbaijani),
        (r".*/ID", r"91000000\w{10}", chinese),
        (r".*/AttachedTransportMeans(\[\d+\])?/ID", r"\d{8}", luhn),
        (r".*/(Previous|Next)TransportMeans/ID", r"\d{8}|\d{12}", luhn),
        (r".*/Location/ID", r"\d{6}", station),
    )
    for file in FILES:
        for path, text in values(file.stem).items():
            for place, form, check in kinds:
                if re.fullmatch(place, path) and re.fullmatch(form, text):
                    yield pytest.param(check, text, id=f"{file.stem}-{path}")


CHECKED = list(checked_numbers())


@pytest.mark.parametrize(("check", "text"), CHECKED)
def test_numbers_of_traders_wagons_and_stations_end_in_the_right_digit(check: Any, text: str):
    assert check(text)


def test_numbers_of_every_kind_are_among_them():
    kinds = {parameters.values[0] for parameters in CHECKED}
    assert kinds == {kazakh, azerbaijani, chinese, luhn, station}


ITEM = r"GoodsShipment/GovernmentAgencyGoodsItem\[\d+\]"
LINE = r"Consignment(\[\d+\])?/ConsignmentItem\[\d+\]"
HOUSE_LINE = r"Consignment/HouseConsignment\[\d+\]/ConsignmentItem\[\d+\]"
SUMS = {
    "mass of the loading list and its consignments": (
        "loading-list",
        "TotalGrossMassMeasure",
        r"Consignment\[\d+\]/TotalGrossMassMeasure",
    ),
    "mass of the loading list and its lines": (
        "loading-list",
        "TotalGrossMassMeasure",
        f"{LINE}/GoodsMeasure/GrossMassMeasure",
    ),
    "packages of the loading list": (
        "loading-list",
        "TotalPackageQuantity",
        rf"{LINE}/Packaging\[\d+\]/QuantityQuantity",
    ),
    "mass of the manifest but for its houses": (
        "cargo-manifest",
        "TotalGrossMassMeasure",
        r"Consignment\[[125]\]/TotalGrossMassMeasure",
    ),
    "packages of the manifest but for its houses": (
        "cargo-manifest",
        "TotalPackageQuantity",
        r"Consignment\[[125]\]/TotalPackageQuantity",
    ),
    "mass of a master and its houses": (
        "cargo-manifest",
        r"Consignment\[2\]/TotalGrossMassMeasure",
        r"Consignment\[[34]\]/TotalGrossMassMeasure",
    ),
    "mass of a consignment in containers": (
        "cargo-manifest",
        r"Consignment\[1\]/TotalGrossMassMeasure",
        r"Consignment\[1\]/TransportEquipment\[\d+\]/GrossMassMeasure",
    ),
    "mass of the goods declaration": (
        "goods-declaration",
        "TotalGrossMassMeasure",
        f"{ITEM}/Commodity/GoodsMeasure/GrossMassMeasure",
    ),
    "packages of the goods declaration": (
        "goods-declaration",
        "TotalPackageQuantity",
        rf"{ITEM}/Packaging\[1\]/QuantityQuantity",
    ),
    "prices of the items": (
        "goods-declaration",
        "InvoiceAmount",
        f"{ITEM}/Commodity/InvoiceLine/ItemChargeAmount",
    ),
    "customs values of the items": (
        "goods-declaration",
        "GoodsShipment/CustomsValuation/CustomsValueAmount",
        f"{ITEM}/CustomsValueAmount",
    ),
    "freight of the items": (
        "goods-declaration",
        "GoodsShipment/CustomsValuation/FreightChargeAmount",
        f"{ITEM}/CustomsValuation/FreightChargeAmount",
    ),
    "duties and taxes of the declaration": (
        "goods-declaration",
        "Payment/TaxAssessedAmount",
        rf"({ITEM}/Commodity/)?DutyTaxFee\[\d+\]/Payment/TaxAssessedAmount",
    ),
    "value of the first item": (
        "valuation-declaration",
        r"ValuationItem\[1\]/CustomsValueAmount",
        r"ValuationItem\[1\]/(?:BaseComponent|Addition)\[\d+\]/NationalAmount",
    ),
    "value of the second item in dollars": (
        "valuation-declaration",
        r"ValuationItem\[2\]/ForeignValueAmount",
        r"ValuationItem\[2\]/(?:BaseComponent|Addition)\[\d+\]/ComponentAmount",
    ),
    "value of all items": (
        "valuation-declaration",
        "CustomsValueAmount",
        r"ValuationItem\[\d+\]/CustomsValueAmount",
    ),
    "mass of the transit": (
        "transit-declaration",
        "TotalGrossMassMeasure",
        f"{HOUSE_LINE}/GoodsMeasure/GrossMassMeasure",
    ),
    "value of the transit": ("transit-declaration", "InvoiceAmount", f"{HOUSE_LINE}/ValueAmount"),
    "packages of the transit": (
        "transit-declaration",
        "TotalPackageQuantity",
        r"Consignment/HouseConsignment\[\d+\]/TotalPackageQuantity",
    ),
    "mass in the carnet": ("tir-transit", "TotalGrossMassMeasure", f"{LINE}/GoodsMeasure/GrossMassMeasure"),
    "packages in the carnet": (
        "tir-transit",
        "TotalPackageQuantity",
        rf"{LINE}/Packaging\[1\]/QuantityQuantity",
    ),
    "mass with the safe packet": (
        "safe-packet",
        "TotalGrossMassMeasure",
        f"{LINE}/GoodsMeasure/GrossMassMeasure",
    ),
    "packages with the safe packet": (
        "safe-packet",
        "TotalPackageQuantity",
        rf"{LINE}/Packaging\[1\]/QuantityQuantity",
    ),
    "mass under delivery control": (
        "delivery-control",
        "TotalGrossMassMeasure",
        f"{LINE}/GoodsMeasure/GrossMassMeasure",
    ),
    "packages under delivery control": (
        "delivery-control",
        "TotalPackageQuantity",
        rf"{LINE}/Packaging\[1\]/QuantityQuantity",
    ),
    "value under delivery control": ("delivery-control", "InvoiceAmount", f"{LINE}/ValueAmount"),
    "mass on the train": (
        "national-transit",
        "TotalGrossMassMeasure",
        f"{LINE}/GoodsMeasure/GrossMassMeasure",
    ),
    "length of the trip": (
        "corridor-measurement",
        r"Trip\[1\]/DistanceMeasure",
        r"Trip\[1\]/Stop\[\d+\]/DistanceMeasure",
    ),
}


@pytest.mark.parametrize(("name", "total", "parts"), SUMS.values(), ids=SUMS.keys())
def test_sums_add_up(name: str, total: str, parts: str):
    (expected,) = numbers(name, total)
    found = numbers(name, parts)
    assert found
    assert sum(found) == expected


def test_the_valuation_declares_the_values_of_the_goods_declaration():
    assert numbers("valuation-declaration", r"ValuationItem\[\d+\]/CustomsValueAmount") == numbers(
        "goods-declaration", f"{ITEM}/CustomsValueAmount"
    )


def test_the_response_asks_for_what_the_goods_declaration_computed():
    (due,) = numbers("goods-declaration", "Payment/PaymentAmount")
    assert sum(numbers("response", r"Declaration/DutyTaxFee\[\d+\]/Payment/PaymentAmount")) == due


def test_a_stop_of_the_trip_takes_as_long_as_what_was_done_and_waited_for_there():
    for stop in cdm.read(FOLDER / "corridor-measurement.xml").trip[0].stop:
        stay = stop.departure_date_time.datetime() - stop.arrival_date_time.datetime()
        measured = sum(act.duration_measure.value + act.waiting_measure.value for act in stop.activity)
        assert stay.total_seconds() / 60 == measured


IN_ORDER = {
    "events of the transit": ("transit-report", r"TransitEvent\[\d+\]/OccurrenceDateTime"),
    "stops of the trip": ("corridor-measurement", r"Trip\[1\]/Stop\[\d+\]/(Arrival|Departure)DateTime"),
    "controls": ("control-result", r"Control\[\d+\]/InspectionStartDateTime"),
    "offices of the carnet": ("tir-transit", r"Consignment/TransitOffice\[\d+\]/EstimatedArrivalDateTime"),
    "stops of the safe packet": ("safe-packet", r"SafePacket.*Itinerary.*EstimatedArrivalDateTime"),
    "stops under delivery control": (
        "delivery-control",
        r"(IssueDateTime|Consignment/Itinerary.*EstimatedArrivalDateTime)",
    ),
    "states of the declaration": ("response", r"Status\[\d+\]/EffectiveDateTime"),
}


@pytest.mark.parametrize(("name", "pattern"), IN_ORDER.values(), ids=IN_ORDER.keys())
def test_what_comes_first_is_earlier(name: str, pattern: str):
    moments = [
        datetime.fromisoformat(text) for path, text in values(name).items() if re.fullmatch(pattern, path)
    ]
    assert len(moments) > 1
    assert moments == sorted(moments)
