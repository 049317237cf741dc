from __future__ import annotations

import pytest

from carec_datamodel.codelists.identifiers.check_digits import (
    iso6346_check_digit,
    iso6346_remainder,
    weighted_sum,
)
from carec_datamodel.errors import InvalidIdentifier


def test_each_value_is_counted_with_its_weight():
    assert weighted_sum([4, 0, 7], [3, 9, 1]) == 19


@pytest.mark.parametrize(
    ("letter", "value"), [("A", 10), ("B", 12), ("K", 21), ("L", 23), ("U", 32), ("V", 34), ("Z", 38)]
)
def test_values_of_letters_leave_out_the_multiples_of_eleven(letter: str, value: int):
    assert iso6346_remainder(letter) == value % 11


def test_a_remainder_of_ten_is_written_as_zero():
    assert iso6346_remainder("TSTU000002") == 10
    assert iso6346_check_digit("TSTU000002") == 0


@pytest.mark.parametrize("text", ["tstu123456", "TSTU 123456", "ТSTU123456", "TSTU12345٦"])
def test_other_signs_than_capital_letters_and_digits_have_no_value(text: str):
    with pytest.raises(InvalidIdentifier, match="expected capital letters A to Z and digits"):
        iso6346_check_digit(text)
