"""What a rule is: a small check with an id, a weight, a reason, a source, and an example each way."""

from __future__ import annotations

import datetime as dt
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any, NamedTuple

from carec_datamodel.codelists.own_lists import CodeLists
from carec_datamodel.findings import Severity
from carec_datamodel.model.base import Model
from carec_datamodel.model.refusals import Loc, place_of
from carec_datamodel.model.structure import field_index
from carec_datamodel.model.types import DateTime

Values = Mapping[str, Any]
"""An instance by wire names, as in JSON."""


class Problem(NamedTuple):
    """What a rule objects to.

    Attributes:
        loc: Where, below the instance that the rule looked at: wire names and indexes from 0.
            Of something missing, where it should be.
        message: What was found, in plain words.
        expected: What was expected instead.
        value: The offending value.
        hint: What to do about it.
        weak: Whether the evidence is weak: then it weighs no more than a warning, whatever the rule says.
    """

    loc: Loc
    message: str
    expected: str | None = None
    value: str | None = None
    hint: str | None = None
    weak: bool = False


@dataclass(frozen=True, eq=False)
class Companion:
    """Another message that a message is judged together with.

    Attributes:
        name: Name of its document, for people.
        message: The message.
        noted: What rules have worked out of it, by their own names; kept for the next one.
    """

    name: str
    message: Model
    noted: dict[str, Any] = field(default_factory=dict, repr=False)

    def at(self, loc: Loc) -> str:
        """Return a place of it for people: its name and the path in the harmonised model."""
        return f"{self.name}, {place_of(type(self.message), loc).path}"


@dataclass(frozen=True, slots=True)
class Scope:
    """What a rule may look at beside the instance that it checks.

    Attributes:
        message: The whole message.
        parameters: Thresholds and tolerances by name, as the rule set sets them.
        lists: The code lists, those of the user before those of the library.
        others: Messages that it is judged together with; none where it is judged alone.
        noted: What rules have worked out of the message, by their own names; kept for the next one.
    """

    message: Model
    parameters: Mapping[str, Decimal] = field(default_factory=dict)
    lists: CodeLists = field(default_factory=CodeLists)
    others: tuple[Companion, ...] = ()
    noted: dict[str, Any] = field(default_factory=dict, repr=False)

    @property
    def day(self) -> dt.date | None:
        """The day that codes and rates are those of: of acceptance, else of issue; None where unknown."""
        for name in ("acceptance_date_time", "issue_date_time"):
            date = getattr(self.message, name, None)
            if date is not None:
                return DateTime(date).datetime().date()
        return None


Check = Callable[[Any, Scope], Iterable[Problem]]
"""Yields what is wrong in an instance of the class that the rule is for."""


class Bound(NamedTuple):
    """A rule, applied to one class.

    Attributes:
        needs: Attributes without which the rule has nothing to say.
        check: What it does with an instance that has them.
    """

    needs: frozenset[str]
    check: Check


@dataclass(frozen=True, slots=True)
class Example:
    """One instance that keeps a rule and one that breaks it, by wire names.

    Attributes:
        within: Name of their class.
        good: Gives no finding of the rule.
        bad: Gives at least one.
        beside: Messages that either is judged together with: the name of the class of each and
            its values.
    """

    within: str
    good: Values
    bad: Values
    beside: tuple[tuple[str, Values], ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Rule:
    """One rule.

    Attributes:
        id: Stable id: family, point, name.
        severity: What a finding weighs where no rule set says otherwise.
        elements: What it looks at: class, slash, wire names below it.
        explanation: Why it must hold, for people.
        source: Where we know it from.
        example: An instance each way.
        bind: Applies the rule to a class; gives nothing where it has nothing to say there.
        parameters: Thresholds and tolerances that it uses, with their defaults.
    """

    id: str
    severity: Severity
    elements: tuple[str, ...]
    explanation: str
    source: str
    example: Example
    bind: Callable[[type[Model]], Iterable[Bound]] = field(repr=False)
    parameters: Mapping[str, Decimal] = field(default_factory=dict)

    @property
    def family(self) -> str:
        """The part of the id before the point."""
        return self.id.partition(".")[0]

    def as_dict(self) -> dict[str, Any]:
        """Return what there is to say of the rule as a plain dict, ready for JSON."""
        return {
            "id": self.id,
            "severity": self.severity.value,
            "explanation": self.explanation,
            "elements": list(self.elements),
            "parameters": {name: str(value) for name, value in self.parameters.items()},
            "source": self.source,
        }


def rule(
    id: str,
    within: str | tuple[str, ...],
    *elements: str,
    good: Values,
    bad: Values,
    source: str,
    severity: Severity = Severity.ERROR,
    needs: tuple[str, ...] | None = None,
    beside: tuple[tuple[str, Values], ...] = (),
    **parameters: str,
) -> Callable[[Check], Rule]:
    """Declare a function as a rule; its docstring is the explanation.

    Args:
        id: Id of the rule.
        within: Name of the class whose instances the function gets; several where it gets those of
            unrelated classes, the first of which has the examples.
        elements: Wire paths below that class that it looks at; below each of several.
        good: An instance that keeps it, by wire names.
        bad: One that breaks it.
        source: Where we know it from.
        severity: What a finding weighs.
        needs: Wire names of the elements of the class without which it need not run; the first
            element where not given.
        beside: Messages that the examples are judged together with, of a rule on several messages.
        parameters: Defaults of its thresholds, as text of a number.
    """
    needed = needs if needs is not None else (elements[0].partition("/")[0].partition("[")[0],)
    names = (within,) if isinstance(within, str) else within

    def declare(check: Check) -> Rule:
        return Rule(
            id=id,
            severity=severity,
            elements=tuple(f"{name}/{element}" for name in names for element in elements),
            explanation=" ".join((check.__doc__ or "").split()),
            source=source,
            example=Example(names[0], good, bad, beside),
            bind=within_class(names, needed, check),
            parameters={name: Decimal(text) for name, text in parameters.items()},
        )

    return declare


def within_class(
    names: tuple[str, ...], needs: Iterable[str], check: Check
) -> Callable[[type[Model]], tuple[Bound, ...]]:
    """Return what applies *check* to the classes called *names* and to those derived from them.

    *needs* are wire names of elements that an instance must have.
    """
    needed = tuple(needs)

    def bind(cls: type[Model]) -> tuple[Bound, ...]:
        if not {base.__name__ for base in cls.__mro__}.intersection(names):
            return ()
        return (Bound(attributes(cls, needed), check),)

    return bind


def attributes(cls: type[Model], names: Iterable[str]) -> frozenset[str]:
    """Return the attributes of *cls* that have the wire *names*."""
    index = field_index(cls)
    return frozenset(index[name].attribute for name in names)
