"""Reading: what becomes the message, and a finding for whatever is wrong or unusual."""

from __future__ import annotations

import time
from decimal import Decimal

import pytest
from lxml import etree

from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.reading import Reading
from carec_datamodel.findings import Finding, Severity
from carec_datamodel.model import Amount, Measure, Quantity


@pytest.fixture
def read(harbour: CrosswalkFormat):
    """Read what stands inside the root element of a harbour declaration."""
    return lambda content: read_with(harbour, f"<HARBOUR>{content}</HARBOUR>")


def read_with(table: CrosswalkFormat, document: str) -> Reading:
    return table.read(etree.fromstring(document))


def only(reading: Reading) -> Finding:
    assert len(reading.findings) == 1, reading.findings
    return reading.findings[0]


def items(reading: Reading):
    return reading.message.goods_shipment.government_agency_goods_item


# --- values ----------------------------------------------------------------------------------------


def test_values_stand_where_their_rows_say(read):
    message = read(
        "<Head><Flow>I</Flow><Office>AF101</Office><Kind>E</Kind><Year>2026.0</Year><Date>31.03.2026</Date>"
        "<Containers>J</Containers><Weight>33.0</Weight><Volume>2.5</Volume></Head>"
    ).message
    assert (message.flow_code, message.declaration_office_id, message.type_code) == ("I", "AF101", "EX")
    assert (message.functional_reference_year_numeric, message.issue_date_time) == (2026, "2026-03-31")
    assert message.goods_shipment.consignment.container_indicator is True
    assert message.total_gross_mass_measure == Measure("33.0", "KGM")
    assert message.goods_shipment.consignment.gross_volume_measure == Measure(Decimal("2500.0"), "LTR")


def test_what_is_read_as_it_should_be_gives_no_finding(read):
    assert read("<Head><Office>AF101</Office><Total>1.0623724E7</Total></Head>").findings == ()


def test_blanks_around_a_value_do_not_belong_to_it(read):
    assert read("<Head><Office>\n      AF101\n   </Office></Head>").message.declaration_office_id == "AF101"


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<Head/>",
        "<Head><Office/></Head>",
        "<Head><Office> </Office></Head>",
        "<Head><Office><nil/></Office></Head>",
    ],
)
def test_an_element_without_a_value_leaves_nothing_in_the_message(read, content):
    reading = read(content)
    assert reading.message == type(reading.message)()
    assert reading.findings == ()


def test_other_spellings_and_letter_case_of_a_name_are_read(read):
    reading = read("<HEAD><sort>E</sort></HEAD><holder><CODE>4401</CODE></holder>")
    assert reading.message.type_code == "EX"
    assert reading.message.goods_shipment.consignee.id == "4401"
    assert reading.findings == ()


def test_letter_case_counts_where_the_descriptor_does_not_say_otherwise(make):
    table = make(("Office", "DeclarationOfficeID", "text"))
    reading = read_with(table, "<DOC><office>AF101</office></DOC>")
    assert reading.message.declaration_office_id is None
    assert only(reading).rule == "crosswalk.unknown"


def test_a_wrapper_is_looked_through(read):
    reading = read("<Page><Page><Head><Office>AF101</Office></Head></Page></Page>")
    assert reading.message.declaration_office_id == "AF101"
    assert reading.findings == ()


def test_documents_with_and_without_the_namespace_are_read_alike(harbour):
    documents = [
        "<HARBOUR><Seal>S-1</Seal></HARBOUR>",
        '<h:HARBOUR xmlns:h="urn:example:harbour"><h:Seal>S-1</h:Seal></h:HARBOUR>',
    ]
    one, other = (read_with(harbour, document) for document in documents)
    assert one.message == other.message
    assert one.message.goods_shipment.consignment.seal[0].id == "S-1"
    assert other.findings == ()


def test_the_mark_for_nothing_may_stand_in_the_namespace(harbour):
    reading = read_with(
        harbour, '<HARBOUR xmlns="urn:example:harbour"><Head><Total><nil/></Total></Head></HARBOUR>'
    )
    assert reading.findings == ()


def test_an_attribute_of_the_root_is_read(harbour):
    assert read_with(harbour, '<HARBOUR Number="6882"/>').message.functional_reference_id == "6882"


def test_a_repeating_element_gives_one_entry_each(read):
    message = read("<Seal>S-1</Seal><Seal/><Seal>S-2</Seal>").message
    assert [seal.id for seal in message.goods_shipment.consignment.seal] == ["S-1", "S-2"]


