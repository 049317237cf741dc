from __future__ import annotations

import importlib.metadata
import importlib.resources
import subprocess
import sys
import tomllib
import zipfile
from pathlib import Path

import pytest

import carec_datamodel
from carec_datamodel.model import MESSAGES, VERSION

ROOT = Path(__file__).parents[1]
PACKAGE = ROOT / "src" / "carec_datamodel"
SCHEMAS = ROOT / "schemas"


@pytest.fixture(scope="module")
def distribution() -> importlib.metadata.Distribution:
    try:
        return importlib.metadata.distribution("carec-datamodel")
    except importlib.metadata.PackageNotFoundError:
        pytest.skip("carec-datamodel is not installed; pip install --editable .")


@pytest.fixture(scope="module")
def wheel_file(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """Return a wheel built from this tree."""
    pytest.importorskip("hatchling", reason="building the wheel needs hatchling; pip install '.[dev]'")
    folder = tmp_path_factory.mktemp("wheel")
    command = [sys.executable, "-m", "hatchling", "build", "--target", "wheel", "--directory", str(folder)]
    subprocess.run(command, cwd=ROOT, check=True, capture_output=True, timeout=60)
    (built,) = folder.glob("*.whl")
    return built


@pytest.fixture(scope="module")
def wheel(wheel_file: Path) -> frozenset[str]:
    """Return the names of all files in the wheel."""
    with zipfile.ZipFile(wheel_file) as archive:
        return frozenset(archive.namelist())


def printed_by(program: str) -> set[str]:
    """Return the words that *program* prints in a fresh interpreter."""
    command = [sys.executable, "-W", "error", "-c", program]
    result = subprocess.run(command, check=True, capture_output=True, text=True, timeout=60)
    return set(result.stdout.split())


def modules_loaded_by(statement: str) -> set[str]:
    """Return the top-level modules that are loaded after *statement* in a fresh interpreter."""
    return printed_by(f"{statement}\nimport sys\nprint(*{{name.partition('.')[0] for name in sys.modules}})")


def test_the_package_states_the_version_of_the_project_file() -> None:
    project = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))["project"]

    assert carec_datamodel.__version__ == project["version"]


def test_the_package_states_the_version_it_is_installed_as(
    distribution: importlib.metadata.Distribution,
) -> None:
    assert carec_datamodel.__version__ == distribution.version


def test_the_command_carec_is_installed_and_can_be_called(
    distribution: importlib.metadata.Distribution,
) -> None:
    (command,) = distribution.entry_points.select(group="console_scripts", name="carec")

    assert callable(command.load())


def test_type_checkers_are_told_that_the_package_is_typed() -> None:
    assert (importlib.resources.files(carec_datamodel) / "py.typed").is_file()


@pytest.mark.parametrize("kind", ["xsd", "json"])
@pytest.mark.parametrize("message", MESSAGES)
def test_every_message_has_its_schema_committed(message: str, kind: str) -> None:
    assert len(list((SCHEMAS / VERSION / kind).glob(f"{message}.*"))) == 1


def test_the_wheel_holds_every_schema(wheel: frozenset[str]) -> None:
    schemas = {
        f"carec_datamodel/{path.relative_to(ROOT).as_posix()}"
        for path in SCHEMAS.rglob("*")
        if path.is_file()
    }

    assert schemas
    assert schemas <= wheel


def test_what_is_installed_of_the_wheel_finds_its_schemas_of_every_version(
    wheel_file: Path, tmp_path: Path
) -> None:
    with zipfile.ZipFile(wheel_file) as archive:
        archive.extractall(tmp_path)
    program = (
        f"import sys; sys.path.insert(0, {str(tmp_path)!r})\n"
        "from carec_datamodel.wire import shipped\n"
        "print(shipped.schema_folder(), *shipped.shipped_versions())\n"
        f"print(len(shipped.shipped_schema('GoodsDeclaration', 'xsd', {VERSION!r})) > 0)"
    )

    versions = {entry.name for entry in SCHEMAS.iterdir() if entry.is_dir()}
    assert printed_by(program) == {str(tmp_path / "carec_datamodel" / "schemas"), *versions, "True"}


def test_the_wheel_holds_every_table_descriptor_and_what_reports_are_made_of(wheel: frozenset[str]) -> None:
    tables = {
        path.relative_to(PACKAGE.parent).as_posix()
        for path in PACKAGE.rglob("*")
        if path.suffix in {".tsv", ".toml", ".csv", ".css", ".json"}
    }

    assert tables
    assert tables <= wheel


def test_the_wheel_holds_the_typing_marker_the_licence_and_the_notice(wheel: frozenset[str]) -> None:
    names = {name.rpartition("/")[2] for name in wheel}

    assert {"py.typed", "LICENSE", "NOTICE"} <= names


def test_the_wheel_installs_the_package_and_nothing_beside_it(wheel: frozenset[str]) -> None:
    folders = {name.partition("/")[0] for name in wheel if ".dist-info/" not in name}

    assert folders == {"carec_datamodel"}


@pytest.mark.parametrize("library", ["click", "lxml", "pydantic", "xmlschema"])
def test_importing_the_package_loads_no_heavy_library(library: str) -> None:
    assert library not in modules_loaded_by("import carec_datamodel")


def test_what_loads_a_heavy_library_would_be_noticed() -> None:
    assert {"lxml", "pydantic"} <= modules_loaded_by("import carec_datamodel.wire.xml")


def test_every_public_name_can_be_reached() -> None:
    missing = [name for name in carec_datamodel.__all__ if not hasattr(carec_datamodel, name)]

    assert carec_datamodel.__all__
    assert missing == []


def test_every_public_function_can_be_called_even_where_a_folder_has_its_name() -> None:
    program = (
        "import types, carec_datamodel.api, carec_datamodel as cdm\n"
        "print(*(name for name in cdm.__all__ if isinstance(getattr(cdm, name), types.ModuleType)"
        " and not callable(getattr(cdm, name))))\n"
        "print('carec-xml' in cdm.formats())"
    )

    assert printed_by(program) == {"True"}
