from __future__ import annotations

import pytest

from carec_datamodel.errors import ProfileError
from carec_datamodel.model.shape import spots, whole_shape
from carec_datamodel.model.structure import message_class
from carec_datamodel.profile.narrowing import narrowed
from carec_datamodel.profile.table import Row


def found(profile) -> dict[str, object]:
    return {spot.path.removeprefix("CargoManifest/"): spot.member for spot in spots(profile.shape)}


def test_what_is_not_listed_is_not_part_of_the_profile_but_for_envelope_and_extension(profile_of):
    profile = profile_of(["ID|1..1"])
    assert [item.name for item in profile.shape.members] == ["MetaData", "ID", "Extension"]
    envelope, _, extension = profile.shape.members
    assert envelope.below is whole_shape(envelope.field.target)
    assert extension.below is whole_shape(extension.field.target)


def test_envelope_and_extension_can_be_narrowed_or_left_out(profile_of):
    profile = profile_of(["MetaData|1..1", "MetaData/SenderID|1..1", "ID|1..1", "Extension|0..0"])
    assert {path: item.occurs for path, item in found(profile).items()} == {
        "MetaData": "1..1",
        "MetaData/SenderID": "1..1",
        "ID": "1..1",
    }


def test_an_envelope_listed_alone_stays_whole(profile_of):
    envelope = profile_of(["MetaData|1..1", "ID|1..1"]).shape.members[0]
    assert (envelope.occurs, envelope.below) == ("1..1", whole_shape(envelope.field.target))


def test_a_row_narrows_cardinality_format_and_codes(profile_of):
    profile = profile_of(
        [
            "ID|1..1|an..22",
            "FlowCode|1..1||I E",
            "Consignment[]|2..100",
            "Consignment[]/SequenceNumeric|1..1|n..3",
            "TotalGrossMassMeasure|1..1|n..11,3",
            "TotalGrossMassMeasure/@unitCode|1..1|an3|KGM TNE",
        ]
    )
    members = found(profile)
    assert (members["ID"].occurs, members["ID"].format) == ("1..1", "an..22")
    assert members["FlowCode"].codes == ("I", "E")
    assert (members["Consignment[]"].least, members["Consignment[]"].most) == (2, 100)
    mass = members["TotalGrossMassMeasure"]
    (unit,) = mass.parts
    assert (mass.format, unit.required, unit.format, unit.codes) == ("n..11,3", True, "an3", ("KGM", "TNE"))


def test_an_attribute_without_a_row_is_as_in_the_model_and_one_that_occurs_never_is_not_there(profile_of):
    members = found(
        profile_of(
            [
                "TotalPackageQuantity|1..1",
                "TotalPackageQuantity/@unitName|0..0",
                "TotalGrossMassMeasure|0..1",
            ]
        )
    )
    assert [part.name for part in members["TotalPackageQuantity"].parts] == ["unitCode"]
    assert [part.required for part in members["TotalGrossMassMeasure"].parts] == [False]


def test_the_only_value_that_the_model_allows_stays_the_only_one(profile_of):
    members = found(profile_of(["MetaData|1..1", "MetaData/ModelVersionCode|1..1"]))
    assert members["MetaData/ModelVersionCode"].codes == ("1.0",)


def test_a_list_of_the_model_can_be_made_the_only_codes(profile_of):
    members = found(profile_of(["CargoNatureCode|1..1||list(cargo-nature)"]))
    assert members["CargoNatureCode"].codes == ("22", "23", "24", "28")


def test_like_structures_have_one_shape_and_unlike_ones_several(profile_of):
    rows = ["Carrier|1..1", "Carrier/Name|1..1", "Agent|0..1", "Agent/Name|1..1"]
    same = found(profile_of(rows))
    assert same["Carrier"].below is same["Agent"].below
    other = found(profile_of([*rows[:3], "Agent/Name|0..1"]))
    assert other["Carrier"].below is not other["Agent"].below