def test_an_attribute_of_a_repeating_element_stands_in_the_entry_of_that_element(read):
    reading = read(
        '<Cargo><Paper kind="380"><Ref>A</Ref></Paper><Paper kind="271"><Ref>B</Ref></Paper></Cargo>'
    )
    documents = items(reading)[0].additional_document
    assert [(document.type_code, document.id) for document in documents] == [("380", "A"), ("271", "B")]


def test_an_attribute_of_a_repeating_value_stands_beside_that_value(make):
    quantity = "GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/GoodsMeasure/TariffQuantity[]"
    table = make(
        (
            "Item[]",
            "GoodsShipment/GovernmentAgencyGoodsItem[]/SequenceNumeric",
            "position",
            {"relation": "struct"},
        ),
        ("Item[]/Amount[]", quantity, "number"),
        ("Item[]/Amount[]/@unit", f"{quantity}/@unitCode", "text"),
    )
    reading = read_with(
        table, '<DOC><Item><Amount unit="KGM">5</Amount><Amount unit="LTR">7</Amount></Item></DOC>'
    )
    assert items(reading)[0].commodity.goods_measure.tariff_quantity == (
        Quantity("5", "KGM"),
        Quantity("7", "LTR"),
    )


def test_positions_count_the_entries_that_hold_something(read):
    reading = read("<Cargo><Note>one</Note></Cargo><Cargo><Note/></Cargo><Cargo><Note>two</Note></Cargo>")
    assert [
        (item.sequence_numeric, item.additional_information[0].statement_description)
        for item in items(reading)
    ] == [
        (1, "one"),
        (2, "two"),
    ]


def test_items_stay_in_order_where_the_first_holds_only_what_repeats_another_value(make):
    item = "GoodsShipment/GovernmentAgencyGoodsItem[]"
    table = make(
        ("Item[]", f"{item}/SequenceNumeric", "position", {"relation": "struct"}),
        ("Item[]/Name", f"{item}/Commodity/Description", "text"),
        ("Item[]/Old_name", f"{item}/Commodity/Description", "fallback"),
    )
    root = etree.fromstring("<DOC><Item><Old_name>tea</Old_name></Item><Item><Name>rice</Name></Item></DOC>")
    found = [(entry.sequence_numeric, entry.commodity.description) for entry in items(table.read(root))]
    assert found == [(1, "tea"), (2, "rice")]


def test_an_item_whose_only_value_stays_in_the_residue_is_no_item(make):
    item = "GoodsShipment/GovernmentAgencyGoodsItem[]"
    table = make(
        ("Item[]", f"{item}/SequenceNumeric", "position", {"relation": "struct"}),
        ("Item[]/First", f"{item}/GovernmentProcedure[1]/CurrentCode", "text"),
        ("Item[]/Second", f"{item}/GovernmentProcedure[2]/CurrentCode", "text"),
    )
    reading = read_with(table, "<DOC><Item><Second>000</Second></Item></DOC>")
    assert reading.message == type(reading.message)()
    assert only(reading).rule == "crosswalk.place"


def test_one_line_of_a_text_that_itself_has_two_lines_stays_in_the_residue(read):
    reading = read("<Cargo><Marks2>TEA\nNo 5</Marks2><Note>dry</Note></Cargo>")
    assert items(reading)[0].packaging == ()
    assert only(reading).rule == "crosswalk.pieces"


def test_a_selected_entry_is_made_with_the_field_that_selects_it(read):
    (item,) = items(read("<Cargo><Note>dry</Note><Licence>L-7</Licence></Cargo>"))
    assert item.additional_information[0].statement_type_code == "NOT"
    assert item.additional_document[0].category_code == "LIC"


# --- pieces ----------------------------------------------------------------------------------------


def test_words_of_two_elements_make_one_value(read):
    assert read("<Head><Number>6882</Number><Serial>C</Serial></Head>").message.id == "C 6882"


def test_the_last_word_alone_makes_the_value(read):
    assert read("<Head><Number>6882</Number></Head>").message.id == "6882"


@pytest.mark.parametrize("content", ["<Serial>C</Serial>", "<Serial>C</Serial><Number>68 82</Number>"])
def test_words_that_could_not_be_told_apart_again_stay_in_the_residue(read, content):
    reading = read(f"<Head>{content}</Head>")
    assert reading.message.id is None
    assert {finding.rule for finding in reading.findings} == {"crosswalk.pieces"}


