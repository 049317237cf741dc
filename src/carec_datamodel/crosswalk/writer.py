"""Writing: the rows in order, each asking the message for its value.

What the message holds and no row could write is a loss, and is named.
"""

from __future__ import annotations

from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.frames import Frame, Frames, Place
from carec_datamodel.crosswalk.losses import losses
from carec_datamodel.crosswalk.naming import USUAL, Naming
from carec_datamodel.crosswalk.plan import Node, Plan, Prefix
from carec_datamodel.crosswalk.sayings import Sayings
from carec_datamodel.findings import Finding


def _tag(name: str, space: str) -> str:
    return f"{{{space}}}{name}" if space else name


class Writer:
    """Writes one message as a national document.

    Attributes:
        values: The message as plain dicts, every leaf as text.
    """

    def __init__(
        self,
        plan: Plan,
        values: dict[str, Any],
        naming: Naming = USUAL,
    ) -> None:
        """Take the message, and how the document names its elements.

        A document whose root is in another namespace than the usual one has all its elements in that, unless
        it is of another version.
        """
        self._naming = naming
        self._prefixes = dict(plan.descriptor.prefixes) if naming is USUAL else naming.prefixes
        self._top = plan.top(naming.top)
        usual = {None, self._top.namespace, naming.spaces.get(self._top.namespace)}
        self._everywhere = None if naming.namespace in usual else naming.namespace
        self.plan = plan
        self.values = values
        self._frames = Frames(values)
        self._sayings = Sayings(plan, self._frames)
        self._absent = dict(plan.descriptor.absent)

    def write(self) -> etree._Element:
        """Return the root element of the national document."""
        space = self._space(self._top)
        prefix = self.plan.descriptor.prefix if self._everywhere is None else ""
        nsmap: dict[str | None, str] = {prefix or None: space} if space else {}
        nsmap.update(self._prefixes)
        root = etree.Element(_tag(self._top.name, space), nsmap=nsmap or None)
        self._write_attributes(root, self._top)
        self._write_below(root, self._top)
        if self._naming is USUAL and self._prefixes:
            etree.cleanup_namespaces(root)  # the prefixes that nothing needed
        return root

    def _space(self, node: Node) -> str:
        if self._everywhere is not None:
            return self._everywhere
        return self._naming.spaces.get(node.namespace, node.namespace)

    def losses(self) -> list[Finding]:
        """Return one finding for each value of the message that the document does not hold."""
        return losses(self.plan, self.values, self._sayings.used)

    def _write_below(self, parent: etree._Element, node: Node) -> bool:
        """Write the elements inside *node*; return whether any of them holds a value."""
        filled = False
        unwritten: dict[Node, Node] = {}
        for child in node.order:
            if child.repeats and (child.lists or child.texts):
                before = len(parent)
                written = self._write_list(parent, child)
                filled |= written
                if written and child in unwritten:
                    self._write_empty(parent, before, unwritten[child])
                continue
            least = self._least(child)
            for position in range(max(least, 1)):
                written = self._write_one(parent, child, needed=position < least)
                filled |= written
                if not written and child.second is not None and not child.least:
                    unwritten[child.second] = child
                if written and child in unwritten:
                    self._write_empty(parent, len(parent) - 1, unwritten[child])
        return filled

    def _write_empty(self, parent: etree._Element, position: int, node: Node) -> None:
        """Write *node* without value, where the second of its name would else be taken for the first."""
        parent.insert(position, etree.Element(_tag(node.name, self._space(node))))

    def _write_list(self, parent: etree._Element, node: Node) -> bool:
        columns = [(prefix, self._frames.entries(prefix)) for prefix in node.lists]
        counts = [len(entries) for _, entries in columns]
        counts += [len(self._sayings.texts_of(rule)) for rule in node.texts]
        written = 0
        least = self._least(node)
        for position in range(min(max(*counts, least), node.most)):
            frame = {prefix: entries[position] for prefix, entries in columns if position < len(entries)}
            for prefix, entry in frame.items():
                self._use_number(prefix, entry, position)
            with self._frames.inside(frame, Place(position, written + 1)):
                filled = self._write_one(parent, node, needed=True)
            if filled or position < least or not self._is_fixed(frame, position):
                written += 1
            else:
                parent.remove(parent[-1])
        return written > 0 and max(counts) > 0

    @staticmethod
    def _is_fixed(frame: Frame, position: int) -> bool:
        """Return whether other rows say an entry of *frame*: by its place in the list, ``[1]``."""
        return any(
            step.index == position and step.name == prefix.step.name
            for prefix in frame
            if prefix.parent is not None
            for step in prefix.parent.children
        )

    def _use_number(self, prefix: Prefix, entry: dict[str, Any], position: int) -> None:
        if prefix.numbered and entry.get(prefix.numbered) == str(position + 1):
            self._sayings.used.add((id(entry), prefix.numbered))

    def _write_one(self, parent: etree._Element, node: Node, *, needed: bool) -> bool:
        text = self._sayings.text(node)
        if text is None and not needed and (node.is_bare or self._is_vain(node)):
            return False
        space = self._space(node)
        own = node.opens and self._everywhere is None and space not in self._prefixes.values()
        element = etree.SubElement(
            parent, _tag(node.name, space), nsmap={None: space} if own and space else None
        )
        filled = text is not None
        if text is not None:
            element.text = text
        elif node.ordinal:
            element.text = str(self._frames.places[-1].number)
            needed = True
        elif node.constant and node.least:
            element.text = node.constant
            needed = True
        filled |= self._write_attributes(element, node)
        if node.order:
            filled |= self._write_below(element, node)
        if not filled and needed and not element.text and (node.rules or not node.order):
            self._write_absence(element, node)
        if not filled and not needed:
            parent.remove(element)
        return filled

    def _is_vain(self, node: Node) -> bool:
        """Return whether the message has nothing at all that could stand inside *node*."""
        return node.places is not None and all(self._frames.find(place) is None for place in node.places)

    def _write_attributes(self, element: etree._Element, node: Node) -> bool:
        filled = False
        for name, attribute in node.attributes.items():
            if element.text is None and any(rule.transform.forms for rule in attribute.rules):
                continue  # the form of a date that is not there
            text = self._sayings.text(attribute)
            if text is not None:
                element.set(attribute.name or name, text)
                filled = True
            elif attribute.constant and element.text:
                element.set(attribute.name or name, attribute.constant)
        return filled

    def _write_absence(self, element: etree._Element, node: Node) -> None:
        if self._absence(node) == "null":
            etree.SubElement(element, _tag(self.plan.descriptor.null, self._space(node)))

    def _absence(self, node: Node) -> str:
        """Return how *node* is written where it has no value."""
        kind = node.row.type.split("..")[0] if node.row else ""
        return self._absent.get(kind, self._absent.get("*", "empty"))

    def _least(self, node: Node) -> int:
        """Return how often *node* is written even without a value."""
        if not node.least or self._absence(node) != "omit":
            return node.least
        return int(bool(node.order) and not node.repeats)
