"""Long texts that a format parts into several elements of one name, each of a greatest length."""

from __future__ import annotations


def wrapped(text: str, width: int) -> list[str]:
    """Return *text* in pieces of at most *width* characters, parted at blanks where there are any.

    A piece that is shorter than *width* lost the blank behind it; one that is as long lost nothing.

    >>> wrapped("LAMPS FOR DESKS", 8)
    ['LAMPS', 'FOR', 'DESKS']
    """
    pieces = []
    while len(text) > width:
        end = _last_blank(text, width)
        pieces.append(text[: end or width])
        text = text[end + 1 if end else width :]
    return [*pieces, text]


def _last_blank(text: str, width: int) -> int:
    """Return the last place before *width* of one blank alone; 0 if there is none."""
    for place in range(width - 1, 0, -1):
        if text[place] == " " and " " not in {text[place - 1], text[place + 1]}:
            return place
    return 0


def unwrapped(before: str, last: int, piece: str, width: int) -> str:
    """Return the text *before*, whose last piece has *last* characters, with the next *piece* behind it.

    >>> unwrapped("LAMPS", 5, "FOR DESKS", 250)
    'LAMPS FOR DESKS'
    """
    return f"{before}{'' if last == width else ' '}{piece}"
