"""Rules that check identifiers: form and check digit, one rule for each kind.

The classes of identifiers and the table of registrations say what is checked and how strong the
evidence is; what rests on weak evidence is a warning.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from functools import cache
from typing import TYPE_CHECKING, Any

from carec_datamodel.codelists import identifiers
from carec_datamodel.codelists.identifiers.base import Problem as Doubt
from carec_datamodel.codelists.identifiers.base import TypedIdentifier
from carec_datamodel.codelists.identifiers.registrations import check_registration, national_identifiers
from carec_datamodel.findings import Severity
from carec_datamodel.model.base import Model
from carec_datamodel.model.structure import Field, field_index, fields_of
from carec_datamodel.validation.rulebook.rule import Bound, Check, Example, Problem, Rule, Scope, Values, rule

if TYPE_CHECKING:
    from carec_datamodel.model.party import OtherIdentifier, Party
    from carec_datamodel.model.transport import TransportMeans

_TYPED: tuple[tuple[str, Severity, type[TypedIdentifier], str, str, str, Values, Values], ...] = (
    (
        "container-number",
        Severity.WARNING,  # customs of several countries accept other numbers
        identifiers.ContainerNumber,
        "A container number has four letters, six digits and the check digit that they give.",
        "ISO 6346",
        "TransportEquipment/ID",
        {"ID": "CSQU3054383"},
        {"ID": "CSQU3054384"},
    ),
    (
        "hs-code",
        Severity.ERROR,
        identifiers.HsCode,
        "A tariff code has six digits of the Harmonised System and national ones behind them.",
        "Harmonised System Convention, article 3",
        "Classification/ID",
        {"ID": "5205120000", "IdentificationTypeCode": "HS"},
        {"ID": "0012", "IdentificationTypeCode": "HS"},
    ),
    (
        "tir-carnet",
        Severity.ERROR,
        identifiers.TirCarnetNumber,
        "The number of a TIR carnet has two letters and eight digits.",
        "EAEU and NCTS schemas",
        "TIRCarnet/ID",
        {"ID": "XF45123456"},
        {"ID": "12345678901"},
    ),
    (
        "ucr",
        Severity.WARNING,  # the recommendation lets traders keep references of another form
        identifiers.UniqueConsignmentReference,
        "A unique consignment reference has the digit of its year, a country and a number of up to 32 signs.",
        "WCO Recommendation on the UCR",
        "UCR/ID",
        {"ID": "6KZ123456789012-0001"},
        {"ID": "KZ-2026/17"},
    ),
    (
        "seal-number",
        Severity.ERROR,
        identifiers.SealNumber,
        "The number of a seal is one number, on one line.",
        "EAEU and NCTS schemas",
        "Seal/ID",
        {"ID": "KZ 0034517"},
        {"ID": "34517, 34518, 34519"},
    ),
)


@cache
def identifier_rules() -> tuple[Rule, ...]:
    """Return one rule for each class of identifiers that the model names."""
    return tuple(_rule(*row) for row in _TYPED)


def _rule(
    name: str,
    severity: Severity,
    kind: type[TypedIdentifier],
    why: str,
    source: str,
    where: str,
    good: Values,
    bad: Values,
) -> Rule:
    def bind(cls: type[Model]) -> Iterable[Bound]:
        for item in fields_of(cls):
            if item.element.identifier == kind.__name__:
                yield Bound(frozenset({item.attribute}), _check(kind, item, cls))

    return Rule(
        id=f"identifier.{name}",
        severity=severity,
        elements=(where,),
        explanation=why,
        source=source,
        example=Example(where.partition("/")[0], good, bad),
        bind=bind,
    )


def _check(kind: type[TypedIdentifier], item: Field, cls: type[Model]) -> Check:
    sibling, _, wanted = item.element.where.partition("=")
    attribute = field_index(cls)[sibling].attribute if sibling else ""

    def check(instance: Any, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
        if attribute and getattr(instance, attribute) != wanted:
            return
        value = getattr(instance, item.attribute)
        for index, text in enumerate(value) if item.repeats else ((None, value),):
            loc = (item.name,) if index is None else (item.name, index)
            for doubt in kind.check(text):
                yield _problem(loc, doubt, text)

    return check


def _problem(loc: tuple[str | int, ...], doubt: Doubt, text: str) -> Problem:
    return Problem(loc, doubt.message, doubt.expected, text, weak=not doubt.strong)


@rule(
    "identifier.registration",
    "OtherIdentifier",
    "ID",
    "TypeCode",
    "CountryCode",
    needs=("ID", "TypeCode", "CountryCode"),
    good={"ID": "491240000009", "TypeCode": "BIN", "CountryCode": "KZ"},
    bad={"ID": "491240000008", "TypeCode": "BIN", "CountryCode": "KZ"},
    source="table of registrations; each row says its evidence",
)
def registration(identifier: OtherIdentifier, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """A number that names its register and its country has the form and the check digit of that register."""
    for number in national_identifiers(identifier.country_code or ""):
        if number.name == identifier.type_code:
            for doubt in number.check(identifier.id or ""):
                yield Problem(("ID",), doubt.message, doubt.expected, weak=not doubt.strong)


@rule(
    "identifier.party",
    "Party",
    "ID",
    "CountryCode",
    "Address/CountryCode",
    needs=("ID",),
    good={"ID": "491240000009", "Address": {"CountryCode": "KZ"}},
    bad={"ID": "4912400", "Address": {"CountryCode": "KZ"}},
    source="table of registrations; each row says its evidence",
    severity=Severity.WARNING,
)
def party(found: Party, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The identifier of a party looks like a trader's or a person's number of its country."""
    country = found.country_code or (found.address.country_code if found.address else None)
    if country is None or found.id is None or _is_eori(found.id, country):
        return
    for doubt in check_registration(found.id, country)[:1]:
        yield Problem(("ID",), doubt.message, doubt.expected, weak=True)


def _is_eori(text: str, country: str) -> bool:
    """Return whether *text* has the form that transit gives the number of a trader of *country*."""
    return text.startswith(country) and not any(
        number.check(text) for number in national_identifiers("EU", "trader")
    )


_ROAD = "3"
_PLATE_OF_A_ROAD_VEHICLE = {None, "30"}
"""Kinds of number that a plate may be said to be: none, or what NCTS calls it."""
_BESIDE = re.compile(r"[;,/+]")
"""What stands between the plate of a vehicle and those of its trailers."""


@rule(
    "identifier.vehicle-plate",
    "TransportMeans",
    "ID",
    "RegistrationNationalityCode",
    "ModeCode",
    needs=("ID", "RegistrationNationalityCode", "ModeCode"),
    good={"ID": "123ABC02", "RegistrationNationalityCode": "KZ", "ModeCode": "3"},
    bad={"ID": "ZK/2604", "RegistrationNationalityCode": "KZ", "ModeCode": "3"},
    source="table of registrations; each row says its evidence",
    severity=Severity.NOTE,
)
def vehicle_plate(means: TransportMeans, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The plate of a road vehicle looks like those of the country where it is registered."""
    if means.mode_code != _ROAD or means.identification_type_code not in _PLATE_OF_A_ROAD_VEHICLE:
        return
    first = _BESIDE.split(means.id or "")[0]
    for doubt in check_registration(first, means.registration_nationality_code or "", "vehicle"):
        yield Problem(("ID",), doubt.message, doubt.expected, weak=True)
