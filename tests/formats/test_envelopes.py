"""Messages that stand in an envelope: SOAP, containers of several documents."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CrosswalkError, UnknownFormat
from carec_datamodel.findings import Severity
from carec_datamodel.testing.tree_difference import tree_differences

EXAMPLE = Path(__file__).parents[2] / "examples" / "wco-declaration.xml"
MESSAGE = EXAMPLE.read_text(encoding="utf-8").partition("?>")[2].strip()
SOAP = """\
<?xml version="1.0" encoding="windows-1251"?>
<!-- sent again -->
<s:Envelope xmlns:s="http://schemas.xmlsoap.org/soap/envelope/">
<s:Header><To office="Х1">98 Ошская</To></s:Header>
<s:Body>{}</s:Body></s:Envelope>
<!-- end -->
"""
CONTAINER = """\
<ED_Container xmlns="urn:customs.ru:Information:ExchangeDocuments:ED_Container:5.9.0">
<DocumentID>1</DocumentID>
<ContainerDoc><DocBody><Inventory xmlns="u"><Paper>invoice</Paper></Inventory></DocBody></ContainerDoc>
<ContainerDoc><DocBody>{}</DocBody></ContainerDoc></ED_Container>
"""


def enveloped(envelope: str, message: str = MESSAGE) -> bytes:
    encoding = "windows-1251" if "1251" in envelope else "utf-8"
    return envelope.format(message).encode(encoding, errors="xmlcharrefreplace")


@pytest.mark.parametrize("envelope", [SOAP, CONTAINER])
def test_the_message_is_read_as_if_it_stood_alone(envelope):
    assert cdm.read(enveloped(envelope)) == cdm.read(EXAMPLE)


@pytest.mark.parametrize("envelope", [SOAP, CONTAINER])
def test_the_same_document_comes_back(envelope):
    data = enveloped(envelope)
    conversion = cdm.convert(data, to="carec-xml")
    residue = Residue.from_json(conversion.residue.to_json())
    again = cdm.dumps(conversion.message, format=conversion.source_format, residue=residue)
    before, after = etree.fromstring(data), etree.fromstring(again)
    assert list(tree_differences(before, after)) == []
    assert before.getroottree().docinfo.encoding == after.getroottree().docinfo.encoding
    around = [[item.text for item in root.itersiblings(preceding=True)] for root in (before, after)]
    assert around[0] == around[1]


def test_a_value_changed_since_changes_in_the_envelope():
    conversion = cdm.convert(enveloped(CONTAINER), to="carec-xml")
    changed = conversion.message.replace(functional_reference_id="CHANGED-1")
    again = etree.fromstring(cdm.dumps(changed, format="wco-declaration", residue=conversion.residue))
    assert again.xpath("string(//*[local-name() = 'FunctionalReferenceID'])") == "CHANGED-1"
    assert again.xpath("string(//*[local-name() = 'Paper'])") == "invoice"


def test_the_ledger_lists_what_stands_around_the_message():
    entries = cdm.convert(enveloped(CONTAINER), to="carec-xml").ledger.entries
    around = {entry.path: (entry.value, entry.outcome) for entry in entries if entry.path.startswith("ED_")}
    assert around == {
        "ED_Container/DocumentID": ("1", Outcome.RESIDUE),
        "ED_Container/ContainerDoc[1]/DocBody/Inventory/Paper": ("invoice", Outcome.RESIDUE),
    }


def test_lines_are_those_of_the_whole_document():
    text = SOAP.format("\n\n" + MESSAGE.replace("<FunctionCode>9<", "<FunctionCode>too long a code<"))
    (finding,) = (
        found
        for found in cdm.validate(text.encode("cp1251", "xmlcharrefreplace")).findings
        if found.path and found.path.endswith("/FunctionCode")
    )
    line = text.split("\n").index(next(line for line in text.split("\n") if "too long a code" in line)) + 1
    assert finding.line == line


def test_validation_says_that_there_is_an_envelope():
    (note,) = (
        found
        for found in cdm.validate(enveloped(CONTAINER)).findings
        if found.severity is Severity.NOTE and found.rule == "crosswalk.envelope"
    )
    assert note.message == (
        "MetaData stands in ED_Container, beside Inventory; what is around it stays in the residue"
    )


def test_two_messages_in_an_envelope_are_refused():
    with pytest.raises(UnknownFormat, match="found 2 documents of wco-declaration in an envelope"):
        cdm.read(enveloped(SOAP, MESSAGE + MESSAGE))


def test_an_envelope_without_a_message_is_refused():
    with pytest.raises(UnknownFormat, match="no known format fits: the root element Envelope"):
        cdm.read(enveloped(SOAP, "<Nothing/>"))


@pytest.mark.parametrize(
    ("envelope", "complaint"),
    [
        ("<Envelope/>", "0 places for the message"),
        ("<Envelope><?carec-message?><?carec-message?></Envelope>", "2 places for the message"),
        ("<Envelope>", "the envelope is not XML"),
    ],
)
def test_a_damaged_envelope_is_refused(envelope, complaint):
    conversion = cdm.convert(enveloped(CONTAINER), to="carec-xml")
    text = conversion.residue.to_json()
    kept = Residue.from_json(text)
    damaged = Residue(kept.format_id, kept.edit, kept.encoding, kept.naming, envelope=envelope)
    with pytest.raises(CrosswalkError, match=complaint):
        cdm.dumps(conversion.message, format="wco-declaration", residue=damaged)
