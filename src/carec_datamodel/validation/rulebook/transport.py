"""Rules on how the goods of a declaration travel: containers, means and documents of transport."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import documents_of, items_of
from carec_datamodel.validation.rulebook.document_roles import document_roles
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration, GoodsShipment

_ROLES = {"1": "sea", "2": "rail", "3": "road", "4": "air", "8": "inland-water"}
"""Role of the transport documents of a mode (UN/ECE Recommendation 19)."""
_KNOWN = frozenset({*_ROLES.values(), "several"})
_EQUIPMENT = "GovernmentAgencyGoodsItem[]/Commodity/TransportEquipment[]/ID"
_MEANS = ("ArrivalTransportMeans", "DepartureTransportMeans")


@rule(
    "container.indicator",
    "GoodsShipment",
    "Consignment/ContainerIndicator",
    "Consignment/TransportEquipment[]/ID",
    _EQUIPMENT,
    good={"Consignment": {"ContainerIndicator": True, "TransportEquipment": [{"ID": "CSQU3054383"}]}},
    bad={"Consignment": {"ContainerIndicator": False, "TransportEquipment": [{"ID": "CSQU3054383"}]}},
    source="Single Administrative Document, boxes 19 and 31; NCTS C0055",
    severity=Severity.WARNING,
)
def container_indicator(shipment: GoodsShipment, _scope: Scope) -> Iterator[Problem]:
    """Goods are said to travel in containers if, and only if, containers are named."""
    consignment = shipment.consignment
    if consignment is None or consignment.container_indicator is None:
        return
    named = [equipment.id for equipment in consignment.transport_equipment] + [
        equipment.id
        for item in shipment.government_agency_goods_item
        if item.commodity is not None
        for equipment in item.commodity.transport_equipment
    ]
    containers = [name for name in named if name is not None]
    if containers and not consignment.container_indicator:
        yield Problem(
            ("Consignment", "ContainerIndicator"),
            f"the goods are said not to travel in containers, and container {containers[0]} is named",
            "true",
            "false",
        )
    if consignment.container_indicator and not named:
        yield Problem(
            ("Consignment", "TransportEquipment"),
            "the goods are said to travel in containers, and none is named",
            "the number of each container",
        )


def _carried(mode: str, document: str) -> dict[str, Any]:
    return {
        "BorderTransportMeans": {"ModeCode": mode},
        "GoodsShipment": {
            "Consignment": {"TransportContractDocument": [{"ID": "00311", "TypeCode": document}]}
        },
    }


@rule(
    "transport.document-of-mode",
    "GoodsDeclaration",
    "BorderTransportMeans/ModeCode",
    *(f"GoodsShipment/Consignment/{means}/ModeCode" for means in _MEANS),
    "GoodsShipment/Consignment/TransportContractDocument[]/TypeCode",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/AdditionalDocument[]/TypeCode",
    good=_carried("3", "730"),
    bad=_carried("4", "730"),
    source="UN/ECE Recommendation 19, UN/EDIFACT 1001",
    severity=Severity.NOTE,
    needs=("GoodsShipment",),
)
def document_of_mode(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """The transport documents fit a mode of transport: a road consignment note is none of a flight.

    Goods may change their mode, so that a document of another one is not wrong.
    """
    shipment = declaration.goods_shipment
    consignment = shipment.consignment if shipment is not None else None
    contracts = consignment.transport_contract_document if consignment is not None else ()
    codes = [document.type_code for document in contracts]
    codes += [document.type_code for _, document in documents_of(declaration)]
    roles = {document_roles().get(code or "") for code in codes} & _KNOWN
    means = [declaration.border_transport_means]
    if consignment is not None:
        means += [consignment.arrival_transport_means, consignment.departure_transport_means]
    modes = [entry.mode_code for entry in means if entry is not None and entry.mode_code is not None]
    expected = {_ROLES[mode] for mode in modes if mode in _ROLES}
    if not roles or not modes or len(modes) > len([mode for mode in modes if mode in _ROLES]):
        return
    if not roles & {*expected, "several"}:
        where = ("BorderTransportMeans", "ModeCode")
        yield Problem(
            where if declaration.border_transport_means is not None else where[:1],
            f"transport by {' and '.join(sorted(expected))}, with documents for "
            f"{' and '.join(sorted(role for role in roles if role))} only",
            f"a transport document for {' or '.join(sorted(expected))}",
            modes[0],
        )


@rule(
    "container.on-an-item",
    "GoodsDeclaration",
    "GoodsShipment/Consignment/TransportEquipment[]/ID",
    f"GoodsShipment/{_EQUIPMENT}",
    good={
        "GoodsShipment": {
            "Consignment": {"TransportEquipment": [{"ID": "CSQU3054383"}]},
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "Commodity": {"TransportEquipment": [{"ID": "CSQU3054383"}]}},
            ],
        }
    },
    bad={
        "GoodsShipment": {
            "Consignment": {"TransportEquipment": [{"ID": "CSQU3054383"}]},
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "Commodity": {"TransportEquipment": [{"ID": "MSKU1234565"}]}},
            ],
        }
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
)
def container_listed(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """A container that holds an item is one of those that the shipment travels in, where these are named."""
    shipment = declaration.goods_shipment
    consignment = shipment.consignment if shipment is not None else None
    listed = (
        {equipment.id for equipment in consignment.transport_equipment} if consignment is not None else set()
    )
    if not listed or None in listed:
        return
    for loc, item in items_of(declaration):
        for index, equipment in enumerate(item.commodity.transport_equipment if item.commodity else ()):
            if equipment.id is not None and equipment.id not in listed:
                yield Problem(
                    (*loc, "Commodity", "TransportEquipment", index, "ID"),
                    f"container {equipment.id} is none of those of the shipment",
                    f"one of those: {', '.join(sorted(str(name) for name in listed)[:5])}",
                    equipment.id,
                )
