"""What a conversion gives: the message, the output, what was kept aside, and where each value went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field, replace
from functools import cached_property

from carec_datamodel.crosswalk.account import Account
from carec_datamodel.crosswalk.ledger import Ledger, Outcome
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.findings import Finding
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.model.base import Message


@dataclass(frozen=True)
class Conversion:
    """A document, converted.

    Attributes:
        message: The harmonised message.
        source_format: Format of the document.
        target_format: Format of the output.
        output: The output.
        findings: What is wrong or unusual in the document, and what the output cannot say.
    """

    message: Message
    source_format: Format
    target_format: Format
    output: bytes
    findings: tuple[Finding, ...]
    _document: Document = field(repr=False)
    _losses: Sequence[Finding] = field(repr=False, default=())

    @cached_property
    def _account(self) -> Account | None:
        return self.source_format.account(self._document)

    @property
    def residue(self) -> Residue | None:
        """What the document holds beyond the message; None for a harmonised document.

        Made when first asked for.

        Raises:
            LossyConversion: The table loses a value and no row says so.
        """
        return self._account.residue if self._account is not None else None

    @cached_property
    def ledger(self) -> Ledger:
        """One outcome for each value of the document. Made when first asked for.

        Raises:
            LossyConversion: The table loses a value and no row says so.
        """
        if self._account is not None:
            return self._account.ledger
        lost = {loss.path for loss in self._losses}
        reason = f"cannot be said in {self.target_format.id}"
        return Ledger(
            tuple(
                replace(entry, outcome=Outcome.OMITTED, reason=reason) if entry.harmonised in lost else entry
                for entry in self.source_format.entries(self._document, self.message)
            )
        )