def test_characters_of_two_elements_make_one_code(read):
    (item,) = items(read("<Cargo><Split>12</Split><Heading>5205</Heading></Cargo>"))
    assert item.commodity.classification[0].id == "520512"


def test_the_end_of_a_code_without_its_beginning_is_no_code(read):
    reading = read("<Cargo><Split>12</Split><Note>dry</Note></Cargo>")
    assert items(reading)[0].commodity is None
    assert only(reading).rule == "crosswalk.pieces"


def test_the_end_of_a_code_behind_a_beginning_that_is_too_short_is_no_code(read):
    """`52` and `12` would read `5212`, another heading."""
    reading = read("<Cargo><Heading>52</Heading><Split>12</Split><Note>dry</Note></Cargo>")
    assert items(reading)[0].commodity is None
    assert {finding.rule for finding in reading.findings} == {"crosswalk.pieces"}


def test_pieces_whose_whole_the_model_refuses_leave_no_part_of_it(read):
    reading = read(f"<Cargo><Heading>5205</Heading><Split>{'9' * 20}</Split><Note>dry</Note></Cargo>")
    assert items(reading)[0].commodity is None
    assert {finding.rule for finding in reading.errors} == {"type.length"}


@pytest.mark.parametrize("code", ["520 12", "5205 12"])
def test_a_code_with_a_blank_where_it_would_be_cut_stays_in_the_residue(read, code):
    """Cut after four characters, it would lose the blank on writing."""
    reading = read(f"<Cargo><Heading>{code}</Heading><Note>dry</Note></Cargo>")
    assert items(reading)[0].commodity is None
    assert only(reading).rule == "crosswalk.pieces"


def test_a_code_with_a_blank_elsewhere_is_read(read):
    (item,) = items(read("<Cargo><Heading>52 05</Heading></Cargo>"))
    assert item.commodity.classification[0].id == "52 05"


def test_two_elements_are_the_lines_of_one_text(read):
    (item,) = items(read("<Cargo><Marks1>TEA</Marks1><Marks2>No 5</Marks2></Cargo>"))
    assert item.packaging[0].marks_numbers_id == "TEA\nNo 5"


def test_one_element_is_split_at_its_characters(read):
    (item,) = items(read("<Cargo><Regime>4071</Regime></Cargo>"))
    assert (item.government_procedure[0].current_code, item.government_procedure[0].previous_code) == (
        "40",
        "71",
    )


def test_one_element_is_split_into_name_and_lines_of_the_address(read):
    party = read(
        "<Agent><Name>Tea LLC\n        1 Silk Street\n\n     Almaty </Name></Agent>"
    ).message.declarant
    assert (party.name, party.address.line) == ("Tea LLC", ("1 Silk Street", "Almaty"))


def test_a_function_of_the_format_reads_its_own_values(read):
    (item,) = items(read("<Cargo><Shade>DER</Shade></Cargo>"))
    assert item.commodity.description == "RED"


# --- alternatives, conditions, repeats ---------------------------------------------------------------


def test_a_code_outside_the_table_goes_to_the_next_row_of_its_element(read):
    message = read("<Head><Kind>T1</Kind></Head>").message
    assert (message.type_code, message.national_type_code) == (None, "T1")


@pytest.mark.parametrize(
    ("flow", "departure", "arrival"),
    [("E", "01A123BC", None), ("I", None, "01A123BC"), ("", None, "01A123BC")],
)
def test_a_condition_decides_where_a_value_goes(read, flow, departure, arrival):
    consignment = read(
        f"<Vehicle>01A123BC</Vehicle><Head><Flow>{flow}</Flow></Head>"
    ).message.goods_shipment.consignment
    places = (consignment.departure_transport_means, consignment.arrival_transport_means)
    assert [place.id if place else None for place in places] == [departure, arrival]


