"""Rules on the offices and the means of transport of a transit."""

from __future__ import annotations

import pytest


def change(
    before: list[dict[str, object]], after: list[dict[str, object]], **others: object
) -> dict[str, object]:
    way = {"PreviousTransportMeans": before, "NextTransportMeans": after, **others}
    return {"TransportMeansChange": [way]}


TRUCK = {"ID": "01B456CA", "AttachedTransportMeans": [{"ID": "012345AA"}]}


@pytest.mark.parametrize(
    "changed",
    [
        change([TRUCK], [{"ID": "99AA123", "AttachedTransportMeans": [{"ID": "012345AA"}]}]),
        change([TRUCK], [{"ID": "01B456CA", "AttachedTransportMeans": [{"ID": "987654BA"}]}]),
        change([TRUCK], [TRUCK], TransportEquipment=[{"ID": "TSTU0001010"}]),
        change([{"ModeCode": "2"}], [{"ModeCode": "2"}]),
    ],
    ids=["tractor", "trailer", "container", "means without number"],
)
def test_a_tractor_a_trailer_or_a_container_may_be_changed_alone(objected, changed):
    assert objected("transit.means-replaced", "TransitConsignment", changed) == []


def test_a_change_to_the_same_truck_and_trailer_is_told_with_both(objected):
    found = objected("transit.means-replaced", "TransitConsignment", change([TRUCK], [TRUCK]))

    assert [problem.message for problem in found] == [
        "the goods change from 012345AA, 01B456CA to 012345AA, 01B456CA"
    ]


def test_the_way_is_not_known_where_a_stop_names_no_country(objected):
    consignment = {
        "TransitDestinationCountryCode": "GE",
        "Itinerary": [{"RoutingCountryCode": "UZ"}, {"RoutingCountryCode": "KZ"}, {"Name": "Aktau"}],
    }

    assert objected("transit.destination-on-route", "TransitConsignment", consignment) == []


@pytest.mark.parametrize(
    ("arrival", "weak"), [("2026-03-20T09:30:00", True), ("2026-03-20T09:30:00+05:00", False)]
)
def test_a_flight_to_the_west_may_arrive_before_it_left_by_the_clocks(objected, arrival, weak):
    zone = "+05:00" if "+" in arrival else ""
    flight = {"DepartureDateTime": f"2026-03-20T10:00:00{zone}", "ArrivalDateTime": arrival}

    assert [problem.weak for problem in objected("date.conveyance-journey", "Conveyance", flight)] == [weak]


def test_at_one_place_there_is_one_clock(objected):
    stop = {"ArrivalDateTime": "2026-03-20T10:00:00", "DepartureDateTime": "2026-03-20T09:30:00"}

    assert [problem.weak for problem in objected("date.itinerary-stay", "Itinerary", stop)] == [False]
