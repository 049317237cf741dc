"""Hypothesis strategies of harmonised messages, read off the model: valid by construction.

>>> from hypothesis import given
>>> from carec_datamodel.model import GoodsDeclaration
>>> from carec_datamodel.testing import strategies
>>> @given(strategies.messages(GoodsDeclaration))
... def test_my_system_takes_any_declaration(declaration): ...

May be changed here: what is drawn, and how likely. Not: what is valid or sound, which the
model, its lists, identifiers and relations decide.
"""

from __future__ import annotations

from carec_datamodel.testing.strategies.broken import Broken, invalid, kinds_of
from carec_datamodel.testing.strategies.identifiers import identifiers
from carec_datamodel.testing.strategies.kinds import KINDS
from carec_datamodel.testing.strategies.lexical import leaves
from carec_datamodel.testing.strategies.messages import any_messages, instances, messages
from carec_datamodel.testing.strategies.registrations import registrations
from carec_datamodel.testing.strategies.sound_values import codes

__all__ = [
    "KINDS",
    "Broken",
    "any_messages",
    "codes",
    "identifiers",
    "instances",
    "invalid",
    "kinds_of",
    "leaves",
    "messages",
    "registrations",
]
