"""What a document is for, by its kind.

Source: ``document_roles.tsv``, one row per role and code, with the list that the code is of.
"""

from __future__ import annotations

from collections.abc import Mapping
from functools import cache
from importlib.resources import files

from carec_datamodel.tables import tab_separated


@cache
def document_roles() -> Mapping[str, str]:
    """Return the role of each kind of document.

    >>> document_roles()["730"]
    'road'
    """
    table = files("carec_datamodel.validation.rulebook") / "document_roles.tsv"
    _, rows = tab_separated(table.read_text(encoding="utf-8"))
    return {code: role for _, (role, code, _) in rows}
