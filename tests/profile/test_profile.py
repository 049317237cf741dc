from __future__ import annotations

import pytest

import carec_datamodel as cdm
from carec_datamodel.errors import ProfileError
from carec_datamodel.model.shape import spots
from carec_datamodel.profile.profile import read_profile
from carec_datamodel.profile.registry import find_profile


def test_the_profiles_of_the_package_are_known_by_id():
    assert list(cdm.profiles()) == [
        "delivery-control",
        "loading-list",
        "national-transit",
        "safe-packet",
        "tir-transit",
    ]
    assert {item.id: item.message for item in cdm.profiles().values()} == {
        "delivery-control": "TransitDeclaration",
        "loading-list": "CargoManifest",
        "national-transit": "TransitDeclaration",
        "safe-packet": "TransitDeclaration",
        "tir-transit": "TransitDeclaration",
    }


@pytest.mark.parametrize("name", cdm.profiles())
def test_a_profile_of_the_package_says_what_it_is_for_and_where_its_facts_come_from(name):
    profile = cdm.profiles()[name]
    assert profile.title
    assert profile.explanation.endswith(".")
    assert profile.source


@pytest.mark.parametrize("name", cdm.profiles())
def test_a_table_of_the_package_stands_in_the_order_of_the_message(name):
    profile = cdm.profiles()[name]
    listed = [row.path for row in profile.rows if "@" not in row.path and row.occurs != "0..0"]
    order = [spot.path.partition("/")[2] for spot in spots(profile.shape)]
    assert listed == [path for path in order if path in set(listed)]


def test_the_loading_list_is_short_and_asks_for_what_both_sides_need():
    profile = cdm.profiles()["loading-list"]
    occurs = {row.path: row.occurs for row in profile.rows}
    leaves = [path for path in occurs if not any(other.startswith(f"{path}/") for other in occurs)]
    assert 50 <= len([path for path in leaves if "@" not in path]) <= 70
    item = "Consignment[]/ConsignmentItem[]"
    for path in (
        "ID",
        "BorderTransportMeans/ID",
        "BorderTransportMeans/CrewMember[]/Name",
        "BorderTransportMeans/Itinerary[]/BorderCrossingID",
        "EntryOffice/ID",
        "ExitOffice/ID",
        "Consignment[]/DispatchCountryCode",
        "Consignment[]/DestinationCountryCode",
        f"{item}/Commodity/CargoDescription",
        f"{item}/GoodsMeasure/GrossMassMeasure",
        f"{item}/Packaging[]/QuantityQuantity",
    ):
        assert occurs[path] == "1..1"


def test_tir_transit_asks_for_carnet_holder_guarantee_chain_pages_and_six_digits():
    rows = {row.path: row for row in cdm.profiles()["tir-transit"].rows}
    assert (rows["TIRCarnet/ID"].occurs, rows["TIRCarnet/ID"].format) == ("1..1", "an10")
    assert rows["TIRCarnet/HolderID"].occurs == "1..1"
    assert rows["TIRCarnet/TIRVolet[]"].occurs == "1..n"
    assert rows["ObligationGuarantee[]/GuaranteeAssociation/Name"].occurs == "1..1"
    code = rows["Consignment/ConsignmentItem[]/Commodity/Classification[]/ID"]
    assert (code.occurs, code.format) == ("1..1", "n6")


def test_the_safe_packet_asks_for_number_contents_sealing_office_route_and_limit():
    occurs = {row.path: row.occurs for row in cdm.profiles()["safe-packet"].rows}
    packet = "SafePacket[]"
    assert [
        occurs[f"{packet}{below}"]
        for below in (
            "",
            "/ID",
            "/ContentDocument[]",
            "/SealingOffice/ID",
            "/Itinerary[]",
            "/LimitDateTime",
        )
    ] == ["1..n", "1..1", "1..n", "1..1", "1..n", "1..1"]


