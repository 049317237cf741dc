"""Assertions on documents and messages, for any test runner."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from carec_datamodel.api import FormatName, Source, dumps, open_document, validate
from carec_datamodel.api.documents import format_of
from carec_datamodel.errors import InvalidMessage
from carec_datamodel.findings import Severity, plural
from carec_datamodel.model.base import Message
from carec_datamodel.model.changes import diff
from carec_datamodel.testing.round_trip import (
    HARMONISED,
    capped,
    described,
    message_differences,
    round_trip_differences,
)

if TYPE_CHECKING:
    from carec_datamodel.codelists.own_lists import CodeLists
    from carec_datamodel.validation.against import ProfileName


def assert_valid(
    source: Source | Message,
    *,
    profile: ProfileName | Sequence[ProfileName] | None = None,
    select: Iterable[str] = (),
    ignore: Iterable[str] = (),
    lists: CodeLists | None = None,
    format: FormatName | None = None,
    fail_on: Severity | str = Severity.ERROR,
) -> None:
    """Assert that a document or a message is valid.

    Args:
        source: A path, an open binary file, bytes, or a message, which is checked as the XML it becomes.
        profile: What it is held against beside the model, as for `validate`.
        select: Rules, or beginnings of rules, whose findings alone count.
        ignore: Likewise, those whose findings do not count.
        lists: The code lists that rules look codes up in; those of the library where not given.
        format: Format of the document; detected where not given.
        fail_on: Severity from which on a finding fails.

    Raises:
        AssertionError: It is not; shows the report.
        CarecError: It cannot be read at all, as `validate`.
        ValueError: *fail_on* is no severity.
    """
    __tracebackhide__ = True
    threshold = Severity(fail_on)
    document = dumps(source) if isinstance(source, Message) else source
    report = validate(document, format=format, profile=profile, lists=lists, select=select, ignore=ignore)
    if any(finding.severity.reaches(threshold) for finding in report.findings):
        raise AssertionError(report.to_text())


def assert_roundtrip(source: Source | Message, *, format: FormatName | None = None) -> None:
    """Assert that nothing is lost on the way to other formats and back.

    A national document becomes harmonised and, with its residue, national again, and holds the same but
    for its layout. A harmonised document goes through XML and JSON. A message goes through
    *format*, or through XML and JSON.

    Args:
        source: A path, an open binary file, bytes, or a message.
        format: Format of the document, detected where not given; for a message the one to go through.

    Raises:
        AssertionError: Something is another afterwards; says what and where.
        CarecError: The document cannot be read at all.
    """
    __tracebackhide__ = True
    if isinstance(source, Message):
        name = type(source).__name__
        through = HARMONISED if format is None else (str(format),)
        differences = [line for one in through for line in message_differences(source, one)]
    else:
        document = open_document(source)
        name = document.name or "the document"
        try:
            differences = round_trip_differences(document, format_of(document, format))
        except InvalidMessage as error:
            raise AssertionError(f"{name} cannot be read as a message: {error}") from error
    if differences:
        raise AssertionError(f"{name} does not come back as it was:\n{capped(differences)}")


def assert_same_message(actual: Message, expected: Message) -> None:
    """Assert that two messages hold the same, values as they are written: 1.50 is not 1.5.

    Raises:
        AssertionError: They do not; says where, and both values.
    """
    __tracebackhide__ = True
    if type(actual) is not type(expected):
        raise AssertionError(f"found a {type(actual).__name__}, expected a {type(expected).__name__}")
    changes = diff(expected, actual)
    if changes:
        count = plural(len(changes), "difference")
        lines = capped(described(change) for change in changes)
        raise AssertionError(f"{type(actual).__name__}: {count} from what is expected:\n{lines}")
