"""The residue: the difference between a document and the one that the message alone makes.

Applied to that bare document it gives the original again: right by construction,
whatever the tables say. It is plain data, ready for JSON. An edit of an element is a
dict with any of these keys:

``tag``
    The original's name, where it differs.
``text``
    ``[bare, original]``; applied only where the bare text is still that, so that a
    value changed in the message since is not undone.
``absent``
    How the original spells "no value": ``null`` or ``empty``.
``attributes``
    By name, ``[bare, original]``; None where there is none.
``tail``
    Text behind the element, where that is more than white space.
``children``
    The original's children in order: ``=Item[2]`` keeps a bare child, ``<...`` is an
    element, comment or processing instruction as it stood, and a dict is an element
    that only wraps others, or a piece of a text that stands in several.
``pieces``
    By tag, the bare pieces of texts that stand in other pieces in the original: they come
    back together, as long as the text is the same.
``drop``
    Bare children that the original does not have, by label: None for one without a
    value, which is kept when it has got one since; else its content as XML.
``instead``
    ``[bare, original]`` as XML: the original is built in another way altogether.
``inside``
    Edits of bare children, by label.
"""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from typing import Any
from xml.sax.saxutils import escape

from lxml import etree

from carec_datamodel.crosswalk.naming import Naming
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.lexical import XML_SPACE

Edit = dict[str, Any]

VERSION = 1


@dataclass(frozen=True, slots=True)
class Residue:
    """What a national document holds beyond the message.

    Attributes:
        format_id: Format of the document.
        edit: Edit of the root element.
        encoding: Encoding of the document.
        naming: How it names its elements.
        before, after: Comments and processing instructions around the root element.
        envelope: The document that the message stands in, with a processing instruction in its place; empty
            where it stands alone.
        json: What makes a JSON document of the JSON that the restored tree alone would be.
    """

    format_id: str
    edit: Edit = field(default_factory=dict)
    encoding: str = "UTF-8"
    naming: Naming = field(default_factory=Naming)
    before: tuple[str, ...] = ()
    after: tuple[str, ...] = ()
    envelope: str = ""
    json: Edit = field(default_factory=dict)

    def to_json(self) -> str:
        """Return the residue as JSON text."""
        content = {
            "version": VERSION,
            "format": self.format_id,
            "encoding": self.encoding,
            "namespace": self.naming.namespace,
            "prefixes": dict(self.naming.prefixes),
            "before": list(self.before),
            "after": list(self.after),
            "edit": self.edit,
        }
        if self.naming.top:
            content["top"] = self.naming.top
        if self.naming.spaces:
            content["spaces"] = dict(self.naming.spaces)
        if self.envelope:
            content["envelope"] = self.envelope
        if self.json:
            content["json"] = self.json
        return json.dumps(content, ensure_ascii=False, separators=(",", ":"))

    @classmethod
    def from_json(cls, text: str | bytes) -> Residue:
        """Read a residue from JSON text.

        Raises:
            CrosswalkError: The text is not a residue.
        """
        try:
            content = json.loads(text)
            if content["version"] != VERSION:
                raise CrosswalkError(f"residue of version {content['version']!r}; expected {VERSION}")
            return cls(
                str(content["format"]),
                dict(content["edit"]),
                str(content["encoding"]),
                Naming(
                    content.get("namespace"),
                    _texts(content, "prefixes"),
                    str(content.get("top", "")),
                    _texts(content, "spaces"),
                ),
                tuple(map(str, content["before"])),
                tuple(map(str, content["after"])),
                str(content.get("envelope", "")),
                dict(content.get("json", {})),
            )
        except (ValueError, TypeError, KeyError, RecursionError) as error:
            raise CrosswalkError(f"not a residue: {type(error).__name__} {error}") from None


def _texts(content: Edit, key: str) -> dict[str, str]:
    return {str(name): str(text) for name, text in dict(content.get(key, {})).items()}


def labels_of(parent: etree._Element) -> dict[etree._Element, str]:
    """Return a label for each child of *parent*: its tag and its position among those of that tag."""
    counts: dict[str, int] = {}
    labels = {}
    for child in parent:
        tag = str(child.tag)
        counts[tag] = counts.get(tag, 0) + 1
        labels[child] = f"{tag}[{counts[tag]}]"
    return labels


def leaf_text(element: etree._Element) -> str:
    """Return the text of a leaf; white space around an empty element inside does not count."""
    text = element.text or ""
    return "" if len(element) and not text.strip(XML_SPACE) else text


def absence_of(element: etree._Element) -> str:
    """Return how an element without value says so: ``null`` or ``empty``."""
    return "null" if len(element) else "empty"


def literal(element: etree._Element) -> str:
    """Return *element* as XML text without the white space between elements."""
    text = etree.tostring(element, encoding="unicode", with_tail=False)
    if isinstance(element.tag, str) and len(element):
        copy = etree.fromstring(text)
        for inner in copy.iter():
            if inner.tail and not inner.tail.strip(XML_SPACE):
                inner.tail = None
            if len(inner) and inner.text and not inner.text.strip(XML_SPACE):
                inner.text = None
        text = etree.tostring(copy, encoding="unicode")
    tail = element.tail or ""
    return text + (escape(tail, {"\r": "&#13;"}) if tail.strip(XML_SPACE) else "")


def is_null(element: etree._Element, null: str) -> bool:
    """Return whether *element* is the empty element that says "no value"."""
    return bool(null) and isinstance(element.tag, str) and etree.QName(element).localname == null
