"""What rules find is told where the sender sees it, the weightiest first where there is too much."""

from __future__ import annotations

from pathlib import Path

import carec_datamodel as cdm
from carec_datamodel.codelists.own_lists import CodeLists
from carec_datamodel.findings import Severity
from carec_datamodel.validation.validate import MOST_FINDINGS

SAD = Path(__file__).parents[2] / "examples" / "asycuda-sad.xml"


def goods(count: int, total: str = "1") -> cdm.GoodsDeclaration:
    items = [{"sequence_numeric": 7} for _ in range(count)]
    return cdm.GoodsDeclaration(
        goods_item_quantity=cdm.Quantity(total), goods_shipment={"government_agency_goods_item": items}
    )


def test_a_finding_on_a_national_document_is_in_its_own_terms():
    text = SAD.read_text("utf-8")
    before = text.split("<Total_number_of_items>")[1].split("<")[0]
    wrong = text.replace(f"<Total_number_of_items>{before}<", "<Total_number_of_items>77<")
    (finding,) = [item for item in cdm.validate(wrong.encode()).findings if item.rule.startswith("total")]
    line = wrong[: wrong.index("<Total_number_of_items>")].count("\n") + 1
    assert (finding.rule, finding.severity) == ("total.goods-items", Severity.ERROR)
    assert (finding.path, finding.line) == ("ASYCUDA/Property/Nbers/Total_number_of_items", line)
    assert (finding.value, finding.box, finding.wco) == ("77", "5", "42A.228")
    assert finding.harmonised == "GoodsDeclaration/GoodsItemQuantity"
    assert finding.message.startswith("GoodsItemQuantity is 77; expected ")


def test_a_finding_on_a_harmonised_document_has_its_line_in_xml_and_in_json():
    message = goods(2, "2")
    for form in ("carec-xml", "carec-json"):
        data = cdm.dumps(message, format=form)
        (finding,) = cdm.validate(data).findings
        assert finding.path == "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/SequenceNumeric"
        line = data.decode().splitlines()[finding.line - 1]
        assert "SequenceNumeric" in line
        assert finding.line > data.decode().split("SequenceNumeric")[0].count("\n") + 1


def test_of_very_many_findings_the_weightiest_are_kept_and_all_are_counted():
    report = cdm.validate(cdm.dumps(goods(MOST_FINDINGS * 3, "1")))
    assert len(report.findings) == MOST_FINDINGS
    assert report.left_out == MOST_FINDINGS * 2
    assert report.findings[0].rule == "total.goods-items"


def test_the_same_document_always_gives_the_same_report():
    data = cdm.dumps(goods(50))
    assert cdm.validate(data) == cdm.validate(data)


def test_a_list_of_the_user_counts_instead_of_the_one_of_its_name(tmp_path):
    file = tmp_path / "units.tsv"
    file.write_text("# extends units\ncode\tmeaning\nSACK\ta sack of the harbour\n", "utf-8")
    goods_in_sacks = cdm.GoodsDeclaration(total_package_quantity=cdm.Quantity("7", "SACK"))
    data = cdm.dumps(goods_in_sacks)
    (finding,) = cdm.validate(data).findings
    assert (finding.rule, finding.severity, finding.value) == ("code.unit", Severity.WARNING, "SACK")
    assert finding.path == "GoodsDeclaration/TotalPackageQuantity/@unitCode"
    assert cdm.validate(data, lists=CodeLists.load([file])).findings == ()


def test_a_code_is_held_against_the_day_of_the_message():
    terms = {"goods_shipment": {"trade_terms": {"condition_code": "DAT"}}}
    then = cdm.GoodsDeclaration(acceptance_date_time=cdm.DateTime("2015-06-01"), **terms)
    now = cdm.GoodsDeclaration(acceptance_date_time=cdm.DateTime("2026-06-01"), **terms)
    assert cdm.validate(cdm.dumps(then)).findings == ()
    (finding,) = cdm.validate(cdm.dumps(now)).findings
    assert finding.rule == "code.delivery-term"
    assert "'DAT' is valid" in finding.message
