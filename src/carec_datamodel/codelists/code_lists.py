"""Every code list by its name: those of the harmonised model and the shared tables alike.

Sources: ``tables/model_codes.tsv`` for the lists that the model defines, and for any other
list the table of its name, whose first remark says where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from carec_datamodel.codelists.model_codes import model_codes

SHARED_LISTS = ("countries", "currencies", "packages", "transport_modes")
"""Names of the lists that others keep: ISO and UN/ECE."""
_CODE_COLUMNS = ("code", "harmonised")


@dataclass(frozen=True, slots=True)
class CodeList:
    """The codes that an element of the harmonised model may have.

    Attributes:
        name: Name of the list.
        source: Standard that it is from; empty where the model defines it.
        codes: Meaning of each code in our words, in the order of the list; of a shared list
            the codes alone are kept, and the meanings are empty.
    """

    name: str
    source: str
    codes: Mapping[str, str]


@cache
def code_list(name: str) -> CodeList:
    """Return the code list called *name*.

    >>> code_list("seal-condition").codes["BROKEN"]
    'broken or tampered with'
    >>> code_list("countries").source, "UZ" in code_list("countries").codes
    ('ISO 3166-1 alpha-2', True)

    Raises:
        KeyError: There is no such list.
    """
    if name in SHARED_LISTS:
        return _shared(name)
    return CodeList(name, "", {entry.code: entry.meaning for entry in model_codes()[name]})


def _shared(name: str) -> CodeList:
    """Read a table whose codes stand in the column ``code``, or ``harmonised`` beside national ones."""
    table = files("carec_datamodel.codelists") / "tables" / f"{name}.tsv"
    header, remark, *rows = table.read_text(encoding="utf-8").splitlines()
    column = next(place for place, title in enumerate(header.split("\t")) if title in _CODE_COLUMNS)
    codes = dict.fromkeys((row.split("\t")[column] for row in rows), "")
    return CodeList(name, remark.removeprefix("# ").partition(":")[0], codes)
