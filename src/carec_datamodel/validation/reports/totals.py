"""What many documents come to."""

from __future__ import annotations

from collections import Counter

from carec_datamodel.findings import Severity, plural
from carec_datamodel.validation.reports.form import Entry, Unread


class Totals:
    """Counts over documents.

    Attributes:
        documents: How many there are.
        unread: How many of them could not be read.
        not_valid: How many were read and are not valid.
        findings: The number of findings by severity.
        left_out: The number of findings that are not shown.
    """

    def __init__(self) -> None:
        self.documents = 0
        self.unread = 0
        self.not_valid = 0
        self.findings: Counter[Severity] = Counter()
        self.left_out = 0

    def add(self, entry: Entry) -> None:
        """Count one document."""
        self.documents += 1
        if isinstance(entry, Unread):
            self.unread += 1
            return
        self.not_valid += not entry.ok
        self.findings.update(entry.counts())
        self.left_out += entry.left_out

    @property
    def valid(self) -> int:
        """How many documents are valid."""
        return self.documents - self.unread - self.not_valid

    def in_words(self) -> str:
        """Return the counts, for example ``3 documents: 1 valid, 2 not valid; 5 errors``."""
        counted = ((self.valid, "valid"), (self.not_valid, "not valid"), (self.unread, "not readable"))
        text = f"{plural(self.documents, 'document')}: "
        text += ", ".join(f"{count} {what}" for count, what in counted if count) or "none"
        found = [plural(self.findings[level], level.value) for level in Severity if self.findings[level]]
        if self.left_out:
            found.append(f"{self.left_out} more not shown")
        return f"{text}; {', '.join(found)}" if found else text
