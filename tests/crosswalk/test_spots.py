"""Where the values of a message stand in the national document."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.findings import Spot

HARBOUR = CrosswalkFormat(Path(__file__).parent / "harbour" / "harbour.toml")
DOCUMENT = """<HARBOUR number=" 6882 ">
<Head><Flow>E</Flow>
<Weight>12.0</Weight></Head>
<Agent><Name>Tea LLC</Name>
</Agent>
<Cargo><Heading>5205</Heading><Split>12</Split></Cargo>
<Cargo><Shade>DER</Shade>
<Unit><Code>KG</Code><Count>7</Count></Unit></Cargo>
</HARBOUR>"""
ITEM = ("GoodsShipment", "GovernmentAgencyGoodsItem")


@pytest.fixture(scope="module")
def spots():
    return HARBOUR.spots(etree.fromstring(DOCUMENT))


def test_a_value_stands_in_its_element_with_the_text_and_the_box_there(spots):
    assert spots(("FlowCode",)) == Spot("HARBOUR/Head/Flow", 2, "E", "1")


def test_a_value_of_an_attribute_stands_in_the_attribute(spots):
    assert spots(("FunctionalReferenceID",)) == Spot("HARBOUR/@number", 1, "6882", "7")


def test_a_number_is_told_as_the_sender_wrote_it(spots):
    assert spots(("TotalGrossMassMeasure",)).value == "12.0"


def test_a_unit_that_the_format_leaves_unsaid_stands_with_its_number(spots):
    assert spots(("TotalGrossMassMeasure", "unitCode")).path == "HARBOUR/Head/Weight"


def test_an_entry_of_a_list_stands_where_its_values_do(spots):
    assert spots((*ITEM, 1, "Commodity", "Description")).path == "HARBOUR/Cargo[2]/Shade"
    quantity = spots((*ITEM, 1, "Commodity", "GoodsMeasure", "TariffQuantity", 0))
    assert (quantity.path, quantity.line, quantity.value) == ("HARBOUR/Cargo[2]/Unit/Count", 8, "7")


def test_a_structure_stands_in_the_innermost_element_that_holds_all_of_it(spots):
    assert spots((*ITEM, 1)) == Spot("HARBOUR/Cargo[2]", 7)
    assert spots(("Declarant",)) == Spot("HARBOUR/Agent/Name", 4)


def test_a_value_in_pieces_stands_in_the_first(spots):
    place = (*ITEM, 0, "Commodity", "Classification", 0, "ID")
    assert spots(place)[:3] == ("HARBOUR/Cargo[1]/Heading", 6, "5205")


def test_what_is_missing_stands_where_what_is_around_it_does(spots):
    assert spots((*ITEM, 1, "Packaging", 0, "MarksNumbersID")) == Spot("HARBOUR/Cargo[2]", 7)
    assert spots((*ITEM, 9, "Commodity")).path == "HARBOUR"
    assert spots(("Consignment",)) == Spot("HARBOUR", 1)
    assert spots(()).path == "HARBOUR"
