"""Value of the goods: prices, charges, deductions, conversion of currencies."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Party, party_ids
from carec_datamodel.model.types import Amount, Code, Count, Date, DateTime, Identifier, Numeric, Text


class CurrencyExchange(Model, wco="40A"):
    """How an amount was converted into the currency of the country of declaration."""

    currency_type_code: Code | None = element(
        "135", "Currency converted from (ISO 4217).", format="an3", box="22", codes="currencies"
    )
    currency_name: Text | None = element(
        "CAREC053", "That currency as the sender words it.", format="an..70", box="22"
    )
    rate_numeric: Numeric | None = element(
        "118", "Units of the national currency for one unit of that currency.", box="23"
    )
    national_currency_amount: Amount | None = element(
        "CAREC054", "The amount in the national currency.", box="22"
    )
    quotation_unit_numeric: Count | None = element(
        "CAREC683", "For how many units the rate is quoted; the rate here is for one.", box="23"
    )
    rate_date: Date | None = element("CAREC684", "Day of the rate.", box="23")


class ChargeDeduction(Model, wco="58B"):
    """One addition to or deduction from the price paid."""

    charges_type_code: Code | None = element(
        "371",
        "1FR internal freight, 2IN insurance, 3OT other costs, 4DE deduction; or a national code.",
        format="an..3",
    )
    other_charge_deduction_amount: Amount | None = element("181", "The charge in its own currency.", box="45")
    currency_exchange: CurrencyExchange | None = element("40A", "The charge in national currency.", box="45")


class CustomsValuation(Model, wco="41A"):
    """How the customs value was arrived at."""

    freight_charge_amount: Amount | None = element(
        "117", "Freight to the border of the country of import, in its own currency."
    )
    method_code: Code | None = element(
        "122", "Valuation method 1 to 6 (WTO Valuation Agreement).", format="an..3", box="43"
    )
    party_relationship_code: Code | None = element(
        "163", "Whether buyer and seller are related.", format="an..3"
    )
    payment_terms_code: Code | None = element("301", "Terms of payment, coded.", format="an..17", box="28")
    payment_terms_description: Text | None = element(
        "CAREC055", "Terms of payment in words.", format="an..256", box="28"
    )
    apportionment_method_code: Code | None = element(
        "CAREC056",
        "How costs of the shipment are spread over its items: 0 by value, 1 by weight, 2 by hand.",
        format="an..3",
    )
    apportionment_numeric: Numeric | None = element(
        "CAREC057", "Share of the item in the costs of the shipment, 0 to 1."
    )
    total_invoice_amount: Amount | None = element(
        "CAREC058", "Sum of the invoices that were valued.", box="22"
    )
    total_cost_amount: Amount | None = element(
        "CAREC059", "Freight, insurance and other costs less deductions, in national currency.", box="12"
    )
    customs_value_amount: Amount | None = element(
        "CAREC060", "Customs value of the whole shipment, in national currency."
    )
    currency_exchange: CurrencyExchange | None = element("40A", "The freight charge in national currency.")
    charge_deduction: tuple[ChargeDeduction, ...] = elements("58B", "Other charges and deductions.", box="45")


class ValuationAdjustment(Model, wco="39B"):
    """A correction of the value."""

    addition_code: Code | None = element(
        "188", "Valuation indicators, four digits 0 or 1.", format="an..4", box="45"
    )
    percentage_numeric: Numeric | None = element("123", "Correction in per cent.", box="45")
    amount_amount: Amount | None = element("125", "Correction as an amount.", box="45")
    factor_numeric: Numeric | None = element(
        "CAREC061", "Factor that the value is multiplied by; 1 changes nothing.", box="45"
    )


class MarketValuation(Model, wco="CAREC062"):
    """The value of like goods on the market, where an officer uses it for comparison."""

    rate_numeric: Numeric | None = element("CAREC063", "Rate of conversion used.")
    market_value_amount: Amount | None = element("CAREC064", "Value on the market.")
    basis_description: Text | None = element("CAREC065", "What the comparison rests on.", format="an..4000")
    basis_amount: Amount | None = element("CAREC066", "Amount that the comparison starts from.")


class TradeTerms(Model, wco="22B"):
    """Terms of delivery."""

    condition_code: Code | None = element(
        "090", "Delivery term (Incoterms), as declared.", format="an3", box="20"
    )
    country_relationship_code: Code | None = element(
        "106", "How the place relates to the country.", format="an..3", box="20"
    )
    description: Text | None = element("089", "Terms of delivery in words.", format="an..256", box="20")
    location_id: Identifier | None = element(
        "L002", "Place of delivery (UN/LOCODE).", format="an..17", box="20"
    )
    location_name: Text | None = element("L001", "Place of delivery in words.", format="an..256", box="20")
    situation_code: Code | None = element(
        "CAREC067", "Where the place lies: at home, abroad.", format="an..17", box="20"
    )
    delivery_kind_code: Code | None = element(
        "CAREC685", "Kind of delivery, coded.", format="an..17", box="20"
    )


class Invoice(Model, wco="78A"):
    """A commercial invoice."""

    sequence_numeric: Count | None = element("006", "Position of the invoice, from 1.")
    id: Identifier | None = element("D016", "Number of the invoice.", format="an..70")
    issue_date_time: DateTime | None = element("D015", "Date of the invoice.")
    type_code: Code | None = element("D025", "Kind of invoice, coded.", format="an..6")
    name: Text | None = element("CAREC676", "Name of the document, or words on it.", format="an..500")
    amount: Amount | None = element("CAREC068", "Amount of the invoice.")
    supplier: Party | None = element("18B", "Who issued the invoice.", ids=party_ids("R052", "R053"))


class InvoiceLine(Model, wco="79A"):
    """What the invoice asks for one item."""

    item_charge_amount: Amount | None = element(
        "112", "Price of the item in the currency of the invoice.", box="42"
    )
    price_amount: Amount | None = element(
        "CAREC069", "Price of the item as entered in box 42 of the form.", box="42"
    )
    unit_price_amount: Amount | None = element(
        "CAREC504", "Price of one unit of the goods in the currency of the invoice."
    )
    invoice_numeric: Count | None = element("CAREC070", "Position of the invoice that the item is on.")
    currency_exchange: CurrencyExchange | None = element("40A", "The price in national currency.", box="42")
