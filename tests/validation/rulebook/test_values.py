"""Rules on currencies, values and taxes."""

from __future__ import annotations

from typing import Any

import pytest

ITEM = ("GoodsShipment", "GovernmentAgencyGoodsItem")


def usd(value: str) -> dict[str, str]:
    return {"value": value, "currencyID": "USD"}


def kgs(value: str) -> dict[str, str]:
    return {"value": value, "currencyID": "KGS"}


def declared(*items: dict[str, Any], shipment: dict[str, Any] | None = None, **others: Any) -> dict[str, Any]:
    numbered = [{"SequenceNumeric": number, **item} for number, item in enumerate(items, start=1)]
    return {"GoodsShipment": {"GovernmentAgencyGoodsItem": numbered, **(shipment or {})}, **others}


def exchange(rate: str, national: str, **others: str) -> dict[str, Any]:
    return {"RateNumeric": rate, "NationalCurrencyAmount": kgs(national), **others}


def test_a_rate_of_a_currency_that_is_not_named_may_be_that_of_the_invoice(objected):
    values = declared({"CustomsValueAmount": kgs("8745")}, InvoiceAmount=usd("100"))
    assert len(objected("currency.rate-given", "GoodsDeclaration", values)) == 1
    known = {**values, "CurrencyExchange": [{"RateNumeric": "87.45"}]}
    assert objected("currency.rate-given", "GoodsDeclaration", known) == []


def test_no_rate_is_needed_where_the_national_currency_is_not_known(objected):
    values = declared({"CustomsValueAmount": {"value": "8745"}}, InvoiceAmount=usd("100"))
    assert objected("currency.rate-given", "GoodsDeclaration", values) == []


def test_rates_of_two_days_may_differ_and_trailing_zeros_do_not_count(objected):
    first = {"CurrencyTypeCode": "USD", "RateNumeric": "87.45", "RateDate": "2026-03-20"}
    later = {**first, "RateNumeric": "87.60", "RateDate": "2026-03-21"}
    same = {**first, "RateNumeric": "87.4500"}
    assert objected("currency.one-rate", "GoodsDeclaration", {"CurrencyExchange": [first, later, same]}) == []
    other = {**first, "RateNumeric": "87.60"}
    (problem,) = objected("currency.one-rate", "GoodsDeclaration", {"CurrencyExchange": [first, other]})
    assert problem.loc == ("CurrencyExchange", 1, "RateNumeric")
    assert problem.message == "the rate of USD is 87.6 here and 87.45 before"


def test_a_price_may_be_in_the_currency_of_any_invoice_listed(objected):
    line = {"Commodity": {"InvoiceLine": {"ItemChargeAmount": {"value": "5", "currencyID": "EUR"}}}}
    values = declared(line, InvoiceAmount=usd("100"))
    (problem,) = objected("currency.items-as-invoice", "GoodsDeclaration", values)
    assert problem.loc == (*ITEM, 0, "Commodity", "InvoiceLine", "ItemChargeAmount")
    invoice = {"Invoice": [{"ID": "7", "Amount": {"value": "5", "currencyID": "EUR"}}]}
    listed = declared(line, shipment=invoice, InvoiceAmount=usd("100"))
    assert objected("currency.items-as-invoice", "GoodsDeclaration", listed) == []


def test_each_amount_is_held_against_its_own_conversion(objected):
    wrong = {"FreightChargeAmount": usd("10"), "CurrencyExchange": exchange("87.45", "8745")}
    charge = {"OtherChargeDeductionAmount": usd("1"), "CurrencyExchange": exchange("87.45", "90")}
    item = {
        "Commodity": {
            "InvoiceLine": {"ItemChargeAmount": usd("100"), "CurrencyExchange": exchange("87.45", "8744.6")}
        },
        "CustomsValuation": {"ChargeDeduction": [charge]},
    }
    values = declared(item, shipment={"CustomsValuation": wrong})
    found = objected("values.conversion", "GoodsDeclaration", values)
    assert [problem.loc for problem in found] == [
        ("GoodsShipment", "CustomsValuation", "CurrencyExchange", "NationalCurrencyAmount"),
        (*ITEM, 0, "CustomsValuation", "ChargeDeduction", 0, "CurrencyExchange", "NationalCurrencyAmount"),
    ]
    assert found[0].message == "10 USD at the rate 87.45 is given as 8745 KGS"
    assert found[0].expected == "874.50 KGS"


@pytest.mark.parametrize(
    "conversion",
    [exchange("0", "8475"), exchange("87.45", "8475", CurrencyTypeCode="EUR"), {"RateNumeric": "2"}],
)
def test_an_unused_rate_or_one_of_another_currency_converts_nothing(objected, conversion):
    line = {"Commodity": {"InvoiceLine": {"ItemChargeAmount": usd("100"), "CurrencyExchange": conversion}}}
    assert objected("values.conversion", "GoodsDeclaration", declared(line)) == []


def test_every_item_may_be_rounded_by_itself(objected):
    items = [{"SequenceNumeric": number, "CustomsValueAmount": kgs("100.4")} for number in (1, 2, 3)]
    shipment = {"CustomsValuation": {"CustomsValueAmount": kgs("300")}, "GovernmentAgencyGoodsItem": items}
    assert objected("values.customs-value-total", "GoodsShipment", shipment) == []
    shipment["CustomsValuation"] = {"CustomsValueAmount": kgs("290")}
    (problem,) = objected("values.customs-value-total", "GoodsShipment", shipment)
    assert problem.expected == "301.20 KGS, but for rounding"
    items.append({"SequenceNumeric": 4})
    assert objected("values.customs-value-total", "GoodsShipment", shipment) == []


