from __future__ import annotations

import time
from decimal import Decimal
from typing import Any

import pytest

import carec_datamodel as cdm
from carec_datamodel.errors import ChangeError
from carec_datamodel.model import (
    AdditionalDocument,
    Address,
    Amount,
    Commodity,
    Contact,
    CurrencyExchange,
    Extension,
    GoodsDeclaration,
    GoodsMeasure,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    Measure,
    Packaging,
    Party,
    Pointer,
)
from carec_datamodel.model.base import Message
from carec_datamodel.model.changes import Change, Kind, apply, diff
from carec_datamodel.model.documents import Amendment
from carec_datamodel.model.locator import Locator

ITEMS = "GoodsShipment/GovernmentAgencyGoodsItem"


def item(number: int, goods: str, *packages: Packaging) -> GovernmentAgencyGoodsItem:
    commodity = Commodity(
        description=goods,
        goods_measure=GoodsMeasure(
            gross_mass_measure=Measure("520.5", "KGM"), net_net_weight_measure=Measure("500", "KGM")
        ),
    )
    return GovernmentAgencyGoodsItem(sequence_numeric=number, commodity=commodity, packaging=packages)


def with_items(*items: GovernmentAgencyGoodsItem) -> GoodsDeclaration:
    return GoodsDeclaration(goods_shipment=GoodsShipment(government_agency_goods_item=items))


def with_documents(*documents: AdditionalDocument) -> GoodsDeclaration:
    return GoodsDeclaration(additional_document=documents)


def document(number: str, kind: str = "380", **more: Any) -> AdditionalDocument:
    return AdditionalDocument(id=number, type_code=kind, name="Invoice", **more)


def at(path: str) -> Locator:
    return Locator.from_path(f"GoodsDeclaration/{path}", GoodsDeclaration)


def told(older: GoodsDeclaration, newer: GoodsDeclaration) -> list[tuple[str, str]]:
    """Return kind and place of every difference, once it is sure that they make *newer*."""
    changes = diff(older, newer)
    assert apply(older, changes) == newer
    return [(change.kind.value, str(change.locator).partition("/")[2]) for change in changes]


# --- differences ----------------------------------------------------------------------------------


def test_a_message_does_not_differ_from_itself():
    message = with_items(item(1, "tea"), item(2, "rice"))
    assert diff(message, message) == ()
    assert diff(message, with_items(item(1, "tea"), item(2, "rice"))) == ()


def test_a_value_that_changed_was_replaced():
    older = GoodsDeclaration(invoice_amount=Amount("12.50", "USD"))
    newer = GoodsDeclaration(invoice_amount=Amount("13.00", "USD"))
    assert diff(older, newer) == (
        Change(Kind.REPLACED, at("InvoiceAmount"), Amount("12.50", "USD"), Amount("13.00", "USD")),
    )


def test_values_that_come_and_go_are_added_and_removed():
    older = GoodsDeclaration(function_code="9", type_code="IM")
    newer = GoodsDeclaration(function_code="9", id="26KZ0001")
    assert diff(older, newer) == (
        Change(Kind.ADDED, at("ID"), None, "26KZ0001"),
        Change(Kind.REMOVED, at("TypeCode"), "IM", None),
    )


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (Amount("1.50", "USD"), Amount("1.5", "USD")),
        (Amount("0"), Amount("-0")),
        (Amount("1.50", "USD"), Amount("1.50", "EUR")),
        (Amount("1.50", "USD"), Amount("1.50")),
    ],
)
def test_values_are_the_same_only_if_they_are_written_the_same(before: Amount, after: Amount):
    older, newer = GoodsDeclaration(invoice_amount=before), GoodsDeclaration(invoice_amount=after)
    (change,) = diff(older, newer)
    assert change.kind is Kind.REPLACED
    assert repr(apply(older, [change]).invoice_amount) == repr(after)


def test_the_scale_of_a_bare_number_counts_too():
    def rate(text: str) -> GoodsDeclaration:
        return GoodsDeclaration(currency_exchange=(CurrencyExchange(rate_numeric=Decimal(text)),))

    assert told(rate("495.10"), rate("495.1")) == [("replaced", "CurrencyExchange[1]/RateNumeric")]
    assert repr(apply(rate("495.10"), diff(rate("495.10"), rate("495.1")))) == repr(rate("495.1"))


