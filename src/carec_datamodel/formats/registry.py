"""The registry: which formats there are, and which one a document is.

Formats are found in this package, in packages that register an entry point in the
group ``carec_datamodel.formats`` (it names a folder or a function that returns one),
and in the folders that the environment variable ``CAREC_FORMATS`` or the command line
names. A folder holds descriptors (``*.toml``), each with its table (``*.tsv``) beside it, and
rule profiles of the countries that use the formats (``*.rules.toml``).
"""

from __future__ import annotations

import os
from collections.abc import Iterator
from functools import cache
from importlib.metadata import entry_points
from pathlib import Path

from carec_datamodel.crosswalk.descriptor import variant_of
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.json_twin import JsonTwin
from carec_datamodel.errors import CrosswalkError, UnknownFormat
from carec_datamodel.formats.base import Format, HarmonisedFormat, NationalFormat
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.format import NationalJsonFormat

ENTRY_POINTS = "carec_datamodel.formats"
ENVIRONMENT = "CAREC_FORMATS"

RULES = ".rules.toml"
"""How the name of a rule profile ends; it is no descriptor of a format."""

_BUILT_IN = Path(__file__).parent


def registry() -> dict[str, Format]:
    """Return all known formats by id, the harmonised ones first.

    Raises:
        CrosswalkError: A descriptor is wrong, or two formats have one id.
    """
    return _registry(os.environ.get(ENVIRONMENT, ""))


@cache
def _registry(extra: str) -> dict[str, Format]:
    found: dict[str, Format] = {}
    for item in (HarmonisedFormat("xml"), HarmonisedFormat("json"), *_crosswalks(extra)):
        if item.id in found:
            raise CrosswalkError(f"two formats have the id {item.id!r}")
        found[item.id] = item
    return found


def _crosswalks(extra: str) -> Iterator[Format]:
    """Yield the formats with a table: those with a table of their own first, then their variants.

    Behind each stands the one of its JSON, if its documents are also JSON; a recording is JSON only.
    """
    files = [
        file
        for folder in _folders(extra)
        for file in sorted(folder.rglob("*.toml"))
        if not file.name.endswith(RULES)
    ]
    bases: dict[str, CrosswalkFormat] = {}
    for file in sorted(files, key=lambda file: bool(variant_of(file))):
        crosswalk = CrosswalkFormat(file, bases)
        if crosswalk.base is None:
            bases.setdefault(crosswalk.id, crosswalk)
        json = crosswalk.descriptor.json
        if json is None or not json.calls:
            yield NationalFormat(crosswalk)
        if json is not None:
            yield NationalJsonFormat(JsonTwin(crosswalk, json))


def with_own_tables() -> list[NationalFormat | NationalJsonFormat]:
    """Return the formats that have a table of their own; that of the JSON of an XML format is not.

    Raises:
        CrosswalkError: A descriptor is wrong, or two formats have one id.
    """
    return [
        item
        for item in registry().values()
        if isinstance(item, NationalFormat) or (isinstance(item, NationalJsonFormat) and item.is_recording)
    ]


def rule_profile_files() -> tuple[Path, ...]:
    """Return the rule profiles that lie in the folders of formats.

    Raises:
        CrosswalkError: A folder that is named is none.
    """
    return _rule_profile_files(os.environ.get(ENVIRONMENT, ""))


@cache
def _rule_profile_files(extra: str) -> tuple[Path, ...]:
    return tuple(file for folder in _folders(extra) for file in sorted(folder.rglob(f"*{RULES}")))


def _folders(extra: str) -> Iterator[Path]:
    yield _BUILT_IN
    for entry in sorted(entry_points(group=ENTRY_POINTS), key=lambda point: point.name):
        value = entry.load()
        yield Path(value() if callable(value) else value)
    for name in filter(None, extra.split(os.pathsep)):
        folder = Path(name)
        if not folder.is_dir():
            raise CrosswalkError(f"{ENVIRONMENT} names {name!r}, which is not a folder")
        yield folder


def find_format(format_id: str) -> Format:
    """Return the format called *format_id*.

    Raises:
        UnknownFormat: There is none; names the ones there are.
    """
    known = registry()
    if format_id not in known:
        raise UnknownFormat(f"there is no format {format_id!r}; known are {', '.join(known)}")
    return known[format_id]


def detect_format(document: Document) -> Format:
    """Return the format that *document* is in; a variant rather than the format it is a variant of.

    Of an envelope that is the format of the message, not of the papers that go with it.

    Raises:
        UnsafeDocument: The document may not be parsed.
        UnknownFormat: No format fits, or more than one.
    """
    fitting = [item for item in registry().values() if item.detects(document)]
    bases = {item.variant_of for item in fitting}
    fitting = [item for item in fitting if item.id not in bases]
    if len(fitting) > 1:
        fitting = [item for item in fitting if not item.accompanies(document)] or fitting
    if len(fitting) == 1:
        return fitting[0]
    if fitting:
        names = ", ".join(item.id for item in fitting)
        raise UnknownFormat(f"more than one format fits: {names}; name one", path=document.name or None)
    raise UnknownFormat(
        f"no known format fits: {document.describe()}; expected a document of one of the {len(registry())} "
        "formats that `carec formats` lists",
        path=document.name or None,
        line=1,
    )
