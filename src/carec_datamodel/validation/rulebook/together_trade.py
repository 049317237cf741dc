"""Rules on the declarations of one trade in two countries, and on one declaration given twice."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity, clip
from carec_datamodel.validation.rulebook.loads import DECLARED, Load, loads_of, total
from carec_datamodel.validation.rulebook.rule import Companion, Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration

_SOURCE = "WCO UCR Guidelines, exchange of declarations between neighbours"
_AMENDS = {"1", "4", "5"}
"""Functions of a message that take the place of an earlier one: cancellation, change, replacement."""
_IN_PARTS = {"CargoManifest", "TransitReport"}
"""Messages of which several may have one number: degrouped manifests, reports on one movement."""


def _declaration(
    country: str, packages: str = "340", value: str = "142800", code: str = "847130"
) -> dict[str, Any]:
    """Return the declaration of a trade in one country, as the examples have it."""
    return {
        "MetaData": {"ResponsibleCountryCode": country},
        "TotalPackageQuantity": {"value": packages},
        "TotalGrossMassMeasure": {"value": str(int(packages) * 12), "unitCode": "KGM"},
        "InvoiceAmount": {"value": value, "currencyID": "USD"},
        "GoodsShipment": {
            "UCR": {"ID": "6CN91000000-XYE-26-0302"},
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "Commodity": {"Classification": [{"ID": code, "IdentificationTypeCode": "HS"}]},
                }
            ],
        },
    }


_EXPORT = ((DECLARED, _declaration("CN")),)


def _same_trade(scope: Scope) -> Iterator[tuple[Load, Companion, Load]]:
    """Yield the declaration beside each that another country has of the same trade."""
    for load in loads_of(scope):
        for other in scope.others:
            for there in loads_of(other):
                countries = load.texts("country"), there.texts("country")
                ucrs = load.texts("ucr"), there.texts("ucr")
                known = there.message == DECLARED and all(countries) and all(ucrs)
                if known and ucrs[0] == ucrs[1] and countries[0] != countries[1]:
                    yield load, other, there


def _differing(scope: Scope, fact: str, element: str, share: Decimal) -> Iterator[Problem]:
    """Yield each declaration of the same trade in which a number is another one."""
    for load, other, there in _same_trade(scope):
        one, two = total([load], fact), total([there], fact)
        if not one or not two or one[1] != two[1]:
            continue
        if abs(one[0] - two[0]) > share * max(one[0], two[0]):
            unit = f" {one[1]}".rstrip()
            yield Problem(
                (element,),
                f"{element} is {one[0]:f}{unit}, in the other country {two[0]:f}{unit}"
                f" ({other.at(there.all(fact)[0][0])})",
                f"{two[0]:f}{unit}" + (f", give or take {share:%}" if share else ""),
                f"{one[0]:f}",
            )


@rule(
    "together.trade-packages",
    "GoodsDeclaration",
    "TotalPackageQuantity",
    good=_declaration("KZ"),
    bad=_declaration("KZ", packages="300"),
    beside=_EXPORT,
    source=_SOURCE,
    severity=Severity.WARNING,
)
def together_trade_packages(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """What one country exports as packages the next one imports."""
    yield from _differing(scope, "packages", "TotalPackageQuantity", Decimal())


@rule(
    "together.trade-mass",
    "GoodsDeclaration",
    "TotalGrossMassMeasure",
    good=_declaration("KZ"),
    bad=_declaration("KZ", packages="300"),
    beside=_EXPORT,
    source=_SOURCE,
    severity=Severity.WARNING,
    trade_mass_share="0.05",
)
def together_trade_mass(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """What one country exports weighs the same where it is imported."""
    yield from _differing(scope, "mass", "TotalGrossMassMeasure", scope.parameters["trade_mass_share"])


@rule(
    "together.trade-value",
    "GoodsDeclaration",
    "InvoiceAmount",
    good=_declaration("KZ"),
    bad=_declaration("KZ", value="100000"),
    beside=_EXPORT,
    source=_SOURCE,
    severity=Severity.WARNING,
    trade_value_share="0.1",
)
def together_trade_value(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """What one country exports has about the same invoice value where it is imported."""
    yield from _differing(scope, "value", "InvoiceAmount", scope.parameters["trade_value_share"])


@rule(
    "together.trade-hs",
    "GoodsDeclaration",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/Classification[]/ID",
    good=_declaration("KZ", code="8471300000"),
    bad=_declaration("KZ", code="8528520000"),
    beside=_EXPORT,
    source=_SOURCE,
    severity=Severity.WARNING,
)
def together_trade_hs(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Both countries of a trade class its goods in the same subheadings of the Harmonised System."""
    for load, other, there in _same_trade(scope):
        known = there.subheadings()
        for code, loc in load.subheadings().items():
            if known and code not in known:
                yield Problem(
                    loc,
                    f"subheading {code} is not one of the other country"
                    f" ({other.at(next(iter(known.values())))})",
                    f"one of {', '.join(sorted(known))}",
                    code,
                )


@rule(
    "together.number-once",
    ("GoodsDeclaration", "CargoManifest", "TransitDeclaration", "ControlResult", "TransitReport"),
    "ID",
    good={"ID": "41704102/210326/0000822", "TypeCode": "IM"},
    bad={"ID": "41704102/210326/0000822", "TypeCode": "EX"},
    beside=((DECLARED, {"ID": "41704102/210326/0000822", "TypeCode": "IM"}),),
    source="Revised Kyoto Convention, general annex, chapter 3",
)
def together_number_once(message: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:
    """Customs gives a number once: two messages of a kind with one number have the same content.

    Manifests and reports may come in parts, or again with more in them: then it is a warning.
    """
    for other in scope.others:
        twin: Any = other.message
        if type(twin) is not type(message) or twin.id != message.id or not message.id:
            continue
        if {twin.function_code, message.function_code} & _AMENDS or _country(twin) != _country(message):
            continue
        if _content(twin) != _content(message):
            yield Problem(
                ("ID",),
                f"{clip(message.id)} is the number of another content too ({other.at(('ID',))})",
                "a number of its own, or the same content",
                message.id,
                weak=type(message).__name__ in _IN_PARTS,
            )


def _content(message: Any) -> list[Any]:
    """Return the values of a message, but for who sent it when."""
    return [getattr(message, name) for name in type(message).model_fields if name != "meta_data"]


def _country(message: Any) -> str | None:
    return message.meta_data.responsible_country_code if message.meta_data is not None else None
