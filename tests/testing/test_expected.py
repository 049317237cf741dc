"""Findings that are expected of a file, written down beside it."""

from __future__ import annotations

import itertools

import pytest

from carec_datamodel.errors import CarecError
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.testing.files.expected import (
    Expected,
    mismatch,
    place_beside,
    read_expected,
    write_expected,
)

MASS = '[[finding]]\nrule = "total.goods-gross-mass"\nline = 27\n'
PACKAGES = '[[finding]]\nrule = "total.goods-packages"\nseverity = "warning"\n'


@pytest.fixture
def negative(project, unbalanced):
    """The project with a file that has an error and a warning of rules."""
    project.put("unbalanced.xml", unbalanced)
    project.configure(carec_files="samples/*.xml")
    return project


def test_a_file_that_has_the_findings_expected_passes_and_converts(negative):
    negative.put("unbalanced.xml.findings.toml", MASS + PACKAGES)
    result = negative.run("-v")
    result.assert_outcomes(passed=4)
    result.stdout.fnmatch_lines(["samples/unbalanced.xml::findings PASSED*"])


def test_what_is_missing_and_what_is_unexpected_are_told(negative):
    negative.put("unbalanced.xml.findings.toml", MASS.replace("27", "26") + PACKAGES)
    result = negative.run("-k", "findings")
    result.assert_outcomes(failed=1, deselected=3)
    result.stdout.fnmatch_lines(
        [
            "samples/unbalanced.xml does not have the findings of unbalanced.xml.findings.toml",
            "expected and not found:",
            "  total.goods-gross-mass at line 26",
            "found and not expected:",
            "ERROR   GoodsDeclaration/TotalGrossMassMeasure, line 27",
            "samples/unbalanced.xml:27: error: *",
            "samples/unbalanced.xml:26: not found: total.goods-gross-mass",
        ]
    )
    assert "TotalPackageQuantity" not in result.stdout.str()


def test_an_empty_file_expects_no_findings_not_even_warnings(negative):
    negative.put("unbalanced.xml.findings.toml", "")
    negative.configure(carec_ignore="total.goods-gross-mass")
    result = negative.run("-k", "findings")
    result.stdout.fnmatch_lines(["samples/unbalanced.xml:28: warning: *"])
    negative.configure(carec_ignore="total")
    negative.run("-k", "findings").assert_outcomes(passed=1, deselected=3)


def test_a_file_that_is_expected_not_to_be_read_passes(project, misspelt):
    project.configure(carec_files="samples/*.xml")
    project.put("misspelt.xml", misspelt)
    project.put("misspelt.xml.findings.toml", '[[finding]]\nrule = "type.decimal"\n')
    project.put("torn.xml", "<GoodsDeclaration>")
    project.put("torn.xml.findings.toml", '[[finding]]\nrule = "report.unread"\n')
    result = project.run("-rs")
    result.assert_outcomes(passed=2, skipped=6)
    result.stdout.fnmatch_lines(
        ["SKIPPED*torn.xml*faults of its form are expected in torn.xml.findings.toml"]
    )


def test_expected_findings_are_written_on_demand_and_hold(project, unbalanced, misspelt, declaration):
    project.configure(carec_files="samples/*.xml")
    project.put("declaration.xml", declaration)
    project.put("misspelt.xml", misspelt)
    old = project.put("unbalanced.xml", unbalanced)
    place_beside(old).write_text(MASS.replace("27", "3"), "utf-8")
    result = project.run("--carec-update-expected", "-k", "schema or rules or findings")
    assert result.ret == pytest.ExitCode.OK
    result.stdout.fnmatch_lines(
        [
            "expected findings of samples/misspelt.xml: 1 in misspelt.xml.findings.toml",
            "expected findings of samples/unbalanced.xml: 2 in unbalanced.xml.findings.toml",
        ]
    )
    assert not (project.root / "samples" / "declaration.xml.findings.toml").exists()
    assert place_beside(old).read_text("utf-8") == (
        "# The findings expected of unbalanced.xml, all of them.\n\n"
        '[[finding]]\nrule = "total.goods-gross-mass"\nseverity = "error"\n'
        'path = "GoodsDeclaration/TotalGrossMassMeasure"\nline = 27\n\n'
        '[[finding]]\nrule = "total.goods-packages"\nseverity = "warning"\n'
        'path = "GoodsDeclaration/TotalPackageQuantity"\nline = 28\n'
    )
    project.run("-k", "findings").assert_outcomes(passed=2, deselected=11)


