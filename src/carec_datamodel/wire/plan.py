"""Compiled plans: what a codec needs to know of a class, in one dict or one tuple."""

from __future__ import annotations

from functools import cache
from typing import NamedTuple

from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, fields_of

NAMESPACE = "urn:carec:datamodel:1"
"""Namespace of all harmonised messages."""


class Reading(NamedTuple):
    """How to read one element.

    Attributes:
        latest: What the place of the element before it may be at most.
        place: Position in the class; elements come in this order.
        name: Wire name.
        below: Plan of a structure, None for a leaf.
        attributes: Wire names of the attributes of a valued leaf, None for any other element.
        repeats: Whether it may occur more than once.
    """

    latest: int
    place: int
    name: str
    below: ReadPlan | None
    attributes: tuple[str, ...] | None
    repeats: bool


ReadPlan = dict[str, Reading]
"""The elements of a class, by namespaced tag."""


@cache
def read_plan(cls: type[Model]) -> ReadPlan:
    """Return the plan to read elements of *cls*."""
    plan: ReadPlan = {}
    for place, item in enumerate(fields_of(cls)):
        attributes = VALUED_ATTRIBUTES.get(item.leaf)
        plan[f"{{{NAMESPACE}}}{item.name}"] = Reading(
            # Places are even, so that one below stands between: an element that does not
            # repeat may not come behind itself.
            2 * place - (not item.repeats),
            2 * place,
            item.name,
            read_plan(item.target) if item.target else None,
            tuple(attribute.name for attribute in attributes) if attributes else None,
            item.repeats,
        )
    return plan
