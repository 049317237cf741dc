from __future__ import annotations

import copy
import datetime as dt
import pickle
from decimal import Decimal

import pytest
from hypothesis import given
from pydantic import ValidationError

from carec_datamodel.model import (
    Address,
    Amount,
    Commodity,
    Consignment,
    Country,
    GoodsDeclaration,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    MetaData,
    Party,
    TradeTerms,
)
from carec_datamodel.model.base import Element, Facets, Message, Model, element, elements
from carec_datamodel.model.cargo import CargoConsignment
from carec_datamodel.model.structure import fields_of
from carec_datamodel.testing import strategies


def declaration() -> GoodsDeclaration:
    return GoodsDeclaration(
        id="26KZ0001",
        issue_date_time=dt.date(2026, 3, 12),
        invoice_amount=Amount("12.50", "USD"),
        exporter=Party(name="Қорғас Трейд", address=Address(line=("Abay 1", "Almaty"))),
    )


# --- making ---------------------------------------------------------------------------------------


def test_values_of_python_are_taken_for_their_types():
    message = GoodsDeclaration(
        issue_date_time=dt.datetime(2026, 3, 12, 9, 30, tzinfo=dt.UTC),
        form_numeric=3,
        invoice_amount=Amount(Decimal("12.50"), "USD"),
        consignment=Consignment(container_indicator=True),
    )
    assert message.issue_date_time == "2026-03-12T09:30:00+00:00"
    assert message.form_numeric == 3
    assert message.consignment.container_indicator is True


def test_a_date_in_a_message_can_be_asked_for_its_day():
    assert declaration().issue_date_time.date() == dt.date(2026, 3, 12)


@pytest.mark.parametrize(
    "given_", [["a", "b"], ("a", "b"), (line for line in ("a", "b"))], ids=["list", "tuple", "generator"]
)
def test_entries_are_taken_from_any_sequence_and_kept_in_a_tuple(given_):
    assert Address(line=given_).line == ("a", "b")


def test_an_instance_is_made_by_names_of_python_or_of_the_wire():
    assert Party(Name="a", ID="1") == Party(name="a", id="1")


def test_parts_may_be_given_as_dicts():
    message = GoodsDeclaration(exporter={"name": "a"}, invoice_amount={"value": "1", "currency": "USD"})
    assert message == GoodsDeclaration(exporter=Party(name="a"), invoice_amount=Amount("1", "USD"))


@pytest.mark.parametrize(
    ("cls", "values"),
    [
        (Party, {"nickname": "a"}),
        (Party, {"Nickname": "a"}),
        (Party, {"NAME": "a"}),
        (Party, {"name": "a", "Name": "b"}),
        (Party, {"name": 1}),
        (Party, {"name": ""}),
        (Party, {"name": "a" * 301}),
        (Party, {"address": "Abay 1"}),
        (Party, {"address": Country()}),
        (Party, {"contact": {"name": "a"}}),
        (Party, {"contact": None}),
        (Address, {"line": "Abay 1"}),
        (Address, {"line": ["a", ""]}),
        (Address, {"line": ["a", 1]}),
        (GoodsDeclaration, {"form_numeric": True}),
        (GoodsDeclaration, {"form_numeric": 1.0}),
        (GoodsDeclaration, {"form_numeric": "١"}),
        (GoodsDeclaration, {"invoice_amount": 12.5}),
        (GoodsDeclaration, {"invoice_amount": "12.50"}),
        (GoodsDeclaration, {"invoice_amount": {"value": 12.5}}),
        (GoodsDeclaration, {"invoice_amount": {"value": "12.50", "rate": "1"}}),
        (GoodsDeclaration, {"issue_date_time": 1741737600}),
        (GoodsDeclaration, {"issue_date_time": "12.03.2026"}),
        (Consignment, {"container_indicator": 1}),
        (Consignment, {"container_indicator": "yes"}),
        (GovernmentAgencyGoodsItem, {}),
        (GovernmentAgencyGoodsItem, {"sequence_numeric": None}),
        (Country, {"id": "kz"}),
        (Country, {"id": "KAZ"}),
        (Country, {"id": "K"}),
        (Country, {"id": "К7"}),
        (TradeTerms, {"condition_code": "CI"}),
    ],
)
def test_what_the_model_does_not_have_or_allow_is_refused(cls, values):
    with pytest.raises(ValidationError):
        cls(**values)


