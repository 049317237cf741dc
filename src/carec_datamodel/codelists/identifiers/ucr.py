"""Unique consignment reference (UCR), given by the trader and kept from end to end.

Source: the WCO's recommendation on the unique consignment reference: last digit of the year,
country (ISO 3166-1 alpha-2), then what the country and the trader make unique, at most 35
signs in all, which is also the length of WCO element 016. The recommendation lets traders
keep references of another form that their trade already has: another form is therefore only
a weak problem, although it cannot be taken apart here.

Hyphens belong to the reference and letters keep their case; nothing is tolerated but blanks
at the ends. Whether the country exists is a matter of the code list.

>>> reference = UniqueConsignmentReference.parse("6UZ301234567-2026-0042")
>>> reference.year_digit, reference.country, reference.national_part
(6, 'UZ', '301234567-2026-0042')
>>> print(*UniqueConsignmentReference.check("UZ301234567"))
'UZ301234567' is not a unique consignment reference; expected one digit, two letters and 1 to 32 signs without blanks, such as 6UZ301234567-0042
"""  # noqa: E501 - the message stands as it is printed

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from carec_datamodel.codelists.identifiers.base import UNPRINTED, Problem, TypedIdentifier


class UniqueConsignmentReference(TypedIdentifier):
    """The reference of a consignment (WCO), for example ``6UZ301234567-0042``."""

    __slots__ = ()

    noun = "a unique consignment reference"
    form = "one digit, two letters and 1 to 32 signs without blanks, such as 6UZ301234567-0042"
    _shape = re.compile(rf"[0-9][A-Z]{{2}}[^\s{UNPRINTED}]{{1,32}}")

    @classmethod
    def create(cls, *, year: int, country: str, national_part: str) -> Self:
        """Return the reference of these parts.

        Args:
            year: Year in which the reference is given, in full or its last digit.
            country: Country of the trader who gives it, ISO 3166-1 alpha-2.
            national_part: What makes it unique, 1 to 32 signs.

        Raises:
            InvalidIdentifier: A part has another form.
        """
        digit = year % 10
        value = f"{digit}{country}{national_part}"
        return cls._joined(value, year_digit=digit, country=country, national_part=national_part)

    @property
    def year_digit(self) -> int:
        """The last digit of the year; the decade is not said."""
        return int(self.value[0])

    @property
    def country(self) -> str:
        """The two letters of the country."""
        return self.value[1:3]

    @property
    def national_part(self) -> str:
        """What the country and the trader make unique."""
        return self.value[3:]

    @classmethod
    def _doubts(cls, value: str) -> Iterator[Problem]:
        strange = [sign for sign in value if not sign.isascii()]
        if strange:
            found = f"{value!r} holds {strange[0]!r}, which systems on the way may not carry"
            yield Problem(found, "letters A to Z, digits and their punctuation", strong=False)
