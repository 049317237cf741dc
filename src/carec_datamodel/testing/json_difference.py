"""What differs between two JSON documents, but for layout and the order of keys."""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any

from carec_datamodel.testing.shown import shown_texts

_NOTHING = object()


def json_differences(before: Any, after: Any, path: str = "") -> Iterator[str]:
    """Yield what is another in *after* than in *before*, a line each, with its place."""
    if isinstance(before, dict) and isinstance(after, dict):
        for key in dict.fromkeys((*before, *after)):
            below = f"{path}/{key}".lstrip("/")
            yield from json_differences(before.get(key, _NOTHING), after.get(key, _NOTHING), below)
    elif isinstance(before, list) and isinstance(after, list) and len(before) == len(after):
        for number, (one, other) in enumerate(zip(before, after, strict=True), start=1):
            yield from json_differences(one, other, f"{path}[{number}]")
    elif _kind(before) is not _kind(after) or before != after:
        one, other = shown_texts(_text(before), _text(after))
        yield f"{path}: {one} came back as {other}"


def _kind(value: Any) -> type:
    """Return the type of *value*; a number is a number, with a fraction or without."""
    return float if type(value) is int else type(value)


def _text(value: Any) -> str | None:
    return None if value is _NOTHING else json.dumps(value, ensure_ascii=False)


def count_values(value: Any) -> int:
    """Return how many numbers, truth values and texts that are not blank stand in *value*."""
    if isinstance(value, dict | list):
        return sum(map(count_values, value.values() if isinstance(value, dict) else value))
    return int(value is not None and value != "" and not (isinstance(value, str) and not value.strip()))
