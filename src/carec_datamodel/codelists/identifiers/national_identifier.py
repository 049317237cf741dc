"""One number by which a country knows traders, persons, vehicles, equipment, places, goods or documents.

What is known of it is a row of the table of registrations; here is what a row says of a text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from carec_datamodel.codelists.identifiers.base import BLANKS, HYPHENS, Problem, spelling
from carec_datamodel.codelists.identifiers.check_digit_rules import CHECK_RULES
from carec_datamodel.codelists.identifiers.masking import mask
from carec_datamodel.findings import clip

_SIGNS = {"blanks": BLANKS, "hyphens": HYPHENS}


@dataclass(frozen=True, slots=True, kw_only=True)
class NationalIdentifier:
    """A kind of number, for example the business identification number of Kazakhstan.

    Attributes:
        country: ISO 3166 alpha-2 code, or who else gives the number: CIS, EAEU, EU, INT, TIR.
        name: What it is called in short, once in a country.
        title: What it is, in words.
        kinds: What it is a number of: trader, person, vehicle, equipment, place, goods, document. The
            number of a person is that of a trader too where sole traders state it.
        lengths: Least and most signs of its forms; the most may be nothing.
        form: Its form in words, for messages.
        pattern: Regular expression of the bare value.
        dropped: Signs that do not belong to the bare value: ``blanks``, ``hyphens``.
        filled_to: Signs to which a zero in front fills up a value that is one shorter; 0 for none.
        check_digit: Name of the rule in `CHECK_RULES`; empty where none is published.
        form_is_strong: Whether a document may be rejected for another form.
        check_is_strong: Whether a document may be rejected for a wrong check digit.
        placeholders: Values that are no numbers, and what each stands for.
        personal: Whether it is, or may be, the number of a natural person: mask it in logs.
        example: An invented value.
        evidence: How sure the facts are: ``official``, ``published by one source``, ``weak`` or
            ``general knowledge``.
        note: What else is known.
    """

    country: str
    name: str
    title: str
    kinds: tuple[str, ...]
    lengths: tuple[tuple[int, int | None], ...]
    form: str
    pattern: str
    dropped: tuple[str, ...]
    filled_to: int
    check_digit: str
    form_is_strong: bool
    check_is_strong: bool
    placeholders: tuple[tuple[str, str], ...]
    personal: bool
    example: str
    evidence: str
    note: str

    def __str__(self) -> str:
        return f"{self.country} {self.name}"

    def canonical(self, text: str) -> str:
        """Return the bare value that *text* spells, whatever its form."""
        value = text.strip().translate(_spelling(self.dropped))
        return value.zfill(self.filled_to) if len(value) == self.filled_to - 1 else value

    def has_form(self, text: str) -> bool:
        """Whether *text* spells a value of the right form, its check digit aside."""
        return re.fullmatch(self.pattern, self.canonical(text)) is not None

    def has_length(self, text: str) -> bool:
        """Whether *text* spells a value with as many signs as the number has."""
        length = len(self.canonical(text))
        return any(least <= length and (most is None or length <= most) for least, most in self.lengths)

    def stands_for(self, text: str) -> str:
        """Return what *text* stands for if it is no number; empty for any other text."""
        return dict(self.placeholders).get(self.canonical(text), "")

    def check(self, text: str, *, masked: bool = False) -> tuple[Problem, ...]:
        """Return what is wrong with *text* as this number; mostly nothing.

        Args:
            text: The number, in any spelling that the row tolerates.
            masked: Whether messages hide it; numbers of natural persons they hide always.
        """
        return tuple(self._problems(text, masked=masked or self.personal))

    def _problems(self, text: str, *, masked: bool) -> Iterator[Problem]:
        value = self.canonical(text)
        meaning = self.stands_for(text)
        if meaning:
            yield Problem(f"{value!r} stands for {meaning}", f"a {self}", strong=False)
        elif not self.has_form(text):
            found = f"{_shown(text.strip(), masked)} is no {self}"
            yield Problem(found, f"{self.form}, such as {self.example}", self.form_is_strong)
        elif self.check_digit:
            yield from self._wrong_check_digit(value, _shown(value, masked))

    def _wrong_check_digit(self, value: str, shown: str) -> Iterator[Problem]:
        rule = CHECK_RULES[self.check_digit]
        found, right = rule.found(value), rule.right(value)
        if not right:
            yield Problem(
                f"{shown} is never issued as {self}: no check digit fits it",
                "another number",
                self.check_is_strong,
            )
        elif found != right:
            yield Problem(f"{shown} has the wrong check digit {found}", right, self.check_is_strong)


@cache
def _spelling(dropped: tuple[str, ...]) -> Mapping[int, str | None]:
    return spelling("".join(_SIGNS[name] for name in dropped), capitals=True)


def _shown(text: str, masked: bool) -> str:
    return repr(clip(mask(text) if masked else text))
