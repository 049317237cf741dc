"""The JSON twin of a format: another id, the same table."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pytest

import carec_datamodel as cdm
from carec_datamodel.crosswalk.descriptor import JsonForm
from carec_datamodel.crosswalk.json_twin import JsonTwin
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.format import NationalJsonFormat

DESCRIPTOR = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "1"
source = "invented"
names = "ignore-case"
namespaces = ["urn:example:small"]

[absent]
"*" = "omit"

[detection]
roots = ["DOC"]
inner_roots = ["Part"]
none = ["Draft"]
"""


@pytest.fixture
def twin(make: Callable[..., Any]) -> Callable[..., NationalJsonFormat]:
    def made(*rows: tuple[Any, ...]) -> NationalJsonFormat:
        return NationalJsonFormat(JsonTwin(make(*rows, descriptor=DESCRIPTOR), JsonForm("doc")))

    return made


@pytest.fixture
def office(twin: Callable[..., NationalJsonFormat]) -> NationalJsonFormat:
    return twin(("Part/Office", "DeclarationOfficeID", "text"))


def test_a_twin_has_an_id_of_its_own_and_the_rows_of_the_other(make):
    xml = make(("Office", "DeclarationOfficeID", "text"))
    twin = JsonTwin(xml, JsonForm())
    assert (twin.id, twin.descriptor.title) == ("small-declaration-json", "Small declaration, as JSON")
    assert twin.plan.root is xml.plan.root
    assert twin.plan.descriptor.id == twin.id


def test_an_element_with_a_value_and_attributes_has_no_json(twin):
    format_ = twin(("Part/Office", "DeclarationOfficeID", "text"), ("Part/Office/@kind", "TypeCode", "text"))
    with pytest.raises(
        CrosswalkError, match="small-declaration-json: Part/Office has a value and attributes"
    ):
        format_.dumps(cdm.GoodsDeclaration(declaration_office_id="AF101"))


@pytest.mark.parametrize(
    ("document", "fits"),
    [
        (b'{"doc:DOC": {"Part": {"Office": "AF101"}}}', True),
        (b'{"doc": {"part": {"office": "AF101"}}}', True),
        (b'{"Part": {"Office": "AF101"}}', True),
        (b'{"DOC": {"Part": {"Office": "AF101"}, "Draft": "1"}}', False),
        (b'{"DOC": {"Part": {"a b": "AF101"}}}', False),
        (b'{"Office": "AF101"}', False),
        (b"<DOC/>", False),
    ],
)
def test_a_document_is_detected_by_its_key_and_by_what_stands_inside(office, document, fits):
    assert office.detects(Document(document)) is fits


@pytest.mark.parametrize(
    "document", [b'{"doc:Doc": {"part": {"OFFICE": "AF101"}}}', b'{"PART": {"Office": "AF101"}}']
)
def test_names_are_compared_as_in_xml_and_come_back_as_they_were(office, document):
    found = Document(document)
    message = office.read(found).message
    assert message.declaration_office_id == "AF101"
    assert Document(office.restore(message, office.account(found).residue)).value == found.value


def test_what_is_written_has_the_prefix_of_the_descriptor(office):
    written = office.dumps(cdm.GoodsDeclaration(declaration_office_id="AF101"))
    assert written.data == b'{\n  "doc:DOC": {\n    "Part": {\n      "Office": "AF101"\n    }\n  }\n}\n'
