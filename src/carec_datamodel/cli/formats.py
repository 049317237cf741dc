"""`carec formats`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import guarded, table
from carec_datamodel.cli.streams import say, say_json


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@guarded
def command(as_json: bool) -> None:
    """List the formats that are known."""
    from dataclasses import asdict

    from carec_datamodel.formats.registry import registry
    from carec_datamodel.model import MESSAGES

    cards = [item.card for item in registry().values()]
    if as_json:
        say_json([asdict(card) for card in cards])
        return
    rows = [
        (
            card.id,
            "any message" if len(card.messages) == len(MESSAGES) else ", ".join(card.messages),
            ", ".join(card.countries) or "region",
            card.title,
        )
        for card in cards
    ]
    say(table(rows, ("ID", "MESSAGE", "USED IN", "TITLE")))
