"""National formats whose documents are JSON, with the crosswalk of their XML."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import cached_property
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.account import Account
from carec_datamodel.crosswalk.format import Written
from carec_datamodel.crosswalk.json_twin import JsonTwin
from carec_datamodel.crosswalk.reading import Reading
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CrosswalkError, InvalidMessage, UnknownFormat
from carec_datamodel.findings import Spot
from carec_datamodel.formats.base import Format, national_card
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.national_json.layout import Layout
from carec_datamodel.formats.national_json.reading import JsonSource, json_source
from carec_datamodel.formats.national_json.recording import Recording
from carec_datamodel.formats.national_json.values import dumped
from carec_datamodel.formats.national_json.writing import json_value
from carec_datamodel.model.base import Message
from carec_datamodel.model.refusals import Loc
from carec_datamodel.wire import xml
from carec_datamodel.wire.lines import Lines


class NationalJsonFormat(Format):
    """A national format with a crosswalk whose documents are JSON."""

    def __init__(self, crosswalk: JsonTwin) -> None:
        self.crosswalk = crosswalk
        super().__init__(national_card(crosswalk.descriptor, "json"))

    @property
    def variant_of(self) -> str:
        """Id of the format that this is a variant of; empty for a format of its own."""
        return self.crosswalk.descriptor.variant_of

    @property
    def is_recording(self) -> bool:
        """Whether its documents are recordings of calls, of which there is no XML."""
        return bool(self.crosswalk.form.calls)

    @cached_property
    def _layout(self) -> Layout:
        return Recording(self.crosswalk) if self.is_recording else Layout(self.crosswalk)

    def detects(self, document: Document) -> bool:
        """Return whether *document* is of this format."""
        if document.syntax != "json" or not self._layout.begins(document.value):
            return False
        if not self.crosswalk.descriptor.detection.looks_inside:
            return True
        try:
            return self.crosswalk.detects(json_source(document, self._layout).root)
        except InvalidMessage:
            return False

    def message_of(self, document: Document) -> str:  # noqa: ARG002
        """Return the name of the harmonised message class that every document of the format holds."""
        return self.crosswalk.descriptor.message

    def _source(self, document: Document) -> JsonSource:
        if document.syntax != "json":
            raise UnknownFormat(
                f"{self.id} is JSON; the document is {document.syntax.upper()}", path=document.name or None
            )
        if not self._layout.begins(document.value):
            raise UnknownFormat(
                f"found {document.describe()}; {self.id} has {self._layout.expected}",
                path=document.name or None,
                line=1,
            )
        return json_source(document, self._layout)

    def read(self, document: Document, *, thorough: bool = False) -> Reading:
        """Read *document*; what is wrong in it becomes findings."""
        with xml.paused_collection():
            try:
                source = self._source(document)
            except InvalidMessage as error:
                return Reading(None, error.findings)
            reading = self.crosswalk.read(
                source.root, source.line_of, thorough=thorough, refused=source.refused
            )
        told = {finding.path for finding in source.findings}
        others = [finding for finding in reading.findings if finding.path not in told]
        findings = sorted((*source.findings, *others), key=lambda finding: finding.line or 0)
        return Reading(reading.message, tuple(findings))

    def spots(self, document: Document, message: Message) -> Callable[[Loc], Spot]:  # noqa: ARG002
        """Return what tells where the values of *message* stand in *document*, which it was read from."""
        source = self._source(document)
        return self.crosswalk.spots(source.root, source.line_of, source.refused)

    def tree(self, document: Document) -> tuple[etree._Element, Lines] | None:
        """Return the root that the XML of *document* would have, and what tells the lines of its elements."""
        source = self._source(document)
        return source.root, source.line_of

    def dumps(self, message: Message) -> Written:
        """Return *message* in this format, with what it cannot say and what does not fit."""
        root, losses = self.crosswalk.write(message)
        value = self._layout.document(self._value(root), {})
        return Written(dumped(value), tuple(losses), self.crosswalk.misfits(root))

    def restore(self, message: Message, residue: Residue) -> bytes:
        """Return the document that *message* and *residue* came from."""
        value = self._value(self.crosswalk.restored(message, residue))
        try:
            return dumped(self._layout.restored(residue.json, value))
        except (AttributeError, TypeError, ValueError) as error:
            raise CrosswalkError(f"the residue is damaged: {type(error).__name__} {error}") from None

    def account(self, document: Document) -> Account | None:
        """Return residue and ledger of *document*."""
        with xml.paused_collection():
            source = self._source(document)
            account = self.crosswalk.account(source.root, source.line_of, source.refused)
        edit = self._layout.difference(source.laid, self._value(source.root))
        return Account(replace(account.residue, json=edit), account.ledger)

    def _value(self, root: etree._Element) -> dict[str, Any]:
        return json_value(root, self.crosswalk.plan, self.crosswalk.form.prefix)
