"""What README and guide show is what happens: their examples run as written."""

from __future__ import annotations

import contextlib
import io
import os
import re
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, NamedTuple

import pytest

ROOT = Path(__file__).parents[1]
PAGES = [ROOT / "README.md", ROOT / "docs" / "index.md", *sorted((ROOT / "docs" / "guide").glob("*.md"))]

RUN = {"python", "console"}
SHOWN = {
    "text",
    "sh",
    "xml",
    "json",
    "toml",
    "tsv",
    "yaml",
    "ini",
    "{toctree}",
    "{note}",
    "{warning}",
    "{tip}",
}
"""Languages of blocks that are not run: output, documents, installing, directives of the documentation."""

_FENCE = re.compile(r"^ *```+ *(?P<language>\S*) *$")


class Block(NamedTuple):
    """A block of code; *line* is that of its first line, *shown* the block of text right behind it."""

    language: str
    line: int
    content: str
    shown: str | None


def blocks_of(page: Path) -> list[Block]:
    """Return all blocks of *page* in order."""
    found: list[Block] = []
    lines = page.read_text("utf-8").splitlines()
    ends: list[int] = []
    number = 0
    while number < len(lines):
        match = _FENCE.match(lines[number])
        number += 1
        if match is None:
            continue
        start = number
        while not lines[number].lstrip().startswith("```"):
            number += 1
        content = "\n".join(lines[start:number]) + "\n"
        number += 1
        between = lines[ends[-1] : start - 1] if ends else ["first"]
        if match["language"] == "text" and not any(between) and found[-1].language == "python":
            found[-1] = found[-1]._replace(shown=content)
        found.append(Block(match["language"], start + 1, content, None))
        ends.append(number)
    return found


def name_of(page: Path) -> str:
    return page.relative_to(ROOT).as_posix()


every_page = pytest.mark.parametrize("page", PAGES, ids=name_of)


@pytest.fixture
def root(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder that looks like the repository's root, and where examples may write; the current one."""
    for entry in ROOT.iterdir():
        if not entry.name.startswith("."):
            (tmp_path / entry.name).symlink_to(entry)
    monkeypatch.chdir(tmp_path)
    return tmp_path


@every_page
def test_every_block_is_run_or_of_a_kind_that_is_only_shown(page: Path):
    strange = [(block.line, block.language) for block in blocks_of(page) if block.language not in RUN | SHOWN]
    assert strange == []


@every_page
@pytest.mark.usefixtures("root")
def test_python_of_a_page_runs_as_written_and_prints_what_is_shown(page: Path):
    namespace: dict[str, Any] = {"__name__": "__main__"}
    for block in blocks_of(page):
        if block.language != "python":
            continue
        printed = io.StringIO()
        code = compile("\n" * (block.line - 1) + block.content, name_of(page), "exec")
        with contextlib.redirect_stdout(printed):
            exec(code, namespace)  # noqa: S102 - the page is ours
        if block.shown is not None:
            assert printed.getvalue() == block.shown, f"{name_of(page)}, line {block.line}"


class Command(NamedTuple):
    """A command of a console block, the exit status that the block says, and the output that it shows."""

    line: int
    text: str
    status: int
    shown: list[str]


def commands_of(block: Block) -> Iterator[Command]:
    """Yield the commands of a console block. ``$ echo $?`` behind one shows its exit status."""
    found: list[Command] = []
    for number, line in enumerate(block.content.splitlines(), start=block.line):
        if line.startswith("$ "):
            found.append(Command(number, line.removeprefix("$ "), 0, []))
        elif line.startswith("> ") and found and not found[-1].shown:
            found[-1] = found[-1]._replace(text=f"{found[-1].text}\n{line.removeprefix('> ')}")
        else:
            found[-1].shown.append(line)
    for place, command in enumerate(found):
        if command.text == "echo $?":
            continue
        follower = found[place + 1] if place + 1 < len(found) else None
        asked = follower is not None and follower.text == "echo $?"
        yield command._replace(status=int(follower.shown[0])) if asked else command


@pytest.fixture
def carec(tmp_path_factory: pytest.TempPathFactory, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The command `carec` of this tree, found first."""
    script = tmp_path_factory.mktemp("bin") / "carec"
    script.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m carec_datamodel "$@"\n')
    script.chmod(0o755)
    monkeypatch.setenv("PATH", f"{script.parent}{os.pathsep}{os.environ['PATH']}")
    return script


@pytest.mark.skipif(os.name != "posix", reason="the examples are for a POSIX shell")
@pytest.mark.usefixtures("root", "carec")
@every_page
def test_commands_of_a_page_end_as_the_page_says_and_print_what_it_shows(page: Path):
    for block in blocks_of(page):
        if block.language != "console":
            continue
        for command in commands_of(block):
            place = f"{name_of(page)}, line {command.line}"
            assert command.text.startswith("carec "), f"{place}: only carec is run; show the rest as sh"
            done = subprocess.run(
                ["/bin/sh", "-c", f"{command.text}"],
                stdin=subprocess.DEVNULL,
                stdout=subprocess.PIPE,
                stderr=subprocess.STDOUT,
                timeout=300,
                check=False,
            )
            printed = done.stdout.decode("utf-8")
            assert done.returncode == command.status, f"{place}:\n{printed}"
            assert_shows(command.shown, printed.splitlines(), place)


def assert_shows(shown: list[str], printed: list[str], place: str) -> None:
    """Check that *printed* has the lines that are *shown*, where ``...`` stands for any lines."""
    rest = iter(printed)
    for line in shown:
        if line.strip() not in {"...", "…", ""}:
            assert any(line.rstrip() == other.rstrip() for other in rest), f"{place}: not printed: {line!r}"


# --- the reading of pages itself --------------------------------------------------------------------

PAGE = """# Page

```python
print(1)
```

```text
1
```

```console
$ carec formats
...
$ carec detect missing.xml
$ echo $?
3
```

- in a list:

  ```sh
  pip install .
  ```
"""


def test_blocks_are_found_with_their_lines_and_the_text_that_they_print(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    blocks = blocks_of(page)
    assert [(block.language, block.line) for block in blocks] == [
        ("python", 4),
        ("text", 8),
        ("console", 12),
        ("sh", 22),
    ]
    assert [block.shown for block in blocks] == ["1\n", None, None, None]


def test_commands_have_the_status_and_the_output_that_the_block_shows(tmp_path: Path):
    page = tmp_path / "page.md"
    page.write_text(PAGE)
    assert list(commands_of(blocks_of(page)[2])) == [
        Command(12, "carec formats", 0, ["..."]),
        Command(14, "carec detect missing.xml", 3, []),
    ]


def test_output_that_is_not_printed_is_noticed():
    assert_shows(["a", "...", "c"], ["a", "b", "c"], "here")
    with pytest.raises(AssertionError, match="here: not printed: 'a'"):
        assert_shows(["c", "a"], ["a", "b", "c"], "here")
