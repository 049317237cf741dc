"""Commercial papers and lists of documents of the union: every value in its place, as in the declaration."""

from __future__ import annotations

from copy import deepcopy
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.errors import UnknownFormat
from carec_datamodel.findings import Severity
from carec_datamodel.model import GoodsDeclaration
from carec_datamodel.testing.tree_difference import tree_differences

EXAMPLES = Path(__file__).parents[2] / "examples"
INVOICE = EXAMPLES / "eaeu-invoice.xml"
CONTAINER = """\
<ED_Container xmlns="urn:customs.ru:Information:ExchangeDocuments:ED_Container:5.22.0">{}</ED_Container>
"""
PACKING_LIST = """\
<PackingList xmlns="urn:customs.ru:Information:CommercialFinanceDocuments:PackingList:5.22.0"
  xmlns:c="urn:customs.ru:CommonAggregateTypes:5.22.0" DocumentModeID="1002009E">
<GrossWeightQuantity>13450</GrossWeightQuantity>
<DeliveryTerms>
  <Invoice><c:PrDocumentNumber>NTE-2026/0031</c:PrDocumentNumber></Invoice>
  <Registration><c:PrDocumentNumber>PL-31</c:PrDocumentNumber></Registration>
</DeliveryTerms>
<Goods>
  <GoodsDescription>ПРЯЖА </GoodsDescription><GoodsDescription>ХЛОПЧАТОБУМАЖНАЯ</GoodsDescription>
  <GoodsQuantity>9000</GoodsQuantity><MeasureUnitQualifierCode>166</MeasureUnitQualifierCode>
  <PlacesQuantity><PlacesQuantity>300</PlacesQuantity><PackingCode>CT</PackingCode></PlacesQuantity>
  <PlacesQuantity><PlacesQuantity>2</PlacesQuantity><PackingCode>PX</PackingCode></PlacesQuantity>
  <PackingInfo><PackingCode>99</PackingCode><PakingQuantity>3600</PakingQuantity></PackingInfo>
</Goods>
<TotalPlacesQuantity><PlacesQuantity>300</PlacesQuantity></TotalPlacesQuantity>
<TotalPlacesQuantity><PlacesQuantity>2</PlacesQuantity></TotalPlacesQuantity>
</PackingList>
"""
TAX_INVOICE = """\
<CommercialInvoice xmlns="urn:customs.ru:Information:CommercialFinanceDocuments:CommercialInvoice:5.22.0"
  xmlns:c="urn:customs.ru:CommonAggregateTypes:5.22.0"
  xmlns:f="urn:customs.ru:Information:CommercialFinanceDocuments:CommercialFinanceCommonAgregateTypesCust:5.22.0"
  DocumentModeID="1002003E">
<CurrencyCode>RUB</CurrencyCode><TotalCost>1200.00</TotalCost><TaxSum>200.00</TaxSum>
<InvoiceGoods>
  <f:GoodsPrice>100</f:GoodsPrice><f:GoodsCost>1000.00</f:GoodsCost>
  <f:TaxRate>20</f:TaxRate><f:TaxSum>200.00</f:TaxSum><f:TotalCost>1200.00</f:TotalCost>
  <f:OriginA3CountryCode>CHN</f:OriginA3CountryCode>
  <f:GTDID><c:CustomsCode>10702030</c:CustomsCode><c:RegistrationDate>2026-01-15</c:RegistrationDate>
    <c:GTDNumber>0000031</c:GTDNumber></f:GTDID>
</InvoiceGoods>{}</CommercialInvoice>
"""
INVENTORY = """\
<Inventory xmlns="urn:customs.ru:Information:CustomsDocuments:Inventory:5.22.0"
  xmlns:c="urn:customs.ru:CommonAggregateTypes:5.22.0" DocumentModeID="1006003E">
<GTDDocumentID>5a0c1b7e-0000-4000-8000-000000000017</GTDDocumentID>
<GTDPerson><c:OrganizationName>ТОО "НАМУНА ТРЕЙД"</c:OrganizationName></GTDPerson>
<InventoryInstance>
  <InventoryInstanceDate>2026-03-10</InventoryInstanceDate>
  <InventDocument><InvDocCode>04021</InvDocCode><InvDocName>ИНВОЙС</InvDocName>
    <InvDocNumber>NTE-2026/0031</InvDocNumber><InvDocDate>2026-03-02</InvDocDate>
    <ArchID>archive</ArchID><ArchDocID>paper</ArchDocID>
    <PrevGTDNumber><c:CustomsCode>39871101</c:CustomsCode><c:RegistrationDate>2026-01-15</c:RegistrationDate>
      <c:GTDNumber>0000031</c:GTDNumber></PrevGTDNumber></InventDocument>
</InventoryInstance>
<GTDNumber><c:CustomsCode>39871101</c:CustomsCode><c:RegistrationDate>2026-03-10</c:RegistrationDate>
  <c:GTDNumber>0000117</c:GTDNumber></GTDNumber>
</Inventory>
"""


