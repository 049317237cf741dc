"""The ledger: one outcome for each value of a national document."""

from __future__ import annotations

import json
from collections import Counter
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from enum import StrEnum

from lxml import etree

from carec_datamodel.crosswalk.elements import text_at
from carec_datamodel.crosswalk.plan import Node, Rule
from carec_datamodel.crosswalk.trace import Trace
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.lexical import XML_SPACE


class Outcome(StrEnum):
    """What became of a value.

    The message alone gives back an *exact* value as it was, a *normalised* one in
    another spelling, a *narrowed* one less precisely. An *omitted* one has a row that
    says why the message does not carry it; a *residue* one has none, or did not fit
    its row. A *rejected* one is wrong.
    """

    EXACT = "exact"
    NORMALISED = "normalised"
    NARROWED = "narrowed"
    RESIDUE = "residue"
    OMITTED = "omitted"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Entry:
    """One value and what became of it.

    Attributes:
        path: Readable national path; ``@name`` behind it for an attribute.
        line: Line in the document.
        value: The value, without white space around it.
        outcome: What became of it.
        harmonised: Where the message holds it, if it does.
        reason: Why the message does not hold it as it is, where the table says so.
    """

    path: str
    line: int
    value: str
    outcome: Outcome
    harmonised: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Ledger:
    """All values of a document, in document order."""

    entries: tuple[Entry, ...]

    def counts(self) -> dict[Outcome, int]:
        """Return the number of values by outcome; every outcome is there."""
        counted = Counter(entry.outcome for entry in self.entries)
        return {outcome: counted[outcome] for outcome in Outcome}

    @property
    def survival(self) -> float:
        """Share of the values that the message alone gives back unchanged, 0 to 1."""
        return self.counts()[Outcome.EXACT] / len(self.entries) if self.entries else 1.0

    def to_json(self) -> str:
        """Return the ledger as JSON: the counts, then the entries."""
        content = {
            "counts": {outcome.value: count for outcome, count in self.counts().items()},
            "survival": round(self.survival, 6),
            "entries": [asdict(entry) for entry in self.entries],
        }
        return json.dumps(content, ensure_ascii=False, indent=1) + "\n"


TAIL = "#tail"
"""Stands for the name of an attribute where the value is a text behind an element."""


def values_of(root: etree._Element) -> Iterator[tuple[etree._Element, str | None, str]]:
    """Yield every value of the document, in its order: element, attribute or None, text without blanks."""
    for event, element in etree.iterwalk(root, events=("start", "end", "comment", "pi")):
        if event == "start":
            for name, text in element.items():
                if str(text).strip(XML_SPACE):
                    yield element, str(name), str(text).strip(XML_SPACE)
            if element.text and element.text.strip(XML_SPACE):
                yield element, None, element.text.strip(XML_SPACE)
        elif element is not root and element.tail and element.tail.strip(XML_SPACE):
            yield element, TAIL, element.tail.strip(XML_SPACE)


def build_ledger(
    root: etree._Element,
    trace: Trace,
    counterparts: dict[etree._Element, etree._Element],
    fold: Callable[[str], str],
) -> Ledger:
    """Return the ledger of the document *root*.

    Args:
        root: The national document.
        trace: What reading it noted.
        counterparts: Element of the bare document for each element that has one.
        fold: How a national name is compared.

    Raises:
        CrosswalkError: The number of entries is not the number of values: an error in this library.
    """
    entries = tuple(_entry(trace, counterparts, fold, *value) for value in values_of(root))
    expected = root.xpath("count(//@*[normalize-space()]) + count(//text()[normalize-space()])")
    if len(entries) != int(expected):
        raise CrosswalkError(f"the ledger has {len(entries)} entries for {int(expected)} values")
    return Ledger(entries)


def _entry(
    trace: Trace,
    counterparts: dict[etree._Element, etree._Element],
    fold: Callable[[str], str],
    element: etree._Element,
    attribute: str | None,
    text: str,
) -> Entry:
    line = trace.line_of(element) or 0
    if attribute == TAIL:
        holder = element.getparent()
        holder = holder if holder is not None else element
        split = (holder, None) in trace.refused
        return Entry(trace.path_of(holder), line, text, Outcome.REJECTED if split else Outcome.RESIDUE)
    node = trace.nodes.get(element)
    if attribute is not None and node is not None:
        node = node.attributes.get(fold(attribute))
    rule = trace.rule_of((element, attribute))
    twin = counterparts.get(element)
    bare = text_at((twin, attribute)) if twin is not None else ""
    outcome, reason = _outcome(node, rule, bare == text, (element, attribute) in trace.refused)
    path = trace.path_of(element) + (f"/@{attribute}" if attribute else "")
    return Entry(path, line, text, outcome, rule.row.harmonised if rule else "", reason)


def _outcome(node: Node | None, rule: Rule | None, same: bool, refused: bool) -> tuple[Outcome, str]:
    if refused:
        return Outcome.REJECTED, ""
    row = rule.row if rule is not None else node.row if node is not None else None
    if row is None:
        return Outcome.RESIDUE, ""
    # What the order of the list says again, or what the format always says.
    counted = node is not None and (node.ordinal or node.constant != "")
    if same and (rule is not None or counted or row.relation != "none"):
        return Outcome.EXACT, ""
    if rule is not None:
        return (Outcome.NORMALISED if row.relation == "equal" else Outcome.NARROWED), row.reason
    if row.relation == "none":
        return Outcome.OMITTED, row.reason
    return Outcome.RESIDUE, row.reason
