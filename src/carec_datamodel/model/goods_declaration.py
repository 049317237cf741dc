"""The goods declaration: import, export, warehousing, e-commerce; the Single Administrative Document."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.consignment import Consignment
from carec_datamodel.model.documents import (
    UCR,
    AdditionalDocument,
    AdditionalInformation,
    Amendment,
    Assessment,
    Authentication,
    PreviousDocument,
)
from carec_datamodel.model.duties import DutyTaxFee, ObligationGuarantee, Payment
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import (
    AEOMutualRecognitionParty,
    AuthorisationHolder,
    Bank,
    DomesticDutyTaxParty,
    Office,
    Party,
    party_ids,
)
from carec_datamodel.model.places import Country, Destination, Warehouse
from carec_datamodel.model.signatory import SIGNATORY_IDS, Signatory
from carec_datamodel.model.transport import RegisteredTransportMeans, means_ids
from carec_datamodel.model.types import Amount, Code, Count, DateTime, Identifier, Measure, Quantity, Text
from carec_datamodel.model.valuation import CurrencyExchange, CustomsValuation, Invoice, TradeTerms


class GoodsShipment(Model, wco="67A"):
    """The goods of one declaration, traded between one seller and one buyer."""

    sequence_numeric: Count | None = element("006", "Position of the shipment, from 1.")
    exit_date_time: DateTime | None = element("024", "When the goods left the customs territory.")
    transaction_nature_code: Code | None = element(
        "103", "Nature of the transaction.", format="an..3", box="24"
    )
    transaction_feature_code: Code | None = element(
        "CAREC887", "Peculiarity of the transaction, beside its nature.", format="an..3", box="24"
    )
    trading_country_code: Code | None = element(
        "CAREC099", "Country traded with (ISO 3166-1 alpha-2).", format="a2", box="11", codes="countries"
    )
    origin_country_code: Code | None = element(
        "CAREC886",
        "Origin of all goods (ISO 3166-1 alpha-2), a customs union, or that origins differ.",
        format="an..4",
        box="16",
    )
    origin_country_name: Text | None = element(
        "CAREC100", "Origin of all goods in words, or that origins differ.", format="an..70", box="16"
    )
    aeo_mutual_recognition_party: tuple[AEOMutualRecognitionParty, ...] = elements(
        "16C", "Authorised traders."
    )
    buyer: Party | None = element("16A", "Who buys the goods.", ids=party_ids("R009", "R010"))
    consignee: Party | None = element(
        "27A", "To whom the goods are sent.", ids=party_ids("R014", "R015"), box="8"
    )
    consignment: Consignment | None = element("28A", "How the goods are carried and where they are.")
    consignor: Party | None = element("30A", "Who sends the goods.", ids=party_ids("R020", "R021"), box="2")
    customs_valuation: CustomsValuation | None = element(
        "41A", "How the value of the shipment was arrived at."
    )
    destination: Destination | None = element("99B", "Country of destination.", box="17")
    domestic_duty_tax_party: tuple[DomesticDutyTaxParty, ...] = elements("55B", "Traders by tax identifier.")
    export_country: Country | None = element("95B", "Country of export.", box="15")
    government_agency_goods_item: tuple[GovernmentAgencyGoodsItem, ...] = elements(
        "68A", "The goods items.", box="32"
    )
    importer: Party | None = element("74A", "Who imports the goods.", ids=party_ids("R037", "R038"), box="8")
    invoice: tuple[Invoice, ...] = elements("78A", "Commercial invoices.")
    payer: Party | None = element(
        "56B", "Who settles the transaction.", ids=party_ids("R120", "R121"), box="9"
    )
    previous_document: tuple[PreviousDocument, ...] = elements("99A", "Where the goods come from.", box="40")
    seller: Party | None = element("09B", "Who sells the goods.", ids=party_ids("R050", "R051"))
    surety: Party | None = element("19B", "Who stands surety.", ids=party_ids("R054", "R055"))
    trade_terms: TradeTerms | None = element("22B", "Terms of delivery.", box="20")
    ucr: UCR | None = element("35B", "Unique consignment reference.", box="7")
    warehouse: Warehouse | None = element("43B", "Customs warehouse.", box="49")


class GoodsDeclaration(Message, wco="42A"):
    """A declaration of goods to customs."""

    title: ClassVar[str] = "Goods declaration"
    items: ClassVar[str] = "GoodsShipment/GovernmentAgencyGoodsItem"
    item_title: ClassVar[str] = "goods item"

    meta_data: MetaData | None = element(
        "CAREC081", "Version, sender, recipient, number and time of the message."
    )
    acceptance_date_time: DateTime | None = element(
        "023", "When customs accepted and registered the declaration.", box="A"
    )
    function_code: Code | None = element(
        "017",
        "What the message does: 9 original, 4 change, 1 cancellation.",
        format="n..2",
        codes="message-function",
    )
    functional_reference_id: Identifier | None = element(
        "D026", "The declarant's own number of the declaration.", format="an..35", box="7"
    )
    functional_reference_year_numeric: Count | None = element("CAREC101", "Year of that number.", box="7")
    id: Identifier | None = element(
        "D014", "Number that customs gave the declaration, with its series.", format="an..70", box="A"
    )
    issue_date_time: DateTime | None = element("D011", "Date of the declaration.", box="54")
    issue_location_id: Identifier | None = element(
        "D012", "Place of the declaration (UN/LOCODE).", format="an..5", box="54"
    )
    issue_location_name: Text | None = element(
        "CAREC102", "Place of the declaration in words.", format="an..256", box="54"
    )
    type_code: Code | None = element(
        "D013", "Kind of declaration: IM, EX, CO, EU or a WCO type.", format="an..3", box="1a"
    )
    national_type_code: Code | None = element(
        "CAREC103",
        "Kind of declaration in the sender's own list, where that is none of these.",
        format="an..6",
        box="1a",
    )
    general_procedure_code: Code | None = element(
        "CAREC104",
        "Group of procedures: 1 export, 4 home use, 7 warehousing, 8 transit and so on.",
        format="an..3",
        box="1b",
    )
    transit_type_code: Code | None = element(
        "CAREC105", "Kind of transit document.", format="an..5", box="1c"
    )
    flow_code: Code | None = element("CAREC106", "Direction of the goods: I in, E out.", format="an1")
    form_numeric: Count | None = element("CAREC107", "Number of this form of the set.", box="3")
    form_quantity: Count | None = element("CAREC108", "Number of forms in the set.", box="3")
    goods_item_quantity: Quantity | None = element("228", "Number of goods items.", box="5")
    declaration_office_id: Identifier | None = element(
        "065", "Office where the declaration is lodged.", format="an..17", box="A"
    )
    declaration_office_name: Text | None = element(
        "CAREC109", "Name of that office.", format="an..256", box="A"
    )
    invoice_amount: Amount | None = element("109", "Total of the invoices in their currency.", box="22")
    loading_list_quantity: Quantity | None = element("013", "Number of loading lists.", box="4")
    loading_list_page_quantity: Count | None = element(
        "CAREC891", "Number of sheets of the loading lists.", box="4"
    )
    seals_affixed_quantity: Quantity | None = element("227", "Number of seals.", box="D")
    total_gross_mass_measure: Measure | None = element(
        "131", "Gross mass of all items, in kilograms unless a unit is given.", box="35", unit="KGM"
    )
    total_net_mass_measure: Measure | None = element(
        "CAREC635", "Net mass of all items, in kilograms unless a unit is given.", unit="KGM"
    )
    total_package_quantity: Quantity | None = element("146", "Packages of all items.", box="6")
    specific_circumstances_code_code: Code | None = element(
        "504", "Special circumstances of the declaration.", format="an..3"
    )
    exit_reference_id: Identifier | None = element(
        "CAREC110", "Number of the confirmation of exit.", format="an..70"
    )
    authentication: Authentication | None = element("61B", "Signature.", box="54")
    submitter: Party | None = element("17B", "Who sends the declaration.", ids=party_ids("R058", "R059"))
    additional_document: tuple[AdditionalDocument, ...] = elements(
        "02A", "Documents for the whole declaration.", box="44"
    )
    additional_information: tuple[AdditionalInformation, ...] = elements(
        "03A", "Remarks on the whole declaration.", box="44"
    )
    agent: Party | None = element(
        "05A", "Who acts for the declarant.", ids=party_ids("R003", "R004"), box="14"
    )
    amendment: tuple[Amendment, ...] = elements("06A", "Changes asked for.")
    assessment: Assessment | None = element("CAREC036", "How customs assessed the declaration.", box="B")
    authorisation_holder: tuple[AuthorisationHolder, ...] = elements("17C", "Authorisations used.")
    bank: Bank | None = element("14A", "Bank of the transaction.", box="28")
    border_transport_means: RegisteredTransportMeans | None = element(
        "15A",
        "Means on which the goods cross the border.",
        ids=means_ids("T005", "T006", "T018", "T010", "T014", "T022"),
        box="21",
    )
    consignment: Consignment | None = element("28A", "Carriage as a whole: carrier, route, freight.")
    currency_exchange: tuple[CurrencyExchange, ...] = elements(
        "40A", "Conversion of the invoice currency.", box="23"
    )
    declarant: Party | None = element(
        "57B", "Who declares the goods.", ids=party_ids("R124", "R123"), box="14"
    )
    duty_tax_fee: tuple[DutyTaxFee, ...] = elements(
        "50A", "Duties, taxes and fees on the whole declaration.", box="B"
    )
    entry_office: Office | None = element(
        "51A", "Office where the goods enter.", ids={"ID": "G004"}, box="29"
    )
    exit_office: Office | None = element("56A", "Office where the goods leave.", ids={"ID": "G005"}, box="29")
    actual_exit_office: Office | None = element("CAREC111", "Office where the goods were seen to leave.")
    exporter: Party | None = element("57A", "Who exports the goods.", ids=party_ids("R031", "R032"), box="2")
    goods_shipment: GoodsShipment | None = element("67A", "The goods.")
    obligation_guarantee: tuple[ObligationGuarantee, ...] = elements("90A", "Guarantees.", box="52")
    payment: Payment | None = element("94A", "Duties and taxes of the whole declaration, summed.", box="B")
    presentation_office: Office | None = element(
        "15C", "Office where the goods are presented.", ids={"ID": "G015"}
    )
    supervising_office: Office | None = element(
        "97B", "Office that supervises the procedure.", ids={"ID": "G012"}, box="44"
    )
    representative_person: Signatory | None = element("06B", "Who signs.", ids=SIGNATORY_IDS, box="54")
    agent_contract: AdditionalDocument | None = element(
        "CAREC753", "Contract of the agent with the declarant.", box="54"
    )
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
