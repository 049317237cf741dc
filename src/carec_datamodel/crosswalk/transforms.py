"""The closed set of transforms, each with its inverse.

A transform turns the text of a national value into the lexical form of the model
(`read`) and back (`write`). Either returns None when the value is none of its own,
so that the next row for the same element may try; `read` raises `LexicalError` when
the value is wrong.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass, field

from carec_datamodel.crosswalk.codes import CodeTable
from carec_datamodel.crosswalk.transform_arguments import (
    Condition,
    condition,
    nothing,
    position,
    separators,
    something,
    span,
    spellings,
    word,
)
from carec_datamodel.crosswalk.transform_dates import date_functions, swappable, utc_functions
from carec_datamodel.crosswalk.transform_numbers import read_integer, read_number, scale_functions
from carec_datamodel.crosswalk.transform_times import time_functions
from carec_datamodel.errors import CrosswalkError, LexicalError

TextFunction = Callable[[str], str | None]

_CALL = re.compile(r"([a-z]+)(?:\((.*)\))?$")
_BREAK = re.compile(r"[ \t]*[\r\n][ \t\r\n]*")


@dataclass(slots=True)
class Transform:
    """What the transform column of one row says.

    Attributes:
        read: National text to harmonised text.
        write: Harmonised text to national text.
        chars: The national value is these characters, from 0, of the harmonised value.
        word: The national value is word i (from 0) of n of the harmonised value.
        sign: What parts those words where that is no blank; words that are missing are empty then.
        slice: The harmonised value is these characters, from 0, of the national value.
        lines: The harmonised value is the national value's lines from this one on (from 0).
        line: The harmonised value is this line (from 0) of the national value.
        row_of: The national value is this line (from 0) of the harmonised value.
        moment: ``time`` if the national value is the time of the harmonised date and time, ``date``
            if it is the date of one whose time another row holds.
        parted: What parts the entries that the national value lists, and what closes the list.
        unit: Unit that the format leaves unsaid.
        money: Currency that the format leaves unsaid.
        currency: National path of the currency of the amount.
        condition: When the row counts.
        wrap: The element repeats and holds the harmonised text in pieces of at most so many characters.
        given: Element of the same entry that the message must hold for the row to be written.
        also: The row is read besides the others of its element, and written only in their stead.
        same: The element repeats what another row holds; it fills in where that one is absent.
        readonly: The same, but the element is not written again.
        otherwise: The element is written only where none before it has said the value.
        swappable: Whether a text could as well be a date with day and month the other way round.
        position: The harmonised value is the position of the entry, from 1.
        ordinal: The national value counts the repeating elements it stands in, from 1, where the
            message holds no number.
        codes: Table of the national codes and what they mean.
        constant: The national value is always this.
        forms: The national value says in which form the harmonised date stands elsewhere: the code
            of a date alone, and that of a date and time.
    """

    read: TextFunction
    write: TextFunction
    chars: tuple[int, int | None] | None = None
    word: tuple[int, int] | None = None
    sign: str = ""
    slice: tuple[int, int | None] | None = None
    lines: int | None = None
    line: int | None = None
    row_of: int | None = None
    moment: str = ""
    parted: tuple[str, str] | None = None
    unit: str | None = None
    money: str | None = None
    currency: str | None = None
    condition: Condition | None = None
    wrap: int = 0
    given: str = ""
    also: bool = False
    same: bool = False
    readonly: bool = False
    otherwise: bool = False
    swappable: Callable[[str], bool] | None = None
    position: bool = False
    ordinal: bool = False
    codes: CodeTable | None = None
    constant: str | None = None
    forms: tuple[str, str] | None = None
    names: tuple[str, ...] = field(default=())

    @property
    def splits(self) -> bool:
        """Whether the row takes a piece of the national value and others take the rest."""
        return self.slice is not None or self.lines is not None or self.line is not None

    @property
    def joins(self) -> bool:
        """Whether the national value is a piece of the harmonised one."""
        return bool(self.chars or self.word or self.row_of is not None or self.moment)


def read_token(text: str) -> str:
    """Return *text* on one line: a line break with the blanks around it becomes one blank."""
    return _BREAK.sub(" ", text) if "\n" in text or "\r" in text or "\t" in text else text


def _identity(text: str) -> str:
    return text


def _flag_functions(yes: str, no: str) -> tuple[TextFunction, TextFunction]:
    spelled = {"true": yes, "false": no}
    read = {yes: "true", no: "false"}

    def reader(text: str) -> str:
        if text not in read or not text:
            raise LexicalError(f"{text!r} is neither {yes!r} nor {no!r}")
        return read[text]

    return reader, lambda value: spelled[value] or None


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
        if name in names:
            raise CrosswalkError(f"{name} stands twice; expected each transform once")
        names.append(name)
        _apply(result, name, argument, codes, callers)
    result.names = tuple(names)
    if "utc" in names:
        if "date" not in names:
            raise CrosswalkError("utc: only a date(...) can be in UTC")
        result.read, result.write = utc_functions(result.read, result.write)
    return result


def _apply(
    result: Transform,
    name: str,
    argument: str,
    codes: Callable[[str], CodeTable],
    callers: Mapping[str, Caller],
) -> None:
    match name:
        case "text" | "number" | "integer" | "position" | "ordinal" | "utc":
            nothing(name, argument)
            _apply_word(result, name)
        case "also" | "same" | "fallback" | "else":
            nothing(name, argument)
            _apply_word(result, name)
        case "date":
            result.read, result.write = date_functions(argument)
            result.swappable = swappable if argument.startswith(("M/", "D/", "MM/", "DD/")) else None
        case "time":
            result.read, result.write = time_functions(argument)
            result.moment = name
        case "list":
            result.parted = separators(name, argument)
        case "code":
            result.codes = codes(argument)
            result.read, result.write = result.codes.inward.get, result.codes.outward.get
        case "flag":
            result.read, result.write = _flag_functions(*spellings(name, argument))
        case "scale":
            result.read, result.write = scale_functions(argument)
        case "call":
            if argument not in callers:
                raise CrosswalkError(f"call({argument}): the format has no such function")
            result.read, result.write = callers[argument]
        case "unit":
            result.unit = something(name, argument)
        case "money":
            result.money = something(name, argument)
        case "currency":
            result.currency = something(name, argument)
        case "chars":
            result.chars = span(name, argument)
        case "slice":
            result.slice = span(name, argument)
        case "part":
            *places, result.sign = word(name, argument)
            result.word = places[0], places[1]
        case "lines":
            result.lines = position(name, argument)
        case "line":
            result.line = position(name, argument)
        case "row":
            result.row_of = position(name, argument)
        case "const":
            result.constant = something(name, argument)
        case "form":
            result.forms = spellings(name, argument)
        case "when":
            result.condition = condition(argument)
        case "wrap":
            result.wrap = position(name, argument) + 1
        case "given":
            result.given = something(name, argument)
        case _:
            raise CrosswalkError(f"{name!r} is not a transform")


def _apply_word(result: Transform, name: str) -> None:
    """Note a transform that takes no argument; ``text`` leaves everything as it is, ``utc`` comes last."""
    match name:
        case "number":
            result.read = read_number
        case "integer":
            result.read = read_integer
        case "also":
            result.also = True
        case "same":
            result.same = True
        case "fallback":
            result.same = result.readonly = True
        case "else":
            result.otherwise = True
        case "position":
            result.position = True
        case "ordinal":
            result.ordinal = True
