"""Judging a message by rules, and telling it in the sender's own terms."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from carec_datamodel.codelists.own_lists import CodeLists
from carec_datamodel.findings import Finding, Severity, Spot
from carec_datamodel.model.base import Message
from carec_datamodel.model.refusals import Loc, place_of
from carec_datamodel.validation.rulebook.engine import Objection
from carec_datamodel.validation.rulebook.rule import Companion, Scope
from carec_datamodel.validation.rulebook.rule_set import RuleSet

Spots = Callable[[Loc], Spot]


class Judgement(NamedTuple):
    """What the rules object to.

    Attributes:
        findings: The findings that are told.
        left_out: How many more there are.
    """

    findings: list[Finding]
    left_out: int


def judge(
    message: Message,
    spots: Callable[[], Spots],
    rule_set: RuleSet,
    lists: CodeLists,
    most: int,
    others: tuple[Companion, ...] = (),
) -> Judgement:
    """Return what the rules of *rule_set* object to in *message*.

    Args:
        message: The message.
        spots: Gives what tells where the values stand in the document; called only where
            there is something to tell.
        rule_set: The rules.
        lists: The code lists that they look codes up in.
        most: How many findings to tell, errors before warnings before notes.
        others: Messages that it is judged together with.
    """
    weights = list(Severity)
    found: dict[Severity, list[Objection]] = {severity: [] for severity in weights}
    total = 0
    for objection in rule_set.engine.objections(Scope(message, rule_set.thresholds, lists, others)):
        total += 1
        weight = rule_set.weight(objection.rule)
        same = found[max(weight, Severity.WARNING, key=weights.index) if objection.problem.weak else weight]
        if len(same) < most:
            same.append(objection)
    kept = [(severity, objection) for severity in weights for objection in found[severity]][:most]
    if not kept:
        return Judgement([], 0)
    spot_of = spots()
    findings = [
        _finding(message, objection, severity, spot_of(objection.loc)) for severity, objection in kept
    ]
    return Judgement(findings, total - len(findings))


def _finding(message: Message, objection: Objection, severity: Severity, spot: Spot) -> Finding:
    place = place_of(type(message), objection.loc)
    problem = objection.problem
    return Finding(
        rule=objection.rule.id,
        message=f"{problem.message}; expected {problem.expected}" if problem.expected else problem.message,
        severity=severity,
        path=spot.path,
        line=spot.line,
        value=spot.value if spot.value is not None else problem.value,
        expected=problem.expected,
        box=spot.box or (place.field.element.box if place.field else "") or None,
        wco=place.wco or None,
        harmonised=place.path,
        hint=problem.hint or objection.rule.explanation,
    )
