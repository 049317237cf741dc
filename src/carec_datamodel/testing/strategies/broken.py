"""Messages of which exactly one thing is broken, with the one finding to expect."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache

from hypothesis import reject
from hypothesis import strategies as st

from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.structure import fields_of
from carec_datamodel.testing.strategies.faults.base import At
from carec_datamodel.testing.strategies.faults.structure import later_siblings
from carec_datamodel.testing.strategies.handful import handful
from carec_datamodel.testing.strategies.kinds import BY_NAME, KINDS, Kind
from carec_datamodel.testing.strategies.messages import built
from carec_datamodel.testing.strategies.places import Placing, Way, values, ways_of
from carec_datamodel.testing.strategies.sketch import Sketch, Spot


@dataclass(frozen=True, slots=True)
class Broken:
    """A message of which one thing is broken, and the finding to expect of it.

    Attributes:
        kind: What was broken: one of `KINDS`.
        rule: Id of the rule that must notice it.
        path: Readable path of the finding.
        value: The offending value; None where there is none.
        message: The sound message that it was made of.
        xml: The document as XML; None where XML cannot say the fault.
        xml_line: Line of the finding in it.
        json: The document as JSON; None where JSON cannot say the fault.
        json_line: Line of the finding in it.
    """

    kind: str
    rule: str
    path: str
    value: str | None
    message: Message
    xml: bytes | None = None
    xml_line: int | None = None
    json: bytes | None = None
    json_line: int | None = None

    @property
    def documents(self) -> tuple[tuple[bytes, int], ...]:
        """The documents that there are, each with the line of the finding."""
        pairs = ((self.xml, self.xml_line), (self.json, self.json_line))
        return tuple(
            (document, line) for document, line in pairs if document is not None and line is not None
        )


def kinds_of(cls: type[Message]) -> tuple[str, ...]:
    """Return which of `KINDS` messages of *cls* can be broken in."""
    return tuple(name for name in KINDS if _needs(cls, name))


def invalid(cls: type[Message], breaking: str = "") -> st.SearchStrategy[Broken]:
    """Draw messages of *cls* of which exactly one thing is broken.

    Args:
        cls: The message class.
        breaking: What is broken: one of `KINDS`, or the id of a rule; anything by default.

    Raises:
        ValueError: Messages of *cls* cannot be broken in that way.
    """
    names = [name for name in kinds_of(cls) if breaking in {"", name, BY_NAME[name].rule}]
    if not names:
        known = ", ".join(kinds_of(cls))
        raise ValueError(f"{breaking!r} is no way to break a {cls.__name__}; expected one of {known}")
    return st.sampled_from(names).flatmap(lambda name: _broken(cls, name))


@cache
def _needs(cls: type[Message], name: str) -> list[tuple[Way, ...]]:
    """Return the places that a message needs to be broken in the way called *name*, any of them."""
    kind = BY_NAME[name]
    ways = [way for way in ways_of(cls) if kind.fits(way[-1])]
    if kind.with_sibling:
        return [(way, sibling) for way in ways if (sibling := _last_sibling(cls, way)) != way]
    return [*([()] if kind.fits(None) else []), *((way,) for way in ways)]


def _last_sibling(cls: type[Message], way: Way) -> Way:
    owner: type[Model] = cls
    for item in way[:-1]:
        owner = item.target or owner
    return (*way[:-1], fields_of(owner)[-1])


@st.composite
def _broken(draw: st.DrawFn, cls: type[Message], name: str) -> Broken:
    kind = BY_NAME[name]
    needed = draw(st.sampled_from(_needs(cls, name)))
    placings = draw(handful(cls, sound=True))
    for way in needed:
        placings.append(Placing(way, (0,) * len(way), draw(values(way[-1], sound=True))))
    message = built(draw, cls, placings, sound=True)
    sketch = Sketch(message)
    spots = [spot for spot in sketch.spots if _can_break(kind, spot)]
    if not spots:  # pragma: no cover - soundness took away the place that was needed
        reject()
    fault = kind.apply(At(draw, sketch, draw(st.sampled_from(spots))))
    as_xml = (None, None) if fault.element is None else sketch.xml_document(fault.element)
    as_json = (None, None) if fault.loc is None else sketch.json_document(fault.loc)
    return Broken(name, kind.rule, fault.path, fault.value, message, *as_xml, *as_json)


def _can_break(kind: Kind, spot: Spot) -> bool:
    return kind.fits(spot.item) and (not kind.with_sibling or bool(later_siblings(spot)))