def test_delivery_control_asks_who_delivers_what_on_what_by_which_way_where_and_until_when():
    rows = {row.path: row for row in cdm.profiles()["delivery-control"].rows}
    assert [
        rows[path].occurs
        for path in (
            "PresentationDateTime",
            "LimitDateTime",
            "AdditionalInformation[]",
            "RepresentativePerson/SigningDateTime",
            "Consignment/Carrier/Name",
            "Consignment/DepartureTransportMeans[]",
            "Consignment/ConsignmentItem[]",
            "Consignment/TransitDeparture/ID",
            "Consignment/TransitDestination/ID",
            "Consignment/DestinationLocation/Name",
            "Consignment/Itinerary[]",
        )
    ] == ["1..1", "1..1", "1..n", "1..1", "1..1", "1..n", "1..n", "1..1", "1..1", "1..1", "2..n"]
    assert rows["Consignment/Seal[]"].occurs == "0..n"  # before the goods are there, nothing is sealed


def test_a_profile_of_ones_own_is_found_by_the_path_of_its_descriptor(profile_of, tmp_path):
    profile_of(["ID|1..1||| given at the gate"])
    profile = find_profile(str(tmp_path / "empty-truck.toml"))
    assert (profile.id, profile.note("ID"), profile.note("FlowCode")) == (
        "empty-truck",
        "given at the gate",
        "",
    )


def test_an_unknown_profile_is_refused_and_the_known_ones_are_named():
    with pytest.raises(
        cdm.UnknownFormat, match="there is no profile 'loading'; known are delivery-control, "
    ):
        find_profile("loading")


def test_a_descriptor_that_is_not_there_is_told(tmp_path):
    with pytest.raises(ProfileError, match=r"own\.toml: the file cannot be read: No such file"):
        find_profile(str(tmp_path / "own.toml"))


@pytest.mark.parametrize(
    ("descriptor", "fault"),
    [
        ("id = ", "own.toml: "),
        ('title = "x"', "id is missing; expected a text"),
        ('id = "own"\ntitle = " "', "title is ' '; expected a text"),
        ('id = "own"\ntitle = 1', "title is 1; expected a text"),
        (
            'id = "own"\ntitle = "x"\nmessage = "LoadingList"\nexplanation = "x"\nsource = "x"',
            "message is 'LoadingList'; expected one of CargoManifest, ",
        ),
        (
            'id = "other"\ntitle = "x"\nmessage = "CargoManifest"\nexplanation = "x"\nsource = "x"',
            "id is 'other'; expected the name of the file",
        ),
        (
            'id = "own"\ntitle = "x"\nmessage = "CargoManifest"\nexplanation = "x"\nsource = "x"\nroad = "x"',
            "the key road is unknown; expected ['id', 'title',",
        ),
    ],
)
def test_a_wrong_descriptor_is_told(tmp_path, descriptor, fault):
    (tmp_path / "own.toml").write_text(descriptor, "utf-8")
    with pytest.raises(ProfileError) as error:
        read_profile(tmp_path / "own.toml")
    assert fault in error.value.message
    assert error.value.message.startswith("own.toml: ")


@pytest.mark.parametrize(
    ("table", "fault"),
    [
        ("path\toccurs\n", "own.tsv: the columns are ['path', 'occurs']; expected ['path', "),
        ("path\toccurs\tformat\tcodes\tnote\nID\t1..1\t\t\t\t\n", "own.tsv:2: 6 cells; expected 5"),
        ("path\toccurs\tformat\tcodes\tnote\nID\n", "own.tsv:2: '' is not a number of occurrences"),
    ],
)
def test_a_table_of_the_wrong_shape_is_told(tmp_path, table, fault):
    content = 'id = "own"\ntitle = "x"\nmessage = "CargoManifest"\nexplanation = "x"\nsource = "x"'
    (tmp_path / "own.toml").write_text(content, "utf-8")
    (tmp_path / "own.tsv").write_text(table, "utf-8")
    with pytest.raises(ProfileError) as error:
        read_profile(tmp_path / "own.toml")
    assert error.value.message.startswith(fault)


def test_remarks_and_byte_order_marks_of_spreadsheets_are_accepted(tmp_path):
    content = 'id = "own"\ntitle = "x"\nmessage = "CargoManifest"\nexplanation = "x"\nsource = "x"'
    (tmp_path / "own.toml").write_text(content, "utf-8-sig")
    table = "path\toccurs\tformat\tcodes\tnote\r\n# the number\r\nID\t1..1\r\n"
    (tmp_path / "own.tsv").write_bytes(table.encode("utf-8-sig"))
    assert [row.place for row in read_profile(tmp_path / "own.toml").rows] == ["own.tsv:3"]
