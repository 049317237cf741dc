from __future__ import annotations

import json as stdlib_json
from decimal import Decimal
from typing import NamedTuple

import pytest

from carec_datamodel.errors import InvalidMessage, UnknownFormat, UnsafeDocument
from carec_datamodel.findings import Finding
from carec_datamodel.model import Address, Amount, Consignment, GoodsDeclaration, MetaData, Party
from carec_datamodel.wire import json

ITEM = '"GoodsShipment": {"GovernmentAgencyGoodsItem": [%s]}'
ITEM_PATH = "GoodsShipment/GovernmentAgencyGoodsItem[1]"


def document(body: str) -> bytes:
    """Return a goods declaration; the members *body* start on line 3."""
    return f'{{\n "GoodsDeclaration": {{\n{body}\n}}}}\n'.encode()


def read(body: str) -> GoodsDeclaration:
    message = json.loads(document(body))
    assert isinstance(message, GoodsDeclaration)
    return message


def findings(body: str) -> tuple[Finding, ...]:
    with pytest.raises(InvalidMessage) as refusal:
        json.loads(document(body))
    return refusal.value.findings


# --- one fault, one finding -----------------------------------------------------------------------


class Fault(NamedTuple):
    """A fault and the one finding it makes; the path is below the root, None is not looked at."""

    body: str
    rule: str
    path: str
    value: str | None = None
    wco: str | None = None
    box: str | None = None


# WCO id and box of elements that the faults below are about.
AMOUNT = ("42A.109", "22")
BANK = ("14A", "28")
FORM = ("42A.CAREC107", "3")
INDICATOR = ("28A.096", "19")
NUMBER = ("42A.D014", "A")
ITEM_NUMBER = ("68A.006", "32")

FAULTS = {
    "unknown key": Fault('"Remark": "1"', "structure.unknown", "Remark"),
    "python name of an element": Fault('"type_code": "IM"', "structure.unknown", "type_code"),
    "python name of a structure": Fault('"meta_data": {}', "structure.unknown", "meta_data"),
    "key in wrong letter case": Fault('"Id": "26KZ0001"', "structure.unknown", "Id"),
    "unknown key in a structure": Fault('"Bank": {"Iban": "1"}', "structure.unknown", "Bank/Iban"),
    "unknown key in an amount": Fault(
        '"InvoiceAmount": {"value": "1", "rate": "2"}', "structure.unknown", "InvoiceAmount/@rate"
    ),
    "python name in an amount": Fault(
        '"InvoiceAmount": {"value": "1", "currency": "USD"}', "structure.unknown", "InvoiceAmount/@currency"
    ),
    "required element missing": Fault(
        ITEM % "{}", "structure.missing", f"{ITEM_PATH}/SequenceNumeric", None, *ITEM_NUMBER
    ),
    "amount without a number": Fault(
        '"InvoiceAmount": {"currencyID": "USD"}', "structure.missing", "InvoiceAmount", None, *AMOUNT
    ),
    "empty text": Fault('"ID": ""', "type.empty", "ID", "", *NUMBER),
    "null": Fault('"ID": null', "type.empty", "ID", None, *NUMBER),
    "null for a structure": Fault('"Bank": null', "type.empty", "Bank", None, *BANK),
    "null for a list": Fault('"Amendment": null', "type.empty", "Amendment", None, "06A"),
    "null in a list": Fault('"Amendment": [null]', "type.empty", "Amendment[1]", None, "06A"),
    "null for a required element": Fault(
        ITEM % '{"SequenceNumeric": null}',
        "type.empty",
        f"{ITEM_PATH}/SequenceNumeric",
        None,
        *ITEM_NUMBER,
    ),
    "null for the number of an amount": Fault(
        '"InvoiceAmount": {"value": null}', "type.empty", "InvoiceAmount", None, *AMOUNT
    ),
    "null for a currency": Fault(
        '"InvoiceAmount": {"value": "1", "currencyID": null}',
        "type.empty",
        "InvoiceAmount/@currencyID",
        None,
        *AMOUNT,
    ),
    "empty list": Fault('"Amendment": []', "type.empty", "Amendment", None, "06A"),
    "number for a text": Fault('"ID": 260001', "type.json", "ID", "260001", *NUMBER),
    "number for an amount's number": Fault(
        '"InvoiceAmount": {"value": 12.5}', "type.json", "InvoiceAmount", "12.5", *AMOUNT
    ),
    "whole number for an amount's number": Fault(
        '"InvoiceAmount": {"value": 12}', "type.json", "InvoiceAmount", "12", *AMOUNT
    ),
    "number beyond all floats": Fault('"ID": 1e400', "type.json", "ID", None, *NUMBER),
    "text for a count": Fault('"FormNumeric": "3"', "type.json", "FormNumeric", "3", *FORM),
    "fraction for a count": Fault('"FormNumeric": 3.0', "type.json", "FormNumeric", "3.0", *FORM),
    "truth for a count": Fault('"FormNumeric": true', "type.json", "FormNumeric", "true", *FORM),
    "negative count": Fault('"FormNumeric": -1', "type.count", "FormNumeric", "-1", *FORM),
    "count beyond its digits": Fault(
        f'"FormNumeric": {10**18}', "type.count", "FormNumeric", f"{10**18}", *FORM
    ),
    "text for an indicator": Fault(
        '"Consignment": {"ContainerIndicator": "true"}',
        "type.json",
        "Consignment/ContainerIndicator",
        "true",
        *INDICATOR,
    ),
    "number for an indicator": Fault(
        '"Consignment": {"ContainerIndicator": 1}',
        "type.json",
        "Consignment/ContainerIndicator",
        "1",
        *INDICATOR,
    ),
    "text for an amount": Fault('"InvoiceAmount": "12.50"', "type.json", "InvoiceAmount", "12.50", *AMOUNT),
    "list for an amount": Fault(
        '"InvoiceAmount": ["12.50", "USD"]', "type.json", "InvoiceAmount", None, *AMOUNT
    ),
    "text for a structure": Fault('"Bank": "Halyk"', "type.json", "Bank", "Halyk", *BANK),
    "list for a structure": Fault('"Bank": [{"ID": "1"}]', "type.json", "Bank", None, *BANK),
    "object for a list": Fault(
        '"Amendment": {"ChangeReasonCode": "1"}', "type.json", "Amendment", None, "06A"
    ),
    "text for a list of texts": Fault(
        '"Bank": {"ID": "1"}, "Exporter": {"Address": {"Line": "Abay 1"}}',
        "type.json",
        "Exporter/Address/Line",
        "Abay 1",
        "04A.239",
    ),
    "object for a text": Fault('"ID": {"value": "1"}', "type.json", "ID", None, *NUMBER),
    "amount with a decimal comma": Fault(
        '"InvoiceAmount": {"value": "1 234,50"}', "type.decimal", "InvoiceAmount", "1 234,50", *AMOUNT
    ),
    "currency of four letters": Fault(
        '"InvoiceAmount": {"value": "1", "currencyID": "EURO"}',
        "type.length",
        "InvoiceAmount/@currencyID",
        "EURO",
        *AMOUNT,
    ),
    "control character in a text": Fault('"ID": "26\\u0000KZ"', "type.identifier", "ID", "26\0KZ", *NUMBER),
    "character that xml cannot carry": Fault('"ID": "\\uffff"', "type.identifier", "ID", "\uffff", *NUMBER),
    "date that the calendar does not have": Fault(
        '"IssueDateTime": "2026-02-30"', "type.datetime", "IssueDateTime", "2026-02-30", "42A.D011", "54"
    ),
}


