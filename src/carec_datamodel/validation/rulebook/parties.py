"""Rules on the parties to a declaration."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration, GoodsShipment
    from carec_datamodel.model.party import Party


def _same(one: Party | None, other: Party | None) -> bool:
    """Return whether two parties are certainly one: by their identifiers, else by name and address."""
    if one is None or other is None:
        return False
    if one.id is not None and other.id is not None:
        return one.id == other.id
    if one.name is None or other.name is None or one.address is None:
        return False
    return one.name.split() == other.name.split() and one.address == other.address


@rule(
    "parties.exporter-and-importer",
    "GoodsDeclaration",
    "Exporter/ID",
    "Exporter/Name",
    "GoodsShipment/Consignor/ID",
    "GoodsShipment/Importer/ID",
    "GoodsShipment/Consignee/ID",
    good={"Exporter": {"ID": "91000000000000003W"}, "GoodsShipment": {"Consignee": {"ID": "03112204900017"}}},
    bad={"Exporter": {"ID": "03112204900017"}, "GoodsShipment": {"Consignee": {"ID": "03112204900017"}}},
    source="practice of customs offices",
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
)
def exporter_and_importer(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Who sends goods abroad and who receives them are two, unless a trader moves goods of its own."""
    shipment = declaration.goods_shipment
    if shipment is None:
        return
    sender = declaration.exporter or shipment.consignor
    receivers = (("Importer", shipment.importer), ("Consignee", shipment.consignee))
    for role, receiver in receivers:
        if receiver is not None and _same(sender, receiver):
            yield Problem(
                ("GoodsShipment", role),
                f"exporter and {role.lower()} are the same: {receiver.id or receiver.name}",
                "two parties, or a remark that a trader moves goods of its own",
                receiver.id or receiver.name,
            )
            return


@rule(
    "parties.seller-and-buyer",
    "GoodsShipment",
    "Seller/ID",
    "Seller/Name",
    "Buyer/ID",
    "Buyer/Name",
    good={"Seller": {"ID": "91000000000000003W"}, "Buyer": {"ID": "03112204900017"}},
    bad={"Seller": {"ID": "03112204900017"}, "Buyer": {"ID": "03112204900017"}},
    source="WTO Valuation Agreement, article 1: a sale has two sides",
    severity=Severity.WARNING,
    needs=("Seller", "Buyer"),
)
def seller_and_buyer(shipment: GoodsShipment, _scope: Scope) -> Iterator[Problem]:
    """Nobody sells goods to himself: without a sale, the value is not that of a transaction."""
    buyer = shipment.buyer
    if buyer is not None and _same(shipment.seller, buyer):
        yield Problem(
            ("Buyer",),
            f"seller and buyer are the same: {buyer.id or buyer.name}",
            "two parties, or neither where nothing was sold",
            buyer.id or buyer.name,
        )
