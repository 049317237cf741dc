"""Writing: the rows in order; what the format cannot say is a loss, and is named."""

from __future__ import annotations

from typing import Any

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.errors import CrosswalkError
from carec_datamodel.findings import Severity
from carec_datamodel.model import GoodsDeclaration

NS = "{urn:example:harbour}"


def message(**values: Any) -> GoodsDeclaration:
    return GoodsDeclaration.model_validate(values)


def goods(*entries: dict[str, Any], **values: Any) -> GoodsDeclaration:
    numbered = [{"SequenceNumeric": number, **entry} for number, entry in enumerate(entries, start=1)]
    return message(GoodsShipment={"GovernmentAgencyGoodsItem": numbered}, **values)


@pytest.fixture
def write(harbour: CrosswalkFormat):
    """Write a message; return the text at a path, and the paths of the losses with their values."""

    def written(declaration: GoodsDeclaration) -> tuple[etree._Element, dict[str | None, str | None]]:
        root, losses = harbour.write(declaration)
        return root, {loss.path: loss.value for loss in losses}

    return written


def text(root: etree._Element, path: str) -> str | None:
    return root.findtext("/".join(f"{NS}{step}" for step in path.split("/")))


def texts(root: etree._Element, path: str) -> list[str | None]:
    return [found.text for found in root.findall("/".join(f"{NS}{step}" for step in path.split("/")))]


# --- shape -------------------------------------------------------------------------------------------


def test_the_document_stands_in_the_first_namespace_of_the_format(write):
    root, _ = write(message(DeclarationOfficeID="AF101"))
    assert root.tag == f"{NS}HARBOUR"
    assert {etree.QName(element).namespace for element in root.iter()} == {"urn:example:harbour"}


def test_a_format_without_a_namespace_is_written_without(make):
    root, _ = make(("Office", "DeclarationOfficeID", "text")).write(message(DeclarationOfficeID="AF101"))
    assert etree.tostring(root) == b"<DOC><Office>AF101</Office></DOC>"


def test_elements_are_written_in_the_order_of_the_rows(write):
    root, _ = write(message(FlowCode="E", DeclarationOfficeID="AF101"))
    head = root.find(f"{NS}Head")
    assert [etree.QName(child).localname for child in head][:4] == ["Flow", "Office", "Kind", "Year"]


def test_the_first_spelling_of_a_name_is_written(write):
    root, _ = write(message(TypeCode="EX"))
    assert text(root, "Head/Kind") == "E"
    assert root.find(f"{NS}Head/{NS}Sort") is None


def test_an_element_that_need_not_be_there_is_left_out_where_it_has_no_value(write):
    root, _ = write(message())
    assert root.find(f"{NS}Head/{NS}Colour") is None
    assert root.find(f"{NS}Owner") is None
    assert root.find(f"{NS}Seal") is None


def test_an_element_that_must_be_there_is_written_empty(write):
    root, _ = write(message())
    assert root.find(f"{NS}Head/{NS}Office") is not None
    assert text(root, "Head/Office") == ""


def test_the_absence_of_a_value_is_spelled_as_the_descriptor_says_for_its_type(write):
    root, _ = write(message())
    assert len(root.find(f"{NS}Head/{NS}Office")) == 0
    (mark,) = root.find(f"{NS}Head/{NS}Weight")
    assert etree.QName(mark).localname == "nil"


def test_the_mark_for_nothing_stands_in_the_namespace_of_the_document(write):
    root, _ = write(message())
    (mark,) = root.find(f"{NS}Head/{NS}Weight")
    assert mark.tag == f"{NS}nil"


def test_a_type_with_a_length_spells_absence_as_the_type_does(write):
    root, _ = write(message())
    assert len(root.find(f"{NS}Head/{NS}Total")) == 1


def test_a_structure_that_must_be_there_is_written_with_what_must_be_inside(write):
    root, _ = write(message())
    assert [etree.QName(child).localname for child in root.find(f"{NS}Agent")] == ["Code", "Name"]


def test_an_element_is_repeated_as_often_as_the_printed_form_has_room(write):
    root, _ = write(goods({"AdditionalDocument": [{"ID": "A"}]}))
    assert texts(root, "Stamp") == [None, None]
    assert texts(root, "Cargo/Paper/Ref") == ["A", None]


def test_an_element_is_repeated_more_often_where_the_message_has_more(write):
    root, losses = write(goods({"AdditionalDocument": [{"ID": "A"}, {"ID": "B"}, {"ID": "C"}]}))
    assert texts(root, "Cargo/Paper/Ref") == ["A", "B", "C"]
    assert losses == {}


