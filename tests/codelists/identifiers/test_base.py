"""What all identifiers offer alike, and what each of them keeps to."""

from __future__ import annotations

import copy
import pickle
import subprocess
import sys
from dataclasses import FrozenInstanceError

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from carec_datamodel.codelists import identifiers
from carec_datamodel.codelists.identifiers import (
    IDENTIFIERS,
    ContainerNumber,
    HsCode,
    InvalidIdentifier,
    MovementReferenceNumber,
    SealNumber,
    TirCarnetNumber,
    TypedIdentifier,
)
from carec_datamodel.errors import CarecError, LexicalError
from carec_datamodel.testing import strategies

TOLERATED = " -.\t\u00a0\u2011"


DRAWN = {name: strategies.identifiers(name, sound=False) for name in IDENTIFIERS}
"""Identifiers of each class, also such as have a weak problem."""

EXAMPLES = {
    "ContainerNumber": "CSQU3054383",
    "HsCode": "8517620000",
    "MovementReferenceNumber": "26GE0002460ABCD1J3",
    "SealNumber": "CN-0000001",
    "TirCarnetNumber": "XJ78901234",
    "UniqueConsignmentReference": "6UZ301234567-0042",
}


@st.composite
def spellings(draw: st.DrawFn, name: str) -> str:
    """Draw the text of an identifier of a class with blanks, hyphens or dots put in, or in small letters."""
    text = str(draw(DRAWN[name]))
    places = draw(st.lists(st.integers(0, len(text)), max_size=3, unique=True))
    for place in sorted(places, reverse=True):
        text = text[:place] + draw(st.sampled_from(TOLERATED)) + text[place:]
    return text.lower() if draw(st.booleans()) else text


ANY_TEXT = st.text() | st.one_of(*map(spellings, DRAWN))

every_class = pytest.mark.parametrize("cls", [getattr(identifiers, name) for name in sorted(IDENTIFIERS)])


@pytest.fixture
def example(cls: type[TypedIdentifier]) -> TypedIdentifier:
    return cls(EXAMPLES[cls.__name__])


def refusal_of(cls: type[TypedIdentifier], text: str) -> InvalidIdentifier | None:
    try:
        cls.parse(text)
    except InvalidIdentifier as refusal:
        return refusal
    return None


def test_every_identifier_is_tested_here():
    assert sorted(IDENTIFIERS) == sorted(EXAMPLES)


# --- laws ---------------------------------------------------------------------------------------------


@every_class
@given(choice=st.data())
def test_canonical_and_printed_text_give_the_identifier_back(
    cls: type[TypedIdentifier], choice: st.DataObject
):
    drawn = choice.draw(DRAWN[cls.__name__])
    assert cls.parse(str(drawn)) == cls.parse(drawn.format()) == cls(str(drawn)) == drawn


@every_class
@given(choice=st.data())
def test_what_a_constructor_makes_has_no_strong_problem(cls: type[TypedIdentifier], choice: st.DataObject):
    drawn = choice.draw(DRAWN[cls.__name__])
    assert not any(problem.strong for problem in cls.check(str(drawn)))


@every_class
@given(text=ANY_TEXT)
def test_a_text_is_parsed_or_refused_with_what_was_found_and_what_was_expected(
    cls: type[TypedIdentifier], text: str
):
    problems = cls.check(text)
    refusal = refusal_of(cls, text)
    if refusal is None:
        assert not any(problem.strong for problem in problems)
    else:
        assert refusal.value == text
        assert (str(refusal), refusal.expected) in {(str(problem), problem.expected) for problem in problems}


@every_class
@given(choice=st.data())
def test_every_letter_and_digit_of_a_parsed_text_stays(cls: type[TypedIdentifier], choice: st.DataObject):
    text = choice.draw(spellings(cls.__name__))
    assume(refusal_of(cls, text) is None)
    kept = [sign for sign in str(cls.parse(text)).lower() if sign.isalnum()]
    assert kept == [sign for sign in text.lower() if sign.isalnum()]


@every_class
@given(text=ANY_TEXT)
def test_only_canonical_text_is_taken_by_the_class_itself(cls: type[TypedIdentifier], text: str):
    if refusal_of(cls, text) is None and str(cls.parse(text)) == text:
        assert cls(text) == cls.parse(text)
    else:
        with pytest.raises(InvalidIdentifier):
            cls(text)


# --- values -------------------------------------------------------------------------------------------


