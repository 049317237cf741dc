"""Correction and advance notice of a declaration, album of formats: every fact stands where it belongs."""

from __future__ import annotations

from copy import deepcopy
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.conversion import Conversion
from carec_datamodel.testing.tree_difference import tree_differences

CORRECTION, NOTICE = "eaeu-kdtout", "eaeu-esadout-notice"
EXAMPLE = Path(__file__).parents[2] / "examples" / f"{CORRECTION}.xml"
NOTICE_XML = """\
<n:ESADoutP xmlns:n="urn:customs.ru:Information:CustomsDocuments:ESADoutP:5.22.0"
    xmlns:c="urn:customs.ru:CommonAggregateTypes:5.22.0"
    xmlns:r="urn:customs.ru:RUSCommonAggregateTypes:5.22.0"
    xmlns:e="urn:customs.ru:CUESADCommonAggregateTypesCust:5.22.0" DocumentModeID="1006808E">
  <c:DocumentID>5a0c1b7e-0000-4000-8000-000000000051</c:DocumentID>
  <n:DTCountryCode>MN</n:DTCountryCode>
  <n:CustomsProcedure>{kind}</n:CustomsProcedure>
  <n:CustomsModeCode>10</n:CustomsModeCode>
  <n:PI_URN>10719110/200526/0000117</n:PI_URN>
  <n:ESADGoodsShipmentP>
    <n:ConsignmentIdent_RU_MN>
      <c:CustomsCode>10719110</c:CustomsCode>
      <c:RegistrationDate>2026-05-20</c:RegistrationDate>
      <c:SerialNumber>000123</c:SerialNumber>
      <n:RussianMongolianSign>M</n:RussianMongolianSign>
      <n:CountryCode>MN</n:CountryCode>
    </n:ConsignmentIdent_RU_MN>
    <n:TotalGoodsNumber>1</n:TotalGoodsNumber>
    <n:TotalPackageNumber>40</n:TotalPackageNumber>
    <n:TotalCustCost>1800000.00</n:TotalCustCost>
    <n:CustCostCurrencyCode>643</n:CustCostCurrencyCode>
    <n:TotalGrossWeight>20500.500000</n:TotalGrossWeight>
    <n:DepartureCustomsCode>MNULN</n:DepartureCustomsCode>
    <n:DepartureCustomsName>УЛАН-БАТОР</n:DepartureCustomsName>
    <n:ArriveCustomsCode>10719110</n:ArriveCustomsCode>
    <n:ArriveCustomsName>КЯХТА</n:ArriveCustomsName>
    <n:BorderCustomsOffice>10719110</n:BorderCustomsOffice>
    <n:ExitDate>2026-05-21</n:ExitDate>
    <n:ESADoutConsignorP><c:OrganizationName>ZHISHEE NOOLUUR LLC</c:OrganizationName></n:ESADoutConsignorP>
    <n:ESADoutConsigneeP><c:OrganizationName>ООО "ПРИМЕР"</c:OrganizationName></n:ESADoutConsigneeP>
    <n:ESADoutCarrierP><c:OrganizationName>ZHISHEE TEEVER LLC</c:OrganizationName></n:ESADoutCarrierP>
    <n:ESADoutDeclarantP>
      <c:OrganizationName>ООО "ПРИМЕР"</c:OrganizationName>
      <n:ESADFilledPerson>
        <c:PersonSurname>Образцова</c:PersonSurname>
        <c:PersonName>Айгуль</c:PersonName>
        <e:AuthoritesDocument>
          <c:PrDocumentNumber>4</c:PrDocumentNumber>
          <c:PrDocumentDate>2026-01-05</c:PrDocumentDate>
          <c:ComplationAuthorityDate>2026-12-31</c:ComplationAuthorityDate>
        </e:AuthoritesDocument>
      </n:ESADFilledPerson>
    </n:ESADoutDeclarantP>
    <n:ESADoutMainContractTermsP>
      <e:ContractCurrencyCode>USD</e:ContractCurrencyCode>
      <e:TotalInvoiceAmount>20000.00</e:TotalInvoiceAmount>
    </n:ESADoutMainContractTermsP>
    <n:ESADoutConsigmenP>
      <n:ContainerIndicator>true</n:ContainerIndicator>
      <n:DispatchCountryCode>MN</n:DispatchCountryCode>
      <n:DestinationCountryCode>RU</n:DestinationCountryCode>
      <n:BorderTransportP>
        <c:TransportModeCode>31</c:TransportModeCode>
        <n:TransportMeans><c:TransportIdentifier>0123УБА</c:TransportIdentifier></n:TransportMeans>
        <n:TransportMeans><c:TransportIdentifier>0456УБ</c:TransportIdentifier></n:TransportMeans>
      </n:BorderTransportP>
    </n:ESADoutConsigmenP>
    <n:ESADoutGoodsP>
      <e:GoodsNumeric>1</e:GoodsNumeric>
      <e:GoodsDescription>ПРЯЖА ИЗ КАШЕМИРА</e:GoodsDescription>
      <e:InvoicedCost>20000.00</e:InvoicedCost>
      <e:CustomsCost>1800000.00</e:CustomsCost>
      <n:GoodsTNVEDCode>5108101000</n:GoodsTNVEDCode>
      <n:Preferencii>ООСТ-ОО</n:Preferencii>
      <n:Container>
        <n:ContainerQuantity>1</n:ContainerQuantity>
        <n:ContainerInfo>
          <n:ContainerNumber>BLSU4711085</n:ContainerNumber>
          <n:ContainerKind>CN</n:ContainerKind>
          <n:Seals>MN0001234</n:Seals>
          <n:Seals>MN0001235</n:Seals>
        </n:ContainerInfo>
      </n:Container>
      <n:ESADoutPresentedDocumentP>
        <c:PrDocumentNumber>17</c:PrDocumentNumber>
        <e:PresentedDocumentModeCode>04021</e:PresentedDocumentModeCode>
      </n:ESADoutPresentedDocumentP>
    </n:ESADoutGoodsP>
    <n:TransportDocument>
      <c:PrDocumentName>CMR</c:PrDocumentName>
      <c:PrDocumentNumber>0007777</c:PrDocumentNumber>
      <c:PrDocumentDate>2026-05-19</c:PrDocumentDate>
      <n:Holder>ZHISHEE TEEVER LLC</n:Holder>
    </n:TransportDocument>
    <n:CustomsRemarks><n:SealIdentifier>MN0009000</n:SealIdentifier></n:CustomsRemarks>
  </n:ESADGoodsShipmentP>
</n:ESADoutP>
"""


