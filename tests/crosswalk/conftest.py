"""An invented national format, and a maker of small tables that are wrong on purpose."""

from __future__ import annotations

import shutil
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.table import COLUMNS, NAMESPACE

HARBOUR = Path(__file__).parent / "harbour"
DESCRIPTOR = """\
id = "small-declaration"
title = "Small declaration"
message = "GoodsDeclaration"
version = "1"
source = "invented"
null = "nil"

[absent]
n = "null"

[detection]
roots = ["DOC"]
"""

MakeFormat = Callable[..., CrosswalkFormat]


@pytest.fixture(scope="session")
def harbour() -> CrosswalkFormat:
    """The format of an invented harbour, which uses every transform."""
    return CrosswalkFormat(HARBOUR / "harbour.toml")


@pytest.fixture
def harbour_folder(tmp_path: Path) -> Path:
    """A copy of that format's folder, to be spoilt."""
    return Path(shutil.copytree(HARBOUR, tmp_path / "harbour"))


@pytest.fixture
def make(tmp_path: Path) -> MakeFormat:
    """Make a format of a few rows, each a path, a harmonised path, a transform, and other columns by name."""

    def made(
        *rows: tuple[Any, ...],
        descriptor: str = DESCRIPTOR,
        codes: Mapping[str, str] | None = None,
        fragments: Mapping[str, list[tuple[Any, ...]]] | None = None,
        transforms: str = "",
    ) -> CrosswalkFormat:
        (tmp_path / "small.toml").write_text(descriptor, encoding="utf-8")
        _write_table(tmp_path / "small.tsv", list(rows))
        for name, inner in (fragments or {}).items():
            _write_table(tmp_path / f"fragment_{name}.tsv", inner)
        (tmp_path / "codes").mkdir(exist_ok=True)
        for name, text in (codes or {}).items():
            (tmp_path / "codes" / f"{name}.tsv").write_text(text, encoding="utf-8")
        if transforms:
            (tmp_path / "transforms.py").write_text(transforms, encoding="utf-8")
        return CrosswalkFormat(tmp_path / "small.toml")

    return made


def _write_table(file: Path, rows: list[tuple[Any, ...]]) -> None:
    spaces = any("namespace" in row[3] for row in rows if len(row) > 3)
    columns = (*COLUMNS, NAMESPACE) if spaces else COLUMNS
    lines = ["\t".join(columns)]
    for path, harmonised, transform, *more in rows:
        cells = {
            "path": path,
            "occurs": "0..n" if path.endswith("[]") else "0..1",
            "type": "an",
            "harmonised": harmonised,
            "relation": "equal" if harmonised else "none",
            "transform": transform,
            "reason": "" if harmonised else "not needed",
            **(more[0] if more else {}),
        }
        lines.append("\t".join(cells.get(column, "") for column in columns))
    file.write_text("\n".join(lines) + "\n", encoding="utf-8")


@pytest.fixture
def parse() -> Callable[[str], etree._Element]:
    """Parse a document of the test."""
    return etree.fromstring
