"""What the generators of pages have in common: tables, and writing or checking a folder of pages."""

from __future__ import annotations

import argparse
import sys
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from pathlib import Path


def table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """Yield the lines of a Markdown table."""
    yield _row(head)
    yield f"|{'---|' * len(head)}"
    yield from map(_row, rows)


def _row(cells: Sequence[str]) -> str:
    return f"| {' | '.join(cell.replace('|', chr(92) + '|') for cell in cells)} |"


def generate(pages: Callable[[], Mapping[str, str]], folder: Path, about: str | None) -> int:
    """Write the pages that differ from those in a folder, or name them; return the exit status.

    Args:
        pages: Returns the text of every page by file name.
        folder: Where the pages are, unless the command line gives another folder. It holds no others:
            a page that there is no text for is taken away.
        about: The docstring of the generator.
    """
    parser = argparse.ArgumentParser(description=about, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("folder", nargs="?", type=Path, default=folder, help="folder of the pages")
    parser.add_argument("--check", action="store_true", help="write nothing; name the pages that differ")
    options = parser.parse_args()
    folder = options.folder
    expected = {name: text.encode() for name, text in pages().items()}
    found = {path.name: path.read_bytes() for path in folder.glob("*.md")}
    stale = sorted(name for name in expected.keys() | found.keys() if expected.get(name) != found.get(name))
    if options.check:
        for name in stale:
            print(f"{folder / name} differs from what it is generated from", file=sys.stderr)
        return 1 if stale else 0
    folder.mkdir(parents=True, exist_ok=True)
    for name in stale:
        if name in expected:
            (folder / name).write_bytes(expected[name])
        else:
            (folder / name).unlink()
    return 0
