from __future__ import annotations

from typing import Any

import pytest

import carec_datamodel as cdm
from carec_datamodel.errors import ChangeError
from carec_datamodel.findings import Severity
from carec_datamodel.model import (
    AdditionalDocument,
    AdditionalInformation,
    Address,
    Amendment,
    Amount,
    Commodity,
    Consignment,
    GoodsDeclaration,
    GoodsMeasure,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    Measure,
    MetaData,
    Packaging,
    Party,
    Pointer,
    Quantity,
    Seal,
    TransportEquipment,
)
from carec_datamodel.model.amendments import (
    Correction,
    Delta,
    Replacement,
    amendment_of,
    delta,
    filing,
    replacement,
)
from carec_datamodel.model.base import Message, element, elements
from carec_datamodel.model.locator import Locator
from carec_datamodel.model.locator_readers import compact
from carec_datamodel.model.types import Code, Identifier


def item(number: int, goods: str | None = None, **more: Any) -> GovernmentAgencyGoodsItem:
    commodity = Commodity(description=goods) if goods else None
    return GovernmentAgencyGoodsItem(sequence_numeric=number, commodity=commodity, **more)


def declaration(*items: GovernmentAgencyGoodsItem, **more: Any) -> GoodsDeclaration:
    values = {"function_code": "9", "id": "26KZ0001", "functional_reference_id": "LRN-1", **more}
    return GoodsDeclaration(goods_shipment=GoodsShipment(government_agency_goods_item=items), **values)


def pointers(text: str) -> tuple[Pointer, ...]:
    return Locator.from_wco(text, GoodsDeclaration).to_pointers()


def places(change: Delta) -> list[str]:
    return [compact(correction.pointers) for correction in change.corrections]


def goods_of(message: Message) -> list[GovernmentAgencyGoodsItem]:
    assert isinstance(message, GoodsDeclaration)
    assert message.goods_shipment is not None
    return list(message.goods_shipment.government_agency_goods_item)


def rules(change: Delta, previous: GoodsDeclaration) -> list[tuple[str, str | None]]:
    return [(finding.rule, finding.path) for finding in change.apply_to(previous).findings]


THREE = declaration(
    item(1, "tea"),
    item(2, "rice"),
    item(3, "salt"),
    goods_item_quantity=Quantity("3"),
    invoice_amount=Amount("1500", "USD"),
    total_package_quantity=Quantity("90"),
)
TWO = declaration(
    item(1, "tea"),
    item(3, "salt"),
    goods_item_quantity=Quantity("2"),
    invoice_amount=Amount("1100", "USD"),
    total_package_quantity=Quantity("65"),
)


# --- a full replacement ---------------------------------------------------------------------------


def test_a_replacement_is_the_whole_message_with_function_4_and_one_reason():
    sent = replacement(TWO, "30", "One item too many").to_message()
    assert sent == TWO.replace(
        function_code="4",
        amendment=(Amendment(change_reason_code="30"),),
        additional_information=(
            AdditionalInformation(
                statement_description="One item too many",
                statement_type_code="AES",
                pointer=pointers("42A/06A[1]"),
            ),
        ),
    )


def test_a_replacement_that_is_received_gives_the_new_version():
    change = amendment_of(replacement(TWO, "30", "One item too many").to_message())
    assert change == replacement(TWO, "30", "One item too many")
    assert isinstance(change, Replacement)
    assert change.apply_to(THREE).message == TWO
    assert change.apply_to(THREE).findings == ()


def test_a_replacement_without_words_has_no_remark():
    assert replacement(TWO, "30").to_message().additional_information == ()


# --- a delta --------------------------------------------------------------------------------------


def test_leaving_out_an_item_sends_a_locator_without_data_and_the_totals():
    change = delta(THREE, TWO, "30")
    assert places(change) == ["42A.228", "42A.109", "42A.146", "42A/67A/68A[2]"]
    assert change.fragment == GoodsDeclaration(
        function_code="13",
        functional_reference_id="LRN-1",
        id="26KZ0001",
        goods_item_quantity=Quantity("2"),
        invoice_amount=Amount("1100", "USD"),
        total_package_quantity=Quantity("65"),
    )
    assert change.apply_to(THREE).message == TWO


