"""Harmonised messages as XML."""

from __future__ import annotations

import gc
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from typing import Any, TypeVar

from lxml import etree
from pydantic import ValidationError

from carec_datamodel.errors import InvalidMessage, UnknownFormat
from carec_datamodel.findings import Finding
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.structure import message_class
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.locate import HINTS, examine
from carec_datamodel.wire.plan import NAMESPACE, ReadPlan, WritePlan, read_plan, write_plan
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits, parse_xml
from carec_datamodel.wire.versions import Upgrade, other_version, upgrade

ModelT = TypeVar("ModelT", bound=Model)

_COUNT_ATTRIBUTES = etree.XPath("count(descendant-or-self::*/@*)")
_COUNT_TEXTS = etree.XPath("count(descendant::text())")
# The same where the white space between elements is still there.
_COUNT_FILLED_TEXTS = etree.XPath("count(descendant::text()[normalize-space()])")


@contextmanager
def paused_collection() -> Iterator[None]:
    """Pause cyclic garbage collection: building one big message makes no cycles, only work for it."""
    enabled = gc.isenabled()
    gc.disable()
    try:
        yield
    finally:
        if enabled:
            gc.enable()


def loads(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Message:
    """Read a harmonised message from XML.

    Raises:
        UnsafeDocument: The bytes may not be parsed.
        UnknownFormat: The root element is not a harmonised message.
        InvalidMessage: The message does not fit the model; carries all findings.
    """
    return read_root(parse_xml(data, limits), Lines(data))[0]


def root_class(root: etree._Element) -> type[Message]:
    """Return the message class that *root* is the element of.

    Raises:
        UnknownFormat: It is none.
    """
    name = etree.QName(root)
    if name.namespace != NAMESPACE or name.localname not in MESSAGES:
        known = ", ".join(sorted(MESSAGES))
        raise UnknownFormat(
            f"the root element is {root.tag!s}; expected one of {known} in namespace {NAMESPACE}",
            line=root.sourceline,
        )
    return message_class(name.localname)


def read_root(root: etree._Element, lines: Lines | None = None) -> tuple[Message, tuple[Finding, ...]]:
    """Read a harmonised message from its root element; a message of an older version is upgraded.

    Returns:
        The message, and what is to be told of it: that it was upgraded.

    Raises:
        UnknownFormat, InvalidMessage: As `loads`.
    """
    cls = root_class(root)
    lines = lines or Lines()
    with paused_collection():
        upgraded = upgraded_tree(root, lines)
        if upgraded is None:
            return read_as(root, cls, lines), ()
        return read_upgraded(upgraded, cls)


def upgraded_tree(root: etree._Element, lines: Lines) -> Upgrade | None:
    """Return the message *root*, upgraded; None where it is read as it stands.

    Raises:
        InvalidMessage: The version is unknown, or a step cannot upgrade the message.
    """
    other = other_version(root, root_class(root), lines)
    return upgrade(root, other, lines) if other is not None else None


def read_upgraded(upgraded: Upgrade, cls: type[Message]) -> tuple[Message, tuple[Finding, ...]]:
    """Read a message of *cls* that was upgraded.

    Returns:
        The message, and the note that it was upgraded.

    Raises:
        InvalidMessage: It does not fit; carries the note behind all findings.
    """
    try:
        return read_as(upgraded.root, cls, upgraded.lines), (upgraded.note,)
    except InvalidMessage as error:
        raise InvalidMessage((*error.findings, upgraded.note)) from None


def read_as(root: etree._Element, cls: type[ModelT], lines: Lines | None = None) -> ModelT:
    """Read the element *root* as an instance of *cls*; *lines* tells the lines for findings.

    Raises:
        InvalidMessage: It does not fit; carries all findings.
    """
    values = _Reader().read(root, read_plan(cls))
    if values is None:
        values, findings = examine(root, cls, lines or Lines())
        if findings:
            raise InvalidMessage(findings)
    try:
        # The plan lets nothing through that the class does not have.
        message: ModelT = cls.__pydantic_validator__.validate_python(
            values, by_alias=True, by_name=False, extra="ignore"
        )
    except ValidationError:
        raise InvalidMessage(examine(root, cls, lines or Lines())[1]) from None
    return message


class _Strange(Exception):
    """The document is not as most are; whether it is wrong remains to be seen."""


class _Reader:
    """Turns a tree into the dict that pydantic validates; counts what it saw, so that nothing slips by."""

    __slots__ = ("attributes", "texts")

    def __init__(self) -> None:
        self.attributes = 0
        self.texts = 0

    def read(self, root: etree._Element, plan: ReadPlan) -> dict[str, Any] | None:
        """Return the values of the document; None where something is strange."""
        # One pass over the whole tree, in document order, which the structures share.
        elements = root.iter()
        next(elements)
        try:
            values = self._structure(elements, len(root), plan)
        except _Strange:
            return None
        # Elements or comments inside a value: they were taken for others, and others are left.
        whole = next(elements, None) is None
        return values if whole and self._saw_all(root) else None

    def _structure(self, elements: Iterator[etree._Element], size: int, plan: ReadPlan) -> dict[str, Any]:
        """Return the values of a structure whose *size* children come next in *elements*."""
        values: dict[str, Any] = {}
        texts = 0
        last = -1
        for child in islice(elements, size):
            entry = plan.get(child.tag)  # type: ignore[arg-type]
            if entry is None:
                if isinstance(child.tag, str):
                    raise _Strange
                continue
            latest, place, name, below, attributes, repeats = entry
            if last > latest:
                raise _Strange
            last = place
            value: Any
            if below is not None:
                value = self._structure(elements, len(child), below)
            else:
                value = child.text
                if value is None:
                    value = ""
                else:
                    texts += 1
                if attributes is not None:
                    value = {"value": value}
                    for attribute in attributes:
                        text = child.get(attribute)
                        if text is not None:
                            value[attribute] = text
                            self.attributes += 1
            if not repeats:
                values[name] = value
            elif name in values:
                values[name].append(value)
            else:
                values[name] = [value]
        self.texts += texts
        return values

    def _saw_all(self, root: etree._Element) -> bool:
        """Return whether every attribute and text of the document was read."""
        hints = sum(1 for name in root.keys() if name in HINTS)
        return bool(
            _COUNT_ATTRIBUTES(root) == self.attributes + hints
            and (_COUNT_TEXTS(root) == self.texts or _COUNT_FILLED_TEXTS(root) == self.texts)
        )


def dumps(message: Message, *, indent: bool = True) -> bytes:
    """Write *message* as XML, UTF-8."""
    name = type(message).__name__
    parts = [f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{NAMESPACE}">']
    _write(message, write_plan(type(message), "\n  " if indent else ""), parts.append)
    parts.append(f"\n</{name}>\n" if indent else f"</{name}>")
    return "".join(parts).encode("utf-8")


def _write(item: Model, plan: WritePlan, out: Callable[[str], object]) -> None:
    # pydantic keeps the values of a model in the order of its fields, which is that of the wire.
    for attribute, value in item.__dict__.items():
        if value is None:
            continue
        start, end, below, spelled, repeats = plan[attribute]
        if below is not None:
            for entry in value if repeats else (value,):
                out(start)
                _write(entry, below, out)
                out(end)
        elif repeats:
            for entry in value:
                out(f"{start}{spelled(entry)}{end}")
        else:
            out(f"{start}{spelled(value)}{end}")
