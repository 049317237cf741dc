"""Which files the patterns of a project name."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import pytest


def named_files(root: Path, patterns: Sequence[str]) -> list[Path]:
    """Return the files below *root* that *patterns* name, sorted; a pattern behind ``!`` takes files away.

    Raises:
        pytest.UsageError: A pattern is wrong, or names no file.
    """
    named: set[Path] = set()
    for pattern in patterns:
        found = set(_matches(root, pattern.removeprefix("!")))
        if pattern.startswith("!"):
            named -= found
            continue
        if not found:
            raise pytest.UsageError(f"carec_files: the pattern {pattern!r} names no file below {root}")
        outside = next((path for path in sorted(found) if not path.is_relative_to(root)), None)
        if outside is not None:
            raise pytest.UsageError(
                f"carec_files: the pattern {pattern!r} names {outside}; expected files below {root}"
            )
        named |= found
    if not named and patterns:
        raise pytest.UsageError(f"carec_files: no file is left of those that {', '.join(patterns)} name")
    return sorted(named)


def _matches(root: Path, pattern: str) -> Iterator[Path]:
    try:
        # Without the steps upwards of a pattern, as pytest names a file.
        yield from (Path(os.path.normpath(path)) for path in root.glob(pattern) if path.is_file())
    except (ValueError, NotImplementedError, IndexError) as error:
        raise pytest.UsageError(
            f"carec_files: {pattern!r} is no pattern ({error}); expected one such as samples/**/*.xml,"
            f" from the root {root}"
        ) from None


def check_reach(config: pytest.Config, files: Iterable[Path], root: Path) -> None:
    """Check that a run without arguments reaches all *files*.

    Raises:
        pytest.UsageError: Some lie outside of ``testpaths``, so that they would never be tested.
    """
    if config.args_source is not pytest.Config.ArgsSource.TESTPATHS:
        return
    reached = [(config.invocation_params.dir / name).resolve() for name in config.args]
    missed = [file for file in files if not any(file.resolve().is_relative_to(place) for place in reached)]
    if missed:
        folder = missed[0].parent.relative_to(root).as_posix()
        raise pytest.UsageError(
            f"carec_files: {missed[0].relative_to(root).as_posix()} and {len(missed) - 1} more lie outside of"
            f" testpaths, so that they would not be tested; add {folder!r} to testpaths"
            if len(missed) > 1
            else f"carec_files: {missed[0].relative_to(root).as_posix()} lies outside of testpaths, so that"
            f" it would not be tested; add {folder!r} to testpaths"
        )
