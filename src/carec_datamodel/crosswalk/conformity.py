"""What a national document does not keep to of what its table says: forms of values, numbers of elements."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator
from typing import NamedTuple

from lxml import etree

from carec_datamodel.crosswalk.forms import form_of
from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.crosswalk.trace import Trace
from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.lexical import XML_SPACE


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
    if not node.order:
        return
    inside = [(child, found) for child in element if (found := _node(plan, child, node))]
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


def _missing_attributes(plan: Plan, element: etree._Element, node: Node) -> Iterator[Misfit]:
    present = {plan.fold(str(name)) for name in element.attrib}
    for name, wanted in node.attributes.items():
        if wanted.least and name not in present:
            message = f"the attribute {wanted.name} of {node.name} is missing"
            yield Misfit("crosswalk.missing", element, wanted, message, "the attribute")


def _node(plan: Plan, child: etree._Element, parent: Node) -> Node | None:
    tag = child.tag
    if not isinstance(tag, str):
        return None
    return parent.children.get(tag) or parent.children.get(plan.fold(tag.rpartition("}")[2]))


def _values(plan: Plan, element: etree._Element, node: Node) -> Iterator[Misfit]:
    text = element.text
    if text and not node.order and (misfit := _misfit(node, element, text)):
        yield misfit
    if not node.attributes:
        return
    if text and plan.leaves_out:
        yield from _missing_attributes(plan, element, node)
    for name, value in element.items():
        attribute = node.attributes.get(plan.fold(str(name)))
        if attribute is not None and (misfit := _misfit(attribute, element, str(value), str(name))):
            yield misfit


def _misfit(node: Node, element: etree._Element, text: str, attribute: str | None = None) -> Misfit | None:
    value = text.strip(XML_SPACE)
    form = form_of(node.row.type) if node.row is not None and value else None
    if form is None or form.fits(value):
        return None
    message = f"{clip(value)!r} is not {form.said}"
    return Misfit("crosswalk.form", element, node, message, form.said, value, attribute)
