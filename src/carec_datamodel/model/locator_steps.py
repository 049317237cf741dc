"""The steps of a locator, and what the model knows at each of them."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cache
from typing import Any, NamedTuple

from carec_datamodel.errors import LocatorError
from carec_datamodel.model.base import Model
from carec_datamodel.model.documents import Pointer
from carec_datamodel.model.structure import Field, field_index, fields_of

LAST_OCCURRENCE = 10**18 - 1
"""The highest occurrence that a locator counts to, which is the highest `Count`."""


class Step(NamedTuple):
    """One step of a locator.

    Attributes:
        name: Wire name of the element or class.
        occurrence: Which one of those in the same place, from 1; None where it cannot repeat.
    """

    name: str
    occurrence: int | None = None

    def __str__(self) -> str:
        return self.name if self.occurrence is None else f"{self.name}[{self.occurrence}]"


def way_of(root: type[Model], steps: Iterable[Step]) -> tuple[Field, ...]:
    """Return the elements that *steps* lead through, from the class *root*.

    Raises:
        LocatorError: There is no such element, or an occurrence is missing or not wanted.
    """
    cls: type[Model] | None = root
    way: list[Field] = []
    for number, step in enumerate(steps, start=2):
        item = field_index(cls).get(step.name) if cls else None
        if item is None:
            above = way[-1].name if way else root.__name__
            known = field_index(cls) if cls else ()
            raise LocatorError(
                f"{step.name} is no element of {above}", step=number, found=str(step), known=known
            )
        if item.repeats != (step.occurrence is not None):
            wanted = "needs an occurrence: it can repeat" if item.repeats else "cannot repeat"
            raise LocatorError(f"{step} {wanted}", step=number, found=str(step))
        if step.occurrence is not None and not 1 <= step.occurrence <= LAST_OCCURRENCE:
            raise LocatorError(f"{step}: occurrences are counted from 1", step=number, found=str(step))
        way.append(item)
        cls = item.target
    return tuple(way)


class Naming(NamedTuple):
    """A way to name what stands below a class.

    Attributes:
        words: What it names, for messages.
        label: The name of an element, given the ids that it has by its role; None where
            this way has none for it.
    """

    words: str
    label: Callable[[Field, Mapping[str, str]], str | None]


def _wco_id(item: Field, ids: Mapping[str, str]) -> str:
    return ids.get(item.name, item.element.id)


CLASS_ID = Naming("class", lambda item, ids: _wco_id(item, ids) if item.target else None)
ELEMENT_ID = Naming("element", lambda item, ids: None if item.target else _wco_id(item, ids))
ANY_ID = Naming("class or element", _wco_id)
NAME = Naming("element", lambda item, _: item.name)
ATTRIBUTE = Naming("attribute", lambda item, _: item.attribute)


def labelled(cls: type[Model], naming: Naming, above: Field | None) -> Mapping[str, tuple[Field, ...]]:
    """Return the elements of *cls*, which stands at *above*, by the labels that *naming* gives them."""
    return _labelled(cls, naming, tuple(above.element.ids.items()) if above else ())


@cache
def _labelled(
    cls: type[Model], naming: Naming, ids: tuple[tuple[str, str], ...]
) -> Mapping[str, tuple[Field, ...]]:
    labels: dict[str, tuple[Field, ...]] = {}
    for item in fields_of(cls):
        label = naming.label(item, dict(ids))
        if label is not None:
            labels[label] = (*labels.get(label, ()), item)
    return labels


def wco_id_of(item: Field, above: Field | None) -> str:
    """Return the WCO id of *item* below the element *above*, which may give it one by its role."""
    return _wco_id(item, above.element.ids if above else {})


def has_numbers(item: Field) -> bool:
    """Return whether entries of *item* have a number of their own (``SequenceNumeric``).

    The number in a pointer is that of the step it names, not its own.
    """
    return (
        item.target is not None
        and item.target is not Pointer
        and "SequenceNumeric" in field_index(item.target)
    )


def numbers_of(item: Field, entries: Sequence[Any]) -> tuple[int, ...] | None:
    """Return the own numbers of the *entries* of *item*; None unless they are numbered one by one from 1."""
    if not has_numbers(item):
        return None
    numbers = tuple(entry.sequence_numeric for entry in entries)
    if any(not number for number in numbers) or len(set(numbers)) < len(numbers):
        return None
    return numbers
