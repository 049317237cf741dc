"""The project's own ASYCUDA declarations mean in the message what they mean on the form."""

from __future__ import annotations

import importlib.util
import sys
from collections.abc import Callable
from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.model.leaves import leaves

ROOT = Path(__file__).resolve().parents[2]
EXAMPLES = ("asycuda-sad.xml", "asycuda-sad-georgia.xml")


def load(file: Path) -> ModuleType:
    """Return the module in *file*, which lies outside any package."""
    spec = importlib.util.spec_from_file_location(file.stem, file)
    assert spec is not None
    assert spec.loader is not None
    module = sys.modules[file.stem] = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


ASYCUDA = load(ROOT / "tests" / "conformance" / "asycuda_facts.py")


def tree(name: str) -> etree._Element:
    return etree.parse(ROOT / "examples" / name).getroot()


def read(root: etree._Element) -> Any:
    return cdm.loads(etree.tostring(root, encoding="UTF-8"))


def set_text(root: etree._Element, path: str, text: str) -> None:
    for element in root.xpath(path):
        for child in list(element):
            element.remove(child)
        element.text = text


def rename(root: etree._Element, **names: str) -> None:
    for element in root.iter(*names):
        element.tag = names[element.tag]


def reorder(root: etree._Element, *, backwards: bool) -> None:
    """Put the children of every element in the order of their names; those of one name stay in theirs."""
    for element in list(root.iter()):
        element[:] = sorted(element, key=lambda child: child.tag, reverse=backwards)


def unlike(one: Any, other: Any) -> list[tuple[str, str]]:
    """Return path and text of the values that only one of two messages holds at that place."""
    return sorted(set(leaves(one)) ^ set(leaves(other)))


def move_into(child: etree._Element, name: str, *inside: etree._Element) -> None:
    """Put an element called *name* in the place of *child*, and *child* and *inside* into it."""
    parent = child.getparent()
    wrapper = etree.Element(name)
    parent.replace(child, wrapper)
    wrapper.extend([child, *inside])


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_example_is_read_without_findings(name: str) -> None:
    report = cdm.validate(ROOT / "examples" / name)
    assert [finding.rule for finding in report.findings] in ([], ["crosswalk.date-order"])


@pytest.mark.parametrize("name", EXAMPLES)
def test_every_fact_stands_where_an_officer_looks_for_it(name: str) -> None:
    root = tree(name)
    assert ASYCUDA.differences(root, read(root)) == []


@pytest.mark.parametrize(("name", "least"), [("asycuda-sad.xml", 240), ("asycuda-sad-georgia.xml", 170)])
def test_the_example_tells_many_facts(name: str, least: int) -> None:
    root = tree(name)
    told = [fact for fact in ASYCUDA.facts(root, read(root)) if fact.national is not None]
    assert len(told) >= least


def swap_parties(message: Any) -> Any:
    shipment = message.goods_shipment
    return message.replace(
        exporter=shipment.consignee, goods_shipment=shipment.replace(consignee=message.exporter)
    )


def swap_items(message: Any) -> Any:
    first, second, *rest = message.goods_shipment.government_agency_goods_item
    items = (first.replace(commodity=second.commodity), second.replace(commodity=first.commodity), *rest)
    return message.replace(goods_shipment=message.goods_shipment.replace(government_agency_goods_item=items))


def swap_means(message: Any) -> Any:
    shipment = message.goods_shipment
    consignment = shipment.consignment
    turned = consignment.replace(
        arrival_transport_means=None, departure_transport_means=consignment.arrival_transport_means
    )
    return message.replace(goods_shipment=shipment.replace(consignment=turned))


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("wrong", [swap_parties, swap_items, swap_means])
def test_the_facts_notice_a_value_in_the_wrong_place(name: str, wrong: Callable[[Any], Any]) -> None:
    root = tree(name)
    message = read(root)
    before = ASYCUDA.differences(root, message)
    assert len(ASYCUDA.differences(root, wrong(message))) >= len(before) + 2


@pytest.mark.parametrize("name", EXAMPLES)
def test_the_sums_of_the_example_add_up(name: str) -> None:
    message = read(tree(name))
    shipment = message.goods_shipment
    items = shipment.government_agency_goods_item

    def total(attribute: str) -> Decimal:
        return sum((ASYCUDA.held(item, attribute) for item in items), Decimal(0))

    assert message.goods_item_quantity.value == len(items)
    assert message.form_quantity == 1 + (len(items) + 1) // 3
    assert message.total_package_quantity.value == total("packaging.0.quantity_quantity.value")
    mass = message.total_gross_mass_measure.value
    assert mass == total("commodity.goods_measure.gross_mass_measure.value")
    invoice = message.invoice_amount.value
    assert invoice == total("commodity.invoice_line.item_charge_amount.value")
    assert invoice == shipment.customs_valuation.total_invoice_amount.value
    exchange = message.currency_exchange[0]
    assert exchange.national_currency_amount.value == invoice * exchange.rate_numeric
    costs = shipment.customs_valuation.total_cost_amount.value
    assert costs == total("customs_valuation.total_cost_amount.value")
    value = shipment.customs_valuation.customs_value_amount.value
    assert value == total("customs_value_amount.value") == exchange.national_currency_amount.value + costs
    taxes = message.payment.tax_assessed_amount.value
    assert taxes == total("payment.tax_assessed_amount.value") + message.payment.global_tax_amount.value
    for item in items:
        lines = [fee.payment.tax_assessed_amount.value for fee in item.commodity.duty_tax_fee]
        assert sum(lines) == item.payment.tax_assessed_amount.value


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("backwards", [False, True], ids=["a to z", "z to a"])
def test_the_order_of_elements_does_not_change_the_message(name: str, *, backwards: bool) -> None:
    root = tree(name)
    message = read(root)
    reorder(root, backwards=backwards)
    assert unlike(read(root), message) == []


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("backwards", [False, True], ids=["a to z", "z to a"])
def test_a_document_in_another_order_comes_back_in_that_order(name: str, *, backwards: bool) -> None:
    root = tree(name)
    reorder(root, backwards=backwards)
    conversion = cdm.convert(etree.tostring(root, encoding="UTF-8"))
    back = cdm.dumps(conversion.message, format="asycuda-sad", residue=conversion.residue)
    tags = zip(etree.fromstring(back).iter(), root.iter(), strict=True)
    assert [(one.tag, other.tag) for one, other in tags if one.tag != other.tag] == []


