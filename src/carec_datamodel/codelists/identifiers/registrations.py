"""Numbers of traders, persons, vehicles, equipment, places, goods and documents, country by country.

Source: ``registrations.tsv``, one row for each number, with its evidence. Numbers that have a
class of their own, such as the TIR carnet number, are not in it; the container number is in
both, because it may stand where the number of a wagon does.

>>> [number.name for number in national_identifiers("KZ", "trader")]
['BIN', 'IIN', 'older customs number']
>>> print(*check_registration("491240000000", "KZ"))
'********0000' has the wrong check digit 0; expected 9
>>> [number.name for number in recognise("53112990000000", "UZ")]
['PINFL']
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import cache, lru_cache
from importlib.resources import files

from carec_datamodel.codelists.identifiers.base import Problem
from carec_datamodel.codelists.identifiers.national_identifier import NationalIdentifier
from carec_datamodel.tables import tab_separated

_STRONG = "strong"


@lru_cache
def national_identifiers(country: str = "", kind: str = "") -> tuple[NationalIdentifier, ...]:
    """Return the numbers of a country, or of all, in the order of the table.

    Args:
        country: ISO 3166 alpha-2 code, or CIS, EAEU, EU, INT or TIR; all if empty.
        kind: One of trader, person, vehicle, equipment, place, goods, document; any if empty.
    """
    return tuple(
        number
        for number in _table()
        if (not country or number.country == country) and (not kind or kind in number.kinds)
    )


def check_registration(text: str, country: str, kind: str = "trader") -> tuple[Problem, ...]:
    """Return what is wrong with *text* as a number of the kind in a country; mostly nothing.

    Nothing is wrong where it has no problem as any number of that kind, or where no such
    number of the country is known. Otherwise the problems are those of the number that it
    comes closest to: one of the same form, else one of the same length, else the first. They
    are strong only if they are as every number that comes so close, and the text is masked in
    them if one of these may be that of a natural person.
    """
    numbers = national_identifiers(country, kind)
    placeholders = [number for number in numbers if number.stands_for(text)]
    if placeholders:
        return placeholders[0].check(text)
    of_form = [number for number in numbers if number.has_form(text)]
    closest = of_form or [number for number in numbers if number.has_length(text)] or numbers
    masked = any(number.personal for number in closest)
    return _common([number.check(text, masked=masked) for number in closest])


def _common(judgements: Sequence[tuple[Problem, ...]]) -> tuple[Problem, ...]:
    """Return the first of the *judgements*, weakened by the others; nothing if one has nothing."""
    if not judgements or not all(judgements):
        return ()
    strong = all(any(problem.strong for problem in problems) for problems in judgements)
    return tuple(replace(problem, strong=problem.strong and strong) for problem in judgements[0])


def recognise(text: str, country: str) -> tuple[NationalIdentifier, ...]:
    """Return which numbers of a country *text* may be, those without any problem first.

    It has their form, and no strong problem. Several fit where forms are alike.
    """
    fitting = [
        (bool(problems), number)
        for number in national_identifiers(country)
        if number.has_form(text) and not number.stands_for(text)
        for problems in [number.check(text)]
        if not any(problem.strong for problem in problems)
    ]
    return tuple(number for _, number in sorted(fitting, key=lambda pair: pair[0]))


@cache
def _table() -> tuple[NationalIdentifier, ...]:
    table = files("carec_datamodel.codelists.identifiers") / "registrations.tsv"
    header, rows = tab_separated(table.read_text(encoding="utf-8"))
    return tuple(_number(dict(zip(header, cells, strict=True))) for _, cells in rows)


def _number(cells: dict[str, str]) -> NationalIdentifier:
    return NationalIdentifier(
        country=cells["country"],
        name=cells["name"],
        title=cells["title"],
        kinds=tuple(cells["kind"].split()),
        lengths=tuple(map(_length, cells["length"].split())),
        form=cells["form"],
        pattern=cells["pattern"],
        dropped=tuple(cells["dropped"].split()),
        filled_to=int(cells["filled_to"] or 0),
        check_digit=cells["check_digit"],
        form_is_strong=cells["form_problem"] == _STRONG,
        check_is_strong=cells["check_problem"] == _STRONG,
        placeholders=tuple(map(_placeholder, filter(None, cells["placeholders"].split("; ")))),
        personal=cells["personal"] == "yes",
        example=cells["example"],
        evidence=cells["evidence"],
        note=cells["note"],
    )


def _length(cell: str) -> tuple[int, int | None]:
    """Return the least and the most of ``12``, ``3-17`` or ``9-``, which has no most."""
    least, dash, most = cell.partition("-")
    return int(least), (int(most) if most else None) if dash else int(least)


def _placeholder(cell: str) -> tuple[str, str]:
    value, _, meaning = cell.partition("=")
    return value, meaning
