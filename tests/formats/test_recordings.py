"""Recordings of calls to a service: which call is what, whose it is, and the same recording back."""

from __future__ import annotations

import json
from copy import deepcopy
from typing import Any

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.crosswalk.ledger import Outcome
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CrosswalkError, InvalidMessage, UnknownFormat
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.format import NationalJsonFormat
from carec_datamodel.formats.national_json.recording import Recording
from carec_datamodel.formats.national_json.routes import route_of
from carec_datamodel.formats.national_json.values import dumped
from carec_datamodel.formats.national_json.writing import json_value
from carec_datamodel.formats.registry import find_format
from carec_datamodel.testing import national

ID = "eaeu-keden-preliminary"
PLACES = {"host": "https://keden.kgd.gov.kz", "base": "/api/v1/pideclaration"}


def call(method: str, path: str, body: Any = None, **others: Any) -> dict[str, Any]:
    return {"method": method, "path": path, "body": body, **others}


def party(kind: str, key: str, name: str) -> dict[str, Any]:
    return call(
        "POST",
        "/counteragent",
        {"type": kind, "targetType": "CONSIGNMENT", "targetId": key, "legal": {"nameRu": name}},
    )


def goods(key: str, code: str) -> dict[str, Any]:
    return call("POST", f"/product/import-via-form?consignmentId={key}", [{"tnvedCode": code}])


def opening(country: str) -> dict[str, Any]:
    return call("POST", "/consignment", {"departureCountry": {"letterCodeShort": country}})


TWO = (
    opening("CN"),
    call("PUT", "/consignment/a1", {"id": "a1", "indexOrder": 0, "transportDocument": None}),
    opening("UZ"),
    goods("b2", "080620"),
    party("CONSIGNOR", "a1", "YIWU"),
    party("CONSIGNOR", "b2", "SAMARKAND"),
    goods("a1", "520811"),
    call("PUT", "/consignment/b2", {"id": "b2", "indexOrder": 1}),
)
"""Two consignments, whose calls are mixed."""


def recording(*calls: dict[str, Any], **members: Any) -> bytes:
    return json.dumps({**PLACES, "requests": calls, **members}, indent=1, ensure_ascii=False).encode()


def converted(data: bytes) -> Conversion:
    return cdm.convert(data, strict=False)


def back(conversion: Conversion) -> Any:
    """Return what comes back of a recording with its residue, after a journey of that as text."""
    assert conversion.residue is not None
    residue = Residue.from_json(conversion.residue.to_json())
    return json.loads(cdm.dumps(conversion.message, format=ID, residue=residue))


def typed(value: Any) -> Any:
    """Return *value* so that 1, "1" and true are not the same."""
    if isinstance(value, dict):
        return {key: typed(below) for key, below in value.items()}
    return [typed(below) for below in value] if isinstance(value, list) else (type(value).__name__, value)


# --- what a recording is -----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("document", "fits"),
    [
        (recording(opening("CN")), True),
        (recording(opening("CN"), base="/api/v1/cars"), False),
        (recording(), False),
        (recording({"method": "POST", "body": {}}), False),
        (recording({"method": "POST", "path": "/consignment", "@id": "1"}), False),
        (recording(opening("CN"), Consignment=[]), False),
        (b'{"base": "/api/v1/pideclaration", "requests": "none"}', False),
        (b'["/api/v1/pideclaration"]', False),
    ],
)
def test_a_recording_is_detected_by_its_list_of_calls_and_by_what_it_says(document: bytes, fits: bool):
    assert find_format(ID).detects(Document(document)) is fits


def test_another_document_is_refused_with_what_was_expected():
    words = f"found a JSON object with the keys calls; {ID} has a list requests of calls"
    with pytest.raises(UnknownFormat, match=words):
        cdm.read(b'{"calls": []}', format=ID)


@pytest.mark.parametrize(
    ("element", "text"),
    [
        ("Goods", "POST goods"),
        ("Goods", "POST"),
        ("Goods", "POST /goods kind"),
        ("Go ods", "POST /goods"),
        ("Load/", "POST /{1}"),
        ("Goods", "POST /goods/{a}/{a}"),
    ],
)
def test_what_is_no_route_is_refused(element: str, text: str):
    with pytest.raises(CrosswalkError, match=r"is no route; expected one such as 'POST /goods kind=A'"):
        route_of(element, text)


def test_a_route_tells_its_calls_by_method_path_and_texts_of_the_body():
    route = route_of("Load/Goods[]", "POST /goods/{Load}?x={y} kind=A")
    assert route.parameters(call("POST", "/goods/7?x=8", {"kind": "A"})) == {"Load": "7", "y": "8"}
    assert route.parameters(call("POST", "/goods/{Load}?x=8", {"kind": "A"})) == {"y": "8"}
    assert route.parameters(call("PUT", "/goods/7?x=8", {"kind": "A"})) is None
    assert route.parameters(call("POST", "/goods/7/9?x=8", {"kind": "A"})) is None
    assert route.parameters(call("POST", "/goods/7?x=8", {"kind": "B"})) is None
    assert route.parameters(call("POST", "/goods/7?x=8", ["A"])) is None


# --- whose a call is ---------------------------------------------------------------------------------


