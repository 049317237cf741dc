"""The schemas that travel with the library, of every version of the model."""

from __future__ import annotations

import json
from collections.abc import Mapping
from functools import lru_cache
from pathlib import Path
from typing import Any

from carec_datamodel.errors import UnknownFormat
from carec_datamodel.model import VERSION
from carec_datamodel.wire.upgrades import number_of

SUFFIXES: Mapping[str, str] = {"xsd": ".xsd", "json": ".schema.json"}
"""Kinds of schema, each also the name of its folder, and how its files end."""

_PACKAGE = Path(__file__).parents[1]
# In a wheel inside the package, in a clone beside ``src``.
_PLACES = (_PACKAGE / "schemas", _PACKAGE.parents[1] / "schemas")


def schema_folder() -> Path:
    """Return the folder that holds a folder of schemas for each version."""
    return next((place for place in _PLACES if place.is_dir()), _PLACES[0])


def schema_path(name: str, kind: str, version: str) -> Path:
    """Return the place of a schema below the folder of schemas."""
    return Path(version, kind, f"{name}{SUFFIXES[kind]}")


def shipped_versions() -> tuple[str, ...]:
    """Return the versions of which there are schemas, oldest first, the current one among them."""
    folder = schema_folder()
    names = {entry.name for entry in folder.iterdir() if entry.is_dir()} if folder.is_dir() else set()
    numbers = {name: number for name in (*names, VERSION) if (number := number_of(name)) is not None}
    return tuple(sorted(numbers, key=numbers.__getitem__))


def shipped_schema(name: str, kind: str, version: str) -> bytes:
    """Return the schema of the message called *name* as it stands in the folder of *version*.

    Raises:
        UnknownFormat: There are no schemas of that version, or none of that message among them.
    """
    versions = shipped_versions()
    if version not in versions:
        raise UnknownFormat(f"there is no version {version!r} of the model; known are {', '.join(versions)}")
    names = shipped_messages(version)
    if name not in names:
        known = ", ".join(names)
        raise UnknownFormat(
            f"there is no message {name!r} in version {version} of the model; known are {known}"
        )
    return (schema_folder() / schema_path(name, kind, version)).read_bytes()


def shipped_messages(version: str) -> tuple[str, ...]:
    """Return the names of the messages that *version* of the model has; none where it is not shipped."""
    files = (schema_folder() / version / "json").glob(f"*{SUFFIXES['json']}")
    return tuple(sorted(file.name.removesuffix(SUFFIXES["json"]) for file in files))


def shipped_json_schema(name: str, version: str) -> dict[str, Any]:
    """Return the JSON Schema of the message called *name* in *version*. Raises as `shipped_schema`."""
    return _parsed(shipped_schema(name, "json", version))


@lru_cache(maxsize=16)
def _parsed(schema: bytes) -> dict[str, Any]:
    parsed: dict[str, Any] = json.loads(schema)
    return parsed