def test_expected_findings_that_cannot_be_written_fail_and_say_why(negative):
    place_beside(negative.root / "samples" / "unbalanced.xml").mkdir()
    result = negative.run("--carec-update-expected", "-k", "findings")
    result.assert_outcomes(failed=1, deselected=3)
    result.stdout.fnmatch_lines(["samples/unbalanced.xml:1: *"])
    assert "Traceback" not in result.stdout.str()
    assert "files.py" not in result.stdout.str()


def test_nothing_is_written_without_demand(negative):
    negative.run()
    assert [file.name for file in (negative.root / "samples").iterdir()] == ["unbalanced.xml"]


WRONG = {
    "[[finding]\n": "*line 1*",
    "finding = 3\n": "*found 'finding'; expected tables [[]?finding]] and nothing else",
    "[[findings]]\n": "*found 'findings'; expected tables *",
    "[[finding]]\nline = 3\n": "*finding 1: names no rule",
    '[[finding]]\nrule = "type"\nlines = 3\n': "*finding 1: the key lines is unknown; expected *",
    '[[finding]]\nrule = "type"\nline = "3"\n': "*finding 1: line is '3'; expected a whole number",
    "[[finding]]\nrule = true\n": "*finding 1: rule is True; expected a text",
    '[[finding]]\nrule = "type"\nseverity = "bad"\n': "*severity is 'bad'; expected error, warning, note",
}


@pytest.mark.parametrize(("content", "told"), WRONG.items())
def test_a_wrong_file_of_expected_findings_fails_and_says_why(negative, content, told):
    negative.put("unbalanced.xml.findings.toml", content)
    result = negative.run("-k", "findings")
    result.assert_outcomes(failed=1, deselected=3)
    result.stdout.fnmatch_lines([f"samples/unbalanced.xml: unbalanced.xml.findings.toml: {told}"])


def test_what_is_written_is_read_again_whatever_the_path(tmp_path):
    findings = [
        Finding("type.code", "", Severity.NOTE, 'a/"b"\\c\n\x7f\u2028ქ', 3),
        Finding("structure.unknown", "", Severity.ERROR),
    ]
    file = tmp_path / "a.xml.findings.toml"
    write_expected(file, findings)
    assert mismatch(read_expected(file), findings) == ([], [])
    assert [entry.path for entry in read_expected(file)] == ['a/"b"\\c\n\x7f\u2028ქ', None]


def test_a_file_that_is_not_there_is_an_error(tmp_path):
    with pytest.raises(CarecError, match=r"no\.toml"):
        read_expected(tmp_path / "no.toml")


def test_as_many_as_possible_are_paired_in_whatever_order_they_stand():
    expected = [Expected("a", line=1), Expected("a", path="x"), Expected("a"), Expected("b")]
    findings = [
        Finding("a", "", path="x", line=1),
        Finding("a", "", path="y", line=1),
        Finding("a", "", path="x"),
    ]
    for order in itertools.permutations(expected):
        for found in itertools.permutations(findings):
            missing, unexpected = mismatch(order, found)
            assert (missing, unexpected) == ([Expected("b")], [])


def test_a_thousand_alike_are_paired():
    assert mismatch([Expected("a")] * 1000, [Finding("a", "")] * 1000) == ([], [])


def test_a_thousand_that_all_have_to_move_for_the_last_one_are_paired():
    findings = [Finding("a", "", path=f"{n + 1 >> 1}", line=(n >> 1) + 1) for n in range(1000)]
    first, *others = findings[:-1]
    expected = [Expected("a", line=first.line)]
    for number, found in enumerate(others):
        expected.append(Expected("a", path=found.path) if number % 2 == 0 else Expected("a", line=found.line))
    assert mismatch([*expected, Expected("a", path=first.path)], findings) == ([], [])


def test_one_expectation_stands_for_one_finding():
    twice = [Finding("a", "", line=1), Finding("a", "", line=1)]
    assert mismatch([Expected("a")], twice) == ([], [twice[1]])
    assert mismatch([Expected("a")] * 3, twice) == ([Expected("a")], [])
