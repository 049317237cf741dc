"""What a table must keep to, checked when it is loaded."""

from __future__ import annotations

from carec_datamodel.crosswalk.plan import Plan, Rule
from carec_datamodel.errors import CrosswalkError

_NUMBERS = frozenset({"Decimal", "Count", "Amount", "Measure", "Quantity"})
_LOSSY = frozenset({"narrower", "broader", "none"})


def check_plan(plan: Plan) -> None:
    """Check the compiled table *plan*.

    Raises:
        CrosswalkError: A row breaks a rule; names file, line and rule.
    """
    for row in plan.rows:
        if row.relation in _LOSSY and not row.reason:
            raise CrosswalkError(f"{row.place}: relation {row.relation} needs a reason")
        if row.relation in {"none", "struct"} and row.harmonised and not row.transform.startswith("position"):
            raise CrosswalkError(f"{row.place}: relation {row.relation} with a harmonised path")
        if row.relation not in {"none", "struct"} and not row.harmonised:
            raise CrosswalkError(f"{row.place}: relation {row.relation} without a harmonised path")
        row.most  # noqa: B018 - raises where the column is wrong
    targets: dict[tuple[int, str], list[Rule]] = {}
    for node in plan.root.below():
        for rule in node.rules:
            targets.setdefault((id(rule.prefix), rule.key), []).append(rule)
            _check_types(rule)
            _check_codes(rule)
    for rules in targets.values():
        _check_one_writer(rules)


def _check_types(rule: Rule) -> None:
    """A number in the model is only ever set from what reads numbers."""
    leaf = rule.field.leaf if rule.prefix.valued is False or rule.key == "value" else "Code"
    names = set(rule.transform.names)
    reads_number = names & {"number", "integer", "scale", "code", "call", "position"}
    if leaf in _NUMBERS and not reads_number:
        raise CrosswalkError(
            f"{rule.row.place}: {rule.row.harmonised} is a number; the transform must be too"
        )
    if leaf in {"Date", "DateTime"} and not names & {"date", "call"}:
        raise CrosswalkError(f"{rule.row.place}: {rule.row.harmonised} is a date; the transform must be too")
    if leaf == "Indicator" and not names & {"flag", "call"}:
        raise CrosswalkError(
            f"{rule.row.place}: {rule.row.harmonised} is an indicator; the transform must be flag"
        )


def _check_codes(rule: Rule) -> None:
    """Where two national codes mean one harmonised code, the row must say why."""
    table = getattr(rule.transform.read, "__self__", None)
    if isinstance(table, dict) and len(set(table.values())) != len(table) and not rule.row.reason:
        raise CrosswalkError(f"{rule.row.place}: the code table is not invertible; the row needs a reason")


def _check_one_writer(rules: list[Rule]) -> None:
    """No two elements set one value, unless they are pieces, conditional, or repeats of it."""
    owners = [
        rule
        for rule in rules
        if not (
            rule.transform.joins or rule.transform.same or rule.transform.condition or rule.transform.also
        )
        and rule.transform.constant is None
    ]
    if len({rule.row.path for rule in owners}) > 1:
        places = " and ".join(rule.row.place for rule in owners)
        raise CrosswalkError(f"{places}: two rows set {owners[0].row.harmonised}")
