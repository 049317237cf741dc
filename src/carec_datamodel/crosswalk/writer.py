"""Writing: the rows in order, each asking the message for its value.

What the message holds and no row could write is a loss, and is named.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree

from carec_datamodel.crosswalk.losses import losses
from carec_datamodel.crosswalk.naming import USUAL, Naming
from carec_datamodel.crosswalk.pieces import cut, wrapped
from carec_datamodel.crosswalk.plan import Node, Plan, Prefix, Rule
from carec_datamodel.crosswalk.rereading import Saying, reads_back, reread
from carec_datamodel.findings import Finding

Frame = dict[Prefix, dict[str, Any]]


class _Place(NamedTuple):
    """Where an occurrence of a repeating element stands: position of its entry from 0, number from 1."""

    position: int
    number: int


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
        self._frames: list[Frame] = [{}]
        self._found: list[dict[Prefix, dict[str, Any] | None]] = [{}]  # what `_find` found, by frame
        self._places = [_Place(0, 1)]
        self._used: set[tuple[int, str]] = set()
        self._written: dict[tuple[int, str], int] = {}
        self._tellers: dict[tuple[int, str], str] = {}
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
        return losses(self.plan, self.values, self._used)

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
        columns = [(prefix, self._entries(prefix)) for prefix in node.lists]
        counts = [len(entries) for _, entries in columns]
        counts += [len(self._texts_of(rule)) for rule in node.texts]
        written = 0
        least = self._least(node)
        for position in range(min(max(*counts, least), node.most)):
            frame = {prefix: entries[position] for prefix, entries in columns if position < len(entries)}
            for prefix, entry in frame.items():
                self._use_number(prefix, entry, position)
            self._frames.append(frame)
            self._found.append({})
            self._places.append(_Place(position, written + 1))
            filled = self._write_one(parent, node, needed=True)
            self._places.pop()
            self._frames.pop()
            self._found.pop()
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
            self._used.add((id(entry), prefix.numbered))

    def _write_one(self, parent: etree._Element, node: Node, *, needed: bool) -> bool:
        text = self._text(node)
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
            element.text = str(self._places[-1].number)
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
        return node.places is not None and all(self._find(place) is None for place in node.places)

    def _write_attributes(self, element: etree._Element, node: Node) -> bool:
        filled = False
        for name, attribute in node.attributes.items():
            if element.text is None and any(rule.transform.forms for rule in attribute.rules):
                continue  # the form of a date that is not there
            text = self._text(attribute)
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

    def _text(self, node: Node) -> str | None:
        """Return the national text of *node*; mark what it used. None where it has nothing to say.

        The first row that has a text writes it. A text that would be read as anything else
        than what the message holds is not written: its values count as lost.
        """
        if node.simple is not None and self._value(node.simple) is None:
            return None
        form = next((rule for rule in node.rules if rule.transform.forms), None)
        if form is not None:
            return self._form(form)
        said = self._said(node)
        if not said:
            return next((rule.transform.constant for rule in node.rules if rule.transform.constant), None)
        separator = "" if any(saying.rule.transform.slice for saying in said) else "\n"
        written = separator.join(saying.text for saying in said)
        if not reads_back(node, written, said, self._counts):
            return None
        for saying in said:
            if not saying.rule.transform.same:
                self._use(saying.rule)
        for rule in node.rules:
            if rule.transform.also and self._value(rule) == reread(rule, written):
                self._use(rule)
        return written

    def _form(self, rule: Rule) -> str | None:
        """Return what says in which form the date of *rule* stands; None where there is none."""
        value = self._value(rule)
        if rule.transform.forms is None or value is None:
            return None
        day, moment = rule.transform.forms
        return moment if "T" in value else day

    def _said(self, node: Node) -> list[Saying]:
        """Return what the first rule that has a text says, or all pieces of one text."""
        said: list[Saying] = []
        for rule in node.rules:
            transform = rule.transform
            if transform.constant is not None or transform.readonly:
                continue
            if said and not (transform.splits and said[0].rule.transform.splits):
                continue
            if not self._counts(rule) or self._is_told(rule):
                continue
            value = self._value(rule)
            text = self._rule_text(rule, value) if value is not None else None
            if text is not None:
                said.append(Saying(rule, value, text))
        return said

    def _is_told(self, rule: Rule) -> bool:
        """Return whether an element before, whose alternative *rule* is, has said its value."""
        if not rule.group and not rule.transform.otherwise:
            return False
        place = (id(self._find(rule.prefix)), rule.key)
        return self._tellers.get(place, rule.group) != rule.group or (
            rule.transform.otherwise and place in self._used
        )

    def _counts(self, rule: Rule) -> bool:
        """Return whether *rule* counts in this document."""
        condition = rule.transform.condition
        if condition is None:
            return True
        if condition.near:
            return condition.holds(self._text(self.plan.find(condition.path)) or "")
        return condition.holds(self.national(condition.path))

    def _value(self, rule: Rule) -> Any:
        """Return the value of the message that *rule* is for, if its unit or currency fits."""
        if rule.enters:
            return [entry[rule.key] for entry in self._entries(rule.prefix) if rule.key in entry] or None
        if rule.follows:
            position, texts = self._places[rule.prefix.level + 1].position, self._texts_of(rule)
            return texts[position] if position < len(texts) else None
        target = self._find(rule.prefix)
        value = target.get(rule.key) if target is not None else None
        if target is not None and rule.transform.given and rule.transform.given not in target:
            return None
        return value if target is not None and value is not None and self._unit_fits(rule, target) else None

    def _texts_of(self, rule: Rule) -> list[str]:
        """Return the list of texts that *rule* takes one by one."""
        target = self._find(rule.prefix)
        if rule.transform.wrap:
            return wrapped(target.get(rule.key, ""), rule.transform.wrap) if target is not None else []
        texts: list[str] = target.get(rule.key, []) if target is not None else []
        return texts

    def _use(self, rule: Rule) -> None:
        """Mark what *rule* says, its unit or currency, and what selects it as written."""
        if rule.follows and not self._is_last(rule):
            return
        names = {rule.key}
        if rule.transform.unit:
            names.add("unitCode")
        if rule.transform.currency:
            names.add("currencyID")
        if rule.enters and rule.prefix.step.selector is not None:
            names.add(rule.prefix.step.selector[0])
        for target in self._entries(rule.prefix) if rule.enters else [self._find(rule.prefix)]:
            if target is not None and rule.key in target:
                self._used.update((id(target), name) for name in names)
                self._tellers.setdefault((id(target), rule.key), rule.group)
        prefix: Prefix | None = rule.prefix
        while prefix is not None and prefix.parent is not None:
            entry = self._find(prefix)
            if prefix.step.selector is not None and entry is not None:
                self._used.add((id(entry), prefix.step.selector[0]))
            prefix = prefix.parent

    def _is_last(self, rule: Rule) -> bool:
        """Return whether *rule* has now written the last text of its list, and all others."""
        place = (id(self._find(rule.prefix)), rule.key)
        self._written[place] = self._written.get(place, 0) + 1
        return self._written[place] == len(self._texts_of(rule))

    def _unit_fits(self, rule: Rule, target: dict[str, Any]) -> bool:
        """Return whether the unit or currency that the format leaves unsaid is that of the value."""
        transform = rule.transform
        if transform.unit and target.get("unitCode", rule.field.element.unit) != transform.unit:
            return False
        return not transform.currency or target.get("currencyID", "") == self._currency(transform.currency)

    def _rule_text(self, rule: Rule, value: Any) -> str | None:
        transform = rule.transform
        if transform.parted is not None:
            texts = [transform.write(entry) for entry in value]
            separator, end = transform.parted
            return separator.join(filter(None, texts)) + end if all(texts) else None
        if not rule.listed or rule.follows:
            if transform.joins:
                return cut(rule, value, filter(self._counts, rule.pieces))
            return transform.write(value)
        if transform.lines is not None:
            return "\n".join(value)
        return transform.write(value[0]) if len(value) == 1 else None

    def _entries(self, prefix: Prefix) -> list[dict[str, Any]]:
        """Return the entries of the list at *prefix* that are its own."""
        if prefix.parent is None:  # pragma: no cover - the message itself is no list
            return [self.values]
        parent = self._find(prefix.parent)
        entries: list[dict[str, Any]] = parent.get(prefix.step.name, []) if parent is not None else []
        if prefix.step.selector is not None:
            key, wanted = prefix.step.selector
            return [entry for entry in entries if entry.get(key) == wanted]
        return [
            entry
            for entry in entries
            if not any(entry.get(key) == wanted for key, wanted in prefix.selectors)
        ]

    def _find(self, prefix: Prefix) -> dict[str, Any] | None:
        """Return the dict at *prefix*, if the message has it."""
        if prefix.parent is None:
            return self.values
        if prefix.level >= len(self._frames):
            return None if prefix.step.bound else self._look_up(prefix)
        if prefix.step.bound:
            return self._frames[prefix.level].get(prefix)
        found = self._found[prefix.level]
        if prefix not in found:
            found[prefix] = self._look_up(prefix)
        return found[prefix]

    def _look_up(self, prefix: Prefix) -> dict[str, Any] | None:
        """Return the dict at *prefix*, which follows no national element of its own."""
        step = prefix.step
        if prefix.repeats:
            entries = self._entries(prefix)
            index = step.index or 0
            return entries[index] if index < len(entries) else None
        parent = self._find(prefix.parent) if prefix.parent is not None else self.values
        return parent.get(step.name) if parent is not None else None

    def national(self, path: str) -> str:
        """Return the text that the element at the canonical national *path* gets; empty if none."""
        frames, self._frames = self._frames, self._frames[:1]
        found, self._found = self._found, self._found[:1]
        places, self._places = self._places, self._places[:1]
        try:
            return self._text(self.plan.find(path)) or ""
        finally:
            self._frames, self._found, self._places = frames, found, places

    def _currency(self, path: str) -> str:
        text = self.national(path)
        return self.plan.find(path).read_first(text) if text else ""
