"""Where the values of a JSON document stand. Read only when something is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from carec_datamodel.model.refusals import Loc

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def json_spots(text: str) -> dict[Loc, tuple[int, int]]:
    """Return position and line of every value in the well-formed JSON *text*, by its place."""
    return dict(_spots(text))


def json_line(text: str, loc: Loc) -> int | None:
    """Return the line of the value at *loc* in the well-formed JSON *text*; None where there is none."""
    return next((line for place, (_, line) in _spots(text) if place == loc), None)


def _spots(text: str) -> Iterator[tuple[Loc, tuple[int, int]]]:
    """Yield place, position and line of every value, in the order of the document."""
    # The objects and lists that are open, with the index of the next entry of a list.
    above: list[tuple[Loc, int | None]] = []
    loc: Loc = ()
    tokens = _tokens(text)
    for part, position, line in tokens:
        if part == ",":
            continue
        if part in "}]":
            above.pop()
            continue
        value = part
        if above:
            outer, index = above[-1]
            if index is None:
                next(tokens)  # the colon
                value, position, line = next(tokens)  # noqa: PLW2901 - the value behind its key
                loc = (*outer, json.loads(part))
            else:
                loc, above[-1] = (*outer, index), (outer, index + 1)
        yield loc, (position, line)
        if value in "{[":
            above.append((loc, None if value == "{" else 0))


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    line, position = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield match.group(), position, line


def second_key_line(text: str) -> int | None:
    """Return the line of the first key that its object has already, in the well-formed JSON *text*."""
    open_objects: list[set[str] | None] = []
    before = ""
    for part, _, line in _tokens(text):
        if part in "{[":
            open_objects.append(set() if part == "{" else None)
        elif part in "}]":
            open_objects.pop()
        elif part[0] == '"' and before in "{," and open_objects and (keys := open_objects[-1]) is not None:
            key = json.loads(part)
            if key in keys:
                return line
            keys.add(key)
        before = part
    return None
