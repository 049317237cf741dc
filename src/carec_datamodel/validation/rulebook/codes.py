"""Rules that hold codes against their lists.

Source: ``codes.tsv``, one row per rule. `list` names the code list, ``*`` any that the model
itself defines. `elements` says where its codes stand: ``*`` wherever the model names the list,
``units`` in the unit of any measure or quantity, or a class and an element. Of a code that has
`digits`, only so many of its first signs are looked up. A list of the user's own counts instead
of the one of its name.
"""

from __future__ import annotations

import datetime as dt
import json
from collections.abc import Iterable, Iterator
from difflib import get_close_matches
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, NamedTuple

from carec_datamodel.codelists.code import IN_USE
from carec_datamodel.codelists.codes import CodeList
from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.base import Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, field_index, fields_of
from carec_datamodel.tables import tab_separated
from carec_datamodel.validation.rulebook.rule import Bound, Check, Example, Problem, Rule, Scope

_FEW = 20
"""How many codes a finding names."""


class _Row(NamedTuple):
    """One row of the table."""

    id: str
    list: str
    severity: str
    elements: str
    digits: str
    explanation: str
    source: str
    within: str
    good: str
    bad: str


class _Place(NamedTuple):
    """Where codes of one list stand in a class.

    Attributes:
        attribute: Attribute of the class.
        loc: Wire names of the element, and of the part of its value that is the code.
        part: Attribute of the value that is the code; empty where the value itself is.
        repeats: Whether there may be several.
        list: Name of the list.
        where: Attribute and value of a sibling without which the value is no such code.
    """

    attribute: str
    loc: tuple[str, ...]
    part: str
    repeats: bool
    list: str
    where: tuple[str, str] | None


@cache
def code_rules() -> tuple[Rule, ...]:
    """Return one rule for each row of the table."""
    table = files("carec_datamodel.validation.rulebook") / "codes.tsv"
    _, rows = tab_separated(table.read_text(encoding="utf-8"))
    return tuple(_rule(_Row(*cells)) for _, cells in rows)


def _rule(row: _Row) -> Rule:
    digits = int(row.digits) if row.digits else None
    example = Example(row.within, json.loads(row.good), json.loads(row.bad))

    def bind(cls: type[Model]) -> Iterable[Bound]:
        for place in _places(row, cls):
            yield Bound(frozenset({place.attribute}), _check(place, digits))

    return Rule(
        id=row.id,
        severity=Severity(row.severity),
        elements=() if row.elements in {"*", "units"} else (row.elements,),
        explanation=row.explanation,
        source=row.source,
        example=example,
        bind=bind,
    )


def _places(row: _Row, cls: type[Model]) -> Iterator[_Place]:
    """Yield where codes of the row's list stand in *cls*."""
    for item in fields_of(cls):
        parts = VALUED_ATTRIBUTES.get(item.leaf, ())
        if row.elements == "units":
            for part in parts:
                if part.name == "unitCode":
                    yield _Place(
                        item.attribute, (item.name, part.name), part.attribute, item.repeats, row.list, None
                    )
            continue
        if row.elements == f"{cls.__name__}/{item.name}":
            yield _Place(item.attribute, (item.name,), "", item.repeats, row.list, _where(item, cls))
        elif row.elements == "*" and _fits(row.list, item.element.codes):
            name = item.element.codes
            yield _Place(item.attribute, (item.name,), "", item.repeats, name, _where(item, cls))
        for part in parts:
            if row.elements == "*" and _fits(row.list, part.codes):
                yield _Place(
                    item.attribute, (item.name, part.name), part.attribute, item.repeats, part.codes, None
                )


def _fits(listed: str, codes: str) -> bool:
    return codes == listed or (listed == "*" and bool(codes) and "-" in codes)


def _where(item: Field, cls: type[Model]) -> tuple[str, str] | None:
    sibling, _, wanted = item.element.where.partition("=")
    return (field_index(cls)[sibling].attribute, wanted) if sibling else None


def _check(place: _Place, digits: int | None) -> Check:
    def check(instance: Any, scope: Scope) -> Iterator[Problem]:
        if place.where is not None and getattr(instance, place.where[0]) != place.where[1]:
            return
        value = getattr(instance, place.attribute)
        listed = scope.lists[place.list]
        usual = _usual(listed)
        for index, entry in enumerate(value) if place.repeats else ((None, value),):
            code = getattr(entry, place.part) if place.part else entry
            if code is None or (code if digits is None else code[:digits]) in usual:
                continue
            looked_up = code if digits is None else code[:digits]
            said = _said(looked_up, listed, scope.day)
            if said is not None:
                name, *rest = place.loc
                loc: Loc = (name, *rest) if index is None else (name, index, *rest)
                yield said._replace(loc=loc, value=code)

    return check


@lru_cache(maxsize=256)
def _usual(listed: CodeList) -> frozenset[str]:
    """Return the codes of a list that are in use whatever the day."""
    dated = {"valid_from", "valid_to"} & set(listed.codes.columns)
    if not dated:
        return frozenset(listed.in_use)
    return frozenset(
        code for code in listed.in_use if listed.codes[code].valid_from is None is listed.codes[code].valid_to
    )


def _said(code: str, listed: CodeList, day: dt.date | None) -> Problem | None:
    """Return what is wrong with *code*; None where nothing is."""
    known = listed.get(code)
    facts = listed.source
    if listed.edition and listed.edition not in facts:
        facts = f"{facts}, {listed.edition}"
    hint = f"List: {listed.title} ({facts})." if facts else f"List: {listed.title}."
    if known is None:
        told = f"{clip(code)!r} is not in the list {listed.name}"
        return Problem((), told, _expected(code, listed), hint=hint)
    if day is not None and (known.valid_from or known.valid_to):
        if known.is_valid(day):
            return None
        days = f"from {known.valid_from}" if known.valid_from else ""
        days += f" until {known.valid_to}" if known.valid_to else ""
        return Problem((), f"{code!r} is valid {days.strip()}", "a code in use then", hint=hint, weak=True)
    if known.status in IN_USE:
        return None
    told = f"{code!r} is {known.status} in the list {listed.name}"
    return Problem((), told, "a code in use", hint=hint, weak=True)


def _expected(code: str, listed: CodeList) -> str:
    """Return what is expected instead: the same code as the list spells it, or codes that are like it."""
    if listed.spelling:
        other = listed.by(listed.spelling, code)
        if other is not None:
            return f"{other.code}, the code of {code}"
    if len(listed) <= _FEW:
        return f"one of {', '.join(listed.in_use)}"
    near = [] if code.isdigit() else get_close_matches(code.upper(), listed.in_use, n=3)
    return f"a code of the list, such as {', '.join(near)}" if near else "a code of the list"
