"""Messages of older versions are read as messages of the current one, and it is told."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from copy import deepcopy
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.registry import find_format
from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.model.base import Message
from carec_datamodel.model.structure import message_class
from carec_datamodel.testing import strategies
from carec_datamodel.wire import upgrades, xml
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.plan import NAMESPACE
from carec_datamodel.wire.upgrades import Refusal, Step

Older = dict[str, Callable[[Message, str], bytes]]
Complete = Callable[[Message], Message]

SAD = Path(__file__).parents[2] / "examples" / "asycuda-sad.xml"
CODE_PATH = "GoodsDeclaration/MetaData/ModelVersionCode"

every_message = pytest.mark.parametrize("cls", [message_class(name) for name in sorted(MESSAGES)])
every_older = pytest.mark.parametrize("version", ["0.8", "0.9"])
every_format = pytest.mark.parametrize("format_", ["carec-xml", "carec-json"])


def document(body: str, version: str = "0.8") -> bytes:
    """Return a goods declaration in XML; *body* begins on line 3."""
    return (
        f'<GoodsDeclaration xmlns="{NAMESPACE}">\n'
        f"<MetaData><ModelVersionCode>{version}</ModelVersionCode></MetaData>\n"
        f"{body}\n"
        "</GoodsDeclaration>\n"
    ).encode()


def json_document(version: object = "0.8", **body: object) -> bytes:
    """Return a goods declaration in JSON; the version stands on line 4."""
    return json.dumps(
        {"GoodsDeclaration": {"MetaData": {"ModelVersionCode": version}, **body}}, indent=1
    ).encode()


def items(*bodies: str) -> str:
    inside = "\n".join(f"<GoodsItem>{body}</GoodsItem>" for body in bodies)
    return f"<GoodsShipment>\n{inside}\n</GoodsShipment>"


def findings(data: bytes) -> tuple[cdm.Finding, ...]:
    with pytest.raises(cdm.InvalidMessage) as refusal:
        cdm.loads(data)
    return refusal.value.findings


@pytest.fixture(scope="module")
def declaration(complete: Complete) -> Message:
    return complete(cdm.read(SAD).replace(issue_location_id="AFHRT"))


# --- a message comes through ------------------------------------------------------------------------


@every_format
@every_older
@every_message
@given(choice=st.data())
def test_an_older_document_of_a_message_is_read_as_that_message(
    older: Older, complete: Complete, cls: type[Message], version: str, format_: str, choice: st.DataObject
):
    message = complete(choice.draw(strategies.messages(cls)))
    # The old spelling of the place of issue cannot say a code that holds the stroke.
    assume(" / " not in f"{getattr(message, 'issue_location_id', None)} ")
    assert cdm.loads(older[format_](message, version)) == message


@every_format
@every_older
def test_a_declaration_is_the_same_in_every_version(
    older: Older, declaration: Message, version: str, format_: str
):
    assert cdm.loads(older[format_](declaration, version)) == declaration


def test_an_element_that_is_split_gives_two():
    message = cdm.loads(document("<IssuePlace>KZKGS / Khorgos</IssuePlace>", "0.9"))
    assert (message.issue_location_id, message.issue_location_name) == ("KZKGS", "Khorgos")


def test_a_default_is_given_where_nothing_was_said():
    message = cdm.loads(document("<DeclarationOfficeID>50605</DeclarationOfficeID>", "0.9"))
    assert message.presentation_office.id == "50605"


def test_a_default_gives_way_to_what_was_said():
    said = (
        "<DeclarationOfficeID>50605</DeclarationOfficeID><PresentationOffice><ID>7</ID></PresentationOffice>"
    )
    assert cdm.loads(document(said, "0.9")).presentation_office.id == "7"


@every_format
@every_older
def test_the_message_says_the_current_version(older: Older, declaration: Message, version: str, format_: str):
    assert cdm.loads(older[format_](declaration, version)).meta_data.model_version_code == VERSION


@pytest.mark.parametrize(
    ("version", "steps"),
    [
        ("0.8", ["sender-id", "goods-item-name", "issue-place-split", "presented-where-declared"]),
        ("0.9", ["issue-place-split", "presented-where-declared"]),
    ],
)
def test_all_steps_from_the_version_of_the_document_run_in_order(
    monkeypatch: pytest.MonkeyPatch, version: str, steps: list[str]
):
    done: list[tuple[str, str | None]] = []

    def watched(step: Step) -> Step:
        def function(root: etree._Element, /) -> Iterable[Refusal]:
            done.append((step.id, upgrades.version_element(root).text))
            return step.function(root)

        return Step(step.id, step.source, step.target, step.explanation, function)

    monkeypatch.setattr(upgrades, "STEPS", tuple(map(watched, upgrades.STEPS)))
    cdm.loads(document("<ID>26KZ0001</ID>", version))
    assert [name for name, _ in done] == steps
    # The second step of a version finds the target of the first.
    assert done[0][1] == version
    assert done[-1][1] == VERSION


def test_the_document_itself_is_not_touched(older: Older, declaration: Message):
    read = Document(older["carec-xml"](declaration, "0.8"))
    before = deepcopy(read.root)
    find_format("carec-xml").read(read)
    assert etree.tostring(read.root) == etree.tostring(before)


@pytest.mark.parametrize("name", MESSAGES)
def test_every_message_says_its_version_before_anything_else(name: str):
    message = message_class(name)(meta_data={"model_version_code": VERSION})
    code = upgrades.version_element(etree.fromstring(xml.dumps(message)))
    assert code.getparent().getprevious() is None
    assert code.text == VERSION


# --- what is read as it stands ------------------------------------------------------------------------


@every_format
def test_a_document_of_the_current_version_is_read_without_a_word(declaration: Message, format_: str):
    report = cdm.validate(cdm.dumps(declaration, format=format_))
    assert report.findings == ()


def test_a_document_without_a_version_is_read_as_one_of_the_current_version():
    bare = f'<GoodsDeclaration xmlns="{NAMESPACE}"><ID>26KZ0001</ID></GoodsDeclaration>'.encode()
    assert cdm.loads(bare) == cdm.GoodsDeclaration(id="26KZ0001")
    assert cdm.loads(b'{"GoodsDeclaration": {"ID": "26KZ0001"}}') == cdm.GoodsDeclaration(id="26KZ0001")


def test_a_document_without_a_version_is_not_upgraded():
    bare = (
        f'<GoodsDeclaration xmlns="{NAMESPACE}"><IssuePlace>KZKGS / Khorgos</IssuePlace></GoodsDeclaration>'
    )
    (finding,) = findings(bare.encode())
    assert (finding.rule, finding.path) == ("structure.unknown", "GoodsDeclaration/IssuePlace")


# --- versions that are refused --------------------------------------------------------------------------


def both(version: str) -> list[bytes]:
    return [document("", version), json_document(version)]


@pytest.mark.parametrize("data", both("9.0"), ids=["xml", "json"])
def test_a_newer_version_is_refused_with_what_to_do(data: bytes):
    (finding,) = findings(data)
    assert finding.rule == "version.newer"
    assert finding.severity is cdm.Severity.ERROR
    assert finding.message == (
        "version 9.0 of the model is newer than this library; "
        f"expected one that the library knows: 0.8, 0.9, {VERSION}"
    )
    assert finding.hint == f"Install a newer release of the library, or ask the sender for version {VERSION}."
    assert (finding.path, finding.value, finding.wco) == (CODE_PATH, "9.0", "CAREC081.CAREC084")
    assert finding.line == (2 if data.startswith(b"<") else 4)


@pytest.mark.parametrize(
    "version", ["0.7", "0.10", "1", "one", "1.0.0", " 0.9", "0.9 ", "00.9", "v1.0", "０.9"]
)
@every_format
def test_an_unknown_or_damaged_version_is_refused_and_the_known_ones_named(version: str, format_: str):
    (finding,) = findings(both(version)[format_ == "carec-json"])
    assert finding.rule == "version.unknown"
    assert finding.message.startswith(
        f"{' '.join(version.split())!r} is not a version of the model; expected"
    )
    assert f"0.8, 0.9, {VERSION}" in finding.message
    assert (finding.path, finding.value) == (CODE_PATH, version)
    assert finding.hint == f"Correct the code. A message without one is read as version {VERSION}."


@pytest.mark.parametrize(
    ("data", "rule"),
    [
        (document("", ""), "type.empty"),
        (document("", "0.8<ID/>"), "structure.nested"),
        (document("", "0.8<!-- as agreed -->"), "structure.nested"),
        (json_document(""), "type.empty"),
        (json_document(None), "type.empty"),
        (json_document(0.8), "type.json"),
        (json_document(["0.8"]), "type.json"),
        (json_document({"value": "0.8"}), "type.json"),
    ],
)
def test_a_version_that_is_no_text_is_refused_like_any_such_value(data: bytes, rule: str):
    (finding,) = findings(data)
    assert (finding.rule, finding.path) == (rule, CODE_PATH)


@pytest.mark.parametrize("data", [b'{"GoodsDeclaration": []}', b'{"GoodsDeclaration": {"MetaData": "0.8"}}'])
def test_metadata_that_are_no_object_are_refused_as_ever(data: bytes):
    assert [finding.rule for finding in findings(data)] in (["type.empty"], ["type.json"])


def test_only_the_current_version_can_be_said_in_a_message():
    with pytest.raises(ValueError, match="String should match pattern"):
        cdm.GoodsDeclaration(meta_data={"model_version_code": "0.9"})


def test_a_message_class_that_the_version_did_not_have_is_refused(
    schemas: Path, monkeypatch: pytest.MonkeyPatch
):
    class Waybill(cdm.GoodsDeclaration):
        """A message of a later version."""

    monkeypatch.setitem(MESSAGES, "Waybill", __name__)
    monkeypatch.setattr(xml, "message_class", lambda _: Waybill)
    data = document("").replace(b"GoodsDeclaration", b"Waybill")
    with pytest.raises(cdm.InvalidMessage) as refusal:
        xml.loads(data)
    (finding,) = refusal.value.findings
    assert not (schemas / "0.8" / "json" / "Waybill.schema.json").exists()
    assert finding.rule == "version.message"
    assert finding.message.startswith("version 0.8 of the model has no message Waybill; expected")
    assert (finding.path, finding.line) == ("Waybill/MetaData/ModelVersionCode", 2)


# --- it is told -----------------------------------------------------------------------------------------


@every_format
def test_an_upgrade_is_a_note_that_names_the_steps(older: Older, declaration: Message, format_: str):
    report = cdm.validate(older[format_](declaration, "0.9"))
    (note,) = report.findings
    assert report.ok
    assert (note.rule, note.severity) == ("version.upgraded", cdm.Severity.NOTE)
    assert note.message == (
        f"the message is in version 0.9 of the model and was upgraded to {VERSION}: "
        "issue-place-split (The place of issue has a code and a name); presented-where-declared "
        "(Goods are presented at the office of the declaration unless said otherwise)"
    )
    assert (note.path, note.line, note.value) == (CODE_PATH, 4, "0.9")


@every_format
def test_an_upgrade_is_told_of_a_message_that_is_wrong_too(older: Older, declaration: Message, format_: str):
    data = older[format_](declaration, "0.9")
    report = cdm.validate(data.replace(b"AFHRT / ", b"HAIRATAN / "))
    assert [finding.rule for finding in report.findings] == ["version.upgraded", "type.length"]
    assert not report.ok


@every_format
def test_a_conversion_tells_the_upgrade_too(older: Older, declaration: Message, format_: str):
    conversion = cdm.convert(older[format_](declaration, "0.8"), to="carec-xml")
    assert [finding.rule for finding in conversion.findings] == ["version.upgraded"]
    assert cdm.loads(conversion.output) == declaration


@every_format
def test_the_ledger_counts_the_values_of_the_document_and_tells_which_were_changed(
    older: Older, declaration: Message, format_: str
):
    data = older[format_](declaration, "0.8")
    ledger = cdm.convert(data).ledger
    as_xml = etree.fromstring(older["carec-xml"](declaration, "0.8"))
    assert len(ledger.entries) == as_xml.xpath("count(//text()[normalize-space()]) + count(//@*)")
    changed = {entry.path: entry for entry in ledger.entries if entry.outcome != "exact"}
    assert list(changed) == [CODE_PATH, "GoodsDeclaration/IssuePlace"]
    assert {entry.outcome.value for entry in changed.values()} == {"normalised"}
    place = changed["GoodsDeclaration/IssuePlace"]
    assert place.value == "AFHRT / HAIRATAN"
    assert "issue-place-split" in place.reason
    line = next(number for number, text in enumerate(data.splitlines(), start=1) if b"IssuePlace" in text)
    assert place.line == line


def test_the_ledger_tells_where_a_moved_value_is_and_what_cannot_be_said(older: Older, declaration: Message):
    ledger = cdm.convert(older["carec-xml"](declaration, "0.8"), to="asycuda-sad").ledger
    entries = {entry.path: entry for entry in ledger.entries}
    code = entries["GoodsDeclaration/GoodsShipment/GoodsItem[2]/Commodity/Classification/ID"]
    assert code.outcome.value == "exact"
    assert code.harmonised == (
        "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Classification[1]/ID"
    )
    assert entries[CODE_PATH].outcome.value == "omitted"
    assert entries[CODE_PATH].reason == "cannot be said in asycuda-sad"


def test_where_a_schema_lies_is_no_value_of_the_ledger():
    hint = ' xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="a b">'
    data = document("<ID>1</ID>").replace(b">", hint.encode(), 1)
    assert [entry.value for entry in cdm.convert(data).ledger.entries] == ["0.8", "1"]


# --- what is wrong in an older document ------------------------------------------------------------------


def test_findings_have_path_and_line_of_the_document_that_was_sent():
    (finding,) = findings(
        document(items("<SequenceNumeric>1</SequenceNumeric>", "\n<SequenceNumeric>zwei</SequenceNumeric>"))
    )
    assert (finding.rule, finding.line) == ("type.count", 6)
    assert finding.path == "GoodsDeclaration/GoodsShipment/GoodsItem[2]/SequenceNumeric"
    assert finding.harmonised == (
        "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/SequenceNumeric"
    )


def test_a_path_that_did_not_change_is_told_as_ever():
    shipment = "<Invoice><ID/></Invoice>"
    (finding,) = findings(document(f"<GoodsShipment>{shipment}</GoodsShipment>"))
    assert finding.path == "GoodsDeclaration/GoodsShipment/Invoice[1]/ID"


def test_what_is_missing_has_the_path_that_it_should_have_had():
    (finding,) = findings(document(items("", "<SequenceNumeric>2</SequenceNumeric>")))
    assert (finding.rule, finding.line) == ("structure.missing", 4)
    assert finding.path == "GoodsDeclaration/GoodsShipment/GoodsItem[1]/SequenceNumeric"


def test_an_attribute_has_the_path_of_its_element():
    value = '<StatisticalValueAmount currencyID="DOLLAR">1</StatisticalValueAmount>'
    (finding,) = findings(document(items(f"<SequenceNumeric>1</SequenceNumeric>{value}")))
    assert finding.path == "GoodsDeclaration/GoodsShipment/GoodsItem/StatisticalValueAmount/@currencyID"


def test_what_a_step_has_made_has_the_place_of_what_it_was_made_of():
    (finding,) = findings(document("<ID>1</ID>\n<IssuePlace>KHORGOS / Khorgos</IssuePlace>"))
    assert (finding.rule, finding.value, finding.line) == ("type.length", "KHORGOS", 4)
    assert finding.path == "GoodsDeclaration/IssuePlace"
    assert finding.harmonised == "GoodsDeclaration/IssueLocationID"


def test_what_a_step_has_made_of_nothing_has_the_line_of_what_it_stands_in():
    office = "1" * 20
    found = findings(document(f"<ID>1</ID>\n<DeclarationOfficeID>{office}</DeclarationOfficeID>"))
    assert [(finding.line, finding.path.rpartition("/")[2]) for finding in found] == [
        (1, "ID"),
        (4, "DeclarationOfficeID"),
    ]


def test_findings_are_in_the_order_of_the_document(monkeypatch: pytest.MonkeyPatch):
    def to_the_front(root: etree._Element) -> Iterable[Refusal]:
        root.insert(1, root[-1])
        return ()

    step = Step("issue-date-first", "0.8", VERSION, "The date comes first.", to_the_front)
    monkeypatch.setattr(upgrades, "STEPS", (step,))
    data = document("<FunctionCode/>\n<ID/>\n<AcceptanceDateTime/>")
    assert [finding.line for finding in findings(data)] == [3, 4, 5]


def test_lines_are_right_beyond_what_libxml2_counts():
    shift = "\n" * 70_000
    data = document(f"{shift}<IssuePlace>KZKGS / Khorgos</IssuePlace>\n<FormNumeric/>\n{items('')}")
    lines = [finding.line for finding in findings(data)]
    assert lines == [70_004, 70_006]


def test_elements_of_the_older_version_are_unknown_in_a_document_of_the_current_one():
    (finding,) = findings(document(items("<SequenceNumeric>1</SequenceNumeric>"), VERSION))
    assert (finding.rule, finding.path) == ("structure.unknown", "GoodsDeclaration/GoodsShipment/GoodsItem")


def test_an_older_document_is_validated_against_the_schema_of_its_own_version():
    mixed = document(
        "<GoodsShipment><GovernmentAgencyGoodsItem><SequenceNumeric>1</SequenceNumeric></GovernmentAgencyGoodsItem></GoodsShipment>"
    )
    assert cdm.loads(mixed)
    report = cdm.validate(mixed)
    assert report.checks == ("structure", "types", "XML Schema of version 0.8", "rules")
    assert [(finding.rule, finding.line) for finding in report.findings] == [
        ("version.upgraded", 2),
        ("structure.schema", 3),
    ]


@every_older
def test_a_valid_older_document_has_nothing_but_the_note(older: Older, declaration: Message, version: str):
    report = cdm.validate(older["carec-xml"](declaration, version))
    assert [finding.rule for finding in report.findings] == ["version.upgraded"]
    assert f"XML Schema of version {version}" in report.checks


# --- steps that cannot ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "line"),
    [
        (document("<ID>1</ID>\n<IssuePlace>Khorgos</IssuePlace>"), 4),
        (json_document(ID="1", IssuePlace="Khorgos"), 7),
    ],
    ids=["xml", "json"],
)
def test_a_value_that_a_step_cannot_carry_over_is_refused_where_it_stands(data: bytes, line: int):
    (finding,) = findings(data)
    assert finding == cdm.Finding(
        rule="version.refused",
        message="'Khorgos' may be a code or a name; expected a code, a stroke and a name",
        path="GoodsDeclaration/IssuePlace",
        line=line,
        value="Khorgos",
        expected="a code, a stroke and a name",
    )


def test_a_step_that_refuses_names_all_that_it_refuses():
    places = "<IssuePlace>Khorgos</IssuePlace>\n<IssuePlace>Almaty</IssuePlace>"
    found = [(finding.path, finding.line) for finding in findings(document(places))]
    assert found == [("GoodsDeclaration/IssuePlace[1]", 3), ("GoodsDeclaration/IssuePlace[2]", 4)]


def test_no_step_runs_after_one_that_refuses(monkeypatch: pytest.MonkeyPatch):
    def unreachable(_root: etree._Element) -> Iterable[Refusal]:
        raise AssertionError("a step ran on what another has refused")

    after = Step("unreachable", "0.9", VERSION, "Never runs.", unreachable)
    monkeypatch.setattr(upgrades, "STEPS", (*upgrades.STEPS[:3], after))
    assert [finding.rule for finding in findings(document("<IssuePlace>Khorgos</IssuePlace>"))] == [
        "version.refused"
    ]


def test_a_step_that_fails_is_told_as_a_fault_of_the_library(monkeypatch: pytest.MonkeyPatch):
    def careless(root: etree._Element) -> Iterable[Refusal]:
        root[7].tag = "x"
        return ()

    monkeypatch.setattr(upgrades, "STEPS", (Step("careless", "0.8", VERSION, "Looks too far.", careless),))
    report = cdm.validate(document("<ID>1</ID>"))
    (finding,) = report.findings
    assert not report.ok
    assert (finding.rule, finding.path) == ("version.fault", "GoodsDeclaration")
    assert finding.message.startswith(f"the step careless from version 0.8 to {VERSION} failed: IndexError(")
    assert "a fault of the library" in finding.hint


def test_a_good_document_needs_no_second_run_of_the_steps(monkeypatch: pytest.MonkeyPatch):
    runs: list[str] = []

    def counting(_root: etree._Element) -> Iterable[Refusal]:
        runs.append("run")
        return ()

    monkeypatch.setattr(upgrades, "STEPS", (Step("counting", "0.9", VERSION, "Nothing.", counting),))
    root = etree.fromstring(document("<ID>1</ID>", "0.9"))
    xml.read_root(root, Lines())
    assert runs == ["run"]


# --- entry by entry -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["0.8", "<!-- as agreed -->0.8", "0.<!-- as agreed -->8"])
def test_an_older_message_is_not_read_entry_by_entry(said: str):
    stream = cdm.iter_items(document(items("<SequenceNumeric>1</SequenceNumeric>"), said))
    with pytest.raises(cdm.InvalidMessage) as refusal:
        next(stream)
    (finding,) = refusal.value.findings
    assert (finding.rule, finding.path, finding.line) == ("version.streamed", CODE_PATH, 2)
    assert finding.message == (
        "the message is in version 0.8 of the model and would have to be upgraded; "
        f"expected version {VERSION} where entries are read one by one"
    )
    assert finding.hint == "Read the message whole; that upgrades it."


@pytest.mark.parametrize(("version", "rule"), [("9.0", "version.newer"), ("0.7", "version.unknown")])
def test_a_version_that_cannot_be_read_is_refused_entry_by_entry_too(version: str, rule: str):
    with pytest.raises(cdm.InvalidMessage) as refusal:
        list(cdm.iter_items(document("", version)))
    assert refusal.value.findings[0].rule == rule


def test_a_message_of_the_current_version_is_read_entry_by_entry(declaration: Message):
    assert list(cdm.iter_items(cdm.dumps(declaration))) == [
        *declaration.goods_shipment.government_agency_goods_item
    ]
