"""Dates whose time stands in another element, and elements that list several entries: read and written."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat, Reading
from carec_datamodel.crosswalk.transform_times import time_functions
from carec_datamodel.errors import CrosswalkError, LexicalError
from carec_datamodel.model import CargoManifest

MANIFEST = """\
id = "small-manifest"
title = "Small manifest"
message = "CargoManifest"
version = "1"
source = "invented"

[detection]
roots = ["DOC"]
"""
ARRIVAL = "BorderTransportMeans/ArrivalDateTime"
SEALS = "Consignment[]/Seal[]/ID"


@pytest.fixture
def moments(make) -> CrosswalkFormat:
    """A table of one arrival in two elements."""
    return make(("Day", ARRIVAL, "date(DD.MM.YYYY)"), ("Hour", ARRIVAL, "time(hh:mm)"), descriptor=MANIFEST)


@pytest.fixture
def seals(make) -> CrosswalkFormat:
    """A table of bills with a number and a list of seals."""
    return make(
        ("Bill[]", "", "", {"relation": "struct"}),
        ("Bill[]/Line", "Consignment[]/SequenceNumeric", "integer"),
        ("Bill[]/Seals", SEALS, "list(,|,)"),
        descriptor=MANIFEST,
    )


def read(table: CrosswalkFormat, content: str) -> Reading:
    return table.read(etree.fromstring(f"<DOC>{content}</DOC>"))


def written(table: CrosswalkFormat, **values: Any) -> tuple[str, dict[str | None, str | None]]:
    """Return what is written of a manifest, and the losses: path and value."""
    root, losses = table.write(CargoManifest.model_validate(values))
    content = "".join(etree.tostring(child, encoding="unicode") for child in root)
    return content, {loss.path: loss.value for loss in losses}


def arrival(reading: Reading) -> Any:
    means = reading.message.border_transport_means
    return means.arrival_date_time if means is not None else None


def marks(reading: Reading) -> list[list[Any]]:
    return [[seal.id for seal in consignment.seal] for consignment in reading.message.consignment]


# --- times -----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("pattern", "text", "time"),
    [("hh:mm", "09:30", "09:30:00"), ("hhmm", "0930", "09:30:00"), ("hh:mm:ss", "23:59:59", "23:59:59")],
)
def test_a_time_is_read_and_written_by_its_pattern(pattern, text, time):
    reader, writer = time_functions(pattern)
    assert reader(text) == time
    assert writer(time) == text


@pytest.mark.parametrize("text", ["9:30", "24:00", "09:60", "09.30", "09:30:00", "٠9:30", "", "noon"])
def test_what_is_no_time_of_the_pattern_is_refused_with_the_pattern(text):
    with pytest.raises(LexicalError, match="is not a time; expected hh:mm"):
        time_functions("hh:mm")[0](text)


def test_of_several_patterns_the_first_that_says_the_whole_time_is_written():
    _, writer = time_functions("hh:mm|hh:mm:ss")
    assert writer("09:30:00") == "09:30"
    assert writer("09:30:15") == "09:30:15"


@pytest.mark.parametrize("time", ["09:30:15", "09:30:00.5", "09:30:00Z", "09:30:00+05:00"])
def test_a_time_that_the_pattern_cannot_say_whole_is_not_written(time):
    assert time_functions("hh:mm")[1](time) is None


@pytest.mark.parametrize("pattern", ["", "hh", "hh:hh", "hh:mm:ss:ss", "mm:ss", "hh:mm|", "hh:mm a", "HH:MM"])
def test_a_pattern_without_hour_and_minute_is_refused(pattern):
    with pytest.raises(CrosswalkError, match="is not a pattern such as hh:mm"):
        time_functions(pattern)


# --- date and time in two elements -------------------------------------------------------------------


def test_date_and_time_of_two_elements_are_one_value(moments):
    reading = read(moments, "<Hour>14:30</Hour><Day>31.03.2026</Day>")
    assert arrival(reading) == "2026-03-31T14:30:00"
    assert reading.findings == ()


def test_a_date_without_a_time_stays_a_date(moments):
    assert arrival(read(moments, "<Day>31.03.2026</Day><Hour/>")) == "2026-03-31"


def test_a_time_without_a_date_stays_in_the_residue(moments):
    reading = read(moments, "<Hour>14:30</Hour>")
    assert arrival(reading) is None
    assert [finding.rule for finding in reading.findings] == ["crosswalk.pieces"]


def test_a_wrong_time_leaves_the_date(moments):
    reading = read(moments, "<Day>31.03.2026</Day><Hour>25:30</Hour>")
    assert arrival(reading) == "2026-03-31"
    assert [(finding.rule, finding.path) for finding in reading.errors] == [("type.datetime", "DOC/Hour")]


@pytest.mark.parametrize(
    ("moment", "content"),
    [
        ("2026-03-31T14:30:00", "<Day>31.03.2026</Day><Hour>14:30</Hour>"),
        ("2026-03-31", "<Day>31.03.2026</Day>"),
    ],
)
def test_a_date_and_time_is_written_into_two_elements(moments, moment, content):
    assert written(moments, BorderTransportMeans={"ArrivalDateTime": moment}) == (content, {})


@pytest.mark.parametrize(
    "moment", ["2026-03-31T14:30:15", "2026-03-31T14:30:00+05:00", "2026-03-31Z", "2026-03-31T14:30:00.5"]
)
def test_a_moment_that_two_elements_cannot_say_whole_is_lost_whole(moments, moment):
    content, losses = written(moments, BorderTransportMeans={"ArrivalDateTime": moment})
    assert content == ""
    assert losses == {f"CargoManifest/{ARRIVAL}": moment}


def test_a_time_belongs_to_a_date_and_time(make):
    birth = "BorderTransportMeans/RegistrationDate"
    table = make(("Day", birth, "date(DD.MM.YYYY)"), ("Hour", birth, "time(hh:mm)"), descriptor=MANIFEST)
    with pytest.raises(CrosswalkError, match=r"small\.tsv:3: time does not fit"):
        _ = table.plan


def test_a_time_needs_a_row_with_its_date(make):
    table = make(("Hour", ARRIVAL, "time(hh:mm)"), descriptor=MANIFEST)
    with pytest.raises(CrosswalkError, match=r"small\.tsv:2: the pieces of .* leave a gap"):
        _ = table.plan


# --- lists -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("text", ["S-1,S-2,", "S-1,S-2", " S-1 , S-2 ,", "S-1,,S-2,"])
def test_each_text_of_a_list_is_an_entry(seals, text):
    reading = read(seals, f"<Bill><Seals>{text}</Seals></Bill>")
    assert marks(reading) == [["S-1", "S-2"]]
    assert reading.findings == ()


def test_the_entries_of_a_list_stand_in_the_structure_of_their_own_element(seals):
    reading = read(
        seals, "<Bill><Seals>S-1,S-2,</Seals></Bill><Bill><Line>2</Line><Seals>S-3,</Seals></Bill>"
    )
    assert marks(reading) == [["S-1", "S-2"], ["S-3"]]


def test_a_list_without_a_text_stays_in_the_residue(seals):
    reading = read(seals, "<Bill><Line>1</Line><Seals>,</Seals></Bill>")
    assert marks(reading) == [[]]
    assert [finding.rule for finding in reading.findings] == ["crosswalk.code"]


def test_a_text_that_the_model_refuses_keeps_the_whole_list_in_the_residue(seals):
    reading = read(seals, f"<Bill><Line>1</Line><Seals>S-1,{'9' * 71}</Seals></Bill>")
    assert marks(reading) == [[]]
    assert [(finding.rule, finding.path) for finding in reading.errors] == [("type.length", "DOC/Bill/Seals")]


def test_entries_are_written_as_a_list_with_what_closes_it(seals):
    bills = [{"SequenceNumeric": "1", "Seal": [{"ID": "S-1"}, {"ID": "S-2"}]}]
    content, losses = written(seals, Consignment=bills)
    assert content == "<Bill><Line>1</Line><Seals>S-1,S-2,</Seals></Bill>"
    assert losses == {}


def test_what_an_entry_holds_beside_its_text_is_lost(seals):
    bills = [{"Seal": [{"ID": "S-1", "TypeCode": "BOLT"}, {"TypeCode": "CABLE"}]}]
    content, losses = written(seals, Consignment=bills)
    assert content == "<Bill><Seals>S-1,</Seals></Bill>"
    assert losses == {
        "CargoManifest/Consignment[1]/Seal[1]/TypeCode": "BOLT",
        "CargoManifest/Consignment[1]/Seal[2]/TypeCode": "CABLE",
    }


def test_a_text_that_would_be_read_as_two_is_lost(seals):
    content, losses = written(seals, Consignment=[{"SequenceNumeric": "1", "Seal": [{"ID": "S,1"}]}])
    assert content == "<Bill><Line>1</Line></Bill>"
    assert losses == {"CargoManifest/Consignment[1]/Seal[1]/ID": "S,1"}


def test_a_list_may_hold_codes_of_a_table(make):
    table = make(
        ("Seals", "AdditionalDocument[CategoryCode=SEA][]/TypeCode", "list(/); code(kinds)"),
        descriptor=MANIFEST,
        codes={"kinds": "national\tharmonised\nB\tBOLT\nC\tCABLE\n"},
    )
    documents = read(table, "<Seals>B/C</Seals>").message.additional_document
    assert [(document.category_code, document.type_code) for document in documents] == [
        ("SEA", "BOLT"),
        ("SEA", "CABLE"),
    ]
    entries = [{"CategoryCode": "SEA", "TypeCode": "BOLT"}, {"CategoryCode": "SEA", "TypeCode": "CABLE"}]
    assert written(table, AdditionalDocument=entries) == ("<Seals>B/C</Seals>", {})
    assert [finding.rule for finding in read(table, "<Seals>B/X</Seals>").findings] == ["crosswalk.code"]


def test_a_list_of_values_is_one_list(make):
    containers = "Consignment[1]/ConsignmentItem[1]/TransportEquipmentID[]"
    table = make(("Boxes", containers, "list(/)"), descriptor=MANIFEST)
    item = read(table, "<Boxes>CSQU3054383/MSCU1234566</Boxes>").message.consignment[0].consignment_item[0]
    assert item.transport_equipment_id == ("CSQU3054383", "MSCU1234566")
    item = {"TransportEquipmentID": ["CSQU3054383", "MSCU1234566"]}
    content, losses = written(table, Consignment=[{"ConsignmentItem": [item]}])
    assert (content, losses) == ("<Boxes>CSQU3054383/MSCU1234566</Boxes>", {})


@pytest.mark.parametrize("target", ["Consignment[1]/Seal[1]/ID", "ID"])
def test_a_list_needs_a_place_for_its_entries(make, target):
    with pytest.raises(CrosswalkError, match=r"small\.tsv:2: .* has no \[\] for the entries of a list"):
        _ = make(("Seals", target, "list(,)"), descriptor=MANIFEST).plan


@pytest.mark.parametrize("column", ["list()", "list( )", "list(|,)"])
def test_a_list_needs_what_parts_its_entries(make, column):
    with pytest.raises(CrosswalkError, match=r"small\.tsv:2: .*expected what parts the entries"):
        _ = make(("Seals", "Consignment[1]/Seal[]/ID", column), descriptor=MANIFEST).plan


@pytest.mark.parametrize("other", ["fallback", "also", "chars(1,2)", "lines(1)", "const(x)"])
def test_a_list_does_not_go_together_with_pieces_and_repeats(make, other):
    table = make(("Seals", "Consignment[1]/Seal[]/ID", f"list(,); {other}"), descriptor=MANIFEST)
    with pytest.raises(CrosswalkError, match=r"small\.tsv:2: "):
        _ = table.plan


@pytest.mark.parametrize("hour", ["16:52:00Z", "16:52:00+04:30", "16:52:00.25", "16:52:00.5Z"])
def test_a_time_keeps_its_zone_and_its_fraction(make, hour):
    table = make(
        ("Day", ARRIVAL, "date(YYYY-MM-DD)"),
        ("Hour", ARRIVAL, "time(hh:mm:ss|hh:mm:sszz)"),
        descriptor=MANIFEST,
    )
    content = f"<Day>2026-03-11</Day><Hour>{hour}</Hour>"
    message = read(table, content).message
    assert str(message.border_transport_means.arrival_date_time) == f"2026-03-11T{hour}"
    values = {"BorderTransportMeans": {"ArrivalDateTime": f"2026-03-11T{hour}"}}
    assert written(table, **values) == (content, {})


def test_a_zone_that_a_format_cannot_say_is_a_loss(moments):
    values = {"BorderTransportMeans": {"ArrivalDateTime": "2026-03-11T16:52:00Z"}}
    content, lost = written(moments, **values)
    assert "Hour" not in content
    assert lost
