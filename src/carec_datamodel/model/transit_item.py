"""A line of goods in transit, and documents presented for it."""

from __future__ import annotations

from carec_datamodel.model.base import element, elements
from carec_datamodel.model.cargo_item import CargoItem
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.transport_equipment import TransportEquipment
from carec_datamodel.model.types import Amount, Code, Count
from carec_datamodel.model.valuation import CurrencyExchange


class TransitDocument(AdditionalDocument, wco="02A"):
    """A document presented in transit; category REF marks a mere reference."""

    sequence_numeric: Count | None = element("006", "Position of the document, from 1.")
    consignment_item_numeric: tuple[Count, ...] = elements(
        "CAREC725", "Numbers of the lines that the document is for.", box="44"
    )


class TransitItem(CargoItem, wco="29A"):
    """One line of goods in transit."""

    additional_document: tuple[TransitDocument, ...] = elements("02A", "Documents for the line.", box="44")
    house_consignment_numeric: Count | None = element(
        "CAREC812", "House consignment that the line is of, where it does not stand in it."
    )
    release_code: Code | None = element("CAREC728", "How far the goods are released, coded.", format="an..17")
    special_feature_code: Code | None = element(
        "CAREC731", "Special feature of the goods, coded.", format="an..17"
    )
    customs_value_amount: Amount | None = element("108", "Customs value of the line, in national currency.")
    statistical_value_amount: Amount | None = element("114", "Statistical value of the line.")
    currency_exchange: CurrencyExchange | None = element("40A", "Conversion of the value.")
    container_quantity: Count | None = element(
        "CAREC884", "Number of containers of the goods, as declared.", box="31"
    )
    container_type_code: Code | None = element(
        "CAREC885", "Kind of those containers (UN/ECE Recommendation 21).", format="an..17", box="31"
    )
    transport_equipment: tuple[TransportEquipment, ...] = elements(
        "31B", "Containers of the goods, where more than the number is known.", box="31"
    )
