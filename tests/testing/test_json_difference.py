"""What two JSON documents differ in, but for their layout and the order of keys."""

from __future__ import annotations

import json

import pytest

from carec_datamodel.testing.json_difference import count_values, json_differences

DOCUMENT = '{"SAD": {"Item": [{"Price": "12.50", "Number": 1}, {"Marks": "one", "Empty": []}], "Note": null}}'


def differences(changed: str) -> list[str]:
    return list(json_differences(json.loads(DOCUMENT), json.loads(changed)))


@pytest.mark.parametrize(
    "same",
    [
        DOCUMENT,
        DOCUMENT.replace(" ", "\n"),
        DOCUMENT.replace('"Price": "12.50", "Number": 1', '"Number": 1, "Price": "12.50"'),
        DOCUMENT.replace(": 1}", ": 1.0}"),
    ],
)
def test_layout_and_order_are_no_difference(same):
    assert differences(same) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ('"12.50"', '"12.5"', """SAD/Item[1]/Price: '"12.50"' came back as '"12.5"'"""),
        (": 1}", ': "1"}', """SAD/Item[1]/Number: '1' came back as '"1"'"""),
        (": 1}", ": true}", "SAD/Item[1]/Number: '1' came back as 'true'"),
        ('"Empty": []', '"Empty": [1]', "SAD/Item[2]/Empty: '[]' came back as '[1]'"),
        (', "Note": null', "", "SAD/Note: 'null' came back as nothing"),
        ('"Note": null', '"Note": null, "New": 1', "SAD/New: nothing came back as '1'"),
    ],
)
def test_a_difference_is_told_with_its_place(before, after, told):
    assert before in DOCUMENT
    assert differences(DOCUMENT.replace(before, after)) == [told]


def test_values_are_counted_but_for_nothing():
    assert count_values(json.loads(DOCUMENT)) == 3
    assert count_values({"a": ["", " ", None, [], {}], "b": False, "c": 0}) == 2
