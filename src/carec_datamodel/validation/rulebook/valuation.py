"""Rules on valuation: terms of delivery against costs, and the steps of a valuation declaration."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import is_import
from carec_datamodel.validation.rulebook.figures import comparable, near, told, told_amount, total
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration, GoodsShipment
    from carec_datamodel.model.valuation import CustomsValuation
    from carec_datamodel.model.valuation_declaration import ValuationItem, ValueComponent

_WITHOUT_FREIGHT = frozenset({"EXW", "FCA", "FAS", "FOB"})
_WITH_INSURANCE = frozenset({"CIF", "CIP"})
_INSURANCE = "2IN"
_DEDUCTION = "4DE"
_FORM = "WTO Valuation Agreement, article 8; forms DTS-1 and DTS-2"


def _shipment(term: str, **valuation: Any) -> dict[str, Any]:
    return {"TradeTerms": {"ConditionCode": term}, "CustomsValuation": valuation}


@rule(
    "valuation.freight-added",
    "GoodsDeclaration",
    "TypeCode",
    "GoodsShipment/TradeTerms/ConditionCode",
    "GoodsShipment/CustomsValuation/FreightChargeAmount",
    "GoodsShipment/CustomsValuation/ChargeDeduction[]/OtherChargeDeductionAmount",
    "GoodsShipment/CustomsValuation/TotalCostAmount",
    good={
        "TypeCode": "IM",
        "GoodsShipment": _shipment("FCA", FreightChargeAmount={"value": "1400", "currencyID": "USD"}),
    },
    bad={"TypeCode": "IM", "GoodsShipment": _shipment("FCA", TotalCostAmount={"value": "0"})},
    source="WTO Valuation Agreement, article 8, paragraph 2; Incoterms 2020",
    severity=Severity.WARNING,
    needs=("TypeCode", "GoodsShipment"),
)
def freight_added(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Where the price does not include carriage, the customs value does all the same."""
    shipment = declaration.goods_shipment
    if shipment is None or shipment.trade_terms is None or not is_import(declaration):
        return
    term = shipment.trade_terms.condition_code
    valuation = shipment.customs_valuation
    if term not in _WITHOUT_FREIGHT or valuation is None or not _without_costs(valuation):
        return
    yield Problem(
        ("GoodsShipment", "CustomsValuation", "FreightChargeAmount"),
        f"terms {term} and no cost of carriage in the customs value",
        "the freight to the border",
    )


def _without_costs(valuation: CustomsValuation) -> bool:
    """Return whether *valuation* says that there are no costs beside the price; not where it says nothing."""
    charges = [
        charge.other_charge_deduction_amount
        for charge in valuation.charge_deduction
        if charge.charges_type_code != _DEDUCTION
    ]
    amounts = [valuation.freight_charge_amount, valuation.total_cost_amount, *charges]
    stated = [amount for amount in amounts if amount is not None]
    return bool(stated) and not any(amount.value for amount in stated)


@rule(
    "valuation.insurance-once",
    "GoodsShipment",
    "TradeTerms/ConditionCode",
    "CustomsValuation/ChargeDeduction[]/ChargesTypeCode",
    "CustomsValuation/ChargeDeduction[]/OtherChargeDeductionAmount",
    good=_shipment(
        "FCA", ChargeDeduction=[{"ChargesTypeCode": "2IN", "OtherChargeDeductionAmount": {"value": "140"}}]
    ),
    bad=_shipment(
        "CIF", ChargeDeduction=[{"ChargesTypeCode": "2IN", "OtherChargeDeductionAmount": {"value": "140"}}]
    ),
    source="Incoterms 2020",
    severity=Severity.WARNING,
    needs=("TradeTerms", "CustomsValuation"),
)
def insurance_once(shipment: GoodsShipment, _scope: Scope) -> Iterator[Problem]:
    """A price under CIF or CIP includes insurance: adding it counts it twice."""
    term = shipment.trade_terms.condition_code if shipment.trade_terms is not None else None
    if term not in _WITH_INSURANCE or shipment.customs_valuation is None:
        return
    for index, charge in enumerate(shipment.customs_valuation.charge_deduction):
        amount = charge.other_charge_deduction_amount
        if charge.charges_type_code == _INSURANCE and amount is not None and amount.value > 0:
            yield Problem(
                ("CustomsValuation", "ChargeDeduction", index, "OtherChargeDeductionAmount"),
                f"insurance of {told_amount(amount)} is added to a price under {term}",
                "no insurance beside the price",
                f"{amount.value:f}",
            )


def _kgs(value: str) -> dict[str, str]:
    return {"value": value, "currencyID": "KGS"}


def _component(kind: str, value: str) -> dict[str, Any]:
    return {"TypeCode": kind, "NationalAmount": _kgs(value)}


