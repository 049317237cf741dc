"""A JSON value becomes the tree that its XML would be, in the order of the table.

The tree does not tell texts from numbers nor a list from a single value, so these are checked
here. What the tree cannot hold at all leaves no message.
"""

from __future__ import annotations

from typing import Any, NamedTuple

from lxml import etree

from carec_datamodel.crosswalk.json_twin import JsonTwin
from carec_datamodel.crosswalk.trace import Origin
from carec_datamodel.errors import InvalidMessage
from carec_datamodel.findings import Finding
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.faults import Place, findings_of
from carec_datamodel.formats.national_json.tree import TreeBuilder, tag_of
from carec_datamodel.formats.national_json.values import value_of
from carec_datamodel.wire.json_tree import JsonLines
from carec_datamodel.wire.lines import Lines


class JsonSource(NamedTuple):
    """A JSON document, ready for the crosswalk.

    Attributes:
        value: Its value.
        root: The tree that its XML would be.
        line_of: Tells the line of an element.
        refused: Values that are of a wrong JSON type.
        findings: What is wrong with the JSON.
    """

    value: dict[str, Any]
    root: etree._Element
    line_of: Lines
    refused: frozenset[Origin]
    findings: tuple[Finding, ...]


def json_source(document: Document, crosswalk: JsonTwin) -> JsonSource:
    """Return *document*, an object with one key that names a root of *crosswalk*, ready for the crosswalk.

    Raises:
        UnsafeDocument: It goes beyond what a tree may be.
        InvalidMessage: It holds what no tree can; carries all findings.
    """
    value = value_of(document)
    ((key, content),) = value.items()
    root = root_element(key, crosswalk)
    builder = TreeBuilder(crosswalk, document.limits)
    builder.build(Place(root, crosswalk.plan.top(etree.QName(root).localname), (key,), content))
    findings = findings_of(builder.faults, document)
    if builder.broken:
        raise InvalidMessage(findings, source=document.name or None)
    lines = JsonLines(document.data, root, builder.locs)
    return JsonSource(value, root, lines, frozenset(builder.refused), findings)


def root_element(key: str, crosswalk: JsonTwin) -> etree._Element:
    """Return the bare root of the document whose one key is *key*.

    Raises:
        ValueError: That can name no element.
    """
    descriptor = crosswalk.descriptor
    space = descriptor.namespaces[0]
    tag = tag_of(space, key.rpartition(":")[2])
    return etree.Element(tag, nsmap={descriptor.prefix or None: space} if space else None)
