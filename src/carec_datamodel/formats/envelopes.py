"""Envelopes: documents that hold others, one of which is the message. They are listed in ``envelopes.tsv``.

What stands around the message is no part of it: it stays in the residue, and the ledger lists it. Papers that
go with a message, such as its invoice, are the message only where no other is in the envelope.
"""

from __future__ import annotations

from collections.abc import Iterator
from copy import deepcopy
from dataclasses import replace
from functools import cache
from itertools import islice
from pathlib import Path
from typing import NamedTuple

from lxml import etree

from carec_datamodel.crosswalk.account import Account
from carec_datamodel.crosswalk.descriptor import family
from carec_datamodel.crosswalk.elements import child_elements
from carec_datamodel.crosswalk.ledger import Entry, Ledger, Outcome, values_of
from carec_datamodel.crosswalk.readable_paths import ReadablePaths
from carec_datamodel.crosswalk.trace import LineOf
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.tables import source_text, tab_separated

_TABLE = Path(__file__).with_name("envelopes.tsv")
_PLACE = "carec-message"
"""Target of the processing instruction that keeps the place of the message in the residue."""


class _Envelope(NamedTuple):
    root: str
    namespace: str
    path: str
    papers: str
    source: str

    def is_root(self, element: etree._Element) -> bool:
        name = etree.QName(element)
        space = name.namespace or ""
        return name.localname == self.root and self.namespace in {space, family(space)}


@cache
def _envelopes() -> tuple[_Envelope, ...]:
    _, rows = tab_separated(source_text(_TABLE, CrosswalkError))
    return tuple(_Envelope(*cells) for _, cells in rows)


def _envelope_of(root: etree._Element) -> _Envelope | None:
    return next((envelope for envelope in _envelopes() if envelope.is_root(root)), None)


def papers_in(root: etree._Element) -> frozenset[str]:
    """Return the names of the documents that go with a message in the envelope *root*; none elsewhere."""
    found = _envelope_of(root)
    return frozenset(found.papers.split("|")) if found is not None else frozenset()


def enclosed(root: etree._Element) -> list[etree._Element]:
    """Return the root elements of the documents in the envelope *root*; none where it is no envelope."""
    found = _envelope_of(root)
    if found is None:
        return []
    holders = [root]
    for step in found.path.split("/"):
        holders = [
            child
            for holder in holders
            for child in child_elements(holder)
            if etree.QName(child).localname == step
        ]
    return [child for holder in holders for child in child_elements(holder)]


def taken_out(element: etree._Element) -> etree._Element:
    """Return *element* as a document of its own, with the lines that it has in the envelope."""
    return deepcopy(element)


def envelope_note(envelope: etree._Element, message: etree._Element) -> Finding:
    """Return the note that *message* stands in *envelope*, and beside what."""
    name, inside = etree.QName(envelope).localname, etree.QName(message).localname
    others = [etree.QName(element).localname for element in enclosed(envelope)]
    others.remove(inside)
    beside = f", beside {', '.join(others)}" if others else ""
    return Finding(
        rule="crosswalk.envelope",
        message=f"{inside} stands in {name}{beside}; what is around it stays in the residue",
        severity=Severity.NOTE,
        path=name,
        line=envelope.sourceline,
    )


def with_envelope(account: Account, element: etree._Element, line_of: LineOf) -> Account:
    """Return the *account* of the document *element*, with what stands around it in its envelope."""
    around = tuple(_around(element, line_of))
    position = next(place for place, found in enumerate(element.getroottree().iter()) if found is element)
    tree = deepcopy(element.getroottree())
    copy = next(islice(tree.iter(), position, None))
    place = etree.ProcessingInstruction(_PLACE)
    place.tail = copy.tail
    holder = copy.getparent()
    if holder is None:  # pragma: no cover - an enclosed document is not the root
        raise CrosswalkError("the message stands in no envelope")
    holder.replace(copy, place)
    envelope = etree.tostring(tree, encoding="unicode")
    encoding = tree.docinfo.encoding or "UTF-8"
    residue = replace(account.residue, envelope=envelope, encoding=encoding)
    return Account(residue, Ledger((*around, *account.ledger.entries)))


def _around(element: etree._Element, line_of: LineOf) -> Iterator[Entry]:
    """Yield the values that stand around *element* in its envelope."""
    inside = set(element.iter())
    path_of = ReadablePaths()
    reason = "stands around the message"
    for holder, attribute, value in values_of(element.getroottree().getroot()):
        if holder not in inside:
            path = path_of(holder) + (f"/@{attribute}" if attribute else "")
            yield Entry(path, line_of(holder) or 0, value, Outcome.RESIDUE, "", reason)


def enveloped(data: bytes, envelope: str, encoding: str) -> bytes:
    """Return the document *data* in its *envelope* again, in *encoding*.

    Raises:
        CrosswalkError: The envelope is damaged: it does not say where the message stands.
    """
    parser = etree.XMLParser(resolve_entities=False, load_dtd=False, no_network=True)
    try:
        root = etree.fromstring(envelope, parser)
    except (etree.LxmlError, ValueError) as error:
        raise CrosswalkError(f"the residue is damaged: the envelope is not XML: {error}") from None
    places = root.xpath(f"//processing-instruction('{_PLACE}')")
    if len(places) != 1:
        raise CrosswalkError(f"the residue is damaged: {len(places)} places for the message; expected 1")
    place = places[0]
    message = etree.fromstring(data)
    message.tail = place.tail
    holder = place.getparent()
    if holder is None:  # pragma: no cover - what is found inside the root stands in an element
        raise CrosswalkError("the residue is damaged: the message stands outside the envelope")
    holder.replace(place, message)
    text = etree.tostring(root.getroottree(), encoding="unicode")
    try:
        head = f'<?xml version="1.0" encoding="{encoding}"?>\n{text}\n'
        return head.encode(encoding, errors="xmlcharrefreplace")
    except (LookupError, ValueError):
        raise CrosswalkError(f"{encoding[:40]!r} is not an encoding of documents") from None
