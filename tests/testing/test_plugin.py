"""The plugin in a project that does not use it, and its fixtures."""

from __future__ import annotations

import subprocess
import sys
from importlib.metadata import distribution

import pytest

HEAVY = ("pydantic", "lxml", "xmlschema", "hypothesis", "carec_datamodel.api", "carec_datamodel.findings")


def test_importing_the_plugin_loads_nothing_of_the_library():
    code = (
        "import sys, carec_datamodel.testing.plugin\n"
        f"print([name for name in {HEAVY} if name in sys.modules])\n"
        "print(sorted(name for name in sys.modules if name.startswith('carec_datamodel')))\n"
    )
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    ours = ["carec_datamodel", "carec_datamodel.testing", "carec_datamodel.testing.plugin"]
    assert printed.splitlines() == ["[]", str(ours)]


def test_the_assertions_need_no_pytest():
    code = "import sys, carec_datamodel.testing.assertions\nprint('pytest' in sys.modules)"
    printed = subprocess.run([sys.executable, "-c", code], check=True, capture_output=True, text=True).stdout
    assert printed == "False\n"


def test_pytest_finds_the_plugin_by_an_entry_point(pytestconfig: pytest.Config):
    if not pytestconfig.pluginmanager.hasplugin("carec_datamodel"):
        pytest.skip("the library is not installed as it stands in this folder")
    (entry,) = distribution("carec-datamodel").entry_points.select(group="pytest11")
    assert entry.value == "carec_datamodel.testing.plugin"


def test_a_project_that_names_no_files_runs_as_if_the_plugin_were_not_there(project, declaration):
    project.configure(carec_files="")
    project.put("declaration.xml", declaration)
    project.put("test_own.py", "def test_own():\n    pass\n")
    project.put(
        "conftest.py",
        "def pytest_sessionfinish(session):\n"
        "    assert not session.config.pluginmanager.hasplugin('carec_datamodel_files')\n",
    )
    result = project.run("samples")
    result.assert_outcomes(passed=1)
    assert "carec " not in result.stdout.str()


FIXTURES = """
import pytest

def test_own(carec_validate, carec_convert):
    report = carec_validate("samples/declaration.xml")
    print("validated:", report.summary())
    print("otherwise:", carec_validate("samples/declaration.xml", ignore=()).summary())
    print("message:", carec_validate(carec_convert("samples/declaration.xml").message).summary())
    print("output:", carec_convert("samples/declaration.xml", to="carec-json").output[:20])
"""


def test_the_fixtures_do_as_the_settings_say(project, unbalanced):
    project.configure(carec_ignore="total.goods-gross-mass", carec_files="")
    project.put("declaration.xml", unbalanced)
    project.put("test_own.py", FIXTURES)
    result = project.run("-s", "samples")
    result.assert_outcomes(passed=1)
    result.stdout.fnmatch_lines(
        [
            "*validated: valid, with 1 warning*",
            "otherwise: not valid: 1 error, 1 warning",
            "message: valid, with 1 warning*",
            "output: b'{*GoodsDeclaratio*",
        ]
    )


def test_the_fixture_that_converts_holds_the_output_against_the_settings(project, unbalanced):
    project.configure(carec_files="")
    project.put("declaration.xml", unbalanced)
    project.put("test_own.py", "def test_own(carec_convert):\n    carec_convert('samples/declaration.xml')\n")
    result = project.run("samples")
    result.assert_outcomes(failed=1)
    result.stdout.fnmatch_lines(
        ["*AssertionError: (document)", "*ERROR   GoodsDeclaration/TotalGrossMassMeasure*"]
    )
