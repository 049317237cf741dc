"""Every code list that comes with the library, by its name.

Sources: ``tables/model_codes.tsv`` for the lists that the harmonised model defines, and for any
other list the table of its name, whose remarks say where it is from. A table is read when it
is first asked for.
"""

from __future__ import annotations

from functools import cache
from pathlib import Path

from carec_datamodel.codelists.codes import CodeList, Codes
from carec_datamodel.codelists.list_file import NOTES, ListFile, shipped
from carec_datamodel.codelists.model_codes import model_codes

_TABLES = Path(__file__).parent / "tables"
_MODEL = "model_codes"

SHARED_LISTS = tuple(sorted(file.stem for file in _TABLES.glob("*.tsv") if file.stem != _MODEL))
"""Names of the lists that others keep: ISO, UN/ECE, WCO, countries."""


def list_names() -> tuple[str, ...]:
    """Return the names of all lists."""
    return (*SHARED_LISTS, *model_codes())


@cache
def code_list(name: str) -> CodeList:
    """Return the code list called *name*.

    >>> code_list("seal-condition").codes["BROKEN"].meaning
    'broken or tampered with'
    >>> code_list("countries").source, "UZ" in code_list("countries")
    ('ISO 3166-1 alpha-2', True)
    >>> code_list("countries").by("alpha3", "UZB").code
    'UZ'

    Raises:
        KeyError: There is no such list.
    """
    if name in SHARED_LISTS:
        return from_file(name, shipped(_TABLES / f"{name}.tsv"))
    rows = {entry.code: (entry.code, entry.meaning, entry.source) for entry in model_codes()[name]}
    title = name.replace("-", " ").capitalize()
    return CodeList(name, title, "", "", "", Codes(("code", "meaning", "source"), rows))


def from_file(name: str, file: ListFile) -> CodeList:
    """Return the list called *name* that *file* says."""
    about = file.about
    return CodeList(
        name,
        about.get("title", name),
        about.get("source", ""),
        about.get("edition", ""),
        about.get("licence", ""),
        Codes(file.columns, file.rows),
        about.get("other spelling", ""),
        about.get("counterpart", ""),
        about.get(NOTES, ""),
    )
