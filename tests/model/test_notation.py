from __future__ import annotations

import pytest

from carec_datamodel.model.notation import has_format, in_words, is_narrower


@pytest.mark.parametrize(
    ("leaf", "notation", "within"),
    [
        ("Identifier", "an..22", "an..35"),
        ("Identifier", "an..35", "an..35"),
        ("Identifier", "an14", "an..35"),
        ("Identifier", "n6", "an..18"),
        ("Code", "a2", "an..3"),
        ("Code", "a2", "a2"),
        ("Text", "an..70", ""),
        ("Measure", "n..11,3", ""),
        ("Decimal", "n..20,20", ""),
        ("Count", "n..5", ""),
    ],
)
def test_a_format_within_another_is_narrower(leaf, notation, within):
    assert is_narrower(leaf, notation, within)


@pytest.mark.parametrize(
    ("leaf", "notation", "within"),
    [
        ("Identifier", "an..36", "an..35"),
        ("Identifier", "an..12", "an12"),
        ("Code", "an2", "a2"),
        ("Code", "n2", "a2"),
        ("Code", "an..3", "n..3"),
        ("Amount", "n..21", ""),
        ("Count", "n..19", ""),
        ("Count", "n..5,2", ""),
    ],
)
def test_a_format_that_admits_more_is_not_narrower(leaf, notation, within):
    assert not is_narrower(leaf, notation, within)


@pytest.mark.parametrize(
    ("leaf", "notation"),
    [
        ("Identifier", "x..5"),
        ("Identifier", "n..16,2"),
        ("Amount", "an..5"),
        ("Amount", "n5"),
        ("Amount", "n..2,3"),
        ("Date", "n8"),
        ("Indicator", "a1"),
        ("DateTime", "an..19"),
    ],
)
def test_a_notation_that_does_not_go_with_the_type_is_refused(leaf, notation):
    with pytest.raises(ValueError, match=r"format|more digits"):
        is_narrower(leaf, notation, "")


@pytest.mark.parametrize(
    ("leaf", "text", "notation", "fits"),
    [
        ("Identifier", "520523", "n6", True),
        ("Identifier", "52052300", "n6", False),
        ("Identifier", "5205AB", "n6", False),
        ("Code", "KZ", "a2", True),
        ("Code", "kz", "a2", False),
        ("Text", "two\nlines", "an..9", True),
        ("Text", "two\nlines", "an..8", False),
        ("Measure", "19580.00", "n..11,3", True),
        ("Measure", "19580.0000", "n..11,3", False),
        ("Measure", "123456789.123", "n..11,3", False),
        ("Measure", "-0.5", "n..11,3", True),
        ("Measure", "0.123", "n..3,3", True),
        ("Measure", "1.123", "n..3,3", False),
        ("Count", "14", "n..2", True),
        ("Count", "140", "n..2", False),
    ],
)
def test_a_value_has_a_format_or_not(leaf, text, notation, fits):
    assert has_format(leaf, text, notation) is fits


@pytest.mark.parametrize(
    ("leaf", "notation", "words"),
    [
        ("Code", "a2", "2 capital letters A to Z"),
        ("Code", "n..4", "at most 4 digits"),
        ("Identifier", "an10", "10 characters"),
        ("Count", "n..2", "at most 2 digits, none of them behind the point"),
    ],
)
def test_a_format_in_words(leaf, notation, words):
    assert in_words(leaf, notation) == words
