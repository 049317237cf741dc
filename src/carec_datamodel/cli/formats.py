"""`carec formats`."""

from __future__ import annotations

import json

import click

from carec_datamodel.cli.console import guarded, table


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@guarded
def command(as_json: bool) -> None:
    """List the formats that are known."""
    from dataclasses import asdict

    from carec_datamodel.formats.registry import registry

    cards = [item.card for item in registry().values()]
    if as_json:
        click.echo(json.dumps([asdict(card) for card in cards], ensure_ascii=False, indent=2))
        return
    rows = [
        (card.id, ", ".join(card.messages), ", ".join(card.countries) or "region", card.title)
        for card in cards
    ]
    click.echo(table(rows, ("ID", "MESSAGE", "USED IN", "TITLE")))
