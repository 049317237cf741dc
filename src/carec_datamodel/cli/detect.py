"""`carec detect`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import FILES, Outcome, each, label, source_of


@click.command()
@FILES
def command(files: tuple[str, ...]) -> None:
    """Tell the format of each FILE."""
    from carec_datamodel.api import detect

    outcome = Outcome()
    for name in each(files, "detecting"):
        with outcome.watch(name):
            click.echo(f"{label(name)}: {detect(source_of(name)).id}")
    outcome.leave()
