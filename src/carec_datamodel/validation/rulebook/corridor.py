"""Rules on measurements of time and cost along a corridor."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.model.soundness import is_after
from carec_datamodel.validation.rulebook.clocks import may_be_clocks
from carec_datamodel.validation.rulebook.places import crossing_countries
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.corridor_measurement import CorridorActivity, CorridorStop, CorridorTrip
    from carec_datamodel.model.types import Measure

_KILOMETRES: Mapping[str | None, Decimal] = {None: Decimal(1), "KMT": Decimal(1)}
_HOURS: Mapping[str | None, Decimal] = {None: Decimal(1) / 60, "MIN": Decimal(1) / 60, "HUR": Decimal(1)}


@rule(
    "corridor.stop-order",
    "CorridorTrip",
    "Stop[]/SequenceNumeric",
    good={"Stop": [{"SequenceNumeric": 1}, {"SequenceNumeric": 2}]},
    bad={"Stop": [{"SequenceNumeric": 2}, {"SequenceNumeric": 1}]},
    source="CAREC CPMM",
    severity=Severity.WARNING,
)
def corridor_stop_order(trip: CorridorTrip, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The stops of a trip have numbers that go up."""
    numbered = [
        (index, stop.sequence_numeric)
        for index, stop in enumerate(trip.stop)
        if stop.sequence_numeric is not None
    ]
    for (_, before), (index, number) in pairwise(numbered):
        if number <= before:
            yield Problem(
                ("Stop", index, "SequenceNumeric"),
                f"stop {number} comes after stop {before}",
                f"a number above {before}",
                str(number),
            )


