"""A line of goods in transit, and documents presented for it."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.cargo_item import CargoItem
from carec_datamodel.model.documents import AdditionalDocument
from carec_datamodel.model.transport_equipment import TransportEquipment
from carec_datamodel.model.types import Amount, Code, Count, Date, DateTime, Identifier
from carec_datamodel.model.valuation import CurrencyExchange


class DocumentReference(Model, wco="CAREC871"):
    """How one document names another."""

    type_code: Code | None = element(
        "CAREC872", "Kind of document (UN/EDIFACT 1001 or national).", format="an..6"
    )
    id: Identifier | None = element("CAREC873", "Number of the document.", format="an..256")
    issue_date_time: DateTime | None = element("CAREC874", "Date of the document.")
    mode_code: Code | None = element(
        "CAREC875", "Mode of transport in a declaration of the vehicle, as written there.", format="an..4"
    )


class TransitDocument(AdditionalDocument, wco="02A"):
    """A document presented in transit; category REF marks a mere reference."""

    sequence_numeric: Count | None = element("006", "Position of the document, from 1.")
    consignment_item_numeric: tuple[Count, ...] = elements(
        "CAREC876", "Numbers of the lines that the document is for.", box="44"
    )
    presentation_date: Date | None = element(
        "CAREC877", "By when the document will be presented, where it is not yet.", box="44"
    )
    presented_with: DocumentReference | None = element(
        "CAREC878", "Declaration with which the document was presented before.", box="44"
    )


class TransitItem(CargoItem, wco="29A"):
    """One line of goods in transit."""

    additional_document: tuple[TransitDocument, ...] = elements("02A", "Documents for the line.", box="44")
    house_consignment_numeric: Count | None = element(
        "CAREC963", "House consignment that the line is of, where it does not stand in it."
    )
    release_code: Code | None = element("CAREC879", "How far the goods are released, coded.", format="an..17")
    prohibition_code: Code | None = element(
        "CAREC880", "Whether prohibitions and restrictions apply, coded.", format="an..17", box="33"
    )
    component_code: Code | None = element(
        "CAREC881", "Whether the goods are part of a whole that travels in parts.", format="an..17", box="31"
    )
    special_feature_code: Code | None = element(
        "CAREC882", "Special feature of the goods, coded.", format="an..17"
    )
    customs_value_amount: Amount | None = element("108", "Customs value of the line, in national currency.")
    statistical_value_amount: Amount | None = element("114", "Statistical value of the line.")
    currency_exchange: CurrencyExchange | None = element("40A", "Conversion of the value.")
    transport_equipment: tuple[TransportEquipment, ...] = elements(
        "31B", "Containers of the goods, where more than the number is known.", box="31"
    )