@every_class
def test_blanks_at_the_ends_are_tolerated_and_can_be_told(
    cls: type[TypedIdentifier], example: TypedIdentifier
):
    text = f" {example}\t"
    assert cls.parse(text) == example
    assert str(cls.parse(text)) != text
    with pytest.raises(InvalidIdentifier):
        cls(text)


@every_class
@pytest.mark.parametrize("text", ["", "  ", "-", "n/a" * 30, "CSQU30\n54383"])
def test_what_is_no_identifier_at_all_is_refused(cls: type[TypedIdentifier], text: str):
    (problem,) = cls.check(text)
    with pytest.raises(InvalidIdentifier) as refusal:
        cls.parse(text)
    assert refusal.value.message == str(problem)
    assert f"; expected {cls.form}" in refusal.value.message
    assert (refusal.value.value, refusal.value.expected) == (text, cls.form)


@every_class
def test_an_identifier_is_immutable_hashable_and_ordered_by_its_text(
    cls: type[TypedIdentifier], example: TypedIdentifier
):
    with pytest.raises(FrozenInstanceError):
        example.value = "CSQU3054383"  # type: ignore[misc]
    with pytest.raises((AttributeError, TypeError)):
        example.remark = "sealed"  # type: ignore[attr-defined]
    assert not hasattr(example, "__dict__")
    assert {example: "Khorgos"}[cls(str(example))] == "Khorgos"
    assert sorted([example, cls(str(example))]) == [example, example]
    assert example <= cls(str(example))


@every_class
def test_an_identifier_survives_copying_and_the_way_to_another_process(
    cls: type[TypedIdentifier], example: TypedIdentifier
):
    assert copy.deepcopy(example) == pickle.loads(pickle.dumps(example)) == example  # noqa: S301 - our own
    assert eval(repr(example), {cls.__name__: cls}) == example  # noqa: S307 - our own


def test_equal_texts_of_different_identifiers_are_not_equal_and_not_ordered():
    code, seal = HsCode("8517"), SealNumber("8517")
    assert code != seal
    with pytest.raises(TypeError):
        assert code < seal


def test_a_refusal_is_a_lexical_error_with_a_place_that_survives_the_way_to_another_process():
    refusal = InvalidIdentifier("'77' is no chapter; expected 78", value="77", expected="78", path="HsCode")
    again = pickle.loads(pickle.dumps(refusal))  # noqa: S301 - our own
    assert isinstance(again, LexicalError)
    assert isinstance(again, CarecError)
    assert not isinstance(again, ValueError)
    assert (again.value, again.expected, again.path) == ("77", "78", "HsCode")
    assert str(again) == str(refusal) == "HsCode: '77' is no chapter; expected 78"


def test_a_letter_that_only_looks_latin_is_named():
    (problem,) = ContainerNumber.check("СSQU3054383")
    assert problem.message == ("'СSQU3054383' is not a container number: 'С' is CYRILLIC CAPITAL LETTER ES")


def test_a_dotless_i_does_not_become_a_latin_letter():
    with pytest.raises(InvalidIdentifier, match="DOTLESS I"):
        MovementReferenceNumber.parse("26aı0002460abcd1j3")


@pytest.mark.parametrize("cls", [HsCode, TirCarnetNumber])
def test_digits_of_another_script_are_no_digits(cls: type[TypedIdentifier]):
    with pytest.raises(InvalidIdentifier, match="'٨' is ARABIC-INDIC DIGIT EIGHT"):
        cls.parse("٨٥١٧٦٢")


def test_a_very_long_text_is_cut_in_the_message_and_kept_in_the_error():
    text = "9" * 100_000
    with pytest.raises(InvalidIdentifier) as refusal:
        HsCode.parse(text)
    assert len(str(refusal.value)) < 200
    assert refusal.value.value == text


def test_a_class_is_loaded_only_when_it_is_used():
    program = (
        "import sys; from carec_datamodel.codelists import identifiers; identifiers.HsCode;"
        "print(*(name.rpartition('.')[2] for name in sys.modules if '.identifiers.' in name))"
    )
    command = [sys.executable, "-c", program]
    done = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    assert sorted(done.stdout.split()) == ["base", "hs_code"]


def test_an_unknown_name_is_not_there():
    with pytest.raises(AttributeError, match="has no attribute 'WagonNumber'"):
        identifiers.WagonNumber  # noqa: B018
