"""Tables and descriptors as text: whatever stands in a file, a fault of it is an error of this library."""

from __future__ import annotations

from pathlib import Path

import pytest

from carec_datamodel.errors import CarecError, ProfileError
from carec_datamodel.tables import source_text, toml_content


def test_a_descriptor_is_read_as_toml():
    assert toml_content('id = "own"\n[severity]\ntotal = "note"', ProfileError) == {
        "id": "own",
        "severity": {"total": "note"},
    }


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("id = ", "Invalid value"),
        (f"id = {'[' * 5000}", "brackets or braces are nested too deeply"),
        (f"id = {'{a=' * 5000}", "brackets or braces are nested too deeply"),
        (f"id = {'9' * 5000}", "4300 digits"),
    ],
    ids=["no value", "lists in lists", "tables in tables", "an endless number"],
)
def test_what_is_no_toml_is_an_error_of_the_kind_that_is_asked_for(text: str, told: str):
    with pytest.raises(ProfileError, match=told):
        toml_content(text, ProfileError)


def test_a_name_that_no_file_can_have_is_told_like_a_file_that_is_missing():
    for name in ("own\0.toml", f"{'o' * 5000}.toml"):
        with pytest.raises(CarecError, match="the file cannot be read: "):
            source_text(Path(name), CarecError)
