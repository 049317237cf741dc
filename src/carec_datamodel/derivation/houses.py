"""The goods of a transit in a house consignment, for formats that know goods nowhere else."""

from __future__ import annotations

from carec_datamodel.model.transit import HouseConsignment
from carec_datamodel.model.transit_declaration import TransitDeclaration

MOVED = (
    "dispatch_country_code",
    "destination_country_code",
    "total_gross_mass_measure",
    "total_package_quantity",
    "value_amount",
    "additional_document",
    "additional_information",
    "consignee",
    "consignment_item",
    "consignor",
    "destination_location",
    "loading_location",
    "previous_document",
    "transit_departure",
    "transit_destination",
    "transit_destination_country_code",
    "transport_contract_document",
    "ucr",
    "unloading_location",
)
"""What is said of the goods, and not of the vehicle that carries them."""


def in_one_house(declaration: TransitDeclaration) -> TransitDeclaration:
    """Return *declaration* with its goods in one house consignment; as it is where it has some already.

    Parties, countries, documents, places and sums move with the goods; vehicle, carrier, seals and
    containers stay. Each line also gets its number in the whole declaration, which is its own.
    """
    consignment = declaration.consignment
    if consignment is None or consignment.house_consignment:
        return declaration
    values = {name: getattr(consignment, name) for name in MOVED}
    lines = tuple(
        line.replace(
            declaration_goods_item_numeric=line.declaration_goods_item_numeric or line.sequence_numeric
        )
        for line in consignment.consignment_item
    )
    house = HouseConsignment(
        sequence_numeric=1,
        goods_item_quantity=declaration.goods_item_quantity,
        **{**values, "consignment_item": lines},
    )
    emptied = {name: () if isinstance(value, tuple) else None for name, value in values.items()}
    return declaration.replace(consignment=consignment.replace(**emptied, house_consignment=(house,)))