def read(text: str) -> Any:
    """Return the message of a document of the papers above, which leave out most of what is required."""
    return cdm.convert(text.encode(), strict=False).message


def document(path: Path) -> str:
    return path.read_text(encoding="utf-8").partition("?>")[2].strip()


def container(*documents: str) -> bytes:
    bodies = (f"<ContainerDoc><DocBody>{text}</DocBody></ContainerDoc>" for text in documents)
    return CONTAINER.format("".join(bodies)).encode()


def test_an_invoice_stands_where_its_declaration_has_the_same():
    invoice: Any = cdm.read(INVOICE)
    declaration: Any = cdm.read(EXAMPLES / "eaeu-esadout.xml")
    for place in ("invoice_amount", "total_package_quantity", "currency_exchange"):
        assert getattr(invoice, place) == getattr(declaration, place)
    for place in ("trade_terms", "trading_country_code"):
        assert getattr(invoice.goods_shipment, place) == getattr(declaration.goods_shipment, place)
    paper = declaration.goods_shipment.government_agency_goods_item[0].additional_document[0]
    assert (invoice.goods_shipment.invoice[0].id, invoice.goods_shipment.invoice[0].issue_date_time) == (
        paper.id,
        paper.effective_date_time,
    )
    assert invoice.goods_shipment.buyer.id == declaration.declarant.id
    assert invoice.goods_shipment.seller.name == declaration.exporter.name
    goods = [message.goods_shipment.government_agency_goods_item for message in (invoice, declaration)]
    for line, item in zip(*goods, strict=True):
        assert line.commodity.classification == item.commodity.classification
        assert (
            line.commodity.invoice_line.item_charge_amount == item.commodity.invoice_line.item_charge_amount
        )
        assert line.commodity.invoice_line.unit_price_amount.currency == "USD"
        assert (
            line.commodity.goods_measure.gross_mass_measure == item.commodity.goods_measure.gross_mass_measure
        )
        assert line.origin[0].country_code == item.origin[0].country_code
        assert line.sequence_numeric == item.sequence_numeric


def test_an_invoice_and_its_declaration_do_not_contradict_each_other():
    reports = cdm.validate_together([INVOICE, EXAMPLES / "eaeu-esadout.xml"])
    assert [
        one.rule for report in reports for one in report.findings if one.rule.startswith("together")
    ] == []
    assert [one.message for one in reports[0].findings if one.severity is Severity.ERROR] == []


def test_charges_and_discounts_of_an_invoice_are_told_apart():
    shipment = cdm.read(INVOICE).goods_shipment
    found = {
        charge.charges_type_code: str(charge.other_charge_deduction_amount.value)
        for charge in shipment.customs_valuation.charge_deduction
    }
    assert found == {"4DE": "400.00", "2IN": "50.00"}
    assert str(shipment.consignment.freight.freight_amount.value) == "350.00"
    item = shipment.government_agency_goods_item[1].customs_valuation.charge_deduction
    assert [(one.charges_type_code, str(one.other_charge_deduction_amount.value)) for one in item] == [
        ("BA", "60.00"),
        ("3OT", "20.00"),
        ("3OT", "15.00"),
    ]
    assert {one.other_charge_deduction_amount.currency for one in item} == {"USD"}


