"""What an element of a national document holds."""

from __future__ import annotations

from lxml import etree

from carec_datamodel.crosswalk.trace import Origin
from carec_datamodel.model.lexical import XML_SPACE


def text_at(origin: Origin) -> str:
    """Return the text at *origin* without white space around it."""
    element, attribute = origin
    text = element.text if attribute is None else element.get(attribute)
    return (text or "").strip(XML_SPACE)


def has_value(element: etree._Element) -> bool:
    """Return whether *element* or anything inside holds a text or an attribute."""
    for inner in element.iter():
        if not isinstance(inner.tag, str):
            continue
        if (inner.text and inner.text.strip(XML_SPACE)) or inner.attrib:
            return True
        if inner is not element and inner.tail and inner.tail.strip(XML_SPACE):
            return True
    return False


def elements_inside(element: etree._Element) -> list[etree._Element]:
    """Return *element* and the elements inside it, without comments and processing instructions."""
    return [inner for inner in element.iter() if isinstance(inner.tag, str)]


def child_elements(parent: etree._Element) -> list[etree._Element]:
    """Return the child elements of *parent*, without comments and processing instructions."""
    return [child for child in parent if isinstance(child.tag, str)]


def is_mark_for_nothing(element: etree._Element, null: str) -> bool:
    """Return whether *element* says that there is no value: it is called *null* and is empty."""
    return bool(
        null
        and etree.QName(element).localname == null
        and not len(element)
        and not element.text
        and not element.attrib
    )


def splitter(element: etree._Element, null: str) -> str:
    """Return what splits the value of *element* in two; empty if nothing does, as a mark for nothing."""
    inside = [
        inner for inner in element if not isinstance(inner.tag, str) or not is_mark_for_nothing(inner, null)
    ]
    elements = any(isinstance(inner.tag, str) for inner in inside)
    tails = any((inner.tail or "").strip(XML_SPACE) for inner in element)
    if not tails and not (elements and (element.text or "").strip(XML_SPACE)):
        return ""
    return "an element" if elements else "a comment"
