"""A national format: descriptor and table, compiled, reading and writing."""

from __future__ import annotations

from collections.abc import Collection, Mapping
from dataclasses import replace
from functools import cached_property
from pathlib import Path
from typing import Any, NamedTuple

from lxml import etree

from carec_datamodel.codelists.code_lists import SHARED_LISTS, code_list
from carec_datamodel.crosswalk.account import Account, take_account
from carec_datamodel.crosswalk.applying import apply
from carec_datamodel.crosswalk.checks import check_plan
from carec_datamodel.crosswalk.codes import CodeTable, column_codes, read_codes, shared_codes
from carec_datamodel.crosswalk.compiler import Compiler
from carec_datamodel.crosswalk.conformity import note_misfits
from carec_datamodel.crosswalk.descriptor import Descriptor, read_descriptor
from carec_datamodel.crosswalk.detection import fits
from carec_datamodel.crosswalk.functions import load_callers
from carec_datamodel.crosswalk.naming import USUAL, Naming
from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.crosswalk.reading import Reading, read_document, read_traced
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.crosswalk.serialise import serialise
from carec_datamodel.crosswalk.spots import NationalSpots
from carec_datamodel.crosswalk.table import Row, expand, read_table
from carec_datamodel.crosswalk.trace import SOURCE_LINE, LineOf, Origin, Trace
from carec_datamodel.crosswalk.transforms import Caller
from carec_datamodel.crosswalk.variants import read_differences, varied
from carec_datamodel.crosswalk.writer import Writer
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.findings import Finding
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message
from carec_datamodel.model.plain import to_plain
from carec_datamodel.model.structure import message_class


class Written(NamedTuple):
    """A message, written.

    Attributes:
        data: The document.
        losses: A finding for each value that the format cannot say.
        misfits: A finding for each value that is not in the form that the format asks for, and for each
            element that it asks for and the message has no value for.
    """

    data: bytes
    losses: tuple[Finding, ...] = ()
    misfits: tuple[Finding, ...] = ()


