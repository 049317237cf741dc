"""Elements in many namespaces, each with a version; documents told apart by what stands in them."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.findings import Severity
from carec_datamodel.model import GoodsDeclaration
from carec_datamodel.testing.tree_difference import tree_differences

DESCRIPTOR = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "2"
source = "invented"
namespaces = ["urn:album:Declaration:2.1"]
versions = "any"

[prefixes]
party = "urn:album:Party:2.0"
place = "urn:album:Place:2.0"

[detection]
roots = ["Declaration"]
none = ["Kind=TR|TT", "Draft"]
all = ["Number", "@Mode=7"]
"""
ROWS = (
    ("@Mode", "", "", {"reason": "kind of document"}),
    ("Kind", "TypeCode", ""),
    ("Number", "ID", ""),
    ("Sender/Name", "Declarant/Name", "", {"namespace": "party"}),
    ("Sender/Address/City", "Declarant/Address/CityName", "", {"namespace": "place"}),
)
NEW = """\
<Declaration Mode="7"
 xmlns="urn:album:Declaration:2.1" xmlns:a="urn:album:Party:2.0" xmlns:b="urn:album:Place:2.0">
<Kind>IM</Kind><Number>17</Number><Sender><a:Name>Sender</a:Name><Address><b:City>Osh</b:City></Address></Sender>
</Declaration>"""
OLD = (
    NEW.replace("Declaration:2.1", "Declaration:1.9")
    .replace("Party:2.0", "Party:1.0")
    .replace("Place:2.0", "Place:1.3")
)


@pytest.fixture
def small(make):
    return make(*ROWS, descriptor=DESCRIPTOR)


def told(tree: etree._Element) -> list[str]:
    return [element.tag for element in tree.iter()]


def test_each_element_is_written_in_the_namespace_of_its_row(small):
    document, losses = small.write(GoodsDeclaration(id="17", declarant={"name": "Sender"}))
    assert losses == []
    assert etree.tostring(document, encoding="unicode") == (
        '<Declaration xmlns="urn:album:Declaration:2.1" xmlns:party="urn:album:Party:2.0">'
        "<Number>17</Number><Sender><party:Name>Sender</party:Name></Sender></Declaration>"
    )


@pytest.mark.parametrize("document", [NEW, OLD])
def test_every_version_is_read(small, document):
    reading = small.read(etree.fromstring(document))
    assert reading.findings == ()
    assert reading.message.declarant.name == "Sender"
    assert reading.message.declarant.address.city_name == "Osh"


@pytest.mark.parametrize("document", [NEW, OLD, OLD.replace("Place:1.3", "Party:1.0")])
def test_a_document_comes_back_in_its_own_version(small, document):
    root = etree.fromstring(document)
    residue = Residue.from_json(small.account(root).residue.to_json())
    again = etree.fromstring(small.restore(small.read(root).message, residue))
    assert told(again) == told(root)
    assert list(tree_differences(root, again)) == []


def test_the_residue_of_an_older_version_names_its_namespaces_once(small):
    residue = small.account(etree.fromstring(OLD)).residue
    assert dict(residue.naming.spaces) == {
        "urn:album:Declaration:2.1": "urn:album:Declaration:1.9",
        "urn:album:Party:2.0": "urn:album:Party:1.0",
        "urn:album:Place:2.0": "urn:album:Place:1.3",
    }
    assert residue.edit == {"attributes": {"Mode": [None, "7"]}}


def test_a_document_of_another_version_has_a_note(small):
    (note,) = small.read(etree.fromstring(OLD), thorough=True).findings
    assert (note.rule, note.severity, note.value) == ("crosswalk.version", Severity.NOTE, "1.9")
    assert small.read(etree.fromstring(NEW), thorough=True).findings == ()


def test_another_family_is_unknown(small):
    reading = small.read(etree.fromstring(NEW.replace("urn:album:Party:2.0", "urn:other:Party:2.0")))
    assert [finding.rule for finding in reading.findings] == ["crosswalk.unknown"]


@pytest.mark.parametrize(
    ("change", "fits"),
    [
        (("", ""), True),
        (("<Kind>IM<", "<Kind>TT<"), False),
        (("<Kind>IM<", "<Kind> TR\n<"), False),
        (("<Kind>IM<", "<Kind>TRANSIT<"), True),
        (("<Kind>IM</Kind>", "<Draft/>"), False),
        (('Mode="7"', 'Mode="8"'), False),
        (("<Number>17</Number>", ""), False),
        (("album:Declaration:2.1", "album:Declaration:3"), True),
        (("album:Declaration:2.1", "album:Manifest:2.1"), False),
        ((' xmlns="urn:album:Declaration:2.1"', ""), False),
    ],
)
def test_a_document_is_told_by_what_stands_in_it(small, change, fits):
    assert small.detects(etree.fromstring(NEW.replace(*change))) is fits


@pytest.mark.parametrize(
    ("old", "new", "complaint"),
    [
        ('versions = "any"', 'versions = "some"', "versions is 'some'; expected exact or any"),
        (
            "place =",
            "places =",
            "tsv:6: namespace 'place'; the descriptor knows \\['party', 'places'\\]",
        ),
        ('party = "urn:album:Party:2.0"', "party = 2", "namespace is 2; expected a text"),
        ("party =", '"a b" =', "prefixes: 'a b' is not the name of an element"),
    ],
)
def test_a_descriptor_without_sense_is_refused(make, old, new, complaint):
    with pytest.raises(CrosswalkError, match=complaint):
        _ = make(*ROWS, descriptor=DESCRIPTOR.replace(old, new)).plan


def test_a_part_of_a_namespace_that_is_not_published_may_be_anything(make):
    descriptor = DESCRIPTOR.replace(
        'namespaces = ["urn:album:Declaration:2.1"]',
        'namespaces = ["urn:album:unknown:Declaration:2.1", "urn:album:*:Declaration:*"]',
    )
    table = make(*ROWS, descriptor=descriptor)
    root = etree.fromstring(NEW.replace("urn:album:Declaration", "urn:album:055:Declaration"))
    assert table.detects(root)
    back = etree.fromstring(table.restore(table.read(root).message, table.account(root).residue))
    assert list(tree_differences(root, back)) == []
    assert etree.QName(back).namespace == "urn:album:055:Declaration:2.1"


def test_what_is_written_is_no_pattern(make):
    descriptor = DESCRIPTOR.replace("urn:album:Declaration:2.1", "urn:album:*:2.1")
    with pytest.raises(CrosswalkError, match="which cannot be written"):
        make(*ROWS, descriptor=descriptor).descriptor  # noqa: B018 - read on first use
