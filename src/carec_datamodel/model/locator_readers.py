"""Reading locators in the forms that are met, tolerant of what senders do with them.

Sources: WCO Data Model 3.6, class 97A and its use in published messages; XPath 1.0;
RFC 6901.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from typing import Any, NamedTuple

from carec_datamodel.errors import LocatorError
from carec_datamodel.findings import clip
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.documents import Pointer
from carec_datamodel.model.locator_steps import (
    ANY_ID,
    ATTRIBUTE,
    CLASS_ID,
    ELEMENT_ID,
    LAST_OCCURRENCE,
    NAME,
    Naming,
    Step,
    has_numbers,
    labelled,
    numbers_of,
)
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Field, fields_of

_PIECE = re.compile(r"([^\[\]]+)(?:\[([0-9]{0,18})\])?")
_NAMED = re.compile(r"(@?)(?:[\w.-]+:)?([\w.-]+)(?:\[([0-9]{0,18})\])?")
_NUMBER = re.compile(r"[0-9]{1,18}")
_JSON_INDEX = re.compile(r"0|[1-9][0-9]{0,17}")
_CLASS_ID = re.compile(r"[0-9]{2}[A-Z]|CAREC[0-9]{3}")
_SHOWN = 12
"""Most names that an error lists of those that are known."""


class Piece(NamedTuple):
    """One piece of a locator as it is written: its name, its index counted from 1, and how it names."""

    name: str
    nth: int | None
    naming: Naming


class Settled(NamedTuple):
    """The strict steps of a locator, and in plain sentences what was tolerated."""

    steps: tuple[Step, ...]
    remarks: tuple[str, ...]


def compact(pointers: Iterable[Pointer]) -> str:
    """Return wire pointers as one text, whether or not they lead anywhere: ``42A/67A/68A[1].114``."""
    text = ""
    for pointer in pointers:
        index = "" if pointer.sequence_numeric is None else f"[{pointer.sequence_numeric}]"
        if pointer.document_section_code is not None or pointer.tag_id is None:
            text += f"{'/' if text else ''}{pointer.document_section_code or ''}{index}"
            index = ""
        if pointer.tag_id is not None:
            text += f".{pointer.tag_id}{index}"
    return text


def read_any(text: str, root: type[Message]) -> Settled:
    """Read a locator in any form; see the readers below for each. Raises `LocatorError`."""
    return _reader_of(text, root)(text, root)


def _reader_of(text: str, root: type[Message]) -> Callable[[str, type[Message]], Settled]:
    """Return the reader of the form that *text* has."""
    bare = "".join(text.split())
    if bare.startswith("/"):
        indexed = any(_JSON_INDEX.fullmatch(part) for part in bare.split("/"))
        return read_xpath if not indexed and any(mark in bare for mark in "[@:") else read_json_pointer
    first = re.split(r"[/.\[]", bare, maxsplit=1)[0]
    if first in MESSAGES or first == root.__name__:
        return read_path
    if first == root.wco_id or _CLASS_ID.fullmatch(first):
        return read_wco
    if any(first == item.attribute for item in fields_of(root)):
        return read_attributes
    name, wco_id = root.__name__, root.wco_id
    known = (f"{wco_id}/...", f"/{name}/...", f"{name}/...", f"an attribute of {name}")
    raise _Reading(text, root).wrong(first, 1, "is the beginning of no known form of locator", known)


def read_wco(text: str, root: type[Message], message: Message | None = None) -> Settled:
    """Read the ids of classes, and of an element behind a point: ``42A/67A/68A[1].114``.

    Points may stand for the slashes, and ``$1`` or a number for an index.
    """
    reading = _Reading(text, root)
    bare = reading.without_blanks()
    if "/" in bare:
        *classes, last = bare.split("/")
        last, point, element = last.partition(".")
        pieces = [
            reading.piece(part, CLASS_ID, place) for place, part in enumerate((*classes, last), start=1)
        ]
        if point:
            pieces.append(reading.piece(element, ELEMENT_ID, len(pieces) + 1))
    else:
        pieces = _dotted(reading, bare.split("."))
    return reading.settle_from_root(pieces, root.wco_id, message)


def _dotted(reading: _Reading, parts: list[str]) -> list[Piece]:
    """Return the pieces of the dotted form, each with the index that follows it."""
    if len(parts) > 2:  # noqa: PLR2004 - a class and its element look the same in both forms
        reading.remarks.append("points between the classes are read as slashes")
    pieces: list[Piece] = []
    for place, part in enumerate(parts, start=1):
        last = place == len(parts)
        if pieces and part.startswith("$"):
            reading.remarks.append(f"{part} stands for an index that is not given")
        elif pieces and _NUMBER.fullmatch(part) and not last:
            pieces[-1] = pieces[-1]._replace(nth=int(part))
        else:
            pieces.append(reading.piece(part, ANY_ID if last and pieces else CLASS_ID, place))
    return pieces


def read_pointers(
    pointers: Sequence[Pointer], root: type[Message], message: Message | None = None
) -> Settled:
    """Read the wire form: one pointer per step."""
    reading = _Reading(compact(pointers), root)
    pieces = []
    for place, pointer in enumerate(pointers, start=1):
        code, element, index = pointer.document_section_code, pointer.tag_id, pointer.sequence_numeric
        if element is not None and place < len(pointers):
            raise reading.wrong(element, place, "is an element before the last step")
        if code is None and (element is None or place == 1):
            raise reading.wrong("", place, "names no class")
        if code is not None:
            pieces.append(Piece(code, index, CLASS_ID))
        if element is not None:
            pieces.append(Piece(element, None if code else index, ELEMENT_ID))
    return reading.settle_from_root(pieces, root.wco_id, message)


def read_xpath(text: str, root: type[Message]) -> Settled:
    """Read an absolute XPath of names, any prefixes, and indexes; nothing else of XPath."""
    reading = _Reading(text, root)
    bare = reading.without_blanks()
    if not bare.startswith("/"):
        raise reading.wrong(bare, 1, "does not begin at the root", (f"/{root.__name__}",))
    return _read_names(reading, bare[1:])


def read_path(text: str, root: type[Message]) -> Settled:
    """Read a path as findings show it: an XPath without the first slash."""
    reading = _Reading(text, root)
    return _read_names(reading, reading.without_blanks())


def _read_names(reading: _Reading, text: str) -> Settled:
    pieces = []
    for place, part in enumerate(text.split("/"), start=1):
        match = _NAMED.fullmatch(part)
        if match is None:
            raise reading.wrong(part, place, "is no name with an index")
        mark, name, index = match.groups()
        pieces.append(Piece(mark + name, int(index) if index else None, NAME))
    return reading.settle_from_root(pieces, reading.root.__name__)


def read_json_pointer(text: str, root: type[Message]) -> Settled:
    """Read a JSON Pointer (RFC 6901) into the document of a message; its indexes count from 0."""
    reading = _Reading(text, root)
    pieces: list[Piece] = []
    before, *parts = reading.without_blanks().split("/")
    if before or not parts:
        raise reading.wrong(before, 1, "does not begin at the root", (f"/{root.__name__}",))
    for place, part in enumerate(parts, start=1):
        if re.search("~(?![01])", part):
            raise reading.wrong(part, place, "has a ~ that is neither ~0 nor ~1")
        if _JSON_INDEX.fullmatch(part) and pieces and pieces[-1].nth is None:
            pieces[-1] = pieces[-1]._replace(nth=int(part) + 1)
        else:
            pieces.append(Piece(part.replace("~1", "/").replace("~0", "~"), None, NAME))
    return reading.settle_from_root(pieces, root.__name__)


def read_attributes(text: str, root: type[Message]) -> Settled:
    """Read a path of Python attributes from the message, indexes from 0; the message itself is empty."""
    reading = _Reading(text, root)
    bare = reading.without_blanks()
    pieces = []
    for place, part in enumerate(bare.split(".") if bare else (), start=1):
        piece = reading.piece(part, ATTRIBUTE, place)
        pieces.append(piece if piece.nth is None else piece._replace(nth=piece.nth + 1))
    return reading.settle(pieces, first=1)


class _Reading:
    """One locator on its way from text to steps."""

    def __init__(self, text: str, root: type[Message]) -> None:
        self.text = text
        self.root = root
        self.remarks: list[str] = []

    def wrong(self, found: str, step: int, why: str, known: Iterable[str] = ()) -> LocatorError:
        """Return the error that says where the text leads nowhere."""
        known = tuple(known)
        more = f" and {len(known) - _SHOWN} more" if len(known) > _SHOWN else ""
        listed = f"; known there: {', '.join(known[:_SHOWN])}{more}" if known else ""
        return LocatorError(
            f"{clip(self.text)!r} is no place in a {self.root.__name__}: "
            f"step {step}, {clip(found)!r}, {why}{listed}",
            text=self.text,
            step=step,
            found=found,
            known=known,
        )

    def without_blanks(self) -> str:
        """Return the text without white space, and remark on it."""
        bare = "".join(self.text.split())
        if bare != self.text:
            self.remarks.append("blanks are left out")
        return bare

    def piece(self, part: str, naming: Naming, place: int) -> Piece:
        """Return a name that may have an index in brackets."""
        match = _PIECE.fullmatch(part)
        if match is None:
            raise self.wrong(part, place, "is no name with an index")
        return Piece(match[1], int(match[2]) if match[2] else None, naming)

    def settle_from_root(self, pieces: Sequence[Piece], root: str, message: Message | None = None) -> Settled:
        """Return the steps of *pieces*, of which the first is the message itself, there called *root*."""
        if not pieces or pieces[0].name != root:
            raise self.wrong(pieces[0].name if pieces else "", 1, "is not the message itself", (root,))
        if pieces[0].nth not in (None, 1):
            self._ignore(pieces[0].nth, self.root.__name__)
        return self.settle(pieces[1:], message)

    def settle(self, pieces: Sequence[Piece], message: Model | None = None, *, first: int = 2) -> Settled:
        """Return the steps of *pieces* below the message; *first* is the number of the first one."""
        cls: type[Model] | None = self.root
        above: Field | None = None
        here = message
        steps: list[Step] = []
        for place, piece in enumerate(pieces, start=first):
            if cls is None:
                self._check_part_of_leaf(piece, above, place, last=place == first + len(pieces) - 1)
                break
            item = self._chosen(piece, cls, above, place)
            standing = getattr(here, item.attribute) if here is not None else None
            if item.repeats:
                occurrence = self._occurrence(piece, item, standing or (), place)
                here = standing[occurrence - 1] if standing and occurrence <= len(standing) else None
                steps.append(Step(item.name, occurrence))
            else:
                if piece.nth not in (None, 1):
                    self._ignore(piece.nth, item.name)
                here = standing
                steps.append(Step(item.name))
            cls, above = item.target, item
        return Settled(tuple(steps), tuple(self.remarks))

    def _chosen(self, piece: Piece, cls: type[Model], above: Field | None, place: int) -> Field:
        labels = labelled(cls, piece.naming, above)
        found = labels.get(piece.name, ())
        words, where = piece.naming.words, above.name if above else cls.__name__
        if not found:
            raise self.wrong(piece.name, place, f"is no {words} of {where}", labels)
        if len(found) > 1:
            names = [item.name for item in found]
            raise self.wrong(piece.name, place, f"means more than one {words} of {where}", names)
        if piece.naming is ANY_ID and found[0].target is not None and not self.remarks:
            self.remarks.append("points between the classes are read as slashes")
        return found[0]

    def _occurrence(self, piece: Piece, item: Field, standing: Sequence[Any], place: int) -> int:
        if piece.nth is None:
            # The WCO numbers classes only: an element without an index is the first one.
            if piece.naming not in (ELEMENT_ID, ANY_ID) or item.target is not None:
                self.remarks.append(f"no index on {item.name}, which can repeat: the first is meant")
            return 1
        numbers = numbers_of(item, standing)
        if numbers and piece.nth in numbers:
            return numbers.index(piece.nth) + 1
        if not 1 <= piece.nth <= LAST_OCCURRENCE:
            raise self.wrong(f"{piece.name}[{piece.nth}]", place, "has an index out of range")
        if numbers:
            self._as_position(piece.nth, item.name, "no entry has that number")
        elif has_numbers(item) and any(
            entry.sequence_numeric == piece.nth != position
            for position, entry in enumerate(standing, start=1)
        ):
            self._as_position(piece.nth, item.name, "the entries are not numbered one by one")
        return piece.nth

    def _as_position(self, index: int, name: str, why: str) -> None:
        self.remarks.append(f"index {index} on {name} is taken as the position: {why}")

    def _ignore(self, index: int | None, name: str) -> None:
        self.remarks.append(f"index {index} on {name}, which cannot repeat: ignored")

    def _check_part_of_leaf(self, piece: Piece, leaf: Field | None, place: int, *, last: bool) -> None:
        """Let the parts of a valued leaf name the leaf: ``@currencyID``, ``value``, ``unit``."""
        name = leaf.name if leaf else ""
        parts = VALUED_ATTRIBUTES.get(leaf.leaf, ()) if leaf else ()
        attributes = {spelling for part in parts for spelling in (part.attribute, part.name)}
        known = {"value", *attributes} if parts else set()
        if not last or piece.nth is not None or piece.name.removeprefix("@") not in known:
            raise self.wrong(piece.name, place, f"stands below {name}, which is a value", sorted(known))
        self.remarks.append(f"{piece.name} is a part of {name}: the element is meant")
