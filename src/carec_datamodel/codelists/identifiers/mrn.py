"""Movement reference number (MRN), which customs give to a declaration.

Source: the form is that of the schemas of the New Computerised Transit System, phase 5
(51.8.6): year, country, 13 letters and digits, check digit. In transit the last sign but one
is a letter from J to M, which tells the procedure: always from 2025 on, in 2024 in some.

The check digit is that of ISO 6346 over the 17 signs before it, with 0 for a remainder of 10;
all numbers in real answers and releases of the authorities agree. Schemas do not check it, and
messages made by hand for tests mostly have a wrong one: a weak problem.

Whether the country exists is a matter of the code list.

Blanks and small letters are tolerated, as people type it from an accompanying document.

>>> number = MovementReferenceNumber.create(year=2026, country="GE", reference="0002460ABCD1J")
>>> str(number)
'26GE0002460ABCD1J3'
>>> number.year, number.country, number.reference, number.check_digit
(2026, 'GE', '0002460ABCD1J', 3)
>>> number.procedure_letter, number.fits_ncts, number.has_right_check_digit
('J', True, True)
>>> print(*MovementReferenceNumber.check("26GE0002460ABCD1J7"))
'26GE0002460ABCD1J7' ends in the wrong check digit 7; expected 3
>>> MovementReferenceNumber.parse("26ge 0002460abcd1j 7").has_right_check_digit
False
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from carec_datamodel.codelists.identifiers.base import BLANKS, Problem, TypedIdentifier, spelling
from carec_datamodel.codelists.identifiers.check_digits import iso6346_check_digit

_CENTURY = 2000
_FIRST_WITH_LETTER, _LAST_WITHOUT_LETTER = 2024, 2024
_TRANSIT_LETTERS = frozenset("JKLM")


class MovementReferenceNumber(TypedIdentifier):
    """The number of a customs declaration or movement, for example ``26GE0002460ABCD1J3``."""

    __slots__ = ()

    noun = "a movement reference number"
    form = "two digits, two letters, 13 letters or digits and one digit, such as 26GE0002460ABCD1J3"
    _shape = re.compile(r"[0-9]{2}[A-Z]{2}[A-Z0-9]{13}[0-9]")
    _spelling = spelling(BLANKS, capitals=True)
    _form_is_strong = True

    @classmethod
    def create(cls, *, year: int, country: str, reference: str) -> Self:
        """Return the number of these parts with its check digit.

        Args:
            year: Year of acceptance, 2000 to 2099.
            country: Country of the office, ISO 3166-1 alpha-2.
            reference: 13 letters and digits; the last is the letter of the procedure, if any.

        Raises:
            InvalidIdentifier: A part has another form.
        """
        body = f"{year % 100:02}{country}{reference}"
        value = f"{body}{iso6346_check_digit(body)}"
        return cls._joined(value, year=year, country=country, reference=reference)

    @property
    def year(self) -> int:
        """The year of acceptance, in full."""
        return _CENTURY + int(self.value[:2])

    @property
    def country(self) -> str:
        """The two letters of the country; XI and the like are used too."""
        return self.value[2:4]

    @property
    def reference(self) -> str:
        """The 13 signs that the country gives, the letter of the procedure among them."""
        return self.value[4:17]

    @property
    def check_digit(self) -> int:
        """The last digit, be it right or wrong."""
        return int(self.value[17])

    @property
    def has_right_check_digit(self) -> bool:
        """Whether the last digit is the one that the others give."""
        return self.check_digit == iso6346_check_digit(self.value[:17])

    @property
    def procedure_letter(self) -> str | None:
        """The letter of the procedure; None before 2024, and where no letter stands.

        In 2024 numbers without one were still given, in which a letter there means nothing.
        """
        sign = self.value[16]
        return sign if self.year >= _FIRST_WITH_LETTER and sign.isalpha() else None

    @property
    def fits_ncts(self) -> bool:
        """Whether the schemas of NCTS take it: from 2025 on only with a letter from J to M."""
        return self.year <= _LAST_WITHOUT_LETTER or self.value[16] in _TRANSIT_LETTERS

    @classmethod
    def _doubts(cls, value: str) -> Iterator[Problem]:
        right = str(iso6346_check_digit(value[:17]))
        if value[17] != right:
            yield Problem(f"{value!r} ends in the wrong check digit {value[17]}", right, strong=False)
