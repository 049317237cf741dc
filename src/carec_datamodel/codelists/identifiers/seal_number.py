"""Number or mark of a seal.

Source: no standard fixes its form. ISO 17712 asks that a high-security seal bear a number of
its own and the mark of its manufacturer, but not where and how, so that nothing is taken apart
here. The harmonised model holds 70 signs, the schemas of the New Computerised Transit System 20.

The mark is kept as it is written; only blanks at the ends are tolerated. `compact` is for the
question whether two spellings mean one seal.

>>> departure, border = SealNumber.parse("CN-0000001"), SealNumber.parse("cn 0000001")
>>> departure == border, departure.compact == border.compact
(False, True)
>>> departure.fits_ncts
True
>>> print(*SealNumber.check("CN0000001, CN0000002"))
'CN0000001, CN0000002' holds ',' as a list of seals would; expected one seal
"""

from __future__ import annotations

import re
from collections.abc import Iterator

from carec_datamodel.codelists.identifiers.base import (
    BLANKS,
    HYPHENS,
    UNPRINTED,
    Problem,
    TypedIdentifier,
    spelling,
)
from carec_datamodel.findings import clip

_LENGTH, _LENGTH_IN_NCTS = 70, 20
_GROUPING = spelling(BLANKS + HYPHENS)
_BETWEEN_SEALS = re.compile("[,;]")


class SealNumber(TypedIdentifier):
    """The number or mark of one seal, for example ``CN0000001``."""

    __slots__ = ()

    noun = "a seal number"
    form = f"1 to {_LENGTH} signs on one line with a letter or a digit among them, such as CN0000001"
    _shape = re.compile(rf"(?=.{{1,{_LENGTH}}}\Z)(?=.*[^\W_])(?!\s)[^{UNPRINTED}]+(?<!\s)")

    @property
    def compact(self) -> str:
        """The mark in capital letters without blanks and hyphens, to compare spellings by.

        Nothing else is levelled: leading zeros count, and Cyrillic С is another letter than C.
        """
        return self.value.translate(_GROUPING).upper()

    @property
    def fits_ncts(self) -> bool:
        """Whether the schemas of NCTS take it: at most 20 signs."""
        return len(self.value) <= _LENGTH_IN_NCTS

    @classmethod
    def _why(cls, value: str) -> str:
        return f": it has {len(value)} signs" if len(value) > _LENGTH else ""

    @classmethod
    def _doubts(cls, value: str) -> Iterator[Problem]:
        between = _BETWEEN_SEALS.search(value)
        if between:
            found = f"{clip(value)!r} holds {between[0]!r} as a list of seals would"
            yield Problem(found, "one seal", strong=False)
