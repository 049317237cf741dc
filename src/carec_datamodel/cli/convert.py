"""`carec convert`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from carec_datamodel.cli.console import FILES, FORMAT, Outcome, each, label, put, source_of, tell_findings

if TYPE_CHECKING:
    from carec_datamodel.conversion import Conversion

_KEYWORDS = ("drop", "embed")


@click.command()
@FILES
@click.option("--to", default="carec-xml", show_default=True, metavar="ID", help="Format to write.")
@click.option(
    "-o",
    "--output",
    metavar="PATH",
    help="File to write, or a folder for several files; standard output where not given.",
)
@FORMAT
@click.option(
    "--residue",
    default="drop",
    show_default=True,
    metavar="embed|drop|FILE",
    help="What becomes of what the harmonised message has no element for: it goes into its Extension,"
    " is left out (and counted), or goes to FILE. When a national format is written, FILE is read.",
)
@click.option("--ledger", metavar="FILE", help="File for the account of every value, as JSON.")
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
def command(
    files: tuple[str, ...],
    to: str,
    output: str | None,
    format_id: str | None,
    residue: str,
    ledger: str | None,
    quiet: bool,
) -> None:
    """Convert each FILE to another format and account for every value."""
    from carec_datamodel.errors import UnknownFormat
    from carec_datamodel.formats.registry import find_format

    try:
        target = find_format(to)
    except UnknownFormat as error:
        raise click.BadParameter(str(error), param_hint="--to") from None
    if len(files) > 1 and (output is None or not Path(output).is_dir()):
        raise click.BadParameter("several files need a folder that exists", param_hint="-o")
    if len(files) > 1 and (ledger or residue not in _KEYWORDS):
        raise click.BadParameter("--ledger and --residue FILE take one input file")
    outcome = Outcome()
    for name in each(files, "converting"):
        with outcome.watch(name):
            conversion = _convert(name, to, format_id, residue)
            account = _account_text(name, conversion)
            if residue not in _KEYWORDS and conversion.residue is not None:
                put(conversion.residue.to_json().encode() + b"\n", residue)
            if ledger:
                put(conversion.ledger.to_json().encode(), ledger)
            put(conversion.output, _target_path(name, output, target.card.syntax))
            if not quiet:
                click.echo(account, err=True)
                tell_findings(conversion.findings)
    outcome.leave()


def _convert(name: str, to: str, format_id: str | None, residue: str) -> Conversion:
    from dataclasses import replace

    from carec_datamodel.api import convert
    from carec_datamodel.crosswalk.residue import Residue
    from carec_datamodel.errors import CarecError

    conversion = convert(source_of(name), to=to, format=format_id, embed_residue=residue == "embed")
    if residue in _KEYWORDS or conversion.target_format.harmonised or not conversion.source_format.harmonised:
        return conversion
    try:
        kept = Residue.from_json(Path(residue).read_bytes())
    except OSError as error:
        raise CarecError(f"cannot be read: {error.strerror or error}", path=residue) from None
    return replace(conversion, output=conversion.target_format.restore(conversion.message, kept))


def _account_text(name: str, conversion: Conversion) -> str:
    counts = conversion.ledger.counts()
    told = ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
    return (
        f"{label(name)}: {conversion.source_format.id} to {conversion.target_format.id}, "
        f"{sum(counts.values())} values: {told or 'none'}"
    )


def _target_path(name: str, output: str | None, syntax: str) -> str | None:
    if output is None or output == "-" or not Path(output).is_dir():
        return output
    return str(Path(output) / f"{'standard-input' if name == '-' else Path(name).stem}.{syntax}")
