"""What a message derived from another holds, and that nothing is lost without a word."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel import model
from carec_datamodel.derivation.table import derivations, read_rows
from carec_datamodel.model.leaves import leaves
from carec_datamodel.model.structure import message_class

EXAMPLES = Path(__file__).parents[2] / "examples"
DECLARATIONS = sorted(
    file
    for file in EXAMPLES.rglob("*.xml")
    if type(cdm.read(file)).__name__ in {source for source, _ in derivations()}
)
TARGETS = [message_class(target) for _, target in derivations()]


def test_a_declaration_gives_a_report_of_cargo_and_a_transit():
    assert derivations() == (
        ("GoodsDeclaration", "CargoManifest"),
        ("GoodsDeclaration", "TransitDeclaration"),
    )


@pytest.mark.parametrize("target", TARGETS, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("file", DECLARATIONS, ids=lambda file: file.stem)
def test_every_value_goes_along_or_is_told_as_left(file, target):
    first = cdm.read(file)
    derived = cdm.derive(first, target)
    left = {left.path for left in derived.left}
    assert len(left) == len(derived.left)
    there = {text for _, text in leaves(derived.message)}
    units = ("currencyID", "unitCode", "unitName")
    for path, text in leaves(first):
        if not path.endswith(units):
            assert path in left or text in there, path


@pytest.mark.parametrize("target", TARGETS, ids=lambda cls: cls.__name__)
@pytest.mark.parametrize("file", DECLARATIONS, ids=lambda file: file.stem)
def test_nothing_is_said_that_the_first_message_did_not_say(file, target):
    first = cdm.read(file)
    known = {text for _, text in leaves(first)} | {"830"}
    assert {text for _, text in leaves(cdm.derive(first, target).message)} <= known


@pytest.mark.parametrize("file", DECLARATIONS, ids=lambda file: file.stem)
def test_lines_packages_and_masses_are_those_of_the_items(file):
    items = cdm.read(file).goods_shipment.government_agency_goods_item
    lines = cdm.derive(cdm.read(file), cdm.TransitDeclaration).message.consignment.consignment_item
    assert [line.sequence_numeric for line in lines] == [item.sequence_numeric for item in items]
    assert [line.packaging for line in lines] == [item.packaging for item in items]
    assert [line.goods_measure for line in lines] == [
        item.commodity and item.commodity.goods_measure for item in items
    ]


def item(number: int, *containers: str, **values):
    equipment = tuple(model.TransportEquipment(id=container) for container in containers)
    return model.GovernmentAgencyGoodsItem(
        sequence_numeric=number, commodity=model.Commodity(transport_equipment=equipment, **values)
    )


def declaration(*items, **values):
    return cdm.GoodsDeclaration(
        goods_shipment=model.GoodsShipment(government_agency_goods_item=items, **values)
    )


def test_the_first_declaration_becomes_a_document_before():
    first = declaration(item(1)).replace(id="26010/11.03.2026/0000412", acceptance_date_time="2026-03-11")
    made = cdm.derive(first, cdm.TransitDeclaration).message
    assert made.consignment.previous_document == (
        model.PreviousDocument(id="26010/11.03.2026/0000412", type_code="830", issue_date_time="2026-03-11"),
    )


def test_a_date_of_acceptance_without_a_number_stays_behind():
    derived = cdm.derive(
        declaration(item(1)).replace(acceptance_date_time="2026-03-11"), cdm.TransitDeclaration
    )
    assert derived.message.consignment.previous_document == ()
    assert [left.path for left in derived.left] == ["GoodsDeclaration/AcceptanceDateTime"]


def test_a_party_that_is_the_declarant_is_named():
    declarant = model.Party(name="ТОО «ҮЛГІ НАН»", id="491240000089")
    first = declaration(item(1), consignor=model.Party(special_case_code="DECLARANT"))
    derived = cdm.derive(first.replace(declarant=declarant), cdm.CargoManifest)
    assert derived.message.consignment[0].consignor == declarant
    assert [left.path for left in derived.left] == [
        "GoodsDeclaration/GoodsShipment/Consignor/SpecialCaseCode"
    ]


def test_a_declarant_who_is_no_party_to_the_shipment_is_left():
    first = declaration(item(1)).replace(declarant=model.Party(name="ULGI BROKER LLP"))
    (left,) = cdm.derive(first, cdm.CargoManifest).left
    assert (
        str(left) == "GoodsDeclaration/Declarant/Name: 'ULGI BROKER LLP': who declared to the first country"
    )


def test_a_container_of_two_items_stands_once_with_the_consignment_and_with_each_line():
    first = declaration(item(1, "BLSU4711085"), item(2, "BLSU4711085", "BLSU4711090"))
    (consignment,) = cdm.derive(first, cdm.CargoManifest).message.consignment
    assert [found.id for found in consignment.transport_equipment] == ["BLSU4711085", "BLSU4711090"]
    assert [line.transport_equipment_id for line in consignment.consignment_item] == [
        ("BLSU4711085",),
        ("BLSU4711085", "BLSU4711090"),
    ]


def test_equal_packages_of_one_item_are_not_taken_for_one():
    packages = (model.Packaging(quantity_quantity=cdm.Quantity(10), type_code="CT"),) * 2
    goods = item(1).replace(packaging=packages)
    made = cdm.derive(declaration(goods), cdm.TransitDeclaration).message
    assert made.consignment.consignment_item[0].packaging == packages


def test_values_go_to_their_places_of_another_name():
    first = declaration(
        item(
            1,
            description="Wheat flour",
            invoice_line=model.InvoiceLine(item_charge_amount=cdm.Amount("4800.00", "USD")),
        ),
        export_country=model.Country(id="KZ"),
        destination=model.Destination(country_code="UZ"),
    )
    consignment = cdm.derive(first, cdm.TransitDeclaration).message.consignment
    assert (consignment.dispatch_country_code, consignment.destination_country_code) == ("KZ", "UZ")
    (line,) = consignment.consignment_item
    assert line.commodity.cargo_description == "Wheat flour"
    assert line.value_amount == cdm.Amount("4800.00", "USD")


def test_reasons_name_the_law_of_the_first_country_and_places_that_are_not_there():
    derived = cdm.derive(cdm.read(EXAMPLES / "eaeu-esadout.xml"), cdm.CargoManifest)
    reasons = Counter(left.reason for left in derived.left)
    assert reasons["duties under the law of the first country"] > 10
    assert reasons["CargoManifest has no place for it"] > 0
    assert {left.value for left in derived.left if "TaxAssessedAmount" in left.path} >= {"1493983.44 KZT"}


def test_the_summary_names_each_element_once_behind_the_reason_why_it_stays():
    first = declaration(item(1, tariff_description="- Wheat flour"), item(2, tariff_description="- Other"))
    derived = cdm.derive(first.replace(type_code="EX"), cdm.CargoManifest)
    commodity = "GoodsShipment/GovernmentAgencyGoodsItem/Commodity"
    assert derived.summary().splitlines() == [
        "kind of the first declaration: TypeCode",
        f"words of the tariff of the first country: {commodity}/TariffDescription",
    ]


def test_an_exporter_is_the_consignor_where_no_other_is_named():
    exporter, consignor = model.Party(name="ULGI NAN LLP"), model.Party(name="ULGI JOL LLP")
    alone = cdm.derive(declaration(item(1)).replace(exporter=exporter), cdm.TransitDeclaration)
    assert alone.message.consignment.consignor == exporter
    both = cdm.derive(
        declaration(item(1), consignor=consignor).replace(exporter=exporter), cdm.TransitDeclaration
    )
    assert both.message.consignment.consignor == consignor
    assert [str(left) for left in both.left] == [
        "GoodsDeclaration/Exporter/Name: 'ULGI NAN LLP': the consignor is carried"
    ]


def test_classes_without_a_table_are_told_with_those_that_have_one():
    with pytest.raises(
        cdm.CarecError, match="from Response to CargoManifest; there are GoodsDeclaration to "
    ):
        cdm.derive(cdm.Response(), cdm.CargoManifest)


def test_of_two_values_for_one_place_the_second_is_left(tmp_path, monkeypatch):
    file = tmp_path / "table.tsv"
    file.write_text(
        "from\tto\tvalue\twhen\tnote\nExporter\tConsignment/Consignor\t\t\t\n"
        "Declarant\tConsignment/Consignor\t\t\t\n",
        encoding="utf-8",
    )
    rows = read_rows(file, cdm.GoodsDeclaration, cdm.TransitDeclaration)
    monkeypatch.setattr("carec_datamodel.derivation.derive.rows_of", lambda *_: rows)
    exporter, declarant = model.Party(name="ULGI NAN LLP"), model.Party(name="ULGI BROKER LLP", id="4912")
    first = cdm.GoodsDeclaration(exporter=exporter, declarant=declarant)
    derived = cdm.derive(first, cdm.TransitDeclaration)
    assert derived.message.consignment.consignor == declarant
    (left,) = derived.left
    assert (left.path, left.value) == ("GoodsDeclaration/Exporter/Name", "ULGI NAN LLP")
    assert left.reason == "TransitDeclaration has one place for it, where another value stands"
