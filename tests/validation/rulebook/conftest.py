"""Shared by the tests of single rules: one rule on an instance that is given by wire names."""

from __future__ import annotations

import json
from collections.abc import Callable
from typing import Any

import pytest

from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import classes_of, message_class
from carec_datamodel.validation.rulebook.catalogue import rules
from carec_datamodel.validation.rulebook.engine import Engine
from carec_datamodel.validation.rulebook.rule import Companion, Problem, Scope

CLASSES = {cls.__name__: cls for name in MESSAGES for cls in classes_of(message_class(name))}

Values = dict[str, Any]
Objected = Callable[..., list[Problem]]


def instance_of(name: str, values: Values) -> Model:
    """Return the instance of the class called *name* with *values*."""
    return CLASSES[name].model_validate(json.loads(json.dumps(values)), by_alias=True, by_name=False)


@pytest.fixture
def objected() -> Objected:
    """What a rule objects to in an instance, judged beside other messages where there are any."""

    def run(rule: str, within: str, values: Values, *beside: tuple[str, Values]) -> list[Problem]:
        others = tuple(
            Companion(f"document {number}", instance_of(name, other))
            for number, (name, other) in enumerate(beside, start=2)
        )
        found = rules()[rule]
        scope = Scope(instance_of(within, values), found.parameters, others=others)
        return [
            objection.problem._replace(loc=objection.loc) for objection in Engine([found]).objections(scope)
        ]

    return run
