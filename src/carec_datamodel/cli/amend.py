"""`carec amend`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import (
    FINDINGS,
    file_name,
    guarded,
    standard_input_once,
    tell_findings,
    told_of,
)
from carec_datamodel.cli.places import check_places
from carec_datamodel.cli.streams import STANDARD, put, source_of


@click.command()
@click.argument("declaration", type=file_name)
@click.argument("amendment", type=file_name)
@click.option(
    "-o",
    "--output",
    default=STANDARD,
    type=file_name,
    metavar="FILE",
    help="File for the declaration as it then stands; standard output where not given.",
)
@click.option("--to", metavar="ID", help="Format to write; that of the declaration where not given.")
@click.pass_context
@guarded
def command(ctx: click.Context, declaration: str, amendment: str, output: str, to: str | None) -> None:
    """Change DECLARATION as AMENDMENT says: a delta with pointers, or a full replacement.

    What the harmonised model does not carry of the declaration is kept where it is written in its own format.
    """
    from carec_datamodel.api import convert, dumps, read
    from carec_datamodel.findings import Severity
    from carec_datamodel.formats.registry import find_format
    from carec_datamodel.model.amendments import amendment_of

    standard_input_once(ctx, ctx.command.params[0], (declaration, amendment))
    check_places((declaration, amendment), [("the changed declaration", output)])
    with told_of(declaration):
        before = convert(source_of(declaration))
    with told_of(amendment):
        amended = amendment_of(read(source_of(amendment))).apply_to(before.message)
    target = before.source_format if to is None else find_format(to)
    own = target is before.source_format and not target.harmonised
    put(dumps(amended.message, format=target, residue=before.residue if own else None), output)
    tell_findings(amended.findings)
    if any(finding.severity is Severity.ERROR for finding in amended.findings):
        ctx.exit(FINDINGS)
