"""Hypothesis strategies of national values: what the rows of one element understand, and what none does."""

from __future__ import annotations

import datetime as dt
import re
from collections.abc import Callable
from decimal import Decimal
from functools import cache, reduce

from hypothesis import strategies as st

from carec_datamodel.crosswalk.plan import Node, Rule
from carec_datamodel.model.base import Facets
from carec_datamodel.testing import strategies
from carec_datamodel.testing.national_understood import is_understood, target

_CALL = re.compile(r"([a-z]+)(?:\((.*)\))?$")
_LETTERS = "0A5Z9BXЖ"
_WRONG = (
    "",
    " ",
    "\u00a0",
    "\u2028",
    "-",
    "null",
    "0",
    "ZZZ",
    "1 234,50",
    "1,234.50",
    "12_000",
    "١٢",
    "12",
    "NaN",
    "Infinity",
    "1E400",
    "1.5E-30",
    "-0",
    "0.1" + "0" * 40,
    "9" * 40,
    "3/31/26",
    "2/30/26",
    "31/3/2026",
    "2026-02-30",
    "0000-00-00",
    "TRUE",
    "A  B",
    " A",
    "A B C D E",
    "\u00a0A\u00a0",
    "first\n   second\n\n third",
    "first\r\nsecond",
    "first\u2028second\x85third",
    "a\tb",
    "Z" * 300,
    "绿茶" * 200,
    "<b>&amp;</b>]]>",
    "é",
    "e\u0301",
)


def values(node: Node, *, clean: bool) -> st.SearchStrategy[str]:
    """Draw values for the national element *node*; the empty text for one that only holds others.

    Args:
        node: The element.
        clean: Whether only values that its rows understand are drawn.
    """
    if not node.rules and (node.order or (node.row is not None and node.row.type == "struct")):
        return st.just("")
    if clean:
        return _understood(node)
    return st.one_of(_understood(node), _understood(node), garbage())


@cache
def garbage() -> st.SearchStrategy[str]:
    """Draw texts that most elements refuse, or that are easily read wrong."""
    characters = st.characters(codec="utf-8", exclude_categories=("Cc", "Cs", "Cn"))
    return st.sampled_from(_WRONG) | st.text(st.sampled_from("1 .,-/AЖ\n\u00a0") | characters, max_size=8)


def _understood(node: Node) -> st.SearchStrategy[str]:
    if not node.rules:
        kind = node.row.type if node.row is not None else ""
        return {"n": _numbers("Decimal"), "date": _dates("M/D/YY")}.get(
            kind.split("..")[0], _texts("Text", "")
        )
    slices = [rule for rule in node.rules if rule.transform.slice is not None]
    if slices:
        drawn = _sliced(slices)
    elif any(rule.transform.lines is not None or rule.transform.line is not None for rule in node.rules):
        drawn = _many_lines(node)
    else:
        drawn = st.one_of([_of_rule(rule) for rule in node.rules])
    return drawn.filter(lambda text: is_understood(node, text))


def _of_rule(rule: Rule) -> st.SearchStrategy[str]:
    """Draw national texts for the whole value that *rule* reads."""
    transform = rule.transform
    leaf, notation = target(rule)
    if transform.constant is not None:
        return st.just(transform.constant)
    if transform.forms is not None:
        return st.sampled_from(transform.forms)
    arguments = _arguments(rule.row.transform)
    if "time" in arguments:
        return _times(arguments["time"])
    if "date" in arguments:
        return _dates(arguments["date"])
    if transform.joins:
        return _pieces(rule, notation)
    if transform.parted is not None:
        return _listed(leaf, notation, *transform.parted)
    if "flag" in arguments:
        return st.sampled_from([text.strip() for text in arguments["flag"].split(",") if text.strip()])
    if "code" in arguments:
        return st.sampled_from(_codes(rule)) | st.sampled_from(_codes(rule)[:5])
    if "scale" in arguments:
        return _numbers("Count")
    if "integer" in arguments:
        return _numbers("Count").flatmap(lambda text: st.sampled_from([text, f"{text}.0", f"{text}.00"]))
    if "number" in arguments:
        return _numbers(leaf)
    if "call" in arguments:
        return st.one_of(_examples(rule), _texts(leaf, notation), _numbers("Count"), _dates("YYYY-MM-DD"))
    return _texts(leaf, notation)