def test_the_first_vehicle_of_an_invoice_draws_the_others():
    means = cdm.read(INVOICE).goods_shipment.consignment.departure_transport_means
    assert (means.id, means.mode_code, means.national_mode_code) == ("01X900AA", "3", "31")
    assert means.registration_nationality_code == "UZ"
    assert [trailer.id for trailer in means.attached_transport_means] == ["01X901AA"]


def test_the_papers_that_an_invoice_names_are_told_by_their_kind():
    papers = [(one.type_code, one.id) for one in cdm.read(INVOICE).additional_document]
    assert papers == [("03011", "NT-17"), ("03012", "NT-17/2"), ("03012", "NT-17/3")]


def test_an_invoice_written_alone_lacks_modes_of_trailers_alone(shared: Path):
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / "album_5.23.0" / "Invoice.xsd"))
    assert schema.validate(etree.parse(INVOICE))
    written = etree.fromstring(cdm.dumps(cdm.read(INVOICE), format="eaeu-invoice"))
    assert not schema.validate(written)
    trailer = list(written.iter("{*}TransportMeans"))[1]
    trailer.insert(1, deepcopy(written.find("{*}TransportMeans/{*}ModeCode")))
    schema.assertValid(written)


def test_a_packing_list_has_packages_by_kind_and_packing_inside_them():
    message = read(PACKING_LIST)
    (item,) = message.goods_shipment.government_agency_goods_item
    kinds = [(one.level_code, one.type_code, one.national_type_code) for one in item.packaging]
    assert kinds == [(None, "CT", None), (None, "PX", None), ("PACKING", None, "99")]
    assert [str(one.quantity_quantity.value) for one in item.packaging] == ["300", "2", "3600"]
    assert item.commodity.description == "ПРЯЖА ХЛОПЧАТОБУМАЖНАЯ"
    assert item.commodity.product_group[0].product[0].quantity.unit == "KGM"


def test_totals_of_a_packing_list_by_kind_are_not_taken_for_the_total():
    message = read(PACKING_LIST)
    assert message.total_package_quantity is None
    assert str(message.total_gross_mass_measure.value) == "13450"


def test_a_packing_list_names_itself_and_its_invoice():
    message = read(PACKING_LIST)
    assert [(one.type_code, one.id) for one in message.additional_document] == [("04131", "PL-31")]
    assert [one.id for one in message.goods_shipment.invoice] == ["NTE-2026/0031"]


def test_the_tax_of_a_seller_is_no_duty_of_the_goods():
    message = read(TAX_INVOICE.format(""))
    (item,) = message.goods_shipment.government_agency_goods_item
    assert message.duty_tax_fee == item.commodity.duty_tax_fee == ()
    assert str(message.invoice_amount.value) == str(item.commodity.invoice_line.item_charge_amount.value)
    assert item.origin[0].country_code == "CN"
    assert item.previous_document[0].id == "10702030/150126/0000031"


ENTREPRENEUR = """\
<IndividualEntrepreneur><c:PersonSurname>ОБРАЗЦОВ</c:PersonSurname><c:PersonName>ПРИМЕР</c:PersonName>
<OGRNID>304770000000017</OGRNID></IndividualEntrepreneur>
"""
DIRECTOR = """\
<SignatureDirectorChiefAccountant><Director><c:PersonSurname>ОБРАЗЦОВ</c:PersonSurname>
<c:PersonName>ПРИМЕР</c:PersonName></Director></SignatureDirectorChiefAccountant>
"""


