"""Codes typed with letters of another script: read by their look, told, and given back as written."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.crosswalk.codes import CodeTable
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.look_alikes import LookAlikes
from carec_datamodel.model import GoodsDeclaration

RULE = "crosswalk.look-alike"
DESCRIPTOR = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "1"
source = "invented"

[detection]
roots = ["DOC"]
"""
NONE = "\u041e\u041e"
"""The preference ОО in its own letters, Cyrillic."""
TRANSIT = "\u0422\u0422"
PREFERENCES = f"code\n{NONE}\n\u0413\u0413\n"
TYPES = f"national\tharmonised\n{TRANSIT}\tTR\n\u0418\u041c\tIM\n"


@pytest.fixture
def kinds(make) -> CrosswalkFormat:
    """A table of a kind by codes alone, and of one that may be any text besides."""
    return make(
        ("Kind", "TypeCode", "code(types)"),
        ("Preference", "NationalTypeCode", "code(preferences)"),
        ("Preference", "NationalTypeCode", "text"),
        ("Invoice", "InvoiceAmount", "number; currency(Money)"),
        ("Money", "InvoiceAmount/@currencyID", "code(currencies)", {"reason": "numbers too"}),
        codes={"types": TYPES, "preferences": PREFERENCES},
    )


def document(content: str) -> etree._Element:
    return etree.fromstring(f"<DOC>{content}</DOC>")


def told(reading) -> list[str]:
    return [finding.rule for finding in reading.findings]


@pytest.mark.parametrize("thorough", [False, True])
@pytest.mark.parametrize("written", ["TT", "T\u0422", "\u0422T"])
def test_a_code_in_letters_that_look_alike_is_read_as_that_code_and_told(kinds, written, thorough):
    reading = kinds.read(document(f"<Kind>{written}</Kind>"), thorough=thorough)
    assert reading.message.type_code == "TR"
    (finding,) = reading.findings
    assert (finding.rule, finding.severity, finding.path) == (RULE, "warning", "DOC/Kind")
    assert (finding.value, finding.expected) == (written, f"{TRANSIT!r} with Cyrillic \u0422, \u0422")


def test_the_finding_names_the_letters_of_each_script(kinds):
    (finding,) = kinds.read(document("<Kind>T\u0422</Kind>")).findings
    assert finding.message == (
        f"'T\u0422' has Cyrillic \u0422 and Latin T and only looks like"
        f" {TRANSIT!r} with Cyrillic \u0422, \u0422; it is read as that"
    )


def test_a_code_in_its_own_letters_is_not_told(kinds):
    reading = kinds.read(document(f"<Kind>{TRANSIT}</Kind><Preference>{NONE}</Preference>"), thorough=True)
    assert (reading.message.type_code, reading.findings) == ("TR", ())


def test_letters_that_do_not_look_alike_make_another_code(kinds):
    reading = kinds.read(document("<Kind>IM</Kind>"))  # the code is Cyrillic ИМ
    assert reading.message is not None
    assert reading.message.type_code is None
    assert told(reading) == ["crosswalk.code"]


@pytest.mark.parametrize("thorough", [False, True])
def test_the_table_goes_before_a_row_that_takes_any_text(kinds, thorough):
    reading = kinds.read(document("<Preference>OO</Preference>"), thorough=thorough)
    assert (reading.message.national_type_code, told(reading)) == (NONE, [RULE])
    other = kinds.read(document("<Preference>XX</Preference>"), thorough=thorough)
    assert (other.message.national_type_code, other.findings) == ("XX", ())


def test_the_currency_of_an_amount_may_look_alike_too(kinds):
    reading = kinds.read(document("<Invoice>5</Invoice><Money>KG\u0405</Money>"))
    assert reading.message.invoice_amount.currency == "KGS"
    assert told(reading) == [RULE]


@pytest.mark.parametrize(
    "content",
    [
        "<Kind>T\u0422</Kind><Preference>O\u041e</Preference>",
        "<Kind>TT</Kind><Invoice>5.00</Invoice><Money>\u041aGS</Money>",
    ],
)
def test_the_same_document_comes_back_with_its_residue(kinds, content):
    root = document(content)
    account = kinds.account(root)
    again = kinds.restore(kinds.read(root).message, account.residue)
    restored = [(element.tag, element.text) for element in etree.fromstring(again)]
    assert restored == [(element.tag, element.text) for element in root]
    outcomes = {entry.path: entry.outcome for entry in account.ledger.entries}
    assert outcomes["DOC/Kind"] == "normalised"


