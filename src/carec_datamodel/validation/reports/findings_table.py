"""The findings of the HTML report: one table for each rule."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from carec_datamodel.findings import Finding, clip
from carec_datamodel.validation.descriptions import Describe
from carec_datamodel.validation.reports.markup import Markup, joined, tag
from carec_datamodel.validation.reports.tables import Column, shown, table

_COLUMNS = (
    Column("Line", "line"),
    Column("Box", "box"),
    Column("WCO id", "wco"),
    Column("Place", "place"),
    Column("What is wrong", "message"),
    Column("Value", "value"),
    Column("Expected", "expected"),
)


def finding_tables(findings: Iterable[Finding], describe: Describe) -> Iterator[Markup]:
    """Yield a table for each rule of *findings*, in the order in which the rules come first."""
    rules: dict[str, list[Finding]] = {}
    for finding in findings:
        rules.setdefault(finding.rule, []).append(finding)
    for rule, found in rules.items():
        known = describe(rule)
        title = [tag("strong", known.title), Markup(" ")] if known else []
        help_ = [tag("span", known.help, class_="help")] if known else []
        caption = tag("span", *title, tag("code", rule), f" ({len(found)})", *help_)
        yield table(_COLUMNS, (_row(finding) for finding in found), caption)


def _row(finding: Finding) -> list[Markup]:
    return [
        Markup(finding.line or ""),
        _value(finding.box),
        _value(finding.wco),
        _place(finding),
        _message(finding),
        _value(finding.value),
        _value(finding.expected),
    ]


def _place(finding: Finding) -> Markup:
    place = _path(finding.path) if finding.path else tag("span", "document")
    if finding.harmonised in {None, finding.path}:
        return tag("div", place)
    return tag("div", place, tag("p", "In the model: ", _path(finding.harmonised or ""), class_="model"))


def _path(path: str) -> Markup:
    """Return *path*, which may be broken behind each slash."""
    steps = [tag("bdi", step) for step in shown(path).split("/")]
    return tag("code", joined(steps, Markup("/<wbr>")))


def _message(finding: Finding) -> Markup:
    """Return the message, with the value in it set apart so that it does not turn the words around it."""
    text = shown(" ".join(finding.message.split()))
    value = shown(clip(finding.value)) if finding.value else ""
    before, found, after = text.partition(value) if value else (text, "", "")
    parts = [before, tag("bdi", found), after] if found else [text]
    hint = shown(" ".join(finding.hint.split())) if finding.hint else ""
    return tag("div", tag("p", *parts), *([tag("p", hint, class_="hint", dir="auto")] if hint else []))


def _value(text: str | None) -> Markup:
    return tag("span", shown(text), dir="auto") if text else Markup()
