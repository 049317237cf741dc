"""The closed set of transforms, each with its inverse.

A transform turns the text of a national value into the lexical form of the model
(`read`) and back (`write`). Either returns None when the value is none of its own,
so that the next row for the same element may try; `read` raises `LexicalError` when
the value is wrong.
"""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field
from decimal import Decimal, InvalidOperation

from carec_datamodel.crosswalk.codes import CodeTable
from carec_datamodel.errors import CrosswalkError, LexicalError
from carec_datamodel.model.lexical import decimal_text

TextFunction = Callable[[str], str | None]

_PLAIN_NUMBER = re.compile(r"-?(?:0|[1-9][0-9]*)(?:\.[0-9]+)?$")
_NUMBER = re.compile(r"[+-]?(?:[0-9]+\.?[0-9]*|\.[0-9]+)(?:[Ee][+-]?[0-9]{1,3})?$")
_CALL = re.compile(r"([a-z]+)(?:\((.*)\))?$")
_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


@dataclass(frozen=True, slots=True)
class Condition:
    """``when(path=value|value)`` or ``when(path!=value)``: the row counts only if that holds."""

    path: str
    values: frozenset[str]
    negated: bool

    def holds(self, text: str) -> bool:
        """Return whether the national *text* at `path` meets the condition."""
        return (text in self.values) != self.negated


@dataclass(slots=True)
class Transform:
    """What the transform column of one row says.

    Attributes:
        read: National text to harmonised text.
        write: Harmonised text to national text.
        chars: The national value is these characters, from 0, of the harmonised value.
        word: The national value is word i (from 0) of n of the harmonised value.
        slice: The harmonised value is these characters, from 0, of the national value.
        lines: The harmonised value is the national value's lines from this one on (from 0).
        line: The harmonised value is this line (from 0) of the national value.
        row_of: The national value is this line (from 0) of the harmonised value.
        unit: Unit that the format leaves unsaid.
        currency: National path of the currency of the amount.
        condition: When the row counts.
        also: The row is read besides the others of its element, and written only in their stead.
        same: The element repeats what another row holds; it fills in where that one is absent.
        readonly: The same, but the element is not written again.
        swappable: Whether a text could as well be a date with day and month the other way round.
        position: The harmonised value is the position of the entry, from 1.
        constant: The national value is always this.
    """

    read: TextFunction
    write: TextFunction
    chars: tuple[int, int | None] | None = None
    word: tuple[int, int] | None = None
    slice: tuple[int, int | None] | None = None
    lines: int | None = None
    line: int | None = None
    row_of: int | None = None
    unit: str | None = None
    currency: str | None = None
    condition: Condition | None = None
    also: bool = False
    same: bool = False
    readonly: bool = False
    swappable: Callable[[str], bool] | None = None
    position: bool = False
    constant: str | None = None
    names: tuple[str, ...] = field(default=())

    @property
    def splits(self) -> bool:
        """Whether the row takes a piece of the national value and others take the rest."""
        return self.slice is not None or self.lines is not None or self.line is not None

    @property
    def joins(self) -> bool:
        """Whether the national value is a piece of the harmonised one."""
        return self.chars is not None or self.word is not None or self.row_of is not None


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


def read_token(text: str) -> str:
    """Return *text* on one line: a line break with the blanks around it becomes one blank."""
    return _BREAK.sub(" ", text) if "\n" in text or "\r" in text or "\t" in text else text


def _identity(text: str) -> str:
    return text


_DATE_PARTS = {
    "YYYY": r"(?P<year>[0-9]{4})",
    "YY": r"(?P<short>[0-9]{2})",
    "MM": r"(?P<month>[0-9]{2})",
    "DD": r"(?P<day>[0-9]{2})",
    "M": r"(?P<month>[0-9]{1,2})",
    "D": r"(?P<day>[0-9]{1,2})",
}
_DATE_TOKEN = re.compile("YYYY|YY|MM|DD|M|D")


def date_functions(pattern: str) -> tuple[TextFunction, TextFunction]:
    """Return reader and writer for dates such as ``M/D/YY`` or ``YYYY-MM-DD``.

    Several patterns are parted by ``|``; the first is written, and the first that gives
    a date is read. Years of two digits lie between 1970 and 2069.
    """
    patterns = pattern.split("|")
    readers = [
        re.compile(_DATE_TOKEN.sub(lambda m: _DATE_PARTS[m.group()], re.escape(p)) + "$") for p in patterns
    ]

    def read(text: str) -> str:
        for reader in readers:
            match = reader.match(text)
            if match is None:
                continue
            parts = match.groupdict()
            short = parts.get("short")
            year = int(parts["year"]) if short is None else int(short) + (2000 if int(short) < 70 else 1900)  # noqa: PLR2004
            try:
                return dt.date(year, int(parts["month"]), int(parts["day"])).isoformat()
            except ValueError:
                continue
        raise LexicalError(f"{text!r} is not a date; expected {' or '.join(patterns)}")

    def write(value: str) -> str | None:
        day = dt.date.fromisoformat(value[:10])
        if len(value) > 10:  # noqa: PLR2004 - a time or a zone, which the format cannot say
            return None
        spelled = {
            "YYYY": f"{day.year:04}",
            "YY": f"{day.year % 100:02}",
            "MM": f"{day.month:02}",
            "DD": f"{day.day:02}",
            "M": str(day.month),
            "D": str(day.day),
        }
        text = _DATE_TOKEN.sub(lambda m: spelled[m.group()], patterns[0])
        return text if read(text) == value else None

    return read, write


