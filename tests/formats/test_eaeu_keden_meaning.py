"""Advance information of Kazakhstan by REST: values in their places, what is not a value, what is written."""

from __future__ import annotations

import json
from typing import Any

import pytest

import carec_datamodel as cdm
from carec_datamodel.crosswalk.ledger import Outcome

ID = "eaeu-keden-preliminary"


def vehicle(plate: str, number: str, kind: str) -> dict[str, Any]:
    return {
        "country": {"id": 113, "numericCode": "398", "letterCodeShort": "KZ", "shortNameRu": "КАЗАХСТАН"},
        "transportRegNumber": plate,
        "vin": number,
        "vehBodyNumber": "-",
        "transportType": {"code": kind},
        "vehicleType": {"code": "31"},
    }


def party(kind: str, target: str, **members: Any) -> dict[str, Any]:
    body = {"type": kind, "targetType": target, **members}
    return {"method": "POST", "path": "/counteragent", "body": body}


def address(country: str, street: str) -> dict[str, Any]:
    return {"addressType": {"code": "1"}, "country": {"letterCodeShort": country}, "street": street}


CONSIGNOR = party(
    "CONSIGNOR",
    "CONSIGNMENT",
    addresses=[address("CN", "NORTH ROAD 1"), address("CN", "SOUTH ROAD 2")],
    nonResidentLegal={"nameRu": "URUMQI TRADE CO."},
    sellerEqualIndicator=False,
    buyerEqualIndicator=False,
)
CARRIER = party(
    "CARRIER",
    "PRELIMINARY",
    xin="351240000010",
    addresses=[address("KZ", "УЛ. ДОРОЖНАЯ")],
    legal={"nameRu": "ТОО ТРАНС", "bin": "351240000010"},
)
DRIVER = {"lastName": "ПРИМЕРОВ", "iin": "991231500016", "role": "1 - водитель транспортного средства"}
GOODS = {"tnvedCode": "520811", "grossWeight": "12200.500", "cost": "30200.00", "currencyCode": "USD"}
DECLARATION = {
    "warranties": [{"guaranteePresentType": "NO_WARRANTY", "guaranteeFailure": {"code": "103"}}],
    "presentingPersonEqualCarrier": True,
    "productsTransportation": {
        "containerTransportation": False,
        "vehicleAtBorder": {
            "vehicles": [
                vehicle("111BBB05", "XTC65115071123456", "303"),
                vehicle("11BBB05", "-", "312"),
                vehicle("12BBB05", "-", "312"),
            ]
        },
    },
}


def document(**changes: Any) -> bytes:
    calls = [
        {"method": "POST", "path": "/consignment", "body": {}},
        {
            "method": "PUT",
            "path": "/consignment/7",
            "body": {"consignmentSummary": {"totalGrossWeight": 12200.5}},
        },
        CONSIGNOR,
        CARRIER,
        {"method": "POST", "path": "/representative", "body": DRIVER},
        {"method": "POST", "path": "/product/import-via-form?consignmentId=7", "body": [GOODS]},
        {"method": "PUT", "path": "/pi-declaration/9", "body": {**DECLARATION, **changes}},
    ]
    places = {"host": "https://keden.kgd.gov.kz", "base": "/api/v1/pideclaration"}
    return json.dumps({**places, "requests": calls}, ensure_ascii=False).encode()


def written(message: Any) -> dict[str, Any]:
    """Return the bodies of the calls that *message* is written as, by path; of parties by role."""
    calls = json.loads(cdm.dumps(message, format=ID))["requests"]
    return {
        call["body"]["type"] if call["path"] == "/counteragent" else call["path"]: call["body"]
        for call in calls
    }


def test_the_first_vehicle_draws_the_others():
    means = cdm.read(document()).border_transport_means
    assert (means.id, means.national_type_code, means.registration_nationality_code) == (
        "111BBB05",
        "303",
        "KZ",
    )
    assert (means.mode_code, means.national_mode_code) == ("3", "31")
    assert [(one.id, one.national_type_code) for one in means.attached_transport_means] == [
        ("11BBB05", "312"),
        ("12BBB05", "312"),
    ]


