"""Where the values of a message stand in the national document that it was read from."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.elements import text_at
from carec_datamodel.crosswalk.trace import Trace, Traced
from carec_datamodel.findings import Spot
from carec_datamodel.model.refusals import Loc


class NationalSpots:
    """Tells where values of one message stand in its document."""

    def __init__(self, root: etree._Element, trace: Trace) -> None:
        """Take the document and the notes of its reading."""
        self._root = root
        self._values = trace.values
        self._trace = trace

    def __call__(self, loc: Loc) -> Spot:
        """Return where the value at *loc* stands; of something missing, where what is around it does."""
        found = _at(self._values, loc)
        if isinstance(found, Traced):
            element, attribute = found.origin
            path = self._trace.path_of(element) + (f"/@{attribute}" if attribute else "")
            text = text_at(found.origin)
            return Spot(path, self._trace.line_of(element), text, found.rule.row.box)
        element = _common([leaf.origin[0] for leaf in _leaves(found)], self._root)
        return Spot(self._trace.path_of(element), self._trace.line_of(element))


def _at(values: Any, loc: Loc) -> Any:
    """Return what stands at *loc*, or what is nearest above it and holds something read."""
    found, around = values, [values]
    for step in loc:
        found = _step(found, step)
        if found is None:
            break
        around.append(found)
    if isinstance(found, dict) and isinstance(found.get("value"), Traced):
        return found["value"]
    return next((part for part in reversed(around) if any(True for _ in _leaves(part))), values)


def _step(values: Any, step: str | int) -> Any:
    """Return what stands at *step* in a dict or in a list; None where nothing does."""
    if isinstance(step, str):
        return values.get(step) if isinstance(values, dict) else None
    return values[step] if isinstance(values, list) and step < len(values) else None


def _leaves(values: Any) -> Iterator[Traced]:
    if isinstance(values, Traced):
        yield values
    elif isinstance(values, dict | list):
        for below in values.values() if isinstance(values, dict) else values:
            yield from _leaves(below)


def _common(elements: list[etree._Element], root: etree._Element) -> etree._Element:
    """Return the innermost element that all *elements* stand in, or are."""
    if not elements:
        return root
    first, *others = elements
    shared = [first, *first.iterancestors()]
    for element in others:
        line = {element, *element.iterancestors()}
        shared = [candidate for candidate in shared if candidate in line]
    return shared[0]
