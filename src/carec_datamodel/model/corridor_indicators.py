"""The trade facilitation indicators of the corridor performance measurement, from trips.

TFI1 hours and TFI2 United States dollars at a border crossing; TFI3 dollars for 500 km and
20 tonnes; TFI4 kilometres an hour, without delay (SWOD: way by time under way) and with
delay (SWD: way by time from start to end).

Source: corridor performance measurement and monitoring of the CAREC programme.

A trip that lacks what an indicator needs is left out of that indicator and named; nothing
is guessed. A payment in another currency counts only with its amount in dollars.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import partial
from statistics import mean, median

from carec_datamodel.model.corridor_measurement import (
    CorridorActivity,
    CorridorMeasurement,
    CorridorStop,
    CorridorTrip,
)
from carec_datamodel.model.types import Amount, DateTime, Measure

# How many of the unit make how many hours, kilometres, tonnes: whole numbers, so that nothing is rounded.
_HOURS = {"MIN": (60, 1), "HUR": (1, 1), "DAY": (1, 24), "SEC": (3600, 1)}
_KILOMETRES = {"KMT": (1, 1), "MTR": (1000, 1)}
_TONNES = {"TNE": (1, 1), "KGM": (1000, 1)}
_WAY, _LOAD = Decimal(500), Decimal(20)


class _Missing(Exception):
    """What an indicator needs is not there; the text says what."""


@dataclass(frozen=True, slots=True)
class Statistic:
    """What many trips say together.

    Attributes:
        count: Number of trips.
        mean: Their arithmetic mean.
        median: Their median.
    """

    count: int
    mean: Decimal
    median: Decimal


@dataclass(frozen=True, slots=True)
class BorderIndicators:
    """Indicators of one border crossing, one direction, one mode of transport.

    Attributes:
        border_crossing_id: The border crossing, for example ``KZ-CN-1``.
        direction: ``IN`` or ``OUT``, empty where the stops do not say it.
        mode: Mode of transport (UN/ECE Recommendation 19), empty where the trips do not say it.
        hours: TFI1. None where no trip tells it.
        dollars: TFI2. None where no trip tells it.
    """

    border_crossing_id: str
    direction: str
    mode: str
    hours: Statistic | None
    dollars: Statistic | None


@dataclass(frozen=True, slots=True)
class SectionIndicators:
    """Indicators of one corridor section and one mode of transport.

    Attributes:
        corridor: The corridor, for example ``1b``.
        section: The section, empty for the corridor as a whole.
        mode: Mode of transport (UN/ECE Recommendation 19), empty where the trips do not say it.
        dollars: TFI3: dollars for 500 km and 20 tonnes.
        speed_without_delay: TFI4, SWOD: kilometres an hour under way.
        speed_with_delay: TFI4, SWD: kilometres an hour from start to end.
    """

    corridor: str
    section: str
    mode: str
    dollars: Statistic | None
    speed_without_delay: Statistic | None
    speed_with_delay: Statistic | None


@dataclass(frozen=True, slots=True)
class LeftOut:
    """A trip or stop that an indicator could not use.

    Attributes:
        indicator: ``TFI1``, ``TFI2``, ``TFI3``, ``SWOD`` or ``SWD``.
        trip: Its place in the measurements, for example ``CorridorMeasurement[1]/Trip[2]/Stop[3]``.
        reason: What is missing.
    """

    indicator: str
    trip: str
    reason: str


@dataclass(frozen=True, slots=True)
class CorridorIndicators:
    """All indicators of some measurements, and what could not be used."""

    borders: tuple[BorderIndicators, ...]
    sections: tuple[SectionIndicators, ...]
    left_out: tuple[LeftOut, ...]


def corridor_indicators(measurements: Iterable[CorridorMeasurement]) -> CorridorIndicators:
    """Return the indicators of all trips in *measurements*, sorted by place, direction and mode.

    >>> from carec_datamodel.model import CorridorMeasurement
    >>> measured = CorridorMeasurement(trip=[{"mode_code": "3", "stop": [{
    ...     "border_crossing_id": "KZ-CN-1", "direction_code": "OUT",
    ...     "arrival_date_time": "2026-03-12T08:00:00+05:00",
    ...     "departure_date_time": "2026-03-12T14:30:00+05:00"}]}])
    >>> found = corridor_indicators([measured])
    >>> found.borders[0].hours
    Statistic(count=1, mean=Decimal('6.5'), median=Decimal('6.5'))
    >>> found.borders[0].dollars
    Statistic(count=1, mean=Decimal('0'), median=Decimal('0'))
    """
    gathered = _Gathered()
    for number, measurement in enumerate(measurements, start=1):
        for position, trip in enumerate(measurement.trip, start=1):
            gathered.add(trip, f"CorridorMeasurement[{number}]/Trip[{position}]")
    return gathered.indicators()


class _Gathered:
    """What the trips say, by indicator and by what they are compared with."""

    def __init__(self) -> None:
        self.found: dict[str, dict[tuple[str, str, str], list[Decimal]]] = {}
        self.left_out: list[LeftOut] = []

    def add(self, trip: CorridorTrip, place: str) -> None:
        mode = trip.mode_code or ""
        for number, stop in enumerate(trip.stop, start=1):
            if stop.border_crossing_id:
                border = (stop.border_crossing_id, stop.direction_code or "", mode)
                where = f"{place}/Stop[{number}]"
                self._note("TFI1", border, where, partial(_hours_at, stop))
                self._note("TFI2", border, where, partial(_payments, stop.activity))
        if trip.corridor_code:
            section = (trip.corridor_code, trip.section_name or "", mode)
            self._note("TFI3", section, place, lambda: _cost_of_way(trip))
            self._note("SWOD", section, place, lambda: _distance(trip) / _positive(_hours_under_way(trip)))
            self._note("SWD", section, place, lambda: _distance(trip) / _positive(_hours_in_all(trip)))

    def _note(
        self, indicator: str, key: tuple[str, str, str], place: str, compute: Callable[[], Decimal]
    ) -> None:
        keys = self.found.setdefault(indicator, {})
        values = keys.setdefault(key, [])
        try:
            values.append(compute())
        except _Missing as missing:
            self.left_out.append(LeftOut(indicator, place, str(missing)))

    def indicators(self) -> CorridorIndicators:
        borders = sorted(self.found.get("TFI1", {}))
        sections = sorted(self.found.get("TFI3", {}))
        return CorridorIndicators(
            tuple(
                BorderIndicators(*key, self._statistic("TFI1", key), self._statistic("TFI2", key))
                for key in borders
            ),
            tuple(
                SectionIndicators(
                    *key,
                    self._statistic("TFI3", key),
                    self._statistic("SWOD", key),
                    self._statistic("SWD", key),
                )
                for key in sections
            ),
            tuple(self.left_out),
        )

    def _statistic(self, indicator: str, key: tuple[str, str, str]) -> Statistic | None:
        values = self.found[indicator][key]
        return Statistic(len(values), mean(values), median(values)) if values else None


def _hours_at(stop: CorridorStop) -> Decimal:
    """Return the hours spent at *stop*, by the clock if it tells, else by the activities."""
    if stop.arrival_date_time and stop.departure_date_time:
        return _hours_between(stop.arrival_date_time, stop.departure_date_time)
    if not stop.activity:
        raise _Missing("no arrival and departure, and no activities")
    return sum((_hours_of(activity) for activity in stop.activity), Decimal(0))


def _hours_of(activity: CorridorActivity) -> Decimal:
    waited = _measured(activity.waiting_measure, "MIN", _HOURS) if activity.waiting_measure else Decimal(0)
    if activity.duration_measure:
        return waited + _measured(activity.duration_measure, "MIN", _HOURS)
    if activity.start_date_time and activity.end_date_time:
        return waited + _hours_between(activity.start_date_time, activity.end_date_time)
    raise _Missing(f"activity {activity.type_code} has no duration")


def _hours_between(start: DateTime, end: DateTime) -> Decimal:
    if "T" not in start or "T" not in end:
        raise _Missing("a date without a time of day")
    first, last = start.datetime(), end.datetime()
    if (first.tzinfo is None) != (last.tzinfo is None):
        raise _Missing("one time has a zone and the other has none")
    seconds = Decimal(str((last - first).total_seconds()))
    if seconds < 0:
        raise _Missing("the end is before the start")
    return seconds / 3600


def _payments(activities: Iterable[CorridorActivity]) -> Decimal:
    return sum((dollars for dollars in _dollars(activities)), Decimal(0))


def _dollars(activities: Iterable[CorridorActivity]) -> Iterator[Decimal]:
    for activity in activities:
        if activity.payment_dollar_amount:
            yield _dollar(activity.payment_dollar_amount)
        elif activity.payment_amount:
            if activity.payment_amount.currency != "USD":
                raise _Missing(f"the payment for activity {activity.type_code} is not given in dollars")
            yield activity.payment_amount.value


def _dollar(amount: Amount) -> Decimal:
    if amount.currency not in {None, "USD"}:
        raise _Missing(f"an amount in dollars has the currency {amount.currency}")
    return amount.value


def _cost_of_way(trip: CorridorTrip) -> Decimal:
    """Return the dollars that *trip* cost, brought to 500 km and 20 tonnes."""
    if trip.load_measure is None:
        raise _Missing("no mass of the load")
    costs = [_dollar(stop.driving_cost_amount) for stop in trip.stop if stop.driving_cost_amount]
    if not costs:
        raise _Missing("no cost of carriage")
    paid = sum((_payments(stop.activity) for stop in trip.stop), Decimal(0))
    load = _positive(_measured(trip.load_measure, "TNE", _TONNES), "the load")
    return (sum(costs, Decimal(0)) + paid) * _WAY / _distance(trip) * _LOAD / load


def _distance(trip: CorridorTrip) -> Decimal:
    if trip.distance_measure:
        return _positive(_measured(trip.distance_measure, "KMT", _KILOMETRES), "the way")
    # The first stop may be the place of departure, which nothing leads to.
    if not trip.stop or any(stop.distance_measure is None for stop in trip.stop[1:]):
        raise _Missing("no length of the way")
    ways = [stop.distance_measure for stop in trip.stop if stop.distance_measure is not None]
    return _positive(sum((_measured(way, "KMT", _KILOMETRES) for way in ways), Decimal(0)), "the way")


def _hours_under_way(trip: CorridorTrip) -> Decimal:
    if not trip.stop or any(stop.driving_measure is None for stop in trip.stop[1:]):
        raise _Missing("no time under way")
    times = [stop.driving_measure for stop in trip.stop if stop.driving_measure is not None]
    return sum((_measured(time, "MIN", _HOURS) for time in times), Decimal(0))


def _hours_in_all(trip: CorridorTrip) -> Decimal:
    if trip.start_date_time and trip.end_date_time:
        return _hours_between(trip.start_date_time, trip.end_date_time)
    raise _Missing("no start and end of the trip")


def _measured(measure: Measure, default: str, units: Mapping[str, tuple[int, int]]) -> Decimal:
    unit = measure.unit or default
    if unit not in units:
        raise _Missing(f"the unit {unit} cannot be converted; known are {', '.join(units)}")
    if measure.value < 0:
        raise _Missing(f"{measure.value} {unit} is below zero")
    units_of, make = units[unit]
    return measure.value * make / units_of


def _positive(value: Decimal, what: str = "the time") -> Decimal:
    if value <= 0:
        raise _Missing(f"{what} is nothing")
    return value
