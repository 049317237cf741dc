from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import replace
from html.parser import HTMLParser
from itertools import pairwise
from pathlib import Path

import pytest
from lxml import html

from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.descriptions import describe
from carec_datamodel.validation.report import Report
from carec_datamodel.validation.reports import Unread, reports_html
from carec_datamodel.validation.reports import html as html_report

MakeReport = Callable[..., Report]
STYLE = Path(html_report.__file__).with_name("report.css").read_text("utf-8")
UNKNOWN = Finding("harbour.unknown", "Weather is not an element here", Severity.WARNING)


@pytest.fixture(scope="module")
def mass(mass: Finding) -> Finding:
    """An error that also says what to do."""
    return replace(mass, hint="Leave out the blank.")


def page(*reports: Report | Unread) -> html.HtmlElement:
    return html.document_fromstring(reports_html(reports))


def texts(root: html.HtmlElement, path: str) -> list[str]:
    return [" ".join(element.text_content().split()) for element in root.xpath(path)]


def test_the_summary_comes_first(report: MakeReport, mass: Finding):
    root = page(report(mass), report(name="b.xml"), Unread("half.xml", "not well-formed XML", 7))
    assert texts(root, "//header/p") == ["3 documents: 1 valid, 1 not valid, 1 not readable; 1 error"]
    assert texts(root, "//main/section[1]//tbody/tr/td[2]") == [
        "not valid: 1 error",
        "valid, no findings",
        "not readable",
    ]


def test_every_link_of_the_summary_leads_to_a_section(real: list[Report]):
    root = page(*real)
    links = root.xpath("//a/@href")
    assert len(links) == len(real)
    assert [link.removeprefix("#") for link in links] == root.xpath("//section/@id")


def test_a_finding_is_told_with_everything_that_it_says(report: MakeReport, mass: Finding):
    root = page(report(mass))
    told = {cell.get("data-label"): " ".join(cell.text_content().split()) for cell in root.xpath("//td")}
    assert told == {
        "Line": "314",
        "Box": "35",
        "WCO id": "65A.126",
        "Place": f"{mass.path}In the model: {mass.harmonised}",
        "What is wrong": f"{mass.message}Leave out the blank.",
        "Value": "1 234,50",
        "Expected": "a decimal number such as 1234.50",
    }


def test_columns_that_nothing_fills_are_left_out(report: MakeReport):
    assert texts(page(report(UNKNOWN)), "//th") == ["Place", "What is wrong"]


def test_findings_are_grouped_by_severity_and_rule(report: MakeReport, mass: Finding):
    known = describe("type.decimal")
    assert known is not None
    root = page(report(UNKNOWN, mass, mass, left_out=3))
    assert texts(root, "//h3") == ["✕ 2 errors", "! 1 warning"]
    assert texts(root, "//caption") == [
        f"The value is not a decimal number type.decimal (2){known.help}",
        "harbour.unknown (1)",
    ]
    assert texts(root, "//section/p") == ["3 findings more not shown."]


def test_a_document_that_could_not_be_read_says_why():
    assert texts(page(Unread("half.xml", "not well-formed XML", 7)), "//section/p") == [
        "Not readable: line 7: not well-formed XML"
    ]


# --- for everybody ----------------------------------------------------------------------------------


def test_the_page_says_its_language_and_fits_its_width_to_the_screen(report: MakeReport, mass: Finding):
    root = page(report(mass))
    assert root.get("lang") == "en"
    assert root.xpath("//meta[@name='viewport']/@content") == ["width=device-width, initial-scale=1"]
    assert texts(root, "//title") == ["Validation report: in/sad.xml"]


def test_headings_descend_step_by_step(real: list[Report]):
    levels = [int(element.tag[1]) for element in page(*real).iter("h1", "h2", "h3", "h4")]
    assert levels[0] == 1
    assert levels.count(1) == 1
    assert all(after <= before + 1 for before, after in pairwise(levels))