def test_calls_are_of_the_consignment_that_they_name_whatever_their_order():
    one, two = converted(recording(*TWO)).message.consignment
    assert (one.dispatch_country_code, two.dispatch_country_code) == ("CN", "UZ")
    assert (one.consignor.name, two.consignor.name) == ("YIWU", "SAMARKAND")
    codes = [item.commodity.classification[0].id for each in (one, two) for item in each.consignment_item]
    assert codes == ["520811", "080620"]


def test_calls_without_a_key_are_of_the_consignment_that_was_begun_last():
    calls = [opening("CN"), goods("{Consignment}", "520811"), opening("UZ"), goods("{Consignment}", "080620")]
    message = converted(recording(*calls)).message
    found = [each.consignment_item[0].commodity.classification[0].id for each in message.consignment]
    assert found == ["520811", "080620"]


def test_what_is_written_without_residue_is_read_as_the_same_message():
    message = converted(recording(*TWO)).message
    data = cdm.dumps(message, format=ID)
    assert cdm.read(data) == message
    assert [each["path"] for each in json.loads(data)["requests"]].count("/consignment/{Consignment}") == 2


# --- the same recording back ---------------------------------------------------------------------------


@given(st.permutations(TWO))
def test_the_calls_come_back_in_their_order(calls: list[dict[str, Any]]):
    data = recording(*deepcopy(calls))
    assert typed(back(converted(data))) == typed(json.loads(data))


def test_null_and_empty_lists_and_truth_values_come_back_and_are_no_findings():
    declaration = {"presentingPersonEqualCarrier": False, "movementType": None, "warranties": [], "id": None}
    data = recording(opening("CN"), call("PUT", "/pi-declaration/7", declaration), note=None)
    conversion = converted(data)
    assert conversion.findings == ()
    assert typed(back(conversion)) == typed(json.loads(data))


def test_a_call_that_no_route_fits_stays_aside_and_comes_back():
    data = recording(call("GET", "/files/7"), opening("CN"), call("POST", "/counteragent", {"type": "NEW"}))
    conversion = converted(data)
    outcomes = {entry.value: entry.outcome for entry in conversion.ledger.entries}
    assert (outcomes["/files/7"], outcomes["NEW"], outcomes["CN"]) == (
        Outcome.OMITTED,
        Outcome.RESIDUE,
        Outcome.EXACT,
    )
    assert typed(back(conversion)) == typed(json.loads(data))


@given(st.data())
def test_any_recording_of_the_table_comes_back(choice: st.DataObject):
    format_ = find_format(ID)
    assert isinstance(format_, NationalJsonFormat)
    root = choice.draw(national.documents(format_.crosswalk, clean=True))
    etree.strip_elements(root, etree.Comment, etree.PI, with_tail=False)
    layout = Recording(format_.crosswalk)
    value = layout.document(json_value(root, format_.crosswalk.plan, ""), {})
    assume(layout.begins(value))
    data = dumped(value)
    assert typed(back(cdm.convert(data, format=format_, strict=False))) == typed(json.loads(data))


def test_a_message_with_fewer_consignments_is_written_with_the_calls_that_it_has():
    conversion = converted(recording(*TWO))
    fewer = conversion.message.model_copy(update={"consignment": conversion.message.consignment[:1]})
    calls = json.loads(cdm.dumps(fewer, format=ID, residue=conversion.residue))["requests"]
    assert [each["path"] for each in calls].count("/consignment") == 1


@pytest.mark.parametrize("damage", [5, [["x"]], {"a": 1}])
def test_an_order_of_calls_that_does_not_fit_changes_nothing_or_is_refused(damage: Any):
    conversion = converted(recording(*TWO))
    content = json.loads(conversion.residue.to_json())
    content["json"]["calls"] = damage
    residue = Residue.from_json(json.dumps(content))
    if isinstance(damage, int):
        with pytest.raises(CrosswalkError, match="the residue is damaged"):
            cdm.dumps(conversion.message, format=ID, residue=residue)
        return
    found = json.loads(cdm.dumps(conversion.message, format=ID, residue=residue))["requests"]
    assert sorted(json.dumps(each, sort_keys=True) for each in found) == sorted(
        json.dumps(each, sort_keys=True) for each in TWO
    )


# --- findings ------------------------------------------------------------------------------------------


def test_a_value_of_a_wrong_type_is_told_at_its_line_in_the_recording():
    data = recording(opening("CN"), call("PUT", "/consignment/7", {"id": True}))
    (finding,) = converted(data).findings
    assert (finding.rule, finding.path) == ("type.json", "PreliminaryInformation/Consignment/Update/body/id")
    assert data.decode().splitlines()[(finding.line or 0) - 1].strip() == '"id": true'


def test_a_key_in_a_path_has_the_line_of_its_call():
    data = recording(opening("CN"), call("PUT", "/consignment/7", {}))
    (entry,) = (each for each in converted(data).ledger.entries if each.path.endswith("@Consignment"))
    assert '"path": "/consignment/7"' in data.decode().splitlines()[entry.line + 1]


def test_a_call_that_is_made_once_is_refused_when_it_is_made_twice():
    with pytest.raises(InvalidMessage, match=r"Goods, line .* expected an object, which occurs once"):
        cdm.read(recording(opening("CN"), goods("7", "520811"), goods("7", "080620")))
