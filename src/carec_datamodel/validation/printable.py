"""Text from outside, made fit to be shown."""

from __future__ import annotations

# A path in a document that means no harm has a few hundred characters.
_LONGEST = 500


def printable(text: str, limit: int = _LONGEST, keep: str = "") -> str:
    r"""Return *text* for people: escapes for what a screen would obey, not show; cut to *limit* characters.

    Args:
        text: Any text.
        limit: How many characters are shown at most.
        keep: Characters that are shown as they are, whatever they are.

    >>> printable("C 4512\x1b[2J")
    'C 4512\\x1b[2J'
    """
    cut = text if len(text) <= limit else f"{text[: limit - 1]}…"
    if cut.isprintable():
        return cut
    return "".join(
        character
        if character.isprintable() or character in keep
        else character.encode("unicode_escape").decode()
        for character in cut
    )
