"""Rules on guarantees and carnets."""

from __future__ import annotations

import pytest


def transit(guarantees: list[dict[str, object]], kind: str = "NATIONAL") -> dict[str, object]:
    return {
        "TypeCode": kind,
        "ObligationGuarantee": guarantees,
        "Consignment": {
            "TransitDestinationCountryCode": "KZ",
            "Itinerary": [{"RoutingCountryCode": code} for code in ("CN", "KZ", "AZ")],
        },
    }


def test_a_national_guarantee_need_not_cover_the_rest_of_the_way(objected):
    declaration = transit([{"ValidTransitCountryCode": ["KZ"]}])

    assert objected("guarantee.covers-route", "TransitDeclaration", declaration) == []


def test_under_a_carnet_the_guarantee_covers_the_whole_way(objected):
    found = objected(
        "guarantee.covers-route",
        "TransitDeclaration",
        transit([{"InvalidTransitCountryCode": ["TM", "AZ"]}], "TIR"),
    )

    assert [problem.loc for problem in found] == [("ObligationGuarantee", 0, "InvalidTransitCountryCode", 1)]
    assert found[0].message == "no guarantee is valid in AZ, a country of the itinerary"


def test_one_valid_guarantee_of_several_is_enough(objected):
    declaration = transit([{"InvalidTransitCountryCode": ["KZ"]}, {"ValidTransitCountryCode": ["KZ"]}])

    assert objected("guarantee.covers-route", "TransitDeclaration", declaration) == []


def test_a_transit_without_guarantees_has_none_that_could_be_invalid(objected):
    assert objected("guarantee.covers-route", "TransitDeclaration", transit([])) == []


@pytest.mark.parametrize(("mode", "found"), [("2", 0), ("4", 0), ("3", 1), (None, 1)])
def test_railways_and_aircraft_are_asked_for_no_guarantee(objected, mode, found):
    means = [{"ModeCode": mode}] if mode else []
    declaration = {
        "TypeCode": "NATIONAL",
        "FunctionCode": "9",
        "AcceptanceDateTime": "2026-03-20",
        "Consignment": {"DepartureTransportMeans": means},
    }

    problems = objected("guarantee.expected", "TransitDeclaration", declaration)

    assert len(problems) == found
    assert all(
        problem.message.startswith("ObligationGuarantee and TIRCarnet/ID are missing") for problem in problems
    )


def test_transit_without_paper_has_a_guarantee_instead_of_a_carnet(objected):
    declaration = {"TypeCode": "TIR", "ObligationGuarantee": [{"ReferenceID": "XJ78901234"}]}

    assert objected("tir.carnet", "TransitDeclaration", declaration) == []


def test_a_carnet_is_the_security_that_is_said_to_be_given(objected):
    declaration = {"GuaranteeIndicator": True, "TIRCarnet": {"ID": "XJ78901234"}}

    assert objected("transit.guarantee-given", "TransitDeclaration", declaration) == []


@pytest.mark.parametrize("role", ["TransitPrincipal", "Carrier"])
def test_the_holder_of_a_carnet_may_be_named_as_a_party(objected, role):
    declaration = {"TIRCarnet": {"ID": "XJ78901234"}, "Consignment": {role: {"Name": "RAHIMOV TRANS"}}}

    assert objected("tir.holder", "TransitDeclaration", declaration) == []


def test_a_trailer_without_tractor_is_a_vehicle_under_a_carnet(objected):
    trailer = {"AttachedTransportMeans": [{"ID": "012345AA"}]}
    declaration = {
        "TypeCode": "TIR",
        "FunctionCode": "9",
        "Consignment": {"BorderTransportMeans": [trailer]},
    }

    assert objected("tir.vehicle", "TransitDeclaration", declaration) == []


def test_an_amount_below_zero_is_told_with_its_value(objected):
    found = objected(
        "guarantee.amount", "TransitGuarantee", {"AmountAmount": {"value": "-5", "currencyID": "KZT"}}
    )

    assert [problem.message for problem in found] == ["the amount is -5"]


def test_a_waived_guarantee_of_nothing_needs_no_currency(objected):
    assert objected("guarantee.amount", "TransitGuarantee", {"AmountAmount": {"value": "0"}}) == []


def carnet(vouchers: int, *countries: str) -> dict[str, object]:
    return {
        "TIRCarnet": {"VoletQuantity": vouchers},
        "Consignment": {"Itinerary": [{"RoutingCountryCode": code} for code in countries]},
    }


def test_members_of_a_customs_union_share_their_vouchers(objected):
    assert objected("tir.enough-vouchers", "TransitDeclaration", carnet(4, "UZ", "KZ", "RU", "BY")) == []


def test_vouchers_are_not_counted_where_a_country_is_not_known(objected):
    assert objected("tir.enough-vouchers", "TransitDeclaration", carnet(4, "UZ", "KZ", "PL")) == []


def test_too_few_vouchers_are_told_with_how_many_are_needed(objected):
    found = objected("tir.enough-vouchers", "TransitDeclaration", carnet(6, "UZ", "TM", "AZ", "GE"))

    assert [problem.expected for problem in found] == ["8 or more"]


def test_a_voucher_without_number_has_no_order_and_no_colour(objected):
    vouchers = {"TIRVolet": [{"PageNumeric": 1}, {"KindCode": "WHITE"}, {"PageNumeric": 2}]}

    assert objected("tir.page-order", "TIRCarnet", vouchers) == []
    assert objected("tir.page-colour", "TIRCarnet", vouchers) == []


@pytest.mark.parametrize("code", ["5205", "cotton", None])
def test_a_code_of_fewer_than_six_digits_is_no_subheading(objected, code):
    lines = [{"SequenceNumeric": 1, "Commodity": {"Classification": [{"ID": code}] if code else []}}]
    declaration = {"TypeCode": "TIR", "Consignment": {"HouseConsignment": [{"ConsignmentItem": lines}]}}

    found = objected("tir.hs-codes", "TransitDeclaration", declaration)

    assert [problem.loc for problem in found] == [
        ("Consignment", "HouseConsignment", 0, "ConsignmentItem", 0, "Commodity", "Classification")
    ]


def test_national_transit_needs_no_hs_codes(objected):
    declaration = {"TypeCode": "NATIONAL", "Consignment": {"ConsignmentItem": [{"SequenceNumeric": 1}]}}

    assert objected("tir.hs-codes", "TransitDeclaration", declaration) == []