def faults_that_have(column: str) -> pytest.MarkDecorator:
    chosen = {name: fault for name, fault in FAULTS.items() if getattr(fault, column) is not None}
    return pytest.mark.parametrize("fault", chosen.values(), ids=chosen.keys())


@faults_that_have("rule")
def test_a_fault_is_one_finding_with_its_rule_path_and_line(fault):
    expected = [(fault.rule, f"GoodsDeclaration/{fault.path}", 3)]
    assert [(item.rule, item.path, item.line) for item in findings(fault.body)] == expected


@faults_that_have("value")
def test_a_finding_quotes_the_value_as_it_stands(fault):
    assert [item.value for item in findings(fault.body)] == [fault.value]


@faults_that_have("wco")
def test_a_finding_names_the_element_of_the_dictionary(fault):
    assert {item.wco for item in findings(fault.body)} == {fault.wco}


@faults_that_have("box")
def test_a_finding_names_the_box_of_the_form(fault):
    assert {item.box for item in findings(fault.body)} == {fault.box}


@faults_that_have("rule")
def test_a_finding_says_what_was_expected(fault):
    assert all(item.expected for item in findings(fault.body))


@faults_that_have("rule")
def test_a_finding_speaks_to_people_in_one_line(fault):
    for item in findings(fault.body):
        assert "\n" not in item.message
        assert not any(
            word in item.message for word in ("NoneType", "dict", "float", "ValueError", "pydantic")
        )


# --- many faults, and where they are --------------------------------------------------------------

MANY = """ "FunctionCode": "XX",
 "Remark": "1",
 "ID": "",
 "FormNumeric": "3",
 "InvoiceAmount": {"value": "1,5"},
 "Exporter": {
  "Name": "",
  "ID": null
 }"""
MANY_PATHS = [
    "GoodsDeclaration/FunctionCode",
    "GoodsDeclaration/Remark",
    "GoodsDeclaration/ID",
    "GoodsDeclaration/FormNumeric",
    "GoodsDeclaration/InvoiceAmount",
    "GoodsDeclaration/Exporter/Name",
    "GoodsDeclaration/Exporter/ID",
]


