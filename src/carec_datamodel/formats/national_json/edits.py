"""What a JSON document says beyond its tree: numbers or texts, lists or single values, empty lists.

It is kept as the difference from the JSON that the tree alone is written as, plain data
ready for the residue, and applied only where it still fits. That of a document has ``root``,
the one key of the document, where it is not the usual one, and ``inside``, the edit of the
object there. The edit of an object has the edits of its members by key; that of a member is
a dict with any of these keys:

``as``
    ``list`` or ``single``: whether a list stands around its entries; ``empty``: a list
    without any, which no element says; ``null``: null, where that makes no element.
a number
    The edit of the entry at that index: that of an object, or the kind of a scalar.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

from carec_datamodel.crosswalk.residue import Edit
from carec_datamodel.formats.national_json.values import TRUTHS, kind, number_or_text, scalar_text


def difference(one: Mapping[str, Any], other: Mapping[str, Any]) -> Edit:
    """Return the edit that makes the document *one* of *other*, which its tree is written as."""
    ((key, content),) = one.items()
    ((usual, bare),) = other.items()
    edit: Edit = {} if key == usual else {"root": key}
    inside = _of_object(content, bare)
    return {**edit, "inside": inside} if inside else edit


def applied(edit: Edit, value: Mapping[str, Any]) -> dict[str, Any]:
    """Return the document *value* with *edit*, wherever it still fits. What is in *value* is used up.

    Raises:
        AttributeError, TypeError, ValueError: The edit is damaged.
    """
    ((key, content),) = value.items()
    return {str(edit.get("root", key)): _applied_to_object(edit.get("inside", {}), content)}


def _of_object(one: Mapping[str, Any], other: Mapping[str, Any]) -> Edit:
    edits = {
        key: {"as": "null"} if value is None and key not in other else _of_member(value, other.get(key, []))
        for key, value in one.items()
    }
    return {key: edit for key, edit in edits.items() if edit}


def _of_member(one: Any, other: Any) -> Edit:
    if one == []:
        return {"as": "empty"}
    edit: Edit = {}
    if isinstance(one, list) != isinstance(other, list):
        edit["as"] = "list" if isinstance(one, list) else "single"
    for index, (entry, bare) in enumerate(zip(_entries(one), _entries(other), strict=True)):
        found = _of_entry(entry, bare)
        if found:
            edit[str(index)] = found
    return edit


def _of_entry(one: Any, other: Any) -> Edit | str:
    if isinstance(one, dict):
        inside = _of_object(one, other if isinstance(other, dict) else {})
        return inside or ("" if isinstance(other, dict) else "object")
    return kind(one) if kind(one) != kind(other) else ""


def _applied_to_object(edit: Edit, value: dict[str, Any]) -> dict[str, Any]:
    for key, inside in edit.items():
        style = inside.get("as", "")
        if key not in value:
            if style in {"empty", "null"}:
                value[key] = [] if style == "empty" else None
            continue
        listed = isinstance(value[key], list)
        entries = _entries(value[key])
        for index in range(len(entries)):
            if str(index) in inside:
                entries[index] = _applied_to_entry(inside[str(index)], entries[index])
        single = style == "single" or (style != "list" and not listed)
        value[key] = entries[0] if single and len(entries) == 1 else entries
    return value


def _applied_to_entry(edit: Edit | str, entry: Any) -> Any:
    if not isinstance(edit, str):
        if entry == "":
            entry = {}  # nothing stood in it but empty lists
        return _applied_to_object(edit, entry) if isinstance(entry, dict) else entry
    if isinstance(entry, dict) and entry:
        return entry
    return _as_kind(edit, "" if isinstance(entry, dict) else scalar_text(entry), entry)


def _as_kind(wanted: str, text: str, entry: Any) -> Any:
    """Return the scalar *text*, so far *entry*, as the kind *wanted*, if it can be of that kind."""
    if wanted == "number":
        return number_or_text(text)
    if wanted == "boolean":
        return TRUTHS.get(text, entry)
    if wanted == "text":
        return text
    if wanted == "null":
        return None if not text else entry
    if wanted == "object":
        return {} if not text else entry
    raise ValueError(f"{wanted!r} is no kind of value")


def _entries(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
