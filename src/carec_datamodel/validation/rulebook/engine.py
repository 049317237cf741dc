"""Running rules: one walk over the message, every instance meeting the rules of its class.

What a class has to do with the rules is worked out once. A rule runs only where all elements
that it needs are there, so that most rules cost next to nothing on most instances.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import NamedTuple

from carec_datamodel.model.base import Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import fields_of
from carec_datamodel.validation.rulebook.rule import Check, Problem, Rule, Scope


class Objection(NamedTuple):
    """A problem with the rule that objects, at its place in the message.

    Attributes:
        rule: The rule.
        loc: Where, below the root.
        problem: What is wrong; its own `loc` is relative.
    """

    rule: Rule
    loc: Loc
    problem: Problem


class _Step(NamedTuple):
    """A rule as it applies to one class."""

    rule: Rule
    needs: frozenset[str]
    check: Check


class _Way(NamedTuple):
    """An element that leads to more instances."""

    attribute: str
    name: str
    repeats: bool


class Engine:
    """A set of rules, ready to run."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules; they object in this order within one instance."""
        self.rules = tuple(rules)
        self._plans: dict[type[Model], tuple[tuple[_Step, ...], tuple[_Way, ...]]] = {}

    def objections(self, scope: Scope) -> Iterator[Objection]:
        """Yield what the rules object to in the message of *scope*, outer instances before inner ones."""
        yield from self._walk(scope.message, (), scope)

    def _walk(self, instance: Model, loc: Loc, scope: Scope) -> Iterator[Objection]:
        steps, ways = self._plans.get(type(instance)) or self._plan(type(instance))
        filled = instance.model_fields_set
        for rule, needs, check in steps:
            if needs <= filled:
                for problem in check(instance, scope):
                    yield Objection(rule, loc + problem.loc, problem)
        for attribute, name, repeats in ways:
            if attribute not in filled:
                continue
            below = getattr(instance, attribute)
            if repeats:
                for index, entry in enumerate(below):
                    yield from self._walk(entry, (*loc, name, index), scope)
            elif below is not None:
                yield from self._walk(below, (*loc, name), scope)

    def _plan(self, cls: type[Model]) -> tuple[tuple[_Step, ...], tuple[_Way, ...]]:
        steps = tuple(
            _Step(rule, bound.needs, bound.check) for rule in self.rules for bound in rule.bind(cls)
        )
        ways = tuple(
            _Way(item.attribute, item.name, item.repeats)
            for item in fields_of(cls)
            if item.target is not None
        )
        self._plans[cls] = steps, ways
        return steps, ways
