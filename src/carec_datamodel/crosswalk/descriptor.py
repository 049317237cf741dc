"""Descriptors: what the rows of a table cannot say of a format. TOML beside the table."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass, fields
from pathlib import Path
from typing import Any

from carec_datamodel.errors import CrosswalkError


@dataclass(frozen=True, slots=True)
class Detection:
    """How a document of the format is told from others. Paths are below the root; letter case does not count.

    Attributes:
        roots: Local names of the root element.
        any: At least one of these paths must be there; empty asks for none.
        none: None of these paths may be there.
    """

    roots: tuple[str, ...]
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Descriptor:
    """The descriptor of one format.

    Attributes:
        id: Format id, ``family-message``.
        title: Name for people.
        message: Harmonised message class.
        countries: Countries that use the format (ISO 3166-1 alpha-2).
        version: Version or versions of the national format.
        source: Where the facts come from.
        namespaces: Namespaces accepted on the root; the first is written; empty is none.
        encoding: Encoding written.
        names: ``exact`` or ``ignore-case``: how element names are compared.
        null: Local name of an empty element that says "no value" inside another, if the format has one.
        absent: How an element without value is written, by national type: ``null`` or ``empty``;
            ``*`` is any other type.
        wrappers: Elements that hold others without a meaning of their own, seen in some dialects.
        detection: How it is detected.
    """

    id: str
    title: str
    message: str
    version: str
    source: str
    detection: Detection
    countries: tuple[str, ...] = ()
    namespaces: tuple[str, ...] = ("",)
    encoding: str = "UTF-8"
    names: str = "exact"
    null: str = ""
    absent: tuple[tuple[str, str], ...] = ()
    wrappers: tuple[str, ...] = ()


def read_descriptor(file: Path) -> Descriptor:
    """Read a descriptor.

    Raises:
        CrosswalkError: Not TOML, or a key is unknown, missing or of the wrong type.
    """
    try:
        content = tomllib.loads(file.read_text(encoding="utf-8"))
        detection = Detection(**_frozen(content.pop("detection")))
        absent = tuple(content.pop("absent", {}).items())
        descriptor = Descriptor(detection=detection, absent=absent, **_frozen(content))
    except (tomllib.TOMLDecodeError, TypeError, KeyError) as error:
        raise CrosswalkError(f"{file.name}: {error}") from None
    if descriptor.names not in {"exact", "ignore-case"}:
        raise CrosswalkError(f"{file.name}: names is {descriptor.names!r}; expected exact or ignore-case")
    for item in fields(descriptor):
        if item.name in {"id", "title", "message", "version", "source"} and not getattr(
            descriptor, item.name
        ):
            raise CrosswalkError(f"{file.name}: {item.name} is empty")
    return descriptor


def _frozen(content: dict[str, Any]) -> dict[str, Any]:
    return {key: tuple(value) if isinstance(value, list) else value for key, value in content.items()}
