"""Where the values of a JSON document stand. Read only when something is wrong with it."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator

from carec_datamodel.model.refusals import Loc

_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def json_spots(text: str) -> dict[Loc, tuple[int, int]]:
    """Return position and line of every value in the well-formed JSON *text*, by its place."""
    spots: dict[Loc, tuple[int, int]] = {}
    tokens = _tokens(text)
    _value_spots(next(tokens), tokens, (), spots)
    return spots


def _tokens(text: str) -> Iterator[tuple[str, int, int]]:
    line, position = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield match.group(), position, line


def _value_spots(
    token: tuple[str, int, int],
    tokens: Iterator[tuple[str, int, int]],
    loc: Loc,
    spots: dict[Loc, tuple[int, int]],
) -> None:
    text, *spot = token
    spots[loc] = (spot[0], spot[1])
    if text == "{":
        for key, _, _ in tokens:
            if key == "}":
                return
            if key != ",":
                next(tokens)  # the colon
                _value_spots(next(tokens), tokens, (*loc, json.loads(key)), spots)
    elif text == "[":
        index = 0
        for entry in tokens:
            if entry[0] == "]":
                return
            if entry[0] != ",":
                _value_spots(entry, tokens, (*loc, index), spots)
                index += 1


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
