"""Which rules somebody asked for, by their ids or the beginnings of these."""

from __future__ import annotations

from collections.abc import Collection


def is_selected(rule: str, select: Collection[str] = (), ignore: Collection[str] = ()) -> bool:
    """Return whether the rule with the id *rule* is wanted.

    Args:
        rule: Id of the rule.
        select: Ids, or the beginnings of ids; all rules where there are none.
        ignore: Likewise, of rules that are not wanted, selected or not.

    >>> is_selected("type.decimal", select=["type", "goods."])
    True
    >>> is_selected("type.decimal", ignore=["type.decimal"])
    False
    """
    return (not select or names(rule, select)) and not names(rule, ignore)


def names(rule: str, parts: Collection[str]) -> bool:
    """Return whether one of *parts* is the id *rule* or the beginning of it."""
    return any(covers(part, rule) for part in parts)


def covers(name: str, rule: str) -> bool:
    """Return whether *name* is the id *rule* or the beginning of it, up to a point or a hyphen.

    >>> [covers(name, "total.goods-items") for name in ("total", "total.", "total.goods", "to")]
    [True, True, True, False]
    """
    return rule == name or rule.startswith((f"{name.removesuffix('.')}.", f"{name}-"))
