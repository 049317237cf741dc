"""Rules on the way of the goods."""

from __future__ import annotations

import pytest


def way(*stops: dict[str, object]) -> dict[str, object]:
    return {"Itinerary": list(stops)}


def in_country(*codes: str) -> dict[str, object]:
    return way(*({"RoutingCountryCode": code} for code in codes))


def test_a_stop_that_is_reached_before_the_last_was_left_is_told_at_its_arrival(objected):
    found = objected(
        "itinerary.times",
        "TransitConsignment",
        way({"DepartureDateTime": "2026-03-20T10:00:00Z"}, {"ArrivalDateTime": "2026-03-20T09:00:00Z"}),
    )

    assert [problem.loc for problem in found] == [("Itinerary", 1, "ArrivalDateTime")]
    assert found[0].message == "the stop is dated 2026-03-20T09:00:00Z, the stop before 2026-03-20T10:00:00Z"


@pytest.mark.parametrize(
    ("left", "reached", "weak"),
    [
        ("2026-03-20T12:00:00", "2026-03-20T09:30:00", True),  # from China to Kazakhstan, each by its clock
        ("2026-03-20T12:00:00Z", "2026-03-20T09:30:00Z", False),
        ("2026-03-20T12:00:00", "2026-03-20T06:30:00", False),
        ("2026-03-20", "2026-03-19", True),  # from China to Kazakhstan at midnight
        ("2026-03-20", "2026-03-18", False),
    ],
)
def test_clocks_of_two_countries_may_put_an_arrival_before_the_departure(objected, left, reached, weak):
    stops = way({"DepartureDateTime": left}, {"ArrivalDateTime": reached})

    assert [problem.weak for problem in objected("itinerary.times", "TransitConsignment", stops)] == [weak]


def test_stops_are_taken_by_their_numbers_not_by_where_they_stand(objected):
    listed = way(
        {"SequenceNumeric": 2, "ArrivalDateTime": "2026-03-22"},
        {"SequenceNumeric": 1, "DepartureDateTime": "2026-03-20"},
    )

    assert objected("itinerary.times", "TransitConsignment", listed) == []


def test_a_stop_without_times_is_passed_over(objected):
    found = objected(
        "itinerary.times",
        "SafePacket",
        way({"DepartureDateTime": "2026-03-22"}, {"Name": "Farap"}, {"ArrivalDateTime": "2026-03-20"}),
    )

    assert [problem.loc for problem in found] == [("Itinerary", 2, "ArrivalDateTime")]


def test_a_date_and_a_time_of_the_same_day_do_not_contradict_each_other(objected):
    same_day = way({"DepartureDateTime": "2026-03-20T23:00:00Z"}, {"ArrivalDateTime": "2026-03-20"})

    assert objected("itinerary.times", "TransitConsignment", same_day) == []


@pytest.mark.parametrize("pair", ["KZ KG", "TM AZ", "AZ KZ", "PK CN", "CN DE", "KZ KZ"])
def test_neighbours_by_land_or_water_and_countries_outside_the_region_may_follow(objected, pair):
    assert objected("itinerary.neighbours", "TransitConsignment", in_country(*pair.split())) == []


@pytest.mark.parametrize("pair", ["KZ TJ", "UZ CN", "MN KZ", "GE UZ", "AF KG"])
def test_countries_that_do_not_border_on_each_other_may_not(objected, pair):
    found = objected("itinerary.neighbours", "TransitConsignment", in_country(*pair.split()))

    assert [problem.loc for problem in found] == [("Itinerary", 1, "RoutingCountryCode")]


def test_goods_in_the_air_pass_no_neighbours(objected):
    flight = {**in_country("UZ", "CN"), "ArrivalTransportMeans": {"ModeCode": "4"}}

    assert objected("itinerary.neighbours", "TransitConsignment", flight) == []


@pytest.mark.parametrize("crossing", ["KZ-SEA-1", "Khorgos", "DE-FR-1"])
def test_a_port_or_another_number_is_no_pair_of_countries(objected, crossing):
    stop = {"BorderCrossingID": crossing, "RoutingCountryCode": "UZ"}

    assert objected("itinerary.crossing-country", "Itinerary", stop) == []


def test_the_way_does_not_go_on_in_a_country_that_it_has_left(objected):
    found = objected(
        "itinerary.exit-and-entry",
        "TransitConsignment",
        way({"RoutingCountryCode": "UZ", "FunctionCode": "EXIT"}, {"RoutingCountryCode": "UZ"}),
    )

    assert [problem.message for problem in found] == ["the way goes on in UZ, which it has left"]
