"""References: what conditions and currencies of rows look at elsewhere in the document."""

from __future__ import annotations

from dataclasses import replace

from carec_datamodel.crosswalk.plan import Node, Plan, Rule
from carec_datamodel.errors import CrosswalkError


def anchor(plan: Plan, node: Node, rule: Rule) -> None:
    """Give the condition of *rule* whose path begins around *node* its path from the root."""
    condition = rule.transform.condition
    if condition is None or not condition.near:
        return
    steps = node.path.partition("/@")[0].split("/")  # a condition of an attribute is one of its element
    if node.path.startswith("@") or condition.up > len(steps):
        raise CrosswalkError(f"{rule.row.place}: nothing is {condition.up} steps above {node.path!r}")
    around = "/".join(steps[: len(steps) - condition.up])
    path = f"{around}/{condition.path}".lstrip("/")
    rule.transform.condition = replace(condition, path=path, around=around)
    try:
        found, anchor = plan.find(path), plan.find(around)
    except CrosswalkError as error:
        raise CrosswalkError(f"{rule.row.place}: {error}") from None
    if found.row is None:
        raise CrosswalkError(f"{rule.row.place}: no row for {path!r}")
    if found.level != anchor.level:
        raise CrosswalkError(f"{rule.row.place}: {path!r} repeats; a reference must not")


def check_references(plan: Plan, rule: Rule) -> None:
    """Check that what *rule* refers to, from the root, has a row and does not repeat."""
    transform, condition = rule.transform, rule.transform.condition
    for path in (transform.currency, condition.path if condition and not condition.near else None):
        if path is None:
            continue
        try:
            node = plan.find(path)
        except CrosswalkError as error:
            raise CrosswalkError(f"{rule.row.place}: {error}") from None
        if node.row is None:
            raise CrosswalkError(f"{rule.row.place}: no row for {path!r}")
        if node.level:
            raise CrosswalkError(f"{rule.row.place}: {path!r} repeats; a reference must not")


def check_circles(root: Node) -> None:
    """Check that no condition asks, by way of others, the very element that it decides about.

    Raises:
        CrosswalkError: One does; what the element says could never be told.
    """
    asked: dict[str, dict[str, Rule]] = {}
    for node in root.below():
        for rule in node.rules:
            if rule.transform.condition is not None:
                asked.setdefault(node.path, {})[rule.transform.condition.path] = rule
    settled: set[str] = set()

    def follow(path: str, around: tuple[str, ...]) -> None:
        for other, rule in asked.get(path, {}).items():
            if other in (*around, path):
                circle = " and ".join(dict.fromkeys((*around, path)))
                raise CrosswalkError(
                    f"{rule.row.place}: the conditions of {circle} ask each other in a circle"
                )
            if other not in settled:
                follow(other, (*around, path))
        settled.add(path)

    for path in asked:
        follow(path, ())
