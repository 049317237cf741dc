"""What every format can do."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from lxml import etree

from carec_datamodel.crosswalk.account import Account
from carec_datamodel.crosswalk.descriptor import Descriptor
from carec_datamodel.crosswalk.format import CrosswalkFormat, Written
from carec_datamodel.crosswalk.ledger import Entry, Outcome
from carec_datamodel.crosswalk.reading import Reading
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CarecError, InvalidMessage, UnknownFormat
from carec_datamodel.findings import Spot
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.envelopes import (
    enclosed,
    envelope_note,
    enveloped,
    papers_in,
    taken_out,
    with_envelope,
)
from carec_datamodel.formats.spots import harmonised_spots
from carec_datamodel.formats.upgraded import upgraded_entries
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message
from carec_datamodel.model.leaves import leaves
from carec_datamodel.model.refusals import Loc
from carec_datamodel.wire import json, xml
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.upgrades import known_versions


@dataclass(frozen=True, slots=True)
class Card:
    """What the registry says of a format.

    Attributes:
        id: Format id, ``family-message``.
        title: Name for people.
        syntax: ``xml`` or ``json``.
        messages: Harmonised message classes that it can hold.
        countries: Countries that use it (ISO 3166-1 alpha-2); empty for the region as a whole.
        version: Version or versions of the format.
        source: Where the facts about it come from.
    """

    id: str
    title: str
    syntax: str
    messages: tuple[str, ...]
    countries: tuple[str, ...]
    version: str
    source: str


class Format(ABC):
    """A format that documents can be read from and written to."""

    def __init__(self, card: Card) -> None:
        self.card = card

    @property
    def id(self) -> str:
        """Format id."""
        return self.card.id

    def __repr__(self) -> str:
        return f"<Format {self.id}>"

    def __str__(self) -> str:
        return self.id

    @property
    def harmonised(self) -> bool:
        """Whether it is a form of the harmonised model itself."""
        return False

    @property
    def variant_of(self) -> str:
        """Id of the format that this is a variant of; empty for a format of its own."""
        return ""

    @abstractmethod
    def detects(self, document: Document) -> bool:
        """Return whether *document* is of this format."""

    def accompanies(self, document: Document) -> bool:  # noqa: ARG002
        """Return whether what *document* holds of this format goes with a message beside it."""
        return False

    @abstractmethod
    def message_of(self, document: Document) -> str:
        """Return the name of the harmonised message class that *document*, of this format, is to hold."""

    @abstractmethod
    def read(self, document: Document, *, thorough: bool = False) -> Reading:
        """Read *document*; what is wrong in it becomes findings.

        With *thorough* also what is right but can be misread, which takes longer.
        """

    @abstractmethod
    def spots(self, document: Document, message: Message) -> Callable[[Loc], Spot]:
        """Return what tells where the values of *message* stand in *document*, which it was read from."""

    @abstractmethod
    def dumps(self, message: Message) -> Written:
        """Return *message* in this format, with what it cannot say and what does not fit."""

    @abstractmethod
    def restore(self, message: Message, residue: Residue) -> bytes:
        """Return the document that *message* and *residue* came from."""

    @abstractmethod
    def account(self, document: Document) -> Account | None:
        """Return residue and ledger of *document*; None where the message holds all of it."""

    def tree(self, document: Document) -> tuple[etree._Element, Lines] | None:
        """Return the root of *document* and what tells the lines of its elements; None where it has none."""
        return (document.root, Lines(document.data)) if document.syntax == "xml" else None

    def entries(self, document: Document, message: Message) -> Iterator[Entry]:  # noqa: ARG002
        """Yield what became of each value of *document*, all of which *message* holds."""
        return (Entry(path, 0, text, Outcome.EXACT, path) for path, text in leaves(message))


class HarmonisedFormat(Format):
    """The harmonised model on the wire."""

    def __init__(self, syntax: str) -> None:
        self._codec = xml if syntax == "xml" else json
        super().__init__(
            Card(
                f"carec-{syntax}",
                f"Harmonised message as {syntax.upper()}",
                syntax,
                tuple(MESSAGES),
                (),
                ", ".join(known_versions()),
                "this library",
            )
        )

    @property
    def harmonised(self) -> bool:
        """Whether it is a form of the harmonised model itself."""
        return True

    def detects(self, document: Document) -> bool:
        """Return whether *document* is of this format."""
        if document.syntax != self.card.syntax:
            return False
        try:
            if document.syntax == "xml":
                xml.root_class(document.root)
            else:
                json.root_class(document.value)
        except UnknownFormat:
            return False
        return True

    def message_of(self, document: Document) -> str:
        """Return the name of the harmonised message class that *document* is to hold."""
        found = xml.root_class(document.root) if document.syntax == "xml" else json.root_class(document.value)
        return found.__name__

    def read(self, document: Document, *, thorough: bool = False) -> Reading:  # noqa: ARG002
        """Read *document*; what is wrong in it becomes findings."""
        try:
            if self.card.syntax == "xml":
                return Reading(*xml.read_root(document.root, Lines(document.data)))
            return Reading(*json.read_value(document.value, document.data))
        except InvalidMessage as error:
            return Reading(None, error.findings)

    def spots(self, document: Document, message: Message) -> Callable[[Loc], Spot]:
        """Return what tells where the values of *message* stand in *document*, which it was read from."""
        return harmonised_spots(document, type(message))

    def dumps(self, message: Message) -> Written:
        """Return *message* in this format; it can say everything."""
        return Written(self._codec.dumps(message))

    def restore(self, message: Message, residue: Residue) -> bytes:  # noqa: ARG002
        """Refuse: the harmonised model has no residue of its own."""
        raise CarecError(f"the residue is of {residue.format_id}, not of {self.id}")

    def account(self, document: Document) -> Account | None:  # noqa: ARG002
        """Return None: the message holds all of *document*."""
        return None

    def entries(self, document: Document, message: Message) -> Iterator[Entry]:
        """Yield what became of each value of *document*, from which *message* was read."""
        if self.card.syntax == "xml":
            upgraded = xml.upgraded_tree(document.root, Lines(document.data))
        else:
            upgraded = json.upgraded_tree(document.data, document.value)
        return super().entries(document, message) if upgraded is None else upgraded_entries(upgraded, message)


def national_card(descriptor: Descriptor, syntax: str) -> Card:
    """Return what the registry says of the format of *descriptor*, whose documents are in *syntax*."""
    return Card(
        descriptor.id,
        descriptor.title,
        syntax,
        (descriptor.message,),
        descriptor.countries,
        descriptor.version,
        descriptor.source,
    )


class NationalFormat(Format):
    """A national format with a crosswalk, whose documents are XML."""

    def __init__(self, crosswalk: CrosswalkFormat) -> None:
        self.crosswalk = crosswalk
        super().__init__(national_card(crosswalk.descriptor, "xml"))

    @property
    def variant_of(self) -> str:
        """Id of the format that this is a variant of; empty for a format of its own."""
        return self.crosswalk.descriptor.variant_of

    def detects(self, document: Document) -> bool:
        """Return whether *document* is of this format, alone or in an envelope."""
        return document.syntax == "xml" and any(
            self.crosswalk.detects(root) for root in (document.root, *enclosed(document.root))
        )

    def accompanies(self, document: Document) -> bool:
        """Return whether *document* is an envelope in which documents of this format go with a message."""
        return document.syntax == "xml" and papers_in(document.root).issuperset(
            self.crosswalk.descriptor.detection.roots
        )

    def message_of(self, document: Document) -> str:  # noqa: ARG002
        """Return the name of the harmonised message class that every document of the format holds."""
        return self.crosswalk.descriptor.message

    def _root(self, document: Document) -> etree._Element:
        """Return the root of the message in *document*: its own, or the one in an envelope, taken out."""
        if document.syntax != "xml":
            raise UnknownFormat(
                f"{self.id} is XML; the document is {document.syntax.upper()}", path=document.name or None
            )
        if self.crosswalk.begins(document.root):
            return document.root
        inside = [root for root in enclosed(document.root) if self.crosswalk.detects(root)]
        if len(inside) != 1:
            expected = " or ".join(self.crosswalk.descriptor.detection.roots)
            found = f"{len(inside)} documents of {self.id} in an envelope" if inside else document.describe()
            raise UnknownFormat(
                f"found {found}; {self.id} begins with {expected}",
                path=document.name or None,
                line=document.root.sourceline,
            )
        return inside[0]

    def _message(self, document: Document) -> tuple[etree._Element, Lines]:
        """Return the message in *document* as a document of its own, and what tells its lines."""
        root = self._root(document)
        return (root, Lines(document.data)) if root is document.root else (taken_out(root), Lines())

    def read(self, document: Document, *, thorough: bool = False) -> Reading:
        """Read *document*; what is wrong in it becomes findings."""
        with xml.paused_collection():
            root, lines = self._message(document)
            reading = self.crosswalk.read(root, lines, thorough=thorough)
        if thorough and root is not document.root:
            return Reading(reading.message, (envelope_note(document.root, root), *reading.findings))
        return reading

    def spots(self, document: Document, message: Message) -> Callable[[Loc], Spot]:  # noqa: ARG002
        """Return what tells where the values of *message* stand in *document*, which it was read from."""
        return self.crosswalk.spots(*self._message(document))

    def dumps(self, message: Message) -> Written:
        """Return *message* in this format, with what it cannot say and what does not fit."""
        return self.crosswalk.dumps(message)

    def restore(self, message: Message, residue: Residue) -> bytes:
        """Return the document that *message* and *residue* came from."""
        data = self.crosswalk.restore(message, residue)
        return enveloped(data, residue.envelope, residue.encoding) if residue.envelope else data

    def account(self, document: Document) -> Account | None:
        """Return residue and ledger of *document*."""
        with xml.paused_collection():
            root, lines = self._message(document)
            account = self.crosswalk.account(root, lines)
            if root is document.root:
                return account
            return with_envelope(account, self._root(document), Lines(document.data))
