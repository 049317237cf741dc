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


class _Plan(NamedTuple):
    """What there is to do with the instances of one class that have the same elements."""

    steps: tuple[_Step, ...]
    ways: tuple[_Way, ...]


_MOST_PLANS = 5000
"""How many plans are kept; messages that mean no harm have a few hundred."""


class Engine:
    """A set of rules, ready to run."""

    def __init__(self, rules: Iterable[Rule]) -> None:
        """Take the rules; they object in this order within one instance."""
        self.rules = tuple(rules)
        self._classes: dict[type[Model], _Plan] = {}
        self._plans: dict[tuple[type[Model], frozenset[str]], _Plan] = {}

    def objections(self, scope: Scope) -> Iterator[Objection]:
        """Yield what the rules object to in the message of *scope*, outer instances before inner ones."""
        open_: list[tuple[Model, Loc]] = [(scope.message, ())]
        while open_:
            instance, loc = open_.pop()
            shape = type(instance), frozenset(instance.__pydantic_fields_set__)
            steps, ways = self._plans.get(shape) or self._plan(*shape)
            for rule, _, check in steps:
                for problem in check(instance, scope):
                    yield Objection(rule, loc + problem.loc, problem)
            inner: list[tuple[Model, Loc]] = []
            for attribute, name, repeats in ways:
                below = getattr(instance, attribute)
                if repeats:
                    inner += [(entry, (*loc, name, index)) for index, entry in enumerate(below)]
                elif below is not None:
                    inner.append((below, (*loc, name)))
            open_ += reversed(inner)

    def _plan(self, cls: type[Model], filled: frozenset[str]) -> _Plan:
        """Return what there is to do with an instance of *cls* that has the attributes *filled*."""
        whole = self._classes.get(cls) or self._class_plan(cls)
        plan = _Plan(
            tuple(step for step in whole.steps if step.needs <= filled),
            tuple(way for way in whole.ways if way.attribute in filled),
        )
        if len(self._plans) < _MOST_PLANS:
            self._plans[cls, filled] = plan
        return plan

    def _class_plan(self, cls: type[Model]) -> _Plan:
        steps = (_Step(rule, bound.needs, bound.check) for rule in self.rules for bound in rule.bind(cls))
        ways = (
            _Way(item.attribute, item.name, item.repeats)
            for item in fields_of(cls)
            if item.target is not None
        )
        plan = self._classes[cls] = _Plan(tuple(steps), tuple(ways))
        return plan
