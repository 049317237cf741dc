"""Rules on containers and what is in them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.transit import HouseConsignment, TransitConsignment
    from carec_datamodel.model.transport_equipment import TransportEquipment

_EMPTY = "4"
"""Code of UN/EDIFACT 8169 for empty."""
_SIZE_TYPE = 4
_REFRIGERATED = "R"


@rule(
    "container.empty",
    "TransportEquipment",
    "FullnessCode",
    "PackageQuantity",
    "GoodsMassMeasure",
    good={"FullnessCode": "4", "GoodsMassMeasure": {"value": "0"}},
    bad={"FullnessCode": "4", "GoodsMassMeasure": {"value": "21480", "unitCode": "KGM"}},
    source="UN/EDIFACT 8169",
    severity=Severity.WARNING,
)
def container_empty(equipment: TransportEquipment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """An empty container has no goods in it; some manifests count the container itself as a package."""
    if equipment.fullness_code != _EMPTY:
        return
    found: list[tuple[Loc, str]] = []
    if equipment.package_quantity is not None and equipment.package_quantity.value > 0:
        found.append((("PackageQuantity",), f"{equipment.package_quantity.value:f} packages"))
    if equipment.goods_mass_measure is not None and equipment.goods_mass_measure.value > 0:
        found.append((("GoodsMassMeasure",), f"goods of {equipment.goods_mass_measure.value:f}"))
    name = f"the container {equipment.id}" if equipment.id else "the container"
    for loc, what in found:
        yield Problem(loc, f"{name} is said to be empty and has {what}", "nothing, or 0")


@rule(
    "container.refrigerated",
    "TransportEquipment",
    "CharacteristicCode",
    "FullnessCode",
    "Temperature",
    needs=("CharacteristicCode", "FullnessCode"),
    good={
        "CharacteristicCode": "45R1",
        "FullnessCode": "5",
        "Temperature": {"StorageRequirementMeasure": {"value": "-18", "unitCode": "CEL"}},
    },
    bad={"CharacteristicCode": "45R1", "FullnessCode": "5"},
    source="ISO 6346 size and type codes",
    severity=Severity.NOTE,
)
def container_refrigerated(equipment: TransportEquipment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A full refrigerated container goes with its temperature, unless its machine is off."""
    code = equipment.characteristic_code or ""
    refrigerated = len(code) == _SIZE_TYPE and code[2] == _REFRIGERATED
    if refrigerated and equipment.fullness_code in {"5", "7", "8"} and equipment.temperature is None:
        yield Problem(
            ("Temperature",),
            f"the container is refrigerated ({code}) and has no temperature",
            "the temperature to be kept",
        )


@rule(
    "container.goods-in-listed",
    ("TransitConsignment", "HouseConsignment", "CargoConsignment"),
    "ConsignmentItem[]/TransportEquipmentID[]",
    "TransportEquipment[]/ID",
    needs=("ConsignmentItem", "TransportEquipment"),
    good={
        "TransportEquipment": [{"ID": "TSTU0001047"}],
        "ConsignmentItem": [{"SequenceNumeric": 1, "TransportEquipmentID": ["TSTU0001047"]}],
    },
    bad={
        "TransportEquipment": [{"ID": "TSTU0001047"}],
        "ConsignmentItem": [{"SequenceNumeric": 1, "TransportEquipmentID": ["TSTU0001010"]}],
    },
    source="ASYCUDA manifest, SMGS",
    severity=Severity.WARNING,
)
def container_goods_in_listed(
    consignment: TransitConsignment | HouseConsignment,
    scope: Scope,  # noqa: ARG001
) -> Iterator[Problem]:
    """A container that a line of goods names is one of those of the consignment."""
    listed = [equipment.id for equipment in consignment.transport_equipment]
    if None in listed:
        return
    known = set(listed)
    for index, item in enumerate(consignment.consignment_item):
        for position, number in enumerate(item.transport_equipment_id):
            if number not in known:
                yield Problem(
                    ("ConsignmentItem", index, "TransportEquipmentID", position),
                    f"the container {number} is not among those of the consignment",
                    "one of its containers",
                    number,
                )


@rule(
    "container.lines",
    ("TransitConsignment", "CargoConsignment"),
    "TransportEquipment[]/ConsignmentItemNumeric[]",
    "ConsignmentItem[]/SequenceNumeric",
    needs=("TransportEquipment", "ConsignmentItem"),
    good={
        "TransportEquipment": [{"ConsignmentItemNumeric": [1]}],
        "ConsignmentItem": [{"SequenceNumeric": 1}],
    },
    bad={
        "TransportEquipment": [{"ConsignmentItemNumeric": [3]}],
        "ConsignmentItem": [{"SequenceNumeric": 1}],
    },
    source="NCTS IE015: goods references of the equipment",
    severity=Severity.WARNING,
)
def container_lines(consignment: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A line of goods that a container names is one of those of the consignment."""
    if getattr(consignment, "house_consignment", ()):
        return
    lines = {item.sequence_numeric for item in consignment.consignment_item}
    if None in lines:
        return
    for index, equipment in enumerate(consignment.transport_equipment):
        for position, number in enumerate(equipment.consignment_item_numeric):
            if number not in lines:
                yield Problem(
                    ("TransportEquipment", index, "ConsignmentItemNumeric", position),
                    f"the container names line {number}, which is not there",
                    "the number of a line of the consignment",
                    str(number),
                )
