"""What the elements of a national document say of a message: texts of rows, and which values they used."""

from __future__ import annotations

from typing import Any

from carec_datamodel.crosswalk.frames import Frames
from carec_datamodel.crosswalk.pieces import cut, wrapped
from carec_datamodel.crosswalk.plan import Node, Plan, Prefix, Rule
from carec_datamodel.crosswalk.rereading import Saying, reads_back, reread


class Sayings:
    """Gives every element its text.

    Attributes:
        used: Values of the message that a text says: id of the dict that holds each, and its key there.
    """

    def __init__(self, plan: Plan, frames: Frames) -> None:
        self.plan = plan
        self.frames = frames
        self.used: set[tuple[int, str]] = set()
        self._written: dict[tuple[int, str], int] = {}
        self._tellers: dict[tuple[int, str], str] = {}

    def text(self, node: Node) -> str | None:
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
        place = (id(self.frames.find(rule.prefix)), rule.key)
        return self._tellers.get(place, rule.group) != rule.group or (
            rule.transform.otherwise and place in self.used
        )

    def _counts(self, rule: Rule) -> bool:
        """Return whether *rule* counts in this document."""
        condition = rule.transform.condition
        if condition is None:
            return True
        if condition.near:
            return condition.holds(self.text(self.plan.find(condition.path)) or "")
        return condition.holds(self.national(condition.path))

    def _value(self, rule: Rule) -> Any:
        """Return the value of the message that *rule* is for, if its unit or currency fits."""
        if rule.enters:
            return [
                entry[rule.key] for entry in self.frames.entries(rule.prefix) if rule.key in entry
            ] or None
        if rule.follows:
            position, texts = self.frames.places[rule.prefix.level + 1].position, self.texts_of(rule)
            return texts[position] if position < len(texts) else None
        target = self.frames.find(rule.prefix)
        value = target.get(rule.key) if target is not None else None
        if target is not None and rule.transform.given and rule.transform.given not in target:
            return None
        return value if target is not None and value is not None and self._unit_fits(rule, target) else None

    def texts_of(self, rule: Rule) -> list[str]:
        """Return the list of texts that *rule* takes one by one."""
        target = self.frames.find(rule.prefix)
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
        if rule.transform.currency or rule.transform.money:
            names.add("currencyID")
        if rule.enters and rule.prefix.step.selector is not None:
            names.add(rule.prefix.step.selector[0])
        for target in self.frames.entries(rule.prefix) if rule.enters else [self.frames.find(rule.prefix)]:
            if target is not None and rule.key in target:
                self.used.update((id(target), name) for name in names)
                self._tellers.setdefault((id(target), rule.key), rule.group)
        prefix: Prefix | None = rule.prefix
        while prefix is not None and prefix.parent is not None:
            entry = self.frames.find(prefix)
            if prefix.step.selector is not None and entry is not None:
                self.used.add((id(entry), prefix.step.selector[0]))
            prefix = prefix.parent

    def _is_last(self, rule: Rule) -> bool:
        """Return whether *rule* has now written the last text of its list, and all others."""
        place = (id(self.frames.find(rule.prefix)), rule.key)
        self._written[place] = self._written.get(place, 0) + 1
        return self._written[place] == len(self.texts_of(rule))

    def _unit_fits(self, rule: Rule, target: dict[str, Any]) -> bool:
        """Return whether the unit or currency that the format leaves unsaid is that of the value."""
        transform = rule.transform
        if transform.unit and target.get("unitCode", rule.field.element.unit) != transform.unit:
            return False
        if transform.money and target.get("currencyID") != transform.money:
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

    def national(self, path: str) -> str:
        """Return the text that the element at the canonical national *path* gets; empty if none."""
        with self.frames.outside():
            return self.text(self.plan.find(path)) or ""

    def _currency(self, path: str) -> str:
        text = self.national(path)
        return self.plan.find(path).read_first(text) if text else ""
