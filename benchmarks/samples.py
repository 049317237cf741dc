"""Synthetic documents to measure with: any number of goods items, no real trader, the same bytes every time.

One declaration serves all formats: a harmonised message of about 38 values an item, which
ASYCUDA can say in full, so that both are measured on the same trade.
"""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import NamedTuple

import carec_datamodel as cdm
from carec_datamodel import model

VALUES_PER_ITEM = 38
"""About how many values, leaves and their attributes, one item of `declaration` holds."""

_RATE = Decimal("12810.45")  # national currency for one US dollar
_DUTY_RATES = (Decimal(0), Decimal(5), Decimal(10), Decimal(15), Decimal(20), Decimal(30))
_VAT_RATE = Decimal(12)


class _Goods(NamedTuple):
    """Goods as they come: tariff code, the trader's and the tariff's words, and a unit's price in dollars."""

    code: str
    described: str
    worded: str
    origin: str
    package: str
    unit: str
    price: str


_GOODS = (
    _Goods(
        "5205120001",
        "Cotton yarn, single, of combed fibres, Ne 30/1, waxed, on cones",
        "Cotton yarn containing 85 % or more by weight of cotton, not for retail sale",
        "UZ",
        "CT",
        "KGM",
        "3.15",
    ),
    _Goods(
        "8471300000",
        "Portable computers 15.6 in, 16 GB, 512 GB SSD",
        "Portable automatic data-processing machines of not more than 10 kg",
        "CN",
        "BX",
        "H87",
        "412.00",
    ),
    _Goods(
        "1006309800",
        "Rice, milled, long grain, 25 kg bags <sample & control>",
        "Semi-milled or wholly milled rice, whether or not polished or glazed",
        "PK",
        "BG",
        "KGM",
        "0.84",
    ),
    _Goods(
        "8708999709",
        "Parts of suspension: front stabiliser links",
        "Parts and accessories of the motor vehicles of headings 8701 to 8705",
        "KR",
        "PK",
        "H87",
        "7.90",
    ),
    _Goods(
        "3004900002",
        "Medicaments for retail sale, tablets 500 mg No 20",
        "Medicaments for therapeutic or prophylactic uses, put up in measured doses",
        "IN",
        "CT",
        "H87",
        "1.26",
    ),
    _Goods(
        "7214200000",
        "Арматура стальная, d 12 mm, GOST 34028",
        "Bars and rods of iron or non-alloy steel, with indentations from rolling",
        "KZ",
        "NE",
        "KGM",
        "0.61",
    ),
    _Goods(
        "0806201000",
        "Raisins, seedless, washed",
        "Dried grapes: currants and sultanas in containers of not more than 2 kg",
        "AF",
        "CR",
        "KGM",
        "1.72",
    ),
)


class _Line(NamedTuple):
    """One line of the invoice: what one goods item declares."""

    number: int
    goods: _Goods
    quantity: Decimal
    price: Decimal
    net: Decimal
    packages: Decimal

    @property
    def gross(self) -> Decimal:
        return self.net + self.quantity / 8


def _line(number: int) -> _Line:
    """Return line *number*, from 1; goods and quantities go round, so that neighbours differ."""
    goods = _GOODS[number % len(_GOODS)]
    quantity = Decimal(40 + number * 37 % 1960)
    price = (quantity * Decimal(goods.price)).quantize(Decimal("0.01"))
    net = (quantity * Decimal("1.05")).quantize(Decimal("0.001"))
    return _Line(number, goods, quantity, price, net, Decimal(1 + number % 48))


def declaration(items: int) -> cdm.GoodsDeclaration:
    """Return a declaration of *items* goods items, imported by road from several countries."""
    lines = [_line(number) for number in range(1, items + 1)]
    invoiced = sum((line.price for line in lines), Decimal(0))
    return cdm.GoodsDeclaration(
        acceptance_date_time=cdm.DateTime("2026-03-12"),
        functional_reference_id="2026/000417",
        id="C 18207",
        issue_date_time=cdm.DateTime("2026-03-11"),
        issue_location_name="Hairatan",
        type_code="IM",
        general_procedure_code="4",
        flow_code="I",
        form_numeric=1,
        form_quantity=1 + (items + 1) // 3,
        goods_item_quantity=model.Quantity(Decimal(items)),
        declaration_office_id="AF101",
        declaration_office_name="Hairatan",
        invoice_amount=cdm.Amount(invoiced, "USD"),
        total_gross_mass_measure=cdm.Measure(sum((line.gross for line in lines), Decimal(0)), "KGM"),
        total_package_quantity=model.Quantity(sum((line.packages for line in lines), Decimal(0))),
        representative_person=model.Signatory(name="A. Example"),
        border_transport_means=model.RegisteredTransportMeans(
            id="01A123BC / 01B456", registration_nationality_code="UZ", mode_code="3"
        ),
        currency_exchange=(
            model.CurrencyExchange(
                currency_type_code="USD",
                currency_name="US dollar",
                rate_numeric=_RATE,
                national_currency_amount=cdm.Amount(invoiced * _RATE),
            ),
        ),
        declarant=model.Party(name="Example Broker", id="BR-204"),
        entry_office=model.Office(id="AF101", name="Hairatan"),
        exporter=_party("Example Cotton LLC", "302411897", "Amir Temur 1, Termez"),
        goods_shipment=model.GoodsShipment(
            trading_country_code="UZ",
            origin_country_name="Many",
            consignee=_party("Example Trading LLC", "9001122334", "Jada-e-Maiwand 7, Kabul"),
            consignment=model.Consignment(
                container_indicator=False,
                arrival_transport_means=model.RegisteredTransportMeans(
                    id="01A123BC", registration_nationality_code="UZ", mode_code="3"
                ),
                goods_location=model.Location(id="HRT-03"),
                loading_location=model.Location(id="UZTMZ", name="Termez"),
            ),
            destination=model.Destination(country_code="AF", country_name="Afghanistan"),
            export_country=model.Country(id="UZ", name="Uzbekistan"),
            government_agency_goods_item=tuple(_item(line) for line in lines),
            trade_terms=model.TradeTerms(condition_code="CPT", location_name="Hairatan"),
        ),
    )


