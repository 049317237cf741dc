"""Compiling a table: rows become a tree of nodes that mirrors the national document."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from itertools import count

from carec_datamodel.crosswalk.codes import CodeTable
from carec_datamodel.crosswalk.descriptor import Descriptor
from carec_datamodel.crosswalk.finishing import finish
from carec_datamodel.crosswalk.forms import form_of
from carec_datamodel.crosswalk.namespaces import add_namespaces
from carec_datamodel.crosswalk.paths import SECOND, NationalStep, national_path
from carec_datamodel.crosswalk.plan import Node, Plan, Rule
from carec_datamodel.crosswalk.references import anchor, check_circles, check_references
from carec_datamodel.crosswalk.table import UNBOUNDED, Row
from carec_datamodel.crosswalk.targets import Targets
from carec_datamodel.crosswalk.transforms import Caller, compile_transform
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import field_index


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
        self._targets = Targets(message)

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
        finish(root, self._targets.root)
        add_namespaces(root, self.descriptor, self.fold)
        plan = Plan(root, self.message, rows, self.descriptor, self.fold)
        for node in root.below():
            for rule in node.rules:
                anchor(plan, node, rule)
                check_references(plan, rule)
        check_circles(root)
        return plan

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
        prefix, key, element, listed = self._targets.find(row)
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
