"""Reading: one pass over the national tree.

The pass is quick and keeps no record. Where something is unusual, a second pass with
a `Trace` finds out what, where, and which row took which element.
"""

from __future__ import annotations

from itertools import islice
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.assembly import Assembly, Frame
from carec_datamodel.crosswalk.descriptor import family
from carec_datamodel.crosswalk.elements import (
    elements_inside,
    has_value,
    is_mark_for_nothing,
    splitter,
    text_at,
)
from carec_datamodel.crosswalk.lookup import Lookup
from carec_datamodel.crosswalk.notes import (
    note_look_alike,
    note_not_taken,
    note_repeated,
    note_split,
    note_text_between,
    note_text_in_structure,
    note_unknown_attribute,
    note_unknown_element,
    note_wrong,
)
from carec_datamodel.crosswalk.plan import Node, Plan, Rule
from carec_datamodel.crosswalk.trace import Origin, Trace
from carec_datamodel.crosswalk.transform_arguments import Condition
from carec_datamodel.crosswalk.transform_dates import loses_zone
from carec_datamodel.errors import LexicalError
from carec_datamodel.model.lexical import XML_SPACE

_COUNT_ELEMENTS = etree.XPath("count(//*)")
_COUNT_ATTRIBUTES = etree.XPath("count(//@*)")
_COUNT_TEXTS = etree.XPath("count(descendant-or-self::*/text()[normalize-space()])")
_STRAY_TEXT = etree.XPath("//*[*]/text()[normalize-space()]")

