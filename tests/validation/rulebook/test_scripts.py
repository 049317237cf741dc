"""Codes and identifiers whose letters are of two scripts."""

from __future__ import annotations

import pytest

RULE = "code.mixed-scripts"


def test_a_code_that_mixes_scripts_is_told_with_its_letters_and_the_spelling_in_one(objected):
    (problem,) = objected(RULE, "GoodsDeclaration", {"NationalTypeCode": "\u0422T"})
    assert problem.loc == ("NationalTypeCode",)
    assert problem.message == "'\u0422T' has Cyrillic \u0422 and Latin T"
    assert problem.expected == "letters of one script: 'TT' in Latin or '\u0422\u0422' in Cyrillic"


def test_a_code_keeps_to_one_script_through_all_of_its_words(objected):
    assert objected(RULE, "GoodsDeclaration", {"NationalTypeCode": "KG"}) == []
    assert objected(RULE, "GoodsDeclaration", {"NationalTypeCode": "\u041a\u0413"}) == []
    assert len(objected(RULE, "GoodsDeclaration", {"NationalTypeCode": "KG \u041a\u0413"})) == 1


def test_a_number_may_have_words_of_both_scripts_but_no_word_that_mixes_them(objected):
    conformity = "\u0415\u0410\u042d\u0421 N RU \u0414-CN.\u0420\u041001.\u0412.12345/26"
    assert objected(RULE, "AdditionalDocument", {"ID": conformity}) == []
    (problem,) = objected(RULE, "AdditionalDocument", {"ID": conformity.replace("\u0420\u0410", "\u0420A")})
    assert (problem.loc, problem.message) == (("ID",), "'\u0420A01' has Cyrillic \u0420 and Latin A")


def test_the_unit_of_a_measure_is_a_code_too(objected):
    measure = {"GrossMassMeasure": {"value": "1", "unitCode": "KG\u041c"}}
    (problem,) = objected(RULE, "GoodsMeasure", measure)
    assert (problem.loc, problem.value) == (("GrossMassMeasure", "unitCode"), "KG\u041c")


@pytest.mark.parametrize("name", ["\u041e\u041e\u041e Trans Asia", "K\u0430zpost"])
def test_names_and_texts_may_mix_scripts(objected, name):
    assert objected(RULE, "Party", {"Name": name}) == []
