"""The arithmetic of check digits that several identifiers share.

Source: ISO 6346, annex A, whose arithmetic the movement reference number has too.

>>> iso6346_check_digit("CSQU305438")
3
"""

from __future__ import annotations

from collections.abc import Iterable
from operator import mul
from string import ascii_uppercase, digits

from carec_datamodel.errors import InvalidIdentifier
from carec_datamodel.findings import clip


def weighted_sum(values: Iterable[int], weights: Iterable[int]) -> int:
    """Return the sum of all *values*, each times its weight.

    >>> weighted_sum([3, 0, 5], [1, 2, 4])
    23
    """
    return sum(map(mul, values, weights))


# From 10 for A to 38 for Z without the multiples of 11, which the remainder could not see.
_LETTER_VALUES = [number for number in range(10, 39) if number % 11]
_VALUES = {**dict(zip(ascii_uppercase, _LETTER_VALUES, strict=True)), **{sign: int(sign) for sign in digits}}
_MODULUS = 11


def iso6346_remainder(text: str) -> int:
    """Return the remainder, 0 to 10, of capital letters and digits: the weights are 1, 2, 4, 8...

    Raises:
        InvalidIdentifier: *text* holds another sign.
    """
    try:
        values = [_VALUES[sign] for sign in text]
    except KeyError as error:
        expected = "capital letters A to Z and digits"
        message = f"{clip(text)!r} has no check digit because of {error.args[0]!r}; expected {expected}"
        raise InvalidIdentifier(message, value=text, expected=expected) from None
    return weighted_sum(values, (1 << place for place in range(len(values)))) % _MODULUS


def iso6346_check_digit(text: str) -> int:
    """Return the check digit: the remainder, but 0 where that is 10.

    Raises:
        InvalidIdentifier: *text* holds something else than capital letters and digits.
    """
    return iso6346_remainder(text) % 10
