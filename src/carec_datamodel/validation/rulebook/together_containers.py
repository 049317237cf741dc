"""Rules on containers and seals in documents of one trade."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.validation.rulebook.loads import CARRIED, DECLARED, Load, matches, wholes
from carec_datamodel.validation.rulebook.rule import Companion, Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.transit_declaration import TransitDeclaration

_DOCUMENT = [{"ID": "33202600"}]


def _container(number: str, seal: str = "CN9400-552211") -> list[dict[str, Any]]:
    """Return a container under a seal, as the examples have it."""
    return [{"ID": number, "Seal": [{"ID": seal}]}]


def _declared(number: str) -> dict[str, Any]:
    """Return a goods declaration, as the examples have it."""
    consignment = {"TransportContractDocument": _DOCUMENT, "TransportEquipment": _container(number)}
    return {"GoodsShipment": {"Consignment": consignment}}


def _carried(number: str, seal: str = "CN9400-552211") -> dict[str, Any]:
    """Return a transit declaration, as the examples have it."""
    consignment = {
        "TransportContractDocument": _DOCUMENT,
        "TransportEquipment": _container(number, seal),
        "ConsignmentItem": [{"SequenceNumeric": 1}],
    }
    return {"Consignment": consignment}


@rule(
    "together.containers",
    "GoodsDeclaration",
    "GoodsShipment/Consignment/TransportEquipment[]/ID",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/TransportEquipment[]/ID",
    good=_declared("TSTU0001047"),
    bad=_declared("TSTU0001010"),
    beside=(("TransitDeclaration", _carried("TSTU0001047")),),
    source="WCO SAFE Framework, Single Administrative Document, box 31",
    severity=Severity.WARNING,
)
def together_containers(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The containers declared are among those that carry the goods, unless they were changed on the way."""
    if _changed(scope):
        return
    for load, other, same in wholes(scope, CARRIED):
        carried = sorted({number for item in same for number in item.texts("container")})
        seen: set[str] = set()
        for loc, number in load.all("container") if carried else ():
            if number not in carried and number not in seen:
                seen.add(number)
                yield Problem(
                    loc,
                    f"the container {number} is declared and does not carry the goods"
                    f" ({other.at(same[0].loc)})",
                    f"one of {', '.join(carried)}",
                    number,
                )


def _changed(scope: Scope) -> bool:
    """Return whether one of the messages tells of goods that change the container."""
    for message in (scope.message, *(other.message for other in scope.others)):
        events = getattr(message, "transit_event", ())
        if any(event.transport_means_change is not None for event in events):
            return True
        consignment = getattr(message, "consignment", None)
        changes = getattr(consignment, "transport_means_change", ())
        if any(change.container_indicator for change in changes):
            return True
    return False


@rule(
    "together.seals",
    "TransitDeclaration",
    "Consignment/TransportEquipment[]/Seal[]/ID",
    good=_carried("TSTU0001047"),
    bad=_carried("TSTU0001047", "KZ000411"),
    beside=(("GoodsDeclaration", _declared("TSTU0001047")),),
    source="WCO SAFE Framework, TIR Convention art. 24",
    severity=Severity.WARNING,
)
def together_seals(declaration: TransitDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A container has the same seals in all documents, unless a control or an event put another one on.

    Customs may add a seal to those that are on: one list may be longer than the other.
    """
    replaced = set(_put_on(scope.others))
    told: set[Loc] = set()
    for load, other, same in matches(scope, (DECLARED, "CargoManifest")):
        there = {number: seals for number, _, seals in _sealed(same)}
        for number, loc, seals in _sealed([load]):
            known = there.get(number, set())
            added = not seals or not known or seals <= known or known <= seals
            if loc not in told and not added and not (seals ^ known) & replaced:
                told.add(loc)
                yield Problem(
                    loc,
                    f"the seals of {number} are {', '.join(sorted(seals))}, there {', '.join(sorted(known))}"
                    f" ({other.at(same[0].loc)})",
                    ", ".join(sorted(known)),
                    ", ".join(sorted(seals)),
                )


def _sealed(loads: Iterable[Load]) -> Iterator[tuple[str, Loc, set[str]]]:
    """Yield each container of loads with where its seals stand, and their numbers."""
    for load in loads:
        for loc, equipment in load.all("equipment"):
            if equipment.id:
                yield equipment.id, (*loc, "Seal"), {seal.id for seal in equipment.seal if seal.id}


def _put_on(others: Iterable[Companion]) -> Iterator[str]:
    """Yield the numbers of the seals that controls and events put on."""
    for other in others:
        message: Any = other.message
        for part in (message, *getattr(message, "transit_event", ())):
            yield from (seal.id for seal in getattr(part, "seal_after", ()) if seal.id)