@pytest.mark.parametrize(
    ("heads", "flow"),
    [
        ("<Head><Flow/><Flow>E</Flow></Head>", "E"),
        ("<Head/><Head><Flow>E</Flow></Head>", "E"),
        ("<Page/><Page><Head><Flow>E</Flow></Head></Page>", "E"),
        ("<Head><Flow>E<!-- x -->1</Flow></Head>", None),
        ("<Head><Flow>E<nil/>1</Flow></Head>", None),
        ("<Head><Flow>I</Flow><Flow>E</Flow></Head>", "I"),
    ],
)
def test_a_condition_asks_the_value_that_the_message_takes(harbour, read, heads, flow):
    message = read(f"{heads}<Vehicle>01A123BC</Vehicle>").message
    assert message.flow_code == flow
    consignment = message.goods_shipment.consignment
    assert (consignment.departure_transport_means is not None) is (flow == "E")
    root, losses = harbour.write(message)
    assert losses == []
    assert harbour.read(root).message == message


def test_a_condition_may_ask_an_attribute(make):
    table = make(
        ("@kind", "FlowCode", "text"),
        ("Vehicle", "BorderTransportMeans/ID", "when(@kind=E)"),
        ("Vehicle", "BorderTransportMeans/Name", "when(@kind!=E)"),
    )
    assert (
        read_with(table, '<DOC kind="E"><Vehicle>X</Vehicle></DOC>').message.border_transport_means.id == "X"
    )
    assert (
        read_with(table, '<DOC kind="I"><Vehicle>X</Vehicle></DOC>').message.border_transport_means.name
        == "X"
    )


def test_an_amount_takes_the_currency_that_stands_elsewhere(read):
    (item,) = items(
        read("<Cargo><Price>12.50</Price></Cargo><Head><Currency>840</Currency><Total>99</Total></Head>")
    )
    assert item.commodity.invoice_line.price_amount == Amount("12.50", "USD")


def test_a_currency_outside_the_table_counts_for_every_amount_that_refers_to_it(read):
    reading = read(
        "<Head><Currency>XXZ</Currency><Total>99</Total></Head><Cargo><Price>12.50</Price></Cargo>"
    )
    assert reading.message.invoice_amount == Amount("99", "XXZ")
    assert items(reading)[0].commodity.invoice_line.price_amount == Amount("12.50", "XXZ")


def test_a_currency_that_stands_nowhere_in_the_message_is_not_given_to_amounts(make):
    """The currency has a place only beside the total; without one it could not be written again."""
    price = "GoodsShipment/CustomsValuation/TotalCostAmount"
    table = make(
        ("Currency", "InvoiceAmount/@currencyID", "text"),
        ("Total", "InvoiceAmount", "number"),
        ("Cost", price, "number; currency(Currency)"),
    )
    root = etree.fromstring("<DOC><Currency>XYY</Currency><Cost>12.50</Cost></DOC>")
    message = table.read(root).message
    root, losses = table.write(message)
    assert losses == []
    assert table.read(root).message == message


@pytest.mark.parametrize(("currency", "harmonised"), [("324", "GNF"), ("USD", "USD"), ("XYY", "XYY")])
def test_rows_that_are_read_besides_others_are_alternatives_of_each_other(make, currency, harmonised):
    target = "CurrencyExchange[1]/CurrencyTypeCode"
    table = make(
        ("Currency", "InvoiceAmount/@currencyID", "code(currencies)", {"reason": "numeric codes"}),
        ("Currency", "InvoiceAmount/@currencyID", "text"),
        ("Currency", target, "code(currencies); also", {"reason": "numeric codes"}),
        ("Currency", target, "text; also"),
        ("Total", "InvoiceAmount", "number"),
    )
    reading = read_with(table, f"<DOC><Currency>{currency}</Currency><Total>5</Total></DOC>")
    assert reading.findings == ()
    assert reading.message.invoice_amount == Amount("5", harmonised)
    assert reading.message.currency_exchange[0].currency_type_code == harmonised


def test_an_amount_without_a_currency_stays_without(read):
    (item,) = items(read("<Cargo><Price>12.50</Price></Cargo>"))
    assert item.commodity.invoice_line.price_amount == Amount("12.50")


@pytest.mark.parametrize("name", ["Weight_again", "Old_weight"])
def test_an_element_that_repeats_another_fills_in_where_that_is_absent(read, name):
    reading = read(f"<Head><{name}>12.5</{name}></Head>")
    assert reading.message.total_gross_mass_measure == Measure("12.5", "KGM")
    assert reading.findings == ()


def test_an_element_that_repeats_another_with_the_same_number_is_no_finding(read):
    reading = read("<Head><Old_weight>12.50</Old_weight><Weight>12.5</Weight></Head>")
    assert reading.message.total_gross_mass_measure == Measure("12.5", "KGM")
    assert reading.findings == ()


