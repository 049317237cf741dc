"""What a fault is given, and what it tells of itself."""

from __future__ import annotations

from collections.abc import Callable
from typing import NamedTuple

from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.model.refusals import Loc
from carec_datamodel.testing.strategies.sketch import Sketch, Spot


class At(NamedTuple):
    """What is to be broken: a sketch at a spot, in a way that is drawn."""

    draw: st.DrawFn
    sketch: Sketch
    spot: Spot


class Fault(NamedTuple):
    """What was broken, and where the finding is to be.

    Attributes:
        path: Readable path of the finding.
        value: Its value; None where there is none.
        element: Where it is in XML; None where that cannot say it.
        loc: Where it is in JSON; None where that cannot say it.
    """

    path: str
    value: str | None
    element: etree._Element | None
    loc: Loc | None


Break = Callable[[At], Fault]
"""Breaks a sketch at a spot."""
