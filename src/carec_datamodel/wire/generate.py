"""Write the schemas of all messages: ``python -m carec_datamodel.wire.generate [DIR] [--check]``.

Below DIR (``schemas`` unless given) come ``1.0/xsd/GoodsDeclaration.xsd``,
``1.0/json/GoodsDeclaration.schema.json`` and so on; the same model gives the same bytes.
With ``--check`` nothing is written: exit status 1 and the names of the files that differ.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Mapping, Sequence
from pathlib import Path

from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.wire.json_schema import json_schema
from carec_datamodel.wire.xsd import xsd

SUFFIXES: Mapping[str, str] = {"xsd": ".xsd", "json": ".schema.json"}
"""Kinds of schema, each also the name of its folder, and how its files end."""


def schema_bytes(name: str, kind: str) -> bytes:
    """Return the schema of the message called *name*; *kind* is ``xsd`` or ``json``.

    Raises:
        KeyError: There is no such message.
        ValueError: There is no such kind.
    """
    if kind == "xsd":
        return xsd(name)
    if kind == "json":
        return f"{json.dumps(json_schema(name), ensure_ascii=False, indent=2)}\n".encode()
    raise ValueError(f"{kind!r} is no kind of schema; expected one of {', '.join(SUFFIXES)}")


def schema_files() -> dict[Path, bytes]:
    """Return all schemas by their place below the folder of schemas."""
    return {
        Path(VERSION, kind, f"{name}{suffix}"): schema_bytes(name, kind)
        for kind, suffix in SUFFIXES.items()
        for name in MESSAGES
    }


def differing(files: Mapping[Path, bytes], folder: Path) -> list[Path]:
    """Return, sorted, which of *files* are missing or different below *folder*, or there but unknown."""
    there = {
        parent / found.name: found.read_bytes()
        for parent in {path.parent for path in files}
        for found in (folder / parent).glob("*")
    }
    return sorted(path for path in files.keys() | there.keys() if files.get(path) != there.get(path))


def main(arguments: Sequence[str] | None = None) -> int:
    """Write or check the schemas; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m carec_datamodel.wire.generate", description="Write the schemas."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("schemas"), help="folder of schemas")
    parser.add_argument("--check", action="store_true", help="write nothing; name the files that differ")
    options = parser.parse_args(arguments)
    files = schema_files()
    if options.check:
        stale = differing(files, options.folder)
        for path in stale:
            sys.stderr.write(f"{options.folder / path} differs from the model\n")
        return 1 if stale else 0
    for path, content in files.items():
        (options.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (options.folder / path).write_bytes(content)
    return 0


if __name__ == "__main__":
    sys.exit(main())
