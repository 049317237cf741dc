"""Cyrillic and Latin letters that look alike."""

from __future__ import annotations

import unicodedata

import pytest

from carec_datamodel.codelists import scripts
from carec_datamodel.codelists.scripts import (
    in_one_script,
    latin_look,
    mixed_words,
    mixes_scripts,
    told_letters,
)

MIXED = "\u041e\u0415"  # ОЕ
LATIN = "OE"


def test_each_pair_is_a_cyrillic_letter_and_a_latin_one_of_the_same_case():
    pairs = scripts._to("latin")
    assert len(pairs) == len({*pairs.values()}) == 25
    for cyrillic, latin in pairs.items():
        assert unicodedata.name(chr(cyrillic)).startswith("CYRILLIC")
        assert unicodedata.name(latin).startswith("LATIN")
        assert chr(cyrillic).isupper() == latin.isupper()


@pytest.mark.parametrize(
    ("text", "look"),
    [
        ("\u041e\u041e", "OO"),
        ("\u0422\u0422", "TT"),
        ("\u0415\u041a-17", "EK-17"),
        ("\u0418\u041c", "\u0418M"),  # ИМ: only its second letter looks like a Latin one
        ("OO", "OO"),
        ("5205", "5205"),
    ],
)
def test_texts_that_look_alike_have_one_look(text, look):
    assert latin_look(text) == look
    assert latin_look(latin_look(text)) == look


@pytest.mark.parametrize(
    ("text", "mixed"),
    [
        ("K\u0417T", True),
        ("\u041a\u0417\u0422", False),
        ("KZT", False),
        ("KGS 417", False),
        ("\u0415\u0410\u042d\u0421 N", True),
        ("\u10d8\u10dbIM", False),  # Georgian has no letters that look like these
        ("", False),
    ],
)
def test_a_text_mixes_scripts_if_it_has_letters_of_both(text, mixed):
    assert mixes_scripts(text) is mixed


def test_words_are_what_has_no_sign_between_its_letters():
    number = "\u0415\u0410\u042d\u0421 N RU \u0414-CN.\u0420\u041001.\u0412.12345"
    assert mixes_scripts(number)
    assert mixed_words(number) == []
    assert mixed_words(f"{number}/\u0420A01") == ["\u0420A01"]


def test_letters_are_told_by_script():
    assert told_letters("K\u0417T 1") == "Cyrillic \u0417 and Latin K, T"
    assert told_letters("417") == ""


def test_a_text_is_spelled_in_one_script_where_all_its_letters_have_a_twin():
    assert in_one_script("\u041eO") == {"Latin": "OO", "Cyrillic": "\u041e\u041e"}
    assert in_one_script("K\u0417T") == {"Cyrillic": "\u041a\u0417\u0422"}
    assert in_one_script("Z\u0417") == {}
