"""What the rules on goods declarations find in the samples is what is wrong there, and nothing else."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel.tables import tab_separated
from carec_datamodel.validation.rulebook.catalogue import rules

FAMILIES = (
    *("currency", "dates", "destination", "documents", "goods", "hs", "masses", "origin", "packages"),
    *("parties", "procedure", "taxes", "transport", "units", "valuation", "values"),
)
_, ROWS = tab_separated(Path(__file__).with_name("rules_on_samples.tsv").read_text("utf-8"))
EXPECTED = [cells for _, cells in ROWS]


def test_what_is_found_in_the_declarations_is_what_the_table_says_and_explains(shared: Path):
    files = sorted((shared / "samples" / "asycuda").rglob("*_sad_?.xml"))
    found = Counter(
        (file.stem, finding.rule, finding.severity.value)
        for file in files
        for finding in cdm.validate(file, select=FAMILIES).findings
        if finding.rule in rules()
    )
    assert len(files) >= len({sample for sample, *_ in EXPECTED})
    assert found == {(sample, rule, severity): int(count) for sample, rule, severity, count, _ in EXPECTED}


@pytest.mark.parametrize("name", ["goods-declaration", "valuation-declaration", "supporting-document"])
def test_an_example_of_this_library_has_no_findings(name: str):
    file = Path(__file__).parents[2] / "examples" / "messages" / f"{name}.xml"
    assert cdm.validate(file, select=(*FAMILIES, "permit", "container")).findings == ()
