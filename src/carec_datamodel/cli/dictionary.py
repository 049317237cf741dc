"""`carec dictionary`."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from dataclasses import asdict

import click

from carec_datamodel.cli.console import FINDINGS, guarded
from carec_datamodel.cli.streams import say, say_json, tell

_DETAILS = re.compile(r"\[[^\]]*\]")
_MANY_PLACES = 12


@click.command()
@click.argument("term")
@click.option("--message", default="", metavar="NAME", help="Only in this message: GoodsDeclaration...")
@click.option("--all", "every", is_flag=True, help="Show every place, also of elements that occur in many.")
@click.option("--json", "as_json", is_flag=True, help="Print as JSON.")
@guarded
def command(term: str, message: str, every: bool, as_json: bool) -> None:
    """Look up TERM: a WCO id (126, 68A.006), a name or part of a path, or a box of the declaration (31).

    Shows definition, type, where the element sits, and which national elements feed it.
    """
    from carec_datamodel.model import MESSAGES
    from carec_datamodel.model.dictionary import find

    if message and message not in MESSAGES:
        raise click.UsageError(f"there is no message {message!r}; known are {', '.join(MESSAGES)}")
    found = find(term, message)
    if not found:
        tell(f"nothing is called {term!r}{f' in {message}' if message else ''}")
        sys.exit(FINDINGS)
    national = dict(_national_paths())
    if as_json:
        content = [{**asdict(entry), "national": national.get(_bare(entry.path), [])} for entry in found]
        say_json(content)
        return
    shown = found if every else found[:_MANY_PLACES]
    for entry in shown:
        number = f"{entry.class_id}.{entry.element_id}" if entry.type != "structure" else entry.element_id
        say(f"{entry.path}")
        say(f"    {entry.definition}")
        box = f", box {entry.box}" if entry.box else ""
        kind = f"{entry.type} {entry.format}".strip()
        say(f"    WCO {number}, {kind}, occurs {entry.occurs}{box}")
        for line in national.get(_bare(entry.path), []):
            say(f"    {line}")
    if len(shown) < len(found):
        say(f"... and {len(found) - len(shown)} more places; --all shows them")


def _bare(path: str) -> str:
    return _DETAILS.sub("", path)


def _national_paths() -> Iterator[tuple[str, list[str]]]:
    """Yield each harmonised path with the national elements that feed it."""
    from carec_datamodel.formats.registry import with_own_tables

    fed: dict[str, list[str]] = {}
    for item in with_own_tables():
        message = item.crosswalk.descriptor.message
        for row in item.crosswalk.plan.rows:
            if row.harmonised and row.relation != "struct":
                path = _bare(f"{message}/{row.harmonised.partition('/@')[0]}")
                fed.setdefault(path, []).append(f"{item.id}: {row.path.partition('|')[0]}")
    yield from fed.items()
