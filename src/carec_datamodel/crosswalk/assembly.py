"""Assembling: values taken from a national document become the dict that pydantic validates."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from lxml import etree

from carec_datamodel.crosswalk.pieces import join, unwrapped
from carec_datamodel.crosswalk.plan import Prefix, Rule
from carec_datamodel.crosswalk.trace import Origin, Trace, Traced, alike
from carec_datamodel.findings import Severity, clip

Frame = dict[Prefix, dict[str, Any]]
"""Dicts of the message made so far within one occurrence of a repeating element, by their place."""


_Pieces = tuple[dict[str, Any], str, list[tuple[Rule, str, Origin]]]
"""The pieces of one value: dict and key that take it, and the pieces with their rows."""

_Entries = list[tuple[int, int, Prefix, dict[str, Any]]]
"""Entries of one list: rank of the place, position there, place, entry."""


class Assembly:
    """The message as it grows.

    Attributes:
        values: The dict for pydantic, by wire names.
        unusual: Whether anything was met that a finding should tell.
    """

    def __init__(self, trace: Trace | None) -> None:
        self.values: dict[str, Any] = {}
        self.unusual = False
        self._trace = trace
        self._slots: dict[tuple[int, int], dict[str, Any]] = {}
        self._ordinals: dict[tuple[int, int], int] = {}
        self._pieces: dict[tuple[int, str, str], _Pieces] = {}
        self._wrapped: dict[tuple[int, str], list[str]] = {}
        self._currencies: list[tuple[dict[str, Any], str, str]] = []
        self._repeats: list[tuple[Rule, list[Frame], Any, Origin]] = []
        self._made: list[tuple[dict[str, Any], dict[str, Any], Prefix, int]] = []
        self._valued: list[tuple[dict[str, Any], Prefix, etree._Element]] = []

    def place(self, prefix: Prefix, frames: list[Frame], element: etree._Element) -> dict[str, Any]:
        """Return the dict at *prefix*, made if need be, and remembered in its frame."""
        found = frames[prefix.level].get(prefix)
        if found is not None:
            return found
        if prefix.parent is None:
            frames[0][prefix] = self.values
            return self.values
        parent = self.place(prefix.parent, frames, element)
        step = prefix.step
        target: dict[str, Any]
        if not prefix.repeats:
            target = parent.setdefault(step.name, {})
            self._made.append((parent, target, prefix, 0))
        elif step.selector is not None:
            target = {step.selector[0]: step.selector[1]}
            entries = parent.setdefault(step.name, [])
            self._made.append((parent, target, prefix, len(entries)))
            entries.append(target)
        else:
            target = self._entry(parent, prefix)
        frames[prefix.level][prefix] = target
        if prefix.valued:
            self._valued.append((target, prefix, element))
        return target

    def _entry(self, parent: dict[str, Any], prefix: Prefix) -> dict[str, Any]:
        """Return the entry that *prefix* fixes, or the next one where it follows a repeating element."""
        entries: list[dict[str, Any]] = parent.setdefault(prefix.step.name, [])
        index = prefix.step.index
        if index is None:
            index = self._ordinals.get((id(entries), id(prefix)), 0)
            self._ordinals[id(entries), id(prefix)] = index + 1
        found = self._slots.get((id(entries), index))
        if found is None:
            found = self._slots[id(entries), index] = {}
            entries.append(found)
            self._made.append((parent, found, prefix, index))
        if prefix.numbered:
            found[prefix.numbered] = str(index + 1)
        return found

    def store(
        self, rule: Rule, frames: list[Frame], value: str | list[str], origin: Origin, currency: str = ""
    ) -> None:
        """Set the value of *rule*; *currency* where the format says it elsewhere."""
        target = self.place(rule.prefix, frames, origin[0])
        if rule.listed:
            many = value if isinstance(value, list) else [value]
            target.setdefault(rule.key, []).extend(self._marked(text, rule, origin) for text in many)
        elif rule.transform.wrap:
            pieces = self._wrapped.setdefault((id(target), rule.key), [])
            pieces.append(str(value))
            target[rule.key] = self._marked(unwrapped(pieces, rule.transform.wrap), rule, origin)
        elif rule.key in target:
            self._note_second(rule, value, origin)
            return
        else:
            target[rule.key] = self._marked(str(value), rule, origin)
        if rule.transform.unit:
            target["unitCode"] = rule.transform.unit
        if rule.transform.money:
            target["currencyID"] = rule.transform.money
        if currency:
            self._currencies.append((target, rule.transform.currency or "", currency))

    def _note_second(self, rule: Rule, value: str | list[str], origin: Origin) -> None:
        """Two elements hold one fact, where the format has one: neither may win unseen."""
        self.unusual = True
        if self._trace is not None:
            self._trace.leave(origin)
            self._trace.refused.add(origin)
            self._trace.note(
                "crosswalk.repeated",
                f"{clip(str(value))!r} is a second value for {rule.row.harmonised}; expected one",
                origin[0],
                Severity.ERROR,
                value=str(value),
                expected="one value",
                rule=rule,
            )

    def _marked(self, value: str, rule: Rule, origin: Origin) -> str:
        return Traced.of(value, rule, origin) if self._trace is not None else value

    def add_piece(self, rule: Rule, frames: list[Frame], value: str, origin: Origin) -> None:
        """Keep one piece of a value that several elements hold together."""
        target = self.place(rule.prefix, frames, origin[0])
        self._pieces.setdefault((id(target), rule.key, rule.group), (target, rule.key, []))[2].append(
            (rule, value, origin)
        )

    def add_repeat(self, rule: Rule, frames: list[Frame], value: str | list[str], origin: Origin) -> None:
        """Keep a value that repeats another one until all others are in place."""
        self.place(rule.prefix, frames, origin[0])  # now, so that entries keep the order of the document
        self._repeats.append((rule, frames, value, origin))

    def finish(self, carried: Callable[[str], bool]) -> dict[str, Any]:
        """Put in place what had to wait, and return the dict.

        *carried* tells whether the message holds the value of a national path: a currency
        that the format says once, elsewhere, is given to an amount only then.
        """
        for target, key, pieces in self._pieces.values():
            joined = join([(rule, value) for rule, value, _ in pieces])
            if joined is None or key in target:
                self._leave_pieces(pieces)
            else:
                target[key] = self._marked(joined, pieces[0][0], pieces[0][2])
        for repeat in sorted(self._repeats, key=lambda repeat: repeat[0].rank):
            self._fill_in(*repeat)  # in the order of the rows, in which they are written and read again
        for valued in self._valued:
            self._drop_incomplete(*valued)
        for target, path, currency in self._currencies:
            if carried(path):
                target["currencyID"] = currency
        self._tidy()
        return self.values

    def _tidy(self) -> None:
        """Take out what stayed empty; put lists in the order of the table, not of the document."""
        lists: dict[int, tuple[list[dict[str, Any]], _Entries]] = {}
        for parent, target, prefix, index in self._made:
            if prefix.repeats:
                entries = parent[prefix.step.name]
                if len(entries) > 1 or index or prefix.numbered:  # else it is in order as it is
                    lists.setdefault(id(entries), (entries, []))[1].append(
                        (prefix.rank, index, prefix, target)
                    )
        self._prune()
        for _, found in lists.values():
            found.sort(key=lambda entry: entry[:2])
            self._close_gaps([entry for entry in found if entry[3]])
        self._prune()
        for entries, found in lists.values():
            filled = [entry for entry in found if entry[3]]
            self._renumber(filled)
            entries[:] = [target for *_, target in filled]

    def _prune(self) -> None:
        """Take out structures without a value, the inner ones first."""
        if not self.unusual and self._trace is None:
            return  # what empties a structure is unusual
        for parent, target, prefix, _ in reversed(self._made):
            step = prefix.step
            if not prefix.repeats:
                if not target and parent.get(step.name) is target:
                    del parent[step.name]
            elif len(target) <= (step.selector is not None) + bool(prefix.numbered):
                target.clear()
                _remove(parent, step.name, target)

    @staticmethod
    def _renumber(entries: _Entries) -> None:
        numbers: dict[int, int] = {}
        for rank, _, prefix, target in entries:
            if prefix.numbered:
                numbers[rank] = numbers.get(rank, 0) + 1
                target[prefix.numbered] = str(numbers[rank])

    def _close_gaps(self, entries: _Entries) -> None:
        """Empty a fixed entry whose place is empty before it: it would slip forward and mean another."""
        present: dict[int, int] = {}
        for rank, index, prefix, target in entries:
            if prefix.step.selector is not None:
                continue
            if prefix.step.index is not None and index > present.get(rank, 0):
                self._leave_all(target, prefix)
                target.clear()
            else:
                present[rank] = present.get(rank, 0) + 1

    def _leave_all(self, values: dict[str, Any], prefix: Prefix) -> None:
        self.unusual = True
        if self._trace is None:
            return
        for value in values.values():
            if isinstance(value, dict):
                self._leave_all(value, prefix)
            elif isinstance(value, Traced):
                self._trace.leave(value.origin)
                self._trace.note(
                    "crosswalk.place",
                    f"{clip(value)!r} belongs into entry {(prefix.step.index or 0) + 1} of"
                    f" {prefix.step.name}, and there is none before it; kept in the residue",
                    value.origin[0],
                    Severity.WARNING,
                    value=str(value),
                    rule=value.rule,
                )

    def _leave_pieces(self, pieces: list[tuple[Rule, str, Origin]]) -> None:
        self.unusual = True
        if self._trace is None:
            return
        for rule, value, origin in pieces:
            self._trace.leave(origin)
            self._trace.note(
                "crosswalk.pieces",
                f"{clip(value)!r} is one piece of {rule.row.harmonised}, whose others do not fit;"
                " kept in the residue",
                origin[0],
                Severity.WARNING,
                value=value,
                rule=rule,
            )

    def _fill_in(self, rule: Rule, frames: list[Frame], value: str | list[str], origin: Origin) -> None:
        """Use a value that repeats another where that one is absent; else compare the two."""
        target = frames[rule.prefix.level].get(rule.prefix)
        present = target.get(rule.key) if target is not None else None
        if present is None:
            self.store(rule, frames, value, origin)
        elif rule.transform.also:
            return  # another row holds the value; it only fills in here
        elif present != value and not (
            isinstance(present, str) and isinstance(value, str) and alike(present, value)
        ):
            self.unusual = True
            if self._trace is not None:
                self._trace.leave(origin)
                self._trace.note(
                    "crosswalk.differs",
                    f"{clip(str(value))!r} differs from {clip(str(present))!r},"
                    f" which {rule.row.harmonised} holds; kept in the residue",
                    origin[0],
                    Severity.WARNING,
                    value=str(value),
                    rule=rule,
                )

    def _drop_incomplete(self, target: dict[str, Any], prefix: Prefix, element: etree._Element) -> None:
        """Empty a unit or currency that stands without a number, which the model cannot hold."""
        if "value" in target or not target:
            return
        self.unusual = True
        if self._trace is not None:
            for value in target.values():
                if isinstance(value, Traced):
                    self._trace.leave(value.origin)
            self._trace.note(
                "crosswalk.incomplete",
                f"a unit or currency without a number cannot stand in {prefix.path}; kept in the residue",
                element,
                Severity.NOTE,
            )
        target.clear()


def _remove(parent: dict[str, Any], name: str, target: dict[str, Any]) -> None:
    """Take *target*, that very dict, out of the list *name*; and the list, if it is empty then."""
    if name in parent:
        parent[name][:] = [entry for entry in parent[name] if entry is not target]
        if not parent[name]:
            del parent[name]
