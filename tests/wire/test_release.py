"""A released schema never changes, and nobody can change one unnoticed."""

from __future__ import annotations

import re
import shutil
import sys
from hashlib import sha256
from pathlib import Path
from types import ModuleType

import pytest

from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.model.base import Message, element
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.structure import message_class
from carec_datamodel.model.types import Identifier, Text
from carec_datamodel.wire import generate, json_schema, shipped, subject, upgrades, xsd
from carec_datamodel.wire.upgrades import Step, unchanged

NEXT = "99.0"


class Waybill(Message, wco="CAREC749"):
    """An invented message, as it was released."""

    meta_data: MetaData | None = element("CAREC750", "Version and sender.")
    id: Identifier | None = element("CAREC751", "Number of the waybill.", format="an..35")


class LaterWaybill(Message, wco="CAREC749"):
    """An invented message, as somebody changed it."""

    meta_data: MetaData | None = element("CAREC750", "Version and sender.")
    id: Identifier | None = element("CAREC751", "Number of the waybill.", format="an..70")
    carrier_name: Text | None = element("CAREC752", "Who carries the goods.", format="an..70")


def put_in_the_model(patch: pytest.MonkeyPatch, cls: type[Message]) -> None:
    module = ModuleType("waybill")
    cls.__name__ = "Waybill"
    module.Waybill = cls
    patch.setitem(sys.modules, "waybill", module)
    patch.setitem(MESSAGES, "Waybill", "waybill")
    message_class.cache_clear()


def make_current(patch: pytest.MonkeyPatch, version: str) -> None:
    for module in (generate, json_schema, shipped, subject, upgrades, xsd):
        patch.setattr(module, "VERSION", version)


@pytest.fixture
def patch() -> pytest.MonkeyPatch:
    """What changes the model for one test."""
    known = dict(MESSAGES)
    with pytest.MonkeyPatch.context() as patch:
        for name in [*MESSAGES]:
            patch.delitem(MESSAGES, name)  # one small message is quicker
        patch.setattr(generate, "profiles", dict)
        put_in_the_model(patch, Waybill)
        yield patch
    MESSAGES.clear()
    MESSAGES.update(known)  # in their order, which pytest does not restore
    message_class.cache_clear()


@pytest.fixture
def folder(patch: pytest.MonkeyPatch, tmp_path: Path) -> Path:  # noqa: ARG001 - the model comes first
    """A folder of schemas, released."""
    assert run(tmp_path) == 0
    assert run(tmp_path, "--release") == 0
    return tmp_path


def run(folder: Path, *options: str) -> int:
    return generate.main([str(folder), *options])


def complaints(folder: Path, capsys: pytest.CaptureFixture[str], *options: str) -> list[str]:
    """Return what the command tells, without the name of the folder; it must fail."""
    capsys.readouterr()
    assert run(folder, *(options or ("--check",))) == 1
    return capsys.readouterr().err.replace(f"{folder}/", "").splitlines()


# --- releasing --------------------------------------------------------------------------------------


def test_a_release_writes_the_checksum_of_every_schema(folder: Path):
    lines = (folder / VERSION / "RELEASED").read_text("utf-8").splitlines()
    assert lines[0] == "# Written by python -m carec_datamodel.wire.generate --release. Do not edit."
    names = ["json/Waybill.schema.json", "xsd/Waybill.xsd"]
    digests = [sha256((folder / VERSION / name).read_bytes()).hexdigest() for name in names]
    assert lines[1:] == [f"{digest}  {name}" for digest, name in zip(digests, names, strict=True)]


def test_what_was_released_passes_the_check(folder: Path):
    assert run(folder, "--check") == 0


def test_the_check_and_another_release_of_the_same_write_nothing_new(folder: Path):
    before = {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()}
    assert run(folder) == run(folder, "--check") == run(folder, "--release") == 0
    assert {file: file.read_bytes() for file in folder.rglob("*") if file.is_file()} == before


