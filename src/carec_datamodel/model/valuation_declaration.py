"""The declaration of the customs value, after the WTO Valuation Agreement."""

from __future__ import annotations

from typing import ClassVar

from carec_datamodel.model.base import Message, Model, element, elements
from carec_datamodel.model.documents import AdditionalDocument, AdditionalInformation, Authentication
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.goods_measure import Classification
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.references import ReferencedDeclaration
from carec_datamodel.model.signatory import SIGNATORY_IDS, Signatory
from carec_datamodel.model.types import (
    Amount,
    Code,
    Count,
    Date,
    DateTime,
    Identifier,
    Indicator,
    Numeric,
    Quantity,
    Text,
)
from carec_datamodel.model.valuation import CurrencyExchange, Invoice, TradeTerms


class SaleConditions(Model, wco="CAREC482"):
    """What decides whether the price paid can be the value (articles 1 and 8 of the Agreement)."""

    related_indicator: Indicator | None = element("CAREC483", "Whether buyer and seller are related.")
    price_influenced_indicator: Indicator | None = element("CAREC484", "Whether that influenced the price.")
    test_value_indicator: Indicator | None = element(
        "CAREC485", "Whether the price comes close to a test value."
    )
    restriction_indicator: Indicator | None = element(
        "CAREC486", "Whether the buyer is limited in using the goods."
    )
    condition_indicator: Indicator | None = element(
        "CAREC487", "Whether the price depends on a condition whose worth is not known."
    )
    licence_contract_indicator: Indicator | None = element("CAREC488", "Whether there is a licence contract.")
    royalty_indicator: Indicator | None = element("CAREC489", "Whether royalties are paid.")
    resale_proceeds_indicator: Indicator | None = element(
        "CAREC490", "Whether the seller has a share in a later resale."
    )
    description: Text | None = element("CAREC491", "Details.", format="an..4000")


class ValueComponent(Model, wco="CAREC492"):
    """One amount that goes into the value or out of it."""

    type_code: Code | None = element(
        "CAREC493", "What the amount is for.", format="an..17", codes="value-component"
    )
    component_amount: Amount | None = element("CAREC494", "The amount in its own currency.")
    national_amount: Amount | None = element("CAREC495", "The amount in national currency.")
    rate_numeric: Numeric | None = element("118", "Rate of conversion, for one unit of the currency.")
    rate_currency_code: Code | None = element(
        "CAREC767", "Currency that the rate is for (ISO 4217).", format="an3"
    )
    quotation_unit_numeric: Count | None = element(
        "CAREC683", "For how many units the rate is quoted; the rate here is for one."
    )
    place_name: Text | None = element("CAREC496", "Up to which place, for transport.", format="an..256")


class ValueConversion(CurrencyExchange, wco="40A"):
    """How one foreign amount of the form was converted."""

    box_id: Identifier | None = element("CAREC768", "Box of the form that it belongs to.", format="an..17")
    foreign_amount: Amount | None = element("CAREC769", "The amount in its own currency.")


class ValuationRemark(AdditionalInformation, wco="03A"):
    """A remark on the value, with the document that it refers to."""

    additional_document: AdditionalDocument | None = element("02A", "Document that it refers to.")