def test_every_fault_is_reported_in_the_order_of_the_document():
    assert [item.path for item in findings(MANY)] == MANY_PATHS


def test_every_fault_is_reported_in_the_order_of_the_document_also_when_it_is_one_line():
    assert [item.path for item in findings(MANY.replace("\n", ""))] == MANY_PATHS


def test_the_lines_are_those_of_the_document():
    assert [item.line for item in findings(MANY)] == [3, 4, 5, 6, 7, 9, 10]


def test_a_value_on_the_line_after_its_key_is_found_on_its_own_line():
    assert [item.line for item in findings('"ID":\n\n""')] == [5]


@pytest.mark.parametrize("lines", [65_532, 65_533, 70_000])
def test_the_line_is_right_however_long_the_document(lines):
    assert [item.line for item in findings("\n" * lines + '"ID": ""')] == [3 + lines]


@pytest.mark.parametrize(
    "text", ['\\"', "\\\\", "{", "]", ",", ":", "a\\nb", '{\\"ID\\": \\"', "\u2028", "\x85", "😀"]
)
def test_characters_in_texts_do_not_mislead_the_search_for_the_line(text):
    body = f'"Bank": {{"Name": "{text}"}},\n"ID": "",\n"TypeCode": ""'
    assert [(item.path, item.line) for item in findings(body)] == [
        ("GoodsDeclaration/ID", 4),
        ("GoodsDeclaration/TypeCode", 5),
    ]


@pytest.mark.parametrize("key", ['"\\u0049D"', '"I\\u0044"'])
def test_an_escaped_key_is_the_same_key(key):
    assert [(item.path, item.line) for item in findings(f'\n{key}: ""')] == [("GoodsDeclaration/ID", 4)]


def test_a_fault_in_the_second_entry_is_found_at_the_second_entry():
    body = '"Amendment": [{"ChangeReasonCode": "1"},\n{"ChangeReasonCode": ""}]'
    assert [(item.path, item.line) for item in findings(body)] == [
        ("GoodsDeclaration/Amendment[2]/ChangeReasonCode", 4)
    ]


def test_a_missing_element_is_found_at_the_object_that_lacks_it():
    body = ITEM % '{"SequenceNumeric": 1},\n{\n"TransactionNatureCode": "1"}'
    assert [item.line for item in findings(body)] == [4]


# --- the document around the message --------------------------------------------------------------


@pytest.mark.parametrize(
    "source",
    [
        b"{}",
        b"[]",
        b"null",
        b'"GoodsDeclaration"',
        b"26",
        b'{"GoodsDeclaration": {}, "MetaData": {}}',
        b'{"goods_declaration": {}}',
        b'{"message": {}}',
        b'{"Party": {}}',
    ],
)
def test_anything_but_one_object_with_one_known_key_is_another_format(source):
    with pytest.raises(UnknownFormat, match=r"one key.*GoodsDeclaration"):
        json.loads(source)


@pytest.mark.parametrize("value", [b"null", b"[]", b'"26KZ0001"', b"1"])
def test_a_message_that_is_no_object_is_invalid(value):
    with pytest.raises(InvalidMessage) as refusal:
        json.loads(b'{\n"GoodsDeclaration": ' + value + b"}")
    assert [(item.path, item.line) for item in refusal.value.findings] == [("GoodsDeclaration", 2)]


def test_the_refusal_of_a_long_key_is_still_short():
    with pytest.raises(UnknownFormat) as refusal:
        json.loads(b'{"' + b"x" * 100_000 + b'": {}}')
    assert len(str(refusal.value)) < 1000


@pytest.mark.parametrize("number", ["NaN", "Infinity", "-Infinity", "01", "+1", ".5", "1.", "0x1F", "١"])
def test_what_json_does_not_call_a_number_is_refused(number):
    with pytest.raises(UnsafeDocument):
        read(f'"FormNumeric": {number}')


@pytest.mark.parametrize(
    "body", ["'ID': '1'", '"ID": "1",', '"ID" "1"', 'ID: "1"', '"ID": "a\tb"', '// a\n"ID": "1"']
)
def test_relatives_of_json_are_refused(body):
    with pytest.raises(UnsafeDocument, match="not JSON"):
        read(body)


@pytest.mark.parametrize(
    "body", ['"ID": "1", "ID": "2"', '"ID": "1", "\\u0049D": "1"', '"Bank": {"ID": "1", "ID": "1"}']
)
def test_a_key_twice_in_one_object_is_refused(body):
    with pytest.raises(UnsafeDocument, match="'ID' occurs twice"):
        read(body)


HALVES = ["\\ud800", "\\udc00", "\\ud83d x", "\\udc00\\ud800"]


