"""Faults that only JSON can say: another JSON type, null, a character that XML cannot carry."""

from __future__ import annotations

from typing import Any

from hypothesis import strategies as st

from carec_datamodel.model.refusals import json_text
from carec_datamodel.model.structure import Field
from carec_datamodel.testing.strategies.faults.base import At, Fault
from carec_datamodel.testing.strategies.faults.values import leaf_of

_MISTYPED: dict[str, tuple[Any, ...]] = {
    "a text": (12, True, 1.5, {}, ["x"], {"value": "x"}),
    "a whole number": ("12", True, 1.5, {}, [12]),
    "a truth value": ("true", 1, 0, {}, [True]),
    "an object": ("x", 12, True, ["x"], [{}]),
}
"""What stands in the place of each JSON type."""
_UNCARRIED = ("\x00", "a\x0bb", "\x1f", "a\ufffe", "\uffff")


def mistype(at: At) -> Fault:
    """Write a value of another JSON type."""
    wrong = at.draw(st.sampled_from(_MISTYPED[_json_type(leaf_of(at.spot))]))
    at.sketch.put(at.spot.loc, wrong)
    return Fault(at.spot.path, json_text(wrong), None, at.spot.loc)


def _json_type(item: Field) -> str:
    if item.target is not None or item.valued:
        return "an object"
    return {"Count": "a whole number", "Indicator": "a truth value"}.get(item.leaf, "a text")


def unlist(at: At) -> Fault:
    """Write what repeats without its list."""
    loc = at.spot.loc[:-1]
    wrong = at.draw(st.sampled_from(("x", 7, {}, False)))
    at.sketch.put(loc, wrong)
    return Fault(at.spot.path.rpartition("[")[0], json_text(wrong), None, loc)


def write_nothing(at: At) -> Fault:
    """Write null or an empty list."""
    at.sketch.put(at.spot.loc, at.draw(st.sampled_from((None, []))))
    return Fault(at.spot.path, None, None, at.spot.loc)


def empty_list(at: At) -> Fault:
    """Write null or an empty list for all that repeats."""
    loc = at.spot.loc[:-1]
    at.sketch.put(loc, at.draw(st.sampled_from(([], None))))
    return Fault(at.spot.path.rpartition("[")[0], None, None, loc)


def leave_out_number(at: At) -> Fault:
    """Leave out the number beside a unit or a currency."""
    del at.sketch.json_at(at.spot.loc)["value"]
    return Fault(at.spot.path, None, None, at.spot.loc)


def write_uncarried(at: At) -> Fault:
    """Write a text with a character that XML cannot carry."""
    text = at.draw(st.sampled_from(_UNCARRIED))
    at.sketch.put(at.spot.loc, text)
    return Fault(at.spot.path, text, None, at.spot.loc)
