"""Older advance information of the union: values of ships, wagons, vehicles and permits in their places."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import CargoManifest

EXAMPLE = Path(__file__).parents[2] / "examples" / "eaeu-pi-rail-union.xml"
CATPI = "urn:customs.ru:Information:PriorInformation:PriorCommonAggregateTypes:5.23.0"
PISA = "urn:customs.ru:Information:PriorInformation:PI_SeaArrive:5.23.0"
PINC = "urn:customs.ru:Information:PriorInformation:PI_NoCustoms:5.23.0"
PITA = "urn:customs.ru:Information:PriorInformation:PI_TIAuto:5.22.0"
CAT = "urn:customs.ru:CommonAggregateTypes:5.22.0"
ESAD = "urn:customs.ru:CUESADCommonAggregateTypesCust:5.22.0"

SHIP = f"""<PI_SeaArrive xmlns="{PISA}" xmlns:c="{CAT}" xmlns:p="{CATPI}" DocumentModeID="1006816E">
<ShipDetails>
 <ShipIMONumber>9074729</ShipIMONumber><ShipName>NAMUNA</ShipName><CapitainSurname>Образцов</CapitainSurname>
 <ShipCountryCode>KZ</ShipCountryCode><Flag>Казахстан</Flag><GrossTonnage>5250</GrossTonnage>
 <ShipType>ПАРОМ</ShipType>
 <ArrivalPlace><p:CountryCode>KZ</p:CountryCode><p:PortName>КУРЫК</p:PortName></ArrivalPlace>
 <DepaturePlace><p:CountryCode>AZ</p:CountryCode><p:PortName>АЛЯТ</p:PortName></DepaturePlace>
 <ShipAgent><c:OrganizationName>НАМУНА АГЕНТ</c:OrganizationName><c:RKOrganizationFeatures>
  <c:BIN>351240000010</c:BIN></c:RKOrganizationFeatures>
  <c:Address><c:CountryCode>KZ</c:CountryCode></c:Address></ShipAgent>
</ShipDetails>
<Consignments>
 <TransportDocumentNum>NMLU4711</TransportDocumentNum>
 <LoadingPort><p:CountryCode>AZ</p:CountryCode><p:PortName>АЛЯТ</p:PortName></LoadingPort>
 <Goods><c:GoodsNumeric>1</c:GoodsNumeric><c:GoodsDescription>МЕБЕЛЬ</c:GoodsDescription>
  <CargoPlace>40</CargoPlace><Marking>NM 1-40</Marking></Goods>
 <GoodsPackingInfo><p:PakageQuantity>40</p:PakageQuantity><p:CargoCode>CT</p:CargoCode></GoodsPackingInfo>
 <ProhibitedGoods><PermitionDocs><c:PrDocumentNumber>P-17</c:PrDocumentNumber></PermitionDocs></ProhibitedGoods>
 <PrimaryDeparturePort><p:CountryCode>TR</p:CountryCode><p:PortName>МЕРСИН</p:PortName></PrimaryDeparturePort>
 <PI_RegID>39857703/010426/0000017</PI_RegID>
</Consignments>
<Stores><Name>ТОПЛИВО</Name><Quantity>40</Quantity><StoreSign>1</StoreSign></Stores>
<Stores><Name>СИГАРЕТЫ</Name><StoreSign>2</StoreSign></Stores>
</PI_SeaArrive>"""
PERMITS = f"""<PI_NoCustoms xmlns="{PINC}" xmlns:c="{CAT}" xmlns:p="{CATPI}" DocumentModeID="1006823E">
<Exp_CountryCode>TJ</Exp_CountryCode>
<GoodsInform><TotalGoodsNameQuantity>1</TotalGoodsNameQuantity>
 <Goods><p:GoodsNumeric>1</p:GoodsNumeric><p:GoodsDescription>КУРАГА</p:GoodsDescription><p:ControlNoCustoms>
  <p:FitoSanitary><p:FitoSanitaryDoc><c:PrDocumentNumber>F-17</c:PrDocumentNumber></p:FitoSanitaryDoc>
  <p:FitoCountryCode>TJ</p:FitoCountryCode></p:FitoSanitary></p:ControlNoCustoms></Goods></GoodsInform>
