"""Constants that the model does not hold, and elements of which one says a value."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model import Amount, GoodsDeclaration
from carec_datamodel.testing.tree_difference import tree_differences

STRUCT = {"relation": "struct"}
PAPER = "GoodsShipment/PreviousDocument[]"


@pytest.fixture
def listed(make) -> CrosswalkFormat:
    """A code with the number of its list, and an element that always says the same."""
    return make(
        ("Form", "", "const(A1)", {"occurs": "1..1"}),
        ("Country", "Declarant/CountryCode", ""),
        ("Country/@list", "", "const(2021)", {"occurs": "1..1"}),
    )


@pytest.fixture
def papers(make) -> CrosswalkFormat:
    """Papers with a number of office and journal, one of country and series, or another one."""
    return make(
        ("Paper[]", "", "", STRUCT),
        ("Paper[]/Customs/Office", f"{PAPER}/ID", "part(1,2,/); call(digits)"),
        ("Paper[]/Customs/Journal", f"{PAPER}/ID", "part(2,2,/)"),
        ("Paper[]/Advance/Country", f"{PAPER}/ID", "part(1,2,/); call(letters)"),
        ("Paper[]/Advance/Series", f"{PAPER}/ID", "part(2,2,/)"),
        ("Paper[]/Number", f"{PAPER}/ID", "else"),
        transforms="""
def kept(test):
    return (lambda text: text if test(text) else None,) * 2
CALLERS = {"digits": kept(str.isdigit), "letters": kept(str.isalpha)}
""",
    )


def write(table: CrosswalkFormat, values: dict[str, Any]) -> str:
    root, losses = table.write(GoodsDeclaration.model_validate(values))
    assert losses == []
    return etree.tostring(root, encoding="unicode")


def previous(*numbers: str) -> dict[str, Any]:
    return {"GoodsShipment": {"PreviousDocument": [{"ID": number} for number in numbers]}}


def test_a_constant_is_written_with_the_value_that_it_belongs_to(listed):
    assert write(listed, {"Declarant": {"CountryCode": "KZ"}}) == (
        '<DOC><Form>A1</Form><Country list="2021">KZ</Country></DOC>'
    )


def test_without_that_value_it_is_not(listed):
    assert write(listed, {}) == "<DOC><Form>A1</Form></DOC>"


def test_another_text_in_its_place_comes_back_with_the_residue(listed, parse):
    root = parse('<DOC><Form>B2</Form><Country list="17">KZ</Country></DOC>')
    message = listed.read(root).message
    account = listed.account(root)
    assert list(tree_differences(root, parse(listed.restore(message, account.residue)))) == []
    assert [(entry.value, entry.outcome.value) for entry in account.ledger.entries] == [
        ("B2", "omitted"),
        ("17", "omitted"),
        ("KZ", "exact"),
    ]


def test_the_usual_text_survives(listed, parse):
    ledger = listed.account(parse('<DOC><Form>A1</Form><Country list="2021">KZ</Country></DOC>')).ledger
    assert ledger.survival == 1.0


def test_only_a_constant_needs_no_place_in_the_model(make):
    with pytest.raises(CrosswalkError, match="without a harmonised path"):
        make(("Form", "", "const(A1); number")).plan  # noqa: B018


def test_a_missing_attribute_is_told(make):
    table = make(
        ("Country", "Declarant/CountryCode", ""),
        ("Country/@list", "", "", {"occurs": "1..1"}),
        descriptor=DESCRIPTOR_THAT_LEAVES_OUT,
    )
    written = table.dumps(GoodsDeclaration.model_validate({"Declarant": {"CountryCode": "KZ"}}))
    assert [finding.message for finding in written[2]] == ["the attribute list of Country is missing"]


DESCRIPTOR_THAT_LEAVES_OUT = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "1"
source = "invented"

[absent]
"*" = "omit"

[detection]
roots = ["DOC"]
"""


@pytest.mark.parametrize(
    ("number", "inside"),
    [
        ("17/0001", "<Customs><Office>17</Office><Journal>0001</Journal></Customs>"),
        ("KZ/0001", "<Advance><Country>KZ</Country><Series>0001</Series></Advance>"),
        ("CMR 1", "<Number>CMR 1</Number>"),
        ("1/2/3", "<Number>1/2/3</Number>"),
    ],
)
def test_the_first_element_that_can_say_a_number_says_it(papers, parse, number, inside):
    text = f"<DOC><Paper>{inside}</Paper></DOC>"
    assert write(papers, previous(number)) == text
    message: Any = papers.read(parse(text)).message
    assert message.goods_shipment.previous_document[0].id == number


