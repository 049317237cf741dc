"""What a conversion gives: the message, the output, what was kept aside, and where each value went."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from carec_datamodel.crosswalk.account import Account
from carec_datamodel.crosswalk.ledger import Entry, Ledger, Outcome
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.findings import Finding
from carec_datamodel.formats.base import Format
from carec_datamodel.formats.document import Document
from carec_datamodel.model.base import Message
from carec_datamodel.model.leaves import leaves


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
        lost = {(loss.path, loss.value) for loss in self._losses}
        return Ledger(
            tuple(
                Entry(path, 0, text, Outcome.EXACT, path)
                if (path, text) not in lost
                else Entry(path, 0, text, Outcome.OMITTED, path, f"cannot be said in {self.target_format.id}")
                for path, text in leaves(self.message)
            )
        )
