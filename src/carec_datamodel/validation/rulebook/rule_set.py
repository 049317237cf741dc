"""Which rules run and how much they weigh: a rule profile as data, and what a user selects beside it."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from decimal import Decimal, InvalidOperation
from functools import cache, cached_property, lru_cache
from pathlib import Path
from typing import Any

from carec_datamodel.errors import ProfileError
from carec_datamodel.findings import Severity
from carec_datamodel.formats.registry import rule_profile_files
from carec_datamodel.tables import source_text, toml_content
from carec_datamodel.validation.rulebook.catalogue import rules
from carec_datamodel.validation.rulebook.engine import Engine
from carec_datamodel.validation.rulebook.rule import Rule
from carec_datamodel.validation.selection import covers, is_selected

_BUILT_IN = Path(__file__).parent / "profiles"
_TEXTS = ("id", "title", "explanation", "source")
DEFAULT = "regional"
"""Rule profile where none is named."""
ON_REQUEST = ("e-commerce", "ucr.given")
"""Rules that run only where a rule profile or a user names them: they are for one use."""


@dataclass(frozen=True, eq=False)
class RuleSet:
    """A choice of rules, tuned.

    Attributes:
        id: Name of the rule profile.
        title: Name for people.
        explanation: What it is for.
        source: Where its choices come from.
        select: Ids or beginnings of ids of the rules that run; all but those on request where empty.
        extend: Those of the rules on request that run beside them.
        ignore: Ids or beginnings of ids of the rules that do not.
        severity: What findings weigh, by rule or beginning, where not what the rule says.
        parameters: Thresholds and tolerances by name, where not what the rules say.
    """

    id: str
    title: str = ""
    explanation: str = ""
    source: str = ""
    select: tuple[str, ...] = ()
    extend: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    severity: Mapping[str, Severity] = field(default_factory=dict)
    parameters: Mapping[str, Decimal] = field(default_factory=dict)

    @cached_property
    def rules(self) -> tuple[Rule, ...]:
        """The rules that run."""
        return tuple(rule for rule in rules().values() if self.runs(rule.id))

    @cached_property
    def engine(self) -> Engine:
        """The rules, ready to run."""
        return Engine(self.rules)

    @cached_property
    def thresholds(self) -> Mapping[str, Decimal]:
        """The parameters of the rules that run, as they are set here."""
        found = {name: value for rule in self.rules for name, value in rule.parameters.items()}
        return {name: self.parameters.get(name, value) for name, value in found.items()}

    def runs(self, id: str) -> bool:
        """Return whether the rule called *id* runs."""
        on_request = not self.select and is_selected(id, ON_REQUEST)
        extended = bool(self.extend) and is_selected(id, self.extend, self.ignore)
        return extended or (not on_request and is_selected(id, self.select, self.ignore))

    def weight(self, rule: Rule) -> Severity:
        """Return what a finding of *rule* weighs; the longest beginning of its id that is tuned decides."""
        fitting = [part for part in self.severity if covers(part, rule.id)]
        return self.severity[max(fitting, key=len)] if fitting else rule.severity

    def narrowed(self, select: Iterable[str] = (), ignore: Iterable[str] = ()) -> RuleSet:
        """Return the same set with only what *select* names as well, and without what *ignore* names.

        Rules on request that *select* names run too.
        """
        wanted, unwanted = tuple(select), tuple(ignore)
        return _narrowed(self, wanted, unwanted) if wanted or unwanted else self


@lru_cache(maxsize=32)
def _narrowed(rule_set: RuleSet, wanted: tuple[str, ...], unwanted: tuple[str, ...]) -> RuleSet:
    """Return what `RuleSet.narrowed` says; kept, as its engine takes a while to be ready."""
    asked = (id for id in rules() if is_selected(id, ON_REQUEST) and wanted and is_selected(id, wanted))
    wider = replace(rule_set, extend=(*rule_set.extend, *asked))
    gone = tuple(rule.id for rule in wider.rules if not is_selected(rule.id, wanted, unwanted))
    return replace(wider, ignore=(*rule_set.ignore, *gone))


def rule_sets() -> Mapping[str, RuleSet]:
    """Return all known rule profiles by id: of every country, and those that lie beside formats.

    Raises:
        ProfileError: One of them is wrong, or two have one id.
    """
    return _rule_sets((*sorted(_BUILT_IN.glob("*.toml")), *rule_profile_files()))


@cache
def _rule_sets(files: tuple[Path, ...]) -> Mapping[str, RuleSet]:
    found: dict[str, RuleSet] = {}
    for item in map(read_rule_set, files):
        if item.id in found:
            raise ProfileError(f"two rule profiles have the id {item.id!r}")
        found[item.id] = item
    return found


def read_rule_set(file: Path) -> RuleSet:
    """Read the rule profile in *file*, a ``.toml``.

    Raises:
        ProfileError: It is missing or wrong; says what was found and what was expected.
    """
    text = source_text(file, ProfileError)
    try:
        content = toml_content(text, ProfileError)
        return _rule_set(content)
    except ProfileError as error:
        raise ProfileError(f"{file.name}: {error}") from None


def _rule_set(content: dict[str, Any]) -> RuleSet:
    known = (*_TEXTS, "select", "extend", "ignore", "severity", "parameters")
    strange = next((key for key in content if key not in known), None)
    if strange is not None:
        raise ProfileError(f"the key {strange} is unknown; expected one of {', '.join(known)}")
    texts = {key: _text(key, content.get(key)) for key in _TEXTS}
    severity = {part: _severity(part, value) for part, value in _table(content, "severity").items()}
    select, extend, ignore = (_names(content, key) for key in ("select", "extend", "ignore"))
    for part in (*select, *extend, *ignore, *severity):
        check_names_a_rule(part)
    parameters = {name: _parameter(name, value) for name, value in _table(content, "parameters").items()}
    return RuleSet(
        **texts, select=select, extend=extend, ignore=ignore, severity=severity, parameters=parameters
    )


def check_names_a_rule(part: str) -> None:
    """Raise unless *part* is a rule id or the beginning of one.

    Raises:
        ProfileError: It is not.
    """
    if not any(covers(part, id) for id in rules()):
        families = dict.fromkeys(rule.family for rule in rules().values())
        raise ProfileError(
            f"{part!r} names no rule; expected an id or the beginning of one: {', '.join(families)}"
        )


def _text(key: str, value: Any) -> str:
    if isinstance(value, str) and value.strip():
        return " ".join(value.split())
    raise ProfileError(f"{key} is {'missing' if value is None else repr(value)}; expected a text")


def _names(content: dict[str, Any], key: str) -> tuple[str, ...]:
    value = content.get(key, [])
    if isinstance(value, list) and all(isinstance(part, str) for part in value):
        return tuple(value)
    raise ProfileError(f"{key} is {value!r}; expected a list of texts")


def _table(content: dict[str, Any], key: str) -> dict[str, Any]:
    value = content.get(key, {})
    if isinstance(value, dict):
        return value
    raise ProfileError(f"{key} is {value!r}; expected a table")


def _severity(part: str, value: Any) -> Severity:
    try:
        return Severity(value)
    except ValueError:
        expected = ", ".join(Severity)
        raise ProfileError(f"severity of {part} is {value!r}; expected one of {expected}") from None


def _parameter(name: str, value: Any) -> Decimal:
    known = {name for rule in rules().values() for name in rule.parameters}
    if name not in known:
        raise ProfileError(f"no rule has a parameter {name!r}; expected one of {', '.join(sorted(known))}")
    try:
        number = Decimal(value) if isinstance(value, str | int) and not isinstance(value, bool) else None
    except InvalidOperation:
        number = None
    if number is None or not number.is_finite():
        raise ProfileError(f"parameter {name} is {value!r}; expected a number in quotation marks")
    return number
