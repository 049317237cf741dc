"""The harbour writes the shade of a cargo backwards: ``DER`` is red."""

from __future__ import annotations


def _reversed(text: str) -> str | None:
    return text[::-1] if text.isupper() else None


CALLERS = {"shade": (_reversed, _reversed)}
