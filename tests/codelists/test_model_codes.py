from __future__ import annotations

import pytest

from carec_datamodel.codelists.model_codes import model_codes
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.structure import classes_of, fields_of, message_class

CLASSES = dict.fromkeys(cls for name in MESSAGES for cls in classes_of(message_class(name)))
CODED = [
    pytest.param(cls, item, id=f"{cls.__name__}-{item.name}")
    for cls in CLASSES
    for item in fields_of(cls)
    if item.element.codes
]
REQUIRED = {"Code": "X", "DateTime": "2026-03-12T09:30:00+05:00"}


def test_every_list_serves_an_element_and_every_element_has_its_list():
    used = {item.element.codes for cls in CLASSES for item in fields_of(cls)} - {""}
    assert used == set(model_codes())


@pytest.mark.parametrize("name", model_codes())
def test_a_list_has_each_code_once_and_says_what_it_means_and_where_it_is_from(name):
    codes = model_codes()[name]
    assert len({entry.code for entry in codes}) == len(codes)
    assert all(entry.meaning and entry.source for entry in codes)


@pytest.mark.parametrize(("cls", "item"), CODED)
def test_every_code_of_a_list_is_taken_by_the_element(cls, item):
    required = {other.attribute: REQUIRED[other.leaf] for other in fields_of(cls) if other.required}
    for entry in model_codes()[item.element.codes]:
        value = (entry.code,) if item.repeats else entry.code
        assert getattr(cls(**{**required, item.attribute: value}), item.attribute) == value


def test_a_national_code_may_stand_beside_the_codes_of_the_model():
    risk = message_class("RiskAssessment")(channel_code="ORANGE")
    assert risk.channel_code == "ORANGE"
