"""Licences, permits, certificates and rulings that an authority issues for trade."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.attached_file import AttachedFile
from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.documents import UCR, AdditionalDocument, AdditionalInformation
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.goods_measure import Classification, GoodsMeasure
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.packaging import Packaging
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.person import GovernmentOfficer
from carec_datamodel.model.places import Location, Origin
from carec_datamodel.model.transport import TransportMeans
from carec_datamodel.model.transport_equipment import Seal, TransportEquipment
from carec_datamodel.model.treatment import Treatment
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    CountryCode,
    Date,
    DateTime,
    Identifier,
    Indicator,
    Numeric,
    Quantity,
    Text,
)


class OriginCriterion(Model, wco="CAREC424"):
    """Why goods have the origin that the certificate says."""

    criterion_code: Code | None = element(
        "CAREC425",
        "Criterion of the certificate's box: wholly obtained, change of heading, value added.",
        format="an..35",
    )
    rule_description: Text | None = element("CAREC426", "The rule met, in words.", format="an..4000")
    value_added_numeric: Numeric | None = element("CAREC427", "Share of value added, in per cent.")
    cumulation_country_code: tuple[CountryCode, ...] = elements(
        "CAREC428", "Countries whose materials count as own.", format="a2", codes="countries"
    )
    direct_consignment_indicator: Indicator | None = element(
        "CAREC429", "Whether the goods go straight to the country of destination."
    )
    agreement_name: Text | None = element("CAREC430", "Preference or trade agreement.", format="an..256")


class LaboratoryTest(Model, wco="CAREC439"):
    """One examination by a laboratory."""

    test_name: Text | None = element("CAREC440", "What was examined.", format="an..256")
    method_name: Text | None = element("CAREC441", "How.", format="an..256")
    result_description: Text | None = element("CAREC442", "Result.", format="an..4000")
    test_date: Date | None = element("CAREC443", "When.")
    report_id: Identifier | None = element("CAREC444", "Number of the report.", format="an..70")
    laboratory: Party | None = element("CAREC445", "Who examined.")


class CertifiedGoods(Model, wco="CAREC446"):
    """One line of goods that the document covers."""

    sequence_numeric: Count | None = element("006", "Number of the line, from 1.")
    description: Text | None = element("137", "The goods.", format="an..4000")
    botanical_name: Text | None = element("CAREC447", "Botanical or zoological name.", format="an..256")
    brand_name: Text | None = element("CAREC448", "Brand or model.", format="an..256")
    lot_number_id: Identifier | None = element("265", "Lot or batch.", format="an..70")
    intended_use: Text | None = element("327", "What the goods are for.", format="an..4000")
    label_description: Text | None = element(
        "CAREC571", "Labels and marks on the goods themselves.", format="an..4000"
    )
    production_date: Date | None = element("CAREC449", "Date of production.")
    product_expiry_date_time: DateTime | None = element("354", "Until when the goods can be used.")
    authorised_quantity: Quantity | None = element("CAREC450", "Quantity allowed.")
    remaining_quantity: Quantity | None = element("CAREC451", "Quantity not yet written off.")
    value_amount: Amount | None = element("CAREC452", "Value of the goods, or value allowed.")
    remaining_amount: Amount | None = element("CAREC453", "Value not yet written off.")
    invoice_id: Identifier | None = element("D016", "Number of the invoice.", format="an..70")
    invoice_date: Date | None = element("D015", "Date of the invoice.")
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods.")
    goods_measure: GoodsMeasure | None = element("65A", "Mass and quantities.")
    laboratory_test: tuple[LaboratoryTest, ...] = elements("CAREC439", "Examinations.")
    manufacturer: Party | None = element("86A", "Who made the goods.", ids=party_ids("R042", "R043"))
    origin: tuple[Origin, ...] = elements("92A", "Origin of the goods.")
    origin_criterion: OriginCriterion | None = element("CAREC424", "Why they have that origin.")
    packaging: tuple[Packaging, ...] = elements("93A", "Packages.")
    registered_facility: tuple[Party, ...] = elements(
        "05B",
        "Farms, slaughterhouses, stores and plants under control.",
        ids=party_ids("L085", "L086"),
    )
    treatment: tuple[Treatment, ...] = elements("CAREC431", "How they were treated.")


class AdvanceRuling(Model, wco="CAREC454"):
    """What customs decided before the goods come: classification, origin or value."""

    subject_code: Code | None = element(
        "CAREC455", "What was decided.", format="an..17", codes="ruling-subject"
    )
    question: Text | None = element("CAREC456", "What the applicant asked.", format="an..4000")
    decision_description: Text | None = element("CAREC457", "What was decided.", format="an..4000")
    reason_description: Text | None = element("CAREC396", "Why.", format="an..4000")
    origin_country_code: Code | None = element(
        "CAREC458", "Origin decided (ISO 3166-1 alpha-2).", format="a2", codes="countries"
    )
    valuation_method_code: Code | None = element("CAREC459", "Valuation method decided.", format="an..3")
    binding_indicator: Indicator | None = element("CAREC460", "Whether it binds customs.")
    revocation_date: Date | None = element("CAREC461", "When it was revoked.")
    classification: tuple[Classification, ...] = elements("21A", "Classification decided.")


class AuthorisedTraderStatus(Model, wco="CAREC462"):
    """The status of an authorised economic operator, and who recognises it."""

    type_code: Code | None = element(
        "CAREC463", "Kind of authorisation: customs simplifications, security, both.", format="an..17"
    )
    suspension_date: Date | None = element("CAREC464", "Since when it is suspended.")
    role_code: tuple[Code, ...] = elements(
        "CAREC465", "What the trader is: importer, exporter, carrier, agent, warehouse."
    )
    recognising_country_code: tuple[CountryCode, ...] = elements(
        "CAREC466", "Countries that recognise it.", format="a2", codes="countries"
    )
    agreement_name: Text | None = element("CAREC467", "Agreement on recognition.", format="an..256")
    benefit_description: Text | None = element("CAREC468", "What it allows.", format="an..4000")


class SupportingDocument(Message, wco="CAREC469"):
    """A licence, permit, certificate or ruling, as its issuer wrote it."""

    title: ClassVar[str] = "Supporting document"
    items: ClassVar[str] = "CertifiedGoods"
    item_title: ClassVar[str] = "goods line"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    function_code: Code | None = element(
        "017",
        "What the message does: 9 original, 4 change, 1 cancellation.",
        format="n..2",
        codes="message-function",
    )
    functional_reference_id: Identifier | None = element(
        "D026", "The sender's own number of the message.", format="an..70"
    )
    category_code: Code | None = element(
        "CAREC470", "What the document is.", format="an..17", codes="document-category"
    )
    type_code: Code | None = element(
        "D006", "Kind of document (UN/EDIFACT 1001 or national).", format="an..6"
    )
    id: Identifier | None = element("D005", "Number of the document.", format="an..256")
    form_id: Identifier | None = element("CAREC471", "Number of the printed form.", format="an..70")
    name: Text | None = element("D028", "Title of the document.", format="an..256")
    language_code: Code | None = element("CAREC271", "Language of the texts (BCP 47).", format="an..17")
    issue_date_time: DateTime | None = element("D002", "When it was issued.")
    issue_location: Location | None = element("CAREC472", "Where it was issued.")
    effective_date_time: DateTime | None = element("276", "From when it holds.")
    expiration_date_time: DateTime | None = element("275", "Until when it holds.")
    status_code: Code | None = element(
        "CAREC473", "State of the document.", format="an..17", codes="document-status"
    )
    single_use_indicator: Indicator | None = element("CAREC474", "Whether it serves one consignment only.")
    replaced_document_id: Identifier | None = element(
        "CAREC475", "Document that it replaces.", format="an..256"
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
    transit_country_code: tuple[CountryCode, ...] = elements(
        "CAREC476", "Countries on the way.", format="a2", codes="countries"
    )
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents that it rests on.")
    additional_information: tuple[AdditionalInformation, ...] = elements("03A", "Remarks and conditions.")
    advance_ruling: AdvanceRuling | None = element("CAREC454", "The ruling.")
    applicant: Party | None = element("CAREC477", "Who applied for it.")
    attached_file: tuple[AttachedFile, ...] = elements("CAREC278", "Scan of the document and the like.")
    authorised_trader_status: AuthorisedTraderStatus | None = element("CAREC462", "The trader's status.")
    certified_goods: tuple[CertifiedGoods, ...] = elements("CAREC446", "The goods, line by line.")
    certifying_officer: GovernmentOfficer | None = element("69A", "Officer who signed.")
    consignee: Party | None = element("27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"))
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"))
    entry_location: Location | None = element("CAREC478", "Where the goods enter.")
    exporter: Party | None = element("57A", "Who exports the goods.", ids=party_ids("R031", "R032"))
    holder: Party | None = element("CAREC479", "Who may use the document.")
    importer: Party | None = element("74A", "Who imports the goods.", ids=party_ids("R037", "R038"))
    issuer: Party | None = element("CAREC480", "Authority that issued it.")
    loading_location: Location | None = element(
        "83A", "Where the goods are loaded.", ids={"Name": "L009", "ID": "L010"}
    )
    seal: tuple[Seal, ...] = elements("44B", "Seals on the goods.")
    transport_equipment: tuple[TransportEquipment, ...] = elements("31B", "Containers.")
    transport_means: tuple[TransportMeans, ...] = elements("CAREC481", "Means of transport.")
    ucr: UCR | None = element("35B", "Unique consignment reference.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
