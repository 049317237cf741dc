"""A national document becomes a message: quickly, and once more with a trace where something is wrong."""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from typing import Any

from lxml import etree
from pydantic import ValidationError

from carec_datamodel.crosswalk.conformity import note_misfits
from carec_datamodel.crosswalk.elements import text_at
from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.crosswalk.reader import Reader
from carec_datamodel.crosswalk.trace import SOURCE_LINE, LineOf, Origin, Trace, Traced
from carec_datamodel.findings import Finding, Severity, clip
from carec_datamodel.model.base import Message
from carec_datamodel.model.lexical import XML_SPACE
from carec_datamodel.model.refusals import explain, place_of

# How often values that the model refuses are taken out before the message is given up.
_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A national document, read.

    Attributes:
        message: The harmonised message; None where errors leave none.
        findings: What is wrong or unusual, in document order.
    """

    message: Message | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


def read_document(
    plan: Plan,
    root: etree._Element,
    line_of: LineOf = SOURCE_LINE,
    *,
    thorough: bool = False,
    refused: Collection[Origin] = (),
) -> Reading:
    """Read the document *root*; what is wrong in it becomes findings.

    Args:
        plan: The compiled table.
        root: The national document.
        line_of: Tells the line of an element.
        thorough: Whether to look also for what is right but can be misread, which takes longer.
        refused: Values to pass over: they are wrong, and that is told already.
    """
    if thorough:
        reading, trace = read_traced(plan, root, line_of, refused)
        more = Trace(refused=trace.refused, line_of=trace.line_of, path_of=trace.path_of)
        note_misfits(more, plan, root)
        found = [*_namespace(plan, root, trace), *reading.findings, *_swappable_dates(trace), *_zones(trace)]
        return Reading(reading.message, _ordered([*found, *more.findings]))
    if refused:
        return read_traced(plan, root, line_of, refused)[0]
    reader = Reader(plan, root)
    values = reader.read()
    if not reader.unusual:
        try:
            return Reading(_validated(plan, values), ())
        except ValidationError:
            pass
    return read_traced(plan, root, line_of)[0]


def _validated(plan: Plan, values: dict[str, Any]) -> Message:
    message: Message = plan.message.__pydantic_validator__.validate_python(
        values, by_alias=True, by_name=False
    )
    return message


def read_traced(
    plan: Plan, root: etree._Element, line_of: LineOf = SOURCE_LINE, refused: Collection[Origin] = ()
) -> tuple[Reading, Trace]:
    """Read again with a trace; take out the values that the model refuses until it refuses none."""
    trace = Trace(skip=set(refused), line_of=line_of)
    refusals: list[Finding] = []
    for _ in range(_MOST_ROUNDS):
        trace = Trace(skip=trace.skip, line_of=line_of, path_of=trace.path_of)
        values = trace.values = Reader(plan, root, trace).read()
        try:
            message = _validated(plan, values)
        except ValidationError as error:
            known = len(trace.skip)
            refusals.extend(_refusals(plan, error, root, trace))
            if len(trace.skip) == known:
                break  # what is missing cannot be passed over
            continue
        trace.refused |= trace.skip
        return Reading(message, _ordered(trace.findings + refusals)), trace
    return Reading(None, _ordered(trace.findings + refusals)), trace


def _refusals(plan: Plan, error: ValidationError, root: etree._Element, trace: Trace) -> list[Finding]:
    """Return a finding for each value that the model refuses, and mark its element to be passed over."""
    notes = Trace(line_of=trace.line_of, path_of=trace.path_of)
    for item in error.errors(include_url=False):
        place = place_of(plan.message, item["loc"])
        rule_id, message, expected = explain(item, place)
        found = item.get("input")
        origin, rule = (found.origin, found.rule) if isinstance(found, Traced) else ((root, None), None)
        text = text_at(origin) if rule is not None else None
        if text is not None:
            trace.skip.add(origin)
            message = message.replace(repr(clip(str(found))), repr(clip(text)))
        notes.note(
            rule_id,
            f"{message}; expected {expected}",
            origin[0],
            Severity.ERROR,
            value=text,
            expected=expected,
            rule=rule,
            attribute=origin[1],
        )
    return notes.findings


def _namespace(plan: Plan, root: etree._Element, trace: Trace) -> list[Finding]:
    """Return a note where the document is in no namespace and should be in one, or is of another version."""
    name = etree.QName(root)
    expected = plan.top(name.localname).namespace
    found = name.namespace or ""
    notes = Trace(line_of=trace.line_of, path_of=trace.path_of)
    if not found and expected:
        text = f"{name.localname} is in no namespace; expected {expected}"
        notes.note("crosswalk.namespace", text, root, Severity.NOTE, expected=expected)
    elif plan.descriptor.versions == "any" and found != expected:
        version, known = found.rpartition(":")[2], expected.rpartition(":")[2]
        text = f"the document is of version {version}; it is read by the table of version {known}"
        notes.note("crosswalk.version", text, root, Severity.NOTE, value=version, expected=known)
    return notes.findings


def _swappable_dates(trace: Trace) -> list[Finding]:
    """Return one note for all dates that could as well be read with day and month swapped."""
    if not trace.swappable:
        return []
    element, rule = trace.swappable[0]
    notes = Trace(line_of=trace.line_of, path_of=trace.path_of)
    text = (element.text or "").strip(XML_SPACE)
    pattern = rule.row.transform.partition("date(")[2].partition(")")[0].partition("|")[0]
    notes.note(
        "crosswalk.date-order",
        f"{len(trace.swappable)} date(s) such as {text!r} could also be read with day and month swapped;"
        f" they are read as {pattern}",
        element,
        Severity.NOTE,
        value=text,
        rule=rule,
    )
    return notes.findings


def _zones(trace: Trace) -> list[Finding]:
    """Return a note for each day whose zone the message has no place for."""
    notes = Trace(line_of=trace.line_of, path_of=trace.path_of)
    for element, rule in trace.zoned:
        text = (element.text or "").strip(XML_SPACE)
        found = f"the day {text!r} has a zone, which the message does not hold; the residue keeps it"
        notes.note("crosswalk.zone", found, element, Severity.NOTE, value=text, rule=rule)
    return notes.findings


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.line or 0))
