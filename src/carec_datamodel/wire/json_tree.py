"""A JSON document of an older version as the tree that its XML would be, so that one step serves both.

The JSON Schema of that version says in which order elements come, and which of them are
lists, whole numbers or truth values. A tree tells none of that, so it is checked here;
the values themselves are checked when the upgraded tree is read.
"""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from lxml import etree

from carec_datamodel.errors import InvalidMessage
from carec_datamodel.findings import Finding, clip
from carec_datamodel.model.refusals import EXPECTED_KINDS, Loc, json_kind, json_text
from carec_datamodel.model.structure import VALUED_ATTRIBUTES
from carec_datamodel.wire.json_places import json_spots
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.plan import NAMESPACE

Schema = Mapping[str, Any]

_KINDS: Mapping[str, type] = {"object": dict, "array": list, "string": str, "integer": int, "boolean": bool}

_ATTRIBUTES = frozenset(part.name for parts in VALUED_ATTRIBUTES.values() for part in parts)


class JsonLines(Lines):
    """Tells the lines of a JSON document for the elements of the tree that was made of it."""

    def __init__(self, data: bytes, root: etree._Element, locs: list[Loc]) -> None:
        """Take the document, its tree, and the places of its elements in the order of the tree."""
        super().__init__()
        self._document = data
        self._root = root
        self._locs = locs
        self._lines: dict[etree._Element, int] = {}

    def __call__(self, element: etree._Element) -> int | None:
        """Return the line on which the value of *element* begins, counted from 1."""
        if not self._lines:
            spots = json_spots(self._document.decode("utf-8-sig"))
            pairs = zip(self._root.iter(), self._locs, strict=True)
            self._lines = {known: spots[loc][1] for known, loc in pairs}
        return self._lines[element]


def json_tree(data: bytes, document: dict[str, Any], schema: Schema) -> tuple[etree._Element, JsonLines]:
    """Return the tree of *document*, parsed from *data*, and what tells its lines.

    Args:
        data: The bytes.
        document: An object with one key, the name of the message.
        schema: The JSON Schema of the version that the message is in.

    Raises:
        InvalidMessage: An element that the version does not have, or a wrong JSON type; names them all.
    """
    builder = _Builder(schema)
    root = builder.build(document)
    if builder.faults:
        spots = json_spots(data.decode("utf-8-sig"))
        faults = sorted(builder.faults, key=lambda fault: spots[fault.loc])
        raise InvalidMessage(_finding(fault, spots[fault.loc][1]) for fault in faults)
    return root, JsonLines(data, root, builder.locs)


class _Fault(NamedTuple):
    """What keeps a value from its place in the tree."""

    loc: Loc
    rule: str
    message: str
    expected: str
    value: Any


class _Builder:
    """Builds the tree; notes the place of every element, and what does not fit the schema."""

    def __init__(self, schema: Schema) -> None:
        self.faults: list[_Fault] = []
        self.locs: list[Loc] = []
        self._schema = schema

    def build(self, document: dict[str, Any]) -> etree._Element:
        ((name, value),) = document.items()
        root = etree.Element(f"{{{NAMESPACE}}}{name}", nsmap={None: NAMESPACE})
        self._fill(root, value, self._definition(self._schema["properties"][name]), (name,))
        return root

    def _definition(self, schema: Schema) -> Schema:
        """Return *schema*, or what it refers to."""
        while "$ref" in schema:
            schema = self._schema["$defs"][schema["$ref"].rpartition("/")[2]]
        return schema

    def _fill(self, element: etree._Element, value: Any, schema: Schema, loc: Loc) -> None:
        """Put *value*, which stands at *loc*, into *element*."""
        self.locs.append(loc)
        if not self._fits(value, schema, loc):
            return
        if schema["type"] != "object":
            self._write(element, "", value, loc)
            return
        members: Schema = schema["properties"]
        self._note_unknown(value, members, loc)
        valued = "value" in members
        for key in (key for key in members if key in value):
            member = self._definition(members[key])
            if valued:
                if self._fits(value[key], member, (*loc, key)):
                    self._write(element, "" if key == "value" else key, value[key], (*loc, key))
            elif member["type"] != "array":
                self._fill(self._added(element, key), value[key], member, (*loc, key))
            elif self._fits(value[key], member, (*loc, key)):
                entry = self._definition(member["items"])
                for index, part in enumerate(value[key]):
                    self._fill(self._added(element, key), part, entry, (*loc, key, index))

    def _added(self, parent: etree._Element, name: str) -> etree._Element:
        return etree.SubElement(parent, f"{{{NAMESPACE}}}{name}")

    def _fits(self, value: Any, schema: Schema, loc: Loc) -> bool:
        """Return whether *value* is of the JSON type that *schema* wants; note it where not."""
        kind = schema["type"]
        if value is None or value == []:
            name = _path(loc).rpartition("/")[2]
            self._note(loc, "type.empty", f"{name} is empty", "a value, or no key at all", value)
        elif type(value) is not _KINDS[kind]:
            shown = repr(clip(value)) if isinstance(value, str) else json_kind(value)
            expected = EXPECTED_KINDS["valued" if "value" in schema.get("properties", ()) else kind]
            self._note(loc, "type.json", f"{shown} has the wrong JSON type", expected, value)
        else:
            return True
        return False

    def _note_unknown(self, value: dict[str, Any], members: Schema, loc: Loc) -> None:
        for key, below in value.items():
            if key not in members:
                message = f"{clip(key)} is not an element of the model here"
                self._note((*loc, key), "structure.unknown", message, "only elements of the model", below)

    def _write(self, element: etree._Element, attribute: str, value: Any, loc: Loc) -> None:
        """Put the leaf *value* into *element*: into *attribute* if that is not empty."""
        text = json_text(value) or ""
        try:
            if attribute:
                element.set(attribute, text)
            else:
                element.text = text
        except ValueError:
            message = f"{clip(text)!r} holds a character that no message may hold"
            self._note(loc, "type.text", message, "text without control characters", text)

    def _note(self, loc: Loc, rule: str, message: str, expected: str, value: Any) -> None:
        self.faults.append(_Fault(loc, rule, message, expected, value))


def _finding(fault: _Fault, line: int) -> Finding:
    return Finding(
        rule=fault.rule,
        message=f"{fault.message}; expected {fault.expected}",
        path=_path(fault.loc),
        line=line,
        value=json_text(fault.value),
        expected=fault.expected,
    )


def _path(loc: Loc) -> str:
    """Return *loc* as a readable path; entries of lists counted from 1."""
    path = str(loc[0])
    for step in loc[1:]:
        if isinstance(step, int):
            path += f"[{step + 1}]"
        elif step != "value":
            path += f"/@{step}" if step in _ATTRIBUTES else f"/{step}"
    return path
