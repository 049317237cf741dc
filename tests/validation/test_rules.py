"""Every rule: it lets its good example pass, objects to its bad one, and says what it is."""

from __future__ import annotations

import json
from typing import Any

import pytest

from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import classes_of, field_index, message_class
from carec_datamodel.validation.rulebook.catalogue import every, rules
from carec_datamodel.validation.rulebook.engine import Engine, Objection
from carec_datamodel.validation.rulebook.rule import Companion, Rule, Scope, Values

CLASSES = {
    base.__name__: base
    for name in MESSAGES
    for cls in classes_of(message_class(name))
    for base in cls.__mro__
    if issubclass(base, Model)
}

every_rule = pytest.mark.parametrize("rule", rules().values(), ids=lambda rule: rule.id)


def objections(rule: Rule, values: Values) -> list[Objection]:
    """Return what *rule* objects to in an instance of its class that is given as in JSON."""
    beside = tuple(
        Companion(f"document {number}", instance_of(name, other))
        for number, (name, other) in enumerate(rule.example.beside, start=2)
    )
    instance = instance_of(rule.example.within, values)
    return list(Engine([rule]).objections(Scope(instance, rule.parameters, others=beside)))


def instance_of(name: str, values: Values) -> Model:
    """Return the instance of the class called *name* that is given as in JSON."""
    return CLASSES[name].model_validate(json.loads(json.dumps(values)), by_alias=True, by_name=False)


@every_rule
def test_its_good_example_passes(rule: Rule):
    assert objections(rule, rule.example.good) == []


@every_rule
def test_its_bad_example_is_objected_to_at_a_place_of_the_model_and_in_words(rule: Rule):
    found = objections(rule, rule.example.bad)
    assert found
    for objection in found:
        assert objection.rule is rule
        assert field_at(CLASSES[rule.example.within], objection.loc)
        assert objection.problem.message
        assert objection.problem.expected or objection.problem.hint


def field_at(cls: type[Model], loc: tuple[str | int, ...]) -> bool:
    """Return whether *loc* is a place of the model, or of an attribute of a value."""
    current: type[Model] | None = cls
    for step in (step for step in loc if isinstance(step, str)):
        if current is None:
            return step in {"currencyID", "unitCode", "unitName", "value"}
        current = field_index(current)[step].target
    return True


@every_rule
def test_the_elements_it_names_are_those_of_the_model(rule: Rule):
    for element in rule.elements:
        name, *steps = element.split("/")
        current: Any = CLASSES[name]
        for step in steps:
            current = field_index(current)[step.removesuffix("[]")].target


@every_rule
def test_it_says_why_and_from_where(rule: Rule):
    assert rule.explanation[0].isupper()
    assert rule.explanation.endswith(".")
    assert rule.source
    assert rule.id.count(".") == 1


def test_no_two_rules_have_one_id():
    ids = [rule.id for rule in every()]
    assert sorted(ids) == sorted(set(ids))
    assert ids == list(rules())


def test_no_two_rules_have_parameters_of_one_name():
    names = [name for rule in rules().values() for name in rule.parameters]
    assert sorted(names) == sorted(set(names))
