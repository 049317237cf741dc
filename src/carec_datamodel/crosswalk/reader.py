"""Reading: one pass over the national tree, values set straight into the dict that pydantic validates.

The pass is quick and keeps no record. Where something is unusual, a second pass with
a `Trace` finds out what, where, and which row took which element.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from decimal import Decimal
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.plan import Node, Plan, Prefix, Rule
from carec_datamodel.errors import LexicalError
from carec_datamodel.findings import Finding, Severity, clip

Frame = dict[Any, dict[str, Any]]
"""Dicts of the message made so far within one occurrence of a repeating element, by their place."""

_COUNT_ELEMENTS = etree.XPath("count(//*)")
_COUNT_ATTRIBUTES = etree.XPath("count(//@*)")
_STRAY_TEXT = etree.XPath("//*[*]/text()[normalize-space()]")


class Traced(str):
    """A text that remembers the national element (and attribute) it was read from."""

    __slots__ = ("attribute", "element", "rule")
    element: etree._Element
    attribute: str | None
    rule: Rule


@dataclass(slots=True)
class Trace:
    """What a second pass notes.

    Attributes:
        taken: The rule that took each element's text, by element.
        taken_attributes: The same for attributes.
        refused: Elements whose value is wrong.
        nodes: Node of every element that has one.
        findings: What is wrong or unusual.
        skip: Elements to pass over, because the model refuses their value.
    """

    taken: dict[etree._Element, Rule] = field(default_factory=dict)
    taken_attributes: dict[tuple[etree._Element, str], Rule] = field(default_factory=dict)
    refused: set[etree._Element] = field(default_factory=set)
    nodes: dict[etree._Element, Node] = field(default_factory=dict)
    findings: list[Finding] = field(default_factory=list)
    skip: set[etree._Element] = field(default_factory=set)


class Reader:
    """Reads one national document.

    Attributes:
        values: The dict for pydantic, by wire names.
        unusual: Whether anything was met that a finding should tell.
    """

    def __init__(self, plan: Plan, root: etree._Element, trace: Trace | None = None) -> None:
        self.plan = plan
        self.root = root
        self.trace = trace
        self.values: dict[str, Any] = {}
        self.unusual = False
        self._frames: list[Frame] = [{}]
        self._slots: dict[tuple[int, int], dict[str, Any]] = {}
        self._ordinals: dict[tuple[int, int], int] = {}
        self._pieces: dict[tuple[int, str], tuple[dict[str, Any], str, list[tuple[Rule, str, Any]]]] = {}
        self._later: list[tuple[Rule, list[Frame], str, Any]] = []
        self._valued: list[tuple[dict[str, Any], dict[str, Any], Prefix, Any]] = []
        self._elements = 1
        self._attributes = 0
        self._national: dict[str, str] = {}
        self._null = plan.descriptor.null

    def read(self) -> dict[str, Any]:
        """Return the values of the document, by wire names."""
        if self.trace is not None:
            self.trace.nodes[self.root] = self.plan.root
        if self.plan.root.attributes:
            self._read_attributes(self.root, self.plan.root)
        self._read(self.root, self.plan.root)
        self._join()
        for rule, frames, text, origin in self._later:
            self._fill_in(rule, frames, text, origin)
        self._drop_incomplete()
        if _STRAY_TEXT(self.root):
            self._note_stray_text()
        if _COUNT_ELEMENTS(self.root) != self._elements or _COUNT_ATTRIBUTES(self.root) != self._attributes:
            self.unusual = True
        return self.values

    def _read(self, parent: etree._Element, plan: Node) -> None:
        children = plan.children
        counts: dict[int, int] = {}
        trace = self.trace
        for child in parent:
            tag = child.tag
            node = children.get(tag)
            if node is None:
                node = self._strange(child, plan)
                if node is None:
                    continue
            self._elements += 1
            if trace is not None:
                trace.nodes[child] = node
                if child in trace.skip:
                    continue
            if not node.repeats and node is not plan:
                count = counts.get(id(node), 0) + 1
                counts[id(node)] = count
                if count > node.most and self._repeated(child, node, count):
                    continue
            if node.attributes:
                self._read_attributes(child, node)
            if node.rules:
                text = child.text
                if text is not None and (text := text.strip()):
                    simple = node.simple
                    if simple is not None and trace is None and not node.repeats:
                        try:
                            value = simple.transform.read(text)
                        except LexicalError:
                            value = None
                        if value is None:
                            self.unusual = True
                        else:
                            prefix = simple.prefix
                            target = self._frames[prefix.level].get(prefix)
                            if target is None:
                                target = self._make(prefix, self._frames, child)
                            target[simple.key] = value
                            if simple.transform.unit:
                                target["unitCode"] = simple.transform.unit
                    else:
                        self._take(child, node, text)
            if node.order or node is plan:
                if node.repeats:
                    self._frames.append({})
                    self._read(child, node)
                    self._frames.pop()
                else:
                    self._read(child, node)
            elif len(child):
                self._inside_leaf(child, node)

    def _strange(self, child: etree._Element, plan: Node) -> Node | None:
        """Return the node of a child whose exact name no row has, if another spelling or none fits."""
        tag = child.tag
        if not isinstance(tag, str):
            return None
        name = tag.rpartition("}")[2]
        node = plan.children.get(self.plan.fold(name))
        if node is not None and self._namespace_fits(tag):
            return node
        if name == self._null and not len(child) and not child.text:
            self._elements += 1
            return None
        self._unknown(child)
        return None

    def _namespace_fits(self, tag: str) -> bool:
        return not tag.startswith("{") or tag[1:].partition("}")[0] in self.plan.descriptor.namespaces

    def _unknown(self, child: etree._Element) -> None:
        self.unusual = True
        self._elements += sum(1 for inner in child.iter() if isinstance(inner.tag, str))
        self._attributes += sum(len(inner.attrib) for inner in child.iter() if isinstance(inner.tag, str))
        if self.trace is not None and has_value(child, self._null):
            self._note(
                "crosswalk.unknown",
                f"{etree.QName(child).localname} is not an element of {self.plan.descriptor.id}; kept in the residue",
                child,
                Severity.WARNING,
            )

    def _inside_leaf(self, child: etree._Element, node: Node) -> None:
        for inner in child:
            if not isinstance(inner.tag, str):
                self._split_by_comment(child, node)
                continue
            if inner.tag == self._null and not len(inner) and not inner.text:
                self._elements += 1
            else:
                self._unknown(inner)

    def _split_by_comment(self, child: etree._Element, node: Node) -> None:
        """A comment inside a value: what stands behind it was not read, so the value cannot be trusted."""
        if not any((inner.tail or "").strip() for inner in child):
            return
        self.unusual = True
        if self.trace is not None and child not in self.trace.refused:
            self.trace.refused.add(child)
            self.trace.taken.pop(child, None)
            self._note(
                "structure.nested",
                f"a comment splits the value of {node.name}; take it out",
                child,
                Severity.ERROR,
                value="".join(child.itertext(tag=etree.Element)),
                rule=node.rules[0] if node.rules else None,
            )

    def _repeated(self, child: etree._Element, node: Node, count: int) -> bool:
        """Return whether the occurrence is one too many and holds a value; note it then."""
        if not has_value(child, self._null):
            return False
        self.unusual = True
        self._elements += sum(1 for inner in child.iterdescendants() if isinstance(inner.tag, str))
        self._attributes += sum(len(inner.attrib) for inner in child.iter() if isinstance(inner.tag, str))
        if self.trace is not None:
            self.trace.refused.update(child.iter())
            self._note(
                "crosswalk.repeated",
                f"{node.name} occurs {count} times; expected at most {node.most}",
                child,
                Severity.ERROR,
                expected=f"at most {node.most}",
                rule=node.rules[0] if node.rules else None,
            )
        return True

    def _read_attributes(self, element: etree._Element, node: Node) -> None:
        for name, text in element.items():
            found = node.attributes.get(self.plan.fold(name))
            if found is None:
                continue
            self._attributes += 1
            if found.rules and text.strip():
                self._take(element, found, text.strip(), name)

    def _take(self, element: etree._Element, node: Node, text: str, attribute: str | None = None) -> None:
        """Let the rules of *node* take *text*: the first alternative that accepts it, and all its pieces."""
        frames = self._frames
        if node.repeats:
            frames = [*frames, {}]
        done = False
        for rule in node.rules:
            transform = rule.transform
            if done and not (transform.also or transform.splits):
                continue
            if transform.condition and not transform.condition.holds(self.national(transform.condition.path)):
                continue
            if transform.constant is not None:
                done = done or text == transform.constant
                continue
            try:
                value = self._value(rule, text)
            except LexicalError as error:
                self._refuse(rule, element, text, str(error))
                return
            if value is None:
                continue
            done = True
            origin = (element, attribute)
            if transform.same:
                self._later.append((rule, frames, value, origin))
            elif transform.joins:
                self._collect(rule, frames, value, origin)
            else:
                self._store(rule, frames, value, origin)
            if self.trace is not None and not transform.also:
                if attribute is None:
                    self.trace.taken[element] = rule
                else:
                    self.trace.taken_attributes[element, attribute] = rule
        if not done:
            self.unusual = True
            if self.trace is not None and node.rules[0].transform.constant is None:
                self._note(
                    "crosswalk.code",
                    f"{clip(text)!r} has no counterpart in the harmonised model; kept in the residue",
                    element,
                    Severity.WARNING,
                    value=text,
                    rule=node.rules[0],
                )

    def _value(self, rule: Rule, text: str) -> Any:
        """Return what *rule* makes of *text*: a text, or a list of texts, or None."""
        transform = rule.transform
        if transform.slice is not None:
            text = text[slice(*transform.slice)]
            return transform.read(text) if text else None
        if transform.lines is not None or transform.line is not None:
            lines = [line.strip() for line in text.splitlines() if line.strip()]
            if transform.line is not None:
                return transform.read(lines[transform.line]) if len(lines) > transform.line else None
            return lines[transform.lines :] or None
        return transform.read(text)

    def _store(self, rule: Rule, frames: list[Frame], value: Any, origin: tuple[etree._Element, str | None]) -> None:
        target = frames[rule.prefix.level].get(rule.prefix)
        if target is None:
            target = self._make(rule.prefix, frames, origin[0])
        if self.trace is not None:
            value = [self._traced(v, rule, origin) for v in value] if isinstance(value, list) else self._traced(value, rule, origin)
        if rule.listed:
            target.setdefault(rule.key, []).extend(value if isinstance(value, list) else [value])
        else:
            target[rule.key] = value
        if rule.transform.unit:
            target["unitCode"] = rule.transform.unit
        if rule.transform.currency:
            currency = self.currency(rule.transform.currency)
            if currency:
                target["currencyID"] = currency

    @staticmethod
    def _traced(value: str, rule: Rule, origin: tuple[etree._Element, str | None]) -> Traced:
        traced = Traced(value)
        traced.element, traced.attribute = origin
        traced.rule = rule
        return traced

    def _make(self, prefix: Prefix, frames: list[Frame], element: etree._Element) -> dict[str, Any]:
        """Return the dict at *prefix*, made if need be, and remember it in its frame."""
        parent_prefix = prefix.parent
        if parent_prefix is None:
            frames[0][prefix] = self.values
            return self.values
        parent = frames[parent_prefix.level].get(parent_prefix)
        if parent is None:
            parent = self._make(parent_prefix, frames, element)
        step = prefix.step
        target: dict[str, Any]
        if not prefix.repeats:
            target = parent.setdefault(step.name, {})
        else:
            entries = parent.setdefault(step.name, [])
            if step.selector is not None:
                target = {step.selector[0]: step.selector[1]}
                entries.append(target)
            else:
                index = step.index
                if index is None:
                    index = self._ordinals.get((id(entries), id(prefix)), 0)
                    self._ordinals[id(entries), id(prefix)] = index + 1
                found = self._slots.get((id(entries), index))
                if found is None:
                    found = {}
                    entries.append(found)
                    self._slots[id(entries), index] = found
                target = found
                if prefix.numbered:
                    target[prefix.numbered] = str(index + 1)
        frames[prefix.level][prefix] = target
        if prefix.valued:
            self._valued.append((parent, target, prefix, element))
        return target

    def _collect(self, rule: Rule, frames: list[Frame], value: str, origin: Any) -> None:
        target = frames[rule.prefix.level].get(rule.prefix)
        if target is None:
            target = self._make(rule.prefix, frames, origin[0])
        self._pieces.setdefault((id(target), rule.key), (target, rule.key, []))[2].append((rule, value, origin))

    def _join(self) -> None:
        """Put together the values that several national elements hold in pieces."""
        for target, key, pieces in self._pieces.values():
            first = pieces[0][0].transform
            if first.row_of is not None:
                rows = {rule.transform.row_of or 0: value for rule, value, _ in pieces}
                joined = "\n".join(rows.get(index, "") for index in range(max(rows) + 1))
            elif first.word is not None:
                words = {rule.transform.word[0]: value for rule, value, _ in pieces if rule.transform.word}
                total = first.word[1]
                joined = " ".join(words[index] for index in sorted(words))
                if min(words) + len(words) != total or any(" " in word for word in words.values()):
                    for rule, value, origin in pieces:
                        self._refuse_quietly(rule, origin[0], value)
                    continue
            else:
                ordered = sorted(pieces, key=lambda piece: piece[0].transform.chars or (0, None))
                joined = "".join(value for _, value, _ in ordered)
            target[key] = self._traced(joined, *pieces[0][::2]) if self.trace is not None else joined

    def _fill_in(self, rule: Rule, frames: list[Frame], text: str, origin: Any) -> None:
        """Use the value of an element that repeats another, where that one is absent; else compare them."""
        target = frames[rule.prefix.level].get(rule.prefix)
        present = target.get(rule.key) if target is not None else None
        if present is None:
            self._store(rule, frames, text, origin)
        elif not _alike(present, text):
            self.unusual = True
            if self.trace is not None:
                self.trace.taken.pop(origin[0], None)
                self._note(
                    "crosswalk.differs",
                    f"{clip(text)!r} differs from {clip(present)!r}, which {rule.row.harmonised} holds; kept in the residue",
                    origin[0],
                    Severity.WARNING,
                    value=text,
                    rule=rule,
                )

    def _drop_incomplete(self) -> None:
        """Take out units and currencies that stand without a number, which the model cannot hold."""
        for parent, target, prefix, element in self._valued:
            if "value" in target:
                continue
            self.unusual = True
            holder = parent[prefix.step.name]
            if isinstance(holder, list):
                holder.remove(target)
                if not holder:
                    del parent[prefix.step.name]
            else:
                del parent[prefix.step.name]
            if self.trace is not None:
                for value in target.values():
                    if isinstance(value, Traced):
                        self.trace.taken.pop(value.element, None)
                        element = value.element
                self._note(
                    "crosswalk.incomplete",
                    f"a unit or currency without a number cannot stand in {prefix.path}; kept in the residue",
                    element,
                    Severity.NOTE,
                )

    def _note_stray_text(self) -> None:
        self.unusual = True
        if self.trace is None:
            return
        for text in _STRAY_TEXT(self.root):
            holder = text.getparent() if text.is_text else text.getparent().getparent()
            if holder not in self.trace.taken:
                self._note(
                    "crosswalk.text",
                    f"text {clip(text)!r} stands between elements; kept in the residue",
                    holder,
                    Severity.WARNING,
                    value=text.strip(),
                )

    def _refuse(self, rule: Rule, element: etree._Element, text: str, message: str) -> None:
        self.unusual = True
        if self.trace is not None:
            self.trace.refused.add(element)
            self._note(
                f"type.{rule.field.leaf.lower()}", message, element, Severity.ERROR, value=text, rule=rule
            )

    def _refuse_quietly(self, rule: Rule, element: etree._Element, text: str) -> None:
        self.unusual = True
        if self.trace is not None:
            self.trace.taken.pop(element, None)
            self._note(
                "crosswalk.pieces",
                f"{clip(text)!r} is one piece of {rule.row.harmonised}, whose other pieces do not fit; kept in the residue",
                element,
                Severity.WARNING,
                value=text,
                rule=rule,
            )

    def _note(
        self,
        rule_id: str,
        message: str,
        element: etree._Element,
        severity: Severity,
        *,
        value: str | None = None,
        expected: str | None = None,
        rule: Rule | None = None,
    ) -> None:
        if self.trace is not None:
            self.trace.findings.append(
                finding_at(rule_id, message, element, severity, value=value, expected=expected, rule=rule)
            )

    def national(self, path: str) -> str:
        """Return the text at the canonical national *path*, which does not repeat; empty if there is none."""
        text = self._national.get(path)
        if text is None:
            node, element = self.plan.root, self.root
            for step in path.split("/"):
                node = node.children[self.plan.fold(step)]
                found = self._child(element, node)
                if found is None:
                    self._national[path] = ""
                    return ""
                element = found
            text = self._national[path] = (element.text or "").strip()
        return text

    def _child(self, parent: etree._Element, node: Node) -> etree._Element | None:
        names = {self.plan.fold(name) for name in node.names}
        for child in parent:
            if isinstance(child.tag, str):
                name = self.plan.fold(child.tag.rpartition("}")[2])
                if name in names:
                    return child
                if any(name == self.plan.fold(wrapper) for wrapper in self.plan.descriptor.wrappers):
                    found = self._child(child, node)
                    if found is not None:
                        return found
        return None

    def currency(self, path: str) -> str:
        """Return the harmonised currency that the national element at *path* names; empty if there is none."""
        text = self.national(path)
        for rule in self.plan.find(path).rules:
            if text and not rule.transform.same:
                return rule.transform.read(text) or ""
        return text


def _alike(one: str, other: str) -> bool:
    """Return whether two texts are the same, as numbers if both are numbers."""
    if one == other:
        return True
    try:
        return Decimal(one) == Decimal(other)
    except ArithmeticError:
        return False


def has_value(element: etree._Element, null: str) -> bool:
    """Return whether *element* or anything inside holds a text or an attribute."""
    for inner in element.iter():
        if not isinstance(inner.tag, str):
            continue
        if (inner.text and inner.text.strip()) or inner.attrib:
            return True
        if inner is not element and inner.tail and inner.tail.strip():
            return True
    return False


def readable_path(element: etree._Element) -> str:
    """Return the path of *element* from the root, with positions where siblings share its name."""
    steps = []
    current: etree._Element | None = element
    while current is not None:
        name = etree.QName(current).localname
        parent = current.getparent()
        if parent is not None:
            twins = [sibling for sibling in parent if sibling.tag == current.tag]
            if len(twins) > 1:
                name += f"[{twins.index(current) + 1}]"
        steps.append(name)
        current = parent
    return "/".join(reversed(steps))


def finding_at(
    rule_id: str,
    message: str,
    element: etree._Element,
    severity: Severity,
    *,
    value: str | None = None,
    expected: str | None = None,
    rule: Rule | None = None,
) -> Finding:
    """Return a finding on a national element, with what its row adds: box, WCO id, harmonised path."""
    return Finding(
        rule=rule_id,
        message=message,
        severity=severity,
        path=readable_path(element),
        line=element.sourceline,
        value=value,
        expected=expected,
        box=(rule.row.box or None) if rule else None,
        wco=rule.field.element.id if rule else None,
        harmonised=(rule.row.harmonised or None) if rule else None,
    )
