"""The steps from older versions of the model to the current one, in one table.

A step is a pure function: it looks at nothing but the tree that it is given, the same
tree gives the same result, and nothing outside changes. It works on elements by their
names on the wire; a message that came as JSON has become such a tree before.

A step drops no value: what the new version has no element for goes into the
`Extension`. What it does not recognise it leaves as it is, for reading to refuse.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from contextvars import ContextVar
from dataclasses import dataclass
from typing import NamedTuple, Protocol

from lxml import etree

from carec_datamodel.errors import InvalidMessage
from carec_datamodel.findings import Finding
from carec_datamodel.model import VERSION
from carec_datamodel.wire.plan import NAMESPACE

_FORM = re.compile(r"[1-9]?[0-9]\.(?:0|[1-9][0-9]{0,2})")


def tag(name: str) -> str:
    """Return the tag of the element called *name* on the wire."""
    return f"{{{NAMESPACE}}}{name}"


META_DATA = tag("MetaData")
"""The element that holds the version of a message. It keeps name and place in every version."""

VERSION_CODE = tag("ModelVersionCode")
"""The version of a message. It keeps name and place in every version."""


class Refusal(NamedTuple):
    """A value that a step cannot carry over; nothing is guessed.

    Attributes:
        element: Where it stands.
        message: What is wrong with it, in plain words.
        expected: What would have been accepted.
    """

    element: etree._Element
    message: str
    expected: str


class Function(Protocol):
    """What a step does."""

    def __call__(self, root: etree._Element, /) -> Iterable[Refusal]:
        """Change the message *root* from one version into the next; return what it cannot carry over."""


@dataclass(frozen=True, slots=True)
class Step:
    """One change of the model between two versions, as messages follow it.

    Attributes:
        id: Stable id, for example ``carrier-in-consignment``.
        source: Version of the messages that it takes.
        target: The next version, in which it leaves them.
        explanation: What changes, for people.
        function: Does it.
    """

    id: str
    source: str
    target: str
    explanation: str
    function: Function


STEPS: tuple[Step, ...] = ()
"""All steps, oldest first. Several may lead from one version to the next; they run in this order."""


# While a run is followed: what each new element was made of.
_SOURCES: ContextVar[dict[etree._Element, etree._Element]] = ContextVar("_SOURCES")


def made_of(source: etree._Element, name: str, text: str) -> etree._Element:
    """Return a new element *name* that holds *text*, put right behind *source*.

    Findings on it have the place of *source*. Use it where a value comes from another one.
    """
    made = source.makeelement(tag(name), nsmap=source.nsmap)
    made.text = text
    source.addnext(made)
    sources = _SOURCES.get(None)
    if sources is not None:
        sources[made] = source
    return made


def unchanged(_root: etree._Element) -> Iterable[Refusal]:
    """Change nothing: the function of a step to a version that only adds elements."""
    return ()


def known_versions() -> tuple[str, ...]:
    """Return the versions of the model that messages are read of, oldest first, the current one last."""
    return tuple(dict.fromkeys([*(step.source for step in STEPS), VERSION]))


def steps_from(version: str) -> tuple[Step, ...]:
    """Return the steps from *version*, one of the known ones, to the current version."""
    start = next((place for place, step in enumerate(STEPS) if step.source == version), len(STEPS))
    return STEPS[start:]


def version_element(root: etree._Element) -> etree._Element | None:
    """Return the element in which the message *root* says its version, if it does."""
    meta_data = next(root.iterchildren(META_DATA), None)
    return next(meta_data.iterchildren(VERSION_CODE), None) if meta_data is not None else None


def apply_steps(tree: etree._Element, steps: Sequence[Step]) -> list[Refusal]:
    """Take *tree* through *steps*, up to one that refuses; return what that one refuses.

    Raises:
        InvalidMessage: A step failed, which is a fault of the step.
    """
    code = version_element(tree)
    for step in steps:
        try:
            refusals = list(step.function(tree))
        except Exception as error:  # whatever it raises, the document is not to blame
            raise InvalidMessage([_failure(step, error, tree)]) from error
        if refusals:
            return refusals
        if code is not None:
            code.text = step.target
    return []


def followed(tree: etree._Element, steps: Sequence[Step]) -> dict[etree._Element, etree._Element]:
    """Take *tree* through *steps* as `apply_steps` does; return what each new element was made of."""
    sources: dict[etree._Element, etree._Element] = {}
    token = _SOURCES.set(sources)
    try:
        apply_steps(tree, steps)
    finally:
        _SOURCES.reset(token)
    return sources


def _failure(step: Step, error: Exception, tree: etree._Element) -> Finding:
    return Finding(
        rule="version.fault",
        message=f"the step {step.id} from version {step.source} to {step.target} failed: {error!r}",
        path=etree.QName(tree).localname,
        hint="This is a fault of the library, not of the document; please report it.",
    )


def number_of(version: str) -> tuple[int, int] | None:
    """Return *version* as two numbers to compare by; None where it is not written like a version."""
    if _FORM.fullmatch(version) is None:
        return None
    major, _, minor = version.partition(".")
    return int(major), int(minor)


def table_faults(steps: Sequence[Step], current: str) -> list[str]:
    """Return what keeps *steps* from being one way from the oldest version to *current*; empty if nothing."""
    faults = [f"two steps have the id {step.id!r}" for step in steps if _ids(steps).count(step.id) > 1]
    before: Step | None = None
    for step in steps:
        source, target = number_of(step.source), number_of(step.target)
        if source is None or target is None or source >= target:
            faults.append(f"{step.id}: {step.source} to {step.target} is no way to a later version")
        alike = before is not None and (step.source, step.target) == (before.source, before.target)
        if before is not None and not alike and step.source != before.target:
            faults.append(f"{step.id}: begins at {step.source}, but {before.id} ends at {before.target}")
        before = step
    if before is not None and before.target != current:
        faults.append(f"{before.id}: ends at {before.target}, but the model is at {current}")
    return list(dict.fromkeys(faults))


def _ids(steps: Sequence[Step]) -> list[str]:
    return [step.id for step in steps]
