"""A national format: descriptor and table, compiled, reading and writing."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any

from lxml import etree
from pydantic import ValidationError

from carec_datamodel.crosswalk.checks import check_plan
from carec_datamodel.crosswalk.codes import CodeTable, read_codes
from carec_datamodel.crosswalk.compiler import Compiler
from carec_datamodel.crosswalk.descriptor import Descriptor, read_descriptor
from carec_datamodel.crosswalk.difference import Difference, Side, live_elements
from carec_datamodel.crosswalk.functions import load_callers
from carec_datamodel.crosswalk.ledger import Ledger, build_ledger
from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.crosswalk.reader import Reader
from carec_datamodel.crosswalk.residue import Residue, apply
from carec_datamodel.crosswalk.serialise import serialise
from carec_datamodel.crosswalk.table import expand, read_table
from carec_datamodel.crosswalk.trace import SOURCE_LINE, LineOf, Trace, Traced, text_at
from carec_datamodel.crosswalk.transforms import Caller
from carec_datamodel.crosswalk.writer import Writer
from carec_datamodel.errors import CrosswalkError, InvalidMessage, LossyConversion
from carec_datamodel.findings import Finding, Severity, clip
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message
from carec_datamodel.model.leaves import leaves
from carec_datamodel.model.lexical import XML_SPACE
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.refusals import explain, place_of
from carec_datamodel.model.structure import message_class

_SHARED_CODES = Path(__file__).parent.parent / "codelists" / "tables"
# How often values that the model refuses are taken out before the message is given up.
_MOST_ROUNDS = 5


@dataclass(frozen=True, slots=True)
class Reading:
    """A national document, read.

    Attributes:
        message: The harmonised message; None where errors leave none.
        findings: What is wrong or unusual, in document order.
    """

    message: Message | None
    findings: tuple[Finding, ...]

    @property
    def errors(self) -> tuple[Finding, ...]:
        """The findings of severity error."""
        return tuple(finding for finding in self.findings if finding.severity is Severity.ERROR)


@dataclass(frozen=True, slots=True)
class Account:
    """What a conversion keeps and where each value went."""

    residue: Residue
    ledger: Ledger


class CrosswalkFormat:
    """A format that a crosswalk table maps to the harmonised model.

    The descriptor is read at once, the table when it is first needed.
    """

    def __init__(self, file: Path) -> None:
        """Open the format whose descriptor is *file* and whose table lies beside it as ``.tsv``."""
        self.file = file
        self.descriptor: Descriptor = read_descriptor(file)

    @property
    def id(self) -> str:
        """Format id."""
        return self.descriptor.id

    @cached_property
    def plan(self) -> Plan:
        """The compiled table.

        Raises:
            CrosswalkError: The table is wrong.
        """
        name = self.descriptor.message
        if name not in MESSAGES:
            raise CrosswalkError(f"{self.file.name}: message is {name!r}; expected one of {sorted(MESSAGES)}")
        rows = expand(read_table(self.file.with_suffix(".tsv")), self.file.parent)
        plan = Compiler(self.descriptor, message_class(name), self._codes, self._callers()).compile(rows)
        check_plan(plan)
        return plan

    def _codes(self, name: str) -> CodeTable:
        for folder in (self.file.parent / "codes", _SHARED_CODES):
            file = folder / f"{name}.tsv"
            if file.is_file():
                return read_codes(file)
        raise CrosswalkError(f"there is no code table {name!r}")

    def _callers(self) -> Mapping[str, Caller]:
        """Return the functions that the format's folder brings for ``call(name)``."""
        name = f"_carec_transforms_{self.id.replace('-', '_')}"
        return load_callers(self.file.parent / "transforms.py", name)

    def begins(self, root: etree._Element) -> bool:
        """Return whether a document of this format may begin with *root*, whatever is inside."""
        name = etree.QName(root)
        roots = {self._fold(root_name) for root_name in self.descriptor.detection.roots}
        return (name.namespace or "") in self.descriptor.namespaces and self._fold(name.localname) in roots

    def _fold(self, name: str) -> str:
        return name.lower() if self.descriptor.names == "ignore-case" else name

    def detects(self, root: etree._Element) -> bool:
        """Return whether *root* is a document of this format."""
        if not self.begins(root):
            return False
        fold, detection = self._fold, self.descriptor.detection
        depth = max((path.count("/") for path in (*detection.any, *detection.none)), default=0) + 1
        present = {fold(path) for path in _paths(root, depth)}
        if any(fold(path) in present for path in detection.none):
            return False
        return not detection.any or any(fold(path) in present for path in detection.any)

    def read(self, root: etree._Element, line_of: LineOf = SOURCE_LINE, *, thorough: bool = False) -> Reading:
        """Read the document *root*; what is wrong in it becomes findings.

        Args:
            root: The national document.
            line_of: Tells the line of an element.
            thorough: Whether to look also for what is right but can be misread, which takes longer.
        """
        if thorough:
            reading, trace = self._traced(root, line_of)
            return Reading(reading.message, _ordered([*reading.findings, *_swappable_dates(trace)]))
        reader = Reader(self.plan, root)
        values = reader.read()
        if not reader.unusual:
            try:
                return Reading(self._validated(values), ())
            except ValidationError:
                pass
        return self._traced(root, line_of)[0]

    def _validated(self, values: dict[str, Any]) -> Message:
        message: Message = self.plan.message.__pydantic_validator__.validate_python(
            values, by_alias=True, by_name=False
        )
        return message

    def _traced(self, root: etree._Element, line_of: LineOf = SOURCE_LINE) -> tuple[Reading, Trace]:
        """Read again with a trace; take out the values that the model refuses until it refuses none."""
        trace = Trace(line_of=line_of)
        refused: list[Finding] = []
        for _ in range(_MOST_ROUNDS):
            trace = Trace(skip=trace.skip, line_of=line_of)
            values = Reader(self.plan, root, trace).read()
            try:
                message = self._validated(values)
            except ValidationError as error:
                known = len(trace.skip)
                refused.extend(self._refusals(error, root, trace))
                if len(trace.skip) == known:
                    break  # what is missing cannot be passed over
                continue
            trace.refused |= trace.skip
            return Reading(message, _ordered(trace.findings + refused)), trace
        return Reading(None, _ordered(trace.findings + refused)), trace

    def _refusals(self, error: ValidationError, root: etree._Element, trace: Trace) -> list[Finding]:
        """Return a finding for each value that the model refuses, and mark its element to be passed over."""
        notes = Trace(line_of=trace.line_of)
        for item in error.errors(include_url=False):
            place = place_of(self.plan.message, item["loc"])
            rule_id, message, expected = explain(item, place)
            found = item.get("input")
            origin, rule = (found.origin, found.rule) if isinstance(found, Traced) else ((root, None), None)
            text = text_at(origin) if rule is not None else None
            if text is not None:
                trace.skip.add(origin)
                message = message.replace(repr(clip(str(found))), repr(clip(text)))
            notes.note(
                rule_id,
                f"{message}; expected {expected}",
                origin[0],
                Severity.ERROR,
                value=text,
                expected=expected,
                rule=rule,
                attribute=origin[1],
            )
        return notes.findings

    def write(
        self,
        message: Message,
        namespace: str | None = None,
        prefixes: Mapping[str, str] | None = None,
    ) -> tuple[etree._Element, list[Finding]]:
        """Return the national document of *message* and a finding for each value that it cannot say.

        Args:
            message: The message.
            namespace: Namespace to write, where it is not the first of the format.
            prefixes: More namespaces to declare, by prefix.

        Raises:
            CrosswalkError: The message is of another class than the format's.
        """
        if not isinstance(message, self.plan.message):
            raise CrosswalkError(
                f"{self.id} is for {self.plan.message.__name__}, not for {type(message).__name__}"
            )
        writer = Writer(self.plan, self._without_own_residue(message), namespace, prefixes)
        root = writer.write()
        return root, writer.losses()

    def _without_own_residue(self, message: Message) -> dict[str, Any]:
        values = to_plain(message)
        extension = values.get("Extension")
        if extension and extension.get("Residue", {}).get("FormatID") == self.id:
            rest = {key: value for key, value in extension.items() if key != "Residue"}
            values["Extension"] = rest
            if not rest:
                del values["Extension"]
        return values

    def account(self, root: etree._Element, line_of: LineOf = SOURCE_LINE) -> Account:
        """Return residue and ledger of the document *root*.

        Raises:
            InvalidMessage: No message can be read from the document.
            LossyConversion: The table loses a value and no row says so.
        """
        reading, trace = self._traced(root, line_of)
        if reading.message is None:
            raise InvalidMessage(reading.errors)
        namespace = etree.QName(root).namespace or ""
        prefixes = _prefixes(root)
        bare, _ = self.write(reading.message, namespace, prefixes)
        bare_reading, bare_trace = self._traced(bare)
        if bare_reading.message != reading.message:
            self._check_declared(reading.message, bare_reading.message, trace)
        difference = Difference(
            self.plan,
            Side(root, trace.nodes, live_elements(trace)),
            Side(bare, bare_trace.nodes, live_elements(bare_trace)),
        )
        document = root.getroottree().docinfo
        residue = Residue(
            self.id,
            difference.edit,
            document.encoding or "UTF-8",
            namespace,
            prefixes,
            tuple(
                etree.tostring(item, encoding="unicode", with_tail=False)
                for item in _around(root, before=True)
            ),
            tuple(
                etree.tostring(item, encoding="unicode", with_tail=False)
                for item in _around(root, before=False)
            ),
        )
        return Account(residue, build_ledger(root, trace, difference.counterparts, self.plan.fold))

    def _check_declared(self, message: Message, reread: Message | None, trace: Trace) -> None:
        """Raise unless every value that does not come back is one whose row says so."""
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
                message=f"{clip(before.get(path, '(nothing)'))!r} comes back from {self.id} as "
                f"{clip(after.get(path, '(nothing)'))!r}, and no row says so",
                path=path,
                value=before.get(path),
                harmonised=path,
            )
            for path in sorted({*before, *after})
            if before.get(path) != after.get(path)
            and _bare_path(path.removeprefix(f"{name}/")) not in declared
        ]
        if undeclared:
            raise LossyConversion(undeclared)

    def restore(self, message: Message, residue: Residue) -> bytes:
        """Return the national document that *message* and *residue* came from.

        Raises:
            CrosswalkError: The residue is of another format, or damaged.
        """
        if residue.format_id != self.id:
            raise CrosswalkError(f"the residue is of {residue.format_id}, not of {self.id}")
        bare, _ = self.write(message, residue.namespace, residue.prefixes)
        root = apply(residue, bare, self.descriptor.null)
        return serialise(root, residue.encoding, residue.before, residue.after)

    def dumps(self, message: Message) -> tuple[bytes, list[Finding]]:
        """Return *message* as bytes of this format, and a finding for each value that it cannot say."""
        root, losses = self.write(message)
        return serialise(root, self.descriptor.encoding), losses


