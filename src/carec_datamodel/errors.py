"""The errors of this library. Nothing else escapes from bad input.

Every error says what was found, where, and what was expected. Errors that come
from a document carry its findings, each with path and line where there is one.
"""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable

    from carec_datamodel.findings import Finding


_TOLD = 9
"""How many faults of a code list are told in words after the first."""


class CarecError(Exception):
    """Base of all errors raised by this library.

    Attributes:
        path: Readable path of the place in the document, if there is one.
        line: Line number in the document, counted from 1, if there is one.
    """

    def __init__(self, message: str, *, path: str | None = None, line: int | None = None) -> None:
        self.message = message
        self.path = path
        self.line = line
        place = ", ".join(part for part in (path, f"line {line}" if line else None) if part)
        super().__init__(f"{place}: {message}" if place else message)


class UnsafeDocument(CarecError):
    """The bytes may not be parsed: DOCTYPE, a limit exceeded, not well-formed, wrong encoding."""


class UnknownFormat(CarecError):
    """No known format, or more than one, fits the document; or no format has that id."""


class LexicalError(CarecError):
    """A text does not have the form that its type demands."""


class InvalidIdentifier(LexicalError):
    """A text is not the container number, reference, tariff code... that it should be.

    Attributes:
        value: The text as it was found.
        expected: What was expected instead, in words.
    """

    # Both have a default because an error that crosses to another process is made again from its text.
    def __init__(
        self,
        message: str,
        *,
        value: str = "",
        expected: str = "",
        path: str | None = None,
        line: int | None = None,
    ) -> None:
        self.value = value
        self.expected = expected
        super().__init__(message, path=path, line=line)


class CrosswalkError(CarecError):
    """A crosswalk table or its descriptor is wrong. A fault of the table, not of a document."""


class CodeListError(CarecError):
    """A user's code list is wrong, or its file. A fault of the list, not of a document.

    Attributes:
        faults: Everything that is wrong, as pairs of line and message.
    """

    def __init__(
        self,
        message: str,
        *,
        path: str | None = None,
        line: int | None = None,
        faults: Iterable[tuple[int, str]] = (),
    ) -> None:
        self.faults = tuple(faults)
        super().__init__(message, path=path, line=line)

    @classmethod
    def of(cls, faults: Iterable[tuple[int, str]], path: str) -> CodeListError:
        """Return the error that tells *faults* of the file *path*: the first ones in words, all as pairs."""
        (line, message), *others = found = tuple(faults)
        told = "".join(f"\nline {number}: {text}" for number, text in others[:_TOLD])
        more = f"\nand {len(others) - _TOLD} more" if len(others) > _TOLD else ""
        return cls(f"{message}{told}{more}", path=path, line=line, faults=found)


class LocatorError(CarecError):
    """A locator names no place in messages of its class.

    Attributes:
        text: The locator as written, so that it can be kept.
        step: Number of the step that leads nowhere, counted from 1.
        found: That step as written.
        known: What could stand there.
    """

    def __init__(
        self, message: str, *, text: str = "", step: int = 1, found: str = "", known: Iterable[str] = ()
    ) -> None:
        self.text = text
        self.step = step
        self.found = found
        self.known = tuple(known)
        super().__init__(message)


class ChangeError(CarecError):
    """Changes do not fit the message that they are made to, or two messages cannot be compared."""


class ProfileError(CarecError):
    """A profile's table or descriptor is wrong. A fault of the profile, not of a document."""


class InvalidMessage(CarecError):
    """The document cannot be read as a message.

    Attributes:
        findings: All findings, in document order.
    """

    def __init__(self, findings: Iterable[Finding], *, source: str | None = None) -> None:
        self.findings = tuple(findings)
        self._source = source
        first = self.findings[0]
        more = len(self.findings) - 1
        text = f"{first.message}" + (f" (and {more} more)" if more else "")
        super().__init__(text, path=first.path or source, line=first.line)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes."""
        return partial(InvalidMessage, source=self._source), (self.findings,)


class LossyConversion(CarecError):
    """A conversion would lose a value and no row of the crosswalk declares the loss.

    Attributes:
        findings: One finding per value that would be lost.
    """

    def __init__(self, findings: Iterable[Finding]) -> None:
        self.findings = tuple(findings)
        first = self.findings[0]
        more = len(self.findings) - 1
        text = f"{first.message}" + (f" (and {more} more)" if more else "")
        super().__init__(text, path=first.path, line=first.line)

    def __reduce__(self) -> tuple[object, ...]:
        """Let the error travel between processes."""
        return LossyConversion, (self.findings,)
