"""`carec profiles`."""

from __future__ import annotations

from typing import TYPE_CHECKING

import click

from carec_datamodel.cli.console import guarded, table
from carec_datamodel.cli.streams import say, say_json

if TYPE_CHECKING:
    from carec_datamodel.profile.profile import Profile
    from carec_datamodel.validation.rulebook.rule_set import RuleSet


@click.command()
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@guarded
def command(as_json: bool) -> None:
    """List the profiles that a document can be held against."""
    from carec_datamodel.profile.registry import profiles
    from carec_datamodel.validation.rulebook.rule_set import rule_sets

    cards = [_card(item.message, item) for item in profiles().values()]
    cards += [_card("rules", item) for item in rule_sets().values()]
    if as_json:
        say_json(cards)
    else:
        say(table([(card["id"], card["of"], card["title"]) for card in cards], ("ID", "OF", "TITLE")))


def _card(of: str, item: Profile | RuleSet) -> dict[str, str]:
    return {
        "id": item.id,
        "of": of,
        "title": item.title,
        "explanation": item.explanation,
        "source": item.source,
    }