def test_an_item_that_comes_is_in_the_fragment_as_a_whole():
    change = delta(TWO, THREE)
    assert places(change)[-1] == "42A/67A/68A[2]"
    assert goods_of(change.fragment) == [item(2, "rice")]
    assert change.apply_to(TWO).message == THREE


def test_only_what_changed_of_an_item_is_in_the_fragment_under_its_number():
    def measured(mass: str) -> GoodsDeclaration:
        measure = GoodsMeasure(
            gross_mass_measure=Measure("520", "KGM"), net_net_weight_measure=Measure(mass, "KGM")
        )
        commodity = Commodity(description="tea", goods_measure=measure)
        return declaration(
            item(1, "rice"), GovernmentAgencyGoodsItem(sequence_numeric=7, commodity=commodity)
        )

    change = delta(measured("500.0"), measured("500"), "28", "Weighed again")
    assert change.corrections == (Correction(pointers("42A/67A/68A[7]/23A/65A.128"), "28", "Weighed again"),)
    assert goods_of(change.fragment) == [
        GovernmentAgencyGoodsItem(
            sequence_numeric=7,
            commodity=Commodity(goods_measure=GoodsMeasure(net_net_weight_measure=Measure("500", "KGM"))),
        )
    ]
    assert change.apply_to(measured("500.0")).message == measured("500")


def test_a_change_in_a_list_without_numbers_repeats_the_entries_before_it():
    def documents(*numbers: str) -> GoodsDeclaration:
        return declaration(
            item(1, additional_document=tuple(AdditionalDocument(type_code="380", id=n) for n in numbers))
        )

    older, newer = documents("A", "B", "C", "D"), documents("A", "B2", "C", "D")
    change = delta(older, newer)
    assert places(change) == ["42A/67A/68A[1]/02A[2].D005"]
    (goods,) = goods_of(change.fragment)
    assert [document.id for document in goods.additional_document] == ["A", "B2"]
    assert change.apply_to(older) == type(change.apply_to(older))(newer)


def test_a_new_document_comes_behind_those_that_it_follows():
    def documents(*numbers: str) -> GoodsDeclaration:
        return declaration(additional_document=tuple(AdditionalDocument(id=n) for n in numbers))

    change = delta(documents("A", "B", "C"), documents("A", "B", "C", "D"))
    assert places(change) == ["42A/02A[4]"]
    assert [entry.id for entry in change.fragment.additional_document] == ["A", "B", "C", "D"]
    assert rules(change, documents("A", "B", "C")) == []


def test_documents_that_are_left_out_are_named_where_they_stood_and_none_is_repeated():
    def documents(*numbers: str) -> GoodsDeclaration:
        return declaration(additional_document=tuple(AdditionalDocument(id=n) for n in numbers))

    older, newer = documents("A", "B", "C", "D"), documents("B", "D")
    change = delta(older, newer)
    assert places(change) == ["42A/02A[1]", "42A/02A[3]"]
    assert change.fragment.additional_document == ()
    assert change.apply_to(older).message == newer


def test_what_is_left_out_of_an_entry_that_is_repeated_moves_the_rest_up():
    def sealed(*seals: str) -> GoodsDeclaration:
        equipment = (
            TransportEquipment(id="MSKU0000001"),
            TransportEquipment(id="MSKU0000002", seal=tuple(Seal(id=seal) for seal in seals)),
        )
        return declaration(consignment=Consignment(transport_equipment=equipment))

    older, newer = sealed("A", "B", "C"), sealed("B", "C")
    change = delta(older, newer)
    assert places(change) == [
        "42A/28A/31B[2]/44B[1].165",
        "42A/28A/31B[2]/44B[2].165",
        "42A/28A/31B[2]/44B[3]",
    ]
    assert change.fragment.consignment == newer.consignment
    assert change.apply_to(older).message == newer


def test_lines_of_an_address_change_together():
    def lines(*lines: str) -> GoodsDeclaration:
        return declaration(exporter=Party(address=Address(line=lines, city_name="Almaty")))

    older, newer = lines("Abay 1", "Floor 2"), lines("Abay 1", "Floor 3")
    change = delta(older, newer)
    assert places(change) == ["42A/57A/04A.239"]
    assert change.fragment.exporter == Party(address=Address(line=("Abay 1", "Floor 3")))
    assert change.apply_to(older).message == newer


