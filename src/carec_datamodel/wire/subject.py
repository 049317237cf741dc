"""What a schema is of: a message, or a profile of one."""

from __future__ import annotations

from typing import NamedTuple

from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.model.shape import Shape, whole_shape
from carec_datamodel.model.structure import message_class
from carec_datamodel.profile.registry import profiles


class Subject(NamedTuple):
    """What a schema is of.

    Attributes:
        title: What it is called, for people.
        explanation: What it is for; empty for a message, whose definition says it.
        shape: Its elements.
    """

    title: str
    explanation: str
    shape: Shape


def subject_of(name: str) -> Subject:
    """Return the message or the profile called *name*.

    Raises:
        KeyError: There is none.
    """
    version = f"version {VERSION} of the harmonised model"
    if name in MESSAGES:
        cls = message_class(name)
        return Subject(f"{cls.title}, {version}", "", whole_shape(cls))
    profile = profiles()[name]
    title = f"{profile.title}, the profile {name} of {profile.message}, {version}"
    return Subject(title, profile.explanation, profile.shape)
