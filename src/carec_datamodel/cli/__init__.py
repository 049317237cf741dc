"""The command line, `carec`: the verbs of the library.

May be changed here: options, wording. Not: what the verbs do, which `carec_datamodel.api` says.
Exit status: 0 fine, 1 findings of severity error, 2 wrong use, 3 unreadable input.
"""

from __future__ import annotations

import importlib
import os
import sys
from typing import Any

import click

from carec_datamodel import __version__
from carec_datamodel.cli.console import UNREADABLE
from carec_datamodel.cli.streams import lenient, silence, tell

_COMMANDS = (
    "amend",
    "convert",
    "coverage",
    "detect",
    "dictionary",
    "explain",
    "formats",
    "profiles",
    "read",
    "rules",
    "schema",
    "validate",
)


class _LazyGroup(click.Group):
    """A group whose commands are loaded when they are asked for."""

    def main(self, *args: Any, **kwargs: Any) -> Any:
        """Run a command line; tell when help cannot be printed. Commands tell their own errors."""
        lenient()
        try:
            return super().main(*args, **kwargs)
        except OSError as error:
            silence(sys.stdout)
            tell(f"standard output: cannot be written: {error.strerror or error}")
            sys.exit(UNREADABLE)

    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002
        return list(_COMMANDS)

    def get_command(
        self,
        ctx: click.Context,  # noqa: ARG002
        cmd_name: str,
    ) -> click.Command | None:
        if cmd_name not in _COMMANDS:
            return None
        command: click.Command = importlib.import_module(f"{__name__}.{cmd_name}").command
        return command


@click.group(cls=_LazyGroup, context_settings={"help_option_names": ["-h", "--help"]})
@click.option(
    "--formats",
    "folders",
    multiple=True,
    metavar="DIR",
    type=click.Path(exists=True, file_okay=False),
    help="Folder with formats of your own; may be given again.",
)
@click.version_option(__version__, prog_name="carec")
def main(folders: tuple[str, ...], **_: Any) -> None:
    """Convert, validate and look into customs messages of the CAREC region."""
    if folders:
        known = os.environ.get("CAREC_FORMATS")
        os.environ["CAREC_FORMATS"] = os.pathsep.join((*folders, *([known] if known else [])))
