"""Forms: what the type of a national element allows, ``an..35`` or ``n..16,2`` or one of some codes."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache
from typing import NamedTuple

from carec_datamodel.codelists.code_lists import code_list
from carec_datamodel.errors import CrosswalkError

_NOTATION = re.compile(r"(an|a|n)(\.\.)?([1-9][0-9]*)(?:,([1-9][0-9]*))?")
_NUMBER = re.compile(r"-?([0-9]+)(?:\.([0-9]*))?")
_LIST = re.compile(r"list\(([a-z0-9_]+)\)")
_SAID = {"an": "characters", "a": "letters", "n": "digits"}
_SIGNS = {"an": ".", "a": r"[^\W\d_]", "n": "[0-9]"}


def is_number(notation: str) -> bool:
    """Return whether values of the type *notation* are numbers, and not codes made of digits.

    >>> is_number("n..5"), is_number("n..16,6"), is_number("n1"), is_number("an..5")
    (True, True, False, False)
    """
    match = _NOTATION.fullmatch(notation.partition(" in ")[0])
    return notation == "n" or (match is not None and match[1] == "n" and bool(match[2] or match[4]))


class Form(NamedTuple):
    """What a type such as ``an..35`` allows.

    Attributes:
        said: The same in words.
        fits: Tells whether a text is allowed.
    """

    said: str
    fits: Callable[[str], bool]


@cache
def form_of(notation: str) -> Form | None:
    """Return what *notation* allows; None where it says nothing of the length.

    Behind ``in`` stand the texts that are allowed, parted by bars, or the list whose codes are.

    Raises:
        CrosswalkError: It names a list that does not exist.

    >>> form_of("an..35").said, form_of("n8").said, form_of("n..16,2").said
    ('up to 35 characters', '8 digits', 'a number of up to 16 digits, up to 2 of them behind the point')
    >>> form_of("n..5,2").fits("123.45"), form_of("n..5,2").fits("1234.567"), form_of("an2").fits("KAZ")
    (True, False, False)
    >>> form_of("an..3 in 9|13|14").said, form_of("a3 in list(currencies)").said
    ('one of 9, 13, 14', 'a code of the list currencies')
    """
    notation, _, codes = notation.partition(" in ")
    if codes:
        return _choice(codes)
    match = _NOTATION.fullmatch(notation)
    if match is None:
        return None
    kind, open_, length, fraction = match[1], bool(match[2]), int(match[3]), int(match[4] or 0)
    if fraction or (kind == "n" and open_):
        return _number(length, fraction)
    said = f"{'up to ' if open_ else ''}{length} {_SAID[kind]}"
    pattern = re.compile(f"{_SIGNS[kind]}{{{0 if open_ else length},{length}}}", re.DOTALL)
    return Form(said, lambda text: pattern.fullmatch(text) is not None)


def _choice(codes: str) -> Form:
    listed = _LIST.fullmatch(codes)
    if listed is None:
        return Form(f"one of {', '.join(codes.split('|'))}", frozenset(codes.split("|")).__contains__)
    try:
        known = code_list(listed[1])
    except KeyError:
        raise CrosswalkError(f"there is no code list {listed[1]!r}") from None
    return Form(f"a code of the list {known.name}", known.__contains__)


def _number(length: int, fraction: int) -> Form:
    said = f"a number of up to {length} digits"
    if fraction:
        said += f", up to {fraction} of them behind the point"

    def fits(text: str) -> bool:
        match = _NUMBER.fullmatch(text)
        if match is None:
            return False
        behind = len((match[2] or "").rstrip("0"))  # as in XML Schema, where 1.50 is 1.5
        return behind <= fraction and len(match[1].lstrip("0")) + behind <= length

    return Form(said, fits)
