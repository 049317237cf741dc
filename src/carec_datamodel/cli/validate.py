"""`carec validate`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import (
    FILES,
    FINDINGS,
    FORMAT,
    OUTPUT,
    Outcome,
    chosen_format,
    each,
    guarded,
)
from carec_datamodel.cli.places import check_places
from carec_datamodel.cli.streams import STANDARD, as_utf8, put, say, source_of


@click.command()
@FILES
@FORMAT
@click.option(
    "--profile",
    metavar="ID",
    help="Profile that the message is to keep, such as loading-list, or its descriptor, a .toml file.",
)
@click.option(
    "--report",
    type=click.Choice(["text", "json"]),
    default="text",
    show_default=True,
    help="Form of the report.",
)
@OUTPUT
@guarded
def command(
    files: tuple[str, ...], format_id: str | None, profile: str | None, report: str, output: str
) -> None:
    """Check each FILE: structure and types, in the sender's own terms."""
    from carec_datamodel.api import validate
    from carec_datamodel.profile.registry import find_profile

    source = chosen_format(format_id)
    narrowing = None if profile is None else find_profile(profile)
    check_places(files, [("the report", output)])
    outcome = Outcome()
    reports = []
    for name in each(files, "validating"):
        with outcome.watch(name):
            result = validate(source_of(name), format=source, profile=narrowing)
            reports.append(result.to_text() if report == "text" else result.to_json())
            if not result.ok:
                outcome.worsen(FINDINGS)
    if reports:
        _put_reports(reports, report, output, alone=len(files) == 1)
    outcome.leave()


def _put_reports(reports: list[str], kind: str, output: str, *, alone: bool) -> None:
    if kind == "text":
        text = "\n".join(reports)
    elif alone:
        text = reports[0]
    else:
        text = "[\n" + ",\n".join(report.rstrip() for report in reports) + "\n]\n"
    if kind == "text" and output == STANDARD:
        say(text.removesuffix("\n"))  # in the encoding of the terminal
    else:
        put(as_utf8(text), output)
