"""What is tested of a file."""

from __future__ import annotations

from dataclasses import replace

import pytest

from carec_datamodel.api import convert
from carec_datamodel.conversion import Conversion
from carec_datamodel.errors import CarecError
from carec_datamodel.findings import Finding
from carec_datamodel.formats.document import Document
from carec_datamodel.formats.registry import find_format
from carec_datamodel.model.leaves import leaves
from carec_datamodel.testing.files.expected import mismatch
from carec_datamodel.testing.files.failure import Place, Unmet, places_of
from carec_datamodel.testing.files.sample import Sample
from carec_datamodel.testing.json_difference import count_values
from carec_datamodel.testing.round_trip import capped, round_trip_differences
from carec_datamodel.validation.against import against
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports.form import Unread
from carec_datamodel.validation.rulebook.catalogue import rules
from carec_datamodel.validation.validate import validate_document


def check_findings(sample: Sample, check: str) -> None:
    """Check that *sample* has no findings that count, those of rules or those of all else.

    Raises:
        Unmet: It has.
    """
    if check == "rules" and not sample.is_message:
        pytest.skip("no rule can look at what is no message")
    faults = sample.faults(check)
    if faults:
        raise Unmet(_report_text(sample, faults), places_of(faults))


def check_expected(sample: Sample) -> None:
    """Check that *sample* has the findings that are written down, and no others.

    Raises:
        Unmet: It has not.
        CarecError: What is written down is wrong.
    """
    missing, unexpected = mismatch(sample.expected or (), sample.findings)
    if not missing and not unexpected:
        return
    text = f"{sample.name} does not have the findings of {sample.expectations_file.name}"
    if missing:
        text += f"\n\nexpected and not found:\n{capped(map(str, missing))}"
    if unexpected:
        text += f"\n\nfound and not expected:\n\n{_report_text(sample, unexpected)}"
    places = [Place(entry.line or 1, f"not found: {entry.rule}") for entry in missing]
    raise Unmet(text, [*places_of(unexpected), *places])


def _report_text(sample: Sample, findings: list[Finding]) -> str:
    outcome = sample.outcome
    if isinstance(outcome, Unread):
        return f"{sample.name} cannot be read: {outcome.reason}"
    return replace(outcome, findings=tuple(findings)).to_text()


def check_round_trip(sample: Sample) -> None:
    """Check that *sample* comes back as it was after a journey through other formats.

    Raises:
        Unmet: It does not, or is no message.
    """
    differences = round_trip_differences(sample.document, sample.format)
    if differences:
        raise Unmet(
            f"{sample.name} does not come back as it was:\n{capped(differences)}", [Place(1, "changed")]
        )


def check_conversion(sample: Sample, target: str) -> None:
    """Check that *sample* can be converted to *target*: all values are accounted for, the output is valid.

    Raises:
        Unmet: It cannot.
        CarecError: It cannot be read.
    """
    format_ = find_format(target)
    message = sample.format.message_of(sample.document)
    if message not in format_.card.messages:
        pytest.skip(f"{target} holds no {message}")
    conversion = convert(sample.path, to=format_, format=sample.format)
    lost = unaccounted(conversion, sample.document)
    if lost:
        raise Unmet(f"{sample.name}: {lost}", [Place(1, "values without an outcome")])
    report = judged_output(conversion)
    if not report.ok:
        text = f"{sample.name} as {target} is not valid\n\n{report.to_text()}"
        raise Unmet(text, [Place(1, f"not valid as {target}")])


def unaccounted(conversion: Conversion, document: Document) -> str:
    """Return which values of *document* the ledger of its conversion does not tell of; empty if none."""
    entries = conversion.ledger.entries
    if conversion.source_format.harmonised:
        told = {entry.harmonised for entry in entries}
        paths = [path for path, _ in leaves(conversion.message) if path not in told]
        return f"the ledger does not tell of {', '.join(paths[:3])}" if paths else ""
    if document.syntax == "json":
        count = count_values(document.value)
    else:
        count = int(
            document.root.xpath("count(//@*[normalize-space()]) + count(//text()[normalize-space()])")
        )
    return "" if count == len(entries) else f"the ledger has {len(entries)} entries for {count} values"


def judged_output(conversion: Conversion) -> Report:
    """Return the report on the form of the output; what rules say of it, they say of the source."""
    output = Document(conversion.output, f"(output as {conversion.target_format.id})")
    return validate_document(output, conversion.target_format, against(ignore=rules()))


def check_readable(sample: Sample) -> None:
    """Skip what cannot work for *sample*, because faults of its form are expected of it."""
    if not sample.readable and sample.expected is not None:
        pytest.skip(f"faults of its form are expected in {sample.expectations_file.name}")


def run_check(sample: Sample, check: str, target: str = "") -> None:
    """Run one of the tests of *sample*.

    Args:
        sample: The file.
        check: ``schema``, ``rules``, ``findings``, ``roundtrip`` or ``convert``.
        target: The format to convert to.

    Raises:
        Unmet: The file is not as it should be.
    """
    try:
        if check in {"schema", "rules"}:
            check_findings(sample, check)
        elif check == "findings":
            check_expected(sample)
        else:
            check_readable(sample)
            if check == "roundtrip":
                check_round_trip(sample)
            else:
                check_conversion(sample, target)
    except CarecError as error:
        raise Unmet(f"{sample.name}: {error}", [Place(error.line or 1, error.message)]) from None
