"""The pages of the documentation that are generated from the code lists."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

from carec_datamodel.codelists.code_lists import SHARED_LISTS

REPOSITORY = Path(__file__).parents[2]
PAGES = REPOSITORY / "docs" / "codelists"


def generate(*arguments: str) -> subprocess.CompletedProcess[str]:
    script = REPOSITORY / "docs" / "generate_code_lists.py"
    return subprocess.run([sys.executable, script, *arguments], capture_output=True, text=True, check=False)


def test_the_committed_pages_are_up_to_date():
    checked = generate("--check")
    assert (checked.returncode, checked.stderr) == (0, "")


def test_pages_that_differ_are_named_and_written_again(tmp_path):
    assert generate(str(tmp_path)).returncode == 0
    with (tmp_path / "units.md").open("a") as page:
        page.write("by hand\n")
    (tmp_path / "forgotten.md").touch()
    checked = generate(str(tmp_path), "--check")
    assert checked.returncode == 1
    assert [line.partition(" differs")[0] for line in checked.stderr.splitlines()] == [
        str(tmp_path / "forgotten.md"),
        str(tmp_path / "units.md"),
    ]
    assert generate(str(tmp_path)).returncode == 0
    assert generate(str(tmp_path), "--check").returncode == 0


def test_every_list_has_a_page_that_the_index_names():
    index = (PAGES / "index.md").read_text(encoding="utf-8")
    for name in SHARED_LISTS:
        assert (PAGES / f"{name}.md").is_file()
        assert f"[`{name}`]({name}.md)" in index


def test_a_page_says_where_its_list_is_from_and_how_many_codes_it_has():
    page = (PAGES / "units.md").read_text(encoding="utf-8")
    assert "| Source | UN/ECE Recommendation 20, revision 17 |" in page
    assert "| Licence | ODC-PDDL-1.0 |" in page
    assert "| Codes | 2136: 1755 active, 1 changed, 71 deprecated, 309 deleted |" in page


def test_a_page_shows_the_codes_of_a_short_list_only():
    assert "| `DPU` | delivered at place unloaded |" in (PAGES / "incoterms.md").read_text(encoding="utf-8")
    assert "`KGM`" not in (PAGES / "units.md").read_text(encoding="utf-8")