def test_the_code_is_written_in_its_own_letters(kinds):
    root, losses = kinds.write(GoodsDeclaration(type_code="TR", national_type_code=NONE))
    assert (root.findtext("Kind"), root.findtext("Preference"), losses) == (TRANSIT, NONE, [])


def test_a_text_that_would_be_read_as_a_code_is_not_written_in_its_place(kinds):
    root, losses = kinds.write(GoodsDeclaration(national_type_code="OO"))
    assert root.find("Preference") is None
    assert [(loss.rule, loss.value) for loss in losses] == [("crosswalk.lost", "OO")]


def test_codes_in_attributes_and_pieces_of_values_are_read_by_their_look(make):
    table = make(
        ("Head", "", "", {"relation": "struct"}),
        ("Head/@kind", "TypeCode", "code(types)"),
        ("Mode", "NationalTypeCode", "slice(1,2); code(preferences)"),
        ("Mode", "ID", "slice(3,); text"),
        codes={"types": TYPES, "preferences": PREFERENCES},
    )
    reading = table.read(document('<Head kind="TT"/><Mode>OO17</Mode>'))
    found = reading.message
    assert (found.type_code, found.national_type_code, found.id) == ("TR", NONE, "17")
    assert [(finding.rule, finding.path, finding.value) for finding in reading.findings] == [
        (RULE, "DOC/Head/@kind", "TT"),
        (RULE, "DOC/Mode", "OO"),
    ]


def test_a_code_of_a_later_row_in_its_own_letters_goes_before_the_look_of_an_earlier_one(make):
    table = make(
        ("Kind", "TypeCode", "code(types)"),
        ("Kind", "TypeCode", "code(latin)"),
        codes={"types": TYPES, "latin": "national\tharmonised\nTT\tTRD\n"},
    )
    reading = table.read(document("<Kind>TT</Kind>"), thorough=True)
    assert (reading.message.type_code, reading.findings) == ("TRD", ())


def test_a_text_that_looks_like_two_codes_is_none_of_them():
    table = CodeTable("twins", {"OO": "latin", NONE: "cyrillic"}, {})
    assert LookAlikes(table).code_for("O\u041e") is None
    assert LookAlikes(table).read(NONE) == "cyrillic"


def test_the_number_of_a_country_is_read_by_a_column_of_the_list(make):
    table = make(
        ("Money", "InvoiceAmount/@currencyID", "code(currencies.numeric)"),
        ("Invoice", "InvoiceAmount", "number; currency(Money)"),
    )
    root = document("<Money>398</Money><Invoice>7</Invoice>")
    reading = table.read(root)
    assert (reading.message.invoice_amount.currency, reading.findings) == ("KZT", ())
    written, losses = table.write(reading.message)
    assert (written.findtext("Money"), losses) == ("398", [])


@pytest.mark.parametrize("kind", ["TT", TRANSIT, "\u0422T"])
def test_a_condition_on_a_code_holds_whatever_letters_of_its_look_it_is_written_in(make, kind):
    table = make(
        ("Kind", "TypeCode", "code(types)"),
        ("Number", "ID", f"when(Kind={TRANSIT})"),
        ("Number", "FunctionalReferenceID", f"when(Kind!={TRANSIT})"),
        codes={"types": TYPES},
    )
    message = table.read(document(f"<Kind>{kind}</Kind><Number>17</Number>")).message
    assert (message.id, message.functional_reference_id) == ("17", None)


@pytest.mark.parametrize(("kind", "found"), [("TT", True), (TRANSIT, True), ("\u0418\u041c", False)])
def test_a_format_that_is_detected_by_a_code_is_found_by_its_look(make, kind, found):
    descriptor = DESCRIPTOR + f'any = ["Kind={TRANSIT}"]\n'
    table = make(("Kind", "TypeCode", "code(types)"), descriptor=descriptor, codes={"types": TYPES})
    assert table.detects(document(f"<Kind>{kind}</Kind>")) is found
