"""A JSON value becomes the tree that its XML would be, in the order of the table.

The tree does not tell texts from numbers nor a list from a single value, so these are checked
here. What the tree cannot hold at all leaves no message.
"""

from __future__ import annotations

from typing import NamedTuple

from lxml import etree

from carec_datamodel.crosswalk.trace import Origin
from carec_datamodel.errors import InvalidMessage
from carec_datamodel.findings import Finding
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.faults import Place, findings_of
from carec_datamodel.formats.national_json.layout import Laid, Layout
from carec_datamodel.formats.national_json.tree import TreeBuilder, root_element
from carec_datamodel.formats.national_json.values import value_of
from carec_datamodel.wire.json_tree import JsonLines
from carec_datamodel.wire.lines import Lines


class JsonSource(NamedTuple):
    """A JSON document, ready for the crosswalk.

    Attributes:
        laid: Its value as the tree has it.
        root: The tree that its XML would be.
        line_of: Tells the line of an element.
        refused: Values that are of a wrong JSON type.
        findings: What is wrong with the JSON.
    """

    laid: Laid
    root: etree._Element
    line_of: Lines
    refused: frozenset[Origin]
    findings: tuple[Finding, ...]


def json_source(document: Document, layout: Layout) -> JsonSource:
    """Return *document*, which may be one of *layout*, ready for the crosswalk.

    Raises:
        UnsafeDocument: It goes beyond what a tree may be.
        InvalidMessage: It holds what no tree can; carries all findings.
    """
    crosswalk = layout.crosswalk
    laid = layout.laid(value_of(document))
    ((key, content),) = laid.value.items()
    root = root_element(key, crosswalk)
    builder = TreeBuilder(crosswalk, document.limits)
    builder.build(Place(root, crosswalk.plan.top(etree.QName(root).localname), (key,), content))
    findings = findings_of(
        (
            fault._replace(place=fault.place._replace(loc=laid.loc_of(fault.place.loc)))
            for fault in builder.faults
        ),
        document,
    )
    if builder.broken:
        raise InvalidMessage(findings, source=document.name or None)
    lines = JsonLines(document.data, root, [*map(laid.loc_of, builder.locs)])
    return JsonSource(laid, root, lines, frozenset(builder.refused), findings)