def test_each_entry_chooses_for_itself(papers):
    text = write(papers, previous("CMR 1", "17/0001"))
    assert text.index("<Number>CMR 1") < text.index("<Office>17")


def test_two_numbers_in_one_entry_do_not_overwrite_each_other(papers, parse):
    root = parse(
        "<DOC><Paper><Customs><Office>17</Office><Journal>1</Journal></Customs><Number>X</Number></Paper></DOC>"
    )
    reading = papers.read(root)
    message: Any = reading.message
    assert message.goods_shipment.previous_document[0].id == "X"
    assert {finding.rule for finding in reading.findings} == {"crosswalk.pieces"}
    back = papers.restore(message, papers.account(root).residue)
    assert list(tree_differences(root, parse(back))) == []


def test_a_condition_may_ask_an_attribute_of_the_element_itself(make, parse):
    table = make(
        ("Rate[]", "CurrencyExchange[]/RateNumeric", "scale(0.01); when(./@per=100)"),
        ("Rate[]", "CurrencyExchange[]/RateNumeric", "number"),
        ("Rate[]/@per", "CurrencyExchange[]/QuotationUnitNumeric", "integer"),
    )
    message: Any = table.read(parse('<DOC><Rate per="100">480</Rate><Rate>5</Rate></DOC>')).message
    assert [str(found.rate_numeric) for found in message.currency_exchange] == ["4.80", "5"]
    root, losses = table.write(message)
    assert losses == []
    assert [(rate.get("per"), rate.text) for rate in root] == [("100", "480"), (None, "5")]


def test_a_currency_that_an_element_leaves_unsaid_is_that_of_its_amount_and_of_no_other(make, parse):
    table = make(("Dollars", "InvoiceAmount", "number; money(USD)"))
    message = table.read(parse("<DOC><Dollars>12.50</Dollars></DOC>")).message
    assert message.invoice_amount == Amount("12.50", "USD")
    assert "<Dollars>12.50</Dollars>" in write(
        table, {"InvoiceAmount": {"value": "12.50", "currencyID": "USD"}}
    )
    for currency in ({"currencyID": "EUR"}, {}):
        amount = {"value": "12.50", **currency}
        root, losses = table.write(GoodsDeclaration.model_validate({"InvoiceAmount": amount}))
        assert len(root) == 0
        assert losses[0].value == "12.50"


def test_only_an_amount_has_a_currency(make):
    with pytest.raises(CrosswalkError, match="has no currency"):
        make(("Mass", "TotalGrossMassMeasure", "number; money(USD)")).plan  # noqa: B018 - compiled on first use


def test_an_element_may_be_copied_to_several_places(make, parse):
    table = make(
        ("Name", "Declarant/Name", ""),
        ("Name", "Exporter/Name", "also"),
        ("Name", "Agent/Name", "also"),
    )
    message = table.read(parse("<DOC><Name>ULGI NAN LLP</Name></DOC>")).message
    parties = (message.declarant, message.exporter, message.agent)
    assert [party.name for party in parties] == ["ULGI NAN LLP"] * 3
    assert write(table, {"Declarant": {"Name": "A"}, "Exporter": {"Name": "A"}, "Agent": {"Name": "A"}})


def test_an_element_that_repeats_a_value_is_not_written_where_it_would_mean_another(make):
    """A code of one list must not stand where it is read as the code of another."""
    modes = "national\tharmonised\n10\t1\n"
    table = make(
        ("Mode", "BorderTransportMeans/ModeCode", "code(modes)"),
        ("Mode", "BorderTransportMeans/NationalModeCode", ""),
        ("Again", "BorderTransportMeans/ModeCode", "code(modes); same", {"reason": "repeats Mode"}),
        ("Again", "BorderTransportMeans/NationalModeCode", "same", {"reason": "repeats Mode"}),
        codes={"modes": modes},
    )
    root, losses = table.write(
        GoodsDeclaration.model_validate({"BorderTransportMeans": {"NationalModeCode": "10"}})
    )
    assert len(root) == 0
    assert [loss.value for loss in losses] == ["10"]
    assert "<Again>31</Again>" in write(table, {"BorderTransportMeans": {"NationalModeCode": "31"}})
