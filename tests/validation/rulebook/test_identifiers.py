"""Numbers of parties: the country's own, and those that transit makes of them."""

from __future__ import annotations

import pytest

RULE = "identifier.party"


@pytest.mark.parametrize("number", ["204000015", "GE204000015", "GE20400001500"])
def test_a_number_of_the_country_may_have_its_letters_before_it(objected, number):
    assert objected(RULE, "Party", {"ID": number, "Address": {"CountryCode": "GE"}}) == []


@pytest.mark.parametrize("number", ["2040000", "AM204000015", "GE", "GE 2040000150000000"])
def test_another_number_is_doubted(objected, number):
    assert len(objected(RULE, "Party", {"ID": number, "Address": {"CountryCode": "GE"}})) == 1