def test_schemas_that_differ_from_the_model_are_not_released(
    patch: pytest.MonkeyPatch, tmp_path: Path, capsys: pytest.CaptureFixture[str]
):
    run(tmp_path)
    put_in_the_model(patch, LaterWaybill)
    assert complaints(tmp_path, capsys, "--release") == [
        f"{VERSION}/json/Waybill.schema.json differs from the model",
        f"{VERSION}/xsd/Waybill.xsd differs from the model",
    ]
    assert not (tmp_path / VERSION / "RELEASED").exists()


def test_a_file_that_is_no_schema_is_not_released(
    patch: pytest.MonkeyPatch,  # noqa: ARG001 - the model comes first
    tmp_path: Path,
    capsys: pytest.CaptureFixture[str],
):
    run(tmp_path)
    (tmp_path / VERSION / "notes.txt").touch()
    assert complaints(tmp_path, capsys, "--release") == [f"{VERSION}/notes.txt differs from the model"]


def test_nothing_is_released_where_there_are_no_schemas(tmp_path: Path, capsys: pytest.CaptureFixture[str]):
    told = complaints(tmp_path / "missing", capsys, "--release")
    assert told
    assert all(line.endswith("differs from the model") for line in told)


def test_checking_and_releasing_are_two_things():
    with pytest.raises(SystemExit):
        generate.main(["--check", "--release"])


# --- what is noticed ----------------------------------------------------------------------------------


def test_a_change_by_hand_is_noticed(folder: Path, capsys: pytest.CaptureFixture[str]):
    file = folder / VERSION / "xsd" / "Waybill.xsd"
    file.write_bytes(file.read_bytes().replace(b"length", b"Length"))
    assert complaints(folder, capsys) == [f"{VERSION}/xsd/Waybill.xsd is not what was released; restore it"]


def test_a_file_that_is_missing_or_added_is_noticed(folder: Path, capsys: pytest.CaptureFixture[str]):
    (folder / VERSION / "json" / "Waybill.schema.json").unlink()
    (folder / VERSION / "notes.txt").write_text("read me")
    assert complaints(folder, capsys) == [
        f"{VERSION}/json/Waybill.schema.json is not what was released; restore it",
        f"{VERSION}/notes.txt is not what was released; restore it",
    ]


NEEDS_VERSION = "was released, and the model now gives another; give the model a new version"


