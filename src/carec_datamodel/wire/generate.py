"""Write the schemas of all messages: ``python -m carec_datamodel.wire.generate [DIR] [--check|--release]``.

Below DIR (``schemas`` unless given) come ``1.0/xsd/GoodsDeclaration.xsd``,
``1.0/json/GoodsDeclaration.schema.json`` and so on; the same model gives the same bytes.
The schemas of profiles lie beside them: ``1.0/xsd/loading-list.xsd``.

With ``--check`` nothing is written: exit status 1 and the names of the files that differ,
be it from the model or from what was released. With ``--release`` the checksums of the
schemas are written beside them. From then on they do not change: neither does this
command write them again, nor does the check pass, until the model has a new version.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path

from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.profile.registry import profiles
from carec_datamodel.wire import upgrades
from carec_datamodel.wire.json_schema import json_schema
from carec_datamodel.wire.release import RELEASED, changed, files_in, read_released, released_text
from carec_datamodel.wire.shipped import SUFFIXES, schema_path, shipped_schema
from carec_datamodel.wire.upgrades import known_versions, number_of, table_faults
from carec_datamodel.wire.xsd import xsd


def schema_bytes(name: str, kind: str, version: str | None = None) -> bytes:
    """Return the schema of the message or profile called *name*; *kind* is ``xsd`` or ``json``.

    That of the current version, which is also meant where none is named, is made from the
    model; any other is as it was released.

    Raises:
        KeyError: There is no such message or profile.
        ValueError: There is no such kind.
        UnknownFormat: There is no such version, or no such message in it.
    """
    if version is not None and version != VERSION:
        return shipped_schema(name, kind, version)
    if kind == "xsd":
        return xsd(name)
    if kind == "json":
        return f"{json.dumps(json_schema(name), ensure_ascii=False, indent=2)}\n".encode()
    raise ValueError(f"{kind!r} is no kind of schema; expected one of {', '.join(SUFFIXES)}")


def schema_files() -> dict[Path, bytes]:
    """Return all schemas by their place below the folder of schemas."""
    return {
        schema_path(name, kind, VERSION): schema_bytes(name, kind)
        for kind in SUFFIXES
        for name in (*MESSAGES, *profiles())
    }


def differing(files: Mapping[Path, bytes], folder: Path) -> list[Path]:
    """Return, sorted, which of *files* are missing or different below *folder*, or there but unknown."""
    there = {Path(VERSION, name): content for name, content in files_in(folder / VERSION).items()}
    return sorted(path for path in files.keys() | there.keys() if files.get(path) != there.get(path))


def outdated(files: Mapping[Path, bytes], folder: Path) -> list[str]:
    """Return what the model now gives otherwise than it was released under the same version."""
    released = read_released(folder / VERSION)
    if released is None:
        return []
    current = {path.relative_to(VERSION).as_posix(): content for path, content in files.items()}
    return [
        f"{folder / VERSION / name} was released, and the model now gives another; "
        "give the model a new version"
        for name in changed(released, current)
    ]


def complaints(files: Mapping[Path, bytes], folder: Path) -> Iterator[str]:
    """Yield what is wrong with the schemas below *folder*, where *files* are those of the model."""
    known = known_versions()
    yield from table_faults(upgrades.STEPS, VERSION)
    there = {entry.name for entry in folder.iterdir() if entry.is_dir()} if folder.is_dir() else set()
    for version in sorted({*there, *known}, key=lambda name: (number_of(name) or (0, 0), name)):
        released = read_released(folder / version)
        if released is not None:
            for name in changed(released, files_in(folder / version)):
                yield f"{folder / version / name} is not what was released; restore it"
            if version not in known:
                yield f"no step upgrades messages of version {version}, which was released"
        elif version != VERSION:
            yield f"{folder / version} is neither released nor the version of the model, {VERSION}"
        else:
            for path in differing(files, folder):
                yield f"{folder / path} differs from the model"
    yield from outdated(files, folder)


def main(arguments: Sequence[str] | None = None) -> int:
    """Write, check or release the schemas; return the exit status."""
    parser = argparse.ArgumentParser(
        prog="python -m carec_datamodel.wire.generate", description="Write the schemas."
    )
    parser.add_argument("folder", nargs="?", type=Path, default=Path("schemas"), help="folder of schemas")
    mode = parser.add_mutually_exclusive_group()
    mode.add_argument("--check", action="store_true", help="write nothing; name the files that differ")
    mode.add_argument(
        "--release", action="store_true", help="write the checksums: no schema changes any more"
    )
    options = parser.parse_args(arguments)
    folder: Path = options.folder
    files = schema_files()
    try:
        checked = options.check or options.release
        wrong = list(complaints(files, folder)) if checked else outdated(files, folder)
    except ValueError as error:
        wrong = [str(error)]
    for complaint in wrong:
        sys.stderr.write(f"{complaint}\n")
    if wrong:
        return 1
    if options.release:
        (folder / VERSION / RELEASED).write_bytes(released_text(files_in(folder / VERSION)))
    elif not options.check:
        _write(files, folder)
    return 0


def _write(files: Mapping[Path, bytes], folder: Path) -> None:
    for path, content in files.items():
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_bytes(content)


if __name__ == "__main__":
    sys.exit(main())
