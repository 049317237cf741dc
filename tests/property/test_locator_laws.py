"""Laws of locators: every place of every message, in every form, there and back, and on the wire."""

from __future__ import annotations

import json as stdlib_json
import re
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.errors import LocatorError
from carec_datamodel.model import MESSAGES, Pointer
from carec_datamodel.model.base import Message
from carec_datamodel.model.locator import Locator, locators
from carec_datamodel.model.locator_steps import Step
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.structure import Position, message_class, positions
from carec_datamodel.testing import strategies
from carec_datamodel.wire import json, xml
from carec_datamodel.wire.plan import NAMESPACE

every_message = pytest.mark.parametrize("cls", [message_class(name) for name in sorted(MESSAGES)])
drawn = given(choice=st.data())

FORMS = ("wco", "xpath", "json_pointer", "path", "attributes")
OCCURRENCES = {1: "1 2 3 4 5 6 7 8 9", 2: "2 3 1 4 2 9 7 1 3"}
"""Occurrences to take in turn for the steps that repeat."""


def place_at(cls: type[Message], position: Position, occurrences: str) -> Locator:
    """Return the locator of *position*, with *occurrences* in turn where a step repeats."""
    numbers = map(int, occurrences.split())
    steps = [
        Step(name.removesuffix("[]"), next(numbers) if name.endswith("[]") else None)
        for name in position.path.split("/")[1:]
    ]
    return Locator(cls, tuple(steps))


def wco_text(cls: type[Message], by_path: dict[str, Position], path: str, place: Locator) -> str:
    """Build the WCO form of *place*, which is at *path*, from the ids of the positions on its way."""
    text, here = cls.wco_id, cls.__name__
    for step, name in zip(place.steps, path.split("/")[1:], strict=True):
        here += f"/{name}"
        at = by_path[here]
        index = "" if step.occurrence is None else f"[{step.occurrence}]"
        if at.field.target is None:
            text += f".{at.element_id}{'' if index == '[1]' else index}"
        else:
            text += f"/{at.element_id}{index}"
    return text


# --- every place that there can be ----------------------------------------------------------------


@every_message
def test_every_place_is_read_back_from_its_own_form_without_a_remark(cls: type[Message]):
    for position in positions(cls):
        place = place_at(cls, position, OCCURRENCES[2])
        for form in (*FORMS, "pointers"):
            text = getattr(place, f"to_{form}")()
            read = getattr(Locator, f"from_{form}")(text, cls)
            assert (read, read.remarks) == (place, ()), text


@every_message
def test_every_place_is_read_back_from_any_form_without_a_remark(cls: type[Message]):
    for position in positions(cls):
        place = place_at(cls, position, OCCURRENCES[1])
        for text in (*(getattr(place, f"to_{form}")() for form in FORMS), place.to_xpath("c")):
            read = Locator.parse(text, cls)
            assert (read, read.remarks) == (place, ()), text


@every_message
def test_every_place_has_the_wco_form_that_the_ids_of_the_model_make(cls: type[Message]):
    by_path = {position.path: position for position in positions(cls)}
    for position in by_path.values():
        place = place_at(cls, position, OCCURRENCES[2])
        assert place.to_wco() == wco_text(cls, by_path, position.path, place)


@every_message
def test_every_place_has_the_path_that_findings_show(cls: type[Message]):
    for position in positions(cls):
        place = place_at(cls, position, OCCURRENCES[1])
        numbers = iter(OCCURRENCES[1].split())
        path = re.sub(r"\[\]", lambda _, numbers=numbers: f"[{next(numbers)}]", position.path)
        assert place.to_path() == str(place) == path
        assert place.to_xpath() == f"/{path}"


@every_message
def test_only_the_last_pointer_names_an_element(cls: type[Message]):
    for position in positions(cls):
        *way, last = place_at(cls, position, OCCURRENCES[2]).to_pointers()
        assert [pointer.tag_id for pointer in way] == [None] * len(way)
        assert (last.tag_id is None) == (position.field.target is not None)


# --- on the wire ----------------------------------------------------------------------------------


def at_json_pointer(document: Any, pointer: str) -> Any:
    """Return what stands at a JSON Pointer, by the book (RFC 6901, section 4)."""
    for part in pointer.split("/")[1:]:
        name = part.replace("~1", "/").replace("~0", "~")
        document = document[int(name)] if isinstance(document, list) else document[name]
    return document


