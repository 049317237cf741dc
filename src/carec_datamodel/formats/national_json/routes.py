"""Routes: which call of a service a recording holds, by method, path and members of the body.

A route is said as ``POST /counteragent?for={Consignment} type=CONSIGNOR``: method, path, and texts that
members of the body have. What stands in braces is a parameter; that which is called as the group of
the route tells the entries of the group apart.
"""

from __future__ import annotations

import re
from collections.abc import Mapping
from typing import Any, NamedTuple

from carec_datamodel.crosswalk.paths import is_element_name
from carec_datamodel.errors import CrosswalkError

METHOD, PATH, BODY = "method", "path", "body"
_PARAMETER = re.compile(r"\{([A-Za-z]\w*)\}")
_VALUE = "[^/?&]+"


class Route(NamedTuple):
    """A kind of call.

    Attributes:
        group: Element that such calls stand in with others on the same thing; empty for the root.
        name: Element of the call.
        repeats: Whether there may be several.
        method: Method of the call.
        path: Path, with parameters in braces.
        pattern: What the path looks like.
        texts: Texts that members of the body have, by key.
        keys: Members of the body that hold what tells the entries of the group apart.
    """

    group: str
    name: str
    repeats: bool
    method: str
    path: str
    pattern: re.Pattern[str]
    texts: tuple[tuple[str, str], ...]
    keys: tuple[str, ...]

    @property
    def opens(self) -> bool:
        """Whether such a call begins an entry of its group: it does not say which one it is for."""
        return bool(self.group) and not self.keys and f"{{{self.group}}}" not in self.path

    def parameters(self, call: Mapping[str, Any]) -> dict[str, str] | None:
        """Return the parameters in the path of *call*, without those left open; None if it is another."""
        match = self.pattern.fullmatch(call[PATH]) if call[METHOD] == self.method else None
        body = call.get(BODY)
        members = body if isinstance(body, dict) else {}
        if match is None or any(members.get(key) != text for key, text in self.texts):
            return None
        return {name: value for name, value in match.groupdict().items() if value != f"{{{name}}}"}

    def entry_key(self, call: Mapping[str, Any], parameters: Mapping[str, str]) -> str:
        """Return what tells the entry of the group that *call* is for; empty if nothing does."""
        body = call.get(BODY)
        found = [body.get(key) for key in self.keys] if isinstance(body, dict) else []
        return next((str(value) for value in (parameters.get(self.group), *found) if value), "")

    def path_with(self, parameters: Mapping[str, Any]) -> str:
        """Return the path of a call with *parameters*; those that are not known stay in braces."""
        return _PARAMETER.sub(lambda match: str(parameters.get(match[1], match[0])), self.path)


def route_of(element: str, text: str) -> Route:
    """Return the route that *text* says, whose calls become *element*: ``Goods``, ``Consignment/Goods[]``.

    Raises:
        CrosswalkError: It is not said as a route is.
    """
    group, _, name = element.rpartition("/")
    method, _, rest = text.partition(" ")
    path, *members = rest.split(" ")
    names = [*filter(None, (group, name.removesuffix("[]")))]
    sound = path.startswith("/") and all("=" in member for member in members)
    if (
        not sound
        or not all(map(is_element_name, names))
        or len(set(_PARAMETER.findall(path))) != path.count("{")
    ):
        raise CrosswalkError(f"{element}: {text!r} is no route; expected one such as 'POST /goods kind=A'")
    pairs = [member.split("=", 1) for member in members]
    return Route(
        group=group,
        name=name.removesuffix("[]"),
        repeats=name.endswith("[]"),
        method=method,
        path=path,
        pattern=re.compile(_pattern(path)),
        texts=tuple((key, value) for key, value in pairs if value != f"{{{group}}}"),
        keys=tuple(key for key, value in pairs if value == f"{{{group}}}"),
    )


def _pattern(path: str) -> str:
    """Return *path* as a pattern; every second piece is the name of a parameter."""
    pieces = _PARAMETER.split(path)
    return "".join(
        f"(?P<{piece}>{_VALUE})" if index % 2 else re.escape(piece) for index, piece in enumerate(pieces)
    )
