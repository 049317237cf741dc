"""Duties, taxes and fees; how they are paid and secured."""

from __future__ import annotations

from carec_datamodel.model.base import Model, element, elements
from carec_datamodel.model.party import Office, Party, party_ids
from carec_datamodel.model.types import (
    Amount,
    Code,
    CountryCode,
    Date,
    DateTime,
    Identifier,
    Indicator,
    Numeric,
    Quantity,
    Text,
)


class Payment(Model, wco="94A"):
    """What is to be paid, or was, and how."""

    reference_id: Identifier | None = element(
        "014", "Number of the payment or receipt, with its series.", format="an..35", box="B"
    )
    method_code: Code | None = element("107", "Method of payment, coded.", format="an..3", box="47")
    method_description: Text | None = element(
        "CAREC044", "Method of payment in words.", format="an..256", box="B"
    )
    payment_date: Date | None = element("CAREC045", "Date of the payment.", box="B")
    tax_assessed_amount: Amount | None = element("120", "Amount of duty or tax.", box="47")
    guaranteed_amount: Amount | None = element("CAREC046", "Part of it that is secured, not paid.", box="47")
    global_tax_amount: Amount | None = element(
        "CAREC047", "Part of it that is due for the declaration, not for an item.", box="B"
    )
    manual_tax_amount: Amount | None = element(
        "CAREC048", "Part of it that an officer entered by hand.", box="B"
    )
    due_date_time: DateTime | None = element("376", "When it is due.", box="B")
    payment_amount: Amount | None = element("378", "Amount to be paid.", box="47")
    document_name: Text | None = element(
        "CAREC676", "Name of the document of payment, or words on it.", format="an..500", box="B"
    )
    document_date: Date | None = element("CAREC882", "Date of the document of payment.", box="B")
    deferred_payment_account_id: Identifier | None = element(
        "CAREC049", "Account for deferred payment.", format="an..35", box="48"
    )
    payer: Party | None = element(
        "56B", "Who pays, where that is another party.", ids=party_ids("R120", "R121"), box="B"
    )


class DutyRate(Model, wco="CAREC873"):
    """A second or further rate of a duty that is reckoned from several."""

    comparison_code: Code | None = element(
        "CAREC878", "Whether the lower or the higher amount counts, coded.", format="an..3", box="47"
    )
    comparison_indicator: Indicator | None = element("CAREC879", "Result of the comparison.", box="47")
    operation_code: Code | None = element(
        "CAREC880", "How the rate is joined with the one before, coded.", format="an..3", box="47"
    )
    tax_rate_numeric: Numeric | None = element(
        "115", "Rate as the sender states it: per cent, fraction or per unit.", box="47"
    )
    rate_type_code: Code | None = element(
        "CAREC874",
        "Whether the rate is a part of the value or an amount for a unit.",
        format="an..3",
        box="47",
    )
    rate_currency_code: Code | None = element(
        "CAREC875", "Currency of an amount for a unit (ISO 4217).", format="an3", box="47", codes="currencies"
    )
    rate_unit_code: Code | None = element(
        "CAREC876", "Unit that the amount is for (UN/ECE Recommendation 20).", format="an..8", box="47"
    )
    rate_unit_numeric: Numeric | None = element(
        "CAREC877", "For how many of those units the amount is.", box="47"
    )


class DutyTaxFee(Model, wco="50A"):
    """One duty, tax or fee."""

    ad_valorem_tax_base_amount: Amount | None = element("116", "Base of calculation, as a value.", box="47")
    deduct_amount: Amount | None = element("111", "Amount taken off.", box="47")
    duty_regime_code: Code | None = element(
        "164", "Preference or relief that is claimed.", format="an..17", box="36"
    )
    specific_tax_base_quantity: Quantity | None = element(
        "129", "Base of calculation, as a quantity.", box="47"
    )
    tax_rate_numeric: Numeric | None = element(
        "115", "Rate as the sender states it: per cent, fraction or per unit.", box="47"
    )
    rate_type_code: Code | None = element(
        "CAREC874",
        "Whether the rate is a part of the value or an amount for a unit.",
        format="an..3",
        box="47",
    )
    rate_currency_code: Code | None = element(
        "CAREC875", "Currency of an amount for a unit (ISO 4217).", format="an3", box="47", codes="currencies"
    )
    rate_unit_code: Code | None = element(
        "CAREC876", "Unit that the amount is for (UN/ECE Recommendation 20).", format="an..8", box="47"
    )
    rate_unit_numeric: Numeric | None = element(
        "CAREC877", "For how many of those units the amount is.", box="47"
    )
    rate_date: Date | None = element("CAREC881", "Day whose rate applies.", box="47")
    type_code: Code | None = element("113", "Kind of duty, tax or fee.", format="an..6", box="47")
    type_name: Text | None = element(
        "CAREC050", "Kind of duty, tax or fee in words.", format="an..256", box="47"
    )
    quota_order_id: Identifier | None = element(
        "401", "Tariff quota that is claimed.", format="an..17", box="39"
    )
    calculation_type_code: Code | None = element(
        "CAREC051", "How the amount was arrived at: by the system or by hand.", format="an..3", box="47"
    )
    further_rate: tuple[DutyRate, ...] = elements(
        "CAREC873", "Second and further rates of a combined one.", box="47"
    )
    payment: Payment | None = element("94A", "Amount and method of payment.", box="47")


class ObligationGuarantee(Model, wco="90A"):
    """Security for what may become payable."""

    amount_amount: Amount | None = element("492", "Amount secured.", box="52")
    expiration_date_time: DateTime | None = element("275", "Until when the guarantee holds.", box="52")
    id: Identifier | None = element("D014", "Number of the guarantee.", format="an..70", box="52")
    invalid_transit_country_code: tuple[CountryCode, ...] = elements(
        "232", "Countries where the guarantee does not hold.", format="a2", box="52", codes="countries"
    )
    invalid_transit_country_name: tuple[Text, ...] = elements(
        "CAREC052", "The same countries as the sender words them.", box="52"
    )
    reference_id: Identifier | None = element("100", "Reference of the guarantee.", format="an..70", box="52")
    security_details_code: Code | None = element("101", "Kind of guarantee.", format="an..3", box="52")
    access_code: Code | None = element(
        "499", "Code that allows use of the guarantee.", format="an..4", box="52"
    )
    effective_date_time: DateTime | None = element("CAREC194", "From when the guarantee holds.")
    used_amount: Amount | None = element("CAREC195", "Part of the amount that this movement uses.")
    waiver_reason_code: Code | None = element(
        "CAREC196", "Why no guarantee is needed, coded.", format="an..17"
    )
    valid_transit_country_code: tuple[CountryCode, ...] = elements(
        "CAREC197", "Countries where the guarantee holds.", format="a2", codes="countries"
    )
    guarantee_office: Office | None = element(
        "14C", "Office where the guarantee is lodged.", ids={"ID": "G014"}, box="52"
    )
    surety: Party | None = element("19B", "Who stands surety.", ids=party_ids("R054", "R055"))
    guarantee_association: Party | None = element(
        "CAREC198", "Association of the guarantee chain that vouches for the holder."
    )
