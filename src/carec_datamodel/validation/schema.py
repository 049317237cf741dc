"""Holding a harmonised document against its published schema: libxml2 judges XML, xmlschema explains.

JSON is judged by the library of the extra ``fast``, where it is installed. A document of the
current version that the model accepts is valid by its schema as well: a finding here means that
model and schema disagree, which is a fault of this library. A document of an older version may be
wrong by the rules of that version and still become a message.
"""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from typing import TYPE_CHECKING, Any

from lxml import etree

from carec_datamodel.findings import Finding, one_of
from carec_datamodel.model import VERSION
from carec_datamodel.model.base import Message
from carec_datamodel.model.refusals import place_of
from carec_datamodel.wire.generate import schema_bytes
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.plan import NAMESPACE

if TYPE_CHECKING:
    import xmlschema

_MOST_EXPECTED = 8
"""How many elements a finding names; the rest is counted."""


@cache
def compiled_schema(name: str, version: str) -> etree.XMLSchema:
    """Return the compiled XML Schema of the message called *name* in a version of the model."""
    return etree.XMLSchema(etree.fromstring(schema_bytes(name, "xsd", version)))


def schema_findings(
    root: etree._Element, cls: type[Message], version: str = VERSION, lines: Lines | None = None
) -> list[Finding]:
    """Return what the published schema of *version* objects to in the message *root* of *cls*.

    Args:
        root: The root element.
        cls: Its message class.
        version: Version of the model that the message is of.
        lines: Tells the lines of elements.
    """
    if compiled_schema(cls.__name__, version).validate(root):
        return []
    line_of = lines or Lines()
    return [_finding(error, root, line_of) for error in _explanations(root, cls.__name__, version)]


def _explanations(root: Any, name: str, version: str) -> Iterator[xmlschema.XMLSchemaValidationError]:
    """Yield what is wrong, in words that libxml2 does not have."""
    import xmlschema

    yield from xmlschema.XMLSchema10(schema_bytes(name, "xsd", version).decode()).iter_errors(root)


def _finding(error: Any, root: etree._Element, line_of: Lines) -> Finding:
    # Of a child that does not belong there, xmlschema names the parent.
    misplaced = error.elem[error.index] if getattr(error, "invalid_tag", None) else None
    element: etree._Element = error.elem if misplaced is None else misplaced
    said, expected = _plain(error.reason or error.message).partition(" Tag ")[0].rstrip("."), _expected(error)
    return Finding(
        rule="structure.schema",
        message=f"{said}; expected {expected}" if expected else said,
        path=_path(element, root),
        line=line_of(element),
        value=element.text if not len(element) else None,
        expected=expected or None,
    )


def _plain(text: str) -> str:
    return text.replace(f"{{{NAMESPACE}}}", "")


def _expected(error: Any) -> str:
    """Return the elements that could stand there instead, if the schema says so."""
    names = [
        _plain(str(item.name)) for item in getattr(error, "expected", None) or () if getattr(item, "name", "")
    ]
    return one_of(names, _MOST_EXPECTED)


def _path(element: etree._Element, root: etree._Element) -> str:
    """Return the readable path of *element*; entries of what repeats counted from 1."""
    steps = []
    current: etree._Element | None = element
    while current is not None:
        tag = str(current.tag)
        before = sum(1 for _ in current.itersiblings(tag, preceding=True))
        alone = not before and next(current.itersiblings(tag), None) is None
        steps.append(tag.rpartition("}")[2] + ("" if alone or current is root else f"[{before + 1}]"))
        current = current.getparent() if current is not root else None
    return "/".join(reversed(steps))


def judges_json() -> bool:
    """Return whether a library is installed that judges JSON by its schema."""
    return find_spec("jsonschema_rs") is not None


@cache
def _json_validator(name: str) -> Any:
    import jsonschema_rs

    return jsonschema_rs.validator_for(schema_bytes(name, "json").decode())


def json_schema_findings(value: Any, cls: type[Message]) -> list[Finding]:
    """Return what the published JSON Schema objects to in the JSON value of a message of *cls*.

    Needs the extra ``fast``.
    """
    return [
        Finding(
            rule="structure.schema",
            message=str(error.message),
            path=place_of(cls, tuple(error.instance_path[1:])).path,
        )
        for error in _json_validator(cls.__name__).iter_errors(value)
    ]
