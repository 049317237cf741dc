"""What two XML documents differ in, but for their layout."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.testing.tree_difference import tree_differences

DOCUMENT = """<SAD>
  <Item>
    <Price currency="USD">12.50</Price>
  </Item>
  <Item><Marks>one
two</Marks></Item>
</SAD>"""


def differences(changed: str) -> list[str]:
    return list(tree_differences(etree.fromstring(DOCUMENT), etree.fromstring(changed)))


@pytest.mark.parametrize(
    "same",
    [
        DOCUMENT,
        DOCUMENT.replace("  ", ""),
        DOCUMENT.replace("<Item>\n", "<!-- of two --><Item>\n"),
        DOCUMENT.replace('"USD"', "'USD'"),
        DOCUMENT.replace("12.50", "12<!-- dot -->.50"),
    ],
)
def test_layout_and_comments_are_no_difference(same):
    assert differences(same) == []


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ("12.50", "12.5", "SAD/Item[1]/Price, line 3: '12.50' came back as '12.5'"),
        ("12.50", " ", "SAD/Item[1]/Price, line 3: '12.50' came back as nothing"),
        ("USD", "EUR", "SAD/Item[1]/Price, line 3: @currency 'USD' came back as 'EUR'"),
        (' currency="USD"', "", "SAD/Item[1]/Price, line 3: @currency 'USD' came back as nothing"),
        ("<Price ", '<Price unit="KGM" ', "SAD/Item[1]/Price, line 3: @unit nothing came back as 'KGM'"),
        ("one\ntwo", "one two ", r"SAD/Item[2]/Marks, line 5: 'one\ntwo' came back as 'one two '"),
        ("</SAD>", "<End/></SAD>", "SAD, line 1: Item, Item came back as Item, Item, End"),
        ("</SAD>", "stray</SAD>", "SAD, line 1: nothing came back as 'stray'"),
        ("<Marks>one\ntwo</Marks>", "", "SAD/Item[2], line 5: Marks came back as no element"),
    ],
)
def test_a_difference_is_told_with_its_place(before, after, told):
    assert differences(DOCUMENT.replace(before, after)) == [told]


def test_another_root_is_told():
    assert differences(DOCUMENT.replace("SAD>", "ESAD>")) == ["SAD, line 1: the element came back as ESAD"]
