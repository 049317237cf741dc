"""What happens to a declaration after lodging: every value of the album's documents stands in its place."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import CargoManifest, Response, TransitReport

EXAMPLE = Path(__file__).parents[2] / "examples" / "eaeu-transit-info.xml"
CUSTOMS = "urn:customs.ru:Information:CustomsDocuments"
COMMON = "urn:customs.ru:CommonAggregateTypes:5.22.0"
MARKS = "urn:customs.ru:RUCommonAggregateTypes:5.23.0"
VEHICLES = "eaeu-transport-declaration"


def document(name: str, version: str, content: str) -> bytes:
    """Return a document of the album: ``c`` is the prefix of common elements, ``m`` that of marks."""
    namespaces = f'xmlns="{CUSTOMS}:{name}:{version}" xmlns:c="{COMMON}" xmlns:m="{MARKS}"'
    return f"<{name} {namespaces}>{content}</{name}>".encode()


def number(element: str, mode: str = "") -> str:
    parts = "<c:CustomsCode>39857703</c:CustomsCode><c:RegistrationDate>2026-04-01</c:RegistrationDate>"
    return f"<{element}>{parts}<c:GTDNumber>0000042</c:GTDNumber>{mode}</{element}>"


def message(content: bytes) -> Any:
    return cdm.convert(content, strict=False).message


def vehicle(content: str) -> Any:
    return message(document("TransportDeclaration_CU", "5.22.0", content))


def written(harmonised: Any, format_id: str) -> tuple[etree._Element, list[str | None]]:
    """Return the document of a message, and the values that it does not hold."""
    content, losses, *_ = cdm.formats()[format_id].dumps(harmonised)
    return etree.fromstring(content), [loss.value for loss in losses]


def texts(root: etree._Element, name: str) -> list[str | None]:
    return [found.text for found in root.iterfind(f".//{{*}}{name}")]


# --- declarations of means of transport --------------------------------------------------------------


@pytest.mark.parametrize(("purpose", "own", "before"), [("1", "Open", None), ("3", "Close", "Open")])
def test_the_number_of_a_declaration_that_ends_a_carriage_is_that_of_its_end(
    purpose: str, own: str, before: str | None
):
    mode = {"Open": "31", "Close": "32"}
    numbers = "".join(
        number(f"TDTS{end}RegNum", f"<TransportModeCode>{mode[end]}</TransportModeCode>")
        for end in (before, own)
        if end
    )
    manifest = vehicle(f"<Purpose>{purpose}</Purpose>{numbers}")
    assert manifest.id == f"39857703/010426/0000042/{mode[own]}"
    assert [(one.category_code, one.id) for one in manifest.previous_document] == (
        [("BEG", f"39857703/010426/0000042/{mode[before]}")] if before else []
    )
    root, losses = written(manifest, VEHICLES)
    assert (texts(root, "TransportModeCode"), losses) == ([mode[end] for end in (before, own) if end], [])


@pytest.mark.parametrize(("said", "empty"), [("1", "false"), ("0", "true"), ("true", "false")])
def test_goods_on_board_are_the_contrary_of_an_empty_means(said: str, empty: str):
    manifest = vehicle(f"<GoodsInfo>{said}</GoodsInfo>")
    assert str(manifest.empty_indicator).lower() == empty
    assert texts(written(manifest, VEHICLES)[0], "GoodsInfo") == ["1" if empty == "false" else "0"]


def test_equipment_and_stores_say_what_they_are_and_whether_there_are_any():
    unit = "<c:MeasureUnitQualifierName>ШТ</c:MeasureUnitQualifierName>"
    parts = "".join(
        f"<EquipmentDescription><c:GoodsQuantity>{quantity}</c:GoodsQuantity>{unit}"
        f"<EquipmentName>{name}</EquipmentName></EquipmentDescription>"
        for quantity, name in [("2", "КОЛЕСО"), ("1", "ДОМКРАТ")]
    )
    content = (
        f"<StoreInfo>0</StoreInfo><OperatingEquipment><GoodsSign>1</GoodsSign>{parts}</OperatingEquipment>"
    )
    supplies = vehicle(content).border_transport_means.on_board_supply
    assert [(one.kind_code, one.present_indicator, one.description) for one in supplies] == [
        ("STORES", False, None),
        ("EQUIPMENT", True, None),
        ("SPARE-PARTS", None, "КОЛЕСО"),
        ("SPARE-PARTS", None, "ДОМКРАТ"),
    ]
    assert [(str(one.quantity.value), one.quantity.unit_name) for one in supplies[2:]] == [
        ("2", "ШТ"),
        ("1", "ШТ"),
    ]


@pytest.mark.parametrize("zone", ["", "Z", "+05:00"])
def test_a_day_may_say_its_zone(zone: str):
    flight = f"<Route><FlightInfo><FlightDate>2026-04-01{zone}</FlightDate></FlightInfo></Route>"
    assert vehicle(flight).border_transport_means.departure_date_time == "2026-04-01"


def test_a_carrier_has_the_number_of_the_register_of_its_country_and_who_acts_for_it():
    carrier = {
        "Name": "NAMUNA",
        "ID": "00000000000017",
        "RepresentativeName": "ОБРАЗЦОВ ПРИМЕР",
        "Address": {"CountryCode": "KG"},
    }
    root, losses = written(CargoManifest.model_validate({"Carrier": carrier}), VEHICLES)
    assert texts(root, "KGINN") == ["00000000000017"]
    assert (texts(root, "PersonSurname"), texts(root, "PersonName")) == (["ОБРАЗЦОВ"], ["ПРИМЕР"])
    assert losses == []
    assert message(etree.tostring(root)).carrier.representative_name == "ОБРАЗЦОВ ПРИМЕР"


# --- decisions and marks -----------------------------------------------------------------------------


def mark(status: str, words: str) -> str:
    return (
        f"<GTDOutCommonMark><m:MarkStatus>{status}</m:MarkStatus><m:StageMarkIdentifier>3</m:StageMarkIdentifier>"
        f"<m:NoteMarkIdentifier>04</m:NoteMarkIdentifier><m:MarkDescription>{words}</m:MarkDescription>"
        "<m:Deadline>2026-05-01</m:Deadline></GTDOutCommonMark>"
    )


def answer(content: str) -> Any:
    found = message(document("GTDoutCustomsMark", "5.23.0", content))
    assert isinstance(found, Response)
    return found


def test_a_decision_is_a_status_of_the_declaration_and_a_remark_on_its_item():
    day = "<m:DateInf>2026-04-05</m:DateInf><m:TimeInf>10:30:00</m:TimeInf>"
    found = answer(
        f"<GTDOutResolution><m:DecisionCode>10</m:DecisionCode>{day}<m:Foundation>ПОЛНО</m:Foundation>"
        "</GTDOutResolution><GTDOutGoodsResolution><GoodsNumeric>2</GoodsNumeric><GTDOutGoodsResult>"
        "<m:DecisionCode>20</m:DecisionCode></GTDOutGoodsResult><CustCostMethod><CustomsCostCorrectMethod>1"
        f"</CustomsCostCorrectMethod></CustCostMethod></GTDOutGoodsResolution>{number('GTDID')}"
    )
    assert [(one.name_code, str(one.effective_date_time)) for one in found.status] == [
        ("10", "2026-04-05T10:30:00"),
    ]
    assert found.reason_description == "ПОЛНО"
    assert found.declaration.id == "39857703/010426/0000042"
    (item,) = found.current_declaration.goods_shipment.government_agency_goods_item
    assert item.sequence_numeric == 2
    assert [(one.statement_type_code, one.statement_code) for one in item.additional_information] == [
        ("DECISION", "20")
    ]
    assert item.customs_valuation.method_code == "1"


def test_a_mark_that_was_deleted_is_no_remark_and_comes_back_with_the_residue():
    content = document("GTDoutCustomsMark", "5.23.0", mark("0", "УДАЛЕНО") + mark("1", "ДЕЙСТВУЕТ"))
    conversion = cdm.convert(content, strict=False)
    (remark,) = conversion.message.additional_information
    assert (remark.statement_code, remark.statement_description) == ("304", "ДЕЙСТВУЕТ")
    assert str(remark.limit_date_time) == "2026-05-01"
    back = cdm.dumps(conversion.message, format="eaeu-goods-declaration-marks", residue=conversion.residue)
    assert texts(etree.fromstring(back), "MarkDescription") == ["УДАЛЕНО", "ДЕЙСТВУЕТ"]


def test_a_mark_on_a_vehicle_tells_the_control_and_then_what_is_special():
    own = number("TDTSRegNumber", "<TransportModeCode>31</TransportModeCode>")
    content = (
        f"{own}<TDTSCommonMark><GRNumber>B</GRNumber>"
        "<ControlMark>ОСМОТР</ControlMark><SpecialMark>БЕЗ ПЛОМБ</SpecialMark><Deadline>2026-07-01</Deadline>"
        "</TDTSCommonMark><CancellationInfo><Date>2026-04-02</Date></CancellationInfo>"
    )
    found = message(document("TDTSCustomsMark", "5.23.0", content))
    (remark,) = found.additional_information
    assert remark.statement_description == "ОСМОТР\nБЕЗ ПЛОМБ"
    assert (remark.statement_code, str(remark.limit_date_time)) == ("B", "2026-07-01")
    assert found.declaration.id == "39857703/010426/0000042/31"
    assert str(found.declaration.rejection_date_time) == "2026-04-02"


# --- running transits --------------------------------------------------------------------------------


def test_more_time_is_asked_for_by_an_event_and_a_carrier_may_be_the_one_who_asks():
    report = {
        "Submitter": {"Name": "NAMUNA", "ID": "351240000010", "Address": {"CountryCode": "KZ"}},
        "Declaration": [{"TIRCarnetID": "XA81234567", "TIRPageNumeric": "3"}],
        "Consignment": {"Carrier": {"SpecialCaseCode": "SUBMITTER"}},
        "TransitEvent": [{"TypeCode": "EXTENSION", "RequestedLimitDateTime": "2026-04-12"}],
    }
    root, losses = written(TransitReport.model_validate(report), "eaeu-transit-date-limit")
    assert losses == []
    assert [texts(root, name) for name in ("BIN", "DateLimit", "CarrierEqualFlag")] == [
        ["351240000010"],
        ["2026-04-12"],
        ["1"],
    ]
    assert [texts(root, name) for name in ("TIRSeries", "TIRID", "TIRPageNumber")] == [
        ["XA"],
        ["81234567"],
        ["00003"],
    ]
    again = cdm.read(etree.tostring(root))
    assert isinstance(again, TransitReport)
    assert again.declaration[0].tir_page_numeric == 3


def test_the_example_of_a_running_transit_comes_back_byte_for_byte_and_is_without_error():
    assert cdm.dumps(cdm.read(EXAMPLE), format="eaeu-transit-info") == EXAMPLE.read_bytes()
    findings = cdm.validate(EXAMPLE).findings
    assert [finding for finding in findings if finding.severity is not Severity.NOTE] == []


def test_the_example_of_a_running_transit_is_valid_against_the_official_schema(shared: Path):
    schema = etree.XMLSchema(etree.parse(shared / "schemas" / "eaeu" / "album_5.23.0" / "TransitInfo.xsd"))
    schema.assertValid(etree.parse(EXAMPLE))


def test_a_running_transit_has_its_goods_by_notes_and_its_seals_where_the_declaration_has_them():
    report: Any = cdm.read(EXAMPLE)
    root = etree.parse(EXAMPLE)
    movement = report.consignment
    notes = movement.house_consignment
    assert [note.transport_contract_document[0].id for note in notes] == root.xpath(
        "//*[local-name()='Consigment']/*[local-name()='PrDocumentNumber']/text()"
    )
    assert [
        item.commodity.classification[0].id for note in notes for item in note.consignment_item
    ] == root.xpath("//*[local-name()='TNVEDCode']/text()")
    assert [(seal.id, seal.type_code) for seal in movement.customs_identification[0].seal] == [
        ("KZ0001234", "1"),
        ("KZ0001299", "STAMP"),
    ]
    assert [office.id for office in movement.transit_office] == root.xpath(
        "//*[local-name()='RouteCustomsCode']/text()"
    )
    assert report.transit_event[0].endorsement.government_officer.name == "НАМУНАЕВА Б."
    assert str(movement.transit_control.limit_date_time) == "2026-04-08"
    assert report.obligation_guarantee[0].id == "39857703/310326/0000017"


# --- registered declarations for the railway ---------------------------------------------------------


def test_a_registered_declaration_is_told_from_others_of_its_name_by_its_namespace():
    content = document("GoodsDeclaration", "5.22.0", number("GTDID"))
    assert cdm.detect(content).id == "eaeu-goods-declaration-rail"
    other = b'<GoodsDeclaration xmlns="urn:EEC:R:055:GoodsDeclaration:v1.0.0"/>'
    assert cdm.detect(other).id == "eaeu-goods-declaration"


def test_goods_of_a_registered_declaration_are_counted_in_the_order_in_which_they_stand():
    goods = "".join(
        f"<GoodsList><GoodsDescription>{name}</GoodsDescription><GrossWeightQuantity>{mass}</GrossWeightQuantity>"
        "</GoodsList>"
        for name, mass in [("УГОЛЬ", "68000"), ("КОКС", "21450.5")]
    )
    station = "<RailwayStationName>ДОСТЫК</RailwayStationName><RailwayStationCode>708507</RailwayStationCode>"
    stop = f"<BorderStation>{station}</BorderStation>"
    found = message(document("GoodsDeclaration", "5.22.0", f"{number('GTDID')}{goods}{stop}"))
    assert found.id == "39857703/010426/0000042"
    items = found.goods_shipment.government_agency_goods_item
    assert [(item.sequence_numeric, item.commodity.description) for item in items] == [
        (1, "УГОЛЬ"),
        (2, "КОКС"),
    ]
    assert [str(item.commodity.goods_measure.gross_mass_measure.value) for item in items] == [
        "68000",
        "21450.5",
    ]
    (border,) = found.goods_shipment.consignment.itinerary
    assert (border.id, border.name) == ("708507", "ДОСТЫК")


def test_an_office_that_keeps_a_guarantee_is_known_where_its_number_has_another_form():
    certificate = "<c:CustomsCode>39851712</c:CustomsCode><c:RegistrationDate>1999-04-01</c:RegistrationDate>"
    content = (
        "<CustomsProcedure>ТТ</CustomsProcedure><ESADout_CUGoodsShipment><TDGuarantee>"
        f"<GuaranteeCertificateIdDetails>{certificate}</GuaranteeCertificateIdDetails>"
        "</TDGuarantee></ESADout_CUGoodsShipment>"
    )
    (guarantee,) = message(document("ESADout_CU", "5.23.0", content)).obligation_guarantee
    assert (guarantee.guarantee_office.id, guarantee.id) == ("39851712", None)