class CrosswalkFormat:
    """A format that a crosswalk table maps to the harmonised model.

    The descriptor is read at once, the table when it is first needed.
    """

    def __init__(self, file: Path, bases: Mapping[str, CrosswalkFormat] | None = None) -> None:
        """Open the format whose descriptor is *file* and whose table lies beside it as ``.tsv``.

        Args:
            file: The descriptor.
            bases: The formats that it may be a variant of, by id.
        """
        bases = bases or {}
        self.file = file
        self.descriptor: Descriptor = read_descriptor(
            file, {known: base.file for known, base in bases.items()}
        )
        self.base = bases[self.descriptor.variant_of] if self.descriptor.variant_of else None

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
        compiler = Compiler(self.descriptor, message_class(name), self._codes, self._callers())
        plan = compiler.compile(self._rows())
        check_plan(plan)
        return plan

    def _rows(self) -> tuple[Row, ...]:
        table = self.file.with_suffix(".tsv")
        if self.base is None:
            return expand(read_table(table), self._folders)
        return varied(self.base.plan.rows, read_differences(table, self._folders))

    @property
    def _folders(self) -> tuple[Path, ...]:
        """The folder of the format, and that of the one it is a variant of."""
        return (self.file.parent,) if self.base is None else (self.file.parent, self.base.file.parent)

    def _codes(self, name: str) -> CodeTable:
        for folder in self._folders:
            file = folder / "codes" / f"{name}.tsv"
            if file.is_file():
                return read_codes(file)
        listed, point, column = name.partition(".")
        if listed in SHARED_LISTS:
            return column_codes(code_list(listed), column) if point else shared_codes(code_list(listed))
        raise CrosswalkError(f"there is no code table {name!r}")

    def _callers(self) -> Mapping[str, Caller]:
        """Return the functions that the format's folder brings for ``call(name)``."""
        name = f"_carec_transforms_{self.id.replace('-', '_')}"
        inherited = self.base._callers() if self.base is not None else {}  # noqa: SLF001 - the same class
        return {**inherited, **load_callers(self.file.parent / "transforms.py", name)}

    def begins(self, root: etree._Element) -> bool:
        """Return whether a document of this format may begin with *root*, whatever is inside."""
        name = etree.QName(root)
        local = self._fold(name.localname)
        if local in map(self._fold, self.descriptor.detection.inner_roots):
            return (name.namespace or "") in self.descriptor.accepted
        roots = map(self._fold, self.descriptor.detection.roots)
        return local in roots and self.descriptor.is_root(name.namespace or "")

    def _fold(self, name: str) -> str:
        return name.lower() if self.descriptor.names == "ignore-case" else name

    def detects(self, root: etree._Element) -> bool:
        """Return whether *root* is a document of this format."""
        if not self.begins(root):
            return False
        return fits(self.descriptor.detection, root)

    def read(
        self,
        root: etree._Element,
        line_of: LineOf = SOURCE_LINE,
        *,
        thorough: bool = False,
        refused: Collection[Origin] = (),
    ) -> Reading:
        """Read the document *root*; what is wrong in it becomes findings.

        Args:
            root: The national document.
            line_of: Tells the line of an element.
            thorough: Whether to look also for what is right but can be misread, which takes longer.
            refused: Values to pass over: they are wrong, and that is told already.
        """
        return read_document(self.plan, root, line_of, thorough=thorough, refused=refused)

    def spots(
        self, root: etree._Element, line_of: LineOf = SOURCE_LINE, refused: Collection[Origin] = ()
    ) -> NationalSpots:
        """Return what tells where the values of the message that *root* gives stand in it."""
        return NationalSpots(root, read_traced(self.plan, root, line_of, refused)[1])

    def write(
        self,
        message: Message,
        naming: Naming = USUAL,
    ) -> tuple[etree._Element, list[Finding]]:
        """Return the national document of *message* and a finding for each value that it cannot say.

        Args:
            message: The message.
            naming: How the document names its elements, where that is not as the format is usually written.

        Raises:
            CrosswalkError: The message is of another class than the format's.
        """
        if not isinstance(message, self.plan.message):
            raise CrosswalkError(
                f"{self.id} is for {self.plan.message.__name__}, not for {type(message).__name__}"
            )
        writer = Writer(self.plan, self._without_own_residue(message), naming)
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

    def account(
        self, root: etree._Element, line_of: LineOf = SOURCE_LINE, refused: Collection[Origin] = ()
    ) -> Account:
        """Return residue and ledger of the document *root*.

        Raises:
            InvalidMessage: No message can be read from the document.
            LossyConversion: The table loses a value and no row says so.
        """
        return take_account(self.plan, root, self.write, line_of, refused)

    def restore(self, message: Message, residue: Residue) -> bytes:
        """Return the national document that *message* and *residue* came from, as bytes.

        Raises:
            CrosswalkError: The residue is of another format, or damaged.
        """
        return serialise(self.restored(message, residue), residue.encoding, residue.before, residue.after)

    def restored(self, message: Message, residue: Residue) -> etree._Element:
        """Return the national document that *message* and *residue* came from.

        Raises:
            CrosswalkError: The residue is of another format, or damaged.
        """
        if residue.format_id != self.id:
            raise CrosswalkError(f"the residue is of {residue.format_id}, not of {self.id}")
        bare, _ = self.write(message, residue.naming)
        return apply(residue, bare, self.descriptor.null)

    def dumps(self, message: Message) -> Written:
        """Return *message* as bytes of this format, with what it cannot say and what does not fit."""
        root, losses = self.write(message)
        return Written(serialise(root, self.descriptor.encoding), tuple(losses), self.misfits(root))

    def misfits(self, root: etree._Element) -> tuple[Finding, ...]:
        """Return a finding for what in the document *root*, just written, the format asks to be otherwise."""
        trace = Trace()
        note_misfits(trace, self.plan, root)
        return tuple(replace(finding, line=None) for finding in trace.findings)
