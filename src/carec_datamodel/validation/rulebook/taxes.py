"""Rules on duties, taxes and what secures them."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.figures import Sum, comparable, near, told, told_amount, total
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.duties import DutyTaxFee, Payment
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem
    from carec_datamodel.model.types import Amount

_HALF = Decimal("0.5")
_BOX_47 = "Single Administrative Document, box 47; ASYCUDA exports"


@rule(
    "taxes.calculation",
    "DutyTaxFee",
    "AdValoremTaxBaseAmount",
    "TaxRateNumeric",
    "DeductAmount",
    "Payment/TaxAssessedAmount",
    good={
        "AdValoremTaxBaseAmount": {"value": "249.63"},
        "TaxRateNumeric": "5",
        "Payment": {"TaxAssessedAmount": {"value": "12.48"}},
    },
    bad={
        "AdValoremTaxBaseAmount": {"value": "249.63"},
        "TaxRateNumeric": "5",
        "Payment": {"TaxAssessedAmount": {"value": "16.48"}},
    },
    source=_BOX_47,
    severity=Severity.WARNING,
    needs=("AdValoremTaxBaseAmount", "TaxRateNumeric", "Payment"),
    tax_units="1",
    tax_share="0.005",
)
def calculation(tax: DutyTaxFee, scope: Scope) -> Iterator[Problem]:
    """A tax is its base times the rate: in per cent, as a fraction or per unit; less what is taken off."""
    base, rate = tax.ad_valorem_tax_base_amount, tax.tax_rate_numeric
    assessed = tax.payment.tax_assessed_amount if tax.payment is not None else None
    if base is None or rate is None or assessed is None or not comparable(base, assessed):
        return
    if tax.specific_tax_base_quantity is not None or tax.calculation_type_code is not None:
        return
    off = tax.deduct_amount.value if tax.deduct_amount is not None else Decimal()
    units, share = scope.parameters["tax_units"], scope.parameters["tax_share"]
    per_unit = base.value * rate - off
    readings = (base.value * rate / 100 - off, per_unit)
    # A fraction leaves little to round; a rate per unit is often of a base that was rounded to the unit.
    if near(assessed.value, per_unit, abs(rate) * _HALF, share):
        return
    if not any(near(assessed.value, reading, units, share) for reading in readings):
        yield Problem(
            ("Payment", "TaxAssessedAmount"),
            f"the tax on {told_amount(base)} at the rate {rate:f} is {told_amount(assessed)}",
            told(readings[0], assessed.currency),
            f"{assessed.value:f}",
        )


@rule(
    "taxes.item-total",
    "GovernmentAgencyGoodsItem",
    "Payment/TaxAssessedAmount",
    "Commodity/DutyTaxFee[]/Payment/TaxAssessedAmount",
    "Commodity/DutyTaxFee[]/Payment/MethodCode",
    good={
        "SequenceNumeric": 1,
        "Payment": {"TaxAssessedAmount": {"value": "30"}},
        "Commodity": {
            "DutyTaxFee": [
                {"Payment": {"TaxAssessedAmount": {"value": "10"}}},
                {"Payment": {"TaxAssessedAmount": {"value": "20"}}},
            ]
        },
    },
    bad={
        "SequenceNumeric": 1,
        "Payment": {"TaxAssessedAmount": {"value": "35"}},
        "Commodity": {
            "DutyTaxFee": [
                {"Payment": {"TaxAssessedAmount": {"value": "10"}}},
                {"Payment": {"TaxAssessedAmount": {"value": "20"}}},
            ]
        },
    },
    source=_BOX_47,
    needs=("Payment", "Commodity"),
    tax_rounding_per_line="1",
)
def item_total(item: GovernmentAgencyGoodsItem, scope: Scope) -> Iterator[Problem]:
    """The taxes of an item in all are its taxes; some systems leave out those that are suspended."""
    whole = item.payment.tax_assessed_amount if item.payment is not None else None
    lines = [tax.payment for tax in item.commodity.duty_tax_fee] if item.commodity is not None else []
    if whole is None or not lines:
        return
    sums = [total(_assessed(line) for line in lines)]
    sums += [
        total(_assessed(line) for line in lines if line is not None and line.method_code == method)
        for method in dict.fromkeys(line.method_code for line in lines if line is not None)
    ]
    room = scope.parameters["tax_rounding_per_line"] * len(lines)
    if any(
        part is None or not comparable(part, whole) or near(whole.value, part.value, room) for part in sums
    ):
        return
    yield Problem(
        ("Payment", "TaxAssessedAmount"),
        f"the taxes of the item are {told_amount(whole)} in all, its lines {_told(sums[0])}",
        f"{_told(sums[0])}, but for rounding",
        f"{whole.value:f}",
    )


def _assessed(payment: Payment | None) -> Amount | None:
    return payment.tax_assessed_amount if payment is not None else None


def _told(amount: Sum | None) -> str:
    return told_amount(amount) if amount is not None else ""


@rule(
    "taxes.declaration-total",
    "GoodsDeclaration",
    "Payment/TaxAssessedAmount",
    "Payment/GlobalTaxAmount",
    "DutyTaxFee[]/Payment/TaxAssessedAmount",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Payment/TaxAssessedAmount",
    good={
        "Payment": {"TaxAssessedAmount": {"value": "105"}, "GlobalTaxAmount": {"value": "5"}},
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "Payment": {"TaxAssessedAmount": {"value": "100"}}}
            ]
        },
    },
    bad={
        "Payment": {"TaxAssessedAmount": {"value": "150"}, "GlobalTaxAmount": {"value": "5"}},
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "Payment": {"TaxAssessedAmount": {"value": "100"}}}
            ]
        },
    },
    source="ASYCUDA exports: what holds in real declarations",
    needs=("Payment", "GoodsShipment"),
    tax_rounding_per_item="1",
)
def declaration_total(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """The taxes of a declaration are those of its items, unless suspended, and those on the whole."""
    whole = _assessed(declaration.payment)
    payments = [item.payment for _, item in items_of(declaration)]
    items = total(_assessed(payment) for payment in payments)
    if whole is None or items is None or not comparable(whole, items):
        return
    own = _of_the_whole(declaration, whole)
    if own is None:
        return
    room = scope.parameters["tax_rounding_per_item"] * max(len(payments), 1)
    if near(whole.value, items.value + own, room) or near(whole.value, own, room):
        return
    expected = told(items.value + own, whole.currency)
    yield Problem(
        ("Payment", "TaxAssessedAmount"),
        f"the taxes in all are {told_amount(whole)}; those of the items are {told_amount(items)}, "
        f"those on the whole {told(own, whole.currency)}",
        f"{expected}, but for rounding",
        f"{whole.value:f}",
    )


def _of_the_whole(declaration: GoodsDeclaration, whole: Amount) -> Decimal | None:
    """Return the taxes that are due for the declaration, not for an item; None where not known."""
    stated = declaration.payment.global_tax_amount if declaration.payment is not None else None
    if stated is not None:
        return stated.value if comparable(stated, whole) else None
    if not declaration.duty_tax_fee:
        return Decimal()
    fees = total(_assessed(tax.payment) for tax in declaration.duty_tax_fee)
    return fees.value if fees is not None and comparable(fees, whole) else None


@rule(
    "taxes.paid-and-secured",
    "Payment",
    "TaxAssessedAmount",
    "PaymentAmount",
    "GuaranteedAmount",
    good={
        "TaxAssessedAmount": {"value": "100"},
        "PaymentAmount": {"value": "40"},
        "GuaranteedAmount": {"value": "60"},
    },
    bad={
        "TaxAssessedAmount": {"value": "100"},
        "PaymentAmount": {"value": "100"},
        "GuaranteedAmount": {"value": "60"},
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
    payment_units="1",
)
def paid_and_secured(payment: Payment, scope: Scope) -> Iterator[Problem]:
    """What is to be paid and what is secured instead are together no more than the tax."""
    assessed = payment.tax_assessed_amount
    parts = [part for part in (payment.payment_amount, payment.guaranteed_amount) if part is not None]
    settled = total(parts)
    if assessed is None or settled is None or not comparable(assessed, settled):
        return
    if settled.value - assessed.value > scope.parameters["payment_units"]:
        yield Problem(
            ("PaymentAmount",) if payment.payment_amount is not None else ("GuaranteedAmount",),
            f"{told_amount(settled)} are paid or secured of a tax of {told_amount(assessed)}",
            f"no more than {told_amount(assessed)}",
            f"{parts[0].value:f}",
        )


@rule(
    "guarantee.covers-secured",
    "GoodsDeclaration",
    "ObligationGuarantee[]/AmountAmount",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/DutyTaxFee[]/Payment/GuaranteedAmount",
    good={
        "ObligationGuarantee": [{"AmountAmount": {"value": "500"}}],
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "Commodity": {"DutyTaxFee": [{"Payment": {"GuaranteedAmount": {"value": "400"}}}]},
                }
            ]
        },
    },
    bad={
        "ObligationGuarantee": [{"AmountAmount": {"value": "300"}}],
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "Commodity": {"DutyTaxFee": [{"Payment": {"GuaranteedAmount": {"value": "400"}}}]},
                }
            ]
        },
    },
    source="Revised Kyoto Convention, general annex, chapter 5",
    severity=Severity.WARNING,
    needs=("ObligationGuarantee", "GoodsShipment"),
    guarantee_units="1",
)
def covers_secured(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """A guarantee covers the duties and taxes that it secures."""
    given = total(guarantee.amount_amount for guarantee in declaration.obligation_guarantee)
    secured = total(
        tax.payment.guaranteed_amount
        for _, item in items_of(declaration)
        if item.commodity is not None
        for tax in item.commodity.duty_tax_fee
        if tax.payment is not None and tax.payment.guaranteed_amount is not None
    )
    if given is None or secured is None or not comparable(given, secured):
        return
    if secured.value - given.value > scope.parameters["guarantee_units"]:
        yield Problem(
            ("ObligationGuarantee", 0, "AmountAmount"),
            f"the guarantees are {told_amount(given)}, the taxes secured {told_amount(secured)}",
            f"{told_amount(secured)} or more",
            f"{given.value:f}",
        )
