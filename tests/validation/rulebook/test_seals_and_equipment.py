"""Rules on seals and containers."""

from __future__ import annotations

import pytest


def test_one_list_of_seals_for_the_load_covers_its_containers(objected):
    load = {"TransportEquipment": [{"FullnessCode": "5"}], "Seal": [{"ID": "GE0044511"}]}

    assert objected("seals.full-container", "CargoConsignment", load) == []


def test_a_container_of_a_national_fullness_is_not_judged(objected):
    load = {"TransportEquipment": [{"FullnessCode": "FCL"}, {"ID": "TSTU0001010"}]}

    assert objected("seals.full-container", "CargoConsignment", load) == []


def test_a_seal_that_was_intact_and_stays_on_may_be_listed_again(objected):
    control = {
        "SealBefore": [{"ID": "UZ0012345", "ConditionCode": "INTACT"}],
        "SealAfter": [{"ID": "UZ0012345"}],
    }

    assert objected("seals.new-number", "ControlResult", control) == []


def test_a_seal_that_was_taken_off_is_not_on_again(objected):
    control = {
        "SealBefore": [{"ID": "UZ0012345", "RemovalDateTime": "2026-03-13"}],
        "SealAfter": [{"ID": "CN9402-000877"}, {"ID": "UZ0012345"}],
    }

    found = objected("seals.new-number", "ControlResult", control)

    assert [problem.loc for problem in found] == [("SealAfter", 1, "ID")]
    assert found[0].message == "the seal UZ0012345 is on after it was taken off"


@pytest.mark.parametrize(
    ("before", "weak"),
    [
        ({"RemovalDateTime": "2026-03-13", "TypeCode": "ELECTRONIC"}, []),
        ({"RemovalDateTime": "2026-03-13", "TypeCode": "ELECTRONIC", "ConditionCode": "BROKEN"}, [False]),
        ({"RemovalDateTime": "2026-03-13", "TypeCode": "BOLT"}, [False]),
        ({"RemovalDateTime": "2026-03-13"}, [True]),
        ({"ConditionCode": "MISSING"}, [False]),
    ],
)
def test_an_electronic_seal_that_was_taken_off_whole_can_be_used_again(objected, before, weak):
    control = {"SealBefore": [{"ID": "KZ-N-000417", **before}], "SealAfter": [{"ID": "KZ-N-000417"}]}

    found = objected("seals.new-number", "ControlResult", control)

    assert [problem.weak for problem in found] == weak


def test_seals_put_on_before_one_of_several_was_taken_off_are_not_judged(objected):
    control = {
        "SealBefore": [{"RemovalDateTime": "2026-03-13"}, {"ID": "UZ0012346"}],
        "SealAfter": [{"AffixingDateTime": "2026-03-12"}],
    }

    assert objected("seals.times", "ControlResult", control) == []


def test_an_entry_may_stand_for_several_seals_of_one_mark(objected):
    seals = [{"ID": "STAMP 17", "SealQuantity": 3}]
    container = {"SealQuantity": 3, "Seal": seals}

    assert objected("total.equipment-seals", "TransportEquipment", container) == []
    assert (
        len(objected("total.equipment-seals", "TransportEquipment", {**container, "Seal": [{"ID": "17"}]}))
        == 1
    )


def test_an_empty_container_with_no_packages_said_as_zero_passes(objected):
    container = {"FullnessCode": "4", "PackageQuantity": {"value": "0"}}

    assert objected("container.empty", "TransportEquipment", container) == []


def test_each_number_that_contradicts_an_empty_container_is_told(objected):
    container = {"FullnessCode": "4", "PackageQuantity": {"value": "9"}, "GoodsMassMeasure": {"value": "90"}}

    found = objected("container.empty", "TransportEquipment", container)

    assert [problem.loc for problem in found] == [("PackageQuantity",), ("GoodsMassMeasure",)]
    assert found[0].message == "the container is said to be empty and has 9 packages"


def test_a_dry_container_needs_no_temperature(objected):
    container = {"CharacteristicCode": "45G1", "FullnessCode": "5"}

    assert objected("container.refrigerated", "TransportEquipment", container) == []


def test_containers_without_number_make_the_list_incomplete(objected):
    load = {
        "TransportEquipment": [{"Name": "flexitank"}, {"ID": "TSTU0001047"}],
        "ConsignmentItem": [{"SequenceNumeric": 1, "TransportEquipmentID": ["TSTU0001010"]}],
    }

    assert objected("container.goods-in-listed", "TransitConsignment", load) == []
