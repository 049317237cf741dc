"""Rules on the countries that goods pass."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.itinerary import stops_of
from carec_datamodel.validation.rulebook.places import crossing_countries, may_follow
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.places import Itinerary
    from carec_datamodel.model.transit import TransitConsignment
    from carec_datamodel.model.transport import TransportMeans

_WAYS = ("Consignment", "SafePacket", "CarriageLeg")
_AIR = "4"


@rule(
    "itinerary.neighbours",
    _WAYS,
    "Itinerary[]/RoutingCountryCode",
    good={"Itinerary": [{"RoutingCountryCode": "KZ"}, {"RoutingCountryCode": "UZ"}]},
    bad={"Itinerary": [{"RoutingCountryCode": "KZ"}, {"RoutingCountryCode": "TJ"}]},
    source="geography of the CAREC corridors",
    severity=Severity.WARNING,
)
def itinerary_neighbours(instance: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Behind a country comes a neighbour, by land or over water, or a country of the way is missing."""
    if _by_air(instance):
        return
    passed = [(loc, stop.routing_country_code) for loc, stop in stops_of(instance)]
    for (_, before), (loc, country) in pairwise(passed):
        if before and country and not may_follow(before, country):
            yield Problem(
                (*loc, "RoutingCountryCode"),
                f"{country} follows {before}, on which it does not border",
                f"a neighbour of {before}",
                country,
            )


def _by_air(instance: TransitConsignment) -> bool:
    """Return whether one of the means of transport of a consignment flies."""
    means: list[TransportMeans] = []
    for name in (
        "arrival_transport_means",
        "departure_transport_means",
        "border_transport_means",
        "transport_means",
    ):
        found = getattr(instance, name, None) or ()
        means += found if isinstance(found, tuple) else [found]
    return any((item.mode_code or "").startswith(_AIR) for item in means)


@rule(
    "itinerary.crossing-country",
    "Itinerary",
    "BorderCrossingID",
    "RoutingCountryCode",
    needs=("BorderCrossingID", "RoutingCountryCode"),
    good={"BorderCrossingID": "KZ-CN-1", "RoutingCountryCode": "KZ"},
    bad={"BorderCrossingID": "KZ-CN-1", "RoutingCountryCode": "UZ"},
    source="CAREC border crossing points",
)
def itinerary_crossing_country(stop: Itinerary, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A border crossing lies in one of the two countries that its number names."""
    pair = crossing_countries(stop.border_crossing_id or "")
    if pair and stop.routing_country_code not in pair:
        yield Problem(
            ("RoutingCountryCode",),
            f"the crossing {stop.border_crossing_id} is not in {stop.routing_country_code}",
            " or ".join(sorted(pair)),
            stop.routing_country_code,
        )


@rule(
    "itinerary.entry-from",
    _WAYS,
    "Itinerary[]/BorderCrossingID",
    "Itinerary[]/RoutingCountryCode",
    "Itinerary[]/FunctionCode",
    good={
        "Itinerary": [
            {"RoutingCountryCode": "UZ"},
            {"RoutingCountryCode": "TM", "FunctionCode": "ENTRY", "BorderCrossingID": "UZ-TM-1"},
        ]
    },
    bad={
        "Itinerary": [
            {"RoutingCountryCode": "KZ"},
            {"RoutingCountryCode": "TM", "FunctionCode": "ENTRY", "BorderCrossingID": "UZ-TM-1"},
        ]
    },
    source="CAREC border crossing points",
    severity=Severity.WARNING,
)
def itinerary_entry_from(instance: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A country is entered over a crossing that leads from the country before."""
    for (_, before), (loc, stop) in pairwise(stops_of(instance)):
        country, last = stop.routing_country_code, before.routing_country_code
        pair = crossing_countries(stop.border_crossing_id or "")
        if stop.function_code == "ENTRY" and country in pair and last and last not in pair:
            yield Problem(
                (*loc, "BorderCrossingID"),
                f"{country} is entered from {last} over {stop.border_crossing_id}",
                f"a crossing between {last} and {country}",
                stop.border_crossing_id,
            )


@rule(
    "itinerary.exit-and-entry",
    _WAYS,
    "Itinerary[]/FunctionCode",
    "Itinerary[]/RoutingCountryCode",
    good={
        "Itinerary": [
            {"RoutingCountryCode": "UZ", "FunctionCode": "EXIT"},
            {"RoutingCountryCode": "TM", "FunctionCode": "ENTRY"},
        ]
    },
    bad={
        "Itinerary": [
            {"RoutingCountryCode": "UZ", "FunctionCode": "EXIT"},
            {"RoutingCountryCode": "UZ", "FunctionCode": "ENTRY"},
        ]
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def itinerary_exit_and_entry(instance: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Where a country is left, the next stop is in another one; where one is entered, the stop before was."""
    for (_, before), (loc, stop) in pairwise(stops_of(instance)):
        country = stop.routing_country_code
        if country is None or country != before.routing_country_code:
            continue
        if before.function_code == "EXIT":
            yield Problem(
                (*loc, "RoutingCountryCode"),
                f"the way goes on in {country}, which it has left",
                "another country",
                country,
            )
        elif stop.function_code == "ENTRY":
            yield Problem(
                (*loc, "RoutingCountryCode"),
                f"{country} is entered where the stop before is in it already",
                "another country at the stop before",
                country,
            )
