"""What a table must keep to, checked when it is loaded."""

from __future__ import annotations

from pydantic import ValidationError

from carec_datamodel.crosswalk.pieces import alternatives, cover, place_of
from carec_datamodel.crosswalk.plan import Plan, Rule
from carec_datamodel.crosswalk.table import Row
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.model.structure import Field, field_index

_NUMBERS = frozenset({"Decimal", "Count", "Amount", "Measure", "Quantity"})
_WRITES_ONLY = {
    "scale": _NUMBERS,
    "date": frozenset({"Date", "DateTime"}),
    "time": frozenset({"DateTime"}),
    "flag": frozenset({"Indicator"}),
}
"""Transforms that can write values of these types only."""
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
        if row.transform and not row.harmonised and not row.transform.startswith(("ordinal", "const(")):
            raise CrosswalkError(f"{row.place}: transform {row.transform} without a harmonised path")
    targets: dict[tuple[int, str], list[Rule]] = {}
    for node in plan.root.below():
        for rule in node.rules:
            targets.setdefault((id(rule.prefix), rule.key), []).append(rule)
            _check_types(rule)
            _check_attributes(rule)
            _check_codes(rule)
            _check_list(rule)
    for rules in targets.values():
        _check_one_writer(rules)
        for pieces in alternatives([rule for rule in rules if rule.transform.joins]).values():
            _check_pieces([rule for rule in pieces if not _is_alternative(rule)])


def check_selector(row: Row, element: Field, name: str, value: str) -> None:
    """Check that entries of *element* may be told by the value *value* of their field *name*.

    Raises:
        CrosswalkError: The model has no such field there, or the field refuses the value.
    """
    field = field_index(element.target).get(name) if element.target else None
    if element.target is None or field is None or field.target or field.valued or field.repeats:
        raise CrosswalkError(f"{row.place}: {element.name} has no value {name} to select an entry by")
    try:
        element.target.__pydantic_validator__.validate_python({name: value}, by_alias=True, by_name=False)
    except ValidationError as error:
        for item in error.errors(include_url=False):
            if item["loc"][:1] == (name,):
                raise CrosswalkError(f"{row.place}: {name} cannot be {value!r}: {item['msg']}") from None


def _check_types(rule: Rule) -> None:
    """A number in the model is only ever set from what reads numbers."""
    leaf = rule.field.leaf if rule.prefix.valued is False or rule.key == "value" else "Code"
    names = set(rule.transform.names)
    reads_number = names & {"number", "integer", "scale", "code", "call", "position"}
    if leaf in _NUMBERS and not reads_number:
        raise CrosswalkError(
            f"{rule.row.place}: {rule.row.harmonised} is a number; the transform must be too"
        )
    if leaf in {"Date", "DateTime"} and not names & {"date", "time", "form", "call"}:
        raise CrosswalkError(f"{rule.row.place}: {rule.row.harmonised} is a date; the transform must be too")
    if leaf == "Indicator" and not names & {"flag", "call"}:
        raise CrosswalkError(
            f"{rule.row.place}: {rule.row.harmonised} is an indicator; the transform must be flag"
        )
    for name, leaves in _WRITES_ONLY.items():
        if name in names and leaf not in leaves:
            raise CrosswalkError(f"{rule.row.place}: {name} does not fit {rule.row.harmonised}")
    if "lines" in names and not rule.listed:
        raise CrosswalkError(f"{rule.row.place}: {rule.row.harmonised} does not hold several lines")


def _check_attributes(rule: Rule) -> None:
    """A unit belongs to a measure or a quantity, a currency to an amount."""
    leaf = rule.field.leaf if rule.key == "value" else ""
    if rule.transform.unit is not None and leaf not in {"Measure", "Quantity"}:
        raise CrosswalkError(f"{rule.row.place}: {rule.row.harmonised} has no unit")
    if (rule.transform.currency or rule.transform.money) is not None and leaf != "Amount":
        raise CrosswalkError(f"{rule.row.place}: {rule.row.harmonised} has no currency")


def _check_codes(rule: Rule) -> None:
    """Where two national codes mean one harmonised code, the row must say why."""
    table = rule.transform.codes
    if table is not None and len({*table.inward.values()}) != len(table.inward) and not rule.row.reason:
        raise CrosswalkError(f"{rule.row.place}: the code table is not invertible; the row needs a reason")


def _check_list(rule: Rule) -> None:
    """The entries that a value lists are whole values, and are all of the list."""
    transform = rule.transform
    others = transform.joins or transform.splits or transform.same or transform.also or transform.currency
    if transform.parted is not None and (others or transform.constant is not None):
        raise CrosswalkError(f"{rule.row.place}: list does not go together with {rule.row.transform!r}")


def _check_one_writer(rules: list[Rule]) -> None:
    """No two elements set one value, unless they are pieces, conditional, or repeats of it."""
    owners = [
        rule
        for rule in rules
        if not (rule.transform.joins or rule.transform.also or _is_alternative(rule))
        and rule.transform.constant is None
        and rule.transform.forms is None
    ]
    pieces = [rule for rule in rules if rule.transform.joins and not _is_alternative(rule)]
    if owners and pieces:
        raise CrosswalkError(
            f"{owners[0].row.place} and {pieces[0].row.place}: one row sets {owners[0].row.harmonised},"
            " the other a piece of it"
        )
    if len({rule.row.path for rule in owners}) > 1:
        places = " and ".join(rule.row.place for rule in owners)
        raise CrosswalkError(f"{places}: two rows set {owners[0].row.harmonised}")


def _is_alternative(rule: Rule) -> bool:
    """Whether another rule may set the same value: this one repeats it, or counts in some places only."""
    return rule.transform.same or rule.transform.otherwise or rule.transform.condition is not None


def _check_pieces(pieces: list[Rule]) -> None:
    """Pieces of one value are of one kind and follow each other without overlap or gap."""
    if not pieces:
        return
    spans = {(rule.row.path, *place_of(rule)) for rule in pieces}
    kinds = {(kind, total) for _, kind, total, _, _ in spans}
    if len(kinds) == 1 and cover(((start, end) for _, _, _, start, end in spans), kinds.pop()[1]):
        return
    places = " and ".join(dict.fromkeys(rule.row.place for rule in pieces))
    raise CrosswalkError(f"{places}: the pieces of {pieces[0].row.harmonised} overlap or leave a gap")