def _arguments(column: str) -> dict[str, str]:
    """Return the transforms of a row by name, each with its argument."""
    found = (_CALL.match(part.strip()) for part in column.split(";"))
    return {match.group(1): match.group(2) or "" for match in found if match is not None}


def _codes(rule: Rule) -> list[str]:
    """Return the national codes that the table of *rule* knows."""
    table: dict[str, str] = getattr(rule.transform.read, "__self__", {})
    return [code for code in table if code and code == code.strip()] or ["ZZZ"]


def _examples(rule: Rule) -> st.SearchStrategy[str]:
    national = rule.row.example.partition("=>")[0].strip()
    return st.just(national) if national else st.nothing()


# --- kinds of values --------------------------------------------------------------------------------


def _texts(leaf: str, notation: str) -> st.SearchStrategy[str]:
    if leaf not in {"Text", "Code", "Identifier"}:
        return garbage()
    return strategies.leaves(leaf, notation).map(str.strip).filter(bool)


def _numbers(leaf: str) -> st.SearchStrategy[str]:
    """Draw numbers as systems print them: plain, as Java doubles, with zeros before and behind."""
    whole = st.integers(0, 999) | st.integers(0, 10**12)
    if leaf == "Count":
        return st.builds(lambda zeros, number: f"{zeros}{number}", st.sampled_from(("", "00")), whole)
    parts = st.tuples(whole, st.text("0123456789", max_size=4), st.sampled_from(("", "-")))
    plain = parts.map(lambda part: f"{part[2]}{part[0]}" + (f".{part[1]}" if part[1] else ""))
    spellings: tuple[Callable[[str], str], ...] = (
        str,
        _java_double,
        lambda text: f"00{text}" if text[0] != "-" else text,
        lambda text: f"{text}0000" if "." in text else f"{text}.0000",
        lambda text: text if text[0] == "-" else f"+{text}",
        lambda text: (
            text.removeprefix("0") if text.startswith("0.") else f"{text}." if "." not in text else text
        ),
    )
    return st.builds(lambda text, spell: spell(text), plain, st.sampled_from(spellings))


def _java_double(text: str) -> str:
    """Return a number as Java prints a double: ``1.0623724E7``, ``33.0``.

    >>> _java_double("10623724"), _java_double("33"), _java_double("0.00050")
    ('1.0623724E7', '33.0', '5.0E-4')
    """
    number = Decimal(text)
    if number == 0 or Decimal("1E-3") <= abs(number) < Decimal("1E7"):
        plain = format(number.normalize(), "f")
        return plain if "." in plain else f"{plain}.0"
    sign, digits, _ = number.normalize().as_tuple()
    figures = "".join(map(str, digits))
    return f"{'-' if sign else ''}{figures[0]}.{figures[1:] or '0'}E{number.adjusted()}"


def _dates(patterns: str) -> st.SearchStrategy[str]:
    """Draw dates in one of *patterns*, which ``|`` parts; days and months also with a zero before."""

    def spell(day: dt.datetime, pattern: str, wide: bool, zone: str) -> str:
        parts = {
            "YYYY": f"{day:%Y}",
            "YY": f"{day:%y}",
            "MM": f"{day:%m}",
            "DD": f"{day:%d}",
            "M": f"{day:%m}" if wide else str(day.month),
            "D": f"{day:%d}" if wide else str(day.day),
            "hh": f"{day:%H}",
            "mm": f"{day:%M}",
            "ss": f"{day:%S}",
            "z": zone,
        }
        return re.sub("YYYY|YY|MM|DD|M|D|hh|mm|ss|z", lambda match: parts[match.group()], pattern)

    days = st.datetimes(dt.datetime(1970, 1, 1), dt.datetime(2069, 12, 31))  # noqa: DTZ001 - the zone comes apart
    zones = st.sampled_from(["Z", "+05", "-03", "+00"])
    return st.builds(spell, days, st.sampled_from(patterns.split("|")), st.booleans(), zones)


