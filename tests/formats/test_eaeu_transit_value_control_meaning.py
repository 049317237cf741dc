"""Examples of EEC R.048, R.038 and R.051 and of DTSout_CU: what their values mean, and what writing says."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.findings import Severity
from carec_datamodel.model import TransitDeclaration, ValuationDeclaration
from carec_datamodel.model.leaves import leaves

EXAMPLES = Path(__file__).parents[2] / "examples"
TRANSIT = "eaeu-transit-declaration"
VALUE = "eaeu-customs-value"
CONTROL = "eaeu-customs-control"
ALBUM = "eaeu-dtsout"
FORMATS = (TRANSIT, VALUE, CONTROL, ALBUM)


def example(format_id: str) -> Any:
    return cdm.read(EXAMPLES / f"{format_id}.xml")


def plain(document: bytes) -> etree._Element:
    """Return a document without namespaces."""
    root = etree.fromstring(document)
    for element in root.iter("*"):
        element.tag = etree.QName(element).localname
    return root


def written(message: Any, format_id: str) -> tuple[etree._Element, list[str | None]]:
    """Return the document of a message, and the values that it does not hold."""
    document = cdm.formats()[format_id].dumps(message)
    return plain(document[0]), [loss.value for loss in document[1]]


def transit(values: dict[str, Any]) -> tuple[etree._Element, list[str | None]]:
    return written(TransitDeclaration.model_validate(values), TRANSIT)


def values_of(message: Any) -> dict[str, str]:
    return {path.partition("/")[2]: text for path, text in leaves(message)}


@pytest.mark.parametrize("format_id", FORMATS)
def test_nearly_every_value_of_an_example_is_exact_and_nothing_is_doubtful(format_id):
    file = EXAMPLES / f"{format_id}.xml"
    conversion = cdm.convert(file)
    assert conversion.ledger is not None
    assert conversion.ledger.survival > 0.97
    assert {finding.severity for finding in cdm.validate(file).findings} <= {Severity.NOTE}


def test_every_shipment_of_a_transit_is_a_house_with_its_own_goods():
    houses = example(TRANSIT).consignment.house_consignment
    assert [house.consignor.name for house in houses] == [
        "KASHGAR SAMPLE TEXTILE CO., LTD.",
        "URUMQI SAMPLE FOOTWEAR CO., LTD.",
    ]
    numbers = [[item.declaration_goods_item_numeric for item in house.consignment_item] for house in houses]
    assert numbers == [[1, 2], [3]]


def test_a_carnet_has_its_letters_and_its_number_and_a_page_in_use():
    carnet = example(TRANSIT).tir_carnet
    assert (carnet.id, carnet.holder_id) == ("XB90412753", "KGZ/025/0047")
    assert carnet.tir_volet[0].page_numeric == 3


def test_the_number_of_a_customs_document_is_office_day_and_number():
    first, second = example(TRANSIT).consignment.house_consignment[0].consignment_item[0].previous_document
    assert (first.id, first.line_numeric) == ("41706000/120426/0004711", "2")
    assert second.id == "KZ/13042026/000004711"


@pytest.mark.parametrize(
    ("number", "parts"),
    [
        ("41706000/120426/0004711", {"CustomsDocIdDetails": ["41706000", "2026-04-12", "0004711"]}),
        ("XB90412753", {"TIRIdDetails": ["XB", "90412753"]}),
        ("26GE0000000012345", {"DocId": ["26GE0000000012345"]}),
    ],
)
def test_the_number_of_a_previous_document_is_written_where_its_form_belongs(number, parts):
    item = {"DeclarationGoodsItemNumeric": 1, "PreviousDocument": [{"TypeCode": "09013", "ID": number}]}
    root, losses = transit({"Consignment": {"HouseConsignment": [{"ConsignmentItem": [item]}]}})
    document = root.find(".//TDPrecedingDocDetails")
    assert document is not None
    found = {
        child.tag: [leaf.text for leaf in child.iter("*") if leaf.text and not len(leaf)]
        for child in document
        if child.tag not in {"LineId", "DocKindCode"}
    }
    assert found == parts
    assert losses == []


def test_a_document_that_holds_from_another_day_has_two_days():
    invoice, origin = (
        example(TRANSIT).consignment.house_consignment[0].consignment_item[0].additional_document
    )
    assert (invoice.effective_date_time, invoice.issue_date_time) == ("2026-04-07", None)
    assert (origin.effective_date_time, origin.issue_date_time) == ("2026-04-09", "2026-04-08")
    assert invoice.consignment_item_numeric == (1, 2)
    assert origin.presented_with.id == "41706000/120426/0004711"


def test_the_first_carrier_carries_and_the_next_takes_over_after_the_change_of_tractor():
    consignment = example(TRANSIT).consignment
    assert consignment.carrier.representative_person[0].role_code == "DRIVER"
    (successor,) = consignment.successive_carrier
    assert (successor.sequence_numeric, successor.replaced_carrier_numeric) == (2, 1)
    (change,) = consignment.transport_means_change
    assert (change.carrier_numeric, change.container_indicator) == (2, False)
    assert change.next_transport_means[0].replaced_means_numeric == (1,)


def test_a_carrier_alone_that_only_carries_on_is_not_written_as_the_first():
    root, losses = transit({"Consignment": {"SuccessiveCarrier": [{"Name": "NEXT", "ID": "1"}]}})
    carriers = root.findall("CarrierDetails")
    assert [carrier.findtext("SubjectName") for carrier in carriers] == [None, "NEXT"]
    assert losses == []


def test_a_guarantee_is_a_certificate_or_another_document():
    certificate, surety = example(TRANSIT).obligation_guarantee
    assert certificate.reference_id == "41706000/120426/00000471"
    assert certificate.goods_item_numeric == (3,)
    assert (certificate.goods_item_range[0].first_numeric, certificate.goods_item_range[0].last_numeric) == (
        1,
        2,
    )
    assert surety.reference_id == "П-26/47"


def test_a_transit_without_security_says_why():
    root, losses = transit(
        {"GuaranteeIndicator": False, "ObligationGuarantee": [{"WaiverReasonCode": "103"}]}
    )
    assert root.findtext("TransitGuaranteeDetails/GuaranteePresentCode") == "0"
    assert root.findtext("TransitGuaranteeDetails/NoGuaranteeCauseCode") == "103"
    assert root.find("TransitGuaranteeDetails/TransitGuaranteeDocDetails") is None
    assert losses == []


def test_the_course_of_a_transit_is_a_code_of_the_model_whatever_letters_it_is_written_with():
    text = (EXAMPLES / f"{TRANSIT}.xml").read_text(encoding="utf-8")
    assert example(TRANSIT).direction_code == "THROUGH"
    latin = text.replace(">ТР<", ">TP<")
    assert latin != text
    message: Any = cdm.read(latin.encode())
    assert message.direction_code == "THROUGH"


def test_a_long_description_is_written_in_pieces_and_is_one_again():
    long = " ".join(["ТКАНЬ ХЛОПЧАТОБУМАЖНАЯ"] * 30)
    item = {"DeclarationGoodsItemNumeric": 1, "Commodity": {"CargoDescription": long}}
    message = TransitDeclaration.model_validate(
        {"Consignment": {"HouseConsignment": [{"ConsignmentItem": [item]}]}}
    )
    document = cdm.dumps(message, format=TRANSIT)
    pieces = [piece.text or "" for piece in plain(document).iter("GoodsDescriptionText")]
    assert len(pieces) > 2
    assert max(map(len, pieces)) <= 250
    again: Any = cdm.read(document)
    assert again.consignment.house_consignment[0].consignment_item[0].commodity.cargo_description == long


def test_the_first_of_two_customs_values_is_in_national_currency():
    values = values_of(example(VALUE))
    found = [
        (values[f"ValuationItem[1]/{name}"], values[f"ValuationItem[1]/{name}/currencyID"])
        for name in ("CustomsValueAmount", "ForeignValueAmount")
    ]
    assert found == [("4392060.00", "KGS"), ("50200.69", "USD")]


@pytest.mark.parametrize("format_id", [VALUE, ALBUM])
def test_a_rate_is_for_one_unit_though_the_document_gives_it_for_ten(format_id):
    (item,) = example(format_id).valuation_item
    price = item.base_component[0]
    assert (price.type_code, price.rate_currency_code) == ("PRICE", "CNY")
    assert float(price.rate_numeric) == 12.05
    assert price.quotation_unit_numeric == 10
    root, _ = written(example(format_id), format_id)
    assert [element.text for element in root.iter("PriceCurrencyRate", "DealCurrencyRate")] == ["120.5"]


def test_a_rate_for_an_unusual_number_of_units_is_not_taken_for_a_rate_of_one():
    rate = {"QuotationUnitNumeric": 50, "RateNumeric": "12.05"}
    price = {"TypeCode": "PRICE", **rate}
    item = {"SequenceNumeric": 1, "BaseComponent": [price], "CurrencyExchange": [rate]}
    message = ValuationDeclaration.model_validate({"ValuationItem": [item]})
    root, losses = written(message, ALBUM)
    assert root.findall(".//DealCurrencyRate") == root.findall(".//CurrencyRate") == []
    assert losses == ["12.05", "12.05"]


def test_the_same_value_is_the_same_message_whether_the_album_or_the_commission_says_it():
    one, other = values_of(example(VALUE)), values_of(example(ALBUM))
    shared = {
        path for path in one.keys() & other.keys() if path.startswith(("ValuationItem", "SaleConditions"))
    }
    assert len(shared) > 30
    different = {path for path in shared if one[path].rstrip("0") != other[path].rstrip("0")}
    assert different == set()
    currencies = {path for path in one.keys() - other.keys() if path.startswith("ValuationItem")}
    assert all(path.endswith("/currencyID") for path in currencies)  # the album has none for its own money


def test_additions_go_into_the_part_of_the_method_that_the_value_was_found_by():
    component = {"TypeCode": "TRANSPORT", "NationalAmount": {"value": "10.00", "currencyID": "KGS"}}
    for base, place in (("PRICE", "Method1AddCostsDetails"), ("IDENTICAL", "AdditionsAdjustmentsDetails")):
        price = {"value": "90.00", "currencyID": "KGS"}
        start = {"TypeCode": base, "NationalAmount": price} | (
            {"ComponentAmount": price} if base == "PRICE" else {}
        )
        item = {"SequenceNumeric": 1, "BaseComponent": [start], "Addition": [component]}
        root, losses = written(ValuationDeclaration.model_validate({"ValuationItem": [item]}), VALUE)
        assert [element.getparent().tag for element in root.iter() if element.text == "10.00"] == [place]
        assert losses == []


def test_a_buyer_who_is_the_declarant_is_not_described_twice():
    for format_id in (VALUE, ALBUM):
        assert example(format_id).buyer.special_case_code == "DECLARANT"


def test_seals_that_are_not_damaged_are_intact():
    message = example(CONTROL)
    assert message.seals_intact_indicator is True
    root, _ = written(message, CONTROL)
    assert root.findtext(".//DefectCustomsIdentificationMeansIndicator") == "false"


def test_a_control_tells_what_was_declared_from_what_was_found():
    (control,) = example(CONTROL).control
    (goods,) = control.controlled_goods
    assert str(goods.declared_goods_measure.gross_mass_measure.value) == "9800.4"
    assert str(goods.goods_measure.gross_mass_measure.value) == "9755.0"
    assert [str(mass.value) for mass in control.weighing[0].weighed_gross_mass_measure] == ["22.8", "22.7"]


def test_seals_found_taken_off_and_put_on_are_three_lists():
    message = example(CONTROL)
    numbers = [
        message.customs_identification[0].seal[0].id,
        message.seal_change[0].customs_identification[0].seal[0].id,
        message.seal_affixing[0].customs_identification[0].seal[0].id,
    ]
    assert numbers == ["KG0004711", "KG0004711", "KZ0098812"]


def test_a_control_names_the_declaration_its_carnet_and_other_documents():
    first, second = example(CONTROL).declaration
    assert (first.id, first.tir_carnet_id) == ("41706000/140426/0004712", "XB90412753")
    assert second.id == "TS-26-0471"


def test_radiation_is_a_control_of_its_own():
    text = (EXAMPLES / f"{CONTROL}.xml").read_text(encoding="utf-8")
    measured = (
        "<cacdo:ATDRadiationDetails>"
        '<casdo:RadiationMeasure measurementUnitCode="999" measurementUnitCodeListId="2016">0.12'
        "</casdo:RadiationMeasure><cacdo:CustomsToolDetails><casdo:DeviceId>D-47</casdo:DeviceId>"
        "</cacdo:CustomsToolDetails></cacdo:ATDRadiationDetails><cacdo:ATDResultsDetails>"
    )
    message: Any = cdm.read(text.replace("<cacdo:ATDResultsDetails>", measured).encode())
    first, second = message.control
    assert (first.subject_code, second.subject_code) == (None, "RADIATION")
    assert str(second.control_equipment[0].reading_measure.value) == "0.12"
    assert second.control_equipment[0].control_device[0].id == "D-47"


def test_a_transit_of_the_album_and_one_of_2019_hold_goods_and_parties_alike():
    album: Any = cdm.read(EXAMPLES / "eaeu-esadout-transit.xml")
    older = "eaeu-transit-declaration-2019"
    again: Any = cdm.loads(cdm.formats()[older].dumps(album)[0], format=older)
    assert again.consignment.consignor.name == album.consignment.consignor.name
    assert again.consignment.consignee.id == album.consignment.consignee.id
    assert again.consignment.dispatch_country_name == album.consignment.dispatch_country_name
    assert again.consignment.transit_destination == album.consignment.transit_destination
    assert again.consignment.entry_office == album.consignment.entry_office
    assert again.consignment.customs_identification == album.consignment.customs_identification
    assert [line.sequence_numeric for line in again.consignment.consignment_item] == [
        line.sequence_numeric for line in album.consignment.consignment_item
    ]
    assert [line.commodity.classification for line in again.consignment.consignment_item] == [
        line.commodity.classification for line in album.consignment.consignment_item
    ]


def test_the_agent_of_a_transit_has_its_number_and_country():
    message = TransitDeclaration.model_validate({"Agent": {"ID": "0117", "CountryCode": "KZ"}})
    root, lost = written(message, TRANSIT)
    assert lost == []
    assert root.findtext(".//SignatoryRepresentativeDetails//RegistrationNumberId") == "0117"
    assert root.findtext(".//SignatoryRepresentativeDetails//UnifiedCountryCode") == "KZ"


def test_a_plate_says_the_country_of_a_vehicle_that_names_none():
    root = cdm.formats()[TRANSIT].dumps(example(TRANSIT))[0]
    nationality = re.compile(
        rb"<\w+:RegistrationNationalityCode[^>]*>[^<]*</\w+:RegistrationNationalityCode>"
    )
    assert nationality.search(root)
    bare: Any = cdm.loads(nationality.sub(b"", root))
    told = [means.registration_nationality_code for means in bare.consignment.departure_transport_means]
    assert told == ["KG", "KG"]
