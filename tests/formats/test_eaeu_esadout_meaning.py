"""The two declarations of the album: the examples come back, and every fact stands where it belongs."""

from __future__ import annotations

from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import GoodsDeclaration, TransitDeclaration
from carec_datamodel.model.base import Message

EXAMPLES = Path(__file__).parents[2] / "examples"
GOODS, TRANSIT = "eaeu-esadout", "eaeu-esadout-transit"
ALBUM = "urn:customs.ru:Information:CustomsDocuments:ESADout_CU:5.23.0"
every_example = pytest.mark.parametrize("format_id", [GOODS, TRANSIT])


def example(format_id: str) -> Path:
    return EXAMPLES / f"{format_id}.xml"


@pytest.fixture(scope="module")
def goods() -> Any:
    return cdm.read(example(GOODS))


@pytest.fixture(scope="module")
def transit() -> Any:
    return cdm.read(example(TRANSIT))


def written(cls: type[Message], values: dict[str, Any], format_id: str) -> tuple[etree._Element, set[str]]:
    """Return the document of a message, and the values that it does not hold."""
    content, losses, *_ = cdm.formats()[format_id].dumps(cls.model_validate(values))
    return etree.fromstring(content), {str(loss.value) for loss in losses}


def texts(root: etree._Element, *names: str) -> list[str]:
    """Return the texts of the elements at the end of a path of local names, wherever it begins."""
    steps = "/".join(f"*[local-name()='{name}']" for name in names)
    return [str(text) for text in root.xpath(f"//{steps}/text()")]


def party(country: str, number: str) -> dict[str, Any]:
    return {"Name": "NAMUNA", "ID": number, "Address": {"CountryCode": country}}


@every_example
def test_the_example_comes_back_byte_for_byte_without_a_residue(format_id):
    assert cdm.dumps(cdm.read(example(format_id)), format=format_id) == example(format_id).read_bytes()


@every_example
def test_every_value_of_the_example_is_exact(format_id):
    ledger = cdm.convert(example(format_id)).ledger
    assert ledger is not None
    assert len(ledger.entries) > 150
    assert ledger.survival == 1.0


@every_example
def test_nothing_in_the_example_is_wrong(format_id):
    assert all(
        finding.severity is not Severity.ERROR for finding in cdm.validate(example(format_id)).findings
    )


def test_each_block_stands_in_the_namespace_of_its_schema():
    root = etree.parse(example(GOODS)).getroot()
    assert root.tag == f"{{{ALBUM}}}ESADout_CU"
    spaces = {etree.QName(item).localname: etree.QName(item).namespace for item in root.iter()}
    assert spaces["ShortName"] == "urn:customs.ru:CommonAggregateTypes:5.22.0"
    assert spaces["SubjectAddressDetails"] == "urn:customs.ru:RUSCommonAggregateTypes:5.22.0"
    assert spaces["GoodsNumeric"] == "urn:customs.ru:CUESADCommonAggregateTypesCust:5.22.0"
    assert spaces["SigningDetails"] == "urn:customs.ru:RUDeclCommonAggregateTypesCust:5.23.0"


@pytest.mark.parametrize(
    ("country", "number", "block", "element"),
    [
        ("KZ", "351040000016", "RKOrganizationFeatures", "BIN"),
        ("KZ", "990117000016", "RKOrganizationFeatures", "IIN"),
        ("KG", "00101201710017", "KGOrganizationFeatures", "KGINN"),
        ("RU", "7707083893", "RFOrganizationFeatures", "INN"),
        ("BY", "190000007", "RBOrganizationFeatures", "UNP"),
        ("AM", "56146720", "RAOrganizationFeatures", "UNN"),
    ],
)
def test_the_country_of_a_party_says_in_which_register_its_number_is(country, number, block, element):
    root, losses = written(GoodsDeclaration, {"Declarant": party(country, number)}, GOODS)
    assert texts(root, block, element) == [number]
    assert losses == set()
    assert cdm.read(etree.tostring(root)).declarant.id == number


def test_a_number_from_a_register_outside_the_union_is_told_as_lost():
    root, losses = written(GoodsDeclaration, {"Declarant": party("CN", "91330782000017")}, GOODS)
    assert not root.xpath("//*[contains(local-name(), 'OrganizationFeatures')]")
    assert losses == {"91330782000017"}


def test_parties_stand_in_their_boxes(goods):
    shipment = goods.goods_shipment
    assert goods.declarant.id == "351040000016"
    assert goods.declarant.other_address[0].city_name == "КОСШЫ"
    assert goods.exporter.address.city_name == "TERMEZ"
    assert shipment.consignee.special_case_code == shipment.payer.special_case_code == "DECLARANT"
    assert goods.agent.id == "0017/00"
    assert goods.agent_contract.id == "17/2026"


