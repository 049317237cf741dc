"""What is wrong in an ASYCUDA manifest is told in its own terms; what is no manifest is none."""

from __future__ import annotations

from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm

FORM = ("structure", "type", "crosswalk")
"""The findings of reading; rules object to what these documents leave out as well."""
EXAMPLES = Path(__file__).resolve().parents[2] / "examples"

FORMATS = (
    *("asycuda-manifest", "asycuda-awbolds", "asycuda-awmcds", "asycuda-awbolegmds"),
    "asycuda-waybill",
)


def tree() -> etree._Element:
    return etree.parse(EXAMPLES / "asycuda-manifest.xml").getroot()


FAULTS = [
    ("Bol_segment[2]/Goods_segment/Gross_mass", "9,050.5", "type.measure", "is not a number"),
    ("Bol_segment[4]/ctn_segment[2]/Number_of_packages", "many", "type.quantity", "is not a number"),
    ("Bol_segment[1]/Bol_id/Line_number", "1.5", "type.count", "is not a whole number"),
    ("General_segment/General_segment_id/Date_of_arrival", "6/4/2026", "type.datetime", "YYYY-MM-DD"),
    ("General_segment/General_segment_id/Date_of_arrival", "2026-02-30", "type.datetime", "YYYY-MM-DD"),
    ("General_segment/General_segment_id/Time_of_arrival", "2 pm", "type.datetime", "hh:mm:ss or hh:mm"),
    ("Bol_segment[2]/Consolidated_Cargo", "yes", "type.indicator", "'1'"),
    ("Bol_segment[4]/Split_segment[1]/Container/Unloaded", "1", "type.indicator", "'true'"),
    ("Bol_segment[4]/ctn_segment[1]/Ctn_reference", "Z" * 41, "type.length", "40"),
    ("General_segment/Transport_information/Nationality_of_transporter_code", "PAN", "type.length", "2"),
]


@pytest.mark.parametrize(("path", "text", "rule", "words"), FAULTS)
def test_a_wrong_value_is_a_finding_in_the_senders_own_path_and_line(
    path: str, text: str, rule: str, words: str
) -> None:
    root = tree()
    element = root.find(path)
    element.text = text
    data = etree.tostring(root, encoding="UTF-8")
    (finding,) = (found for found in cdm.validate(data, select=FORM).findings if found.severity == "error")
    assert (finding.rule, finding.value) == (rule, text)
    assert finding.path == f"Awmds/{path}"
    assert words in f"{finding.message} {finding.expected}"
    line = data.decode().split("\n")[finding.line - 1]
    assert f"<{element.tag}>{text}</{element.tag}>" in line
    with pytest.raises(cdm.InvalidMessage):
        cdm.loads(data)


def test_a_wrong_value_does_not_hide_the_others() -> None:
    root = tree()
    for path, text, _, _ in FAULTS[:3]:
        root.find(path).text = text
    findings = cdm.validate(etree.tostring(root), select=FORM).findings
    assert {finding.value for finding in findings} == {text for _, text, _, _ in FAULTS[:3]}


@pytest.mark.parametrize(
    "place", ["Bol_segment[3]", "Bol_segment[1]/ctn_segment[2]", "General_segment/Totals_segment"]
)
def test_an_unknown_element_is_named_and_kept(place: str) -> None:
    root = tree()
    etree.SubElement(root.find(place), "Vehicle_segment").text = "ZZZ000000000000017"
    conversion = cdm.convert(etree.tostring(root))
    (finding,) = conversion.findings
    assert (finding.rule, finding.path) == ("crosswalk.unknown", f"Awmds/{place}/Vehicle_segment")
    back = cdm.dumps(conversion.message, format="asycuda-manifest", residue=conversion.residue)
    assert etree.fromstring(back).findtext(f"{place}/Vehicle_segment") == "ZZZ000000000000017"


def test_both_names_of_one_element_are_a_second_value() -> None:
    container = "<ctn_segment><Empty_Full>FCL</Empty_Full><Status>LCL</Status></ctn_segment>"
    (finding,) = cdm.validate(
        f"<Awmds><Bol_segment>{container}</Bol_segment></Awmds>".encode(), select=FORM
    ).findings
    assert (finding.rule, finding.path) == ("crosswalk.repeated", "Awmds/Bol_segment/ctn_segment/Status")


def test_a_wrong_date_of_a_waybill_is_told_by_its_path() -> None:
    root = etree.parse(EXAMPLES / "asycuda-waybill.xml").getroot()
    root.find("Identification_segment/Date_of_departure").text = "2026-05-27"
    (finding,) = cdm.validate(etree.tostring(root), select=FORM).findings
    assert finding.path == "AsycudaWorld_Manifest/Identification_segment/Date_of_departure"
    assert "expected M/D/YY" in finding.message


# --- detection --------------------------------------------------------------------------------


@pytest.mark.parametrize("name", FORMATS)
def test_the_example_fits_no_other_format(name: str) -> None:
    data = (EXAMPLES / f"{name}.xml").read_bytes()
    assert cdm.detect(data).id == name
    for other in cdm.formats().values():
        if other.id != name:
            with pytest.raises(cdm.CarecError):
                cdm.loads(data, format=other)


@pytest.mark.parametrize(
    "data",
    [
        b'<Awmds xmlns="urn:example:other"><Bol_segment/></Awmds>',
        b"<Awmds/>",
        b"<Awmds><ASYCUDA/></Awmds>",
        b"<Manifest><Bol_segment/></Manifest>",
    ],
)
def test_what_only_looks_like_a_manifest_is_refused(data: bytes) -> None:
    with pytest.raises(cdm.UnknownFormat, match="no known format fits"):
        cdm.detect(data)