def texts(root: etree._Element, path: str) -> list[str]:
    """Return the texts at a path of local names, wherever it begins."""
    steps = "/".join(f"*[local-name()='{name}']" for name in path.split("/"))
    return [str(text) for text in root.xpath(f"//{steps}/text()")]


def schema(shared: Path, name: str) -> etree.XMLSchema:
    return etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / "album_5.23.0" / f"{name}.xsd"))


def notice_of(kind: str = "ЭК") -> bytes:
    return NOTICE_XML.format(kind=kind).encode()


@pytest.fixture(scope="module")
def document() -> etree._Element:
    return etree.parse(EXAMPLE).getroot()


@pytest.fixture(scope="module")
def conversion() -> Conversion:
    return cdm.convert(EXAMPLE)


@pytest.fixture(scope="module")
def correction(conversion: Conversion) -> Any:
    return conversion.message


@pytest.fixture(scope="module")
def notice() -> Any:
    return cdm.read(notice_of())


def test_a_correction_comes_back_byte_for_byte(conversion):
    back = cdm.dumps(conversion.message, format=CORRECTION, residue=conversion.residue)
    assert back == EXAMPLE.read_bytes()


def test_only_what_was_before_the_correction_and_who_made_it_is_not_carried(conversion):
    lost = {entry.path.rpartition("/")[2] for entry in conversion.ledger.entries if entry.reason}
    before = {
        "PreviousTotalCustomsAmount",
        "PreviousCustomsCost",
        "PaymentPrevious",
        "RateCurrencyCodePrevious",
    }
    changes = {"ChangeAmount", "SumAmount", "DocPaymentAmount", "PaymentDocCurrencyCode"}
    counts = {"KTDoutTotalGoodsNumber", "KDTGoodsNumeric"}
    makers = {"ExecutionDate", "PersonSurname", "PersonName", "SigningDate"}
    assert {name.partition("[")[0] for name in lost} == before | changes | counts | makers


