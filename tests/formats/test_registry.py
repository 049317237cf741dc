"""The registry: which formats there are, and which one a document is."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest

from carec_datamodel.errors import CrosswalkError, UnknownFormat, UnsafeDocument
from carec_datamodel.formats.base import HarmonisedFormat, NationalFormat
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.registry import ENVIRONMENT, detect_format, find_format, registry

HARBOUR = Path(__file__).parents[1] / "crosswalk" / "harbour"
DOCUMENT = b'<HARBOUR xmlns="urn:example:harbour"><Head><Office>AF101</Office></Head></HARBOUR>'


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of formats that the environment names, with the format of an invented harbour."""
    found = Path(shutil.copytree(HARBOUR, tmp_path / "formats" / "harbour")).parent
    monkeypatch.setenv(ENVIRONMENT, str(found))
    return found


def rename(folder: Path, old: str, new: str) -> None:
    file = folder / "harbour" / "harbour.toml"
    file.write_text(file.read_text(encoding="utf-8").replace(old, new), encoding="utf-8")


# --- which formats there are -------------------------------------------------------------------------


def test_the_harmonised_formats_come_first():
    assert list(registry())[:2] == ["carec-xml", "carec-json"]
    assert all(isinstance(registry()[name], HarmonisedFormat) for name in ("carec-xml", "carec-json"))


def test_every_format_is_known_by_its_own_id():
    assert all(name == item.id == item.card.id for name, item in registry().items())


def test_every_national_format_loads_its_table():
    for item in registry().values():
        if isinstance(item, NationalFormat):
            assert item.crosswalk.plan.rows


def test_the_card_of_a_national_format_repeats_its_descriptor():
    card = find_format("asycuda-sad").card
    assert (card.id, card.syntax, card.messages) == ("asycuda-sad", "xml", ("GoodsDeclaration",))
    assert card.countries
    assert card.source


def test_a_format_is_found_by_id():
    assert find_format("asycuda-sad").id == "asycuda-sad"


def test_an_unknown_id_is_refused_with_the_known_ones():
    with pytest.raises(
        UnknownFormat, match=r"there is no format 'asycuda'; known are carec-xml, carec-json, .*asycuda-sad"
    ):
        find_format("asycuda")


# --- folders of a country's own ------------------------------------------------------------------------


@pytest.mark.usefixtures("folder")
def test_a_folder_that_the_environment_names_adds_its_formats():
    assert "harbour-declaration" in registry()
    assert detect_format(Document(DOCUMENT)).id == "harbour-declaration"


def test_without_the_folder_its_formats_are_unknown(monkeypatch):
    monkeypatch.delenv(ENVIRONMENT, raising=False)
    assert "harbour-declaration" not in registry()


def test_folders_are_searched_to_any_depth_and_parted_as_the_system_parts_paths(
    folder, tmp_path, monkeypatch
):
    deep = Path(shutil.copytree(HARBOUR, tmp_path / "more" / "deep" / "harbour"))
    text = (deep / "harbour.toml").read_text(encoding="utf-8")
    (deep / "harbour.toml").write_text(text.replace("harbour-declaration", "harbour-copy"), encoding="utf-8")
    monkeypatch.setenv(ENVIRONMENT, os.pathsep.join((str(folder), "", str(tmp_path / "more"))))
    assert {"harbour-declaration", "harbour-copy"} <= registry().keys()


def test_a_folder_that_does_not_exist_is_refused_by_name(monkeypatch, tmp_path):
    monkeypatch.setenv(ENVIRONMENT, str(tmp_path / "nowhere"))
    with pytest.raises(CrosswalkError, match=r"CAREC_FORMATS names '.*nowhere', which is not a folder"):
        registry()


def test_two_formats_with_one_id_are_refused(folder):
    rename(folder, "harbour-declaration", "asycuda-sad")
    with pytest.raises(CrosswalkError, match="two formats have the id 'asycuda-sad'"):
        registry()


def test_a_national_format_cannot_take_the_id_of_a_harmonised_one(folder):
    rename(folder, "harbour-declaration", "carec-xml")
    with pytest.raises(CrosswalkError, match="two formats have the id 'carec-xml'"):
        registry()


def test_a_bad_descriptor_is_refused_by_file(folder):
    rename(folder, "[detection]", "detection")
    with pytest.raises(CrosswalkError, match=r"harbour\.toml"):
        registry()


