"""What is written is read again at once: a text that would mean something else must not stand."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any, NamedTuple

from carec_datamodel.crosswalk.plan import Node, Rule
from carec_datamodel.crosswalk.trace import alike
from carec_datamodel.errors import LexicalError
from carec_datamodel.model.lexical import XML_SPACE


class Saying(NamedTuple):
    """What one rule has to say: its value, and the text of it."""

    rule: Rule
    value: Any
    text: str


def reread(rule: Rule, written: str) -> str | list[str] | None:
    """Return what *rule* makes of the national text *written*; None where it refuses it."""
    try:
        return rule.read_anyhow(written)
    except LexicalError:
        return None


def reads_back(node: Node, written: str, said: list[Saying], counts: Callable[[Rule], bool]) -> bool:
    """Return whether reading *written* gives every value back to the rule that said it.

    *counts* tells whether a rule counts in this document.
    """
    if not written or written != written.strip(XML_SPACE):
        return False
    first = said[0]
    if first.rule.transform.joins:
        piece = reread(first.rule, written)
        return isinstance(piece, str) and first.rule.transform.write(piece) == first.text
    if first.rule.transform.also:
        return reread(first.rule, written) == first.text
    told = {id(saying.rule): saying.value for saying in said}
    done = False
    for rule in node.rules:
        transform = rule.transform
        if transform.also or transform.constant is not None or (done and not transform.splits):
            continue
        if not counts(rule):
            continue
        value = reread(rule, written)
        if value is None:
            continue
        done = True
        if transform.same and not first.rule.transform.same:
            continue
        many = rule.listed and not rule.follows and isinstance(value, str)
        if not _same(told.pop(id(rule), None), [value] if many else value):
            return False
    return not told


def _same(one: Any, other: Any) -> bool:
    """Return whether two values are one, however many zeros stand behind the point."""
    return bool(one == other or (isinstance(one, str) and isinstance(other, str) and alike(one, other)))