def test_a_class_that_comes_is_one_change():
    exporter = Party(name="Қорғас Трейд", address=Address(city_name="Khorgos", country_code="KZ"))
    assert told(GoodsDeclaration(), GoodsDeclaration(exporter=exporter)) == [("added", "Exporter")]


def test_a_class_that_both_have_is_looked_into():
    older = GoodsDeclaration(exporter=Party(name="Khorgos Trade", address=Address(country_code="KZ")))
    newer = GoodsDeclaration(exporter=Party(name="Khorgos Trade", address=Address(country_code="UZ")))
    assert told(older, newer) == [("replaced", "Exporter/Address/CountryCode")]


def test_a_class_with_nothing_in_it_is_not_the_same_as_none():
    assert told(GoodsDeclaration(), GoodsDeclaration(extension=Extension())) == [("added", "Extension")]


# --- lists ----------------------------------------------------------------------------------------


def test_leaving_out_the_second_of_three_items_is_one_change():
    older = with_items(item(1, "tea"), item(2, "rice"), item(3, "salt"))
    newer = with_items(item(1, "tea"), item(3, "salt"))
    assert told(older, newer) == [("removed", f"{ITEMS}[2]")]


def test_places_of_what_changed_are_places_in_the_newer_message():
    older = with_items(item(1, "tea"), item(2, "rice"), item(3, "salt"))
    newer = with_items(item(1, "tea"), item(3, "sea salt"), item(4, "flour"))
    assert told(older, newer) == [
        ("removed", f"{ITEMS}[2]"),
        ("replaced", f"{ITEMS}[2]/Commodity/Description"),
        ("added", f"{ITEMS}[3]"),
    ]


def test_places_of_what_was_removed_are_places_in_the_older_message():
    older = with_items(item(1, "tea"), item(2, "rice"), item(3, "salt", Packaging(type_code="BX")))
    newer = with_items(item(2, "rice"), item(3, "salt"))
    assert told(older, newer) == [("removed", f"{ITEMS}[1]"), ("removed", f"{ITEMS}[3]/Packaging[1]")]


def test_an_item_between_others_is_one_change():
    older = with_items(item(1, "tea"), item(3, "salt"))
    newer = with_items(item(1, "tea"), item(2, "rice"), item(3, "sea salt"))
    assert told(older, newer) == [
        ("added", f"{ITEMS}[2]"),
        ("replaced", f"{ITEMS}[3]/Commodity/Description"),
    ]


def test_items_are_compared_by_their_number_even_if_others_are_more_alike():
    older = with_items(item(1, "tea"), item(2, "rice"))
    newer = with_items(item(1, "rice"), item(2, "rice"))
    assert told(older, newer) == [("replaced", f"{ITEMS}[1]/Commodity/Description")]


def test_items_whose_numbers_changed_places_are_compared_by_what_they_hold():
    older = with_items(item(1, "tea"), item(2, "rice"), item(3, "salt"))
    newer = with_items(item(2, "rice"), item(1, "tea"), item(3, "salt"))
    assert told(older, newer) == [("added", f"{ITEMS}[1]"), ("removed", f"{ITEMS}[2]")]


def test_items_that_share_a_number_are_compared_by_what_they_hold():
    older = with_items(item(1, "tea"), item(1, "rice"), item(1, "salt"))
    newer = with_items(item(1, "rice"), item(1, "salt"))
    assert told(older, newer) == [("removed", f"{ITEMS}[1]")]


def test_leaving_out_a_document_is_one_change():
    older = with_documents(document("INV-1"), document("INV-2"), document("INV-3"))
    newer = with_documents(document("INV-1"), document("INV-3"))
    assert told(older, newer) == [("removed", "AdditionalDocument[2]")]


def test_a_document_is_compared_with_the_one_that_is_most_like_it():
    older = with_documents(document("INV-1"), document("CMR-7", "730"), document("INV-3"))
    newer = with_documents(document("INV-1"), document("INV-3", effective_date_time="2026-03-12"))
    assert told(older, newer) == [
        ("removed", "AdditionalDocument[2]"),
        ("added", "AdditionalDocument[2]/EffectiveDateTime"),
    ]


