"""What reading a national document finds wrong or unusual, in words: the findings that a trace keeps."""

from __future__ import annotations

from lxml import etree

from carec_datamodel.codelists.scripts import told_letters
from carec_datamodel.crosswalk.elements import elements_inside
from carec_datamodel.crosswalk.plan import Node, Rule
from carec_datamodel.crosswalk.trace import Origin, Trace
from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.lexical import XML_SPACE


def note_unknown_element(trace: Trace, element: etree._Element, format_id: str) -> None:
    """Note that no row has *element*."""
    name = etree.QName(element).localname
    message = f"{name} is not an element of {format_id} here; kept in the residue"
    trace.note("crosswalk.unknown", message, element, Severity.WARNING)


def note_unknown_attribute(
    trace: Trace, element: etree._Element, name: str, text: str, format_id: str
) -> None:
    """Note that no row has the attribute *name* of *element*."""
    label = etree.QName(name).localname
    message = f"{label} is not an attribute of {format_id} here; kept in the residue"
    trace.note("crosswalk.unknown", message, element, Severity.WARNING, value=text)


def note_split(trace: Trace, element: etree._Element, node: Node, what: str) -> None:
    """Note that *what* stands inside the value of *element*; the value is refused."""
    trace.refused.add((element, None))
    trace.note(
        "structure.nested",
        f"{what} splits the value of {node.name}; take it out",
        element,
        Severity.ERROR,
        value="".join(element.itertext("*")).strip(XML_SPACE),
        rule=node.rules[0],
    )


def note_repeated(trace: Trace, element: etree._Element, node: Node, count: int) -> None:
    """Note that *element* is occurrence *count* of what occurs less often; all inside is refused."""
    for inner in elements_inside(element):
        trace.refused.update((inner, name) for name in (None, *map(str, inner.keys())))
    trace.note(
        "crosswalk.repeated",
        f"{node.name} occurs {count} times; expected at most {node.most}",
        element,
        Severity.ERROR,
        expected=f"at most {node.most}",
        rule=node.rules[0] if node.rules else None,
    )


def note_not_taken(trace: Trace, rule: Rule, origin: Origin, text: str, expected: str | None) -> None:
    """Note that no row takes *text*; *rule* is the first, *expected* the only text that one takes."""
    reason = f"is not {expected!r}" if expected else "has no counterpart in the harmonised model"
    trace.note(
        "crosswalk.code",
        f"{clip(text)!r} {reason}; kept in the residue",
        origin[0],
        Severity.WARNING,
        value=text,
        expected=expected,
        rule=rule,
        attribute=origin[1],
    )


def note_look_alike(trace: Trace, rule: Rule, origin: Origin, written: str, code: str) -> None:
    """Note that *rule* reads what is *written* as the *code* that looks the same."""
    expected = f"{code!r} with {told_letters(code)}"
    trace.note(
        "crosswalk.look-alike",
        f"{clip(written)!r} has {told_letters(written)} and only looks like {expected}; it is read as that",
        origin[0],
        Severity.WARNING,
        value=written,
        expected=expected,
        rule=rule,
        attribute=origin[1],
    )


def note_wrong(trace: Trace, rule: Rule, origin: Origin, text: str, message: str) -> None:
    """Note that *rule* refuses *text*, for the reason in *message*."""
    trace.refused.add(origin)
    trace.note(
        f"type.{rule.field.leaf.lower()}",
        message,
        origin[0],
        Severity.ERROR,
        value=text,
        rule=rule,
        attribute=origin[1],
    )


def note_text_in_structure(trace: Trace, element: etree._Element, text: str) -> None:
    """Note that *element*, which has *text*, should have elements."""
    message = f"text {clip(text)!r} where elements belong; kept in the residue"
    trace.note("crosswalk.text", message, element, Severity.WARNING, value=text)


def note_text_between(trace: Trace, holder: etree._Element, text: str) -> None:
    """Note that *text* stands between the elements of *holder*, unless it was taken or refused there."""
    if holder in trace.taken or (holder, None) in trace.refused:
        return
    trace.note(
        "crosswalk.text",
        f"text {clip(text)!r} stands between elements; kept in the residue",
        holder,
        Severity.WARNING,
        value=text.strip(XML_SPACE),
    )