def test_packages_that_are_not_numbered_in_order_are_found_by_position():
    def packed(*numbers: int | None) -> GoodsDeclaration:
        packages = tuple(Packaging(sequence_numeric=n, type_code=f"T{n or 0}") for n in numbers)
        return declaration(item(1, packaging=packages))

    for older, newer in [
        (packed(1, 2), packed(2, 1)),
        (packed(2, 1), packed(1, 2)),
        (packed(1, 2, 3), packed(1, None, 3)),
        (packed(None, None), packed(1, 2)),
        (packed(2, 2), packed(2)),
    ]:
        outcome = amendment_of(delta(older, newer).to_message()).apply_to(older)
        assert (outcome.message, outcome.findings) == (newer, ())


def test_every_change_has_its_own_reason():
    change = delta(
        THREE,
        TWO,
        reason_code=lambda locator: "30" if locator.steps[-1].occurrence else "28",
        reason=lambda locator: f"Corrected: {locator.steps[-1].name}",
    )
    assert [(c.reason_code, c.reason) for c in change.corrections] == [
        ("28", "Corrected: GoodsItemQuantity"),
        ("28", "Corrected: InvoiceAmount"),
        ("28", "Corrected: TotalPackageQuantity"),
        ("30", "Corrected: GovernmentAgencyGoodsItem"),
    ]


def test_a_remark_is_linked_to_its_amendment_entry_by_a_pointer():
    sent = delta(
        THREE, TWO, "30", lambda locator: "Lost" if locator.steps[-1].occurrence else None
    ).to_message()
    (remark,) = sent.additional_information
    assert (remark.statement_type_code, remark.statement_description) == ("AES", "Lost")
    assert compact(remark.pointer) == "42A/06A[4]"
    assert amendment_of(sent).corrections[3].reason == "Lost"


def test_a_delta_that_is_received_is_the_one_that_was_sent():
    change = delta(THREE, TWO, "30", "One item too many")
    assert amendment_of(change.to_message()) == change
    assert amendment_of(cdm.loads(cdm.dumps(change.to_message()))) == change


def test_nothing_to_change_is_a_delta_without_corrections():
    change = delta(THREE, THREE)
    assert change.corrections == ()
    assert amendment_of(change.to_message()).apply_to(THREE).message == THREE


# --- what tells of the message, not of the filing -------------------------------------------------


def test_the_filing_keeps_its_function_code_and_takes_the_meta_data_of_the_change():
    newer = TWO.replace(function_code="4", meta_data=MetaData(message_id="M-2"))
    for change in (delta(THREE, newer), replacement(newer)):
        after = change.apply_to(THREE).message
        assert isinstance(after, GoodsDeclaration)
        assert (after.function_code, after.meta_data) == ("9", MetaData(message_id="M-2"))


def test_a_filing_has_no_amendment_entries_and_no_remarks_on_them():
    kept = (
        AdditionalInformation(statement_description="Fragile"),
        AdditionalInformation(statement_description="Not linked", statement_type_code="AES"),
        AdditionalInformation(
            statement_description="On something else",
            statement_type_code="AES",
            pointer=pointers("42A.109"),
        ),
    )
    sent = replacement(TWO.replace(additional_information=kept), "30", "One item too many").to_message()
    assert len(sent.additional_information) == 4
    assert filing(sent) == TWO.replace(function_code="4", additional_information=kept)
    change = delta(sent, sent.replace(id="26KZ0002"))
    assert places(change) == ["42A.D014"]
    assert change.apply_to(sent).message == filing(sent).replace(id="26KZ0002")


def test_words_on_an_amendment_entry_that_is_not_there_are_kept():
    remark = AdditionalInformation(
        statement_description="Weighed again", statement_type_code="AES", pointer=pointers("42A/06A[3]")
    )
    change = amendment_of(GoodsDeclaration(function_code="13", additional_information=(remark,)))
    assert isinstance(change, Delta)
    assert change.corrections == (Correction(reason="Weighed again"),)
    assert rules(change, THREE) == [("amendment.unresolved", "GoodsDeclaration/Amendment[1]")]


def test_several_remarks_on_one_entry_are_read_together():
    remarks = tuple(
        AdditionalInformation(
            statement_description=words, statement_type_code="AES", pointer=pointers("42A/06A[1]")
        )
        for words in ("Weighed again", "On another scale")
    )
    sent = replacement(TWO, "28").to_message().replace(additional_information=remarks)
    assert amendment_of(sent).corrections[0].reason == "Weighed again\nOn another scale"


