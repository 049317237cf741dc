"""The account of a conversion: what is kept of a national document, and where each value went."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass

from lxml import etree

from carec_datamodel.crosswalk.descriptor import family
from carec_datamodel.crosswalk.difference import Difference, Side, live_elements
from carec_datamodel.crosswalk.ledger import Ledger, build_ledger
from carec_datamodel.crosswalk.naming import Naming
from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.crosswalk.reading import read_traced
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.crosswalk.trace import SOURCE_LINE, LineOf, Origin, Trace
from carec_datamodel.errors import InvalidMessage, LossyConversion
from carec_datamodel.findings import Finding, clip
from carec_datamodel.model.base import Message
from carec_datamodel.model.leaves import leaves

Write = Callable[[Message, Naming], tuple[etree._Element, list[Finding]]]  # noqa: SLF001 - the class has no public name
"""Makes the national document of a message; tells losses."""

_DETAILS = re.compile(r"\[[^\]]*\]")
_LOSSY = frozenset({"narrower", "broader"})


@dataclass(frozen=True, slots=True)
class Account:
    """What a conversion keeps and where each value went."""

    residue: Residue
    ledger: Ledger


def take_account(
    plan: Plan,
    root: etree._Element,
    write: Write,
    line_of: LineOf = SOURCE_LINE,
    refused: Collection[Origin] = (),
) -> Account:
    """Return residue and ledger of the document *root*; *write* makes documents of its format.

    Values that are *refused* are none of the message.

    Raises:
        InvalidMessage: No message can be read from the document.
        LossyConversion: The table loses a value and no row says so.
    """
    reading, trace = read_traced(plan, root, line_of, refused)
    if reading.message is None:
        raise InvalidMessage(reading.errors)
    naming = _naming(plan, root, trace)
    bare, _ = write(reading.message, naming)
    bare_reading, bare_trace = read_traced(plan, bare)
    # A value that is refused may be what a row looks at to be written; the findings tell of it already.
    if bare_reading.message != reading.message and not trace.refused:
        _check_declared(plan, reading.message, bare_reading.message, trace)
    difference = Difference(
        plan,
        Side(root, trace.nodes, live_elements(trace)),
        Side(bare, bare_trace.nodes, live_elements(bare_trace)),
    )
    document = root.getroottree().docinfo
    residue = Residue(
        plan.descriptor.id,
        difference.edit,
        document.encoding or "UTF-8",
        naming,
        tuple(
            etree.tostring(item, encoding="unicode", with_tail=False) for item in _around(root, before=True)
        ),
        tuple(
            etree.tostring(item, encoding="unicode", with_tail=False) for item in _around(root, before=False)
        ),
    )
    return Account(residue, build_ledger(root, trace, difference.counterparts, plan.fold))


def _check_declared(plan: Plan, message: Message, reread: Message | None, trace: Trace) -> None:
    """Raise unless every value that does not come back is one whose row says so.

    What the constants of the format say of all its documents, and the numbers of entries that their order
    says, may come back where a document does not say them.
    """
    implied = {
        _bare_path(rule.row.harmonised)
        for node in plan.root.below()
        if node.ordinal or any(rule.transform.constant is not None for rule in node.rules)
        for rule in node.rules
    }
    declared = {
        _bare_path(rule.row.harmonised)
        for rule in (*trace.taken.values(), *trace.taken_attributes.values())
        if rule.row.reason and rule.row.relation in _LOSSY
    }
    before = dict(leaves(message))
    after = dict(leaves(reread)) if reread is not None else {}
    name = type(message).__name__
    undeclared = [
        Finding(
            rule="crosswalk.changed",
            message=f"{clip(before.get(path, '(nothing)'))!r} comes back from {plan.descriptor.id} as "
            f"{clip(after.get(path, '(nothing)'))!r}, and no row says so",
            path=path,
            value=before.get(path),
            harmonised=path,
        )
        for path in sorted({*before, *after})
        if before.get(path) != after.get(path)
        and (bare := _bare_path(path.removeprefix(f"{name}/"))) not in declared
        and not (path not in before and bare in implied)
    ]
    if undeclared:
        raise LossyConversion(undeclared)


def _bare_path(path: str) -> str:
    """Return a harmonised path without positions and selectors."""
    return _DETAILS.sub("", path)


def _naming(plan: Plan, root: etree._Element, trace: Trace) -> Naming:
    """Return how the document *root* names its elements."""
    top = plan.top(etree.QName(root).localname)
    name = top.name if top is not plan.root else ""
    return Naming(etree.QName(root).namespace or "", _prefixes(root), name, _spaces(plan, trace))


def _spaces(plan: Plan, trace: Trace) -> dict[str, str]:
    """Return the namespaces of a document by those of the table, where they are of another version."""
    found: dict[str, str] = {}
    if plan.descriptor.versions == "any":
        for element, node in trace.nodes.items():
            space = etree.QName(element).namespace or ""
            if space != node.namespace and (
                family(space) == family(node.namespace)
                or (element.getparent() is None and plan.descriptor.is_pattern_of(space))
            ):
                found.setdefault(node.namespace, space)
    return found


def _prefixes(root: etree._Element) -> dict[str, str]:
    """Return the namespaces of the document by prefix; where one is used twice, the outer one."""
    found: dict[str, str] = {}
    for element in root.iter("*"):
        for prefix, uri in element.nsmap.items():
            if prefix is not None and uri != etree.QName(root).namespace:
                found.setdefault(prefix, uri)
    return found


def _around(root: etree._Element, *, before: bool) -> list[etree._Element]:
    items = list(root.itersiblings(preceding=before))
    return items[::-1] if before else items
