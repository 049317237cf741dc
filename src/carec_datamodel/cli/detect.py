"""`carec detect`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import FILES, Outcome, chosen_format, each, guarded
from carec_datamodel.cli.streams import label, say, source_of


@click.command()
@FILES
@guarded
def command(files: tuple[str, ...]) -> None:
    """Tell the format of each FILE."""
    from carec_datamodel.api import detect

    chosen_format(None)
    outcome = Outcome()
    for name in each(files, "detecting"):
        with outcome.watch(name):
            say(f"{label(name)}: {detect(source_of(name)).id}")
    outcome.leave()
