"""What a rule is, for those who see its id in a report."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from carec_datamodel.errors import CarecError
from carec_datamodel.findings import Severity
from carec_datamodel.tables import source_text, tab_separated

_CHECKS = Path(__file__).with_name("checks.tsv")


@dataclass(frozen=True, slots=True)
class RuleDescription:
    """What is known of a rule without a document.

    Attributes:
        title: What a finding of the rule means, in a few words.
        help: What to do about it.
        severity: How much its findings weigh unless they say otherwise.
    """

    title: str
    help: str
    severity: Severity


Describe = Callable[[str], RuleDescription | None]
"""What tells the description of the rule with an id; None where it knows none."""


def describe(rule: str) -> RuleDescription | None:
    """Return the description of the rule with the id *rule*; None where there is none.

    >>> describe("type.decimal").title
    'The value is not a decimal number'
    """
    return checks().get(rule) or _of_catalogue(rule)


def _of_catalogue(id_: str) -> RuleDescription | None:
    from carec_datamodel.validation.rulebook.catalogue import rules

    rule = rules().get(id_)
    if rule is None:
        return None
    return RuleDescription(rule.explanation.removesuffix("."), f"Source: {rule.source}.", rule.severity)


@cache
def checks() -> Mapping[str, RuleDescription]:
    """Return the descriptions of the checks that are no rules, by id."""
    _, rows = tab_separated(source_text(_CHECKS, CarecError))
    return {
        rule: RuleDescription(title, help_, Severity(severity)) for _, (rule, severity, title, help_) in rows
    }
