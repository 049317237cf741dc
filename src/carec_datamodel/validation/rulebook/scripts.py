"""A rule on letters of two scripts in one code or identifier: Cyrillic ones that look like Latin ones."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from carec_datamodel.codelists.scripts import in_one_script, mixed_words, mixes_scripts, told_letters
from carec_datamodel.findings import Severity, clip
from carec_datamodel.model.base import Model
from carec_datamodel.model.refusals import Loc
from carec_datamodel.model.structure import VALUED_ATTRIBUTES, fields_of
from carec_datamodel.validation.rulebook.rule import Bound, Check, Example, Problem, Rule, Scope

Mixed = Callable[[str], list[str]]
"""Returns the parts of a text that mix the scripts."""


def _mixed_code(text: str) -> list[str]:
    return [text] if mixes_scripts(text) else []


_MIXED: dict[str, Mixed] = {"Code": _mixed_code, "Identifier": mixed_words}
"""What must not mix, by type: all of a code; each word of an identifier, which may have words of both."""


def _bind(cls: type[Model]) -> Iterable[Bound]:
    for item in fields_of(cls):
        if item.leaf in _MIXED:
            check = _check(item.attribute, (item.name,), "", item.repeats, _MIXED[item.leaf])
            yield Bound(frozenset({item.attribute}), check)
        for part in VALUED_ATTRIBUTES.get(item.leaf, ()):
            if part.leaf in _MIXED:
                loc = (item.name, part.name)
                check = _check(item.attribute, loc, part.attribute, item.repeats, _MIXED[part.leaf])
                yield Bound(frozenset({item.attribute}), check)


def _check(attribute: str, loc: Loc, part: str, repeats: bool, mixed: Mixed) -> Check:
    def check(instance: Any, scope: Scope) -> Iterable[Problem]:  # noqa: ARG001
        value = getattr(instance, attribute)
        if repeats:
            return _problems(value, loc, part, mixed)
        text = getattr(value, part) if part else value
        if text is None or text.isascii():  # nearly all are
            return ()
        return _problems((value,), loc, part, mixed, numbered=False)

    return check


def _problems(
    values: Iterable[Any], loc: Loc, part: str, mixed: Mixed, *, numbered: bool = True
) -> Iterator[Problem]:
    name, *rest = loc
    for index, value in enumerate(values):
        text = getattr(value, part) if part else value
        for found in mixed(text) if text else ():
            where: Loc = (name, index, *rest) if numbered else loc
            yield Problem(where, f"{clip(found)!r} has {told_letters(found)}", _expected(found), text)


def _expected(text: str) -> str:
    spellings = [f"{spelling!r} in {script}" for script, spelling in in_one_script(text).items()]
    return f"letters of one script: {' or '.join(spellings)}" if spellings else "letters of one script"


mixed_scripts = Rule(
    id="code.mixed-scripts",
    severity=Severity.WARNING,
    elements=(),
    explanation="A code, and each word of an identifier, keeps to Latin or to Cyrillic letters: those that"
    " look alike are other letters to a program, which then finds another code or none.",
    source="messages of the Eurasian Economic Union; Unicode Technical Standard 39",
    example=Example(
        "TransportMeans",
        {"ID": "А123ВС 02"},
        {"ID": "А123BC 02"},
    ),
    bind=_bind,
)
