"""Compiling a table: the tree that mirrors the national document, and the faults found on the way."""

from __future__ import annotations

import pytest

from carec_datamodel.errors import CrosswalkError

ITEM = "GoodsShipment/GovernmentAgencyGoodsItem[]"


def fault(table) -> str:
    with pytest.raises(CrosswalkError) as caught:
        _ = table.plan
    return str(caught.value)


# --- the tree --------------------------------------------------------------------------------------


def test_an_element_is_found_by_its_path(harbour):
    node = harbour.plan.find("Head/Office")
    assert (node.name, node.path, node.level) == ("Office", "Head/Office", 0)
    assert node.row.harmonised == "DeclarationOfficeID"


def test_an_element_is_found_by_every_spelling_and_letter_case_that_the_format_allows(harbour):
    assert harbour.plan.find("HEAD/sort") is harbour.plan.find("Head/Kind")


def test_letter_case_counts_where_the_descriptor_does_not_say_otherwise(make):
    plan = make(("Head/Office", "DeclarationOfficeID", "text")).plan
    with pytest.raises(CrosswalkError, match="no row for 'head/Office'"):
        plan.find("head/Office")


def test_an_attribute_is_found_by_its_path(harbour):
    assert harbour.plan.find("Cargo/Paper/@kind").row.harmonised.endswith("AdditionalDocument[]/TypeCode")


def test_a_path_without_a_row_is_refused_by_name(harbour):
    with pytest.raises(CrosswalkError, match="harbour-declaration: no row for 'Head/Colours'"):
        harbour.plan.find("Head/Colours")


def test_elements_stand_in_the_order_of_their_rows(make):
    plan = make(
        ("Head/Flow", "FlowCode", "text"),
        ("Vehicle", "BorderTransportMeans/ID", "text"),
        ("Head/Office", "DeclarationOfficeID", "text"),
    ).plan
    assert [node.name for node in plan.root.order] == ["Head", "Vehicle"]
    assert [node.name for node in plan.find("Head").order] == ["Flow", "Office"]


def test_the_level_of_an_element_counts_the_repeating_elements_that_lead_to_it(harbour):
    levels = [
        harbour.plan.find(path).level
        for path in ("Head", "Cargo", "Cargo/Heading", "Cargo/Paper", "Cargo/Paper/Ref")
    ]
    assert levels == [0, 1, 1, 2, 2]


def test_a_wrapper_holds_what_the_root_holds(harbour):
    assert harbour.plan.find("Page/Head/Office") is harbour.plan.find("Head/Office")


def test_every_element_that_may_hold_a_value_is_met_once_below_the_root(harbour):
    nodes = list(harbour.plan.root.below())
    assert len(nodes) == len({id(node) for node in nodes})
    assert {row.path for row in harbour.plan.rows} >= {node.row.path for node in nodes if node.row}


# --- faults of a row, each with file and line --------------------------------------------------------


def test_an_empty_step_in_a_national_path_is_a_fault(make):
    assert fault(make(("Head//Office", "DeclarationOfficeID", "text"))) == (
        "small.tsv:2: 'Head//Office' is not a national path: empty step"
    )


def test_an_element_that_repeats_in_one_row_and_not_in_another_is_a_fault(make):
    table = make(("Item[]/Note", "", ""), ("Item/Price", "", ""))
    assert fault(table).startswith(
        "small.tsv:3: 'Item/Price' writes [] where other rows do not, or the reverse"
    )


def test_a_wrong_harmonised_path_is_a_fault(make):
    assert fault(make(("Office", "Declaration Office", "text"))) == (
        "small.tsv:2: 'Declaration Office' is not a harmonised path: 'Declaration Office'"
    )


def test_an_element_that_the_model_does_not_have_is_a_fault(make):
    assert fault(make(("Office", "GoodsShipment/DeclarationOfficeID", "text"))) == (
        "small.tsv:2: the model has no DeclarationOfficeID in GoodsDeclaration/GoodsShipment"
    )


def test_a_path_that_goes_on_behind_a_value_is_a_fault(make):
    assert fault(make(("Office", "DeclarationOfficeID/Name", "text"))) == (
        "small.tsv:2: DeclarationOfficeID holds a value, not Name"
    )


def test_a_path_that_ends_at_a_structure_is_a_fault(make):
    assert fault(make(("Ucr", "GoodsShipment/UCR", "text"))) == (
        "small.tsv:2: 'GoodsShipment/UCR' ends at a structure, not at a value"
    )


def test_a_list_without_brackets_is_a_fault(make):
    assert fault(make(("Seal", "GoodsShipment/Consignment/Seal/ID", "text"))) == "small.tsv:2: Seal repeats"


def test_brackets_behind_what_does_not_repeat_are_a_fault(make):
    assert (
        fault(make(("Office", "GoodsShipment[1]/UCR/ID", "text")))
        == "small.tsv:2: GoodsShipment does not repeat"
    )


def test_brackets_behind_a_value_that_does_not_repeat_are_a_fault(make):
    assert fault(make(("Office", "DeclarationOfficeID[1]", "text"))).startswith("small.tsv:2: ")


