"""The version of a message: read as it is, upgraded, or refused. Never guessed."""

from __future__ import annotations

from copy import deepcopy
from dataclasses import dataclass, replace

from lxml import etree

from carec_datamodel.errors import InvalidMessage
from carec_datamodel.findings import Finding, Severity, clip
from carec_datamodel.model import VERSION
from carec_datamodel.model.base import Message
from carec_datamodel.model.refusals import place_of
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.origins import OriginLines
from carec_datamodel.wire.shipped import shipped_messages
from carec_datamodel.wire.upgrades import (
    Refusal,
    Step,
    apply_steps,
    known_versions,
    number_of,
    steps_from,
    version_element,
)

CODE: tuple[str, str] = ("MetaData", "ModelVersionCode")
"""Where a message says its version."""


@dataclass(frozen=True, slots=True)
class OtherVersion:
    """What a message says that is not of the current version.

    Attributes:
        version: What it says.
        cls: Its class.
        line: Line of the document on which it says so.
    """

    version: str
    cls: type[Message]
    line: int | None

    def steps(self) -> tuple[Step, ...]:
        """Return the steps from this version to the current one.

        Raises:
            InvalidMessage: The version is unknown or newer than this library, or has no such message.
        """
        known = known_versions()
        if self.version not in known:
            raise self._unknown(f"one that the library knows: {', '.join(known)}")
        if self.cls.__name__ not in shipped_messages(self.version):
            message = f"version {self.version} of the model has no message {self.cls.__name__}"
            hint = "Correct the code: it says of which version the message is."
            raise self._refusal("version.message", message, "a version that has it", hint)
        return steps_from(self.version)

    def _unknown(self, expected: str) -> InvalidMessage:
        found, current = number_of(self.version), number_of(VERSION)
        if found is not None and current is not None and found > current:
            message = f"version {self.version} of the model is newer than this library"
            hint = f"Install a newer release of the library, or ask the sender for version {VERSION}."
            return self._refusal("version.newer", message, expected, hint)
        message = f"{clip(self.version)!r} is not a version of the model"
        hint = f"Correct the code. A message without one is read as version {VERSION}."
        return self._refusal("version.unknown", message, expected, hint)

    def not_streamed(self) -> InvalidMessage:
        """Return the error for a message whose entries are asked for one by one."""
        self.steps()
        message = f"the message is in version {self.version} of the model and would have to be upgraded"
        expected = f"version {VERSION} where entries are read one by one"
        return self._refusal(
            "version.streamed", message, expected, "Read the message whole; that upgrades it."
        )

    def note(self, steps: tuple[Step, ...]) -> Finding:
        """Return the finding that tells what *steps* have done."""
        done = "; ".join(f"{step.id} ({step.explanation.rstrip('.')})" for step in steps)
        message = (
            f"the message is in version {self.version} of the model and was upgraded to {VERSION}: {done}"
        )
        return replace(self._finding("version.upgraded", message), severity=Severity.NOTE)

    def _refusal(self, rule: str, message: str, expected: str, hint: str) -> InvalidMessage:
        finding = self._finding(rule, f"{message}; expected {expected}")
        return InvalidMessage([replace(finding, expected=expected, hint=hint)])

    def _finding(self, rule: str, message: str) -> Finding:
        place = place_of(self.cls, CODE)
        return Finding(
            rule=rule,
            message=message,
            path=place.path,
            line=self.line,
            value=self.version,
            wco=place.wco or None,
            harmonised=place.path,
        )


def other_version(root: etree._Element, cls: type[Message], lines: Lines) -> OtherVersion | None:
    """Return the version that the message *root* of *cls* says; None where it is read as it stands.

    It is read as it stands where it is of the current version or says none. An empty
    version, or one with elements inside, is refused by reading like any such value.
    """
    code = version_element(root)
    if code is None or code.text == VERSION or not code.text or len(code):
        return None
    return OtherVersion(code.text, cls, lines(code))


@dataclass(frozen=True, slots=True)
class Upgrade:
    """A message of an older version, brought to the current one.

    Attributes:
        root: The tree of the message in the current version.
        lines: Tells lines and paths of the document that it was made of.
        note: The finding that says so.
    """

    root: etree._Element
    lines: OriginLines
    note: Finding


def upgrade(root: etree._Element, other: OtherVersion, lines: Lines) -> Upgrade:
    """Return the message *root*, which is in the version *other*, in the current version.

    Raises:
        InvalidMessage: The version is unknown, or a step cannot upgrade the message.
    """
    steps = other.steps()
    upgraded = deepcopy(root)
    refusals = apply_steps(upgraded, steps)
    origins = OriginLines(root, upgraded, steps, lines)
    if refusals:
        raise InvalidMessage(_refused(refusal, origins) for refusal in refusals)
    return Upgrade(upgraded, origins, other.note(steps))


def _refused(refusal: Refusal, origins: OriginLines) -> Finding:
    return Finding(
        rule="version.refused",
        message=f"{refusal.message}; expected {refusal.expected}",
        path=origins.path_in_document(refusal.element),
        line=origins(refusal.element),
        value=refusal.element.text,
        expected=refusal.expected,
    )
