"""Laws of broken messages: exactly the one finding is made that the strategy announces."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from hypothesis import given, note, settings
from hypothesis import strategies as st

import carec_datamodel as cdm
from carec_datamodel.findings import Finding
from carec_datamodel.model import MESSAGES, GoodsDeclaration, RiskAssessment
from carec_datamodel.model.base import Message
from carec_datamodel.model.structure import message_class
from carec_datamodel.testing import strategies
from carec_datamodel.testing.strategies import Broken
from carec_datamodel.wire import json, xml

ROOT = Path(__file__).parents[2]
GUIDE = ROOT / "docs" / "guide" / "reading-errors.md"

every_message = pytest.mark.parametrize("cls", [message_class(name) for name in sorted(MESSAGES)])
drawn = given(choice=st.data())

FORM = ("structure", "type")
"""What a broken message is broken in: its form. Rules may object to it as well."""

# What no schema can say: see the docstrings of wire/xsd.py and wire/json_schema.py.
BEYOND_XSD = {"structure.nested"}


def told(finding: Finding) -> tuple[str, str | None, int | None, str | None]:
    return finding.rule, finding.path, finding.line, finding.value


def check(broken: Broken) -> None:
    """Check that every document has the one finding, whether it is validated or read."""
    assert broken.documents
    for document, line in broken.documents:
        note(document.decode())
        expected = [(broken.rule, broken.path, line, broken.value)]
        assert [told(finding) for finding in cdm.validate(document, select=FORM).findings] == expected
        with pytest.raises(cdm.InvalidMessage) as caught:
            cdm.loads(document)
        assert [told(finding) for finding in caught.value.findings] == expected


@every_message
@settings(max_examples=100)
@drawn
def test_a_broken_message_has_exactly_the_finding_that_is_announced(
    cls: type[Message], choice: st.DataObject
) -> None:
    check(choice.draw(strategies.invalid(cls)))


@pytest.mark.parametrize("kind", strategies.KINDS)
@settings(max_examples=40)
@drawn
def test_every_kind_of_fault_is_found_in_every_message(kind: str, choice: st.DataObject) -> None:
    names = [name for name in sorted(MESSAGES) if kind in strategies.kinds_of(message_class(name))]
    cls = message_class(choice.draw(st.sampled_from(names)))
    broken = choice.draw(strategies.invalid(cls, breaking=kind))
    assert (broken.kind, broken.rule) == (kind, kind.partition(":")[0])
    check(broken)


@every_message
@drawn
def test_the_message_that_was_broken_is_sound_and_of_its_class(
    cls: type[Message], choice: st.DataObject
) -> None:
    message = choice.draw(strategies.invalid(cls)).message
    assert type(message) is cls
    assert cdm.validate(xml.dumps(message), select=FORM).findings == ()
    assert cdm.validate(json.dumps(message), select=FORM).findings == ()


def test_the_kinds_are_all_that_the_guide_says_of_the_form_of_a_document() -> None:
    text = GUIDE.read_text(encoding="utf-8")
    section = text.partition("### What the checks of form are called")[2].partition("\n### ")[0]
    documented = set(re.findall(r"`((?:structure|type)\.[a-z]+)`", section))
    assert {kind.partition(":")[0] for kind in strategies.KINDS} == documented


def test_kinds_are_named_by_their_rules_and_told_apart_where_a_rule_has_several() -> None:
    rules = [kind.partition(":")[0] for kind in strategies.KINDS]
    assert all(
        (":" in kind) is (rules.count(rule) > 1) for kind, rule in zip(strategies.KINDS, rules, strict=True)
    )


@pytest.mark.parametrize(
    ("breaking", "kinds"),
    [
        ("type.date", {"type.date"}),
        ("type.length", {"type.length:long", "type.length:short", "type.length:attribute"}),
        ("type.length:short", {"type.length:short"}),
    ],
)
def test_a_rule_may_be_asked_for_as_well_as_a_kind(breaking: str, kinds: set[str]) -> None:
    seen = set()

    @given(strategies.invalid(GoodsDeclaration, breaking=breaking))
    def collect(broken: Broken) -> None:
        seen.add(broken.kind)

    collect()
    assert seen == kinds


def test_a_message_without_measures_cannot_be_broken_in_one() -> None:
    assert "structure.missing:number" not in strategies.kinds_of(RiskAssessment)
    with pytest.raises(ValueError, match=r"'structure\.missing:number' is no way to break a RiskAssessment"):
        strategies.invalid(RiskAssessment, breaking="structure.missing:number")


def test_a_fault_that_one_syntax_cannot_say_leaves_its_document_out() -> None:
    @given(strategies.invalid(GoodsDeclaration, breaking="structure.attribute"))
    def in_xml_alone(broken: Broken) -> None:
        assert broken.xml is not None
        assert (broken.json, broken.json_line) == (None, None)

    @given(strategies.invalid(GoodsDeclaration, breaking="type.json"))
    def in_json_alone(broken: Broken) -> None:
        assert broken.json is not None
        assert (broken.xml, broken.xml_line) == (None, None)

    in_xml_alone()
    in_json_alone()
