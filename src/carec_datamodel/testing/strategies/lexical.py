"""Values of the leaf types: everything that the lexical rule of a type takes, however odd."""

from __future__ import annotations

import re
from decimal import Decimal
from functools import cache
from typing import Any

from hypothesis import strategies as st

from carec_datamodel.model.base import Facets
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, VALUED_CLASSES
from carec_datamodel.model.types import LEXICAL, Date, DateTime

_LENGTH = 20
"""Most characters drawn one by one; longer texts repeat one character."""
_LONGEST = 256
"""Longest text drawn to fill its format to the last character."""


@cache
def leaves(leaf: str, format: str = "") -> st.SearchStrategy[Any]:
    """Draw valid values of a leaf type.

    Args:
        leaf: UN/CEFACT name of the type: ``Text``, ``Code``, ``Amount``, ``DateTime``...
        format: WCO notation that limits a text further: ``an..35``, ``a2``, ``n..5``.

    Raises:
        KeyError: There is no such type.
        ValueError: *format* is not a WCO format.
    """
    if leaf in VALUED_CLASSES:
        attributes = {
            part.attribute: st.none() | leaves(part.leaf, f"an..{part.max_length}")
            for part in VALUED_ATTRIBUTES[leaf]
        }
        return st.builds(VALUED_CLASSES[leaf], value=leaves("Decimal"), **attributes)
    if leaf in _SIMPLE:
        return _SIMPLE[leaf]
    return _texts(leaf, Facets(format) if format else None)


# What breaks codecs: markup, quotes, blanks that some code strips, line ends that XML
# normalises, scripts of the region, marks that combine or turn the line, other planes.
_CHARACTERS = "0AzЖёҚქკچشف绿茶\u00a0<&>\"'/]-. \u0301\u2028\u200f\ufeff\ufffd\x7f\x85😀𠮷𐐷"
_LINE_ENDS = "\n\r\t"
_SAMPLES = (
    "Tea, green, in packings of 3 kg",
    "чай «байховый» № 5",
    "Тошкент — Олмаота",
    "მწვანე ჩაი",
    "شاي أخضر",
    "绿茶，毛重三公斤",
    "]]>",
    "<b>&amp;</b>",
    "&#13;",
    '{"a": "\\u0000"}',
    'O\'Neill & "Sons"',
    " at both ends ",
    "\u00a0at both ends\u00a0",
    "first line\nsecond line",
    "carriage\r\nreturn\r",
    "\n\ttabbed\n",
    "<![CDATA[x]]>",
    "<!-- x -->",
    "true",
    "0012",
    "-",
)
_ONE_LINE = st.sampled_from(_CHARACTERS) | st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
_MANY_LINES = st.sampled_from(_CHARACTERS + _LINE_ENDS) | _ONE_LINE
_BY_KIND = {"^[A-Z]+$": "KZABCDEFGHIJLMNOPQRSTUVWXY", "^[0-9]+$": "0123456789"}
_FULL = {"^[A-Z]+$": "Z", "^[0-9]+$": "9"}


@cache
def rule_of(leaf: str) -> re.Pattern[str]:
    """Return the lexical rule of *leaf*, for a full match."""
    return re.compile(LEXICAL[leaf].pattern.removeprefix("^").removesuffix("$"))


def wild_texts(max_size: int) -> st.SearchStrategy[str]:
    """Draw texts of up to *max_size* characters that XML can carry, the odd ones above all."""
    return st.text(_MANY_LINES, max_size=max_size)


def _texts(leaf: str, facets: Facets | None) -> st.SearchStrategy[str]:
    """Draw texts that keep the lexical rule of *leaf* and *facets*."""
    rule = rule_of(leaf)
    least = facets.min_length if facets else 1
    most = facets.max_length if facets else _LONGEST
    kind = facets.pattern if facets else None

    def fits(text: str) -> bool:
        return rule.fullmatch(text) is not None

    if kind is not None:
        return st.text(_BY_KIND[kind], min_size=least, max_size=most) | st.just(_FULL[kind] * most)
    alphabet = _MANY_LINES if leaf == "Text" else _ONE_LINE
    texts = st.text(alphabet, min_size=least, max_size=max(least, min(most, _LENGTH))).filter(fits)
    samples = [text for text in _SAMPLES if least <= len(text) <= most and fits(text)]
    fulls = [character * min(most, _LONGEST) for character in "ZЖ绿😀"]
    return texts | st.sampled_from(samples + fulls)


def _most_digits(leaf: str, before: str) -> int:
    """Return how many digits the lexical rule of *leaf* takes behind the text *before*."""
    return max(count for count in range(1, 100) if rule_of(leaf).fullmatch(before + "9" * count))


def _decimals() -> st.SearchStrategy[Decimal]:
    """Draw decimals of every size and scale that the lexical rule takes."""
    digits, scale = _most_digits("Decimal", ""), _most_digits("Decimal", "0.")
    whole = st.integers(0, 9999) | st.integers(0, 10**digits - 1)
    places = st.text("0123456789", max_size=2) | st.text("0123456789", max_size=scale)
    parts = st.tuples(whole, places, st.sampled_from(("", "-")))
    drawn = parts.map(lambda part: Decimal(f"{part[2]}{part[0]}.{part[1]}"))
    least, greatest = f"0.{1:0{scale}}", f"{'9' * digits}.{'9' * scale}"
    edges = ("0", "1.50", "-0.10", "-0", "0.000", f"1.{0:0{scale}}", least, greatest, f"-{greatest}")
    return drawn | st.sampled_from([Decimal(text) for text in edges])


_ZONES = st.sampled_from(("", "Z", "+05:00", "+00:00", "-00:00", "+05:45", "-12:00", "+14:00"))
_DAYS = st.dates().map(lambda day: day.isoformat())
_SECONDS = st.times().map(lambda time: f"T{time.replace(microsecond=0).isoformat()}")
_FRACTIONS = st.just("") | st.text("0123456789", min_size=1, max_size=6).map(lambda digits: f".{digits}")
_MOMENTS = st.tuples(_DAYS, _SECONDS, _FRACTIONS, _ZONES)

_SIMPLE: dict[str, st.SearchStrategy[Any]] = {
    "Indicator": st.booleans(),
    "Count": st.integers(0, 999) | st.integers(0, 10 ** _most_digits("Count", "") - 1),
    "Decimal": _decimals(),
    "Date": st.tuples(_DAYS, _ZONES).map(lambda parts: Date("".join(parts))),
    "DateTime": (st.tuples(_DAYS, _ZONES) | _MOMENTS).map(lambda parts: DateTime("".join(parts))),
}