def test_an_attribute_that_the_value_does_not_have_is_a_fault(make):
    assert fault(make(("Currency", "InvoiceAmount/@unitCode", "text"))) == (
        "small.tsv:2: GoodsDeclaration/InvoiceAmount has no attribute unitCode"
    )


def test_an_attribute_of_a_value_that_has_none_is_a_fault(make):
    assert fault(make(("Office", "DeclarationOfficeID/@schemeID", "text"))).startswith("small.tsv:2: ")


def test_an_element_that_repeats_cannot_fill_a_value_that_does_not(make):
    assert fault(make(("Note[]", "ID", "text"))) == "small.tsv:2: 'Note[]' repeats 1 times, 'ID' 0"


def test_an_element_that_does_not_repeat_cannot_fill_one_entry_after_another(make):
    assert fault(make(("Note", "GoodsShipment/Consignment/Seal[]/ID", "text"))).startswith(
        "small.tsv:2: 'Note' repeats 0 times, 'GoodsShipment/Consignment/Seal[]/ID' 1"
    )


def test_a_selector_on_a_field_that_the_model_does_not_have_is_a_fault(make):
    found = fault(make(("Note", "AdditionalInformation[NoteCode=ADD]/StatementDescription", "text")))
    assert found.startswith("small.tsv:2: ")
    assert "NoteCode" in found


def test_a_selector_with_a_value_that_the_field_refuses_is_a_fault(make):
    found = fault(
        make(
            (
                "Note",
                "AdditionalInformation[StatementTypeCode=ADDITIONAL-STATEMENT]/StatementDescription",
                "text",
            )
        )
    )
    assert found.startswith("small.tsv:2: ")
    assert "ADDITIONAL-STATEMENT" in found


def test_an_unknown_transform_is_a_fault(make):
    assert (
        fault(make(("Office", "DeclarationOfficeID", "texts"))) == "small.tsv:2: 'texts' is not a transform"
    )


def test_a_code_table_that_does_not_exist_is_a_fault(make):
    assert fault(make(("Office", "DeclarationOfficeID", "code(offices)"))) == (
        "small.tsv:2: there is no code table 'offices'"
    )


def test_a_code_table_that_is_wrong_is_a_fault_of_its_own_file(make):
    table = make(("Office", "DeclarationOfficeID", "code(offices)"), codes={"offices": "code\nA\nA\n"})
    assert "offices.tsv:3: the code 'A' stands there twice" in fault(table)


def test_a_function_that_the_folder_does_not_bring_is_a_fault(make):
    assert fault(make(("Office", "DeclarationOfficeID", "call(trim)"))) == (
        "small.tsv:2: call(trim): the format has no such function"
    )


def test_functions_that_do_not_load_are_a_fault_of_their_file(make):
    assert "transforms.py" in fault(make(("Office", "DeclarationOfficeID", "call(trim)"), transforms="def"))


def test_functions_without_the_table_of_their_names_are_a_fault_of_their_file(make):
    assert "transforms.py" in fault(make(("Office", "DeclarationOfficeID", "call(trim)"), transforms="x = 1"))


@pytest.mark.parametrize("transform", ["when(Head/Flow=E)", "number; currency(Head/Currency)"])
def test_a_reference_to_an_element_without_a_row_is_a_fault(make, transform):
    target = "InvoiceAmount" if "number" in transform else "ID"
    found = fault(make(("Value", target, transform)))
    assert found.startswith("small.tsv:2: ")
    assert "Head/" in found


@pytest.mark.parametrize("transform", ["when(Item/Flow=E)", "number; currency(Item/Flow)"])
def test_a_reference_to_an_element_that_repeats_is_a_fault(make, transform):
    target = "InvoiceAmount" if "number" in transform else "ID"
    found = fault(make(("Item[]/Flow", "", ""), ("Value", target, transform)))
    assert found == "small.tsv:3: 'Item/Flow' repeats; a reference must not"


def test_a_wrong_number_of_occurrences_is_a_fault(make):
    assert fault(make(("Office", "DeclarationOfficeID", "text", {"occurs": "one"}))) == (
        "small.tsv:2: 'one' is not a number of occurrences such as 0..1"
    )


def test_an_element_that_may_occur_many_times_has_brackets_in_its_path(make):
    assert fault(make(("Office", "DeclarationOfficeID", "text", {"occurs": "0..n"}))).startswith(
        "small.tsv:2: "
    )


def test_one_spelling_for_two_elements_side_by_side_is_a_fault(make):
    table = make(("Office", "DeclarationOfficeID", "text"), ("Bureau|Office", "ExitOffice/ID", "text"))
    assert fault(table).startswith("small.tsv:3: ")


def test_a_fault_in_a_fragment_is_told_with_the_file_and_line_of_the_fragment(make):
    table = make(
        ("Trader", "Declarant", "use(party)", {"relation": "struct"}),
        fragments={"party": [("Code", "ID", "text"), ("Mail", "MailAddress", "text")]},
    )
    assert fault(table) == "fragment_party.tsv:3: the model has no MailAddress in GoodsDeclaration/Declarant"
