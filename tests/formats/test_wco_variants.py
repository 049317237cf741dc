"""The import declaration of Denmark: a table of differences from the declaration of the WCO Data Model."""

from __future__ import annotations

from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.crosswalk.table import read_table
from carec_datamodel.crosswalk.variants import ABSENT
from carec_datamodel.formats.registry import find_format
from carec_datamodel.testing.tree_difference import tree_differences

FORMAT = "wco-declaration-dk-import"
DOCUMENT = """\
<Declaration xmlns="urn:wco:datamodel:WCO:DEC-DMS:2">
<FunctionCode>9</FunctionCode><ProcedureCategory>H1</ProcedureCategory>
<FunctionalReferenceID>2026IMPORT000000001</FunctionalReferenceID><TypeCode>IMA</TypeCode>
<DeclarationOfficeID>DK005600</DeclarationOfficeID>
<Submitter><Name>Anmelder ApS</Name><ID>DK12345678</ID></Submitter>
<Authorisation><SequenceNumeric>1</SequenceNumeric><ID>DKDPO0001</ID><Type>C506</Type></Authorisation>
<Declarant><ID>DK12345678</ID></Declarant>
<GoodsShipment><GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric>
<SupportingDocument><SequenceNumeric>1</SequenceNumeric><ID>INV-1</ID><TypeCode>N380</TypeCode></SupportingDocument>
</GovernmentAgencyGoodsItem></GoodsShipment>
</Declaration>
"""


def told(document: str) -> list[tuple[str, str]]:
    reading = find_format(FORMAT).crosswalk.read(etree.fromstring(document), thorough=True)
    return [(finding.rule, finding.path) for finding in reading.findings]


def test_it_is_told_from_the_declaration_that_it_is_a_variant_of():
    assert cdm.convert(DOCUMENT.encode(), to="carec-xml").source_format.id == FORMAT
    plain = DOCUMENT.replace("<ProcedureCategory>H1</ProcedureCategory>", "")
    assert cdm.convert(plain.encode(), to="carec-xml").source_format.id == "wco-declaration"


def test_what_both_have_stands_in_the_same_place():
    message = cdm.read(DOCUMENT.encode())
    assert (message.function_code, message.functional_reference_id) == ("9", "2026IMPORT000000001")
    assert (message.submitter.id, message.declarant.id) == ("DK12345678", "DK12345678")


def test_documents_under_another_name_stand_where_documents_stand():
    (item,) = cdm.read(DOCUMENT.encode()).goods_shipment.government_agency_goods_item
    (document,) = item.additional_document
    assert (document.category_code, document.type_code, document.id) == ("N", "380", "INV-1")


def test_the_same_document_comes_back():
    conversion = cdm.convert(DOCUMENT.encode(), to="carec-xml")
    again = cdm.dumps(conversion.message, format=FORMAT, residue=conversion.residue)
    assert list(tree_differences(etree.fromstring(DOCUMENT), etree.fromstring(again))) == []


def test_it_asks_for_more_and_for_shorter_values_than_the_other_does():
    assert told(DOCUMENT) == []
    assert told(DOCUMENT.replace("2026IMPORT000000001", "2026IMPORT00000000000001")) == [
        ("crosswalk.form", "Declaration/FunctionalReferenceID")
    ]
    assert told(DOCUMENT.replace("<Name>Anmelder ApS</Name>", "")) == [
        ("crosswalk.missing", "Declaration/Submitter")
    ]


def test_what_it_has_no_use_for_is_told_and_kept():
    text = DOCUMENT.replace("<Submitter>", "<TotalPackageQuantity>3</TotalPackageQuantity><Submitter>")
    assert told(text) == [("crosswalk.unknown", "Declaration/TotalPackageQuantity")]
    assert "TotalPackageQuantity" in cdm.convert(text.encode(), to="carec-xml").residue.to_json()


def test_the_variant_is_a_table_of_differences_only():
    folder = find_format(FORMAT).crosswalk.file.parent
    rows = read_table(folder / "declaration_dk_import.tsv", {"", ABSENT, "equal", "none", "struct"})
    known = {row.path: row for row in find_format("wco-declaration").crosswalk.plan.rows}
    for row in rows:
        same = known.get(row.path)
        assert same is None or not row.occurs or (row.occurs, row.type) != (same.occurs, same.type), row.place
