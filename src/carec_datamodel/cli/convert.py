"""`carec convert`."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import click

from carec_datamodel.cli.console import (
    FILES,
    FORMAT,
    Outcome,
    chosen_format,
    each,
    file_name,
    guarded,
    tell_findings,
)
from carec_datamodel.cli.places import check_places
from carec_datamodel.cli.streams import STANDARD, as_utf8, label, put, source_of, tell

if TYPE_CHECKING:
    from carec_datamodel.conversion import Conversion
    from carec_datamodel.crosswalk.residue import Residue

_KEYWORDS = ("drop", "embed")


@click.command()
@FILES
@click.option("--to", default="carec-xml", show_default=True, metavar="ID", help="Format to write.")
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=file_name,
    metavar="PATH",
    help="File to write, or a folder for several files; standard output where not given.",
)
@FORMAT
@click.option(
    "--residue",
    default="drop",
    type=file_name,
    show_default=True,
    metavar="embed|drop|FILE",
    help="What becomes of what the harmonised message has no element for: it goes into its Extension,"
    " is left out (and counted), or goes to FILE. From a harmonised message to a national format,"
    " FILE is read.",
)
@click.option(
    "--ledger", type=file_name, metavar="FILE", help="File for the account of every value, as JSON."
)
@click.option("--quiet", "-q", is_flag=True, help="Say nothing but errors.")
@guarded
def command(
    files: tuple[str, ...],
    to: str,
    output: str,
    format_id: str | None,
    residue: str,
    ledger: str | None,
    quiet: bool,
) -> None:
    """Convert each FILE to another format and account for every value."""
    from carec_datamodel.api import convert
    from carec_datamodel.formats.files import is_folder
    from carec_datamodel.formats.registry import find_format

    source, target = chosen_format(format_id), find_format(to)
    aside = None if residue in _KEYWORDS else residue
    into_folder = output != STANDARD and is_folder(output)
    if len(files) > 1 and not into_folder:
        raise click.BadParameter("several files need a folder that exists", param_hint="-o")
    if len(files) > 1 and (ledger or aside):
        raise click.BadParameter("--ledger and --residue FILE take one input file")
    places = [_place_in(output, name, target.card.syntax) if into_folder else output for name in files]
    outputs = [(f"the output of {label(name)}", place) for name, place in zip(files, places, strict=True)]
    if ledger:
        outputs.append(("the ledger", ledger))
    if aside and (aside != STANDARD or target.harmonised):  # else it may be read
        outputs.append(("the residue", aside))
    check_places(files, outputs)
    outcome = Outcome()
    for name, place in zip(each(files, "converting"), places, strict=True):
        with outcome.watch(name):
            conversion = convert(source_of(name), to=target, format=source, embed_residue=residue == "embed")
            account = _account_text(name, conversion)
            content = _set_aside(conversion, aside, name, place) if aside else conversion.output
            if ledger:
                put(as_utf8(conversion.ledger.to_json()), ledger)
            put(content, place)
            if not quiet:
                tell(account)
                tell_findings(conversion.findings)
    outcome.leave()


def _set_aside(conversion: Conversion, aside: str, name: str, place: str) -> bytes:
    """Write or read the residue in the file *aside*; return the output that goes with it.

    Raises:
        click.UsageError: The conversion has no residue, or a standard stream would serve twice.
        CarecError: The file cannot be written or read.
    """
    if not conversion.source_format.harmonised:
        if aside == place == STANDARD:
            raise click.UsageError("standard output would be written twice: the output and the residue")
        if conversion.residue is not None:
            put(as_utf8(conversion.residue.to_json() + "\n"), aside)
        return conversion.output
    if conversion.target_format.harmonised:
        raise click.UsageError(
            f"{conversion.source_format} and {conversion.target_format} hold the same: there is no residue"
        )
    if aside == name == STANDARD:
        raise click.UsageError("standard input can be read only once")
    return conversion.target_format.restore(conversion.message, _read_residue(aside))


def _read_residue(name: str) -> Residue:
    from carec_datamodel.api import open_document
    from carec_datamodel.crosswalk.residue import Residue

    return Residue.from_json(open_document(source_of(name)).data)


def _account_text(name: str, conversion: Conversion) -> str:
    counts = conversion.ledger.counts()
    told = ", ".join(f"{count} {outcome.value}" for outcome, count in counts.items() if count)
    return (
        f"{label(name)}: {conversion.source_format.id} to {conversion.target_format.id}, "
        f"{sum(counts.values())} values: {told or 'none'}"
    )


def _place_in(folder: str, name: str, syntax: str) -> str:
    """Return the file of *folder* that the output of the file *name* goes to."""
    return str(Path(folder) / f"{'standard-input' if name == STANDARD else Path(name).stem}.{syntax}")
