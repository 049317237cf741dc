from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from carec_datamodel.codelists.identifiers import mask


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("53112990000000", "**********0000"),
        ("491240000019", "********0019"),
        ("АА99323158", "********58"),
        ("0AAAAA", "****AA"),
        ("12345", "*****"),
        ("", ""),
    ],
)
def test_only_the_last_signs_stay(text: str, masked: str):
    assert mask(text) == masked


@given(text=st.text())
def test_at_most_four_signs_and_never_more_than_a_third_stay(text: str):
    kept = mask(text).lstrip("*") if "*" not in text else ""
    assert len(mask(text)) == len(text)
    assert text.endswith(kept)
    assert len(kept) <= min(4, len(text) // 3)