class ValuationItem(Model, wco="CAREC497"):
    """The value of one goods item, step by step."""

    sequence_numeric: Count = element("006", "Number of the item, from 1.", required=True)
    goods_item_numeric: Count | None = element("CAREC498", "Number of the item in the goods declaration.")
    sheet_numeric: Count | None = element("CAREC499", "Sheet of the form that the item is on.")
    sheet_item_numeric: Count | None = element("CAREC770", "Number of the item on that sheet.")
    method_code: Code | None = element(
        "122", "Valuation method 1 to 6 (WTO Valuation Agreement).", format="an..3"
    )
    base_method_code: Code | None = element(
        "CAREC500", "Method that method 6 is applied after.", format="an..3"
    )
    customs_value_amount: Amount | None = element("108", "Customs value, in national currency.")
    foreign_value_amount: Amount | None = element(
        "CAREC501", "Customs value in another currency, often dollars."
    )
    rate_numeric: Numeric | None = element("118", "Rate between the two, for one unit of that currency.")
    quotation_unit_numeric: Count | None = element(
        "CAREC683", "For how many units the rate is quoted; the rate here is for one."
    )
    adjusted_value_amount: Amount | None = element(
        "CAREC800", "Value after additions and deductions, before the quantities are compared."
    )
    compared_quantity: Quantity | None = element(
        "CAREC502", "Quantity of the identical or similar goods compared with."
    )
    valued_quantity: Quantity | None = element("CAREC503", "Quantity of the goods valued.")
    unit_price_amount: Amount | None = element("CAREC504", "Price of one unit, where that is the base.")
    unit_price_unit_code: Code | None = element(
        "CAREC771", "That unit (UN/ECE Recommendation 20).", format="an..8"
    )
    provisional_until_date: Date | None = element("CAREC505", "When the final value will be declared.")
    additional_information: tuple[ValuationRemark, ...] = elements("03A", "Remarks on the item.")
    classification: tuple[Classification, ...] = elements("21A", "Codes of the goods.")
    currency_exchange: tuple[ValueConversion, ...] = elements("40A", "Conversions of foreign amounts.")
    base_component: tuple[ValueComponent, ...] = elements("CAREC690", "What the value starts from.")
    addition: tuple[ValueComponent, ...] = elements("CAREC762", "What is added.")
    deduction: tuple[ValueComponent, ...] = elements("CAREC794", "What is taken off.")


class ValuationDeclaration(Message, wco="CAREC506"):
    """A declaration of how the customs value of goods was arrived at."""

    title: ClassVar[str] = "Valuation declaration"
    items: ClassVar[str] = "ValuationItem"
    item_title: ClassVar[str] = "valued item"

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
        "D026", "The declarant's own number of the declaration.", format="an..70"
    )
    id: Identifier | None = element("CAREC507", "Number of the valuation declaration.", format="an..70")
    issue_date_time: DateTime | None = element("CAREC508", "Date of the declaration.")
    security_label_id: Identifier | None = element(
        "CAREC772", "Number of the security label on the form.", format="an..35"
    )
    form_code: Code | None = element(
        "CAREC509", "Form used: by which methods, for which goods.", format="an..17"
    )
    method_code: Code | None = element(
        "122", "Valuation method of all items, 1 to 6 (WTO Valuation Agreement).", format="an..3"
    )
    base_method_code: Code | None = element(
        "CAREC500", "Method that method 6 is applied after.", format="an..3"
    )
    sheet_quantity: Count | None = element("CAREC510", "Number of further sheets.")
    method_reason_description: tuple[Text, ...] = elements(
        "CAREC511", "Why the methods before the one used do not apply."
    )
    customs_value_amount: Amount | None = element(
        "CAREC060", "Customs value of the whole shipment, in national currency."
    )
    authentication: Authentication | None = element("61B", "Signature.")
    additional_document: tuple[AdditionalDocument, ...] = elements("02A", "Documents that prove the value.")
    additional_information: tuple[ValuationRemark, ...] = elements("03A", "Remarks.")
    buyer: Party | None = element("16A", "Who buys the goods.", ids=party_ids("R009", "R010"))
    contract_document: tuple[AdditionalDocument, ...] = elements("CAREC512", "Contracts of sale.")
    declarant: Party | None = element("57B", "Who declares.", ids=party_ids("R124", "R123"))
    declaration: ReferencedDeclaration | None = element("42A", "Goods declaration that it belongs to.")
    decision_document: tuple[AdditionalDocument, ...] = elements("CAREC513", "Earlier decisions of customs.")
    invoice: tuple[Invoice, ...] = elements("78A", "Commercial invoices.")
    representative_person: Signatory | None = element("06B", "Who signs.", ids=SIGNATORY_IDS)
    sale_conditions: SaleConditions | None = element("CAREC482", "Conditions of the sale.")
    seller: Party | None = element("09B", "Who sells the goods.", ids=party_ids("R050", "R051"))
    trade_terms: TradeTerms | None = element("22B", "Terms of delivery.")
    valuation_item: tuple[ValuationItem, ...] = elements("CAREC497", "The value, item by item.")
    extension: Extension | None = element("CAREC074", "What the model has no element for.")
