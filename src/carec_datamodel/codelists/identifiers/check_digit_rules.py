"""Check digits of national numbers, one small function for each rule.

Each function takes the signs before the check digit and gives the check digit, or several,
as text; nothing where no number with these signs is issued. `CHECK_RULES` names the rules
for the table of registrations.

Sources: GB 32100-2015 for the unified social credit code, ISO 6346 for containers; the other
rules as they are published for the numbers that they are named after. How sure each is, the
table says where it uses it.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from string import ascii_uppercase, digits
from typing import NamedTuple

from carec_datamodel.codelists.identifiers.check_digits import iso6346_check_digit, weighted_sum
from carec_datamodel.errors import InvalidIdentifier
from carec_datamodel.findings import clip

_NO_DIGIT = 10
"""The remainder of a division by 11 that no digit can show."""
_LETTERS_AND_DIGITS = digits + ascii_uppercase
_CREDIT_CODE_SIGNS = "0123456789ABCDEFGHJKLMNPQRTUWXY"
_UNP_SECOND_LETTERS = "ABCEHKMOPT"


def _values(text: str, weights: Sequence[int], signs: str = digits) -> list[int]:
    """Return the place of each sign of *text* among *signs*; there is one for each weight."""
    if len(text) != len(weights) or not set(text) <= set(signs):
        expected = f"{len(weights)} signs of {signs}"
        message = f"{clip(text)!r} has no check digit; expected {expected}"
        raise InvalidIdentifier(message, value=text, expected=expected)
    return [signs.index(sign) for sign in text]


def _remainder(text: str, weights: Sequence[int]) -> int:
    return weighted_sum(_values(text, weights), weights) % 11


def kz12(body: str) -> str:
    """Return the check digit of a Kazakh BIN or IIN: remainder by 11, twice if the first has no digit.

    >>> kz12("49124000000"), kz12("49124000180")
    ('9', '2')
    """
    for weights in (range(1, 12), (3, 4, 5, 6, 7, 8, 9, 10, 11, 1, 2)):
        remainder = _remainder(body, weights)
        if remainder != _NO_DIGIT:
            return str(remainder)
    return ""


def voen(body: str) -> str:
    """Return the ninth digit of an Azerbaijani VOEN: remainder by 11.

    >>> voen("00000001")
    '3'
    """
    remainder = _remainder(body, (4, 1, 8, 6, 2, 7, 5, 3))
    return "" if remainder == _NO_DIGIT else str(remainder)


def uscc(body: str) -> str:
    """Return the last sign of a Chinese unified social credit code: powers of 3, remainder by 31.

    >>> uscc("91000000000000000")
    'K'
    """
    modulus = len(_CREDIT_CODE_SIGNS)
    weights = [pow(3, place, modulus) for place in range(17)]
    total = weighted_sum(_values(body, weights, _CREDIT_CODE_SIGNS), weights)
    return _CREDIT_CODE_SIGNS[-total % modulus]


def pinfl(body: str) -> str:
    """Return the last digit of an Uzbek PINFL: weights 7, 3, 1, remainder by 10.

    >>> pinfl("5311299000000")
    '0'
    """
    weights = (7, 3, 1, 7, 3, 1, 7, 3, 1, 7, 3, 1, 7)
    return str(weighted_sum(_values(body, weights), weights) % 10)


def inn10(body: str) -> str:
    """Return the last digit of the Russian INN of a legal entity: remainder by 11, 0 where that is 10.

    >>> inn10("000000001")
    '8'
    """
    return str(_remainder(body, (2, 4, 10, 3, 5, 9, 4, 6, 8)) % 10)


def inn12(body: str) -> str:
    """Return the last two digits of the Russian INN of a person, each as in `inn10`.

    >>> inn12("0000000001")
    '84'
    """
    first = str(_remainder(body, (7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 10)
    return first + str(_remainder(body + first, (3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8)) % 10)


def unp(body: str) -> str:
    """Return the last digit of a Belarusian UNP: remainder by 11.

    Of two letters in front the first counts by its place behind the digits, A as 10, the second
    by its place in ABCEHKMOPT.

    >>> unp("99999990"), unp("AA000000")
    ('5', '4')
    """
    weights = (29, 23, 19, 17, 13, 7, 5, 3)
    first, rest = body[:1], body[1:]
    if first.isalpha() and rest[:1] in _UNP_SECOND_LETTERS:
        rest = f"{_UNP_SECOND_LETTERS.find(rest[:1])}{rest[1:]}"
    values = _values(first, weights[:1], _LETTERS_AND_DIGITS) + _values(rest, weights[1:])
    remainder = weighted_sum(values, weights) % 11
    return "" if remainder == _NO_DIGIT else str(remainder)


def iso6346(body: str) -> str:
    """Return the check digit of a container number.

    >>> iso6346("CSQU305438")
    '3'
    """
    return str(iso6346_check_digit(body))


def luhn(body: str) -> str:
    """Return the check digit of a wagon: from the right each second digit is doubled, remainder by 10.

    >>> luhn("9400000"), luhn("33000000000")
    ('7', '1')
    """
    values = _values(body, range(len(body)))[::-1]
    return str(-sum(values[1::2] + [sum(divmod(2 * value, 10)) for value in values[::2]]) % 10)


def esr(body: str) -> str:
    """Return the check digit of a railway station: remainder by 11, twice, then 0.

    >>> esr("70850"), esr("06007")
    ('7', '3')
    """
    for weights in (range(1, 6), range(3, 8)):
        remainder = _remainder(body, weights)
        if remainder != _NO_DIGIT:
            return str(remainder)
    return "0"


class CheckRule(NamedTuple):
    """A rule, and where its check digits stand.

    Attributes:
        digits: The function that works them out from all signs before them.
        place: Where the first of them stands, counted from the end if negative.
        width: How many they are.
    """

    digits: Callable[[str], str]
    place: int
    width: int = 1

    def found(self, value: str) -> str:
        """Return the check digits that *value* has."""
        return value[self.place :][: self.width]

    def right(self, value: str) -> str:
        """Return the check digits that *value* should have; nothing where no such number is issued."""
        return self.digits(value[: self.place])

    def corrected(self, value: str) -> str:
        """Return *value* with the right check digits; nothing where no such number is issued.

        >>> CHECK_RULES["voen"].corrected("0000000191")
        '0000000131'
        """
        right = self.right(value)
        return right and value[: self.place] + right + value[self.place :][self.width :]


CHECK_RULES = {
    "esr": CheckRule(esr, 5),
    "inn10": CheckRule(inn10, 9),
    "inn12": CheckRule(inn12, 10, 2),
    "iso6346": CheckRule(iso6346, 10),
    "kz12": CheckRule(kz12, 11),
    "luhn": CheckRule(luhn, -1),
    "pinfl": CheckRule(pinfl, 13),
    "unp": CheckRule(unp, 8),
    "uscc": CheckRule(uscc, 17),
    "voen": CheckRule(voen, 8),
}
"""The rules by the names that the table of registrations uses."""
