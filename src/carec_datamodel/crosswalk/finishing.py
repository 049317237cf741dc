"""Finishing a compiled table: what nodes and rules need to know of each other."""

from __future__ import annotations

from carec_datamodel.crosswalk.look_alikes import LookAlikes
from carec_datamodel.crosswalk.pieces import alternatives
from carec_datamodel.crosswalk.plan import Node, Prefix, Rule


def finish(root: Node, message: Prefix) -> None:
    """Work out of the whole tree what its nodes and rules need to know of each other.

    *message* is the place of the message itself.
    """
    _part_moments(root)
    for node in root.below():
        for rule in node.rules:
            rule.plain = _is_plain(rule)
        _add_look_alikes(node)
        node.plain = not node.repeats and all(rule.plain for rule in node.rules)
        if node.plain and len(node.rules) == 1 and not node.rules[0].transform.also:
            node.simple = node.rules[0]
        node.places = _places(node)
        if node.repeats:
            node.lists = _lists(node)
            node.texts = _texts(node)
    _share_selectors(message)
    joined: dict[tuple[int, str], list[Rule]] = {}
    for node in root.below():
        for rule in node.rules:
            if rule.transform.joins:
                joined.setdefault((id(rule.prefix), rule.key), []).append(rule)
    for rules in joined.values():
        for name, pieces in alternatives(rules).items():
            for rule in pieces:
                rule.pieces, rule.group = tuple(pieces), name


def _add_look_alikes(node: Node) -> None:
    """Let the rows with a code table take codes by their look, unless another one has what is written."""
    tables = [(rule, rule.transform.codes) for rule in node.rules if rule.transform.codes is not None]
    for rule, table in tables:
        others = tuple(other for neighbour, other in tables if neighbour is not rule)
        rule.look_alikes = LookAlikes(table, others)


def _part_moments(root: Node) -> None:
    """Let the rows of a date whose time stands in another element take that date only."""
    rules = [rule for node in root.below() for rule in node.rules]
    timed = {(id(rule.prefix), rule.key) for rule in rules if rule.transform.moment}
    for rule in rules:
        repeats = rule.transform.same or rule.transform.also
        if "date" in rule.transform.names and not repeats and (id(rule.prefix), rule.key) in timed:
            rule.transform.moment = "date"


def _is_plain(rule: Rule) -> bool:
    transform = rule.transform
    return not (
        transform.splits
        or transform.joins
        or transform.condition
        or transform.same
        or transform.currency
        or transform.parted
        or transform.wrap
        or transform.constant is not None
        or transform.forms is not None
        or rule.listed
    )


def _lists(node: Node) -> list[Prefix]:
    """Return the places whose entries follow the occurrences of *node*, each once."""
    found: dict[int, Prefix] = {}
    for inner in node.below():
        for place in (*(rule.prefix for rule in inner.rules), *inner.numbered):
            prefix: Prefix | None = place
            while prefix is not None and prefix.level >= node.level:
                if prefix.step.bound and prefix.level == node.level:
                    found[id(prefix)] = prefix
                prefix = prefix.parent
    return list(found.values())


def _places(node: Node) -> tuple[Prefix, ...] | None:
    """Return where all that may stand inside *node* comes from, seen from *node*."""
    if not node.order:
        return None
    found: dict[int, Prefix] = {}
    for inner in node.below():
        if inner.constant or inner.ordinal or any(rule.transform.constant for rule in inner.rules):
            return None
        for place in (*(rule.prefix for rule in inner.rules), *inner.numbered):
            while place.level > node.level and place.parent is not None:
                place = place.parent  # noqa: PLW2901 - up to what is there before the lists inside
            found[id(place)] = place
    return tuple(found.values())


def _texts(node: Node) -> list[Rule]:
    """Return the rules whose lists of texts follow the occurrences of *node*."""
    return [
        rule
        for inner in node.below()
        for rule in inner.rules
        if rule.follows and rule.prefix.level + 1 == node.level
    ]


def _share_selectors(prefix: Prefix) -> None:
    """Tell every list without selector which entries other rows select from it; rank them all."""
    by_name: dict[str, list[tuple[str, str]]] = {}
    ranks: dict[str, int] = {}
    for rank, step in enumerate(prefix.children):
        if step.selector:
            by_name.setdefault(step.name, []).append(step.selector)
        else:
            ranks.setdefault(step.name, rank)
    for rank, (step, child) in enumerate(prefix.children.items()):
        child.rank = rank
        if step.selector is None:
            child.selectors = by_name.get(step.name, [])
            child.rank = ranks[step.name]  # fixed entries and those that follow an element are one row
        _share_selectors(child)
