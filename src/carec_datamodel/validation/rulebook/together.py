"""Rules on documents of one trade: the goods declared are the goods carried."""

from __future__ import annotations

from collections.abc import Iterator
from decimal import Decimal
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.validation.rulebook.loads import CARRIED, Load, loads_of, matches, total, wholes
from carec_datamodel.validation.rulebook.rule import Companion, Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration

_UCR = "6CN91000000-XYE-26-0302"


def _declared(
    packages: str, mass: str = "4080", code: str = "84713000", country: str = "CN"
) -> dict[str, Any]:
    """Return a goods declaration, as the examples have it."""
    return {
        "TotalPackageQuantity": {"value": packages},
        "TotalGrossMassMeasure": {"value": mass, "unitCode": "KGM"},
        "Exporter": {"Address": {"CountryCode": country}},
        "GoodsShipment": {
            "UCR": {"ID": _UCR},
            "GovernmentAgencyGoodsItem": [
                {
                    "SequenceNumeric": 1,
                    "Commodity": {"Classification": [{"ID": code, "IdentificationTypeCode": "HS"}]},
                }
            ],
        },
    }


_MANIFEST = (
    "CargoManifest",
    {
        "Consignment": [
            {
                "UCR": {"ID": _UCR},
                "TotalPackageQuantity": {"value": "340"},
                "TotalGrossMassMeasure": {"value": "4080", "unitCode": "KGM"},
                "Consignor": {"Address": {"CountryCode": "CN"}},
                "ConsignmentItem": [
                    {
                        "SequenceNumeric": 1,
                        "Commodity": {"Classification": [{"ID": "847130", "IdentificationTypeCode": "HS"}]},
                    }
                ],
            }
        ]
    },
)
_SOURCE = "WCO SAFE Framework; Revised Kyoto Convention, general annex, chapter 3"


def _where(other: Companion, loads: list[Load], fact: str) -> str:
    """Return where the other message says something of its loads, for people."""
    places = [loc for load in loads for loc, _ in load.all(fact)]
    return other.at(places[0] if places else loads[0].loc)


def _counted(scope: Scope) -> Iterator[tuple[Decimal, Decimal, str]]:
    """Yield the packages declared, those that another message carries of them, and where it says so."""
    for load, other, same in wholes(scope, CARRIED):
        declared, carried = total([load], "packages"), total(same, "packages")
        if declared and carried and declared[1] == carried[1]:
            yield declared[0], carried[0], _where(other, same, "packages")


def _packages(declared: Decimal, carried: Decimal, where: str, expected: str) -> Problem:
    return Problem(
        ("TotalPackageQuantity",),
        f"{declared:f} packages are declared, {carried:f} carried ({where})",
        expected,
        f"{declared:f}",
    )


