"""The shape of a message: which elements it has at every place, whole as the model has it or narrowed.

Schemas and profile pages are made from shapes. In the whole shape of a message each class
stands once; in a narrowed one the same class may have one form for the consignor and
another for the carrier.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, fields_of


@dataclass(frozen=True, slots=True)
class Part:
    """An attribute of an amount, a measure or a quantity at some place.

    Attributes:
        name: Wire name.
        leaf: UN/CEFACT name of its type.
        format: WCO notation.
        required: Whether it must be there.
        codes: The codes that it may have; empty where any will do.
    """

    name: str
    leaf: str
    format: str
    required: bool = False
    codes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, eq=False)
class Member:
    """An element at some place.

    Attributes:
        field: The element as the model has it.
        least: How often it occurs at least where the structure around it is there.
        most: How often it occurs at most; None for any number.
        format: WCO notation of a leaf; empty where its type alone says what it may be.
        codes: The values that a leaf may have; empty where any will do.
        parts: Attributes of an amount, a measure or a quantity.
        below: Shape of a structure; None for a leaf.
    """

    field: Field
    least: int
    most: int | None
    format: str
    codes: tuple[str, ...]
    parts: tuple[Part, ...]
    below: Shape | None

    @property
    def name(self) -> str:
        """Wire name."""
        return self.field.name

    @property
    def occurs(self) -> str:
        """How often it occurs, as the tables write it: ``0..1``, ``1..n``."""
        return f"{self.least}..{'n' if self.most is None else self.most}"


@dataclass(frozen=True, slots=True, eq=False)
class Shape:
    """A class with the elements that it has at some place, in wire order. Compared by identity."""

    cls: type[Model]
    members: tuple[Member, ...]


def whole_parts(leaf: str) -> tuple[Part, ...]:
    """Return the attributes that the model gives the leaf type *leaf*."""
    return tuple(
        Part(item.name, item.leaf, f"an..{item.max_length}") for item in VALUED_ATTRIBUTES.get(leaf, ())
    )


def whole_member(item: Field) -> Member:
    """Return *item* as the model has it."""
    return Member(
        item,
        int(item.required),
        None if item.repeats else 1,
        item.element.format,
        (item.element.only,) if item.element.only else (),
        whole_parts(item.leaf),
        whole_shape(item.target) if item.target else None,
    )


@cache
def whole_shape(cls: type[Model]) -> Shape:
    """Return the shape of *cls* as the model has it."""
    return Shape(cls, tuple(whole_member(item) for item in fields_of(cls)))


def shapes_of(root: Shape) -> tuple[Shape, ...]:
    """Return *root* and every shape below it, each once, in order of first use."""
    seen: dict[Shape, None] = {}

    def visit(shape: Shape) -> None:
        if shape not in seen:
            seen[shape] = None
            for member in shape.members:
                if member.below is not None:
                    visit(member.below)

    visit(root)
    return tuple(seen)


class Spot(NamedTuple):
    """One place in a shape.

    Attributes:
        owner: The shape that it stands in.
        path: Wire names from the root, ``[]`` behind what repeats in the model.
        member: The element there.
        class_id: WCO id of the class it stands in.
        element_id: WCO id of the element in this role.
    """

    owner: Shape
    path: str
    member: Member
    class_id: str
    element_id: str

    @property
    def wco(self) -> str:
        """WCO class and element id, for example ``68A.006``; the class id alone for a structure."""
        return self.element_id if self.member.below else f"{self.class_id}.{self.element_id}"


def spots(root: Shape) -> Iterator[Spot]:
    """Yield every place below *root*, depth first, in wire order."""
    yield from _spots(root, root.cls.__name__, root.cls.wco_id, {})


def _spots(owner: Shape, path: str, class_id: str, ids: Mapping[str, str]) -> Iterator[Spot]:
    for member in owner.members:
        item = member.field
        spot = Spot(
            owner,
            f"{path}/{item.name}{'[]' if item.repeats else ''}",
            member,
            class_id,
            ids.get(item.name, item.element.id),
        )
        yield spot
        if member.below is not None:
            yield from _spots(member.below, spot.path, spot.element_id, item.element.ids)


@cache
def ids_in(root: Shape) -> Mapping[tuple[Shape, str], tuple[str, ...]]:
    """Return the WCO ids of the elements below *root*, by shape and wire name, in order of first use.

    There is more than one where a shape serves several roles: the name of a party is
    ``27A.R014`` for a consignee and ``30A.R020`` for a consignor. Under the name ``""``
    stand the ids of the class itself.
    """
    found: dict[tuple[Shape, str], dict[str, None]] = {(root, ""): {root.cls.wco_id: None}}
    for spot in spots(root):
        found.setdefault((spot.owner, spot.member.name), {})[spot.wco] = None
        if spot.member.below is not None:
            found.setdefault((spot.member.below, ""), {})[spot.wco] = None
    return {key: tuple(ids) for key, ids in found.items()}


@cache
def names_in(root: Shape) -> Mapping[Shape, str]:
    """Return the names of the shapes below *root* in schemas.

    A class that has one form is called by its own name; one that has several by the
    element too that it is first used for: ``Party_Consignor``, ``Party_Carrier``.
    """
    first_uses = {root: root.cls.__name__}
    for spot in spots(root):
        if spot.member.below is not None:
            first_uses.setdefault(spot.member.below, spot.member.name)
    classes = [shape.cls for shape in first_uses]
    names: dict[Shape, str] = {}
    for shape, element in first_uses.items():
        name = shape.cls.__name__
        if classes.count(shape.cls) > 1 and element != name:
            name += f"_{element}"
        twins = sum(known.partition(".")[0] == name for known in names.values())
        names[shape] = f"{name}.{twins + 1}" if twins else name
    return names