def _times(patterns: str) -> st.SearchStrategy[str]:
    """Draw times in one of *patterns*, which ``|`` parts."""

    def spell(time: dt.time, pattern: str) -> str:
        parts = {"hh": f"{time:%H}", "mm": f"{time:%M}", "ss": f"{time:%S}"}
        return re.sub("hh|mm|ss", lambda match: parts[match.group()], pattern)

    return st.builds(spell, st.times(), st.sampled_from(patterns.split("|")))


def _listed(leaf: str, notation: str, separator: str, end: str) -> st.SearchStrategy[str]:
    """Draw texts that list several, with and without what closes the list, some with a gap in it."""
    entries = st.lists(
        _texts(leaf, notation).filter(lambda text: separator not in text), min_size=1, max_size=3
    )
    between = st.sampled_from((separator, f"{separator} ", f"{separator}{separator}"))
    closed = st.sampled_from((end, "", separator))
    return st.builds(lambda texts, join, close: join.join(texts) + close, entries, between, closed)


def _pieces(rule: Rule, notation: str) -> st.SearchStrategy[str]:
    """Draw national texts that are one piece of the harmonised value."""
    transform = rule.transform
    room = Facets(notation).max_length if notation else 35
    digits = "0123456789"
    if transform.chars is not None:
        first, last = transform.chars
        if last is not None:
            return st.text(digits, min_size=last - first, max_size=last - first)
        return st.text(digits, min_size=1, max_size=max(1, min(4, room - first)))
    if transform.word is not None:
        total = transform.word[1]
        return st.text(_LETTERS[:7], min_size=1, max_size=max(1, min(6, (room + 1) // total - 1)))
    words = st.text(_LETTERS, min_size=1, max_size=6)
    return st.lists(words, min_size=1, max_size=2).map(" ".join)


def _sliced(rules: list[Rule]) -> st.SearchStrategy[str]:
    """Draw national texts of which each of *rules* takes some characters; the last may be missing."""
    parts = []
    for rule in sorted(rules, key=lambda rule: rule.transform.slice or (0, None)):
        first, last = rule.transform.slice or (0, None)
        width = (last - first) if last is not None else 4
        if "code" in _arguments(rule.row.transform):
            fitting = [
                code for code in _codes(rule) if len(code) == width or (last is None and len(code) < width)
            ]
            parts.append(st.sampled_from(fitting or ["0" * width]))
        else:
            notation = target(rule)[1]
            most = min(width, Facets(notation).max_length) if notation else width
            parts.append(st.text("0123456789", min_size=1 if last is None else width, max_size=most))
    whole = reduce(lambda one, other: st.builds(str.__add__, one, other), parts)
    return st.one_of(whole, parts[0]) if len(parts) > 1 else whole


def _many_lines(node: Node) -> st.SearchStrategy[str]:
    """Draw texts of several lines, as they stand in a box of a form, with indentation."""
    words = st.text(_LETTERS + "绿", min_size=1, max_size=8)
    line = st.lists(words, min_size=1, max_size=3).map(" ".join)
    alone = all(rule.transform.line is not None for rule in node.rules)
    lines = st.lists(line, min_size=1, max_size=1 if alone else 4)
    return st.builds(
        lambda parts, between: between.join(parts), lines, st.sampled_from(("\n", "\n          ", " \n\n"))
    )
