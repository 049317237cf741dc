"""NCTS messages as JSON: the message of their XML, findings on the JSON, the same JSON back."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CrosswalkError, InvalidMessage, UnknownFormat
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.format import NationalJsonFormat
from carec_datamodel.formats.national_json.writing import json_value
from carec_datamodel.formats.registry import registry
from carec_datamodel.model.types import Measure
from carec_datamodel.testing import assert_roundtrip, national

EXAMPLES = Path(__file__).parents[2] / "examples"
XML = EXAMPLES / "ncts-cc015c.xml"
JSON = EXAMPLES / "ncts-cc015c.json"
ID = "ncts-cc015c-json"
ROOT = "n1:CC015C"

FORMATS = [
    item for item in registry().values() if isinstance(item, NationalJsonFormat) and not item.is_recording
]
every_example = pytest.mark.parametrize("name", ["ncts-cc007c", "ncts-cc015c", "ncts-cc056c"])

Change = Callable[[dict[str, Any]], Any]


def declaration(change: Change = lambda _: None) -> dict[str, Any]:
    """Return the example, with *change* made to the object of the message."""
    document: dict[str, Any] = json.loads(JSON.read_bytes())
    change(document[ROOT])
    return document


def dumped(value: Any) -> bytes:
    return json.dumps(value, indent=1).encode()


def with_mass(text: str) -> bytes:
    """Return the example with another number as the mass of the consignment."""
    before, after = JSON.read_bytes().split(b'"grossMass": 14120.500', 1)
    return before + f'"grossMass": {text}'.encode() + after


def converted(document: Any) -> Conversion:
    return cdm.convert(document if isinstance(document, bytes) else dumped(document), strict=False)


def back(conversion: Conversion) -> Any:
    """Return what comes back of a document with its residue, after a journey of that as text."""
    assert conversion.residue is not None
    residue = Residue.from_json(conversion.residue.to_json())
    again = cdm.dumps(conversion.message, format=conversion.source_format, residue=residue)
    return json.loads(again, parse_float=Decimal, parse_int=Decimal)


def typed(value: Any) -> Any:
    """Return *value* so that 1, "1" and true are not the same, and numbers are exact."""
    if isinstance(value, dict):
        return {key: typed(below) for key, below in value.items()}
    if isinstance(value, list):
        return [typed(below) for below in value]
    if isinstance(value, int | float) and not isinstance(value, bool):
        value = Decimal(repr(value))
    return type(value).__name__, value


# --- the twin of a format --------------------------------------------------------------------------


def test_every_format_of_ncts_has_a_twin_for_json_behind_it():
    known = [name for name in registry() if name.startswith("ncts-")]
    assert known[1::2] == [f"{name}-json" for name in known[::2]]
    assert all(registry()[name].card.syntax == "json" for name in known[1::2])


@every_example
def test_what_is_written_as_json_is_detected_and_is_the_message_of_the_xml(name: str):
    xml = EXAMPLES / f"{name}.xml"
    conversion = cdm.convert(xml, to=f"{name}-json")
    assert conversion.findings == ()
    assert cdm.detect(conversion.output).id == f"{name}-json"
    assert cdm.read(conversion.output) == conversion.message


@every_example
def test_json_has_the_findings_of_its_xml(name: str):
    xml = EXAMPLES / f"{name}.xml"
    told = [
        sorted((item.rule, item.path or "", item.message) for item in cdm.validate(document).findings)
        for document in (xml.read_bytes(), cdm.convert(xml, to=f"{name}-json").output)
    ]
    assert told[0] == told[1]


def test_the_example_is_the_xml_as_the_library_writes_it():
    assert JSON.read_bytes() == cdm.convert(XML, to=ID).output


def test_the_format_that_is_named_decides_whether_xml_or_json_is_written():
    message = cdm.read(JSON)
    assert cdm.dumps(message, format="ncts-cc015c") == cdm.dumps(cdm.read(XML), format="ncts-cc015c")
    assert cdm.dumps(message, format=ID) == JSON.read_bytes()


def test_the_example_comes_back_with_nothing_kept_aside_for_json():
    conversion = cdm.convert(JSON)
    assert conversion.residue.json == {}
    assert_roundtrip(JSON)


@pytest.mark.parametrize("format_", FORMATS, ids=str)
@settings(max_examples=8)
@given(choice=st.data())
def test_a_document_is_the_same_message_as_json(format_: NationalJsonFormat, choice: st.DataObject):
    table = format_.crosswalk
    root = choice.draw(national.documents(table, clean=True))
    etree.strip_elements(root, etree.Comment, etree.PI, with_tail=False)
    data = dumped(json_value(root, table.plan, "n1"))
    again = cdm.convert(data, format=format_, strict=False)
    assert again.message == table.read(root).message
    assert typed(back(again)) == typed(json.loads(data))


# --- kinds of values -------------------------------------------------------------------------------


def test_numbers_of_any_length_are_numbers_and_codes_made_of_digits_are_texts():
    message = declaration()[ROOT]
    assert message["Consignment"]["grossMass"] == 14120.5
    assert message["Consignment"]["TransportEquipment"][0]["numberOfSeals"] == 2
    assert message["TransitOperation"]["security"] == "0"
    assert isinstance(message["Guarantee"], list)


def test_the_digits_of_a_number_stay_as_they_are_written():
    data = with_mass("12345678901234.500000")
    conversion = converted(data)
    assert str(conversion.message.consignment.total_gross_mass_measure.value) == "12345678901234.500000"
    assert b'"grossMass": 12345678901234.500000' in cdm.dumps(
        conversion.message, format=ID, residue=conversion.residue
    )


@pytest.mark.parametrize("text", ["1.4120500E4", "14120.500e0", "14120500E-3"])
def test_a_number_with_an_exponent_is_the_number_that_it_means(text: str):
    data = with_mass(text)
    assert cdm.read(data) == cdm.read(XML)
    assert back(converted(data))[ROOT]["Consignment"]["grossMass"] == Decimal("14120.5")


@pytest.mark.parametrize("text", ["1.0E7", 1e7, 10000000, "10000000"])
def test_a_number_comes_back_in_quotation_marks_if_it_stood_in_them(text: Any):
    document = declaration(lambda message: message["Guarantee"][0].update(sequenceNumber=text))
    conversion = converted(document)
    assert conversion.message.obligation_guarantee[0].sequence_numeric == 10000000
    assert typed(back(conversion)) == typed(document)


@pytest.mark.parametrize("text", ["1e999", "1e999999999999", "1e-999999999999"])
def test_a_number_beyond_all_measure_is_refused(text: str):
    with pytest.raises(
        InvalidMessage, match=f"CC015C/Consignment/grossMass, line .*'{text}' is not a number"
    ):
        cdm.read(with_mass(text))


def use_texts(message: dict[str, Any]) -> None:
    message["Consignment"]["grossMass"] = "14120.500"
    message["Guarantee"][0]["sequenceNumber"] = "1"


def use_numbers(message: dict[str, Any]) -> None:
    message["TransitOperation"]["security"] = 0
    message["TransitOperation"]["reducedDatasetIndicator"] = 0


def add_empty_lists(message: dict[str, Any]) -> None:
    message["Consignment"]["AdditionalReference"] = []
    message["Consignment"]["HouseConsignment"][0]["PreviousDocument"] = []


def add_unknown(message: dict[str, Any]) -> None:
    message["Stamp"] = {"place": ["Poti"], "copies": 2, "valid": True, "marks": [], "of": {}, "@id": "a"}


def turn_round(message: dict[str, Any]) -> None:
    for key in reversed([*message]):
        message[key] = message.pop(key)


def add_blanks(message: dict[str, Any]) -> None:
    message["TransitOperation"]["LRN"] = "  KF260000147\r\n "
    message["HolderOfTheTransitProcedure"]["TIRHolderIdentificationNumber"] = " "
    message["correlationIdentifier"] = ""


@pytest.mark.parametrize(
    "change", [use_texts, use_numbers, add_empty_lists, add_unknown, turn_round, add_blanks]
)
def test_another_way_to_write_the_same_is_the_same_message_and_comes_back(change: Change):
    document = declaration(change)
    conversion = converted(document)
    assert conversion.message == cdm.read(XML)
    assert {finding.severity for finding in conversion.findings} <= {cdm.Severity.WARNING}
    assert typed(back(conversion)) == typed(document)


@pytest.mark.parametrize("key", ["CC015C", "ncts:CC015C", "n1:CC015C"])
def test_the_name_of_the_message_may_have_any_prefix_and_keeps_it(key: str):
    document = {key: declaration()[ROOT]}
    conversion = cdm.convert(dumped(document))
    assert conversion.source_format.id == ID
    assert list(back(conversion)) == [key]


def test_the_residue_may_travel_in_the_message():
    document = declaration(use_texts)
    carried = cdm.convert(dumped(document), embed_residue=True).output
    assert typed(json.loads(cdm.dumps(cdm.read(carried), format=ID))) == typed(document)


def test_a_value_that_changed_since_keeps_its_kind():
    conversion = converted(declaration(use_texts))
    consignment = conversion.message.consignment.replace(total_gross_mass_measure=Measure("20000", "KGM"))
    changed = conversion.message.replace(consignment=consignment)
    again = json.loads(cdm.dumps(changed, format=ID, residue=conversion.residue))
    assert again[ROOT]["Consignment"]["grossMass"] == "20000"
    assert again[ROOT]["Guarantee"][0]["sequenceNumber"] == "1"


def test_what_the_message_lost_and_got_since_is_lost_and_there():
    conversion = converted(declaration(use_texts))
    guarantee = conversion.message.obligation_guarantee[0]
    none = conversion.message.replace(obligation_guarantee=())
    two = conversion.message.replace(obligation_guarantee=(guarantee, guarantee))
    documents = [
        json.loads(cdm.dumps(changed, format=ID, residue=conversion.residue))[ROOT] for changed in (none, two)
    ]
    assert "Guarantee" not in documents[0]
    assert [entry["guaranteeType"] for entry in documents[1]["Guarantee"]] == ["1", "1"]


# --- what is wrong ---------------------------------------------------------------------------------


def changes(path: str, value: Any) -> Change:
    *above, last = path.split("/")

    def change(message: dict[str, Any]) -> None:
        for key in above:
            message = message[key]
        message[last] = value

    return change


TEXT = "a text in quotation marks"
NUMBER = "a number, or a text in quotation marks"
WRONG = {
    "a number for a text": ("TransitOperation/LRN", 26, TEXT),
    "true for a text": ("HolderOfTheTransitProcedure/name", True, TEXT),
    "true for an indicator": ("TransitOperation/bindingItinerary", True, NUMBER),
    "false for a number": ("Consignment/grossMass", False, NUMBER),
    "an object for a text": ("TransitOperation/LRN", {"value": "26"}, TEXT),
    "an empty object for a text": ("correlationIdentifier", {}, TEXT),
    "a text for an object": ("Consignment/Carrier", "GE1", "an object"),
    "an empty text for an object": ("Consignment/Carrier", "", "an object"),
    "a number for an object": ("Consignment/Carrier", 5, "an object"),
    "a list for a text": ("TransitOperation/LRN", ["26"], f"{TEXT}, which occurs once"),
    "a list for an object": (
        "CustomsOfficeOfDeparture",
        [{"referenceNumber": "GE1"}],
        "an object, which occurs once",
    ),
    "a list of two for an object": (
        "CustomsOfficeOfDeparture",
        [{"referenceNumber": "GE1"}, {"referenceNumber": "GE2"}],
        "an object, which occurs once",
    ),
    "an empty list for an object": ("Consignment/Carrier", [], "an object, which occurs once"),
    "an object for a list": ("Guarantee", {"guaranteeType": "1"}, "a list"),
    "a number for an attribute": ("@PhaseID", 5.1, TEXT),
}


@pytest.mark.parametrize(("path", "value", "expected"), WRONG.values(), ids=WRONG)
def test_a_wrong_json_type_is_an_error_with_path_and_line_and_the_json_comes_back(
    path: str, value: Any, expected: str
):
    document = declaration(changes(path, value))
    data = dumped(document)
    conversion = converted(data)
    error = next(item for item in conversion.findings if item.rule == "type.json")
    assert (error.severity, error.path, error.expected) == (cdm.Severity.ERROR, f"CC015C/{path}", expected)
    key = json.dumps(path.rpartition("/")[2])
    line = data.decode().splitlines()[(error.line or 0) - 1]
    assert key in line or path == "@PhaseID"  # an attribute is told at its element
    assert typed(back(conversion)) == typed(document)
    with pytest.raises(InvalidMessage, match="has the wrong JSON type"):
        cdm.read(data)


@pytest.mark.parametrize(
    ("path", "value"),
    [("TransitOperation/LRN", 2626262), ("Consignment/Carrier", "GE-CARRIER"), ("@PhaseID", 5.1)],
)
def test_a_value_of_a_wrong_json_type_is_told_once_rejected_and_not_read(path: str, value: Any):
    conversion = converted(declaration(changes(path, value)))
    assert [item.path for item in conversion.findings].count(f"CC015C/{path}") == 1
    rejected = [entry for entry in conversion.ledger.entries if entry.outcome is Outcome.REJECTED]
    assert [(entry.path, entry.value) for entry in rejected] == [(f"CC015C/{path}", str(value))]
    assert str(value) not in cdm.dumps(conversion.message, format="carec-json").decode()


@pytest.mark.parametrize(
    "path", ["TransitOperation/LRN", "correlationIdentifier", "Consignment", "Guarantee", "@PhaseID", "Stamp"]
)
def test_null_is_no_value_and_comes_back(path: str):
    document = declaration(changes(path, None))
    conversion = converted(document)
    told = [(item.rule, item.path) for item in conversion.findings if item.severity is cdm.Severity.ERROR]
    assert told == [("type.empty", f"CC015C/{path}")]
    assert typed(back(conversion)) == typed(document)


NO_TREE = {
    "a key with a blank": ({"a b": "1"}, "'a b' cannot name an element or an attribute"),
    "an empty key": ({"": "1"}, "'' cannot name an element"),
    "a key with a prefix": ({"n1:messageSender": "1"}, "'n1:messageSender' cannot name"),
    "a key in a namespace": ({"{http://ncts.dgtaxud.ec}messageSender": "1"}, "cannot name an element"),
    "a key of a digit that is none": ({"²": "1"}, "'²' cannot name an element"),
    "a bare at sign": ({"@": "1"}, "'@' cannot name an element or an attribute"),
    "an attribute with a prefix": ({"@xmlns:n1": "urn:x"}, "'@xmlns:n1' cannot name an element"),
    "an object as attribute": ({"@PhaseID": {}}, "an object has the wrong JSON type; expected a text"),
    "a list as attribute": ({"@PhaseID": []}, "a list has the wrong JSON type; expected a text"),
    "a list in a list": ({"Guarantee": [[]]}, "a list stands directly in a list"),
    "a control character": ({"messageSender": "a\u0001b"}, "holds a character that no message may hold"),
    "a control character in an attribute": ({"@PhaseID": "\u0000"}, "holds a character that no message"),
}


@pytest.mark.parametrize(("members", "message"), NO_TREE.values(), ids=NO_TREE)
def test_what_no_xml_could_hold_leaves_no_message(members: dict[str, Any], message: str):
    data = dumped(declaration(lambda held: held.update(members)))
    with pytest.raises(InvalidMessage) as caught:
        cdm.convert(data, strict=False)
    assert message in str(caught.value)
    report = cdm.validate(data)
    assert not report.ok
    assert all(finding.line for finding in report.findings)


def test_all_that_no_xml_could_hold_is_told_at_once_in_the_order_of_the_document():
    data = dumped(declaration(lambda held: held.update({"a b": 1, "": [[2]], "@": 3})))
    with pytest.raises(InvalidMessage) as caught:
        cdm.read(data)
    lines = [finding.line or 0 for finding in caught.value.findings]
    assert len(lines) == 3
    assert lines == sorted(lines)


@pytest.mark.parametrize("value", [[], None, "x", 5, True])
def test_a_message_that_is_no_object_is_refused(value: Any):
    with pytest.raises(InvalidMessage, match=r"line 2: .* has the wrong JSON type; expected an object"):
        cdm.read(dumped({ROOT: value}))


def test_an_unknown_key_is_told_and_kept():
    conversion = converted(declaration(add_unknown))
    told = [(item.rule, item.path) for item in conversion.findings]
    assert told == [("crosswalk.unknown", "CC015C/Stamp")]
    assert [entry.value for entry in conversion.ledger.entries if entry.path.startswith("CC015C/Stamp")] == [
        "a",
        "Poti",
        "2",
        "true",
    ]


# --- which format it is ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "value",
    [
        {},
        {"n1:CC999C": {}},
        {ROOT: {}, "more": 1},
        [ROOT],
        {"n1:": {}},
        {":": {}},
        {"n1:CC015C ": {}},
        {"{http://ncts.dgtaxud.ec}CC015C": {}},
    ],
)
def test_what_does_not_have_the_message_as_its_one_key_is_no_ncts(value: Any):
    with pytest.raises(UnknownFormat, match="no known format fits"):
        cdm.detect(dumped(value))


def test_a_document_in_the_other_syntax_or_of_another_message_is_refused_by_name():
    with pytest.raises(UnknownFormat, match=r"ncts-cc015c-json is JSON; the document is XML"):
        cdm.read(XML, format=ID)
    with pytest.raises(UnknownFormat, match=r"ncts-cc015c is XML; the document is JSON"):
        cdm.read(JSON, format="ncts-cc015c")
    with pytest.raises(UnknownFormat, match=r"keys n1:CC015C; ncts-cc013c-json has one key, n1:CC013C"):
        cdm.read(JSON, format="ncts-cc013c-json")


def test_the_residue_of_one_syntax_is_not_that_of_the_other():
    conversion = cdm.convert(XML)
    with pytest.raises(CrosswalkError, match="the residue is of ncts-cc015c, not of ncts-cc015c-json"):
        cdm.dumps(conversion.message, format=ID, residue=conversion.residue)


@pytest.mark.parametrize(
    "edit",
    [
        {"inside": 5},
        {"inside": {"Guarantee": 5}},
        {"inside": {"Guarantee": {"0": {"sequenceNumber": {"0": "colour"}}}}},
        {"inside": {"Guarantee": {"0": 7}}},
    ],
)
def test_a_damaged_residue_is_an_error_of_the_crosswalk(edit: Any):
    conversion = cdm.convert(JSON)
    content = json.loads(conversion.residue.to_json())
    residue = Residue.from_json(json.dumps({**content, "json": edit}))
    with pytest.raises(CrosswalkError, match="the residue is damaged"):
        cdm.dumps(conversion.message, format=ID, residue=residue)


# --- anything at all -------------------------------------------------------------------------------

KEYS = st.sampled_from(
    (
        *("TransitOperation", "LRN", "Guarantee", "sequenceNumber", "Consignment", "grossMass"),
        *("HouseConsignment", "messageType", "security", "GuaranteeReference", "amountToBeCovered"),
        *("@PhaseID", "@id", "Stamp"),
    )
)
SCALARS = (
    st.none()
    | st.booleans()
    | st.integers()
    | st.decimals(allow_nan=False, allow_infinity=False, places=3).map(float)
    | st.text(st.characters(exclude_categories=["Cs"]), max_size=5)
    | st.sampled_from(["", "1", "007", "1.50", "CC015C", " x ", "{}"])
)
VALUES = st.recursive(
    SCALARS,
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=5),
    max_leaves=25,
)


@given(members=st.dictionaries(KEYS, VALUES, max_size=8))
def test_any_json_is_refused_with_findings_or_comes_back_as_it_was(members: dict[str, Any]):
    document = {ROOT: members}
    reading = registry()[ID].read(Document(dumped(document)))
    if reading.message is None:
        assert all(finding.path and finding.line for finding in reading.errors)
        assert reading.errors
    else:
        assert typed(back(converted(document))) == typed(document)
