"""When a code may stand in a message."""

from __future__ import annotations

import datetime as dt

import pytest

from carec_datamodel.codelists import Code, Status

YEAR_2020 = (dt.date(2020, 1, 1), dt.date(2020, 12, 31))


@pytest.mark.parametrize(
    ("day", "valid"),
    [
        (dt.date(2019, 12, 31), False),
        (dt.date(2020, 1, 1), True),
        (dt.date(2020, 12, 31), True),
        (dt.date(2021, 1, 1), False),
    ],
)
@pytest.mark.parametrize("status", Status)
def test_days_decide_where_the_list_knows_them_and_both_count_in(day, valid, status):
    code = Code("DAT", "", status, *YEAR_2020)
    assert code.is_valid(day) is valid


def test_a_code_without_a_first_day_was_always_valid_before_its_last():
    code = Code("TMM", "", Status.DELETED, None, dt.date(2009, 1, 31))
    assert code.is_valid(dt.date(1, 1, 1))
    assert not code.is_valid(dt.date(2009, 2, 1))


def test_a_code_without_a_last_day_stays_valid():
    code = Code("DPU", "", Status.ACTIVE, dt.date(2020, 1, 1), None)
    assert not code.is_valid(dt.date(2019, 12, 31))
    assert code.is_valid(dt.date.max)


@pytest.mark.parametrize(
    ("status", "valid"),
    [(Status.ACTIVE, True), (Status.CHANGED, True), (Status.DEPRECATED, True), (Status.DELETED, False)],
)
@pytest.mark.parametrize("day", [None, dt.date(2026, 3, 12)])
def test_where_no_days_are_known_every_code_is_valid_but_a_deleted_one(status, valid, day):
    assert Code("05", "lift", status).is_valid(day) is valid


def test_without_a_day_the_status_decides():
    assert not Code("TMM", "", Status.DELETED, None, dt.date(2009, 1, 31)).is_valid()
    assert Code("DAF", "", Status.DEPRECATED, None, dt.date(2010, 12, 31)).is_valid()


def test_a_column_that_the_list_does_not_have_is_refused():
    code = Code("UZ", more={"alpha3": "UZB"})
    assert code["alpha3"] == "UZB"
    with pytest.raises(KeyError, match="numeric"):
        code["numeric"]


def test_a_code_can_stand_in_a_set():
    assert len({Code("UZ", more={"alpha3": "UZB"}), Code("UZ", more={"alpha3": "UZB"})}) == 1
