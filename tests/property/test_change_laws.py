"""Laws of differences and amendments: they make the newer message out of the older one, whatever the two."""

from __future__ import annotations

from typing import Any

import pytest
from hypothesis import Phase, event, find, given, settings
from hypothesis import strategies as st

from carec_datamodel.errors import ChangeError
from carec_datamodel.model import (
    MESSAGES,
    GoodsDeclaration,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    Packaging,
)
from carec_datamodel.model.amendments import amendment_of, delta, filing, replacement
from carec_datamodel.model.base import Message
from carec_datamodel.model.changes import Kind, apply, diff
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.structure import field_index, message_class
from carec_datamodel.testing import strategies
from carec_datamodel.testing.versions import versions

CLASSES = [message_class(name) for name in sorted(MESSAGES)]
AMENDED = [cls for cls in CLASSES if {"FunctionCode", "Amendment"} <= set(field_index(cls))]
every_message = pytest.mark.parametrize("cls", CLASSES)
any_message = given(choice=st.data(), cls=st.sampled_from(CLASSES))
every_amended = pytest.mark.parametrize("cls", AMENDED)
drawn = given(choice=st.data())

NUMBERS = st.lists(st.none() | st.integers(0, 4), max_size=4)
"""Numbers of packages: in order or not, missing, twice."""


def pair(choice: st.DataObject, cls: type[Message]) -> tuple[Any, Any]:
    """Draw two versions of one message, or two messages that have nothing to do with each other."""
    strangers = st.tuples(strategies.messages(cls), strategies.messages(cls))
    return choice.draw(versions(cls) | strangers)


def packed(numbers: list[int | None], kinds: list[str]) -> GoodsDeclaration:
    packages = tuple(
        Packaging(sequence_numeric=number, type_code=kind)
        for number, kind in zip(numbers, kinds, strict=False)
    )
    goods = GovernmentAgencyGoodsItem(sequence_numeric=1, packaging=packages)
    return GoodsDeclaration(goods_shipment=GoodsShipment(government_agency_goods_item=(goods,)))


PACKED = st.builds(packed, NUMBERS, st.lists(st.sampled_from(["BX", "CT", "PX"]), min_size=4, max_size=4))


def same(one: Message, other: Message) -> bool:
    """Return whether two messages are equal to the last digit."""
    return one == other and to_plain(one) == to_plain(other)


# --- differences ----------------------------------------------------------------------------------


@every_message
@drawn
def test_the_differences_make_the_newer_message_of_the_older_one(cls: type[Message], choice: st.DataObject):
    older, newer = pair(choice, cls)
    changes = diff(older, newer)
    event(f"{min(len(changes), 5)} changes")
    assert same(apply(older, changes), newer)


@given(older=PACKED, newer=PACKED)
def test_the_differences_of_numbered_lists_make_the_newer_one(
    older: GoodsDeclaration, newer: GoodsDeclaration
):
    assert same(apply(older, diff(older, newer)), newer)


@any_message
def test_a_message_has_no_differences_from_itself(cls: type[Message], choice: st.DataObject):
    message = choice.draw(strategies.messages(cls))
    assert diff(message, cls.model_validate(message.model_dump())) == ()


@any_message
def test_every_difference_is_what_stands_in_the_two_messages(cls: type[Message], choice: st.DataObject):
    older, newer = pair(choice, cls)
    for change in diff(older, newer):
        if change.kind is Kind.REMOVED:
            assert change.locator.resolve(older) is change.before
        else:
            assert change.locator.resolve(newer) is change.after


@any_message
def test_no_difference_can_be_left_out(cls: type[Message], choice: st.DataObject):
    older, newer = pair(choice, cls)
    changes = diff(older, newer)
    for left_out in range(len(changes)):
        try:
            without = apply(older, changes[:left_out] + changes[left_out + 1 :])
        except ChangeError:
            continue
        assert not same(without, newer)


@any_message
def test_differences_do_not_fit_a_message_that_has_them_already(cls: type[Message], choice: st.DataObject):
    older, newer = choice.draw(versions(cls))
    replaced = [change for change in diff(older, newer) if change.kind is Kind.REPLACED]
    for change in replaced:
        with pytest.raises(ChangeError, match=r"expected .* and found"):
            apply(newer, [change])


# --- amendments -----------------------------------------------------------------------------------


@every_amended
@drawn
def test_a_delta_makes_the_newer_filing_of_the_older_one(cls: type[Message], choice: st.DataObject):
    older, newer = pair(choice, cls)
    change = delta(
        older, newer, "28", "Weighed again" if "AdditionalInformation" in field_index(cls) else None
    )
    received = amendment_of(change.to_message())
    assert received == change
    after = received.apply_to(older)
    assert after.findings == ()
    assert same(after.message, as_held(older, newer))


@given(older=PACKED, newer=PACKED)
def test_a_delta_of_numbered_lists_makes_the_newer_filing(older: GoodsDeclaration, newer: GoodsDeclaration):
    after = amendment_of(delta(older, newer).to_message()).apply_to(older)
    assert after.findings == ()
    assert same(after.message, newer)


@every_amended
@drawn
def test_a_replacement_makes_the_newer_filing_of_any_older_one(cls: type[Message], choice: st.DataObject):
    older, newer = pair(choice, cls)
    change = replacement(newer, "28")
    received = amendment_of(change.to_message())
    assert received == change
    assert same(received.apply_to(older).message, as_held(older, newer))


def as_held(older: Any, newer: Any) -> Message:
    """Return *newer* as customs holds it: with the function code of the filing, without amendment entries."""
    held: Message = filing(newer).replace(function_code=older.function_code)
    return held


# --- the strategy itself --------------------------------------------------------------------------

SEARCH = settings(max_examples=3000, phases=[Phase.generate])


@pytest.mark.parametrize("kind", list(Kind))
def test_versions_differ_in_every_way(kind: Kind):
    find(
        versions(GoodsDeclaration),
        lambda pair: any(change.kind is kind for change in diff(*pair)),
        settings=SEARCH,
    )


def test_versions_leave_out_one_entry_of_several():
    def leaves_out(pair: tuple[GoodsDeclaration, GoodsDeclaration]) -> bool:
        removed = [change.locator for change in diff(*pair) if change.kind is Kind.REMOVED]
        return any((locator.steps[-1].occurrence or 0) > 1 for locator in removed)

    find(versions(GoodsDeclaration), leaves_out, settings=SEARCH)
