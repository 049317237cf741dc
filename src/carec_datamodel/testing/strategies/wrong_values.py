"""Texts that a leaf type does not take, each wrong in one way only."""

from __future__ import annotations

from hypothesis import strategies as st

from carec_datamodel.model.base import Facets
from carec_datamodel.testing.strategies.lexical import rule_of, wild_texts

_NUMBERS = (
    "1 234,50",
    "1,234.50",
    "12_000",
    "1E3",
    "+5",
    ".5",
    "5.",
    "007",
    "--1",
    "1.5.0",
    " 12",
    "12\n",
    "١٢",
    "NaN",
    "INF",
    "0x1",
)
_DAYS = (
    "2026-02-30",
    "2026-02-29",
    "2026-13-01",
    "2026-3-12",
    "12.03.2026",
    "20260312",
    "0000-03-12",
    "12026-03-12",
    "1741737600",
    "2026-03-12z",
    "2026-03-12+15:00",
    " 2026-03-12",
    "2026-03-12\n",
    "٢٠٢٦-03-12",
)
_WRONG = {
    "Decimal": _NUMBERS,
    "Count": (*_NUMBERS, "1.0"),
    "Indicator": ("yes", "1", "0", "True", "TRUE", " true", "true\n", "да"),
    "Date": (*_DAYS, "2026-03-12T09:30:00"),
    "DateTime": (
        *_DAYS,
        "2026-03-12T24:00:00",
        "2026-03-12T09:60:00",
        "2026-03-12T09:30",
        "2026-03-12 09:30:00",
        "2026-03-12T09:30:00.1234567",
        "2026-02-30T09:30:00Z",
    ),
}
"""Typical mistakes by leaf type."""
_BLANKS = (" ", "\t", "\n", "\r")
_KINDS = {"^[A-Z]+$": ("KZ", "k1-К"), "^[0-9]+$": ("12", "Ax-١")}
"""What a format of letters or digits takes, and what it does not."""


def wrong_texts(leaf: str) -> st.SearchStrategy[str]:
    """Draw texts that a number, a date or an indicator is not written as."""
    rule = rule_of(leaf)
    strange = wild_texts(12).filter(lambda text: text != "" and not rule.fullmatch(text))
    return st.sampled_from(_WRONG[leaf]) | strange


def counts_out_of_range() -> st.SearchStrategy[str]:
    """Draw whole numbers that are no counts, as text."""
    return (st.integers(-(10**18), -1) | st.integers(10**18, 10**20)).map(str)


def broken_lines(least: int, most: int) -> st.SearchStrategy[str]:
    """Draw texts of *least* to *most* characters with a blank at one end or a line end inside."""

    def broken(body: str, place: int, blank: str) -> str:
        cut = place % (len(body) + 1)
        is_inside = 0 < cut < len(body)
        return _with_sign(body, cut, "\n" if is_inside and blank == " " else blank)

    longest = min(most, least + 12) - 1
    body = st.text("A7-ж", min_size=least - 1, max_size=longest)
    return st.builds(broken, body, st.integers(0, longest), st.sampled_from(_BLANKS))


def _with_sign(body: str, place: int, sign: str) -> str:
    cut = place % (len(body) + 1)
    return f"{body[:cut]}{sign}{body[cut:]}"


def blanks(most: int) -> st.SearchStrategy[str]:
    """Draw up to *most* blanks."""
    return st.text(_BLANKS, min_size=1, max_size=min(most, 12))


def misfits(facets: Facets) -> st.SearchStrategy[str]:
    """Draw texts of the right length with a sign that *facets*, of letters or of digits, do not take."""
    good, bad = _KINDS[facets.pattern or ""]
    body = st.text(good, min_size=facets.min_length - 1, max_size=facets.max_length - 1)
    return st.builds(_with_sign, body, st.integers(0, facets.max_length), st.sampled_from(bad))


def too_long(most: int, pattern: str | None = None) -> st.SearchStrategy[str]:
    """Draw texts of more than *most* characters, each of which *pattern* takes."""
    signs = _KINDS[pattern][0] if pattern else "0Ж绿😀"
    return st.builds(str.__mul__, st.sampled_from(signs), st.integers(most + 1, most + 9))


def too_short(least: int, pattern: str | None = None) -> st.SearchStrategy[str]:
    """Draw texts of fewer than *least* characters, but one at least, each of which *pattern* takes."""
    signs = _KINDS[pattern][0] if pattern else "0Ж绿😀"
    return st.builds(str.__mul__, st.sampled_from(signs), st.integers(1, least - 1))
