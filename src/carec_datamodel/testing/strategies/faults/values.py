"""Faults of values: a text in the place of a value, or of its unit or currency, that is not one."""

from __future__ import annotations

from collections.abc import Callable

from hypothesis import strategies as st

from carec_datamodel.model.structure import VALUED_ATTRIBUTES, Attribute, Field
from carec_datamodel.testing.strategies.faults.base import At, Break, Fault
from carec_datamodel.testing.strategies.sketch import Spot


def write(wrong: Callable[[Field], st.SearchStrategy[str]]) -> Break:
    """Return what writes one of the *wrong* texts in the place of a value."""

    def write_wrong(at: At) -> Fault:
        item = leaf_of(at.spot)
        text = at.draw(wrong(item))
        at.spot.element.text = text
        spelled = _spelled(item.leaf, text)
        if spelled is None:
            return Fault(at.spot.path, text, at.spot.element, None)
        loc = (*at.spot.loc, "value") if item.valued else at.spot.loc
        at.sketch.put(loc, spelled)
        return Fault(at.spot.path, text, at.spot.element, loc)

    return write_wrong


def write_attribute(wrong: Callable[[Attribute], st.SearchStrategy[str]], leaf: str = "") -> Break:
    """Return what writes one of the *wrong* texts into an attribute, of type *leaf* where one is given."""

    def write_wrong(at: At) -> Fault:
        parts = [part for part in VALUED_ATTRIBUTES[leaf_of(at.spot).leaf] if leaf in {"", part.leaf}]
        part = at.draw(st.sampled_from(parts))
        text = at.draw(wrong(part))
        at.spot.element.set(part.name, text)
        loc = (*at.spot.loc, part.name)
        at.sketch.put(loc, text)
        return Fault(f"{at.spot.path}/@{part.name}", text, at.spot.element, loc)

    return write_wrong


def leaf_of(spot: Spot) -> Field:
    """Return the leaf at *spot*."""
    if spot.item is None:  # pragma: no cover - kinds of values do not fit the root
        raise ValueError("the root has no value")
    return spot.item


def _spelled(leaf: str, text: str) -> str | int | None:
    """Return *text* as JSON says the same of a *leaf*; None where it would have the wrong JSON type."""
    if not text or leaf not in {"Count", "Indicator"}:
        return text
    digits = text.removeprefix("-")
    is_whole = leaf == "Count" and digits.isascii() and digits.isdecimal() and str(int(text)) == text
    return int(text) if is_whole else None
