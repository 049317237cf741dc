"""Tables of the HTML report: tables on a wide screen, one card for each row on a phone and on paper."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from typing import NamedTuple

from carec_datamodel.findings import Severity, plural
from carec_datamodel.validation.printable import printable
from carec_datamodel.validation.reports.markup import Markup, joined, tag

# Persian and the scripts of India need these two; they are shown by what they do to their neighbours.
_JOINERS = "\u200c\u200d"

_NEW_LINE = Markup("\n")

_SIGNS = {Severity.ERROR: "✕", Severity.WARNING: "!", Severity.NOTE: "i"}


class Column(NamedTuple):
    """A column: its heading, and its class in the stylesheet."""

    title: str
    kind: str


def table(
    columns: Sequence[Column], rows: Iterable[Sequence[Markup]], caption: Markup | None = None
) -> Markup:
    """Return a table without the columns that are empty in all *rows*.

    The roles say what a table is also where the stylesheet makes cards of it.
    """
    filled = list(rows)
    used = [place for place in range(len(columns)) if any(row[place] for row in filled)]
    heads = (
        tag("th", columns[place].title, class_=columns[place].kind, scope="col", role="columnheader")
        for place in used
    )
    lines = [
        tag("thead", tag("tr", *heads, role="row"), role="rowgroup"),
        Markup('<tbody role="rowgroup">'),
        *(tag("tr", *(_cell(columns[place], row[place]) for place in used), role="row") for row in filled),
        Markup("</tbody>"),
    ]
    title = tag("caption", caption) if caption else Markup()
    return tag("table", title, joined(lines, _NEW_LINE), role="table")


def _cell(column: Column, content: Markup) -> Markup:
    return tag("td", content, class_=column.kind, data_label=column.title, role="cell")


def heading(severity: Severity, count: int) -> Markup:
    """Return the heading of the findings of *severity*: a sign, a word, a number."""
    sign = tag("span", _SIGNS[severity], class_="sign", aria_hidden="true")
    return tag("h3", sign, f" {plural(count, severity.value).capitalize()}", class_=severity.value)


def shown(text: str) -> str:
    """Return *text* from a document for a page."""
    return printable(text, keep=_JOINERS)
