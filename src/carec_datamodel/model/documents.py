"""Documents that go with a declaration, remarks, and pointers into it."""

from __future__ import annotations

from carec_datamodel.model.attached_file import AttachedFile
from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.goods_measure import Classification
from carec_datamodel.model.party import Party, party_ids
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


class WriteOff(Model, wco="22C"):
    """What is written off a licence, a permit or an earlier declaration."""

    quantity_quantity: Quantity | None = element("502", "Quantity written off.", box="44")
    amount_amount: Amount | None = element("503", "Value written off.", box="44")
    package_quantity: Quantity | None = element("CAREC028", "Packages written off.", box="40")
    net_weight_measure: Measure | None = element("CAREC029", "Net mass written off.", box="40")
    package_type_code: Code | None = element(
        "CAREC674", "Kind of those packages (UN/ECE Recommendation 21).", format="an..4", box="40"
    )


class DocumentReference(Model, wco="CAREC720"):
    """How one document names another."""

    type_code: Code | None = element(
        "CAREC721", "Kind of document (UN/EDIFACT 1001 or national).", format="an..6"
    )
    id: Identifier | None = element("CAREC722", "Number of the document.", format="an..256")
    issue_date_time: DateTime | None = element("CAREC723", "Date of the document.")
    mode_code: Code | None = element(
        "CAREC724", "Mode of transport in a declaration of the vehicle, as written there.", format="an..4"
    )


class AdditionalDocument(Model, wco="02A"):
    """A licence, permit, certificate, invoice or other document that accompanies the filing."""

    category_code: Code | None = element("D031", "Category of the document.", format="an..3", box="44")
    effective_date_time: DateTime | None = element(
        "276", "Date of the document, or from when it holds.", box="44"
    )
    expiration_date_time: DateTime | None = element("275", "Until when the document holds.", box="44")
    id: Identifier | None = element("D005", "Number of the document.", format="an..256", box="44")
    name: Text | None = element("D028", "Name of the document.", format="an..500", box="44")
    type_code: Code | None = element("D006", "Kind of document, coded.", format="an..35", box="44")
    lpco_exemption_code: Code | None = element(
        "360", "Status of the document or exemption from it.", format="an..3", box="44"
    )
    issuer_name: Text | None = element(
        "389", "Authority that issued the document.", format="an..300", box="44"
    )
    goods_item_numeric: Count | None = element(
        "CAREC030", "Number of the goods item it belongs to.", box="44"
    )
    rule_indicator: Indicator | None = element(
        "CAREC031", "Whether a rule of the tariff demands the document.", box="44"
    )
    duty_type_code: Code | None = element(
        "CAREC888", "Kind of duty, tax or fee that the document gives relief from.", format="an..6", box="44"
    )
    attached_file: tuple[AttachedFile, ...] = elements("CAREC278", "The document as a file.")
    submitter: Party | None = element("17B", "Who submits the document.", ids=party_ids("R058", "R059"))
    write_off: WriteOff | None = element("22C", "What is written off the document.", box="44")
    issue_date_time: DateTime | None = element(
        "D002", "When the document was issued, where it holds from another day.", box="44"
    )
    issuer_id: Identifier | None = element(
        "D001", "Code of the authority that issued the document.", format="an..35", box="44"
    )
    issuing_country_code: Code | None = element(
        "CAREC131", "Country that issued it (ISO 3166-1 alpha-2).", format="a2", box="44", codes="countries"
    )
    line_numeric: Count | None = element("CAREC675", "Line of the document that is meant.", box="44")
    presentation_date: Date | None = element(
        "CAREC726", "By when the document will be presented, where it is not yet.", box="44"
    )
    presented_with: DocumentReference | None = element(
        "CAREC727", "Declaration with which the document was presented before.", box="44"
    )


class PreviousDocument(Model, wco="99A"):
    """An earlier declaration or transport document that the goods come from."""

    category_code: Code | None = element(
        "D031",
        "X summary declaration, Y initial declaration, Z other previous document.",
        format="an..3",
        box="40",
    )
    id: Identifier | None = element("D018", "Number of the document.", format="an..256", box="40")
    type_code: Code | None = element(
        "D019", "Kind of document, coded (UN/EDIFACT 1001).", format="an..6", box="40"
    )
    issue_date_time: DateTime | None = element("D010", "Date of the document.", box="40")
    line_numeric: Code | None = element("171", "Item or line within the document.", format="an..17", box="40")
    goods_item_numeric: Count | None = element(
        "CAREC032", "Number of the goods item of this declaration.", box="40"
    )
    warehouse_id: Identifier | None = element(
        "CAREC033", "Warehouse that the goods leave.", format="an..35", box="49"
    )
    origin_country_code: Code | None = element(
        "CAREC034",
        "Country of origin stated there (ISO 3166-1 alpha-2).",
        format="a2",
        box="40",
        codes="countries",
    )
    classification: tuple[Classification, ...] = elements("21A", "Commodity codes stated there.", box="40")
    name: Text | None = element(
        "CAREC676", "Name of the document, or words on it.", format="an..500", box="40"
    )
    procedure_code: Code | None = element(
        "CAREC677", "Procedure that the goods were under there.", format="an..7", box="40"
    )
    registration_country_code: Code | None = element(
        "CAREC678",
        "Country whose customs registered it (ISO 3166-1 alpha-2).",
        format="a2",
        box="40",
        codes="countries",
    )
    balance: WriteOff | None = element("CAREC035", "What was left there before this declaration.", box="40")
    write_off: WriteOff | None = element("22C", "What this declaration takes from it.", box="40")