def test_a_remark_that_holds_more_than_words_stays_a_remark():
    remark = AdditionalInformation(
        statement_code="A1",
        statement_description="Weighed again",
        statement_type_code="AES",
        pointer=pointers("42A/06A[1]"),
    )
    sent = delta(THREE, TWO, "28").to_message()
    change = amendment_of(sent.replace(additional_information=(remark,)))
    assert change.corrections[0].reason is None
    assert rules(change, THREE) == [("amendment.unnamed", "GoodsDeclaration/AdditionalInformation[1]")]


class Permit(Message, wco="CAREC998"):
    """A message with an element that must be there."""

    function_code: Code = element("017", "What the message does.", required=True)
    id: Identifier = element("D005", "Number of the permit.", required=True)
    type_code: Code | None = element("D006", "Kind of permit.")
    amendment: tuple[Amendment, ...] = elements("06A", "Changes asked for.")


def test_what_a_message_must_have_is_in_every_delta():
    older, newer = Permit(function_code="9", id="P-1", type_code="911"), Permit(function_code="9", id="P-1")
    sent = delta(older, newer, "30").to_message()
    entry = Amendment(
        change_reason_code="30", pointer=Locator.from_wco("CAREC998.D006", Permit).to_pointers()
    )
    assert sent == Permit(function_code="13", id="P-1", amendment=(entry,))
    assert amendment_of(sent).apply_to(older).message == newer
    assert amendment_of(replacement(newer).to_message()).apply_to(older).message == newer


# --- disagreement ---------------------------------------------------------------------------------


def received(fragment: GoodsDeclaration, *locators: str) -> Delta:
    """Return the delta in a message that names *locators* and brings *fragment*."""
    entries = tuple(Amendment(pointer=pointers(text)) for text in locators)
    change = amendment_of(fragment.replace(function_code="13", amendment=entries))
    assert isinstance(change, Delta)
    return change


def test_what_no_locator_names_is_reported_and_does_not_change_the_filing():
    fragment = GoodsDeclaration(type_code="COR", invoice_amount=Amount("1100", "USD"))
    change = received(fragment, "42A.109")
    outcome = change.apply_to(THREE.replace(type_code="IMA"))
    assert outcome.message == THREE.replace(type_code="IMA", invoice_amount=Amount("1100", "USD"))
    (finding,) = outcome.findings
    assert (finding.rule, finding.path) == ("amendment.unnamed", "GoodsDeclaration/TypeCode")
    assert finding.severity is Severity.WARNING
    assert finding.message == "the fragment brings 'COR', which no locator names; 'IMA' stays"


def test_a_class_that_no_locator_names_is_reported_once():
    change = received(declaration(item(4, "oil")))
    assert rules(change, THREE) == [
        ("amendment.unnamed", "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[4]")
    ]
    assert change.apply_to(THREE).message == THREE


def test_what_a_fragment_repeats_is_not_reported():
    change = received(declaration(item(1, "tea"), item(2, "brown rice")), "42A/67A/68A[2]/23A.137")
    assert rules(change, THREE) == []


def test_a_locator_that_brings_the_same_is_reported():
    change = received(GoodsDeclaration(invoice_amount=Amount("1500", "USD")), "42A.109")
    (finding,) = change.apply_to(THREE).findings
    assert (finding.rule, finding.severity) == ("amendment.unchanged", Severity.NOTE)
    assert "and the fragment brings the same" in finding.message


@pytest.mark.parametrize(
    ("locator", "path"),
    [
        ("42A.D013", "TypeCode"),
        ("42A/57A.R031", "Exporter"),
        ("42A/67A/68A[9]", "GoodsShipment/GovernmentAgencyGoodsItem[9]"),
        ("42A/67A/68A[9]/23A.137", "GoodsShipment/GovernmentAgencyGoodsItem[9]"),
    ],
)
def test_a_locator_of_what_is_nowhere_is_reported(locator: str, path: str):
    change = received(GoodsDeclaration(), locator)
    assert rules(change, THREE) == [("amendment.absent", f"GoodsDeclaration/{path}")]
    assert change.apply_to(THREE).message == THREE


