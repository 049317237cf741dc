"""`carec read`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import FILES, FORMAT, Outcome, each, put, source_of


@click.command()
@FILES
@FORMAT
def command(files: tuple[str, ...], format_id: str | None) -> None:
    """Print each FILE as a harmonised message, in JSON."""
    from carec_datamodel.api import dumps, read

    outcome = Outcome()
    for name in each(files, "reading"):
        with outcome.watch(name):
            put(dumps(read(source_of(name), format=format_id), format="carec-json"), None)
    outcome.leave()
