"""Rules on reports of what happened on the way."""

from __future__ import annotations

import math
from collections.abc import Iterator
from decimal import Decimal
from itertools import pairwise
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.model.soundness import is_after
from carec_datamodel.validation.rulebook.clocks import may_be_clocks
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    import datetime as dt

    from carec_datamodel.model.places import Coordinates
    from carec_datamodel.model.transit_report import TransitEvent, TransitReport

_EARTH_RADIUS = 6371.0
"""Mean radius of the Earth in kilometres."""
_SHORTEST = 5.0
"""Kilometres within which two positions may be one: devices and codes of places are not finer."""
_LAST = {"DISCHARGE", "RELEASE", "UNLOADING", "UNLOADING-ALLOWED"}
"""Events at the destination."""


@rule(
    "report.order",
    "TransitReport",
    "TransitEvent[]/SequenceNumeric",
    "TransitEvent[]/OccurrenceDateTime",
    good={
        "TransitEvent": [
            {"TypeCode": "DEPARTURE", "SequenceNumeric": 1, "OccurrenceDateTime": "2026-03-16"},
            {"TypeCode": "ARRIVAL", "SequenceNumeric": 2, "OccurrenceDateTime": "2026-03-22"},
        ]
    },
    bad={
        "TransitEvent": [
            {"TypeCode": "DEPARTURE", "SequenceNumeric": 1, "OccurrenceDateTime": "2026-03-22"},
            {"TypeCode": "ARRIVAL", "SequenceNumeric": 2, "OccurrenceDateTime": "2026-03-16"},
        ]
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def report_order(report: TransitReport, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Events are numbered in the order in which they happened."""
    numbered = [
        (event.sequence_numeric, index, event)
        for index, event in enumerate(report.transit_event)
        if event.sequence_numeric is not None and event.occurrence_date_time is not None
    ]
    numbered.sort(key=lambda entry: entry[:2])
    for (_, _, before), (number, index, event) in pairwise(numbered):
        earlier, later = before.occurrence_date_time, event.occurrence_date_time
        if earlier is not None and later is not None and is_after(earlier, later):
            yield Problem(
                ("TransitEvent", index, "OccurrenceDateTime"),
                f"event {number} happened {later}, before event {before.sequence_numeric}",
                f"not before {earlier}",
                str(later),
            )


@rule(
    "report.course",
    "TransitReport",
    "TransitEvent[]/TypeCode",
    "TransitEvent[]/OccurrenceDateTime",
    good={
        "TransitEvent": [
            {"TypeCode": "DEPARTURE", "OccurrenceDateTime": "2026-03-16"},
            {"TypeCode": "DISCHARGE", "OccurrenceDateTime": "2026-03-23"},
        ]
    },
    bad={
        "TransitEvent": [
            {"TypeCode": "DEPARTURE", "OccurrenceDateTime": "2026-03-16"},
            {"TypeCode": "DISCHARGE", "OccurrenceDateTime": "2026-03-12"},
        ]
    },
    source="NCTS, eTIR",
)
def report_course(report: TransitReport, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Goods are unloaded, released and discharged after they left.

    A few hours between times without zone may be those of clocks in two places: then it is a warning.
    """
    departures = [
        event.occurrence_date_time
        for event in report.transit_event
        if event.type_code == "DEPARTURE" and event.occurrence_date_time is not None
    ]
    if len(departures) != 1:
        return
    for index, event in enumerate(report.transit_event):
        moment = event.occurrence_date_time
        if event.type_code in _LAST and moment is not None and is_after(departures[0], moment):
            yield Problem(
                ("TransitEvent", index, "OccurrenceDateTime"),
                f"{event.type_code} is dated {moment}, before the departure",
                f"not before {departures[0]}",
                str(moment),
                weak=may_be_clocks(departures[0], moment),
            )


def kilometres(first: Coordinates, second: Coordinates) -> float:
    """Return the way between two points over the ground, as the crow flies."""
    latitudes = [math.radians(point.latitude_numeric) for point in (first, second)]
    north = latitudes[1] - latitudes[0]
    east = math.radians(second.longitude_numeric - first.longitude_numeric)
    half = (
        math.sin(north / 2) ** 2 + math.cos(latitudes[0]) * math.cos(latitudes[1]) * math.sin(east / 2) ** 2
    )
    return 2 * _EARTH_RADIUS * math.asin(math.sqrt(min(1.0, half)))


def _seen(event: TransitEvent) -> tuple[dt.datetime, Coordinates] | None:
    """Return when and where an event happened, where both are known to the minute and the degree."""
    moment = event.occurrence_date_time
    point = event.location.coordinates if event.location is not None else None
    if moment is None or "T" not in moment or point is None:
        return None
    return moment.datetime(), point


def _position(time: str, longitude: str) -> dict[str, object]:
    """Return an event at a place on one circle of latitude, as the examples have it."""
    return {
        "TypeCode": "POSITION",
        "OccurrenceDateTime": f"2026-03-17T{time}Z",
        "Location": {"Coordinates": {"LatitudeNumeric": "40", "LongitudeNumeric": longitude}},
    }


@rule(
    "report.speed",
    "TransitReport",
    "TransitEvent[]/Location/Coordinates",
    "TransitEvent[]/OccurrenceDateTime",
    good={"TransitEvent": [_position("08:00:00", "60"), _position("10:00:00", "61")]},
    bad={"TransitEvent": [_position("08:00:00", "60"), _position("09:00:00", "70")]},
    source="experience of GPS pilots; a truck or train of the region does not go faster",
    severity=Severity.WARNING,
    report_speed="160",
)
def report_speed(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """Between two positions goods do not move faster than their means of transport can."""
    fastest = float(scope.parameters["report_speed"])
    seen = [(_seen(event), index) for index, event in enumerate(report.transit_event)]
    known = [(found, index) for found, index in seen if found is not None]
    if len({moment.tzinfo is None for (moment, _), _ in known}) > 1:
        return
    known.sort(key=lambda entry: entry[0][0])
    for ((earlier, first), _), ((later, second), index) in pairwise(known):
        way, hours = kilometres(first, second), (later - earlier).total_seconds() / 3600
        if way > _SHORTEST and way > fastest * hours:
            yield Problem(
                ("TransitEvent", index, "Location", "Coordinates"),
                f"{way:.0f} km from the position before in {hours * 60:.0f} minutes",
                f"no faster than {Decimal(fastest):f} km/h",
            )