def valued(value: str, *adjustments: dict[str, Any]) -> dict[str, Any]:
    return {
        "SequenceNumeric": 1,
        "CustomsValueAmount": kgs(value),
        "Commodity": {"InvoiceLine": {"CurrencyExchange": {"NationalCurrencyAmount": kgs("200")}}},
        "CustomsValuation": {"TotalCostAmount": kgs("20")},
        "ValuationAdjustment": list(adjustments),
    }


def test_a_factor_of_correction_counts_and_a_percentage_is_not_judged(objected):
    rule, cls = "values.item-customs-value", "GovernmentAgencyGoodsItem"
    assert objected(rule, cls, valued("242", {"FactorNumeric": "1.1"})) == []
    assert objected(rule, cls, valued("300", {"PercentageNumeric": "10"})) == []
    (problem,) = objected(rule, cls, valued("300", {"FactorNumeric": "1"}))
    assert problem.message == "the customs value is 300 KGS, the price 200 KGS and the costs 20 KGS"
    assert problem.expected == "220 KGS"


def test_a_statistical_value_in_a_currency_without_rate_is_not_judged(objected):
    item = {"CustomsValueAmount": kgs("8745"), "StatisticalValueAmount": usd("8745")}
    assert objected("values.statistical-value", "GoodsDeclaration", declared(item)) == []
    item = {"CustomsValueAmount": kgs("8745"), "StatisticalValueAmount": kgs("2000")}
    (problem,) = objected("values.statistical-value", "GoodsDeclaration", declared(item))
    assert problem.expected == "about 8745 KGS"


def tax(base: str, rate: str, amount: str, **others: Any) -> dict[str, Any]:
    return {
        "AdValoremTaxBaseAmount": kgs(base),
        "TaxRateNumeric": rate,
        "Payment": {"TaxAssessedAmount": kgs(amount)},
        **others,
    }


@pytest.mark.parametrize(
    "line",
    [
        tax("2405236", "0.2", "481047"),
        tax("2405236", "20", "481047"),
        tax("48", "20.0", "952"),
        tax("1000", "10", "70", DeductAmount=kgs("30")),
        tax("1000", "10", "500", CalculationTypeCode="M"),
        tax("1000", "10", "500", SpecificTaxBaseQuantity={"value": "4", "unitCode": "LTR"}),
    ],
)
def test_a_tax_may_be_in_per_cent_a_fraction_or_per_unit_or_made_by_hand(objected, line):
    assert objected("taxes.calculation", "DutyTaxFee", line) == []


def test_a_tax_that_no_reading_of_its_rate_gives_is_told(objected):
    (problem,) = objected("taxes.calculation", "DutyTaxFee", tax("1000", "10", "500"))
    assert problem.loc == ("Payment", "TaxAssessedAmount")
    assert problem.message == "the tax on 1000 KGS at the rate 10 is 500 KGS"
    assert problem.expected == "100 KGS"


def test_a_total_may_leave_out_what_is_suspended(objected):
    lines = [
        {"Payment": {"MethodCode": code, "TaxAssessedAmount": kgs(amount)}}
        for code, amount in (("0", "12.48"), ("1", "14.98"), ("0", "41.56"))
    ]
    item = {"SequenceNumeric": 1, "Commodity": {"DutyTaxFee": lines}}
    for amount in ("14.98", "69.02"):
        whole = {**item, "Payment": {"TaxAssessedAmount": kgs(amount)}}
        assert objected("taxes.item-total", "GovernmentAgencyGoodsItem", whole) == []
    wrong = {**item, "Payment": {"TaxAssessedAmount": kgs("30")}}
    (problem,) = objected("taxes.item-total", "GovernmentAgencyGoodsItem", wrong)
    assert problem.expected == "69.02 KGS, but for rounding"


def test_the_taxes_of_a_declaration_hold_with_fees_and_with_suspended_items(objected):
    items = [{"Payment": {"TaxAssessedAmount": kgs("100")}}, {"Payment": {"TaxAssessedAmount": kgs("200")}}]
    fee = [{"Payment": {"TaxAssessedAmount": kgs("40")}}]
    for amount, found in (("340", 0), ("40", 0), ("300", 1)):
        payment = {"TaxAssessedAmount": kgs(amount)}
        values = declared(*items, DutyTaxFee=fee, Payment=payment)
        assert len(objected("taxes.declaration-total", "GoodsDeclaration", values)) == found
    partly = declared(items[0], {}, Payment={"TaxAssessedAmount": kgs("300")})
    assert objected("taxes.declaration-total", "GoodsDeclaration", partly) == []


def test_paid_and_secured_in_two_currencies_are_not_added(objected):
    payment = {
        "TaxAssessedAmount": kgs("100"),
        "PaymentAmount": kgs("100"),
        "GuaranteedAmount": {"value": "60", "currencyID": "USD"},
    }
    assert objected("taxes.paid-and-secured", "Payment", payment) == []


def test_a_guarantee_without_amount_may_cover_anything(objected):
    item = {"Commodity": {"DutyTaxFee": [{"Payment": {"GuaranteedAmount": kgs("400")}}]}}
    values = declared(item, ObligationGuarantee=[{"ReferenceID": "26KG0000000001"}])
    assert objected("guarantee.covers-secured", "GoodsDeclaration", values) == []
