"""What stands beside an element, lists behind a first one, numbers in parts, long texts in pieces."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.pieces import unwrapped, wrapped
from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model import GoodsDeclaration
from carec_datamodel.testing.tree_difference import tree_differences

DOCUMENT = "AdditionalDocument[]"
DAY = "date(YYYY-MM-DD)"
STRUCT = {"relation": "struct"}


@pytest.fixture
def papers(make) -> CrosswalkFormat:
    """Papers with a day of issue, and a first day where that is another one."""
    return make(
        ("Paper[]", "", "", STRUCT),
        ("Paper[]/Number", f"{DOCUMENT}/ID", ""),
        ("Paper[]/Day", f"{DOCUMENT}/IssueDateTime", f"{DAY}; when(../From!=)"),
        ("Paper[]/Day", f"{DOCUMENT}/EffectiveDateTime", f"{DAY}; when(../From=)"),
        ("Paper[]/From", f"{DOCUMENT}/EffectiveDateTime", f"{DAY}; given(IssueDateTime)"),
    )


@pytest.fixture
def traders(make) -> CrosswalkFormat:
    """A declarant with several addresses, of which the first is the main one."""
    return make(
        ("Home|Seat", "", "", STRUCT),
        ("Home/Town", "Declarant/Address/CityName", ""),
        ("Home|Seat[2][]", "", "", STRUCT | {"occurs": "0..n"}),
        ("Home[2][]/Town", "Declarant/OtherAddress[]/CityName", ""),
    )


@pytest.fixture
def numbers(make) -> CrosswalkFormat:
    """A number of office, day and serial, or one in a single piece."""
    return make(
        ("Office", "FunctionalReferenceID", "part(1,3,/)"),
        ("Day", "FunctionalReferenceID", "part(2,3,/)"),
        ("Serial", "FunctionalReferenceID", "part(3,3,/)"),
        ("Other", "FunctionalReferenceID", "when(../Serial=)"),
    )


@pytest.fixture
def remarks(make) -> CrosswalkFormat:
    """A remark in pieces of ten characters."""
    return make(
        ("Words[]", "AdditionalInformation[StatementTypeCode=COM]/StatementDescription", "wrap(10)"),
    )


def compiled(table: CrosswalkFormat) -> Plan:
    return table.plan


def read(table: CrosswalkFormat, content: str) -> dict[str, Any]:
    message = table.read(etree.fromstring(f"<DOC>{content}</DOC>")).message
    return message.model_dump(by_alias=True, exclude_none=True, exclude_defaults=True) if message else {}


def written(table: CrosswalkFormat, values: dict[str, Any]) -> tuple[str, list[str | None]]:
    root, losses = table.write(GoodsDeclaration.model_validate(values))
    content = "".join(etree.tostring(child, encoding="unicode") for child in root)
    return content, [loss.value for loss in losses]


@pytest.mark.parametrize(
    ("content", "values"),
    [
        ("<Day>2026-03-01</Day>", {"EffectiveDateTime": "2026-03-01"}),
        (
            "<Day>2026-03-01</Day><From>2026-04-01</From>",
            {"IssueDateTime": "2026-03-01", "EffectiveDateTime": "2026-04-01"},
        ),
    ],
)
def test_what_stands_beside_an_element_decides_what_it_means(papers, content, values):
    paper = f"<Paper><Number>17</Number>{content}</Paper>"
    assert read(papers, paper)["AdditionalDocument"] == ({"ID": "17", **values},)
    assert written(papers, {"AdditionalDocument": [{"ID": "17", **values}]}) == (paper, [])


def test_each_entry_of_a_list_is_judged_by_its_own_neighbours(papers):
    content = (
        "<Paper><Day>2026-03-01</Day></Paper><Paper><Day>2026-03-02</Day><From>2026-04-01</From></Paper>"
    )
    first, second = read(papers, content)["AdditionalDocument"]
    assert first == {"EffectiveDateTime": "2026-03-01"}
    assert second == {"IssueDateTime": "2026-03-02", "EffectiveDateTime": "2026-04-01"}


def test_the_neighbours_of_a_condition_must_have_a_row_and_not_repeat(make):
    with pytest.raises(CrosswalkError, match="no row for 'Missing'"):
        compiled(make(("A", "ID", "when(../Missing=)")))
    with pytest.raises(CrosswalkError, match="repeats; a reference must not"):
        compiled(
            make(
                ("A", "ID", "when(../List/Name=)"),
                ("List[]", "", "", STRUCT),
                ("List[]/Name", f"{DOCUMENT}/Name", ""),
            )
        )
    with pytest.raises(CrosswalkError, match="nothing is 2 steps above"):
        compiled(make(("A", "ID", "when(../../A=)")))


def test_what_must_be_given_is_an_element_of_the_same_place(make):
    with pytest.raises(CrosswalkError, match="the model has no Colour"):
        compiled(make(("A", "Declarant/Name", "given(Colour)")))


def test_all_elements_behind_the_first_fill_a_list(traders):
    content = "<Home><Town>Osh</Town></Home><Home><Town>Naryn</Town></Home><Home><Town>Talas</Town></Home>"
    declarant = {
        "Address": {"CityName": "Osh"},
        "OtherAddress": ({"CityName": "Naryn"}, {"CityName": "Talas"}),
    }
    assert read(traders, content)["Declarant"] == declarant
    assert written(traders, {"Declarant": declarant}) == (content, [])


def test_the_other_spelling_fills_the_same_list(traders):
    content = "<Seat><Town>Osh</Town></Seat><Seat><Town>Naryn</Town></Seat>"
    assert read(traders, content)["Declarant"]["OtherAddress"] == ({"CityName": "Naryn"},)


def test_an_empty_first_one_keeps_the_others_in_their_places(traders):
    values = {"Declarant": {"OtherAddress": [{"CityName": "Naryn"}, {"CityName": "Talas"}]}}
    content, losses = written(traders, values)
    assert content == "<Home/><Home><Town>Naryn</Town></Home><Home><Town>Talas</Town></Home>"
    assert losses == []
    assert "Address" not in read(traders, content)["Declarant"]


@pytest.mark.parametrize(
    ("content", "number"),
    [
        ("<Office>39855302</Office><Day>080524</Day><Serial>17</Serial>", "39855302/080524/17"),
        ("<Day>080524</Day><Serial>17</Serial>", "/080524/17"),
        ("<Other>KZ 17</Other>", "KZ 17"),
    ],
)
def test_a_number_in_parts_is_joined_by_its_sign(numbers, content, number):
    assert read(numbers, content) == {"FunctionalReferenceID": number}
    assert written(numbers, {"FunctionalReferenceID": number}) == (content, [])


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("coffee", ["coffee"]),
        ("coffee in cans of tin", ["coffee in", "cans of", "tin"]),
        ("abcdefghijklmno", ["abcdefghij", "klmno"]),
        ("abcdefghij klm", []),
        ("a  b           c", []),
    ],
)
def test_a_long_text_is_cut_at_blanks_and_joined_again(text, pieces):
    assert wrapped(text, 10) == pieces
    assert not pieces or unwrapped(pieces, 10) == text


def test_pieces_make_one_text_and_are_written_again(remarks):
    content = "<Words>coffee in</Words><Words>cans of</Words><Words>tin</Words>"
    remark = {"StatementTypeCode": "COM", "StatementDescription": "coffee in cans of tin"}
    assert read(remarks, content)["AdditionalInformation"] == (remark,)
    assert written(remarks, {"AdditionalInformation": [remark]}) == (content, [])


def test_a_text_that_cannot_be_cut_is_a_loss(remarks):
    remark = {"StatementTypeCode": "COM", "StatementDescription": "a  b           c"}
    assert "a  b           c" in written(remarks, {"AdditionalInformation": [remark]})[1]


def test_pieces_are_for_an_element_that_repeats(make):
    with pytest.raises(CrosswalkError, match="wrap is for a text"):
        compiled(make(("Words", "DeclarationOfficeName", "wrap(10)")))


@pytest.mark.parametrize(
    ("words", "back"),
    [
        ("SILK", ["SILK"]),
        ("COTTON SHIRTS", ["COTTON", "SHIRTS"]),
        ("COTTON SHIRTS, WHITE", ["COTTON", "SHIRTS,", "WHITE"]),
    ],
)
def test_pieces_of_a_text_come_back_together_or_not_at_all(remarks, words, back):
    """The residue must not put a piece of the old text behind a new one."""
    root = etree.fromstring("<DOC><Words>COTTON</Words><!-- cut --><Words>SHIRTS</Words></DOC>")
    account = remarks.account(root)
    values = {"StatementTypeCode": "COM", "StatementDescription": words}
    message = GoodsDeclaration.model_validate({"AdditionalInformation": [values]})
    assert read(remarks, "<Words>COTTON</Words><Words>SHIRTS</Words>")["AdditionalInformation"] == (
        {"StatementTypeCode": "COM", "StatementDescription": "COTTON SHIRTS"},
    )
    restored = etree.fromstring(remarks.restore(message, account.residue))
    assert [element.text for element in restored.iter("Words")] == back
    assert len(restored.xpath("//comment()")) == 1


def test_a_wrong_value_that_a_row_looks_at_is_told_and_the_document_comes_back(papers):
    """The day that stands in its place cannot be written without it; nothing is raised for that."""
    root = etree.fromstring("<DOC><Paper><Day>2026-03-01</Day><From>soon</From></Paper></DOC>")
    reading = papers.read(root)
    assert [finding.rule for finding in reading.errors] == ["type.datetime"]
    restored = papers.restore(reading.message, papers.account(root).residue)
    assert list(tree_differences(root, etree.fromstring(restored))) == []


@pytest.mark.parametrize(
    "rows",
    [
        [("A", "ID", "when(../A=1)")],
        [("A", "ID", "when(../B=1)"), ("B", "TypeCode", "when(../C=1)"), ("C", "FlowCode", "when(../A=1)")],
        [("A", "ID", "when(B=1)"), ("B", "TypeCode", "when(A=1)")],
    ],
)
def test_conditions_that_ask_each_other_in_a_circle_are_refused(make, rows):
    with pytest.raises(CrosswalkError, match="in a circle"):
        compiled(make(*rows))
