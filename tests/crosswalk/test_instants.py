"""Times that are UTC without saying so, and days with a zone: read, written, and what cannot be written."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carec_datamodel.crosswalk.transform_dates import date_functions, same_instant, utc_functions
from carec_datamodel.crosswalk.transforms import compile_transform
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model import GoodsDeclaration

MOMENT = "date(YYYY-MM-DDThh:mm:ss|YYYY-MM-DDThh:mm:ssz|YYYY-MM-DD); utc"


@pytest.fixture
def moment(make):
    """A table of one date and time, which is UTC."""
    return make(("Moment", "AcceptanceDateTime", MOMENT))


def written(table: Any, value: str) -> tuple[str | None, list[str | None]]:
    root, losses = table.write(GoodsDeclaration.model_validate({"AcceptanceDateTime": value}))
    return root.findtext("Moment"), [loss.value for loss in losses]


def read(table: Any, text: str) -> str:
    reading = table.read(etree.fromstring(f"<DOC><Moment>{text}</Moment></DOC>"))
    return str(reading.message.acceptance_date_time)


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("2026-03-11T08:20:15", "2026-03-11T08:20:15Z"),
        ("2026-03-11T08:20:15Z", "2026-03-11T08:20:15Z"),
        ("2026-03-11T08:20:15+04:00", "2026-03-11T04:20:15Z"),
        ("2026-03-11T08:20:15.1200", "2026-03-11T08:20:15.1200Z"),
        ("2026-03-11", "2026-03-11"),
    ],
)
def test_a_time_is_read_as_utc(moment, text, value):
    assert read(moment, text) == value


@pytest.mark.parametrize(
    ("value", "text"),
    [
        ("2026-03-11T08:20:15Z", "2026-03-11T08:20:15"),
        ("2026-03-11T08:20:15+05:00", "2026-03-11T03:20:15"),
        ("2026-03-11T08:20:15.123+04:30", "2026-03-11T03:50:15.123"),
        ("2026-03-12T02:00:00+04:00", "2026-03-11T22:00:00"),
        ("2026-03-11", "2026-03-11"),
    ],
)
def test_an_instant_is_written_in_utc_without_a_zone_and_is_no_loss(moment, value, text):
    assert written(moment, value) == (text, [])


@pytest.mark.parametrize("value", ["2026-03-11T08:20:15", "0001-01-01T02:00:00+05:00"])
def test_what_is_no_instant_that_utc_can_say_is_a_loss(moment, value):
    assert written(moment, value) == (None, [value])


def test_a_document_comes_back_without_a_residue(moment):
    root = etree.fromstring("<DOC><Moment>2026-03-11T08:20:15</Moment></DOC>")
    bare, losses = moment.write(moment.read(root).message)
    assert etree.tostring(bare) == etree.tostring(root)
    assert losses == []


def test_only_a_date_can_be_in_utc():
    with pytest.raises(CrosswalkError, match="only a date"):
        compile_transform("number; utc", token=False, codes=lambda _: None, callers={})  # type: ignore[arg-type,return-value]


def test_what_the_date_does_not_take_is_not_taken_in_utc_either():
    read, write = utc_functions(lambda _: None, lambda _: None)
    assert read("2026-03-11T08:20:15") is None
    assert write("2026-03-11T08:20:15Z") is None


@pytest.mark.parametrize("text", ["2023-11-26+01:00", "2023-11-26+01", "2023-11-26Z", "2023-11-26"])
def test_the_zone_of_a_day_is_not_kept(text):
    reader, writer = date_functions("YYYY-MM-DD|YYYY-MM-DDz")
    assert reader(text) == "2023-11-26"
    assert writer("2023-11-26") == "2023-11-26"


@pytest.mark.parametrize("zone", ["+05", "+05:00"])
def test_a_zone_of_whole_hours_may_have_its_minutes(zone):
    reader, writer = date_functions("YYYYMMDDhhmmssz")
    assert reader(f"20200707135808{zone}") == "2020-07-07T13:58:08+05:00"
    assert writer("2020-07-07T13:58:08+05:00") == "20200707135808+05"


@pytest.mark.parametrize(
    ("one", "other", "same"),
    [
        ("2026-03-11T08:20:15Z", "2026-03-11T12:20:15+04:00", True),
        ("2026-03-11T08:20:15Z", "2026-03-11T12:20:15Z", False),
        ("2026-03-11T08:20:15", "2026-03-11T08:20:15Z", False),
        ("2026-03-11", "2026-03-11T00:00:00Z", False),
        ("THEN", "2026-03-11T08:20:15Z", False),
    ],
)
def test_two_times_are_one_instant_only_where_both_have_a_zone(one, other, same):
    assert same_instant(one, other) is same


def test_the_zone_of_a_day_is_told_of_and_kept_in_the_residue(make):
    table = make(("Day", "AcceptanceDateTime", "date(YYYY-MM-DD|YYYY-MM-DDz)"))
    root = etree.fromstring("<DOC><Day>2023-11-26+01:00</Day></DOC>")
    reading = table.read(root, thorough=True)
    assert reading.message.acceptance_date_time == "2023-11-26"
    (note,) = reading.findings
    assert (note.rule, note.path, note.value) == ("crosswalk.zone", "DOC/Day", "2023-11-26+01:00")
    restored = etree.fromstring(table.restore(reading.message, table.account(root).residue))
    assert restored.findtext("Day") == "2023-11-26+01:00"


@pytest.mark.parametrize("text", ["2023-11-26", "26-11-2023"])
def test_a_day_without_a_zone_has_no_note(make, text):
    table = make(("Day", "AcceptanceDateTime", "date(YYYY-MM-DD|DD-MM-YYYY)"))
    assert table.read(etree.fromstring(f"<DOC><Day>{text}</Day></DOC>"), thorough=True).findings == ()


@pytest.mark.parametrize(
    "text", ["2026-03-11T08:20:15.12", "2026-03-11T08:20:15+04:30", "2026-03-11T08:20:15.5Z"]
)
def test_fractions_and_half_hours_of_an_xml_time_come_back_as_written(text):
    read, write = date_functions("YYYY-MM-DDThh:mm:sszz|YYYY-MM-DDThh:mm:ss")
    assert read(text) == text
    assert write(text) == text


def test_a_fraction_has_no_place_where_digits_stand_without_a_colon():
    read, write = date_functions("YYYYMMDDhhmmss")
    assert read("20260311082015") == "2026-03-11T08:20:15"
    assert write("2026-03-11T08:20:15.5") is None
