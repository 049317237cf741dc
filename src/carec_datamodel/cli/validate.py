"""`carec validate`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import FILES, FINDINGS, FORMAT, OUTPUT, Outcome, each, put, source_of


@click.command()
@FILES
@FORMAT
@click.option(
    "--report",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@OUTPUT
def command(files: tuple[str, ...], format_id: str | None, report: str, output: str | None) -> None:
    """Check each FILE: structure and types, in the sender's own terms."""
    from carec_datamodel.api import validate

    outcome = Outcome()
    parts = []
    for name in each(files, "validating"):
        with outcome.watch(name):
            result = validate(source_of(name), format=format_id)
            parts.append(result.to_text() if report == "text" else result.to_json())
            if not result.ok:
                outcome.worsen(FINDINGS)
    if report == "text":
        text = "\n".join(parts)
    elif len(files) == 1:
        text = "".join(parts)
    else:
        text = "[\n" + ",\n".join(part.rstrip() for part in parts) + "\n]\n"
    with outcome.watch(output or ""):
        put(text.encode(), output)
    outcome.leave()
