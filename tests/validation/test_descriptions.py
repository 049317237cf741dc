from __future__ import annotations

import re
from pathlib import Path

import pytest

from carec_datamodel.findings import Severity
from carec_datamodel.validation.descriptions import describe
from carec_datamodel.validation.rulebook.catalogue import rules
from carec_datamodel.validation.rulebook.rule import Rule

GUIDE = Path(__file__).parents[2] / "docs" / "guide"


def documented() -> list[str]:
    """The rules of the tables of the guide."""
    pages = ("reading-errors.md", "profiles.md")
    rows = [
        line.split("|")[1]
        for page in pages
        for line in (GUIDE / page).read_text("utf-8").splitlines()
        if line.startswith("| `")
    ]
    return [rule for row in rows for rule in re.findall(r"`([a-z]+\.[a-z-]+)`", row)]


@pytest.mark.parametrize("rule", documented())
def test_every_rule_that_the_guide_names_is_described(rule: str):
    known = describe(rule)
    assert known is not None
    assert not known.title.endswith(".")
    assert known.help.endswith(".")


def test_an_unknown_rule_has_no_description():
    assert describe("harbour.unknown") is None


def test_a_description_says_how_much_findings_weigh():
    known = describe("crosswalk.unknown")
    assert known is not None
    assert known.severity is Severity.WARNING


@pytest.mark.parametrize("rule", list(rules().values()), ids=list(rules()))
def test_every_rule_of_the_catalogue_is_described(rule: Rule):
    known = describe(rule.id)
    assert known is not None
    assert rule.explanation.startswith(known.title)
    assert rule.source in known.help
    assert known.severity is rule.severity
