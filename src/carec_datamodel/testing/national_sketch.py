"""A national document being drawn."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.plan import Node, Plan

Branches = dict[Node, dict[int, Any]]
"""What was drawn inside an element: by node and occurrence, its text and branches again."""


class Sketch:
    """A document being drawn.

    Attributes:
        plan: The compiled table.
        root: The root element.
        nodes: Node of every element that the table knows.
    """

    def __init__(self, plan: Plan, namespace: str) -> None:
        self.plan = plan
        self._namespace = namespace
        self._usual = namespace == plan.root.namespace
        self.root = etree.Element(self.tag(plan.root.name), nsmap={None: namespace} if namespace else None)
        self.nodes: dict[etree._Element, Node] = {self.root: plan.root}

    def tag(self, name: str, node: Node | None = None) -> str:
        """Return *name* in the namespace of *node*; in that of the root where there is none.

        A document whose root is in another namespace than the usual one has all its elements in that.
        """
        space = node.namespace if node is not None and self._usual else self._namespace
        return f"{{{space}}}{name}" if space else name

    def add(self, parent: etree._Element, node: Node, text: str = "") -> etree._Element:
        """Append an element of *node* to *parent*."""
        element = etree.SubElement(parent, self.tag(node.name, node))
        element.text = text or None
        self.nodes[element] = node
        return element

    def fill(self, element: etree._Element, branches: Branches) -> None:
        """Write *branches* into *element*, in the order of the table."""
        node = self.nodes[element]
        for attribute in node.attributes.values():
            if attribute in branches:
                element.set(attribute.name, branches[attribute][0]["text"])
        seconds = {inner.second for inner in node.order if inner not in branches}
        for inner in node.order:
            if inner in seconds:  # without the first one it would be taken for that
                continue
            for _, holder in sorted(branches.get(inner, {}).items()):
                self.fill(self.add(element, inner, holder["text"]), holder["inside"])
            if inner not in branches and _must_be_there(inner):
                self.add(element, inner, inner.rules[0].row.example.partition(" => ")[0])

    def pick(self, number: int, fits: Callable[[etree._Element], bool]) -> etree._Element | None:
        """Return element *number* of those that the table knows and that fit; None if none fits."""
        found = [
            element for element in self.root.iter(etree.Element) if element in self.nodes and fits(element)
        ]
        return found[number % len(found)] if found else None


def _must_be_there(node: Node) -> bool:
    """Return whether a document without *node* is no message: the model requires its value."""
    return any(rule.field.required and not rule.prefix.valued for rule in node.rules)