def _party(name: str, identifier: str, line: str) -> model.Party:
    return model.Party(name=name, id=identifier, address=model.Address(line=(line,)))


def _item(line: _Line) -> model.GovernmentAgencyGoodsItem:
    number, goods, quantity, price, net, packages = line
    value = (price * _RATE).quantize(Decimal("0.01"))
    duty_rate = _DUTY_RATES[number % len(_DUTY_RATES)]
    duty = (value * duty_rate / 100).quantize(Decimal("0.01"))
    return model.GovernmentAgencyGoodsItem(
        customs_value_amount=cdm.Amount(value),
        sequence_numeric=number,
        statistical_value_amount=cdm.Amount((value / 1000).quantize(Decimal("0.1"))),
        additional_document=(
            _document("380", f"INV-2026/{number % 9 + 1}", "2026-03-02"),
            _document("861", f"UZ {104500 + number}", "2026-03-05"),
        ),
        commodity=model.Commodity(
            description=goods.described,
            tariff_description=goods.worded,
            classification=(model.Classification(id=goods.code, identification_type_code="HS"),),
            duty_tax_fee=(_duty("010", value, duty_rate, duty), _duty("020", value + duty, _VAT_RATE, None)),
            goods_measure=model.GoodsMeasure(
                gross_mass_measure=cdm.Measure(line.gross, "KGM"),
                net_net_weight_measure=cdm.Measure(net, "KGM"),
                tariff_quantity=(model.Quantity(quantity, goods.unit),),
            ),
            invoice_line=model.InvoiceLine(item_charge_amount=cdm.Amount(price, "USD")),
        ),
        customs_valuation=model.CustomsValuation(method_code="1"),
        government_procedure=(model.GovernmentProcedure(current_code="40", previous_code="00"),),
        origin=(model.Origin(country_code=goods.origin),),
        packaging=(
            model.Packaging(
                marks_numbers_id=f"EX/{number:04}",
                quantity_quantity=model.Quantity(packages),
                type_code=goods.package,
            ),
        ),
    )


def _document(kind: str, number: str, day: str) -> model.AdditionalDocument:
    return model.AdditionalDocument(effective_date_time=cdm.DateTime(day), id=number, type_code=kind)


def _duty(kind: str, base: Decimal, rate: Decimal, amount: Decimal | None) -> model.DutyTaxFee:
    """Return a duty of *rate* per cent on *base*; without *amount*, the product to its last digit."""
    assessed = base * rate / 100 if amount is None else amount
    return model.DutyTaxFee(
        ad_valorem_tax_base_amount=cdm.Amount(base),
        tax_rate_numeric=rate,
        type_code=kind,
        payment=model.Payment(method_code="1", tax_assessed_amount=cdm.Amount(assessed)),
    )


def sad(items: int) -> bytes:
    """Return the same declaration as an ASYCUDA SAD in the full shape of a client export, padding and all."""
    return cdm.dumps(declaration(items), format="asycuda-sad")


def write_big(path: Path, size: int) -> int:
    """Write to *path* a harmonised declaration of at least *size* bytes; return how many items it has.

    A block of 1,000 items is repeated, so their sequence numbers begin anew with each block.
    """
    block = 1000
    text = cdm.dumps(declaration(block))
    tag = b"GovernmentAgencyGoodsItem>"
    start = text.index(b"<" + tag)
    end = text.rindex(b"</" + tag) + len(b"</" + tag)
    margin = text[text.rindex(b"\n", 0, start) : start]
    items = text[start:end] + margin
    blocks = -(-size // len(items))
    with path.open("wb") as stream:
        stream.write(text[:start])
        for _ in range(blocks):
            stream.write(items)
        stream.write(text[end:].lstrip())
    return blocks * block
