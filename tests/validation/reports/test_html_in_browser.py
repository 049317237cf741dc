"""How the HTML report comes out in a browser: on a phone, on a desk, on paper."""

from __future__ import annotations

import re
import shutil
import subprocess
from html import escape
from pathlib import Path

import pytest

from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports import reports_html

CHROMIUM = next(filter(None, map(shutil.which, ("chromium", "chromium-browser", "google-chrome"))), None)
FLAGS = (
    *("--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars"),
    *("--disable-background-networking", "--disable-component-update", "--disable-sync"),
)

pytestmark = pytest.mark.skipif(
    CHROMIUM is None, reason="there is no Chromium; the HTML report is not opened"
)

# The window of a headless browser has a least width; a frame in it has none.
FRAME = """<!DOCTYPE html><html><head><meta charset="utf-8"></head><body>
<iframe id="frame" style="border: 0; width: {width}px; height: 3000px" srcdoc="{content}"></iframe>
<output id="widths"></output>
<script>
addEventListener("load", () => {{
  const inner = document.getElementById("frame").contentDocument;
  const beyond = [...inner.querySelectorAll("main *, header *")].filter(
    (element) => !element.closest("thead") && element.getBoundingClientRect().right > {width} + 1
  );
  const cells = inner.querySelector("td");
  document.getElementById("widths").textContent = [
    inner.documentElement.scrollWidth, beyond.length, getComputedStyle(cells).display
  ].join(" ");
}});
</script></body></html>"""


def chromium(folder: Path, *arguments: str) -> str:
    command = [str(CHROMIUM), *FLAGS, f"--user-data-dir={folder / 'profile'}", *arguments]
    done = subprocess.run(command, capture_output=True, timeout=120, check=True)
    return done.stdout.decode("utf-8")


@pytest.mark.parametrize(
    ("width", "display"), [(320, "grid"), (375, "grid"), (768, "grid"), (1280, "table-cell")]
)
def test_nothing_is_wider_than_the_screen(tmp_path: Path, real: list[Report], width: int, display: str):
    file = tmp_path / "frame.html"
    file.write_text(FRAME.format(width=width, content=escape(reports_html(real))), "utf-8")
    found = re.search(
        r'<output id="widths">(\d+) (\d+) ([\w-]+)<', chromium(tmp_path, "--dump-dom", file.as_uri())
    )
    assert found is not None
    assert int(found[1]) <= width
    assert int(found[2]) == 0
    assert found[3] == display


@pytest.mark.parametrize("width", [375, 1280])
def test_the_page_can_be_pictured(tmp_path: Path, real: list[Report], width: int):
    page, picture = tmp_path / "report.html", tmp_path / "report.png"
    page.write_text(reports_html(real), "utf-8")
    chromium(tmp_path, f"--window-size={width},2000", f"--screenshot={picture}", page.as_uri())
    assert picture.read_bytes().startswith(b"\x89PNG")
    assert picture.stat().st_size > 50_000  # far more than an empty page


def test_paper_is_a4(tmp_path: Path, real: list[Report]):
    page, paper = tmp_path / "report.html", tmp_path / "report.pdf"
    page.write_text(reports_html(real), "utf-8")
    chromium(tmp_path, f"--print-to-pdf={paper}", page.as_uri())
    boxes = set(re.findall(rb"/MediaBox \[0 0 ([\d.]+) ([\d.]+)\]", paper.read_bytes()))
    assert {(round(float(width)), round(float(height))) for width, height in boxes} == {(595, 842)}