# --- reading, comparing, changing -----------------------------------------------------------------


def test_absent_is_none_and_an_absent_list_is_empty():
    party = Party()
    assert (party.name, party.address, party.contact) == (None, None, ())


def test_an_instance_cannot_be_changed():
    message = declaration()
    with pytest.raises(ValidationError):
        message.id = "26KZ0002"
    with pytest.raises(ValidationError):
        del message.id
    with pytest.raises(ValidationError):
        message.exporter.name = "a"
    assert message == declaration()


def test_instances_are_equal_by_value():
    assert declaration() == declaration()
    assert declaration() is not declaration()
    assert declaration() != declaration().replace(id="26KZ0002")


def test_absent_said_aloud_is_the_same_as_absent():
    assert Party(name=None, contact=()) == Party()
    assert hash(Party(name=None, contact=())) == hash(Party())


def test_different_classes_are_never_equal():
    assert MetaData() != Commodity()


def test_equal_instances_have_equal_hashes():
    assert len({declaration(), declaration(), declaration().replace(id="1")}) == 2


def test_the_order_of_entries_counts():
    assert Address(line=("a", "b")) != Address(line=("b", "a"))


def test_replace_gives_a_changed_copy():
    before = declaration()
    after = before.replace(id="26KZ0002", invoice_amount=None)
    assert (after.id, after.invoice_amount, after.exporter) == ("26KZ0002", None, before.exporter)
    assert before == declaration()


def test_replace_checks_like_new_data():
    assert declaration().replace(issue_date_time=dt.date(2026, 4, 1)).issue_date_time == "2026-04-01"
    for changes in ({"id": ""}, {"id": 1}, {"form_numeric": True}, {"number": "1"}):
        with pytest.raises(ValidationError):
            declaration().replace(**changes)


def test_replace_keeps_what_was_changed_before():
    assert declaration().replace(id="2").replace(form_numeric=3).id == "2"
    assert declaration().model_copy(update={"id": "2"}).replace(form_numeric=3).id == "2"


def test_replace_of_a_required_element_may_not_take_it_away():
    item = GovernmentAgencyGoodsItem(sequence_numeric=1)
    assert item.replace(sequence_numeric=2).sequence_numeric == 2
    with pytest.raises(ValidationError):
        item.replace(sequence_numeric=None)


def test_repr_shows_only_what_is_there():
    party = Party(name="a", address=Address(line=("b",)))
    assert repr(party) == "Party(name='a', address=Address(line=('b',)))"
    assert repr(Party()) == "Party()"


def test_repr_shows_what_is_false_or_nothing_in_number():
    assert repr(Consignment(sequence_numeric=0, container_indicator=False)) == (
        "Consignment(sequence_numeric=0, container_indicator=False)"
    )


@pytest.mark.parametrize(
    "again",
    [
        copy.copy,
        copy.deepcopy,
        lambda message: message.model_copy(),
        lambda message: message.model_copy(deep=True),
        lambda message: message.replace(),
        lambda message: pickle.loads(pickle.dumps(message)),  # noqa: S301
    ],
    ids=["copy", "deepcopy", "model_copy", "deep model_copy", "replace", "pickle"],
)
@given(message=strategies.any_messages(sound=False))
def test_a_copy_is_the_same_message(again, message):
    copied = again(message)
    assert copied == message
    assert repr(copied) == repr(message)
    assert hash(copied) == hash(message)


