"""What messages declare or carry, made comparable: numbers it goes by, containers, packages, mass, goods.

Source: ``loads.tsv``. A load is what is declared or carried for one sender and receiver: a goods
declaration, a consignment of a manifest, a house consignment of a transit or the whole of it.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from decimal import Decimal
from functools import cache
from importlib.resources import files
from typing import Any, NamedTuple

from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.types import Amount, Measure, Quantity
from carec_datamodel.tables import tab_separated
from carec_datamodel.validation.rulebook.requirements import Path, values_at
from carec_datamodel.validation.rulebook.rule import Companion, Scope

Located = tuple[Loc, Any]
"""A value behind its place in the message."""

Facts = Mapping[str, tuple[Located, ...]]
"""What is said of a load, by kind."""

DECLARED = "GoodsDeclaration"
CARRIED = ("CargoManifest", "TransitDeclaration")
_HEADING, _SUBHEADING = 4, 6
_NOTED, _INDEX = "loads", "loads by number"
_PARTNERS = {
    "ucr": "ucr",
    "document": "document",
    "number": "refers",
    "refers": "number",
    "container": "container",
}
"""What a load goes by, and where that stands in another one of the same goods."""


class Load(NamedTuple):
    """What is declared or carried.

    Attributes:
        message: Name of the message class.
        loc: Where it stands in the message.
        facts: What is said of it, by kind.
    """

    message: str
    loc: Loc
    facts: Facts

    def all(self, fact: str) -> tuple[Located, ...]:
        """Return all that is said of a kind."""
        return self.facts.get(fact, ())

    def texts(self, fact: str) -> set[str]:
        """Return the texts of a kind."""
        return {str(value) for _, value in self.all(fact) if value}

    def subheadings(self, digits: int = _SUBHEADING) -> dict[str, Loc]:
        """Return the beginnings of the HS codes of its goods, each with where it stands first.

        Empty where a line of goods has no code as long.
        """
        found: dict[str, Loc] = {}
        for loc, commodity in self.all("goods"):
            codes = [
                (index, "".join(filter(str.isdigit, code.id or ""))[:digits])
                for index, code in enumerate(commodity.classification)
                if code.identification_type_code in {None, "HS"}
            ]
            whole = [(index, code) for index, code in codes if len(code) == digits]
            if not whole:
                return {}
            for index, code in whole:
                found.setdefault(code, (*loc, "Classification", index, "ID"))
        return found

    def headings(self) -> dict[str, Loc]:
        """Return the HS headings of its goods, each with where it stands first."""
        return self.subheadings(_HEADING)


def loads_of(holder: Scope | Companion) -> tuple[Load, ...]:
    """Return the loads of a message; none of one that neither declares nor carries goods."""
    found: tuple[Load, ...] | None = holder.noted.get(_NOTED)
    if found is None:
        found = tuple(_loads(holder.message))
        holder.noted[_NOTED] = found
    return found


def _loads(message: Any) -> Iterator[Load]:
    name = type(message).__name__
    table = _table().get(name, {})
    whole = _facts(message, table.get((), ()), ())
    ways = [way for way in table if way]
    for way in ways:
        parts = list(values_at(message, way))
        for loc, part in parts:
            below = _facts(part, table[way], loc)
            yield Load(name, loc, _together(whole, below))
        if parts:
            return
    if table and not ways:
        yield Load(name, (), whole)


def _together(whole: Facts, part: Facts) -> Facts:
    """Return what is said of a whole message and of a part of it, each value once."""
    return {
        fact: tuple(dict((*whole.get(fact, ()), *part.get(fact, ()))).items()) for fact in {*whole, *part}
    }


def _facts(instance: Any, rows: Iterable[tuple[str, Path]], loc: Loc) -> Facts:
    found: dict[str, tuple[Located, ...]] = {}
    for fact, path in rows:
        there = tuple(values_at(instance, path, loc))
        if there:
            found[fact] = found.get(fact, ()) + there
    return found


@cache
def _table() -> Mapping[str, Mapping[Path, tuple[tuple[str, Path], ...]]]:
    """Return where facts stand: by message, and in it by load."""
    text = (files("carec_datamodel.validation.rulebook") / "loads.tsv").read_text(encoding="utf-8")
    found: dict[str, dict[Path, tuple[tuple[str, Path], ...]]] = {}
    for _, (message, load, fact, path) in tab_separated(text)[1]:
        rows = found.setdefault(message, {})
        way = _path(load)
        rows[way] = (*rows.get(way, ()), (fact, _path(path)))
    return found


def _path(text: str) -> Path:
    return tuple(text.replace("[]", "").split("/")) if text else ()


def belong(one: Load, other: Load) -> bool:
    """Return whether two loads are of the same goods.

    They share a UCR; or, where not both have one, a transport document, or one names the number of
    the other; or, where not both have transport documents either, a container.
    """
    ucrs = one.texts("ucr"), other.texts("ucr")
    if all(ucrs):
        return bool(ucrs[0] & ucrs[1])
    documents = one.texts("document"), other.texts("document")
    if documents[0] & documents[1]:
        return True
    if one.texts("number") & other.texts("refers") or one.texts("refers") & other.texts("number"):
        return True
    return not all(documents) and bool(one.texts("container") & other.texts("container"))


def matches(scope: Scope, messages: Iterable[str]) -> Iterator[tuple[Load, Companion, list[Load]]]:
    """Yield each load of the message with the loads of the same goods in another message of the classes."""
    wanted = set(messages)
    for other in scope.others:
        if type(other.message).__name__ not in wanted:
            continue
        for load in loads_of(scope):
            same = [candidate for candidate in _candidates(load, other) if belong(load, candidate)]
            if same:
                yield load, other, same


def wholes(scope: Scope, messages: Iterable[str]) -> Iterator[tuple[Load, Companion, list[Load]]]:
    """Yield each load of the message with all loads of the same goods in messages of one class.

    Only where each transport document and UCR that the load names is there: a part of what carries
    the goods says nothing of the whole. The message is the first of those.
    """
    for name in messages:
        groups: dict[Loc, tuple[Load, Companion, list[Load]]] = {}
        for load, other, same in matches(scope, (name,)):
            groups.setdefault(load.loc, (load, other, []))[2].extend(same)
        for load, other, same in groups.values():
            if all(_covered(load, same, fact) for fact in ("ucr", "document")):
                yield load, other, same


def _covered(load: Load, same: list[Load], fact: str) -> bool:
    """Return whether all that a load goes by of a kind is there, where the others say anything of it."""
    there = {text for other in same for text in other.texts(fact)}
    return not there or load.texts(fact) <= there


def _candidates(load: Load, other: Companion) -> list[Load]:
    """Return the loads of another message that share a number with a load, in their order."""
    there = loads_of(other)
    index: dict[tuple[str, str], list[int]] | None = other.noted.get(_INDEX)
    if index is None:
        index = other.noted[_INDEX] = {}
        for place, candidate in enumerate(there):
            for fact in _PARTNERS:
                for text in candidate.texts(fact):
                    index.setdefault((fact, text), []).append(place)
    places = {
        place
        for fact, partner in _PARTNERS.items()
        for text in load.texts(fact)
        for place in index.get((partner, text), ())
    }
    return [there[place] for place in sorted(places)]


def total(loads: Iterable[Load], fact: str) -> tuple[Decimal, str] | None:
    """Return the sum of a number over loads with its unit; None where one is not known or units differ."""
    amount, units = Decimal(), set()
    for load in loads:
        if len(load.all(fact)) != 1:
            return None
        number: Amount | Measure | Quantity = load.all(fact)[0][1]
        amount += number.value
        if isinstance(number, Amount):
            units.add(number.currency or "")
        else:
            units.add(number.unit or ("KGM" if isinstance(number, Measure) else ""))
    return (amount, units.pop()) if len(units) == 1 else None
