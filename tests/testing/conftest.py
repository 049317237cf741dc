"""A small project of a user, whose pytest is run within ours."""

from __future__ import annotations

import pkgutil
import re
from importlib import import_module
from pathlib import Path

import pytest

import carec_datamodel
import carec_datamodel.testing.files.hooks

# What a run within the run loads first is forgotten behind it. Loaded again, its classes would be others than
# those that the rest of our tests know; so all of the library is loaded before.
for module in pkgutil.walk_packages(carec_datamodel.__path__, "carec_datamodel."):
    if not module.name.endswith("__main__"):
        import_module(module.name)

EXAMPLES = Path(__file__).parents[2] / "examples"
LIBRARY = Path(carec_datamodel.__file__).parents[1]
PLUGIN = "carec_datamodel.testing.plugin"


class Project:
    """A folder with settings and files; the current one."""

    def __init__(
        self, pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, options: tuple[str, ...]
    ) -> None:
        # The library as it is tested here, also for a process that starts in another folder.
        monkeypatch.setenv("PYTHONPATH", str(LIBRARY))
        self.root = pytester.path
        self._pytester = pytester
        self._options = options
        self._settings: dict[str, str] = {}
        self.configure(carec_files="samples/*")

    def configure(self, **settings: str) -> None:
        """Write *settings* into pytest.ini, beside those that are there."""
        self._settings |= settings
        lines = [
            f"{name} =\n    " + "\n    ".join(value.split("\n")) for name, value in self._settings.items()
        ]
        (self.root / "pytest.ini").write_text("\n".join(["[pytest]", *lines]) + "\n", encoding="utf-8")

    def put(self, name: str, content: bytes | str) -> Path:
        """Put a file into the folder ``samples``."""
        file = self.root / "samples" / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
        return file

    def run(self, *args: str) -> pytest.RunResult:
        """Run pytest in this process, where warnings are errors, but that what is loaded is not rewritten."""
        warnings = ("-Werror", "-Wignore::pytest.PytestAssertRewriteWarning")
        options = (*warnings, "-pno:cacheprovider", *self._options, *args)
        return self._pytester.runpytest_inprocess(*options)

    def run_apart(self, *args: str) -> pytest.RunResult:
        """Run pytest in a process of its own."""
        return self._pytester.runpytest_subprocess("-pno:cacheprovider", *self._options, *args)


@pytest.fixture
def project(
    pytester: pytest.Pytester, monkeypatch: pytest.MonkeyPatch, pytestconfig: pytest.Config
) -> Project:
    """A project that names all files in ``samples``, where none are yet."""
    # Where the library runs from a folder that is not installed, nothing has named the plugin to pytest.
    installed = pytestconfig.pluginmanager.hasplugin("carec_datamodel")
    return Project(pytester, monkeypatch, () if installed else ("-p", PLUGIN))


@pytest.fixture
def declaration() -> str:
    """A harmonised goods declaration that is valid, without any finding."""
    return (EXAMPLES / "messages" / "goods-declaration.xml").read_text("utf-8")


@pytest.fixture
def misspelt(declaration: str) -> str:
    """The declaration with a number that is none, in line 26."""
    return changed(declaration, r'(<InvoiceAmount currencyID="USD">)33600.00', r"\g<1>33 600,00")


@pytest.fixture
def unbalanced(declaration: str) -> str:
    """The declaration with two wrong sums: masses (line 27, an error) and packages (line 28, a warning)."""
    wrong = changed(declaration, r"(<TotalGrossMassMeasure .*>)19800.00", r"\g<1>20000")
    return changed(wrong, r"(<TotalPackageQuantity>)510", r"\g<1>77")


@pytest.fixture
def national() -> str:
    """An ASYCUDA declaration that is valid."""
    return (EXAMPLES / "asycuda-sad-georgia.xml").read_text("utf-8")


def changed(text: str, pattern: str, replacement: str) -> str:
    """Return *text* with the one place that *pattern* fits replaced."""
    result, count = re.subn(pattern, replacement, text, count=1)
    assert count == 1
    return result
