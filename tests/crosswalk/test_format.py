"""A format as a whole: loading, detecting, reading and writing."""

from __future__ import annotations

import pytest
from lxml import etree

from carec_datamodel.api import with_residue
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model import GoodsDeclaration


def detects(table: CrosswalkFormat, document: str) -> bool:
    return table.detects(etree.fromstring(document))


# --- loading -----------------------------------------------------------------------------------------


def test_the_table_is_read_when_it_is_first_needed(make):
    table = make(("Office", "NoSuchElement", "text"))
    assert table.id == "small-declaration"
    with pytest.raises(CrosswalkError, match="the model has no NoSuchElement"):
        table.read(etree.fromstring("<DOC/>"))


def test_a_descriptor_without_its_table_is_an_error_of_the_crosswalk(make, tmp_path):
    table = make(("Office", "DeclarationOfficeID", "text"))
    (tmp_path / "small.tsv").unlink()
    with pytest.raises(CrosswalkError, match=r"small\.tsv"):
        _ = table.plan


def test_code_tables_of_the_format_come_before_those_that_all_share(make):
    codes = {"countries": "national\tharmonised\nKAZ\tKZ\n"}
    table = make(("Country", "Declarant/Address/CountryCode", "code(countries)"), codes=codes)
    message = table.read(etree.fromstring("<DOC><Country>KAZ</Country></DOC>")).message
    assert message.declarant.address.country_code == "KZ"


def test_code_tables_that_all_share_are_found(make):
    table = make(("Country", "Declarant/Address/CountryCode", "code(countries)"))
    message = table.read(etree.fromstring("<DOC><Country>UZ</Country></DOC>")).message
    assert message.declarant.address.country_code == "UZ"


# --- detecting -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "fits"),
    [
        ("<HARBOUR><Head/></HARBOUR>", True),
        ("<harbour><cargo/></harbour>", True),
        ('<HARBOUR xmlns="urn:example:harbour"><Head/></HARBOUR>', True),
        ("<HARBOUR><Page><Head/></Page></HARBOUR>", True),
        ('<HARBOUR xmlns="urn:example:harbour:2"><Head/></HARBOUR>', False),
        ("<HARBOURS><Head/></HARBOURS>", False),
        ("<HARBOUR/>", False),
        ("<HARBOUR><Body/></HARBOUR>", False),
        ("<HARBOUR><Head/><draft/></HARBOUR>", False),
    ],
)
def test_a_format_is_detected_by_root_namespace_and_what_stands_inside(harbour, document, fits):
    assert detects(harbour, document) is fits


def test_letter_case_counts_in_detection_where_it_counts_in_names(make):
    table = make(("Office", "DeclarationOfficeID", "text"))
    assert detects(table, "<DOC/>")
    assert not detects(table, "<Doc/>")


# --- functions of the format ---------------------------------------------------------------------------

UPPER = """\
def read(text):
    return text.upper()


def write(text):
    return None


CALLERS = {"case": (read, write)}
"""


@pytest.mark.parametrize("error", ["ValueError('x')", "KeyError('x')", "ZeroDivisionError()"])
def test_an_error_in_a_function_of_the_format_is_an_error_of_this_library(make, error):
    failing = f"def fail(text):\n    raise {error}\n\n\nCALLERS = {{'fail': (fail, fail)}}\n"
    table = make(("Office", "DeclarationOfficeID", "call(fail)"), transforms=failing)
    with pytest.raises(CrosswalkError, match=r"small\.tsv:2|transforms\.py"):
        table.read(etree.fromstring("<DOC><Office>AF101</Office></DOC>"))


def test_functions_of_two_folders_do_not_mix(make):
    one = make(("Office", "DeclarationOfficeID", "call(case)"), transforms=UPPER)
    assert one.read(etree.fromstring("<DOC><Office>af</Office></DOC>")).message.declaration_office_id == "AF"
    other = make(
        ("Office", "DeclarationOfficeID", "call(case)"), transforms=UPPER.replace("upper", "lower") + "\n"
    )
    assert (
        other.read(etree.fromstring("<DOC><Office>AF</Office></DOC>")).message.declaration_office_id == "af"
    )


# --- reading, writing, restoring -----------------------------------------------------------------------


def test_the_document_that_was_read_stays_as_it_was(harbour):
    root = etree.fromstring(
        "<harbour><Page><Head> <Office> AF101 </Office><!-- x --></Head></Page></harbour>"
    )
    before = etree.tostring(root)
    harbour.read(root)
    harbour.account(root)
    assert etree.tostring(root) == before


def test_a_document_is_written_as_indented_bytes_in_the_encoding_of_the_format(make):
    table = make(("Office", "DeclarationOfficeID", "text"))
    data, losses, _ = table.dumps(GoodsDeclaration(declaration_office_id="Ж"))
    assert data == '<?xml version="1.0" encoding="UTF-8"?>\n<DOC>\n    <Office>Ж</Office>\n</DOC>\n'.encode()
    assert losses == ()


def test_characters_that_the_encoding_does_not_have_are_written_as_references(harbour_folder):
    descriptor = harbour_folder / "harbour.toml"
    descriptor.write_text(
        'encoding = "windows-1251"\n' + descriptor.read_text(encoding="utf-8"), encoding="utf-8"
    )
    table = CrosswalkFormat(descriptor)
    message = GoodsDeclaration(declaration_office_id="Ж绿")
    data, *_ = table.dumps(message)
    assert "Ж".encode("windows-1251") in data
    assert table.read(etree.fromstring(data)).message == message


@pytest.mark.parametrize("office", ["<b>&amp;</b>", "]]>", "a\nb", "\u00a0x\u00a0", "x\u2028y", "\r", "𠮷"])
def test_any_text_of_a_message_comes_back_from_the_document(make, office):
    """What the format writes of a text it reads again, or it says that it cannot."""
    table = make(("Remark", "AdditionalInformation[StatementTypeCode=REM]/StatementDescription", "text"))
    entry = {"StatementTypeCode": "REM", "StatementDescription": f"x{office}x"}
    message = GoodsDeclaration.model_validate({"AdditionalInformation": [entry]})
    data, losses, _ = table.dumps(message)
    assert losses == ()
    assert table.read(etree.fromstring(data)).message == message


@pytest.mark.parametrize("office", [" x", "x ", "\tx", "x\n"])
def test_blanks_around_a_text_of_a_message_are_kept_or_reported(make, office):
    table = make(("Remark", "AdditionalInformation[StatementTypeCode=REM]/StatementDescription", "text"))
    entry = {"StatementTypeCode": "REM", "StatementDescription": office}
    message = GoodsDeclaration.model_validate({"AdditionalInformation": [entry]})
    data, losses, _ = table.dumps(message)
    assert losses or table.read(etree.fromstring(data)).message == message


def test_the_own_residue_that_a_message_carries_is_no_loss(harbour):
    root = etree.fromstring("<HARBOUR><Head><Captain>Nemo</Captain></Head></HARBOUR>")
    message = with_residue(harbour.read(root).message, harbour.account(root).residue)
    assert harbour.dumps(message).losses == ()


def test_the_residue_of_another_format_that_a_message_carries_is_a_loss(harbour, make):
    root = etree.fromstring("<HARBOUR><Head><Captain>Nemo</Captain></Head></HARBOUR>")
    message = with_residue(harbour.read(root).message, harbour.account(root).residue)
    small = make(("Office", "DeclarationOfficeID", "text"))
    assert {loss.path for loss in small.dumps(message).losses} == {
        "GoodsDeclaration/Extension/Residue/FormatID",
        "GoodsDeclaration/Extension/Residue/Content",
    }
