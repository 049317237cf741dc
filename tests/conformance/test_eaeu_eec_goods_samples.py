"""R.055, R.036 and R.037: documents told apart, numbers in parts, what is missing by name."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.formats.base import NationalFormat
from carec_datamodel.formats.registry import registry

FORMATS = (
    "eaeu-goods-declaration",
    "eaeu-goods-declaration-2019",
    "eaeu-transit-declaration-2019",
    "eaeu-goods-correction-2019",
)
UNPUBLISHED = {"CustomsTaxModeCode", "CustomsTaxPaymentFeatureCode", "CustomsTaxPaymentMethodCode"}
"""Elements whose code list has no published number, which the schema asks for."""


@pytest.fixture(scope="module")
def samples(shared: Path) -> Path:
    """The folder of documents of the union."""
    return shared / "samples" / "eaeu"


def test_a_document_of_the_same_root_in_another_namespace_is_none_of_these(samples: Path):
    root = etree.parse(samples / "constructed" / "max" / "GoodsDeclaration_5.23.0.xml").getroot()
    assert etree.QName(root).localname == "GoodsDeclaration"
    formats = [registry()[format_id] for format_id in FORMATS]
    assert not any(isinstance(one, NationalFormat) and one.crosswalk.detects(root) for one in formats)


@pytest.mark.parametrize(
    ("name", "format_id"),
    [
        ("fictional/kz_r055_import40_road_cn", "eaeu-goods-declaration"),
        ("fictional/kz_r055_correction", "eaeu-goods-declaration"),
        ("fictional/kg_r036_import40_road_tr", "eaeu-goods-declaration-2019"),
    ],
)
def test_each_number_of_a_list_that_is_not_published_is_named(samples: Path, name: str, format_id: str):
    """Lists of payments have no published number, so the writer leaves it out and says so."""
    written = registry()[format_id].dumps(cdm.read(samples / f"{name}.xml"))
    lacking = [
        element
        for element in etree.fromstring(written.data).iter("*")
        if etree.QName(element).localname in UNPUBLISHED and "codeListId" not in element.attrib
    ]
    named = [finding for finding in written.misfits if finding.rule == "crosswalk.missing"]
    assert len(named) == len(lacking) > 0


def test_the_declaration_that_is_corrected_has_its_number_in_three_parts(samples: Path):
    file = samples / "fictional" / "kz_r055_correction.xml"
    message: Any = cdm.read(file)
    office, day, number = message.id.split("/")
    registered = etree.parse(file).getroot().findtext("{*}CustomsDeclarationIdDetails/{*}DocCreationDate")
    assert registered == f"20{day[4:]}-{day[2:4]}-{day[:2]}"
    assert (len(office), len(number)) == (8, 7)


def test_a_message_of_version_1_1_0_is_read_by_the_table_of_the_older_one(samples: Path):
    conversion = cdm.convert(samples / "constructed/recreated/by_r036_v1.1.0_export10.xml", strict=False)
    assert {finding.rule for finding in conversion.findings} <= {"crosswalk.version", "crosswalk.form"}
