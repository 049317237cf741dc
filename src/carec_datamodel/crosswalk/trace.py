"""What a second, slower reading notes: which row took which element, and what is wrong or unusual."""

from __future__ import annotations

import operator
from collections.abc import Callable
from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.plan import Node, Rule
from carec_datamodel.crosswalk.readable_paths import ReadablePaths
from carec_datamodel.crosswalk.transform_dates import same_instant
from carec_datamodel.findings import Finding, Severity

Origin = tuple[etree._Element, str | None]  # noqa: SLF001 - the class has no public name
"""Where a value was read: element, and name of the attribute if it is one."""


LineOf = Callable[[etree._Element], int | None]  # noqa: SLF001 - the class has no public name
"""Tells the line of an element, counted from 1."""

SOURCE_LINE: LineOf = operator.attrgetter("sourceline")
"""The line that libxml2 gives, which is right up to 65,535."""


class Traced(str):
    """A text that remembers the national element it was read from, and the rule that took it."""

    __slots__ = ("origin", "rule")
    origin: Origin
    rule: Rule

    @classmethod
    def of(cls, value: str, rule: Rule, origin: Origin) -> Traced:
        """Return *value*, marked."""
        traced = cls(value)
        traced.origin = origin
        traced.rule = rule
        return traced


@dataclass(slots=True)
class Trace:
    """The notes.

    Attributes:
        taken: The rule that took each element's text, by element.
        taken_attributes: The same for attributes.
        copied: The rule that took a value besides another one.
        refused: Values that are wrong.
        nodes: Node of every element that has one.
        findings: What is wrong or unusual.
        skip: Values to pass over, because the model refuses them.
        swappable: Dates that could as well have day and month the other way round.
        line_of: Tells the line of an element.
        path_of: Tells the readable path of an element.
        values: What was read, by wire names; its texts remember where they came from.
    """

    taken: dict[etree._Element, Rule] = field(default_factory=dict)
    taken_attributes: dict[tuple[etree._Element, str], Rule] = field(default_factory=dict)
    copied: dict[Origin, Rule] = field(default_factory=dict)
    refused: set[Origin] = field(default_factory=set)
    nodes: dict[etree._Element, Node] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    skip: set[Origin] = field(default_factory=set)
    swappable: list[tuple[etree._Element, Rule]] = field(default_factory=list)
    zoned: list[tuple[etree._Element, Rule]] = field(default_factory=list)
    line_of: LineOf = SOURCE_LINE
    path_of: ReadablePaths = field(default_factory=ReadablePaths)
    values: dict[str, Any] = field(default_factory=dict)

    def take(self, origin: Origin, rule: Rule) -> None:
        """Note that *rule* took the value at *origin*."""
        element, attribute = origin
        if rule.transform.also:
            self.copied[origin] = rule
        elif attribute is None:
            self.taken[element] = rule
        else:
            self.taken_attributes[element, attribute] = rule

    def rule_of(self, origin: Origin) -> Rule | None:
        """Return the rule that took the value at *origin*; None where none did."""
        element, attribute = origin
        if attribute is None:
            found = self.taken.get(element)
        else:
            found = self.taken_attributes.get((element, attribute))
        return found or self.copied.get(origin)

    def leave(self, origin: Origin) -> None:
        """Note that the value at *origin* was not taken after all."""
        element, attribute = origin
        if attribute is None:
            self.taken.pop(element, None)
        else:
            self.taken_attributes.pop((element, attribute), None)

    def note(
        self,
        rule_id: str,
        message: str,
        element: etree._Element,
        severity: Severity,
        *,
        value: str | None = None,
        expected: str | None = None,
        rule: Rule | None = None,
        attribute: str | None = None,
    ) -> None:
        """Add a finding on *element* or its *attribute*, with what the row of *rule* says of it."""
        self.findings.append(
            Finding(
                rule=rule_id,
                message=message,
                severity=severity,
                path=self.path_of(element) + (f"/@{attribute}" if attribute else ""),
                line=self.line_of(element),
                value=value,
                expected=expected,
                box=(rule.row.box or None) if rule else None,
                wco=rule.wco if rule else None,
                harmonised=rule.harmonised if rule else None,
            )
        )


def alike(one: str, other: str) -> bool:
    """Return whether two texts are the same, as numbers if both are numbers, or are one instant."""
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return same_instant(one, other)
