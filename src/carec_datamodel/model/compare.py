"""Comparing messages as plain values."""

from __future__ import annotations

from typing import Any


def changes(one: Any, other: Any, path: str) -> list[str]:
    """Return the paths at which two plain values differ."""
    if isinstance(one, dict) and isinstance(other, dict):
        keys = [*one, *(key for key in other if key not in one)]
        return [c for key in keys for c in changes(one.get(key), other.get(key), f"{path}/{key}".lstrip("/"))]
    if isinstance(one, list) and isinstance(other, list) and len(one) == len(other):
        return [
            c
            for i, (a, b) in enumerate(zip(one, other, strict=True), 1)
            for c in changes(a, b, f"{path}[{i}]")
        ]
    return [] if one == other else [path]
