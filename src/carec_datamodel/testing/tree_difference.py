"""What differs between two XML documents, but for layout, comments and prefixes of names."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from carec_datamodel.crosswalk.readable_paths import ReadablePaths
from carec_datamodel.findings import clip
from carec_datamodel.testing.shown import shown_texts


def tree_differences(before: etree._Element, after: etree._Element) -> Iterator[str]:
    """Yield what is another in *after* than in *before*, a line each, with place and line in *before*."""
    path_of = ReadablePaths()
    pairs = [(before, after)]
    while pairs:
        one, other = pairs.pop()
        below, twins = _children(one), _children(other)
        for what in _told(one, other, below, twins):
            yield f"{path_of(one)}, line {one.sourceline}: {what}"
        if _tags(below) == _tags(twins):
            pairs.extend(reversed(list(zip(below, twins, strict=True))))


def _told(
    one: etree._Element, other: etree._Element, below: list[etree._Element], twins: list[etree._Element]
) -> Iterator[str]:
    """Yield how *other* differs from *one*, whose children are *below* and *twins*."""
    if one.tag != other.tag:
        yield f"the element came back as {_names([other])}"
    for name in dict.fromkeys((*map(str, one.keys()), *map(str, other.keys()))):
        if one.get(name) != other.get(name):
            yield f"@{name} {_came_back(one.get(name), other.get(name))}"
    text, twin = _text(one, leaf=not below), _text(other, leaf=not twins)
    if text != twin:
        yield _came_back(text, twin)
    if _tags(below) != _tags(twins):
        yield f"{_names(below)} came back as {_names(twins)}"


def _children(element: etree._Element) -> list[etree._Element]:
    return list(element.iterchildren("*"))


def _tags(elements: list[etree._Element]) -> list[str]:
    return [str(element.tag) for element in elements]


def _text(element: etree._Element, *, leaf: bool) -> str | None:
    """Return the text directly in *element*; blanks between elements are layout, those in a value are not."""
    text = "".join(map(str, element.xpath("text()")))
    return (text if leaf and text.strip() else " ".join(text.split())) or None


def _names(elements: list[etree._Element]) -> str:
    return clip(", ".join(str(etree.QName(element).localname) for element in elements) or "no element", 200)


def _came_back(one: str | None, other: str | None) -> str:
    before, after = shown_texts(one, other)
    return f"{before} came back as {after}"
