"""The ledger: one outcome for each value of a document."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.ledger import Entry, Ledger, Outcome


@pytest.fixture
def ledger(harbour: CrosswalkFormat):
    """Return the ledger of a harbour declaration of which the content of the root is given."""
    return lambda content: ledger_of(harbour, f"<HARBOUR>{content}</HARBOUR>")


def ledger_of(table: CrosswalkFormat, document: str) -> Ledger:
    return table.account(etree.fromstring(document)).ledger


def outcomes(found: Ledger) -> dict[str, Outcome]:
    return {entry.path: entry.outcome for entry in found.entries}


def test_an_entry_says_what_became_of_a_value_and_where_it_stands(ledger):
    (entry,) = ledger("<Head>\n<Office> AF101 </Office></Head>").entries
    assert entry == Entry("HARBOUR/Head/Office", 2, "AF101", Outcome.EXACT, "DeclarationOfficeID", "")


def test_entries_stand_in_the_order_of_the_document(ledger):
    found = ledger("<Seal>S-1</Seal><Head><Office>AF101</Office><Flow>E</Flow></Head>")
    assert [entry.value for entry in found.entries] == ["S-1", "AF101", "E"]


def test_elements_without_a_value_have_no_entry(ledger):
    assert ledger("<Head><Office/><Total><nil/></Total><Flow> </Flow></Head><Cargo/>").entries == ()


@pytest.mark.parametrize(
    ("content", "outcome"),
    [
        ("<Head><Office>AF101</Office></Head>", Outcome.EXACT),
        ("<Head><Total>33.0</Total></Head>", Outcome.EXACT),
        ("<Head><Serial>C</Serial><Number>6882</Number></Head>", Outcome.EXACT),
        ("<Seal>S-1</Seal>", Outcome.EXACT),
        ("<Head><Total>1.0623724E7</Total></Head>", Outcome.NORMALISED),
        ("<Head><Total>007</Total></Head>", Outcome.NORMALISED),
        ("<Head><Date>2026-03-31</Date></Head>", Outcome.NORMALISED),
        ("<Head><Kind>IN</Kind></Head>", Outcome.NORMALISED),
        ("<Head><Old_weight>12.5</Old_weight></Head>", Outcome.NORMALISED),
        ("<Agent><Name>Tea LLC\n   Almaty</Name></Agent>", Outcome.NORMALISED),
        ("<Cargo><Mass>12.0E1</Mass></Cargo>", Outcome.NARROWED),
        ("<Head><Colour>red</Colour></Head>", Outcome.OMITTED),
        ("<Stamp>red</Stamp>", Outcome.OMITTED),
        ("<Head><Captain>Nemo</Captain></Head>", Outcome.RESIDUE),
        ("<Cargo><Unit><Code>KG</Code></Unit></Cargo>", Outcome.RESIDUE),
        ("<Cargo><Heading>52</Heading><Regime>4071</Regime></Cargo>", Outcome.EXACT),
        ("<Head><Serial>C</Serial></Head>", Outcome.RESIDUE),
        ("<Head><Total>dear</Total></Head>", Outcome.REJECTED),
        (f"<Head><Office>{'A' * 18}</Office></Head>", Outcome.REJECTED),
    ],
)
def test_each_value_has_the_outcome_that_the_message_alone_shows(ledger, content, outcome):
    assert set(outcomes(ledger(content)).values()) == {outcome}


def test_a_value_that_is_not_carried_has_the_reason_of_its_row(ledger):
    (entry,) = ledger("<Head><Colour>red</Colour></Head>").entries
    assert entry.reason == "the colour of the paper"
    assert entry.harmonised == ""


def test_an_attribute_that_is_not_carried_has_the_reason_of_its_row_in_any_letter_case(harbour):
    for name in ("edition", "Edition", "EDITION"):
        (entry,) = ledger_of(harbour, f'<HARBOUR {name}="3"/>').entries
        assert (entry.path, entry.outcome, entry.reason) == (
            f"HARBOUR/@{name}",
            Outcome.OMITTED,
            "state of the printer",
        )


def test_an_attribute_that_is_carried_is_exact(harbour):
    (entry,) = ledger_of(harbour, '<HARBOUR number="6882"/>').entries
    assert entry == Entry("HARBOUR/@number", 1, "6882", Outcome.EXACT, "FunctionalReferenceID", "")


def test_an_unknown_attribute_is_residue(harbour):
    (entry,) = ledger_of(harbour, '<HARBOUR page="2"/>').entries
    assert (entry.path, entry.outcome) == ("HARBOUR/@page", Outcome.RESIDUE)


def test_text_between_elements_is_residue_and_told_apart_from_an_attribute(ledger):
    found = ledger("<Head>draft<Office>AF101</Office>end</Head>")
    assert [(entry.value, entry.outcome) for entry in found.entries] == [
        ("draft", Outcome.RESIDUE),
        ("AF101", Outcome.EXACT),
        ("end", Outcome.RESIDUE),
    ]
    assert all("@" not in entry.path for entry in found.entries)


def test_a_single_value_that_came_twice_is_rejected_the_second_time(ledger):
    found = ledger("<Head><Office>AF101</Office><Office>AF102</Office></Head>")
    assert outcomes(found) == {
        "HARBOUR/Head/Office[1]": Outcome.EXACT,
        "HARBOUR/Head/Office[2]": Outcome.REJECTED,
    }


def test_every_part_of_a_value_that_a_comment_splits_is_rejected(ledger):
    found = ledger("<Head><Office>AF<!-- x -->101</Office></Head>")
    assert [(entry.value, entry.outcome) for entry in found.entries] == [
        ("AF", Outcome.REJECTED),
        ("101", Outcome.REJECTED),
    ]


def test_a_value_that_the_message_does_not_take_is_never_called_exact(ledger):
    """`13` differs from the mass, though the message alone writes an element of that name."""
    found = ledger("<Head><Weight>12.5</Weight><Weight_again>13</Weight_again></Head>")
    assert outcomes(found)["HARBOUR/Head/Weight_again"] is Outcome.RESIDUE


def test_a_wrong_attribute_does_not_reject_the_text_of_its_element(make):
    seal = "GoodsShipment/Consignment/Seal[]"
    table = make(("Seal[]", f"{seal}/ID", "text"), ("Seal[]/@no", f"{seal}/SequenceNumeric", "number"))
    found = ledger_of(table, '<DOC><Seal no="first">S-1</Seal></DOC>')
    assert outcomes(found) == {"DOC/Seal/@no": Outcome.REJECTED, "DOC/Seal": Outcome.EXACT}


def test_a_constant_is_exact_and_anything_else_in_its_place_is_not(ledger):
    assert outcomes(ledger("<Head><Form>H1</Form></Head>")) == {"HARBOUR/Head/Form": Outcome.EXACT}
    assert outcomes(ledger("<Head><Form>H7</Form></Head>")) == {"HARBOUR/Head/Form": Outcome.RESIDUE}


def test_a_value_that_only_a_second_row_of_its_element_carries_says_where(ledger):
    """Without an amount the currency stands in the exchange rate alone."""
    (entry,) = ledger("<Head><Currency>USD</Currency></Head>").entries
    assert (entry.outcome, entry.harmonised) == (Outcome.EXACT, "CurrencyExchange[1]/CurrencyTypeCode")


def test_blanks_that_xml_does_not_know_are_a_value(ledger):
    (entry,) = ledger("<Head><Colour>\u00a0</Colour></Head>").entries
    assert entry.value == "\u00a0"


def test_the_counts_name_every_outcome(ledger):
    counts = ledger("<Head><Office>AF101</Office><Total>007</Total><Colour>red</Colour></Head>").counts()
    assert list(counts) == list(Outcome)
    assert sum(counts.values()) == 3
    assert (counts[Outcome.EXACT], counts[Outcome.NORMALISED], counts[Outcome.OMITTED]) == (1, 1, 1)


def test_survival_is_the_share_of_values_that_the_message_alone_gives_back(ledger):
    assert ledger("<Head><Office>AF101</Office><Total>007</Total></Head>").survival == 0.5
    assert ledger("").survival == 1.0


def test_the_ledger_travels_as_json(ledger):
    found = json.loads(ledger("<Head><Office>AF101</Office><Colour>red</Colour></Head>").to_json())
    assert found["counts"] == {
        "exact": 1,
        "normalised": 0,
        "narrowed": 0,
        "residue": 0,
        "omitted": 1,
        "rejected": 0,
    }
    assert found["survival"] == 0.5
    assert found["entries"][1] == {
        "path": "HARBOUR/Head/Colour",
        "line": 1,
        "value": "red",
        "outcome": "omitted",
        "harmonised": "",
        "reason": "the colour of the paper",
    }
