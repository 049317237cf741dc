"""`carec schema`."""

from __future__ import annotations

import click

from carec_datamodel.cli.console import OUTPUT, guarded
from carec_datamodel.cli.streams import put


@click.command()
@click.argument("message")
@click.option(
    "--kind",
    type=click.Choice(["xsd", "json"]),
    default="xsd",
    show_default=True,
    help="XML Schema or JSON Schema.",
)
@click.option(
    "--model-version", metavar="VERSION", help="Version of the model; the current one where not given."
)
@OUTPUT
@guarded
def command(message: str, kind: str, model_version: str | None, output: str) -> None:
    """Print the schema of MESSAGE, for example GoodsDeclaration, or of a profile, such as loading-list."""
    from carec_datamodel.api import schema

    put(schema(message, kind=kind, version=model_version), output)
