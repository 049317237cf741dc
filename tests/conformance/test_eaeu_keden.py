"""The recording of an advance information of Kazakhstan: facts by place, every value told, the same back."""

from __future__ import annotations

import json
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.formats.national_json.format import NationalJsonFormat
from carec_datamodel.formats.registry import find_format

ID = "eaeu-keden-preliminary"


@pytest.fixture(scope="module")
def sample(shared: Path) -> Path:
    """The recording."""
    folder = shared / "samples" / "eaeu" / "constructed" / "recreated"
    return folder / "kz_keden_preliminary_info_rest.json"


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file, strict=False)


def bodies(file: Path, path: str) -> list[Any]:
    """Return the bodies of the calls whose path begins with *path*."""
    calls = json.loads(file.read_bytes())["requests"]
    return [call["body"] for call in calls if call["path"].startswith(path)]


def values(value: Any) -> Iterator[Any]:
    """Yield the values in *value* that say something."""
    if isinstance(value, dict | list):
        for below in value.values() if isinstance(value, dict) else value:
            yield from values(below)
    elif value not in (None, ""):
        yield value


def test_the_sample_is_recognised_and_has_no_findings(sample: Path):
    assert cdm.detect(sample).id == ID
    assert converted(sample).findings == ()


def test_the_same_recording_comes_back(sample: Path):
    conversion = converted(sample)
    back = json.loads(cdm.dumps(conversion.message, format=ID, residue=conversion.residue))
    assert json.dumps(back, sort_keys=True) == json.dumps(json.loads(sample.read_bytes()), sort_keys=True)


def test_every_value_has_an_outcome_and_every_element_a_row(sample: Path):
    entries = converted(sample).ledger.entries
    document = json.loads(sample.read_bytes())
    told = [call.get("body") for call in document["requests"]]
    keys = [
        call["path"] for call in document["requests"] if "/0000" in call["path"] or "=0000" in call["path"]
    ]
    assert len(entries) == len([*values(told), *keys, document["host"], document["base"]])
    assert {entry.outcome for entry in entries} == {Outcome.EXACT, Outcome.OMITTED}
    assert [entry.path for entry in entries if entry.outcome is Outcome.OMITTED and not entry.reason] == []


def test_the_line_of_an_outcome_is_that_of_its_value(sample: Path):
    lines = sample.read_text("utf-8").splitlines()
    for entry in converted(sample).ledger.entries:
        name = entry.path.rpartition("/")[2].partition("[")[0]
        assert name.startswith(("@", "body")) or f'"{name}": ' in lines[entry.line - 1], entry


def test_what_the_message_does_not_carry_says_why():
    format_ = find_format(ID)
    assert isinstance(format_, NationalJsonFormat)
    omitted = [row for row in format_.crosswalk.plan.rows if row.relation == "none"]
    assert [row.path for row in omitted if len(row.reason) <= 10] == []


def test_values_survive_without_the_residue_but_for_keys_and_words_beside_codes(sample: Path):
    entries = converted(sample).ledger.entries
    carried = [entry for entry in entries if entry.outcome is Outcome.EXACT]
    assert len(carried) / len(entries) > 0.55
    keys = ("id", "Id", "indexOrder", "shortNameRu", "ru", "guid", "@Consignment")
    lost = {entry.path.rpartition("/")[2] for entry in entries} - {
        entry.path.rpartition("/")[2] for entry in carried
    }
    assert {name.partition("[")[0] for name in lost if not name.endswith(keys)} == {
        "entityType",
        "regCode",
        "startDate",
        "quantity",
        "multimodalitySign",
        "emptyVehicle",
        "returnCarriage",
        "transportMeansQuantity",
        "withoutIdentification",
        "destinationAeo",
        "body",
    }


def test_goods_and_totals_stand_in_the_consignment(sample: Path):
    (goods,) = bodies(sample, "/product")
    (summary,) = (body["consignmentSummary"] for body in bodies(sample, "/consignment/"))
    (consignment,) = converted(sample).message.consignment
    items = consignment.consignment_item
    assert [item.commodity.classification[0].id for item in items] == [one["tnvedCode"] for one in goods]
    assert [str(item.goods_measure.gross_mass_measure.value) for item in items] == [
        one["grossWeight"] for one in goods
    ]
    assert [(str(item.value_amount.value), item.value_amount.currency) for item in items] == [
        (one["cost"], one["currencyCode"]) for one in goods
    ]
    assert float(consignment.total_gross_mass_measure.value) == summary["totalGrossWeight"]
    assert float(consignment.value_amount.value) == summary["totalAmount"]["amount"]
    assert float(consignment.total_package_quantity.value) == summary["totalPackageQuantity"]
    assert [one.id for one in consignment.additional_document] == [
        body["docNumber"] for body in bodies(sample, "/documents/consignment")
    ]


def test_parties_stand_in_their_roles(sample: Path):
    told = {body["type"]: body for body in bodies(sample, "/counteragent")}
    message = converted(sample).message
    (consignment,) = message.consignment
    parties = {
        "CONSIGNOR": consignment.consignor,
        "CONSIGNEE": consignment.consignee,
        "CARRIER": message.carrier,
        "DECLARANT": message.submitter,
    }
    assert parties.keys() == told.keys()
    for role, party in parties.items():
        body = told[role]
        assert party.name == (body.get("legal") or body["nonResidentLegal"])["nameRu"]
        assert party.id == body.get("xin")
        assert party.address.country_code == body["addresses"][0]["country"]["letterCodeShort"]
    assert (consignment.consignor.special_case_code, consignment.consignee.special_case_code) == (
        "SELLER",
        "BUYER",
    )
    (register,) = message.submitter.other_identifier
    assert register.id == told["DECLARANT"]["registerDocument"]["docNumber"]


def test_vehicles_and_office_stand_in_the_carriage(sample: Path):
    (declaration,) = bodies(sample, "/pi-declaration")
    (office,) = bodies(sample, "/destination-custom-office")
    first, *others = declaration["productsTransportation"]["vehicleAtBorder"]["vehicles"]
    message = converted(sample).message
    means = message.border_transport_means
    assert means.id == first["transportRegNumber"]
    assert [one.id for one in means.attached_transport_means] == [one["transportRegNumber"] for one in others]
    assert message.cargo_transit.transit_destination.id == office["customsPost"]["code"]
    assert means.crew_member[0].family_name == bodies(sample, "/representative")[0]["lastName"]


def test_what_is_written_without_residue_is_the_same_message(sample: Path):
    message = converted(sample).message
    assert cdm.read(cdm.dumps(message, format=ID)) == message
