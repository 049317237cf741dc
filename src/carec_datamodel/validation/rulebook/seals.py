"""Rules on seals."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from carec_datamodel.findings import Severity
from carec_datamodel.model.soundness import is_after
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.control_result import ControlResult
    from carec_datamodel.model.transit import TransitConsignment
    from carec_datamodel.model.transit_report import TransitEvent
    from carec_datamodel.model.transport_equipment import Seal

_FULL = {"5", "7", "8"}
"""Codes of UN/EDIFACT 8169 for full: of one consignment or of several."""
_LOST = {"BROKEN", "MISSING"}
_REUSABLE = "ELECTRONIC"


@rule(
    "seals.full-container",
    ("TransitConsignment", "CargoConsignment"),
    "TransportEquipment[]/Seal[]",
    "TransportEquipment[]/FullnessCode",
    "Seal[]",
    "CustomsIdentification[]",
    good={"TransportEquipment": [{"FullnessCode": "5", "Seal": [{"ID": "GE0044511"}]}]},
    bad={"TransportEquipment": [{"ID": "TSTU0001010", "FullnessCode": "5"}]},
    source="UN/EDIFACT 8169, WCO SAFE Framework",
    severity=Severity.WARNING,
)
def seals_full_container(consignment: TransitConsignment, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A full container travels under a seal that is named."""
    if consignment.seal or consignment.customs_identification:
        return
    for index, equipment in enumerate(consignment.transport_equipment):
        if equipment.fullness_code in _FULL and not equipment.seal and equipment.seal_quantity is None:
            yield Problem(
                ("TransportEquipment", index, "Seal"),
                f"the full container {equipment.id or index + 1} has no seal",
                "the number of its seal",
            )


@rule(
    "seals.new-number",
    ("TransitEvent", "ControlResult"),
    "SealAfter[]/ID",
    "SealBefore[]/ID",
    "SealBefore[]/ConditionCode",
    "SealBefore[]/RemovalDateTime",
    "SealBefore[]/TypeCode",
    needs=("SealAfter", "SealBefore"),
    good={
        "TypeCode": "SEAL-REPLACED",
        "SealBefore": [{"ID": "UZ0012401", "ConditionCode": "BROKEN"}],
        "SealAfter": [{"ID": "AZ000901"}],
    },
    bad={
        "TypeCode": "SEAL-REPLACED",
        "SealBefore": [{"ID": "UZ0012401", "ConditionCode": "BROKEN"}],
        "SealAfter": [{"ID": "UZ0012401"}],
    },
    source="Revised Kyoto Convention, specific annex E, chapter 1, appendix; ISO 17712",
)
def seals_new_number(report: TransitEvent | ControlResult, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A seal that was broken or missing is not on afterwards, nor one taken off, unless it can be used again.

    Electronic seals are made for many journeys; of a seal that was taken off whole, its kind may not be told.
    """
    gone = {seal.id: seal for seal in report.seal_before if seal.id is not None and _is_gone(seal)}
    for index, seal in enumerate(report.seal_after):
        before = gone.get(seal.id or "")
        if before is not None:
            condition = before.condition_code if before.condition_code in _LOST else None
            yield Problem(
                ("SealAfter", index, "ID"),
                f"the seal {seal.id} is on after it was {condition.lower() if condition else 'taken off'}",
                "the number of a new seal",
                seal.id,
                weak=condition is None and before.type_code is None,
            )


def _is_gone(seal: Seal) -> bool:
    """Return whether a seal is of no further use."""
    taken_off = seal.removal_date_time is not None and seal.type_code != _REUSABLE
    return taken_off or seal.condition_code in _LOST


@rule(
    "seals.times",
    ("TransitEvent", "ControlResult"),
    "SealAfter[]/AffixingDateTime",
    "SealBefore[]/RemovalDateTime",
    needs=("SealAfter", "SealBefore"),
    good={
        "TypeCode": "SEAL-REPLACED",
        "SealBefore": [{"RemovalDateTime": "2026-03-13T12:50:00Z"}],
        "SealAfter": [{"AffixingDateTime": "2026-03-13T13:55:00Z"}],
    },
    bad={
        "TypeCode": "SEAL-REPLACED",
        "SealBefore": [{"RemovalDateTime": "2026-03-13T12:50:00Z"}],
        "SealAfter": [{"AffixingDateTime": "2026-03-12T13:55:00Z"}],
    },
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def seals_times(report: TransitEvent | ControlResult, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A seal that replaces another is put on after that was taken off."""
    kept = {seal.id for seal in report.seal_before if seal.id is not None}
    removed = [seal.removal_date_time for seal in report.seal_before]
    for index, seal in enumerate(report.seal_after):
        affixed = seal.affixing_date_time
        if affixed is None or seal.id in kept or not removed:
            continue
        if all(moment is not None and is_after(moment, affixed) for moment in removed):
            yield Problem(
                ("SealAfter", index, "AffixingDateTime"),
                f"the seal was put on {affixed}, before the seals in its place were taken off",
                f"not before {min(str(moment) for moment in removed)}",
                str(affixed),
            )