@rule(
    "valuation.adds-up",
    "ValuationItem",
    "CustomsValueAmount",
    "BaseComponent[]/NationalAmount",
    "Addition[]/NationalAmount",
    "Deduction[]/NationalAmount",
    good={
        "SequenceNumeric": 1,
        "CustomsValueAmount": _kgs("2137754.60"),
        "BaseComponent": [_component("PRICE", "2098800.00")],
        "Addition": [_component("TRANSPORT", "38954.60")],
    },
    bad={
        "SequenceNumeric": 1,
        "CustomsValueAmount": _kgs("2098800.00"),
        "BaseComponent": [_component("PRICE", "2098800.00")],
        "Addition": [_component("TRANSPORT", "38954.60")],
    },
    source=_FORM,
    needs=("CustomsValueAmount", "BaseComponent"),
    valuation_units="1",
    valuation_share="0.0001",
)
def adds_up(item: ValuationItem, scope: Scope) -> Iterator[Problem]:
    """The customs value is what the price or another base is, with what is added, less what is taken off."""
    value = item.customs_value_amount
    if value is None or item.compared_quantity is not None or item.unit_price_amount is not None:
        return
    sums = [_sum(item.base_component), _sum(item.addition), _sum(item.deduction)]
    base, added, off = sums
    if base is None or added is None or off is None or not _in_one_currency(item):
        return
    built = base + added - off
    units, share = scope.parameters["valuation_units"], scope.parameters["valuation_share"]
    if not near(value.value, built, units, share):
        yield Problem(
            ("CustomsValueAmount",),
            f"the customs value is {told_amount(value)}; base, additions and deductions make "
            f"{told(built, value.currency)}",
            told(built, value.currency),
            f"{value.value:f}",
        )


def _sum(components: tuple[ValueComponent, ...]) -> Decimal | None:
    """Return the sum of *components* in national currency, None where it is not known.

    A total among them stands for them all.
    """
    totals = [component for component in components if component.type_code == "TOTAL"]
    amount = total(component.national_amount for component in totals or components)
    return Decimal() if not components else amount.value if amount is not None else None


def _in_one_currency(item: ValuationItem) -> bool:
    components = (*item.base_component, *item.addition, *item.deduction)
    amounts = [component.national_amount for component in components if component.national_amount is not None]
    return comparable(item.customs_value_amount, *amounts)


@rule(
    "valuation.component-conversion",
    "ValueComponent",
    "ComponentAmount",
    "RateNumeric",
    "NationalAmount",
    good={
        "ComponentAmount": {"value": "445.45", "currencyID": "USD"},
        "RateNumeric": "87.45",
        "NationalAmount": _kgs("38954.60"),
    },
    bad={
        "ComponentAmount": {"value": "445.45", "currencyID": "USD"},
        "RateNumeric": "87.45",
        "NationalAmount": _kgs("3895.46"),
    },
    source=_FORM,
    needs=("ComponentAmount", "RateNumeric", "NationalAmount"),
    component_units="1",
    component_share="0.001",
)
def component_conversion(component: ValueComponent, scope: Scope) -> Iterator[Problem]:
    """A part of the value in national currency is the foreign amount times the rate."""
    foreign, rate, national = component.component_amount, component.rate_numeric, component.national_amount
    if foreign is None or not rate or national is None:
        return
    if component.rate_currency_code not in {None, foreign.currency}:
        return
    units, share = scope.parameters["component_units"], scope.parameters["component_share"]
    if not near(national.value, foreign.value * rate, units, share):
        yield Problem(
            ("NationalAmount",),
            f"{told_amount(foreign)} at the rate {rate:f} is given as {told_amount(national)}",
            told(foreign.value * rate, national.currency),
            f"{national.value:f}",
        )


@rule(
    "valuation.foreign-value",
    "ValuationItem",
    "ForeignValueAmount",
    "RateNumeric",
    "CustomsValueAmount",
    good={
        "SequenceNumeric": 1,
        "ForeignValueAmount": {"value": "24545.45", "currencyID": "USD"},
        "RateNumeric": "87.45",
        "CustomsValueAmount": _kgs("2146499.60"),
    },
    bad={
        "SequenceNumeric": 1,
        "ForeignValueAmount": {"value": "24000.00", "currencyID": "USD"},
        "RateNumeric": "87.45",
        "CustomsValueAmount": _kgs("2146499.60"),
    },
    source=_FORM,
    needs=("ForeignValueAmount", "RateNumeric", "CustomsValueAmount"),
    foreign_value_units="1",
    foreign_value_share="0.001",
)
def foreign_value(item: ValuationItem, scope: Scope) -> Iterator[Problem]:
    """The customs value in another currency is that in national currency at the rate given."""
    foreign, rate, value = item.foreign_value_amount, item.rate_numeric, item.customs_value_amount
    if foreign is None or not rate or value is None:
        return
    expected = value.value / rate
    units, share = scope.parameters["foreign_value_units"], scope.parameters["foreign_value_share"]
    if not near(foreign.value, expected, units, share):
        yield Problem(
            ("ForeignValueAmount",),
            f"{told_amount(value)} at the rate {rate:f} is given as {told_amount(foreign)}",
            told(expected, foreign.currency),
            f"{foreign.value:f}",
        )
