"""The errors of an answer of customs, told in the terms of the document that it answers."""

from __future__ import annotations

from collections.abc import Callable

from lxml import etree

from carec_datamodel.crosswalk.readable_paths import ReadablePaths
from carec_datamodel.errors import InvalidMessage, LocatorError
from carec_datamodel.findings import Finding, Severity, Spot
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.model.base import Message
from carec_datamodel.model.locator import Locator
from carec_datamodel.model.refusals import Loc, place_of
from carec_datamodel.model.response import Error, Response
from carec_datamodel.wire.lines import Lines

RULE = "answer.error"
"""Rule of an error that customs gave no code."""
_WARNING = "WARNING"
Spots = Callable[[Loc], Spot]
Tree = tuple[etree._Element, Lines]  # noqa: SLF001 - the class has no public name


def explain(response: Response, document: Document, format_: Format) -> tuple[Finding, ...]:
    """Return a finding for each error of *response*: what, where in *document*, which box.

    A place that leads nowhere in the document stays in the message of its finding, as it was given.

    Args:
        response: The answer.
        document: The declaration, or another filing, that it answers.
        format_: Format of the document.

    Raises:
        UnsafeDocument: The document may not be parsed.
        InvalidMessage: It cannot be read as a message; carries all findings.
    """
    reading = format_.read(document)
    if reading.message is None:
        raise InvalidMessage(reading.errors)
    spots = format_.spots(document, reading.message)
    return tuple(_finding(error, format_.tree(document), reading.message, spots) for error in response.error)


def _finding(error: Error, tree: Tree | None, message: Message, spots: Spots) -> Finding:
    told = error.description or "customs gives no words"
    severity = Severity.WARNING if error.severity_code == _WARNING else Severity.ERROR
    rule = error.validation_code or error.rule_id or RULE
    if not error.pointer:
        return _by_name(Finding(rule, told, severity, value=error.original_value), error, tree)
    try:
        locator = Locator.from_pointers(error.pointer, type(message), message=message)
    except LocatorError as nowhere:
        text = f"{told}; its place leads nowhere: {nowhere.message}"
        return Finding(rule, text, severity, value=error.original_value)
    loc = tuple(part for step in locator.steps for part in _parts(step.name, step.occurrence))
    place, spot = place_of(type(message), loc), spots(loc)
    return Finding(
        rule,
        "; ".join((told, *locator.remarks)),
        severity,
        path=spot.path,
        line=spot.line,
        value=error.original_value or spot.value,
        box=spot.box or (place.field.element.box if place.field else "") or None,
        wco=place.wco or None,
        harmonised=place.path,
    )


def _parts(name: str, occurrence: int | None) -> tuple[str | int, ...]:
    return (name,) if occurrence is None else (name, occurrence - 1)


def _by_name(finding: Finding, error: Error, tree: Tree | None) -> Finding:
    """Return *finding* with the place in *tree* that the answer names as a path of elements, if it does."""
    text = error.location_description or ""
    element = _element_at(tree[0], text) if tree is not None else None
    if tree is None or element is None:
        where = f"; its place: {text}" if text else ""
        return Finding(finding.rule, finding.message + where, finding.severity, value=finding.value)
    return Finding(
        finding.rule,
        finding.message,
        finding.severity,
        path=ReadablePaths()(element),
        line=tree[1](element),
        value=finding.value or (element.text or "").strip() or None,
    )


def _element_at(root: etree._Element, path: str) -> etree._Element | None:
    """Return the element at an XPath of names and positions, whatever the namespaces; None if none."""
    steps = path.strip().split("/")
    if len(steps) < 2 or steps[0] or not all(steps[1:]):  # noqa: PLR2004 - an absolute path has an empty beginning
        return None
    found = [root]
    for number, step in enumerate(steps[1:]):
        name, _, position = step.rpartition(":")[2].partition("[")
        if number:
            found = [child for child in found[0].iterchildren("*") if etree.QName(child).localname == name]
        elif etree.QName(root).localname != name:
            return None
        if position and number:
            index = position.removesuffix("]")
            found = found[int(index) - 1 : int(index)] if index.isdecimal() and int(index) else []
        if not found:
            return None
    return found[0]
