"""The arguments of transforms: what stands between their brackets, as typed values."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carec_datamodel.codelists.scripts import latin_look
from carec_datamodel.errors import CrosswalkError

_POSITION = re.compile(r"[1-9][0-9]{0,5}")


@dataclass(frozen=True, slots=True)
class Condition:
    """``when(path=value|value)`` or ``when(path!=value)``: the row counts only if that holds.

    No value at all is that of an element without one. Letters of two scripts that look alike are one here.

    Attributes:
        path: National path of the element asked for, without ``[]``.
        values: What it may hold, or must not, by its look.
        negated: Whether it must not.
        up: How many steps above the element of the row the path begins; 0 is at the root.
        around: National path of the element there.
    """

    path: str
    values: frozenset[str]
    negated: bool
    up: int = 0
    around: str = ""

    @property
    def near(self) -> bool:
        """Whether the path begins near the element of the row, not at the root."""
        return bool(self.up or self.around)

    def holds(self, text: str) -> bool:
        """Return whether the national *text* at `path` meets the condition."""
        return (latin_look(text) in self.values) != self.negated


def condition(argument: str) -> Condition:
    """Return the condition of ``when``: ``path=value|value`` or ``path!=value``.

    A path that begins with ``../`` begins at the element around that of the row, and so on; ``./@name`` is
    an attribute of the element itself.
    """
    negated = "!=" in argument
    path, _, values = argument.partition("!=" if negated else "=")
    path = path.strip()
    up = path.count("../")
    around = "." if path.startswith("./@") else ""
    path = path.removeprefix("../" * up).removeprefix("./")
    if not path or "../" in path or "=" not in argument or not (values or up or around):
        raise CrosswalkError(f"when({argument}): expected when(path=value) or when(path!=value)")
    return Condition(path, frozenset(map(latin_look, values.split("|"))), negated, up, around)


def nothing(name: str, argument: str) -> None:
    """Refuse an argument of a transform that takes none."""
    if argument:
        raise CrosswalkError(f"{name}({argument}): {name} takes no argument")


def something(name: str, argument: str) -> str:
    """Return *argument*, which must not be empty."""
    if not argument:
        raise CrosswalkError(f"{name}(): the argument is missing")
    return argument


def position(name: str, argument: str) -> int:
    """Return a position that the table counts from 1, counted from 0."""
    if not _POSITION.fullmatch(argument):
        raise CrosswalkError(f"{name}({argument}): expected a number from 1, such as {name}(1)")
    return int(argument) - 1


def span(name: str, argument: str) -> tuple[int, int | None]:
    """Return the slice of characters from the first to the last, ``1,4``, or to the end, ``5,``."""
    first, comma, last = (piece.strip() for piece in argument.partition(","))
    if comma and _POSITION.fullmatch(first):
        if not last:
            return int(first) - 1, None
        if _POSITION.fullmatch(last) and int(first) <= int(last):
            return int(first) - 1, int(last)
    raise CrosswalkError(f"{name}({argument}): expected characters such as {name}(1,4) or {name}(5,)")


def word(name: str, argument: str) -> tuple[int, int, str]:
    """Return position, counted from 0, and number of the words in ``2,4``, and the sign in ``2,4,/``."""
    index, _, rest = (piece.strip() for piece in argument.partition(","))
    total, _, sign = (piece.strip() for piece in rest.partition(","))
    if _POSITION.fullmatch(index) and _POSITION.fullmatch(total) and int(index) <= int(total):
        return int(index) - 1, int(total), sign
    raise CrosswalkError(f"{name}({argument}): expected a word of several, such as {name}(1,2)")


def separators(name: str, argument: str) -> tuple[str, str]:
    """Return what parts the entries of a list and what closes it: ``,`` or, where that has one, ``,|,``."""
    separator, _, end = argument.partition("|")
    if not separator.strip():
        raise CrosswalkError(f"{name}({argument}): expected what parts the entries, such as {name}(,)")
    return separator, end


def spellings(name: str, argument: str) -> tuple[str, str]:
    """Return how yes and no are spelled in ``J,N``; either may be empty, but not both."""
    yes, comma, no = argument.partition(",")
    if not comma or yes == no:
        raise CrosswalkError(f"{name}({argument}): expected a spelling of yes and one of no: {name}(1,0)")
    return yes, no