def test_who_signs_is_a_person_with_papers(goods):
    person = goods.representative_person
    assert (person.family_name, person.given_name) == ("НАМУНАЗАДА", "АЛИЯ")
    assert person.identity_document[0].id == "000000017"
    assert person.power_of_attorney.issue_date_time == "2026-01-05"
    assert person.power_of_attorney.effective_date_time == "2026-01-12"


def test_an_item_has_its_boxes(goods):
    first = goods.goods_shipment.government_agency_goods_item[0]
    commodity = first.commodity
    assert commodity.classification[0].id == "5205220000"
    assert commodity.goods_measure.gross_mass_measure.value == Decimal("9350.000")
    assert commodity.invoice_line.item_charge_amount.currency == "USD"
    assert [procedure.current_code for procedure in first.government_procedure] == ["40", "000"]
    assert first.origin[0].country_code == "UZ"
    assert commodity.duty_tax_fee[0].duty_regime_code == "ОО/СТ/-/ОО"
    assert commodity.duty_tax_fee[2].specific_tax_base_quantity.unit == "KGM"
    assert commodity.duty_tax_fee[1].ad_valorem_tax_base_amount.currency == "KZT"


def test_a_description_is_one_text_and_is_written_in_pieces_of_250_characters(goods):
    description = goods.goods_shipment.government_agency_goods_item[0].commodity.description
    pieces = texts(etree.parse(example(GOODS)).getroot(), "ESADout_CUGoods", "GoodsDescription")
    assert len(pieces) == 3
    assert all(len(piece) <= 250 for piece in pieces)
    assert " ".join(pieces[:2]) == description


def test_numbers_of_customs_are_one_text(goods, transit):
    first, second = goods.goods_shipment.government_agency_goods_item
    assert first.previous_document[0].id == "39851001/080326/0000117"
    assert second.previous_document[0].id == "XA81234567"
    assert first.additional_document[2].presented_with.id == "39871101/150126/0000031"
    assert transit.consignment.consignment_item[0].previous_document[0].id == "KZ/07032026/000000117"
    root = etree.parse(example(GOODS)).getroot()
    assert texts(root, "ESADout_CUPrecedingDocument", "PrecedingDocumentNumber") == ["0000117"]
    assert texts(root, "TIRIdDetails", "TIRSeries") == ["XA"]


def test_the_first_vehicle_draws_the_others(goods):
    means = goods.goods_shipment.consignment.arrival_transport_means
    assert (means.id, means.mode_code, means.national_mode_code) == ("01X900AA", "3", "31")
    assert [trailer.id for trailer in means.attached_transport_means] == ["01X901AA"]
    assert goods.goods_shipment.consignment.departure_transport_means is None


def test_on_export_the_means_leaves_and_the_office_is_that_of_exit():
    values = {
        "TypeCode": "EX",
        "ExitOffice": {"ID": "39851001"},
        "GoodsShipment": {"Consignment": {"DepartureTransportMeans": {"ID": "000AAA13", "ModeCode": "3"}}},
    }
    root, losses = written(GoodsDeclaration, values, GOODS)
    assert losses == set()
    assert texts(root, "CustomsProcedure") == ["ЭК"]
    assert texts(root, "BorderCustomsOffice", "Code") == ["39851001"]
    assert texts(root, "ESADout_CUDepartureArrivalTransport", "TransportModeCode") == ["30"]
    again = cdm.read(etree.tostring(root))
    assert again.exit_office.id == "39851001"
    assert again.entry_office is None
    assert again.goods_shipment.consignment.departure_transport_means.id == "000AAA13"


def test_a_mode_of_another_system_is_written_in_two_digits():
    values = {"BorderTransportMeans": {"ModeCode": "2"}}
    assert texts(written(GoodsDeclaration, values, GOODS)[0], "TransportModeCode") == ["20"]


def test_the_movement_is_on_the_levels_of_a_transit(transit):
    consignment = transit.consignment
    assert transit.direction_code == "IN"
    assert [means.id for means in consignment.departure_transport_means] == ["01X900AA", "01X901AA"]
    assert consignment.border_transport_means[0].estimated_arrival_date_time == "2026-03-08T11:30:00"
    assert consignment.carrier.representative_person[0].family_name == "NAMUNAEV"
    assert consignment.transit_destination.id == "39871101"
    assert consignment.transit_destination_country_code == "KZ"
    assert consignment.customs_identification[0].seal[0].id == "KZ0001234"
    assert [means.id for means in consignment.transport_means_change[0].next_transport_means] == [
        "000AAA13",
        "00AAA13",
    ]
    guarantee = transit.obligation_guarantee[0]
    assert guarantee.id == "39871101/020226/0000044"
    assert guarantee.invalid_transit_country_code == ("RU", "BY")
    assert guarantee.additional_document[0].category_code == "SUR"


