"""Harmonised messages as JSON: one object with one key, the message name; decimals as strings."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from typing import Any

from pydantic import BaseModel, ConfigDict, ValidationError, create_model
from pydantic_core import to_json

from carec_datamodel.errors import InvalidMessage, UnknownFormat
from carec_datamodel.findings import clip
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.refusals import Loc, json_kind
from carec_datamodel.model.structure import message_class
from carec_datamodel.wire.locate import json_findings
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits, parse_json


def loads(data: bytes, limits: Limits = DEFAULT_LIMITS) -> Message:
    """Read a harmonised message from JSON.

    Raises:
        UnsafeDocument: The bytes may not be parsed.
        UnknownFormat: The document is not a harmonised message.
        InvalidMessage: The message does not fit the model; carries all findings.
    """
    return read_value(parse_json(data, limits), data)


def read_value(value: Any, data: bytes) -> Message:
    """Read a harmonised message from *data*, which `parse_json` found to be *value*.

    pydantic reads the bytes once more: of JSON it knows that a text is no number, of
    Python values it does not. Raises as `loads` does.
    """
    cls = root_class(value)
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
