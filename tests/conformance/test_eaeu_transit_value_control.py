"""EEC R.048, R.038 and R.051 and DTSout_CU: tables against the facts, samples there and back, schemas."""

from __future__ import annotations

import csv
from collections import Counter
from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.tree_difference import tree_differences

TRANSIT = "fictional/kz_r048_transit_road_cn_kg_2_shipments"
FORMATS = {
    "eaeu-transit-declaration": ("r048_transit_declaration", "eec_ca_1.8/R048_TransitDeclaration_v1.0.0"),
    "eaeu-customs-value": ("r038_customs_value", "eec_ca_1.8/R038_CustomsValueDeclaration_v1.5.0"),
    "eaeu-customs-control": ("r051_control", "eec_ca_1.8/R051_CustomsControlUnifiedDoc_v1.0.0"),
    "eaeu-dtsout": ("dtsout_cu", "album_5.23.0/DTSout_CU"),
}
"""Table of facts and schema of each format."""
FULL = {
    "constructed/max/EEC_R048_TransitDeclaration_v1.0.0": "eaeu-transit-declaration",
    "constructed/max/EEC_R038_CustomsValueDeclaration_v1.5.0": "eaeu-customs-value",
    "constructed/max/EEC_R038_CustomsValueDeclaration_v1.0.2": "eaeu-customs-value",
    "constructed/max/EEC_R051_CustomsControlUnifiedDoc_v1.0.0": "eaeu-customs-control",
    "constructed/max/DTSout_CU_5.23.0": "eaeu-dtsout",
}
"""Documents with every element, most of them filled with words such as T-DocName."""
SAMPLES = {TRANSIT: "eaeu-transit-declaration"} | FULL
UNKNOWN = {
    "eaeu-transit-declaration": {"TransitProcedureCode", "PaymentGuaranteeMethodCode"},
    "eaeu-customs-value": {"ValuationMethodCode"},
    "eaeu-customs-control": set(),
    "eaeu-dtsout": set(),
}
"""Elements that need the number of a code list which is not published: the writer invents none."""
EXAMPLES = Path(__file__).parents[2] / "examples"
every_format = pytest.mark.parametrize("format_id", FORMATS)
every_sample = pytest.mark.parametrize("name", SAMPLES)


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of documents of the Union."""
    return shared / "samples" / "eaeu"


@cache
def schema(file: Path) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(file))


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file, strict=False)


def judge(shared: Path, format_id: str) -> etree.XMLSchema:
    return schema(shared / "schemas" / "eaeu" / f"{FORMATS[format_id][1]}.xsd")


def without_numbers(document: etree._Element, format_id: str) -> set[str]:
    """Return the elements of *document* that lack the number of their code list, which is given to them."""
    found = set()
    for element in document.iter("*"):
        name = etree.QName(element).localname
        if name in UNKNOWN[format_id] and "codeListId" not in element.attrib:
            found.add(name)
            element.set("codeListId", "0000")
    return found


# --- tables ------------------------------------------------------------------------------------------


def fact_paths(file: Path) -> Iterator[str]:
    """Yield the path of every element and attribute; a block that is as another has the same inside."""
    with file.open(encoding="utf-8") as text:
        facts = {fact["path"]: fact["format"] for fact in csv.DictReader(text)}
    inside: dict[str, list[str]] = {}
    root = next(iter(facts))
    for path in facts:
        inside.setdefault(path.rpartition("/")[0], []).append(path)

    def below(source: str, path: str) -> Iterator[str]:
        same = facts[source]
        for child in inside.get(same.removeprefix("as ") if same.startswith("as ") else source, []):
            name = child.rpartition("/")[2]
            yield f"{path}{name}"
            yield from below(child, f"{path}{name}/")

    yield from below(root, "")


@every_format
def test_every_element_of_the_facts_has_a_row(shared: Path, format_id: str):
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    rows = {
        row.path.replace("[]", "").replace("[2]", "").replace("|Address", "")
        for row in found.crosswalk.plan.rows
    }
    facts = set(fact_paths(shared / "reference" / "eaeu" / f"{FORMATS[format_id][0]}.csv"))
    assert len(facts) > 350
    assert facts - rows == set()


@every_format
def test_what_is_not_carried_says_why(format_id: str):
    found = registry()[format_id]
    assert isinstance(found, NationalFormat)
    reasons = [row.reason for row in found.crosswalk.plan.rows if row.relation == "none"]
    assert len(reasons) > 20
    assert all(len(reason) > 10 for reason in reasons)


# --- there and back ----------------------------------------------------------------------------------


@every_sample
def test_the_format_of_a_sample_is_recognised(samples: Path, name: str):
    assert cdm.detect(samples / f"{name}.xml").id == SAMPLES[name]


@every_sample
def test_the_same_document_comes_back(samples: Path, name: str):
    file = samples / f"{name}.xml"
    conversion = converted(file)
    back = cdm.dumps(conversion.message, format=SAMPLES[name], residue=conversion.residue)
    assert list(tree_differences(etree.parse(file).getroot(), etree.fromstring(back))) == []


def test_nothing_of_the_transit_declaration_is_lost_but_what_is_named_here(samples: Path):
    ledger = converted(samples / f"{TRANSIT}.xml").ledger
    assert ledger is not None
    found = Counter(entry.outcome.value for entry in ledger.entries)
    assert found.pop("exact") > 280
    # Indicators written 0 and 1; numbers of code lists, countries of plates, the day of filling in.
    assert found == {"normalised": 3, "omitted": 5}


@pytest.mark.parametrize("name", FULL)
def test_documents_with_every_element_are_read_in_spite_of_their_filler_words(samples: Path, name: str):
    ledger = converted(samples / f"{name}.xml").ledger
    assert ledger is not None
    assert ledger.survival > 0.65


@every_format
def test_what_the_model_says_of_an_example_is_a_valid_document(shared: Path, format_id: str):
    file = EXAMPLES / f"{format_id}.xml"
    judge(shared, format_id).assertValid(etree.parse(file))
    bare = etree.fromstring(cdm.dumps(cdm.read(file), format=format_id))
    assert without_numbers(bare, format_id) <= UNKNOWN[format_id]
    judge(shared, format_id).assertValid(bare)


def test_what_the_model_says_of_the_sample_is_a_valid_document_but_for_two_unknown_numbers(
    shared: Path, samples: Path
):
    message = converted(samples / f"{TRANSIT}.xml").message
    bare = etree.fromstring(cdm.dumps(message, format="eaeu-transit-declaration"))
    assert without_numbers(bare, "eaeu-transit-declaration") == UNKNOWN["eaeu-transit-declaration"]
    judge(shared, "eaeu-transit-declaration").assertValid(bare)


def test_a_declaration_of_value_of_the_older_version_comes_back_in_its_own_namespaces(samples: Path):
    file = samples / "constructed/max/EEC_R038_CustomsValueDeclaration_v1.0.2.xml"
    conversion = converted(file)
    back = cdm.dumps(conversion.message, format="eaeu-customs-value", residue=conversion.residue)
    spaces = {etree.QName(element).namespace for element in etree.fromstring(back).iter("*")}
    assert spaces == {etree.QName(element).namespace for element in etree.parse(file).getroot().iter("*")}
    assert "urn:EEC:R:038:CustomsValueDeclaration:v1.0.2" in spaces


# --- facts -------------------------------------------------------------------------------------------

HOUSE = "Consignment/HouseConsignment[{}]"
MEANS = "Consignment/DepartureTransportMeans"
CHANGE = "Consignment/TransportMeansChange[1]"
ITEM = f"{HOUSE}/ConsignmentItem[{{}}]"
FACTS = {
    "MetaData/MessageID": "EDocId",
    "MetaData/PreparationDateTime": "EDocDateTime",
    "IssueDateTime": "EventDate",
    "TypeCode": "DeclarationKindCode",
    "FormQuantity": "PageQuantity",
    "GoodsItemQuantity": "GoodsQuantity",
    "TotalPackageQuantity": "CargoQuantity",
    "TotalGrossMassMeasure": "TotalGrossMassMeasure",
    "InvoiceAmount": "TotalAmount",
    "InvoiceAmount/currencyID": "TotalAmount/@currencyCode",
    f"{MEANS}[1]/ID": "TransportMeansItemDetails[1]/TransportMeansRegId",
    f"{MEANS}[1]/VehicleID": "TransportMeansItemDetails[1]/VehicleId",
    f"{MEANS}[2]/NationalTypeCode": "TransportMeansItemDetails[2]/TransportTypeCode",
    f"{CHANGE}/Location/Name": "TranshipmentDetails/PlaceName",
    f"{CHANGE}/CustomsOffice/ID": "TranshipmentDetails/CustomsOfficeCode",
    f"{CHANGE}/NextTransportMeans[1]/ID": "//TranshipmentTransportMeansDetails/TransportMeansRegId",
    "Declarant/ID": "DeclarantDetails/TaxpayerId",
    "Declarant/Address/BuildingID": "DeclarantDetails/SubjectAddressDetails/BuildingNumberId",
    HOUSE.format(1) + "/Consignor/Name": "TDGoodsShipmentDetails[1]/ConsignorDetails/SubjectName",
    HOUSE.format(2) + "/Consignee/ID": "TDGoodsShipmentDetails[2]/ConsigneeDetails/TaxpayerId",
    HOUSE.format(2) + "/ValueAmount": "TDGoodsShipmentDetails[2]/TotalAmount",
    HOUSE.format(2)
    + "/TransportContractDocument[1]/ID": "TDGoodsShipmentDetails[2]/TransportDocumentDetails/DocId",
    HOUSE.format(1) + "/DispatchCountryCode": "TDGoodsShipmentDetails[1]/DepartureCountryCode",
    HOUSE.format(1)
    + "/TransitDestination/ID": "TDGoodsShipmentDetails[1]//CustomsOfficeDetails/CustomsOfficeCode",
    ITEM.format(2, 1)
    + "/DeclarationGoodsItemNumeric": "//TransitGoodsItemDetails[ConsignmentItemOrdinal=3]/*[1]",
    ITEM.format(1, 2)
    + "/Commodity/Classification[1]/ID": "//TransitGoodsItemDetails[ConsignmentItemOrdinal=2]/CommodityCode",
    ITEM.format(1, 1)
    + "/GoodsMeasure/GrossMassMeasure": "//TransitGoodsItemDetails[1]/UnifiedGrossMassMeasure",
    ITEM.format(1, 1) + "/PreviousDocument[1]/ID": "//TDPrecedingDocDetails/DocId",
    ITEM.format(1, 1)
    + "/AdditionalDocument[2]/ID": "//TransitGoodsItemDetails[1]/TDPresentedDocDetails[2]/DocId",
    "Consignment/CustomsIdentification[1]/Seal[1]/ID": "//CustomsIdentificationMeansId",
    "Consignment/Carrier/RepresentativePerson[1]/FamilyName": "CarrierDetails//LastName",
    "ObligationGuarantee[1]/AmountAmount": "//GuaranteeAmount",
    "RepresentativePerson/PowerOfAttorney/ExpirationDateTime": "//PowerOfAttorneyDetails/DocValidityDate",
}
"""Harmonised places, and a path in the transit declaration, without prefixes, of what must stand there."""


def plain(file: Path) -> etree._Element:
    """Return a document without namespaces."""
    root = etree.parse(file).getroot()
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return root


@pytest.mark.parametrize("place", FACTS)
def test_a_fact_of_the_transit_declaration_stands_in_its_place(samples: Path, place: str):
    file = samples / f"{TRANSIT}.xml"
    expected: Any = plain(file).xpath(f"string({FACTS[place]})")
    values = {path.partition("/")[2]: text for path, text in leaves(converted(file).message)}
    assert expected
    assert values[place] == expected
