"""Where the elements of an upgraded tree come from: their lines and paths in the document itself."""

from __future__ import annotations

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from functools import cached_property

from lxml import etree

from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.upgrades import Step, followed

_NUMBER = re.compile(r"\[[0-9]+\]")


class OriginLines(Lines):
    """Tells lines and paths of the document for elements of the tree that steps have made of it.

    Nothing is kept for it while the steps run: they are pure, so when something is to be
    told, they run once more, on a copy whose elements are followed.

    Attributes:
        document: Root element of the document.
    """

    def __init__(
        self, document: etree._Element, upgraded: etree._Element, steps: Sequence[Step], lines: Lines
    ) -> None:
        """Take the *document*, the *upgraded* tree, the *steps* between, and the *lines* of the document."""
        super().__init__()
        self.document = document
        self._upgraded = upgraded
        self._steps = steps
        self._lines = lines
        self._numbered: dict[etree._Element, dict[etree._Element, str]] = {}

    @cached_property
    def _origins(self) -> dict[etree._Element, etree._Element]:
        """Element of the document for each element of the upgraded tree that comes from one."""
        again = deepcopy(self.document)
        origins = dict(zip(again.iter(), self.document.iter(), strict=True))
        sources = followed(again, self._steps)
        for made, source in sources.items():  # in the order in which they were made
            if source in origins:
                origins[made] = origins[source]
        pairs = zip(self._upgraded.iter(), again.iter(), strict=True)
        return {element: origins[twin] for element, twin in pairs if twin in origins}

    def twins(self) -> Mapping[etree._Element, etree._Element]:
        """Return an element of the upgraded tree for each element of the document that became one."""
        return {origin: element for element, origin in self._origins.items()}

    def line_in_document(self, element: etree._Element) -> int | None:
        """Return the line of *element*, which is one of the document itself."""
        return self._lines(element)

    def _anchor(self, element: etree._Element) -> etree._Element:
        """Return *element*, or the nearest element above it, that comes from the document."""
        while element not in self._origins and (parent := element.getparent()) is not None:
            element = parent
        return element

    def _origin(self, element: etree._Element) -> etree._Element:
        """Return what *element* comes from; the root for one that a step has taken out of the tree."""
        return self._origins.get(self._anchor(element), self.document)

    def __call__(self, element: etree._Element) -> int | None:
        """Return the line in the document of what *element* comes from."""
        return self._lines(self._origin(element))

    def path(self, element: etree._Element, path: str) -> str:
        """Return *path*, which leads to *element* or below it, in the names of the document."""
        anchor = self._anchor(element)
        steps = path.split("/")
        depth = 1 + sum(1 for _ in anchor.iterancestors())
        own = self._readable(self._origin(anchor))
        if list(map(_bare, own)) == list(map(_bare, steps[:depth])):
            return path  # with the numbers that the model gives it
        return "/".join([*own, *steps[depth:]])

    def path_in_document(self, element: etree._Element) -> str:
        """Return the path in the document of what *element* comes from."""
        return "/".join(self._readable(self._origin(element)))

    def _readable(self, element: etree._Element) -> list[str]:
        """Return the steps to *element* in the document, with numbers where siblings share a name."""
        parent = element.getparent()
        if parent is None:
            return [etree.QName(element).localname]
        if parent not in self._numbered:
            self._numbered[parent] = _number(parent)
        return [*self._readable(parent), self._numbered[parent][element]]

    def order(self, root: etree._Element) -> Mapping[etree._Element, int]:
        """Return the position in the document of everything that *root* holds, elements and others."""
        positions = self._lines.order(self.document)
        return {element: positions[self._origin(element)] for element in root.iter()}


def _bare(step: str) -> str:
    return _NUMBER.sub("", step)


def _number(parent: etree._Element) -> dict[etree._Element, str]:
    """Return the names of the children of *parent*, with numbers where several share one."""
    same: dict[str, list[etree._Element]] = {}
    for child in parent.iterchildren("*"):
        same.setdefault(etree.QName(child).localname, []).append(child)
    return {
        child: f"{name}[{number}]" if len(children) > 1 else name
        for name, children in same.items()
        for number, child in enumerate(children, start=1)
    }
