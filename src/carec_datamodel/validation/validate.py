"""Validating a document: safe parse, structure, types, rules."""

from __future__ import annotations

from carec_datamodel.codelists.own_lists import CodeLists
from carec_datamodel.findings import Finding, Severity, Spot
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.model import VERSION
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import count_leaves, field_index, message_class
from carec_datamodel.profile.profile import Profile
from carec_datamodel.validation.judge import Judgement, judge
from carec_datamodel.validation.profile import check_profile
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.rules.rule_set import DEFAULT, RuleSet, rule_sets
from carec_datamodel.validation.schema import json_schema_findings, judges_json, schema_findings
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.versions import other_version

MOST_FINDINGS = 1000
"""How many findings a report holds; the rest is counted."""


def validate_document(
    document: Document,
    format_: Format,
    profile: Profile | None = None,
    rule_set: RuleSet | None = None,
    *,
    lists: CodeLists | None = None,
) -> Report:
    """Return the report on *document*.

    Args:
        document: The document.
        format_: Its format.
        profile: What it is to keep beside the model; nothing if not given.
        rule_set: The rules that judge it; those of the region if not given.
        lists: The code lists that they look codes up in; those of the library if not given.

    Raises:
        UnsafeDocument: It may not be parsed.
    """
    reading = format_.read(document, thorough=True)
    findings = list(reading.findings)
    checks = ["structure", "types"]
    message = reading.message
    name = format_.message_of(document)
    as_written = not any(finding.rule.startswith("version.") for finding in findings)
    if format_.harmonised and document.syntax == "xml" and message is not None:
        other = other_version(document.root, type(message), Lines())
        version = other.version if other is not None else VERSION
        checks.append("XML Schema" if version == VERSION else f"XML Schema of version {version}")
        findings += schema_findings(document.root, type(message), version, Lines(document.data))
    elif format_.harmonised and message is not None and as_written and judges_json():
        checks.append("JSON Schema")
        findings += json_schema_findings(document.value, type(message))
    judgement = Judgement([], 0)
    if message is not None:
        judgement = judge(
            message,
            lambda: format_.spots(document, message) if as_written else _nowhere,
            rule_set or rule_sets()[DEFAULT],
            lists or CodeLists(),
            MOST_FINDINGS,
        )
        checks.append("rules")
        findings = in_document_order([*findings, *judgement.findings])
    found = check_profile(document, format_, reading, profile) if profile is not None else None
    if profile is not None and found is not None:
        checks.append(f"profile {profile.id}")
        told = {finding.path for finding in findings}
        findings += [finding for finding in found if finding.path is None or finding.path not in told]
        findings = in_document_order(findings)
    kept = weightiest(findings, MOST_FINDINGS)
    return Report(
        document.name,
        format_.id,
        name,
        tuple(checks),
        count_leaves(message) if message is not None else None,
        count_items(message) if message is not None else None,
        tuple(kept),
        len(findings) - len(kept) + judgement.left_out,
        message_class(name).item_title,
    )


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
