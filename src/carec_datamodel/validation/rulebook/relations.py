"""Rules out of the relations of the model: totals, limits, dates in order, numbers given once.

Source: the model's table says what must hold and why; ``relations.tsv`` here says how much it
weighs, with an example each way. `clocks` is ``two`` where two dates are told at two places.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any

from carec_datamodel.findings import Severity
from carec_datamodel.model.base import Model
from carec_datamodel.model.relations import Relation, Side, relations
from carec_datamodel.model.soundness import Found, breaches_of, field_at
from carec_datamodel.model.types import Date
from carec_datamodel.validation.rulebook.clocks import may_be_clocks
from carec_datamodel.validation.rulebook.rule import Bound, Example, Problem, Rule, Scope, attributes

_CLOCKS = (
    " A few hours between times without zone may be those of clocks in two places: then it is a warning."
)
_SUMMED = {"each": "", "sum": "the sum of ", "count": "the number of "}


@cache
def relation_rules() -> tuple[Rule, ...]:
    """Return one rule for each relation of the model, in the order of its table."""
    table = files("carec_datamodel.validation.rulebook") / "relations.tsv"
    known = relations()
    rows = [line.split("\t") for line in table.read_text(encoding="utf-8").splitlines()[1:]]
    return tuple(_rule(known[name], family, *rest) for name, family, *rest in rows)


def _rule(relation: Relation, family: str, severity: str, good: str, bad: str, clocks: str) -> Rule:
    sides = [side for side in (relation.left, relation.right) if side is not None]
    paths = dict.fromkeys("/".join(path) for side in sides for path in side.paths)

    def bind(cls: type[Model]) -> Iterable[Bound]:
        if relation.within not in {base.__name__ for base in cls.__mro__}:
            return ()
        return (Bound(_needs(relation, cls), check),)

    def check(instance: Any, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
        for found in breaches_of(relation, instance, type(instance)):
            problem = _problem(relation, found, type(instance))
            yield problem._replace(
                weak=clocks == "two" and may_be_clocks(Date(found.left), Date(found.right))
            )

    return Rule(
        id=f"{family}.{relation.id}",
        severity=Severity(severity),
        elements=tuple(f"{relation.within}/{path}" for path in paths),
        explanation=relation.explanation + (_CLOCKS if clocks == "two" else ""),
        source=relation.source,
        example=Example(relation.within, json.loads(good), json.loads(bad)),
        bind=bind,
    )


def _needs(relation: Relation, cls: type[Model]) -> frozenset[str]:
    """Return the attributes without which one of the sides is not known."""
    firsts = [{path[0] for path in side.paths} for side in (relation.left, relation.right) if side]
    return attributes(cls, (name for names in firsts if len(names) == 1 for name in names))


def _problem(relation: Relation, found: Found, cls: type[Model]) -> Problem:
    if relation.right is None:
        name = relation.left.paths[0][-1]
        return Problem(found.loc, f"{name} {found.left} is there twice", "each number once", found.left)
    told = _told(relation.left)
    if relation.sign == "=":
        expected = f"{found.right}, {_told(relation.right)}"
        return Problem(found.loc, f"{told} is {found.left}", expected, found.left)
    dated = bool(relation.left.paths) and field_at(cls, relation.left.paths[0]).leaf in {"Date", "DateTime"}
    how = "after" if dated else "more than"
    limit = f"{found.right} ({_told(relation.right)})" if relation.right.paths else found.right
    return Problem(
        found.loc, f"{told} is {found.left}, {how} {found.right}", f"no{'t' if dated else ''} {how} {limit}"
    )


def _told(side: Side) -> str:
    """Return what a side is, for people."""
    if side.number is not None:
        return f"{side.number}"
    return _SUMMED[side.take] + " and ".join(dict.fromkeys("/".join(path[-2:]) for path in side.paths))
