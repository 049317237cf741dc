"""Whether a document is of a format: what its descriptor asks for, looked up in the document."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from carec_datamodel.codelists.scripts import latin_look
from carec_datamodel.crosswalk.descriptor import Detection
from carec_datamodel.model.lexical import XML_SPACE


def fits(detection: Detection, root: etree._Element) -> bool:
    """Return whether what *detection* asks for stands below *root*, and nothing that it forbids.

    Letters of two scripts that look alike are one here.
    """
    asked = (*detection.any, *detection.all, *detection.none)
    if not asked:
        return True
    depth = max(path.partition("=")[0].count("/") for path in asked) + 1
    present: dict[str, set[str]] = {}
    for path, text in _texts(root, depth):
        present.setdefault(path.lower(), set()).add(latin_look(text))

    def stands(condition: str) -> bool:
        path, equals, texts = condition.partition("=")
        found = present.get(path.lower())
        return found is not None and (not equals or not found.isdisjoint(map(latin_look, texts.split("|"))))

    if any(map(stands, detection.none)) or not all(map(stands, detection.all)):
        return False
    return not detection.any or any(map(stands, detection.any))


def _texts(parent: etree._Element, depth: int, path: str = "") -> Iterator[tuple[str, str]]:
    """Yield path and text of each element and attribute down to *depth* below *parent*."""
    for name, value in parent.items():
        yield f"{path}@{str(name).rpartition('}')[2]}", str(value).strip(XML_SPACE)
    for child in parent:
        if isinstance(child.tag, str):
            below = f"{path}{child.tag.rpartition('}')[2]}"
            yield below, (child.text or "").strip(XML_SPACE)
            if depth > 1:
                yield from _texts(child, depth - 1, f"{below}/")
