"""Python names and wire names: ``functional_reference_id`` and ``FunctionalReferenceID``."""

from __future__ import annotations

from functools import cache

# Words that the WCO writes in capitals inside a tag.
_CAPITALS = frozenset({"id", "ucr", "lpco", "undgid", "aeo", "wco", "tir", "undg", "imdg", "uri"})


@cache
def wire_name(attribute: str) -> str:
    """Return the WCO tag of a Python attribute.

    >>> wire_name("functional_reference_id")
    'FunctionalReferenceID'
    """
    words = attribute.split("_")
    return "".join(word.upper() if word in _CAPITALS else word.capitalize() for word in words)
