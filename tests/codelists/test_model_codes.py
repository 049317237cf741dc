from __future__ import annotations

import pytest

from carec_datamodel.codelists.model_codes import model_codes
from carec_datamodel.model.structure import message_class


@pytest.mark.parametrize("name", model_codes())
def test_a_list_has_each_code_once_and_says_what_it_means_and_where_it_is_from(name):
    codes = model_codes()[name]
    assert len({entry.code for entry in codes}) == len(codes)
    assert all(entry.meaning and entry.source for entry in codes)


def test_a_national_code_may_stand_beside_the_codes_of_the_model():
    risk = message_class("RiskAssessment")(channel_code="ORANGE")
    assert risk.channel_code == "ORANGE"
