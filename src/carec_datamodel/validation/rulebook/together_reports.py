"""Rules on reports, controls and permits beside the declaration that they are about."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.model.soundness import is_after
from carec_datamodel.validation.rulebook.loads import Load, loads_of
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule
from carec_datamodel.validation.rulebook.together_references import transits_of

if TYPE_CHECKING:
    from carec_datamodel.model.control_result import ControlResult
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.refusals import Loc
    from carec_datamodel.model.transit_declaration import TransitDeclaration
    from carec_datamodel.model.transit_report import TransitReport
    from carec_datamodel.model.types import DateTime

_NUMBER = "26010/16.03.2026/0000655"
_REFERENCE = {"MessageName": "TransitDeclaration", "ID": _NUMBER}
_TRANSIT = (
    "TransitDeclaration",
    {
        "ID": _NUMBER,
        "AcceptanceDateTime": "2026-03-16",
        "TotalPackageQuantity": {"value": "812"},
        "Consignment": {"Seal": [{"ID": "UZ0012401"}]},
    },
)


def _report(**event: Any) -> dict[str, Any]:
    """Return a report of one event, as the examples have it."""
    return {"Declaration": [_REFERENCE], "TransitEvent": [{"TypeCode": "ARRIVAL", **event}]}


def _seals(declaration: TransitDeclaration) -> set[str]:
    """Return the numbers of all seals that a transit declaration names."""
    consignment = declaration.consignment
    if consignment is None:
        return set()
    means = (*consignment.departure_transport_means, *consignment.border_transport_means)
    holders: list[Any] = [
        consignment,
        *consignment.transport_equipment,
        *consignment.customs_identification,
        *(item for house in consignment.house_consignment for item in house.transport_equipment),
        *(trailer for one in means for trailer in one.attached_transport_means),
    ]
    return {seal.id for holder in holders for seal in holder.seal if seal.id}


def _before_acceptance(
    scope: Scope, moments: Sequence[tuple[Loc, DateTime | None, str]]
) -> Iterator[Problem]:
    """Yield each moment, given where it stands and how it is told, that is before the acceptance."""
    for name, declaration in transits_of(scope):
        accepted = declaration.acceptance_date_time
        for loc, moment, told in moments:
            if accepted is not None and moment is not None and is_after(accepted, moment):
                yield Problem(
                    loc,
                    f"{told} {moment}, before the transit was accepted ({name})",
                    f"not before {accepted}",
                    str(moment),
                )


@rule(
    "together.report-seals",
    "TransitReport",
    "TransitEvent[]/SealBefore[]/ID",
    "TransitEvent[]/SealAfter[]/ID",
    good=_report(SealBefore=[{"ID": "UZ0012401"}]),
    bad=_report(SealBefore=[{"ID": "UZ0012409"}]),
    beside=(_TRANSIT,),
    source="TIR Convention art. 22 and 24, NCTS IE044",
    severity=Severity.WARNING,
)
def together_report_seals(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """Seals found on the way are those declared, or were put on since."""
    for name, declaration in transits_of(scope):
        known = _seals(declaration)
        if not known:
            continue
        for event in report.transit_event:
            known |= {seal.id for seal in event.seal_after if seal.id}
        for index, event in enumerate(report.transit_event):
            for position, seal in enumerate(event.seal_before):
                if seal.id and seal.id not in known and seal.condition_code != "DIFFERENT":
                    yield Problem(
                        ("TransitEvent", index, "SealBefore", position, "ID"),
                        f"the seal {seal.id} was found and is not declared ({name})",
                        f"one of {', '.join(sorted(known))}",
                        seal.id,
                    )


@rule(
    "together.report-time",
    "TransitReport",
    "TransitEvent[]/OccurrenceDateTime",
    good=_report(OccurrenceDateTime="2026-03-22"),
    bad=_report(OccurrenceDateTime="2026-03-12"),
    beside=(_TRANSIT,),
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def together_report_time(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """What happens on the way happens after the transit was accepted."""
    moments = [
        (
            ("TransitEvent", index, "OccurrenceDateTime"),
            event.occurrence_date_time,
            f"{event.type_code} is dated",
        )
        for index, event in enumerate(report.transit_event)
    ]
    yield from _before_acceptance(scope, moments)


@rule(
    "together.report-packages",
    "TransitReport",
    "TransitEvent[]/Discharge/PackageQuantity",
    good=_report(Discharge={"PackageQuantity": {"value": "812"}}),
    bad=_report(Discharge={"PackageQuantity": {"value": "815"}}),
    beside=(_TRANSIT,),
    source="TIR Convention annex 1, NCTS IE044",
    severity=Severity.WARNING,
)
def together_report_packages(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """No more packages are discharged than were declared."""
    for name, declaration in transits_of(scope):
        declared = declaration.total_package_quantity
        for index, event in enumerate(report.transit_event):
            there = event.discharge.package_quantity if event.discharge is not None else None
            if declared is None or there is None or there.unit != declared.unit:
                continue
            if there.value > declared.value:
                yield Problem(
                    ("TransitEvent", index, "Discharge", "PackageQuantity"),
                    f"{there.value:f} packages are discharged, {declared.value:f} declared ({name})",
                    f"no more than {declared.value:f}",
                    f"{there.value:f}",
                )


@rule(
    "together.control-time",
    "ControlResult",
    "Control[]/InspectionStartDateTime",
    needs=("Control", "Declaration"),
    good={"Declaration": [_REFERENCE], "Control": [{"InspectionStartDateTime": "2026-03-17"}]},
    bad={"Declaration": [_REFERENCE], "Control": [{"InspectionStartDateTime": "2026-03-12"}]},
    beside=(_TRANSIT,),
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def together_control_time(result: ControlResult, scope: Scope) -> Iterator[Problem]:
    """Goods in transit are controlled while the transit lasts: not before it was accepted."""
    moments = [
        (
            ("Control", index, "InspectionStartDateTime"),
            control.inspection_start_date_time,
            "the control began",
        )
        for index, control in enumerate(result.control)
    ]
    yield from _before_acceptance(scope, moments)


def _papers(load: Load) -> Iterator[tuple[tuple[str | int, ...], Any]]:
    """Yield the documents that a load goes with."""
    yield from ((loc, paper) for loc, paper in load.all("paper") if paper.id)


def _with_permit(**values: Any) -> dict[str, Any]:
    """Return a declaration with a certificate, as the examples have it."""
    paper = {"ID": "UZ-FC-2026-0001907", "TypeCode": "851"}
    return {
        "GoodsShipment": {"GovernmentAgencyGoodsItem": [{"SequenceNumeric": 1}]},
        "AdditionalDocument": [paper],
        **values,
    }


_PERMIT = (
    "SupportingDocument",
    {
        "ID": "UZ-FC-2026-0001907",
        "ExpirationDateTime": "2026-03-31",
        "CertifiedGoods": [
            {"SequenceNumeric": 1, "Classification": [{"ID": "080232", "IdentificationTypeCode": "HS"}]}
        ],
    },
)


@rule(
    "together.permit-valid",
    "GoodsDeclaration",
    "AdditionalDocument[]/ID",
    "AcceptanceDateTime",
    "IssueDateTime",
    needs=(),
    good=_with_permit(IssueDateTime="2026-03-21"),
    bad=_with_permit(IssueDateTime="2026-04-21"),
    beside=(_PERMIT,),
    source="Revised Kyoto Convention, general annex, standard 3.16",
)
def together_permit_valid(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """A permit or certificate that a declaration relies on is valid when the declaration is made."""
    made = declaration.acceptance_date_time or declaration.issue_date_time
    for other in scope.others:
        permit: Any = other.message
        if (
            type(permit).__name__ != "SupportingDocument"
            or made is None
            or permit.expiration_date_time is None
        ):
            continue
        for loc, paper in (entry for load in loads_of(scope) for entry in _papers(load)):
            if paper.id == permit.id and is_after(made, permit.expiration_date_time):
                yield Problem(
                    (*loc, "ID"),
                    f"{paper.id} expired {permit.expiration_date_time}, the declaration is of {made}"
                    f" ({other.name})",
                    "a document that is valid",
                    paper.id,
                )


@rule(
    "together.permit-goods",
    "GoodsDeclaration",
    "AdditionalDocument[]/ID",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/Classification[]/ID",
    needs=("GoodsShipment",),
    good=_with_permit(
        GoodsShipment={
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "Commodity": {"Classification": [{"ID": "0802320000"}]}}
            ]
        }
    ),
    bad=_with_permit(
        GoodsShipment={
            "GovernmentAgencyGoodsItem": [
                {"SequenceNumeric": 1, "Commodity": {"Classification": [{"ID": "8471300000"}]}}
            ]
        }
    ),
    beside=(_PERMIT,),
    source="WTO Trade Facilitation Agreement, practice of border agencies",
    severity=Severity.WARNING,
)
def together_permit_goods(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A permit or certificate is for goods of the declaration: they have an HS heading in common."""
    for other in scope.others:
        permit: Any = other.message
        if type(permit).__name__ != "SupportingDocument" or not permit.id:
            continue
        goods = tuple(
            (("CertifiedGoods", index), entry) for index, entry in enumerate(permit.certified_goods)
        )
        certified = Load("SupportingDocument", (), {"goods": goods}).headings()
        for load in loads_of(scope):
            declared = load.headings()
            for loc, paper in _papers(load):
                if (
                    paper.id == permit.id
                    and certified
                    and declared
                    and not certified.keys() & declared.keys()
                ):
                    yield Problem(
                        (*loc, "ID"),
                        f"{paper.id} is for goods of heading {', '.join(certified)}, not declared"
                        f" ({other.at(next(iter(certified.values())))})",
                        "a document for goods of the declaration",
                        paper.id,
                    )
