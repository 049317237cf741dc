"""Lists that count their entries, lists of texts, entries that other rows say, and what is left out."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model import CargoManifest, TransitDeclaration

TRANSIT = """\
id = "small-transit"
title = "Small transit"
message = "TransitDeclaration"
version = "1"
source = "invented"
namespaces = ["urn:example:transit", ""]
prefix = "t"

[inner_namespaces]
"*" = ""

[absent]
"*" = "omit"

[detection]
roots = ["DOC"]
"""
STRUCT = {"relation": "struct"}
NEEDED = {"occurs": "1..1"}


@pytest.fixture
def transit(make) -> CrosswalkFormat:
    """A table of a transit: offices, means with the mode of the first, boxes with seals and lines."""
    box = "Consignment/TransportEquipment[]"
    means = "Consignment/DepartureTransportMeans"
    return make(
        ("Kind", "FunctionCode", "code(kinds)"),
        ("Kind", "FunctionCode", "const(TRD)"),
        ("Head", "", "", STRUCT | NEEDED | {"type": "struct"}),
        ("Head/Number", "ID", "text", NEEDED),
        ("Office[]", "", "", STRUCT),
        ("Office[]/No", "", "ordinal"),
        ("Office[]/Code", "Consignment/TransitOffice[]/ID", "text"),
        ("Mode", f"{means}[1]/ModeCode", "text"),
        ("Means[]", "", "", STRUCT),
        ("Means[]/No", f"{means}[]/SequenceNumeric", "integer; ordinal"),
        ("Means[]/Plate", f"{means}[]/ID", "text", NEEDED),
        ("Box[]", "", "", STRUCT),
        ("Box[]/Code", f"{box}/ID", "text"),
        ("Box[]/Line[]", "", "", {"relation": "struct", "occurs": "0..3"}),
        ("Box[]/Line[]/No", "", "ordinal"),
        ("Box[]/Line[]/Item", f"{box}/ConsignmentItemNumeric[]", "integer"),
        descriptor=TRANSIT,
        codes={"kinds": "national\tharmonised\nTRD\t9\n"},
    )


def written(table: CrosswalkFormat, **values: Any) -> tuple[str, dict[str | None, str | None]]:
    """Return what is written below the root, and the losses: path and value."""
    root, losses = table.write(TransitDeclaration.model_validate(values))
    assert root.tag == "{urn:example:transit}DOC"
    content = "".join(
        etree.tostring(child, encoding="unicode").replace(' xmlns:t="urn:example:transit"', "")
        for child in root
    )
    return content, {loss.path: loss.value for loss in losses}


def read(table: CrosswalkFormat, content: str) -> Any:
    root = etree.fromstring(f'<t:DOC xmlns:t="urn:example:transit">{content}</t:DOC>')
    reading = table.read(root)
    assert reading.findings == ()
    return reading.message


HEAD = "<Kind>TRD</Kind><Head/>"


def test_elements_below_the_root_may_all_be_in_another_namespace_than_the_root(transit):
    root, _ = transit.write(TransitDeclaration.model_validate({"ID": "26GE7"}))
    assert [child.tag for child in root] == ["Kind", "Head"]
    assert root.nsmap == {"t": "urn:example:transit"}


def test_entries_without_a_number_of_their_own_are_counted(transit):
    offices = [{"ID": "GE000011"}, {"ID": "AZ000014"}]
    content, losses = written(transit, Consignment={"TransitOffice": offices})
    expected = [
        f"<Office><No>{number}</No><Code>{office['ID']}</Code></Office>"
        for number, office in enumerate(offices, start=1)
    ]
    assert content == HEAD + "".join(expected)
    assert losses == {}


def test_a_number_of_the_message_goes_before_the_count(transit):
    means = [{"SequenceNumeric": "7", "ID": "TT123AB"}, {"ID": "TT456CD"}]
    content, _ = written(transit, Consignment={"DepartureTransportMeans": means})
    assert content == (
        f"{HEAD}<Means><No>7</No><Plate>TT123AB</Plate></Means><Means><No>2</No><Plate>TT456CD</Plate></Means>"
    )


def test_a_count_that_the_order_says_is_exact_in_the_ledger_and_another_is_kept_in_the_residue(transit):
    text = '<t:DOC xmlns:t="urn:example:transit"><Office><No>{}</No><Code>GE000011</Code></Office></t:DOC>'
    for number, outcome in (("1", "exact"), ("12", "omitted")):
        account = transit.account(etree.fromstring(text.format(number)))
        assert {entry.path: entry.outcome for entry in account.ledger.entries}["DOC/Office/No"] == outcome
        message = transit.read(etree.fromstring(text.format(number))).message
        assert f"<No>{number}</No>".encode() in transit.restore(message, account.residue)


def test_a_count_stands_inside_what_repeats(make):
    with pytest.raises(CrosswalkError, match=r"ordinal is for an element inside one with \[\]"):
        _ = make(("No", "", "ordinal")).plan
    with pytest.raises(CrosswalkError, match=r"ordinal is for an element inside one with \[\]"):
        _ = make(("No[]", "", "ordinal")).plan


def test_each_text_of_a_list_follows_an_element_of_its_own(transit):
    boxes = [{"ID": "CSQU3054383", "ConsignmentItemNumeric": ["1", "4"]}, {"ConsignmentItemNumeric": ["2"]}]
    content, losses = written(transit, Consignment={"TransportEquipment": boxes})
    assert content == (
        f"{HEAD}<Box><Code>CSQU3054383</Code><Line><No>1</No><Item>1</Item></Line>"
        "<Line><No>2</No><Item>4</Item></Line></Box><Box><Line><No>1</No><Item>2</Item></Line></Box>"
    )
    assert losses == {}
    found = read(transit, content).consignment.transport_equipment
    assert [[int(number) for number in box.consignment_item_numeric] for box in found] == [[1, 4], [2]]


def test_a_list_of_texts_of_which_not_all_can_be_written_is_a_loss(transit):
    box = {"ConsignmentItemNumeric": ["1", "2", "3", "4"]}
    content, losses = written(transit, Consignment={"TransportEquipment": [box]})
    assert content.count("<Item>") == 3
    assert set(losses.values()) == {"1", "2", "3", "4"}


def test_texts_cannot_follow_two_elements_that_repeat(make):
    with pytest.raises(CrosswalkError, match="repeats 2 times"):
        _ = make(("A[]", "", ""), ("A[]/B[]", "", ""), ("A[]/B[]/C", "Declarant/Address/Line[]", "text")).plan


def test_an_entry_that_only_a_row_of_its_place_says_makes_no_element(transit):
    content, losses = written(transit, Consignment={"DepartureTransportMeans": [{"ModeCode": "3"}]})
    assert content == f"{HEAD}<Mode>3</Mode>"
    assert losses == {}
    assert read(transit, content).consignment.departure_transport_means[0].mode_code == "3"


def test_the_entries_behind_it_are_counted_without_it(transit):
    means = [{"ModeCode": "3"}, {"ID": "TT123AB"}]
    content, losses = written(transit, Consignment={"DepartureTransportMeans": means})
    assert content == f"{HEAD}<Mode>3</Mode><Means><No>1</No><Plate>TT123AB</Plate></Means>"
    assert losses == {}


def test_an_entry_that_both_rows_say_is_one_entry(transit):
    content = f"{HEAD}<Mode>3</Mode><Means><No>1</No><Plate>TT123AB</Plate></Means>"
    message = read(transit, content)
    means = message.consignment.departure_transport_means
    assert [(entry.id, entry.mode_code) for entry in means] == [("TT123AB", "3")]
    assert written(transit, **message.model_dump(by_alias=True, exclude_none=True))[0] == content


def test_a_constant_is_written_where_no_other_row_of_the_element_has_a_text(transit):
    assert written(transit)[0] == HEAD
    assert written(transit, FunctionCode="9") == (HEAD, {})
    assert written(transit, FunctionCode="4") == (HEAD, {"TransitDeclaration/FunctionCode": "4"})


def test_a_document_that_does_not_say_the_constant_comes_back_without_it(transit):
    root = etree.fromstring(
        '<t:DOC xmlns:t="urn:example:transit"><Head><Number>26GE7</Number></Head></t:DOC>'
    )
    message = transit.read(root).message
    assert message.function_code is None
    assert b"Kind" not in transit.restore(message, transit.account(root).residue)


def test_a_document_without_the_numbers_of_its_entries_comes_back_without_them(transit):
    text = '<t:DOC xmlns:t="urn:example:transit"><Means><Plate>TT123AB</Plate></Means></t:DOC>'
    root = etree.fromstring(text)
    message = transit.read(root).message
    assert message.consignment.departure_transport_means[0].sequence_numeric is None
    assert b"<No>" not in transit.restore(message, transit.account(root).residue)


def test_what_should_be_there_is_left_out_but_for_a_structure_that_occurs_once(transit):
    content, _ = written(transit, Consignment={"DepartureTransportMeans": [{"SequenceNumeric": "1"}]})
    assert content == f"{HEAD}<Means><No>1</No></Means>"


def test_texts_that_follow_may_stand_at_the_top(make):
    table = make(
        ("Bill[]", "", "", STRUCT),
        ("Bill[]/Mark", "Consignment[]/ConsignmentItem[1]/PackageID[]", "text"),
        descriptor=TRANSIT.replace("TransitDeclaration", "CargoManifest"),
    )
    values = {"Consignment": [{"ConsignmentItem": [{"PackageID": ["A1"]}]}]}
    root, losses = table.write(CargoManifest.model_validate(values))
    assert root.findtext("Bill/Mark") == "A1"
    assert losses == []
