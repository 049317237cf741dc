"""Rules on the values of goods: prices, costs, customs and statistical value."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.figures import comparable, near, told, told_amount, total
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration, GoodsShipment
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem
    from carec_datamodel.model.types import Amount
    from carec_datamodel.model.valuation import CurrencyExchange, CustomsValuation

_INVARIANTS = "ASYCUDA exports: what holds in real declarations"
_PRICE = ("Commodity", "InvoiceLine")


def _usd(value: str) -> dict[str, str]:
    return {"value": value, "currencyID": "USD"}


def _kgs(value: str) -> dict[str, str]:
    return {"value": value, "currencyID": "KGS"}


@rule(
    "values.conversion",
    "GoodsDeclaration",
    "InvoiceAmount",
    "CurrencyExchange[]/NationalCurrencyAmount",
    "CurrencyExchange[]/RateNumeric",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/InvoiceLine/ItemChargeAmount",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/InvoiceLine/CurrencyExchange/NationalCurrencyAmount",
    "GoodsShipment/CustomsValuation/FreightChargeAmount",
    "GoodsShipment/CustomsValuation/ChargeDeduction[]/OtherChargeDeductionAmount",
    good={
        "InvoiceAmount": _usd("100"),
        "CurrencyExchange": [
            {"CurrencyTypeCode": "USD", "RateNumeric": "87.45", "NationalCurrencyAmount": _kgs("8745")}
        ],
    },
    bad={
        "InvoiceAmount": _usd("100"),
        "CurrencyExchange": [
            {"CurrencyTypeCode": "USD", "RateNumeric": "87.45", "NationalCurrencyAmount": _kgs("8475")}
        ],
    },
    source=_INVARIANTS,
    needs=(),
    conversion_units="1",
    conversion_share="0.001",
)
def conversion(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """An amount in national currency is the foreign one times the rate; systems round to the unit."""
    for amount, exchange, loc in _exchanges(declaration):
        if amount is None or exchange is None or exchange.national_currency_amount is None:
            continue
        rate, national = exchange.rate_numeric, exchange.national_currency_amount
        if not rate or (exchange.currency_type_code or amount.currency) != amount.currency:
            continue
        units, share = scope.parameters["conversion_units"], scope.parameters["conversion_share"]
        if not near(national.value, amount.value * rate, units, share):
            yield Problem(
                (*loc, "NationalCurrencyAmount"),
                f"{told_amount(amount)} at the rate {rate:f} is given as {told_amount(national)}",
                told(amount.value * rate, national.currency),
                f"{national.value:f}",
            )


def _exchanges(
    declaration: GoodsDeclaration,
) -> Iterator[tuple[Amount | None, CurrencyExchange | None, Loc]]:
    """Yield amounts, each with its conversion and the place of that."""
    invoiced = declaration.invoice_amount
    for index, exchange in enumerate(declaration.currency_exchange):
        if invoiced is not None and exchange.currency_type_code == invoiced.currency is not None:
            yield invoiced, exchange, ("CurrencyExchange", index)
    shipment = declaration.goods_shipment
    if shipment is not None and shipment.customs_valuation is not None:
        yield from _costs(shipment.customs_valuation, ("GoodsShipment", "CustomsValuation"))
    for loc, item in items_of(declaration):
        line = item.commodity.invoice_line if item.commodity is not None else None
        if line is not None:
            yield line.item_charge_amount, line.currency_exchange, (*loc, *_PRICE, "CurrencyExchange")
        if item.customs_valuation is not None:
            yield from _costs(item.customs_valuation, (*loc, "CustomsValuation"))


def _costs(
    valuation: CustomsValuation, loc: Loc
) -> Iterator[tuple[Amount | None, CurrencyExchange | None, Loc]]:
    yield valuation.freight_charge_amount, valuation.currency_exchange, (*loc, "CurrencyExchange")
    for index, charge in enumerate(valuation.charge_deduction):
        place = (*loc, "ChargeDeduction", index, "CurrencyExchange")
        yield charge.other_charge_deduction_amount, charge.currency_exchange, place


@rule(
    "values.customs-value-total",
    "GoodsShipment",
    "CustomsValuation/CustomsValueAmount",
    "GovernmentAgencyGoodsItem[]/CustomsValueAmount",
    good={
        "CustomsValuation": {"CustomsValueAmount": _kgs("301")},
        "GovernmentAgencyGoodsItem": [
            {"SequenceNumeric": 1, "CustomsValueAmount": _kgs("100")},
            {"SequenceNumeric": 2, "CustomsValueAmount": _kgs("200")},
        ],
    },
    bad={
        "CustomsValuation": {"CustomsValueAmount": _kgs("400")},
        "GovernmentAgencyGoodsItem": [
            {"SequenceNumeric": 1, "CustomsValueAmount": _kgs("100")},
            {"SequenceNumeric": 2, "CustomsValueAmount": _kgs("200")},
        ],
    },
    source=_INVARIANTS,
    needs=("CustomsValuation", "GovernmentAgencyGoodsItem"),
    rounding_per_item="1",
)
def customs_value_total(shipment: GoodsShipment, scope: Scope) -> Iterator[Problem]:
    """The customs value of the shipment is that of its items; each item may be rounded by itself."""
    whole = shipment.customs_valuation.customs_value_amount if shipment.customs_valuation else None
    parts = total(item.customs_value_amount for item in shipment.government_agency_goods_item)
    if whole is None or parts is None or not comparable(whole, parts):
        return
    room = scope.parameters["rounding_per_item"] * len(shipment.government_agency_goods_item)
    if not near(whole.value, parts.value, room):
        yield Problem(
            ("CustomsValuation", "CustomsValueAmount"),
            f"the customs value of the shipment is {told_amount(whole)}, that of its items "
            f"{told_amount(parts)}",
            f"{told_amount(parts)}, but for rounding",
            f"{whole.value:f}",
        )


@rule(
    "values.item-customs-value",
    "GovernmentAgencyGoodsItem",
    "CustomsValueAmount",
    "Commodity/InvoiceLine/CurrencyExchange/NationalCurrencyAmount",
    "CustomsValuation/TotalCostAmount",
    "ValuationAdjustment[]/FactorNumeric",
    good={
        "SequenceNumeric": 1,
        "CustomsValueAmount": {"value": "249.63"},
        "Commodity": {"InvoiceLine": {"CurrencyExchange": {"NationalCurrencyAmount": {"value": "228.49"}}}},
        "CustomsValuation": {"TotalCostAmount": {"value": "21.14"}},
    },
    bad={
        "SequenceNumeric": 1,
        "CustomsValueAmount": {"value": "228.49"},
        "Commodity": {"InvoiceLine": {"CurrencyExchange": {"NationalCurrencyAmount": {"value": "228.49"}}}},
        "CustomsValuation": {"TotalCostAmount": {"value": "21.14"}},
    },
    source=_INVARIANTS,
    severity=Severity.WARNING,
    needs=("CustomsValueAmount", "Commodity", "CustomsValuation"),
    customs_value_units="2",
    customs_value_share="0.001",
)
def item_customs_value(item: GovernmentAgencyGoodsItem, scope: Scope) -> Iterator[Problem]:
    """The customs value of an item is its price and its costs, times any factor of correction."""
    value = item.customs_value_amount
    line = item.commodity.invoice_line if item.commodity is not None else None
    exchange = line.currency_exchange if line is not None else None
    price = exchange.national_currency_amount if exchange is not None else None
    costs = item.customs_valuation.total_cost_amount if item.customs_valuation is not None else None
    if value is None or not price or not costs or not price.value or not comparable(value, price, costs):
        return
    factor = Decimal(1)
    for adjustment in item.valuation_adjustment:
        if adjustment.percentage_numeric or adjustment.amount_amount is not None:
            return
        factor *= adjustment.factor_numeric if adjustment.factor_numeric is not None else 1
    built = (price.value + costs.value) * factor
    units, share = scope.parameters["customs_value_units"], scope.parameters["customs_value_share"]
    if not near(value.value, built, units, share):
        yield Problem(
            ("CustomsValueAmount",),
            f"the customs value is {told_amount(value)}, the price {told_amount(price)} and the costs "
            f"{told_amount(costs)}",
            told(built, value.currency),
            f"{value.value:f}",
        )


@rule(
    "values.statistical-value",
    "GoodsDeclaration",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/StatisticalValueAmount",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/CustomsValueAmount",
    "CurrencyExchange[]/RateNumeric",
    good={
        "CurrencyExchange": [{"CurrencyTypeCode": "USD", "RateNumeric": "87.45"}],
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "CustomsValueAmount": _kgs("8745"),
                    "StatisticalValueAmount": _usd("100"),
                }
            ]
        },
    },
    bad={
        "CurrencyExchange": [{"CurrencyTypeCode": "USD", "RateNumeric": "87.45"}],
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "CustomsValueAmount": _kgs("8745"),
                    "StatisticalValueAmount": _usd("8745"),
                }
            ]
        },
    },
    source="Single Administrative Document, box 46; meaning of the elements",
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
    statistical_share="0.25",
)
def statistical_value(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """The statistical value is the value of the goods, and so near the customs value."""
    rates = {exchange.currency_type_code: exchange.rate_numeric for exchange in declaration.currency_exchange}
    for loc, item in items_of(declaration):
        statistical, customs = item.statistical_value_amount, item.customs_value_amount
        if statistical is None or customs is None or not customs.value or not statistical.value:
            continue
        if statistical.currency is None or customs.currency is None:
            continue  # some countries state it in thousands, or in another currency than all the rest
        rate = Decimal(1)
        if statistical.currency != customs.currency:
            known = rates.get(statistical.currency)
            if not known:
                continue
            rate = known
        expected = customs.value / rate
        if not near(statistical.value, expected, Decimal(1), scope.parameters["statistical_share"]):
            yield Problem(
                (*loc, "StatisticalValueAmount"),
                f"the statistical value is {told_amount(statistical)}, the customs value "
                f"{told_amount(customs)}",
                f"about {told(expected, statistical.currency)}",
                f"{statistical.value:f}",
            )


@rule(
    "values.not-negative",
    "GovernmentAgencyGoodsItem",
    "CustomsValueAmount",
    "StatisticalValueAmount",
    "Commodity/InvoiceLine/ItemChargeAmount",
    good={"SequenceNumeric": 1, "CustomsValueAmount": _kgs("0")},
    bad={"SequenceNumeric": 1, "CustomsValueAmount": _kgs("-120")},
    source="meaning of the elements",
    needs=(),
)
def not_negative(item: GovernmentAgencyGoodsItem, _scope: Scope) -> Iterator[Problem]:
    """Goods are worth nothing at least: a deduction is no item."""
    line = item.commodity.invoice_line if item.commodity is not None else None
    amounts: tuple[tuple[Loc, Amount | None], ...] = (
        (("CustomsValueAmount",), item.customs_value_amount),
        (("StatisticalValueAmount",), item.statistical_value_amount),
        ((*_PRICE, "ItemChargeAmount"), line.item_charge_amount if line is not None else None),
    )
    for loc, amount in amounts:
        if amount is not None and amount.value < 0:
            yield Problem(loc, f"{loc[-1]} is {told_amount(amount)}", "0 or more", f"{amount.value:f}")


@rule(
    "values.nothing",
    "GovernmentAgencyGoodsItem",
    "CustomsValueAmount",
    good={"SequenceNumeric": 1, "CustomsValueAmount": _kgs("120")},
    bad={"SequenceNumeric": 1, "CustomsValueAmount": _kgs("0")},
    source="WTO Valuation Agreement, articles 1 to 7",
    severity=Severity.WARNING,
)
def nothing(item: GovernmentAgencyGoodsItem, _scope: Scope) -> Iterator[Problem]:
    """Goods that cost nothing have a customs value all the same: it is found by another method."""
    value = item.customs_value_amount
    if value is not None and not value.value:
        yield Problem(
            ("CustomsValueAmount",), "the customs value is 0", "a value above 0", f"{value.value:f}"
        )