<ShippingInformation>
 <BorderTransport><p:TransportIdentifier>0117TJ02</p:TransportIdentifier>
  <p:TransportModeCode>31</p:TransportModeCode></BorderTransport>
 <BorderTransport><p:TransportIdentifier>0118TJ02</p:TransportIdentifier></BorderTransport>
 <TransControl><p:DangerDoc><c:PrDocumentNumber>D-17</c:PrDocumentNumber></p:DangerDoc></TransControl>
</ShippingInformation>
<PI_DTNumber><c:CustomsCode>39857703</c:CustomsCode><c:RegistrationDate>2026-04-01</c:RegistrationDate>
 <c:GTDNumber>0000017</c:GTDNumber><DTKind>0</DTKind></PI_DTNumber>
</PI_NoCustoms>"""
VEHICLE = f"""<PI_TIAuto xmlns="{PITA}" xmlns:c="{CAT}" xmlns:e="{ESAD}" DocumentModeID="1006821E">
<TransportMeanCard><e:Model>X-100</e:Model><e:OfftakeYear>2019</e:OfftakeYear>
 <e:EngineVolumeQuanity><e:MeasuredAmount>1998</e:MeasuredAmount>
  <e:MeasureUnitQualifierCode>111</e:MeasureUnitQualifierCode></e:EngineVolumeQuanity>
 <e:VINID>TESTVXN0000000017</e:VINID><CountryCode>KG</CountryCode><StateRegNumber>01KG117NMA</StateRegNumber>
</TransportMeanCard>
<TransportDriver><c:PersonSurname>Образцов</c:PersonSurname><c:PersonName>Пример</c:PersonName>
 <BirthDate>1985-04-17</BirthDate></TransportDriver>
<TransportOwner><c:PersonSurname>Образцова</c:PersonSurname><c:PersonName>Проба</c:PersonName>
 <Address><c:CountryCode>KG</c:CountryCode><c:City>БИШКЕК</c:City></Address></TransportOwner>
