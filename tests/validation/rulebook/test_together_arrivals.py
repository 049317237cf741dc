"""Rules on how a movement came: what counts as late, off the way, or another package."""

from __future__ import annotations

from typing import Any

import pytest

NUMBER = "55302/240326/0000094"
PACKET = {
    "ID": "SP-KZ-0001094",
    "ContentDocument": [{"ID": "CMR-KZ-0091172"}, {"ID": "UN-26-0417"}],
    "Seal": [{"ID": "KZ-DOC-0001094"}],
}


def transit(**values: Any) -> tuple[str, dict[str, Any]]:
    return "TransitDeclaration", {"ID": NUMBER, **values}


def report(type_code: str = "ARRIVAL", **event: Any) -> dict[str, Any]:
    return {"Declaration": [{"ID": NUMBER}], "TransitEvent": [{"TypeCode": type_code, **event}]}


@pytest.mark.parametrize(
    "limit",
    [
        {"LimitDateTime": "2026-03-25T18:00:00+06:00"},
        {"Consignment": {"TransitControl": {"LimitDateTime": "2026-03-25T18:00:00+06:00"}}},
        {"SafePacket": [{"ID": "SP-KZ-0001094", "LimitDateTime": "2026-03-25T18:00:00+06:00"}]},
    ],
)
def test_a_limit_counts_wherever_it_is_set_and_in_its_own_zone(objected, limit):
    in_time, late = "2026-03-25T17:59:00+06:00", "2026-03-25T17:59:00+05:00"
    declaration = transit(**limit)
    assert (
        objected("together.report-limit", "TransitReport", report(OccurrenceDateTime=in_time), declaration)
        == []
    )
    assert objected("together.report-limit", "TransitReport", report(OccurrenceDateTime=late), declaration)


def test_only_the_arrival_is_held_against_the_limit(objected):
    late = report("DISCHARGE", OccurrenceDateTime="2026-03-29")
    assert objected("together.report-limit", "TransitReport", late, transit(LimitDateTime="2026-03-25")) == []


def test_a_way_that_may_be_left_is_not_held_against_the_report(objected):
    way = {"Consignment": {"Itinerary": [{"BorderCrossingID": "KZ-KG-1"}]}}
    off = report("BORDER-ENTRY", BorderCrossingID="KG-UZ-1")
    assert objected("together.report-route", "TransitReport", off, transit(**way)) == []
    bound = transit(BindingItineraryIndicator=True, **way)
    (problem,) = objected("together.report-route", "TransitReport", off, bound)
    assert problem.expected == "one of KZ-KG-1"


def test_movements_with_several_destinations_may_arrive_at_each(objected):
    arrived = report(CustomsOffice={"ID": "41704102"})
    one = {"TransitDestination": {"ID": "41701102"}}
    assert objected("together.report-office", "TransitReport", arrived, transit(Consignment=one))
    several = transit(Consignment={**one, "HouseConsignment": [{"SequenceNumeric": 1}]})
    assert objected("together.report-office", "TransitReport", arrived, several) == []


def test_each_difference_of_a_package_is_told(objected):
    found = {
        "ID": "SP-KZ-0001094",
        "ContentDocument": [{"ID": "CMR-KZ-0091172"}, {"ID": "UN-26-0999"}],
        "Seal": [{"ID": "KZ-DOC-0009999"}],
    }
    problems = objected(
        "together.report-packet",
        "TransitReport",
        report(SafePacket=[found, {"ID": "SP-KZ-0000001"}]),
        transit(SafePacket=[PACKET]),
    )
    assert [problem.message.partition(" (")[0] for problem in problems] == [
        "the package has the seal KZ-DOC-0009999, which is not the one declared",
        "UN-26-0417 is in the list of contents and not in the package",
        "UN-26-0999 is in the package and not in the list of contents",
        "the package SP-KZ-0000001 was found and is not declared",
    ]


@pytest.mark.parametrize(
    "found", [PACKET, {"ID": "SP-KZ-0001094", "Seal": [{"ID": "X", "ConditionCode": "DIFFERENT"}]}]
)
def test_a_package_as_sent_and_a_seal_told_as_different_are_no_contradiction(objected, found):
    beside = transit(SafePacket=[PACKET])
    assert objected("together.report-packet", "TransitReport", report(SafePacket=[found]), beside) == []
