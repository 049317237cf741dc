"""Rules on goods items, their units and packages."""

from __future__ import annotations

import time
from typing import Any

import pytest

ITEM = ("GoodsShipment", "GovernmentAgencyGoodsItem")


def declared(*items: dict[str, Any]) -> dict[str, Any]:
    numbered = [{"SequenceNumeric": number, **item} for number, item in enumerate(items, start=1)]
    return {"GoodsShipment": {"GovernmentAgencyGoodsItem": numbered}}


def fabric(price: str = "24000", **others: Any) -> dict[str, Any]:
    goods = {
        "Description": "Woven fabric,  dyed",
        "Classification": [{"ID": "5407520000", "IdentificationTypeCode": "HS"}],
        "InvoiceLine": {"ItemChargeAmount": {"value": price, "currencyID": "USD"}},
    }
    return {"Commodity": {**goods, **others}}


def coded(*codes: tuple[str, str]) -> dict[str, Any]:
    entries = [{"ID": code, "IdentificationTypeCode": kind} for code, kind in codes]
    return {"SequenceNumeric": 1, "Commodity": {"Classification": entries}}


def test_a_code_of_eleven_digits_is_long_enough_and_one_of_fifteen_too_long(objected):
    assert objected("hs.length", "GovernmentAgencyGoodsItem", coded(("87033219000", "HS"))) == []
    (problem,) = objected("hs.length", "GovernmentAgencyGoodsItem", coded(("870332190001234", "HS")))
    assert problem.loc == ("Commodity", "Classification", 0, "ID")
    assert problem.message == "the tariff code '870332190001234' has 15 digits"
    assert problem.expected == "6 to 14 digits"


def test_codes_of_other_classifications_are_no_tariff_codes(objected):
    assert objected("hs.length", "GovernmentAgencyGoodsItem", coded(("41", "CPC"))) == []
    other = coded(("540752", "HS"), ("9801", "CPC"))
    assert objected("hs.one-subheading", "GovernmentAgencyGoodsItem", other) == []
    assert objected("hs.national-use", "GovernmentAgencyGoodsItem", other) == []


def test_two_items_that_are_alike_but_for_blanks_are_told_at_the_second(objected):
    twice = declared(fabric(), fabric(Description="Woven fabric, dyed"), fabric("9600"))
    (problem,) = objected("goods.same-item-twice", "GoodsDeclaration", twice)
    assert problem.loc == (*ITEM, 1)
    assert problem.message == "item 2 is in all like item 1"


@pytest.mark.parametrize(
    "second",
    [
        fabric(ID="UT-7"),
        fabric(GoodsMeasure={"NetNetWeightMeasure": {"value": "12"}}),
        {**fabric(), "Origin": [{"CountryCode": "CN"}]},
        {**fabric(), "GovernmentProcedure": [{"CurrentCode": "40"}]},
        {"Commodity": {"Description": "Woven fabric, dyed"}},
        {"Origin": [{"CountryCode": "CN"}]},
    ],
)
def test_items_that_differ_in_one_point_or_say_too_little_are_two(objected, second: dict[str, Any]):
    assert objected("goods.same-item-twice", "GoodsDeclaration", declared(fabric(), second)) == []


def test_ten_thousand_items_are_compared_in_one_pass(objected):
    many = declared(*(fabric(str(price)) for price in range(10_000)), fabric("0"))
    begun = time.perf_counter()
    (problem,) = objected("goods.same-item-twice", "GoodsDeclaration", many)
    assert problem.message == "item 10001 is in all like item 1"
    assert time.perf_counter() - begun < 20


def test_a_negative_net_mass_is_told_where_it_stands(objected):
    (problem,) = objected("masses.not-negative", "GoodsMeasure", {"NetNetWeightMeasure": {"value": "-3"}})
    assert (problem.loc, problem.message) == (("NetNetWeightMeasure",), "NetNetWeightMeasure is -3")


def quantity(value: str, unit: str | None = None, **others: Any) -> dict[str, Any]:
    amount = {"value": value} | ({"unitCode": unit} if unit else {})
    return {"TariffQuantity": [{"value": "1", "unitCode": "MTK"}, amount], **others}


def test_a_quantity_of_0_without_unit_is_an_empty_field(objected):
    assert objected("units.unit-given", "GoodsMeasure", quantity("0")) == []
    assert objected("units.positive", "GoodsMeasure", quantity("0")) == []
    (problem,) = objected("units.positive", "GoodsMeasure", quantity("-1"))
    assert problem.loc == ("TariffQuantity", 1)


def test_half_a_litre_is_a_quantity_and_half_a_pair_is_not(objected):
    assert objected("units.whole-pieces", "GoodsMeasure", quantity("12.5", "LTR")) == []
    (problem,) = objected("units.whole-pieces", "GoodsMeasure", quantity("12.5", "NPR"))
    assert problem.message == "12.5 pieces"


@pytest.mark.parametrize(
    ("amount", "gross"),
    [
        (("11", "MTQ"), {"value": "5", "unitCode": "KGM"}),
        (("11", "TNE"), {"value": "0", "unitCode": "KGM"}),
        (("11", "TNE"), {"value": "120", "unitCode": "LBR"}),
        (("5000", "GRM"), {"value": "5", "unitCode": "KGM"}),
    ],
)
def test_a_quantity_is_held_against_the_gross_mass_only_in_known_units(objected, amount, gross):
    measure = quantity(*amount, GrossMassMeasure=gross)
    assert objected("units.mass-within-gross", "GoodsMeasure", measure) == []


def packed(number: str, kind: str | None = None, **others: str) -> dict[str, Any]:
    entry: dict[str, Any] = {"QuantityQuantity": {"value": number}, **others}
    return {"Packaging": [entry | ({"TypeCode": kind} if kind else {})]}


def test_missing_marks_of_all_items_are_one_finding_at_the_first(objected):
    values = declared(packed("3", "CT", MarksNumbersID="AS 1-3"), packed("2", "CT"), packed("4", "BX"))
    (problem,) = objected("packages.marks", "GoodsDeclaration", values)
    assert problem.loc == (*ITEM, 1, "Packaging", 0, "MarksNumbersID")
    assert problem.message == "packages without marks and numbers, the first of 2"


@pytest.mark.parametrize(
    "entry",
    [
        packed("1", "VR"),
        packed("4", "NE"),
        packed("0", "CT"),
        packed("4"),
        packed("4", "CT", LevelCode="PALLET"),
    ],
)
def test_marks_are_not_asked_of_what_has_none(objected, entry: dict[str, Any]):
    assert objected("packages.marks", "GoodsDeclaration", declared(entry)) == []


def test_packages_that_are_not_known_are_not_said_to_be_none(objected):
    unknown = declared(packed("0", "CT"), {"Packaging": [{"TypeCode": "CT"}]})
    assert objected("packages.counted-once", "GoodsDeclaration", unknown) == []
    assert objected("packages.counted-once", "GoodsDeclaration", declared(packed("0", "VR"))) == []
