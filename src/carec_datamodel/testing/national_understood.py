"""Whether the rows of a national element understand a text."""

from __future__ import annotations

import re
from typing import Any

from carec_datamodel.crosswalk.plan import Node, Rule
from carec_datamodel.errors import CarecError
from carec_datamodel.model.base import Facets
from carec_datamodel.model.structure import VALUED_ATTRIBUTES
from carec_datamodel.model.types import LEXICAL


def target(rule: Rule) -> tuple[str, str]:
    """Return leaf type and WCO format of the value that *rule* sets."""
    leaf = rule.field.leaf
    if rule.prefix.valued and rule.key != "value":
        part = next(part for part in VALUED_ATTRIBUTES[leaf] if part.name == rule.key)
        return part.leaf, f"an..{part.max_length}"
    return ("Decimal" if leaf in VALUED_ATTRIBUTES else leaf), rule.field.element.format


def is_understood(node: Node, text: str) -> bool:
    """Return whether some rule of *node* takes *text* and none refuses it."""
    if not text or text != text.strip():
        return False
    taken = False
    for rule in node.rules:
        if rule.transform.constant is not None:
            taken |= text == rule.transform.constant
            continue
        if rule.transform.forms is not None:
            taken |= text in rule.transform.forms
            continue
        try:
            found = _read(rule, text)
        except CarecError:
            return False
        if not rule.transform.joins and not all(_fits(rule, value) for value in found):
            return False
        taken |= bool(found)
    return taken


def _read(rule: Rule, text: str) -> list[str]:
    transform = rule.transform
    parts: list[Any] = [text]
    if transform.parted is not None:
        parts = [part for piece in text.split(transform.parted[0]) if (part := piece.strip())]
    elif transform.slice is not None:
        parts = [text[slice(*transform.slice)]]
    elif transform.line is not None or transform.lines is not None:
        lines = [line.strip() for line in text.splitlines() if line.strip()]
        if transform.lines is not None:
            return lines[transform.lines :]
        parts = lines[transform.line or 0 :][:1]
    return [value for value in (transform.read(part) for part in parts if part) if value is not None]


def _fits(rule: Rule, value: str) -> bool:
    leaf, notation = target(rule)
    if re.fullmatch(LEXICAL[leaf].pattern.removeprefix("^").removesuffix("$"), value) is None:
        return False
    if not notation:
        return True
    facets = Facets(notation)
    charset = facets.pattern is None or re.search(facets.pattern, value) is not None
    return charset and facets.min_length <= len(value) <= facets.max_length