def _swappable(text: str) -> bool:
    first, _, rest = text.partition("/")
    second = rest.partition("/")[0]
    months = {str(month) for month in range(1, 13)}
    return first.lstrip("0") in months and second.lstrip("0") in months and first != second


def _flag_functions(yes: str, no: str) -> tuple[TextFunction, TextFunction]:
    spelled = {"true": yes, "false": no}
    read = {yes: "true", no: "false"}

    def reader(text: str) -> str:
        if text not in read or not text:
            raise LexicalError(f"{text!r} is neither {yes!r} nor {no!r}")
        return read[text]

    return reader, lambda value: spelled[value] or None


def _code_functions(table: CodeTable) -> tuple[TextFunction, TextFunction]:
    return table.inward.get, table.outward.get


def _scale_functions(factor: Decimal) -> tuple[TextFunction, TextFunction]:
    def read(text: str) -> str:
        return decimal_text(Decimal(read_number(text)) * factor)

    def write(value: str) -> str | None:
        text = decimal_text((Decimal(value) / factor).normalize())
        return text if Decimal(text) * factor == Decimal(value) else None

    return read, write


Caller = tuple[TextFunction, TextFunction]
"""Reader and writer that a format brings itself, for ``call(name)``."""


def compile_transform(
    column: str, *, token: bool, codes: Callable[[str], CodeTable], callers: Mapping[str, Caller]
) -> Transform:
    """Compile the transform column of a row.

    Args:
        column: Transforms parted by ``; ``, for example ``number; unit(KGM)``.
        token: Whether the target holds codes or identifiers, which stand on one line.
        codes: Gives a code table by name.
        callers: Functions of the format, by name.

    Raises:
        CrosswalkError: Unknown transform or wrong arguments.
    """
    result = Transform(read_token if token else _identity, _identity)
    names = []
    for part in filter(None, (piece.strip() for piece in column.split(";"))):
        match = _CALL.match(part)
        if match is None:
            raise CrosswalkError(f"{part!r} is not a transform")
        name, argument = match.group(1), match.group(2) or ""
        names.append(name)
        _apply(result, name, argument, codes, callers)
    result.names = tuple(names)
    return result


def _apply(
    result: Transform,
    name: str,
    argument: str,
    codes: Callable[[str], CodeTable],
    callers: Mapping[str, Caller],
) -> None:
    match name:
        case "text":
            pass
        case "number":
            result.read = read_number
        case "integer":
            result.read = read_integer
        case "date":
            result.read, result.write = date_functions(argument)
            result.swappable = _swappable if argument.startswith(("M/", "D/", "MM/", "DD/")) else None
        case "code":
            result.read, result.write = _code_functions(codes(argument))
        case "flag":
            yes, _, no = argument.partition(",")
            result.read, result.write = _flag_functions(yes, no)
        case "scale":
            result.read, result.write = _scale_functions(Decimal(argument))
        case "call":
            if argument not in callers:
                raise CrosswalkError(f"call({argument}): the format has no such function")
            result.read, result.write = callers[argument]
        case "unit":
            result.unit = argument
        case "currency":
            result.currency = argument
        case "chars":
            result.chars = _span(argument)
        case "slice":
            result.slice = _span(argument)
        case "part":
            position, _, total = argument.partition(",")
            result.word = int(position) - 1, int(total)
        case "lines":
            result.lines = int(argument) - 1
        case "line":
            result.line = int(argument) - 1
        case "row":
            result.row_of = int(argument) - 1
        case "const":
            result.constant = argument
        case "also":
            result.also = True
        case "same":
            result.same = True
        case "fallback":
            result.same = result.readonly = True
        case "position":
            result.position = True
        case "when":
            result.condition = _condition(argument)
        case _:
            raise CrosswalkError(f"{name!r} is not a transform")


def _span(argument: str) -> tuple[int, int | None]:
    first, _, last = argument.partition(",")
    return int(first) - 1, int(last) if last.strip() else None


def _condition(argument: str) -> Condition:
    negated = "!=" in argument
    path, _, values = argument.partition("!=" if negated else "=")
    if not path or not values:
        raise CrosswalkError(f"when({argument}): expected when(path=value) or when(path!=value)")
    return Condition(path.strip(), frozenset(values.split("|")), negated)
