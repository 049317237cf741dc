"""Rules on the way of the goods, stop by stop."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.soundness import is_after
from carec_datamodel.validation.rulebook.clocks import may_be_clocks
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.places import Itinerary
    from carec_datamodel.model.transit import TransitConsignment

_WAYS = ("Consignment", "SafePacket", "Conveyance", "CarriageLeg")
"""Classes that have an itinerary."""


def stops_of(instance: TransitConsignment) -> list[tuple[Loc, Itinerary]]:
    """Return the stops of an itinerary in their order, each behind its place."""
    stops = [(("Itinerary", index), stop) for index, stop in enumerate(instance.itinerary)]
    if all(stop.sequence_numeric is not None for _, stop in stops):
        stops.sort(key=lambda pair: pair[1].sequence_numeric or 0)
    return list(stops)


@rule(
    "itinerary.order",
    _WAYS,
    "Itinerary[]/SequenceNumeric",
    good={"Itinerary": [{"SequenceNumeric": 1}, {"SequenceNumeric": 2}]},
    bad={"Itinerary": [{"SequenceNumeric": 2}, {"SequenceNumeric": 2}]},
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def itinerary_order(instance: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The stops of a way have numbers that go up."""
    numbered = [
        (index, stop.sequence_numeric)
        for index, stop in enumerate(instance.itinerary)
        if stop.sequence_numeric is not None
    ]
    for (_, before), (index, number) in pairwise(numbered):
        if number <= before:
            yield Problem(
                ("Itinerary", index, "SequenceNumeric"),
                f"stop {number} comes after stop {before}",
                f"a number above {before}",
                str(number),
            )


@rule(
    "itinerary.ends",
    _WAYS,
    "Itinerary[]/FunctionCode",
    good={"Itinerary": [{"FunctionCode": "DEPARTURE"}, {"FunctionCode": "DESTINATION"}]},
    bad={"Itinerary": [{"FunctionCode": "DESTINATION"}, {"FunctionCode": "DEPARTURE"}]},
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def itinerary_ends(instance: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A way begins with its departure and ends with its destination."""
    stops = stops_of(instance)
    for place, (loc, stop) in enumerate(stops):
        if stop.function_code == "DEPARTURE" and place > 0:
            yield Problem(
                (*loc, "FunctionCode"),
                f"the departure is stop {place + 1} of {len(stops)}",
                "the first stop",
                "DEPARTURE",
            )
        if stop.function_code == "DESTINATION" and place < len(stops) - 1:
            yield Problem(
                (*loc, "FunctionCode"),
                f"the destination is stop {place + 1} of {len(stops)}",
                "the last stop",
                "DESTINATION",
            )


@rule(
    "itinerary.times",
    _WAYS,
    "Itinerary[]/ArrivalDateTime",
    "Itinerary[]/DepartureDateTime",
    good={"Itinerary": [{"DepartureDateTime": "2026-03-20"}, {"ArrivalDateTime": "2026-03-22"}]},
    bad={"Itinerary": [{"DepartureDateTime": "2026-03-22"}, {"ArrivalDateTime": "2026-03-20"}]},
    source="meaning of the elements",
)
def itinerary_times(instance: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A stop is reached after the stop before was left.

    A few hours between times without zone may be those of clocks in two places: then it is a warning.
    """
    yield from _backwards(instance, "arrival_date_time", "departure_date_time", "")


@rule(
    "itinerary.expected-times",
    _WAYS,
    "Itinerary[]/EstimatedArrivalDateTime",
    "Itinerary[]/EstimatedDepartureDateTime",
    good={
        "Itinerary": [{"EstimatedArrivalDateTime": "2026-03-20"}, {"EstimatedArrivalDateTime": "2026-03-22"}]
    },
    bad={
        "Itinerary": [{"EstimatedArrivalDateTime": "2026-03-22"}, {"EstimatedArrivalDateTime": "2026-03-20"}]
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def itinerary_expected_times(instance: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A stop is expected to be reached after the stop before."""
    yield from _backwards(
        instance, "estimated_arrival_date_time", "estimated_departure_date_time", "Estimated"
    )


def _backwards(instance: TransitConsignment, arrival: str, departure: str, prefix: str) -> Iterator[Problem]:
    """Yield each stop that is dealt with before an earlier one was."""
    last = None
    for loc, stop in stops_of(instance):
        reached, left = getattr(stop, arrival), getattr(stop, departure)
        first, name = (reached, "Arrival") if reached is not None else (left, "Departure")
        if first is None:
            continue
        if last is not None and is_after(last, first):
            yield Problem(
                (*loc, f"{prefix}{name}DateTime"),
                f"the stop is dated {first}, the stop before {last}",
                f"not before {last}",
                str(first),
                weak=may_be_clocks(last, first),
            )
        last = left if left is not None else reached
