"""Compiling a table: rows become a tree of nodes that mirrors the national document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import count

from carec_datamodel.crosswalk.checks import check_selector
from carec_datamodel.crosswalk.codes import CodeTable
from carec_datamodel.crosswalk.descriptor import Descriptor
from carec_datamodel.crosswalk.forms import form_of
from carec_datamodel.crosswalk.look_alikes import LookAlikes
from carec_datamodel.crosswalk.namespaces import add_namespaces
from carec_datamodel.crosswalk.paths import (
    SECOND,
    HarmonisedStep,
    NationalStep,
    harmonised_path,
    national_path,
)
from carec_datamodel.crosswalk.pieces import alternatives
from carec_datamodel.crosswalk.plan import Node, Plan, Prefix, Rule
from carec_datamodel.crosswalk.table import UNBOUNDED, Row
from carec_datamodel.crosswalk.transforms import Caller, compile_transform
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, field_index


class Compiler:
    """Compiles the rows of one table; every fault of the table is a `CrosswalkError` with file and line."""

    def __init__(
        self,
        descriptor: Descriptor,
        message: type[Model],
        codes: Callable[[str], CodeTable],
        callers: Mapping[str, Caller],
    ) -> None:
        self.descriptor = descriptor
        self.message = message
        self.codes = codes
        self.callers = callers
        self._ranks = count()
        self.fold: Callable[[str], str] = str.lower if descriptor.names == "ignore-case" else str
        self.root_prefix = Prefix(
            None, HarmonisedStep(""), 0, False, False, message, message.__name__, class_id=message.wco_id
        )

    def compile(self, rows: tuple[Row, ...]) -> Plan:
        """Return the plan of *rows*.

        Raises:
            CrosswalkError: A row is wrong, or two do not go together.
        """
        root = Node(self.descriptor.detection.roots, "")
        for row in rows:
            self._add(root, row)
        for name in self.descriptor.wrappers:
            root.children.setdefault(self.fold(name), root)
        self._finish(root)
        add_namespaces(root, self.descriptor, self.fold)
        plan = Plan(root, self.message, rows, self.descriptor, self.fold)
        for node in root.below():
            for rule in node.rules:
                self._anchor(plan, node, rule)
                self._check_references(plan, rule)
        return plan

    def _anchor(self, plan: Plan, node: Node, rule: Rule) -> None:
        """Give the condition of *rule* whose path begins around *node* its path from the root."""
        condition = rule.transform.condition
        if condition is None or not condition.near:
            return
        steps = node.path.partition("/@")[0].split("/")  # a condition of an attribute is one of its element
        if node.path.startswith("@") or condition.up > len(steps):
            raise CrosswalkError(f"{rule.row.place}: nothing is {condition.up} steps above {node.path!r}")
        around = "/".join(steps[: len(steps) - condition.up])
        path = f"{around}/{condition.path}".lstrip("/")
        rule.transform.condition = replace(condition, path=path, around=around)
        try:
            found, anchor = plan.find(path), plan.find(around)
        except CrosswalkError as error:
            raise CrosswalkError(f"{rule.row.place}: {error}") from None
        if found.row is None:
            raise CrosswalkError(f"{rule.row.place}: no row for {path!r}")
        if found.level != anchor.level:
            raise CrosswalkError(f"{rule.row.place}: {path!r} repeats; a reference must not")

    def _check_references(self, plan: Plan, rule: Rule) -> None:
        transform, condition = rule.transform, rule.transform.condition
        for path in (transform.currency, condition.path if condition and not condition.near else None):
            if path is None:
                continue
            try:
                node = plan.find(path)
            except CrosswalkError as error:
                raise CrosswalkError(f"{rule.row.place}: {error}") from None
            if node.row is None:
                raise CrosswalkError(f"{rule.row.place}: no row for {path!r}")
            if node.level:
                raise CrosswalkError(f"{rule.row.place}: {path!r} repeats; a reference must not")

    def _add(self, root: Node, row: Row) -> None:
        node = root
        try:
            steps = national_path(row.path)
            form_of(row.type)
        except CrosswalkError as error:
            raise CrosswalkError(f"{row.place}: {error}") from None
        for step in steps:
            node = self._inner(node, step, row)
        if row.most > 1 and not node.repeats:
            raise CrosswalkError(f"{row.place}: {row.path!r} may occur {row.occurs}; [] is missing behind it")
        if node.row is None:
            node.row = row
            node.least, node.most = row.least, row.most
        if row.harmonised:
            self._add_rule(node, row)
        elif row.transform == "ordinal":
            node.ordinal = True
        elif row.transform.startswith("const("):
            node.constant = self._constant(row)
        if node.ordinal and (node.repeats or not node.level):
            raise CrosswalkError(f"{row.place}: ordinal is for an element inside one with []")

    def _constant(self, row: Row) -> str:
        """Return what the element or attribute of *row* always is, which the model does not hold."""
        transform = compile_transform(row.transform, token=True, codes=self.codes, callers=self.callers)
        if transform.constant is None or len(transform.names) > 1:
            raise CrosswalkError(f"{row.place}: transform {row.transform} without a harmonised path")
        return transform.constant

    def _inner(self, node: Node, step: NationalStep, row: Row) -> Node:
        """Return the element or attribute *step* inside *node*; make it where no row named it before."""
        if step.second:
            return self._second(node, step, row)
        known = node.attributes if step.attribute else node.children
        spellings = {self.fold(name) for name in step.names}
        met = {id(known[name]) for name in spellings if name in known}
        if not met:
            path = f"{node.path}/{'@' if step.attribute else ''}{step.names[0]}".lstrip("/")
            made = Node(step.names, path, node.level + step.repeats, repeats=step.repeats)
            made.most = UNBOUNDED if step.repeats else 1
            known.update(dict.fromkeys(spellings, made))
            if not step.attribute:
                node.order.append(made)
            return made
        found = known.get(self.fold(step.names[0]))
        if (
            found is None
            or self.fold(found.name) != self.fold(step.names[0])
            or not spellings <= known.keys()
        ):
            raise CrosswalkError(
                f"{row.place}: {'|'.join(step.names)} shares a spelling with another element;"
                " write the same spellings, the first first, in every row"
            )
        if len(met) > 1:
            raise CrosswalkError(f"{row.place}: {'|'.join(step.names)} are spellings of two elements")
        if found.repeats != step.repeats:
            raise CrosswalkError(
                f"{row.place}: {row.path!r} writes [] where other rows do not, or the reverse"
            )
        return found

    def _second(self, node: Node, step: NationalStep, row: Row) -> Node:
        """Return the second element of a name inside *node*; make it where no row named it before."""
        first = node.children.get(self.fold(step.names[0]))
        if first is None or first.repeats:
            raise CrosswalkError(f"{row.place}: {row.path!r} needs a row for the first {step.names[0]}")
        if first.second is None:
            made = Node(first.names, f"{first.path}{SECOND}", node.level + step.repeats, repeats=step.repeats)
            made.most = UNBOUNDED if step.repeats else 1
            first.second = node.children[f"{self.fold(first.name)}{SECOND}"] = made
            node.order.append(made)
        if first.second.repeats != step.repeats:
            raise CrosswalkError(
                f"{row.place}: {row.path!r} writes [] where other rows do not, or the reverse"
            )
        return first.second

    def _add_rule(self, node: Node, row: Row) -> None:
        prefix, key, element, listed = self._target(row)
        token = element.leaf in {"Code", "Identifier"} or (prefix.valued and key != "unitName")
        try:
            transform = compile_transform(row.transform, token=token, codes=self.codes, callers=self.callers)
        except (CrosswalkError, ValueError, ArithmeticError) as error:
            raise CrosswalkError(f"{row.place}: {error}") from None
        if transform.given and (prefix.model is None or transform.given not in field_index(prefix.model)):
            raise CrosswalkError(f"{row.place}: the model has no {transform.given} in {prefix.path}")
        rule = Rule(row, transform, prefix, key, element, listed, rank=next(self._ranks))
        if rule.enters and not prefix.step.bound:
            raise CrosswalkError(f"{row.place}: {row.harmonised!r} has no [] for the entries of a list")
        level = prefix.level - rule.enters
        if transform.wrap and (listed or element.leaf != "Text" or node.level != level + 1):
            raise CrosswalkError(f"{row.place}: wrap is for a text that an element with [] holds in pieces")
        if (listed or transform.wrap) and transform.parted is None and node.level == level + 1:
            rule.follows, level = True, node.level
        if level != node.level and not (transform.condition and level < node.level):
            raise CrosswalkError(
                f"{row.place}: {row.path!r} repeats {node.level} times, {row.harmonised!r} {level}"
            )
        if transform.position:
            if not (node.repeats and prefix.step.bound):
                raise CrosswalkError(f"{row.place}: position is for entries that follow an element with []")
            prefix.numbered = key
            node.numbered.append(prefix)
        else:
            node.rules.append(rule)
            node.ordinal |= transform.ordinal

    def _target(self, row: Row) -> tuple[Prefix, str, Field, bool]:
        """Return place, key and element of the row's harmonised path."""
        try:
            steps = harmonised_path(row.harmonised)
        except CrosswalkError as error:
            raise CrosswalkError(f"{row.place}: {error}") from None
        prefix = self.root_prefix
        for position, step in enumerate(steps):
            last = position == len(steps) - 1
            if step.attribute:
                return prefix, step.name, self._attribute(row, prefix, step), False
            element = field_index(prefix.model).get(step.name) if prefix.model else None
            if element is None:
                raise CrosswalkError(f"{row.place}: the model has no {step.name} in {prefix.path}")
            if element.repeats != bool(step.bound or step.selector or step.index is not None):
                raise CrosswalkError(
                    f"{row.place}: {step.name} {'repeats' if element.repeats else 'does not repeat'}"
                )
            if element.target is None and not element.valued:
                if not last:
                    raise CrosswalkError(
                        f"{row.place}: {step.name} holds a value, not {steps[position + 1].name}"
                    )
                if step.selector or step.index is not None:
                    raise CrosswalkError(
                        f"{row.place}: {step.name} is a list of values; expected [] behind it"
                    )
                return prefix, step.name, element, element.repeats
            if step.selector and step not in prefix.children:
                check_selector(row, element, *step.selector)
            prefix = self._prefix(prefix, step, element)
            if last and element.valued:
                return prefix, "value", element, False
        raise CrosswalkError(f"{row.place}: {row.harmonised!r} ends at a structure, not at a value")

    def _attribute(self, row: Row, prefix: Prefix, step: HarmonisedStep) -> Field:
        names = {item.name for item in VALUED_ATTRIBUTES.get(prefix.leaf, ())}
        if step.name not in names:
            raise CrosswalkError(f"{row.place}: {prefix.path} has no attribute {step.name}")
        parent = prefix.parent.model if prefix.parent else None
        if parent is None:  # pragma: no cover - a valued leaf always stands in a structure
            raise CrosswalkError(f"{row.place}: no element holds {step.name}")
        return field_index(parent)[prefix.step.name]

    def _prefix(self, parent: Prefix, step: HarmonisedStep, element: Field) -> Prefix:
        found = parent.children.get(step)
        if found is None:
            found = Prefix(
                parent,
                step,
                parent.level + step.bound,
                element.valued,
                element.repeats,
                element.target,
                f"{parent.path}/{step.name}",
                element.leaf,
                parent.class_id if element.valued else parent.ids.get(step.name, element.element.id),
                parent.ids if element.valued else element.element.ids,
            )
            parent.children[step] = found
        return found

    def _finish(self, root: Node) -> None:
        self._part_moments(root)
        for node in root.below():
            for rule in node.rules:
                rule.plain = self._is_plain(rule)
            self._add_look_alikes(node)
            node.plain = not node.repeats and all(rule.plain for rule in node.rules)
            if node.plain and len(node.rules) == 1 and not node.rules[0].transform.also:
                node.simple = node.rules[0]
            node.places = self._places(node)
            if node.repeats:
                node.lists = self._lists(node)
                node.texts = self._texts(node)
        self._share_selectors(self.root_prefix)
        joined: dict[tuple[int, str], list[Rule]] = {}
        for node in root.below():
            for rule in node.rules:
                if rule.transform.joins:
                    joined.setdefault((id(rule.prefix), rule.key), []).append(rule)
        for rules in joined.values():
            for name, pieces in alternatives(rules).items():
                for rule in pieces:
                    rule.pieces, rule.group = tuple(pieces), name

    @staticmethod
    def _add_look_alikes(node: Node) -> None:
        """Let the rows with a code table take codes by their look, unless another one has what is written."""
        tables = [(rule, rule.transform.codes) for rule in node.rules if rule.transform.codes is not None]
        for rule, table in tables:
            others = tuple(other for neighbour, other in tables if neighbour is not rule)
            rule.look_alikes = LookAlikes(table, others)

    @staticmethod
    def _part_moments(root: Node) -> None:
        """Let the rows of a date whose time stands in another element take that date only."""
        rules = [rule for node in root.below() for rule in node.rules]
        timed = {(id(rule.prefix), rule.key) for rule in rules if rule.transform.moment}
        for rule in rules:
            repeats = rule.transform.same or rule.transform.also
            if "date" in rule.transform.names and not repeats and (id(rule.prefix), rule.key) in timed:
                rule.transform.moment = "date"

    @staticmethod
    def _is_plain(rule: Rule) -> bool:
        transform = rule.transform
        return not (
            transform.splits
            or transform.joins
            or transform.condition
            or transform.same
            or transform.currency
            or transform.parted
            or transform.wrap
            or transform.constant is not None
            or transform.forms is not None
            or rule.listed
        )

    @staticmethod
    def _lists(node: Node) -> list[Prefix]:
        """Return the places whose entries follow the occurrences of *node*, each once."""
        found: dict[int, Prefix] = {}
        for inner in node.below():
            for place in (*(rule.prefix for rule in inner.rules), *inner.numbered):
                prefix: Prefix | None = place
                while prefix is not None and prefix.level >= node.level:
                    if prefix.step.bound and prefix.level == node.level:
                        found[id(prefix)] = prefix
                    prefix = prefix.parent
        return list(found.values())

    @staticmethod
    def _places(node: Node) -> tuple[Prefix, ...] | None:
        """Return where all that may stand inside *node* comes from, seen from *node*."""
        if not node.order:
            return None
        found: dict[int, Prefix] = {}
        for inner in node.below():
            if inner.constant or inner.ordinal or any(rule.transform.constant for rule in inner.rules):
                return None
            for place in (*(rule.prefix for rule in inner.rules), *inner.numbered):
                while place.level > node.level and place.parent is not None:
                    place = place.parent  # noqa: PLW2901 - up to what is there before the lists inside
                found[id(place)] = place
        return tuple(found.values())

    @staticmethod
    def _texts(node: Node) -> list[Rule]:
        """Return the rules whose lists of texts follow the occurrences of *node*."""
        return [
            rule
            for inner in node.below()
            for rule in inner.rules
            if rule.follows and rule.prefix.level + 1 == node.level
        ]

    def _share_selectors(self, prefix: Prefix) -> None:
        """Tell every list without selector which entries other rows select from it; rank them all."""
        by_name: dict[str, list[tuple[str, str]]] = {}
        ranks: dict[str, int] = {}
        for rank, step in enumerate(prefix.children):
            if step.selector:
                by_name.setdefault(step.name, []).append(step.selector)
            else:
                ranks.setdefault(step.name, rank)
        for rank, (step, child) in enumerate(prefix.children.items()):
            child.rank = rank
            if step.selector is None:
                child.selectors = by_name.get(step.name, [])
                child.rank = ranks[step.name]  # fixed entries and those that follow an element are one row
            self._share_selectors(child)
