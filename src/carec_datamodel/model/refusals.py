"""Why the model refuses a value: pydantic's errors in plain words, with what is known of the place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from carec_datamodel.findings import clip
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, field_index
from carec_datamodel.model.types import LEXICAL

Loc = tuple[str | int, ...]
"""A place as pydantic gives it: wire names and indexes from 0, below the root."""


@dataclass(frozen=True, slots=True)
class Place:
    """What the model says of a place.

    Attributes:
        path: Readable path from the root, occurrences counted from 1.
        field: The element there, None where the model has none.
        wco: WCO class and element id, empty where there is none.
    """

    path: str
    field: Field | None
    wco: str


def place_of(cls: type[Model], loc: Loc) -> Place:
    """Return what the model *cls* says of the place *loc*."""
    path = cls.__name__
    current: type[Model] | None = cls
    class_id = cls.wco_id
    ids: Mapping[str, str] = {}
    found: Field | None = None
    wco = ""
    for step in loc:
        if isinstance(step, int):
            path += f"[{step + 1}]"
            continue
        found = field_index(current).get(step) if current else found
        if current is None and found is not None and found.valued:
            known = step == "value" or step in {item.name for item in VALUED_ATTRIBUTES[found.leaf]}
            path += "" if step == "value" else f"/@{step}"
            if not known:
                return Place(path, None, "")
            continue
        path += f"/{step}"
        if found is None:
            return Place(path, None, "")
        element_id = ids.get(step, found.element.id)
        if found.target is None:
            wco = f"{class_id}.{element_id}"
        else:
            class_id, ids, wco = element_id, found.element.ids, element_id
        current = found.target
    return Place(path, found, wco)


EXPECTED_KINDS = {
    "object": "an object",
    "valued": "an object with value and unit or currency",
    "array": "a list",
    "string": "a text in quotation marks",
    "integer": "a whole number without quotation marks",
    "boolean": "true or false without quotation marks",
}
"""What is expected, in words, by kind of JSON value; ``valued`` is an amount, a measure or a quantity."""

_EXPECTED_TYPE = {
    "model_type": EXPECTED_KINDS["object"],
    "dataclass_type": EXPECTED_KINDS["valued"],
    "tuple_type": EXPECTED_KINDS["array"],
    "string_type": EXPECTED_KINDS["string"],
    "int_type": EXPECTED_KINDS["integer"],
    "bool_type": EXPECTED_KINDS["boolean"],
}


def explain(error: Mapping[str, Any], place: Place) -> tuple[str, str, str]:
    """Return rule id, message and expectation of one pydantic error."""
    kind = error["type"]
    found = error.get("input")
    shown = repr(clip(found)) if isinstance(found, str) else json_kind(found)
    name = place.path.rpartition("/")[2]
    limits = error.get("ctx", {})
    if kind == "missing" and place.field is not None and place.field.valued:
        return "structure.missing", f"{name} has no number", "a number beside the unit or currency"
    if kind == "missing":
        return "structure.missing", f"{name} is missing", f"the element {name}"
    if kind in {"extra_forbidden", "unexpected_keyword_argument"}:
        return (
            "structure.unknown",
            f"{name} is not an element of the model here",
            "only elements of the model",
        )
    if found == "":
        return "type.empty", f"{name} is empty", "a value, or no element at all"
    if kind == "string_too_long":
        expected = f"at most {limits['max_length']} characters"
        return "type.length", f"{shown} is too long: {len(str(found))} characters", expected
    if kind == "string_too_short":
        expected = f"at least {limits['min_length']} characters"
        return "type.length", f"{shown} is too short: {len(str(found))} characters", expected
    if kind in _EXPECTED_TYPE:
        return "type.json", f"{shown} has the wrong JSON type", _EXPECTED_TYPE[kind]
    if place.field is not None and place.field.element.only:
        expected = f"{place.field.element.only!r} and nothing else"
        return f"type.{place.field.leaf.lower()}", f"{shown} cannot stand here", expected
    leaf = place.field.leaf if place.field else ""
    if place.field is not None and place.field.valued:
        attributes = {part.name: part.leaf for part in VALUED_ATTRIBUTES[leaf]}
        leaf = attributes.get(name.removeprefix("@"), "Decimal")
    expected = LEXICAL[leaf].expected if leaf in LEXICAL else "a valid value"
    if kind == "string_pattern_mismatch" and place.field is not None:
        expected = _format_in_words(place.field.element.format) or expected
    reason = f": {limits['error']}" if kind == "value_error" and "error" in limits else ""
    return f"type.{leaf.lower() or 'value'}", f"{shown} is not {_article(leaf)}{reason}", expected


def json_text(value: Any) -> str | None:
    """Return a JSON value as it stands in the document; None for an object or a list."""
    if isinstance(value, str) or value is None:
        return value
    if isinstance(value, bool):
        return "true" if value else "false"
    return str(value) if isinstance(value, (int, float)) else None


def json_kind(value: Any) -> str:
    """Return what a value is called in JSON, with the value itself where it is short."""
    if isinstance(value, dict):
        return "an object"
    if isinstance(value, (list, tuple)):
        return "a list"
    if value is None:
        return "null"
    return f"{json_text(value)} without quotation marks" if json_text(value) else "this"


def _format_in_words(notation: str) -> str:
    match = re.match(r"(a|n)(\.\.)?(\d+)$", notation)
    if match is None:
        return ""
    kind, upto, size = match.groups()
    what = "capital letters A to Z" if kind == "a" else "digits"
    return f"{'at most ' if upto else ''}{size} {what}"


def _article(leaf: str) -> str:
    words = {
        "Decimal": "a number",
        "Count": "a whole number",
        "DateTime": "a date or time",
        "": "valid here",
        "Text": "a text",
    }
    word = words.get(leaf, leaf.lower())
    return word if " " in word else f"{'an' if word[0] in 'aeiou' else 'a'} {word}"
