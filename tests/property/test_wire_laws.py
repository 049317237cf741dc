"""Laws of the wire: what goes out comes back, in XML and in JSON, for every message class."""

from __future__ import annotations

import json as stdlib_json
import re
from collections.abc import Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree
from pydantic import ValidationError

from carec_datamodel.model import MESSAGES, Amount, GoodsDeclaration
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, count_leaves, fields_of, message_class
from carec_datamodel.testing import strategies
from carec_datamodel.wire import json, xml
from carec_datamodel.wire.plan import NAMESPACE

every_message = pytest.mark.parametrize("cls", [message_class(name) for name in sorted(MESSAGES)])
drawn = given(choice=st.data())

BLANKS = " \t\r\n"


def draw(choice: st.DataObject, cls: type[Message]) -> Message:
    """Draw whatever the types take: a codec must carry a message that makes no sense, too."""
    return choice.draw(strategies.messages(cls, sound=False))


def plain(value: Decimal) -> str:
    return format(value, "f")


SPELLINGS = {"Indicator": {True: "true", False: "false"}.__getitem__, "Count": str, "Decimal": plain}


def tree_of(message: Model, tag: str) -> etree._Element:
    """Build the XML tree of *message* from the model alone, without the library's writer."""
    root = etree.Element(f"{{{NAMESPACE}}}{tag}", nsmap={None: NAMESPACE})
    for item in fields_of(type(message)):
        value = getattr(message, item.attribute)
        if value is None:
            continue
        for entry in value if item.repeats else (value,):
            if item.target is not None:
                root.append(tree_of(entry, item.name))
                continue
            leaf = etree.SubElement(root, f"{{{NAMESPACE}}}{item.name}")
            if item.valued:
                leaf.text = plain(entry.value)
                for part in VALUED_ATTRIBUTES[item.leaf]:
                    if getattr(entry, part.attribute) is not None:
                        leaf.set(part.name, getattr(entry, part.attribute))
            else:
                leaf.text = SPELLINGS.get(item.leaf, str)(entry)
    return root


def object_of(message: Model) -> dict[str, Any]:
    """Build the JSON object of *message* from the model alone, without the library's writer."""
    result: dict[str, Any] = {}
    for item in fields_of(type(message)):
        value = getattr(message, item.attribute)
        if value is None or value == ():
            continue
        entries = [_json_value(item, entry) for entry in (value if item.repeats else (value,))]
        result[item.name] = entries if item.repeats else entries[0]
    return result


def _json_value(item: Any, entry: Any) -> Any:
    if item.target is not None:
        return object_of(entry)
    if item.valued:
        parts = {part.name: getattr(entry, part.attribute) for part in VALUED_ATTRIBUTES[item.leaf]}
        return {
            "value": plain(entry.value),
            **{name: part for name, part in parts.items() if part is not None},
        }
    return plain(entry) if item.leaf == "Decimal" else entry


def canonical(document: bytes | etree._Element) -> bytes:
    """Return *document* as canonical XML, without comments and without the blanks between elements."""
    text = document if isinstance(document, bytes) else etree.tostring(document)
    root = etree.fromstring(text, etree.XMLParser(remove_comments=True, remove_pis=True))
    for element in root.iter():
        element.text = element.text if (element.text or "").strip(BLANKS) else None
        element.tail = element.tail if (element.tail or "").strip(BLANKS) else None
    return etree.canonicalize(root, rewrite_prefixes=True).encode()


def decimals(message: Model) -> list[Any]:
    """Return the decimals of *message* with sign, digits and scale, in order."""
    found = []
    for item in fields_of(type(message)):
        value = getattr(message, item.attribute)
        for entry in value if item.repeats else (value,) if value is not None else ():
            if item.target is not None:
                found += decimals(entry)
            elif item.valued:
                found.append(entry.value.as_tuple())
            elif item.leaf == "Decimal":
                found.append(entry.as_tuple())
    return found


# --- XML ------------------------------------------------------------------------------------------


