"""Rules on how a movement came, beside its declaration: in time, by its way, with its papers."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.model.soundness import is_after
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule
from carec_datamodel.validation.rulebook.together_references import transits_of

if TYPE_CHECKING:
    from carec_datamodel.model.refusals import Loc
    from carec_datamodel.model.safe_packet import SafePacket
    from carec_datamodel.model.transit_declaration import TransitDeclaration
    from carec_datamodel.model.transit_report import TransitReport
    from carec_datamodel.model.types import DateTime

_NUMBER = "55302/240326/0000094"
_PACKET = "SP-KZ-0001094"
_TRANSIT = (
    "TransitDeclaration",
    {
        "ID": _NUMBER,
        "LimitDateTime": "2026-03-25",
        "BindingItineraryIndicator": True,
        "Consignment": {"TransitDestination": {"ID": "41701102"}},
        "SafePacket": [
            {
                "ID": _PACKET,
                "Itinerary": [{"BorderCrossingID": "KZ-KG-1"}],
                "ContentDocument": [{"ID": "CMR-KZ-0091172"}],
                "Seal": [{"ID": "KZ-DOC-0001094"}],
            }
        ],
    },
)


def _report(type_code: str = "ARRIVAL", **event: Any) -> dict[str, Any]:
    """Return a report of one event, as the examples have it."""
    return {"Declaration": [{"ID": _NUMBER}], "TransitEvent": [{"TypeCode": type_code, **event}]}


def _limits(declaration: TransitDeclaration) -> list[DateTime]:
    """Return the time limits of a movement: as declared, as its office of departure set it, of its papers."""
    consignment = declaration.consignment
    control = consignment.transit_control if consignment is not None else None
    limits = [declaration.limit_date_time, control.limit_date_time if control is not None else None]
    limits += [packet.limit_date_time for packet in declaration.safe_packet]
    return [limit for limit in limits if limit is not None]


@rule(
    "together.report-limit",
    "TransitReport",
    "TransitEvent[]/OccurrenceDateTime",
    good=_report(OccurrenceDateTime="2026-03-24T18:10:00+06:00"),
    bad=_report(OccurrenceDateTime="2026-03-27T09:10:00+06:00"),
    beside=(_TRANSIT,),
    source="Revised Kyoto Convention, specific annex E, chapter 1; EAEU Customs Code, chapter 22",
    severity=Severity.WARNING,
)
def together_report_limit(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """Goods in transit reach the office of destination within the time limit."""
    for name, declaration in transits_of(scope):
        for index, event in enumerate(report.transit_event):
            arrived = event.occurrence_date_time
            missed = [
                limit for limit in _limits(declaration) if arrived is not None and is_after(arrived, limit)
            ]
            if event.type_code == "ARRIVAL" and missed:
                yield Problem(
                    ("TransitEvent", index, "OccurrenceDateTime"),
                    f"the goods arrived {arrived}, after the time limit ({name})",
                    f"not after {missed[0]}",
                    str(arrived),
                )


@rule(
    "together.report-route",
    "TransitReport",
    "TransitEvent[]/BorderCrossingID",
    good=_report("BORDER-ENTRY", BorderCrossingID="KZ-KG-1"),
    bad=_report("BORDER-ENTRY", BorderCrossingID="KG-UZ-1"),
    beside=(_TRANSIT,),
    source="EAEU Customs Code, chapter 22; practice of the safe packet between Kazakhstan and Kyrgyzstan",
    severity=Severity.WARNING,
)
def together_report_route(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """Where the way must be kept, borders are crossed where it crosses them."""
    for name, declaration in transits_of(scope):
        stops = [stop for packet in declaration.safe_packet for stop in packet.itinerary]
        if declaration.consignment is not None:
            stops += declaration.consignment.itinerary
        allowed = {stop.border_crossing_id for stop in stops if stop.border_crossing_id}
        if not declaration.binding_itinerary_indicator or not allowed:
            continue
        for index, event in enumerate(report.transit_event):
            if event.border_crossing_id and event.border_crossing_id not in allowed:
                yield Problem(
                    ("TransitEvent", index, "BorderCrossingID"),
                    f"the border was crossed at {event.border_crossing_id}, which is off the way ({name})",
                    f"one of {', '.join(sorted(allowed))}",
                    event.border_crossing_id,
                )


@rule(
    "together.report-office",
    "TransitReport",
    "TransitEvent[]/CustomsOffice/ID",
    good=_report(CustomsOffice={"ID": "41701102"}),
    bad=_report(CustomsOffice={"ID": "41704102"}),
    beside=(_TRANSIT,),
    source="EAEU Customs Code, chapter 22; NCTS IE006",
    severity=Severity.NOTE,
)
def together_report_office(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """Goods in transit arrive at the office of destination; another one may take them, and tells it."""
    for name, declaration in transits_of(scope):
        consignment = declaration.consignment
        office = consignment.transit_destination if consignment is not None else None
        if consignment is None or office is None or not office.id or consignment.house_consignment:
            continue
        for index, event in enumerate(report.transit_event):
            there = event.customs_office
            if event.type_code == "ARRIVAL" and there is not None and there.id and there.id != office.id:
                yield Problem(
                    ("TransitEvent", index, "CustomsOffice", "ID"),
                    f"the goods arrived at {there.id}, which is not the office of destination ({name})",
                    office.id,
                    there.id,
                )


@rule(
    "together.report-packet",
    "TransitReport",
    "TransitEvent[]/SafePacket",
    good=_report(SafePacket=[{"ID": _PACKET, "Seal": [{"ID": "KZ-DOC-0001094"}]}]),
    bad=_report(SafePacket=[{"ID": _PACKET, "Seal": [{"ID": "KZ-DOC-0001095"}]}]),
    beside=(_TRANSIT,),
    source="practice of the safe packet between Kazakhstan and Kyrgyzstan",
    severity=Severity.WARNING,
)
def together_report_packet(report: TransitReport, scope: Scope) -> Iterator[Problem]:
    """A sealed package is found as it was sent: its number, its seals, the documents in it."""
    for name, declaration in transits_of(scope):
        sent = {packet.id: packet for packet in declaration.safe_packet if packet.id}
        for index, event in enumerate(report.transit_event) if sent else ():
            for position, packet in enumerate(event.safe_packet):
                loc = ("TransitEvent", index, "SafePacket", position)
                if packet.id and packet.id not in sent:
                    yield Problem(
                        (*loc, "ID"),
                        f"the package {packet.id} was found and is not declared ({name})",
                        f"one of {', '.join(sorted(sent))}",
                        packet.id,
                    )
                elif packet.id:
                    yield from _differences(packet, sent[packet.id], loc, name)


def _differences(packet: SafePacket, sent: SafePacket, loc: Loc, name: str) -> Iterator[Problem]:
    """Yield in what a package, found at *loc*, differs from how it was sent."""
    seals = {seal.id for seal in sent.seal if seal.id}
    for index, seal in enumerate(packet.seal):
        if seals and seal.id and seal.id not in seals and seal.condition_code != "DIFFERENT":
            yield Problem(
                (*loc, "Seal", index, "ID"),
                f"the package has the seal {seal.id}, which is not the one declared ({name})",
                f"one of {', '.join(sorted(seals))}",
                seal.id,
            )
    listed = [paper.id for paper in sent.content_document if paper.id]
    there = [paper.id for paper in packet.content_document if paper.id]
    if listed and there:
        for missing in [number for number in listed if number not in there]:
            yield Problem(
                (*loc, "ContentDocument"),
                f"{missing} is in the list of contents and not in the package ({name})",
                missing,
                "",
            )
        for index, paper in enumerate(packet.content_document):
            if paper.id and paper.id not in listed:
                yield Problem(
                    (*loc, "ContentDocument", index, "ID"),
                    f"{paper.id} is in the package and not in the list of contents ({name})",
                    "no document that is not listed",
                    paper.id,
                )
