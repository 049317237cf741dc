"""What can be read of a harmonised document that has errors, so that all else in it is judged too."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from pydantic import ValidationError

from carec_datamodel.formats.document import Document
from carec_datamodel.model.base import Message
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, message_class
from carec_datamodel.wire.lines import Lines
from carec_datamodel.wire.locate import examine

_MOST_ROUNDS = 5
"""How often values that the model refuses are taken out before the message is given up."""
_PARTS = frozenset({"value", *(part.name for parts in VALUED_ATTRIBUTES.values() for part in parts)})


def readable_values(document: Document, name: str) -> dict[str, Any]:
    """Return what can be read of *document*, which is to hold the message called *name*."""
    if document.syntax == "xml":
        return examine(document.root, message_class(name), Lines(document.data))[0]
    values = document.value[name]
    return values if isinstance(values, dict) else {}


def readable_message(document: Document, name: str) -> Message | None:
    """Return the message called *name* in *document* without what the model refuses.

    None where something that must be there is missing or refused: then no message is left. What
    is taken out leaves its place empty: entries of lists keep their numbers.
    """
    cls = message_class(name)
    values = deepcopy(readable_values(document, name))
    for _ in range(_MOST_ROUNDS):
        try:
            message: Message = cls.__pydantic_validator__.validate_python(
                values, by_alias=True, by_name=False
            )
        except ValidationError as error:
            # Of one value, or of one list, several parts may be refused: it is taken out once.
            ways = dict.fromkeys(_way_out(item["loc"]) for item in error.errors(include_url=False))
            if not all(_taken_out(values, way) for way in ways):
                return None
        else:
            return message
    return None


def _way_out(loc: Loc) -> Loc:
    """Return the place of what is to be taken out where the model refuses what stands at *loc*."""
    way = list(loc)
    if way and way[-1] in _PARTS:
        way.pop()  # a number is no number without its unit, nor the other way round
    while way and isinstance(way[-1], int):
        way.pop()  # entries behind it would get other numbers
    return tuple(way)


def _taken_out(values: Any, way: Loc) -> bool:
    """Take the value at *way* out of *values*; return whether it was there."""
    if not way:
        return False
    *above, last = way
    for step in above:
        try:
            values = values[step]
        except (KeyError, IndexError, TypeError):
            return True  # what is around it is out already
    if not isinstance(values, dict):
        return False
    return values.pop(last, None) is not None