def at_attributes(message: Any, path: str) -> Any:
    """Return what stands at a path of Python attributes."""
    for name, index in re.findall(r"(\w+)(?:\[(\d+)\])?", path):
        message = getattr(message, name)
        message = message[int(index)] if index else message
    return message


@every_message
@drawn
def test_the_json_pointer_of_a_place_leads_to_its_value_in_the_json(
    cls: type[Message], choice: st.DataObject
):
    message = choice.draw(strategies.messages(cls))
    document = stdlib_json.loads(json.dumps(message))
    for place, value in locators(message):
        found = at_json_pointer(document, place.to_json_pointer())
        assert found == spelled(place, value)


def spelled(place: Locator, value: Any) -> Any:
    """Return *value* as JSON has it."""
    item = place.way[-1]
    if item.target is not None:
        return to_plain(value, "json")
    parts = {"value": str(format(value.value, "f")), **attributes_of(value)} if item.valued else value
    return format(value, "f") if item.leaf == "Decimal" else parts


def attributes_of(value: Any) -> dict[str, str]:
    names = {"currency": "currencyID", "unit": "unitCode", "unit_name": "unitName"}
    pairs = ((wire, getattr(value, name, None)) for name, wire in names.items())
    return {wire: part for wire, part in pairs if part is not None}


@every_message
@drawn
def test_the_xpath_of_a_place_leads_to_its_element_in_the_xml(cls: type[Message], choice: st.DataObject):
    message = choice.draw(strategies.messages(cls))
    root = etree.fromstring(xml.dumps(message))
    for place, value in locators(message):
        (found,) = root.xpath(place.to_xpath("c"), namespaces={"c": NAMESPACE})
        item = place.way[-1]
        assert etree.QName(found).localname == item.name
        if item.target is None:
            text = spelled(place, value)
            text = text["value"] if item.valued else text
            assert found.text == (str(text).lower() if isinstance(text, bool) else str(text))
            assert dict(found.attrib) == (attributes_of(value) if item.valued else {})
        else:
            assert xml.read_as(found, item.target) == value


@every_message
@drawn
def test_every_place_where_something_stands_resolves_to_it(cls: type[Message], choice: st.DataObject):
    message = choice.draw(strategies.messages(cls))
    for place, value in locators(message):
        assert place.resolve(message) is value
        assert at_attributes(message, place.to_attributes()) is value


@every_message
@drawn
def test_what_is_written_with_a_message_is_read_back_with_it(cls: type[Message], choice: st.DataObject):
    message = choice.draw(strategies.messages(cls))
    for place, _ in locators(message):
        assert Locator.from_wco(place.to_wco(message), cls, message=message) == place
        assert Locator.from_pointers(place.to_pointers(message), cls, message=message) == place


# --- any text at all ------------------------------------------------------------------------------

FRAGMENTS = (
    *(
        "42A",
        "67A",
        "68A",
        "23A",
        "128",
        "R014",
        "CAREC001",
        "[1]",
        "[0]",
        "[ ]",
        "[99]",
        "/",
        ".",
        "$1",
        "~1",
    ),
    *(
        "GoodsDeclaration",
        "GoodsShipment",
        "AdditionalDocument",
        "InvoiceAmount",
        "@currencyID",
        "value",
        "c:",
    ),
    *("goods_shipment", "additional_document", "0", "-", "*", "..", "//", " ", "\n", "٣", "ё", "]", "["),
)


@every_message
@given(text=st.lists(st.sampled_from(FRAGMENTS), max_size=8).map("".join) | st.text(max_size=20))
def test_any_text_is_a_place_or_a_clear_refusal(cls: type[Message], text: str):
    for reader in (Locator.parse, *(getattr(Locator, f"from_{form}") for form in FORMS)):
        try:
            place = reader(text, cls)
        except LocatorError as error:
            assert error.text == text  # noqa: PT017 - either way must hold
        else:
            assert Locator.parse(place.to_wco(), cls) == place


@every_message
@given(pointers=st.lists(strategies.instances(Pointer), max_size=4), rooted=st.booleans())
def test_any_pointers_are_a_place_or_a_clear_refusal(
    cls: type[Message], pointers: list[Pointer], rooted: bool
):
    if rooted:
        pointers = [Pointer(document_section_code=cls.wco_id), *pointers]
    try:
        place = Locator.from_pointers(pointers, cls)
    except LocatorError as error:
        assert error.step <= len(pointers) + 1  # noqa: PT017 - either way must hold
    else:
        assert Locator.from_pointers(place.to_pointers(), cls) == place
