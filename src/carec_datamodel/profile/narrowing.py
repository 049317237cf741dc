"""From the rows of a table to the shape of a message, with a check that they only take away."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from carec_datamodel.codelists.model_codes import model_codes
from carec_datamodel.errors import ProfileError
from carec_datamodel.model.base import Message, Model
from carec_datamodel.model.extension import Extension
from carec_datamodel.model.meta_data import MetaData
from carec_datamodel.model.notation import TEXTS, has_format, is_narrower
from carec_datamodel.model.shape import Member, Part, Shape, whole_member, whole_parts
from carec_datamodel.model.structure import Field, field_index, fields_of
from carec_datamodel.model.types import LEXICAL
from carec_datamodel.profile.table import Row

_WHOLE = (MetaData, Extension)
"""Structures that every use has as they are in the model, unless its table says otherwise."""

_LIST = re.compile(r"list\(([a-z-]+)\)")
_CODED = TEXTS | {"Indicator"}

Steps = tuple[str, ...]
"""Wire names below the message, ``@`` before that of an attribute."""


class _Limits(NamedTuple):
    """What a row says, understood: how often at least and at most, in which format, out of which codes."""

    least: int
    most: int | None
    format: str
    codes: tuple[str, ...]


def narrowed(message: type[Message], rows: Iterable[Row]) -> Shape:
    """Return the shape of *message* that *rows* leave.

    An element without a row is not part of it, but for `MetaData` and `Extension`.

    Raises:
        ProfileError: A path is unknown, or a row would widen what the model says. Tells all faults.
    """
    narrowing = _Narrowing(message)
    faults = list(narrowing.take(rows))
    if not faults:
        shape = narrowing.shape(message, ())
        faults = narrowing.faults
    if faults:
        raise ProfileError("\n".join(faults))
    return shape


class _Narrowing:
    def __init__(self, message: type[Message]) -> None:
        self.message = message
        self.limits: dict[Steps, _Limits] = {}
        self.rows: dict[Steps, Row] = {}
        self.faults: list[str] = []
        self.known: dict[tuple[object, ...], Shape] = {}

    def take(self, rows: Iterable[Row]) -> Iterator[str]:
        """Take *rows* in; yield what is wrong with them."""
        for row in rows:
            known = self.rows.setdefault(row.steps, row)
            if known is not row:
                yield f"{row.place}: {row.path} has a row already, {known.place}"
                continue
            try:
                self.limits[row.steps] = _limits(self.message, row)
            except ValueError as error:
                yield f"{row.place}: {error}"
        for steps, row in self.rows.items():
            above = steps[:-1]
            if above and (above not in self.limits or self.limits[above].most == 0):
                yield f"{row.place}: {row.path} is listed, but {'/'.join(above)} around it is not"

    def shape(self, cls: type[Model], above: Steps) -> Shape:
        """Return the shape that the rows below *above* give *cls*; like ones are one."""
        members = tuple(self._members(cls, above))
        key = (cls, *((item.name, *_said(item), item.parts, id(item.below)) for item in members))
        return self.known.setdefault(key, Shape(cls, members))

    def _members(self, cls: type[Model], above: Steps) -> Iterator[Member]:
        for item in fields_of(cls):
            steps = (*above, item.name)
            limits = self.limits.get(steps)
            whole = whole_member(item)
            if limits is None:
                if item.target in _WHOLE:
                    yield whole
                elif item.required:
                    place = self.rows[above].place if above else self.message.__name__
                    self.faults.append(f"{place}: {'/'.join(steps)} is required by the model and has no row")
            elif limits.most != 0:
                yield Member(item, *limits, self._parts(item, steps), self._below(item, steps, whole.below))

    def _below(self, item: Field, steps: Steps, whole: Shape | None) -> Shape | None:
        if item.target is None:
            return None
        if any(other[:-1] == steps for other in self.rows):
            return self.shape(item.target, steps)
        if item.target not in _WHOLE:
            self.faults.append(f"{self.rows[steps].place}: no element of {'/'.join(steps)} is listed")
        return whole

    def _parts(self, item: Field, steps: Steps) -> tuple[Part, ...]:
        parts = []
        for part in whole_parts(item.leaf):
            limits = self.limits.get((*steps, f"@{part.name}"))
            if limits is None:
                parts.append(part)
            elif limits.most != 0:
                parts.append(Part(part.name, part.leaf, limits.format, limits.least > 0, limits.codes))
        return tuple(parts)


def _limits(message: type[Message], row: Row) -> _Limits:
    """Return what *row* says.

    Raises:
        ValueError: It is no narrowing of the model.
    """
    item, part = _located(message, row.path)
    whole = part or whole_member(item)
    leaf = part.leaf if part else item.leaf
    least, most = row.bounds()
    model_least, model_most = _occurs(whole)
    if least < model_least or (model_most is not None and (most is None or most > model_most)):
        raise ValueError(
            f"{row.path} occurs {row.occurs}, which is not within the "
            f"{model_least}..{'n' if model_most is None else model_most} of the model"
        )
    if (row.format or row.codes) and not (leaf and most != 0):
        raise ValueError(f"{row.path} has no value, so neither format nor codes")
    if row.format and not is_narrower(leaf, row.format, whole.format):
        raise ValueError(f"{row.path} has the format {row.format}; {whole.format or leaf} is narrower")
    format_ = row.format or whole.format
    codes = _codes(row.codes, leaf, format_) or whole.codes
    if whole.codes and not set(codes) <= set(whole.codes):
        raise ValueError(f"{row.path} may be {row.codes}; the model allows only {' '.join(whole.codes)}")
    return _Limits(least, most, format_, codes)


def _said(item: Member) -> tuple[object, ...]:
    return item.least, item.most, item.format, item.codes


def _occurs(whole: Member | Part) -> tuple[int, int | None]:
    return (whole.least, whole.most) if isinstance(whole, Member) else (int(whole.required), 1)


def _located(message: type[Message], path: str) -> tuple[Field, Part | None]:
    """Return the element at *path*, and its attribute where the path ends in one.

    Raises:
        ValueError: The model has none there.
    """
    cls: type[Model] | None = message
    found: Field | None = None
    place = message.__name__
    for step in path.split("/"):
        if step.startswith("@"):
            parts = {part.name: part for part in whole_parts(found.leaf)} if found else {}
            if found is None or step[1:] not in parts or not path.endswith(f"/{step}"):
                raise ValueError(f"{path}: {place} has no attribute {step[1:]}")
            return found, parts[step[1:]]
        known = field_index(cls) if cls else {}
        found = known.get(step.removesuffix("[]"))
        if found is None:
            near = next((name for name in known if name.lower() == step.removesuffix("[]").lower()), None)
            hint = f"; expected {near}" if near else ""
            raise ValueError(f"{path}: {place} has no element {step}{hint}")
        if found.repeats != step.endswith("[]"):
            spelled = f"{found.name}[]" if found.repeats else found.name
            raise ValueError(f"{path}: {found.name} is written {spelled}, as in the model")
        cls, place = found.target, found.name
    if found is None:  # pragma: no cover - a path has a step, be it an empty one
        raise ValueError("the path is empty")
    return found, None


def _codes(cell: str, leaf: str, format: str) -> tuple[str, ...]:
    """Return the codes that *cell* allows.

    Raises:
        ValueError: A code cannot be a value of the type *leaf*, or there is no such list.
    """
    if not cell:
        return ()
    if leaf not in _CODED:
        raise ValueError(f"a value of type {leaf} has no codes")
    match = _LIST.fullmatch(cell)
    if match is not None:
        if match[1] not in model_codes():
            raise ValueError(f"there is no list {match[1]!r}; known are {', '.join(model_codes())}")
        codes = tuple(entry.code for entry in model_codes()[match[1]])
    else:
        codes = tuple(dict.fromkeys(cell.split()))
    for code in codes:
        lexical = re.fullmatch(LEXICAL[leaf].pattern, code) is not None
        if not lexical or (format and not has_format(leaf, code, format)):
            raise ValueError(f"the code {code!r} is not {format or LEXICAL[leaf].expected}")
    return codes
