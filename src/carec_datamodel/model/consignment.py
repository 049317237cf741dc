"""A consignment: goods moved together under one transport contract."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.documents import TransportContractDocument
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.person import GovernmentOfficer
from carec_datamodel.model.places import LOADING_IDS, UNLOADING_IDS, Itinerary, Location
from carec_datamodel.model.transport import RegisteredTransportMeans, means_ids
from carec_datamodel.model.transport_equipment import Seal, TransportEquipment
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    DateTime,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class Freight(Model, wco="62A"):
    """The cost of carriage."""

    payment_method_code: Code | None = element("098", "How freight is paid, coded.", format="an..3")
    payment_method_name: Text | None = element("CAREC648", "How freight is paid, in words.", format="an..256")
    rate_amount: Amount | None = element("310", "Freight for one unit of the rate.")
    rate_type_code: Code | None = element("309", "What the rate is for.", format="an..3")
    rate_quantity: Quantity | None = element("308", "Number of units.")
    freight_amount: Amount | None = element("CAREC193", "Freight in all.")


class TransitControl(Model, wco="24B"):
    """What the office of departure noted for a transit operation."""

    result_code: Code | None = element("235", "Result of the control at departure.", format="an..17", box="D")
    duration_in_days_quantity: Count | None = element("027", "Days allowed for the transit.")
    limit_date_time: DateTime | None = element(
        "264", "By when the goods must reach the office of destination.", box="D"
    )
    officer_name: Text | None = element("CAREC093", "Officer who made the entry.", format="an..256", box="D")
    control_date_time: DateTime | None = element("CAREC699", "When it was controlled.", box="D")
    result_description: Text | None = element("CAREC362", "Result in words.", format="an..4000", box="D")
    government_officer: GovernmentOfficer | None = element(
        "69A", "Officer, where more than a name is known.", box="D"
    )


class TransitSignature(Model, wco="CAREC094"):
    """Where and when the principal signed."""

    location_name: Text | None = element("CAREC095", "Place of signature.", format="an..256", box="50")
    signature_date: DateTime | None = element("CAREC096", "Date of signature.", box="50")
    country_name: Text | None = element(
        "CAREC001", "Country as the sender words it.", format="an..120", box="50"
    )


class ConsignmentItem(Model, wco="29A"):
    """One line of the transport document."""

    sequence_numeric: Count | None = element("006", "Number of the line, from 1.")
    consignor: Party | None = element(
        "30A", "Who sends the goods of the line.", ids=party_ids("R020", "R021")
    )
    freight: Freight | None = element("62A", "Cost of carriage of the line.")


class Consignment(Model, wco="28A"):
    """Goods moved together under one transport contract."""

    sequence_numeric: Count | None = element("006", "Position of the consignment, from 1.")
    container_indicator: Indicator | None = element(
        "096", "Whether the goods travel in containers.", box="19"
    )
    single_waybill_indicator: Indicator | None = element(
        "CAREC097", "Whether the declaration clears one whole waybill."
    )
    gross_volume_measure: Measure | None = element("134", "Gross volume of the consignment.")
    total_package_quantity: Quantity | None = element("146", "Packages of the consignment.")
    arrival_transport_means: RegisteredTransportMeans | None = element(
        "10A",
        "Means on which the goods arrive.",
        ids=means_ids("T001", "T002", "T034", "T008", "T012", "T020"),
        box="18",
    )
    departure_transport_means: RegisteredTransportMeans | None = element(
        "46A",
        "Means on which the goods leave.",
        ids=means_ids("T003", "T004", "T029", "T009", "T013", "T021"),
        box="18",
    )
    carrier: Party | None = element("18A", "Who carries the goods.", ids=party_ids("R011", "R012"))
    consignee: Party | None = element(
        "27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"), box="8"
    )
    consignment_item: tuple[ConsignmentItem, ...] = elements("29A", "Lines of the transport document.")
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"), box="2")
    freight: Freight | None = element("62A", "Cost of carriage.")
    goods_location: Location | None = element(
        "64A", "Where the goods can be examined.", ids={"Name": "L016", "ID": "L017"}, box="30"
    )
    itinerary: tuple[Itinerary, ...] = elements("81A", "Countries and places on the way.", box="10")
    loading_location: Location | None = element(
        "83A", "Where the goods are loaded.", ids=LOADING_IDS, box="27"
    )
    unloading_location: Location | None = element(
        "38B", "Where the goods are unloaded.", ids=UNLOADING_IDS, box="27"
    )
    transit_control: TransitControl | None = element("24B", "Entries of the office of departure.", box="D")
    transit_destination: Office | None = element(
        "26B", "Office of destination of a transit.", ids={"Name": "L007", "ID": "L008"}, box="53"
    )
    transit_destination_country_code: Code | None = element(
        "CAREC098", "Country of that office (ISO 3166-1 alpha-2).", format="a2", box="53", codes="countries"
    )
    transit_principal: Party | None = element(
        "28B", "Who is liable for a transit.", ids=party_ids("R001", "R002"), box="50"
    )
    transit_signature: TransitSignature | None = element("CAREC094", "Signature of the principal.", box="50")
    transport_contract_document: tuple[TransportContractDocument, ...] = elements(
        "30B", "Bills of lading, waybills, consignment notes."
    )
    transport_equipment: tuple[TransportEquipment, ...] = elements(
        "31B", "Containers and other equipment used.", box="31"
    )
    seal: tuple[Seal, ...] = elements("44B", "Seals on the load as a whole.", box="D")
