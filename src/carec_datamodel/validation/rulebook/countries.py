"""Rules on the countries that goods are sent from and are bound for."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem

_CROSSING = {"IM", "EX"}
_ITEM = "GoodsShipment/GovernmentAgencyGoodsItem[]"


def _between(sent: str, bound: str, previous: str = "00") -> dict[str, Any]:
    procedure = {"CurrentCode": "40", "PreviousCode": previous}
    return {
        "TypeCode": "IM",
        "GoodsShipment": {
            "ExportCountry": {"ID": sent},
            "Destination": {"CountryCode": bound},
            "GovernmentAgencyGoodsItem": [{"SequenceNumeric": 1, "GovernmentProcedure": [procedure]}],
        },
    }


@rule(
    "destination.abroad",
    "GoodsDeclaration",
    "TypeCode",
    "GoodsShipment/ExportCountry/ID",
    "GoodsShipment/Destination/CountryCode",
    f"{_ITEM}/ExportCountry/ID",
    f"{_ITEM}/Destination/CountryCode",
    f"{_ITEM}/GovernmentProcedure[]/PreviousCode",
    good=_between("CN", "KG"),
    bad=_between("KG", "KG"),
    source="Single Administrative Document, boxes 15 and 17",
    severity=Severity.WARNING,
    needs=("TypeCode", "GoodsShipment"),
)
def abroad(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Goods that are imported or exported are sent from one country to another.

    Goods that were under a procedure before, as in a warehouse or a free zone, are in the country already.
    """
    shipment = declaration.goods_shipment
    if shipment is None or declaration.type_code not in _CROSSING:
        return
    told: set[Loc] = set()
    for loc, item in items_of(declaration):
        sent, bound = item.export_country or shipment.export_country, item.destination or shipment.destination
        country = bound.country_code if bound is not None else None
        place = (*(loc[:1] if item.destination is None else loc), "Destination", "CountryCode")
        same = sent is not None and country is not None and sent.id == country
        if not same or place in told or _was_declared(item):
            continue
        told.add(place)
        yield Problem(
            place,
            f"the goods are sent from {country} and are bound for {country}",
            "two countries, or the previous procedure of the goods",
            country,
        )


def _was_declared(item: GovernmentAgencyGoodsItem) -> bool:
    """Return whether *item* was under a procedure before."""
    return any((entry.previous_code or "").strip("0") for entry in item.government_procedure)
