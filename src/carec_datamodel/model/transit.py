"""The movement of goods in transit: one consignment, and in it the goods of each sender and receiver."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.consignment import Consignment, Freight, TransitControl
from carec_datamodel.model.conveyance import Conveyance
from carec_datamodel.model.customs_identification import CustomsIdentification
from carec_datamodel.model.documents import (
    UCR,
    AdditionalInformation,
    PreviousDocument,
    TransportContractDocument,
)
from carec_datamodel.model.party import AEOMutualRecognitionParty, Office, Party, party_ids
from carec_datamodel.model.person import GovernmentOfficer
from carec_datamodel.model.places import Location
from carec_datamodel.model.transit_item import TransitDocument, TransitItem
from carec_datamodel.model.transit_means import (
    TransitCarrier,
    TransitOffice,
    TransitTransportMeans,
    TransportMeansChange,
)
from carec_datamodel.model.transport import means_ids
from carec_datamodel.model.transport_equipment import TransportEquipment
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class DestinationControl(Model, wco="CAREC732"):
    """What the office of destination noted for a transit operation."""

    estimated_arrival_date_time: DateTime | None = element("CAREC125", "When arrival is expected.")
    arrival_date_time: DateTime | None = element("CAREC733", "When the goods arrived.", box="I")
    seals_intact_indicator: Indicator | None = element("CAREC304", "Whether the seals were intact.", box="I")
    seals_description: Text | None = element(
        "CAREC734", "How the seals were found, in words.", format="an..4000", box="I"
    )
    package_quantity: Quantity | None = element("CAREC311", "Packages discharged.", box="I")
    description: Text | None = element("CAREC312", "Reservations.", format="an..4000", box="I")
    discharge_id: Identifier | None = element(
        "CAREC735", "Number under which the movement was discharged.", format="an..70", box="I"
    )
    discharge_date_time: DateTime | None = element("CAREC308", "When the movement was discharged.", box="I")
    termination_date_time: DateTime | None = element("CAREC736", "When the transit ended.")
    customs_office: Office | None = element("CAREC737", "Office that made the entries.")
    government_officer: GovernmentOfficer | None = element("69A", "Officer who made the entries.", box="I")


class HouseConsignment(Model, wco="CAREC229"):
    """The goods of one sender for one receiver within a transit movement."""

    sequence_numeric: Count | None = element("006", "Position of the house consignment, from 1.")
    container_indicator: Indicator | None = element(
        "096", "Whether the goods travel in containers.", box="19"
    )
    dispatch_country_code: Code | None = element(
        "CAREC189",
        "Country that the goods were sent from (ISO 3166-1 alpha-2).",
        format="a2",
        box="15",
        codes="countries",
    )
    destination_country_code: Code | None = element(
        "CAREC190",
        "Country that the goods are bound for (ISO 3166-1 alpha-2).",
        format="a2",
        box="17",
        codes="countries",
    )
    goods_item_quantity: Quantity | None = element("228", "Number of lines of goods.", box="5")
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass, in kilograms unless a unit is given.", unit="KGM", box="35"
    )
    total_package_quantity: Quantity | None = element("146", "Packages of the house consignment.", box="6")
    value_amount: Amount | None = element("110", "Value of the goods.", box="22")
    security_code: Code | None = element(
        "CAREC230", "Security data that the export declaration gave, coded.", format="an..3"
    )
    release_code: Code | None = element("CAREC728", "How far the goods are released, coded.", format="an..17")
    unloaded_indicator: Indicator | None = element("CAREC738", "Whether this part has been unloaded.")
    load_compartment_description: Text | None = element(
        "CAREC739", "Load compartments, marks and numbers of the packages.", format="an..4000"
    )
    additional_document: tuple[TransitDocument, ...] = elements("02A", "Documents.", box="44")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.", box="44")
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = elements(
        "16C", "Traders of the supply chain."
    )
    buyer: Party | None = element("16A", "Who buys the goods.", ids=party_ids("R009", "R010"))
    consignee: Party | None = element(
        "27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"), box="8"
    )
    consignment_item: tuple[TransitItem, ...] = elements("29A", "Lines of goods.")
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"), box="2")
    customs_identification: tuple[CustomsIdentification, ...] = elements(
        "CAREC703", "Seals and other marks of this part.", box="D"
    )
    departure_transport_means: tuple[TransitTransportMeans, ...] = elements(
        "46A",
        "Means on which the goods leave.",
        ids=means_ids("T003", "T004", "T029", "T009", "T013", "T021"),
        box="18",
    )
    destination_control: DestinationControl | None = element(
        "CAREC732", "Entries of the office where this part was delivered.", box="I"
    )
    destination_location: Location | None = element("CAREC543", "Where this part is delivered.", box="53")
    freight: Freight | None = element("62A", "Cost of carriage.")
    loading_location: Location | None = element(
        "83A", "Where the goods are loaded.", ids={"Name": "L009", "ID": "L010"}, box="27"
    )
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the goods come from.", box="40")
    seller: Party | None = element("09B", "Who sells the goods.", ids=party_ids("R050", "R051"))
    transit_control: TransitControl | None = element(
        "24B", "Entries of the office where this part was taken aboard.", box="D"
    )
    transit_departure: Office | None = element(
        "25B", "Office where this part was taken aboard.", ids={"ID": "L087"}
    )
    transit_destination: Office | None = element(
        "26B", "Office where this part is delivered.", ids={"Name": "L007", "ID": "L008"}, box="53"
    )
    transit_destination_country_code: Code | None = element(
        "CAREC098", "Country of that office (ISO 3166-1 alpha-2).", format="a2", box="53", codes="countries"
    )
    transport_contract_document: tuple[TransportContractDocument, ...] = elements(
        "30B", "Bills of lading, waybills, consignment notes.", box="44"
    )
    transport_equipment: tuple[TransportEquipment, ...] = elements("31B", "Containers.", box="31")
    ucr: UCR | None = element("35B", "Unique consignment reference.")
    unloading_location: Location | None = element(
        "38B", "Where the goods are unloaded.", ids={"Name": "L012", "ID": "L013"}
    )


class TransitConsignment(Consignment, wco="28A"):
    """A movement of goods under customs control from one office to another."""

    carrier: TransitCarrier | None = element("18A", "Who carries the goods.", ids=party_ids("R011", "R012"))
    consignment_item: tuple[TransitItem, ...] = elements("29A", "Lines of the transport document.")
    # A declaration of goods names one means; a train leaves with many wagons.
    departure_transport_means: tuple[TransitTransportMeans, ...] = elements(  # type: ignore[assignment]
        "46A",
        "Means on which the goods leave: tractor and trailers, wagons.",
        ids=means_ids("T003", "T004", "T029", "T009", "T013", "T021"),
        box="18",
    )
    departure_transport_means_quantity: Count | None = element(
        "CAREC740", "Number of means on which the goods leave.", box="18"
    )
    dispatch_country_code: Code | None = element(
        "CAREC189",
        "Country that the goods were sent from (ISO 3166-1 alpha-2).",
        format="a2",
        box="15",
        codes="countries",
    )
    dispatch_country_name: Text | None = element(
        "CAREC741", "That country as the sender words it.", format="an..120", box="15"
    )
    destination_country_code: Code | None = element(
        "CAREC190",
        "Country that the goods are bound for (ISO 3166-1 alpha-2).",
        format="a2",
        box="17",
        codes="countries",
    )
    destination_country_name: Text | None = element(
        "CAREC742", "That country as the sender words it.", format="an..120", box="17"
    )
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass, in kilograms unless a unit is given.", unit="KGM", box="35"
    )
    value_amount: Amount | None = element("110", "Value of the goods.", box="22")
    additional_document: tuple[TransitDocument, ...] = elements("02A", "Documents.", box="44")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.", box="44")
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = elements(
        "16C", "Traders of the supply chain."
    )
    border_transport_means: tuple[Conveyance, ...] = elements(
        "15A",
        "Means on which the goods cross the borders, one after the other.",
        ids=means_ids("T005", "T006", "T018", "T010", "T014", "T022"),
        box="21",
    )
    customs_identification: tuple[CustomsIdentification, ...] = elements(
        "CAREC703", "Seals and other marks of the load, grouped by kind.", box="D"
    )
    destination_control: DestinationControl | None = element(
        "CAREC732", "Entries of the office of destination.", box="I"
    )
    destination_location: Location | None = element("CAREC543", "Where the goods are delivered.", box="53")
    entry_office: TransitOffice | None = element(
        "51A", "Office where the goods enter.", ids={"ID": "G004"}, box="29"
    )
    exit_office: tuple[TransitOffice, ...] = elements(
        "56A", "Offices where the goods leave.", ids={"ID": "G005"}, box="29"
    )
    freight_forwarder: Party | None = element("CAREC743", "Who arranges the carriage.")
    house_consignment: tuple[HouseConsignment, ...] = elements(
        "CAREC229", "The goods by sender and receiver, where there are several."
    )
    notify_party: tuple[Party, ...] = elements(
        "89A", "Who is told of the arrival.", ids=party_ids("R045", "R046")
    )
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the goods come from.", box="40")
    successive_carrier: tuple[TransitCarrier, ...] = elements(
        "CAREC265", "Who carries the goods on, in order."
    )
    transit_departure: Office | None = element(
        "25B", "Office where the transit starts.", ids={"ID": "L087"}, box="C"
    )
    transit_office: tuple[TransitOffice, ...] = elements(
        "27B", "Offices passed in transit, in order.", ids={"ID": "G006"}, box="51"
    )
    transport_means_change: tuple[TransportMeansChange, ...] = elements(
        "CAREC231", "Changes of vehicle or container.", box="55"
    )
    ucr: UCR | None = element("35B", "Unique consignment reference.", box="7")
