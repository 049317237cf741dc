"""What must hold between the values of a sound message: sums, orders, numbers given once.

Source: ``relations.tsv``, one row per relation. `within` names a class and holds wherever that
class stands; what stands on both sides is below it:

- ``GrossMassMeasure``, ``IdentityDocument[]/IssueDate``: a value, or each of several, by wire
  names, with ``[]`` behind what repeats;
- ``sum(Packaging[]/QuantityQuantity)``, ``count(Seal[] + TransportEquipment[]/Seal[])``: the sum
  or the number of what stands at one or more paths;
- ``-90``: a number.

Between them stands ``=`` or ``<=``, also for dates. ``distinct`` says that the left side has no
value twice. A row is not judged where a value of ``unless`` is found: the one named,
or any but 0. Nothing here is enforced by the model: a message that is not sound is carried as it is.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Literal, NamedTuple, cast

from carec_datamodel.model.base import Model

Path = tuple[str, ...]
"""Wire names from an instance down to an element."""

Sign = Literal["=", "<=", "distinct"]

_NUMBER = re.compile(r"-?[0-9]+(?:\.[0-9]+)?")
_CALL = re.compile(r"(sum|count)\((.+)\)")


@dataclass(frozen=True, slots=True)
class Side:
    """One side of a relation.

    Attributes:
        take: What is made of the values: ``sum``, ``count`` or ``each`` by itself.
        paths: Where they stand; none for a number.
        number: The number that stands there instead.
    """

    take: Literal["each", "sum", "count"]
    paths: tuple[Path, ...] = ()
    number: Decimal | None = None


class Condition(NamedTuple):
    """A value that excuses a relation where it is found; any but 0 where none is named."""

    path: Path
    value: str | bool | Decimal | None


@dataclass(frozen=True, slots=True)
class Relation:
    """One row of the table.

    Attributes:
        id: Stable id, for example ``goods-gross-mass``.
        within: Name of the class that both sides stand below.
        left: Left side.
        sign: What must hold between the sides.
        right: Right side; None where the sign is ``distinct``.
        unless: Where one of these is found, the relation need not hold.
        tolerance: By how much the sides of a ``=`` may differ.
        explanation: Why it must hold, for people.
        source: Where we know it from.
        wording: The relation as the table words it.
    """

    id: str
    within: str
    left: Side
    sign: Sign
    right: Side | None
    unless: tuple[Condition, ...]
    tolerance: Decimal
    explanation: str
    source: str
    wording: str


@cache
def relations() -> Mapping[str, Relation]:
    """Return all relations by id, in the order of the table.

    >>> relations()["measure-masses"].wording
    'NetNetWeightMeasure <= GrossMassMeasure'
    """
    table = files("carec_datamodel.model") / "relations.tsv"
    lines = table.read_text(encoding="utf-8").splitlines()[1:]
    found = [_relation(*line.split("\t")) for line in lines if not line.startswith("#")]
    return {relation.id: relation for relation in found}


@cache
def relations_of(cls: type[Model]) -> tuple[Relation, ...]:
    """Return the relations within instances of *cls*, those of the classes it derives from included."""
    names = {base.__name__ for base in cls.__mro__}
    return tuple(relation for relation in relations().values() if relation.within in names)


def _relation(
    id: str,
    within: str,
    left: str,
    sign: str,
    right: str,
    unless: str,
    tolerance: str,
    explanation: str,
    source: str,
) -> Relation:
    return Relation(
        id=id,
        within=within,
        left=_side(left),
        sign=cast("Sign", sign),
        right=_side(right) if right else None,
        unless=tuple(_condition(part) for part in unless.split(" or ") if part),
        tolerance=Decimal(tolerance or "0"),
        explanation=explanation,
        source=source,
        wording=f"{left} {sign} {right}".rstrip(),
    )


def _side(cell: str) -> Side:
    if _NUMBER.fullmatch(cell):
        return Side("each", number=Decimal(cell))
    call = _CALL.fullmatch(cell)
    if call is None:
        return Side("each", (_path(cell),))
    take = cast("Literal['sum', 'count']", call[1])
    return Side(take, tuple(_path(part) for part in call[2].split(" + ")))


def _condition(cell: str) -> Condition:
    path, named, value = cell.partition("=")
    if not named:
        return Condition(_path(path), None)
    if value in {"true", "false"}:
        return Condition(_path(path), value == "true")
    return Condition(_path(path), Decimal(value) if _NUMBER.fullmatch(value) else value)


def _path(cell: str) -> Path:
    return tuple(step.removesuffix("[]") for step in cell.split("/"))
