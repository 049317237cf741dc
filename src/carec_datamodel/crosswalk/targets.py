"""Targets: the places of the model that rows name, each once."""

from __future__ import annotations

from carec_datamodel.crosswalk.checks import check_selector
from carec_datamodel.crosswalk.paths import HarmonisedStep, harmonised_path
from carec_datamodel.crosswalk.plan import Prefix
from carec_datamodel.crosswalk.table import Row
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, field_index


class Targets:
    """Finds what the harmonised paths of a table lead to.

    Attributes:
        root: The message itself; below it the places that rows have named.
    """

    def __init__(self, message: type[Model]) -> None:
        self.root = Prefix(
            None, HarmonisedStep(""), 0, False, False, message, message.__name__, class_id=message.wco_id
        )

    def find(self, row: Row) -> tuple[Prefix, str, Field, bool]:
        """Return place, key and element of the row's harmonised path."""
        try:
            steps = harmonised_path(row.harmonised)
        except CrosswalkError as error:
            raise CrosswalkError(f"{row.place}: {error}") from None
        prefix = self.root
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
