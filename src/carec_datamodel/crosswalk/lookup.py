"""Looking up what conditions and currencies ask for: the text at a national path that does not repeat."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from carec_datamodel.crosswalk.elements import child_elements, splitter, text_at
from carec_datamodel.crosswalk.plan import Node, Plan
from carec_datamodel.crosswalk.transform_arguments import Condition


class Lookup:
    """Finds texts of one national document; each is looked for once."""

    def __init__(self, plan: Plan, root: etree._Element) -> None:
        self._plan = plan
        self._root = root
        self._top = plan.top(etree.QName(root).localname)
        self._above = f"{self._top.path}/" if self._top is not plan.root else ""
        self._found: dict[str, str] = {}

    def text(self, path: str) -> str:
        """Return the first text at the canonical national *path*, which does not repeat; empty if none."""
        text = self._found.get(path)
        if text is None:
            text = self._found[path] = self._looked_up(path)
        return text

    def _looked_up(self, path: str) -> str:
        if not path.startswith(self._above):  # in a wrapper that the document does without
            return ""
        return self._first_text(self._root, self._top, path.removeprefix(self._above).split("/"))

    def meets(self, condition: Condition) -> bool:
        """Return whether the document meets *condition*."""
        return condition.holds(self.text(condition.path))

    def meets_near(self, condition: Condition, element: etree._Element) -> bool:
        """Return whether *condition*, whose path begins around *element*, is met there."""
        around: etree._Element | None = element
        for _ in range(condition.up):
            around = around.getparent() if around is not None else None
        if around is None:
            return condition.holds("")
        steps = condition.path.removeprefix(condition.around).lstrip("/").split("/")
        return condition.holds(self._first_text(around, self._plan.find(condition.around), steps))

    def currency(self, path: str) -> str:
        """Return the harmonised currency that the national element at *path* names; empty if none."""
        text = self.text(path)
        return self._plan.find(path).read_first(text) if text else ""

    def _first_text(self, element: etree._Element, node: Node, steps: list[str]) -> str:
        if not steps:
            split = len(element) and splitter(element, self._plan.descriptor.null)
            return "" if split else text_at((element, None))
        step, *rest = steps
        if step.startswith("@"):
            return text_at((element, step[1:]))
        below = node.children[self._plan.fold(step)]
        texts = (self._first_text(child, below, rest) for child in self._matching(element, below))
        return next(filter(None, texts), "")

    def _matching(self, parent: etree._Element, node: Node) -> Iterator[etree._Element]:
        """Yield the child elements of *parent* that are *node*, also those inside wrappers."""
        fold = self._plan.fold
        names = {fold(name) for name in node.names}
        wrappers = {fold(name) for name in self._plan.descriptor.wrappers}
        for child in child_elements(parent):
            name = fold(etree.QName(child).localname)
            if name in names:
                yield child
            elif name in wrappers:
                yield from self._matching(child, node)