def test_tables_say_what_they_are_also_where_they_look_like_cards(real: list[Report]):
    root = page(*real)
    roles = {"table": "table", "thead": "rowgroup", "tbody": "rowgroup", "tr": "row", "td": "cell"}
    for name, role in roles.items():
        elements = root.xpath(f"//{name}")
        assert elements
        assert {element.get("role") for element in elements} == {role}
    assert {head.get("scope") for head in root.xpath("//th")} == {"col"}
    for table in root.xpath("//table"):
        heads = texts(table, ".//th")
        for row in table.xpath(".//tbody/tr"):
            assert [cell.get("data-label") for cell in row] == heads


def test_severity_is_told_by_word_and_sign_not_by_colour_alone(real: list[Report]):
    for element in page(*real).xpath("//main//*[@class='error' or @class='warning' or @class='note']"):
        assert re.search(r"valid|readable|error|warning|note", element.text_content())


def test_values_have_the_direction_of_their_own_letters(report: MakeReport):
    finding = Finding("type.text", "'شركة' is not a code", value="شركة", expected="a code", path="A/شركة/B")
    root = page(report(finding, name="شركة.xml"))
    assert root.xpath("//td[@class='value']/span/@dir") == ["auto"]
    assert texts(root, "//td[@class='message']//bdi") == ["شركة"]
    assert texts(root, "//td[@class='place']//bdi") == ["A", "شركة", "B"]
    assert texts(root, "//h2/bdi") == ["شركة.xml"]


def test_joiners_of_persian_stay_and_what_turns_the_text_around_is_shown(report: MakeReport):
    root = page(report(Finding("type.text", "wrong", value="می\u200cشود\u202e")))
    assert texts(root, "//td[@class='value']") == ["می\u200cشود\\u202e"]


def colours(block: str) -> dict[str, str]:
    return dict(re.findall(r"--(\w+): (#[0-9a-f]{6});", block))


def luminance(colour: str) -> float:
    """The relative luminance of WCAG 2.2."""
    parts = [int(colour[place : place + 2], 16) / 255 for place in (1, 3, 5)]
    linear = [part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


@pytest.mark.parametrize("scheme", [0, 1, 2], ids=["light", "dark", "paper"])
@pytest.mark.parametrize("ink", ["ink", "quiet", "link", "error", "warning", "note", "valid"])
def test_text_has_the_contrast_of_wcag_aa(scheme: int, ink: str):
    known = colours(re.findall(r":root \{(.*?)\}", STYLE, re.DOTALL)[scheme])
    for ground in ("ground", "raised"):
        brighter, darker = sorted((luminance(known[ground]), luminance(known[ink])), reverse=True)
        assert (brighter + 0.05) / (darker + 0.05) >= 4.5


# --- nothing from outside ---------------------------------------------------------------------------


class Markup(HTMLParser):
    """The tags and attributes of a page."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.tags: set[str] = set()
        self.attributes: set[str] = set()
        self.open: list[str] = []
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.tags.add(tag)
        self.attributes.update(name for name, _ in attrs)
        if tag not in {"meta", "wbr"}:
            self.open.append(tag)

    def handle_endtag(self, tag: str) -> None:
        assert self.open.pop() == tag


def test_the_page_is_well_formed_and_holds_only_what_it_should(real: list[Report]):
    markup = Markup(reports_html(real))
    assert markup.open == []
    assert not markup.tags & {"script", "img", "link", "iframe", "object", "form", "svg", "base"}
    assert not {name for name in markup.attributes if name.startswith("on") or name in {"src", "style"}}


def test_nothing_is_fetched(real: list[Report]):
    assert not re.search(r"url\(|@import|https?:", reports_html(real))


def test_hostile_text_stays_text(hostile: Report):
    text = hostile.to_html()
    assert "<script" not in text
    assert "<img" not in text
    assert not re.search("[\x00-\x09\x0b-\x1f\x7f\u2028\u202e\ud800-\udfff]", text)
    assert "&lt;script&gt;alert(&#x27;x&#x27;)&lt;/script&gt;" in text


def test_the_same_reports_give_the_same_bytes(real: list[Report]):
    assert reports_html(real) == reports_html(list(real))
