"""Codes that the harmonised model itself defines, for example the events of a transit.

Source: ``tables/model_codes.tsv``, one row per code, with where it comes from.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files


@dataclass(frozen=True, slots=True)
class ModelCode:
    """One code of a list.

    Attributes:
        code: The code.
        meaning: What it says, in our words.
        source: Where it comes from.
    """

    code: str
    meaning: str
    source: str


@cache
def model_codes() -> Mapping[str, tuple[ModelCode, ...]]:
    """Return all lists by name, the codes of each in the order of the table.

    >>> [entry.code for entry in model_codes()["risk-channel"]]
    ['GREEN', 'BLUE', 'YELLOW', 'RED']
    """
    lists: dict[str, list[ModelCode]] = {}
    table = files("carec_datamodel.codelists") / "tables" / "model_codes.tsv"
    for line in table.read_text(encoding="utf-8").splitlines()[1:]:
        if not line.startswith("#"):
            name, *cells = line.split("\t")
            lists.setdefault(name, []).append(ModelCode(*cells))
    return {name: tuple(codes) for name, codes in lists.items()}
