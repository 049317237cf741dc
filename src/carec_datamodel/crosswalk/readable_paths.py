"""Readable paths of the elements of a national document."""

from __future__ import annotations

from collections import Counter

from lxml import etree


class ReadablePaths:
    """Tells the readable paths of the elements of one document, which stays as it is meanwhile.

    The siblings of an element are named together, once: a path takes the same time
    however many there are.
    """

    def __init__(self) -> None:
        self._labels: dict[etree._Element, str] = {}

    def __call__(self, element: etree._Element) -> str:
        """Return the path of *element* from the root, with positions where siblings share its name."""
        steps = []
        current: etree._Element | None = element
        while current is not None:
            parent = current.getparent()
            if current not in self._labels:
                self._label([current] if parent is None else list(parent.iterchildren("*")))
            steps.append(self._labels[current])
            current = parent
        return "/".join(reversed(steps))

    def _label(self, siblings: list[etree._Element]) -> None:
        names = [etree.QName(sibling).localname for sibling in siblings]  # readers do not see namespaces
        most = Counter(names)
        met: Counter[str] = Counter()
        for sibling, name in zip(siblings, names, strict=True):
            met[name] += 1
            self._labels[sibling] = f"{name}[{met[name]}]" if most[name] > 1 else name
