"""EEC R.048, R.038 and R.051 and DTSout_CU: what is lost, examples as their schemas ask, older versions."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm

TRANSIT = "fictional/kz_r048_transit_road_cn_kg_2_shipments"
SCHEMAS = {
    "eaeu-transit-declaration": "eec_ca_1.8/R048_TransitDeclaration_v1.0.0",
    "eaeu-customs-value": "eec_ca_1.8/R038_CustomsValueDeclaration_v1.5.0",
    "eaeu-customs-control": "eec_ca_1.8/R051_CustomsControlUnifiedDoc_v1.0.0",
    "eaeu-dtsout": "album_5.23.0/DTSout_CU",
}
UNKNOWN = {
    "eaeu-transit-declaration": {"TransitProcedureCode", "PaymentGuaranteeMethodCode"},
    "eaeu-customs-value": {"ValuationMethodCode"},
    "eaeu-customs-control": set(),
    "eaeu-dtsout": set(),
}
"""Elements that need the number of a code list which is not published: the writer invents none."""
EXAMPLES = Path(__file__).parents[2] / "examples"


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of documents of the union."""
    return shared / "samples" / "eaeu"


def without_numbers(document: etree._Element, format_id: str) -> set[str]:
    """Return the elements of *document* that lack the number of their code list, which is given to them."""
    found = set()
    for element in document.iter("*"):
        name = etree.QName(element).localname
        if name in UNKNOWN[format_id] and "codeListId" not in element.attrib:
            found.add(name)
            element.set("codeListId", "0000")
    return found


def test_nothing_of_the_transit_declaration_is_lost_but_what_is_named_here(samples: Path):
    ledger = cdm.convert(samples / f"{TRANSIT}.xml", strict=False).ledger
    assert ledger is not None
    found = Counter(entry.outcome.value for entry in ledger.entries)
    assert found.pop("exact") > 280
    # Indicators written 0 and 1; numbers of code lists that are not published.
    assert found == {"normalised": 3, "omitted": 2}


@pytest.mark.parametrize("format_id", SCHEMAS)
def test_what_the_model_says_of_an_example_is_a_valid_document(shared: Path, format_id: str):
    file = EXAMPLES / f"{format_id}.xml"
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / f"{SCHEMAS[format_id]}.xsd"))
    schema.assertValid(etree.parse(file))
    bare = etree.fromstring(cdm.dumps(cdm.read(file), format=format_id))
    assert without_numbers(bare, format_id) <= UNKNOWN[format_id]
    schema.assertValid(bare)


def test_a_declaration_of_value_of_the_older_version_comes_back_in_its_own_namespaces(samples: Path):
    file = samples / "constructed/max/EEC_R038_CustomsValueDeclaration_v1.0.2.xml"
    conversion = cdm.convert(file, strict=False)
    back = cdm.dumps(conversion.message, format="eaeu-customs-value", residue=conversion.residue)
    spaces = {etree.QName(element).namespace for element in etree.fromstring(back).iter("*")}
    assert spaces == {etree.QName(element).namespace for element in etree.parse(file).getroot().iter("*")}
    assert "urn:EEC:R:038:CustomsValueDeclaration:v1.0.2" in spaces
