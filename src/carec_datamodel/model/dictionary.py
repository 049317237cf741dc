"""The data dictionary: every place of every message, and how to find one.

Knows the model alone; which national element goes where is said by the crosswalks.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache

from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.shape import ids_in, whole_shape
from carec_datamodel.model.structure import VALUED_CLASSES, Field, Position, message_class, positions
from carec_datamodel.model.types import LEXICAL


def _most_digits(leaf: str) -> list[int]:
    """Return how many digits may follow the first one, and the point, as the pattern of *leaf* has it."""
    return [int(most) for most in re.findall(r"\{[01],([0-9]+)\}", LEXICAL[leaf].pattern)]


def _decimal_format() -> str:
    behind_first, fraction = _most_digits("Decimal")
    return f"n..{1 + behind_first + fraction},{fraction}"


OWN_FORMATS: Mapping[str, str] = {
    **dict.fromkeys(("Text", "Code", "Identifier"), "an.."),
    "Indicator": "true, false",
    "Count": f"n..{1 + _most_digits('Count')[0]}",
    "Date": "date",
    "DateTime": "date or date-time",
    **dict.fromkeys(("Decimal", *VALUED_CLASSES), _decimal_format()),
}
"""Formats of the leaf types by themselves, in the notation of the WCO as far as it goes."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One place of one message, as the dictionary shows it.

    Attributes:
        message: Name of the message.
        path: Wire names from the root, ``[]`` behind what repeats.
        class_id: WCO id of the class it stands in; empty for the message itself.
        element_id: WCO id of the element in this role.
        definition: One line, in our words.
        format: WCO notation (``an..35``); ``n..16,2`` is up to 16 digits, up to 2 of
            them behind the point. Empty for structures.
        type: UN/CEFACT name of the type, or the class of a structure.
        box: Box of the Single Administrative Document.
        occurs: ``0..1``, ``1..1`` or ``0..n``.
    """

    message: str
    path: str
    class_id: str
    element_id: str
    definition: str
    format: str
    type: str
    box: str
    occurs: str

    @property
    def name(self) -> str:
        """Wire name of the element."""
        return _steps(self.path)[-1]

    @property
    def wco(self) -> str:
        """WCO class and element id, for example ``68A.006``; the class id alone for a structure."""
        return f"{self.class_id}.{self.element_id}" if self.format else self.element_id


def occurs(item: Field) -> str:
    """Return how often *item* occurs: ``0..1``, ``1..1`` or ``0..n``."""
    return f"{int(item.required)}..{'n' if item.repeats else 1}"


def readable_format(item: Field) -> str:
    """Return the format of a leaf in the notation of the WCO; empty for a structure."""
    return item.element.format or OWN_FORMATS.get(item.leaf, "")


def entries() -> tuple[Entry, ...]:
    """Return the whole dictionary, message by message, each in wire order and led by itself."""
    return tuple(entry for name in MESSAGES for entry in entries_of(name))


@cache
def entries_of(message: str) -> tuple[Entry, ...]:
    """Return the dictionary of the message called *message* in wire order, led by itself."""
    return tuple(_entries(message_class(message)))


def _entries(cls: type[Message]) -> Iterator[Entry]:
    message = cls.__name__
    yield Entry(message, message, "", cls.wco_id, definition_of(cls), "", message, "", "1..1")
    for position in positions(cls):
        item = position.field
        yield Entry(
            message=message,
            path=position.path,
            class_id=position.class_id,
            element_id=position.element_id,
            definition=item.element.definition,
            format=readable_format(item),
            type=item.target.__name__ if item.target else item.leaf,
            box=item.element.box,
            occurs=occurs(item),
        )


def definition_of(cls: type) -> str:
    """Return what the class *cls* is, in one paragraph."""
    return " ".join((cls.__doc__ or "").partition("\n\n")[0].split())


def valued_definition(valued: str) -> str:
    """Return what the valued leaf type *valued* (``Amount``...) is, in one paragraph."""
    # What stands behind "for example" shows it in Python.
    return f"{definition_of(VALUED_CLASSES[valued]).partition(', for example')[0].rstrip('.')}."


def find(term: str, message: str = "") -> list[Entry]:
    """Return the entries that *term* means, in dictionary order; none if it means nothing.

    Only those of the message called *message*, where one is named.

    A term is, upper or lower case alike, a WCO id (``126``, ``68A``, ``68A.006``,
    ``CAREC013``), a wire name or the last steps of a path (``GrossMassMeasure``,
    ``Commodity/Classification/ID``), or a box of the Single Administrative Document
    (``box 31``, ``31``). A term that is several of these finds them all. One that is
    none of them finds the names that contain it: ``gross``, ``Consignment/Gross``.

    >>> [entry.path for entry in find("65A.128", "GoodsDeclaration")]
    ['GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/GoodsMeasure/NetNetWeightMeasure']
    """
    word = " ".join(term.split()).casefold()
    names = (message,) if message else tuple(MESSAGES)
    boxed = re.fullmatch(r"box ?(\w+)", word)
    if boxed:
        return [entry for name in names for entry in _listed(name, boxed[1]) if _in_box(entry, boxed[1])]
    steps = _steps(word)
    if not steps[-1]:
        return []
    exact = [
        entry
        for name in names
        for entry in _listed(name, word, steps[-1])
        if _has_id(entry, word) or _ends_with(entry, steps) or _in_box(entry, word)
    ]
    return exact or [entry for name in names for entry in entries_of(name) if _ends_like(entry, steps)]


def _listed(message: str, *words: str) -> list[Entry]:
    """Return the entries of *message* that one of *words* may mean, in its order."""
    places = {place for word in words for place in _places(message).get(word, ())}
    return [entries_of(message)[place] for place in sorted(places)]


@cache
def _places(message: str) -> Mapping[str, list[int]]:
    """Return the positions of the entries of *message* by id, by name and by box."""
    places: dict[str, list[int]] = {}
    for place, entry in enumerate(entries_of(message)):
        element_id, box = entry.element_id.casefold(), entry.box.casefold()
        words = (element_id, f"{entry.class_id.casefold()}.{element_id}", entry.name.casefold())
        for word in {*words, box, box.rstrip("abc")}:
            places.setdefault(word, []).append(place)
    return places


def _steps(path: str) -> list[str]:
    return path.replace("[]", "").strip("/").split("/")


def _has_id(entry: Entry, word: str) -> bool:
    return word in (entry.element_id.casefold(), f"{entry.class_id}.{entry.element_id}".casefold())


def _last_steps(entry: Entry, count: int) -> list[str]:
    return [step.casefold() for step in _steps(entry.path)[-count:]]


def _ends_with(entry: Entry, steps: list[str]) -> bool:
    return _last_steps(entry, len(steps)) == steps


def _ends_like(entry: Entry, steps: list[str]) -> bool:
    own = _last_steps(entry, len(steps))
    return own[:-1] == steps[:-1] and steps[-1] in own[-1]


def _in_box(entry: Entry, box: str) -> bool:
    """Return whether *entry* is in *box*; box 17 is also 17a and 17b."""
    own = entry.box.casefold()
    return bool(own) and (own == box or (box.isdecimal() and own.rstrip("abc") == box))


@cache
def ids_of(root: type[Message]) -> Mapping[tuple[type[Model], str], tuple[str, ...]]:
    """Return the WCO ids of the elements below *root*, by class and wire name, in order of first use.

    There is more than one where a class serves several roles: the name of a party is
    ``27A.R014`` for a consignee and ``30A.R020`` for a consignor. Under the name ``""``
    stand the ids of the class itself.
    """
    ids = ids_in(whole_shape(root))
    return {(shape.cls, name): found for (shape, name), found in ids.items()}


def owned_positions(root: type[Message]) -> Iterator[tuple[type[Model], Position]]:
    """Yield every place below *root* with the class it stands in."""
    class_at: dict[str, type[Model]] = {root.__name__: root}
    for position in positions(root):
        yield class_at[position.path.rpartition("/")[0]], position
        if position.field.target:
            class_at[position.path] = position.field.target