def test_a_bad_table_is_refused_by_file_and_line_when_it_is_first_needed(folder):
    table = folder / "harbour" / "harbour.tsv"
    table.write_text(
        table.read_text(encoding="utf-8").replace("DeclarationOfficeID", "NoSuchElement"), encoding="utf-8"
    )
    harbour = registry()["harbour-declaration"]
    with pytest.raises(CrosswalkError, match=r"harbour\.tsv:6: the model has no NoSuchElement"):
        harbour.read(Document(DOCUMENT))


# --- which one a document is ---------------------------------------------------------------------------


def test_a_document_that_two_formats_claim_is_refused_with_both(folder):
    copy = folder / "copy"
    shutil.copytree(HARBOUR, copy)
    text = (copy / "harbour.toml").read_text(encoding="utf-8")
    (copy / "harbour.toml").write_text(text.replace("harbour-declaration", "harbour-twin"), encoding="utf-8")
    with pytest.raises(
        UnknownFormat, match="more than one format fits: harbour-twin, harbour-declaration; name one"
    ):
        detect_format(Document(DOCUMENT, "cargo.xml"))


@pytest.mark.usefixtures("folder")
def test_a_document_of_no_format_is_refused_with_its_root():
    with pytest.raises(UnknownFormat) as caught:
        detect_format(Document(b'<Manifest xmlns="urn:example:sea"/>', "cargo.xml"))
    assert caught.value.path == "cargo.xml"
    assert "the root element Manifest in namespace urn:example:sea" in str(caught.value)
    assert str(caught.value).endswith("formats that `carec formats` lists")


@pytest.mark.parametrize(
    ("data", "what"),
    [
        (b"<Manifest/>", "the root element Manifest in no namespace"),
        (b'{"Manifest": {}}', "a JSON object with the keys Manifest"),
        (b"{}", "a JSON object with the keys \\(none\\)"),
        (b"[]", "a JSON list"),
    ],
)
def test_what_a_document_of_no_format_is_stands_in_the_message(data, what):
    with pytest.raises(UnknownFormat, match=f"no known format fits: {what}"):
        detect_format(Document(data))


@pytest.mark.parametrize(
    ("data", "what"), [(b"", "the document is empty"), (b"UNB+UNOA:1", "the document starts with b'UNB")]
)
def test_a_document_that_is_neither_xml_nor_json_is_refused(data, what):
    with pytest.raises(UnknownFormat, match=f"{what}.*expected XML or JSON"):
        detect_format(Document(data))


def test_a_document_that_is_not_safe_is_refused_before_it_is_looked_at():
    with pytest.raises(UnsafeDocument):
        detect_format(Document(b'<!DOCTYPE ASYCUDA [<!ENTITY x "y">]><ASYCUDA><Item/></ASYCUDA>'))


@pytest.mark.parametrize(
    "namespace",
    [
        "http://www.asycuda.org/2017/ASYCUDA",
        "http://www.asycuda.org",
        "urn:carec:datamodel:1",
        "urn:example:other",
    ],
)
def test_a_declaration_in_a_namespace_that_only_looks_alike_is_refused(namespace):
    data = f'<ASYCUDA xmlns="{namespace}"><Identification/><Item/></ASYCUDA>'.encode()
    with pytest.raises(UnknownFormat, match="no known format fits"):
        detect_format(Document(data))


@pytest.mark.parametrize(
    "namespace", ["urn:carec:datamodel:2", "urn:carec:datamodel:10", "urn:carec:datamodel", ""]
)
def test_a_harmonised_message_in_a_namespace_that_only_looks_alike_is_refused(namespace):
    with pytest.raises(UnknownFormat, match="no known format fits"):
        detect_format(Document(f'<GoodsDeclaration xmlns="{namespace}"/>'.encode()))


@pytest.mark.parametrize("encoding", ["UTF-16", "UTF-16LE", "UTF-16BE", "UTF-8", "utf-8-sig"])
def test_a_declaration_is_detected_in_every_unicode_encoding(encoding):
    mark = "\ufeff" if encoding in {"UTF-16LE", "UTF-16BE"} else ""
    data = f"{mark}<ASYCUDA><Identification/><Item/></ASYCUDA>".encode(encoding)
    assert detect_format(Document(data)).id == "asycuda-sad"


def test_a_national_format_refuses_a_json_document():
    with pytest.raises(UnknownFormat, match="asycuda-sad is XML; the document is JSON"):
        find_format("asycuda-sad").read(Document(b"{}", "sad.json"))