@pytest.mark.parametrize(
    "made",
    [
        GoodsDeclaration(type_code="IM", id="26KZ0001"),
        GoodsDeclaration.model_validate_json('{"TypeCode": "IM", "ID": "26KZ0001"}'),
        GoodsDeclaration.model_construct(type_code="IM", id="26KZ0001"),
        GoodsDeclaration(type_code="IM").replace(id="26KZ0001"),
        GoodsDeclaration(type_code="IM").model_copy(update={"id": "26KZ0001"}),
    ],
    ids=["by names", "from JSON", "unchecked", "replaced", "updated"],
)
def test_values_stand_in_wire_order_however_a_message_is_made(made):
    assert list(made.__dict__) == [item.attribute for item in fields_of(GoodsDeclaration)]


def test_a_copy_cannot_be_changed_either():
    for copied in (copy.deepcopy(declaration()), pickle.loads(pickle.dumps(declaration()))):  # noqa: S301
        with pytest.raises(ValidationError):
            copied.id = "1"


@given(message=strategies.any_messages(sound=False))
def test_a_message_made_of_the_names_of_the_wire_is_the_same(message):
    assert type(message)(**message.model_dump(by_alias=True)) == message


@given(message=strategies.any_messages(sound=False))
def test_a_message_made_of_the_names_of_python_is_the_same(message):
    assert type(message)(**message.model_dump()) == message


# --- declaring ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("notation", "least", "most", "pattern"),
    [
        ("an..35", 1, 35, None),
        ("an3", 3, 3, None),
        ("an..1", 1, 1, None),
        ("a2", 2, 2, "^[A-Z]+$"),
        ("a..3", 1, 3, "^[A-Z]+$"),
        ("n1", 1, 1, "^[0-9]+$"),
        ("n..15", 1, 15, "^[0-9]+$"),
    ],
)
def test_a_wco_format_limits_a_text(notation, least, most, pattern):
    facets = Facets(notation)
    assert (facets.min_length, facets.max_length, facets.pattern) == (least, most, pattern)


@pytest.mark.parametrize(
    "notation", ["", "an", "an..", "..35", "an..x", "x2", "AN..35", "an..35 ", "n..16,2", "an...3"]
)
def test_what_is_no_wco_format_is_refused(notation):
    with pytest.raises(ValueError, match="WCO format"):
        Facets(notation)


class Berth(Model, wco="CAREC998"):
    """A place at a quay."""

    id: str | None = element("CAREC999", "Number of the berth.", format="n..3", box="30", ids={"Name": "L1"})
    line: tuple[str, ...] = elements("239", "Lines.")


def test_an_element_carries_all_that_the_dictionary_says_of_it():
    spec = Berth.model_fields["id"].json_schema_extra
    assert spec == Element("CAREC999", "Number of the berth.", "n..3", "30", {"Name": "L1"})


def test_a_class_carries_its_wco_id_and_its_subclass_inherits_it():
    class Jetty(Berth):
        """A berth of its own."""

    assert (Berth.wco_id, Jetty.wco_id, Model.wco_id) == ("CAREC998", "CAREC998", "")


def test_the_definition_is_in_the_json_schema():
    assert Berth.model_json_schema()["properties"]["ID"]["description"] == "Number of the berth."


@pytest.mark.parametrize("number", ["1", "12", "123"])
def test_a_format_is_kept(number):
    assert Berth(id=number).id == number


@pytest.mark.parametrize("number", ["", "1234", "A", "1A", "١", "1\n"])
def test_a_format_is_enforced(number):
    with pytest.raises(ValidationError):
        Berth(id=number)


def test_a_message_has_a_title_for_people():
    assert issubclass(GoodsDeclaration, Message)
    assert GoodsDeclaration.title == "Goods declaration"
    assert not issubclass(GoodsShipment, Message)


def test_an_instance_of_a_larger_class_does_not_pass_for_the_smaller_one():
    with pytest.raises(ValidationError, match="level_code"):
        GoodsShipment(consignment=CargoConsignment(level_code="HOUSE"))