class Pointer(Model, wco="97A"):
    """One step of a locator from the root of a message to an element."""

    sequence_numeric: Count | None = element("006", "Which occurrence of the class, from 1.")
    document_section_code: Code | None = element(
        "375", "WCO id of the class, or an id of our own.", format="an..8"
    )
    tag_id: Identifier | None = element(
        "381", "WCO id of the element, or an id of our own; on the last step only.", format="an..8"
    )


class AdditionalInformation(Model, wco="03A"):
    """A coded or free remark."""

    statement_code: Code | None = element("226", "Remark, coded.", format="an..17", box="44")
    statement_description: Text | None = element("225", "Remark in words.", format="an..4000", box="44")
    limit_date_time: DateTime | None = element("264", "Until when something must be done.")
    statement_type_code: Code | None = element("369", "What the remark is about.", format="an..17", box="44")
    pointer: tuple[Pointer, ...] = elements("97A", "What the remark is about, step by step.")


class Amendment(Model, wco="06A"):
    """One requested change: its reason and a locator of what changes."""

    change_reason_code: Code | None = element("099", "Reason of the change, coded.", format="an..3")
    pointer: tuple[Pointer, ...] = elements("97A", "What changes, step by step.")


class TransportContractDocument(Model, wco="30B"):
    """A bill of lading, air waybill, CMR or rail consignment note."""

    sequence_numeric: Count | None = element("006", "Position of the document, from 1.")
    id: Identifier | None = element("D023", "Number of the document.", format="an..70")
    type_code: Code | None = element("D024", "Kind of document (UN/EDIFACT 1001).", format="an..6")
    national_type_code: Code | None = element(
        "CAREC644",
        "Kind of document in the sender's own list, where that is not UN/EDIFACT 1001.",
        format="an..17",
    )
    type_name: Text | None = element("CAREC645", "Kind of document in words.", format="an..500")
    issue_date_time: DateTime | None = element("D020", "Date of the document.")
    issue_location: Text | None = element("D021", "Place where the document was issued.", format="an..256")
    condition_code: Code | None = element(
        "091", "Condition of the contract of carriage, coded.", format="an..17"
    )
    customs_id: Identifier | None = element(
        "CAREC679", "Number that customs gave the document.", format="an..70"
    )


class Authenticator(Model, wco="12A"):
    """Who vouches for the message."""

    name: Text | None = element("R007", "Name of the person.", format="an..256", box="54")
    id: Identifier | None = element("R008", "Identifier of the person.", format="an..35", box="54")


class Authentication(Model, wco="61B"):
    """Proof that the declaration is the sender's own."""

    authentication: Text | None = element(
        "104", "The signature or its reference.", format="an..4000", box="54"
    )
    authenticator: Authenticator | None = element("12A", "Who vouches for the message.", box="54")


class UCR(Model, wco="35B"):
    """The unique consignment reference: one number through all countries and messages."""

    id: Identifier | None = element(
        "016",
        "Unique consignment reference.",
        format="an..35",
        box="7",
        identifier="UniqueConsignmentReference",
    )
    trader_assigned_reference_id: Identifier | None = element(
        "009", "The trader's own reference.", format="an..35", box="7"
    )


class Assessment(Model, wco="CAREC036"):
    """How customs assessed the declaration: number, date, year, sums."""

    id: Identifier | None = element(
        "CAREC037", "Number of the assessment, with its series.", format="an..35", box="A"
    )
    issue_date: Date | None = element("CAREC038", "Date of the assessment.", box="A")
    year_numeric: Count | None = element("CAREC039", "Year of the assessment.", box="B")
    registration_year_numeric: Count | None = element(
        "CAREC040", "Year in which the declaration was registered.", box="B"
    )
    item_tax_amount: Amount | None = element("CAREC041", "Sum of the duties and taxes of all items.", box="B")
    statement_id: Identifier | None = element(
        "CAREC042", "Number of the account statement, with its series.", format="an..35", box="B"
    )
    statement_date: Date | None = element("CAREC043", "Date of the account statement.", box="B")