@pytest.mark.parametrize(
    ("kind", "format_id", "type_code"),
    [
        ("ИМ", GOODS, "IM"),
        ("IM", GOODS, "IM"),
        ("ЭК", GOODS, "EX"),
        ("ТТ", TRANSIT, None),
        ("TT", TRANSIT, None),
    ],
)
def test_the_type_of_the_declaration_tells_the_two_apart_in_either_script(kind, format_id, type_code):
    content = f'<ESADout_CU xmlns="{ALBUM}"><CustomsProcedure>{kind}</CustomsProcedure></ESADout_CU>'
    assert cdm.detect(content.encode()).id == format_id
    assert cdm.read(content.encode()).type_code == type_code


def test_advance_data_of_album_5_0_3_are_a_transit_declaration():
    space = ALBUM.replace("5.23.0", "5.0.3")
    content = f'<ESADout_CU xmlns="{space}"><Cod_Decl>EPI</Cod_Decl></ESADout_CU>'
    assert cdm.detect(content.encode()).id == TRANSIT


def test_the_older_address_is_read_and_the_newer_one_written():
    common = "urn:customs.ru:CommonAggregateTypes:5.10.0"
    older = ALBUM.replace("5.23.0", "5.10.0")
    content = (
        f'<ESADout_CU xmlns="{older}" xmlns:a="{common}"><CustomsProcedure>IM</CustomsProcedure>'
        "<ESADout_CUGoodsShipment><ESADout_CUDeclarant><a:ShortName>NAMUNA</a:ShortName>"
        "<a:Address><a:City>GYUMRI</a:City></a:Address></ESADout_CUDeclarant></ESADout_CUGoodsShipment>"
        "</ESADout_CU>"
    )
    message = cdm.read(content.encode())
    assert message.declarant.name == message.declarant.other_name[0].name == "NAMUNA"
    assert message.declarant.address.city_name == "GYUMRI"
    root = etree.fromstring(cdm.dumps(message.model_copy(update={"extension": None}), format=GOODS))
    assert texts(root, "SubjectAddressDetails", "City") == ["GYUMRI"]


def test_a_rate_for_several_units_is_written_for_them_and_held_for_one():
    values = {"CurrencyExchange": [{"QuotationUnitNumeric": 100, "RateNumeric": "5.12"}]}
    root, losses = written(GoodsDeclaration, values, GOODS)
    assert texts(root, "ContractCurrencyRate") == ["512"]
    assert losses == set()
    message = cdm.read(etree.tostring(root))
    assert message.currency_exchange[0].rate_numeric == Decimal("5.12")


def test_a_rate_for_an_unusual_number_of_units_is_not_taken_for_a_rate_of_one():
    values = {"CurrencyExchange": [{"QuotationUnitNumeric": 7, "RateNumeric": "5.12"}]}
    root, losses = written(GoodsDeclaration, values, GOODS)
    assert texts(root, "ContractCurrencyRate") == []
    assert losses == {"5.12"}


def test_a_transit_message_needs_no_word_of_its_kind():
    root, losses = written(TransitDeclaration, {"FunctionalReferenceID": "17"}, TRANSIT)
    assert texts(root, "CustomsProcedure") == ["ТТ"]
    assert losses == set()


SPACES = " ".join(
    f'xmlns:{prefix}="urn:customs.ru:{space}"'
    for prefix, space in (
        ("a", "CommonAggregateTypes:5.22.0"),
        ("e", "CUESADCommonAggregateTypesCust:5.22.0"),
        ("d", "RUDeclCommonAggregateTypesCust:5.23.0"),
    )
)


def document(shipment: str, kind: str = "ИМ") -> bytes:
    """Return a declaration of the *kind* with the shipment given."""
    return (
        f'<ESADout_CU xmlns="{ALBUM}" {SPACES}><CustomsProcedure>{kind}</CustomsProcedure>'
        f"<ESADout_CUGoodsShipment>{shipment}</ESADout_CUGoodsShipment></ESADout_CU>"
    ).encode()


def item_of(content: str) -> Any:
    """Return the goods item of a declaration on goods with the elements given."""
    message = cdm.read(
        document(f"<ESADout_CUGoods><e:GoodsNumeric>1</e:GoodsNumeric>{content}</ESADout_CUGoods>")
    )
    return message.goods_shipment.government_agency_goods_item[0]


