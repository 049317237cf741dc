"""The public functions: detect, read, write, convert, validate.

May be changed here: what a function is given beside what it needs, with a default. Not: how a
format is read or a document judged, which the floors below say.
"""

from __future__ import annotations

from carec_datamodel.api.converting import convert
from carec_datamodel.api.documents import FormatName, Source, detect, formats, open_document
from carec_datamodel.api.reading import iter_items, loads, read
from carec_datamodel.api.schemas import profiles, schema
from carec_datamodel.api.validating import validate, validate_together
from carec_datamodel.api.writing import dumps, embedded_residue, format_of_path, with_residue, write

__all__ = [
    "FormatName",
    "Source",
    "convert",
    "detect",
    "dumps",
    "embedded_residue",
    "format_of_path",
    "formats",
    "iter_items",
    "loads",
    "open_document",
    "profiles",
    "read",
    "schema",
    "validate",
    "validate_together",
    "with_residue",
    "write",
]
