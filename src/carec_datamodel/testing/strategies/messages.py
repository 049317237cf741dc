"""Messages and parts of messages, valid by construction."""

from __future__ import annotations

from typing import Any, TypeVar

from hypothesis import strategies as st

from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.structure import fields_of, message_class
from carec_datamodel.testing.strategies.handful import handful
from carec_datamodel.testing.strategies.mending import Draft, mend
from carec_datamodel.testing.strategies.places import Placing, values

AnyModel = TypeVar("AnyModel", bound=Model)
AnyMessage = TypeVar("AnyMessage", bound=Message)

_Branches = dict[str, dict[int, Any]]
"""What was drawn below an instance, by wire name and entry: branches again, or the value of a leaf."""


def messages(cls: type[AnyMessage], *, sound: bool = True) -> st.SearchStrategy[AnyMessage]:
    """Draw valid messages of *cls*, for example ``messages(GoodsDeclaration)``.

    Args:
        cls: The message class.
        sound: Whether a message also makes sense: identifiers with right check digits, codes from
            their lists, totals that are the sums of their parts, dates in order. Without it, a
            message is whatever the types take. Texts are odd in both: scripts, blanks, markup.
    """
    return instances(cls, sound=sound)


def any_messages(*, sound: bool = True) -> st.SearchStrategy[Message]:
    """Draw valid messages of every class that the model has."""
    return st.sampled_from(sorted(MESSAGES)).flatmap(lambda name: messages(message_class(name), sound=sound))


def instances(cls: type[AnyModel], *, sound: bool = True) -> st.SearchStrategy[AnyModel]:
    """Draw valid instances of the model class *cls*, sound as in `messages`: ``instances(Party)``."""
    return _instances(cls, sound=sound)


@st.composite
def _instances(draw: st.DrawFn, cls: type[AnyModel], *, sound: bool) -> AnyModel:
    return built(draw, cls, draw(handful(cls, sound=sound)), sound=sound)


def built(draw: st.DrawFn, cls: type[AnyModel], placings: list[Placing], *, sound: bool) -> AnyModel:
    """Return an instance of *cls* with all *placings*; draw what the model requires beside them."""
    branches: _Branches = {}
    for placing in placings:
        _graft(branches, placing)
    draft = _draft(draw, cls, branches, sound=sound)
    if sound:
        mend(draft, cls)
    return cls.model_validate(draft, by_alias=True, by_name=False)


def _graft(branches: _Branches, placing: Placing) -> None:
    for item, number in zip(placing.way, placing.entries, strict=True):
        entries = branches.setdefault(item.name, {})
        if item.target is None:
            entries[number] = placing.value
        else:
            branches = entries.setdefault(number, {})


def _draft(draw: st.DrawFn, cls: type[Model], branches: _Branches, *, sound: bool) -> Draft:
    draft: Draft = {}
    for item in fields_of(cls):
        drawn = branches.get(item.name, {})
        if item.required and not drawn:
            drawn = {0: draw(values(item, sound=sound)) if item.target is None else {}}
        entries = [drawn[number] for number in sorted(drawn)]
        if item.target is not None:
            entries = [_draft(draw, item.target, below, sound=sound) for below in entries]
        if entries:
            draft[item.name] = entries if item.repeats else entries[0]
    return draft
