"""Hypothesis strategies of national documents, read off the compiled table of a format.

A document is drawn as a handful of *places* out of all elements that the table knows, each
with a value of its kind, and a handful of *oddities*: another spelling of a name, a wrapper,
a comment, elements in another order. A document that is not ``clean`` also holds what the
table does not understand. A failure shrinks to the places and oddities that cause it.

>>> from hypothesis import given
>>> from carec_datamodel.formats.registry import find_format
>>> from carec_datamodel.testing import national
>>> @given(national.documents(find_format("asycuda-sad").crosswalk))
... def test_my_system_takes_any_declaration(root): ...
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from copy import deepcopy
from functools import cache
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.testing.national_values import garbage, values
from carec_datamodel.wire.safety import parse_xml

_PLACES = 12
"""Most places, or families of places, drawn for one document."""
_FAMILY = 6
"""Most elements drawn inside one structure at once."""
_ENTRIES = 3
"""Most occurrences drawn of an element that repeats."""
_ODDITIES = 6
"""Most oddities drawn for one document."""

_Way = tuple[tuple[Node, int], ...]
"""The elements on the way to a place, and which occurrence of each."""
_Branches = dict[Node, dict[int, Any]]
"""What was drawn inside an element: by node and occurrence, its text and branches again."""


def documents(crosswalk_format: CrosswalkFormat, *, clean: bool = False) -> st.SearchStrategy[etree._Element]:
    """Draw documents of *crosswalk_format*, parsed: their root elements.

    Args:
        crosswalk_format: The format.
        clean: Whether a document holds only what the table understands. Reading one finds no
            error, though it may hold what only the residue keeps.

    Raises:
        CrosswalkError: The table is wrong.
    """
    return _documents(crosswalk_format, clean)


@cache
def _documents(crosswalk_format: CrosswalkFormat, clean: bool) -> st.SearchStrategy[etree._Element]:
    plan = crosswalk_format.plan
    places = st.lists(_places(plan, clean=clean), max_size=_PLACES)
    kinds = [*_BENIGN, *(() if clean else _HARMFUL)]
    number = st.integers(0, 999)
    oddity = st.tuples(st.sampled_from(kinds), number, number, garbage())
    oddities = st.lists(oddity, max_size=_ODDITIES)
    encodings = st.sampled_from(("UTF-8", "UTF-8", "UTF-16"))
    namespaces = st.sampled_from(plan.descriptor.namespaces)
    return _document(plan, st.tuples(places, oddities, encodings, namespaces, st.booleans()))


@st.composite
def _document(draw: st.DrawFn, plan: Plan, parts: st.SearchStrategy[tuple[Any, ...]]) -> etree._Element:
    """Draw the parts of a document and put them together. Said this way a failing test shows no plan."""
    return _drawn(plan, *draw(parts))


def _places(plan: Plan, *, clean: bool) -> st.SearchStrategy[list[tuple[_Way, str]]]:
    """Draw one place, or several elements of one structure together, with their values."""
    ways = sorted(_ways(plan.root), key=len)
    by_holder: dict[tuple[Node, ...], list[st.SearchStrategy[tuple[Node, str]]]] = {}
    single: list[st.SearchStrategy[list[tuple[_Way, str]]]] = []
    referred = {id(plan.find(path)) for path in _references(plan)}
    for way in ways:
        node = way[-1]
        member = st.tuples(st.just(node), values(node, clean=clean))
        by_holder.setdefault(way[:-1], []).append(member)
        place = st.builds(
            _place,
            st.just(way[:-1]),
            st.integers(0, _ENTRIES**3 - 1),
            st.lists(member, min_size=1, max_size=1),
        )
        single += [place] * (10 if id(node) in referred else 1)
    family = [
        st.builds(
            _place,
            st.just(holder),
            st.integers(0, _ENTRIES**3 - 1),
            st.lists(_one_of(members), min_size=2, max_size=_FAMILY),
        )
        for holder, members in by_holder.items()
        if len(members) > 1
    ]
    return _one_of(single) | _one_of(family or single)


def _one_of(strategies: list[st.SearchStrategy[Any]]) -> st.SearchStrategy[Any]:
    """Draw from one of *strategies*, each as likely as the other, however many there are."""
    return st.sampled_from(range(len(strategies))).flatmap(strategies.__getitem__)


def _ways(node: Node) -> Iterator[tuple[Node, ...]]:
    for inner in (*node.attributes.values(), *node.order):
        yield (inner,)
        yield from ((inner, *below) for below in _ways(inner))


def _references(plan: Plan) -> set[str]:
    """Return the paths whose value decides how other elements are read."""
    found = set()
    for node in plan.root.below():
        for transform in (rule.transform for rule in node.rules):
            found |= {transform.currency} if transform.currency else set()
            found |= {transform.condition.path} if transform.condition else set()
    return found


def _place(holder: tuple[Node, ...], number: int, members: list[tuple[Node, str]]) -> list[tuple[_Way, str]]:
    steps = []
    for node in holder:
        number, entry = divmod(number, _ENTRIES) if node.repeats else (number, 0)
        steps.append((node, entry))
    seen: dict[Node, int] = {}
    places = []
    for node, text in members:
        entry = seen[node] = seen.get(node, -1) + 1
        places.append(((*steps, (node, entry if node.repeats else 0)), text))
    return places


def _drawn(
    plan: Plan,
    places: list[list[tuple[_Way, str]]],
    oddities: list[tuple[Callable[..., None], int, int, str]],
    encoding: str,
    namespace: str,
    indented: bool,
) -> etree._Element:
    branches: _Branches = {}
    for way, text in (place for family in places for place in family):
        inner = branches
        for node, entry in way:
            holder = inner.setdefault(node, {}).setdefault(entry, {"text": "", "inside": {}})
            inner = holder["inside"]
        holder["text"] = text
    sketch = _Sketch(plan, namespace)
    sketch.fill(sketch.root, branches)
    for apply, place, choice, text in oddities:
        apply(sketch, place, choice, text)
    if indented:
        etree.indent(sketch.root)
    return parse_xml(etree.tostring(sketch.root.getroottree(), encoding=encoding, xml_declaration=True))


class _Sketch:
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

    def fill(self, element: etree._Element, branches: _Branches) -> None:
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


def _is_leaf(element: etree._Element) -> bool:
    return len(element) == 0


def _has_text(element: etree._Element) -> bool:
    return bool(element.text and element.text.strip())


# --- oddities that the table understands ---------------------------------------------------------


def _padding(sketch: _Sketch, place: int, choice: int, _: str) -> None:
    """Add an empty element, or one that holds the mark for nothing."""
    element = sketch.pick(place, lambda e: bool(sketch.nodes[e].order))
    if element is not None:
        order = sketch.nodes[element].order
        node = order[choice % len(order)]
        present = {id(sketch.nodes.get(child)) for child in element}
        if node.repeats or id(node) not in present:
            added = sketch.add(element, node)
            _mark_empty(sketch, added, choice)


def _nothing(sketch: _Sketch, place: int, choice: int, _: str) -> None:
    """Put the mark for nothing into an empty element."""
    element = sketch.pick(place, lambda e: _is_leaf(e) and not e.text)
    if element is not None:
        _mark_empty(sketch, element, choice)


def _mark_empty(sketch: _Sketch, element: etree._Element, choice: int) -> None:
    null = sketch.plan.descriptor.null
    if null and choice % 2 and not sketch.nodes[element].order:
        etree.SubElement(element, sketch.tag(null))


def _spelling(sketch: _Sketch, place: int, choice: int, _: str) -> None:
    """Write another spelling of a name, or other letter case."""
    element = sketch.pick(place, lambda e: e is not sketch.root)
    if element is not None:
        names = list(sketch.nodes[element].names)
        if sketch.plan.descriptor.names == "ignore-case":
            names += [names[0].lower(), names[0].upper(), names[0].swapcase()]
        element.tag = sketch.tag(names[choice % len(names)])


def _wrapper(sketch: _Sketch, place: int, choice: int, _: str) -> None:
    """Put a child of the root into a wrapper."""
    wrappers = sketch.plan.descriptor.wrappers
    if wrappers and len(sketch.root):
        child = sketch.root[place % len(sketch.root)]
        wrapper = etree.Element(sketch.tag(wrappers[choice % len(wrappers)]))
        sketch.root.replace(child, wrapper)
        wrapper.append(child)


def _order(sketch: _Sketch, place: int, choice: int, _: str) -> None:
    """Move an element to another position inside its parent."""
    parent = sketch.pick(place, lambda e: len(e) > 1)
    if parent is not None:
        child = parent[choice % len(parent)]
        parent.remove(child)
        parent.insert(place % (len(parent) + 1), child)


def _comment(sketch: _Sketch, place: int, choice: int, _: str) -> None:
    """Put a comment or a processing instruction between elements, or before or behind the root."""
    remark = etree.Comment(" seen ") if choice % 3 else etree.ProcessingInstruction("print", "form")
    if choice % 7 == 0:
        (sketch.root.addprevious if choice % 2 else sketch.root.addnext)(remark)
        return
    parent = sketch.pick(place, lambda e: bool(sketch.nodes[e].order) and not _has_text(e))
    if parent is not None:
        parent.insert(choice % (len(parent) + 1), remark)


def _blanks(sketch: _Sketch, place: int, choice: int, _: str) -> None:
    """Put blanks around a value."""
    element = sketch.pick(place, lambda e: _is_leaf(e) and _has_text(e))
    if element is not None:
        before, after = ((" ", ""), ("", "\n"), ("\n        ", "\n    "), ("\t", "  "))[choice % 4]
        element.text = f"{before}{element.text}{after}"


# --- oddities that it does not ------------------------------------------------------------------


def _unknown(sketch: _Sketch, place: int, choice: int, text: str) -> None:
    """Add an element that no row knows, perhaps with elements inside or in another namespace."""
    parent = sketch.pick(place, lambda _: True)
    if parent is not None:
        tag = ("Remark", "{urn:example:other}Remark", parent.tag, sketch.plan.root.name)[choice % 4]
        added = etree.Element(tag)
        added.text = text
        if choice % 3 == 0:
            etree.SubElement(added, "Inner", kind="x").text = text
        parent.insert(choice % (len(parent) + 1), added)


def _attribute(sketch: _Sketch, place: int, choice: int, text: str) -> None:
    """Add an attribute that no row knows."""
    element = sketch.pick(place, lambda _: True)
    if element is not None:
        element.set(("id", "{urn:example:other}kind", "ID", "xmlns_")[choice % 4], text)


def _stray_text(sketch: _Sketch, place: int, choice: int, text: str) -> None:
    """Write a text between elements."""
    element = sketch.pick(place, lambda e: e is not sketch.root or len(e) > 0)
    if element is not None:
        if choice % 2 or element is sketch.root:
            element.text = f"{element.text or ''}{text}"
        else:
            element.tail = text


def _twin(sketch: _Sketch, place: int, _: int, text: str) -> None:
    """Repeat an element, with another value if it has one."""
    element = sketch.pick(place, lambda e: e is not sketch.root)
    if element is not None:
        twin = deepcopy(element)
        twin.tail = None
        if text.strip() and _has_text(twin):
            twin.text = text
        element.addnext(twin)


def _split(sketch: _Sketch, place: int, choice: int, text: str) -> None:
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


def _garbage(sketch: _Sketch, place: int, _: int, text: str) -> None:
    """Write a wrong value."""
    element = sketch.pick(place, _is_leaf)
    if element is not None:
        element.text = text


_BENIGN = (_padding, _nothing, _spelling, _wrapper, _order, _comment, _blanks)
_HARMFUL = (_unknown, _attribute, _stray_text, _twin, _split, _garbage)
