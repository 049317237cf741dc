from __future__ import annotations

from decimal import Decimal
from typing import Any

import pytest

from carec_datamodel.model import CorridorMeasurement
from carec_datamodel.model.corridor_indicators import CorridorIndicators, corridor_indicators


def measured(*trips: dict[str, Any]) -> CorridorIndicators:
    return corridor_indicators([CorridorMeasurement(trip=trips)])


def at_khorgos(**changes: Any) -> dict[str, Any]:
    stop = {
        "border_crossing_id": "KZ-CN-1",
        "direction_code": "OUT",
        "arrival_date_time": "2026-03-12T08:00:00+05:00",
        "departure_date_time": "2026-03-12T20:00:00+05:00",
        **changes,
    }
    return {"mode_code": "3", "stop": [stop]}


TASHKENT_TO_KHORGOS = {
    "corridor_code": "1b",
    "mode_code": "3",
    "load_measure": {"value": "10", "unit": "TNE"},
    "start_date_time": "2026-03-12T08:00:00+05:00",
    "end_date_time": "2026-03-13T18:00:00+05:00",
    "stop": [
        {"location": {"name": "Tashkent"}},
        {
            "border_crossing_id": "KZ-UZ-1",
            "direction_code": "IN",
            "distance_measure": {"value": "200"},
            "driving_measure": {"value": "4", "unit": "HUR"},
            "driving_cost_amount": {"value": "150", "currency": "USD"},
            "activity": [
                {"type_code": "2", "duration_measure": {"value": "90"}, "waiting_measure": {"value": "30"}},
                {"type_code": "3", "duration_measure": {"value": "1", "unit": "HUR"}},
            ],
        },
        {
            "border_crossing_id": "KZ-CN-1",
            "direction_code": "OUT",
            "distance_measure": {"value": "800000", "unit": "MTR"},
            "driving_measure": {"value": "960"},
            "driving_cost_amount": {"value": "600"},
            "activity": [
                {
                    "type_code": "2",
                    "duration_measure": {"value": "300"},
                    "payment_amount": {"value": "14000", "currency": "KZT"},
                    "payment_dollar_amount": {"value": "25"},
                },
                {
                    "type_code": "8",
                    "start_date_time": "2026-03-13T15:00:00+05:00",
                    "end_date_time": "2026-03-13T15:30:00+05:00",
                    "payment_amount": {"value": "25", "currency": "USD"},
                },
            ],
        },
    ],
}


def test_hours_and_dollars_at_a_border_are_gathered_by_direction_and_mode():
    slow = at_khorgos(departure_date_time="2026-03-13T08:00:00+05:00")
    back = at_khorgos(direction_code="IN")
    rail = {**at_khorgos(), "mode_code": "2"}
    found = measured(at_khorgos(), slow, back, rail).borders
    assert [(border.direction, border.mode) for border in found] == [("IN", "3"), ("OUT", "2"), ("OUT", "3")]
    assert found[2].hours is not None
    assert (found[2].hours.count, found[2].hours.mean, found[2].hours.median) == (2, 18, 18)


def test_a_trip_gives_all_indicators():
    found = measured(TASHKENT_TO_KHORGOS)
    khorgos, zhibek_zholy = found.borders
    assert zhibek_zholy.hours is not None
    assert zhibek_zholy.hours.mean == 3
    assert khorgos.hours is not None
    assert khorgos.hours.mean == Decimal("5.5")
    assert khorgos.dollars is not None
    assert khorgos.dollars.mean == 50
    (section,) = found.sections
    assert (section.corridor, section.section, section.mode) == ("1b", "", "3")
    assert section.dollars is not None
    assert section.dollars.mean == 800  # 800 dollars for 1000 km and 10 t
    assert section.speed_without_delay is not None
    assert section.speed_without_delay.mean == 50
    assert section.speed_with_delay is not None
    assert section.speed_with_delay.mean.quantize(Decimal("0.01")) == Decimal("29.41")
    assert found.left_out == ()


def test_mean_and_median_differ_where_one_truck_waited_long():
    days = ["12T09:00:00", "12T10:00:00", "15T08:00:00"]
    trucks = [at_khorgos(departure_date_time=f"2026-03-{day}+05:00") for day in days]
    (border,) = measured(*trucks).borders
    assert border.hours is not None
    assert (border.hours.mean, border.hours.median) == (25, 2)


@pytest.mark.parametrize(
    ("changes", "indicator", "reason"),
    [
        ({"departure_date_time": None}, "TFI1", "no arrival and departure, and no activities"),
        ({"departure_date_time": "2026-03-12"}, "TFI1", "a date without a time of day"),
        (
            {"departure_date_time": "2026-03-12T20:00:00"},
            "TFI1",
            "one time has a zone and the other has none",
        ),
        ({"departure_date_time": "2026-03-11T20:00:00+05:00"}, "TFI1", "the end is before the start"),
        (
            {"arrival_date_time": None, "activity": [{"type_code": "2"}]},
            "TFI1",
            "activity 2 has no duration",
        ),
        (
            {
                "arrival_date_time": None,
                "activity": [{"type_code": "2", "duration_measure": {"value": "-3"}}],
            },
            "TFI1",
            "-3 MIN is below zero",
        ),
        (
            {"activity": [{"type_code": "2", "payment_amount": {"value": "9000", "currency": "KZT"}}]},
            "TFI2",
            "the payment for activity 2 is not given in dollars",
        ),
        (
            {"activity": [{"type_code": "2", "payment_dollar_amount": {"value": "9000", "currency": "KZT"}}]},
            "TFI2",
            "an amount in dollars has the currency KZT",
        ),
    ],
)
def test_a_stop_that_does_not_tell_enough_is_left_out_and_named(changes, indicator, reason):
    found = measured(at_khorgos(**changes))
    assert [(left.indicator, left.reason) for left in found.left_out] == [(indicator, reason)]
    assert found.left_out[0].trip == "CorridorMeasurement[1]/Trip[1]/Stop[1]"
    (border,) = found.borders
    assert (border.hours if indicator == "TFI1" else border.dollars) is None


@pytest.mark.parametrize(
    ("changes", "left_out"),
    [
        ({"load_measure": None}, {"TFI3": "no mass of the load"}),
        ({"load_measure": {"value": "0"}}, {"TFI3": "the load is nothing"}),
        (
            {"load_measure": {"value": "44000", "unit": "LBR"}},
            {"TFI3": "the unit LBR cannot be converted; known are TNE, KGM"},
        ),
        ({"end_date_time": None}, {"SWD": "no start and end of the trip"}),
        ({"end_date_time": "2026-03-12T08:00:00+05:00"}, {"SWD": "the time is nothing"}),
        (
            {"stop": [{}, {}]},
            {"TFI3": "no cost of carriage", "SWOD": "no length of the way", "SWD": "no length of the way"},
        ),
        (
            {"distance_measure": {"value": "1000"}, "stop": []},
            {"TFI3": "no cost of carriage", "SWOD": "no time under way"},
        ),
    ],
)
def test_a_trip_that_does_not_tell_enough_is_left_out_and_named(changes, left_out):
    found = measured({**TASHKENT_TO_KHORGOS, **changes})
    by_trip = {left.indicator: left.reason for left in found.left_out if "Stop" not in left.trip}
    assert by_trip == left_out


def test_nothing_measured_gives_no_indicators():
    assert corridor_indicators([]) == CorridorIndicators((), (), ())