@rule(
    "corridor.stop-times",
    "CorridorTrip",
    "Stop[]/ArrivalDateTime",
    "Stop[]/DepartureDateTime",
    good={"Stop": [{"DepartureDateTime": "2026-03-12"}, {"ArrivalDateTime": "2026-03-13"}]},
    bad={"Stop": [{"DepartureDateTime": "2026-03-13"}, {"ArrivalDateTime": "2026-03-12"}]},
    source="CAREC CPMM",
)
def corridor_stop_times(trip: CorridorTrip, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A stop is reached after the stop before was left.

    A few hours between times without zone may be those of clocks in two places: then it is a warning.
    """
    for (_, before), (index, stop) in pairwise(enumerate(trip.stop)):
        left, reached = before.departure_date_time or before.arrival_date_time, stop.arrival_date_time
        if left is not None and reached is not None and is_after(left, reached):
            yield Problem(
                ("Stop", index, "ArrivalDateTime"),
                f"the stop was reached {reached}, the stop before left {left}",
                f"not before {left}",
                str(reached),
                weak=may_be_clocks(left, reached),
            )


@rule(
    "corridor.activities-in-stay",
    "CorridorStop",
    "Activity[]/StartDateTime",
    "Activity[]/EndDateTime",
    "ArrivalDateTime",
    "DepartureDateTime",
    good={
        "ArrivalDateTime": "2026-03-12T08:00:00Z",
        "Activity": [{"TypeCode": "2", "StartDateTime": "2026-03-12T09:00:00Z"}],
    },
    bad={
        "ArrivalDateTime": "2026-03-12T08:00:00Z",
        "Activity": [{"TypeCode": "2", "StartDateTime": "2026-03-12T07:00:00Z"}],
    },
    source="CAREC CPMM",
    severity=Severity.WARNING,
)
def corridor_activities_in_stay(stop: CorridorStop, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """What is done at a stop is done between arrival and departure."""
    for index, activity in enumerate(stop.activity):
        begun, ended = activity.start_date_time, activity.end_date_time
        if (
            begun is not None
            and stop.arrival_date_time is not None
            and is_after(stop.arrival_date_time, begun)
        ):
            yield Problem(
                ("Activity", index, "StartDateTime"),
                f"the activity began {begun}, before the arrival",
                f"not before {stop.arrival_date_time}",
                str(begun),
            )
        if (
            ended is not None
            and stop.departure_date_time is not None
            and is_after(ended, stop.departure_date_time)
        ):
            yield Problem(
                ("Activity", index, "EndDateTime"),
                f"the activity ended {ended}, after the departure",
                f"not after {stop.departure_date_time}",
                str(ended),
            )


def _in(measure: Measure | None, units: Mapping[str | None, Decimal]) -> Decimal | None:
    """Return a measure in the unit that *units* count, where it is in one of them."""
    factor = units.get(measure.unit) if measure is not None else None
    return measure.value * factor if measure is not None and factor is not None else None


@rule(
    "corridor.speed",
    "CorridorStop",
    "DistanceMeasure",
    "DrivingMeasure",
    needs=("DistanceMeasure", "DrivingMeasure"),
    good={"DistanceMeasure": {"value": "120"}, "DrivingMeasure": {"value": "150"}},
    bad={"DistanceMeasure": {"value": "1200"}, "DrivingMeasure": {"value": "150"}},
    source="CAREC CPMM",
    severity=Severity.WARNING,
    corridor_speed="160",
)
def corridor_speed(stop: CorridorStop, scope: Scope) -> Iterator[Problem]:
    """Trucks and trains do not go faster than they can."""
    way, hours = _in(stop.distance_measure, _KILOMETRES), _in(stop.driving_measure, _HOURS)
    fastest = scope.parameters["corridor_speed"]
    if way is not None and hours is not None and hours > 0 and way > fastest * hours:
        yield Problem(
            ("DrivingMeasure",),
            f"{way:f} km in {hours * 60:.0f} minutes",
            f"no faster than {fastest:f} km/h",
        )


@rule(
    "corridor.activity-duration",
    "CorridorActivity",
    "DurationMeasure",
    "StartDateTime",
    "EndDateTime",
    needs=("DurationMeasure", "StartDateTime", "EndDateTime"),
    good={
        "TypeCode": "2",
        "StartDateTime": "2026-03-12T09:00:00Z",
        "EndDateTime": "2026-03-12T10:00:00Z",
        "DurationMeasure": {"value": "60", "unitCode": "MIN"},
    },
    bad={
        "TypeCode": "2",
        "StartDateTime": "2026-03-12T09:00:00Z",
        "EndDateTime": "2026-03-12T10:00:00Z",
        "DurationMeasure": {"value": "600", "unitCode": "MIN"},
    },
    source="CAREC CPMM",
    severity=Severity.WARNING,
)
def corridor_activity_duration(activity: CorridorActivity, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """An activity takes no longer than from its begin to its end."""
    begun, ended = activity.start_date_time, activity.end_date_time
    hours = _in(activity.duration_measure, _HOURS)
    if begun is None or ended is None or hours is None or "T" not in begun or "T" not in ended:
        return
    first, last = begun.datetime(), ended.datetime()
    if (first.tzinfo is None) != (last.tzinfo is None):
        return
    minutes = Decimal(str((last - first).total_seconds())) / 60
    if hours * 60 > minutes + 1:
        yield Problem(
            ("DurationMeasure",),
            f"the activity took {hours * 60:.0f} minutes, from its begin to its end are {minutes:.0f}",
            f"no more than {minutes:.0f} minutes",
        )


@rule(
    "corridor.crossing-named",
    "CorridorTrip",
    "Stop[]/BorderCrossingID",
    "Stop[]/DirectionCode",
    good={
        "Stop": [
            {"BorderCrossingID": "KZ-CN-1", "DirectionCode": "OUT"},
            {"BorderCrossingID": "KZ-CN-1", "DirectionCode": "IN"},
        ]
    },
    bad={
        "Stop": [
            {"BorderCrossingID": "KZ-CN-1", "DirectionCode": "OUT"},
            {"BorderCrossingID": "KZ-UZ-1", "DirectionCode": "IN"},
        ]
    },
    source="CAREC CPMM, CAREC border crossing points",
    severity=Severity.WARNING,
)
def corridor_crossing_named(trip: CorridorTrip, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A country is entered over the crossing by which the one before was left."""
    for (_, before), (index, stop) in pairwise(enumerate(trip.stop)):
        out, into = before.border_crossing_id or "", stop.border_crossing_id or ""
        land = crossing_countries(out) and crossing_countries(into)
        if land and (before.direction_code, stop.direction_code) == ("OUT", "IN") and out != into:
            yield Problem(
                ("Stop", index, "BorderCrossingID"),
                f"a country is left over {out} and the next entered over {into}",
                out,
                into,
            )
