"""Descriptors: what the rows of a table cannot say of a format. TOML beside the table."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import MISSING, dataclass, fields
from fnmatch import fnmatchcase
from pathlib import Path
from typing import Any

from carec_datamodel.crosswalk.paths import is_element_name
from carec_datamodel.crosswalk.sources import source_text
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.tables import toml_content

_LISTS = frozenset(
    {"countries", "namespaces", "also_namespaces", "wrappers", "roots", "inner_roots", "any", "all", "none"}
)
_NECESSARY = ("id", "title", "message", "version", "source")
_ABSENCE = frozenset({"null", "empty", "omit"})


@dataclass(frozen=True, slots=True)
class Detection:
    """How a document of the format is told from others: by what stands at paths below the root.

    ``path`` asks for an element, ``path=text|text`` for one of these texts in it. The letter case of names
    does not count.

    Attributes:
        roots: Local names of the root element.
        inner_roots: Elements directly below the root that some documents begin with.
        any: At least one of these must be there; empty asks for none.
        none: None of these may be there.
        all: Each of these must be there.
    """

    roots: tuple[str, ...]
    any: tuple[str, ...] = ()
    none: tuple[str, ...] = ()
    inner_roots: tuple[str, ...] = ()
    all: tuple[str, ...] = ()

    @property
    def looks_inside(self) -> bool:
        """Whether it asks for more than the name of the root."""
        return bool(self.any or self.none or self.all)


@dataclass(frozen=True, slots=True)
class JsonForm:
    """How the documents of a format are written as JSON.

    Attributes:
        prefix: What stands, with a colon behind it, before the name of the root; empty for nothing.
        calls: Member that lists calls to a service, where documents are a recording of them; there is no XML
            of these.
        routes: What a call is, by the element that it becomes: ``POST /counteragent type=CARRIER``.
    """

    prefix: str = ""
    calls: str = ""
    routes: tuple[tuple[str, str], ...] = ()


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
        namespaces: Namespaces accepted on the root; the first is written; empty is none. A star stands for
            any text, for a part that is not published.
        prefix: Prefix that the namespace of the root is written with; empty for the default namespace.
            Elements inside that are in no namespace need one.
        inner_namespaces: Namespaces of elements below the root, where they are others: that of an
            element at a path and of what is inside, or, behind ``//``, of every element of that name
            below the path in front of it; ``*`` is every element directly below the root, and what is inside.
        also_namespaces: More namespaces that elements below the root are accepted in.
        prefixes: Namespaces by the prefixes that the column ``namespace`` of the table names, and that
            are written.
        versions: ``exact``, or ``any`` where the part of a namespace behind its last colon is a version and
            those of other versions are accepted too.
        encoding: Encoding written.
        names: ``exact`` or ``ignore-case``: how element names are compared.
        null: Local name of an empty element that says "no value" inside another, if the format has one.
        absent: How an element without value that should be there is written, by national type: ``null``,
            ``empty``, or, with ``omit``, not at all unless it is a structure that occurs once; ``*`` is
            any other type.
        wrappers: Elements that hold others without a meaning of their own, seen in some dialects.
        detection: How it is detected.
        variant_of: Id of the format that this one is a variant of: what the descriptor does not say is as
            there, and the table holds differences only. Empty for a format of its own.
        json: How its documents are written as JSON; None where there is only XML.
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
    prefix: str = ""
    inner_namespaces: tuple[tuple[str, str], ...] = ()
    also_namespaces: tuple[str, ...] = ()
    prefixes: tuple[tuple[str, str], ...] = ()
    versions: str = "exact"
    variant_of: str = ""
    json: JsonForm | None = None

    @property
    def accepted(self) -> frozenset[str]:
        """The namespaces that elements may be in, without those of other versions."""
        inner = (space for _, space in (*self.inner_namespaces, *self.prefixes))
        return frozenset((*self.namespaces, *inner, *self.also_namespaces))

    @property
    def families(self) -> frozenset[str]:
        """The namespaces of which every version is accepted, without the version."""
        return frozenset(map(family, self.accepted - {""})) if self.versions == "any" else frozenset()

    def is_root(self, namespace: str) -> bool:
        """Return whether the root of a document may be in *namespace*."""
        if namespace in self.namespaces or self.is_pattern_of(namespace):
            return True
        families = {family(known) for known in self.namespaces if known} if self.versions == "any" else ()
        return family(namespace) in families

    def is_pattern_of(self, namespace: str) -> bool:
        """Return whether one of `namespaces` has a star for an unknown part, and fits *namespace*."""
        return any(fnmatchcase(namespace, known) for known in self.namespaces if "*" in known)


def family(namespace: str) -> str:
    """Return *namespace* without the part behind the last colon, which may be a version."""
    return namespace.rpartition(":")[0]


def read_descriptor(file: Path, bases: Mapping[str, Path] | None = None) -> Descriptor:
    """Read a descriptor.

    Args:
        file: The descriptor.
        bases: The descriptors of formats that it may be a variant of, by id.

    Raises:
        CrosswalkError: The file cannot be read, is not TOML, or a key is unknown, missing, of the wrong
            type or has a value without sense.
    """
    text = source_text(file)
    try:
        content = toml_content(text, CrosswalkError)
        if "variant_of" in content:
            content = {**_base(content["variant_of"], bases or {}), **content}
        descriptor = _descriptor(content)
        _check(descriptor)
    except CrosswalkError as error:
        raise CrosswalkError(f"{file.name}: {error}") from None
    return descriptor


def variant_of(file: Path) -> str:
    """Return the id of the format that the one of the descriptor *file* is a variant of; empty if none.

    Raises:
        CrosswalkError: The file cannot be read or is not TOML.
    """
    text = source_text(file)
    if "variant_of" not in text:
        return ""  # there are many descriptors, and few are of variants
    try:
        return str(toml_content(text, CrosswalkError).get("variant_of", ""))
    except CrosswalkError as error:
        raise CrosswalkError(f"{file.name}: {error}") from None


def _base(base: Any, bases: Mapping[str, Path]) -> dict[str, Any]:
    """Return what the descriptor of the format *base* says of its variants too."""
    if base not in bases:
        raise CrosswalkError(f"variant_of is {base!r}, which is no format with a table of its own")
    return toml_content(source_text(bases[base]), CrosswalkError)


def _descriptor(content: dict[str, Any]) -> Descriptor:
    _check_keys(Descriptor, content)
    detection = _table("detection", content.pop("detection"))
    _check_keys(Detection, detection)
    absent = _table("absent", content.pop("absent", {}))
    inner = _table("inner_namespaces", content.pop("inner_namespaces", {}))
    prefixes = _table("prefixes", content.pop("prefixes", {}))
    json = _table("json", content.pop("json")) if "json" in content else None
    _check_keys(JsonForm, json or {})
    routes = _table("routes", (json or {}).pop("routes", {}))
    return Descriptor(
        inner_namespaces=tuple((path, _typed("namespace", space)) for path, space in inner.items()),
        prefixes=tuple((prefix, _typed("namespace", space)) for prefix, space in prefixes.items()),
        detection=Detection(**{key: _typed(key, value) for key, value in detection.items()}),
        absent=tuple(absent.items()),
        json=JsonForm(
            **{key: _typed(key, value) for key, value in json.items()},
            routes=tuple((element, _typed("routes", route)) for element, route in routes.items()),
        )
        if json is not None
        else None,
        **{key: _typed(key, value) for key, value in content.items()},
    )


def _check_keys(cls: type[Descriptor | Detection | JsonForm], content: dict[str, Any]) -> None:
    known = {item.name: item for item in fields(cls)}
    for key in content:
        if key not in known:
            raise CrosswalkError(f"the key {key} is unknown; expected one of {sorted(known)}")
    for key, item in known.items():
        if key not in content and item.default is MISSING:
            raise CrosswalkError(f"the key {key} is missing")


def _table(key: str, value: Any) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise CrosswalkError(f"{key} is {value!r}; expected a table [{key}]")
    return value


def _typed(key: str, value: Any) -> Any:
    """Return *value* as *key* holds it: a text, or several."""
    if key in _LISTS:
        if isinstance(value, list) and all(isinstance(entry, str) for entry in value):
            return tuple(value)
        raise CrosswalkError(f"{key} is {value!r}; expected a list of texts")
    if isinstance(value, str):
        return value
    raise CrosswalkError(f"{key} is {value!r}; expected a text")


def _check(descriptor: Descriptor) -> None:
    for key in _NECESSARY:
        if not getattr(descriptor, key):
            raise CrosswalkError(f"{key} is empty")
    if descriptor.names not in {"exact", "ignore-case"}:
        raise CrosswalkError(f"names is {descriptor.names!r}; expected exact or ignore-case")
    if not descriptor.namespaces:
        raise CrosswalkError('namespaces is empty; expected [""] where the format has none')
    if "*" in descriptor.namespaces[0]:
        raise CrosswalkError(
            f"the first of namespaces is {descriptor.namespaces[0]!r}, which cannot be written"
        )
    if not descriptor.detection.roots:
        raise CrosswalkError("roots is empty; expected the name of the root element")
    for key, names in (("roots", descriptor.detection.roots), ("wrappers", descriptor.wrappers)):
        _check_names(key, names)
    _check_names("inner_roots", descriptor.detection.inner_roots)
    _check_names("prefix", (descriptor.prefix,) if descriptor.prefix else ())
    _check_names("json", (descriptor.json.prefix,) if descriptor.json and descriptor.json.prefix else ())
    _check_names("null", (descriptor.null,) if descriptor.null else ())
    _check_names("prefixes", tuple(prefix for prefix, _ in descriptor.prefixes))
    if descriptor.versions not in {"exact", "any"}:
        raise CrosswalkError(f"versions is {descriptor.versions!r}; expected exact or any")
    if descriptor.json and bool(descriptor.json.calls) != bool(descriptor.json.routes):
        raise CrosswalkError("json: calls and routes need each other")
    if descriptor.json is not None and descriptor.null:
        raise CrosswalkError(f"json: JSON has no element for nothing, and null names {descriptor.null!r}")
    _check_absence(descriptor)
    _check_encoding(descriptor.encoding)


def _check_names(key: str, names: tuple[str, ...]) -> None:
    for name in names:
        if not is_element_name(name):
            raise CrosswalkError(f"{key}: {name!r} is not the name of an element")


def _check_absence(descriptor: Descriptor) -> None:
    for kind, style in descriptor.absent:
        if style not in _ABSENCE:
            raise CrosswalkError(f"absent: {kind} is {style!r}; expected null, empty or omit")
        if style == "null" and not descriptor.null:
            raise CrosswalkError(f"absent: {kind} is null, but the key null names no element")


def _check_encoding(encoding: str) -> None:
    try:
        "<".encode(encoding)
    except (LookupError, ValueError):
        raise CrosswalkError(
            f"encoding is {encoding!r}, which does not exist; expected one such as UTF-8"
        ) from None
