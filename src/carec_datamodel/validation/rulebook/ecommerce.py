"""Rules on parcels that private persons order from abroad.

They run in the rule profile ``e-commerce``. Limits differ from country to country: they are
parameters, and their defaults are those of goods for personal use in the EAEU.
"""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carec_datamodel.codelists.code_lists import code_list
from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.figures import told, told_amount
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration

_LIMITS = "decision 107 of the Council of the Eurasian Economic Commission, 20 December 2017"


def _currency_of(number: Decimal) -> str | None:
    """Return the alphabetic code of a currency by its ISO 4217 number."""
    found = code_list("currencies").by("numeric", f"{int(number):03d}")
    return found.code if found is not None else None


@rule(
    "e-commerce.value-limit",
    "GoodsDeclaration",
    "InvoiceAmount",
    "CurrencyExchange[]/CurrencyTypeCode",
    "CurrencyExchange[]/RateNumeric",
    good={"InvoiceAmount": {"value": "199", "currencyID": "EUR"}},
    bad={"InvoiceAmount": {"value": "201", "currencyID": "EUR"}},
    source=_LIMITS,
    severity=Severity.WARNING,
    parcel_value="200",
    parcel_currency="978",
)
def value_limit(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """Goods for personal use are free of duty up to a value. `parcel_currency` is a number of ISO 4217."""
    invoiced, limit = declaration.invoice_amount, scope.parameters["parcel_value"]
    currency = _currency_of(scope.parameters["parcel_currency"])
    if invoiced is None or invoiced.currency is None or currency is None:
        return
    rates = {exchange.currency_type_code: exchange.rate_numeric for exchange in declaration.currency_exchange}
    value = invoiced.value
    if invoiced.currency != currency:
        own, other = rates.get(invoiced.currency), rates.get(currency)
        if not own or not other:
            return
        value = value * own / other
    if value > limit:
        yield Problem(
            ("InvoiceAmount",),
            f"the goods cost {told_amount(invoiced)}"
            + (f", {told(value, currency)}" if invoiced.currency != currency else ""),
            f"no more than {told(limit, currency)}",
            f"{invoiced.value:f}",
        )


@rule(
    "e-commerce.mass-limit",
    "GoodsDeclaration",
    "TotalGrossMassMeasure",
    good={"TotalGrossMassMeasure": {"value": "31", "unitCode": "KGM"}},
    bad={"TotalGrossMassMeasure": {"value": "31.5", "unitCode": "KGM"}},
    source=_LIMITS,
    severity=Severity.WARNING,
    parcel_mass="31",
)
def mass_limit(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """Goods for personal use are free of duty up to a gross mass, in kilograms."""
    mass, limit = declaration.total_gross_mass_measure, scope.parameters["parcel_mass"]
    if mass is not None and mass.unit in {None, "KGM"} and mass.value > limit:
        text = f"{mass.value:f}"
        yield Problem(
            ("TotalGrossMassMeasure",), f"the goods weigh {text} KGM", f"no more than {limit} KGM", text
        )


@rule(
    "e-commerce.parcels",
    "GoodsDeclaration",
    "TotalPackageQuantity",
    good={"TotalPackageQuantity": {"value": "1"}},
    bad={"TotalPackageQuantity": {"value": "12"}},
    source="practice of customs offices; the number is this library's",
    severity=Severity.WARNING,
    parcels="3",
)
def parcels(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """One person orders a parcel or a few: many of them are trade."""
    number, limit = declaration.total_package_quantity, scope.parameters["parcels"]
    if number is not None and number.value > limit:
        text = f"{number.value:f}"
        yield Problem(
            ("TotalPackageQuantity",), f"{text} parcels for one person", f"no more than {limit}", text
        )


def _pieces(number: str) -> dict[str, Any]:
    quantity = {"value": number, "unitCode": "C62"}
    return {
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "Commodity": {"GoodsMeasure": {"TariffQuantity": [quantity]}}}
            ]
        }
    }


@rule(
    "e-commerce.pieces",
    "GoodsDeclaration",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/GoodsMeasure/TariffQuantity",
    good=_pieces("2"),
    bad=_pieces("40"),
    source="practice of customs offices; the number is this library's",
    severity=Severity.WARNING,
    pieces_of_one_kind="10",
)
def pieces(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """Many pieces of one kind are rarely for personal use."""
    limit = scope.parameters["pieces_of_one_kind"]
    for loc, item in items_of(declaration):
        measure = item.commodity.goods_measure if item.commodity is not None else None
        for index, quantity in enumerate(measure.tariff_quantity if measure is not None else ()):
            if quantity.unit in {"C62", "H87"} and quantity.value > limit:
                text = f"{quantity.value:f}"
                yield Problem(
                    (*loc, "Commodity", "GoodsMeasure", "TariffQuantity", index),
                    f"{text} pieces of one kind",
                    f"no more than {limit} for personal use",
                    text,
                )
