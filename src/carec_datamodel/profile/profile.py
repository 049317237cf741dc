"""A profile: its descriptor, its table, and the shape that they give the message."""

from __future__ import annotations

import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from carec_datamodel.errors import ProfileError
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.shape import Shape
from carec_datamodel.model.structure import message_class
from carec_datamodel.profile.narrowing import narrowed
from carec_datamodel.profile.table import Row, read_table
from carec_datamodel.tables import source_text, toml_content

_KEYS = ("id", "title", "message", "explanation", "source")
_ID = re.compile(r"[a-z][a-z0-9]*(?:-[a-z0-9]+)*")


@dataclass(frozen=True, slots=True, eq=False)
class Profile:
    """A named narrowing of one message for one use.

    Attributes:
        id: Name of the profile, its files and its schemas.
        title: Name for people.
        message: Name of the harmonised message class.
        explanation: What the profile is for, in a few sentences.
        source: Where its facts come from.
        rows: Its table.
        shape: The elements that the message has in this use.
    """

    id: str
    title: str
    message: str
    explanation: str
    source: str
    rows: tuple[Row, ...] = field(repr=False)
    shape: Shape = field(repr=False)

    def note(self, *steps: str) -> str:
        """Return what the table notes of the element that *steps* lead to; empty if nothing.

        Steps are wire names below the message, ``@`` before that of an attribute.
        """
        return next((row.note for row in self.rows if row.steps == steps), "")


def read_profile(file: Path) -> Profile:
    """Read the profile whose descriptor is *file*, a ``.toml``, and whose table lies beside it as ``.tsv``.

    Raises:
        ProfileError: The descriptor or the table is wrong, or not narrower than the model.
    """
    said = _descriptor(file)
    rows = read_table(file.with_suffix(".tsv"))
    return Profile(**said, rows=rows, shape=narrowed(message_class(said["message"]), rows))


def _descriptor(file: Path) -> dict[str, str]:
    text = source_text(file, ProfileError)
    try:
        content = toml_content(text, ProfileError)
        said = {key: _said(key, content.pop(key, None)) for key in _KEYS}
    except ProfileError as error:
        raise ProfileError(f"{file.name}: {error}") from None
    if content:
        raise ProfileError(f"{file.name}: the key {next(iter(content))} is unknown; expected {list(_KEYS)}")
    if said["message"] not in MESSAGES:
        raise ProfileError(
            f"{file.name}: message is {said['message']!r}; expected one of {', '.join(sorted(MESSAGES))}"
        )
    if not _ID.fullmatch(said["id"]) or said["id"] != file.stem:
        raise ProfileError(
            f"{file.name}: id is {said['id']!r}; expected the name of the file, in small letters, "
            "digits and hyphens"
        )
    return said


def _said(key: str, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    raise ProfileError(f"{key} is {'missing' if value is None else repr(value)}; expected a text")
