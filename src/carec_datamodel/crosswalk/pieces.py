"""Pieces: one harmonised value that several national elements hold together, joined and cut again."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence

from carec_datamodel.crosswalk.plan import Rule
from carec_datamodel.crosswalk.transforms import Transform
from carec_datamodel.errors import LexicalError
from carec_datamodel.model.lexical import XML_SPACE

Span = tuple[str, tuple[int, int | None] | None, tuple[int, int] | None, int | None]
"""Which piece of a value a row takes."""


def join(pieces: Sequence[tuple[Rule, str]]) -> str | None:
    """Return the value that *pieces* make together; None where they make none."""
    if not pieces:
        return None
    transform = pieces[0][0].transform
    if len({kind(rule) for rule, _ in pieces}) > 1:
        return None
    if transform.moment:
        parts = {rule.transform.moment: value for rule, value in pieces}
        found = [parts[name] for name in ("date", "time") if name in parts]
        return "T".join(found) if "date" in parts else None
    if transform.row_of is not None:
        rows = {rule.transform.row_of or 0: value for rule, value in pieces}
        if any("\n" in value for value in rows.values()):
            return None
        return "\n".join(rows.get(index, "") for index in range(max(rows) + 1))
    if transform.word is not None:
        words = {rule.transform.word[0]: value for rule, value in pieces if rule.transform.word}
        if transform.sign:
            if any(transform.sign in word for word in words.values()) or _lacks(pieces[0][0].pieces, words):
                return None
            return transform.sign.join(words.get(index, "") for index in range(transform.word[1]))
        # Only leading words may be missing: then the others keep their places from the end.
        if min(words) + len(words) != transform.word[1] or any(" " in word for word in words.values()):
            return None
        return " ".join(words[index] for index in sorted(words))
    ordered = sorted(pieces, key=lambda piece: piece[0].transform.chars or (0, None))
    end = 0
    for rule, value in ordered:
        if (rule.transform.chars or (0, None))[0] != end:
            return None  # a piece without what stands before it, or behind one that is too short
        end += len(value)
    joined = "".join(value for _, value in ordered)
    spans = [rule.transform.chars for rule in ordered[0][0].pieces if rule.transform.chars]
    if all(last is not None and last < len(joined) for _, last in spans):
        return None  # longer than all pieces together: it could not be cut again
    # A blank where two pieces meet would be lost from the one or the other.
    starts = (rule.transform.chars[0] for rule in ordered[0][0].pieces if rule.transform.chars)
    seams = (joined[start - 1 : start + 1] for start in starts if 0 < start < len(joined))
    return joined if all(seam == seam.strip(XML_SPACE) for seam in seams) else None


def _lacks(rules: Sequence[Rule], words: Mapping[int, str]) -> bool:
    """Return whether *words* lack one that its element must hold and whose shape is known."""
    return any(
        rule.transform.word is not None
        and rule.transform.word[0] not in words
        and rule.row.least > 0
        and "call" in rule.transform.names
        for rule in rules
    )


def kind(rule: Rule) -> tuple[str, int, str]:
    """Return what kind of pieces *rule* takes: pieces of one kind make a value together."""
    transform = rule.transform
    if transform.word is not None:
        return "part", transform.word[1], transform.sign
    if transform.chars is not None:
        return "chars", 0, ""
    return ("moment" if transform.moment else "row"), 0, ""


def cut(rule: Rule, value: str, pieces: Iterable[Rule]) -> str | None:
    """Return the national text of the piece of *value* that *rule* takes.

    None where *pieces*, the rows that hold a piece of it in this document, would not give all
    of the value again: half of it must not be written as if it were the whole.
    """
    said: dict[Span, tuple[Rule, str]] = {}
    for piece in pieces:
        span = _span(piece.transform)
        text = _piece(piece, value) if span not in said else None
        if text and (again := _read(piece, text)) is not None:
            said[span] = piece, again
    return _piece(rule, value) if join(list(said.values())) == value else None


def wrapped(text: str, most: int) -> list[str]:
    """Return *text* in pieces of at most *most* characters, none where it cannot be cut.

    It is cut at a blank, which falls away; or in a word, behind a piece of all *most* characters.
    """
    pieces = []
    while len(text) > most:
        ends = (end for end in range(most - 1, 0, -1) if text[end] == " " and _is_seam(text, end, end + 1))
        end = next(ends, None)
        if end is not None:
            pieces.append(text[:end])
            text = text[end + 1 :]
        elif _is_seam(text, most, most):
            pieces.append(text[:most])
            text = text[most:]
        else:
            return []
    return [*pieces, text] if text else pieces


def _is_seam(text: str, end: int, start: int) -> bool:
    return text[end - 1] not in XML_SPACE and text[start] not in XML_SPACE


def unwrapped(pieces: Sequence[str], most: int) -> str:
    """Return the text that *pieces* of at most *most* characters make together."""
    ends = ("" if len(piece) == most else " " for piece in pieces)
    return "".join(piece + end for piece, end in zip(pieces, ends, strict=True)).removesuffix(" ")


def _span(transform: Transform) -> Span:
    return transform.moment, transform.chars, transform.word, transform.row_of


def _read(rule: Rule, text: str) -> str | None:
    try:
        return rule.transform.read(text.strip(XML_SPACE))
    except LexicalError:
        return None


def _piece(rule: Rule, value: str) -> str | None:
    """Return the national text of the piece of *value* that *rule* takes, if there is one."""
    transform = rule.transform
    part: str | None = None
    if transform.moment:
        date, _, time = value.partition("T")
        part = {"date": date, "time": time}[transform.moment]
    elif transform.chars is not None:
        part = value[slice(*transform.chars)]
    elif transform.word is not None:
        index, total = transform.word
        words = value.split(transform.sign or " ")
        index -= 0 if transform.sign else total - len(words)
        part = words[index] if 0 <= index < len(words) <= total else None
    elif transform.row_of is not None:
        rows = value.split("\n")
        part = rows[transform.row_of] if transform.row_of < len(rows) else None
    return transform.write(part) or None if part else None


def alternatives(rules: Sequence[Rule]) -> dict[str, list[Rule]]:
    """Return the pieces of one value in groups, by the name of each group.

    Pieces of one kind are one group, unless they stand in several elements each of which holds
    all of the value: then these are alternatives. The name of the only group is empty.
    """
    groups: dict[str, list[Rule]] = {}
    for sort in dict.fromkeys(map(kind, rules)):
        parts: dict[str, list[Rule]] = {}
        for rule in rules:
            if kind(rule) == sort:
                parts.setdefault(rule.row.path.rpartition("/")[0], []).append(rule)
        if len(parts) > 1 and not all(map(_is_whole, parts.values())):
            parts = {" ".join(parts): [rule for part in parts.values() for rule in part]}
        groups.update((f"{name} {sort}", part) for name, part in parts.items())
    return {"": list(rules)} if len(groups) == 1 else groups


def _is_whole(pieces: Sequence[Rule]) -> bool:
    """Return whether *pieces*, which are words or characters, are all of a value."""
    if kind(pieces[0])[0] not in {"part", "chars"}:
        return False
    places = {place_of(rule) for rule in pieces}
    return cover(((start, end) for _, _, start, end in places), kind(pieces[0])[1])


def place_of(rule: Rule) -> tuple[str, int, int, int | None]:
    """Return kind, number of pieces (0 where it is open), start and end of a piece."""
    transform = rule.transform
    if transform.chars is not None:
        return "chars", 0, *transform.chars
    if transform.word is not None:
        index, total = transform.word
        return "part", total, index, index + 1
    if transform.moment:
        index = int(transform.moment == "time")
        return "moment", 0, index, index + 1
    index = transform.row_of or 0
    return "row", 0, index, index + 1


def cover(spans: Iterable[tuple[int, int | None]], total: int) -> bool:
    """Return whether *spans* follow each other from 0 on, up to *total* where there is one."""
    reached: int | None = 0
    for start, end in sorted(spans, key=lambda span: span[0]):
        if start != reached:
            return False
        reached = end
    return not total or reached == total
