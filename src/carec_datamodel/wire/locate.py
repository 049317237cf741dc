"""Findings with a place: from what pydantic and the codecs object to, back to path and line.

Runs only when something is wrong; a valid document pays nothing for it.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import replace
from difflib import get_close_matches
from typing import Any

from lxml import etree
from pydantic import ValidationError

from carec_datamodel.findings import Finding, clip
from carec_datamodel.model.base import Model
from carec_datamodel.model.lexical import XML_SPACE
from carec_datamodel.model.refusals import Loc, Place, explain, json_text, place_of
from carec_datamodel.wire.json_places import json_spots
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.plan import NAMESPACE, Reading, ReadPlan, read_plan

_SCHEMA_INSTANCE = "{http://www.w3.org/2001/XMLSchema-instance}"
HINTS = frozenset({f"{_SCHEMA_INSTANCE}schemaLocation", f"{_SCHEMA_INSTANCE}noNamespaceSchemaLocation"})
"""The only attributes outside the model, on the root: they say where a schema lies and are no data."""
_FEW = 12
"""How many elements a finding names where another one is unknown."""


def examine(root: etree._Element, cls: type[Model], lines: Lines) -> tuple[dict[str, Any], list[Finding]]:
    """Read the tree *root* with care.

    Returns:
        Its values, and everything that keeps it from being a message of *cls*, in document order.
    """
    collector = _Collector(cls, lines)
    values = collector.collect(root, read_plan(cls), (), HINTS)
    try:
        cls.__pydantic_validator__.validate_python(values, by_alias=True, by_name=False)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            loc = item["loc"]
            if not any(loc[:end] in collector.unread for end in range(len(loc) + 1)):
                rule, message, expected = explain(item, place_of(cls, loc))
                collector.note(rule, message, expected, collector.nearest(root, loc), loc, item.get("input"))
    order = lines.order(root)
    found = sorted(collector.findings, key=lambda pair: order[pair[0]])
    return values, [finding for _, finding in found]


def _finding(rule: str, message: str, expected: str, place: Place, line: int | None, value: Any) -> Finding:
    return Finding(
        rule=rule,
        message=f"{message}; expected {expected}",
        path=place.path,
        line=line,
        value=value if isinstance(value, str) else None,
        expected=expected,
        box=(place.field.element.box or None) if place.field else None,
        wco=place.wco or None,
        harmonised=place.path if place.field else None,
    )


class _Collector:
    """Reads as the codec does, slowly: notes what does not belong and returns only what does."""

    def __init__(self, cls: type[Model], lines: Lines) -> None:
        self.cls = cls
        self.lines = lines
        self.findings: list[tuple[etree._Element, Finding]] = []
        self.unread: set[Loc] = set()
        self.elements: dict[Loc, etree._Element] = {}

    def nearest(self, root: etree._Element, loc: Loc) -> etree._Element:
        """Return the element at *loc*, or the nearest one above it that is there."""
        ends = range(len(loc), 0, -1)
        return next((self.elements[loc[:end]] for end in ends if loc[:end] in self.elements), root)

    def note(
        self, rule: str, message: str, expected: str, at: etree._Element, loc: Loc, value: Any = None
    ) -> None:
        """Add a finding on the element *at*, which is at *loc* or holds it."""
        place = place_of(self.cls, loc)
        finding = _finding(rule, message, expected, place, self.lines(at), value)
        self.findings.append((at, replace(finding, path=self.lines.path(at, place.path))))

    def collect(
        self, parent: etree._Element, plan: ReadPlan, loc: Loc, allowed: frozenset[str] = frozenset()
    ) -> dict[str, Any]:
        """Return the values of *parent*, which stands at *loc* and may have the attributes *allowed*."""
        self._check_attributes(parent, loc, allowed)
        self._check_stray_text(parent, loc)
        values: dict[str, Any] = {}
        counts: dict[str, int] = {}
        last: Reading | None = None
        for child in parent:
            if not isinstance(child.tag, str):
                continue
            if child.tag not in plan:
                self._note_unknown(child, plan, loc)
                continue
            entry = Reading(*plan[child.tag])
            index = counts[entry.name] = counts.get(entry.name, 0) + 1
            here: Loc = (*loc, entry.name, index - 1) if entry.repeats else (*loc, entry.name)
            if last is not None and entry.place < last.place:
                message = f"{entry.name} stands behind {last.name}"
                self.note("structure.order", message, f"it before {last.name}", child, here)
            else:
                last = entry
            if index > 1 and not entry.repeats:
                self.note("structure.repeated", f"{entry.name} occurs {index} times", "it once", child, here)
                continue
            self.elements[here] = child
            value = self._value(child, entry, here)
            if entry.repeats:
                values.setdefault(entry.name, []).append(value)
            else:
                values[entry.name] = value
        return values

    def _value(self, element: etree._Element, entry: Reading, loc: Loc) -> Any:
        if entry.below is not None:
            return self.collect(element, entry.below, loc)
        allowed = frozenset(entry.attributes or ())
        self._check_attributes(element, loc, allowed)
        if len(element):
            inside = "elements" if any(isinstance(inner.tag, str) for inner in element) else "a comment"
            message = f"{entry.name} has {inside} inside"
            self.note("structure.nested", message, "nothing but a value", element, loc)
            self.unread.add(loc)
            return ""
        text = element.text or ""
        if entry.attributes is None:
            return text
        return {"value": text, **{name: part for name, part in element.items() if name in allowed}}

    def _check_attributes(self, element: etree._Element, loc: Loc, allowed: frozenset[str]) -> None:
        for name, text in element.items():
            if name not in allowed:
                label = etree.QName(element).localname
                known = " or ".join(sorted(allowed - HINTS))
                expected = f"{known} only" if known else "no attribute"
                message = f"{label} has no attribute {etree.QName(name).localname}"
                self.note("structure.attribute", message, expected, element, loc, str(text))

    def _check_stray_text(self, parent: etree._Element, loc: Loc) -> None:
        for text, near in ((parent.text, parent), *((child.tail, child) for child in parent)):
            if text and text.strip(XML_SPACE):
                message = f"text {clip(text)!r} where elements belong"
                self.note("structure.text", message, "elements only", near, loc, text)

    def _note_unknown(self, child: etree._Element, plan: ReadPlan, loc: Loc) -> None:
        name = etree.QName(child)
        names = [tag.rpartition("}")[2] for tag in plan]
        if name.namespace != NAMESPACE:
            found = f"in namespace {name.namespace}" if name.namespace else "in no namespace"
            message, expected = f"{name.localname} is {found}", f"namespace {NAMESPACE}"
        else:
            message = f"{name.localname} is not an element of the model here"
            expected = _nearest(name.localname, names)
        self.note("structure.unknown", message, expected, child, (*loc, name.localname), child.text or None)


def _nearest(name: str, names: list[str]) -> str:
    """Return the one of *names* that *name* is most like; all of them where none is and they are few."""
    folded = {known.lower(): known for known in names}
    alike = get_close_matches(name.lower(), folded, n=1, cutoff=0.75)
    if alike:
        return folded[alike[0]]
    return f"one of {', '.join(names)}" if len(names) <= _FEW else "only elements of the model"


def json_findings(
    errors: Iterable[Mapping[str, Any]], cls: type[Model], data: bytes, empties: Iterable[Loc] = ()
) -> list[Finding]:
    """Return one finding for each thing that keeps the JSON document *data* from being a message of *cls*.

    Args:
        errors: What pydantic objects to.
        cls: The message class.
        data: The document.
        empties: Places of nulls and empty lists.
    """
    spots = json_spots(data.decode("utf-8-sig"))

    def spot_of(loc: Loc) -> tuple[int, int]:
        return next(spots[loc[:end]] for end in range(len(loc), -1, -1) if loc[:end] in spots)

    empties = set(empties)
    findings: list[tuple[int, Finding]] = []

    def add(rule: str, message: str, expected: str, loc: Loc, value: Any) -> None:
        position, line = spot_of(loc)
        place = place_of(cls, loc[1:])
        findings.append((position, _finding(rule, message, expected, place, line, json_text(value))))

    for loc in empties:
        name = place_of(cls, loc[1:]).path.rpartition("/")[2]
        add("type.empty", f"{name} is empty", "a value, or no key at all", loc, None)
    for item in errors:
        loc = item["loc"]
        if not any(loc[:end] in empties for end in range(len(loc) + 1)):
            add(*explain(item, place_of(cls, loc[1:])), loc, item.get("input"))
    return [finding for _, finding in sorted(findings, key=lambda pair: pair[0])]
