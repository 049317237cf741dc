"""The transit declaration: national transit, TIR, safe packet."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.attached_file import AttachedFile
from carec_datamodel.model.base import Message, element, elements
from carec_datamodel.model.documents import (
    AdditionalDocument,
    AdditionalInformation,
    Amendment,
    Authentication,
)
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import AuthorisationHolder, Office, Party, party_ids
from carec_datamodel.model.references import Cancellation
from carec_datamodel.model.safe_packet import SafePacket
from carec_datamodel.model.signatory import SIGNATORY_IDS, Signatory
from carec_datamodel.model.tir_carnet import TIRCarnet
from carec_datamodel.model.transit import TransitConsignment
from carec_datamodel.model.transit_guarantee import TransitGuarantee
from carec_datamodel.model.transit_item import TransitDocument
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


class TransitDeclaration(Message, wco="42A"):
    """A declaration of goods for transit under customs control."""

    title: ClassVar[str] = "Transit declaration"
    items: ClassVar[str] = "Consignment/ConsignmentItem"
    item_title: ClassVar[str] = "goods line"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    acceptance_date_time: DateTime | None = element(
        "023", "When customs accepted and registered the declaration.", box="A"
    )
    release_date_time: DateTime | None = element("277", "When the goods were released for transit.", box="D")
    function_code: Code | None = element(
        "017",
        "What the message does: 9 original, 4 change, 1 cancellation.",
        format="n..2",
        codes="message-function",
    )
    functional_reference_id: Identifier | None = element(
        "D026", "The declarant's own number of the declaration.", format="an..70", box="7"
    )
    functional_reference_year_numeric: Count | None = element("CAREC101", "Year of that number.", box="7")
    id: Identifier | None = element(
        "D014", "Number that customs gave the declaration, for example the MRN.", format="an..70", box="A"
    )
    issue_date_time: DateTime | None = element("D011", "Date of the declaration.", box="50")
    issue_location_id: Identifier | None = element(
        "D012", "Place of the declaration (UN/LOCODE).", format="an..5", box="50"
    )
    issue_location_name: Text | None = element(
        "CAREC102", "Place of the declaration in words.", format="an..256", box="50"
    )
    type_code: Code | None = element(
        "D013", "Kind of transit, or a kind of the sender's.", format="an..17", box="1", codes="transit-type"
    )
    additional_type_code: Code | None = element(
        "CAREC266", "Standard, or lodged before the goods are there, coded.", format="an..3", box="1"
    )
    direction_code: Code | None = element(
        "CAREC267", "Course of the transit.", format="an..17", box="1", codes="transit-direction"
    )
    special_feature_code: Code | None = element(
        "CAREC731", "Special feature of the transit, coded.", format="an..17", box="1"
    )
    document_usage_code: Code | None = element(
        "CAREC747", "Papers that serve as the declaration, coded: carnet, waybill, invoice.", format="an..17"
    )
    declaration_office_id: Identifier | None = element(
        "065", "Office where the declaration is lodged.", format="an..17"
    )
    declaration_office_name: Text | None = element("CAREC109", "Name of that office.", format="an..256")
    security_code: Code | None = element(
        "CAREC268", "Security data it also holds: 0 none, 1 entry, 2 exit, 3 both.", format="an..3", box="S"
    )
    reduced_dataset_indicator: Indicator | None = element(
        "CAREC269", "Whether only a part of the usual elements is given."
    )
    binding_itinerary_indicator: Indicator | None = element(
        "CAREC270", "Whether the goods must take the way given."
    )
    specific_circumstances_code_code: Code | None = element(
        "504", "Special circumstances of the declaration.", format="an..3"
    )
    language_code: Code | None = element("CAREC271", "Language of the texts (BCP 47).", format="an..17")
    presentation_date_time: DateTime | None = element("CAREC272", "When the goods are presented.")
    limit_date_time: DateTime | None = element(
        "CAREC273", "By when the goods must be at the destination, as declared.", box="D"
    )
    guarantee_indicator: Indicator | None = element("CAREC748", "Whether security is given.", box="52")
    guarantee_only_indicator: Indicator | None = element(
        "CAREC749", "Whether a change concerns the guarantees alone."
    )
    goods_item_quantity: Quantity | None = element("228", "Number of lines of goods.", box="5")
    form_numeric: Count | None = element("CAREC107", "Number of this form of the set.", box="3")
    form_quantity: Count | None = element("CAREC108", "Number of forms in the set.", box="3")
    loading_list_quantity: Quantity | None = element("013", "Number of loading lists.", box="4")
    loading_list_page_quantity: Count | None = element(
        "CAREC891", "Number of sheets of the loading lists.", box="4"
    )
    loading_list_item_quantity: Count | None = element(
        "CAREC750", "Number of lines of goods in the loading lists.", box="4"
    )
    house_consignment_quantity: Count | None = element("CAREC751", "Number of house consignments.")
    document_page_quantity: Count | None = element("CAREC752", "Number of sheets of all documents.")
    seals_affixed_quantity: Quantity | None = element("227", "Number of seals.", box="D")
    invoice_amount: Amount | None = element("109", "Total value of the goods.", box="22")
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass of all goods, in kilograms unless a unit is given.", box="35", unit="KGM"
    )
    total_package_quantity: Quantity | None = element("146", "Packages of all goods.", box="6")
    authentication: Authentication | None = element("61B", "Signature.", box="50")
    submitter: Party | None = element("17B", "Who sends the declaration.", ids=party_ids("R058", "R059"))
    representative_person: Signatory | None = element("06B", "Who signs.", ids=SIGNATORY_IDS, box="50")
    additional_document: tuple[TransitDocument, ...] = elements(
        "02A", "Documents for the whole declaration.", box="44"
    )
    additional_information: tuple[AdditionalInformation, ...] = elements(
        "03A", "Remarks on the whole declaration.", box="44"
    )
    agent: Party | None = element(
        "05A", "Who acts for the principal.", ids=party_ids("R003", "R004"), box="50"
    )
    agent_contract: AdditionalDocument | None = element(
        "CAREC753", "Contract of the agent with the principal.", box="54"
    )
    amendment: tuple[Amendment, ...] = elements("06A", "Changes asked for.")
    attached_file: tuple[AttachedFile, ...] = elements("CAREC278", "Pictures and scans.")
    authorisation_holder: tuple[AuthorisationHolder, ...] = elements("17C", "Authorisations used.")
    authorised_consignee: Party | None = element(
        "CAREC274", "Who may receive the goods without presenting them at the office.", box="53"
    )
    cancellation: Cancellation | None = element("CAREC691", "Request to make the declaration invalid.")
    consignment: TransitConsignment | None = element("28A", "The movement.")
    declarant: Party | None = element(
        "57B", "Who declares the goods.", ids=party_ids("R124", "R123"), box="14"
    )
    obligation_guarantee: tuple[TransitGuarantee, ...] = elements("90A", "Guarantees.", box="52")
    presentation_office: Office | None = element(
        "15C", "Office where the goods are presented.", ids={"ID": "G015"}
    )
    safe_packet: tuple[SafePacket, ...] = elements("CAREC256", "Sealed packages of documents.")
    tir_carnet: TIRCarnet | None = element("CAREC250", "The TIR carnet.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
