from __future__ import annotations

from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.model import MESSAGES, VERSION
from carec_datamodel.wire import shipped
from carec_datamodel.wire.shipped import (
    schema_folder,
    schema_path,
    shipped_messages,
    shipped_schema,
    shipped_versions,
)

REPOSITORY = Path(__file__).parents[2]


@pytest.fixture
def older(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of schemas that has an older version, with one message, and the current one."""
    for version, name in (("0.9", "Waybill"), (VERSION, "GoodsDeclaration")):
        for kind in ("xsd", "json"):
            file = tmp_path / schema_path(name, kind, version)
            file.parent.mkdir(parents=True)
            file.write_bytes(f"{name} {kind} {version}".encode())
    (tmp_path / "README.md").touch()
    (tmp_path / "drafts").mkdir()
    monkeypatch.setattr(shipped, "schema_folder", lambda: tmp_path)
    return tmp_path


def test_in_a_clone_the_schemas_lie_beside_the_sources():
    assert schema_folder() == REPOSITORY / "schemas"


def test_in_a_wheel_the_schemas_lie_inside_the_package(tmp_path: Path, monkeypatch: pytest.MonkeyPatch):
    (tmp_path / "schemas").mkdir()
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path / "schemas", REPOSITORY / "schemas"))
    assert schema_folder() == tmp_path / "schemas"


def test_where_there_are_no_schemas_only_the_current_version_is_known(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
):
    monkeypatch.setattr(shipped, "_PLACES", (tmp_path / "a", tmp_path / "b"))
    assert shipped_versions() == (VERSION,)
    assert shipped_messages("0.9") == ()
    assert cdm.schema("GoodsDeclaration")


@pytest.mark.usefixtures("older")
def test_versions_are_told_oldest_first_and_nothing_else_is_one():
    assert shipped_versions() == ("0.9", VERSION)


@pytest.mark.usefixtures("older")
@pytest.mark.parametrize("kind", ["xsd", "json"])
def test_a_schema_of_an_older_version_is_as_it_was_released(kind: str):
    assert cdm.schema("Waybill", kind=kind, version="0.9") == f"Waybill {kind} 0.9".encode()


@pytest.mark.usefixtures("older")
def test_a_message_that_the_older_version_does_not_have_is_refused():
    with pytest.raises(
        cdm.UnknownFormat,
        match=r"no message 'GoodsDeclaration' in version 0\.9 of the model; known are Waybill",
    ):
        cdm.schema("GoodsDeclaration", version="0.9")


@pytest.mark.parametrize("version", ["9.0", "", ".", "..", "../schemas/1.0", "1.0/xsd", "README.md"])
def test_a_version_that_does_not_exist_is_refused(version: str):
    with pytest.raises(
        cdm.UnknownFormat, match=rf"no version {version!r} of the model; known are .*{VERSION}"
    ):
        cdm.schema("GoodsDeclaration", version=version)


@pytest.mark.parametrize("version", [None, VERSION])
@pytest.mark.parametrize("kind", ["xsd", "json"])
@pytest.mark.parametrize("name", MESSAGES)
def test_the_schema_of_the_current_version_is_the_default(name: str, kind: str, version: str | None):
    assert cdm.schema(name, kind=kind, version=version) == shipped_schema(name, kind, VERSION)


def test_a_kind_is_refused_before_a_version_is_looked_for():
    with pytest.raises(cdm.UnknownFormat, match="no schema of kind 'rng'"):
        cdm.schema("GoodsDeclaration", kind="rng", version="0.9")
