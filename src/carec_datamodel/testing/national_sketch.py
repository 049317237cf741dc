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
        self._prefix = f"{{{namespace}}}" if namespace else ""
        self.root = etree.Element(self.tag(plan.root.name), nsmap={None: namespace} if namespace else None)
        self.nodes: dict[etree._Element, Node] = {self.root: plan.root}

    def tag(self, name: str) -> str:
        """Return *name* in the namespace of the format."""
        return f"{self._prefix}{name}"

    def add(self, parent: etree._Element, node: Node, text: str = "") -> etree._Element:
        """Append an element of *node* to *parent*."""
        element = etree.SubElement(parent, self.tag(node.name))
        element.text = text or None
        self.nodes[element] = node
        return element

    def fill(self, element: etree._Element, branches: Branches) -> None:
        """Write *branches* into *element*, in the order of the table."""
        node = self.nodes[element]
        for attribute in node.attributes.values():
            if attribute in branches:
                element.set(attribute.name, branches[attribute][0]["text"])
        for inner in node.order:
            for _, holder in sorted(branches.get(inner, {}).items()):
                self.fill(self.add(element, inner, holder["text"]), holder["inside"])

    def pick(self, number: int, fits: Callable[[etree._Element], bool]) -> etree._Element | None:
        """Return element *number* of those that the table knows and that fit; None if none fits."""
        found = [
            element for element in self.root.iter(etree.Element) if element in self.nodes and fits(element)
        ]
        return found[number % len(found)] if found else None
