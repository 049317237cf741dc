"""What all forms of report have in common: many documents, one piece each."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from typing import ClassVar

from carec_datamodel.validation.report import Report


@dataclass(frozen=True, slots=True)
class Unread:
    """A document that could not be read, so that there is no report on it.

    Attributes:
        name: Name of the document.
        reason: What is wrong with it, in words.
        line: Where, in lines counted from 1.
    """

    name: str
    reason: str
    line: int | None = None


Entry = Report | Unread
"""What a form tells of one document."""


class Form(ABC):
    """A form of report: a piece for each document, between a head and a tail.

    Pieces can be put aside as they come, so that the reports need not be kept. Head and tail are
    asked for when all documents are known.

    Attributes:
        tells_unread: Whether the form has a place for documents that could not be read.
    """

    tells_unread: ClassVar[bool] = False

    @abstractmethod
    def piece(self, entry: Entry) -> str:
        """Return what is told of one document, perhaps nothing; called once for each, in order."""

    def head(self) -> str:
        """Return what stands before the pieces."""
        return ""

    def tail(self) -> str:
        """Return what stands behind the pieces."""
        return ""


def written(form: Form, entries: Iterable[Entry]) -> str:
    """Return *entries* in *form*."""
    pieces = "".join([form.piece(entry) for entry in entries])
    return f"{form.head()}{pieces}{form.tail()}"