</PI_TIAuto>"""


def read(document: str) -> Any:
    return cdm.convert(document.encode(), strict=False).message


def written(values: dict[str, Any], format_id: str) -> etree._Element:
    """Return the document of a message without namespaces."""
    content, *_ = cdm.formats()[format_id].dumps(CargoManifest.model_validate(values))
    root = etree.fromstring(content)
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return root


def test_the_example_comes_back_byte_for_byte_and_nothing_in_it_is_doubtful():
    assert cdm.dumps(cdm.read(EXAMPLE), format="eaeu-pi-rail-union") == EXAMPLE.read_bytes()
    findings = cdm.validate(EXAMPLE).findings
    assert [finding.rule for finding in findings if finding.severity is not Severity.NOTE] == []


def test_the_example_is_valid(shared: Path):
    schema = shared / "schemas" / "eaeu" / "album_5.23.0" / "PIRWInformationCU.xsd"
    etree.XMLSchema(etree.parse(schema)).assertValid(etree.parse(EXAMPLE))


def test_packages_pallets_and_packing_of_pieces_are_told_by_their_level():
    goods = cdm.read(EXAMPLE).consignment[0].consignment_item
    levels = [
        [(one.level_code, one.type_code, one.quantity_quantity.value) for one in line.packaging]
        for line in goods
    ]
    assert levels == [
        [("PACKAGE", "CT", 900), ("PALLET", "PX", 30)],
        [("UNIT", "BG", 6000), ("PACKAGE", "DR", 120)],
    ]
    assert [line.total_packaging.quantity_quantity.value for line in goods] == [30, 120]


def test_a_note_by_rail_names_its_kind_its_wagons_and_where_it_is_reloaded():
    manifest = cdm.read(EXAMPLE)
    (note,) = manifest.consignment
    assert (note.transport_contract_document[0].id, note.transport_contract_document[0].type_code) == (
        "28004711",
        "722",
    )
    wagons = note.arrival_transport_means.attached_transport_means
    assert [wagon.id for wagon in wagons] == ["94000017", "94000025"]
    assert note.cargo_event[0].location.customs_office.id == "39857703"
    assert (manifest.entry_location.id, manifest.entry_office.id) == ("708507", "39857703")
    assert (manifest.purpose_code, note.consignee.id) == (("1",), "00000000000017")


def test_a_ship_has_its_name_its_ports_its_master_and_its_agent():
    manifest = read(SHIP)
    ship = manifest.border_transport_means
    assert (ship.id, ship.name, ship.registration_nationality_code) == ("9074729", "NAMUNA", "KZ")
    assert (ship.master.family_name, manifest.agent.id) == ("Образцов", "351240000010")
    assert {stop.function_code: stop.name for stop in ship.itinerary} == {
        "DESTINATION": "КУРЫК",
        "DEPARTURE": "АЛЯТ",
    }
    assert [store.kind_code for store in ship.on_board_supply] == ["OPERATING", "SALE"]


def test_a_bill_of_lading_has_its_ports_its_packages_and_its_permits():
    (bill,) = read(SHIP).consignment
    assert bill.transport_contract_document[0].id == "NMLU4711"
    assert (bill.loading_location.name, bill.goods_consigned_place[0].country_code) == ("АЛЯТ", "TR")
    assert bill.consignment_item[0].packaging[0].marks_numbers_id == "NM 1-40"
    assert (bill.packaging[0].type_code, bill.packaging[0].quantity_quantity.value) == ("CT", 40)
    assert [(one.category_code, one.id) for one in bill.additional_document] == [("PRM", "P-17")]
    assert bill.previous_document[0].id == "39857703/010426/0000017"


def test_papers_of_a_consignment_are_no_permits_of_prohibited_goods():
    papers = [{"Name": "INVOICE", "ID": "17"}, {"CategoryCode": "PRM", "ID": "P-17"}]
    document = written({"Consignment": [{"AdditionalDocument": papers}]}, "eaeu-pi-sea")
    assert document.xpath("//PermitionDocs/PrDocumentNumber/text()") == ["P-17"]


def test_permits_stand_by_kind_and_the_number_of_a_declaration_says_which():
    manifest = read(PERMITS)
    (consignment,) = manifest.consignment
    (permit,) = consignment.consignment_item[0].additional_document
    assert (permit.category_code, permit.id, permit.issuing_country_code) == ("FYT", "F-17", "TJ")
    assert [(one.category_code, one.id) for one in consignment.additional_document] == [("DGR", "D-17")]
    (before,) = consignment.previous_document
    assert (before.id, before.type_code) == ("39857703/010426/0000017", "09013")


def test_of_several_means_of_transport_the_first_is_that_of_the_manifest():
    conversion = cdm.convert(PERMITS.encode(), strict=False)
    manifest: Any = conversion.message
    assert (manifest.border_transport_means.id, manifest.border_transport_means.mode_code) == (
        "0117TJ02",
        "3",
    )
    lost = {
        entry.value: entry.reason for entry in conversion.ledger.entries if entry.outcome.value == "omitted"
    }
    assert lost == {"0118TJ02": "a second means of transport; a manifest is of one"}


@pytest.mark.parametrize(
    ("inside", "country"),
    [("", "TJ"), ("<DispatchCountry><p:CountryACode>UZ</p:CountryACode></DispatchCountry>", "UZ")],
)
def test_the_country_of_export_stands_for_that_of_dispatch_where_nothing_else_does(inside: str, country: str):
    document = PERMITS.replace("<TransControl>", f"{inside}<TransControl>")
    assert read(document).consignment[0].dispatch_country_code == country


def test_a_vehicle_that_comes_in_is_both_the_means_of_transport_and_the_goods():
    manifest = read(VEHICLE)
    means = manifest.border_transport_means
    (goods,) = manifest.consignment[0].consignment_item[0].commodity.goods_vehicle
    assert (means.id, means.registration_nationality_code) == ("01KG117NMA", "KG")
    assert means.vehicle_id == goods.vehicle_id == "TESTVXN0000000017"
    assert means.model_name == goods.model_name == "X-100"
    assert goods.production_year_numeric == 2019
    assert (goods.engine_capacity_measure.value, goods.engine_capacity_measure.unit) == (1998, "CMQ")


def test_who_drives_a_vehicle_and_who_owns_it_are_two_persons():
    means = read(VEHICLE).border_transport_means
    (driver,) = means.crew_member
    assert (driver.role_code, driver.family_name, driver.given_name) == ("DRIVER", "Образцов", "Пример")
    assert driver.birth_date == "1985-04-17"
    assert means.transport_means_owner.name == "Образцова Проба"
    assert means.transport_means_owner.address.city_name == "БИШКЕК"