def test_documents_with_nothing_in_common_are_removed_and_added():
    older = with_documents(AdditionalDocument(id="INV-1", type_code="380", name="Invoice"))
    newer = with_documents(AdditionalDocument(id="CMR-7", type_code="730", name="Waybill"))
    assert told(older, newer) == [("removed", "AdditionalDocument[1]"), ("added", "AdditionalDocument[1]")]


def test_a_class_of_one_value_is_looked_into_even_so():
    older = GoodsDeclaration(exporter=Party(contact=(Contact(name="Aigul"),)))
    newer = GoodsDeclaration(exporter=Party(contact=(Contact(name="Bolat"),)))
    assert told(older, newer) == [("replaced", "Exporter/Contact[1]/Name")]


def test_lines_of_an_address_are_compared_one_by_one():
    def lines(*lines: str) -> GoodsDeclaration:
        return GoodsDeclaration(exporter=Party(address=Address(line=lines)))

    assert told(lines("Abay 1", "Floor 2", "Almaty"), lines("Abay 1", "Almaty")) == [
        ("removed", "Exporter/Address/Line[2]")
    ]
    assert told(lines("Abay 1", "Almaty"), lines("Abay 2", "Almaty", "Kazakhstan")) == [
        ("replaced", "Exporter/Address/Line[1]"),
        ("added", "Exporter/Address/Line[3]"),
    ]


def test_a_pointer_is_no_numbered_entry():
    def amended(*pointers: Pointer) -> GoodsDeclaration:
        return GoodsDeclaration(amendment=(Amendment(pointer=pointers),))

    root, shipment = Pointer(document_section_code="42A"), Pointer(document_section_code="67A")
    goods = Pointer(sequence_numeric=1, document_section_code="68A")
    assert told(amended(root, shipment, goods), amended(root, goods)) == [
        ("removed", "Amendment[1]/Pointer[2]")
    ]


def test_long_lists_without_anything_alike_are_compared_in_turn():
    older = with_documents(*(document(f"INV-{n}") for n in range(60)))
    newer = with_documents(*(document(f"CMR-{n}") for n in range(70)))
    found = told(older, newer)
    assert found[:60] == [("replaced", f"AdditionalDocument[{n}]/ID") for n in range(1, 61)]
    assert found[60:] == [("added", f"AdditionalDocument[{n}]") for n in range(61, 71)]
    shorter = told(newer, older)
    assert shorter[60:] == [("removed", f"AdditionalDocument[{n}]") for n in range(61, 71)]


def test_a_thousand_items_are_compared_in_seconds():
    older = with_items(*(item(n, f"goods {n % 7}") for n in range(1, 1001)))
    newer = with_items(*(item(n, f"goods {n % 7}") for n in range(2, 1002)))
    started = time.process_time()
    assert told(older, newer) == [("removed", f"{ITEMS}[1]"), ("added", f"{ITEMS}[1000]")]
    assert time.process_time() - started < 20


def test_one_of_many_documents_that_are_all_alike_is_one_change():
    numbers = [n % 7 for n in range(1_000)]
    older = with_documents(*(document(f"INV-{n}") for n in numbers))
    newer = with_documents(*(document(f"INV-{n}") for n in (*numbers[:500], *numbers[501:])))
    assert told(older, newer) == [("removed", "AdditionalDocument[501]")]


def test_messages_of_different_classes_are_not_compared():
    class Notice(Message, wco="CAREC999"):
        """Another message."""

    with pytest.raises(ChangeError, match="a GoodsDeclaration and a Notice cannot be compared"):
        diff(GoodsDeclaration(), Notice())  # type: ignore[misc]


# --- making changes -------------------------------------------------------------------------------


def test_changes_are_made_in_whatever_order_they_come():
    older = with_items(item(1, "tea"), item(2, "rice"), item(3, "salt"))
    newer = with_items(item(1, "green tea"), item(3, "salt"), item(4, "flour"), item(5, "oil"))
    assert apply(older, reversed(diff(older, newer))) == newer


def test_no_changes_leave_a_message_as_it_is():
    message = with_items(item(1, "tea"))
    assert apply(message, ()) == message


