"""Rules on currencies and rates of exchange."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.valuation import CurrencyExchange

_BOX_23 = "Single Administrative Document, boxes 22 and 23"


@rule(
    "currency.rate-positive",
    "CurrencyExchange",
    "RateNumeric",
    "CurrencyTypeCode",
    good={"CurrencyTypeCode": "USD", "RateNumeric": "87.45"},
    bad={"CurrencyTypeCode": "USD", "RateNumeric": "0"},
    source=_BOX_23,
    needs=("RateNumeric", "CurrencyTypeCode"),
)
def rate_positive(exchange: CurrencyExchange, _scope: Scope) -> Iterator[Problem]:
    """One unit of a currency is worth something: its rate is above 0."""
    rate = exchange.rate_numeric
    if rate is not None and rate <= 0:
        yield Problem(
            ("RateNumeric",),
            f"the rate of {exchange.currency_type_code} is {rate:f}",
            "a rate above 0",
            f"{rate:f}",
        )


@rule(
    "currency.rate-given",
    "GoodsDeclaration",
    "InvoiceAmount",
    "CurrencyExchange[]/CurrencyTypeCode",
    "GoodsShipment/CustomsValuation/CustomsValueAmount",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/CustomsValueAmount",
    good={
        "InvoiceAmount": {"value": "100", "currencyID": "USD"},
        "CurrencyExchange": [{"CurrencyTypeCode": "USD", "RateNumeric": "87.45"}],
        "GoodsShipment": {"CustomsValuation": {"CustomsValueAmount": {"value": "8745", "currencyID": "KGS"}}},
    },
    bad={
        "InvoiceAmount": {"value": "100", "currencyID": "USD"},
        "GoodsShipment": {"CustomsValuation": {"CustomsValueAmount": {"value": "8745", "currencyID": "KGS"}}},
    },
    source=_BOX_23,
    severity=Severity.WARNING,
)
def rate_given(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Where the goods are invoiced in a foreign currency, its rate to the national one is stated."""
    invoiced = declaration.invoice_amount.currency if declaration.invoice_amount is not None else None
    national = _national_currency(declaration)
    known = {exchange.currency_type_code for exchange in declaration.currency_exchange}
    if invoiced and national and invoiced != national and not known & {invoiced, None}:
        yield Problem(
            ("CurrencyExchange",),
            f"the invoice is in {invoiced}, the customs value in {national}, with no rate of {invoiced}",
            f"a CurrencyExchange of {invoiced}",
        )


def _national_currency(declaration: GoodsDeclaration) -> str | None:
    """Return the currency of the customs values; None where they have none, or several."""
    shipment = declaration.goods_shipment
    valuation = shipment.customs_valuation if shipment is not None else None
    amounts = [item.customs_value_amount for _, item in items_of(declaration)]
    amounts.append(valuation.customs_value_amount if valuation is not None else None)
    found = {amount.currency for amount in amounts if amount is not None and amount.currency}
    return found.pop() if len(found) == 1 else None


@rule(
    "currency.one-rate",
    "GoodsDeclaration",
    "CurrencyExchange[]/RateNumeric",
    "CurrencyExchange[]/CurrencyTypeCode",
    "CurrencyExchange[]/RateDate",
    good={
        "CurrencyExchange": [
            {"CurrencyTypeCode": "USD", "RateNumeric": "87.45"},
            {"CurrencyTypeCode": "EUR", "RateNumeric": "95.1"},
        ]
    },
    bad={
        "CurrencyExchange": [
            {"CurrencyTypeCode": "USD", "RateNumeric": "87.45"},
            {"CurrencyTypeCode": "USD", "RateNumeric": "87.6"},
        ]
    },
    source=_BOX_23,
)
def one_rate(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """A currency has one rate on the day of the declaration."""
    rates: dict[tuple[str, str | None], str] = {}
    for index, exchange in enumerate(declaration.currency_exchange):
        currency = exchange.currency_type_code
        if currency is None or exchange.rate_numeric is None:
            continue
        rate = f"{exchange.rate_numeric.normalize():f}"
        first = rates.setdefault((currency, exchange.rate_date), rate)
        if first != rate:
            yield Problem(
                ("CurrencyExchange", index, "RateNumeric"),
                f"the rate of {currency} is {rate} here and {first} before",
                f"one rate of {currency}",
                rate,
            )


@rule(
    "currency.items-as-invoice",
    "GoodsDeclaration",
    "InvoiceAmount",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/InvoiceLine/ItemChargeAmount",
    "GoodsShipment/Invoice[]/Amount",
    good={
        "InvoiceAmount": {"value": "100", "currencyID": "USD"},
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "Commodity": {"InvoiceLine": {"ItemChargeAmount": {"value": "100", "currencyID": "USD"}}},
                }
            ]
        },
    },
    bad={
        "InvoiceAmount": {"value": "100", "currencyID": "USD"},
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "Commodity": {"InvoiceLine": {"ItemChargeAmount": {"value": "100", "currencyID": "EUR"}}},
                }
            ]
        },
    },
    source="Single Administrative Document, boxes 22 and 42",
    severity=Severity.WARNING,
)
def items_as_invoice(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """The price of an item is in the currency of the invoices."""
    if declaration.invoice_amount is None or not declaration.invoice_amount.currency:
        return
    shipment = declaration.goods_shipment
    invoices = [invoice.amount for invoice in shipment.invoice] if shipment is not None else []
    currencies = {amount.currency for amount in [declaration.invoice_amount, *invoices] if amount is not None}
    for loc, item in items_of(declaration):
        line = item.commodity.invoice_line if item.commodity is not None else None
        price = line.item_charge_amount if line is not None else None
        if price is not None and price.currency and price.currency not in currencies:
            yield Problem(
                (*loc, "Commodity", "InvoiceLine", "ItemChargeAmount"),
                f"the price of the item is in {price.currency}, the invoice in "
                f"{declaration.invoice_amount.currency}",
                f"a price in {declaration.invoice_amount.currency}",
                price.currency,
            )