@pytest.mark.parametrize(
    ("rows", "fault"),
    [
        (["Weather|0..1"], "Weather: CargoManifest has no element Weather"),
        (["Id|0..1"], "Id: CargoManifest has no element Id; expected ID"),
        (["ID/Name|0..1"], "ID/Name: ID has no element Name"),
        (["Consignment|0..n"], "Consignment: Consignment is written Consignment[], as in the model"),
        (["ID[]|0..n"], "ID[]: ID is written ID, as in the model"),
        (["Carrier/Name|1..1"], "Carrier/Name is listed, but Carrier around it is not"),
        (["Carrier|0..0", "Carrier/Name|1..1"], "Carrier/Name is listed, but Carrier around it is not"),
        (["Carrier|1..1"], "no element of Carrier is listed"),
        (["ID|1..1", "ID|0..1"], "ID has a row already, empty-truck.tsv:2"),
        (["ID|0..n"], "ID occurs 0..n, which is not within the 0..1 of the model"),
        (["ID|0..2"], "ID occurs 0..2, which is not within the 0..1 of the model"),
        (["ID|2..1"], "'2..1' is not a number of occurrences such as 0..1"),
        (["ID|many"], "'many' is not a number of occurrences such as 0..1"),
        (["ID|1..1|an..71"], "ID has the format an..71; an..70 is narrower"),
        (["ID|1..1|x5"], "'x5' is not a WCO format"),
        (["IssueDateTime|1..1|an..10"], "a value of type DateTime has no format 'an..10'"),
        (["Carrier|1..1|an..5"], "Carrier has no value, so neither format nor codes"),
        (["ID|0..0||X"], "ID has no value, so neither format nor codes"),
        (["IssueDateTime|1..1||2026-03-12"], "a value of type DateTime has no codes"),
        (["FlowCode|1..1||IN"], "the code 'IN' is not an1"),
        (["CargoNatureCode|1..1||list(cargo)"], "there is no list 'cargo'; known are message-function, "),
        (
            ["MetaData|1..1", "MetaData/ModelVersionCode|1..1||0.9", "ID|1..1"],
            "MetaData/ModelVersionCode may be 0.9; the model allows only 1.0",
        ),
        (["ID|1..1", "ID/@unitCode|1..1"], "ID/@unitCode: ID has no attribute unitCode"),
        (["@unitCode|1..1"], "@unitCode: CargoManifest has no attribute unitCode"),
        (
            ["TotalGrossMassMeasure|1..1", "TotalGrossMassMeasure/@currencyID|1..1"],
            "TotalGrossMassMeasure has no attribute currencyID",
        ),
        (["TotalGrossMassMeasure/@unitCode|1..1"], "is listed, but TotalGrossMassMeasure around it is not"),
        (
            ["TotalGrossMassMeasure|1..1", "TotalGrossMassMeasure/@unitCode|1..1|an..9"],
            "has the format an..9; an..8 is narrower",
        ),
    ],
)
def test_a_row_that_is_unknown_or_would_widen_the_model_is_refused(profile_of, rows, fault):
    with pytest.raises(ProfileError) as error:
        profile_of(rows)
    assert fault in error.value.message
    assert error.value.message.startswith("empty-truck.tsv:")


def test_all_faults_of_a_table_are_told_at_once(profile_of):
    with pytest.raises(ProfileError) as error:
        profile_of(["ID|0..n", "FlowCode|1..1", "Weather|0..1"])
    assert [line.partition(": ")[0] for line in error.value.message.splitlines()] == [
        "empty-truck.tsv:2",
        "empty-truck.tsv:4",
    ]


def test_what_the_model_requires_cannot_be_left_out():
    rows = [
        Row("ControlReliance[]", "1..n", "", "", "", "control.tsv:2"),
        Row("ControlReliance[]/CountryCode", "1..1", "", "", "", "control.tsv:3"),
    ]
    with pytest.raises(
        ProfileError,
        match=r"control\.tsv:2: ControlReliance/Indicator is required by the model and has no row",
    ):
        narrowed(message_class("ControlResult"), rows)
