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
