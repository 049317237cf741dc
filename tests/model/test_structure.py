from __future__ import annotations

import re
from decimal import Decimal

import pytest
from pydantic import ValidationError

import carec_datamodel.model as public
from carec_datamodel.model import (
    MESSAGES,
    VERSION,
    Address,
    Amount,
    GoodsDeclaration,
    GovernmentAgencyGoodsItem,
    MetaData,
    Party,
    Quantity,
)
from carec_datamodel.model.base import Facets, Message, Model
from carec_datamodel.model.naming import wire_name
from carec_datamodel.model.structure import (
    VALUED_ATTRIBUTES,
    VALUED_CLASSES,
    classes_of,
    count_leaves,
    field_index,
    fields_of,
    message_class,
    positions,
)
from carec_datamodel.model.types import LEXICAL

ALL_CLASSES = list(dict.fromkeys(cls for name in sorted(MESSAGES) for cls in classes_of(message_class(name))))
every_class = pytest.mark.parametrize("cls", ALL_CLASSES, ids=lambda cls: cls.__name__)
every_message = pytest.mark.parametrize("name", sorted(MESSAGES))


# --- reading the model ----------------------------------------------------------------------------


def test_the_elements_of_a_class_come_in_wire_order():
    assert [item.name for item in fields_of(Address)] == [
        "TypeCode",
        "CityName",
        "CountryCode",
        "CountryName",
        "CountrySubDivisionCode",
        "CountrySubDivisionName",
        "Line",
        "PostcodeID",
        "DistrictName",
        "SettlementName",
        "BuildingID",
        "RoomID",
        "PostOfficeBoxID",
        "Description",
    ]


@pytest.mark.parametrize(
    ("cls", "attribute", "leaf", "target", "repeats", "required"),
    [
        (Address, "city_name", "Text", None, False, False),
        (Address, "line", "Text", None, True, False),
        (Address, "country_code", "Code", None, False, False),
        (Party, "id", "Identifier", None, False, False),
        (Party, "address", "", Address, False, False),
        (GoodsDeclaration, "invoice_amount", "Amount", None, False, False),
        (GoodsDeclaration, "total_gross_mass_measure", "Measure", None, False, False),
        (GoodsDeclaration, "goods_item_quantity", "Quantity", None, False, False),
        (GoodsDeclaration, "form_numeric", "Count", None, False, False),
        (GoodsDeclaration, "issue_date_time", "DateTime", None, False, False),
        (GovernmentAgencyGoodsItem, "sequence_numeric", "Count", None, False, True),
    ],
)
def test_an_element_is_read_off_its_annotation(cls, attribute, leaf, target, repeats, required):
    item = next(item for item in fields_of(cls) if item.attribute == attribute)
    assert (item.leaf, item.target, item.repeats, item.required) == (leaf, target, repeats, required)
    assert item.name == wire_name(attribute)
    assert item.valued is (leaf in {"Amount", "Measure", "Quantity"})


def test_elements_are_found_by_their_name_on_the_wire():
    assert field_index(Party)["ID"].attribute == "id"
    assert "id" not in field_index(Party)


@every_message
def test_a_message_class_is_found_by_name(name):
    cls = message_class(name)
    assert issubclass(cls, Message)
    assert (cls.__name__, bool(cls.title), bool(cls.wco_id)) == (name, True, True)


def test_there_is_no_message_of_another_name():
    with pytest.raises(KeyError):
        message_class("Party")


def test_the_places_of_a_message_are_listed_with_the_ids_of_their_role():
    places = {place.path: place for place in positions(GoodsDeclaration)}
    assert places["GoodsDeclaration/Exporter/Name"].element_id == "R031"
    assert places["GoodsDeclaration/Declarant/Name"].element_id == "R124"
    assert places["GoodsDeclaration/Declarant/Name"].class_id == "57B"
    assert places["GoodsDeclaration/Declarant/Address/Line[]"].class_id == "04A"
    assert "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[]/SequenceNumeric" in places


@every_message
def test_every_place_of_a_message_has_a_path_of_its_own(name):
    paths = [place.path for place in positions(message_class(name))]
    assert len(set(paths)) == len(paths)


@every_message
def test_classes_come_once_each_and_the_message_first(name):
    classes = classes_of(message_class(name))
    assert classes[0] is message_class(name)
    assert len(set(classes)) == len(classes)


@pytest.mark.parametrize(
    ("instance", "leaves"),
    [
        (GoodsDeclaration(), 0),
        (GoodsDeclaration(meta_data=MetaData()), 0),
        (GoodsDeclaration(id="1"), 1),
        (GoodsDeclaration(form_numeric=0), 1),
        (GoodsDeclaration(invoice_amount=Amount(Decimal(0))), 1),
        (GoodsDeclaration(invoice_amount=Amount(Decimal(0), "USD")), 2),
        (GoodsDeclaration(goods_item_quantity=Quantity(Decimal(1), "C62", "box")), 3),
        (GoodsDeclaration(exporter=Party(name="a", address=Address(line=("b", "c")))), 3),
    ],
)
def test_leaves_and_their_attributes_are_counted(instance, leaves):
    assert count_leaves(instance) == leaves


@pytest.mark.parametrize("name", VALUED_CLASSES)
def test_the_attributes_of_valued_types_are_those_of_their_classes(name):
    fields = VALUED_CLASSES[name].__pydantic_fields__
    declared = [
        (attribute, info.alias, info.metadata) for attribute, info in fields.items() if attribute != "value"
    ]
    lengths = {
        attribute: next(part.max_length for part in metadata if hasattr(part, "max_length"))
        for attribute, _, metadata in declared
    }
    assert [(item.attribute, item.name, item.max_length) for item in VALUED_ATTRIBUTES[name]] == [
        (attribute, alias, lengths[attribute]) for attribute, alias, _ in declared
    ]


