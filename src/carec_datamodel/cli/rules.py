"""`carec rules`."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from carec_datamodel.cli.console import guarded, table
from carec_datamodel.cli.streams import say, say_json

if TYPE_CHECKING:
    from carec_datamodel.validation.rulebook.rule import Rule
    from carec_datamodel.validation.rulebook.rule_set import RuleSet


@click.command()
@click.argument("part", required=False, metavar="[RULE]")
@click.option(
    "--profile", metavar="ID", help="Weights as in a rule profile, or its descriptor, a .toml file."
)
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@guarded
def command(part: str | None, profile: str | None, as_json: bool) -> None:
    """List the rules that messages are held against; of RULE, or those that begin so, say all there is.

    A rule that is off runs where a rule profile or a user asks for it.
    """
    from carec_datamodel.errors import UnknownFormat
    from carec_datamodel.validation.against import against
    from carec_datamodel.validation.rulebook.catalogue import rules
    from carec_datamodel.validation.selection import covers

    rule_set = against(profile).rule_set
    found = [rule for rule in rules().values() if part is None or covers(part, rule.id)]
    if not found:
        families = dict.fromkeys(rule.family for rule in rules().values())
        raise UnknownFormat(
            f"there is no rule {part!r}; expected an id or the beginning of one: {', '.join(families)}"
        )
    if as_json:
        say_json([rule.as_dict() | _tuned(rule, rule_set) for rule in found])
    elif part is None:
        say(table([(rule.id, _weight(rule, rule_set), rule.explanation) for rule in found], _HEADER))
    else:
        say("\n\n".join("\n".join(_lines(rule.as_dict(), _weight(rule, rule_set))) for rule in found))


def _tuned(rule: Rule, rule_set: RuleSet) -> dict[str, Any]:
    return {"severity": rule_set.weight(rule).value, "runs": rule_set.runs(rule.id)}


def _weight(rule: Rule, rule_set: RuleSet) -> str:
    """Return what findings of *rule* weigh, or that it does not run."""
    return rule_set.weight(rule).value if rule_set.runs(rule.id) else "off"


_HEADER = ("ID", "SEVERITY", "WHY")


def _lines(rule: dict[str, object], severity: str) -> list[str]:
    """Return all there is to say of *rule*."""
    rows = {
        "severity": severity,
        **{name: text for name, text in rule.items() if name not in {"id", "severity"}},
    }
    return [str(rule["id"]), *(f"  {name:<13}{_shown(text)}" for name, text in rows.items() if text)]


def _shown(value: object) -> str:
    if isinstance(value, list):
        return ", ".join(map(str, value))
    if isinstance(value, dict):
        return ", ".join(f"{name} {number}" for name, number in value.items())
    return str(value)
