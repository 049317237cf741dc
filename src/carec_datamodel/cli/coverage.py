"""`carec coverage`."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from carec_datamodel.cli.console import Outcome, each, guarded, label, source_of, table

if TYPE_CHECKING:
    from carec_datamodel.crosswalk.ledger import Ledger
    from carec_datamodel.formats.base import NationalFormat


@click.command()
@click.argument("format_id", metavar="FORMAT")
@click.argument("files", nargs=-1, metavar="[FILE...]")
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
    from carec_datamodel.formats.registry import find_format

    found = find_format(format_id)
    if not isinstance(found, NationalFormat):
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
        click.echo(json.dumps(content, ensure_ascii=False, indent=2))
    else:
        click.echo(
            f"{format_id}: {coverage.elements} elements, {coverage.share:.1%} carried by the harmonised model"
        )
        if rows:
            click.echo(
                table([(row.path, row.harmonised) for row in coverage.carried], ("ELEMENT", "CARRIED AS"))
            )
        click.echo("\nNot carried, and why:")
        for row in coverage.omitted:
            click.echo(f"  {row.path.partition('|')[0]}\n      {row.reason}")
        for name, ledger in ledgers:
            _tell_file(name, ledger)
    outcome.leave()


def _ledgers(files: tuple[str, ...], found: NationalFormat, outcome: Outcome) -> list[tuple[str, Ledger]]:
    from carec_datamodel.api import convert

    ledgers = []
    for name in each(files, "reading"):
        with outcome.watch(name):
            ledgers.append((label(name), convert(source_of(name), format=found, strict=False).ledger))
    return ledgers


def _tell_file(name: str, ledger: Ledger) -> None:
    told = ", ".join(f"{count} {outcome.value}" for outcome, count in ledger.counts().items() if count)
    click.echo(
        f"\n{name}: {ledger.survival:.2%} of {len(ledger.entries)} values come back unchanged ({told})"
    )
    reasons: dict[tuple[str, str], int] = {}
    for entry in ledger.entries:
        if entry.outcome.value != "exact":
            key = entry.outcome.value, entry.reason or "another spelling of the same value"
            reasons[key] = reasons.get(key, 0) + 1
    for (kind, reason), count in sorted(reasons.items(), key=lambda item: -item[1]):
        click.echo(f"  {count:>6} {kind:<11} {reason}")
