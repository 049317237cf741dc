"""The cargo manifest: what a truck, train, ship or aircraft carries across the border."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.base import Message, element, elements
from carec_datamodel.model.cargo import AssociatedTransportDocument, CargoConsignment
from carec_datamodel.model.cargo_transit import CargoTransit
from carec_datamodel.model.carriage import CargoEvent
from carec_datamodel.model.conveyance import Conveyance
from carec_datamodel.model.customs_identification import CustomsIdentification
from carec_datamodel.model.documents import (
    AdditionalDocument,
    AdditionalInformation,
    Amendment,
    Authentication,
    PreviousDocument,
)
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.person import Person
from carec_datamodel.model.places import LOADING_IDS, UNLOADING_IDS, Location
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


class CargoManifest(Message, wco="42A"):
    """A report of the cargo aboard one means of transport, consignment by consignment."""

    title: ClassVar[str] = "Cargo manifest"
    items: ClassVar[str] = "Consignment"
    item_title: ClassVar[str] = "consignment"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    acceptance_date_time: DateTime | None = element("023", "When customs registered the manifest.")
    function_code: Code | None = element(
        "017",
        "What the message does: 9 original, 4 change, 1 cancellation.",
        format="n..2",
        codes="message-function",
    )
    functional_reference_id: Identifier | None = element(
        "D026", "The sender's own number of the manifest.", format="an..70"
    )
    id: Identifier | None = element("D014", "Number that customs gave the manifest.", format="an..70")
    rotation_id: Identifier | None = element("CAREC225", "Rotation number of the port.", format="an..35")
    issue_date_time: DateTime | None = element("D011", "Date of the manifest.")
    type_code: Code | None = element("D013", "Kind of manifest.", format="an..17")
    purpose_code: tuple[Code, ...] = elements(
        "CAREC639", "What the manifest is sent for: entry, transit, storage and so on; coded."
    )
    status_code: Code | None = element("019", "State of the manifest.", format="an..17")
    language_code: Code | None = element("CAREC271", "Language of the texts (BCP 47).", format="an..17")
    flow_code: Code | None = element("CAREC106", "Direction of the cargo: I in, E out.", format="an1")
    cargo_nature_code: Code | None = element(
        "CAREC226", "Where all the cargo goes.", format="an..3", codes="cargo-nature"
    )
    declaration_office_id: Identifier | None = element(
        "065", "Office where the manifest is lodged.", format="an..17"
    )
    declaration_office_name: Text | None = element("CAREC109", "Name of that office.", format="an..256")
    container_indicator: Indicator | None = element("096", "Whether goods travel in containers.")
    empty_indicator: Indicator | None = element("CAREC212", "Whether there are no goods aboard.")
    invoice_amount: Amount | None = element("109", "Total value of the goods.")
    consignment_quantity: Count | None = element("CAREC227", "Number of consignments.")
    goods_item_quantity: Quantity | None = element("228", "Number of lines of goods.")
    loading_list_quantity: Quantity | None = element("013", "Number of loading lists.")
    seals_affixed_quantity: Quantity | None = element("227", "Number of seals.")
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass of all consignments, in kilograms unless a unit is given.", unit="KGM"
    )
    total_package_quantity: Quantity | None = element("146", "Packages of all consignments.")
    requested_inspection_start_date_time: DateTime | None = element(
        "CAREC640", "From when the cargo can be examined."
    )
    requested_inspection_end_date_time: DateTime | None = element(
        "CAREC641", "Until when the cargo can be examined."
    )
    authentication: Authentication | None = element("61B", "Signature.")
    submitter: Party | None = element("17B", "Who sends the manifest.", ids=party_ids("R058", "R059"))
    representative_person: Person | None = element("06B", "Who signs for the sender.", ids={"Name": "R006"})
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents for all the cargo.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks on all the cargo.")
    agent: Party | None = element("05A", "The carrier's agent.", ids=party_ids("R003", "R004"))
    amendment: tuple[Amendment, ...] = elements("06A", "Changes asked for.")
    associated_transport_document: AssociatedTransportDocument | None = element(
        "11A", "Master document, where all the consignments are its houses."
    )
    border_transport_means: Conveyance | None = element(
        "15A",
        "Means on which the cargo crosses the border.",
        ids=means_ids("T005", "T006", "T018", "T010", "T014", "T022"),
    )
    cargo_event: tuple[CargoEvent, ...] = elements("CAREC611", "What happens to the cargo, in order.")
    cargo_transit: CargoTransit | None = element("CAREC620", "Transit that is planned for all the cargo.")
    carrier: Party | None = element("18A", "Who carries the cargo.", ids=party_ids("R011", "R012"))
    co_loader: Party | None = element("CAREC228", "Who shares the means of transport with the carrier.")
    consignment: tuple[CargoConsignment, ...] = elements("28A", "The consignments.")
    customs_identification: tuple[CustomsIdentification, ...] = elements(
        "CAREC703", "Seals and other marks of the load, grouped by kind."
    )
    entry_office: Office | None = element("51A", "Office where the cargo enters.", ids={"ID": "G004"})
    entry_location: Location | None = element("CAREC478", "Where the goods enter.")
    exit_office: Office | None = element("56A", "Office where the cargo leaves.", ids={"ID": "G005"})
    loading_location: Location | None = element("83A", "Where all the cargo was loaded.", ids=LOADING_IDS)
    unloading_location: Location | None = element(
        "38B", "Where all the cargo is unloaded.", ids=UNLOADING_IDS
    )
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Earlier manifests.")
    transport_equipment: tuple[TransportEquipment, ...] = elements(
        "31B", "Containers and other equipment aboard, where they belong to no one consignment."
    )
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
