"""The account of a conversion: no value is lost unless its row says so."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.errors import InvalidMessage, LossyConversion
from carec_datamodel.findings import Severity

BROKEN = """\
def read(text):
    return text.upper()


def write(text):
    return None


CALLERS = {"broken": (read, write)}
"""
CHANGING = BROKEN.replace("return None", "return text + '!'")
NARROW = {"relation": "narrower", "reason": "the harbour keeps no letters"}


def test_a_value_that_a_row_cannot_write_again_is_a_loss_that_raises(make):
    table = make(("Office", "DeclarationOfficeID", "call(broken)"), transforms=BROKEN)
    with pytest.raises(LossyConversion) as caught:
        table.account(etree.fromstring("<DOC><Office>AF101</Office></DOC>"))
    (finding,) = caught.value.findings
    assert (finding.path, finding.value) == ("GoodsDeclaration/DeclarationOfficeID", "AF101")
    assert "'AF101' comes back from small-declaration as '(nothing)'" in str(caught.value)


def test_a_value_that_comes_back_as_another_is_a_loss_that_raises(make):
    table = make(("Office", "DeclarationOfficeID", "call(broken)"), transforms=CHANGING)
    with pytest.raises(LossyConversion, match="comes back from small-declaration as"):
        table.account(etree.fromstring("<DOC><Office>AF101</Office></DOC>"))


def test_a_loss_that_the_row_declares_does_not_raise(make):
    table = make(("Office", "DeclarationOfficeID", "call(broken)", NARROW), transforms=BROKEN)
    account = table.account(etree.fromstring("<DOC><Office>AF101</Office></DOC>"))
    (entry,) = account.ledger.entries
    assert (entry.outcome, entry.reason) == (Outcome.NARROWED, "the harbour keeps no letters")


def test_a_loss_that_one_row_declares_does_not_cover_another_of_the_same_name(make):
    """`DeclarationOfficeID` and `ExitOffice/ID` both end in an office; only the first owns to its loss."""
    table = make(
        ("Consignor", "GoodsShipment/Consignor/ID", "call(broken)", NARROW),
        ("Consignee", "GoodsShipment/Consignee/ID", "call(broken)"),
        transforms=BROKEN,
    )
    with pytest.raises(LossyConversion) as caught:
        table.account(etree.fromstring("<DOC><Consignor>A</Consignor><Consignee>B</Consignee></DOC>"))
    assert [finding.value for finding in caught.value.findings] == ["B"]


def test_a_declared_loss_does_not_hide_that_another_value_changes(make):
    two = f"{BROKEN}\nCALLERS['changing'] = (read, lambda text: text + '!')\n"
    table = make(
        ("Office", "DeclarationOfficeID", "call(broken)", NARROW),
        ("Exit", "ExitOffice/ID", "call(changing)"),
        transforms=two,
    )
    with pytest.raises(LossyConversion, match="ExitOffice"):
        table.account(etree.fromstring("<DOC><Office>AF101</Office><Exit>AF102</Exit></DOC>"))


def test_a_document_of_which_no_message_can_be_made_has_no_account(make):
    table = make(("Name", "Extension/ExtensionField[1]/ID", "text"))
    root = etree.fromstring("<DOC><Name>colour</Name></DOC>")
    reading = table.read(root)
    assert reading.message is None
    assert {finding.severity for finding in reading.errors} == {Severity.ERROR}
    with pytest.raises(InvalidMessage):
        table.account(root)