def test_entries_beyond_what_an_element_may_occur_are_lost(make):
    table = make(("Seal[]", "GoodsShipment/Consignment/Seal[]/ID", "text", {"occurs": "0..2"}))
    seals = [{"ID": "S-1"}, {"ID": "S-2"}, {"ID": "S-3"}]
    root, losses = table.write(message(GoodsShipment={"Consignment": {"Seal": seals}}))
    assert [seal.text for seal in root] == ["S-1", "S-2"]
    assert [(loss.path, loss.value) for loss in losses] == [
        ("GoodsDeclaration/GoodsShipment/Consignment/Seal[3]/ID", "S-3")
    ]


def test_an_attribute_is_written_where_it_has_a_value(write):
    root, _ = write(message(FunctionalReferenceID="6882"))
    assert dict(root.attrib) == {"number": "6882"}
    assert dict(write(message())[0].attrib) == {}


def test_an_attribute_of_a_repeating_element_is_written_on_its_own_entry(write):
    root, losses = write(goods({"AdditionalDocument": [{"ID": "A", "TypeCode": "380"}, {"TypeCode": "271"}]}))
    papers = root.findall(f"{NS}Cargo/{NS}Paper")
    assert [paper.get("kind") for paper in papers] == ["380", "271"]
    assert losses == {}


# --- values ------------------------------------------------------------------------------------------


def test_values_are_written_through_the_inverse_of_their_transform(write):
    root, losses = write(
        message(
            TypeCode="EX",
            IssueDateTime="2026-03-31",
            ID="C 6882",
            GoodsShipment={
                "Consignment": {
                    "ContainerIndicator": True,
                    "GrossVolumeMeasure": {"value": "2500", "unitCode": "LTR"},
                }
            },
        )
    )
    assert (text(root, "Head/Kind"), text(root, "Head/Date"), text(root, "Head/Containers")) == (
        "E",
        "31.03.2026",
        "J",
    )
    assert (text(root, "Head/Serial"), text(root, "Head/Number"), text(root, "Head/Volume")) == (
        "C",
        "6882",
        "2.5",
    )
    assert losses == {}


def test_pieces_of_one_element_are_put_together(write):
    item = {
        "GovernmentProcedure": [{"CurrentCode": "40", "PreviousCode": "71"}],
        "Commodity": {
            "Classification": [{"ID": "520512", "IdentificationTypeCode": "HS"}],
            "Description": "RED",
        },
        "Packaging": [{"MarksNumbersID": "TEA\nNo 5"}],
    }
    root, losses = write(
        goods(item, Declarant={"Name": "Tea LLC", "Address": {"Line": ["1 Silk Street", "Almaty"]}})
    )
    assert (text(root, "Cargo/Regime"), text(root, "Cargo/Heading"), text(root, "Cargo/Split")) == (
        "4071",
        "5205",
        "12",
    )
    assert (text(root, "Cargo/Marks1"), text(root, "Cargo/Marks2")) == ("TEA", "No 5")
    assert (text(root, "Agent/Name"), text(root, "Cargo/Shade")) == ("Tea LLC\n1 Silk Street\nAlmaty", "DER")
    assert losses == {}


@pytest.mark.parametrize("code", ["520 12", "5205 12"])
def test_a_code_that_cannot_be_cut_without_loss_is_lost_whole_and_named(write, code):
    """No half of it is written as if it were the whole."""
    item = {"Commodity": {"Classification": [{"ID": code, "IdentificationTypeCode": "HS"}]}}
    root, losses = write(goods(item))
    assert not text(root, "Cargo/Heading")
    assert not text(root, "Cargo/Split")
    assert code in losses.values()


def test_lines_that_cannot_all_be_said_are_lost_whole_and_named(write):
    root, losses = write(goods({"Packaging": [{"MarksNumbersID": "TEA \nNo 5"}]}))
    assert not text(root, "Cargo/Marks1")
    assert not text(root, "Cargo/Marks2")
    assert list(losses.values()) == ["TEA \nNo 5"]


def test_a_piece_without_the_one_before_it_is_lost_and_does_not_slip_forward(write):
    root, losses = write(goods({"GovernmentProcedure": [{"PreviousCode": "71"}]}))
    assert not text(root, "Cargo/Regime")
    assert list(losses.values()) == ["71"]


def test_a_piece_that_does_not_fill_its_place_is_lost_and_nothing_slips_forward(write):
    root, losses = write(goods({"GovernmentProcedure": [{"CurrentCode": "4", "PreviousCode": "71"}]}))
    assert text(root, "Cargo/Regime") in {"4", "", None}
    assert "71" in losses.values()


def test_address_lines_without_the_name_before_them_do_not_become_the_name(write):
    root, losses = write(message(Declarant={"Address": {"Line": ["1 Silk Street"]}}))
    assert not text(root, "Agent/Name")
    assert losses == {"GoodsDeclaration/Declarant/Address/Line[1]": "1 Silk Street"}


