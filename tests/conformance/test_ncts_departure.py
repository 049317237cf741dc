"""NCTS declaration, amendment and release: tables against the schemas, samples there and back, facts."""

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
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.tree_difference import tree_differences

MESSAGES = ("cc015c", "cc013c", "cc029c")
VALID = {
    "cc013c_01": {"omitted": 15},
    "cc013c_02": {"omitted": 14},
    "cc015c_02": {},
    "cc015c_04": {},
    "cc015c_06": {"residue": 1},
}
"""What does not survive of the samples that the schemas accept.

Omitted are numbers of entries, 12345 where the entry is the first; residue is a hint for parsers.
"""
WRONG = {
    "cc015c_01": {"rejected": 3},
    "cc015c_03": {"rejected": 3},
    "cc015c_05": {},
    "cc029c_01": {"rejected": 1, "omitted": 1},
    "cc029c_02": {"rejected": 5, "residue": 3},
}
"""What does not survive of those that they refuse: templates, filler words, and what stands beside them."""
SAMPLES = VALID | WRONG
XSD = "{http://www.w3.org/2001/XMLSchema}"
every_message = pytest.mark.parametrize("message", MESSAGES)
every_sample = pytest.mark.parametrize("name", SAMPLES)


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of NCTS documents."""
    return shared / "samples" / "ncts" / "xml"


@pytest.fixture(scope="module")
def schemas(shared: Path) -> Path:
    """The folder of the official schemas."""
    return shared / "schemas" / "ncts"


@cache
def schema(folder: Path, message: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(folder / f"{message}.xsd"))


@cache
def converted(file: Path) -> Conversion:
    return cdm.convert(file, strict=False)


def format_of(name: str) -> str:
    return f"ncts-{name.partition('_')[0]}"


# --- tables ------------------------------------------------------------------------------------------


def rows(message: str) -> dict[str, Any]:
    """Return the first row of every path of a table, without the marks of what repeats."""
    found = registry()[f"ncts-{message}"]
    assert isinstance(found, NationalFormat)
    by_path: dict[str, Any] = {}
    for row in found.crosswalk.plan.rows:
        by_path.setdefault(row.path.replace("[]", ""), row)
    return by_path


def schema_paths(folder: Path, message: str) -> Iterator[str]:
    """Yield the path of every element and attribute that the official schema of a message knows."""
    files = [folder / f"{name}.xsd" for name in (message, "ctypes", "custom_ctypes", "htypes")]
    named = {item.get("name"): item for file in files for item in etree.parse(file).getroot()}

    def below(holder: Any, path: str) -> Iterator[str]:
        for part in holder.iter(f"{XSD}group", f"{XSD}element"):
            if part.get("ref") is not None:
                yield from below(named[part.get("ref")], path)
            elif part.tag == f"{XSD}element":
                yield f"{path}{part.get('name')}"
                if part.get("type") in named:
                    yield from below(named[part.get("type")], f"{path}{part.get('name')}/")

    root = named[f"{message.upper()}Type"]
    yield from (f"@{attribute.get('name')}" for attribute in root.iter(f"{XSD}attribute"))
    yield from below(root, "")


@every_message
def test_every_element_of_the_schema_has_a_row_and_every_row_an_element(schemas: Path, message: str):
    assert sorted(rows(message)) == sorted(set(schema_paths(schemas, message)))


@pytest.mark.parametrize("message", ["cc015c", "cc029c"])
def test_rows_say_how_often_an_element_occurs_and_of_what_form_it_is(shared: Path, message: str):
    table = rows(message)
    with (shared / "reference" / "ncts" / f"ncts5_{message.upper()}.csv").open(encoding="utf-8") as file:
        facts = [fact for fact in csv.DictReader(file) if "/" in fact["path"]]
    assert len(facts) > 300
    for fact in facts:
        row = table[fact["path"].partition("/")[2]]
        assert row.type == (fact["format"] if fact["kind"] == "element" else "struct"), row.path
        assert row.most == int(fact["max"]), row.path
        assert row.least <= int(fact["min"]), row.path  # one fragment serves places that ask for more


@every_message
def test_what_the_model_does_not_carry_is_the_number_of_an_entry(message: str):
    omitted = {path.rpartition("/")[2] for path, row in rows(message).items() if row.relation == "none"}
    assert omitted == {"sequenceNumber"}


# --- there and back ----------------------------------------------------------------------------------


def test_these_are_all_samples(samples: Path):
    found = {file.stem for message in MESSAGES for file in samples.glob(f"{message}_*.xml")}
    assert found == set(SAMPLES)


@every_sample
def test_the_format_of_a_sample_is_recognised(samples: Path, name: str):
    assert cdm.detect(samples / f"{name}.xml").id == format_of(name)


def test_no_other_message_is_taken_for_one_of_these(samples: Path):
    others = [file for file in samples.glob("*.xml") if not file.stem.startswith(MESSAGES)]
    assert len(others) > 20
    for file in others:
        root = etree.parse(file).getroot()
        for message in MESSAGES:
            found = registry()[f"ncts-{message}"]
            assert isinstance(found, NationalFormat)
            assert not found.crosswalk.detects(root), file.name


@every_sample
def test_the_same_document_comes_back(samples: Path, name: str):
    file = samples / f"{name}.xml"
    conversion = converted(file)
    back = cdm.dumps(conversion.message, format=format_of(name), residue=conversion.residue)
    assert list(tree_differences(etree.parse(file).getroot(), etree.fromstring(back))) == []


@pytest.mark.parametrize("name", VALID)
def test_a_document_that_the_schema_accepts_is_written_as_one_that_it_accepts(
    samples: Path, schemas: Path, name: str
):
    file = samples / f"{name}.xml"
    judge = schema(schemas, name.partition("_")[0])
    judge.assertValid(etree.parse(file))
    judge.assertValid(etree.fromstring(cdm.dumps(converted(file).message, format=format_of(name))))


@pytest.mark.parametrize("name", WRONG)
def test_the_other_samples_are_refused_by_the_schema(samples: Path, schemas: Path, name: str):
    assert not schema(schemas, name.partition("_")[0]).validate(etree.parse(samples / f"{name}.xml"))


@pytest.mark.parametrize("name", VALID)
def test_a_document_that_the_schema_accepts_is_read_without_findings(samples: Path, name: str):
    assert converted(samples / f"{name}.xml").findings == ()


@every_sample
def test_nothing_is_lost_but_what_is_named_here(samples: Path, name: str):
    conversion = converted(samples / f"{name}.xml")
    assert conversion.ledger is not None
    found = Counter(entry.outcome.value for entry in conversion.ledger.entries)
    assert found.pop("exact") > 20
    assert found == SAMPLES[name]


def test_a_wrong_number_of_an_entry_is_omitted_with_its_reason(samples: Path):
    ledger = converted(samples / "cc013c_02.xml").ledger
    assert ledger is not None
    omitted = [entry for entry in ledger.entries if entry.outcome is Outcome.OMITTED]
    assert {(entry.value, entry.reason) for entry in omitted} == {
        ("12345", "position in its list, which the list keeps")
    }


def test_the_example_of_this_library_is_valid_by_the_official_schema(schemas: Path):
    file = Path(__file__).parents[2] / "examples" / "ncts-cc015c.xml"
    judge = schema(schemas, "cc015c")
    judge.assertValid(etree.parse(file))
    judge.assertValid(etree.fromstring(cdm.dumps(cdm.read(file), format="ncts-cc015c")))


# --- facts -------------------------------------------------------------------------------------------

HOUSE = "Consignment/HouseConsignment[{}]"
ITEM = f"{HOUSE}/ConsignmentItem[{{}}]"
FACTS = {
    ("cc029c_01", "MetaData/PreparationDateTime"): "concat(preparationDateAndTime, 'Z')",
    ("cc029c_01", "MetaData/AgencyAssignedCustomizationVersionCode"): "substring-after(@PhaseID, 'NCTS')",
    ("cc029c_01", "ID"): "TransitOperation/MRN",
    ("cc029c_01", "FunctionalReferenceID"): "TransitOperation/LRN",
    ("cc029c_01", "ReleaseDateTime"): "TransitOperation/releaseDate",
    ("cc029c_01", "AcceptanceDateTime"): "TransitOperation/declarationAcceptanceDate",
    ("cc029c_01", "SecurityCode"): "TransitOperation/security",
    ("cc029c_01", "AuthorisationHolder[1]/AuthorisationID"): "Authorisation/referenceNumber",
    ("cc029c_01", "Consignment/TransitOffice[9]/ID"): "CustomsOfficeOfTransitDeclared[9]/referenceNumber",
    ("cc029c_01", "Consignment/TransitOffice[1]/EstimatedArrivalDateTime"): (
        "concat(CustomsOfficeOfTransitDeclared[1]/arrivalDateAndTimeEstimated, 'Z')"
    ),
    ("cc029c_01", "Consignment/ExitOffice[4]/ID"): (
        "CustomsOfficeOfExitForTransitDeclared[sequenceNumber=4]/referenceNumber"
    ),
    ("cc029c_01", "Consignment/TransitPrincipal/Address/PostcodeID"): (
        "HolderOfTheTransitProcedure/Address/postcode"
    ),
    ("cc029c_01", "Agent/Contact[1]/Communication[1]/ID"): "Representative/ContactPerson/phoneNumber",
    ("cc029c_01", "Consignment/TransitControl/ResultCode"): "ControlResult/code",
    ("cc029c_01", "ObligationGuarantee[3]/ReferenceID"): "Guarantee[3]/otherGuaranteeReference",
    ("cc029c_01", "ObligationGuarantee[4]/GuaranteeReference[2]/AmountAmount"): (
        "Guarantee[4]/GuaranteeReference[2]/amountToBeCovered"
    ),
    ("cc029c_01", "ObligationGuarantee[4]/GuaranteeReference[3]/ReferenceID"): (
        "Guarantee[4]/GuaranteeReference[3]/GRN"
    ),
    ("cc029c_01", "Consignment/BorderTransportMeans[1]/NationalModeCode"): (
        "Consignment/modeOfTransportAtTheBorder"
    ),
    ("cc029c_01", "Consignment/BorderTransportMeans[1]/ID"): (
        "Consignment/ActiveBorderTransportMeans/identificationNumber"
    ),
    ("cc029c_01", "Consignment/DepartureTransportMeans[1]/ModeCode"): "Consignment/inlandModeOfTransport",
    ("cc029c_01", "Consignment/DepartureTransportMeans[5]/ID"): (
        "Consignment/DepartureTransportMeans[5]/identificationNumber"
    ),
    ("cc029c_01", "Consignment/GoodsLocation/ID"): "Consignment/LocationOfGoods/authorisationNumber",
    ("cc029c_01", "Consignment/TransportEquipment[2]/ConsignmentItemNumeric[1]"): (
        "Consignment/TransportEquipment[2]/GoodsReference/declarationGoodsItemNumber"
    ),
    ("cc029c_01", "Consignment/TransportEquipment[2]/Seal[1]/ID"): (
        "Consignment/TransportEquipment[2]/Seal/identifier"
    ),
    ("cc029c_01", "Consignment/TransportContractDocument[1]/TypeCode"): (
        "substring-after(Consignment/TransportDocument[1]/type, 'N')"
    ),
    ("cc029c_01", "Consignment/PreviousDocument[2]/ID"): "Consignment/PreviousDocument[2]/referenceNumber",
    ("cc029c_01", ITEM.format(1, 1) + "/UCR/ID"): "//ConsignmentItem[1]/referenceNumberUCR",
    ("cc029c_01", ITEM.format(1, 2) + "/GoodsMeasure/NetNetWeightMeasure"): (
        "//ConsignmentItem[2]/Commodity/GoodsMeasure/netMass"
    ),
    ("cc029c_01", ITEM.format(1, 2) + "/Packaging[3]/QuantityQuantity"): (
        "//ConsignmentItem[2]/Packaging[3]/numberOfPackages"
    ),
    ("cc015c_06", "FunctionCode"): "'9'",
    ("cc015c_06", "TypeCode"): "TransitOperation/declarationType",
    ("cc015c_06", "LimitDateTime"): "TransitOperation/limitDate",
    ("cc015c_06", "Consignment/TotalGrossMassMeasure"): "Consignment/grossMass",
    ("cc015c_06", "Consignment/GoodsLocation/ID"): "Consignment/LocationOfGoods/UNLocode",
    ("cc015c_06", "Consignment/LoadingLocation/Name"): "Consignment/PlaceOfLoading/location",
    ("cc015c_06", "Consignment/BorderTransportMeans[1]/JourneyID"): "//conveyanceReferenceNumber",
    ("cc015c_06", HOUSE.format(1) + "/TotalGrossMassMeasure"): "//HouseConsignment/grossMass",
    ("cc015c_06", ITEM.format(1, 1) + "/Commodity/DangerousGoods[1]/UNDGID"): "//UNNumber",
    ("cc015c_06", ITEM.format(1, 1) + "/Commodity/ChemicalID"): "//cusCode",
    ("cc015c_06", ITEM.format(1, 1) + "/Commodity/Classification[1]/ID"): "//harmonizedSystemSubHeadingCode",
    ("cc013c_02", "FunctionCode"): "'4'",
    ("cc013c_02", "GuaranteeOnlyIndicator"): "string(TransitOperation/amendmentTypeFlag = '1')",
    ("cc013c_01", "ID"): "TransitOperation/MRN",
}
"""Harmonised places, and an XPath from the root of the sample that tells what must stand there."""


@cache
def values(file: Path) -> dict[str, str]:
    return {path.partition("/")[2]: text for path, text in leaves(converted(file).message)}


@pytest.mark.parametrize(("name", "place"), FACTS)
def test_a_fact_stands_in_its_place(samples: Path, name: str, place: str):
    file = samples / f"{name}.xml"
    expected = etree.parse(file).getroot().xpath(f"string({FACTS[name, place]})")
    assert expected
    assert values(file)[place] == expected


def test_references_are_told_from_documents(samples: Path):
    message: Any = converted(samples / "cc029c_01.xml").message
    documents = message.consignment.additional_document
    assert [(found.category_code, found.type_code) for found in documents] == [
        (None, "L100"),
        ("REF", "Y022"),
        ("REF", "Y022"),
    ]


def test_a_release_with_the_zone_of_a_day_is_read(samples: Path):
    text = (samples / "cc029c_01.xml").read_bytes()
    day = b"<releaseDate>2024-12-04</releaseDate>"
    assert day in text
    conversion = cdm.convert(text.replace(day, day.replace(b"-04<", b"-04+01:00<")), strict=False)
    message: Any = conversion.message
    assert str(message.release_date_time) == "2024-12-04"
    back = cdm.dumps(message, format="ncts-cc029c", residue=conversion.residue)
    assert b"<releaseDate>2024-12-04+01:00</releaseDate>" in back
