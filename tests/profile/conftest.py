"""A small profile of the cargo manifest, and what narrows a manifest by any rows."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from carec_datamodel.profile.profile import Profile, read_profile

DESCRIPTOR = """
id = "{id}"
title = "Empty truck"
message = "CargoManifest"
explanation = "A truck that goes home."
source = "invented"
"""
HEADER = "path\toccurs\tformat\tcodes\tnote"


@pytest.fixture
def profile_of(tmp_path: Path) -> Callable[[Iterable[str]], Profile]:
    """Return the profile that rows make, whose cells are parted by ``|`` and may be left out at the end."""

    def make(rows: Iterable[str], id: str = "empty-truck") -> Profile:
        lines = [HEADER]
        for row in rows:
            cells = [cell.strip() for cell in row.split("|")]
            lines.append("\t".join(cells + [""] * (5 - len(cells))))
        (tmp_path / f"{id}.toml").write_text(DESCRIPTOR.format(id=id), "utf-8")
        (tmp_path / f"{id}.tsv").write_text("\n".join(lines) + "\n", "utf-8")
        return read_profile(tmp_path / f"{id}.toml")

    return make
