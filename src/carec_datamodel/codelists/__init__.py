"""Code lists, as data; and identifiers with their checks.

May be changed here: tables, each of which names its source in a remark, and the
identifiers in `identifiers/`. Not: what a document does with them, which rules decide.

>>> from carec_datamodel.codelists import code_list
>>> code_list("currencies").by("numeric", "860").code
'UZS'
"""

from __future__ import annotations

import importlib
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from carec_datamodel.codelists.code import Code as Code
    from carec_datamodel.codelists.code import Status as Status
    from carec_datamodel.codelists.code_lists import code_list as code_list
    from carec_datamodel.codelists.codes import CodeList as CodeList
    from carec_datamodel.codelists.own_lists import CodeLists as CodeLists

_MODULE_OF = {
    "Code": "code",
    "CodeList": "codes",
    "CodeLists": "own_lists",
    "Status": "code",
    "code_list": "code_lists",
}

__all__ = list(_MODULE_OF)


if not TYPE_CHECKING:  # a type checker would believe that every name is there

    def __getattr__(name: str) -> Any:
        if name not in _MODULE_OF:
            raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
        value = getattr(importlib.import_module(f"{__name__}.{_MODULE_OF[name]}"), name)
        globals()[name] = value
        return value
