"""A test that failed, as what a person reads and an editor follows."""

from __future__ import annotations

from collections.abc import Iterable
from typing import NamedTuple

from carec_datamodel.findings import Finding, clip
from carec_datamodel.validation.printable import printable

_MOST_PLACES = 50


class Place(NamedTuple):
    """A line of a file with what is wrong there in a few words.

    Attributes:
        line: The line; 1 where there is none to tell.
        what: What is wrong.
    """

    line: int
    what: str


class Unmet(Exception):
    """A file is not as it should be.

    Attributes:
        text: What is wrong, for a person.
        places: Where, the first one being the place of the failure.
    """

    def __init__(self, text: str, places: Iterable[Place] = ()) -> None:
        self.text = text
        self.places = list(places)
        super().__init__(text)

    def in_words(self, file: str) -> str:
        """Return what is wrong, then a line ``file:line: what`` for each place, which editors follow."""
        lines = [self.text.rstrip("\n"), ""]
        lines += [f"{file}:{place.line}: {place.what}" for place in self.places[:_MOST_PLACES]]
        if len(self.places) > _MOST_PLACES:
            lines.append(f"and {len(self.places) - _MOST_PLACES} more")
        return "\n".join(lines).rstrip("\n")


def places_of(findings: Iterable[Finding]) -> list[Place]:
    """Return the places of *findings*."""
    return [
        Place(
            finding.line or 1, f"{finding.severity}: {printable(clip(finding.message, 120))} [{finding.rule}]"
        )
        for finding in findings
    ]
