"""Where the writer stands in the message: which entry of each list the elements around it are of."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any, NamedTuple

from carec_datamodel.crosswalk.plan import Prefix

Frame = dict[Prefix, dict[str, Any]]


class Place(NamedTuple):
    """Where an occurrence of a repeating element stands: position of its entry from 0, number from 1."""

    position: int
    number: int


class Frames:
    """The dicts of one message by their prefixes, seen from the element that is being written.

    Attributes:
        values: The message as plain dicts, every leaf as text.
        places: Of each repeating element around, and of the document itself before them.
    """

    def __init__(self, values: dict[str, Any]) -> None:
        self.values = values
        self.places = [Place(0, 1)]
        self._frames: list[Frame] = [{}]
        self._found: list[dict[Prefix, dict[str, Any] | None]] = [{}]  # what `find` found, by frame

    @contextmanager
    def inside(self, frame: Frame, place: Place) -> Iterator[None]:
        """Stand in an occurrence of a repeating element, whose entries are those of *frame*."""
        self._frames.append(frame)
        self._found.append({})
        self.places.append(place)
        try:
            yield
        finally:
            self.places.pop()
            self._frames.pop()
            self._found.pop()

    @contextmanager
    def outside(self) -> Iterator[None]:
        """Stand outside of every repeating element."""
        kept = self._frames, self._found, self.places
        self._frames, self._found, self.places = self._frames[:1], self._found[:1], self.places[:1]
        try:
            yield
        finally:
            self._frames, self._found, self.places = kept

    def find(self, prefix: Prefix) -> dict[str, Any] | None:
        """Return the dict at *prefix*, if the message has it."""
        if prefix.parent is None:
            return self.values
        if prefix.level >= len(self._frames):
            return None if prefix.step.bound else self._look_up(prefix)
        if prefix.step.bound:
            return self._frames[prefix.level].get(prefix)
        found = self._found[prefix.level]
        if prefix not in found:
            found[prefix] = self._look_up(prefix)
        return found[prefix]

    def _look_up(self, prefix: Prefix) -> dict[str, Any] | None:
        """Return the dict at *prefix*, which follows no national element of its own."""
        step = prefix.step
        if prefix.repeats:
            entries = self.entries(prefix)
            index = step.index or 0
            return entries[index] if index < len(entries) else None
        parent = self.find(prefix.parent) if prefix.parent is not None else self.values
        return parent.get(step.name) if parent is not None else None

    def entries(self, prefix: Prefix) -> list[dict[str, Any]]:
        """Return the entries of the list at *prefix* that are its own."""
        if prefix.parent is None:  # pragma: no cover - the message itself is no list
            return [self.values]
        parent = self.find(prefix.parent)
        entries: list[dict[str, Any]] = parent.get(prefix.step.name, []) if parent is not None else []
        if prefix.step.selector is not None:
            key, wanted = prefix.step.selector
            return [entry for entry in entries if entry.get(key) == wanted]
        return [
            entry
            for entry in entries
            if not any(entry.get(key) == wanted for key, wanted in prefix.selectors)
        ]
