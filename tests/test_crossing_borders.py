"""The scripts that carry a trade over a border: what they write is what the first document says."""

from __future__ import annotations

import runpy
from collections.abc import Callable
from pathlib import Path

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.model.leaves import leaves

EXAMPLES = Path(__file__).parents[1] / "examples"
EXPORT = EXAMPLES / "eaeu-esadout-export.xml"
AFGHAN = EXAMPLES / "asycuda-sad-transit.xml"


def run(script: str, *arguments: object) -> None:
    runpy.run_path(str(EXAMPLES / script))["main"](*map(str, arguments))


def texts(file: Path, name: str) -> list[str]:
    """Return the texts of the elements *name*, in whatever namespace."""
    return etree.parse(file).xpath(f"//*[local-name()='{name}']/text()")


@pytest.fixture
def kyrgyz(tmp_path: Path) -> Path:
    """The folder in which the Kyrgyz transit lies."""
    run("transit_from_afghanistan.py", AFGHAN, tmp_path)
    return tmp_path


def lines_of(text: str, start: str) -> list[str]:
    return [line for line in text.splitlines() if line.startswith(start)]


def test_the_manifest_has_the_goods_of_the_declaration_of_export(tmp_path: Path):
    run("export_to_manifest.py", EXPORT, tmp_path / "manifest.xml")
    (consignment,) = cdm.read(tmp_path / "manifest.xml").consignment
    lines = consignment.consignment_item
    assert [line.commodity.classification[0].id for line in lines] == texts(EXPORT, "GoodsTNVEDCode")
    masses = [f"{line.goods_measure.gross_mass_measure.value}" for line in lines]
    assert masses == texts(EXPORT, "GrossWeightQuantity")
    assert [f"{line.packaging[0].quantity_quantity.value}" for line in lines] == texts(
        EXPORT, "PalleteQuantity"
    )
    assert consignment.consignor.id == texts(EXPORT, "BIN")[0]
    assert [note.id for note in consignment.transport_contract_document] == ["UZ-CMR-0007731"]
    assert cdm.validate(tmp_path / "manifest.xml").findings == ()


def test_the_manifest_tells_what_stays_behind_and_what_is_missing(tmp_path: Path, capsys):
    run("export_to_manifest.py", EXPORT, tmp_path / "manifest.xml")
    said = capsys.readouterr().out
    told = set(said.replace(", ", "\n").replace(": ", "\n").splitlines())
    for left in cdm.derive(cdm.read(EXPORT), cdm.CargoManifest).left:
        steps = [step.partition("[")[0] for step in left.path.split("/")[1:]]
        assert "/".join(steps) in told
    assert "left at home: ДОГОВОР UN-UZ-12, kind 03011 of the union" in said
    assert said.partition("missing in the loading list:\n")[2].startswith("ID is missing; ")


def test_both_formats_of_the_union_say_what_the_afghan_document_said(kyrgyz: Path):
    codes, masses = texts(AFGHAN, "Commodity_code"), texts(AFGHAN, "Gross_weight_itm")
    album = kyrgyz / "kyrgyz-eaeu-esadout-transit.xml"
    commission = kyrgyz / "kyrgyz-eaeu-transit-declaration.xml"
    # ASYCUDA parts the code: eight digits, and the rest beside them.
    assert [code[:8] for code in texts(album, "GoodsTNVEDCode")] == codes
    assert [code[:8] for code in texts(commission, "CommodityCode")] == codes
    assert texts(album, "GrossWeightQuantity") == masses
    assert texts(commission, "UnifiedGrossMassMeasure") == masses
    for file in (album, commission):
        everything = set(etree.parse(file).xpath("//text()"))
        assert {"KBL 47110", "AF0004471", "T 871", "AF-PC-26-00318", "39855301"} <= everything
        assert not [found for found in cdm.validate(file).findings if found.severity == "error"]


def test_each_format_of_the_union_tells_what_it_cannot_say(kyrgyz: Path, capsys):
    run("transit_from_afghanistan.py", AFGHAN, kyrgyz)
    said = capsys.readouterr().out
    (album,) = lines_of(said, "eaeu-esadout-transit cannot say: ")
    assert {"Consignment/Consignor/ID", "Consignment/LoadingLocation/Name"} <= set(
        album.partition(": ")[2].split(", ")
    )
    kept = {path for path, _ in leaves(cdm.read(kyrgyz / "kyrgyz-eaeu-esadout-transit.xml"))}
    assert "TransitDeclaration/Consignment/LoadingLocation/Name" not in kept
    (wanted,) = lines_of(said, "eaeu-transit-declaration also asks for: ")
    assert "TransitProcedureCode" in wanted


def test_the_sealed_package_holds_the_papers_of_the_goods_and_arrives_as_it_was_sent(kyrgyz: Path, capsys):
    run("safe_packet.py", kyrgyz / "kyrgyz-transit.xml", kyrgyz)
    (packet,) = cdm.read(kyrgyz / "safe-packet.xml").safe_packet
    assert [paper.id for paper in packet.content_document] == ["NS-26/0044", "AF 0000871", "AF-PC-26-00318"]
    together = cdm.validate_together([kyrgyz / "safe-packet.xml", kyrgyz / "arrived.xml"])
    assert [found for report in together for found in report.findings] == []
    assert "arrived.xml: valid, no findings" in capsys.readouterr().out


def test_a_truck_that_came_late_by_another_way_with_other_seals_is_told(kyrgyz: Path):
    run("safe_packet.py", kyrgyz / "kyrgyz-transit.xml", kyrgyz)
    late = cdm.validate_together([kyrgyz / "safe-packet.xml", kyrgyz / "arrived-late.xml"])[1]
    assert sorted(found.rule for found in late.findings) == [
        "together.report-limit",
        "together.report-packet",
        "together.report-route",
        "together.report-seals",
    ]


def test_the_carnet_is_filled_in_from_the_declaration_and_keeps_its_profile(tmp_path: Path):
    run("tir_from_declaration.py", EXPORT, tmp_path)
    file = tmp_path / "tir-transit.xml"
    declaration = cdm.read(file)
    codes = [line.commodity.classification[0].id for line in declaration.consignment.consignment_item]
    assert codes == [code[:6] for code in texts(EXPORT, "GoodsTNVEDCode")]
    assert declaration.consignment.consignor.id == texts(EXPORT, "BIN")[0]
    rules = {found.rule for found in cdm.validate(file, profile="tir-transit").findings}
    assert rules == {"transport.transit-driver"}  # nobody has said who drives
    carnet = tmp_path / "eaeu-tir-carnet.xml"
    assert (texts(carnet, "TIRSeries"), texts(carnet, "TIRID")) == (["XB"], ["71204410"])
    assert texts(carnet, "TMNumber") == ["01A777BC"]


def test_what_the_holder_has_to_say_is_asked_for_by_name(tmp_path: Path, capsys):
    run("tir_from_declaration.py", EXPORT, tmp_path)
    said = capsys.readouterr().out
    asked: Callable[[str], bool] = lambda name: f"  {name} is missing" in said.splitlines()  # noqa: E731
    assert all(map(asked, ("TIRCarnet", "ObligationGuarantee", "TransitPrincipal", "Itinerary")))
    assert not asked("Consignor")
