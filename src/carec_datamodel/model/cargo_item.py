"""A line of a transport document: its goods, packages and papers."""

from __future__ import annotations

from carec_datamodel.model.base import element, elements
from carec_datamodel.model.commodity import CargoCommodity
from carec_datamodel.model.consignment import ConsignmentItem
from carec_datamodel.model.documents import (
    UCR,
    AdditionalDocument,
    AdditionalInformation,
    PreviousDocument,
    TransportContractDocument,
)
from carec_datamodel.model.goods_measure import GoodsMeasure
from carec_datamodel.model.handling import Handling
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.party import AEOMutualRecognitionParty, Party, party_ids
from carec_datamodel.model.places import LOADING_IDS, Location, Origin
from carec_datamodel.model.procedure import GovernmentProcedure
from carec_datamodel.model.treatment import Treatment
from carec_datamodel.model.types import Amount, Code, Count, Identifier, Indicator, Measure, Quantity, Text


class CargoItem(ConsignmentItem, wco="29A"):
    """One line of the transport document, with its goods and packages."""

    goods_status_code: Code | None = element("094", "Customs status of the goods.", format="an..5")
    associated_government_procedure_code: Code | None = element(
        "233", "Procedure that the goods are under.", format="an..7"
    )
    declaration_goods_item_numeric: Count | None = element(
        "CAREC187", "Number of the line in the whole declaration, over all its consignments."
    )
    goods_item_numeric: tuple[Count, ...] = elements(
        "CAREC188", "Numbers of the goods items in the goods declaration that goes with it."
    )
    dispatch_country_code: Code | None = element(
        "CAREC189",
        "Country that the goods were sent from (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    destination_country_code: Code | None = element(
        "CAREC190",
        "Country that the goods are bound for (ISO 3166-1 alpha-2).",
        format="a2",
        codes="countries",
    )
    value_amount: Amount | None = element("CAREC191", "Value of the goods of the line.")
    container_indicator: Indicator | None = element(
        "096", "Whether the goods of the line travel in containers."
    )
    prohibition_code: Code | None = element(
        "CAREC729", "Whether prohibitions and restrictions apply, coded.", format="an..17", box="33"
    )
    component_code: Code | None = element(
        "CAREC730", "Whether the goods are part of a whole that travels in parts.", format="an..17", box="31"
    )
    packed_code: Code | None = element(
        "CAREC574", "Whether the goods are packed, unpacked or in bulk, coded.", format="an..17"
    )
    packing_description: Text | None = element(
        "CAREC575", "How the goods are packed, in words.", format="an..4000"
    )
    package_content_quantity: Quantity | None = element("CAREC576", "Quantity of goods in one package.")
    package_id: tuple[Identifier, ...] = elements(
        "CAREC577", "Bar codes, shipping container codes or tracking numbers of the packages."
    )
    gross_volume_measure: Measure | None = element("134", "Gross volume of the line.")
    attached_transport_means_id: tuple[Identifier, ...] = elements(
        "CAREC164", "Trailers or wagons that carry the goods of the line."
    )
    transport_equipment_id: tuple[Identifier, ...] = elements(
        "CAREC192", "Containers that hold the goods of the line (ISO 6346).", identifier="ContainerNumber"
    )
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents for the line.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks on the line.")
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = elements(
        "16C", "Traders of the supply chain."
    )
    commodity: CargoCommodity | None = element("23A", "The goods.")
    consignee: Party | None = element(
        "27A", "To whom the goods of the line are sent.", ids=party_ids("R014", "R015")
    )
    goods_measure: GoodsMeasure | None = element("65A", "Mass and quantities of the line.")
    government_procedure: tuple[GovernmentProcedure, ...] = elements("70A", "Procedures asked for.")
    handling: tuple[Handling, ...] = elements("73A", "Instructions for handling.")
    loading_location: tuple[Location, ...] = elements(
        "83A",
        "Where the goods of the line are loaded.",
        ids=LOADING_IDS,
    )
    manufacturer: tuple[Party, ...] = elements("86A", "Who made the goods.", ids=party_ids("R042", "R043"))
    origin: tuple[Origin, ...] = elements("92A", "Origin of the goods.")
    packaging: tuple[Packaging, ...] = elements("93A", "Packages of the line.")
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the goods come from.")
    registered_facility: tuple[Party, ...] = elements(
        "05B", "Plants, farms and stores under control.", ids=party_ids("L085", "L086")
    )
    total_packaging: Packaging | None = element("CAREC843", "All packages of the line together.")
    transport_contract_document: tuple[TransportContractDocument, ...] = elements(
        "30B", "Bills of lading, waybills, consignment notes of the line."
    )
    treatment: tuple[Treatment, ...] = elements("CAREC431", "How the goods were treated.")
    ucr: UCR | None = element("35B", "Unique consignment reference of the line.")
