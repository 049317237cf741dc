"""Harmonised messages as JSON: one object with one key, the message name; decimals as strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import to_json

from carec_datamodel.errors import InvalidMessage, UnknownFormat
from carec_datamodel.findings import Finding, clip
from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.model.base import Message
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.refusals import Loc, json_kind
from carec_datamodel.model.structure import message_class
from carec_datamodel.wire.json_places import json_line
from carec_datamodel.wire.json_tree import json_tree
from carec_datamodel.wire.locate import json_findings
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits, parse_json
from carec_datamodel.wire.shipped import shipped_json_schema
from carec_datamodel.wire.versions import CODE, OtherVersion, Upgrade, upgrade
from carec_datamodel.wire.xml import read_upgraded


def loads(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Message:
    """Read a harmonised message from JSON.

    Raises:
        UnsafeDocument: The bytes may not be parsed.
        UnknownFormat: The document is not a harmonised message.
        InvalidMessage: The message does not fit the model; carries all findings.
    """
    return read_value(parse_json(data, limits), data)[0]


def read_value(value: Any, data: bytes) -> tuple[Message, tuple[Finding, ...]]:
    """Read a harmonised message from *data*, which `parse_json` found to be *value*.

    A message of an older version is upgraded.

    Returns:
        The message, and what is to be told of it: that it was upgraded.

    Raises:
        UnknownFormat, InvalidMessage: As `loads`.
    """
    cls = root_class(value)
    upgraded = upgraded_tree(data, value)
    if upgraded is None:
        return _read_current(data, value, cls), ()
    return read_upgraded(upgraded, cls)


def upgraded_tree(data: bytes, document: Any) -> Upgrade | None:
    """Return the message in *document*, parsed from *data*, upgraded; None where it is read as it stands.

    Raises:
        InvalidMessage: The version is unknown, or the message cannot be upgraded.
    """
    cls = root_class(document)
    version = _other_version(document[cls.__name__])
    if version is None:
        return None
    other = OtherVersion(version, cls, json_line(data.decode("utf-8-sig"), (cls.__name__, *CODE)))
    other.steps()
    root, lines = json_tree(data, document, shipped_json_schema(cls.__name__, version))
    return upgrade(root, other, lines)


def _other_version(message: Any) -> str | None:
    """Return the version that *message* says; None where it is read as it stands. See `other_version`."""
    for key in CODE:
        message = message.get(key) if isinstance(message, dict) else None
    return message if isinstance(message, str) and message not in {"", VERSION} else None


def _read_current(data: bytes, value: Any, cls: type[Message]) -> Message:
    # pydantic reads the bytes once more: of JSON it knows that a text is no number, of
    # Python values it does not.
    empties = list(_empties(value)) if b"null" in data or _EMPTY_LIST.search(data) else []
    document = _document_class(cls)
    try:
        parsed = document.__pydantic_validator__.validate_json(
            data.removeprefix(b"\xef\xbb\xbf"), by_alias=True, by_name=False
        )
    except ValidationError as error:
        raise InvalidMessage(json_findings(error.errors(include_url=False), cls, data, empties)) from None
    if empties:
        raise InvalidMessage(json_findings([], cls, data, empties))
    message: Message = parsed.message
    return message


def root_class(document: Any) -> type[Message]:
    """Return the message class that the parsed *document* holds.

    Raises:
        UnknownFormat: It holds none.
    """
    if isinstance(document, dict) and len(document) == 1 and (name := next(iter(document))) in MESSAGES:
        return message_class(name)
    keys = ", ".join(clip(key) for key in list(document)[:3]) if isinstance(document, dict) else ""
    found = f"an object with the keys {keys}" if keys else json_kind(document)
    known = ", ".join(sorted(MESSAGES))
    raise UnknownFormat(f"found {found}; expected an object with one key out of: {known}", line=1)


_EMPTY_LIST = re.compile(rb"\[\s*\]")


def _empties(value: Any, loc: Loc = ()) -> Iterator[Loc]:
    """Yield the place of every null and every empty list in *value*.

    pydantic would take both for absence, and absent is not empty.
    """
    if value is None or value == []:
        yield loc
    elif isinstance(value, dict):
        for key, below in value.items():
            yield from _empties(below, (*loc, key))
    elif isinstance(value, list):
        for index, below in enumerate(value):
            yield from _empties(below, (*loc, index))


@cache
def _document_class(cls: type[Message]) -> type[BaseModel]:
    """Return the class of the object around a message."""
    return create_model(
        f"{cls.__name__}Document",
        __config__=ConfigDict(extra="forbid", alias_generator=lambda _: cls.__name__),
        message=(cls, ...),
    )


def dumps(message: Message, *, indent: bool = True) -> bytes:
    """Write *message* as JSON, UTF-8."""
    document = {type(message).__name__: to_dict(message)}
    text = to_json(document, indent=2 if indent else None)
    return text + b"\n" if indent else text


def to_dict(message: Message) -> dict[str, Any]:
    """Return *message* as plain dicts, lists, strings, numbers and truth values, by wire names."""
    return to_plain(message, "json")