def test_a_settlement_stands_beside_its_city():
    address = {"CityName": "АЛМАТЫ", "SettlementName": "КАПЧАГАЙ"}
    root, losses = written(GoodsDeclaration, {"Declarant": {"Address": address}}, GOODS)
    assert losses == set()
    assert texts(root, "SubjectAddressDetails", "Town") == ["АЛМАТЫ"]
    assert texts(root, "SubjectAddressDetails", "City") == ["КАПЧАГАЙ"]
    again = cdm.read(etree.tostring(root)).declarant.address
    assert (again.city_name, again.settlement_name) == ("АЛМАТЫ", "КАПЧАГАЙ")


def test_the_country_of_the_office_is_not_that_of_the_place():
    place = (
        "<ESADout_CUGoodsLocation><CustomsOffice>39855302</CustomsOffice>"
        "<CustomsCountryCode>KZ</CustomsCountryCode></ESADout_CUGoodsLocation>"
    )
    location = cdm.read(document(place)).goods_shipment.consignment.goods_location
    assert location.customs_office.country_code == "KZ"
    assert location.country_code is None


def test_an_export_in_latin_letters_leaves():
    means = (
        "<ESADout_CUConsigment><ESADout_CUDepartureArrivalTransport>"
        "<a:TransportModeCode>30</a:TransportModeCode>"
        "</ESADout_CUDepartureArrivalTransport></ESADout_CUConsigment>"
    )
    conversion = cdm.convert(document(means, "EK"))
    assert conversion.ledger is not None
    assert conversion.message.type_code == "EX"
    assert conversion.message.goods_shipment.consignment.departure_transport_means.mode_code == "3"


def test_the_number_of_goods_in_a_document_is_not_that_of_the_item():
    item = item_of(
        "<ESADout_CUPresentedDocument><e:PresentedDocumentModeCode>01191</e:PresentedDocumentModeCode>"
        "<e:GoodsNumeric>7</e:GoodsNumeric></ESADout_CUPresentedDocument>"
    )
    assert item.additional_document[0].line_numeric == 7
    assert item.additional_document[0].goods_item_numeric is None


def test_a_preferential_origin_has_its_name():
    item = item_of(
        "<e:PrefOriginCountry><e:CountryCode>TJ</e:CountryCode>"
        "<e:CountryName>ТАДЖИКИСТАН</e:CountryName></e:PrefOriginCountry>"
    )
    assert [(origin.type_code, origin.country_name) for origin in item.origin] == [("2", "ТАДЖИКИСТАН")]


def test_a_quantity_keeps_a_unit_that_recommendation_20_does_not_have():
    item = item_of(
        "<SupplementaryGoodsQuantity><a:GoodsQuantity>2</a:GoodsQuantity>"
        "<a:MeasureUnitQualifierCode>130</a:MeasureUnitQualifierCode></SupplementaryGoodsQuantity>"
    )
    quantity = item.commodity.goods_measure.tariff_quantity[0]
    assert (quantity.value, quantity.unit) == (2, "130")


def test_a_quota_is_written_off_by_the_quantity_of_the_item():
    item = item_of(
        "<ESADGoodsQuota><e:SupplementaryGoodsQuantity><a:GoodsQuantity>600</a:GoodsQuantity>"
        "<a:MeasureUnitQualifierName>ШТ</a:MeasureUnitQualifierName>"
        "<a:MeasureUnitQualifierCode>796</a:MeasureUnitQualifierCode>"
        "</e:SupplementaryGoodsQuantity></ESADGoodsQuota>"
    )
    quantity = item.write_off.quantity_quantity
    assert (quantity.value, quantity.unit, quantity.unit_name) == (600, "H87", "ШТ")


@pytest.mark.parametrize("spelling", ["true", "1"])
def test_military_goods_are_one_code_however_spelled(spelling):
    item = item_of(f"<MilitaryProducts>{spelling}</MilitaryProducts>")
    assert [note.statement_code for note in item.additional_information] == ["true"]


def test_a_transit_has_the_mass_without_any_packing():
    goods = (
        "<ESADout_CUGoods><e:GoodsNumeric>1</e:GoodsNumeric>"
        "<e:NetWeightQuantity2>3800</e:NetWeightQuantity2></ESADout_CUGoods>"
    )
    item = cdm.read(document(goods, "ТТ")).consignment.consignment_item[0]
    assert item.goods_measure.unpacked_mass_measure.value == 3800


def test_a_place_of_goods_is_in_the_register_of_its_owner_not_of_authorised_operators():
    place = (
        "<ESADout_CUGoodsLocation><RegisterDocumentIdDetails><e:DocId>10702/0044</e:DocId>"
        "</RegisterDocumentIdDetails></ESADout_CUGoodsLocation>"
    )
    location = cdm.read(document(place)).goods_shipment.consignment.goods_location
    assert [(entry.type_code, entry.id) for entry in location.other_identifier] == [
        ("REGISTER", "10702/0044")
    ]
