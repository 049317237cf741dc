"""Container number: owner code, category, serial number and check digit.

Source: ISO 6346, Freight containers - Coding, identification and marking. The owner code is
registered with the Bureau International des Containers. The category is U for a freight
container, J for equipment that can be taken off, Z for a trailer or chassis.

On a container and on paper the groups stand apart, ``CSQU 305438 3``, some programs set a
hyphen before the check digit; blanks, hyphens and small letters are therefore tolerated.

The check digit is a remainder of a division by 11 and 0 where that is 10. It finds every
wrong digit but one that turns a remainder of 0 into 10 or back, and cannot tell apart letters
whose values differ by 11 or 22, such as A, K and U. The standard advises owners against serial
numbers with the remainder 10; they exist all the same and are no problem here.

>>> number = ContainerNumber.parse("csqu 305438-3")
>>> str(number), number.format()
('CSQU3054383', 'CSQU 305438 3')
>>> number.owner_code, number.category, number.serial, number.check_digit
('CSQ', 'U', '305438', 3)
>>> print(*ContainerNumber.check("CSQU3054384"))
'CSQU3054384' ends in the wrong check digit 4; expected 3
>>> ContainerNumber.create(owner_code="TST", serial="123456")
ContainerNumber('TSTU1234568')
>>> ContainerNumber.parse("TEST1234567")
Traceback (most recent call last):
carec_datamodel.errors.InvalidIdentifier: 'TEST1234567' is not a container number; expected three letters, one of U, J and Z, and seven digits, such as CSQU3054383
"""  # noqa: E501 - the message stands as it is printed

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import Self

from carec_datamodel.codelists.identifiers.base import BLANKS, HYPHENS, Problem, TypedIdentifier, spelling
from carec_datamodel.codelists.identifiers.check_digits import iso6346_check_digit


class ContainerNumber(TypedIdentifier):
    """The number of a container (ISO 6346), for example ``CSQU3054383``."""

    __slots__ = ()

    noun = "a container number"
    form = "three letters, one of U, J and Z, and seven digits, such as CSQU3054383"
    _shape = re.compile(r"[A-Z]{3}[UJZ][0-9]{7}")
    _spelling = spelling(BLANKS + HYPHENS, capitals=True)
    _form_is_strong = True

    @classmethod
    def create(cls, *, owner_code: str, serial: str, category: str = "U") -> Self:
        """Return the number of these parts with its check digit.

        Raises:
            InvalidIdentifier: A part has another form.
        """
        body = f"{owner_code}{category}{serial}"
        value = f"{body}{iso6346_check_digit(body)}"
        return cls._joined(value, owner_code=owner_code, category=category, serial=serial)

    @property
    def owner_code(self) -> str:
        """The three letters of the owner, as registered."""
        return self.value[:3]

    @property
    def category(self) -> str:
        """The kind of equipment: U, J or Z."""
        return self.value[3]

    @property
    def serial(self) -> str:
        """The six digits of the serial number."""
        return self.value[4:10]

    @property
    def check_digit(self) -> int:
        """The last digit."""
        return int(self.value[10])

    def format(self) -> str:
        """Return the number in groups, as on the container: ``CSQU 305438 3``."""
        return f"{self.value[:4]} {self.serial} {self.check_digit}"

    @classmethod
    def _doubts(cls, value: str) -> Iterator[Problem]:
        right = str(iso6346_check_digit(value[:10]))
        if value[10] != right:
            yield Problem(f"{value!r} ends in the wrong check digit {value[10]}", right, strong=True)
