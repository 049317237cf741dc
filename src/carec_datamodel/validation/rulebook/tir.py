"""Rules on carnets of the TIR Convention."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import pairwise
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.validation.rulebook.places import borders
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.tir_carnet import TIRCarnet
    from carec_datamodel.model.transit_declaration import TransitDeclaration
    from carec_datamodel.model.transit_item import TransitItem

_COLOURS = {1: "WHITE", 0: "GREEN"}
"""Colour of the vouchers by the remainder of their number when it is divided by two."""
_SUBHEADING = 6


@rule(
    "tir.pages",
    "TIRCarnet",
    "TIRVolet[]/PageNumeric",
    "VoletQuantity",
    good={"VoletQuantity": 4, "TIRVolet": [{"PageNumeric": 1}, {"PageNumeric": 2}]},
    bad={"VoletQuantity": 4, "TIRVolet": [{"PageNumeric": 5}]},
    source="TIR Convention annex 1",
)
def tir_pages(carnet: TIRCarnet, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """No voucher has a number above that of the vouchers of the carnet."""
    for index, volet in enumerate(carnet.tir_volet):
        page, most = volet.page_numeric, carnet.volet_quantity
        if page is not None and most is not None and page > most:
            yield Problem(
                ("TIRVolet", index, "PageNumeric"),
                f"voucher {page} of a carnet with {most}",
                f"a number up to {most}",
                str(page),
            )


@rule(
    "tir.page-order",
    "TIRCarnet",
    "TIRVolet[]/PageNumeric",
    good={"TIRVolet": [{"PageNumeric": 1}, {"PageNumeric": 2}]},
    bad={"TIRVolet": [{"PageNumeric": 2}, {"PageNumeric": 1}]},
    source="TIR Convention annex 1",
    severity=Severity.WARNING,
)
def tir_page_order(carnet: TIRCarnet, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Vouchers are used in their order, each once."""
    numbered = [
        (index, volet.page_numeric)
        for index, volet in enumerate(carnet.tir_volet)
        if volet.page_numeric is not None
    ]
    for (_, before), (index, page) in pairwise(numbered):
        if page <= before:
            yield Problem(
                ("TIRVolet", index, "PageNumeric"),
                f"voucher {page} comes after voucher {before}",
                f"a number above {before}",
                str(page),
            )


@rule(
    "tir.page-colour",
    "TIRCarnet",
    "TIRVolet[]/KindCode",
    "TIRVolet[]/PageNumeric",
    good={"TIRVolet": [{"PageNumeric": 1, "KindCode": "WHITE"}]},
    bad={"TIRVolet": [{"PageNumeric": 1, "KindCode": "GREEN"}]},
    source="TIR Convention annex 1",
    severity=Severity.WARNING,
)
def tir_page_colour(carnet: TIRCarnet, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Vouchers with odd numbers are white, those with even numbers green."""
    for index, volet in enumerate(carnet.tir_volet):
        if volet.page_numeric is None or volet.kind_code not in _COLOURS.values():
            continue
        colour = _COLOURS[volet.page_numeric % 2]
        if volet.kind_code != colour:
            yield Problem(
                ("TIRVolet", index, "KindCode"),
                f"voucher {volet.page_numeric} is {volet.kind_code}",
                colour,
                volet.kind_code,
            )


@rule(
    "tir.enough-vouchers",
    "TransitDeclaration",
    "TIRCarnet/VoletQuantity",
    "Consignment/Itinerary[]/RoutingCountryCode",
    needs=("TIRCarnet", "Consignment"),
    good={
        "TIRCarnet": {"VoletQuantity": 4},
        "Consignment": {"Itinerary": [{"RoutingCountryCode": "UZ"}, {"RoutingCountryCode": "KZ"}]},
    },
    bad={
        "TIRCarnet": {"VoletQuantity": 4},
        "Consignment": {
            "Itinerary": [
                {"RoutingCountryCode": "UZ"},
                {"RoutingCountryCode": "TM"},
                {"RoutingCountryCode": "IR"},
            ]
        },
    },
    source="TIR Convention annex 1, rules regarding the use of the TIR carnet",
    severity=Severity.WARNING,
)
def tir_enough_vouchers(declaration: TransitDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Each country that the goods pass takes two vouchers of the carnet, a customs union two in all.

    A second carnet may take over where one has too few.
    """
    carnet, consignment = declaration.tir_carnet, declaration.consignment
    if carnet is None or consignment is None or carnet.volet_quantity is None:
        return
    countries = {stop.routing_country_code for stop in consignment.itinerary if stop.routing_country_code}
    known = borders()
    if any(country not in known for country in countries):
        return
    territories = {known[country].union or country for country in countries}
    if carnet.volet_quantity < 2 * len(territories):
        yield Problem(
            ("TIRCarnet", "VoletQuantity"),
            f"the carnet has {carnet.volet_quantity} vouchers for {len(territories)} customs territories",
            f"{2 * len(territories)} or more",
            str(carnet.volet_quantity),
        )


def _lines(declaration: TransitDeclaration) -> Iterator[tuple[Loc, TransitItem]]:
    consignment = declaration.consignment
    if consignment is None:
        return
    for index, item in enumerate(consignment.consignment_item):
        yield ("Consignment", "ConsignmentItem", index), item
    for position, house in enumerate(consignment.house_consignment):
        for index, item in enumerate(house.consignment_item):
            yield ("Consignment", "HouseConsignment", position, "ConsignmentItem", index), item


@rule(
    "tir.hs-codes",
    "TransitDeclaration",
    "Consignment/ConsignmentItem[]/Commodity/Classification[]/ID",
    "Consignment/HouseConsignment[]/ConsignmentItem[]/Commodity/Classification[]/ID",
    "TypeCode",
    needs=("Consignment", "TypeCode"),
    good={
        "TypeCode": "TIR",
        "Consignment": {
            "ConsignmentItem": [{"SequenceNumeric": 1, "Commodity": {"Classification": [{"ID": "520523"}]}}]
        },
    },
    bad={"TypeCode": "TIR", "Consignment": {"ConsignmentItem": [{"SequenceNumeric": 1, "Commodity": {}}]}},
    source="TIR-EPD, EAEU TIR carnet as transit declaration",
    severity=Severity.WARNING,
)
def tir_hs_codes(declaration: TransitDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Each line of goods under a carnet has a subheading of the Harmonised System: six digits."""
    if declaration.type_code != "TIR":
        return
    for loc, item in _lines(declaration):
        codes = item.commodity.classification if item.commodity is not None else ()
        if any(sum(map(str.isdigit, code.id or "")) >= _SUBHEADING for code in codes):
            continue
        yield Problem(
            (*loc, "Commodity", "Classification"),
            "the line has no HS code of six digits",
            "a code of six digits or more",
        )
