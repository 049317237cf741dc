"""Writing: the rows in order, each asking the message for its value.

What the message holds and no row could write is a loss, and is named.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.plan import Node, Plan, Prefix, Rule
from carec_datamodel.errors import LexicalError
from carec_datamodel.findings import Finding, Severity, clip

Frame = dict[Prefix, dict[str, Any]]


class Writer:
    """Writes one message as a national document.

    Attributes:
        values: The message as plain dicts, every leaf as text.
    """

    def __init__(self, plan: Plan, values: dict[str, Any]) -> None:
        self.plan = plan
        self.values = values
        self._frames: list[Frame] = [{}]
        self._used: set[tuple[int, str]] = set()
        self._absent = dict(plan.descriptor.absent)

    def write(self) -> etree._Element:
        """Return the root element of the national document."""
        namespace = self.plan.descriptor.namespaces[0]
        name = self.plan.root.name
        self._tag = (lambda local: f"{{{namespace}}}{local}") if namespace else (lambda local: local)
        root = etree.Element(self._tag(name), nsmap={None: namespace} if namespace else None)
        self._write_attributes(root, self.plan.root)
        self._write_below(root, self.plan.root)
        return root

    def losses(self) -> list[Finding]:
        """Return one finding for each value of the message that the document does not hold."""
        name = self.plan.message.__name__
        return [
            Finding(
                rule="crosswalk.lost",
                message=f"{clip(text)!r} cannot be said in {self.plan.descriptor.id}",
                severity=Severity.WARNING,
                path=path,
                value=text,
                harmonised=path,
            )
            for path, text in self._unused(self.values, name)
        ]

    def _unused(self, values: dict[str, Any], path: str) -> Iterator[tuple[str, str]]:
        for key, value in values.items():
            below = path if key == "value" else f"{path}/{key}"
            if isinstance(value, dict):
                yield from self._unused(value, below)
            elif isinstance(value, list) and value and isinstance(value[0], dict):
                for position, entry in enumerate(value, start=1):
                    yield from self._unused(entry, f"{below}[{position}]")
            elif (id(values), key) not in self._used:
                if isinstance(value, list):
                    yield from (
                        (f"{below}[{position}]", text) for position, text in enumerate(value, start=1)
                    )
                else:
                    yield below, value

    def _write_below(self, parent: etree._Element, node: Node) -> bool:
        """Write the elements inside *node*; return whether any of them holds a value."""
        filled = False
        for child in node.order:
            if child.repeats and child.lists:
                filled |= self._write_list(parent, child)
            else:
                for position in range(max(child.least, 1)):
                    filled |= self._write_one(parent, child, needed=position < child.least)
        return filled

    def _write_list(self, parent: etree._Element, node: Node) -> bool:
        columns = [(prefix, self._entries(prefix)) for prefix in node.lists]
        count = max(len(entries) for _, entries in columns)
        for position in range(min(max(count, node.least), node.most)):
            frame = {prefix: entries[position] for prefix, entries in columns if position < len(entries)}
            for prefix, entry in frame.items():
                self._use_number(prefix, entry, position)
            self._frames.append(frame)
            self._write_one(parent, node, needed=True)
            self._frames.pop()
        return count > 0

    def _use_number(self, prefix: Prefix, entry: dict[str, Any], position: int) -> None:
        if prefix.numbered and entry.get(prefix.numbered) == str(position + 1):
            self._used.add((id(entry), prefix.numbered))

    def _write_one(self, parent: etree._Element, node: Node, *, needed: bool) -> bool:
        element = etree.SubElement(parent, self._tag(node.name))
        text = self._text(node)
        filled = text is not None
        if text is not None:
            element.text = text
        filled |= self._write_attributes(element, node)
        if node.order:
            filled |= self._write_below(element, node)
        if not filled and needed and (node.rules or not node.order):
            self._write_absence(element, node)
        if not filled and not needed:
            parent.remove(element)
        return filled

    def _write_attributes(self, element: etree._Element, node: Node) -> bool:
        filled = False
        for name, attribute in node.attributes.items():
            text = self._text(attribute)
            if text is not None:
                element.set(attribute.name or name, text)
                filled = True
        return filled

    def _write_absence(self, element: etree._Element, node: Node) -> None:
        kind = node.row.type.split("..")[0] if node.row else ""
        if self._absent.get(kind, self._absent.get("*", "empty")) == "null":
            etree.SubElement(element, self.plan.descriptor.null)

    def _text(self, node: Node) -> str | None:
        """Return the national text of *node*, from the first of its rules that has one; mark what it used."""
        pieces: list[str] = []
        written: str | None = None
        for rule in node.rules:
            transform = rule.transform
            if transform.constant is not None:
                return transform.constant
            if written is not None and transform.also:
                self._use_copy(rule, written)
                continue
            if written is not None or (pieces and not transform.splits):
                continue
            if transform.readonly:
                continue
            if transform.condition and not transform.condition.holds(self.national(transform.condition.path)):
                continue
            text = self._rule_text(rule)
            if text is None:
                if transform.slice is not None and not pieces and transform.slice[0] == 0:
                    break  # the first piece is missing: what follows would slip into its place
                continue
            if transform.splits:
                pieces.append(text)
            else:
                written = text
        if pieces:
            separator = "" if any(rule.transform.slice for rule in node.rules) else "\n"
            written = separator.join(pieces)
        return written

    def _use_copy(self, rule: Rule, written: str) -> None:
        target = self._find(rule.prefix, use=False)
        if target is not None and target.get(rule.key) == self._reread(rule, written):
            self._find(rule.prefix)
            self._used.add((id(target), rule.key))

    @staticmethod
    def _reread(rule: Rule, written: str) -> str | None:
        try:
            return rule.transform.read(written)
        except LexicalError:
            return None

    def _rule_text(self, rule: Rule) -> str | None:
        transform = rule.transform
        target = self._find(rule.prefix, use=not transform.same)
        if target is None:
            return None
        value = target.get(rule.key)
        if value is None or not self._unit_fits(rule, target):
            return None
        if rule.listed:
            text = self._list_text(rule, value)
        else:
            text = self._piece(rule, value) if transform.joins else transform.write(value)
        if text is not None and not transform.same:
            self._used.add((id(target), rule.key))
        return text

    def _unit_fits(self, rule: Rule, target: dict[str, Any]) -> bool:
        """Return whether the unit or currency that the format leaves unsaid is that of the value."""
        transform = rule.transform
        if transform.unit:
            if target.get("unitCode", transform.unit) != transform.unit:
                return False
            self._used.add((id(target), "unitCode"))
        if transform.currency and "currencyID" in target:
            if self._currency(transform.currency) != target["currencyID"]:
                return False
            self._used.add((id(target), "currencyID"))
        return True

    @staticmethod
    def _list_text(rule: Rule, value: list[str]) -> str | None:
        if rule.transform.lines is not None:
            return "\n".join(value)
        return rule.transform.write(value[0]) if len(value) == 1 else None

    @staticmethod
    def _piece(rule: Rule, value: str) -> str | None:
        transform = rule.transform
        if transform.chars is not None:
            return transform.write(value[slice(*transform.chars)]) or None
        if transform.word is not None:
            index, total = transform.word
            words = value.split(" ")
            index -= total - len(words)
            return transform.write(words[index]) if 0 <= index < len(words) <= total else None
        rows = value.split("\n")
        index = transform.row_of or 0
        if len(rows) > rule.pieces or index >= len(rows):
            return None
        return transform.write(rows[index]) or None

    def _entries(self, prefix: Prefix) -> list[dict[str, Any]]:
        """Return the entries of the list at *prefix* that are its own."""
        if prefix.parent is None:  # pragma: no cover - the message itself is no list
            return [self.values]
        parent = self._find(prefix.parent, use=False)
        entries: list[dict[str, Any]] = parent.get(prefix.step.name, []) if parent is not None else []
        if prefix.step.selector is not None:
            key, wanted = prefix.step.selector
            return [entry for entry in entries if entry.get(key) == wanted]
        return [
            entry
            for entry in entries
            if not any(entry.get(key) == wanted for key, wanted in prefix.selectors)
        ]

    def _find(self, prefix: Prefix, *, use: bool = True) -> dict[str, Any] | None:
        """Return the dict at *prefix*, if the message has it; mark the fields that select it as used."""
        if prefix.parent is None:
            return self.values
        step = prefix.step
        target: dict[str, Any] | None
        if step.bound:
            target = self._frames[prefix.level].get(prefix) if prefix.level < len(self._frames) else None
        elif prefix.repeats:
            entries = self._entries(prefix)
            index = step.index or 0
            target = entries[index] if index < len(entries) else None
        else:
            parent = self._find(prefix.parent, use=use)
            target = parent.get(step.name) if parent is not None else None
        if use and target is not None:
            if step.selector is not None:
                self._used.add((id(target), step.selector[0]))
            if prefix.repeats:
                self._find(prefix.parent)
        return target

    def national(self, path: str) -> str:
        """Return the text that the element at the canonical national *path* gets; empty if none."""
        frames, self._frames = self._frames, self._frames[:1]
        try:
            return self._text(self.plan.find(path)) or ""
        finally:
            self._frames = frames

    def _currency(self, path: str) -> str:
        text = self.national(path)
        return self.plan.find(path).read_first(text) if text else ""
