"""Settings that are wrong are told before anything is tested; patterns choose the files."""

from __future__ import annotations

import pytest


def listed(project, *args: str) -> list[str]:
    lines = project.run("--collect-only", "-q", "-k", "schema", *args).outlines
    return [line.removesuffix("::schema") for line in lines if line.endswith("::schema")]


def test_a_pattern_takes_files_of_another_away(project, declaration):
    for name in ("import.xml", "drafts/export.xml", "drafts/import.xml", "notes.txt"):
        project.put(name, declaration)
    project.configure(carec_files="samples/**/*.xml\n!samples/drafts/i*")
    assert sorted(listed(project)) == ["samples/drafts/export.xml", "samples/import.xml"]


def test_a_pattern_may_go_up_and_down_again_but_not_out(project, declaration):
    project.put("import.xml", declaration)
    project.configure(carec_files="samples/../samples/*.xml")
    assert listed(project) == ["samples/import.xml"]
    (project.root.parent / "outside.xml").write_text(declaration, "utf-8")
    project.configure(carec_files="../outside.xml")
    result = project.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["ERROR: carec_files: the pattern '../outside.xml' names *; expected files below *"]
    )


def test_files_are_found_from_the_root_wherever_pytest_starts(project, declaration, monkeypatch):
    file = project.put("deep/import.xml", declaration)
    project.configure(carec_files="samples/**/*.xml")
    monkeypatch.chdir(file.parent)
    assert listed(project) == ["samples/deep/import.xml"]


def test_only_the_files_below_the_arguments_are_tested(project, declaration):
    for name in ("one/import.xml", "two/import.xml"):
        project.put(name, declaration)
    project.configure(carec_files="samples/*/*.xml")
    assert listed(project, "samples/two") == ["samples/two/import.xml"]


WRONG = {
    "carec_files": {
        "samples/*.json": "*carec_files: the pattern 'samples/[*].json' names no file below *",
        "/samples/*.xml": "*carec_files: '/samples/[*].xml' is no pattern *",
        "samples/*\n!samples/*": "*carec_files: no file is left*",
    },
    "carec_fail_on": {"fatal": "*carec_fail_on: 'fatal' is no severity; expected error, warning, note"},
    "carec_profile": {
        "tir-transit\nloading-list": "*carec_profile: two profiles of one kind*",
        "lading-list": "*carec_profile: there is no profile 'lading-list'; known are *",
        "own.toml": "*carec_profile: *own.toml*",
    },
    "carec_convert": {"carec-yaml": "*carec_convert: there is no format 'carec-yaml'; known are *"},
    "carec_code_lists": {"own.tsv": "*carec_code_lists: *own.tsv*"},
    "carec_select": {"totals": "*carec_select: there is no rule 'totals'; expected *"},
    "carec_ignore": {"typo": "*carec_ignore: there is no rule 'typo'; expected *"},
}


@pytest.mark.parametrize(
    ("name", "value", "told"), [(name, *case) for name, cases in WRONG.items() for case in cases.items()]
)
def test_a_wrong_setting_stops_the_run_and_says_what_was_expected(project, declaration, name, value, told):
    project.put("import.xml", declaration)
    project.configure(**{name: value})
    result = project.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: {told}"])


@pytest.mark.parametrize("more", [1, 2])
def test_files_that_a_run_without_arguments_would_miss_are_told(project, declaration, more):
    project.put("import.xml", declaration)
    project.put("tests/test_own.py", "def test_own():\n    pass\n")
    project.configure(testpaths="samples/tests")
    for number in range(1, more):
        project.put(f"import{number}.xml", declaration)
    project.configure(carec_files="samples/*.xml")
    result = project.run()
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(
        ["ERROR: carec_files: samples/import.xml*testpaths*add 'samples' to testpaths"]
    )
    project.run("samples/tests").assert_outcomes(passed=1)


@pytest.mark.parametrize("option", ["--carec-report=json:out.json", "--carec-update-expected"])
def test_options_on_files_need_files(project, option):
    project.configure(carec_files="")
    result = project.run(option)
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines(["ERROR: *carec_files"])


@pytest.mark.parametrize("option", ["sarif", "sarif:", "xml:out.xml"])
def test_a_report_has_a_known_form_and_a_file(project, declaration, option):
    project.put("import.xml", declaration)
    result = project.run(f"--carec-report={option}")
    assert result.ret == pytest.ExitCode.USAGE_ERROR
    result.stderr.fnmatch_lines([f"ERROR: --carec-report: found '{option}'; expected FORM:FILE, *"])
