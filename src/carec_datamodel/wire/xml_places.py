"""Where the values of an XML document stand. Looked for only when something is wrong with one."""

from __future__ import annotations

from lxml import etree

from carec_datamodel.model.refusals import Loc
from carec_datamodel.wire.plan import NAMESPACE


def element_at(root: etree._Element, loc: Loc) -> etree._Element:
    """Return the element at *loc* below *root*, or the nearest one above it that is there."""
    found = root
    for place, step in enumerate(loc):
        if isinstance(step, int):
            continue
        index = loc[place + 1] if place + 1 < len(loc) else 0
        twins = found.findall(f"{{{NAMESPACE}}}{step}")
        position = index if isinstance(index, int) else 0
        if position >= len(twins):
            return found
        found = twins[position]
    return found