ONE = with_items(item(1, "tea"))
DESCRIPTION = at(f"{ITEMS}[1]/Commodity/Description")


@pytest.mark.parametrize(
    ("change", "reason"),
    [
        (Change(Kind.REPLACED, DESCRIPTION, "rice", "salt"), r"Description: expected 'rice' and found 'tea'"),
        (Change(Kind.REMOVED, DESCRIPTION, "rice"), r"Description: expected 'rice' and found 'tea'"),
        (Change(Kind.ADDED, DESCRIPTION, None, "rice"), r"Description: expected nothing and found 'tea'"),
        (
            Change(Kind.REPLACED, at("ID"), "26KZ0001", "26KZ0002"),
            r"ID: expected '26KZ0001' and found nothing",
        ),
        (Change(Kind.REMOVED, at("ID"), "26KZ0001"), r"ID: expected '26KZ0001' and found nothing"),
        (
            Change(Kind.REMOVED, at(f"{ITEMS}[2]"), item(2, "rice")),
            r"GovernmentAgencyGoodsItem\[2\]: expected GovernmentAgencyGoodsItem.* and found nothing",
        ),
        (
            Change(Kind.ADDED, at(f"{ITEMS}[3]"), None, item(3, "rice")),
            r"expected 2 GovernmentAgencyGoodsItem to add it behind, and found 1",
        ),
        (
            Change(Kind.ADDED, at(f"{ITEMS}[2]/Commodity/Description"), None, "rice"),
            r"there is no GovernmentAgencyGoodsItem\[2\] to make the change in",
        ),
        (
            Change(Kind.ADDED, at("Exporter/Name"), None, "Khorgos Trade"),
            r"Exporter/Name: there is no Exporter to make the change in",
        ),
        (
            Change(Kind.REPLACED, DESCRIPTION, "tea", " "),
            r"^GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem\[1\]/Commodity/Description: ",
        ),
        (
            Change(Kind.REMOVED, at(f"{ITEMS}[1]/SequenceNumeric"), 1),
            r"GovernmentAgencyGoodsItem\[1\]/SequenceNumeric: SequenceNumeric is missing",
        ),
        (
            Change(Kind.REPLACED, Locator(GoodsDeclaration), ONE, with_items()),
            r"GoodsDeclaration is no place in a GoodsDeclaration",
        ),
    ],
)
def test_a_change_that_does_not_fit_is_refused(change: Change, reason: str):
    with pytest.raises(ChangeError, match=reason):
        apply(ONE, [change])


def test_a_place_can_change_once_only():
    change = Change(Kind.REPLACED, DESCRIPTION, "tea", "rice")
    with pytest.raises(ChangeError, match="Description: more than one change of the same place"):
        apply(ONE, [change, change])


def test_an_entry_whose_parts_change_is_not_removed_as_a_whole_too():
    whole = Change(Kind.REMOVED, at(f"{ITEMS}[1]"), item(1, "tea"))
    part = Change(Kind.REMOVED, DESCRIPTION, "tea")
    with pytest.raises(ChangeError, match="Description: expected 'tea' and found nothing"):
        apply(ONE, [whole, part])


def test_changes_of_another_message_are_refused():
    class Notice(Message, wco="CAREC999"):
        """Another message."""

    change = Change(Kind.ADDED, at("ID"), None, "26KZ0001")
    with pytest.raises(ChangeError, match="GoodsDeclaration/ID is no place in a Notice"):
        apply(Notice(), [change])


@pytest.mark.parametrize(
    ("kind", "before", "after"),
    [
        (Kind.ADDED, "9", "4"),
        (Kind.ADDED, None, None),
        (Kind.REMOVED, None, "4"),
        (Kind.REPLACED, None, "4"),
        (Kind.REPLACED, "9", None),
        ("moved", "9", "4"),
    ],
)
def test_a_change_is_called_what_it_is(kind: Kind, before: str | None, after: str | None):
    with pytest.raises(ChangeError, match=f"FunctionCode: a change from .* is not called {kind}"):
        Change(kind, at("FunctionCode"), before, after)


def test_differences_are_public():
    assert (cdm.diff, cdm.apply, cdm.Change, cdm.ChangeError) == (diff, apply, Change, ChangeError)
