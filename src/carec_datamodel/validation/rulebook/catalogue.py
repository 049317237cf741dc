"""All rules there are."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from functools import cache
from importlib import import_module

from carec_datamodel.validation.rulebook.codes import code_rules
from carec_datamodel.validation.rulebook.identifiers import identifier_rules
from carec_datamodel.validation.rulebook.relations import relation_rules
from carec_datamodel.validation.rulebook.requirements import requirement_rules
from carec_datamodel.validation.rulebook.rule import Rule

_MODULES = (
    "identifiers",
    "goods",
    "scripts",
    "units",
    "packages",
    "procedures",
    "countries",
    "currency",
    "values",
    "taxes",
    "documents",
    "parties",
    "transport",
    "dates",
    "valuation",
    "ecommerce",
    "itinerary",
    "route",
    "guarantee",
    "transit",
    "tir",
    "seals",
    "equipment",
    "manifest",
    "split",
    "report",
    "risk",
    "corridor",
    "together",
    "together_containers",
    "together_references",
    "together_trade",
    "together_reports",
    "together_arrivals",
)
"""Modules of this package whose functions are rules."""


@cache
def rules() -> Mapping[str, Rule]:
    """Return all rules by id."""
    return {rule.id: rule for rule in every()}


def every() -> Iterator[Rule]:
    """Yield all rules: those of the tables, then those of the modules."""
    yield from relation_rules()
    yield from requirement_rules()
    yield from code_rules()
    yield from identifier_rules()
    for name in _MODULES:
        module = import_module(f"carec_datamodel.validation.rulebook.{name}")
        yield from (item for item in vars(module).values() if isinstance(item, Rule))