def test_the_schema_takes_the_example_and_what_is_written_of_its_message(shared, document, correction):
    judge = schema(shared, "KDTout_CU")
    assert judge.validate(document), judge.error_log
    bare = etree.fromstring(cdm.dumps(correction, format=CORRECTION))
    for payment in bare.iter("{*}PaymentDocument"):
        sum_ = etree.Element(etree.QName(payment.getparent(), "DocPaymentAmount"))
        sum_.text = "1.00"
        payment.find("{*}PaymentWayCode").addnext(sum_)
    assert judge.validate(bare), judge.error_log


def test_a_correction_names_the_declaration_that_it_corrects(document, correction):
    office, day, number = (
        texts(document, f"GtdRegistryNumber/{name}")[0]
        for name in ("CustomsCode", "RegistrationDate", "GTDNumber")
    )
    assert correction.id == f"{office}/{day[8:]}{day[5:7]}{day[2:4]}/{number}"
    assert correction.extension.extension_field[0].value == texts(document, "KDTout_CU/KDTNumber")[0]
    assert correction.functional_reference_id == texts(document, "KDTout_CU/RegNumberDoc")[0]


CHANGES = (
    "PhaseChanges",
    "BasisCompilation",
    "QuantityChanges",
    "CountryChanges",
    "TNVEDChanges",
    "CustCostChanges",
    "CustomsPaymentChanges",
    "OtherChanges",
)


def test_the_code_of_box_45a_says_what_is_changed_in_an_item(document, correction):
    code = "".join(texts(document, f"KDToutGoods/ChangeCode/{kind}")[0] for kind in CHANGES)
    first, second = correction.goods_shipment.government_agency_goods_item
    assert "CHANGE" not in {one.statement_type_code for one in first.additional_information}
    (change,) = second.additional_information
    assert (change.statement_type_code, change.statement_code) == ("CHANGE", code)


def test_a_code_for_the_whole_declaration_parts_into_reason_and_what_is_changed(document):
    changed = deepcopy(document)
    code = etree.SubElement(changed, etree.QName(changed, "ChangeCode"))
    for number, kind in enumerate(CHANGES):
        etree.SubElement(code, etree.QName(changed, kind)).text = str(number)
    message: Any = cdm.read(etree.tostring(changed))
    assert message.amendment[0].change_reason_code == "01"
    (change,) = message.additional_information
    assert (change.statement_type_code, change.statement_code) == ("CHANGE", "234567")


def test_an_item_holds_the_values_after_the_correction(document, correction):
    for number, item in enumerate(correction.goods_shipment.government_agency_goods_item):
        price = item.commodity.invoice_line.item_charge_amount
        assert str(price.value) == texts(document, "KDToutGoods/InvoicedCost")[number]
        assert price.currency == texts(document, "KDToutGoods/InvoicedCurrencyCode")[number]
        assert str(item.customs_value_amount.value) == texts(document, "KDToutGoods/CustomsCost")[number]
        assert item.customs_value_amount.currency == "KZT"
        procedure = texts(document, "KDToutGoods/CustomsProcedure/MainCustomsModeCode")[number]
        assert item.government_procedure[0].current_code == procedure


def test_a_payment_holds_the_sum_due_and_its_document(document, correction):
    payment = correction.duty_tax_fee[1].payment
    assert correction.duty_tax_fee[1].type_code == "5010"
    assert str(payment.payment_amount.value) == texts(document, "KDToutCustomsPayment/PaymentAmount")[1]
    assert payment.reference_id == texts(document, "PaymentDocument/PrDocumentNumber")[1]
    assert payment.method_code == texts(document, "PaymentDocument/PaymentWayCode")[1]
    assert payment.payer.id == texts(document, "PaymentDocument/RKOrganizationFeatures/BIN")[0]


def test_parties_transport_and_papers_stand_as_in_a_declaration(correction):
    declared: Any = cdm.read(EXAMPLE.with_name("eaeu-esadout.xml"))
    assert correction.exporter == declared.exporter
    assert correction.goods_shipment.consignment == declared.goods_shipment.consignment
    assert correction.representative_person == declared.representative_person
    before = declared.goods_shipment.government_agency_goods_item[0]
    assert correction.goods_shipment.government_agency_goods_item[0] == before


