"""Number of a TIR carnet: series and number, or a number alone.

Source: the schemas of the EAEU (two letters and eight digits, as separate elements) and of the
New Computerised Transit System, phase 5 (51.8.6): a number alone goes up to 25000000; from
there on two letters stand before it, one of them an X, and it may have nine digits. Which
series belongs to which number is not published, nor is the check that rule R0990 of NCTS
asks for. The schemas differ, so that every problem is a weak one.

Blanks between series and number, and small letters, are tolerated.

>>> carnet = TirCarnetNumber.parse("xj 78901234")
>>> str(carnet), carnet.series, carnet.number
('XJ78901234', 'XJ', '78901234')
>>> carnet.format()
'XJ 78901234'
>>> TirCarnetNumber.parse("1234567").series is None
True
>>> print(*TirCarnetNumber.check("BB78901234"))
'BB78901234' has the series BB; expected two letters, one of them X
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from carec_datamodel.codelists.identifiers.base import BLANKS, Problem, TypedIdentifier, spelling

_FIRST_WITH_SERIES = 25_000_000


class TirCarnetNumber(TypedIdentifier):
    """The number of a TIR carnet, for example ``XJ78901234``."""

    __slots__ = ()

    noun = "a TIR carnet number"
    form = "two letters and eight or nine digits, such as XJ78901234, or a number up to 25000000"
    _shape = re.compile(
        r"[A-Z]{2}(?:[0-9]{8}|[1-9][0-9]{8})|[1-9][0-9]{0,6}|(?:1[0-9]|2[0-4])[0-9]{6}|25000000"
    )
    _spelling = spelling(capitals=True)

    @classmethod
    def create(cls, *, number: str, series: str | None = None) -> Self:
        """Return the carnet number of these parts.

        Raises:
            InvalidIdentifier: A part has another form.
        """
        return cls._joined(f"{series or ''}{number}", number=number, series=series)

    @property
    def series(self) -> str | None:
        """The two letters before the number, if there are any."""
        return self.value[:2] if self.value[0].isalpha() else None

    @property
    def number(self) -> str:
        """The digits, with leading zeros where they are written."""
        return self.value[2:] if self.value[0].isalpha() else self.value

    @property
    def fits_ncts(self) -> bool:
        """Whether the schemas of NCTS take it, whose further check (R0990) is not published."""
        return not type(self).check(self.value)

    def format(self) -> str:
        """Return series and number with a blank between them: ``XJ 78901234``."""
        return f"{self.series} {self.number}" if self.series else self.number

    @classmethod
    def _canonical(cls, text: str) -> str:
        spelled = super()._canonical(text)
        return spelled[:2] + spelled[2:].lstrip(BLANKS) if spelled[:2].isalpha() else spelled

    @classmethod
    def _doubts(cls, value: str) -> Iterator[Problem]:
        series, number = value[:2], value[2:]
        if not series.isalpha():
            return
        if "X" not in series:
            yield Problem(f"{value!r} has the series {series}", "two letters, one of them X", strong=False)
        if int(number) < _FIRST_WITH_SERIES:
            yield Problem(
                f"{value!r} has a series and the number {int(number)}",
                f"a series only from {_FIRST_WITH_SERIES} on",
                strong=False,
            )
