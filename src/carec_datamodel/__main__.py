"""``python -m carec_datamodel``: the command line."""

from __future__ import annotations

from carec_datamodel.cli import main

main(prog_name="carec")
