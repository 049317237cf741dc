"""Documents of one trade validated together."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

import carec_datamodel as cdm
from carec_datamodel import model

EXAMPLES = Path(__file__).parents[2] / "examples"
MESSAGES = EXAMPLES / "messages"
TRANSIT = MESSAGES / "transit-declaration.xml"
UCR = "6CN91000000-XYE-26-0302"


def declaration(packages: int, mass: str = "9480.00") -> cdm.GoodsDeclaration:
    """Return an import declaration of the first house consignment of the transit declaration."""
    items = tuple(
        model.GovernmentAgencyGoodsItem(
            sequence_numeric=number,
            commodity=model.Commodity(
                classification=(model.Classification(id=code, identification_type_code="HS"),)
            ),
        )
        for number, code in enumerate(("8471300000", "8528520000"), start=1)
    )
    return cdm.GoodsDeclaration(
        total_package_quantity=cdm.Quantity(packages),
        total_gross_mass_measure=cdm.Measure(mass, "KGM"),
        goods_shipment=model.GoodsShipment(ucr=model.UCR(id=UCR), government_agency_goods_item=items),
    )


def of_rules(report: cdm.Report, family: str = "together") -> list[str]:
    return [finding.rule for finding in report.findings if finding.rule.startswith(f"{family}.")]


def test_the_examples_that_tell_one_story_agree_with_each_other():
    reports = cdm.validate_together(sorted(MESSAGES.glob("*.xml")))

    assert [(report.name, of_rules(report)) for report in reports if of_rules(report)] == []
    assert all("together with other documents" in report.checks for report in reports)


def test_a_finding_stands_in_its_own_document_and_names_the_other():
    first, second = cdm.validate_together([TRANSIT, declaration(640)])

    assert of_rules(first) == []
    (finding,) = [finding for finding in second.findings if finding.rule == "together.packages"]
    assert finding.path == "GoodsDeclaration/TotalPackageQuantity"
    assert finding.value == "640"
    assert finding.line is not None
    assert (
        f"({TRANSIT}, TransitDeclaration/Consignment/HouseConsignment[1]/TotalPackageQuantity)"
        in finding.message
    )
    assert not second.ok


def test_goods_as_they_are_carried_give_no_finding():
    assert [of_rules(report) for report in cdm.validate_together([TRANSIT, declaration(620)])] == [[], []]


def test_the_reports_come_in_the_order_of_the_documents():
    reports = cdm.validate_together([EXAMPLES / "asycuda-sad.xml", declaration(620), TRANSIT.read_bytes()])

    assert [report.message for report in reports] == [
        "GoodsDeclaration",
        "GoodsDeclaration",
        "TransitDeclaration",
    ]
    assert [report.name for report in reports] == [
        str(EXAMPLES / "asycuda-sad.xml"),
        "GoodsDeclaration 2",
        "",
    ]


def test_bytes_have_no_name_and_are_told_by_their_position():
    _, second = cdm.validate_together([TRANSIT.read_bytes(), declaration(640)])

    told = next(finding.message for finding in second.findings if finding.rule == "together.packages")
    assert "(document 1, TransitDeclaration/" in told


def test_one_document_is_validated_as_it_is_alone():
    assert cdm.validate_together([TRANSIT]) == (cdm.validate(TRANSIT),)


def test_no_documents_give_no_reports():
    assert cdm.validate_together([]) == ()


def test_a_document_that_is_no_message_has_its_report_and_is_left_out_for_the_others():
    broken = TRANSIT.read_bytes().replace(b"<SequenceNumeric>1<", b"<SequenceNumeric>one<", 1)

    first, second = cdm.validate_together([broken, declaration(640)])

    assert not first.ok
    assert of_rules(second) == []


def test_a_response_to_another_declaration_is_noticed():
    response = (MESSAGES / "response.xml").read_text("utf-8")
    changed = response.replace("UB-2026-000311", "UB-2026-000312", 1)
    assert changed != response

    _, answer = cdm.validate_together([MESSAGES / "goods-declaration.xml", changed.encode()])

    assert of_rules(answer) == ["together.declaration-known"]


def test_a_seal_in_the_report_that_was_never_declared_is_noticed():
    text = (MESSAGES / "transit-report.xml").read_text("utf-8")
    before, found, after = text.partition("<SealBefore>")
    changed = before + found + after.replace("UZ0012401", "UZ0099999", 1)
    assert changed != text

    _, report = cdm.validate_together([MESSAGES / "tir-transit.xml", changed.encode()])

    assert of_rules(report) == ["together.report-seals"]


def test_a_certificate_that_expired_before_the_declaration_is_an_error():
    permit = cdm.SupportingDocument(id="UZ-FC-1", expiration_date_time=cdm.DateTime("2026-03-01"))
    late = declaration(620).replace(
        issue_date_time=cdm.DateTime("2026-03-21"),
        additional_document=(model.AdditionalDocument(id="UZ-FC-1", type_code="851"),),
    )

    report, _ = cdm.validate_together([late, permit])

    assert of_rules(report) == ["together.permit-valid"]


@pytest.mark.parametrize("count", [3000])
def test_a_manifest_of_thousands_of_consignments_is_matched_in_seconds(count):
    manifest = cdm.CargoManifest(
        consignment=tuple(
            model.CargoConsignment(
                ucr=model.UCR(id=f"UCR-{number}"), total_package_quantity=cdm.Quantity(number)
            )
            for number in range(count)
        )
    )
    mine = declaration(620).replace(goods_shipment=model.GoodsShipment(ucr=model.UCR(id="UCR-7")))

    begun = time.perf_counter()
    _, report = cdm.validate_together([manifest, mine])

    assert of_rules(report) == ["together.packages"]
    assert time.perf_counter() - begun < 20
