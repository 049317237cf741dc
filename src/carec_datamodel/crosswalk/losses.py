"""Losses: what the message holds and no row could write."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any

from carec_datamodel.crosswalk.plan import Plan
from carec_datamodel.findings import Finding, Severity, clip


def losses(plan: Plan, values: dict[str, Any], used: set[tuple[int, str]]) -> list[Finding]:
    """Return one finding for each value of the message *values* that the document does not hold.

    *used* are those that it does: id of the dict that holds each, and its key there.
    """
    return [
        Finding(
            rule="crosswalk.lost",
            message=f"{clip(text)!r} cannot be said in {plan.descriptor.id}",
            severity=Severity.WARNING,
            path=path,
            value=text,
            harmonised=path,
        )
        for path, text in _unused(values, plan.message.__name__, used)
    ]


def _unused(values: dict[str, Any], path: str, used: set[tuple[int, str]]) -> Iterator[tuple[str, str]]:
    for key, value in values.items():
        below = path if key == "value" else f"{path}/{key}"
        if isinstance(value, dict):
            yield from _unused(value, below, used)
        elif isinstance(value, list) and value and isinstance(value[0], dict):
            for position, entry in enumerate(value, start=1):
                yield from _unused(entry, f"{below}[{position}]", used)
        elif (id(values), key) not in used:
            if isinstance(value, list):
                yield from ((f"{below}[{position}]", text) for position, text in enumerate(value, start=1))
            else:
                yield below, value
