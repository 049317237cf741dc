"""Countries side by side, as far as goods of the region pass them.

Source: ``neighbours.tsv``, by land and by the waters that ferries cross.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from functools import cache
from importlib.resources import files
from typing import NamedTuple

from carec_datamodel.tables import tab_separated

_CROSSING = re.compile(r"([A-Z]{2})-([A-Z]{2})-[0-9]+")


class Border(NamedTuple):
    """What a country borders on.

    Attributes:
        land: Countries that it has a border with by land.
        waters: Waters that its ports are on.
        union: Customs union that it belongs to; empty where to none.
    """

    land: frozenset[str]
    waters: frozenset[str]
    union: str


@cache
def borders() -> Mapping[str, Border]:
    """Return what the countries of the region border on.

    >>> "KG" in borders()["KZ"].land, sorted(borders()["KZ"].waters)
    (True, ['CASPIAN'])
    """
    table = files("carec_datamodel.validation.rulebook") / "neighbours.tsv"
    _, rows = tab_separated(table.read_text(encoding="utf-8"))
    return {
        country: Border(frozenset(land.split()), frozenset(waters.split()), union)
        for _, (country, land, waters, union) in rows
    }


def may_follow(country: str, other: str) -> bool:
    """Return whether goods can pass from one country to the other with none between; also where not known.

    >>> may_follow("KZ", "AZ"), may_follow("KZ", "TJ")
    (True, False)
    """
    one, two = borders().get(country), borders().get(other)
    if one is None or two is None or country == other:
        return True
    return other in one.land or country in two.land or bool(one.waters & two.waters)


def crossing_countries(crossing: str) -> frozenset[str]:
    """Return the two countries of a border crossing such as ``KZ-CN-1``; none of a port or another number.

    >>> sorted(crossing_countries("KZ-CN-1")), sorted(crossing_countries("KZ-SEA-1"))
    (['CN', 'KZ'], [])
    """
    match = _CROSSING.fullmatch(crossing)
    pair = frozenset(match.groups()) if match is not None else frozenset()
    return pair if pair & borders().keys() else frozenset()
