"""Recordings: documents that list the calls to a service, each with a body of its own.

A call becomes an element that its route names, and calls on the same thing stand together below one
element, the group. Members of the call stay as they are; the parameters in its path are attributes.
A call that no route fits stays in the list. The order of the calls is kept in the edit.
"""

from __future__ import annotations

from collections import Counter, deque
from collections.abc import Iterator, Mapping
from typing import Any

from carec_datamodel.crosswalk.json_twin import JsonTwin
from carec_datamodel.crosswalk.residue import Edit
from carec_datamodel.formats.national_json.calls import Call, is_call, routed
from carec_datamodel.formats.national_json.layout import Laid, Layout
from carec_datamodel.formats.national_json.routes import PATH, route_of
from carec_datamodel.model.refusals import Loc

_ORDER = "calls"


class Recording(Layout):
    """Documents that are the recording of calls to a service."""

    def __init__(self, crosswalk: JsonTwin) -> None:
        super().__init__(crosswalk)
        self._list = crosswalk.form.calls
        self._root = crosswalk.descriptor.detection.roots[0]
        self._routes = [route_of(element, text) for element, text in crosswalk.form.routes]
        self._groups = {route.group for route in self._routes} - {""}
        self._tops = self._groups | {route.name for route in self._routes if not route.group}

    @property
    def expected(self) -> str:
        """What a document has, in words."""
        return f"a list {self._list} of calls, each with method and path"

    def begins(self, value: Any) -> bool:
        """Return whether *value* lists calls, and has nothing that is called as one of their elements."""
        if not isinstance(value, dict) or not self._tops.isdisjoint(value):
            return False
        calls = value.get(self._list)
        return isinstance(calls, list) and bool(calls) and all(map(is_call, calls))

    def laid(self, value: dict[str, Any]) -> Laid:
        """Return the recording *value* as its tree has it."""
        calls = list(routed(value[self._list], self._routes))
        content = {key: below for key, below in value.items() if key != self._list}
        origins: dict[Loc, Loc] = {(self._root,): ()}
        totals = Counter(call.step for call in calls)
        groups: dict[tuple[str, int], dict[str, Any]] = {}
        for call in calls:
            route, here = call.route, (self._list, call.number)
            holder = content
            place: Loc = (self._root,)
            if route is not None and route.group:
                place = (self._root, route.group, call.group)
                origins.setdefault(place, here)
                holder = groups.setdefault((route.group, call.group), {})
            name = self._list if route is None else route.name
            origins.setdefault((*place, name), here)
            if route is None or route.repeats or totals[call.step] > 1:
                entries = holder.setdefault(name, [])
                origins[(*place, name, len(entries))] = here
                entries.append(call.content)
            else:
                holder[name] = call.content
        for (group, _), holder in sorted(groups.items(), key=lambda item: item[0]):
            content.setdefault(group, []).append(holder)
        return Laid({self._root: content}, _Origins(origins), {_ORDER: [call.step for call in calls]})

    def document(self, value: dict[str, Any], edit: Edit) -> dict[str, Any]:
        """Return the recording that *value* is of, its calls in the order that *edit* says.

        Raises:
            AttributeError, TypeError, ValueError: The edit is damaged.
        """
        (content,) = value.values()
        others = {key: below for key, below in content.items() if key not in {*self._tops, self._list}}
        waiting: dict[str, deque[Call]] = {}
        for call in self._calls_inside(content):
            waiting.setdefault(call.step, deque()).append(call)
        steps = [str(step) for step in edit.get(_ORDER, ())]
        first = [waiting[step].popleft() for step in steps if waiting.get(step)]
        calls = [*first, *(call for rest in waiting.values() for call in rest)]
        return {**others, self._list: [call.written() for call in calls]}

    def difference(self, laid: Laid, other: dict[str, Any]) -> Edit:
        """Return the edit that makes the recording of *laid* of *other*, which its tree is written as."""
        edit = super().difference(laid, other)
        (content,) = other.values()
        if edit[_ORDER] == [call.step for call in self._calls_inside(content)]:
            del edit[_ORDER]
        return edit

    def _calls_inside(self, content: Mapping[str, Any]) -> Iterator[Call]:
        """Yield the calls in *content*, the object of a root, in its order."""
        routes = {(route.group, route.name): route for route in self._routes}
        for key, value in content.items():
            if key in self._groups:
                for number, holder in enumerate(_listed(value)):
                    for name, below in holder.items() if isinstance(holder, dict) else ():
                        yield from (Call(routes.get((key, name)), number, call) for call in _listed(below))
            elif key in self._tops or key == self._list:
                yield from (Call(routes.get(("", key)), 0, call) for call in _listed(value))


class _Origins:
    """Tells where in the recording a value of the tree stands."""

    def __init__(self, known: Mapping[Loc, Loc]) -> None:
        self._known = known

    def __call__(self, loc: Loc) -> Loc:
        size = next(size for size in range(len(loc), 0, -1) if loc[:size] in self._known)
        origin, inside = self._known[loc[:size]], loc[size:]
        if origin and inside and str(inside[0]).startswith("@"):
            return (*origin, PATH)
        return (*origin, *inside)


def _listed(value: Any) -> list[Any]:
    return value if isinstance(value, list) else [value]
