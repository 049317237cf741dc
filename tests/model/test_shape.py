from __future__ import annotations

import pytest

import carec_datamodel as cdm
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.shape import ids_in, names_in, shapes_of, spots, whole_shape
from carec_datamodel.model.structure import classes_of, fields_of, message_class, positions


@pytest.mark.parametrize("name", MESSAGES)
def test_the_whole_shape_of_a_message_has_every_class_once_and_every_place(name):
    cls = message_class(name)
    assert [shape.cls for shape in shapes_of(whole_shape(cls))] == list(classes_of(cls))
    assert [spot.path for spot in spots(whole_shape(cls))] == [position.path for position in positions(cls)]


@pytest.mark.parametrize("name", MESSAGES)
def test_the_whole_shape_says_of_every_element_what_the_model_says(name):
    for shape in shapes_of(whole_shape(message_class(name))):
        said = [(item.least, item.most, item.format, item.codes) for item in shape.members]
        assert said == [
            (
                int(item.required),
                None if item.repeats else 1,
                item.element.format,
                tuple(filter(None, [item.element.only])),
            )
            for item in fields_of(shape.cls)
        ]


def test_how_often_an_element_occurs_is_written_as_in_the_tables():
    said = {item.name: item.occurs for item in cdm.profiles()["tir-transit"].shape.members}
    assert (said["MetaData"], said["TIRCarnet"]) == ("0..1", "1..1")
    consignment = next(
        item for item in cdm.profiles()["tir-transit"].shape.members if item.name == "Consignment"
    )
    assert {item.name: item.occurs for item in consignment.below.members}["Itinerary"] == "2..n"


def test_in_a_profile_the_ids_of_a_shape_are_those_of_its_own_roles():
    root = cdm.profiles()["tir-transit"].shape
    (association,) = [shape for shape, name in names_in(root).items() if name == "Party_GuaranteeAssociation"]
    assert ids_in(root)[association, ""] == ("CAREC198",)
    assert ids_in(root)[association, "Name"] == ("CAREC198.CAREC002",)


@pytest.mark.parametrize("name", MESSAGES)
def test_in_a_whole_message_every_shape_is_called_as_its_class(name):
    names = names_in(whole_shape(message_class(name)))
    assert [shape.cls.__name__ for shape in names] == list(names.values())


def test_in_a_profile_forms_of_one_class_have_names_of_their_own():
    names = list(names_in(cdm.profiles()["national-transit"].shape).values())
    assert len(set(names)) == len(names)
    assert {"Party_Agent", "Party_Consignee", "Party_Surety", "Address"} <= set(names)
