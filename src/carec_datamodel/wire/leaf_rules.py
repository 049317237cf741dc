"""What the schemas say of a leaf: which types a message uses, under which names, by which patterns.

The patterns are the model's own. Only the calendar, which the model checks by
computing, is spelled out here, because a schema can say it in no other way.
"""

from __future__ import annotations

from typing import NamedTuple

from carec_datamodel.model.base import Facets
from carec_datamodel.model.notation import NUMBERS, TEXTS
from carec_datamodel.model.shape import Member, Part, Shape, names_in, shapes_of, whole_parts
from carec_datamodel.model.structure import VALUED_ATTRIBUTES
from carec_datamodel.model.types import LEXICAL

_YEAR = "(?:[1-9][0-9]{3}|0[1-9][0-9]{2}|00[1-9][0-9]|000[1-9])"
_FOURTH = "(?:0[48]|[2468][048]|[13579][26])"

CALENDAR: tuple[str, ...] = (
    f"{_YEAR}-(?:01|03|05|07|08|10|12)-(?:0[1-9]|[12][0-9]|3[01])",
    f"{_YEAR}-(?:04|06|09|11)-(?:0[1-9]|[12][0-9]|30)",
    f"{_YEAR}-02-(?:0[1-9]|1[0-9]|2[0-8])",
    f"(?:[0-9]{{2}}{_FOURTH}|{_FOURTH}00)-02-29",
)
"""The days of the Gregorian calendar from 0001-01-01 to 9999-12-31, one pattern per length of month."""

ON_CALENDAR = frozenset({"Date", "DateTime"})
"""Leaf types that begin with a day of the calendar."""


class LeafUse(NamedTuple):
    """A leaf type as one WCO format narrows it.

    Attributes:
        leaf: UN/CEFACT name of the type.
        format: WCO notation, empty where the type is not narrowed.
    """

    leaf: str
    format: str = ""

    @property
    def name(self) -> str:
        """Name of the type in schemas: ``Code``, ``Code_a2``, ``Code_an_max17``."""
        return f"{self.leaf}_{self.format.replace('..', '_max')}" if self.format else self.leaf


def leaf_use(item: Member | Part) -> LeafUse:
    """Return the type of *item*, a leaf without attributes or an attribute."""
    leaf = item.leaf if isinstance(item, Part) else item.field.leaf
    return LeafUse(leaf, item.format if leaf in TEXTS else "")


def type_name(item: Member, root: Shape) -> str:
    """Return the name that the schemas of *root* give the type of *item*."""
    if item.below is not None:
        return names_in(root)[item.below]
    return item.field.leaf if item.field.valued else leaf_use(item).name


def digits_of(item: Member) -> str:
    """Return the format that *item* has where it is a number that a profile shortens; else empty."""
    return item.format if item.field.leaf in NUMBERS else ""


def narrowed_parts(item: Member) -> dict[str, tuple[Part, Part | None]]:
    """Return the attributes of *item* that a profile narrows, by name: as they are in the model, and here.

    What is None here may not stand there.
    """
    here = {part.name: part for part in item.parts}
    return {
        part.name: (part, here.get(part.name))
        for part in whole_parts(item.field.leaf)
        if here.get(part.name) != part
    }


def explanation(use: LeafUse) -> str:
    """Return what *use* allows, for people."""
    return f"{use.leaf}: {f'WCO format {use.format}' if use.format else LEXICAL[use.leaf].expected}."


def attribute_uses(valued: str) -> tuple[tuple[str, LeafUse], ...]:
    """Return the wire names and types of the attributes of the valued leaf type *valued*."""
    return tuple((part.name, leaf_use(part)) for part in whole_parts(valued))


def leaf_uses(root: Shape) -> tuple[LeafUse, ...]:
    """Return the leaf types below *root* in the order of `LEXICAL`, each led by itself unnarrowed."""
    uses: set[LeafUse] = set()
    for shape in shapes_of(root):
        for item in shape.members:
            if item.field.valued:
                uses.add(LeafUse("Decimal"))
                uses.update(use for _, use in attribute_uses(item.field.leaf))
            elif item.below is None:
                uses.add(leaf_use(item))
    uses.update([LeafUse(use.leaf) for use in uses])
    return tuple(sorted(uses, key=_order))


def _order(use: LeafUse) -> tuple[int, str, int, int]:
    position = list(LEXICAL).index(use.leaf)
    if not use.format:
        return (position, "", 0, 0)
    facets = Facets(use.format)
    return (position, facets.pattern or "", facets.max_length, facets.min_length)


def valued_uses(root: Shape) -> tuple[str, ...]:
    """Return the valued leaf types below *root*."""
    used = {item.field.leaf for shape in shapes_of(root) for item in shape.members}
    return tuple(name for name in VALUED_ATTRIBUTES if name in used)
