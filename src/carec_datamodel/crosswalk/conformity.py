"""What a national document does not keep to of what its table says: forms of values, numbers of elements."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable, Iterator
from functools import cache
from typing import NamedTuple

from lxml import etree

from carec_datamodel.crosswalk.elements import child_elements
from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.crosswalk.trace import Trace
from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.lexical import XML_SPACE

_NOTATION = re.compile(r"(an|a|n)(\.\.)?([1-9][0-9]*)(?:,([1-9][0-9]*))?")
_NUMBER = re.compile(r"-?([0-9]+)(?:\.([0-9]*))?")
_SAID = {"an": "characters", "a": "letters", "n": "digits"}
_SIGNS = {"an": ".", "a": r"[^\W\d_]", "n": "[0-9]"}


class Misfit(NamedTuple):
    """One thing that does not fit.

    Attributes:
        rule: Id of the rule.
        element: The element, or the one in which something is missing.
        node: What the table says of what does not fit.
        message: What was found.
        expected: What was expected.
        value: The value found, if there is one.
        attribute: Name of the attribute that holds it, if one does.
    """

    rule: str
    element: etree._Element
    node: Node
    message: str
    expected: str
    value: str | None = None
    attribute: str | None = None


def note_misfits(trace: Trace, plan: Plan, root: etree._Element) -> None:
    """Note what in the document *root* does not fit the table of *plan*, but for what *trace* refused."""
    for misfit in misfits(plan, root):
        if (misfit.element, misfit.attribute) not in trace.refused:
            trace.note(
                misfit.rule,
                misfit.message,
                misfit.element,
                Severity.WARNING,
                value=misfit.value,
                expected=misfit.expected,
                rule=misfit.node.rules[0] if misfit.node.rules else None,
                attribute=misfit.attribute,
            )


def misfits(plan: Plan, root: etree._Element) -> Iterator[Misfit]:
    """Yield what in the document *root* does not fit the table of *plan*.

    Elements are missed only where the format leaves out what has no value.
    """
    yield from _below(plan, root, plan.top(etree.QName(root).localname))


def _below(plan: Plan, element: etree._Element, node: Node) -> Iterator[Misfit]:
    yield from _values(plan, element, node)
    inside = [(child, found) for child in child_elements(element) if (found := _node(plan, child, node))]
    counts = Counter(found for _, found in inside)
    if plan.leaves_out:
        for wanted in node.order:
            if wanted.least > counts[wanted]:
                message = f"{wanted.name} is missing in {node.name}"
                yield Misfit("crosswalk.missing", element, wanted, message, f"at least {wanted.least}")
    met: Counter[Node] = Counter()
    for child, found in inside:
        met[found] += 1
        node_of_child = found.second if found.second is not None and met[found] > found.most else found
        yield from _below(plan, child, node_of_child)


def _node(plan: Plan, child: etree._Element, parent: Node) -> Node | None:
    return parent.children.get(plan.fold(etree.QName(child).localname))


def _values(plan: Plan, element: etree._Element, node: Node) -> Iterator[Misfit]:
    if not node.order and (misfit := _misfit(node, element, element.text)):
        yield misfit
    for name, text in element.items():
        attribute = node.attributes.get(plan.fold(str(name)))
        if attribute is not None and (misfit := _misfit(attribute, element, str(text), str(name))):
            yield misfit


def _misfit(
    node: Node, element: etree._Element, text: str | None, attribute: str | None = None
) -> Misfit | None:
    value = (text or "").strip(XML_SPACE)
    form = _form(node.row.type) if node.row is not None and value else None
    if form is None or form.fits(value):
        return None
    message = f"{clip(value)!r} is not {form.said}"
    return Misfit("crosswalk.form", element, node, message, form.said, value, attribute)


class Form(NamedTuple):
    """What a type such as ``an..35`` allows.

    Attributes:
        said: The same in words.
        fits: Tells whether a text is allowed.
    """

    said: str
    fits: Callable[[str], bool]


@cache
def _form(notation: str) -> Form | None:
    """Return what *notation* allows; None where it says nothing of the length.

    >>> _form("an..35").said, _form("n8").said, _form("n..16,2").said
    ('up to 35 characters', '8 digits', 'a number of up to 16 digits, up to 2 of them behind the point')
    >>> _form("n..5,2").fits("123.45"), _form("n..5,2").fits("1234.567"), _form("an2").fits("KAZ")
    (True, False, False)
    """
    match = _NOTATION.fullmatch(notation)
    if match is None:
        return None
    kind, open_, length, fraction = match[1], bool(match[2]), int(match[3]), int(match[4] or 0)
    if fraction or (kind == "n" and open_):
        return _number(length, fraction)
    said = f"{'up to ' if open_ else ''}{length} {_SAID[kind]}"
    pattern = re.compile(f"{_SIGNS[kind]}{{{0 if open_ else length},{length}}}", re.DOTALL)
    return Form(said, lambda text: pattern.fullmatch(text) is not None)


def _number(length: int, fraction: int) -> Form:
    said = f"a number of up to {length} digits"
    if fraction:
        said += f", up to {fraction} of them behind the point"

    def fits(text: str) -> bool:
        match = _NUMBER.fullmatch(text)
        if match is None:
            return False
        behind = len((match[2] or "").rstrip("0"))  # as in XML Schema, where 1.50 is 1.5
        return behind <= fraction and len(match[1].lstrip("0")) + behind <= length

    return Form(said, fits)
