"""Oddities of national documents: what a sender may do to one, and what it should not."""

from __future__ import annotations

from collections.abc import Callable
from copy import deepcopy

from lxml import etree

from carec_datamodel.testing.national_sketch import Sketch

Oddity = Callable[[Sketch, int, int, str], None]
"""Changes a sketch: at which place, in which of its ways, with which text."""


def _is_leaf(element: etree._Element) -> bool:
    return len(element) == 0


def _has_text(element: etree._Element) -> bool:
    return bool(element.text and element.text.strip())


# --- oddities that the table understands ---------------------------------------------------------


def _padding(sketch: Sketch, place: int, choice: int, _: str) -> None:
    """Add an empty element, or one that holds the mark for nothing."""
    element = sketch.pick(place, lambda e: bool(sketch.nodes[e].order))
    if element is not None:
        order = sketch.nodes[element].order
        node = order[choice % len(order)]
        present = {id(sketch.nodes.get(child)) for child in element}
        if node.repeats or id(node) not in present:
            added = sketch.add(element, node)
            _mark_empty(sketch, added, choice)


def _nothing(sketch: Sketch, place: int, choice: int, _: str) -> None:
    """Put the mark for nothing into an empty element."""
    element = sketch.pick(place, lambda e: _is_leaf(e) and not e.text)
    if element is not None:
        _mark_empty(sketch, element, choice)


def _mark_empty(sketch: Sketch, element: etree._Element, choice: int) -> None:
    null = sketch.plan.descriptor.null
    if null and choice % 2 and not sketch.nodes[element].order:
        etree.SubElement(element, sketch.tag(null))


def _spelling(sketch: Sketch, place: int, choice: int, _: str) -> None:
    """Write another spelling of a name, or other letter case."""
    element = sketch.pick(place, lambda e: e is not sketch.root)
    if element is not None:
        names = list(sketch.nodes[element].names)
        if sketch.plan.descriptor.names == "ignore-case":
            names += [names[0].lower(), names[0].upper(), names[0].swapcase()]
        element.tag = sketch.tag(names[choice % len(names)], sketch.nodes[element])


def _wrapper(sketch: Sketch, place: int, choice: int, _: str) -> None:
    """Put a child of the root into a wrapper."""
    wrappers = sketch.plan.descriptor.wrappers
    if wrappers and len(sketch.root):
        child = sketch.root[place % len(sketch.root)]
        wrapper = etree.Element(sketch.tag(wrappers[choice % len(wrappers)]))
        sketch.root.replace(child, wrapper)
        wrapper.append(child)


def _order(sketch: Sketch, place: int, choice: int, _: str) -> None:
    """Move an element to another position inside its parent."""
    parent = sketch.pick(place, lambda e: len(e) > 1)
    if parent is not None:
        child = parent[choice % len(parent)]
        parent.remove(child)
        parent.insert(place % (len(parent) + 1), child)


def _comment(sketch: Sketch, place: int, choice: int, _: str) -> None:
    """Put a comment or a processing instruction between elements, or before or behind the root."""
    remark = etree.Comment(" seen ") if choice % 3 else etree.ProcessingInstruction("print", "form")
    if choice % 7 == 0:
        (sketch.root.addprevious if choice % 2 else sketch.root.addnext)(remark)
        return
    parent = sketch.pick(place, lambda e: bool(sketch.nodes[e].order) and not _has_text(e))
    if parent is not None:
        parent.insert(choice % (len(parent) + 1), remark)


def _blanks(sketch: Sketch, place: int, choice: int, _: str) -> None:
    """Put blanks around a value."""
    element = sketch.pick(place, lambda e: _is_leaf(e) and _has_text(e))
    if element is not None:
        before, after = ((" ", ""), ("", "\n"), ("\n        ", "\n    "), ("\t", "  "))[choice % 4]
        element.text = f"{before}{element.text}{after}"


# --- oddities that it does not ------------------------------------------------------------------


def _unknown(sketch: Sketch, place: int, choice: int, text: str) -> None:
    """Add an element that no row knows, perhaps with elements inside or in another namespace."""
    parent = sketch.pick(place, lambda _: True)
    if parent is not None:
        tag = ("Remark", "{urn:example:other}Remark", parent.tag, sketch.plan.root.name)[choice % 4]
        added = etree.Element(tag)
        added.text = text
        if choice % 3 == 0:
            etree.SubElement(added, "Inner", kind="x").text = text
        parent.insert(choice % (len(parent) + 1), added)


def _attribute(sketch: Sketch, place: int, choice: int, text: str) -> None:
    """Add an attribute that no row knows."""
    element = sketch.pick(place, lambda _: True)
    if element is not None:
        element.set(("id", "{urn:example:other}kind", "ID", "xmlns_")[choice % 4], text)


def _stray_text(sketch: Sketch, place: int, choice: int, text: str) -> None:
    """Write a text between elements."""
    element = sketch.pick(place, lambda e: e is not sketch.root or len(e) > 0)
    if element is not None:
        if choice % 2 or element is sketch.root:
            element.text = f"{element.text or ''}{text}"
        else:
            element.tail = text


def _twin(sketch: Sketch, place: int, _: int, text: str) -> None:
    """Repeat an element, with another value if it has one."""
    element = sketch.pick(place, lambda e: e is not sketch.root)
    if element is not None:
        twin = deepcopy(element)
        twin.tail = None
        if text.strip() and _has_text(twin):
            twin.text = text
        element.addnext(twin)


def _split(sketch: Sketch, place: int, choice: int, text: str) -> None:
    """Put a comment or an element inside a value."""
    element = sketch.pick(place, lambda e: _is_leaf(e) and _has_text(e))
    if element is not None:
        inner = (
            etree.Comment("!")
            if choice % 2
            else etree.Element(sketch.tag(sketch.plan.descriptor.null or "Inner"))
        )
        element.append(inner)
        if choice % 3:
            inner.tail = text


def _garbage(sketch: Sketch, place: int, _: int, text: str) -> None:
    """Write a wrong value."""
    element = sketch.pick(place, _is_leaf)
    if element is not None:
        element.text = text


BENIGN: tuple[Oddity, ...] = (_padding, _nothing, _spelling, _wrapper, _order, _comment, _blanks)
"""Those that the table understands."""

HARMFUL: tuple[Oddity, ...] = (_unknown, _attribute, _stray_text, _twin, _split, _garbage)
"""Those that it does not."""