def test_a_changed_model_is_noticed_and_needs_a_new_version(
    folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    put_in_the_model(patch, LaterWaybill)
    assert complaints(folder, capsys) == [
        f"{VERSION}/json/Waybill.schema.json {NEEDS_VERSION}",
        f"{VERSION}/xsd/Waybill.xsd {NEEDS_VERSION}",
    ]


def test_a_changed_model_does_not_write_over_what_was_released(
    folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    before = (folder / VERSION / "xsd" / "Waybill.xsd").read_bytes()
    put_in_the_model(patch, LaterWaybill)
    assert complaints(folder, capsys, "--release") == complaints(folder, capsys)
    capsys.readouterr()
    assert run(folder) == 1
    assert NEEDS_VERSION in capsys.readouterr().err
    assert (folder / VERSION / "xsd" / "Waybill.xsd").read_bytes() == before


def test_schemas_changed_together_with_the_model_are_noticed_too(
    folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    put_in_the_model(patch, LaterWaybill)
    (folder / VERSION / "xsd" / "Waybill.xsd").write_bytes(generate.schema_bytes("Waybill", "xsd"))
    told = complaints(folder, capsys)
    assert f"{VERSION}/xsd/Waybill.xsd is not what was released; restore it" in told
    assert f"{VERSION}/xsd/Waybill.xsd {NEEDS_VERSION}" in told


def test_a_message_more_or_less_needs_a_new_version(
    folder: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    patch.setitem(MESSAGES, "GoodsDeclaration", "carec_datamodel.model.goods_declaration")
    assert complaints(folder, capsys) == [
        f"{VERSION}/json/GoodsDeclaration.schema.json {NEEDS_VERSION}",
        f"{VERSION}/xsd/GoodsDeclaration.xsd {NEEDS_VERSION}",
    ]


@pytest.mark.parametrize(
    "damage",
    [
        lambda text: text.replace("  json", " json"),
        lambda text: text.upper(),
        lambda text: f"{text}soon\n",
        lambda text: f"\ufeff{text}",
    ],
)
def test_a_damaged_file_of_checksums_is_noticed(folder: Path, capsys: pytest.CaptureFixture[str], damage):
    file = folder / VERSION / "RELEASED"
    file.write_text(damage(file.read_text("utf-8")), "utf-8")
    (told,) = complaints(folder, capsys)
    assert re.match(rf"{VERSION}/RELEASED, line \d+: .* is no checksum; restore the file", told)


def test_a_line_taken_out_of_the_checksums_is_noticed(folder: Path, capsys: pytest.CaptureFixture[str]):
    file = folder / VERSION / "RELEASED"
    file.write_text("\n".join(file.read_text("utf-8").splitlines()[:-1]), "utf-8")
    assert f"{VERSION}/xsd/Waybill.xsd is not what was released; restore it" in complaints(folder, capsys)


# --- the next version -----------------------------------------------------------------------------------


def upgrade_by(patch: pytest.MonkeyPatch, *steps: Step) -> None:
    patch.setattr(upgrades, "STEPS", steps)


WAYBILL = Step("carrier-added", VERSION, NEXT, "A waybill may name the carrier.", unchanged)


@pytest.fixture
def carried_on(folder: Path, patch: pytest.MonkeyPatch) -> Path:
    """The folder of schemas with the next version beside the released one."""
    make_current(patch, NEXT)
    put_in_the_model(patch, LaterWaybill)
    upgrade_by(patch, WAYBILL)
    assert run(folder) == 0
    return folder


def test_the_next_version_stands_beside_the_released_one(carried_on: Path):
    assert run(carried_on, "--check") == 0
    released, current = (
        (carried_on / version / "xsd" / "Waybill.xsd").read_text("utf-8") for version in (VERSION, NEXT)
    )
    assert "CarrierName" in current
    assert "CarrierName" not in released


def test_a_change_in_an_older_version_is_noticed(carried_on: Path, capsys: pytest.CaptureFixture[str]):
    (carried_on / VERSION / "xsd" / "Waybill.xsd").unlink()
    assert complaints(carried_on, capsys) == [
        f"{VERSION}/xsd/Waybill.xsd is not what was released; restore it"
    ]


def test_the_next_version_may_change_until_it_is_released(carried_on: Path, patch: pytest.MonkeyPatch):
    put_in_the_model(patch, Waybill)
    assert run(carried_on) == run(carried_on, "--check") == run(carried_on, "--release") == 0
    put_in_the_model(patch, LaterWaybill)
    assert run(carried_on) == 1


def test_a_released_version_without_a_step_from_it_is_noticed(
    carried_on: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    upgrade_by(patch)
    assert complaints(carried_on, capsys) == [
        f"no step upgrades messages of version {VERSION}, which was released"
    ]


def test_an_older_version_that_was_never_released_is_noticed(
    carried_on: Path, capsys: pytest.CaptureFixture[str]
):
    (carried_on / VERSION / "RELEASED").unlink()
    assert complaints(carried_on, capsys) == [
        f"{VERSION} is neither released nor the version of the model, {NEXT}"
    ]


def test_a_step_from_a_version_without_schemas_is_noticed(
    carried_on: Path, capsys: pytest.CaptureFixture[str]
):
    shutil.rmtree(carried_on / VERSION)
    assert complaints(carried_on, capsys) == [
        f"{VERSION} is neither released nor the version of the model, {NEXT}"
    ]


def test_steps_that_lead_nowhere_are_noticed(
    carried_on: Path, patch: pytest.MonkeyPatch, capsys: pytest.CaptureFixture[str]
):
    upgrade_by(patch, Step("carrier-added", VERSION, "98.0", "A waybill may name the carrier.", unchanged))
    assert complaints(carried_on, capsys) == [f"carrier-added: ends at 98.0, but the model is at {NEXT}"]
