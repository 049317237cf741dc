"""Rules on offices and countries of a transit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.transit import TransitConsignment
    from carec_datamodel.model.transit_means import TransitTransportMeans

_TWO = 2


@rule(
    "transit.offices-differ",
    "TransitConsignment",
    "TransitDeparture/ID",
    "TransitDestination/ID",
    needs=("TransitDeparture", "TransitDestination"),
    good={"TransitDeparture": {"ID": "39855305"}, "TransitDestination": {"ID": "39822101"}},
    bad={"TransitDeparture": {"ID": "39855305"}, "TransitDestination": {"ID": "39855305"}},
    source="Revised Kyoto Convention, specific annex E, chapter 1",
    severity=Severity.WARNING,
)
def transit_offices_differ(consignment: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A transit goes from one customs office to another."""
    departure, destination = consignment.transit_departure, consignment.transit_destination
    if departure and destination and departure.id is not None and departure.id == destination.id:
        yield Problem(
            ("TransitDestination", "ID"),
            f"the office of destination {destination.id} is that of departure",
            "another office",
            destination.id,
        )


def _route(consignment: TransitConsignment) -> set[str]:
    """Return the countries of the itinerary; none where it does not tell a way."""
    if any(stop.routing_country_code is None for stop in consignment.itinerary):
        return set()
    countries = {stop.routing_country_code or "" for stop in consignment.itinerary}
    return countries if len(consignment.itinerary) >= _TWO else set()


@rule(
    "transit.offices-on-route",
    "TransitConsignment",
    "TransitOffice[]/CountryCode",
    "Itinerary[]/RoutingCountryCode",
    needs=("TransitOffice", "Itinerary"),
    good={
        "TransitOffice": [{"ID": "TMFAR", "CountryCode": "TM"}],
        "Itinerary": [{"RoutingCountryCode": "UZ"}, {"RoutingCountryCode": "TM"}],
    },
    bad={
        "TransitOffice": [{"ID": "TMFAR", "CountryCode": "TM"}],
        "Itinerary": [{"RoutingCountryCode": "UZ"}, {"RoutingCountryCode": "KZ"}],
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def transit_offices_on_route(consignment: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The offices of transit are in countries that the goods pass."""
    route = _route(consignment)
    for index, office in enumerate(consignment.transit_office):
        if route and office.country_code and office.country_code not in route:
            yield Problem(
                ("TransitOffice", index, "CountryCode"),
                f"an office of transit is in {office.country_code}, which the itinerary does not pass",
                f"one of {', '.join(sorted(route))}",
                office.country_code,
            )


@rule(
    "transit.destination-on-route",
    "TransitConsignment",
    "TransitDestinationCountryCode",
    "Itinerary[]/RoutingCountryCode",
    needs=("TransitDestinationCountryCode", "Itinerary"),
    good={
        "TransitDestinationCountryCode": "KZ",
        "Itinerary": [{"RoutingCountryCode": "UZ"}, {"RoutingCountryCode": "KZ"}],
    },
    bad={
        "TransitDestinationCountryCode": "GE",
        "Itinerary": [{"RoutingCountryCode": "UZ"}, {"RoutingCountryCode": "KZ"}],
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def transit_destination_on_route(
    consignment: TransitConsignment,
    scope: Scope,  # noqa: ARG001
) -> Iterator[Problem]:
    """The office of destination is in a country that the goods pass."""
    route, country = _route(consignment), consignment.transit_destination_country_code
    if route and country and country not in route:
        yield Problem(
            ("TransitDestinationCountryCode",),
            f"the office of destination is in {country}, which the itinerary does not pass",
            f"one of {', '.join(sorted(route))}",
            country,
        )


@rule(
    "transit.means-replaced",
    "TransitConsignment",
    "TransportMeansChange[]/PreviousTransportMeans[]/ID",
    "TransportMeansChange[]/NextTransportMeans[]/ID",
    "TransportMeansChange[]/TransportEquipment[]",
    good={
        "TransportMeansChange": [
            {"PreviousTransportMeans": [{"ID": "01B456CA"}], "NextTransportMeans": [{"ID": "99AA123"}]}
        ]
    },
    bad={
        "TransportMeansChange": [
            {"PreviousTransportMeans": [{"ID": "01B456CA"}], "NextTransportMeans": [{"ID": "01B456CA"}]}
        ]
    },
    source="Single Administrative Document, box 55; NCTS IE182",
    severity=Severity.WARNING,
)
def transit_means_replaced(consignment: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A change of the means of transport leads to another one, or to another trailer or container."""
    for index, change in enumerate(consignment.transport_means_change):
        before = _plates(change.previous_transport_means)
        if not before or change.transport_equipment or before != _plates(change.next_transport_means):
            continue
        told = ", ".join(sorted(before))
        yield Problem(
            ("TransportMeansChange", index, "NextTransportMeans", 0, "ID"),
            f"the goods change from {told} to {told}",
            "another means of transport, trailer or container",
            told,
        )


def _plates(means: tuple[TransitTransportMeans, ...]) -> set[str]:
    """Return the numbers of means of transport and of what they draw."""
    found = {one.id for one in means} | {part.id for one in means for part in one.attached_transport_means}
    return {number for number in found if number}
