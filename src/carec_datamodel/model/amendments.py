"""Changing a filing that customs already has: by a full replacement, or by a delta.

A **replacement** is the whole message again, with function 4 and one amendment entry that
gives the reason. A **delta** has function 13 and one amendment entry per change, each with
its reason and a locator, and then only what changed (see `fragments`). Reasons in words are
remarks (`AdditionalInformation`) of type AES, each with a pointer to its amendment entry.

Some of a message tells of the message and not of the filing: its function code, its
amendment entries and the remarks on them. The filing as it stands after a change keeps the
function code of the previous version and has no amendment entries and no remarks on them.
Its `MetaData` are those of the message that changed it.

Sources: WCO Data Model 3.6; UK customs declaration service (delta); Danish customs
and NCTS (replacement).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any, TypeVar

from pydantic import ValidationError

from carec_datamodel.errors import ChangeError, LocatorError
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.model.base import Message
from carec_datamodel.model.documents import AdditionalInformation, Amendment, Pointer
from carec_datamodel.model.fragments import Marks, Merger, changed_part
from carec_datamodel.model.locator import Locator
from carec_datamodel.model.locator_readers import compact
from carec_datamodel.model.locator_steps import Step
from carec_datamodel.model.naming import wire_name
from carec_datamodel.model.refusals import Place, explain
from carec_datamodel.model.structure import field_index

MessageT = TypeVar("MessageT", bound=Message)

Told = str | Callable[[Locator], str | None] | None
"""A reason code or words: the same for all changes, or what a function says of each place."""

_REPLACEMENT = "4"
_DELTA = "13"
_EXPLANATION = "AES"
_IDENTIFIERS = ("ID", "FunctionalReferenceID")
"""Elements by which customs finds the filing; a delta has them although they do not change."""


@dataclass(frozen=True, slots=True)
class Correction:
    """One amendment entry: why something changes and where.

    Attributes:
        pointers: The place, as on the wire; none in a replacement.
        reason_code: Why, coded.
        reason: Why, in words.
    """

    pointers: tuple[Pointer, ...] = ()
    reason_code: str | None = None
    reason: str | None = None


@dataclass(frozen=True, slots=True)
class Amended:
    """What became of a filing.

    Attributes:
        message: The filing as it now stands.
        findings: Where locators and fragment disagreed, and locators that lead nowhere.
    """

    message: Message
    findings: tuple[Finding, ...] = ()


@dataclass(frozen=True, slots=True)
class Replacement:
    """A change that gives the whole filing again.

    Attributes:
        message: The filing as it is to be, with the function code of a replacement.
        corrections: The reasons; one, unless a message said more.
    """

    message: Message
    corrections: tuple[Correction, ...]

    def to_message(self) -> Message:
        """Return the message to send.

        Raises:
            ChangeError: A reason does not fit its element.
        """
        return _with_corrections(self.message, self.corrections)

    def apply_to(self, previous: Message) -> Amended:
        """Return the filing as it stands after this, where *previous* is how it stood.

        Raises:
            ChangeError: *previous* is of another class.
        """
        _check_class(previous, type(self.message))
        return Amended(_with(self.message, function_code=_of(previous, "function_code")))


@dataclass(frozen=True, slots=True)
class Delta:
    """A change that gives only what changes.

    Attributes:
        fragment: What changes of the filing, with the function code of a delta.
        corrections: What each change is about and why. The index of an entry in a list
            that is numbered in order is its own number (``SequenceNumeric``).
    """

    fragment: Message
    corrections: tuple[Correction, ...]

    def to_message(self) -> Message:
        """Return the message to send.

        Raises:
            ChangeError: A reason does not fit its element.
        """
        return _with_corrections(self.fragment, self.corrections)

    def apply_to(self, previous: Message) -> Amended:
        """Return the filing as it stands after this, where *previous* is how it stood.

        What the fragment has and no locator names does not change the filing; it is
        reported, and so is a locator that changes nothing or leads nowhere.

        Raises:
            ChangeError: *previous* is of another class, or the result is not valid.
        """
        root = type(self.fragment)
        _check_class(previous, root)
        marks, merger = Marks(), Merger(root)
        for number, correction in enumerate(self.corrections, start=1):
            where = f"{root.__name__}/Amendment[{number}]"
            try:
                locator = Locator.from_pointers(correction.pointers, root)
            except LocatorError as error:
                merger.findings.append(Finding("amendment.unresolved", error.message, path=where))
                continue
            marks.mark(locator.steps)
            for remark in locator.remarks:
                text = f"{compact(correction.pointers)}: {remark}"
                merger.findings.append(Finding("amendment.pointer", text, Severity.NOTE, path=where))
        stood = filing(previous)
        before = _with(stood, meta_data=_of(self.fragment, "meta_data"))
        arrived = _with(self.fragment, function_code=_of(previous, "function_code"))
        message: Any = merger.merge(before, arrived, marks)
        return Amended(message, tuple(merger.findings))


def replacement(newer: Message, reason_code: str | None = None, reason: str | None = None) -> Replacement:
    """Return the change of a filing into *newer* that gives all of it.

    Raises:
        ChangeError: Messages of this class cannot tell a change.
    """
    _check_elements(type(newer), words=reason is not None)
    message = _with(filing(newer), function_code=_REPLACEMENT)
    return Replacement(message, (Correction((), reason_code, reason),))


def delta(older: MessageT, newer: MessageT, reason_code: Told = None, reason: Told = None) -> Delta:
    """Return the change of the filing *older* into *newer* that gives only what differs.

    Args:
        older: The filing as it stands.
        newer: The filing as it is to be.
        reason_code: Why, coded, for all changes or by the locator of each. The occurrence
            in that locator is the entry's own number where the list is numbered in order.
        reason: The same in words.

    Raises:
        ChangeError: The messages are of different classes, or messages of this class
            cannot tell a change.
    """
    root = type(newer)
    _check_class(older, root)
    _check_elements(root, words=reason is not None)
    stood = _with(filing(older), meta_data=_of(newer, "meta_data"))
    wanted = _with(filing(newer), function_code=_of(older, "function_code"))
    ways, part = changed_part(stood, wanted)
    for name in _IDENTIFIERS:
        item = field_index(root).get(name)
        if item is not None and getattr(stood, item.attribute) == getattr(wanted, item.attribute):
            part[name] = getattr(wanted, item.attribute)
    part["FunctionCode"] = _DELTA
    if "MetaData" in field_index(root):
        part["MetaData"] = _of(newer, "meta_data")
    corrections = []
    for way in ways:
        locator = Locator(root, way)
        corrections.append(
            Correction(locator.to_pointers(), _told(reason_code, locator), _told(reason, locator))
        )
    return Delta(root(**part), tuple(corrections))


def amendment_of(message: Message) -> Replacement | Delta:
    """Return the change that *message* asks for: a replacement or a delta, by its function code.

    Raises:
        ChangeError: It asks for none.
    """
    code = _of(message, "function_code")
    if code not in (_REPLACEMENT, _DELTA):
        raise ChangeError(
            f"function code {code!r} asks for no change of a filing; "
            f"expected {_REPLACEMENT} for a replacement or {_DELTA} for a delta"
        )
    words = [
        (number, remark.statement_description or "") for remark, number in _explanations(message) if number
    ]
    entries = _of(message, "amendment") or ()
    corrections = [
        Correction(
            entry.pointer,
            entry.change_reason_code,
            "\n".join(said for place, said in words if place == number) or None,
        )
        for number, entry in enumerate(entries, start=1)
    ]
    # Words on an entry that is not there are kept, with no place.
    corrections += [Correction(reason=said) for number, said in words if number > len(entries)]
    kind = Replacement if code == _REPLACEMENT else Delta
    return kind(filing(message), tuple(corrections))


def filing(message: MessageT) -> MessageT:
    """Return *message* without its amendment entries and the remarks on them."""
    kept = tuple(remark for remark, number in _explanations(message) if not number)
    return _with(message, amendment=(), additional_information=kept)


def _explanations(message: Message) -> Iterator[tuple[AdditionalInformation, int]]:
    """Yield every remark on *message* with the number of the amendment entry that it explains, or 0.

    A remark that holds more than words and their pointer is none of these.
    """
    for remark in _of(message, "additional_information") or ():
        number = 0
        if remark.statement_description and remark == _explanation(
            remark.statement_description, remark.pointer
        ):
            try:
                steps = Locator.from_pointers(remark.pointer, type(message)).steps
            except LocatorError:
                steps = ()
            if len(steps) == 1 and steps[0].name == "Amendment":
                number = steps[0].occurrence or 0
        yield remark, number


def _explanation(words: str, pointers: tuple[Pointer, ...]) -> AdditionalInformation:
    return AdditionalInformation(
        statement_description=words, statement_type_code=_EXPLANATION, pointer=pointers
    )


def _with_corrections(message: MessageT, corrections: tuple[Correction, ...]) -> MessageT:
    root = type(message)
    try:
        entries = tuple(Amendment(change_reason_code=c.reason_code, pointer=c.pointers) for c in corrections)
        remarks = tuple(
            _explanation(correction.reason, Locator(root, (Step("Amendment", number),)).to_pointers())
            for number, correction in enumerate(corrections, start=1)
            if correction.reason is not None
        )
    except ValidationError as error:
        found = error.errors(include_url=False)[0]
        place = Place(wire_name(str(found["loc"][0])), None, "")
        told, expected = explain(found, place)[1:]
        raise ChangeError(f"the reason of a change: {told}; expected {expected}") from None
    own = _of(message, "additional_information") or ()
    return _with(message, amendment=entries, additional_information=(*own, *remarks))


def _of(message: Message, attribute: str) -> Any:
    """Return an element of *message*, None where its class has no such element."""
    return getattr(message, attribute, None)


def _with(message: MessageT, **changes: Any) -> MessageT:
    """Return *message* with *changes*, as far as its class has such elements."""
    known = type(message).model_fields
    return message.replace(**{name: value for name, value in changes.items() if name in known})


def _told(told: Told, locator: Locator) -> str | None:
    return told(locator) if callable(told) else told


def _check_class(message: Message, expected: type[Message]) -> None:
    if type(message) is not expected:
        raise ChangeError(f"found a {type(message).__name__}; expected a {expected.__name__}")


def _check_elements(cls: type[Message], *, words: bool) -> None:
    """Raise `ChangeError` if *cls* lacks an element that tells of a change."""
    needed = ["FunctionCode", "Amendment", *(["AdditionalInformation"] if words else [])]
    missing = [name for name in needed if name not in field_index(cls)]
    if missing:
        raise ChangeError(f"a {cls.__name__} cannot tell a change: it has no {' and no '.join(missing)}")