def test_a_name_of_two_lines_does_not_become_an_address(write):
    root, losses = write(message(Declarant={"Name": "Tea\nLLC"}))
    assert not text(root, "Agent/Name")
    assert losses == {"GoodsDeclaration/Declarant/Name": "Tea\nLLC"}


def test_more_words_than_there_are_elements_are_lost_as_a_whole(write):
    root, losses = write(message(ID="C 6882 A"))
    assert not text(root, "Head/Serial")
    assert not text(root, "Head/Number")
    assert losses == {"GoodsDeclaration/ID": "C 6882 A"}


def test_more_lines_than_there_are_elements_are_lost_as_a_whole(write):
    root, losses = write(goods({"Packaging": [{"MarksNumbersID": "TEA\nNo 5\nDRY"}]}))
    assert not text(root, "Cargo/Marks1")
    assert list(losses.values()) == ["TEA\nNo 5\nDRY"]


def test_a_code_outside_the_table_is_lost(write):
    root, losses = write(message(TypeCode="ZZZ"))
    assert not text(root, "Head/Kind")
    assert losses == {"GoodsDeclaration/TypeCode": "ZZZ"}


def test_a_time_that_the_format_cannot_say_is_lost(write):
    root, losses = write(message(IssueDateTime="2026-03-31T09:30:00"))
    assert not text(root, "Head/Date")
    assert losses == {"GoodsDeclaration/IssueDateTime": "2026-03-31T09:30:00"}


def test_a_loss_is_a_warning_that_names_value_and_format(harbour):
    _, (loss,) = harbour.write(message(SpecificCircumstancesCodeCode="A20"))
    assert (loss.rule, loss.severity, loss.value) == ("crosswalk.lost", Severity.WARNING, "A20")
    assert loss.path == loss.harmonised == "GoodsDeclaration/SpecificCircumstancesCodeCode"
    assert loss.message == "'A20' cannot be said in harbour-declaration"


def test_everything_the_table_has_no_row_for_is_lost_value_by_value(write):
    bank = {"ID": "KZ1", "Name": "Bank"}
    assert write(message(Bank=bank))[1] == {
        "GoodsDeclaration/Bank/ID": "KZ1",
        "GoodsDeclaration/Bank/Name": "Bank",
    }


# --- alternatives and conditions -----------------------------------------------------------------------


def test_the_first_alternative_that_has_a_value_is_written(write):
    assert text(write(message(NationalTypeCode="T1"))[0], "Head/Kind") == "T1"
    assert text(write(message(TypeCode="EX"))[0], "Head/Kind") == "E"


def test_the_value_of_a_second_alternative_is_lost_where_the_first_is_written(write):
    root, losses = write(message(TypeCode="EX", NationalTypeCode="T1"))
    assert text(root, "Head/Kind") == "E"
    assert losses == {"GoodsDeclaration/NationalTypeCode": "T1"}


def test_an_alternative_that_would_be_read_as_another_is_lost(write):
    """`E` as a national type would come back as the harmonised type EX."""
    root, losses = write(message(NationalTypeCode="E"))
    assert not text(root, "Head/Kind")
    assert losses == {"GoodsDeclaration/NationalTypeCode": "E"}


@pytest.mark.parametrize(("flow", "written", "lost"), [("E", "OUT", "IN"), ("I", "IN", "OUT")])
def test_a_condition_decides_which_value_is_written(write, flow, written, lost):
    means = {"DepartureTransportMeans": {"ID": "OUT"}, "ArrivalTransportMeans": {"ID": "IN"}}
    root, losses = write(message(FlowCode=flow, GoodsShipment={"Consignment": means}))
    assert text(root, "Vehicle") == written
    assert list(losses.values()) == [lost]


def test_a_value_that_one_element_repeats_is_written_twice(write):
    root, losses = write(message(TotalGrossMassMeasure={"value": "12.5", "unitCode": "KGM"}))
    assert (text(root, "Head/Weight"), text(root, "Head/Weight_again")) == ("12.5", "12.5")
    assert losses == {}


def test_an_element_that_is_only_read_is_not_written(write):
    root, _ = write(message(TotalGrossMassMeasure={"value": "12.5", "unitCode": "KGM"}))
    assert root.find(f"{NS}Head/{NS}Old_weight") is None


def test_a_constant_is_always_written(write):
    assert text(write(message())[0], "Head/Form") == "H1"


def test_a_copy_that_differs_from_what_is_written_is_lost(write):
    exchange = [{"CurrencyTypeCode": "EUR"}]
    root, losses = write(
        message(InvoiceAmount={"value": "5", "currencyID": "USD"}, CurrencyExchange=exchange)
    )
    assert text(root, "Head/Currency") == "USD"
    assert losses == {"GoodsDeclaration/CurrencyExchange[1]/CurrencyTypeCode": "EUR"}


