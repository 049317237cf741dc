"""The functions that a format's folder brings for ``call(name)``, in a file ``transforms.py``."""

from __future__ import annotations

import importlib.util
from collections.abc import Mapping
from pathlib import Path

from carec_datamodel.crosswalk.transforms import Caller, TextFunction
from carec_datamodel.errors import CrosswalkError, LexicalError


def load_callers(file: Path, module_name: str) -> Mapping[str, Caller]:
    """Return the table ``CALLERS`` of *file*: a reader and a writer by name; empty if there is no such file.

    Raises:
        CrosswalkError: The file cannot be loaded or has no such table.
    """
    if not file.is_file():
        return {}
    spec = importlib.util.spec_from_file_location(module_name, file)
    if spec is None or spec.loader is None:  # pragma: no cover - a .py file always has a loader
        raise CrosswalkError(f"{file.name} cannot be loaded")
    module = importlib.util.module_from_spec(spec)
    try:
        spec.loader.exec_module(module)
    except Exception as error:  # whatever the code of the folder raises is a fault of that file
        raise CrosswalkError(f"{file.name} cannot be loaded: {error!r}") from error
    callers = getattr(module, "CALLERS", None)
    if not isinstance(callers, Mapping) or not all(map(_is_caller, callers.values())):
        raise CrosswalkError(
            f"{file.name}: expected CALLERS, which gives a reader and a writer for each name"
        )
    return {
        name: (_guarded(read, f"{file.name}: {name}"), _guarded(write, f"{file.name}: {name}"))
        for name, (read, write) in callers.items()
    }


def _is_caller(found: object) -> bool:
    return isinstance(found, tuple) and len(found) == 2 and all(map(callable, found))  # noqa: PLR2004 - a pair


def _guarded(function: TextFunction, place: str) -> TextFunction:
    """Return *function*; what it raises, other than `LexicalError`, becomes a `CrosswalkError`."""

    def call(text: str) -> str | None:
        try:
            result: object = function(text)
        except LexicalError:
            raise
        except Exception as error:  # a fault of the function, not of the document
            raise CrosswalkError(f"{place}: {error!r} at {text!r}") from error
        if result is None or isinstance(result, str):
            return result
        raise CrosswalkError(f"{place}: {result!r} at {text!r}; expected a text or None")

    return call
