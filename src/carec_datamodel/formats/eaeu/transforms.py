"""Numbers whose shape says what they are: registers of the members, and parts of customs numbers."""

from __future__ import annotations

import re

from carec_datamodel.crosswalk.transforms import Caller
from carec_datamodel.errors import LexicalError

_DAY = re.compile(r"(20[0-9]{2})-([0-9]{2})-([0-9]{2})")
_SHORT_DAY = re.compile(r"([0-9]{2})([0-9]{2})([0-9]{2})")
_LONG_DAY = re.compile(r"([0-9]{2})([0-9]{2})(20[0-9]{2})")
_PAGE = re.compile(r"[0-9]{5}")
_UNITS = r"[1-9][0-9]{0,4}"
_TRUTHS = {"true": "true", "1": "true", "false": "false", "0": "false"}
_OWN_NUMBERS = re.compile(
    r"[0-9]{2,8}/[0-9]{6}/[^/ ]{1,7}|[A-Z]{2}/[0-9]{8}/[0-9]{9}|[A-Z]{2}[0-9]{8}",
)
"""Numbers that the album writes in parts: customs declaration, advance information, TIR carnet."""

_PREFERENCE_LENGTH = 7
"""Length of the four preferences of an item where nothing parts them."""


def _shaped(pattern: str) -> Caller:
    """Return functions that take only texts of the shape *pattern*."""
    fits = re.compile(pattern).fullmatch

    def kept(text: str) -> str | None:
        return text if fits(text) else None

    return kept, kept


def _read_truth(text: str) -> str:
    """Return ``true`` or ``false`` for any of the four spellings of a schema's boolean.

    Raises:
        LexicalError: *text* is none of them.
    """
    if text not in _TRUTHS:
        raise LexicalError(f"{text!r} is none of {', '.join(_TRUTHS)}")
    return _TRUTHS[text]


def _read_day(text: str) -> str | None:
    """Return ``080524`` for ``2024-05-08``: the day as a customs number holds it."""
    match = _DAY.fullmatch(text)
    return f"{match[3]}{match[2]}{match[1][2:]}" if match else None


def _write_day(value: str) -> str | None:
    match = _SHORT_DAY.fullmatch(value)
    return f"20{match[3]}-{match[2]}-{match[1]}" if match else None


def _read_long_day(text: str) -> str | None:
    """Return ``08052024`` for ``2024-05-08``: the day as the number of an advance information holds it."""
    match = _DAY.fullmatch(text)
    return f"{match[3]}{match[2]}{match[1]}" if match else None


def _write_long_day(value: str) -> str | None:
    match = _LONG_DAY.fullmatch(value)
    return f"{match[3]}-{match[2]}-{match[1]}" if match else None


def _read_number(text: str) -> str | None:
    return text


def _write_number(value: str) -> str | None:
    """Return a number that the album writes in one piece; None for one that it writes in parts."""
    return None if _OWN_NUMBERS.fullmatch(value) else value


def _read_preference(text: str) -> str | None:
    """Return ``OO/OO/-/OO`` for ``OOOO-OO``: preferences of fee, duty, excise and value added tax."""
    pieces = (text[:2], text[2:4], text[4:5], text[5:])
    return "/".join(pieces) if len(text) == _PREFERENCE_LENGTH and "/" not in text else None


def _write_preference(value: str) -> str | None:
    text = value.replace("/", "")
    return text if _read_preference(text) == value else None


def _read_untruth(text: str) -> str:
    """Return ``false`` for yes and ``true`` for no: the element asks for the contrary of the model's."""
    return _write_untruth(_read_truth(text))


def _write_untruth(value: str) -> str:
    return {"true": "false", "false": "true"}[value]


def _write_digit(value: str) -> str:
    """Return ``1`` or ``0``: the digits by which the album explains what an indicator says."""
    return {"true": "1", "false": "0"}[value]


def _write_contrary_digit(value: str) -> str:
    return _write_digit(_write_untruth(value))


def _read_page(text: str) -> str | None:
    """Return ``3`` for ``00003``: the number of a page, which some documents write with five digits."""
    return str(int(text)) if _PAGE.fullmatch(text) else None


def _write_page(value: str) -> str:
    return value.zfill(5)


def _inside(before: str, pattern: str, behind: str) -> Caller:
    """Return functions for what stands between *before* and *behind*, if it is of the shape *pattern*."""
    fits = re.compile(f"{before}({pattern}){behind}").fullmatch

    def read(text: str) -> str | None:
        match = fits(text)
        return match[1] if match else None

    def written(value: str) -> str | None:
        text = f"{before}{value}{behind}"
        return text if fits(text) else None

    return read, written


CALLERS: dict[str, Caller] = {
    "inn": _shaped(r"[0-9]{10}|[0-9]{12}"),
    "bin": _shaped(r"[0-9]{4}[4-6][0-9]{7}"),
    "iin": _shaped(r"[0-9]{4}[0-3][0-9]{7}"),
    "unp": _shaped(r"[0-9]{9}"),
    "by_person": _shaped(r"[0-9A-Z]{14}"),
    "unn": _shaped(r"[0-9]{8}"),
    "ssn": _shaped(r"[0-9]{10}"),
    "kginn": _shaped(r"[0-9]{14}"),
    "office": _shaped(r"[0-9]{2}|[0-9]{5}|[0-9]{8}"),
    "taxpayer": _shaped(r"[^ ]{10,12}"),
    "journal": _shaped(r"[^/ ]{1,7}"),
    "certificate": _shaped(r"[^/ ]{1,8}"),
    "count": _shaped(r"[1-9][0-9]{0,4}"),
    "country": _shaped(r"[A-Z]{2}"),
    "advance_number": _shaped(r"[A-Z]{2}/[0-9]{8}/[0-9]{9}"),
    "serial": _shaped(r"[0-9]{9}"),
    "letters": _shaped(r"[A-Z]{2}"),
    "eight": _shaped(r"[0-9]{8}"),
    "movement": _shaped(r"[0-9]{2}[A-Z]{2}[0-9A-Z]{14}"),
    "kind_of_mode": _shaped(r"[0-9]{2}"),
    "truth": (_read_truth, str),
    "digit": (_read_truth, _write_digit),
    "contrary_digit": (_read_untruth, _write_contrary_digit),
    "page": (_read_page, _write_page),
    "word": _shaped(r"\S+"),
    "reference": _shaped(r".{1,35}"),
    "told": _shaped(r"(?!-$).+"),
    "no_warranty": ({"NO_WARRANTY": "false"}.get, {"false": "NO_WARRANTY"}.get),
    "days": _inside("P", _UNITS, "D"),
    "hours": _inside("PT", _UNITS, "H"),
    "minutes": _inside("PT", _UNITS, "M"),
    "preference": (_read_preference, _write_preference),
    "untruth": (_read_untruth, _write_untruth),
    "day": (_read_day, _write_day),
    "long_day": (_read_long_day, _write_long_day),
    "un_number": _inside("UN", r"[0-9]{4}", ""),
    "number": (_read_number, _write_number),
}
