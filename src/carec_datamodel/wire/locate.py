"""Findings with a place: from what pydantic and the codecs object to, back to path and line.

Runs only when something is wrong; a valid document pays nothing for it.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import Any

from lxml import etree
from pydantic import ValidationError

from carec_datamodel.findings import Finding, clip
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.refusals import Loc, Place, explain, place_of
from carec_datamodel.wire.plan import NAMESPACE, ReadPlan, read_plan

def xml_findings(root: etree._Element, cls: type[Model]) -> list[Finding]:
    """Return everything that keeps the tree *root* from being a message of *cls*, in document order."""
    values, findings = _collect(root, read_plan(cls), cls.__name__)
    try:
        cls.__pydantic_validator__.validate_python(values, by_alias=True, by_name=False)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            loc = item["loc"]
            place = place_of(cls, loc)
            at = _walk(root, loc)
            rule, message, expected = explain(item, place)
            findings.append(_finding(rule, message, expected, place, at.sourceline, item.get("input")))
    return sorted(findings, key=lambda finding: finding.line or 0)


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
        harmonised=place.path,
    )


def _walk(root: etree._Element, loc: Loc) -> etree._Element:
    """Return the element at *loc*, or the nearest one above it that is there."""
    current = root
    for position, step in enumerate(loc):
        if isinstance(step, int):
            continue
        following = loc[position + 1] if position + 1 < len(loc) else 0
        index = following if isinstance(following, int) else 0
        children = current.findall(f"{{{NAMESPACE}}}{step}")
        if index >= len(children):
            return current
        current = children[index]
    return current


def _collect(
    parent: etree._Element, plan: ReadPlan, path: str, strict_order: bool = True
) -> tuple[dict[str, Any], list[Finding]]:
    """Read as the codec does, slowly, noting what does not belong; return only what does."""
    values: dict[str, Any] = {}
    findings: list[Finding] = []
    counts: dict[str, int] = {}
    last, last_name = 0, ""

    def note(rule: str, message: str, at: etree._Element, where: str, value: str | None = None) -> None:
        findings.append(Finding(rule=rule, message=message, path=where, line=at.sourceline, value=value))

    if len(parent):
        _note_stray_text(parent, path, note)
    for child in parent:
        if not isinstance(child.tag, str):
            continue
        entry = plan.get(child.tag)
        if entry is None:
            name = etree.QName(child)
            note("structure.unknown", _unknown(name, plan), child, f"{path}/{name.localname}")
            continue
        counts[entry.name] = counts.get(entry.name, 0) + 1
        where = f"{path}/{entry.name}" + (f"[{counts[entry.name]}]" if entry.repeats else "")
        if entry.place < last:
            note("structure.order", f"{entry.name} stands behind {last_name}; expected before it", child, where)
        else:
            last, last_name = entry.place, entry.name
        allowed = entry.attributes or frozenset()
        for attribute, text in child.items():
            if attribute not in allowed:
                note("structure.attribute", f"{entry.name} has no attribute {attribute}", child, where, text)
        if entry.below is not None:
            value, inner = _collect(child, entry.below, where)
            findings.extend(inner)
            if not len(child) and (child.text or "").strip():
                note("structure.text", f"text {clip(child.text)!r} where elements are expected", child, where, child.text)
        else:
            value = child.text or ""
            if len(child):
                inside = "elements" if any(isinstance(inner.tag, str) for inner in child) else "a comment"
                note("structure.nested", f"{entry.name} has {inside} inside; expected a value", child, where)
                continue
            if entry.attributes is not None:
                value = {"value": value, **{k: v for k, v in child.items() if k in allowed}}
        if entry.repeats:
            values.setdefault(entry.name, []).append(value)
        elif entry.name in values:
            note("structure.repeated", f"{entry.name} occurs {counts[entry.name]} times; expected once", child, where)
        else:
            values[entry.name] = value
    return values, findings


def _note_stray_text(parent: etree._Element, path: str, note: Any) -> None:
    for text in [parent.text, *(child.tail for child in parent)]:
        if text and text.strip():
            note("structure.text", f"text {clip(text)!r} between elements; expected none", parent, path, text)


def _unknown(name: etree.QName, plan: ReadPlan) -> str:
    near = {tag.rpartition("}")[2].lower(): tag.rpartition("}")[2] for tag in plan}.get(name.localname.lower())
    if name.namespace != NAMESPACE:
        found = f"in namespace {name.namespace}" if name.namespace else "in no namespace"
        return f"{name.localname} is {found}; expected namespace {NAMESPACE}"
    return f"{name.localname} is not an element of the model here" + (f"; did you mean {near}?" if near else "")


def json_findings(error: ValidationError, cls: type[Message], data: bytes) -> list[Finding]:
    """Return one finding for each thing that pydantic objects to in the JSON document *data*."""
    lines = json_lines(data.decode("utf-8-sig"))
    findings = []
    for item in error.errors(include_url=False):
        loc = item["loc"]
        place = place_of(cls, loc[1:])
        rule, message, expected = explain(item, place)
        line = next(lines[loc[:end]] for end in range(len(loc), -1, -1) if loc[:end] in lines)
        findings.append(_finding(rule, message, expected, place, line, item.get("input")))
    return sorted(findings, key=lambda finding: finding.line or 0)


_TOKEN = re.compile(r'"(?:[^"\\]|\\.)*"|[{}\[\]:,]|[^\s{}\[\]:,"]+')


def json_lines(text: str) -> dict[Loc, int]:
    """Return the line of every value in the well-formed JSON *text*, by its place."""
    lines: dict[Loc, int] = {}
    tokens = _tokens(text)
    _value_lines(next(tokens), tokens, (), lines)
    return lines


def _tokens(text: str) -> Iterator[tuple[str, int]]:
    line, position = 1, 0
    for match in _TOKEN.finditer(text):
        line += text.count("\n", position, match.start())
        position = match.start()
        yield match.group(), line


def _value_lines(
    token: tuple[str, int], tokens: Iterator[tuple[str, int]], loc: Loc, lines: dict[Loc, int]
) -> None:
    import json

    text, line = token
    lines[loc] = line
    if text == "{":
        for key, _ in tokens:
            if key == "}":
                return
            if key == ",":
                continue
            next(tokens)
            _value_lines(next(tokens), tokens, (*loc, json.loads(key)), lines)
    elif text == "[":
        index = 0
        for entry in tokens:
            if entry[0] == "]":
                return
            if entry[0] == ",":
                continue
            _value_lines(entry, tokens, (*loc, index), lines)
            index += 1


def summary(findings: Iterable[Finding]) -> str:
    """Return *findings* one per line, for messages."""
    return "\n".join(f"{finding.path}, line {finding.line}: {finding.message}" for finding in findings)
