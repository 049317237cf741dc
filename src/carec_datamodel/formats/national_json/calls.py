"""Calls of a recording: what each is for, and how it is written again."""

from __future__ import annotations

from collections import defaultdict, deque
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import Any, NamedTuple

from carec_datamodel.formats.national_json.routes import METHOD, PATH, Route


class Call(NamedTuple):
    """A call as the tree has it.

    Attributes:
        route: What it is; None for a call that no route fits.
        group: Which entry of the group of the route it is for, counted from 0.
        content: Its members without method and path, and the parameters as attributes; all of a call
            without a route.
        number: Its place in the recording.
    """

    route: Route | None
    group: int
    content: Any
    number: int = 0

    @property
    def step(self) -> str:
        """What it is, and for which entry: ``Consignment[1]/Goods``; empty for a call without a route."""
        if self.route is None:
            return ""
        return (
            f"{self.route.group}[{self.group + 1}]/{self.route.name}" if self.route.group else self.route.name
        )

    def written(self) -> Any:
        """Return the call as the recording has it."""
        if self.route is None:
            return self.content
        content = self.content if isinstance(self.content, dict) else {}
        parameters = {key[1:]: value for key, value in content.items() if key.startswith("@")}
        rest = {key: value for key, value in content.items() if not key.startswith("@")}
        return {METHOD: self.route.method, PATH: self.route.path_with(parameters), **rest}


def is_call(value: Any) -> bool:
    """Return whether *value* is a call: an object with a method and a path, and no attributes."""
    if not isinstance(value, dict) or any(key.startswith("@") for key in value):
        return False
    return isinstance(value.get(METHOD), str) and isinstance(value.get(PATH), str)


def routed(calls: Iterable[Mapping[str, Any]], routes: Sequence[Route]) -> Iterator[Call]:
    """Yield *calls* as the tree has them, in their order; the first of *routes* that fits counts."""
    groups: defaultdict[str, _Entries] = defaultdict(_Entries)
    for index, call in enumerate(calls):
        found = ((route, route.parameters(call)) for route in routes)
        route, parameters = next((pair for pair in found if pair[1] is not None), (None, None))
        if route is None or parameters is None:
            yield Call(None, 0, call, index)
            continue
        group = 0
        if route.group:
            key = route.entry_key(call, parameters)
            group = groups[route.group].number(key, opens=route.opens)
        rest = {key: value for key, value in call.items() if key not in {METHOD, PATH}}
        yield Call(route, group, {f"@{name}": text for name, text in parameters.items()} | rest, index)


class _Entries:
    """The entries of a group that calls have been for so far."""

    def __init__(self) -> None:
        self._count = 0
        self._numbers: dict[str, int] = {}
        self._nameless: deque[int] = deque()

    def number(self, key: str, *, opens: bool) -> int:
        """Return which entry a call with *key* is for; empty is none, and *opens* one that begins an entry.

        A key that is new is that of the first entry whose key is not known yet: the service gives it when
        it takes the call that begins the entry. A call without a key is for the last entry.
        """
        if key in self._numbers:
            return self._numbers[key]
        if opens or not self._count or (key and not self._nameless):
            self._nameless.append(self._count)
            self._count += 1
        if not key:
            return self._count - 1
        self._numbers[key] = self._nameless.popleft()
        return self._numbers[key]
