"""HTML from pieces: whatever is not markup already is escaped."""

from __future__ import annotations

from collections.abc import Iterable
from html import escape


class Markup(str):
    """Text that is HTML."""

    __slots__ = ()


def tag(name: str, /, *content: str, **attributes: str) -> Markup:
    """Return the element *name*; an underscore in the name of an attribute is a hyphen, at its end nothing.

    >>> tag("td", "1 < 2", class_="value")
    '<td class="value">1 &lt; 2</td>'
    """
    inner = "".join(part if isinstance(part, Markup) else escape(part) for part in content)
    return Markup(f"{_opening(name, attributes)}{inner}</{name}>")


def void(name: str, /, **attributes: str) -> Markup:
    """Return the element *name*, which has no content."""
    return Markup(_opening(name, attributes))


def joined(parts: Iterable[Markup], between: Markup) -> Markup:
    """Return *parts* as one, with *between* between them."""
    return Markup(between.join(parts))


def _opening(name: str, attributes: dict[str, str]) -> str:
    pairs = ((key.rstrip("_").replace("_", "-"), escape(value)) for key, value in attributes.items())
    return "<" + name + "".join(f' {key}="{value}"' for key, value in pairs) + ">"
