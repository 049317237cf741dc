"""Rules on the guarantees of a transit."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.duties import ObligationGuarantee
    from carec_datamodel.model.transit_declaration import TransitDeclaration


def transit_countries(declaration: TransitDeclaration) -> dict[str, str]:
    """Return the countries that the transit itself passes, each with what it is to the transit.

    The way of the goods may be longer than a national transit; that under a carnet is not.
    """
    consignment = declaration.consignment
    if consignment is None:
        return {}
    named = [
        (office.country_code, "the country of an office of transit") for office in consignment.transit_office
    ]
    named.append((consignment.transit_destination_country_code, "the country of the office of destination"))
    if declaration.type_code == "TIR":
        named += [(stop.routing_country_code, "a country of the itinerary") for stop in consignment.itinerary]
    return {country: what for country, what in named if country}


@rule(
    "guarantee.covers-route",
    "TransitDeclaration",
    "ObligationGuarantee[]/InvalidTransitCountryCode[]",
    "ObligationGuarantee[]/ValidTransitCountryCode[]",
    "Consignment/TransitOffice[]/CountryCode",
    "Consignment/TransitDestinationCountryCode",
    "Consignment/Itinerary[]/RoutingCountryCode",
    needs=("ObligationGuarantee", "Consignment"),
    good={
        "ObligationGuarantee": [{"ValidTransitCountryCode": ["KZ", "KG"]}],
        "Consignment": {"TransitDestinationCountryCode": "KG"},
    },
    bad={
        "ObligationGuarantee": [{"InvalidTransitCountryCode": ["KG"]}],
        "Consignment": {"TransitDestinationCountryCode": "KG"},
    },
    source="Single Administrative Document, box 52; Revised Kyoto Convention, specific annex E, chapter 1",
)
def guarantee_covers_route(declaration: TransitDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """In each country that a transit passes, one of its guarantees is valid."""
    guarantees = declaration.obligation_guarantee
    for country, what in transit_countries(declaration).items() if guarantees else ():
        if any(_is_valid(guarantee, country) for guarantee in guarantees):
            continue
        named = guarantees[0].invalid_transit_country_code
        loc = (
            ("InvalidTransitCountryCode", named.index(country))
            if country in named
            else ("ValidTransitCountryCode",)
        )
        yield Problem(
            ("ObligationGuarantee", 0, *loc),
            f"no guarantee is valid in {country}, {what}",
            f"a guarantee that is valid in {country}",
            country,
        )


def _is_valid(guarantee: ObligationGuarantee, country: str) -> bool:
    valid, invalid = guarantee.valid_transit_country_code, guarantee.invalid_transit_country_code
    return country not in invalid and (not valid or country in valid)


@rule(
    "guarantee.amount",
    "TransitGuarantee",
    "AmountAmount",
    good={"AmountAmount": {"value": "31500000", "currencyID": "KZT"}, "SecurityDetailsCode": "1"},
    bad={"AmountAmount": {"value": "31500000"}, "SecurityDetailsCode": "1"},
    source="Single Administrative Document, box 52; NCTS",
    severity=Severity.WARNING,
)
def guarantee_amount(guarantee: ObligationGuarantee, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """What a guarantee secures is an amount of a currency, and not below zero."""
    amount = guarantee.amount_amount
    if amount is None:
        return
    if amount.value < 0:
        yield Problem(
            ("AmountAmount",), f"the amount is {amount.value:f}", "zero or more", f"{amount.value:f}"
        )
    elif amount.value > 0 and amount.currency is None:
        yield Problem(
            ("AmountAmount", "currencyID"),
            f"the amount {amount.value:f} has no currency",
            "a currency of ISO 4217",
        )
