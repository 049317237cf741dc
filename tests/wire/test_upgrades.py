from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.model import VERSION
from carec_datamodel.wire import upgrades
from carec_datamodel.wire.plan import NAMESPACE
from carec_datamodel.wire.upgrades import (
    Step,
    known_versions,
    made_of,
    number_of,
    steps_from,
    table_faults,
    tag,
    unchanged,
)


def step(source: str, target: str, name: str = "") -> Step:
    return Step(name or f"{source}-{target}", source, target, "Something changes.", unchanged)


def test_the_table_leads_from_every_version_to_the_current_one():
    assert table_faults(upgrades.STEPS, VERSION) == []
    assert all(step.explanation.endswith(".") for step in upgrades.STEPS)


@pytest.mark.parametrize(
    "steps",
    [
        (),
        (step("1.9", "1.10"),),
        (step("1.8", "1.9"), step("1.9", "1.10")),
        (step("1.8", "1.9", "one"), step("1.8", "1.9", "two"), step("1.9", "1.10")),
        (step("0.9", "1.10"),),
    ],
)
def test_steps_one_behind_the_other_are_a_way(steps):
    assert table_faults(steps, "1.10") == []


@pytest.mark.parametrize(
    ("steps", "fault"),
    [
        ((step("1.0", "1.1"),), "1.0-1.1: ends at 1.1, but the model is at 2.0"),
        ((step("1.0", "1.1"), step("1.2", "2.0")), "1.2-2.0: begins at 1.2, but 1.0-1.1 ends at 1.1"),
        ((step("1.1", "2.0"), step("1.0", "1.1")), "1.0-1.1: begins at 1.0, but 1.1-2.0 ends at 2.0"),
        ((step("1.10", "1.9"), step("1.9", "2.0")), "1.10-1.9: 1.10 to 1.9 is no way to a later version"),
        ((step("2.0", "2.0"),), "2.0-2.0: 2.0 to 2.0 is no way to a later version"),
        ((step("1", "2.0"),), "1-2.0: 1 to 2.0 is no way to a later version"),
        ((step("1.0", "1.1", "x"), step("1.1", "2.0", "x")), "two steps have the id 'x'"),
    ],
)
def test_what_is_no_way_to_the_current_version_is_named(steps, fault):
    assert fault in table_faults(steps, "2.0")


@pytest.mark.parametrize(
    ("version", "number"),
    [
        ("1.0", (1, 0)),
        ("1.10", (1, 10)),
        ("12.0", (12, 0)),
        ("0.9", (0, 9)),
        ("1", None),
        ("1.00", None),
        ("01.0", None),
        ("1.0.0", None),
        ("1.0 ", None),
        ("1.0\n", None),
        ("１.0", None),
        ("", None),
        ("-1.0", None),
    ],
)
def test_a_version_is_two_numbers(version, number):
    assert number_of(version) == number


def test_versions_are_known_in_order_and_each_once(monkeypatch):
    monkeypatch.setattr(
        upgrades, "STEPS", (step("0.8", "0.9", "a"), step("0.8", "0.9", "b"), step("0.9", VERSION))
    )
    assert known_versions() == ("0.8", "0.9", VERSION)
    assert [found.id for found in steps_from("0.9")] == [f"0.9-{VERSION}"]
    assert len(steps_from("0.8")) == 3
    assert steps_from(VERSION) == ()


def test_an_element_made_of_another_stands_right_behind_it():
    root = etree.fromstring(
        f'<GoodsDeclaration xmlns="{NAMESPACE}"><ID>1</ID><TypeCode>IM</TypeCode></GoodsDeclaration>'
    )
    made = made_of(root[0], "FunctionCode", "9")
    assert [child.tag for child in root] == [tag("ID"), tag("FunctionCode"), tag("TypeCode")]
    assert etree.tostring(made) == f'<FunctionCode xmlns="{NAMESPACE}">9</FunctionCode>'.encode()


def test_a_step_that_changes_nothing_changes_nothing():
    root = etree.fromstring("<GoodsDeclaration><ID>1</ID></GoodsDeclaration>")
    assert list(unchanged(root)) == []
    assert etree.tostring(root) == b"<GoodsDeclaration><ID>1</ID></GoodsDeclaration>"
