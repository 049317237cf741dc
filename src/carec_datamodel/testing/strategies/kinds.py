"""The ways to break a message: one row for each, with the rule that must notice it.

A kind is called by its rule, and behind a colon by what is broken where a rule notices several
things. To add one, add a row: what it can be applied to, and what it does there.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from hypothesis import strategies as st

from carec_datamodel.model.base import Facets
from carec_datamodel.model.structure import Field
from carec_datamodel.testing.strategies import wrong_values as wrong
from carec_datamodel.testing.strategies.faults import json_only, structure
from carec_datamodel.testing.strategies.faults.base import Break
from carec_datamodel.testing.strategies.faults.values import write, write_attribute

_LONGEST = 35
"""Most characters of a wrong text where its format has no limit."""

Fits = Callable[[Field | None], bool]
"""Tells whether an element can be broken, the root being None."""


@dataclass(frozen=True, slots=True)
class Kind:
    """One way to break a message.

    Attributes:
        name: Rule of the finding, and behind a colon what is broken where the rule has several kinds.
        fits: Tells which elements can be broken so.
        apply: Breaks one.
        with_sibling: Whether there must be another element behind it.
    """

    name: str
    fits: Fits
    apply: Break
    with_sibling: bool = False

    @property
    def rule(self) -> str:
        """Id of the rule that must notice it."""
        return self.name.partition(":")[0]


def _element(item: Field | None) -> bool:
    return item is not None


def _structure(item: Field | None) -> bool:
    return item is None or item.target is not None


def _single(item: Field | None) -> bool:
    return item is not None and not item.repeats


def _repeating(item: Field | None) -> bool:
    return item is not None and item.repeats


def _required(item: Field | None) -> bool:
    return item is not None and item.required


def _leaf(item: Field | None, *leaves: str) -> bool:
    # What may have one value only tells something else by another: the version of the message.
    if item is None or item.target is not None or item.element.only:
        return False
    return not leaves or item.leaf in leaves


def _type(*leaves: str) -> Fits:
    return lambda item: _leaf(item, *leaves)


def _facets(item: Field | None) -> Facets | None:
    return Facets(item.element.format) if item is not None and item.element.format and _leaf(item) else None


def _fixed(item: Field | None) -> bool:
    facets = _facets(item)
    return facets is not None and facets.min_length > 1


def _patterned(item: Field | None) -> bool:
    facets = _facets(item)
    return facets is not None and facets.pattern is not None and _leaf(item, "Code")


def _limited(item: Field | None) -> bool:
    return _facets(item) is not None


def _long(item: Field) -> st.SearchStrategy[str]:
    facets = Facets(item.element.format)
    return wrong.too_long(facets.max_length, facets.pattern)


def _short(item: Field) -> st.SearchStrategy[str]:
    facets = Facets(item.element.format)
    return wrong.too_short(facets.min_length, facets.pattern)


def _misfit(item: Field) -> st.SearchStrategy[str]:
    return wrong.misfits(Facets(item.element.format))


def _blank(item: Field) -> st.SearchStrategy[str]:
    facets = _facets(item)
    return wrong.blanks(facets.max_length if facets else _LONGEST)


def _broken_line(item: Field) -> st.SearchStrategy[str]:
    facets = _facets(item)
    return (
        wrong.broken_lines(facets.min_length, facets.max_length)
        if facets
        else wrong.broken_lines(1, _LONGEST)
    )


def _texts(leaf: str) -> Callable[[Field], st.SearchStrategy[str]]:
    return lambda _: wrong.wrong_texts(leaf)


_valued = _type("Amount", "Measure", "Quantity")

_TABLE = (
    Kind("structure.unknown:name", _structure, structure.add_unknown),
    Kind("structure.unknown:namespace", _structure, structure.add_foreign),
    Kind("structure.missing:element", _required, structure.leave_out),
    Kind("structure.missing:number", _valued, json_only.leave_out_number),
    Kind("structure.repeated", _single, structure.repeat),
    Kind("structure.order", _element, structure.put_behind, with_sibling=True),
    Kind("structure.attribute", lambda _: True, structure.add_attribute),
    Kind("structure.text", _structure, structure.add_text),
    Kind("structure.nested", _type(), structure.nest),
    Kind("type.empty:value", _type(), write(lambda _: st.just(""))),
    Kind("type.empty:attribute", _valued, write_attribute(lambda _: st.just(""))),
    Kind("type.empty:null", _element, json_only.write_nothing),
    Kind("type.empty:list", _repeating, json_only.empty_list),
    Kind("type.length:long", _limited, write(_long)),
    Kind("type.length:short", _fixed, write(_short)),
    Kind("type.length:attribute", _valued, write_attribute(lambda part: wrong.too_long(part.max_length))),
    Kind("type.decimal", _type("Decimal", "Amount", "Measure", "Quantity"), write(_texts("Decimal"))),
    Kind("type.count:form", _type("Count"), write(_texts("Count"))),
    Kind("type.count:range", _type("Count"), write(lambda _: wrong.counts_out_of_range())),
    Kind("type.indicator", _type("Indicator"), write(_texts("Indicator"))),
    Kind("type.date", _type("Date"), write(_texts("Date"))),
    Kind("type.datetime", _type("DateTime"), write(_texts("DateTime"))),
    Kind("type.code:line", _type("Code"), write(_broken_line)),
    Kind("type.code:format", _patterned, write(_misfit)),
    Kind(
        "type.code:attribute",
        _valued,
        write_attribute(lambda part: wrong.broken_lines(1, part.max_length), "Code"),
    ),
    Kind("type.identifier", _type("Identifier"), write(_broken_line)),
    Kind("type.text:blank", _type("Text"), write(_blank)),
    Kind(
        "type.text:attribute",
        _type("Quantity"),
        write_attribute(lambda part: wrong.blanks(part.max_length), "Text"),
    ),
    Kind("type.text:character", _type("Text"), json_only.write_uncarried),
    Kind("type.json:type", _element, json_only.mistype),
    Kind("type.json:list", _repeating, json_only.unlist),
)

BY_NAME = {kind.name: kind for kind in _TABLE}

KINDS: tuple[str, ...] = tuple(BY_NAME)
"""Names of all ways to break a message, for ``invalid(cls, breaking=...)``."""
