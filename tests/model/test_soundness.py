"""What holds between the values of a message, and when that can be judged."""

from __future__ import annotations

from typing import Any

import pytest

from carec_datamodel.model import CargoManifest, GoodsDeclaration, TransitDeclaration
from carec_datamodel.model.base import Model
from carec_datamodel.model.soundness import breaches, is_after
from carec_datamodel.model.types import Amount, Date, DateTime, Measure, Quantity


def broken(message: Model) -> list[tuple[str, str, str, str]]:
    return [(breach.relation.id, breach.path, breach.left, breach.right) for breach in breaches(message)]


def goods(*items: dict[str, Any], **totals: Any) -> GoodsDeclaration:
    numbered = ({"sequence_numeric": number, **item} for number, item in enumerate(items, start=1))
    return GoodsDeclaration(goods_shipment={"government_agency_goods_item": list(numbered)}, **totals)


def mass(gross: str, unit: str | None = None) -> dict[str, Any]:
    return {"commodity": {"goods_measure": {"gross_mass_measure": Measure(gross, unit)}}}


def price(amount: str, currency: str = "USD") -> dict[str, Any]:
    return {"commodity": {"invoice_line": {"item_charge_amount": Amount(amount, currency)}}}


def test_a_total_that_is_the_sum_of_its_parts_is_sound():
    assert broken(goods(mass("36.5"), mass("613.50"), total_gross_mass_measure=Measure("650"))) == []


def test_a_total_that_is_another_is_reported_with_both_sides_and_the_place():
    message = goods(mass("36.5"), mass("613.50"), total_gross_mass_measure=Measure("651"))
    assert broken(message) == [("goods-gross-mass", "GoodsDeclaration", "651 KGM", "650.00 KGM")]


def test_the_unit_of_a_measure_may_be_left_out():
    message = goods(mass("36.5", "KGM"), total_gross_mass_measure=Measure("37"))
    assert [breach.right for breach in breaches(message)] == ["36.5 KGM"]


@pytest.mark.parametrize(
    "message",
    [
        goods(mass("36.5"), {}, total_gross_mass_measure=Measure("650")),
        goods(total_gross_mass_measure=Measure("650")),
        goods(mass("36.5", "TNE"), mass("1"), total_gross_mass_measure=Measure("650")),
        goods(mass("36.5"), total_gross_mass_measure=Measure("650", "TNE")),
        goods(price("5"), price("5", "EUR"), invoice_amount=Amount("15", "USD")),
        goods(price("5"), invoice_amount=Amount("15", "EUR")),
        goods(price("5"), invoice_amount=Amount("15")),
        TransitDeclaration(
            consignment={"house_consignment": [{"consignment_item": [{}]}, {}]},
            goods_item_quantity=Quantity("5"),
        ),
    ],
    ids=[
        "an item has no mass",
        "no items are listed",
        "items in two units",
        "another unit",
        "items in two currencies",
        "another currency",
        "no currency",
        "a house lists no lines",
    ],
)
def test_a_total_is_not_judged_where_its_parts_are_not_known_or_cannot_be_compared(message: Model):
    assert broken(message) == []


@pytest.mark.parametrize(("total", "sound"), [("15.01", True), ("14.99", True), ("15.02", False)])
def test_a_total_of_prices_may_differ_by_what_the_table_tolerates(total: str, sound: bool):
    message = goods(price("5"), price("10"), invoice_amount=Amount(total, "USD"))
    assert (broken(message) == []) is sound


def test_what_is_counted_is_counted_over_all_places():
    transit = {
        "consignment_item": [{}],
        "house_consignment": [{"consignment_item": [{}]}, {"consignment_item": [{}]}],
    }
    assert broken(TransitDeclaration(consignment=transit, goods_item_quantity=Quantity("3"))) == []
    assert broken(TransitDeclaration(consignment=transit, goods_item_quantity=Quantity("2"))) == [
        ("transit-lines", "TransitDeclaration", "2", "3")
    ]


