"""A failure shrinks to the smallest message that shows it, and not after endless tries."""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import find, settings
from hypothesis import strategies as st

from carec_datamodel.model import Bank, CargoManifest, Measure, TransitReport, TransportEquipment
from carec_datamodel.model.base import Model
from carec_datamodel.model.cargo import CargoConsignment
from carec_datamodel.model.structure import count_leaves
from carec_datamodel.testing import strategies

MOST_TRIES = 2500

ONE_SEAL = CargoConsignment(seal=[{}])
TWO_CONSIGNMENTS = CargoManifest(consignment=[{}, {}])
ONE_CONTAINER = TransportEquipment(id="AAAU0000007")
OVER_A_TON = CargoManifest(consignment=[{"total_gross_mass_measure": Measure("1001")}])
TWO_SEALS_AND_COUNT = TransportEquipment(seal_quantity=2, seal=[{}, {}])
ONE_EVENT = TransitReport(transit_event=[{"type_code": "DEPARTURE"}])


def has_seal(consignment: CargoConsignment) -> bool:
    return bool(consignment.seal)


def is_over_a_ton(message: CargoManifest) -> bool:
    masses = [consignment.total_gross_mass_measure for consignment in message.consignment]
    return any(mass.value > Decimal(1000) for mass in masses if mass is not None)


def has_two_seals_and_their_count(equipment: TransportEquipment) -> bool:
    return equipment.seal_quantity is not None and len(equipment.seal) > 1


@pytest.mark.parametrize(
    ("smallest", "fails"),
    [
        (ONE_SEAL, has_seal),
        (TWO_CONSIGNMENTS, lambda manifest: len(manifest.consignment) > 1),
        (ONE_CONTAINER, lambda equipment: bool(equipment.id)),
        (OVER_A_TON, is_over_a_ton),
        (TWO_SEALS_AND_COUNT, has_two_seals_and_their_count),
        (ONE_EVENT, lambda report: bool(report.transit_event)),
    ],
    ids=["seal", "two consignments", "container", "over a ton", "seals and their count", "event"],
)
def test_a_failure_shrinks_to_the_smallest_sound_message_that_shows_it(
    smallest: Model, fails: Callable[[Any], bool]
) -> None:
    assert shrunk(strategies.instances(type(smallest)), fails) == smallest


def test_a_failure_shrinks_to_the_one_value_that_causes_it() -> None:
    assert shrunk(strategies.instances(Bank, sound=False), lambda bank: "\r" in (bank.name or "")) == Bank(
        name="0\r"
    )


def test_a_broken_message_shrinks_to_what_is_needed_to_break_it() -> None:
    found = shrunk(
        strategies.invalid(CargoManifest, breaking="structure.repeated"),
        lambda broken: "/Consignment[" in broken.path,
    )
    assert found.path.startswith("CargoManifest/Consignment[1]/")
    assert len(found.message.consignment) == 1
    assert count_leaves(found.message) <= 1


def shrunk(strategy: st.SearchStrategy[Any], fails: Callable[[Any], bool]) -> Any:
    """Return the smallest example for which *fails*; the search ends after a bounded number of tries."""
    tries = 0

    def counted(example: Model) -> bool:
        nonlocal tries
        tries += 1
        return fails(example)

    found = find(strategy, counted, settings=settings(max_examples=2000))
    assert tries <= MOST_TRIES
    return found