def test_a_copy_that_agrees_with_what_is_written_is_no_loss(write):
    exchange = [{"CurrencyTypeCode": "USD"}]
    _, losses = write(message(InvoiceAmount={"value": "5", "currencyID": "USD"}, CurrencyExchange=exchange))
    assert losses == {}


# --- units, currencies, numbers of items ---------------------------------------------------------------


def test_a_measure_in_another_unit_than_the_format_means_is_lost(write):
    root, losses = write(message(TotalGrossMassMeasure={"value": "12.5", "unitCode": "LBR"}))
    assert not text(root, "Head/Weight")
    assert set(losses.values()) == {"12.5", "LBR"}


def test_an_amount_in_another_currency_than_the_format_means_is_lost(write):
    price = {"Commodity": {"InvoiceLine": {"PriceAmount": {"value": "7", "currencyID": "EUR"}}}}
    root, losses = write(goods(price, InvoiceAmount={"value": "5", "currencyID": "USD"}))
    assert not text(root, "Cargo/Price")
    assert set(losses.values()) == {"7", "EUR"}


def test_an_amount_in_the_currency_that_the_format_means_is_written(write):
    price = {"Commodity": {"InvoiceLine": {"PriceAmount": {"value": "7", "currencyID": "USD"}}}}
    root, losses = write(goods(price, InvoiceAmount={"value": "5", "currencyID": "USD"}))
    assert text(root, "Cargo/Price") == "7"
    assert losses == {}


def test_an_amount_without_a_currency_is_not_given_one(write):
    """It would be read back in US dollars."""
    price = {"Commodity": {"InvoiceLine": {"PriceAmount": {"value": "7"}}}}
    root, losses = write(goods(price, InvoiceAmount={"value": "5", "currencyID": "USD"}))
    assert not text(root, "Cargo/Price")
    assert set(losses.values()) == {"7"}


def test_a_measure_without_a_unit_is_not_given_one(write):
    """It would be read back in litres, which no dictionary says."""
    root, losses = write(message(GoodsShipment={"Consignment": {"GrossVolumeMeasure": {"value": "2500"}}}))
    assert not text(root, "Head/Volume")
    assert set(losses.values()) == {"2500"}


def test_numbers_of_items_that_are_their_positions_are_no_loss(write):
    _, losses = write(goods({"AdditionalDocument": [{"ID": "A"}]}, {"AdditionalDocument": [{"ID": "B"}]}))
    assert losses == {}


def test_numbers_of_items_that_are_not_their_positions_are_lost(write):
    items = [{"SequenceNumeric": 3, "AdditionalDocument": [{"ID": "A"}]}, {"SequenceNumeric": 2}]
    _, losses = write(message(GoodsShipment={"GovernmentAgencyGoodsItem": items}))
    assert losses == {"GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/SequenceNumeric": "3"}


def test_selected_entries_are_written_to_their_own_elements(write):
    documents = [{"ID": "A"}, {"CategoryCode": "LIC", "ID": "L-7"}, {"ID": "B"}]
    root, losses = write(goods({"AdditionalDocument": documents}))
    assert texts(root, "Cargo/Paper/Ref") == ["A", "B"]
    assert text(root, "Cargo/Licence") == "L-7"
    assert losses == {}


def test_a_second_entry_of_one_selection_is_lost(write):
    documents = [{"CategoryCode": "LIC", "ID": "L-7"}, {"CategoryCode": "LIC", "ID": "L-8"}]
    _, losses = write(goods({"AdditionalDocument": documents}))
    assert set(losses.values()) == {"LIC", "L-8"}


def test_a_fixed_entry_does_not_take_the_rest_of_its_list(write):
    _, losses = write(message(CurrencyExchange=[{"CurrencyTypeCode": "USD"}, {"CurrencyTypeCode": "EUR"}]))
    assert losses == {"GoodsDeclaration/CurrencyExchange[2]/CurrencyTypeCode": "EUR"}


def test_an_entry_of_a_list_that_follows_a_structure_is_never_taken_twice(write):
    """Both elements of a table may bind the same list; each entry belongs to one of them."""
    root, losses = write(goods({"Packaging": [{"MarksNumbersID": "TEA"}, {"MarksNumbersID": "RICE"}]}))
    assert text(root, "Cargo/Marks1") == "TEA"
    assert list(losses.values()) == ["RICE"]


def test_a_message_of_another_class_is_refused(harbour):
    class Other:
        pass

    with pytest.raises(CrosswalkError, match="harbour-declaration is for GoodsDeclaration, not for Other"):
        harbour.write(Other())
