"""What the benchmarks measure with: the made-up documents are valid, and the peers read the same message.

Nothing here is timed: ``python -m benchmarks`` is for that.
"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path
from types import ModuleType

import pytest

import carec_datamodel as cdm
from carec_datamodel.model.structure import count_leaves

SIZES = (1, 20, 1000)


def part(name: str) -> ModuleType:
    """The module *name* of the folder `benchmarks`, which is found from the root of a clone."""
    root = str(Path(__file__).resolve().parents[1])
    sys.path.insert(0, root)
    try:
        return importlib.import_module(f"benchmarks.{name}")
    finally:
        sys.path.remove(root)


samples = part("samples")
manifests = part("manifests")
measure = part("measure")


@pytest.mark.parametrize("items", SIZES)
def test_a_declaration_has_as_many_items_as_asked_for_and_is_valid(items):
    report = cdm.validate(cdm.dumps(samples.declaration(items)))

    assert report.ok, report.to_text()
    assert report.items == items


@pytest.mark.parametrize("consignments", SIZES)
def test_a_manifest_has_as_many_consignments_as_asked_for_and_is_valid(consignments):
    report = cdm.validate(cdm.dumps(manifests.manifest(consignments)))

    assert report.ok, report.to_text()
    assert (report.items, report.item_title) == (consignments, "consignment")


def test_a_consignment_holds_about_as_many_values_as_promised():
    values = (count_leaves(manifests.manifest(101)) - count_leaves(manifests.manifest(1))) / 100

    assert values == pytest.approx(manifests.VALUES_PER_CONSIGNMENT, abs=1)


def test_an_item_holds_about_as_many_values_as_promised():
    values = (count_leaves(samples.declaration(101)) - count_leaves(samples.declaration(1))) / 100

    assert values == pytest.approx(samples.VALUES_PER_ITEM, abs=1)


@pytest.mark.parametrize("items", SIZES)
def test_the_sad_says_the_whole_declaration(items):
    assert cdm.read(samples.sad(items), format="asycuda-sad") == samples.declaration(items)


def test_the_sad_has_the_padding_of_a_client_export():
    content = samples.sad(2)

    assert content.count(b"<Item>") == 2
    assert content.count(b"<Taxation_line>") == 2 * 8
    assert content.count(b"<null/>") > 50


def test_the_same_size_gives_the_same_bytes():
    assert cdm.dumps(samples.declaration(3)) == cdm.dumps(samples.declaration(3))


def test_a_big_file_has_the_size_and_the_items_that_were_promised(tmp_path):
    file = tmp_path / "declaration.xml"

    items = samples.write_big(file, 3_000_000)

    assert 3_000_000 <= file.stat().st_size < 8_000_000
    assert sum(1 for _ in cdm.iter_items(file)) == items


def test_a_ratio_is_the_time_of_a_row_over_that_of_its_floor_and_slow_rows_are_cut_short(monkeypatch):
    now = 0.0

    def takes(seconds):
        def run():
            nonlocal now
            now += seconds

        return run

    monkeypatch.setattr(measure, "_clock", lambda: now)
    timed = measure.measure(
        {
            "quick": measure.Subject(takes(0.5), takes(0.25)),
            "slow": measure.Subject(takes(4.0), takes(0.5)),
        },
        rounds=5,
    )

    assert timed["quick"] == measure.Timing(seconds=0.5, ratio=2.0, samples=5)
    assert timed["slow"] == measure.Timing(seconds=4.0, ratio=8.0, samples=2)


def test_a_program_run_apart_gives_its_output_and_its_memory():
    pytest.importorskip("resource", reason="this system does not tell the peak memory of a process")

    lines, peak = measure.run_apart("import sys; kept = bytearray(64 * 2**20); print(sys.argv[1])", "KGM")

    assert lines == ["KGM"]
    assert 60 < peak < 80


def test_pydantic_xml_reads_and_writes_the_same_message():
    pytest.importorskip("pydantic_xml", reason="pydantic-xml is not installed: pip install -e '.[bench]'")
    peer = part("peers").pydantic_xml()
    declaration = samples.declaration(3)

    assert cdm.loads(peer.write(peer.read(cdm.dumps(declaration)))) == declaration


def test_xsdata_reads_and_writes_the_same_message():
    for package in ("xsdata", "jinja2", "toposort"):
        pytest.importorskip(package, reason=f"{package} is not installed: pip install -e '.[bench]'")
    declaration = samples.declaration(3)

    with part("peers").xsdata() as peer:
        written = peer.write(peer.read(cdm.dumps(declaration)))

    assert cdm.loads(written.encode()) == declaration


def test_xmlschema_accepts_and_decodes_the_message():
    content = cdm.dumps(samples.declaration(3))
    peer = part("peers").xmlschema_peer()

    for _, check in peer.other:
        check(content)
    assert len(peer.read(content)["GoodsShipment"]["GovernmentAgencyGoodsItem"]) == 3
