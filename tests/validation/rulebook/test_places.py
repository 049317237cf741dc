"""Which countries lie side by side."""

from __future__ import annotations

from carec_datamodel.codelists.code_lists import code_list
from carec_datamodel.validation.rulebook.places import borders, crossing_countries, may_follow


def test_the_countries_of_every_border_crossing_lie_side_by_side_by_land():
    listed = code_list("border_crossings").codes.values()
    crossings = [code for code in listed if crossing_countries(code["pair"])]  # the others are ports
    assert len(crossings) > 80
    for crossing in crossings:
        assert crossing["neighbour"] in borders()[crossing["country"]].land, crossing.code


def test_borders_are_seen_from_both_sides():
    for country, border in borders().items():
        for other in border.land & borders().keys():
            assert country in borders()[other].land, (country, other)


def test_where_nothing_is_known_nothing_is_ruled_out():
    assert may_follow("KZ", "JP")
    assert may_follow("JP", "BR")
    assert not may_follow("KZ", "PK")
