"""Compiled plans: what the XML codec needs to know of a class, in one dict to read and one to write."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache
from typing import Any, NamedTuple

from carec_datamodel.model.base import Model
from carec_datamodel.model.lexical import TO_TEXT, decimal_text
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, fields_of

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


ReadPlan = dict[str, tuple[int, int, str, "ReadPlan | None", tuple[str, ...] | None, bool]]
"""The elements of a class, by namespaced tag: what `Reading` names, in its order.

They are plain tuples, which are taken apart four times as fast as named ones.
"""


@cache
def read_plan(cls: type[Model]) -> ReadPlan:
    """Return the plan to read elements of *cls*."""
    plan: ReadPlan = {}
    for place, item in enumerate(fields_of(cls)):
        attributes = VALUED_ATTRIBUTES.get(item.leaf)
        plan[f"{{{NAMESPACE}}}{item.name}"] = (
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


Writing = tuple[str, str, "WritePlan | None", Callable[[Any], str], bool]
"""How to write one element.

Start tag, white space before it included; end tag; plan of a structure, None for a leaf; how
to spell a leaf; whether it may occur more than once. Where a leaf has attributes, the start
tag is left open and the spelling closes it.
"""

WritePlan = dict[str, Writing]
"""The elements of a class, by Python name."""


@cache
def write_plan(cls: type[Model], margin: str) -> WritePlan:
    """Return the plan to write what instances of *cls* hold.

    *margin* is what stands before each element: a line break and blanks, or nothing.
    """
    return {item.attribute: _writing(item, margin) for item in fields_of(cls)}


def _writing(item: Field, margin: str) -> Writing:
    start, end = f"{margin}<{item.name}", f"</{item.name}>"
    if item.target:
        below = write_plan(item.target, margin and f"{margin}  ")
        return f"{start}>", f"{margin}{end}", below, str, item.repeats
    if item.valued:
        return start, end, None, _valued_spelling(item.leaf), item.repeats
    return f"{start}>", end, None, TO_TEXT[item.leaf] or _escaped, item.repeats


def _valued_spelling(leaf: str) -> Callable[[Any], str]:
    """Return how to spell the valued *leaf*: its attributes, the end of the start tag, its number."""
    attributes = tuple((part.attribute, f' {part.name}="') for part in VALUED_ATTRIBUTES[leaf])

    def spelled(valued: Any) -> str:
        text = ""
        for attribute, opening in attributes:
            part = getattr(valued, attribute)
            if part is not None:
                text += f'{opening}{part if part.isalnum() else part.translate(_ESCAPED_ATTRIBUTE)}"'
        return f"{text}>{decimal_text(valued.value)}"

    return spelled


_ESCAPED = str.maketrans({"&": "&amp;", "<": "&lt;", ">": "&gt;", "\r": "&#13;"})
_ESCAPED_ATTRIBUTE = str.maketrans(
    {"&": "&amp;", "<": "&lt;", '"': "&quot;", "\r": "&#13;", "\n": "&#10;", "\t": "&#9;"}
)


def _escaped(text: str) -> str:
    # Looking first takes a tenth of the time of translating.
    if "&" in text or "<" in text or ">" in text or "\r" in text:
        return text.translate(_ESCAPED)
    return text
