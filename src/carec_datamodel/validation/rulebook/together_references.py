"""Rules on messages that name a declaration: it is there, and has what they say of it."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.refusals import Loc
from carec_datamodel.validation.rulebook.loads import loads_of
from carec_datamodel.validation.rulebook.requirements import values_at
from carec_datamodel.validation.rulebook.rule import Companion, Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.references import ReferencedDeclaration
    from carec_datamodel.model.response import Response
    from carec_datamodel.model.transit_declaration import TransitDeclaration

_ANSWERS = ("Response", "RiskAssessment", "ControlResult", "TransitReport")
_SILENT = {"TransitReport": "TransitDeclaration"}
"""What a reference of a message means where it does not name the message."""
_NUMBER = "41704102/210326/0000822"


def referenced(message: Any) -> Iterator[tuple[Loc, ReferencedDeclaration]]:
    """Yield the declarations that a message names, each behind its place."""
    named = message.declaration
    if isinstance(named, tuple):
        yield from ((("Declaration", index), entry) for index, entry in enumerate(named))
    elif named is not None:
        yield ("Declaration",), named


def numbers_of(reference: Any) -> set[str]:
    """Return the numbers by which a reference names a declaration."""
    names = (reference.id, reference.functional_reference_id, reference.tir_carnet_id)
    return {name for name in names if name}


def kind_of(message: Any, reference: Any) -> str | None:
    """Return the class of the message that a reference is to."""
    return reference.message_name or _SILENT.get(type(message).__name__)


def found(scope: Scope, reference: Any) -> Iterator[Companion]:
    """Yield the messages that a reference is to."""
    kind, numbers = kind_of(scope.message, reference), numbers_of(reference)
    for other in scope.others:
        if type(other.message).__name__ == kind and numbers & own_numbers(other):
            yield other


def own_numbers(other: Companion) -> set[str]:
    """Return the numbers that a declaration goes by: of customs, of the declarant, of its carnet."""
    message: Any = other.message
    carnet = getattr(message, "tir_carnet", None)
    names = (message.id, message.functional_reference_id, carnet.id if carnet is not None else None)
    return {name for name in names if name}


def transits_of(scope: Scope) -> Iterator[tuple[str, TransitDeclaration]]:
    """Yield the transit declarations that a message is about, each behind the name of its document."""
    message: Any = scope.message
    for _, reference in referenced(message):
        for other in found(scope, reference):
            declaration: Any = other.message
            if type(declaration).__name__ == "TransitDeclaration":
                yield other.name, declaration


@rule(
    "together.declaration-known",
    _ANSWERS,
    "Declaration/ID",
    good={"Declaration": {"MessageName": "GoodsDeclaration", "ID": _NUMBER}},
    bad={"Declaration": {"MessageName": "GoodsDeclaration", "ID": "41704102/210326/0000823"}},
    beside=(("GoodsDeclaration", {"ID": _NUMBER}),),
    source="meaning of the elements",
    severity=Severity.WARNING,
)
def together_declaration_known(message: Response, scope: Scope) -> Iterator[Problem]:
    """Beside declarations of its kind, the declaration that a message names is one of them."""
    for loc, reference in referenced(message):
        kind, numbers = kind_of(message, reference), numbers_of(reference)
        same = [other for other in scope.others if type(other.message).__name__ == kind]
        known = {number for other in same for number in own_numbers(other)}
        if numbers and known and not numbers & known and not _same_goods(reference, same):
            yield Problem(
                (*loc, "ID" if reference.id else "FunctionalReferenceID"),
                f"the {kind} {min(numbers)} is not among the documents"
                f" ({', '.join(other.name for other in same)})",
                f"one of {clip(', '.join(sorted(known)), 200)}",
                min(numbers),
            )


def _same_goods(reference: Any, others: Iterable[Companion]) -> bool:
    """Return whether a reference shares a UCR with one of the others."""
    named = {ucr.id for ucr in getattr(reference, "ucr", ()) if ucr.id}
    return any(named & load.texts("ucr") for other in others for load in loads_of(other))


_ITEMS = {
    "Response": ("Declaration", "GoodsShipment", "GovernmentAgencyGoodsItem", "SequenceNumeric"),
    "RiskAssessment": ("RiskProfileHit", "GoodsItemNumeric"),
    "ControlResult": ("Control", "ControlledGoods", "GoodsItemNumeric"),
}
"""Where a message names goods items of the declaration."""


@rule(
    "together.items-known",
    tuple(_ITEMS),
    "Declaration",
    good={"Declaration": {"MessageName": "GoodsDeclaration", "ID": _NUMBER}},
    bad={
        "Declaration": {
            "MessageName": "GoodsDeclaration",
            "ID": _NUMBER,
            "GoodsShipment": {"GovernmentAgencyGoodsItem": [{"SequenceNumeric": 3}]},
        }
    },
    beside=(
        (
            "GoodsDeclaration",
            {"ID": _NUMBER, "GoodsShipment": {"GovernmentAgencyGoodsItem": [{"SequenceNumeric": 1}]}},
        ),
    ),
    source="meaning of the elements",
)
def together_items_known(message: Response, scope: Scope) -> Iterator[Problem]:
    """Goods items that an answer, an assessment or a control names are items of the declaration."""
    declarations = [other for _, reference in referenced(message) for other in found(scope, reference)]
    if len(declarations) != 1:
        return
    (other,) = declarations
    items = {number for load in loads_of(other) for _, number in load.all("item")}
    for loc, number in values_at(message, _ITEMS[type(message).__name__]) if items else ():
        if number not in items:
            yield Problem(
                loc,
                f"item {number} is not in the declaration ({other.name})",
                f"one of its {len(items)} items",
                str(number),
            )
