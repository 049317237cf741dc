"""Settings of `carec validate` in a project: the table ``[tool.carec.validate]`` of its pyproject.toml."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import click

from carec_datamodel.cli.streams import STANDARD, label
from carec_datamodel.errors import CarecError
from carec_datamodel.tables import toml_content

TABLE = "tool.carec.validate"
FAIL_ON = ("error", "warning", "note", "never")


@dataclass(frozen=True, slots=True)
class Settings:
    """What is set; None or nothing where it is not.

    Attributes:
        format: Id of the format.
        profile: Ids of profiles, or paths of their descriptors.
        code_lists: Code lists of the user's own, files and folders.
        select: Rules to report on.
        ignore: Rules to leave out.
        report: Reports, as ``KIND`` or ``KIND=FILE``.
        fail_on: The severity from which on findings make the command fail.
    """

    format: str | None = None
    profile: tuple[str, ...] = ()
    code_lists: tuple[str, ...] = ()
    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    report: tuple[str, ...] = ()
    fail_on: str | None = None


def find_settings(named: str | None) -> Settings:
    """Return the settings in the file *named*, or in the nearest pyproject.toml from here upwards.

    A pyproject.toml without the table is passed over.

    Raises:
        click.UsageError: A file is no TOML or cannot be read, the file *named* lacks the table, or
            something in the table is wrong.
    """
    if named is not None:
        table = _table(Path(named))
        if table is None:
            raise click.UsageError(f"{label(named)}: there is no table [{TABLE}]")
        return _settings(table, Path(named))
    for file in _projects_above():
        table = _table(file)
        if table is not None:
            return _settings(table, file)
    return Settings()


def _projects_above() -> Iterator[Path]:
    """Yield each pyproject.toml from the current folder upwards, if that is still there.

    A folder that may not be looked into is passed over.
    """
    try:
        start = Path.cwd()
    except FileNotFoundError:
        return
    for folder in (start, *start.parents):
        file = folder / "pyproject.toml"
        with suppress(PermissionError):
            if file.is_file():
                yield file


def _table(file: Path) -> dict[str, Any] | None:
    try:
        content: Any = toml_content(file.read_text("utf-8-sig"), CarecError)
    except UnicodeDecodeError:
        fault = "not TOML: not UTF-8; save the file in that encoding"
        raise click.UsageError(f"{label(str(file))}: {fault}") from None
    except (OSError, ValueError) as error:  # ValueError: a NUL in the path
        reason = getattr(error, "strerror", None) or error
        raise click.UsageError(f"{label(str(file))}: cannot be read: {reason}") from None
    except CarecError as error:
        raise click.UsageError(f"{label(str(file))}: not TOML: {error}") from None
    for step in TABLE.split("."):
        content = content.get(step)
        if content is None:
            return None
        if not isinstance(content, dict):
            raise click.UsageError(f"{label(str(file))}: {step} is {content!r}; expected a table [{TABLE}]")
    return dict(content)


def _settings(table: dict[str, Any], file: Path) -> Settings:
    for key, value in table.items():
        if key not in _KEYS:
            raise click.UsageError(
                f"{label(str(file))}: [{TABLE}] has no {key!r}; expected {', '.join(sorted(_KEYS))}"
            )
        fits, expected = _KEYS[key]
        if not fits(value):
            raise click.UsageError(f"{label(str(file))}: {key} is {value!r}; expected {expected}")
    return Settings(
        format=table.get("format"),
        profile=tuple(_profile(name, file.parent) for name in _several(table.get("profile", ()))),
        code_lists=tuple(str(file.parent / name) for name in table.get("code-lists", ())),
        select=tuple(table.get("select", ())),
        ignore=tuple(table.get("ignore", ())),
        report=tuple(_report(text, file.parent) for text in table.get("report", ())),
        fail_on=table.get("fail-on"),
    )


def _several(value: str | list[str]) -> Iterable[str]:
    return [value] if isinstance(value, str) else value


def _profile(name: str, folder: Path) -> str:
    """Return *name*; that of a descriptor is relative to the *folder* of the settings."""
    return str(folder / name) if name.endswith(".toml") else name


def _report(text: str, folder: Path) -> str:
    """Return the report *text*; the file that it names is relative to the *folder* of the settings."""
    kind, sign, file = text.partition("=")
    return f"{kind}={folder / file}" if sign and file and file != STANDARD else text


def _is_text(value: Any) -> bool:
    return isinstance(value, str) and value != ""


def _is_texts(value: Any) -> bool:
    return isinstance(value, list) and all(map(_is_text, value))


_KEYS: dict[str, tuple[Callable[[Any], bool], str]] = {
    "fail-on": (lambda value: value in FAIL_ON, f"one of {', '.join(FAIL_ON)}"),
    "format": (_is_text, "the id of a format"),
    "ignore": (_is_texts, 'a list of rules, such as ["crosswalk.unknown"]'),
    "code-lists": (_is_texts, 'a list of files and folders, such as ["lists"]'),
    "profile": (
        lambda value: _is_text(value) or _is_texts(value),
        "the id of a profile, or its descriptor, a .toml file; or a list of such",
    ),
    "report": (_is_texts, 'a list of reports, such as ["text", "sarif=validation.sarif"]'),
    "select": (_is_texts, 'a list of rules, such as ["type", "structure.missing"]'),
}
