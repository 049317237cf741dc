"""Rules on goods items: tariff codes, masses, items that stand there twice."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING, Any

from carec_datamodel.findings import Severity
from carec_datamodel.model.refusals import Loc
from carec_datamodel.validation.rulebook.declared import items_of
from carec_datamodel.validation.rulebook.rule import Problem, Scope, rule

if TYPE_CHECKING:
    from carec_datamodel.model.goods_declaration import GoodsDeclaration
    from carec_datamodel.model.goods_item import GovernmentAgencyGoodsItem
    from carec_datamodel.model.goods_measure import GoodsMeasure

_NATIONAL_CHAPTERS = ("98", "99")
_ITEM = "GoodsShipment/GovernmentAgencyGoodsItem[]"


def _hs(*codes: str) -> dict[str, Any]:
    return {
        "SequenceNumeric": 1,
        "Commodity": {"Classification": [{"ID": code, "IdentificationTypeCode": "HS"} for code in codes]},
    }


def _codes_of(item: GovernmentAgencyGoodsItem) -> Iterator[tuple[Loc, str]]:
    """Yield the codes of the Harmonised System that *item* has."""
    entries = item.commodity.classification if item.commodity is not None else ()
    for index, entry in enumerate(entries):
        if entry.identification_type_code == "HS" and entry.id is not None:
            yield ("Commodity", "Classification", index, "ID"), entry.id


@rule(
    "hs.length",
    "GovernmentAgencyGoodsItem",
    "Commodity/Classification[]/ID",
    good=_hs("5407520000"),
    bad=_hs("5407"),
    source="Harmonised System; national tariffs of 8 to 14 digits",
    shortest_tariff_code="6",
    longest_tariff_code="14",
)
def length(item: GovernmentAgencyGoodsItem, scope: Scope) -> Iterator[Problem]:
    """Goods are declared by subheading: six digits of the Harmonised System, and national ones behind."""
    shortest, longest = scope.parameters["shortest_tariff_code"], scope.parameters["longest_tariff_code"]
    for loc, code in _codes_of(item):
        if code.isdecimal() and not shortest <= len(code) <= longest:
            yield Problem(
                loc,
                f"the tariff code {code!r} has {len(code)} digits",
                f"{shortest} to {longest} digits",
                code,
            )


@rule(
    "hs.national-use",
    "GovernmentAgencyGoodsItem",
    "Commodity/Classification[]/ID",
    good=_hs("5407520000"),
    bad=_hs("9801000000"),
    source="Harmonised System: chapters 98 and 99 are left to its parties",
    severity=Severity.NOTE,
)
def national_use(item: GovernmentAgencyGoodsItem, _scope: Scope) -> Iterator[Problem]:
    """Chapters 98 and 99 mean something else in every country: the next customs service cannot read them."""
    for loc, code in _codes_of(item):
        if code.startswith(_NATIONAL_CHAPTERS):
            yield Problem(
                loc,
                f"{code!r} is of a chapter for national use",
                "a code of chapters 1 to 97 where the goods cross a border",
                code,
            )


@rule(
    "hs.one-subheading",
    "GovernmentAgencyGoodsItem",
    "Commodity/Classification[]/ID",
    good=_hs("540752", "5407520000"),
    bad=_hs("540752", "5407610000"),
    source="Harmonised System, general rules 1 and 6",
)
def one_subheading(item: GovernmentAgencyGoodsItem, _scope: Scope) -> Iterator[Problem]:
    """The goods of one item are of one subheading."""
    first = ""
    for loc, code in _codes_of(item):
        first = first or code
        if code[:6] != first[: len(code[:6])]:
            yield Problem(loc, f"{code!r} beside {first!r}", f"a code of subheading {first[:6]}", code)


@rule(
    "masses.not-negative",
    "GoodsMeasure",
    "GrossMassMeasure",
    "NetNetWeightMeasure",
    good={"GrossMassMeasure": {"value": "12.5"}},
    bad={"GrossMassMeasure": {"value": "-12.5"}},
    source="meaning of the elements",
    needs=(),
)
def not_negative(measure: GoodsMeasure, _scope: Scope) -> Iterator[Problem]:
    """Goods do not weigh less than nothing."""
    masses = (
        ("GrossMassMeasure", measure.gross_mass_measure),
        ("NetNetWeightMeasure", measure.net_net_weight_measure),
    )
    for name, mass in masses:
        if mass is not None and mass.value < 0:
            yield Problem((name,), f"{name} is {mass.value:f}", "0 or more", f"{mass.value:f}")


def _item(number: int, description: str) -> dict[str, Any]:
    return {
        "SequenceNumeric": number,
        "Commodity": {
            "Description": description,
            "Classification": [{"ID": "540752", "IdentificationTypeCode": "HS"}],
            "InvoiceLine": {"ItemChargeAmount": {"value": "24000", "currencyID": "USD"}},
        },
    }


@rule(
    "goods.same-item-twice",
    "GoodsDeclaration",
    f"{_ITEM}/Commodity/Description",
    f"{_ITEM}/Commodity/ID",
    f"{_ITEM}/Commodity/Classification[]/ID",
    f"{_ITEM}/Commodity/InvoiceLine/ItemChargeAmount",
    f"{_ITEM}/Commodity/GoodsMeasure/NetNetWeightMeasure",
    f"{_ITEM}/Origin[]/CountryCode",
    f"{_ITEM}/GovernmentProcedure[]/CurrentCode",
    good={
        "GoodsShipment": {
            "GovernmentAgencyGoodsItem": [_item(1, "Fabric, dyed"), _item(2, "Fabric, printed")]
        }
    },
    bad={
        "GoodsShipment": {"GovernmentAgencyGoodsItem": [_item(1, "Fabric, dyed"), _item(2, "Fabric, dyed")]}
    },
    source="practice of customs offices",
    severity=Severity.WARNING,
    needs=("GoodsShipment",),
)
def same_item_twice(declaration: GoodsDeclaration, _scope: Scope) -> Iterator[Problem]:
    """Two items with the same goods, code, origin, procedure, price and mass are often one, entered twice."""
    seen: dict[tuple[object, ...], int] = {}
    for position, (loc, item) in enumerate(items_of(declaration), start=1):
        goods = item.commodity
        if goods is None or goods.description is None or goods.invoice_line is None:
            continue
        key = (
            " ".join(goods.description.split()),
            goods.id,
            tuple(entry.id for entry in goods.classification),
            goods.invoice_line.item_charge_amount,
            goods.goods_measure.net_net_weight_measure if goods.goods_measure is not None else None,
            tuple(origin.country_code for origin in item.origin),
            tuple((entry.current_code, entry.previous_code) for entry in item.government_procedure),
        )
        first = seen.setdefault(key, position)
        if first != position and goods.invoice_line.item_charge_amount is not None:
            yield Problem(
                loc, f"item {position} is in all like item {first}", "items that differ, or one item of both"
            )
