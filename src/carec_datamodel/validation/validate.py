"""Validating a document: safe parse, structure, types, rules."""

from __future__ import annotations

import re

from carec_datamodel.crosswalk.reading import Reading
from carec_datamodel.findings import Finding, Severity, Spot
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.model import VERSION
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import count_leaves, field_index, message_class
from carec_datamodel.validation.against import Against
from carec_datamodel.validation.judge import judge
from carec_datamodel.validation.profile import check_profile
from carec_datamodel.validation.readable import readable_message
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.rulebook.rule import Companion
from carec_datamodel.validation.schema import json_schema_findings, judges_json, schema_findings
from carec_datamodel.validation.selection import is_selected
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.versions import other_version

_STEP = re.compile(r"[/\[]")
MOST_FINDINGS = 1000
"""How many findings a report holds; the rest is counted."""


def validate_document(
    document: Document, format_: Format, held: Against, others: tuple[Companion, ...] = ()
) -> Report:
    """Return the report on *document*.

    Args:
        document: The document.
        format_: Its format.
        held: What it is held against.
        others: Messages that it is judged together with.

    Raises:
        UnsafeDocument: It may not be parsed.
    """
    reading = format_.read(document, thorough=True)
    message, name = reading.message, format_.message_of(document)
    checks = ["structure", "types"]
    findings = [*reading.findings, *_by_schema(document, format_, reading, checks)]
    told = {finding.path for finding in findings}
    left_out = 0
    judged = message
    if judged is None and held.rule_set.rules and format_.harmonised and _as_written(reading):
        judged = readable_message(document, name)
    if judged is not None and held.rule_set.rules:
        checks.append("rules")
        judgement = judge(
            judged,
            lambda: format_.spots(document, judged) if _as_written(reading) else _nowhere,
            held.rule_set,
            held.lists,
            MOST_FINDINGS,
            others,
        )
        if others:
            checks.append("together with other documents")
        findings += judgement.findings if message is not None else _besides(judgement.findings, told)
        left_out = judgement.left_out
    profile = held.profile
    found = check_profile(document, format_, reading, profile) if profile is not None else None
    if profile is not None and found is not None:
        checks.append(f"profile {profile.id}")
        findings += found if message is not None else [item for item in found if item.path not in told]
    wanted = [finding for finding in findings if is_selected(finding.rule, held.select, held.ignore)]
    kept = weightiest(in_document_order(wanted), MOST_FINDINGS)
    return Report(
        document.name,
        format_.id,
        name,
        tuple(checks),
        count_leaves(message) if message is not None else None,
        count_items(message) if message is not None else None,
        tuple(kept),
        len(wanted) - len(kept) + left_out,
        message_class(name).item_title,
        len(findings) - len(wanted),
    )


def _by_schema(document: Document, format_: Format, reading: Reading, checks: list[str]) -> list[Finding]:
    """Return what the published schema objects to in a harmonised document; add to *checks* what was done."""
    if not format_.harmonised or reading.message is None:
        return []
    cls = type(reading.message)
    if document.syntax == "xml":
        other = other_version(document.root, cls, Lines())
        version = other.version if other is not None else VERSION
        checks.append("XML Schema" if version == VERSION else f"XML Schema of version {version}")
        return schema_findings(document.root, cls, version, Lines(document.data))
    if not judges_json() or not _as_written(reading):
        return []
    checks.append("JSON Schema")
    return json_schema_findings(document.value, cls)


def _as_written(reading: Reading) -> bool:
    """Return whether the document is of the current version of the model: then places are as they stand."""
    return not any(finding.rule.startswith("version.") for finding in reading.findings)


def _besides(findings: list[Finding], told: set[str | None]) -> list[Finding]:
    """Return the *findings* where nothing is *told* already, nor below: what is refused is not missing."""
    taken = set(told)
    for path in filter(None, told):
        taken.update(path[: match.start()] for match in _STEP.finditer(path))
    return [finding for finding in findings if finding.path not in taken]


def _nowhere(loc: Loc) -> Spot:  # noqa: ARG001
    """Say of a place of an upgraded message that it is not in the document as it stands."""
    return Spot(None, None)


def in_document_order(findings: list[Finding]) -> list[Finding]:
    """Return *findings* by line; those on one line, and those without one, stay in their order."""
    return sorted(findings, key=lambda finding: finding.line or 0)


def weightiest(findings: list[Finding], most: int) -> list[Finding]:
    """Return at most *most* of *findings* in the same order, errors before warnings before notes.

    So a document with errors does not pass because they come late.
    """
    if len(findings) <= most:
        return findings
    weights = list(Severity)
    by_weight = sorted(range(len(findings)), key=lambda place: weights.index(findings[place].severity))
    return [findings[place] for place in sorted(by_weight[:most])]


def count_items(message: Message) -> int | None:
    """Return the number of entries of the part of *message* that repeats most; None where it has none."""
    if not message.items:
        return None
    *way, last = message.items.split("/")
    current: Model = message
    for step in way:
        below: Model | None = getattr(current, field_index(type(current))[step].attribute)
        if below is None:
            return 0
        current = below
    return len(getattr(current, field_index(type(current))[last].attribute))
