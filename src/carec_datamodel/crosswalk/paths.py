"""The two kinds of path in a table: national and harmonised."""

from __future__ import annotations

import re
from dataclasses import dataclass

from carec_datamodel.errors import CrosswalkError

SECOND = "[2]"
_NAME = re.compile(r"[^\W\d][\w.\-]*")


def is_element_name(text: str) -> bool:
    """Return whether *text* may name an XML element or attribute, without prefix."""
    return _NAME.fullmatch(text) is not None


@dataclass(frozen=True, slots=True)
class NationalStep:
    """One step of a national path: ``Item[]``, ``@id``, ``receipt|reciept``, ``Declaration[2]``.

    Attributes:
        names: Spellings; the first is written.
        repeats: Whether the element may occur more than once.
        attribute: Whether the step is an attribute.
        second: Whether it is the second element of the name, which means something else than the first;
            if it repeats, the second and all behind it.
    """

    names: tuple[str, ...]
    repeats: bool = False
    attribute: bool = False
    second: bool = False


def national_path(text: str) -> tuple[NationalStep, ...]:
    """Parse a national path such as ``Item[]/Tarification/HScode/Commodity_code``.

    Raises:
        CrosswalkError: *text* is not such a path.
    """
    steps: list[NationalStep] = []
    for part in text.split("/"):
        if steps and steps[-1].attribute:
            raise CrosswalkError(f"{text!r} is not a national path: nothing stands in an attribute")
        repeats = part.endswith("[]")
        second = part.removesuffix("[]").endswith(SECOND)
        names = tuple(part.removesuffix("[]").removesuffix(SECOND).removeprefix("@").split("|"))
        if not all(names):
            raise CrosswalkError(f"{text!r} is not a national path: empty step")
        attribute = part.startswith("@")
        if not all(map(is_element_name, names)) or (attribute and (repeats or second)):
            raise CrosswalkError(f"{text!r} is not a national path: {part!r}")
        steps.append(NationalStep(names, repeats, attribute, second))
    return tuple(steps)


@dataclass(frozen=True, slots=True)
class HarmonisedStep:
    """One step of a harmonised path.

    Attributes:
        name: Wire name, or the wire name of an attribute.
        selector: ``(field, value)`` that an entry of the list must have; created on the way in.
        index: Fixed entry of the list, from 0.
        bound: Whether the entry follows a repeating national element.
        attribute: Whether the step is an attribute of a valued leaf.
    """

    name: str
    selector: tuple[str, str] | None = None
    index: int | None = None
    bound: bool = False
    attribute: bool = False


_STEP = re.compile(r"(@?)([A-Za-z]+)(?:\[([A-Za-z]+)=([^\]]+)\])?(?:\[([1-9][0-9]{0,8})\])?(\[\])?")


def harmonised_path(text: str) -> tuple[HarmonisedStep, ...]:
    """Parse a harmonised path such as ``GoodsShipment/Invoice[1]/ID`` or ``InvoiceAmount/@currencyID``.

    Raises:
        CrosswalkError: *text* is not such a path.
    """
    steps: list[HarmonisedStep] = []
    for part in text.split("/"):
        match = _STEP.fullmatch(part)
        if match is None or (steps and steps[-1].attribute) or (part.startswith("@") and part.endswith("]")):
            raise CrosswalkError(f"{text!r} is not a harmonised path: {part!r}")
        at, name, field, value, index, bound = match.groups()
        steps.append(
            HarmonisedStep(
                name,
                (field, value) if field else None,
                int(index) - 1 if index else None,
                bool(bound),
                bool(at),
            )
        )
    return tuple(steps)