def _prefixes(root: etree._Element) -> dict[str, str]:
    """Return the namespaces of the document by prefix; where one is used twice, the outer one."""
    found: dict[str, str] = {}
    for element in root.iter("*"):
        for prefix, uri in element.nsmap.items():
            if prefix is not None and uri != etree.QName(root).namespace:
                found.setdefault(prefix, uri)
    return found


_DETAILS = re.compile(r"\[[^\]]*\]")
_LOSSY = frozenset({"narrower", "broader"})


def _bare_path(path: str) -> str:
    """Return a harmonised path without positions and selectors."""
    return _DETAILS.sub("", path)


def _swappable_dates(trace: Trace) -> list[Finding]:
    """Return one note for all dates that could as well be read with day and month swapped."""
    if not trace.swappable:
        return []
    element, rule = trace.swappable[0]
    notes = Trace(line_of=trace.line_of)
    text = (element.text or "").strip(XML_SPACE)
    pattern = rule.row.transform.partition("date(")[2].partition(")")[0].partition("|")[0]
    notes.note(
        "crosswalk.date-order",
        f"{len(trace.swappable)} date(s) such as {text!r} could also be read with day and month swapped;"
        f" they are read as {pattern}",
        element,
        Severity.NOTE,
        value=text,
        rule=rule,
    )
    return notes.findings


def _ordered(findings: list[Finding]) -> tuple[Finding, ...]:
    return tuple(sorted(findings, key=lambda finding: finding.line or 0))


def _around(root: etree._Element, *, before: bool) -> list[etree._Element]:
    items = list(root.itersiblings(preceding=before))
    return items[::-1] if before else items


def _paths(parent: etree._Element, depth: int, path: str = "") -> set[str]:
    found = set()
    for child in parent:
        if isinstance(child.tag, str):
            below = f"{path}{child.tag.rpartition('}')[2]}"
            found.add(below)
            if depth > 1:
                found |= _paths(child, depth - 1, f"{below}/")
    return found