@pytest.mark.parametrize("order", [("Weight", "Old_weight"), ("Old_weight", "Weight")])
def test_an_element_that_should_repeat_another_and_differs_is_a_finding_and_does_not_win(read, order):
    values = {"Weight": "12.5", "Old_weight": "13"}
    reading = read(f"<Head>{''.join(f'<{name}>{values[name]}</{name}>' for name in order)}</Head>")
    assert reading.message.total_gross_mass_measure == Measure("12.5", "KGM")
    finding = only(reading)
    assert (finding.rule, finding.severity, finding.value) == ("crosswalk.differs", Severity.WARNING, "13")
    assert finding.path == "HARBOUR/Head/Old_weight"
    assert (
        finding.message == "'13' differs from '12.5', which TotalGrossMassMeasure holds; kept in the residue"
    )


def test_a_constant_leaves_nothing_in_the_message_and_is_no_finding(read):
    reading = read("<Head><Form>H1</Form></Head>")
    assert reading.message == type(reading.message)()
    assert reading.findings == ()


def test_a_value_in_the_place_of_a_constant_is_a_finding(read):
    finding = only(read("<Head><Form>H7</Form></Head>"))
    assert (finding.severity, finding.path, finding.value) == (Severity.WARNING, "HARBOUR/Head/Form", "H7")
    assert "H1" in finding.message


# --- what the table does not know ----------------------------------------------------------------------


def test_an_unknown_element_with_a_value_is_a_warning(read):
    finding = only(read("<Head>\n<Captain>Nemo</Captain></Head>"))
    assert finding == Finding(
        rule="crosswalk.unknown",
        message="Captain is not an element of harbour-declaration here; kept in the residue",
        severity=Severity.WARNING,
        path="HARBOUR/Head/Captain",
        line=2,
    )


def test_a_known_element_in_a_wrong_place_is_unknown_there(read):
    reading = read("<Cargo><Office>AF101</Office><Note>dry</Note></Cargo>")
    assert reading.message.declaration_office_id is None
    assert only(reading).path == "HARBOUR/Cargo/Office"


def test_an_element_of_another_namespace_is_unknown(read):
    reading = read('<Head xmlns:x="urn:example:other"><x:Office>AF101</x:Office></Head>')
    assert reading.message.declaration_office_id is None
    assert only(reading).rule == "crosswalk.unknown"


def test_an_unknown_element_that_holds_nothing_is_no_finding(read):
    assert read("<Head><Captain/></Head>").findings == ()


def test_an_unknown_attribute_is_a_warning(read):
    finding = only(read('<Head page="2"><Office>AF101</Office></Head>'))
    assert (finding.rule, finding.severity, finding.path, finding.value) == (
        "crosswalk.unknown",
        Severity.WARNING,
        "HARBOUR/Head",
        "2",
    )
    assert "page" in finding.message


def test_a_comment_between_elements_is_no_finding(read):
    assert read("<!-- page 1 --><Head><!-- office --><Office>AF101</Office><?print x?></Head>").findings == ()


@pytest.mark.parametrize(
    "content",
    [
        "<Head>draft<Office>AF101</Office></Head>",
        "<Head><Office>AF101</Office>draft</Head>",
        "<Head>draft</Head>",
    ],
)
def test_text_between_elements_is_a_warning(read, content):
    finding = only(read(content))
    assert (finding.rule, finding.severity, finding.path, finding.value) == (
        "crosswalk.text",
        Severity.WARNING,
        "HARBOUR/Head",
        "draft",
    )


# --- what is wrong -----------------------------------------------------------------------------------


def test_a_wrong_number_is_an_error_with_all_that_is_known_of_its_place(read):
    reading = read("<Head>\n\n<Total>1 234,50</Total></Head>")
    assert only(reading) == Finding(
        rule="type.amount",
        message="'1 234,50' is not a number; write it like 1234.50",
        severity=Severity.ERROR,
        path="HARBOUR/Head/Total",
        line=3,
        value="1 234,50",
        box="22",
        wco="42A.109",
        harmonised="GoodsDeclaration/InvoiceAmount",
    )
    assert reading.message.invoice_amount is None


def test_a_wrong_date_is_an_error_that_names_the_patterns(read):
    finding = only(read("<Head><Date>31/03/2026</Date></Head>"))
    assert finding.message == "'31/03/2026' is not a date; expected DD.MM.YYYY or YYYY-MM-DD"
    assert (finding.rule, finding.path, finding.box) == ("type.datetime", "HARBOUR/Head/Date", "54")
    assert (finding.harmonised, finding.value) == ("GoodsDeclaration/IssueDateTime", "31/03/2026")


