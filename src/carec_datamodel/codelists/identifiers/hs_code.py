"""Tariff code: a code of the Harmonized System and the digits that a country adds.

Source: the structure of the Harmonized System (WCO, edition 2022): two digits are a chapter,
four a heading, six a subheading. Chapters go from 01 to 97; 77 is kept free for later use, 98
and 99 are left to the countries. Countries add digits: 8, 10 and 11 in all are common, the
harmonised model holds 18. No standard fixes their number, so that another form is a weak
problem. An odd number of digits below ten cannot be taken apart, because mostly a leading zero
is missing that a spreadsheet has taken away, and every digit would stand for something else.

Dots and blanks between the groups are tolerated. A number with one decimal, which is what
spreadsheets make of a code, is not. Whether a code exists is a matter of the code list.

>>> code = HsCode.parse("8517 62 00 00")
>>> str(code), code.format()
('8517620000', '8517.62.0000')
>>> code.chapter, code.heading, code.subheading, code.national_digits
('85', '8517', '851762', '0000')
>>> HsCode("0101").subheading is None
True
>>> print(*HsCode.check("7701"))
'7701' stands in chapter 77; expected one of the chapters 01 to 76 and 78 to 99
>>> print(*HsCode.check("10121"))
'10121' is not a tariff code; expected 2, 4, 6, 8 or 10 to 18 digits, such as 851762
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carec_datamodel.codelists.identifiers.base import BLANKS, Problem, TypedIdentifier, spelling

_HEADING, _SUBHEADING = 4, 6
_WITHOUT_BLANKS = spelling(BLANKS)
_DECIMAL = re.compile(r"[0-9]+\.[0-9]")
_NO_CHAPTERS = frozenset({"00", "77"})
_NATIONAL_CHAPTERS = frozenset({"98", "99"})


class HsCode(TypedIdentifier):
    """A tariff code, international or national, for example ``851762``.

    Codes are ordered as in the tariff: each heading before its subheadings.
    """

    __slots__ = ()

    noun = "a tariff code"
    form = "2, 4, 6, 8 or 10 to 18 digits, such as 851762"
    _shape = re.compile(r"[0-9]{2}|[0-9]{4}|[0-9]{6}|[0-9]{8}|[0-9]{10,18}")
    _spelling = spelling(BLANKS + ".")

    @property
    def chapter(self) -> str:
        """The first two digits."""
        return self.value[:2]

    @property
    def heading(self) -> str | None:
        """The first four digits; None for a chapter."""
        return self.value[:_HEADING] if len(self.value) >= _HEADING else None

    @property
    def subheading(self) -> str | None:
        """The first six digits, the last that are international; None for a chapter or heading."""
        return self.value[:_SUBHEADING] if len(self.value) >= _SUBHEADING else None

    @property
    def national_digits(self) -> str | None:
        """The digits behind the sixth; None where there are none."""
        return self.value[_SUBHEADING:] or None

    @property
    def is_in_national_chapter(self) -> bool:
        """Whether the chapter is 98 or 99, in which each country has codes of its own."""
        return self.chapter in _NATIONAL_CHAPTERS

    def format(self) -> str:
        """Return the code with dots behind heading and subheading: ``8517.62.0000``."""
        groups = (self.value[:_HEADING], self.value[_HEADING:_SUBHEADING], self.value[_SUBHEADING:])
        return ".".join(filter(None, groups))

    @classmethod
    def _canonical(cls, text: str) -> str:
        joined = text.strip().translate(_WITHOUT_BLANKS)
        return joined if _DECIMAL.fullmatch(joined) else super()._canonical(joined)

    @classmethod
    def _doubts(cls, value: str) -> Iterator[Problem]:
        chapter, heading = value[:2], value[2:_HEADING]
        if chapter in _NO_CHAPTERS:
            found = f"{value!r} stands in chapter {chapter}"
            yield Problem(found, "one of the chapters 01 to 76 and 78 to 99", strong=True)
        elif heading == "00" and chapter not in _NATIONAL_CHAPTERS:
            found = f"{value!r} stands in heading {value[:_HEADING]}"
            yield Problem(found, f"a heading from {chapter}01 on", strong=False)
