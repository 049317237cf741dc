"""Rules on events of a movement and on trips along a corridor."""

from __future__ import annotations

import pytest

from carec_datamodel.model.places import Coordinates
from carec_datamodel.validation.rulebook.report import kilometres


def position(time: str, east: str) -> dict[str, object]:
    return {
        "TypeCode": "POSITION",
        "OccurrenceDateTime": time,
        "Location": {"Coordinates": {"LatitudeNumeric": "41.3", "LongitudeNumeric": east}},
    }


def test_the_way_from_tashkent_to_samarkand_is_about_270_kilometres():
    tashkent = Coordinates(latitude_numeric="41.31", longitude_numeric="69.28")
    samarkand = Coordinates(latitude_numeric="39.65", longitude_numeric="66.96")

    assert kilometres(tashkent, samarkand) == pytest.approx(270, abs=5)


def test_positions_are_compared_in_time_not_as_listed(objected):
    report = {
        "TransitEvent": [position("2026-03-17T12:00:00Z", "61"), position("2026-03-17T08:00:00Z", "60")]
    }

    assert objected("report.speed", "TransitReport", report) == []


def test_two_zones_are_reckoned_with(objected):
    report = {
        "TransitEvent": [
            position("2026-03-17T12:00:00+05:00", "60"),
            position("2026-03-17T12:00:00+04:00", "61"),
        ]
    }

    assert objected("report.speed", "TransitReport", report) == []


def test_a_position_with_only_a_date_says_nothing_of_speed(objected):
    report = {"TransitEvent": [position("2026-03-17", "60"), position("2026-03-17", "80")]}

    assert objected("report.speed", "TransitReport", report) == []


def test_a_jump_is_told_with_its_way_and_its_time(objected):
    report = {
        "TransitEvent": [position("2026-03-17T08:00:00Z", "60"), position("2026-03-17T08:30:00Z", "63")]
    }

    found = objected("report.speed", "TransitReport", report)

    assert [problem.loc for problem in found] == [("TransitEvent", 1, "Location", "Coordinates")]
    assert found[0].message == "251 km from the position before in 30 minutes"


def test_two_departures_leave_the_course_open(objected):
    report = {
        "TransitEvent": [
            {"TypeCode": "DEPARTURE", "OccurrenceDateTime": "2026-03-16"},
            {"TypeCode": "DEPARTURE", "OccurrenceDateTime": "2026-03-20"},
            {"TypeCode": "UNLOADING", "OccurrenceDateTime": "2026-03-18"},
        ]
    }

    assert objected("report.course", "TransitReport", report) == []


@pytest.mark.parametrize("unit", ["HUR", "SEC"])
def test_hours_are_hours_and_other_units_are_not_judged(objected, unit):
    stop = {"DistanceMeasure": {"value": "150"}, "DrivingMeasure": {"value": "3", "unitCode": unit}}

    assert objected("corridor.speed", "CorridorStop", stop) == []


def test_an_activity_after_the_departure_is_told(objected):
    stop = {
        "DepartureDateTime": "2026-03-12T10:00:00Z",
        "Activity": [{"TypeCode": "2", "EndDateTime": "2026-03-12T11:00:00Z"}],
    }

    found = objected("corridor.activities-in-stay", "CorridorStop", stop)

    assert [problem.loc for problem in found] == [("Activity", 0, "EndDateTime")]