def test_a_wrong_flag_is_an_error_that_names_the_spellings(read):
    finding = only(read("<Head><Containers>yes</Containers></Head>"))
    assert (finding.rule, finding.severity) == ("type.indicator", Severity.ERROR)
    assert finding.message == "'yes' is neither 'J' nor 'N'"


def test_the_place_of_an_error_tells_entries_apart(read):
    finding = only(read("<Cargo><Note>dry</Note></Cargo><Cargo><Price>dear</Price></Cargo>"))
    assert finding.path == "HARBOUR/Cargo[2]/Price"
    assert (
        finding.harmonised
        == "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/InvoiceLine/PriceAmount"
    )


def test_an_error_in_an_attribute_names_the_attribute(harbour):
    finding = only(read_with(harbour, f'<HARBOUR number="{"6" * 36}"/>'))
    assert finding.path == "HARBOUR/@number"
    assert finding.value == "6" * 36


def test_a_code_without_a_counterpart_is_a_warning_and_left_out(read):
    reading = read("<Cargo><Unit><Code>BX</Code><Count>5</Count></Unit></Cargo>")
    assert items(reading)[0].commodity.goods_measure.tariff_quantity == (Quantity("5"),)
    finding = only(reading)
    assert (finding.rule, finding.severity, finding.path) == (
        "crosswalk.code",
        Severity.WARNING,
        "HARBOUR/Cargo/Unit/Code",
    )
    assert finding.message == "'BX' has no counterpart in the harmonised model; kept in the residue"
    assert (finding.box, finding.value) == ("41", "BX")


def test_a_unit_without_a_number_is_a_note_and_leaves_no_empty_structure(read):
    reading = read("<Cargo><Unit><Code>KG</Code></Unit></Cargo>")
    assert reading.message == type(reading.message)()
    finding = only(reading)
    assert (finding.rule, finding.severity) == ("crosswalk.incomplete", Severity.NOTE)
    assert finding.path.startswith("HARBOUR/Cargo/Unit")


def test_a_single_element_that_occurs_twice_with_a_value_is_an_error(read):
    reading = read("<Head><Office>AF101</Office><Office>AF102</Office></Head>")
    assert reading.message.declaration_office_id == "AF101"
    finding = only(reading)
    assert (finding.rule, finding.severity) == ("crosswalk.repeated", Severity.ERROR)
    assert (finding.path, finding.expected) == ("HARBOUR/Head/Office[2]", "at most 1")
    assert finding.message == "Office occurs 2 times; expected at most 1"


def test_a_single_element_that_occurs_twice_in_two_spellings_is_an_error(read):
    assert only(read("<Head><Kind>E</Kind><Sort>I</Sort></Head>")).rule == "crosswalk.repeated"


def test_a_single_element_that_occurs_very_often_is_told_each_time_and_soon(read):
    begin = time.process_time()
    findings = read(f"<Head>{'<Office>AF101</Office>' * 5_000}</Head>").findings
    assert time.process_time() - begin < 5.0
    assert {finding.rule for finding in findings} == {"crosswalk.repeated"}
    assert (len(findings), findings[-1].path) == (4_999, "HARBOUR/Head/Office[5000]")


@pytest.mark.parametrize("content", ["<Office>AF101</Office><Office/>", "<Office/><Office>AF101</Office>"])
def test_a_single_element_that_occurs_once_more_without_a_value_is_no_error(read, content):
    reading = read(f"<Head>{content}</Head>")
    assert reading.message.declaration_office_id == "AF101"
    assert reading.errors == ()


def test_a_second_structure_is_an_error_and_adds_nothing(read):
    reading = read("<Head><Office>AF101</Office></Head><Head><Flow>E</Flow></Head>")
    assert (reading.message.declaration_office_id, reading.message.flow_code) == ("AF101", None)
    assert only(reading).rule == "crosswalk.repeated"


@pytest.mark.parametrize("inside", ["AF<!-- x -->101", "<!-- x -->AF101", "AF<?x?>101"])
def test_a_comment_that_splits_a_value_is_an_error_and_no_part_is_taken(read, inside):
    reading = read(f"<Head><Office>{inside}</Office></Head>")
    assert reading.message.declaration_office_id is None
    finding = only(reading)
    assert (finding.rule, finding.severity, finding.value) == ("structure.nested", Severity.ERROR, "AF101")


