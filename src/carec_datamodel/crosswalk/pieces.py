"""Pieces: one harmonised value that several national elements hold together, joined and cut again."""

from __future__ import annotations

from carec_datamodel.crosswalk.plan import Rule
from carec_datamodel.crosswalk.trace import Origin


def join(pieces: list[tuple[Rule, str, Origin]]) -> str | None:
    """Return the value that *pieces* make together; None where they make none."""
    transform = pieces[0][0].transform
    if transform.moment:
        parts = {rule.transform.moment: value for rule, value, _ in pieces}
        found = [parts[name] for name in ("date", "time") if name in parts]
        return "T".join(found) if "date" in parts else None
    if transform.row_of is not None:
        rows = {rule.transform.row_of or 0: value for rule, value, _ in pieces}
        if any("\n" in value for value in rows.values()):
            return None
        return "\n".join(rows.get(index, "") for index in range(max(rows) + 1))
    if transform.word is not None:
        words = {rule.transform.word[0]: value for rule, value, _ in pieces if rule.transform.word}
        # Only leading words may be missing: then the others keep their places from the end.
        if min(words) + len(words) != transform.word[1] or any(" " in word for word in words.values()):
            return None
        return " ".join(words[index] for index in sorted(words))
    ordered = sorted(pieces, key=lambda piece: piece[0].transform.chars or (0, None))
    end = 0
    for rule, value, _ in ordered:
        if (rule.transform.chars or (0, None))[0] != end:
            return None  # a piece without what stands before it, or behind one that is too short
        end += len(value)
    return "".join(value for _, value, _ in ordered)


def cut(rule: Rule, value: str) -> str | None:
    """Return the national text of the piece of *value* that *rule* takes; None where it cannot say it."""
    transform = rule.transform
    if transform.moment:
        return _cut_moment(rule, value)
    if transform.chars is not None:
        return transform.write(value[slice(*transform.chars)]) or None
    if transform.word is not None:
        index, total = transform.word
        words = value.split(" ")
        index -= total - len(words)
        return transform.write(words[index]) if 0 <= index < len(words) <= total else None
    rows = value.split("\n")
    index = transform.row_of or 0
    if len(rows) > len(rule.pieces) or index >= len(rows):
        return None
    return transform.write(rows[index]) or None


def _cut_moment(rule: Rule, value: str) -> str | None:
    """Return the date or the time of *value*, whichever the rule holds, if the rows can say all of it."""
    date, _, time = value.partition("T")
    parts = {"date": date, "time": time}
    said = {
        piece.transform.moment
        for piece in rule.pieces
        if piece.transform.write(parts[piece.transform.moment]) is not None
    }
    if any(part and name not in said for name, part in parts.items()):
        return None
    return rule.transform.write(parts[rule.transform.moment])
