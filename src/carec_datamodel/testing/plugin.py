"""The pytest plugin: options, fixtures, and the way to the rest where a project asks for it.

pytest imports this module in every project where the library is installed, so it imports
nothing itself.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

import pytest

if TYPE_CHECKING:
    from collections.abc import Callable

    from carec_datamodel.conversion import Conversion
    from carec_datamodel.validation.report import Report


def pytest_addoption(parser: pytest.Parser) -> None:
    """Declare the settings of a project and the options of a run."""
    group = parser.getgroup("carec", "declaration files as tests (carec_datamodel)")
    group.addoption(
        "--carec-report",
        action="append",
        default=[],
        metavar="FORM:FILE",
        help="write a report on the files named in carec_files: text, json, sarif, junit or html, a colon,"
        " and the file; may be given again",
    )
    group.addoption(
        "--carec-update-expected",
        action="store_true",
        help="write down the findings of files that are not as expected, as what is expected from now on",
    )
    parser.addini("carec_files", "files to test, as patterns from the root; !PATTERN takes away", "linelist")
    parser.addini("carec_profile", "profiles to hold them against: ids, or descriptors (.toml)", "linelist")
    parser.addini(
        "carec_code_lists", "code lists of your own: files (.tsv, .csv), or folders of such", "linelist"
    )
    parser.addini("carec_select", "rules whose findings alone count: ids or beginnings", "linelist")
    parser.addini("carec_ignore", "rules whose findings do not count: ids or beginnings", "linelist")
    parser.addini("carec_fail_on", "severity from which on a finding of a rule fails", default="error")
    parser.addini("carec_convert", "formats to convert to", "linelist", default=["carec-xml", "carec-json"])


def pytest_configure(config: pytest.Config) -> None:
    """Load what makes tests of files, where there are any."""
    if config.getini("carec_files") or config.option.carec_report or config.option.carec_update_expected:
        from carec_datamodel.testing.files.hooks import Hooks

        config.pluginmanager.register(Hooks(config), "carec_datamodel_files")


@pytest.fixture(scope="session")
def carec_validate(pytestconfig: pytest.Config) -> Callable[..., Report]:
    """Validate a document, a file or a message, as the settings of the project say; gives a `Report`."""
    from carec_datamodel.testing.files.callables import Validator
    from carec_datamodel.testing.files.settings import settings_of

    return Validator(settings_of(pytestconfig))


@pytest.fixture(scope="session")
def carec_convert(pytestconfig: pytest.Config) -> Callable[..., Conversion]:
    """Convert a document and validate the output, as the settings of the project say."""
    from carec_datamodel.testing.files.callables import Converter
    from carec_datamodel.testing.files.settings import settings_of

    return Converter(settings_of(pytestconfig))
