"""What is wrong with the JSON of a document: kinds of values that no XML could show."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any, NamedTuple

from lxml import etree

from carec_datamodel.crosswalk.plan import Node
from carec_datamodel.crosswalk.readable_paths import ReadablePaths
from carec_datamodel.findings import Finding, clip
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.values import kind, scalar_text
from carec_datamodel.formats.national_json.writing import is_truth
from carec_datamodel.model.refusals import EXPECTED_KINDS, Loc, json_kind
from carec_datamodel.wire.json_places import json_spots

_NUMBER_OR_TEXT = "a number, or a text in quotation marks"


class Place(NamedTuple):
    """A value and where it goes.

    Attributes:
        element: The element that takes it, or, of an attribute, has it.
        node: What the table says of it; None where no row has it.
        loc: Where it stands in the document.
        value: The value.
        attribute: Name of the attribute that takes it, if one does.
    """

    element: etree._Element
    node: Node | None
    loc: Loc
    value: Any
    attribute: str = ""


class Fault(NamedTuple):
    """One thing that is wrong.

    Attributes:
        place: The value.
        rule: Id of the rule.
        message: What was found.
        expected: What was expected.
        below: Name of the element or attribute that *place* should have got for it, and has not.
    """

    place: Place
    rule: str
    message: str
    expected: str
    below: str = ""


def entry_fault(place: Place) -> Fault | None:
    """Return what is wrong with the kind of a value that is no list; None where nothing is."""
    node, found = place.node, kind(place.value)
    if found == "null":
        return Fault(place, "type.empty", "null is no value", "a value, or no key at all")
    if node is None or (found == "text" and not _is_structure(node)):
        return None
    if _is_structure(node):
        expected = EXPECTED_KINDS["object"]
    else:
        expected = _NUMBER_OR_TEXT if _takes_number(node) else EXPECTED_KINDS["string"]
        expected = EXPECTED_KINDS["boolean"] if is_truth(node) else expected
    return None if found == _kind_of(node) else _of_kind(place, expected)


def list_fault(place: Place, key: str) -> Fault | None:
    """Return what is wrong where *place*, the member *key* of its element, is a list or is none."""
    listed, node = isinstance(place.value, list), place.node
    if node is None or node.second is not None or place.value is None or listed == node.repeats:
        return None
    if listed:
        expected = EXPECTED_KINDS["object" if _is_structure(node) else "string"]
        return _of_kind(place, f"{expected}, which occurs once", key)
    return _of_kind(place, EXPECTED_KINDS["array"], key)


def _is_structure(node: Node) -> bool:
    return bool(node.order or node.attributes or (node.row is not None and node.row.type == "struct"))


def _kind_of(node: Node) -> str:
    """Return the kind of value that *node* takes; texts are taken in place of any scalar."""
    if _is_structure(node):
        return "object"
    if is_truth(node):
        return "boolean"
    return "number" if _takes_number(node) else "text"


def _takes_number(node: Node) -> bool:
    return node.row is not None and node.row.type.startswith("n")


def _of_kind(place: Place, expected: str, below: str = "") -> Fault:
    value = place.value
    shown = repr(clip(value)) if kind(value) == "text" else json_kind(value)
    return Fault(place, "type.json", f"{shown} has the wrong JSON type", expected, below)


def findings_of(faults: Iterable[Fault], document: Document) -> tuple[Finding, ...]:
    """Return a finding for each of *faults*, in the order of *document*."""
    known = list(faults)
    if not known:
        return ()
    spots = json_spots(document.data.decode("utf-8-sig"))
    path_of = ReadablePaths()
    known.sort(key=lambda fault: spots[fault.place.loc])
    return tuple(_finding(fault, path_of, spots[fault.place.loc][1]) for fault in known)


def _finding(fault: Fault, path_of: ReadablePaths, line: int) -> Finding:
    place = fault.place
    steps = (path_of(place.element), f"@{place.attribute}" if place.attribute else "", clip(fault.below))
    rule = place.node.rules[0] if place.node is not None and place.node.rules else None
    return Finding(
        rule=fault.rule,
        message=f"{fault.message}; expected {fault.expected}",
        path="/".join(filter(None, steps)),
        line=line,
        value=None if isinstance(place.value, dict | list | None) else scalar_text(place.value),
        expected=fault.expected,
        box=(rule.row.box or None) if rule else None,
        wco=rule.wco if rule else None,
        harmonised=rule.harmonised if rule else None,
    )