def test_a_relation_is_judged_wherever_its_class_stands():
    seal = {"id": "CN0000001", "affixing_date_time": "2026-03-12", "removal_date_time": "2026-03-11"}
    manifest = CargoManifest(consignment=[{}, {"transport_equipment": [{"seal": [seal]}]}])
    place = "CargoManifest/Consignment[2]/TransportEquipment[1]/Seal[1]"
    assert broken(manifest) == [("seal-time", place, "2026-03-12", "2026-03-11")]


@pytest.mark.parametrize(("level", "sound"), [("SINGLE", False), ("HOUSE", True)])
def test_a_value_may_excuse_a_relation(level: str, sound: bool):
    manifest = CargoManifest(consignment=[{}, {"level_code": level}], consignment_quantity=1)
    assert (broken(manifest) == []) is sound


@pytest.mark.parametrize(("gross", "sound"), [("0.00", True), ("0.01", False)])
def test_goods_packed_with_others_may_have_a_net_mass_alone(gross: str, sound: bool):
    item = mass(gross)
    item["commodity"]["goods_measure"]["net_net_weight_measure"] = Measure("5")
    assert (broken(goods(item)) == []) is sound


def test_an_indicator_may_excuse_a_relation():
    split = {"total_package_quantity": Quantity("5"), "transport_split_indicator": True}
    assert broken(CargoManifest(consignment=[split], total_package_quantity=Quantity("2"))) == []


def test_a_number_that_stands_twice_is_reported():
    message = goods({}, {"sequence_numeric": 1})
    assert broken(message) == [("goods-item-numbers", "GoodsDeclaration", "1", "")]


def test_each_of_several_values_is_compared():
    papers = [{"issue_date": "2010-01-01"}, {"issue_date": "1979-12-31"}]
    person = {"birth_date": "1980-01-01", "identity_document": papers}
    message = CargoManifest(representative_person=person)
    assert broken(message) == [
        ("person-papers", "CargoManifest/RepresentativePerson", "1980-01-01", "1979-12-31")
    ]


def test_a_value_is_compared_with_a_number_of_the_table():
    place = {"coordinates": {"latitude_numeric": "90.5", "longitude_numeric": "-180"}}
    message = CargoManifest(loading_location=place)
    assert [breach.relation.id for breach in breaches(message)] == ["coordinates-north"]


@pytest.mark.parametrize(
    ("first", "second", "after"),
    [
        ("2026-03-12", "2026-03-12", False),
        ("2026-03-13", "2026-03-12", True),
        ("2026-03-12", "2026-03-12T00:00:00", False),
        ("2026-03-12T23:59:59", "2026-03-12", False),
        ("2026-03-12T09:30:01", "2026-03-12T09:30:00", True),
        ("2026-03-12T09:30:00+05:00", "2026-03-12T04:30:00Z", False),
        ("2026-03-12T09:30:00+04:00", "2026-03-12T04:30:00Z", True),
        ("2026-03-12T23:00:00", "2026-03-12T10:00:00Z", False),
        ("2026-03-13T00:00:01", "2026-03-12T10:00:00Z", True),
        ("2026-03-12T10:00:00Z", "2026-03-11T21:00:00", False),
        ("2026-03-12Z", "2026-03-12+05:00", False),
        ("2026-03-13Z", "2026-03-12+05:00", True),
        ("0001-01-01", "9999-12-31", False),
        ("9999-12-31", "0001-01-01", True),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00-14:00", False),
    ],
)
def test_a_date_is_after_another_only_where_that_is_certain(first: str, second: str, after: bool):
    assert is_after(DateTime(first), DateTime(second)) is after
    if "T" not in first + second:
        assert is_after(Date(first), DateTime(second)) is after


def test_lines_are_not_counted_where_loading_lists_have_more_of_them():
    lines = {"consignment_item": [{"sequence_numeric": 1}]}
    for lists, found in ((Quantity("2"), 0), (Quantity("0"), 1), (None, 1)):
        message = TransitDeclaration(
            goods_item_quantity=Quantity("37"), loading_list_quantity=lists, consignment=lines
        )
        assert [breach.relation.id for breach in breaches(message)] == ["transit-lines"] * found
