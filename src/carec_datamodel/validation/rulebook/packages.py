"""Rules on packages of goods items.

Kinds of packages that stand apart: UN/ECE Recommendation 21, groups of bulk and unpacked goods.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.packaging import Packaging

_PACKAGING = "GoodsShipment/GovernmentAgencyGoodsItem[]/Packaging[]"
BULK = frozenset({"VG", "VL", "VO", "VQ", "VR", "VS", "VY"})
UNPACKED = frozenset({"NE", "NF", "NG"})


def _packages(number: str, kind: str, marks: str = "") -> dict[str, Any]:
    found = {"QuantityQuantity": {"value": number}, "TypeCode": kind}
    return found | ({"MarksNumbersID": marks} if marks else {})


@rule(
    "packages.not-negative",
    "Packaging",
    "QuantityQuantity",
    good={"QuantityQuantity": {"value": "0"}},
    bad={"QuantityQuantity": {"value": "-2"}},
    source="meaning of the elements",
)
def not_negative(packaging: Packaging, _scope: Scope) -> Iterator[Problem]:
    """Packages are counted from 0; 0 says that the goods are packed with those of another item."""
    quantity = packaging.quantity_quantity
    if quantity is not None and quantity.value < 0:
        text = f"{quantity.value:f}"
        yield Problem(("QuantityQuantity",), f"the number of packages is {text}", "0 or more", text)


@rule(
    "packages.bulk-not-counted",
    "Packaging",
    "TypeCode",
    "QuantityQuantity",
    good=_packages("1", "VR"),
    bad=_packages("480", "VR"),
    source="UN/ECE Recommendation 21; NCTS C0060",
    severity=Severity.WARNING,
    needs=("TypeCode", "QuantityQuantity"),
)
def bulk_not_counted(packaging: Packaging, _scope: Scope) -> Iterator[Problem]:
    """Goods in bulk have no packages to count: none are given, or one for the load."""
    quantity = packaging.quantity_quantity
    if packaging.type_code in BULK and quantity is not None and quantity.value > 1:
        text = f"{quantity.value:f}"
        yield Problem(
            ("QuantityQuantity",),
            f"{text} packages of goods in bulk ({packaging.type_code})",
            "none, 0 or 1",
            text,
        )


def _declared(*packages: dict[str, Any]) -> dict[str, Any]:
    items = [
        {"SequenceNumeric": number, "Packaging": [entry]} for number, entry in enumerate(packages, start=1)
    ]
    return {"GoodsShipment": {"GovernmentAgencyGoodsItem": items}}


@rule(
    "packages.marks",
    "GoodsDeclaration",
    f"{_PACKAGING}/MarksNumbersID",
    f"{_PACKAGING}/TypeCode",
    f"{_PACKAGING}/QuantityQuantity",
    good=_declared(_packages("60", "RO", "UT/KYT 1-60"), _packages("1", "VR")),
    bad=_declared(_packages("60", "RO")),
    source="Single Administrative Document, box 31; NCTS C0060",
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
)
def marks(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Packages have marks and numbers to know them by, unless the goods are in bulk or unpacked.

    One finding tells of all items: who leaves marks out, leaves them out everywhere.
    """
    without = [
        (*loc, "Packaging", index, "MarksNumbersID")
        for loc, item in items_of(declaration)
        for index, packaging in enumerate(item.packaging)
        if _should_be_marked(packaging) and packaging.marks_numbers_id is None
    ]
    if without:
        count = len(without)
        yield Problem(
            without[0],
            "packages without marks and numbers" + (f", the first of {count}" if count > 1 else ""),
            "marks and numbers, or words that say there are none",
        )


def _should_be_marked(packaging: Packaging) -> bool:
    """Return whether *packaging* is certainly of packages that can be marked."""
    quantity = packaging.quantity_quantity
    counted = quantity is not None and bool(quantity.value)
    kind = packaging.type_code
    is_package = kind is not None and kind not in BULK | UNPACKED
    return counted and is_package and packaging.level_code in {None, "PACKAGE"}


@rule(
    "packages.counted-once",
    "GoodsDeclaration",
    f"{_PACKAGING}/QuantityQuantity",
    good=_declared(_packages("1", "CT", "AS ADDR"), _packages("0", "CT", "AS ADDR")),
    bad=_declared(_packages("0", "CT", "AS ADDR")),
    source="EAEU declarations, ASYCUDA exports",
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
)
def counted_once(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Packages that several items share are counted on one of them, not on none."""
    entries = [
        ((*loc, "Packaging", index, "QuantityQuantity"), packaging)
        for loc, item in items_of(declaration)
        for index, packaging in enumerate(item.packaging)
        if packaging.level_code in {None, "PACKAGE"}
    ]
    numbers = [packaging.quantity_quantity for _, packaging in entries]
    if not entries or any(number is None or number.value for number in numbers):
        return
    if all(packaging.type_code in BULK for _, packaging in entries):
        return
    yield Problem(entries[0][0], "no item has packages", "packages on one of the items", "0")
