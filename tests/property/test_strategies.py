"""Laws of the strategies themselves: what is drawn is valid, sound if asked for, and varied."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from decimal import Decimal
from typing import Any

import pytest
from hypothesis import Phase, find, given, settings
from hypothesis import strategies as st

import carec_datamodel as cdm
from carec_datamodel.codelists import identifiers
from carec_datamodel.codelists.code_lists import SHARED_LISTS, code_list
from carec_datamodel.codelists.identifiers import IDENTIFIERS
from carec_datamodel.model import MESSAGES, GoodsDeclaration, Party
from carec_datamodel.model.base import Facets, Message, Model
from carec_datamodel.model.relations import Relation, relations
from carec_datamodel.model.soundness import breaches, side_of
from carec_datamodel.model.structure import (
    Field,
    classes_of,
    count_leaves,
    fields_of,
    message_class,
    positions,
)
from carec_datamodel.model.types import LEXICAL, DateTime
from carec_datamodel.testing import strategies
from carec_datamodel.testing.strategies.families import families, family
from carec_datamodel.testing.strategies.handful import _choices
from carec_datamodel.testing.strategies.messages import built
from carec_datamodel.testing.strategies.places import ways_of
from carec_datamodel.wire import json, xml

CLASSES = {cls.__name__: cls for name in MESSAGES for cls in classes_of(message_class(name))}
FORMATS = sorted(
    {
        (place.field.leaf, place.field.element.format)
        for name in MESSAGES
        for place in positions(message_class(name))
        if place.field.leaf and place.field.element.format
    }
)
SOUND = ("structure", "type", "total", "limit", "date", "distinct", "code")
"""What a sound message keeps: its form, the relations between its values, the codes of lists."""
SPELLINGS: dict[str, Callable[[Any], str]] = {
    "Indicator": {True: "true", False: "false"}.__getitem__,
    "Decimal": lambda value: format(value, "f"),
}

every_message = pytest.mark.parametrize("cls", [message_class(name) for name in sorted(MESSAGES)])
drawn = given(choice=st.data())


def one_of(strategy: st.SearchStrategy[Any], condition: Callable[[Any], bool] = lambda _: True) -> Any:
    """Return an example of *strategy* that meets *condition*, without looking for the smallest."""
    return find(strategy, condition, settings=settings(max_examples=10_000, phases=[Phase.generate]))


def elements_in(message: Model) -> Iterator[tuple[Model, Field, Any]]:
    """Yield every value in *message* with its element and the instance that holds it."""
    for item in fields_of(type(message)):
        value = getattr(message, item.attribute)
        for entry in value if item.repeats else (value,) if value is not None else ():
            if item.target is None:
                yield message, item, entry
            else:
                yield from elements_in(entry)


# --- values ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("leaf", sorted(LEXICAL))
@drawn
def test_values_drawn_for_a_type_keep_its_lexical_rule(leaf: str, choice: st.DataObject) -> None:
    value = choice.draw(strategies.leaves(leaf))
    assert re.fullmatch(LEXICAL[leaf].pattern[1:-1], SPELLINGS.get(leaf, str)(value))


@pytest.mark.parametrize(("leaf", "notation"), FORMATS)
@settings(max_examples=20)
@drawn
def test_texts_drawn_for_a_format_keep_it(leaf: str, notation: str, choice: st.DataObject) -> None:
    facets = Facets(notation)
    text = choice.draw(strategies.leaves(leaf, notation))
    assert facets.min_length <= len(text) <= facets.max_length
    assert facets.pattern is None or re.fullmatch(facets.pattern[1:-1], text)


def test_an_unknown_leaf_type_has_no_strategy() -> None:
    with pytest.raises(KeyError, match="Colour"):
        strategies.leaves("Colour")


@pytest.mark.parametrize(
    ("leaf", "wanted"),
    [
        ("Text", "\r"),
        ("Text", "\n"),
        ("Text", "]]>"),
        ("Text", "й"),
        ("Text", "ჩ"),
        ("Text", "ش"),
        ("Text", "茶"),
        ("Text", "\u00a0"),
        ("Code", "😀"),
        ("Code", "&"),
        ("Identifier", "<"),
        ("Identifier", '"'),
        ("DateTime", "Z"),
        ("DateTime", "T"),
        ("DateTime", "."),
        ("Date", "+05:00"),
    ],
)
def test_what_breaks_codecs_is_drawn(leaf: str, wanted: str) -> None:
    assert wanted in one_of(strategies.leaves(leaf), lambda text: wanted in text)


@pytest.mark.parametrize("scale", [0, 1, 2, 18])
def test_decimals_of_every_scale_are_drawn(scale: int) -> None:
    found = one_of(strategies.leaves("Decimal"), lambda value: value.as_tuple().exponent == -scale)
    assert isinstance(found, Decimal)


def test_dates_drawn_are_typed() -> None:
    assert type(one_of(strategies.leaves("DateTime"))) is DateTime


# --- codes and identifiers ------------------------------------------------------------------------


@pytest.mark.parametrize("name", [*SHARED_LISTS, "risk-channel"])
@drawn
def test_codes_are_of_their_list(name: str, choice: st.DataObject) -> None:
    assert choice.draw(strategies.codes(name)) in code_list(name).codes


@pytest.mark.parametrize("name", sorted(IDENTIFIERS))
@drawn
def test_sound_identifiers_have_no_problem_at_all(name: str, choice: st.DataObject) -> None:
    identifier = choice.draw(strategies.identifiers(name))
    assert type(identifier).__name__ == name
    assert type(identifier).check(str(identifier)) == ()


# A container number is right or refused; there is nothing between.
@pytest.mark.parametrize("name", sorted(IDENTIFIERS.keys() - {"ContainerNumber"}))
def test_identifiers_with_a_weak_problem_are_drawn_if_asked_for(name: str) -> None:
    cls = getattr(identifiers, name)
    found = one_of(strategies.identifiers(name, sound=False), lambda drawn: cls.check(str(drawn)) != ())
    assert not any(problem.strong for problem in cls.check(str(found)))


@pytest.mark.parametrize("draw", [strategies.codes, strategies.identifiers])
def test_what_nobody_keeps_has_no_strategy(draw: Callable[[str], Any]) -> None:
    with pytest.raises(KeyError, match="Colour"):
        draw("Colour")


# --- sound messages -------------------------------------------------------------------------------


@every_message
@drawn
def test_what_holds_between_the_values_of_a_sound_message(cls: type[Message], choice: st.DataObject) -> None:
    assert list(breaches(choice.draw(strategies.messages(cls)))) == []


@every_message
@drawn
def test_codes_and_identifiers_of_a_sound_message_are_such(cls: type[Message], choice: st.DataObject) -> None:
    for holder, item, value in elements_in(choice.draw(strategies.messages(cls))):
        element = item.element
        if element.codes:
            assert value in code_list(element.codes).codes
        where = [beside.element for beside in fields_of(type(holder)) if f"{beside.name}=" in element.where]
        applies = not where or getattr(holder, "identification_type_code", None) == "HS"
        if element.identifier and applies:
            identifier = getattr(identifiers, element.identifier)
            assert identifier.check(value) == ()
            assert str(identifier.parse(value)) == value


@every_message
@drawn
def test_a_sound_message_has_no_findings(cls: type[Message], choice: st.DataObject) -> None:
    message = choice.draw(strategies.messages(cls))
    assert cdm.validate(xml.dumps(message), select=SOUND).findings == ()
    assert cdm.validate(json.dumps(message), select=SOUND).findings == ()


@pytest.mark.parametrize("relation", relations().values(), ids=relations().keys())
@settings(max_examples=10)
@drawn
def test_what_a_relation_needs_is_drawn_together_and_made_to_hold(
    relation: Relation, choice: st.DataObject
) -> None:
    cls = CLASSES[relation.within]
    instance = built(choice.draw, cls, choice.draw(family(cls, (), relation)), sound=True)
    for side in (relation.left, relation.right or relation.left):
        assert side_of(side, instance, cls) != []
    assert list(breaches(instance)) == []


@every_message
def test_every_relation_within_a_message_has_its_turn(cls: type[Message]) -> None:
    names = {base.__name__ for below in classes_of(cls) for base in below.__mro__}
    assert len(families(cls)) == sum(relation.within in names for relation in relations().values())


@pytest.mark.parametrize(
    ("identifier", "name"),
    [
        ("ContainerNumber", "CargoManifest"),
        ("HsCode", "GoodsDeclaration"),
        ("SealNumber", "TransitReport"),
        ("TirCarnetNumber", "TransitDeclaration"),
        ("UniqueConsignmentReference", "GoodsDeclaration"),
    ],
)
def test_every_identifier_that_the_model_names_is_drawn(identifier: str, name: str) -> None:
    cls = getattr(identifiers, identifier)

    def has(message: Message) -> bool:
        return any(
            item.element.identifier == identifier and cls.check(value) == ()
            for _, item, value in elements_in(message)
        )

    assert has(one_of(strategies.messages(message_class(name)), has))


def test_a_message_that_need_not_be_sound_breaks_relations_and_leaves_the_lists() -> None:
    wild = strategies.messages(GoodsDeclaration, sound=False)
    assert list(breaches(one_of(wild, lambda message: any(breaches(message)))))

    def strays(message: Message) -> bool:
        return any(
            item.element.codes and value not in code_list(item.element.codes).codes
            for _, item, value in elements_in(message)
        )

    assert strays(one_of(wild, strays))


@pytest.mark.parametrize("sound", [True, False])
def test_texts_are_odd_in_all_messages(sound: bool) -> None:
    parties = strategies.instances(Party, sound=sound)
    assert one_of(parties, lambda party: party.name is not None and "\u00a0" in party.name)
    assert one_of(parties, lambda party: party.name is not None and "茶" in party.name)


# --- size and variety -----------------------------------------------------------------------------


@every_message
def test_every_element_of_a_message_has_its_turn(cls: type[Message]) -> None:
    leaves = [way for way in ways_of(cls) if way[-1].target is None]
    assert set(_choices(cls, leaves)) == set(range(len(leaves)))


@pytest.mark.parametrize("sound", [True, False])
def test_every_element_of_a_class_is_drawn(sound: bool) -> None:
    seen: set[str] = set()

    @settings(max_examples=300)
    @given(strategies.instances(Party, sound=sound))
    def collect(party: Party) -> None:
        seen.update(name for name in Party.model_fields if getattr(party, name) not in (None, ()))

    collect()
    assert seen == set(Party.model_fields)


@every_message
@pytest.mark.parametrize("sound", [True, False])
def test_messages_are_small_on_average(cls: type[Message], sound: bool) -> None:
    sizes: list[int] = []

    @given(strategies.messages(cls, sound=sound))
    def collect(message: Message) -> None:
        sizes.append(count_leaves(message))

    collect()
    assert 2 < sum(sizes) / len(sizes) < 20


def test_entries_of_an_element_that_repeats_differ_in_what_they_have() -> None:
    def differs(party: Party) -> bool:
        return len({frozenset(entry.model_fields_set) for entry in party.communication}) > 1

    assert one_of(strategies.instances(Party), differs).communication


def test_any_messages_draws_message_classes_of_the_model() -> None:
    names = {type(one_of(strategies.any_messages(sound=sound))).__name__ for sound in (True, False)}
    assert names <= set(MESSAGES)
