"""What transit needs beside a consignment: houses, TIR carnet, safe packet, changes of means."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.cargo_item import CargoItem
from carec_datamodel.model.consignment import Consignment, Freight
from carec_datamodel.model.conveyance import Conveyance
from carec_datamodel.model.documents import (
    UCR,
    AdditionalDocument,
    AdditionalInformation,
    PreviousDocument,
    TransportContractDocument,
)
from carec_datamodel.model.party import AEOMutualRecognitionParty, Office, Party, party_ids
from carec_datamodel.model.places import Itinerary, Location
from carec_datamodel.model.transport import TransportMeans, means_ids
from carec_datamodel.model.transport_equipment import Seal, TransportEquipment
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    Date,
    DateTime,
    Identifier,
    Indicator,
    Measure,
    Quantity,
    Text,
)


class HouseConsignment(Model, wco="CAREC229"):
    """The goods of one sender for one receiver within a transit movement."""

    sequence_numeric: Count | None = element("006", "Position of the house consignment, from 1.")
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
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass, in kilograms unless a unit is given.", unit="KGM"
    )
    total_package_quantity: Quantity | None = element("146", "Packages of the house consignment.")
    value_amount: Amount | None = element("110", "Value of the goods.")
    security_code: Code | None = element(
        "CAREC230", "Security data that the export declaration gave, coded.", format="an..3"
    )
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.")
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = elements(
        "16C", "Traders of the supply chain."
    )
    buyer: Party | None = element("16A", "Who buys the goods.", ids=party_ids("R009", "R010"))
    consignee: Party | None = element(
        "27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"), box="8"
    )
    consignment_item: tuple[CargoItem, ...] = elements("29A", "Lines of goods.")
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"), box="2")
    departure_transport_means: TransportMeans | None = element(
        "46A",
        "Means on which the goods leave.",
        ids=means_ids("T003", "T004", "T029", "T009", "T013", "T021"),
    )
    freight: Freight | None = element("62A", "Cost of carriage.")
    loading_location: Location | None = element(
        "83A", "Where the goods are loaded.", ids={"Name": "L009", "ID": "L010"}
    )
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the goods come from.")
    seller: Party | None = element("09B", "Who sells the goods.", ids=party_ids("R050", "R051"))
    transit_departure: Office | None = element(
        "25B", "Office where this part was taken aboard.", ids={"ID": "L087"}
    )
    transit_destination: Office | None = element(
        "26B", "Office where this part is delivered.", ids={"Name": "L007", "ID": "L008"}
    )
    transport_contract_document: tuple[TransportContractDocument, ...] = elements(
        "30B", "Bills of lading, waybills, consignment notes."
    )
    transport_equipment: tuple[TransportEquipment, ...] = elements("31B", "Containers.")
    ucr: UCR | None = element("35B", "Unique consignment reference.")
    unloading_location: Location | None = element(
        "38B", "Where the goods are unloaded.", ids={"Name": "L012", "ID": "L013"}
    )


class TransportMeansChange(Model, wco="CAREC231"):
    """A change of vehicle or container on the way, planned or done."""

    sequence_numeric: Count | None = element("006", "Position of the change, from 1.")
    operation_code: Code | None = element(
        "CAREC232", "What is done: reloading, change of tractor, change of gauge.", format="an..17"
    )
    container_indicator: Indicator | None = element("CAREC233", "Whether the goods change the container.")
    date_time: DateTime | None = element("CAREC234", "When.")
    description: Text | None = element("CAREC235", "Why and how, in words.", format="an..4000")
    customs_office: Office | None = element("CAREC236", "Office that supervises.")
    location: Location | None = element("CAREC237", "Where.")
    previous_transport_means: TransportMeans | None = element("CAREC238", "Means that the goods leave.")
    next_transport_means: TransportMeans | None = element("CAREC239", "Means that carries them on.")
    transport_equipment: tuple[TransportEquipment, ...] = elements("31B", "Containers that carry them on.")


class TIRVolet(Model, wco="CAREC240"):
    """One page of a carnet: its number, colour, and what an office entered on it."""

    page_numeric: Count | None = element("CAREC241", "Number of the page.")
    kind_code: Code | None = element(
        "CAREC242", "Colour of the page.", format="an..17", codes="tir-volet-kind"
    )
    office_id: Identifier | None = element("CAREC243", "Code of the office.", format="an..17")
    office_name: Text | None = element("CAREC244", "Name of the office.", format="an..256")
    registration_id: Identifier | None = element(
        "CAREC245", "Number in the register of the office.", format="an..70"
    )
    registration_date_time: DateTime | None = element("CAREC246", "When the office dealt with it.")
    seals_intact_indicator: Indicator | None = element("CAREC247", "Whether the seals were found intact.")
    package_quantity: Quantity | None = element("CAREC248", "Packages whose transit ended.")
    limit_date_time: DateTime | None = element("CAREC249", "Time limit that the office set.")
    reservation_description: Text | None = element("CAREC250", "Reservations.", format="an..4000")
    officer_name: Text | None = element("CAREC251", "Officer who signed.", format="an..256")


class TIRCarnet(Model, wco="CAREC252"):
    """A carnet of the TIR Convention."""

    id: Identifier | None = element(
        "CAREC253",
        "Number of the carnet: two letters and eight digits.",
        format="an..12",
        identifier="TirCarnetNumber",
    )
    holder_id: Identifier | None = element(
        "CAREC254", "Identifier of the holder: country, association, number.", format="an..18"
    )
    issuing_association_name: Text | None = element(
        "CAREC255", "Association that issued it.", format="an..256"
    )
    expiration_date: Date | None = element("CAREC256", "Last day on which it can be taken over at departure.")
    volet_quantity: Count | None = element("CAREC257", "Number of pages.")
    tir_volet: tuple[TIRVolet, ...] = elements("CAREC240", "Pages in use, in order.")


class SafePacket(Model, wco="CAREC258"):
    """A sealed package of documents that travels with the goods from one customs office to another."""

    id: Identifier | None = element("CAREC259", "Number of the sealed package.", format="an..35")
    sealing_date_time: DateTime | None = element("CAREC260", "When it was sealed.")
    limit_date_time: DateTime | None = element("CAREC261", "By when it must be handed over.")
    opening_date_time: DateTime | None = element("CAREC262", "When it was opened.")
    document_quantity: Count | None = element("CAREC263", "Number of documents in it.")
    content_document: tuple[AdditionalDocument, ...] = elements("CAREC264", "Documents in it.")
    itinerary: tuple[Itinerary, ...] = elements("81A", "Way that it must take.")
    opening_office: Office | None = element("CAREC265", "Office that may open it.")
    seal: tuple[Seal, ...] = elements("44B", "Seals on it.")
    sealing_office: Office | None = element("CAREC266", "Office that sealed it.")


class TransitOffice(Office):
    """A customs office passed in transit."""

    estimated_arrival_date_time: DateTime | None = element("CAREC125", "When arrival is expected.")


class TransitConsignment(Consignment, wco="28A"):
    """A movement of goods under customs control from one office to another."""

    consignment_item: tuple[CargoItem, ...] = elements("29A", "Lines of the transport document.")
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
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass, in kilograms unless a unit is given.", unit="KGM"
    )
    value_amount: Amount | None = element("110", "Value of the goods.")
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks.")
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = elements(
        "16C", "Traders of the supply chain."
    )
    border_transport_means: tuple[Conveyance, ...] = elements(
        "15A",
        "Means on which the goods cross the borders, one after the other.",
        ids=means_ids("T005", "T006", "T018", "T010", "T014", "T022"),
    )
    exit_office: tuple[Office, ...] = elements("56A", "Offices where the goods leave.", ids={"ID": "G005"})
    house_consignment: tuple[HouseConsignment, ...] = elements(
        "CAREC229", "The goods by sender and receiver, where there are several."
    )
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the goods come from.")
    successive_carrier: tuple[Party, ...] = elements("CAREC267", "Who carries the goods on, in order.")
    transit_departure: Office | None = element("25B", "Office where the transit starts.", ids={"ID": "L087"})
    transit_office: tuple[TransitOffice, ...] = elements(
        "27B", "Offices passed in transit, in order.", ids={"ID": "G006"}
    )
    transport_means_change: tuple[TransportMeansChange, ...] = elements(
        "CAREC231", "Changes of vehicle or container."
    )
    ucr: UCR | None = element("35B", "Unique consignment reference.")
