"""The tree of a national document becomes a JSON value: repeating elements are lists, numbers are numbers."""

from __future__ import annotations

from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.elements import child_elements
from carec_datamodel.crosswalk.forms import is_number
from carec_datamodel.crosswalk.plan import Node, Plan, nth
from carec_datamodel.formats.national_json.values import TRUTHS, number_or_text


def json_value(root: etree._Element, plan: Plan, prefix: str) -> dict[str, Any]:
    """Return the document *root* as a JSON value: an object with one key, *prefix* and the name of the root.

    A list is what may repeat, or does; a number or truth value is what the type of the element says is one.
    """
    name = etree.QName(root).localname
    return {root_key(prefix, name): _entry(root, plan.top(name), plan)}


def root_key(prefix: str, name: str) -> str:
    """Return the key of the member that holds all others."""
    return f"{prefix}:{name}" if prefix else name


def _entry(element: etree._Element, node: Node | None, plan: Plan) -> Any:
    """Return *element*, which is *node* if a row has it, without a list around it."""
    text = element.text or ""
    children = child_elements(element)
    if not children and not element.attrib:
        if not text and node is not None and node.order:
            return {}
        if is_truth(node):
            return TRUTHS.get(text, text)
        return number_or_text(text) if _is_number(node) and "E" not in text.upper() else text
    members: dict[str, Any] = {f"@{name}": str(value) for name, value in element.items()}
    met: dict[str, tuple[Node | None, list[Any]]] = {}
    for child in children:
        name = etree.QName(child).localname
        found = node.children.get(plan.fold(name)) if node is not None else None
        entries = met.setdefault(name, (found, []))[1]
        entries.append(_entry(child, nth(found, len(entries)), plan))
    for name, (found, entries) in met.items():
        listed = len(entries) > 1 or (found is not None and (found.repeats or found.second is not None))
        members[name] = entries if listed else entries[0]
    return members


def is_truth(node: Node | None) -> bool:
    """Return whether the values of *node* are true and false."""
    return node is not None and node.row is not None and node.row.type == "boolean"


def _is_number(node: Node | None) -> bool:
    return node is not None and node.row is not None and is_number(node.row.type)