def as_published(root: etree._Element) -> None:
    """Give *root* the wrappers and names of the published message description."""
    items = root.findall("Item")
    header = [child for child in root if child.tag != "Item"]
    rename(root, Property="Properties", Declaration_gen_procedure_code="General_procedure_code")
    rename(root, code1="Code_1", code2="Code_2", Total_CIF="Total_cif")
    rename(root, Customs_Clearance_office_name="Customs_clearance_office_name")
    for name, children in (("SAD", header), ("Items", items)):
        etree.SubElement(root, name).extend(children)


def as_forwarder(root: etree._Element) -> None:
    """Give *root* the names and places of a commercial forwarding system."""
    rename(
        root,
        receipt="reciept",
        Number_of_loading_lists="Number_of_loading_list",
        code1="Code1",
        code2="Code2",
    )
    rename(root, Suppplementary_unit_name="Supplementary_unit_name", Rate_of_adjustement="Rate_of_adjustment")
    rename(root, QuotaCode="Quota_code", Customs_Clearance_office_name="Customs_clearance_office_name")
    root.find("Identification").append(root.find("Property/Nbers/Total_number_of_packages"))
    place = root.find("Property/Place_of_declaration")
    move_into(place, "Place_of_declaration")
    for item in root.iter("Item"):
        licence = item.find("Licence_number")
        move_into(
            licence,
            "Licence_number",
            item.find("Amount_deducted_from_licence"),
            item.find("Quantity_deducted_from_licence"),
        )


def as_angolan(root: etree._Element) -> None:
    """Give *root* the names of Angola's writer, which leaves elements empty instead of null."""
    rename(
        root, Weight_itm="Weight_item", Gross_weight_itm="Gross_weight_item", Net_weight_itm="Net_weight_item"
    )
    for licence in root.findall("Item/Licence_number"):
        move_into(licence, "Licence")
    etree.strip_elements(root, "null")


def as_old_client(root: etree._Element) -> None:
    """Give *root* the spellings of clients up to 4.1."""
    rename(root, Gs_external_freight="Gs_External_freight", item_external_freight="item_External_freight")
    rename(
        root, Free_text_1="Free_Text_1", Free_text_2="Free_Text_2", Comments_free_text="Comments_free_Text"
    )
    rename(
        root,
        Date_of_exit="Date_of_Exit",
        Supplier_documents="Suppliers_documents",
        **{"A.I._code": "AI_code"},
    )
    for element in root.iter():
        if element.tag.startswith("Invoice_supplier_"):
            element.tag = element.tag.replace("Invoice_supplier_", "Suppliers_document_")


@pytest.mark.parametrize("name", EXAMPLES)
@pytest.mark.parametrize("dialect", [as_published, as_forwarder, as_angolan, as_old_client])
def test_every_dialect_of_a_declaration_is_the_same_message(
    name: str, dialect: Callable[[etree._Element], None]
) -> None:
    root = tree(name)
    set_text(root, "Item/Licence_number", "6882")
    set_text(root, "Item/Quantity_deducted_from_licence", "12.5")
    set_text(root, "Property/Place_of_declaration", "HAIRATAN")
    message = read(root)
    other = deepcopy(root)
    dialect(other)
    assert unlike(read(other), message) == []


def test_goods_of_a_georgian_export_depart_although_the_flow_says_import() -> None:
    root = tree("asycuda-sad-georgia.xml")
    set_text(root, "Identification/Type/Type_of_declaration", "ექ")
    set_text(root, "Identification/Type/Declaration_gen_procedure_code", "1")
    message = read(root)
    assert message.goods_shipment.consignment.departure_transport_means is not None
    assert message.goods_shipment.consignment.arrival_transport_means is None
    assert message.exit_office is not None
    assert message.entry_office is None


def test_an_export_by_its_flow_departs() -> None:
    root = tree("asycuda-sad.xml")
    set_text(root, "Property/Sad_flow", "E")
    set_text(root, "Identification/Type/Type_of_declaration", "EX")
    message = read(root)
    assert message.goods_shipment.consignment.departure_transport_means.id == "01X900AA/01X901AA/01X902AA"
    assert message.exit_office.id == "AF201"
    assert message.entry_office is None


def test_a_national_procedure_alone_is_not_the_procedure_requested() -> None:
    root = tree("asycuda-sad.xml")
    for element in root.findall("Item/Tarification/Extended_customs_procedure"):
        element.getparent().remove(element)
    items = read(root).goods_shipment.government_agency_goods_item
    requested = [item.government_procedure[0].current_code for item in items if item.government_procedure]
    assert "000" not in requested
