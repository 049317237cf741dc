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

from collections.abc import Iterator
from functools import cache
from typing import Any

from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.testing.national_oddities import BENIGN, HARMFUL, Oddity
from carec_datamodel.testing.national_sketch import Branches, Sketch
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
    kinds = [*BENIGN, *(() if clean else HARMFUL)]
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
    oddities: list[tuple[Oddity, int, int, str]],
    encoding: str,
    namespace: str,
    indented: bool,
) -> etree._Element:
    branches: Branches = {}
    for way, text in (place for family in places for place in family):
        inner = branches
        for node, entry in way:
            holder = inner.setdefault(node, {}).setdefault(entry, {"text": "", "inside": {}})
            inner = holder["inside"]
        holder["text"] = text
    sketch = Sketch(plan, namespace)
    sketch.fill(sketch.root, branches)
    for apply, place, choice, text in oddities:
        apply(sketch, place, choice, text)
    if indented:
        etree.indent(sketch.root)
    return parse_xml(etree.tostring(sketch.root.getroottree(), encoding=encoding, xml_declaration=True))