@pytest.mark.parametrize(("block", "person"), [(ENTREPRENEUR, "304770000000017"), (DIRECTOR, None)])
def test_who_signs_a_tax_invoice_is_written_as_what_he_is(block: str, person: str | None):
    message = read(TAX_INVOICE.format(block))
    assert (message.representative_person.family_name, message.representative_person.id) == (
        "ОБРАЗЦОВ",
        person,
    )
    written = etree.fromstring(cdm.dumps(message, format="eaeu-commercial-invoice"))
    (signed,) = written.iter("{*}PersonSurname")
    around = [etree.QName(one).localname for one in signed.iterancestors()]
    assert around[-2] == ("IndividualEntrepreneur" if person else "SignatureDirectorChiefAccountant")


def test_an_entrepreneur_without_a_number_signs_all_the_same():
    block = ENTREPRENEUR.replace("<OGRNID>304770000000017</OGRNID>", "")
    assert read(TAX_INVOICE.format(block)).representative_person.family_name == "ОБРАЗЦОВ"


def test_the_date_of_a_paper_may_have_any_zone():
    text = PACKING_LIST.replace("31</c:PrDocumentNumber></Invoice>", "31</c:PrDocumentNumber>{}</Invoice>")
    (invoice,) = read(
        text.format("<c:PrDocumentDate>2026-03-02+04:30</c:PrDocumentDate>")
    ).goods_shipment.invoice
    assert invoice.issue_date_time == "2026-03-02"


def test_a_list_of_documents_has_the_papers_of_a_declaration_with_their_files():
    message = read(INVENTORY)
    assert isinstance(message, GoodsDeclaration)
    assert message.id == "39871101/100326/0000117"
    assert message.submitter.name == 'ТОО "НАМУНА ТРЕЙД"'
    (paper,) = message.additional_document
    assert (paper.type_code, paper.id, paper.effective_date_time) == ("04021", "NTE-2026/0031", "2026-03-02")
    assert (paper.attached_file[0].archive_id, paper.attached_file[0].id) == ("archive", "paper")
    assert paper.presented_with.id == "39871101/150126/0000031"


def test_papers_in_a_container_do_not_hide_the_declaration_that_they_go_with():
    declaration = EXAMPLES / "eaeu-esadout.xml"
    held = container(INVENTORY, document(declaration), document(INVOICE))
    assert cdm.detect(held).id == "eaeu-esadout"
    assert cdm.read(held) == cdm.read(declaration)
    assert cdm.read(held, format="eaeu-invoice") == cdm.read(INVOICE)


def test_a_paper_alone_in_a_container_is_the_message():
    assert cdm.detect(container(INVENTORY)).id == "eaeu-inventory"
    assert cdm.read(container(document(INVOICE))) == cdm.read(INVOICE)


def test_several_papers_in_a_container_are_refused_until_one_is_named():
    held = container(INVENTORY, document(INVOICE))
    with pytest.raises(UnknownFormat, match="more than one format fits: eaeu-inventory, eaeu-invoice"):
        cdm.read(held)
    assert cdm.read(held, format="eaeu-invoice") == cdm.read(INVOICE)


def test_the_list_in_an_observed_container_is_read_when_it_is_asked_for(shared: Path):
    file = shared / "samples" / "eaeu" / "observed" / "kz_transit_car_container_inventory_5.23.0.xml"
    root: Any = etree.parse(file).getroot()
    assert cdm.detect(file).id == "eaeu-esadout-transit"
    conversion = cdm.convert(file, format="eaeu-inventory")
    papers: Any = conversion.message.additional_document
    assert [one.id for one in papers] == [one.text for one in root.iter("{*}InvDocNumber")]
    assert [one.type_code for one in papers] == [one.text for one in root.iter("{*}InvDocCode")]
    person: Any = conversion.message.representative_person
    assert person.identity_document[0].id == root.findtext(".//{*}InventoryInstance//{*}IdentityCardNumber")
    assert person.power_of_attorney.expiration_date_time == root.findtext(".//{*}ComplationAuthorityDate")
    back = cdm.dumps(conversion.message, format="eaeu-inventory", residue=conversion.residue)
    assert list(tree_differences(root, etree.fromstring(back))) == []
