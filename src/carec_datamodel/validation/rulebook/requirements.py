"""Rules out of a table: what a message must have, or must not have, where something else is said.

Source: ``requirements.tsv``, one row per rule. `within` names a class; all paths are wire names
below it, with ``[]`` behind what repeats. `when` is what makes the rule count, `then` what must
hold; both are clauses:

- ``Seal[]``: something stands there; ``!Seal[]``: nothing does;
- ``TypeCode=TIR|SP``: a value is one of these; ``TypeCode!=TIR|SP``: a value is there and none of these;
- ``!TypeCode=TIR|SP``: no value is one of these, also where none is there;
- ``HouseConsignment[]/Consignor or Consignor``: any of the clauses; ``... and ...``: all of them,
  each of which may have ``or`` in it.

An empty `when` always counts. Where `then` walks through what repeats, each entry must keep it:
``each(ConsignmentItem[]: GoodsMeasure/GrossMassMeasure)``.
"""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.base import Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import field_index
from carec_datamodel.tables import tab_separated
from carec_datamodel.validation.rulebook.rule import Bound, Example, Problem, Rule, Scope, attributes

_CLAUSE = re.compile(r"(?P<not>!?)(?P<path>[A-Za-z/\[\]]+)(?:(?P<sign>!?=)(?P<values>[^=]+))?")
_EXCEPTION = re.compile(r"![A-Za-z/]+=[^=]+")
_EACH = re.compile(r"each\((?P<list>[A-Za-z/]+)\[\]: (?P<then>.+)\)")

Path = tuple[str, ...]


class Clause(NamedTuple):
    """Something that may hold of an instance.

    Attributes:
        path: Wire names below the instance.
        absent: Whether nothing may stand there; none of `values`, where there are some.
        values: What may stand there, where it matters.
        others: Whether anything but `values` may stand there instead.
        wording: The clause as the table words it.
    """

    path: Path
    absent: bool
    values: frozenset[str]
    others: bool
    wording: str


Clauses = tuple[tuple[Clause, ...], ...]
"""All of these, each of which is any of those."""


class _Row(NamedTuple):
    """One row of the table."""

    id: str
    severity: str
    within: str
    when: str
    then: str
    explanation: str
    source: str
    good: str
    bad: str


@cache
def requirement_rules() -> tuple[Rule, ...]:
    """Return one rule for each row of the table."""
    table = files("carec_datamodel.validation.rulebook") / "requirements.tsv"
    _, rows = tab_separated(table.read_text(encoding="utf-8"))
    return tuple(_rule(_Row(*cells)) for _, cells in rows)