@rule(
    "together.packages",
    "GoodsDeclaration",
    "TotalPackageQuantity",
    good=_declared("340"),
    bad=_declared("390"),
    beside=(_MANIFEST,),
    source=_SOURCE,
)
def together_packages(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """No more packages are declared than are carried."""
    for declared, carried, where in _counted(scope):
        if declared > carried:
            yield _packages(declared, carried, where, f"no more than {carried:f}")


@rule(
    "together.packages-left",
    "GoodsDeclaration",
    "TotalPackageQuantity",
    good=_declared("340"),
    bad=_declared("300"),
    beside=(_MANIFEST,),
    source=_SOURCE,
    severity=Severity.NOTE,
)
def together_packages_left(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Packages that are carried and not declared are left for another declaration."""
    for declared, carried, where in _counted(scope):
        if declared < carried:
            yield _packages(declared, carried, where, f"{carried:f}, unless another declaration has the rest")


@rule(
    "together.gross-mass",
    "GoodsDeclaration",
    "TotalGrossMassMeasure",
    good=_declared("340"),
    bad=_declared("340", mass="5000"),
    beside=(_MANIFEST,),
    source=_SOURCE,
    severity=Severity.WARNING,
    carried_mass_share="0.05",
)
def together_gross_mass(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The gross mass declared is not above that carried, but for what scales and rounding make of it."""
    share = scope.parameters["carried_mass_share"]
    for load, other, same in wholes(scope, CARRIED):
        declared, carried = total([load], "mass"), total(same, "mass")
        if not declared or not carried or declared[1] != carried[1] or not carried[0]:
            continue
        if declared[0] > carried[0] * (1 + share):
            yield Problem(
                ("TotalGrossMassMeasure",),
                f"{declared[0]:f} {declared[1]} are declared, {carried[0]:f} carried"
                f" ({_where(other, same, 'mass')})",
                f"no more than {carried[0]:f} {carried[1]}, give or take {share:%}",
                f"{declared[0]:f}",
            )


@rule(
    "together.hs-headings",
    "GoodsDeclaration",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/Classification[]/ID",
    good=_declared("340"),
    bad=_declared("340", code="85171300"),
    beside=(_MANIFEST,),
    source=_SOURCE,
    severity=Severity.WARNING,
)
def together_hs_headings(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """The goods declared are those carried: each HS heading of the declaration is one of the load."""
    for load, other, same in wholes(scope, CARRIED):
        declared, carried = load.headings(), [candidate.headings() for candidate in same]
        if not all(carried):
            continue
        known = sorted({heading for headings in carried for heading in headings})
        for heading, loc in declared.items():
            if heading not in known:
                yield Problem(
                    loc,
                    f"goods of heading {heading} are declared and not carried ({other.at(same[0].loc)})",
                    f"one of {', '.join(known)}",
                    heading,
                )


@rule(
    "together.parties",
    "GoodsDeclaration",
    "Exporter/Address/CountryCode",
    "GoodsShipment/Consignor/Address/CountryCode",
    "GoodsShipment/Consignee/Address/CountryCode",
    needs=(),
    good=_declared("340"),
    bad=_declared("340", country="KZ"),
    beside=(_MANIFEST,),
    source=_SOURCE,
    severity=Severity.WARNING,
)
def together_parties(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Sender and receiver of the goods are of the same countries in declaration and manifest."""
    for load, other, same in matches(scope, CARRIED):
        for role in ("consignor", "consignee"):
            declared = _countries([load], role)
            carried = _countries(same, role)
            if declared and carried and not declared.keys() & carried.keys():
                country, loc = next(iter(declared.items()))
                yield Problem(
                    loc,
                    f"the {role} is of {country}, that carried for of {', '.join(carried)}"
                    f" ({other.at(next(iter(carried.values())))})",
                    " or ".join(carried),
                    country,
                )


def _countries(loads: list[Load], role: str) -> dict[str, tuple[str | int, ...]]:
    """Return the countries of a party of loads, each with where it stands."""
    found: dict[str, tuple[str | int, ...]] = {}
    for load in loads:
        for loc, party in load.all(role):
            country = party.address.country_code if party.address is not None else None
            if country:
                found.setdefault(country, (*loc, "Address", "CountryCode"))
    return found


@rule(
    "together.ucr",
    "GoodsDeclaration",
    "GoodsShipment/UCR/ID",
    "GoodsShipment/GovernmentAgencyGoodsItem[]/UCR/ID",
    needs=("GoodsShipment",),
    good={
        "GoodsShipment": {
            "UCR": {"ID": _UCR},
            "Consignment": {"TransportContractDocument": [{"ID": "33202600"}]},
        }
    },
    bad={
        "GoodsShipment": {
            "UCR": {"ID": "6CN91000000-XYF-26-0117"},
            "Consignment": {"TransportContractDocument": [{"ID": "33202600"}]},
        }
    },
    beside=(
        (
            "CargoManifest",
            {"Consignment": [{"UCR": {"ID": _UCR}, "TransportContractDocument": [{"ID": "33202600"}]}]},
        ),
    ),
    source="WCO UCR Guidelines",
    severity=Severity.WARNING,
)
def together_ucr(declaration: GoodsDeclaration, scope: Scope) -> Iterator[Problem]:  # noqa: ARG001
    """Goods under one transport document have one of its unique consignment references."""
    for other in scope.others:
        if type(other.message).__name__ not in CARRIED:
            continue
        for load in loads_of(scope):
            documents, ucrs = load.texts("document"), load.texts("ucr")
            same = [item for item in loads_of(other) if item.texts("document") & documents]
            named = {ucr for item in same for ucr in item.texts("ucr")}
            if ucrs and all(item.texts("ucr") for item in same) and named and not named & ucrs:
                yield Problem(
                    load.all("ucr")[0][0],
                    f"the UCR {min(ucrs)} is not that of {', '.join(sorted(documents))}"
                    f" ({_where(other, same, 'ucr')})",
                    " or ".join(sorted(named)),
                    min(ucrs),
                )
