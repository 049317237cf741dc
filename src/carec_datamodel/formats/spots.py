"""Where the values of a message stand in a document of the harmonised model."""

from __future__ import annotations

from collections.abc import Callable
from functools import cache

from carec_datamodel.findings import Spot
from carec_datamodel.formats.document import Document
from carec_datamodel.model.base import Message
from carec_datamodel.model.refusals import Loc, place_of
from carec_datamodel.wire.json_places import json_spots
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.xml_places import element_at


def harmonised_spots(document: Document, cls: type[Message]) -> Callable[[Loc], Spot]:
    """Return what tells the path and the line of a place in *document*, or of the nearest one above it.

    The document is of the current version of the model: an older one has other places.
    """
    line_of = lines(document, cls)

    def spot(loc: Loc) -> Spot:
        return Spot(place_of(cls, loc).path, line_of(loc))

    return spot


def lines(document: Document, cls: type[Message]) -> Callable[[Loc], int | None]:
    """Return what tells the line of a place in *document*, or of the nearest one above it."""
    if document.syntax == "xml":
        known = Lines(document.data)
        return lambda loc: known(element_at(document.root, loc))
    spots = cache(lambda: json_spots(document.data.decode("utf-8-sig")))

    def line_of(loc: Loc) -> int | None:
        whole = (cls.__name__, *loc)
        found = spots()
        return next(found[whole[:end]][1] for end in range(len(whole), -1, -1) if whole[:end] in found)

    return line_of