@pytest.mark.parametrize(
    ("attribute", "name"),
    [
        ("id", "ID"),
        ("functional_reference_id", "FunctionalReferenceID"),
        ("lpco_exemption_code", "LPCOExemptionCode"),
        ("ucr", "UCR"),
        ("undgid", "UNDGID"),
        ("aeo_mutual_recognition_party", "AEOMutualRecognitionParty"),
        ("wco_data_model_version_code", "WCODataModelVersionCode"),
        ("government_agency_goods_item", "GovernmentAgencyGoodsItem"),
        ("identification_type_code", "IdentificationTypeCode"),
    ],
)
def test_names_of_python_become_names_of_the_wco(attribute, name):
    assert wire_name(attribute) == name


# --- what holds for every class -------------------------------------------------------------------


@every_class
def test_a_class_says_what_it_is(cls):
    assert re.match(r"[A-Z].*\.", cls.__doc__)


@every_class
def test_every_element_says_what_it_is_in_one_line(cls):
    for item in fields_of(cls):
        assert re.fullmatch(r"[A-Z1-9].*\.", item.element.definition), item.name
        assert len(item.element.definition) < 160, item.name


@every_class
def test_every_element_has_an_id_of_the_wco_or_of_our_own(cls):
    for item in fields_of(cls):
        assert re.fullmatch(r"CAREC\d{3}|[A-Z]?\d{2,3}|\d{2}[A-Z]", item.element.id), item.name


def test_an_id_of_our_own_stands_for_elements_of_one_name():
    names: dict[str, set[str]] = {}
    for cls in ALL_CLASSES:
        for item in fields_of(cls):
            names.setdefault(item.element.id, set()).add(item.name)
    assert {id_: found for id_, found in names.items() if id_.startswith("CAREC") and len(found) > 1} == {}


@every_class
def test_names_on_the_wire_are_different_and_can_be_xml_tags(cls):
    names = [item.name for item in fields_of(cls)]
    assert len({name.lower() for name in names}) == len(names)
    assert all(re.fullmatch(r"[A-Z][A-Za-z0-9]*", name) for name in names)


@every_class
def test_ids_by_role_belong_to_elements_of_the_class(cls):
    for item in fields_of(cls):
        if item.element.ids:
            assert item.target is not None, item.name
            assert set(item.element.ids) <= set(field_index(item.target)), item.name


@every_class
def test_every_leaf_has_a_lexical_rule_or_a_class(cls):
    for item in fields_of(cls):
        assert (item.target is None) == bool(item.leaf)
        assert item.target or item.leaf in {*LEXICAL, *VALUED_CLASSES}, item.name


@every_class
def test_only_texts_have_a_wco_format(cls):
    for item in fields_of(cls):
        assert not item.element.format or item.leaf in {"Text", "Code", "Identifier"}, item.name


REQUIRED_VALUES = {"Count": 1, "Indicator": True, "Decimal": "1", "DateTime": "2026-03-12"}

FORMATTED = [
    pytest.param(cls, item, id=f"{cls.__name__}-{item.name}")
    for cls in ALL_CLASSES
    for item in fields_of(cls)
    if item.element.format and not item.element.only
]


@pytest.mark.parametrize(("cls", "item"), FORMATTED)
def test_the_format_that_the_dictionary_gives_is_the_one_that_is_enforced(cls, item):
    facets = Facets(item.element.format)
    fill = "A" if facets.pattern is None or "A-Z" in facets.pattern else "9"
    others = {f"{fill}" * (facets.max_length + 1), fill * (facets.min_length - 1)}
    if facets.pattern:
        others.add("-" * facets.max_length)
    alone = [other for other in fields_of(cls) if other.required and other is not item]
    rest = {other.attribute: REQUIRED_VALUES.get(other.leaf, "A") for other in alone}

    def make(text: str) -> Model:
        return cls(**{**rest, item.attribute: (text,) if item.repeats else text})

    make(fill * facets.max_length)
    make(fill * facets.min_length)
    for text in others:
        with pytest.raises(ValidationError):
            make(text)


@every_class
def test_an_element_with_one_value_takes_no_other(cls):
    for item in fields_of(cls):
        if item.element.only:
            assert Facets(item.element.format).max_length >= len(item.element.only)
            assert item.element.only in item.element.definition
            assert getattr(cls(**{item.attribute: item.element.only}), item.attribute) == item.element.only
            for other in (item.element.only.replace(".", "-"), f"{item.element.only}0", "9.9"):
                with pytest.raises(ValidationError):
                    cls(**{item.attribute: other})


def test_a_message_is_of_the_version_of_the_model_and_no_other():
    assert field_index(MetaData)["ModelVersionCode"].element.only == VERSION
    assert message_class("GoodsDeclaration")(meta_data={"model_version_code": VERSION})


# --- the public face ------------------------------------------------------------------------------


@pytest.mark.parametrize("cls", ALL_CLASSES, ids=lambda cls: cls.__name__)
def test_every_class_of_a_message_can_be_imported_from_the_model(cls):
    assert getattr(public, cls.__name__) is cls
    assert cls.__name__ in public.__all__


def test_every_public_name_is_there():
    assert all(getattr(public, name) is not None for name in public.__all__)


def test_a_name_that_is_not_there_is_an_attribute_error():
    with pytest.raises(AttributeError, match="Colour"):
        public.Colour  # noqa: B018
