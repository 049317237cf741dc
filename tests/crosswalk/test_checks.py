"""What a table must keep to as a whole, checked when it is loaded."""

from __future__ import annotations

import pytest

from carec_datamodel.errors import CrosswalkError


def fault(table) -> str:
    with pytest.raises(CrosswalkError) as caught:
        _ = table.plan
    return str(caught.value)


@pytest.mark.parametrize("relation", ["narrower", "broader"])
def test_a_value_carried_with_a_loss_needs_a_reason(make, relation):
    table = make(("Office", "DeclarationOfficeID", "text", {"relation": relation}))
    assert fault(table) == f"small.tsv:2: relation {relation} needs a reason"


def test_a_value_that_is_not_carried_needs_a_reason(make):
    assert fault(make(("Colour", "", "", {"reason": ""}))) == "small.tsv:2: relation none needs a reason"


@pytest.mark.parametrize("relation", ["none", "struct"])
def test_a_row_that_carries_nothing_has_no_harmonised_path(make, relation):
    table = make(("Office", "DeclarationOfficeID", "text", {"relation": relation, "reason": "x"}))
    assert fault(table) == f"small.tsv:2: relation {relation} with a harmonised path"


def test_the_position_of_an_entry_is_the_one_value_that_a_structure_carries(make):
    item = "GoodsShipment/GovernmentAgencyGoodsItem[]"
    table = make(
        ("Item[]", f"{item}/SequenceNumeric", "position", {"relation": "struct"}),
        ("Item[]/Ref", f"{item}/Commodity/ID", "text"),
    )
    assert table.plan.find("Item").numbered


def test_a_row_that_carries_a_value_says_where(make):
    assert fault(make(("Office", "", "text", {"relation": "equal"}))) == (
        "small.tsv:2: relation equal without a harmonised path"
    )


@pytest.mark.parametrize(
    ("target", "transform", "expected"),
    [
        ("InvoiceAmount", "text", "is a number; the transform must be too"),
        ("TotalGrossMassMeasure", "unit(KGM)", "is a number; the transform must be too"),
        ("FormQuantity", "text", "is a number; the transform must be too"),
        ("IssueDateTime", "text", "is a date; the transform must be too"),
        ("Assessment/IssueDate", "number", "is a date; the transform must be too"),
        (
            "GoodsShipment/Consignment/ContainerIndicator",
            "text",
            "is an indicator; the transform must be flag",
        ),
    ],
)
def test_the_transform_fits_the_type_of_the_value(make, target, transform, expected):
    assert fault(make(("Value", target, transform))) == f"small.tsv:2: {target} {expected}"


@pytest.mark.parametrize(
    ("target", "transform"),
    [
        ("InvoiceAmount", "number"),
        ("FormQuantity", "integer"),
        ("TotalGrossMassMeasure", "scale(1000); unit(KGM)"),
        ("IssueDateTime", "date(YYYY-MM-DD)"),
        ("GoodsShipment/Consignment/ContainerIndicator", "flag(1,0)"),
        ("DeclarationOfficeID", "text"),
    ],
)
def test_a_transform_that_fits_is_accepted(make, target, transform):
    assert make(("Value", target, transform)).plan.find("Value").rules


def test_a_unit_belongs_to_a_measure_or_a_quantity(make):
    assert fault(make(("Value", "Assessment/YearNumeric", "number; unit(KGM)"))).startswith("small.tsv:2: ")


def test_a_currency_belongs_to_an_amount(make):
    table = make(("Currency", "", ""), ("Value", "TotalGrossMassMeasure", "number; currency(Currency)"))
    assert fault(table).startswith("small.tsv:3: ")


def test_a_code_table_that_does_not_lead_back_needs_a_reason(make):
    codes = {"kinds": "national\tharmonised\nI\tIM\nIN\tIM\n"}
    assert fault(make(("Kind", "TypeCode", "code(kinds)"), codes=codes)) == (
        "small.tsv:2: the code table is not invertible; the row needs a reason"
    )
    assert make(("Kind", "TypeCode", "code(kinds)", {"reason": "IN is an old spelling"}), codes=codes).plan


def test_two_elements_that_set_one_value_are_a_fault_of_both(make):
    table = make(("Office", "DeclarationOfficeID", "text"), ("Bureau", "DeclarationOfficeID", "text"))
    assert fault(table) == "small.tsv:2 and small.tsv:3: two rows set DeclarationOfficeID"


def test_two_attributes_that_set_one_value_are_a_fault_too(make):
    table = make(
        ("Head/@office", "DeclarationOfficeID", "text"), ("Head/@bureau", "DeclarationOfficeID", "text")
    )
    assert "two rows set DeclarationOfficeID" in fault(table)


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("part(1,2)", "part(2,2)"),
        ("chars(1,4)", "chars(5,)"),
        ("text", "same"),
        ("text", "fallback"),
        ("when(Flow=E)", "when(Flow!=E)"),
    ],
)
def test_pieces_repeats_and_alternatives_may_share_a_value(make, one, other):
    assert make(("Flow", "FlowCode", "text"), ("One", "ID", one), ("Other", "ID", other)).plan


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("part(1,2)", "part(1,2)"),
        ("chars(1,4)", "chars(3,8)"),
        ("part(1,2)", "part(2,3)"),
        ("part(1,2)", "text"),
    ],
)
def test_pieces_that_overlap_or_leave_a_gap_are_a_fault(make, one, other):
    table = make(("One", "ID", one), ("Other", "ID", other))
    assert fault(table).startswith("small.tsv:")


def test_one_element_may_have_alternatives_for_one_value(make):
    table = make(
        ("Currency", "InvoiceAmount/@currencyID", "code(currencies)", {"reason": "numeric codes"}),
        ("Currency", "InvoiceAmount/@currencyID", "text"),
        ("Total", "InvoiceAmount", "number"),
    )
    assert len(table.plan.find("Currency").rules) == 2
