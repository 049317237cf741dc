"""The formats: one folder per family, with tables and descriptors; and the registry that finds them.

May be changed here: tables. Facts of a format go into its table, not into code.

The package is also the public function `carec_datamodel.formats()`: a folder and a
function of one name cannot stand side by side, so the module itself can be called.
"""

from __future__ import annotations

import sys
from types import ModuleType
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from carec_datamodel.formats.base import Format


class _CallableModule(ModuleType):
    def __call__(self) -> dict[str, Format]:
        """Return all known formats by id."""
        from carec_datamodel.formats.registry import registry

        return dict(registry())


sys.modules[__name__].__class__ = _CallableModule
