"""`carec explain`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import FINDINGS, file_name, guarded, standard_input_once, told_of
from carec_datamodel.cli.streams import label, say, source_of


@click.command()
@click.argument("response", type=file_name)
@click.option(
    "--for",
    "declaration",
    required=True,
    type=file_name,
    metavar="FILE",
    help="The declaration that it answers, in any known format.",
)
@click.pass_context
@guarded
def command(ctx: click.Context, response: str, declaration: str) -> None:
    """Tell the errors of RESPONSE, an answer of customs, in the terms of the declaration that it answers."""
    from carec_datamodel.api import open_document, read
    from carec_datamodel.codelists.code_lists import code_list
    from carec_datamodel.errors import UnknownFormat
    from carec_datamodel.findings import Severity, plural
    from carec_datamodel.formats.registry import detect_format
    from carec_datamodel.model import Response
    from carec_datamodel.validation.answers import explain
    from carec_datamodel.validation.reports.text import finding_lines

    standard_input_once(ctx, ctx.command.params[0], (response, declaration))
    with told_of(response):
        answer = read(source_of(response))
    if not isinstance(answer, Response):
        raise UnknownFormat(f"{label(response)} is a {type(answer).__name__}; expected a Response")
    with told_of(declaration):
        document = open_document(source_of(declaration))
        findings = explain(answer, document, detect_format(document))
    event = code_list("response-event").codes.get(answer.function_code or "")
    meaning = f", {event.meaning}" if event is not None else ""
    say(f"{label(response)}: answer {answer.function_code or 'without a function'}{meaning}")
    say(f"{label(declaration)}: {plural(len(findings), 'error')}")
    for finding in findings:
        say("")
        say("\n".join(finding_lines(finding)))
    if any(finding.severity is Severity.ERROR for finding in findings):
        ctx.exit(FINDINGS)