_FOR_PARSERS = frozenset(
    f"{{http://www.w3.org/2001/XMLSchema-instance}}{name}"
    for name in ("schemaLocation", "noNamespaceSchemaLocation")
)
"""Attributes that tell a parser where a schema is. Nothing is fetched; they stay in the residue."""


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
        self._lookup = Lookup(plan, root)
        self._top = plan.top(etree.QName(root).localname)
        self._null = plan.descriptor.null
        self._accepted = plan.descriptor.accepted
        self._families = plan.descriptor.families
        self._nulls = frozenset(
            f"{{{space}}}{self._null}" if space else self._null for space in self._accepted
        )
        self._strange_seen = False

    @property
    def unusual(self) -> bool:
        """Whether anything was met that a finding should tell."""
        return self._strange_seen or self._assembly.unusual

    def read(self) -> dict[str, Any]:
        """Return the values of the document as the dict that pydantic validates, by wire names."""
        if self.trace is not None:
            self.trace.nodes[self.root] = self._top
        if self._top.attributes or self.trace is not None:
            self._read_attributes(self.root, self._top)
        self._read(self.root, self._top)
        values = self._assembly.finish(self._carries)
        if _COUNT_TEXTS(self.root) != self._texts:
            self._note_stray_text()
        if _COUNT_ELEMENTS(self.root) != self._elements or _COUNT_ATTRIBUTES(self.root) != self._attributes:
            self._strange_seen = True
        return values

    def _read(self, parent: etree._Element, plan: Node) -> None:
        children = plan.children
        counts: dict[Node, int] = {}
        nulls = self._nulls
        trace = self.trace
        frames = self._frames
        for child in parent:
            node = children.get(child.tag) or self._strange(child, plan)  # type: ignore[arg-type]
            if node is None:
                continue
            self._elements += 1
            if not node.repeats and node is not plan:
                count = counts[node] = counts.get(node, 0) + 1
                if count > node.most and node.second is not None:
                    node, count = node.second, count - node.most
                if trace is not None:
                    trace.nodes[child] = node
                if count > node.most and self._repeated(child, node, count):
                    continue
            elif trace is not None:
                trace.nodes[child] = node
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
            elif rule.look_alikes is not None and rule.look_alikes.read(text) is not None:
                done = False
                break  # the slower reading tells of it
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
        if node is not None and (not namespace or self._accepts(namespace[1:])):
            return node
        if is_mark_for_nothing(child, self._null):
            self._elements += 1
        else:
            self._unknown(child)
        return None

    def _accepts(self, namespace: str) -> bool:
        return namespace in self._accepted or family(namespace) in self._families

    def _unknown(self, child: etree._Element) -> None:
        self._strange_seen = True
        self._pass_over(child)
        if self.trace is not None and has_value(child):
            note_unknown_element(self.trace, child, self.plan.descriptor.id)

    def _pass_over(self, child: etree._Element) -> None:
        """Count what is inside *child* as seen."""
        inside = elements_inside(child)
        self._elements += len(inside)
        self._attributes += sum(len(element.attrib) for element in inside)

    def _inside_leaf(self, child: etree._Element) -> None:
        for inner in child:
            if not isinstance(inner.tag, str):
                continue
            if is_mark_for_nothing(inner, self._null):
                self._elements += 1
            else:
                self._unknown(inner)

    def _is_whole(self, child: etree._Element, node: Node) -> bool:
        """Return whether the value of *child* is in one piece; what stands inside it may split it."""
        what = splitter(child, self._null)
        if not what:
            return True
        self._strange_seen = True
        if self.trace is not None:
            note_split(self.trace, child, node, what)
        return False

    def _repeated(self, child: etree._Element, node: Node, count: int) -> bool:
        """Return whether the occurrence is one too many and holds a value; note it then."""
        if not has_value(child) or not self._is_full(child, node):
            return False
        self._strange_seen = True
        self._pass_over(child)
        self._elements -= 1  # the caller has counted the element itself
        if self.trace is not None:
            note_repeated(self.trace, child, node, count)
        return True

    def _is_full(self, child: etree._Element, node: Node) -> bool:
        """Return whether as many siblings of the same node as may occur hold a value before *child*."""
        names = {self.plan.fold(name) for name in node.names}
        filled = (
            sibling
            for sibling in child.itersiblings("*", preceding=True)
            if self.plan.fold(etree.QName(sibling).localname) in names and has_value(sibling)
        )
        return sum(1 for _ in islice(filled, node.most)) == node.most

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
        if name in _FOR_PARSERS:
            self._attributes += 1
            return
        self._strange_seen = True
        if self.trace is not None:
            note_unknown_attribute(self.trace, element, name, text, self.plan.descriptor.id)

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
            if transform.condition and not self._meets(transform.condition, origin):
                continue
            if transform.constant is not None:
                done = text == transform.constant
                expected = transform.constant
                continue
            if transform.forms is not None:
                done = text in transform.forms
                expected = " or ".join(transform.forms)
                continue
            try:
                value = rule.read(text)
            except LexicalError as error:
                self._refuse(rule, origin, text, str(error))
                return
            if value is None:
                value = self._by_look(rule, origin, text)
            if value is None:
                continue
            done, copied = True, copied or transform.also
            self._keep(rule, frames, value, origin)
        if not done:
            self._strange_seen = True
            if self.trace is not None:
                note_not_taken(self.trace, node.rules[0], origin, text, expected)

    def _by_look(self, rule: Rule, origin: Origin, text: str) -> str | list[str] | None:
        """Return what *rule* makes of *text* by the look of its letters, and note that."""
        value, told = rule.read_look(text)
        if value is None:
            return None
        self._strange_seen = True
        if self.trace is not None:
            for written, code in told:
                note_look_alike(self.trace, rule, origin, written, code)
        return value

    def _meets(self, condition: Condition, origin: Origin) -> bool:
        """Return whether *condition* holds for the value at *origin*."""
        if not condition.near:
            return self._lookup.meets(condition)
        return self._lookup.meets_near(condition, origin[0])

    def _keep(self, rule: Rule, frames: list[Frame], value: str | list[str], origin: Origin) -> None:
        transform = rule.transform
        if self.trace is not None:
            if not (transform.also and transform.same):
                self.trace.take(origin, rule)
            if transform.swappable is not None and transform.swappable(text_at(origin)):
                self.trace.swappable.append((origin[0], rule))
            if "date" in transform.names and loses_zone(text_at(origin), str(value)):
                self.trace.zoned.append((origin[0], rule))
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
            currency = self._lookup.currency(transform.currency) if transform.currency else ""
            self._assembly.store(rule, frames, value, origin, currency)

    def _refuse(self, rule: Rule, origin: Origin, text: str, message: str) -> None:
        self._strange_seen = True
        if self.trace is not None:
            note_wrong(self.trace, rule, origin, text, message)

    def _note_text_in_structure(self, element: etree._Element) -> None:
        text = (element.text or "").strip(XML_SPACE)
        if text:
            self._strange_seen = True
            if self.trace is not None:
                note_text_in_structure(self.trace, element, text)

    def _note_stray_text(self) -> None:
        for text in _STRAY_TEXT(self.root):
            neighbour = text.getparent()
            holder = neighbour if text.is_text else neighbour.getparent()
            self._strange_seen = True
            if self.trace is not None:
                note_text_between(self.trace, holder, text)
