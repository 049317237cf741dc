"""Every value of a message with its readable path."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from carec_datamodel.model.base import Model
from carec_datamodel.model.plain import to_plain


def leaves(message: Model) -> Iterator[tuple[str, str]]:
    """Yield path and text of every value in *message*, in wire order; entries of lists counted from 1."""
    yield from plain_leaves(to_plain(message), type(message).__name__)


def plain_leaves(values: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
    """Yield path and text of every value in a message that is a plain dict; *path* is that of the dict."""
    for key, value in values.items():
        below = path if key == "value" else f"{path}/{key}"
        if isinstance(value, dict):
            yield from plain_leaves(value, below)
        elif isinstance(value, list):
            for position, entry in enumerate(value, start=1):
                if isinstance(entry, dict):
                    yield from plain_leaves(entry, f"{below}[{position}]")
                else:
                    yield f"{below}[{position}]", entry
        else:
            yield below, value