def test_what_a_correction_changes_can_be_said_as_the_structure_of_2025(correction):
    written = cdm.formats()["eaeu-goods-declaration"].dumps(correction)
    root = etree.fromstring(written[0])
    assert texts(root, "GoodsDeclaration/ObjectOrdinal") == ["1"]
    assert texts(root, "CustomsDeclarationIdDetails/CustomsDocumentId") == ["0000173"]
    assert texts(root, "GDGoodsItemDetails/GDCChangeDetails/CustomsCostChangeCode") == ["1"]
    assert texts(root, "GDGoodsItemDetails/GDCChangeDetails/StageChangeCode") == ["4"]


def test_a_notice_is_sound_and_comes_back(shared):
    root = etree.fromstring(notice_of())
    judge = schema(shared, "ESADoutP")
    assert judge.validate(root), judge.error_log
    assert cdm.detect(notice_of()).id == NOTICE
    conversion = cdm.convert(notice_of())
    back = cdm.dumps(conversion.message, format=NOTICE, residue=conversion.residue)
    assert list(tree_differences(root, etree.fromstring(back))) == []
    assert [entry.value for entry in conversion.ledger.entries if entry.reason] == ["ZHISHEE TEEVER LLC"]


def test_the_number_of_an_electronic_manifest_stands_among_the_documents_before(notice):
    (manifest,) = notice.goods_shipment.previous_document
    assert (manifest.type_code, manifest.id) == ("785", "10719110/200526/000123/M/MN")
    assert notice.goods_shipment.ucr.id == "10719110/200526/0000117"
    assert notice.meta_data.responsible_country_code == "MN"


def test_totals_and_places_of_a_notice(notice):
    shipment = notice.goods_shipment
    value = shipment.customs_valuation.customs_value_amount
    assert (value.value, value.currency) == (Decimal("1800000.00"), "RUB")
    assert shipment.government_agency_goods_item[0].customs_value_amount == value
    assert notice.total_gross_mass_measure.value == Decimal("20500.500000")
    assert shipment.consignment.loading_location.id == "MNULN"
    assert shipment.consignment.unloading_location.name == "КЯХТА"
    assert str(shipment.exit_date_time) == "2026-05-21"


@pytest.mark.parametrize(("kind", "place"), [("ЭК", "exit_office"), ("ИМ", "entry_office")])
def test_the_office_at_the_border_is_that_of_exit_or_of_entry(kind, place):
    message: Any = cdm.read(notice_of(kind))
    offices = {name: getattr(message, name) for name in ("exit_office", "entry_office")}
    assert offices.pop(place).id == "10719110"
    assert set(offices.values()) == {None}


def test_vehicles_containers_and_seals_of_a_notice(notice):
    assert notice.border_transport_means.id == "0123УБА"
    assert [one.id for one in notice.border_transport_means.attached_transport_means] == ["0456УБ"]
    (container,) = notice.goods_shipment.government_agency_goods_item[0].commodity.transport_equipment
    assert (container.id, container.characteristic_code) == ("BLSU4711085", "CN")
    assert [seal.id for seal in container.seal] == ["MN0001234", "MN0001235"]
    assert [seal.id for seal in notice.goods_shipment.consignment.seal] == ["MN0009000"]


def test_four_preferences_in_seven_signs_are_parted(notice):
    (item,) = notice.goods_shipment.government_agency_goods_item
    assert item.commodity.duty_tax_fee[0].duty_regime_code == "ОО/СТ/-/ОО"
    root = etree.fromstring(cdm.formats()[NOTICE].dumps(notice)[0])
    assert texts(root, "ESADoutGoodsP/Preferencii") == ["ООСТ-ОО"]


def test_papers_of_a_notice(notice):
    (note,) = notice.goods_shipment.consignment.transport_contract_document
    assert (note.id, note.type_name, str(note.issue_date_time)) == ("0007777", "CMR", "2026-05-19")
    paper = notice.goods_shipment.government_agency_goods_item[0].additional_document[0]
    assert (paper.type_code, paper.id) == ("04021", "17")
    attorney = notice.representative_person.power_of_attorney
    assert (attorney.id, str(attorney.expiration_date_time)) == ("4", "2026-12-31")
