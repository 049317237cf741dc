"""What is written as an ASYCUDA manifest of a harmonised message alone."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.model import CargoManifest

EXAMPLES = Path(__file__).resolve().parents[2] / "examples"


def written(message: CargoManifest, name: str) -> tuple[etree._Element, dict[str | None, str | None]]:
    """Return what is written of *message*, and the losses: path and value."""
    conversion = cdm.convert(cdm.dumps(message), to=name)
    lost = {
        finding.path: finding.value for finding in conversion.findings if finding.rule == "crosswalk.lost"
    }
    return etree.fromstring(conversion.output), lost


def cargo(**consignment: Any) -> CargoManifest:
    return CargoManifest.model_validate({"Consignment": [{"SequenceNumeric": 1, **consignment}]})


def test_a_truck_and_its_load_are_written_as_a_manifest() -> None:
    message = CargoManifest.model_validate(
        {
            "DeclarationOfficeID": "AF201",
            "BorderTransportMeans": {
                "ModeCode": "3",
                "ID": "01X900AA",
                "RegistrationNationalityCode": "UZ",
                "JourneyID": "T2026/0298",
                "DepartureDateTime": "2026-05-27",
                "ArrivalDateTime": "2026-05-27T16:40:00",
            },
            "Consignment": [
                {
                    "SequenceNumeric": 1,
                    "CargoNatureCode": "23",
                    "TotalGrossMassMeasure": {"value": "24096"},
                    "Consignor": {
                        "Name": "NAMUNA TEKSTIL EKSPORT LLC",
                        "Address": {"Line": ["15 SILK STREET"]},
                    },
                    "TransportContractDocument": [{"ID": "UZ-AF-26-0488", "TypeCode": "730"}],
                    "Seal": [{"ID": "UZ004711"}, {"ID": "UZ004712"}],
                    "ConsignmentItem": [
                        {
                            "Commodity": {"CargoDescription": "WHEAT FLOUR"},
                            "Packaging": [{"QuantityQuantity": {"value": "480"}, "TypeCode": "BG"}],
                        }
                    ],
                }
            ],
        }
    )
    root, lost = written(message, "asycuda-manifest")
    assert lost == {}
    texts = {
        "General_segment/General_segment_id/Date_of_arrival": "2026-05-27",
        "General_segment/General_segment_id/Time_of_arrival": "16:40:00",
        "General_segment/Transport_information/Mode_of_transport_code": "3",
        "General_segment/Transport_information/Registration_number_of_transport_code": "01X900AA",
        "Bol_segment/Bol_id/Bol_type_code": "730",
        "Bol_segment/Traders_segment/Exporter/Exporter_address": "15 SILK STREET",
        "Bol_segment/Goods_segment/Number_of_packages": "480",
        "Bol_segment/Goods_segment/Package_type_code": "BG",
        "Bol_segment/Goods_segment/Gross_mass": "24096",
        "Bol_segment/Goods_segment/Seals_segment/Marks_of_seals": "UZ004711,UZ004712,",
    }
    assert {path: root.findtext(path) for path in texts} == texts
    assert root.find("Bol_segment/Goods_segment/Shipping_marks") is not None
    assert root.find("Bol_segment/Value_segment") is None
    assert cdm.detect(etree.tostring(root)).id == "asycuda-manifest"


def test_a_document_below_a_consignment_is_not_written_as_its_master() -> None:
    message = cargo(AssociatedTransportDocument=[{"ID": "H-1", "LevelCode": "HOUSE"}, {"ID": "H-2"}])
    root, lost = written(message, "asycuda-manifest")
    assert root.find("Bol_segment/Bol_id/Master_bol_ref_number") is None
    assert set(lost.values()) == {"H-1", "HOUSE", "H-2"}


def test_lines_beyond_the_first_are_lost_and_named() -> None:
    items = [{"Commodity": {"CargoDescription": text}} for text in ("TEA", "RICE")]
    root, lost = written(cargo(ConsignmentItem=items), "asycuda-manifest")
    assert root.findtext("Bol_segment/Goods_segment/Goods_description") == "TEA"
    assert lost == {"CargoManifest/Consignment[1]/ConsignmentItem[2]/Commodity/CargoDescription": "RICE"}


@pytest.mark.parametrize(
    ("values", "path"),
    [
        ({"TotalGrossMassMeasure": {"value": "24.1", "unitCode": "TNE"}}, "Goods_segment/Gross_mass"),
        (
            {"GrossVolumeMeasure": {"value": "850", "unitCode": "LTR"}},
            "Goods_segment/Volume_in_cubic_meters",
        ),
        ({"Seal": [{"ID": "S,1"}]}, "Goods_segment/Seals_segment/Marks_of_seals"),
    ],
)
def test_what_the_form_would_say_wrongly_is_not_written(values: dict[str, Any], path: str) -> None:
    root, lost = written(cargo(**values), "asycuda-manifest")
    assert not root.findtext(f"Bol_segment/{path}")
    assert lost


def test_packages_that_the_bill_and_its_line_count_differently_are_not_hidden() -> None:
    message = cargo(
        TotalPackageQuantity={"value": "30"},
        ConsignmentItem=[{"Packaging": [{"QuantityQuantity": {"value": "10"}}]}],
    )
    root, lost = written(message, "asycuda-manifest")
    assert root.findtext("Bol_segment/Goods_segment/Number_of_packages") == "30"
    assert set(lost.values()) == {"10"}


def test_a_moment_with_a_zone_is_lost_whole() -> None:
    means = {"BorderTransportMeans": {"ArrivalDateTime": "2026-05-27T16:40:00+05:00"}}
    root, lost = written(CargoManifest.model_validate(means), "asycuda-manifest")
    assert not root.findtext("General_segment/General_segment_id/Date_of_arrival")
    assert set(lost.values()) == {"2026-05-27T16:40:00+05:00"}


def test_a_second_consignment_does_not_fit_into_a_waybill() -> None:
    message = CargoManifest.model_validate({"Consignment": [{"SequenceNumeric": 1}, {"SequenceNumeric": 2}]})
    root, lost = written(message, "asycuda-waybill")
    assert root.findtext("Bol_specific_segment/Line_number") == "1"
    assert lost == {"CargoManifest/Consignment[2]/SequenceNumeric": "2"}


def test_a_waybill_is_written_with_its_marks_for_nothing() -> None:
    root, lost = written(cargo(LevelCode="HOUSE"), "asycuda-waybill")
    assert lost == {}
    assert root.findtext("Bol_specific_segment/Status") == "HSE"
    assert root.find("Bol_specific_segment/Notify_segment/Code/null") is not None
    assert len(root.find("Bol_specific_segment/Freight_segment/Value")) == 0


def test_a_waybill_becomes_a_manifest_and_says_what_that_cannot_carry() -> None:
    file = EXAMPLES / "asycuda-waybill.xml"
    root, lost = written(cdm.read(file), "asycuda-manifest")
    assert root.findtext("Bol_segment/Bol_id/Bol_reference") == "UZ-AF-26-0488"
    assert root.findtext("Bol_segment/Location/Location_code") == "HRT-YARD2"
    assert root.findtext("Bol_segment/Value_segment/Insurance_segment/Insurance_currency") == "USD"
    assert {"Prepaid", "HOUSE", "240", "12048.0", "110100"} <= set(lost.values())
