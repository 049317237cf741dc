"""What every identifier offers: parse, check, canonical text, printed form.

A class says its form, which spellings it tolerates and what else is doubtful about a
text of the right form; all the rest is here.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import ClassVar, Self

from carec_datamodel.errors import InvalidIdentifier
from carec_datamodel.findings import clip

BLANKS = " \t\u00a0\u202f"
"""Blanks as they stand between groups of signs; the last two are those of word processors."""
HYPHENS = "-\u2010\u2011\u2013"
"""The hyphen, and what word processors make of it."""
UNPRINTED = r"\x00-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufffe\uffff"
"""Signs that no document carries, for use in a set of a pattern."""

# Not str.upper(), which makes the Latin letter I of the Azerbaijani and Turkish letter ı.
_CAPITALS = {ord(small): small.upper() for small in "abcdefghijklmnopqrstuvwxyz"}


def spelling(dropped: str = "", *, capitals: bool = False) -> Mapping[int, str | None]:
    """Return the table that drops the signs *dropped* and, if asked, makes letters capital.

    >>> "csqu 305438-3".translate(spelling(BLANKS + HYPHENS, capitals=True))
    'CSQU3054383'
    """
    return {**(_CAPITALS if capitals else {}), **dict.fromkeys(map(ord, dropped))}


@dataclass(frozen=True, slots=True)
class Problem:
    """One thing that is wrong with a text as an identifier.

    Attributes:
        message: What was found, in plain words.
        expected: What was expected instead.
        strong: Whether a document may be rejected for it. The check rests on a standard or
            an official schema then; for any other problem a document may only be warned of.
    """

    message: str
    expected: str
    strong: bool

    def __str__(self) -> str:
        return f"{self.message}; expected {self.expected}"


@dataclass(frozen=True, slots=True, order=True, repr=False)
class TypedIdentifier:
    """An identifier that has its form. Made from canonical text, or with `parse`.

    Immutable, and compared and ordered by its text within its class. A value always has
    the form of its class and no strong problem; it may have a weak one.

    Attributes:
        value: The canonical text, which is also what `str` gives.

    Raises:
        InvalidIdentifier: *value* is not canonical, or has a strong problem.
    """

    value: str

    noun: ClassVar[str]
    """What it is called in messages, with its article."""
    form: ClassVar[str]
    """Its form in words, for messages."""
    _shape: ClassVar[re.Pattern[str]]
    _spelling: ClassVar[Mapping[int, str | None]] = {}
    _form_is_strong: ClassVar[bool] = False

    def __post_init__(self) -> None:
        self._accept(self.value, self.value)

    @classmethod
    def parse(cls, text: str) -> Self:
        """Return the identifier that *text* spells, in whatever spelling the class tolerates.

        Blanks at the ends are tolerated everywhere. Nothing is mended in silence: where
        ``str(parsed) == text``, the text was canonical, and only there.

        Raises:
            InvalidIdentifier: *text* has another form, or a strong problem.
        """
        value = cls._canonical(text)
        cls._accept(value, text)
        return cls(value)

    @classmethod
    def check(cls, text: str) -> tuple[Problem, ...]:
        """Return what is wrong with *text*, in the spellings that `parse` tolerates; mostly nothing."""
        return cls._problems(cls._canonical(text), text)

    def __str__(self) -> str:
        return self.value

    def __repr__(self) -> str:
        return f"{type(self).__name__}({self.value!r})"

    def format(self) -> str:
        """Return the form for people, as on paper; `parse` reads it."""
        return self.value

    @classmethod
    def _canonical(cls, text: str) -> str:
        return text.strip().translate(cls._spelling)

    @classmethod
    def _doubts(cls, value: str) -> Iterable[Problem]:  # noqa: ARG003 - for those who have some
        """Return the problems of a *value* that has the form."""
        return ()

    @classmethod
    def _why(cls, value: str) -> str:
        """Name the first sign of *value* that no code has, such as a Cyrillic letter that looks Latin."""
        for sign in value:
            if not "!" <= sign <= "~":
                return f": {sign!r} is {unicodedata.name(sign, 'a sign without a name')}"
        return ""

    @classmethod
    def _problems(cls, value: str, text: str) -> tuple[Problem, ...]:
        if cls._shape.fullmatch(value):
            return tuple(cls._doubts(value))
        return (Problem(f"{clip(text)!r} is not {cls.noun}{cls._why(value)}", cls.form, cls._form_is_strong),)

    @classmethod
    def _accept(cls, value: str, text: str) -> None:
        has_form = cls._shape.fullmatch(value)
        for problem in cls._problems(value, text):
            if problem.strong or not has_form:
                raise InvalidIdentifier(str(problem), value=text, expected=problem.expected)

    @classmethod
    def _joined(cls, value: str, **parts: str | int | None) -> Self:
        """Return the identifier of the text *value*, if it falls into just these *parts*."""
        joined = cls(value)
        for name, part in parts.items():
            if getattr(joined, name) != part:
                where = name.replace("_", " ")
                raise InvalidIdentifier(
                    f"{part!r} is not the {where} of {cls.noun}; expected {cls.form}",
                    value=str(part),
                    expected=cls.form,
                )
        return joined