@pytest.mark.parametrize("inside", ["AF101<!-- x -->", "AF101<!-- x --> ", "AF101<?x?>"])
def test_a_comment_behind_a_value_does_no_harm(read, inside):
    reading = read(f"<Head><Office>{inside}</Office></Head>")
    assert reading.message.declaration_office_id == "AF101"
    assert reading.findings == ()


def test_an_element_that_splits_a_value_is_an_error_and_no_part_is_taken(read):
    reading = read("<Head><Office>AF<b>1</b>01</Office></Head>")
    assert reading.message.declaration_office_id is None
    assert reading.errors


def test_a_value_that_is_too_long_is_an_error_and_left_out(read):
    reading = read(f"<Head><Office>{'A' * 18}</Office><Flow>I</Flow></Head>")
    assert (reading.message.declaration_office_id, reading.message.flow_code) == (None, "I")
    finding = only(reading)
    assert (finding.rule, finding.path, finding.box) == ("type.length", "HARBOUR/Head/Office", "A")
    assert (finding.value, finding.expected) == ("A" * 18, "at most 17 characters")
    assert finding.message == f"'{'A' * 18}' is too long: 18 characters; expected at most 17 characters"


def test_a_wrong_line_of_an_address_leaves_out_the_text_that_holds_it(make):
    table = make(("Year", "Assessment/YearNumeric", "number"), ("Office", "DeclarationOfficeID", "text"))
    reading = read_with(table, "<DOC><Year>1.5</Year><Office>AF101</Office></DOC>")
    assert reading.message.assessment is None
    assert reading.message.declaration_office_id == "AF101"
    assert only(reading).rule == "type.count"


def test_an_attribute_that_the_model_refuses_leaves_out_no_more_than_itself(read):
    kind = "INVOICE" * 6
    reading = read(f'<Cargo><Paper kind="{kind}"><Ref>A</Ref></Paper></Cargo>')
    (document,) = items(reading)[0].additional_document
    assert (document.type_code, document.id) == (None, "A")
    assert only(reading).value == kind


def test_an_attribute_of_the_root_that_the_model_refuses_leaves_out_no_more_than_itself(harbour):
    reading = read_with(
        harbour, f'<HARBOUR number="{"6" * 36}"><Head><Office>AF101</Office></Head></HARBOUR>'
    )
    assert reading.message is not None
    assert (reading.message.functional_reference_id, reading.message.declaration_office_id) == (None, "AF101")
    assert only(reading).rule == "type.length"


def test_every_wrong_value_is_a_finding_in_the_order_of_the_document(read):
    reading = read(
        f"<Head>\n<Date>soon</Date>\n<Office>{'A' * 18}</Office>\n<Total>dear</Total>\n<Flow>EX</Flow></Head>"
    )
    assert [finding.rule for finding in reading.findings] == [
        "type.datetime",
        "type.length",
        "type.amount",
        "type.length",
    ]
    assert [finding.line for finding in reading.findings] == [2, 3, 4, 5]


def test_one_wrong_value_is_one_finding(make):
    """What the model lacks altogether cannot be left out, and is said once."""
    table = make(
        ("Name", "Extension/ExtensionField[1]/ID", "text"),
        ("Value", "Extension/ExtensionField[1]/Value", "text"),
    )
    reading = read_with(table, "<DOC><Name>colour</Name></DOC>")
    assert reading.message is None
    assert [finding.rule for finding in reading.findings] == ["structure.missing"]


def test_a_document_of_errors_still_gives_the_rest_of_the_message(read):
    reading = read(
        "<Head><Office>AF101</Office><Date>soon</Date></Head><Cargo><Price>dear</Price><Note>dry</Note></Cargo>"
    )
    assert reading.message.declaration_office_id == "AF101"
    assert items(reading)[0].additional_information[0].statement_description == "dry"
    assert len(reading.errors) == 2


def test_blanks_that_xml_does_not_know_belong_to_the_value(read):
    """A no-break space is no white space in XML: it is kept, not trimmed."""
    assert (
        read(
            "<Agent><Country>UZ</Country></Agent><Vehicle>\u00a001A\u00a0</Vehicle>"
        ).message.goods_shipment.consignment.arrival_transport_means.id
        == "\u00a001A\u00a0"
    )
