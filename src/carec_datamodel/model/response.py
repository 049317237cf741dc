"""The response: what customs answers to a declaration, manifest or transit."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument, AdditionalInformation, Amendment, Pointer
from carec_datamodel.model.duties import DutyTaxFee, ObligationGuarantee, Payment
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.goods_declaration import GoodsDeclaration
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import ContactOffice, Office, Party, party_ids
from carec_datamodel.model.references import Cancellation
from carec_datamodel.model.types import Code, Count, DateTime, Identifier, Text


class PaymentAccount(Model, wco="14A"):
    """The account that duties are paid into."""

    id: Identifier | None = element("372", "Number of the account.", format="an..35")
    name: Text | None = element("CAREC008", "Name of the bank.", format="an..256")
    reference_id: Identifier | None = element("R069", "Code of the bank.", format="an..70")


class AnnouncedControl(Model, wco="38A"):
    """A control that customs announces."""

    sequence_numeric: Count | None = element("006", "Position of the control, from 1.")
    type_code: Code | None = element("CAREC761", "Kind of control, coded.", format="an..17")
    description: Text | None = element("CAREC831", "The control in words.", format="an..4000")


class Error(Model, wco="53A"):
    """One thing that is wrong or unusual in the message answered."""

    sequence_numeric: Count | None = element("CAREC413", "Position of the error, from 1.")
    description: Text | None = element("488", "The error in words.", format="an..4000")
    validation_code: Code | None = element("377", "The error, coded.", format="an..17")
    severity_code: Code | None = element(
        "CAREC414", "Weight of the error.", format="an..17", codes="error-severity"
    )
    layer_code: Code | None = element("CAREC415", "What was checked.", format="an..17", codes="error-layer")
    rule_id: Identifier | None = element("CAREC416", "Rule or code list that is not kept.", format="an..35")
    original_value: Text | None = element("CAREC417", "The value as it stood there.", format="an..4000")
    location_description: Text | None = element(
        "CAREC418", "Where it stood, in the words of the system that answers.", format="an..4000"
    )
    line_numeric: Count | None = element("CAREC419", "Line in the document answered, from 1.")
    column_numeric: Count | None = element("CAREC420", "Column in that line, from 1.")
    pointer: tuple[Pointer, ...] = elements("97A", "Where in the declaration, step by step.")


class Status(Model, wco="12B"):
    """A state of the declaration."""

    effective_date_time: DateTime | None = element("380", "Since when.")
    name_code: Code | None = element("379", "The state, coded.", format="an..17")
    release_date_time: DateTime | None = element("277", "When the goods were released.")
    pointer: tuple[Pointer, ...] = elements("97A", "What the state is of, step by step.")


class SettledPayment(Payment, wco="94A"):
    """What is to be paid and with which guarantee."""

    obligation_guarantee: tuple[ObligationGuarantee, ...] = elements("90A", "Guarantees charged.")


class SettledDutyTaxFee(DutyTaxFee, wco="50A"):
    """One duty, tax or fee as customs settled it."""

    payment: SettledPayment | None = element("94A", "Amount due and guarantees charged.", box="B")


class AssessedCommodity(Model, wco="23A"):
    """The goods of an item, as far as their duties go."""

    duty_tax_fee: tuple[DutyTaxFee, ...] = elements("50A", "Duties, taxes and fees.", box="47")


class AssessedGoodsItem(Model, wco="68A"):
    """A goods item with its duties."""

    sequence_numeric: Count = element("006", "Number of the item.", box="32", required=True)
    commodity: AssessedCommodity | None = element("23A", "The goods.")


class AssessedGoodsShipment(Model, wco="67A"):
    """The goods items of a declaration with their duties."""

    government_agency_goods_item: tuple[AssessedGoodsItem, ...] = elements("68A", "The goods items.")


class RefusedGuarantee(Model, wco="90A"):
    """A guarantee that cannot be used, or is called upon."""

    reference_id: Identifier | None = element("100", "Reference of the guarantee.", format="an..70", box="52")
    error: tuple[Error, ...] = elements("53A", "Why it cannot be used.")
    surety: Party | None = element("19B", "Who stands surety.", ids=party_ids("R054", "R055"))


class AnsweredDeclaration(Model, wco="42A"):
    """The declaration that is answered: how it is known, when what happened to it, what is due."""

    acceptance_date_time: DateTime | None = element("023", "When it was accepted.")
    cancellation_date_time: DateTime | None = element("373", "When it was made invalid.")
    functional_reference_id: Identifier | None = element(
        "D026", "The declarant's own number of it.", format="an..70"
    )
    id: Identifier | None = element("D014", "Number that customs gave it.", format="an..70")
    rejection_date_time: DateTime | None = element("374", "When it was rejected.")
    version_id: Identifier | None = element("383", "Version of it.", format="an..9")
    declaration_office_id: Identifier | None = element("065", "Office where it was lodged.", format="an..17")
    submission_date_time: DateTime | None = element("CAREC763", "When it was sent to customs.")
    amendment_submission_date_time: DateTime | None = element(
        "CAREC764", "When the change was sent to customs."
    )
    amendment_acceptance_date_time: DateTime | None = element("CAREC765", "When customs accepted the change.")
    message_name: Code | None = element(
        "CAREC275",
        "Which message it is: GoodsDeclaration, CargoManifest, TransitDeclaration.",
        format="an..35",
    )
    type_code: Code | None = element("D013", "Kind of declaration.", format="an..17")
    tir_carnet_id: Identifier | None = element(
        "CAREC276", "Number of the TIR carnet.", format="an..12", identifier="TirCarnetNumber"
    )
    cancellation: Cancellation | None = element("CAREC691", "Request to make it invalid, and the decision.")
    duty_tax_fee: tuple[SettledDutyTaxFee, ...] = elements("50A", "What is due for all of it.", box="B")
    goods_shipment: AssessedGoodsShipment | None = element("67A", "What is due for each item.")
    obligation_guarantee: tuple[RefusedGuarantee, ...] = elements("90A", "Guarantees not valid or called.")


class Response(Message, wco="07B"):
    """An answer of customs: accepted, rejected, released, duties due, more is needed."""

    title: ClassVar[str] = "Response"
    items: ClassVar[str] = "Error"
    item_title: ClassVar[str] = "error"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    function_code: Code | None = element(
        "017", "What happened to the declaration.", format="n..2", codes="response-event"
    )
    national_function_code: Code | None = element(
        "CAREC421", "What happened in the sender's own list, where that has others.", format="an..17"
    )
    functional_reference_id: Identifier | None = element("D026", "Number of the response.", format="an..70")
    answered_message_id: Identifier | None = element(
        "CAREC422", "The sender's number of the message answered.", format="an..70"
    )
    issue_date_time: DateTime | None = element("D029", "When it was answered.")
    reason_code: Code | None = element("CAREC399", "Why, coded.", format="an..17")
    reason_description: Text | None = element("CAREC400", "Why, in words.", format="an..4000")
    additional_information: tuple[AdditionalInformation, ...] = elements(
        "03A", "Remarks and limits: until when what must be done."
    )
    agent: Party | None = element("05A", "Who acted for the declarant.", ids=party_ids("R003", "R004"))
    amendment: tuple[Amendment, ...] = elements("06A", "Changes made or asked for.")
    announced_control: tuple[AnnouncedControl, ...] = elements("38A", "Controls announced.")
    appeal_office: Office | None = element("07A", "Where to appeal.", ids={"ID": "G001"})
    bank: PaymentAccount | None = element("14A", "Where to pay.")
    contact_office: tuple[ContactOffice, ...] = elements("35A", "Whom to ask.", ids={"ID": "G002"})
    declarant: Party | None = element("57B", "Who is answered.", ids=party_ids("R124", "R123"))
    declaration: AnsweredDeclaration | None = element("42A", "What is answered.")
    error: tuple[Error, ...] = elements("53A", "What is wrong or unusual.")
    payment_office: Office | None = element("95A", "Where to pay in person.", ids={"ID": "G003"})
    requested_document: tuple[AdditionalDocument, ...] = elements("CAREC766", "Documents asked for.")
    status: tuple[Status, ...] = elements("12B", "States of the declaration.")
    transit_principal: Party | None = element(
        "28B", "Who is liable for the transit answered.", ids=party_ids("R001", "R002")
    )
    current_declaration: GoodsDeclaration | None = element(
        "CAREC423", "The declaration as it now stands with customs."
    )
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
