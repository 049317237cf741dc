"""Which rules somebody asked for, by id."""

from __future__ import annotations

from collections.abc import Collection


def is_selected(rule: str, select: Collection[str] = (), ignore: Collection[str] = ()) -> bool:
    """Return whether the rule with the id *rule* is wanted.

    Args:
        rule: Id of the rule.
        select: Ids, or the beginnings of ids up to a point or a hyphen; all rules where there are none.
        ignore: Likewise, of rules that are not wanted, selected or not.

    >>> is_selected("type.decimal", select=["type", "goods."])
    True
    >>> is_selected("type.decimal", ignore=["type.decimal"])
    False
    """
    return (not select or _named(rule, select)) and not _named(rule, ignore)


def _named(rule: str, names: Collection[str]) -> bool:
    parts = (name.rstrip(".-") for name in names)
    return any(rule == part or rule.startswith((f"{part}.", f"{part}-")) for part in parts)