@pytest.mark.parametrize("escape", HALVES)
@pytest.mark.parametrize("body", ['"ID": "%s"', '"%s": "1"', '"Bank": {"Name": "%s"}'])
def test_half_of_a_surrogate_pair_is_refused_in_words_that_can_be_printed(body, escape):
    with pytest.raises((UnsafeDocument, InvalidMessage)) as refusal:
        read(body % escape)
    assert str(refusal.value).encode()


@pytest.mark.parametrize("escape", HALVES)
def test_the_refusal_of_half_a_surrogate_pair_says_what_and_where_it_is(escape):
    with pytest.raises((UnsafeDocument, InvalidMessage), match=r"line 5: .*(surrogate|character)"):
        read(f'"TypeCode": "IM",\n\n"ID": "{escape}"')


def test_half_of_a_surrogate_pair_as_the_name_of_a_message_can_be_printed():
    with pytest.raises((UnsafeDocument, UnknownFormat)) as refusal:
        json.loads(b'{"\\ud800": {}}')
    assert str(refusal.value).encode()


def test_a_byte_order_mark_is_accepted():
    assert json.loads(b"\xef\xbb\xbf" + document('"ID": "1"')) == GoodsDeclaration(id="1")


def test_lines_are_counted_the_same_behind_a_byte_order_mark():
    with pytest.raises(InvalidMessage) as refusal:
        json.loads(b"\xef\xbb\xbf" + document('"ID": ""'))
    assert [item.line for item in refusal.value.findings] == [3]


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-32", "cp1251"])
def test_json_is_utf8_and_nothing_else(encoding):
    with pytest.raises(UnsafeDocument, match=r"not UTF-8|not JSON"):
        json.loads(document('"Bank": {"Name": "Банк"}').decode().encode(encoding))


# --- what is not a fault --------------------------------------------------------------------------


def test_a_pair_of_surrogates_is_one_character():
    assert read('"Bank": {"Name": "\\ud83d\\ude00"}').bank.name == "😀"


def test_an_empty_object_is_a_structure_that_is_there_and_empty():
    assert read('"Bank": {}').bank is not None


def test_the_words_null_and_brackets_in_a_text_are_text():
    assert read('"Bank": {"Name": "null", "BranchName": "[]"}').bank.branch_name == "[]"


def test_an_amount_is_read_with_its_currency_and_scale():
    amount = read('"InvoiceAmount": {"value": "12.50", "currencyID": "USD"}').invoice_amount
    assert (str(amount.value), amount.currency) == ("12.50", "USD")


def test_the_greatest_count_is_read_exactly():
    assert read(f'"FormNumeric": {10**18 - 1}').form_numeric == 10**18 - 1


# --- writing --------------------------------------------------------------------------------------


def test_a_document_is_written_for_people_to_read():
    message = GoodsDeclaration(
        id="26KZ0001",
        form_numeric=3,
        invoice_amount=Amount(Decimal("12.50"), "USD"),
        exporter=Party(name='Чай "& Co"', address=Address(line=("a",))),
        consignment=Consignment(container_indicator=False),
    )
    assert json.dumps(message).decode() == (
        "{\n"
        '  "GoodsDeclaration": {\n'
        '    "ID": "26KZ0001",\n'
        '    "FormNumeric": 3,\n'
        '    "InvoiceAmount": {\n'
        '      "value": "12.50",\n'
        '      "currencyID": "USD"\n'
        "    },\n"
        '    "Consignment": {\n'
        '      "ContainerIndicator": false\n'
        "    },\n"
        '    "Exporter": {\n'
        '      "Name": "Чай \\"& Co\\"",\n'
        '      "Address": {\n'
        '        "Line": [\n'
        '          "a"\n'
        "        ]\n"
        "      }\n"
        "    }\n"
        "  }\n"
        "}\n"
    )


def test_without_indentation_there_is_not_a_blank():
    assert json.dumps(GoodsDeclaration(id="1", form_numeric=2), indent=False) == (
        b'{"GoodsDeclaration":{"ID":"1","FormNumeric":2}}'
    )


def test_what_is_absent_is_not_written():
    message = GoodsDeclaration(meta_data=MetaData(), exporter=Party(address=Address(line=())))
    assert stdlib_json.loads(json.dumps(message)) == {
        "GoodsDeclaration": {"MetaData": {}, "Exporter": {"Address": {}}}
    }


def test_a_message_as_a_dict_has_the_names_of_the_wire():
    assert json.to_dict(GoodsDeclaration(functional_reference_id="A-1")) == {"FunctionalReferenceID": "A-1"}


def test_decimals_are_written_without_exponent():
    message = GoodsDeclaration(invoice_amount=Amount(Decimal("1E+3")))
    assert json.to_dict(message) == {"InvoiceAmount": {"value": "1000"}}
