"""Rules on quantities in the units that the tariff asks for."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_measure import GoodsMeasure

_PIECES = {"C62", "H87", "NMB", "NPR", "NAR"}
_IN_KILOGRAMS = {"KGM": Decimal(1), "TNE": Decimal(1000), "GRM": Decimal("0.001")}
_BOX_41 = "Single Administrative Document, box 41"


def _quantity(value: str, unit: str = "") -> dict[str, Any]:
    return {"TariffQuantity": [{"value": value} | ({"unitCode": unit} if unit else {})]}


@rule(
    "units.unit-given",
    "GoodsMeasure",
    "TariffQuantity",
    good=_quantity("36000", "MTK"),
    bad=_quantity("36000"),
    source=_BOX_41,
    severity=Severity.WARNING,
)
def unit_given(measure: GoodsMeasure, _scope: Scope) -> Iterator[Problem]:
    """A quantity says something only with its unit."""
    for index, quantity in enumerate(measure.tariff_quantity):
        if quantity.value and quantity.unit is None and quantity.unit_name is None:
            text = f"{quantity.value:f}"
            yield Problem(("TariffQuantity", index), f"the quantity {text} has no unit", "a unit", text)


@rule(
    "units.positive",
    "GoodsMeasure",
    "TariffQuantity",
    good=_quantity("36000", "MTK"),
    bad=_quantity("0", "MTK"),
    source=_BOX_41,
    severity=Severity.WARNING,
)
def positive(measure: GoodsMeasure, _scope: Scope) -> Iterator[Problem]:
    """A quantity that is given in a unit is above 0."""
    for index, quantity in enumerate(measure.tariff_quantity):
        if quantity.value < 0 or (not quantity.value and quantity.unit is not None):
            text = f"{quantity.value:f}"
            yield Problem(("TariffQuantity", index), f"the quantity is {text}", "a quantity above 0", text)


@rule(
    "units.whole-pieces",
    "GoodsMeasure",
    "TariffQuantity",
    good=_quantity("12.0", "C62"),
    bad=_quantity("12.5", "C62"),
    source="UN/ECE Recommendation 20",
    severity=Severity.WARNING,
)
def whole_pieces(measure: GoodsMeasure, _scope: Scope) -> Iterator[Problem]:
    """Pieces, pairs and articles are counted: there is no half of one."""
    for index, quantity in enumerate(measure.tariff_quantity):
        if quantity.unit in _PIECES and quantity.value % 1:
            text = f"{quantity.value:f}"
            yield Problem(("TariffQuantity", index), f"{text} pieces", "a whole number", text)


@rule(
    "units.mass-within-gross",
    "GoodsMeasure",
    "TariffQuantity",
    "GrossMassMeasure",
    good={"GrossMassMeasure": {"value": "120", "unitCode": "KGM"}, **_quantity("0.11", "TNE")},
    bad={"GrossMassMeasure": {"value": "120", "unitCode": "KGM"}, **_quantity("11", "TNE")},
    source="meaning of the elements",
    severity=Severity.WARNING,
    needs=("TariffQuantity", "GrossMassMeasure"),
)
def mass_within_gross(measure: GoodsMeasure, _scope: Scope) -> Iterator[Problem]:
    """A quantity in a unit of mass is no more than the goods weigh with their packing."""
    gross = measure.gross_mass_measure
    if gross is None or not gross.value or gross.unit not in {"KGM", None}:
        return
    for index, quantity in enumerate(measure.tariff_quantity):
        kilograms = _IN_KILOGRAMS.get(quantity.unit or "", Decimal()) * quantity.value
        if kilograms > gross.value:
            text = f"{quantity.value:f}"
            yield Problem(
                ("TariffQuantity", index),
                f"the quantity is {text} {quantity.unit}, the gross mass {gross.value:f} KGM",
                f"no more than {gross.value:f} KGM",
                text,
            )
