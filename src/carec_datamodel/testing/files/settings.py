"""What a project says in its pytest settings."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

import pytest

from carec_datamodel.findings import Severity

if TYPE_CHECKING:
    from carec_datamodel.codelists.own_lists import CodeLists


@dataclass(frozen=True, slots=True)
class Settings:
    """The settings of a project; names of profiles that are files are paths.

    Attributes:
        root: Root folder of the project.
        files: Patterns of the files to test.
        profile: Profiles that they are held against.
        code_lists: Code lists of the project's own: files, or folders of such.
        select: Rules, or beginnings of rules, whose findings alone count.
        ignore: Likewise, those whose findings do not count.
        fail_on: Severity from which on a finding of a rule fails.
        convert: Formats to convert to.
    """

    root: Path
    files: tuple[str, ...]
    profile: tuple[str, ...]
    code_lists: tuple[str, ...]
    select: tuple[str, ...]
    ignore: tuple[str, ...]
    fail_on: Severity
    convert: tuple[str, ...]

    def judged(self) -> dict[str, Any]:
        """Return what `validate` takes of them."""
        return {
            "profile": self.profile or None,
            "lists": _lists(self.code_lists),
            "select": self.select,
            "ignore": self.ignore,
        }


def settings_of(config: pytest.Config) -> Settings:
    """Return the settings in *config*.

    Raises:
        pytest.UsageError: One of them is not what is expected.
    """
    threshold = config.getini("carec_fail_on")
    if threshold not in list(Severity):
        raise pytest.UsageError(
            f"carec_fail_on: {threshold!r} is no severity; expected {', '.join(Severity)}"
        )
    root = config.rootpath
    return Settings(
        root,
        tuple(config.getini("carec_files")),
        tuple(_from_root(name, root) for name in config.getini("carec_profile")),
        tuple(str(root / name) for name in config.getini("carec_code_lists")),
        tuple(config.getini("carec_select")),
        tuple(config.getini("carec_ignore")),
        Severity(threshold),
        tuple(config.getini("carec_convert")),
    )


def _from_root(name: str, root: Path) -> str:
    return str(root / name) if name.endswith(".toml") else name


@cache
def _lists(paths: tuple[str, ...]) -> CodeLists | None:
    """Return the code lists of the library with those in *paths*; None where there are none of these."""
    from carec_datamodel.codelists.own_lists import CodeLists

    return CodeLists.load(paths) if paths else None


def check_names(settings: Settings) -> None:
    """Check that what *settings* name exists: profiles, formats, rules.

    Raises:
        pytest.UsageError: Something does not; says which setting and what there is.
    """
    from carec_datamodel.errors import CarecError
    from carec_datamodel.formats.registry import find_format
    from carec_datamodel.validation.against import against

    checks: list[tuple[str, Callable[[], object]]] = [
        ("carec_profile", lambda: against(settings.profile)),
        ("carec_code_lists", lambda: _lists(settings.code_lists)),
        ("carec_select", lambda: against(select=settings.select)),
        ("carec_ignore", lambda: against(ignore=settings.ignore)),
        ("carec_convert", lambda: [find_format(name) for name in settings.convert]),
    ]
    for name, check in checks:
        try:
            check()
        except CarecError as error:
            raise pytest.UsageError(f"{name}: {error}") from None
