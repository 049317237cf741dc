"""`carec read`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import FILES, FORMAT, Outcome, chosen_format, each, guarded, tell_findings
from carec_datamodel.cli.streams import STANDARD, put, source_of


@click.command()
@FILES
@FORMAT
@guarded
def command(files: tuple[str, ...], format_id: str | None) -> None:
    """Print each FILE as a harmonised message, in JSON."""
    from carec_datamodel.api import convert

    source = chosen_format(format_id)
    outcome = Outcome()
    for name in each(files, "reading"):
        with outcome.watch(name):
            conversion = convert(source_of(name), to="carec-json", format=source)
            put(conversion.output, STANDARD)
            tell_findings(conversion.findings)
    outcome.leave()
