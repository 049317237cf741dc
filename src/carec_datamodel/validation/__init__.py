"""Validation: the floor that judges. Form, codes and rules of a document, as a report.

May be changed here: what is checked and how it is told. Not: what a finding is, which
`carec_datamodel.findings` says for every floor.

>>> from carec_datamodel.validation import rules
>>> rules()["limit.measure-masses"].explanation.partition(";")[0]
'Goods without their packing weigh no more than with it'
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carec_datamodel.validation.rulebook.rule import Rule
    from carec_datamodel.validation.rulebook.rule_set import RuleSet


def rules() -> Mapping[str, Rule]:
    """Return all rules that messages are held against, by id."""
    from carec_datamodel.validation.rulebook.catalogue import rules as catalogue

    return catalogue()


def rule_profiles() -> Mapping[str, RuleSet]:
    """Return the rule profiles of the library, by id."""
    from carec_datamodel.validation.rulebook.rule_set import rule_sets

    return rule_sets()
