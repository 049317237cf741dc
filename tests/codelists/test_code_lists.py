"""Code lists by name, and which elements of the model name one, or the form of an identifier."""

from __future__ import annotations

import pytest

from carec_datamodel.codelists.code_lists import SHARED_LISTS, code_list
from carec_datamodel.codelists.identifiers import IDENTIFIERS
from carec_datamodel.codelists.model_codes import model_codes
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.structure import (
    VALUED_ATTRIBUTES,
    classes_of,
    field_index,
    fields_of,
    message_class,
)

CLASSES = dict.fromkeys(cls for name in MESSAGES for cls in classes_of(message_class(name)))
DECLARED = [(cls, item) for cls in CLASSES for item in fields_of(cls)]
CODED = [
    pytest.param(cls, item, id=f"{cls.__name__}-{item.name}") for cls, item in DECLARED if item.element.codes
]
REQUIRED = {"Code": "X", "DateTime": "2026-03-12T09:30:00+05:00", "Indicator": True}


def names_of(identifier: str) -> set[str]:
    return {f"{cls.__name__}/{item.name}" for cls, item in DECLARED if item.element.identifier == identifier}


def test_every_list_of_the_model_serves_an_element_and_every_element_has_its_list():
    used = {item.element.codes for _, item in DECLARED} - {""}
    assert used == {*model_codes(), *used & {*SHARED_LISTS}}
    assert used & {*SHARED_LISTS} == {"countries", "currencies", "packages", "transport_modes"}


@pytest.mark.parametrize(
    ("name", "source", "code", "number"),
    [
        ("countries", "ISO 3166-1 alpha-2", "UZ", 249),
        ("currencies", "ISO 4217", "KZT", 178),
        ("packages", "UN/ECE Recommendation 21, revision 12", "CT", 405),
        ("transport_modes", "UN/ECE Recommendation 19", "3", 10),
    ],
)
def test_a_shared_list_has_its_codes_in_use_and_says_where_it_is_from(name, source, code, number):
    found = code_list(name)
    assert (found.name, found.source, len(found.in_use)) == (name, source, number)
    assert code in found.in_use


def test_a_list_of_the_model_has_its_codes_with_their_meanings():
    found = code_list("risk-channel")
    assert (found.title, found.source) == ("Risk channel", "")
    assert found.codes["YELLOW"].meaning == "documents are checked"
    assert found.codes["YELLOW"]["source"] == "harmonised model"


def test_the_codes_of_currencies_are_letters_not_the_numbers_that_some_systems_write():
    assert all(code.isalpha() for code in code_list("currencies").codes)


def test_a_list_that_nobody_keeps_is_refused():
    with pytest.raises(KeyError, match="colours"):
        code_list("colours")


@pytest.mark.parametrize(("cls", "item"), CODED)
def test_every_code_of_a_list_is_taken_by_the_element(cls, item):
    required = {other.attribute: REQUIRED[other.leaf] for other in fields_of(cls) if other.required}
    for code in code_list(item.element.codes).codes:
        value = (code,) if item.repeats else code
        assert getattr(cls(**{**required, item.attribute: value}), item.attribute) == value


def test_every_code_of_a_country_is_of_the_list_of_countries_but_origin_which_may_be_a_union():
    endings = ("CountryCode", "NationalityCode")
    countries = [
        (f"{cls.__name__}/{item.name}", item.element.codes)
        for cls, item in DECLARED
        if item.name.endswith(endings) or item.element.format == "a2"
    ]
    origins = {"Origin/CountryCode", "GoodsShipment/OriginCountryCode"}
    assert {name for name, codes in countries if codes != "countries"} == origins


@pytest.mark.parametrize("name", ["NationalTypeCode", "NationalModeCode", "NationalFunctionCode"])
def test_a_code_of_a_national_list_is_of_no_list_of_ours(name):
    found = [item.element.codes for _, item in DECLARED if item.name == name]
    assert found
    assert set(found) == {""}


def test_the_currency_of_an_amount_is_of_the_list_of_currencies():
    assert [part.codes for part in VALUED_ATTRIBUTES["Amount"]] == ["currencies"]


@pytest.mark.parametrize(
    ("identifier", "places"),
    [
        (
            "ContainerNumber",
            {
                "AttachedTransportMeans/TransportEquipmentID",
                "CargoItem/TransportEquipmentID",
                "TransitItem/TransportEquipmentID",
                "TransportEquipment/ID",
            },
        ),
        ("HsCode", {"Classification/ID"}),
        ("SealNumber", {"Seal/ID"}),
        (
            "TirCarnetNumber",
            {"TIRCarnet/ID", "ReferencedDeclaration/TIRCarnetID", "AnsweredDeclaration/TIRCarnetID"},
        ),
        ("UniqueConsignmentReference", {"UCR/ID"}),
        ("MovementReferenceNumber", set()),
    ],
)
def test_identifiers_stand_where_the_model_says(identifier, places):
    assert names_of(identifier) == places


def test_every_identifier_that_the_model_names_is_one():
    assert {item.element.identifier for _, item in DECLARED} - {""} <= set(IDENTIFIERS)


def test_a_condition_of_an_identifier_names_a_code_beside_it():
    conditions = [(cls, item.element.where) for cls, item in DECLARED if item.element.where]
    assert conditions
    for cls, condition in conditions:
        name, _, value = condition.partition("=")
        assert field_index(cls)[name].leaf == "Code"
        assert value


def test_a_value_that_keeps_to_no_list_and_no_form_is_carried_all_the_same():
    means = message_class("GoodsDeclaration")(
        goods_shipment={"consignment": {"transport_equipment": [{"id": "767", "country_code": "ZZ"}]}}
    )
    (equipment,) = means.goods_shipment.consignment.transport_equipment
    assert (equipment.id, equipment.country_code) == ("767", "ZZ")
