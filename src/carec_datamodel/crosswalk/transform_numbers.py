"""Numbers of a national format, both ways, without the loss of a digit."""

from __future__ import annotations

import re
from collections.abc import Callable
from decimal import Context, Decimal, Inexact, InvalidOperation

from carec_datamodel.errors import CrosswalkError, LexicalError
from carec_datamodel.model.lexical import decimal_text

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?$")
_FACTOR = re.compile(r"[0-9]{1,20}(?:\.[0-9]{1,20})?")
# More digits than a number of the model and a factor have together: what does not fit has no end.
_EXACT = Context(prec=100, traps=[Inexact])


def read_number(text: str) -> str:
    """Return *text* in plain decimal notation, scale kept.

    Java's ``1.0623724E7`` becomes ``10623724``.

    Raises:
        LexicalError: *text* is not a number, for example because of a thousands comma.
    """
    if _PLAIN_NUMBER.match(text):
        return text
    if not _NUMBER.match(text):
        raise LexicalError(f"{text!r} is not a number; write it like 1234.50")
    try:
        return decimal_text(Decimal(text))
    except InvalidOperation:  # pragma: no cover - the pattern leaves nothing for it
        raise LexicalError(f"{text!r} is not a number; write it like 1234.50") from None


def read_integer(text: str) -> str:
    """Return *text* as a whole number: ``2.0``, as Java prints it, becomes ``2``.

    Raises:
        LexicalError: *text* is not a whole number.
    """
    value = Decimal(read_number(text))
    if value != value.to_integral_value():
        raise LexicalError(f"{text!r} is not a whole number")
    return decimal_text(value.to_integral_value())


def scale_functions(argument: str) -> tuple[Callable[[str], str], Callable[[str], str | None]]:
    """Return reader and writer of numbers that the format writes divided by *argument*.

    Raises:
        CrosswalkError: *argument* is not a number above zero.
    """
    factor = Decimal(argument if _FACTOR.fullmatch(argument) else 0)
    if not factor:
        raise CrosswalkError(f"scale({argument}): expected a number above zero such as scale(1000)")

    def read(text: str) -> str:
        try:
            return decimal_text(_EXACT.multiply(Decimal(read_number(text)), factor))
        except Inexact:
            raise LexicalError(f"{text!r} has more digits than a number may have") from None

    def write(value: str) -> str | None:
        try:
            return decimal_text(_EXACT.normalize(_EXACT.divide(Decimal(value), factor)))
        except Inexact:  # the quotient has no end
            return None

    return read, write
