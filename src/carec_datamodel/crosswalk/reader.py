"""Reading: one pass over the national tree.

The pass is quick and keeps no record. Where something is unusual, a second pass with
a `Trace` finds out what, where, and which row took which element.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.assembly import Assembly, Frame
from carec_datamodel.crosswalk.plan import Node, Plan, Rule
from carec_datamodel.crosswalk.trace import (
    Origin,
    Trace,
    child_elements,
    elements_inside,
    has_value,
    text_at,
)
from carec_datamodel.errors import LexicalError
from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.lexical import XML_SPACE

_COUNT_ELEMENTS = etree.XPath("count(//*)")
_COUNT_ATTRIBUTES = etree.XPath("count(//@*)")
_COUNT_TEXTS = etree.XPath("count(descendant-or-self::*/text()[normalize-space()])")
_STRAY_TEXT = etree.XPath("//*[*]/text()[normalize-space()]")


class Reader:
    """Reads one national document."""

    def __init__(self, plan: Plan, root: etree._Element, trace: Trace | None = None) -> None:
        self.plan = plan
        self.root = root
        self.trace = trace
        self._assembly = Assembly(trace)
        self._frames: list[Frame] = [{}]
        self._elements = 1
        self._attributes = 0
        self._texts = 0
        self._national: dict[str, str] = {}
        self._null = plan.descriptor.null
        self._nulls = frozenset(
            f"{{{space}}}{self._null}" if space else self._null for space in plan.descriptor.namespaces
        )
        self._strange_seen = False

    @property
    def unusual(self) -> bool:
        """Whether anything was met that a finding should tell."""
        return self._strange_seen or self._assembly.unusual

    def read(self) -> dict[str, Any]:
        """Return the values of the document as the dict that pydantic validates, by wire names."""
        if self.trace is not None:
            self.trace.nodes[self.root] = self.plan.root
        if self.plan.root.attributes or self.trace is not None:
            self._read_attributes(self.root, self.plan.root)
        self._read(self.root, self.plan.root)
        values = self._assembly.finish(self._carries)
        if _COUNT_TEXTS(self.root) != self._texts:
            self._note_stray_text()
        if _COUNT_ELEMENTS(self.root) != self._elements or _COUNT_ATTRIBUTES(self.root) != self._attributes:
            self._strange_seen = True
        return values

    def _read(self, parent: etree._Element, plan: Node) -> None:
        children = plan.children
        counts: dict[Node, int] = {}
        filled: dict[Node, int] = {}
        nulls = self._nulls
        trace = self.trace
        frames = self._frames
        for child in parent:
            node = children.get(child.tag) or self._strange(child, plan)  # type: ignore[arg-type]
            if node is None:
                continue
            self._elements += 1
            if trace is not None:
                trace.nodes[child] = node
            if not node.repeats and node is not plan:
                count = counts[node] = counts.get(node, 0) + 1
                if count > node.most and self._repeated(child, node, count, filled):
                    continue
            if node.repeats:
                frames.append({})
            if node.attributes or trace is not None:
                self._read_attributes(child, node)
            structure = node.order or node is plan
            inside = len(child)
            if inside == 1 and not structure and trace is None:  # most often the mark for nothing
                inner = child[0]
                if inner.tag in nulls and inner.text is None and inner.tail is None and not len(inner):
                    self._elements += 1
                    inside = 0
            text = child.text
            if text is not None:
                text = text.strip(XML_SPACE)
                if text and (node.rules or not structure):
                    self._texts += 1
            whole = structure or not inside or not node.rules or self._is_whole(child, node)
            if text and node.rules and whole:
                simple = node.simple
                if trace is not None:
                    self._take(child, node, text)
                elif simple is not None:
                    self._take_simple(child, simple, text)
                elif node.plain:
                    self._take_plain(child, node.rules, text)
                else:
                    self._take(child, node, text)
            if structure:
                if not len(child) and not node.rules:
                    self._note_text_in_structure(child)
                self._read(child, node)
            elif inside:
                self._inside_leaf(child)
            if node.repeats:
                frames.pop()

    def _take_simple(self, child: etree._Element, rule: Rule, text: str) -> None:
        """The quick way of the many elements with one row that needs no more than reading and storing."""
        try:
            value = rule.transform.read(text)
        except LexicalError:
            value = None
        if value is None:
            self._strange_seen = True
        else:
            self._put(child, rule, value)

    def _take_plain(self, child: etree._Element, rules: list[Rule], text: str) -> None:
        """The quick way of alternatives and copies that need no more than reading and storing."""
        done = copied = False
        for rule in rules:
            transform = rule.transform
            if copied if transform.also else done:
                continue
            try:
                value = transform.read(text)
            except LexicalError:
                done = False
                break
            if value is not None:
                done, copied = True, copied or transform.also
                self._put(child, rule, value)
        if not done:
            self._strange_seen = True

    def _put(self, child: etree._Element, rule: Rule, value: str) -> None:
        """Store the value of a plain rule."""
        prefix = rule.prefix
        target = self._frames[prefix.level].get(prefix)
        if target is None:
            target = self._assembly.place(prefix, self._frames, child)
        if rule.key in target:
            self._strange_seen = True
        target[rule.key] = value
        if rule.transform.unit:
            target["unitCode"] = rule.transform.unit

    def _strange(self, child: etree._Element, plan: Node) -> Node | None:
        """Return the node of a child whose exact name no row has, if another spelling fits."""
        tag = child.tag
        if not isinstance(tag, str):
            return None
        namespace, _, name = tag.rpartition("}")
        node = plan.children.get(self.plan.fold(name))
        if node is not None and (not namespace or namespace[1:] in self.plan.descriptor.namespaces):
            return node
        if self._is_null(child):
            self._elements += 1
        else:
            self._unknown(child)
        return None

    def _unknown(self, child: etree._Element) -> None:
        self._strange_seen = True
        self._pass_over(child)
        if self.trace is not None and has_value(child):
            name = etree.QName(child).localname
            self.trace.note(
                "crosswalk.unknown",
                f"{name} is not an element of {self.plan.descriptor.id} here; kept in the residue",
                child,
                Severity.WARNING,
            )

    def _pass_over(self, child: etree._Element) -> None:
        """Count what is inside *child* as seen."""
        inside = elements_inside(child)
        self._elements += len(inside)
        self._attributes += sum(len(element.attrib) for element in inside)

    def _inside_leaf(self, child: etree._Element) -> None:
        for inner in child:
            if not isinstance(inner.tag, str):
                continue
            if self._is_null(inner):
                self._elements += 1
            else:
                self._unknown(inner)

    def _is_null(self, element: etree._Element) -> bool:
        return bool(
            self._null
            and etree.QName(element).localname == self._null
            and not len(element)
            and not element.text
            and not element.attrib
        )

    def _splitter(self, child: etree._Element) -> str:
        """Return what splits the value of *child* in two; empty if nothing does."""
        inside = [inner for inner in child if not isinstance(inner.tag, str) or not self._is_null(inner)]
        elements = any(isinstance(inner.tag, str) for inner in inside)
        tails = any((inner.tail or "").strip(XML_SPACE) for inner in child)
        if not tails and not (elements and (child.text or "").strip(XML_SPACE)):
            return ""
        return "an element" if elements else "a comment"

    def _is_whole(self, child: etree._Element, node: Node) -> bool:
        """Return whether the value of *child* is in one piece; what stands inside it may split it."""
        what = self._splitter(child)
        if not what:
            return True
        self._strange_seen = True
        if self.trace is not None:
            self.trace.refused.add((child, None))
            self.trace.note(
                "structure.nested",
                f"{what} splits the value of {node.name}; take it out",
                child,
                Severity.ERROR,
                value="".join(child.itertext("*")).strip(XML_SPACE),
                rule=node.rules[0],
            )
        return False

    def _repeated(self, child: etree._Element, node: Node, count: int, filled: dict[Node, int]) -> bool:
        """Return whether the occurrence is one too many and holds a value; note it then.

        *filled* counts, from the first time on, the occurrences that hold a value.
        """
        before = filled.get(node)
        if before is None:
            before = self._filled_before(child, node)
        full = has_value(child)
        filled[node] = before + full
        if not full or before < node.most:
            return False
        self._strange_seen = True
        self._pass_over(child)
        self._elements -= 1  # the caller has counted the element itself
        if self.trace is not None:
            for element in elements_inside(child):
                self.trace.refused.update((element, name) for name in (None, *map(str, element.keys())))
            self.trace.note(
                "crosswalk.repeated",
                f"{node.name} occurs {count} times; expected at most {node.most}",
                child,
                Severity.ERROR,
                expected=f"at most {node.most}",
                rule=node.rules[0] if node.rules else None,
            )
        return True

    def _filled_before(self, child: etree._Element, node: Node) -> int:
        """Return how many siblings of the same node before *child* hold a value."""
        names = {self.plan.fold(name) for name in node.names}
        before = (sibling for sibling in child.itersiblings("*", preceding=True))
        return sum(
            self.plan.fold(etree.QName(sibling).localname) in names and has_value(sibling)
            for sibling in before
        )

    def _carries(self, path: str) -> bool:
        """Return whether the message holds the value of the element at *path*, which does not repeat."""
        places = ((rule, self._frames[0].get(rule.prefix)) for rule in self.plan.find(path).rules)
        return any(target is not None and rule.key in target for rule, target in places)

    def _read_attributes(self, element: etree._Element, node: Node) -> None:
        for name, text in element.items():
            found = node.attributes.get(self.plan.fold(str(name)))
            if found is None:
                self._note_attribute(element, str(name), str(text))
                continue
            self._attributes += 1
            if found.rules and (stripped := str(text).strip(XML_SPACE)):
                self._take(element, found, stripped, str(name))

    def _note_attribute(self, element: etree._Element, name: str, text: str) -> None:
        self._strange_seen = True
        if self.trace is not None:
            label = etree.QName(name).localname
            message = f"{label} is not an attribute of {self.plan.descriptor.id} here; kept in the residue"
            self.trace.note("crosswalk.unknown", message, element, Severity.WARNING, value=text)

    def _take(self, element: etree._Element, node: Node, text: str, attribute: str | None = None) -> None:
        """Let the rules of *node* take *text*: the first alternative that accepts it, and all its pieces."""
        frames = self._frames
        origin = (element, attribute)
        if self.trace is not None and origin in self.trace.skip:
            return
        done, copied, expected = False, False, None
        for rule in node.rules:
            transform = rule.transform
            if copied if transform.also else done and not transform.splits:
                continue
            if transform.condition and not transform.condition.holds(self.national(transform.condition.path)):
                continue
            if transform.constant is not None:
                done = text == transform.constant
                expected = transform.constant
                continue
            try:
                value = rule.read(text)
            except LexicalError as error:
                self._refuse(rule, origin, text, str(error))
                return
            if value is None:
                continue
            done, copied = True, copied or transform.also
            self._keep(rule, frames, value, origin)
        if not done:
            self._strange_seen = True
            if self.trace is not None:
                reason = f"is not {expected!r}" if expected else "has no counterpart in the harmonised model"
                self.trace.note(
                    "crosswalk.code",
                    f"{clip(text)!r} {reason}; kept in the residue",
                    element,
                    Severity.WARNING,
                    value=text,
                    expected=expected,
                    rule=node.rules[0],
                    attribute=attribute,
                )

    def _keep(
        self,
        rule: Rule,
        frames: list[Frame],
        value: str | list[str],
        origin: Origin,
    ) -> None:
        transform = rule.transform
        if self.trace is not None:
            self.trace.take(origin, rule)
            if transform.swappable is not None and transform.swappable(text_at(origin)):
                self.trace.swappable.append((origin[0], rule))
        if transform.same:
            self._assembly.add_repeat(rule, list(frames), value, origin)
        elif transform.joins:
            self._assembly.add_piece(rule, frames, str(value), origin)
        elif rule.enters:
            for text in value:
                frames.append({})
                self._assembly.store(rule, frames, text, origin)
                frames.pop()
        else:
            currency = self.currency(transform.currency) if transform.currency else ""
            self._assembly.store(rule, frames, value, origin, currency)

    def _refuse(self, rule: Rule, origin: Origin, text: str, message: str) -> None:
        self._strange_seen = True
        if self.trace is not None:
            self.trace.refused.add(origin)
            self.trace.note(
                f"type.{rule.field.leaf.lower()}",
                message,
                origin[0],
                Severity.ERROR,
                value=text,
                rule=rule,
                attribute=origin[1],
            )

    def _note_text_in_structure(self, element: etree._Element) -> None:
        text = (element.text or "").strip(XML_SPACE)
        if text:
            self._strange_seen = True
            if self.trace is not None:
                message = f"text {clip(text)!r} where elements belong; kept in the residue"
                self.trace.note("crosswalk.text", message, element, Severity.WARNING, value=text)

    def _note_stray_text(self) -> None:
        for text in _STRAY_TEXT(self.root):
            neighbour = text.getparent()
            holder = neighbour if text.is_text else neighbour.getparent()
            self._strange_seen = True
            if (
                self.trace is not None
                and holder not in self.trace.taken
                and (holder, None) not in self.trace.refused
            ):
                self.trace.note(
                    "crosswalk.text",
                    f"text {clip(text)!r} stands between elements; kept in the residue",
                    holder,
                    Severity.WARNING,
                    value=text.strip(XML_SPACE),
                )

    def national(self, path: str) -> str:
        """Return the first text at the canonical national *path*, which does not repeat; empty if none."""
        text = self._national.get(path)
        if text is None:
            text = self._national[path] = self._first_text(self.root, self.plan.root, path.split("/"))
        return text

    def _first_text(self, element: etree._Element, node: Node, steps: list[str]) -> str:
        if not steps:
            return "" if len(element) and self._splitter(element) else text_at((element, None))
        step, *rest = steps
        if step.startswith("@"):
            return text_at((element, step[1:]))
        below = node.children[self.plan.fold(step)]
        texts = (self._first_text(child, below, rest) for child in self._matching(element, below))
        return next(filter(None, texts), "")

    def _matching(self, parent: etree._Element, node: Node) -> Iterator[etree._Element]:
        """Yield the child elements of *parent* that are *node*, also those inside wrappers."""
        fold = self.plan.fold
        names = {fold(name) for name in node.names}
        wrappers = {fold(name) for name in self.plan.descriptor.wrappers}
        for child in child_elements(parent):
            name = fold(etree.QName(child).localname)
            if name in names:
                yield child
            elif name in wrappers:
                yield from self._matching(child, node)

    def currency(self, path: str) -> str:
        """Return the harmonised currency that the national element at *path* names; empty if none."""
        text = self.national(path)
        return self.plan.find(path).read_first(text) if text else ""
