"""Places in messages, named in every language that customs systems name them in.

A locator says which element or class is meant and, wherever something can repeat, which
one. It is written in one strict form of each language and read with tolerance:

=============== ==================================================================
WCO classes     ``42A/67A/68A[1]/23A/65A.128``, or one `Pointer` (97A) per step
XPath           ``/GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]``
JSON Pointer    ``/GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem/0``
path            ``GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]``
attributes      ``goods_shipment.government_agency_goods_item[0]``
=============== ==================================================================

The WCO numbers classes, never elements. The few elements of ours that repeat (lines of an
address) have their first entry named as the WCO does, ``04A.239``, and the others with
one more step, ``04A.239[2]``: a pointer of its own that has a number and a TagID only.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import Any, Self

from carec_datamodel.errors import LocatorError
from carec_datamodel.model import locator_readers as readers
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.documents import Pointer
from carec_datamodel.model.locator_steps import (
    CLASS_ID,
    ELEMENT_ID,
    Step,
    labelled,
    numbers_of,
    way_of,
    wco_id_of,
)
from carec_datamodel.model.structure import Field, fields_of


@dataclass(frozen=True, slots=True, repr=False)
class Locator:
    """A place in messages of one class: an element, a class, or the message itself.

    Attributes:
        root: The class of the messages.
        steps: The way from the message to the place; empty for the message itself.
        remarks: What was tolerated when this locator was read, in plain sentences. Two
            locators of the same place are equal whatever was remarked.

    Raises:
        LocatorError: Messages of that class have no such place.
    """

    root: type[Message]
    steps: tuple[Step, ...] = ()
    remarks: tuple[str, ...] = field(default=(), compare=False)

    def __post_init__(self) -> None:
        way_of(self.root, self.steps)

    def __str__(self) -> str:
        return self.to_path()

    def __repr__(self) -> str:
        return f"<Locator {self}>"

    @property
    def way(self) -> tuple[Field, ...]:
        """The elements that the steps lead through; the last one is what the locator names."""
        return way_of(self.root, self.steps)

    # --- reading: every reader raises LocatorError for what is no place in a message ------------

    @classmethod
    def parse(cls, text: str, root: type[Message]) -> Self:
        """Read a locator in whichever of the text forms it is.

        Raises:
            LocatorError: It is none of them, or leads nowhere in messages of *root*. The
                error has the text, the step that leads nowhere and what is known there.
        """
        return cls(root, *readers.read_any(text, root))

    @classmethod
    def from_wco(cls, text: str, root: type[Message], *, message: Message | None = None) -> Self:
        """Read WCO class steps, with slashes or points: ``42A/67A/68A[1].114``, ``42A.67A.68A.$1.114``.

        With a *message* at hand an index on a class with a ``SequenceNumeric`` of its own
        is that number where an entry has it, otherwise a position. Without one, number
        and position are taken to be the same.
        """
        return cls(root, *readers.read_wco(text, root, message))

    @classmethod
    def from_pointers(
        cls, pointers: Sequence[Pointer], root: type[Message], *, message: Message | None = None
    ) -> Self:
        """Read WCO class steps as they are on the wire; *message* as for `from_wco`."""
        return cls(root, *readers.read_pointers(pointers, root, message))

    @classmethod
    def from_xpath(cls, text: str, root: type[Message]) -> Self:
        """Read an absolute XPath of names, whatever their prefixes, and indexes."""
        return cls(root, *readers.read_xpath(text, root))

    @classmethod
    def from_json_pointer(cls, text: str, root: type[Message]) -> Self:
        """Read a JSON Pointer (RFC 6901) into the document, which holds the message under its name."""
        return cls(root, *readers.read_json_pointer(text, root))

    @classmethod
    def from_path(cls, text: str, root: type[Message]) -> Self:
        """Read a path as findings show it."""
        return cls(root, *readers.read_path(text, root))

    @classmethod
    def from_attributes(cls, text: str, root: type[Message]) -> Self:
        """Read a path of Python attributes from the message."""
        return cls(root, *readers.read_attributes(text, root))

    # --- writing ---------------------------------------------------------------------------------

    def to_pointers(self, message: Message | None = None) -> tuple[Pointer, ...]:
        """Return WCO class steps as they are on the wire.

        With a *message* at hand entries that are numbered one by one are named by their
        own ``SequenceNumeric``, otherwise all by their position.

        Raises:
            LocatorError: An id on the way stands for more than one element there.
        """
        pointers = [Pointer(document_section_code=self.root.wco_id)]
        cls: type[Model] = self.root
        above: Field | None = None
        here: Any = message
        for step, item in zip(self.steps, self.way, strict=True):
            wco_id = wco_id_of(item, above)
            if len(labelled(cls, CLASS_ID if item.target else ELEMENT_ID, above)[wco_id]) > 1:
                raise LocatorError(f"{self}: {wco_id} stands for more than {item.name} there", text=str(self))
            if item.target is not None:
                standing = getattr(here, item.attribute) if here is not None else None
                number, here = _numbered(step, item, standing)
                pointers.append(Pointer(sequence_numeric=number, document_section_code=wco_id))
                cls, above = item.target, item
            elif step.occurrence in (None, 1):
                pointers[-1] = pointers[-1].replace(tag_id=wco_id)
            else:
                pointers.append(Pointer(sequence_numeric=step.occurrence, tag_id=wco_id))
        return tuple(pointers)

    def to_wco(self, message: Message | None = None) -> str:
        """Return WCO class steps as one text: ``42A/67A/68A[1].114``; *message* as for `to_pointers`."""
        return readers.compact(self.to_pointers(message))

    def to_xpath(self, prefix: str = "") -> str:
        """Return an XPath; *prefix* is what the reader of it calls the namespace of the messages."""
        mark = f"{prefix}:" if prefix else ""
        return "".join(f"/{mark}{step}" for step in (self.root.__name__, *self.steps))

    def to_json_pointer(self) -> str:
        """Return a JSON Pointer (RFC 6901) into the document, which holds the message under its name."""
        parts = [self.root.__name__]
        for step in self.steps:
            parts.append(step.name.replace("~", "~0").replace("/", "~1"))
            if step.occurrence is not None:
                parts.append(str(step.occurrence - 1))
        return "".join(f"/{part}" for part in parts)

    def to_path(self) -> str:
        """Return the path as findings show it."""
        return "/".join((self.root.__name__, *map(str, self.steps)))

    def to_attributes(self) -> str:
        """Return the path of Python attributes from the message; empty for the message itself."""
        parts = zip(self.steps, self.way, strict=True)
        return ".".join(
            item.attribute if step.occurrence is None else f"{item.attribute}[{step.occurrence - 1}]"
            for step, item in parts
        )

    # --- looking up ------------------------------------------------------------------------------

    def resolve(self, message: Message) -> Any:
        """Return what stands at this place in *message*; None if there is nothing.

        Raises:
            LocatorError: *message* is of another class.
        """
        if type(message) is not self.root:
            raise LocatorError(f"{self} is no place in a {type(message).__name__}", text=str(self))
        here: Any = message
        for step, item in zip(self.steps, self.way, strict=True):
            here = getattr(here, item.attribute)
            if step.occurrence is not None:
                here = here[step.occurrence - 1] if step.occurrence <= len(here) else None
            if here is None:
                break
        return here


def _numbered(step: Step, item: Field, standing: Any) -> tuple[int | None, Any]:
    """Return the index to write for *step*, and the entry of what is *standing* there that it means.

    Raises:
        LocatorError: There is no entry there, and its position is the number of another one.
    """
    if step.occurrence is None:
        return None, standing
    numbers = numbers_of(item, standing or ())
    if standing and step.occurrence <= len(standing):
        place = step.occurrence - 1
        return numbers[place] if numbers else step.occurrence, standing[place]
    if numbers and step.occurrence in numbers:
        raise LocatorError(f"the message has no {step}, and number {step.occurrence} is another {item.name}")
    return step.occurrence, None


def locators(message: Message) -> Iterator[tuple[Locator, Any]]:
    """Yield every place below *message* where something stands, with what it is, in document order."""
    for steps, value in _places(message, ()):
        yield Locator(type(message), steps), value


def _places(value: Model, way: tuple[Step, ...]) -> Iterator[tuple[tuple[Step, ...], Any]]:
    for item in fields_of(type(value)):
        standing = getattr(value, item.attribute)
        if standing is None:
            continue
        entries = enumerate(standing, start=1) if item.repeats else ((None, standing),)
        for occurrence, entry in entries:
            steps = (*way, Step(item.name, occurrence))
            yield steps, entry
            if item.target is not None:
                yield from _places(entry, steps)