def test_a_locator_that_leads_nowhere_is_reported_and_the_others_are_followed():
    filler = Pointer(document_section_code="kt3", sequence_numeric=2, tag_id="ueF5")
    entries = (Amendment(pointer=(filler,)), Amendment(pointer=pointers("42A.D014")))
    change = amendment_of(GoodsDeclaration(function_code="13", amendment=entries))
    outcome = change.apply_to(THREE)
    assert outcome.message == THREE.replace(id=None)
    (finding,) = outcome.findings
    assert (finding.rule, finding.path) == ("amendment.unresolved", "GoodsDeclaration/Amendment[1]")
    assert finding.severity is Severity.ERROR
    assert "'kt3[2].ueF5' is no place" in finding.message


def test_what_was_tolerated_in_a_locator_is_told():
    steps = (
        Pointer(sequence_numeric=2, document_section_code="42A"),
        Pointer(sequence_numeric=1, document_section_code="57A", tag_id="R031"),
    )
    fragment = GoodsDeclaration(
        function_code="13", exporter=Party(name="Khorgos Trade"), amendment=(Amendment(pointer=steps),)
    )
    (finding,) = amendment_of(fragment).apply_to(THREE).findings
    assert (finding.rule, finding.severity) == ("amendment.pointer", Severity.NOTE)
    assert finding.message == (
        "42A[2]/57A[1].R031: index 2 on GoodsDeclaration, which cannot repeat: ignored"
    )


def test_parts_of_a_class_that_is_not_there_make_the_class():
    fragment = declaration(item(4, "oil", transaction_nature_code="11"))
    change = received(fragment, "42A/67A/68A[4]/23A.137")
    outcome = change.apply_to(THREE)
    assert goods_of(outcome.message)[-1] == item(4, "oil")
    assert [finding.path for finding in outcome.findings] == [
        "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[4]/TransactionNatureCode"
    ]


def test_a_named_part_that_did_not_arrive_makes_no_class():
    change = received(GoodsDeclaration(exporter=Party(id="KZ1")), "42A/57A.R031")
    outcome = change.apply_to(THREE)
    assert outcome.message == THREE
    assert [finding.rule for finding in outcome.findings] == ["amendment.absent", "amendment.unnamed"]


def test_the_whole_message_can_be_named():
    change = received(TWO, "42A")
    assert change.apply_to(THREE).message == TWO


def test_a_result_that_is_not_valid_is_refused():
    change = received(declaration(), "42A/67A/68A[2].006")
    with pytest.raises(ChangeError, match=r"GovernmentAgencyGoodsItem\[2\]/SequenceNumeric: .* is missing"):
        change.apply_to(THREE)


# --- what cannot be amended -----------------------------------------------------------------------


class Notice(Message, wco="CAREC999"):
    """A message that cannot tell a change."""


@pytest.mark.parametrize("code", ["9", "1", None])
def test_a_message_that_asks_for_no_change_is_refused(code: str | None):
    with pytest.raises(
        ChangeError, match=f"function code {code!r} asks for no change of a filing; expected 4"
    ):
        amendment_of(GoodsDeclaration(function_code=code))


def test_a_message_without_the_elements_cannot_tell_a_change():
    reason = "a Notice cannot tell a change: it has no FunctionCode and no Amendment"
    with pytest.raises(ChangeError, match=reason):
        replacement(Notice())
    with pytest.raises(ChangeError, match=reason):
        delta(Notice(), Notice())
    with pytest.raises(ChangeError, match="function code None asks for no change"):
        amendment_of(Notice())


def test_a_reason_in_words_needs_remarks():
    with pytest.raises(ChangeError, match=r"and no AdditionalInformation$"):
        replacement(Notice(), reason="Weighed again")


def test_a_change_of_another_message_is_refused():
    with pytest.raises(ChangeError, match="found a Notice; expected a GoodsDeclaration"):
        delta(Notice(), TWO)
    for change in (delta(THREE, TWO), replacement(TWO)):
        with pytest.raises(ChangeError, match="found a Notice; expected a GoodsDeclaration"):
            change.apply_to(Notice())


def test_a_reason_that_does_not_fit_its_element_is_told_with_what_was_expected():
    message = GoodsDeclaration(id="26KZ0001")
    with pytest.raises(ChangeError, match=r"the reason of a change: 'TOO-LONG' is too long.*at most 3"):
        replacement(message, "TOO-LONG").to_message()
    with pytest.raises(ChangeError, match="the reason of a change: StatementDescription is empty"):
        replacement(message, "32", "").to_message()
