"""Rules on customs procedures: what is asked for, what the goods were under before."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration, GoodsShipment
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem
    from carec_datamodel.model.places import Warehouse

_ITEM = "GoodsShipment/GovernmentAgencyGoodsItem[]"
_CODES = "ASYCUDA lists of extended procedures, EAEU list of customs procedures"
_AGAINST_TYPE = {"IM": "10", "EX": "40"}
"""Procedure that a type of declaration cannot ask for: permanent export, release for home use."""


def _procedure(current: str, previous: str = "00", type_code: str = "") -> dict[str, Any]:
    item = {"SequenceNumeric": 1, "GovernmentProcedure": [{"CurrentCode": current, "PreviousCode": previous}]}
    shipment = {"GoodsShipment": {"GovernmentAgencyGoodsItem": [item]}}
    return shipment | ({"TypeCode": type_code} if type_code else {})


def _main(item: GovernmentAgencyGoodsItem) -> tuple[str | None, str | None]:
    """Return the procedure that is asked for and the one before."""
    first = item.government_procedure[0] if item.government_procedure else None
    return (first.current_code, first.previous_code) if first is not None else (None, None)


@rule(
    "procedure.previous-document",
    "GoodsShipment",
    "GovernmentAgencyGoodsItem[]/GovernmentProcedure[]/PreviousCode",
    "GovernmentAgencyGoodsItem[]/PreviousDocument[]/ID",
    "PreviousDocument[]/ID",
    good={
        "GovernmentAgencyGoodsItem": [
            {
                "SequenceNumeric": 1,
                "GovernmentProcedure": [{"CurrentCode": "40", "PreviousCode": "70"}],
                "PreviousDocument": [{"ID": "41704102/200326/0000457"}],
            }
        ]
    },
    bad={
        "GovernmentAgencyGoodsItem": [
            {"SequenceNumeric": 1, "GovernmentProcedure": [{"CurrentCode": "40", "PreviousCode": "70"}]}
        ]
    },
    source=f"Single Administrative Document, boxes 37 and 40; {_CODES}",
)
def previous_document(shipment: GoodsShipment, _scope: Scope) -> Iterator[Problem]:
    """Goods that were under a procedure before were declared for it: that declaration is named."""
    if any(document.id is not None for document in shipment.previous_document):
        return
    for index, item in enumerate(shipment.government_agency_goods_item):
        _, previous = _main(item)
        if previous is None or not previous.strip("0"):
            continue
        if not any(document.id is not None for document in item.previous_document):
            yield Problem(
                ("GovernmentAgencyGoodsItem", index, "PreviousDocument"),
                f"the previous procedure is {previous}, and no previous document is named",
                "the declaration by which the goods came under that procedure",
            )


@rule(
    "procedure.general-procedure",
    "GoodsDeclaration",
    "GeneralProcedureCode",
    f"{_ITEM}/GovernmentProcedure[]/CurrentCode",
    good={"GeneralProcedureCode": "4", **_procedure("40")},
    bad={"GeneralProcedureCode": "7", **_procedure("40")},
    source=f"Single Administrative Document, boxes 1 and 37; {_CODES}",
    severity=Severity.WARNING,
)
def general_procedure(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """The procedures of the items belong to the group of procedures of the declaration: their first digit."""
    group = (declaration.general_procedure_code or "")[:1]
    for loc, item in items_of(declaration):
        current, _ = _main(item)
        if current is not None and current.isdecimal() and group.isdecimal() and current[0] != group:
            yield Problem(
                (*loc, "GovernmentProcedure", 0, "CurrentCode"),
                f"procedure {current} in a declaration of group {group}",
                f"a procedure that begins with {group}",
                current,
            )


@rule(
    "procedure.direction",
    "GoodsDeclaration",
    "TypeCode",
    f"{_ITEM}/GovernmentProcedure[]/CurrentCode",
    good=_procedure("40", type_code="IM"),
    bad=_procedure("10", type_code="IM"),
    source=_CODES,
)
def direction(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Nothing is exported for good by a declaration of import, nor released for home use by one of export."""
    wrong = _AGAINST_TYPE.get(declaration.type_code or "")
    for loc, item in items_of(declaration):
        current, _ = _main(item)
        if wrong is not None and current == wrong:
            yield Problem(
                (*loc, "GovernmentProcedure", 0, "CurrentCode"),
                f"procedure {current} in a declaration of type {declaration.type_code}",
                f"a procedure of {'import' if declaration.type_code == 'IM' else 'export'}",
                current,
            )


@rule(
    "procedure.listed-once",
    "GovernmentAgencyGoodsItem",
    "GovernmentProcedure[]/CurrentCode",
    "GovernmentProcedure[]/PreviousCode",
    good={
        "SequenceNumeric": 1,
        "GovernmentProcedure": [{"CurrentCode": "40", "PreviousCode": "00"}, {"CurrentCode": "000"}],
    },
    bad={
        "SequenceNumeric": 1,
        "GovernmentProcedure": [
            {"CurrentCode": "40", "PreviousCode": "00"},
            {"CurrentCode": "C07"},
            {"CurrentCode": "C07"},
        ],
    },
    source="Single Administrative Document, box 37",
    severity=Severity.WARNING,
)
def listed_once(item: GovernmentAgencyGoodsItem, _scope: Scope) -> Iterator[Problem]:
    """A procedure and an additional procedure are named once."""
    seen = set()
    for index, entry in enumerate(item.government_procedure):
        pair = (entry.current_code, entry.previous_code)
        if pair in seen:
            yield Problem(
                ("GovernmentProcedure", index, "CurrentCode"),
                f"procedure {entry.current_code} is named twice",
                "each procedure once",
                entry.current_code,
            )
        seen.add(pair)


@rule(
    "procedure.warehouse-period",
    "Warehouse",
    "DurationQuantity",
    good={"DurationQuantity": {"value": "730", "unitCode": "DAY"}},
    bad={"DurationQuantity": {"value": "1500", "unitCode": "DAY"}},
    source="EAEU Customs Code, article 157: three years",
    severity=Severity.WARNING,
    warehouse_days="1096",
)
def warehouse_period(warehouse: Warehouse, scope: Scope) -> Iterator[Problem]:
    """Goods stay in a customs warehouse for a limited time."""
    duration = warehouse.duration_quantity
    limit = scope.parameters["warehouse_days"]
    if duration is not None and duration.unit in {None, "DAY"} and duration.value > limit:
        text = f"{duration.value:f}"
        yield Problem(
            ("DurationQuantity",),
            f"the goods are to stay for {text} days",
            f"no more than {limit} days",
            text,
        )
