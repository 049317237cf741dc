"""`carec coverage`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from carec_datamodel.cli.console import Outcome, each, file_name, guarded, standard_input_once, table
from carec_datamodel.cli.streams import label, say, say_json, source_of

if TYPE_CHECKING:
    from carec_datamodel.crosswalk.ledger import Ledger
    from carec_datamodel.formats.base import Format

_REASONS = {
    "normalised": "another spelling of the same value",
    "residue": "the table has no row for it, or it did not fit its row",
    "rejected": "wrong",
}
"""What is said of values whose row gives no reason, by outcome."""


@click.command()
@click.argument("format_id", metavar="FORMAT")
@click.argument("files", nargs=-1, metavar="[FILE...]", type=file_name, callback=standard_input_once)
@click.option("--rows", is_flag=True, help="List every element and where it goes.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@guarded
def command(format_id: str, files: tuple[str, ...], rows: bool, as_json: bool) -> None:
    """Show what the harmonised model carries of FORMAT, and why not the rest.

    With FILEs: how many of their values the harmonised message alone gives back unchanged.
    """
    from carec_datamodel.crosswalk.coverage import coverage_of
    from carec_datamodel.errors import UnknownFormat
    from carec_datamodel.formats.base import NationalFormat
    from carec_datamodel.formats.national_json.format import NationalJsonFormat
    from carec_datamodel.formats.registry import find_format

    found = find_format(format_id)
    if not isinstance(found, NationalFormat | NationalJsonFormat):
        raise UnknownFormat(f"{format_id} is the harmonised model itself; name a national format")
    coverage = coverage_of(found.crosswalk.plan)
    outcome = Outcome()
    ledgers = _ledgers(files, found, outcome)
    if as_json:
        content = {
            "format": format_id,
            "elements": coverage.elements,
            "omitted": [{"path": row.path, "reason": row.reason} for row in coverage.omitted],
            "files": [
                {"file": name, "survival": round(ledger.survival, 6), "counts": ledger.counts()}
                for name, ledger in ledgers
            ],
        }
        say_json(content)
    else:
        say(
            f"{format_id}: {coverage.elements} elements, {coverage.share:.1%} carried by the harmonised model"
        )
        if rows:
            say(table([(row.path, row.harmonised) for row in coverage.carried], ("ELEMENT", "CARRIED AS")))
        say("\nNot carried, and why:")
        for row in coverage.omitted:
            say(f"  {row.path.partition('|')[0]}\n      {row.reason}")
        for name, ledger in ledgers:
            _tell_file(name, ledger)
    outcome.leave()


def _ledgers(files: tuple[str, ...], found: Format, outcome: Outcome) -> list[tuple[str, Ledger]]:
    from carec_datamodel.api import convert

    ledgers = []
    for name in each(files, "reading"):
        with outcome.watch(name):
            ledgers.append((label(name), convert(source_of(name), format=found, strict=False).ledger))
    return ledgers


def _tell_file(name: str, ledger: Ledger) -> None:
    told = ", ".join(f"{count} {outcome.value}" for outcome, count in ledger.counts().items() if count)
    say(f"\n{name}: {ledger.survival:.2%} of {len(ledger.entries)} values come back unchanged ({told})")
    reasons: dict[tuple[str, str], int] = {}
    for entry in ledger.entries:
        if entry.outcome.value != "exact":
            key = entry.outcome.value, entry.reason or _REASONS.get(entry.outcome.value, "")
            reasons[key] = reasons.get(key, 0) + 1
    for (kind, reason), count in sorted(reasons.items(), key=lambda item: -item[1]):
        say(f"  {count:>6} {kind:<11} {reason}")
