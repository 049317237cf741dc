"""A document with errors of form is judged by rules as far as it can be read."""

from __future__ import annotations

import json

import pytest

import carec_datamodel as cdm

NAMESPACE = 'xmlns="urn:carec:datamodel:1"'


def rules_of(data: bytes) -> list[tuple[str, str]]:
    return [(finding.rule, finding.path) for finding in cdm.validate(data).findings]


def declaration(*content: str) -> bytes:
    return f"<GoodsDeclaration {NAMESPACE}>{''.join(content)}</GoodsDeclaration>".encode()


def items(*quantities: str) -> str:
    inner = (
        f"<GovernmentAgencyGoodsItem><SequenceNumeric>{number}</SequenceNumeric>{more}</GovernmentAgencyGoodsItem>"
        for number, more in enumerate(quantities, start=1)
    )
    return f"<GoodsShipment>{''.join(inner)}</GoodsShipment>"


COUNT = "<GoodsItemQuantity>3</GoodsItemQuantity>"


@pytest.mark.parametrize(
    ("wrong", "rule"),
    [
        ("<Weather>fine</Weather>", "structure.unknown"),
        ("<TotalGrossMassMeasure>1,5</TotalGrossMassMeasure>", "type.decimal"),
        ('<InvoiceAmount currencyID="usd!">1</InvoiceAmount>', "type.length"),
        ('<InvoiceAmount currencyID="usd!">1,1</InvoiceAmount>', "type.decimal"),
    ],
)
def test_what_is_wrong_in_form_hides_nothing_else(wrong: str, rule: str):
    found = rules_of(declaration(COUNT, wrong, items("", "")))
    assert found[0][0] in {rule, "total.goods-items"}
    assert {name for name, _ in found} >= {rule, "total.goods-items"}


def test_json_is_judged_as_far_as_it_can_be_read_and_stays_as_it_is():
    message = {"GoodsDeclaration": {"GoodsItemQuantity": {"value": "3"}, "TypeCode": 7, "GoodsShipment": {}}}
    message["GoodsDeclaration"]["GoodsShipment"]["GovernmentAgencyGoodsItem"] = [{"SequenceNumeric": 1}]
    found = rules_of(json.dumps(message).encode())
    assert ("type.json", "GoodsDeclaration/TypeCode") in found
    assert ("total.goods-items", "GoodsDeclaration/GoodsItemQuantity") in found


def test_a_list_of_which_several_entries_are_refused_hides_nothing_else():
    message = {"GoodsItemQuantity": {"value": "3"}, "AdditionalInformation": ["tea", "green"]}
    message["GoodsShipment"] = {"GovernmentAgencyGoodsItem": [{"SequenceNumeric": 1}]}
    found = rules_of(json.dumps({"GoodsDeclaration": message}).encode())
    assert [rule for rule, _ in found].count("type.json") == 2
    assert ("total.goods-items", "GoodsDeclaration/GoodsItemQuantity") in found


def test_a_value_that_is_refused_is_not_told_to_be_missing():
    dangerous = "<DangerousGoods><UNDGID>UN 1203</UNDGID><IMDGClassCode>3</IMDGClassCode></DangerousGoods>"
    item = f"<Commodity>{dangerous}</Commodity>"
    found = rules_of(declaration(items(item)))
    place = "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/Commodity/DangerousGoods[1]/UNDGID"
    assert [rule for rule, path in found if path == place] == ["type.length"]


def test_a_total_is_not_judged_where_one_of_its_parts_is_refused():
    parts = [
        f"<Commodity><GoodsMeasure><GrossMassMeasure>{mass}</GrossMassMeasure></GoodsMeasure></Commodity>"
        for mass in ("10", "many")
    ]
    total = "<TotalGrossMassMeasure>99</TotalGrossMassMeasure>"
    assert "total.goods-gross-mass" not in dict(rules_of(declaration(total, items(*parts))))


def test_where_what_must_be_there_is_missing_there_is_no_message_to_judge():
    item = "<GoodsShipment><GovernmentAgencyGoodsItem/></GoodsShipment>"
    report = cdm.validate(declaration(COUNT, item))
    assert [finding.rule for finding in report.findings] == ["structure.missing"]
    assert "rules" not in report.checks
