"""Declarations and answers of the WCO Data Model: read, given back as they were, valid when written anew."""

from __future__ import annotations

from collections import Counter
from functools import cache
from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.tree_difference import tree_differences

DECLARATIONS = [f"declarations/declaration_{number:03}" for number in range(1, 121)]
SEVERAL = "responses/response_002"
"""Three answers in one document."""
NO_DATE = "responses/response_039"
"""A date as a programming language prints it."""
RESPONSES = [
    name
    for name in (f"responses/response_{number:03}" for number in range(1, 41))
    if name not in {SEVERAL, NO_DATE}
]
every_sample = pytest.mark.parametrize("name", [*DECLARATIONS, *RESPONSES])
every_declaration = pytest.mark.parametrize("name", DECLARATIONS)

PLACES = {
    "GoodsDeclaration/FunctionalReferenceID": (
        "//*[local-name()='Declaration']/*[local-name()='FunctionalReferenceID']"
    ),
    "GoodsDeclaration/Declarant/ID": "//*[local-name()='Declarant']/*[local-name()='ID']",
    "GoodsDeclaration/InvoiceAmount": "//*[local-name()='Declaration']/*[local-name()='InvoiceAmount']",
    "GoodsDeclaration/InvoiceAmount/currencyID": "//*[local-name()='InvoiceAmount']/@currencyID",
    "GrossMassMeasure": "//*[local-name()='GoodsMeasure']/*[local-name()='GrossMassMeasure']",
    "ItemChargeAmount": "//*[local-name()='ItemChargeAmount']",
    "Classification/ID": "//*[local-name()='Classification']/*[local-name()='ID']",
    "GovernmentProcedure/PreviousCode": "//*[local-name()='PreviousCode']",
    "AdditionalDocument/ID": "//*[local-name()='AdditionalDocument']/*[local-name()='ID']",
    "Packaging/MarksNumbersID": "//*[local-name()='MarksNumbersID']",
    "TradeTerms/ConditionCode": "//*[local-name()='ConditionCode']",
    "Seal/ID": "//*[local-name()='Seal']/*[local-name()='ID']",
    "PreviousDocument/TypeCode": "//*[local-name()='PreviousDocument']/*[local-name()='TypeCode']",
}
"""Ends of harmonised paths, and where the values stand in the document, by XPath and not by the table."""


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    return shared / "samples" / "wco"


@pytest.fixture(scope="module")
def schema(shared: Path) -> etree.XMLSchema:
    """The official schema of wrapper, declaration and response."""
    return etree.XMLSchema(etree.parse(shared / "schemas" / "wco" / "metadata_all.xsd"))


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file)


def bare_path(path: str) -> str:
    return "/".join(step.partition("[")[0] for step in path.split("/"))


@every_sample
def test_it_comes_back_as_it_was(samples: Path, name: str):
    file = samples / f"{name}.xml"
    found = converted(file)
    back = cdm.dumps(found.message, format=found.source_format, residue=found.residue)
    assert list(tree_differences(etree.parse(file).getroot(), etree.fromstring(back))) == []


@every_sample
def test_every_value_survives_without_residue_but_hints_for_parsers_and_damaged_names(
    samples: Path, name: str
):
    entries = converted(samples / f"{name}.xml").ledger.entries
    kept = [entry.path for entry in entries if entry.outcome is not Outcome.EXACT]
    assert [path for path in kept if not path.endswith(("schemaLocation", "VersionCode", "TypeName"))] == []
    assert len(kept) <= 2


@every_sample
def test_what_is_written_from_the_message_alone_is_valid(samples: Path, name: str, schema: etree.XMLSchema):
    found = converted(samples / f"{name}.xml")
    document = etree.fromstring(cdm.dumps(found.message, format=found.source_format))
    assert schema.validate(document), schema.error_log.last_error


@every_declaration
def test_values_stand_where_an_independent_reading_of_the_document_says(samples: Path, name: str):
    file = samples / f"{name}.xml"
    tree = etree.parse(file)
    found: dict[str, Counter[str]] = {end: Counter() for end in PLACES}
    for path, text in leaves(converted(file).message):
        for end in PLACES:
            if bare_path(path).endswith(f"/{end}") or bare_path(path) == end:
                found[end][text] += 1
    expected = {
        end: Counter(str(item if isinstance(item, str) else item.text).strip() for item in tree.xpath(xpath))
        for end, xpath in PLACES.items()
    }
    assert found == expected


def test_a_kind_of_declaration_is_known_by_its_movement_and_kept_whole(samples: Path):
    message = converted(samples / "declarations" / "declaration_001.xml").message
    assert isinstance(message, cdm.GoodsDeclaration)
    assert (message.type_code, message.national_type_code) == ("IM", "IMA")


def test_a_response_names_the_declaration_and_repeats_it(samples: Path):
    message = converted(samples / "responses" / "response_012.xml").message
    assert isinstance(message, cdm.Response)
    assert message.declaration is not None
    assert message.current_declaration is not None
    items = message.current_declaration.goods_shipment.government_agency_goods_item
    tree = etree.parse(samples / "responses" / "response_012.xml")
    echo = "//*[local-name()='Response']/*[local-name()='Declaration'][2]"
    assert len(items) == len(tree.xpath(f"{echo}//*[local-name()='GovernmentAgencyGoodsItem']"))


def test_answers_without_a_namespace_are_read_and_the_namespace_is_asked_for(samples: Path):
    (note,) = [
        finding
        for finding in cdm.validate(samples / "responses" / "response_012.xml").findings
        if finding.rule == "crosswalk.namespace"
    ]
    assert note.expected == "urn:wco:datamodel:WCO:DocumentMetaData-DMS:2"


@pytest.mark.parametrize(("name", "rule"), [(SEVERAL, "crosswalk.repeated"), (NO_DATE, "type.datetime")])
def test_what_cannot_be_one_message_is_refused_with_its_place(samples: Path, name: str, rule: str):
    with pytest.raises(cdm.InvalidMessage) as refusal:
        cdm.read(samples / f"{name}.xml")
    finding = refusal.value.findings[0]
    assert (finding.rule, finding.line) == (rule, 23)
