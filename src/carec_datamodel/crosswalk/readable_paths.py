"""Readable paths of the elements of a document: ``Awmds/Bol_segment[2]/Goods_segment/Gross_mass``."""

from __future__ import annotations

from lxml import etree


class ReadablePaths:
    """Paths from the root, with positions where siblings share a name.

    The children of a structure are counted once, so that many paths of a big document cost
    little; the document must stay as it is meanwhile.
    """

    def __init__(self) -> None:
        self._steps: dict[etree._Element, str] = {}

    def of(self, element: etree._Element) -> str:
        """Return the path of *element*."""
        steps = []
        current: etree._Element | None = element
        while current is not None:
            steps.append(self._step(current))
            current = current.getparent()
        return "/".join(reversed(steps))

    def _step(self, element: etree._Element) -> str:
        found = self._steps.get(element)
        if found is not None:
            return found
        parent = element.getparent()
        if parent is None:
            return etree.QName(element).localname
        twins: dict[object, list[etree._Element]] = {}
        for child in parent.iterchildren("*"):
            twins.setdefault(child.tag, []).append(child)
        for children in twins.values():
            name = etree.QName(children[0]).localname
            for position, child in enumerate(children, start=1):
                self._steps[child] = f"{name}[{position}]" if len(children) > 1 else name
        return self._steps[element]