@every_message
@drawn
def test_a_message_written_as_xml_is_read_back_equal(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    assert xml.loads(xml.dumps(message)) == message


@every_message
@drawn
def test_xml_without_indentation_is_read_back_equal(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    assert xml.loads(xml.dumps(message, indent=False)) == message


@every_message
@drawn
def test_reading_and_writing_xml_gives_the_same_bytes(cls: type[Message], choice: st.DataObject) -> None:
    document = xml.dumps(draw(choice, cls))
    assert xml.dumps(xml.loads(document)) == document


@every_message
@drawn
def test_xml_that_another_program_wrote_comes_back_the_same(
    cls: type[Message], choice: st.DataObject
) -> None:
    document = etree.tostring(tree_of(draw(choice, cls), cls.__name__))
    assert canonical(xml.dumps(xml.loads(document))) == canonical(document)


@every_message
@drawn
def test_the_xml_written_is_the_tree_that_the_model_describes(
    cls: type[Message], choice: st.DataObject
) -> None:
    message = draw(choice, cls)
    assert canonical(xml.dumps(message)) == canonical(tree_of(message, cls.__name__))


@every_message
@given(choice=st.data(), encoding=st.sampled_from(("utf-8", "utf-16", "gb18030")))
def test_xml_means_the_same_in_every_encoding(
    cls: type[Message], choice: st.DataObject, encoding: str
) -> None:
    message = draw(choice, cls)
    document = etree.tostring(tree_of(message, cls.__name__), encoding=encoding, xml_declaration=True)
    assert xml.loads(document) == message


@every_message
@drawn
def test_comments_and_instructions_between_elements_change_nothing(
    cls: type[Message], choice: st.DataObject
) -> None:
    message = draw(choice, cls)
    root = tree_of(message, cls.__name__)
    for parent in [element for element in root.iter() if len(element) or element is root]:
        parent.insert(choice.draw(st.integers(0, len(parent))), etree.Comment(" checked "))
        parent.insert(choice.draw(st.integers(0, len(parent))), etree.ProcessingInstruction("seen", "yes"))
    assert xml.loads(etree.tostring(root)) == message


@every_message
@drawn
def test_the_prefix_of_the_namespace_does_not_matter(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    source = xml.dumps(message, indent=False).decode()
    tags = re.compile(r"<(/?)([A-Z])")
    prefixed = tags.sub(r"<\1c:\2", source).replace("xmlns=", "xmlns:c=", 1)
    assert xml.loads(prefixed.encode()) == message


# --- JSON -----------------------------------------------------------------------------------------


@every_message
@drawn
def test_a_message_written_as_json_is_read_back_equal(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    assert json.loads(json.dumps(message)) == message


@every_message
@drawn
def test_json_without_indentation_is_read_back_equal(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    assert json.loads(json.dumps(message, indent=False)) == message


@every_message
@drawn
def test_reading_and_writing_json_gives_the_same_bytes(cls: type[Message], choice: st.DataObject) -> None:
    document = json.dumps(draw(choice, cls))
    assert json.dumps(json.loads(document)) == document


@every_message
@drawn
def test_json_that_another_program_wrote_comes_back_the_same(
    cls: type[Message], choice: st.DataObject
) -> None:
    value = {cls.__name__: object_of(draw(choice, cls))}
    document = stdlib_json.dumps(value, ensure_ascii=True, indent="\t").encode()
    assert stdlib_json.loads(json.dumps(json.loads(document))) == value


@every_message
@drawn
def test_the_order_of_keys_in_json_does_not_matter(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    value = {cls.__name__: object_of(message)}
    assert json.loads(stdlib_json.dumps(value, sort_keys=True).encode()) == message


# --- both -----------------------------------------------------------------------------------------


@every_message
@drawn
def test_xml_and_json_of_one_message_are_interchangeable(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    as_xml, as_json = xml.dumps(message), json.dumps(message)
    assert xml.dumps(json.loads(as_json)) == as_xml
    assert json.dumps(xml.loads(as_xml)) == as_json


@every_message
@drawn
def test_decimals_keep_sign_digits_and_scale(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)
    expected = decimals(message)
    assert decimals(xml.loads(xml.dumps(message))) == expected
    assert decimals(json.loads(json.dumps(message))) == expected


@every_message
@drawn
def test_elements_stand_in_the_order_of_the_model(cls: type[Message], choice: st.DataObject) -> None:
    message = draw(choice, cls)

    def check(element: etree._Element, model: type[Model]) -> None:
        items = fields_of(model)
        names = [item.name for item in items]
        found = [etree.QName(child).localname for child in element]
        assert found == sorted(found, key=names.index)
        for child in element:
            target = items[names.index(etree.QName(child).localname)].target
            if target is not None:
                check(child, target)

    check(etree.fromstring(xml.dumps(message)), cls)


@every_message
@drawn
def test_the_leaves_of_a_message_are_the_values_of_its_document(
    cls: type[Message], choice: st.DataObject
) -> None:
    message = draw(choice, cls)
    root = etree.fromstring(xml.dumps(message, indent=False))
    structures = sum(1 for _ in _structures(message)) + 1
    assert root.xpath("count(//*) + count(//@*)") - structures == count_leaves(message)


def _structures(message: Model) -> Iterator[Model]:
    for item in fields_of(type(message)):
        value = getattr(message, item.attribute)
        if item.target is not None and value is not None:
            for entry in value if item.repeats else (value,):
                yield entry
                yield from _structures(entry)


@given(st.decimals(allow_nan=False, allow_infinity=False) | strategies.leaves("Decimal"))
@example(Decimal("1." + "0" * 40))
@example(Decimal("0E-40"))
@example(Decimal("0E+5"))
@example(Decimal("1E+19"))
@example(Decimal("12345678901234567890.123456789012345678"))
def test_every_decimal_that_python_code_may_give_can_be_sent_and_read(value: Decimal) -> None:
    try:
        message = GoodsDeclaration(invoice_amount=Amount(value, "USD"))
    except ValidationError:
        return
    assert xml.loads(xml.dumps(message)) == message
    assert json.loads(json.dumps(message)) == message


@given(st.text())
@example("\ud800")
@example("\ufffe")
@example("\x0b")
@example("\x85")
def test_every_text_that_python_code_may_give_can_be_sent_and_read(text: str) -> None:
    try:
        message = GoodsDeclaration(meta_data={"WCOTypeName": text})
    except ValidationError:
        return
    assert xml.loads(xml.dumps(message)) == message
    assert json.loads(json.dumps(message)) == message


@given(st.datetimes(timezones=st.none() | st.timezones()) | st.dates())
def test_every_date_that_python_code_may_give_can_be_sent_and_read(moment: Any) -> None:
    try:
        message = GoodsDeclaration(issue_date_time=moment)
    except ValidationError:
        return
    assert xml.loads(xml.dumps(message)) == message
    assert json.loads(json.dumps(message)) == message