def _rule(row: _Row) -> Rule:
    when = clauses(row.when)
    each = _EACH.fullmatch(row.then)
    then = clauses(each["then"] if each else row.then)
    over = tuple(each["list"].split("/")) if each else ()
    prefix = f"{each['list']}[]/" if each else ""
    paths = dict.fromkeys(
        [
            *(_readable(clause) for any_of in when for clause in any_of),
            *(prefix + _readable(clause) for any_of in then for clause in any_of),
        ]
    )

    def bind(cls: type[Model]) -> Iterable[Bound]:
        if row.within not in {base.__name__ for base in cls.__mro__}:
            return ()
        counts = [_compiled(any_of, cls) for any_of in when]
        inner = _class_at(cls, over)
        must = [(any_of, _compiled(any_of, inner)) for any_of in then]

        def check(instance: Any, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
            for holds in counts:
                if not holds(instance):
                    return
            for loc, entry in values_at(instance, over) if over else [((), instance)]:
                for any_of, holds in must:
                    if not holds(entry):
                        yield _problem(entry, loc, any_of, row)

        firsts = [clause.path[0] for (clause, *rest) in when if not rest and not clause.absent]
        return (Bound(attributes(cls, [*firsts, *over[:1]]), check),)

    return Rule(
        id=row.id,
        severity=Severity(row.severity),
        elements=tuple(f"{row.within}/{path}" for path in paths),
        explanation=row.explanation,
        source=row.source,
        example=Example(row.within, json.loads(row.good), json.loads(row.bad)),
        bind=bind,
    )


def _readable(clause: Clause) -> str:
    return "/".join(clause.path)


def clauses(cell: str) -> Clauses:
    """Return what a cell of the table says.

    Raises:
        ValueError: It says nothing that is known.
    """
    return tuple(
        tuple(_clause(part) for part in all_of.split(" or ")) for all_of in cell.split(" and ") if all_of
    )


def _clause(text: str) -> Clause:
    match = _CLAUSE.fullmatch(text)
    if match is None:
        raise ValueError(f"{text!r} is no clause")
    values = frozenset(match["values"].split("|")) if match["values"] else frozenset()
    path = tuple(match["path"].replace("[]", "").split("/"))
    return Clause(path, bool(match["not"]), values, match["sign"] == "!=", text)


Test = Callable[[Any], bool]
"""Tells of an instance whether something holds."""


def _compiled(any_of: tuple[Clause, ...], cls: type[Model]) -> Test:
    """Return what tells of an instance of *cls* whether any of the clauses holds."""
    first, *others = (_test(clause, cls) for clause in any_of)
    if not others:
        return first
    return lambda instance: first(instance) or any(test(instance) for test in others)


def _test(clause: Clause, cls: type[Model]) -> Test:
    steps = _steps(cls, clause.path)
    values, others = clause.values, clause.others
    if not values:
        wanted = not clause.absent
        return lambda instance: _found(instance, steps, None) is wanted
    if not others:
        wanted = not clause.absent
        return lambda instance: _found(instance, steps, values) is wanted
    return lambda instance: _found(instance, steps, None) and not _found(instance, steps, values)


def _steps(cls: type[Model], path: Path) -> tuple[tuple[str, bool], ...]:
    """Return attribute by attribute, and whether each repeats, the way that *path* goes below *cls*."""
    steps = []
    current: type[Model] | None = cls
    for name in path:
        item = field_index(current or cls)[name]
        steps.append((item.attribute, item.repeats))
        current = item.target
    return tuple(steps)


def _found(instance: Any, steps: tuple[tuple[str, bool], ...], values: frozenset[str] | None) -> bool:
    """Return whether something stands at the end of *steps*; one of *values*, if they are given."""
    value = instance
    for place, (attribute, repeats) in enumerate(steps, start=1):
        value = getattr(value, attribute)
        if repeats:
            rest = steps[place:]
            return any(_found(entry, rest, values) for entry in value)
        if value is None:
            return False
    return values is None or _text(value) in values


def _class_at(cls: type[Model], path: Path) -> type[Model]:
    """Return the class of what stands at *path* below *cls*."""
    current = cls
    for name in path:
        current = field_index(current)[name].target or current
    return current


def values_at(instance: Model, path: Path, loc: Loc = ()) -> Iterator[tuple[Loc, Any]]:
    """Yield what stands at *path* below *instance*, each with its place."""
    name, *rest = path
    item = field_index(type(instance))[name]
    below = getattr(instance, item.attribute)
    if below is None:
        return
    here = (*loc, name)
    entries = (
        [((*here, index), entry) for index, entry in enumerate(below)] if item.repeats else [(here, below)]
    )
    for place, entry in entries:
        if rest:
            yield from values_at(entry, tuple(rest), place)
        else:
            yield place, entry


def _text(value: Any) -> str:
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value)


def _problem(instance: Model, loc: Loc, any_of: tuple[Clause, ...], row: _Row) -> Problem:
    """Return what is wrong where none of *any_of* holds."""
    first = any_of[0]
    found = next(iter(values_at(instance, first.path)), None)
    place = loc + (found[0] if found else first.path)
    name = first.path[-1]
    expected = " or ".join(_expected(clause) for clause in any_of)
    because = f" where {_told(row.when)}" if row.when else ""
    if found is None:
        plain = [clause for clause in any_of if not clause.values] or any_of
        names = " and ".join("/".join(clause.path) for clause in plain)
        verb = "are" if len(plain) > 1 else "is"
        return Problem(place, f"{names} {verb} missing{because}", expected)
    if first.absent:
        return Problem(place, f"{name} is there{because}", expected)
    text = _text(found[1])
    return Problem(place, f"{name} is {clip(text)!r}{because}", expected, text)


def _expected(clause: Clause) -> str:
    path = "/".join(clause.path)
    if not clause.values:
        return f"no {path}" if clause.absent else path
    codes = " or ".join(sorted(clause.values))
    return f"{path} other than {codes}" if clause.others else f"{path} {codes}"


def _told(when: str) -> str:
    """Return a condition for people, without the exceptions: those do not apply."""
    told = [part for part in when.replace("[]", "").split(" and ") if not _EXCEPTION.fullmatch(part)]
    return " and ".join(" or ".join(map(_told_clause, part.split(" or "))) for part in told)


def _told_clause(text: str) -> str:
    path, sign, values = re.fullmatch(r"(!?[^!=]+)(!?=)?(.*)", text).groups()  # type: ignore[union-attr]
    if not sign:
        return f"{path.removeprefix('!')} is {'not there' if path.startswith('!') else 'there'}"
    return f"{path} is {'not ' if sign == '!=' else ''}{values.replace('|', ' or ')}"
