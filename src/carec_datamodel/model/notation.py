"""Formats in the notation of the WCO: what they allow, and which of two is the narrower.

``an..35`` is up to 35 characters, ``a2`` two capital letters, ``n..5`` up to five digits;
for numbers ``n..16,2`` is up to 16 digits, up to 2 of them behind the point.
"""

from __future__ import annotations

import re

from carec_datamodel.model.base import Facets
from carec_datamodel.model.dictionary import OWN_FORMATS
from carec_datamodel.model.structure import VALUED_ATTRIBUTES

TEXTS = frozenset({"Text", "Code", "Identifier"})
"""Leaf types whose values are texts that a format may shorten."""

NUMBERS = frozenset({"Decimal", "Count", *VALUED_ATTRIBUTES})
"""Leaf types whose values are numbers that a format may shorten."""

_KINDS = {"a": "capital letters A to Z", "n": "digits", "an": "characters"}


class Digits:
    """The limits that a format such as ``n..16,2`` sets on a number.

    A zero alone before the point does not count as a digit.

    >>> bool(re.fullmatch(Digits("n..5,2").bare_pattern, "123.45"))
    True
    >>> bool(re.fullmatch(Digits("n..5,2").bare_pattern, "1234.56"))
    False
    """

    _NOTATION = re.compile(r"n\.\.([1-9][0-9]?)(?:,([1-9][0-9]?))?$")

    def __init__(self, notation: str) -> None:
        match = self._NOTATION.match(notation)
        if match is None:
            raise ValueError(f"{notation!r} is not the format of a number")
        self.total = int(match[1])
        self.fraction = int(match[2] or 0)
        if self.fraction > self.total:
            raise ValueError(f"{notation!r} has more digits behind the point than in all")

    @property
    def bare_pattern(self) -> str:
        """The limits as a pattern without anchors, in the dialect of `carec_datamodel.model.types`."""
        whole = [_whole(self.total)]
        with_point = [
            rf"{_whole(self.total - behind)}\.[0-9]{{{behind}}}" for behind in range(1, self.fraction + 1)
        ]
        return f"-?(?:{'|'.join(whole + with_point)})"


def _whole(most: int) -> str:
    return f"(?:0|[1-9][0-9]{{0,{most - 1}}})" if most else "0"


def is_narrower(leaf: str, notation: str, within: str) -> bool:
    """Return whether every value of *leaf* that has the format *notation* also has the format *within*.

    Args:
        leaf: UN/CEFACT name of the type.
        notation: The format that should be the narrower.
        within: The other format; empty is that of the type itself.

    Raises:
        ValueError: *notation* is not a format, or not one for this type.
    """
    if leaf in NUMBERS:
        digits, wider = Digits(notation), Digits(within or OWN_FORMATS[leaf])
        return digits.total <= wider.total - wider.fraction and digits.fraction <= wider.fraction
    if leaf not in TEXTS:
        raise ValueError(f"a value of type {leaf} has no format {notation!r}")
    facets = Facets(notation)
    if not within:
        return True
    limits = Facets(within)
    return (
        facets.max_length <= limits.max_length
        and facets.min_length >= limits.min_length
        and limits.pattern in {None, facets.pattern}
    )


def has_format(leaf: str, text: str, notation: str) -> bool:
    """Return whether *text*, a value of the type *leaf* as it is on the wire, has the format *notation*."""
    if leaf in NUMBERS:
        return re.fullmatch(Digits(notation).bare_pattern, text) is not None
    facets = Facets(notation)
    fits = facets.min_length <= len(text) <= facets.max_length
    return fits and re.fullmatch(facets.pattern or "(?s).*", text) is not None


def in_words(leaf: str, notation: str) -> str:
    """Return what the format *notation* allows a value of the type *leaf*, for people.

    >>> in_words("Code", "n6"), in_words("Identifier", "an..22"), in_words("Measure", "n..11,3")
    ('6 digits', 'at most 22 characters', 'at most 11 digits, at most 3 of them behind the point')
    """
    if leaf in NUMBERS:
        digits = Digits(notation)
        behind = f"at most {digits.fraction} of them" if digits.fraction else "none of them"
        return f"at most {digits.total} digits, {behind} behind the point"
    kind, _, _ = notation.rstrip("0123456789").partition("..")
    facets = Facets(notation)
    upto = "" if facets.min_length == facets.max_length else "at most "
    return f"{upto}{facets.max_length} {_KINDS[kind]}"