def test_a_hyphen_is_no_number_of_a_vehicle_and_no_finding():
    conversion = cdm.convert(document())
    means = conversion.message.border_transport_means
    assert (means.vehicle_id, means.body_id) == ("XTC65115071123456", None)
    assert [one.vehicle_id for one in means.attached_transport_means] == [None, None]
    assert conversion.findings == ()


def test_parties_stand_in_their_roles_with_numbers_and_addresses():
    message = cdm.read(document())
    assert (message.carrier.id, message.carrier.name) == ("351240000010", "ТОО ТРАНС")
    consignor = message.consignment[0].consignor
    assert (consignor.name, consignor.address.country_code) == ("URUMQI TRADE CO.", "CN")
    assert (*consignor.address.line, *consignor.other_address[0].line) == ("NORTH ROAD 1", "SOUTH ROAD 2")
    assert consignor.special_case_code is None
    assert message.submitter.special_case_code == "CARRIER"


def test_the_driver_is_of_the_crew():
    (person,) = cdm.read(document()).border_transport_means.crew_member
    assert (person.family_name, person.id, person.role_code) == ("ПРИМЕРОВ", "991231500016", "DRIVER")


def test_masses_and_costs_are_texts_of_goods_and_numbers_of_the_consignment():
    message = cdm.read(document())
    bodies = written(message)
    (line,) = bodies["/product/import-via-form?consignmentId={Consignment}"]
    assert (line["grossWeight"], line["cost"], line["currencyCode"]) == ("12200.500", "30200.00", "USD")
    summary = bodies["/consignment/{Consignment}"]["consignmentSummary"]
    assert summary == {"totalGrossWeight": 12200.5}


def test_no_security_is_given_and_why():
    transit = cdm.read(document()).cargo_transit
    assert transit.guarantee_indicator is False
    assert transit.obligation_guarantee[0].waiver_reason_code == "103"


def test_another_word_for_the_security_is_not_guessed():
    conversion = cdm.convert(document(warranties=[{"guaranteePresentType": "WARRANTY"}]), strict=False)
    assert conversion.message.cargo_transit is None
    (entry,) = (one for one in conversion.ledger.entries if one.value == "WARRANTY")
    assert entry.outcome is Outcome.RESIDUE


@pytest.mark.parametrize("equal", [True, False])
def test_truth_values_are_written_as_such(equal: bool):
    bodies = written(cdm.read(document(presentingPersonEqualCarrier=equal)))
    declaration = bodies["/pi-declaration/{preliminaryId}"]
    assert declaration["presentingPersonEqualCarrier"] is equal
    assert declaration["productsTransportation"]["containerTransportation"] is False
    assert bodies["CONSIGNOR"]["sellerEqualIndicator"] is False


def test_the_name_of_a_party_is_written_where_its_country_puts_it():
    bodies = written(cdm.read(document()))
    assert bodies["CONSIGNOR"]["nonResidentLegal"] == {"nameRu": "URUMQI TRADE CO."}
    assert bodies["CARRIER"]["legal"] == {"nameRu": "ТОО ТРАНС", "bin": "351240000010"}


def test_what_the_service_asks_for_and_no_message_knows_is_a_finding_not_an_invention():
    conversion = cdm.convert(document(), to=ID)
    missing = {finding.message for finding in conversion.findings if finding.rule == "crosswalk.missing"}
    assert "entityType is missing in body" in missing
    assert b"entityType" not in conversion.output


def test_a_name_that_is_changed_since_is_written_in_place_of_the_old_one():
    conversion = cdm.convert(document())
    message = conversion.message
    message = message.model_copy(update={"carrier": message.carrier.model_copy(update={"name": "ТОО НОВОЕ"})})
    again = cdm.read(cdm.dumps(message, format=ID, residue=conversion.residue))
    assert again.carrier.name == "ТОО НОВОЕ"
