from __future__ import annotations

import pickle

import pytest

import carec_datamodel as cdm
from carec_datamodel.errors import LocatorError
from carec_datamodel.model import (
    MESSAGES,
    Address,
    Amendment,
    Amount,
    Commodity,
    GoodsDeclaration,
    GoodsMeasure,
    GoodsShipment,
    GovernmentAgencyGoodsItem,
    Measure,
    MetaData,
    Packaging,
    Party,
    Pointer,
)
from carec_datamodel.model.base import Message, element
from carec_datamodel.model.locator import Locator, locators
from carec_datamodel.model.locator_readers import compact
from carec_datamodel.model.locator_steps import Step
from carec_datamodel.model.structure import message_class, positions
from carec_datamodel.model.types import Identifier

NET_MASS = Locator(
    GoodsDeclaration,
    (
        Step("GoodsShipment"),
        Step("GovernmentAgencyGoodsItem", 1),
        Step("Commodity"),
        Step("GoodsMeasure"),
        Step("NetNetWeightMeasure"),
    ),
)
FORMS = {
    "wco": "42A/67A/68A[1]/23A/65A.128",
    "xpath": "/GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/Commodity/GoodsMeasure"
    "/NetNetWeightMeasure",
    "json_pointer": "/GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem/0/Commodity/GoodsMeasure"
    "/NetNetWeightMeasure",
    "path": "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/Commodity/GoodsMeasure"
    "/NetNetWeightMeasure",
    "attributes": "goods_shipment.government_agency_goods_item[0].commodity.goods_measure"
    ".net_net_weight_measure",
}


def item(number: int, net_mass: str | None = None) -> GovernmentAgencyGoodsItem:
    measure = GoodsMeasure(net_net_weight_measure=Measure(net_mass, "KGM")) if net_mass else None
    commodity = Commodity(goods_measure=measure) if measure else None
    return GovernmentAgencyGoodsItem(sequence_numeric=number, commodity=commodity)


def declaration(*items: GovernmentAgencyGoodsItem) -> GoodsDeclaration:
    return GoodsDeclaration(
        invoice_amount=Amount("12.50", "USD"),
        exporter=Party(address=Address(line=("Abay 1", "Almaty"))),
        goods_shipment=GoodsShipment(government_agency_goods_item=items),
    )


def parse(text: str) -> Locator:
    return Locator.parse(text, GoodsDeclaration)


# --- the forms ------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", FORMS)
def test_a_place_is_written_in_every_form(form: str):
    assert getattr(NET_MASS, f"to_{form}")() == FORMS[form]


@pytest.mark.parametrize("form", FORMS)
def test_a_place_is_read_in_every_form_by_its_own_reader_and_by_the_one_for_all(form: str):
    own = getattr(Locator, f"from_{form}")(FORMS[form], GoodsDeclaration)
    assert own == parse(FORMS[form]) == NET_MASS
    assert own.remarks == parse(FORMS[form]).remarks == ()


def test_the_wire_form_is_one_pointer_per_step():
    pointers = (
        Pointer(document_section_code="42A"),
        Pointer(document_section_code="67A"),
        Pointer(sequence_numeric=1, document_section_code="68A"),
        Pointer(document_section_code="23A"),
        Pointer(document_section_code="65A", tag_id="128"),
    )
    assert NET_MASS.to_pointers() == pointers
    assert Locator.from_pointers(pointers, GoodsDeclaration) == NET_MASS
    assert compact(pointers) == FORMS["wco"]


def test_the_message_itself_is_a_place():
    whole = Locator(GoodsDeclaration)
    assert [getattr(whole, f"to_{form}")() for form in FORMS] == [
        "42A",
        "/GoodsDeclaration",
        "/GoodsDeclaration",
        "GoodsDeclaration",
        "",
    ]
    for form in FORMS:
        text = getattr(whole, f"to_{form}")()
        assert getattr(Locator, f"from_{form}")(text, GoodsDeclaration) == whole


def test_a_prefix_makes_an_xpath_of_a_namespace():
    assert parse("42A.109").to_xpath("c") == "/c:GoodsDeclaration/c:InvoiceAmount"


def test_a_class_without_an_element_is_a_place():
    assert str(parse("42A/67A/68A[2]")) == "GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[2]"


def test_element_ids_depend_on_the_role_of_the_party():
    assert str(parse("42A/67A/27A.R014")) == "GoodsDeclaration/GoodsShipment/Consignee/Name"
    assert str(parse("42A/57A.R031")) == "GoodsDeclaration/Exporter/Name"
    with pytest.raises(LocatorError, match="'R014', is no element of Exporter"):
        parse("42A/57A.R014")


def test_ids_of_our_own_are_steps_and_tags():
    country = parse("GoodsDeclaration/Exporter/Address/CountryName")
    assert country.to_wco() == "42A/57A/04A.CAREC001"
    sender = parse("GoodsDeclaration/MetaData/SenderID")
    assert sender.to_wco() == "42A/CAREC081.CAREC089"
    assert Locator.from_pointers(sender.to_pointers(), GoodsDeclaration) == sender
    assert parse("42A/CAREC081.CAREC089") == sender


@pytest.mark.parametrize("name", sorted(MESSAGES))
def test_no_wco_id_stands_for_two_elements_or_two_classes_of_one_class(name: str):
    seen: dict[tuple[str, str, bool], str] = {}
    for position in positions(message_class(name)):
        above = position.path.rpartition("/")[0]
        key = (above, position.element_id, position.field.target is None)
        assert key not in seen, f"{position.path} and {seen[key]} are both {position.element_id}"
        seen[key] = position.path


class Twins(Message, wco="CAREC999"):
    """A message in which ids stand for two things."""

    seller: Party | None = element("09B", "Who sells the goods.")
    second_seller: Party | None = element("09B", "Who sells them too.")
    id: Identifier | None = element("D014", "Number.")
    second_id: Identifier | None = element("D014", "Another number.")


@pytest.mark.parametrize(
    ("text", "known"),
    [("CAREC999/09B", ("Seller", "SecondSeller")), ("CAREC999.D014", ("ID", "SecondID"))],
)
def test_an_id_of_two_things_is_neither_read_nor_written(text: str, known: tuple[str, ...]):
    with pytest.raises(LocatorError, match="means more than one") as caught:
        Locator.from_wco(text, Twins)
    assert caught.value.known == known
    for name in known:
        with pytest.raises(LocatorError, match=f"stands for more than {name} there"):
            Locator(Twins, (Step(name),)).to_wco()
        assert Locator.from_path(f"Twins/{name}", Twins).to_xpath() == f"/Twins/{name}"


# --- elements that repeat -------------------------------------------------------------------------


@pytest.mark.parametrize(("line", "tag"), [(1, "239"), (2, "239[2]")])
def test_an_entry_of_an_element_that_repeats_has_a_place(line: int, tag: str):
    place = parse(f"GoodsDeclaration/Exporter/Address/Line[{line}]")
    assert place.to_wco() == f"42A/57A/04A.{tag}"
    assert place.to_json_pointer() == f"/GoodsDeclaration/Exporter/Address/Line/{line - 1}"
    assert place.to_attributes() == f"exporter.address.line[{line - 1}]"
    for text in (place.to_wco(), place.to_xpath(), place.to_json_pointer(), place.to_attributes()):
        assert parse(text) == place
        assert parse(text).remarks == ()
    assert Locator.from_pointers(place.to_pointers(), GoodsDeclaration) == place


def test_a_later_entry_of_an_element_has_a_pointer_of_its_own():
    *_, address, line = parse("GoodsDeclaration/Exporter/Address/Line[2]").to_pointers()
    assert address == Pointer(document_section_code="04A")
    assert line == Pointer(sequence_numeric=2, tag_id="239")


# --- what is tolerated ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "path", "remarks"),
    [
        (
            "42A[1]/67A[1]/68A[2]/23A[1].137",
            "GoodsShipment/GovernmentAgencyGoodsItem[2]/Commodity/Description",
            [],
        ),
        ("42A/57A[2].R031", "Exporter/Name", ["index 2 on Exporter, which cannot repeat: ignored"]),
        (
            "42A[3]/06A[3]",
            "Amendment[3]",
            ["index 3 on GoodsDeclaration, which cannot repeat: ignored"],
        ),
        (
            "42A/17C.R144",
            "AuthorisationHolder[1]/ID",
            ["no index on AuthorisationHolder, which can repeat: the first is meant"],
        ),
        (
            "42A.67A.68A.$1.23A.137",
            "GoodsShipment/GovernmentAgencyGoodsItem[1]/Commodity/Description",
            [
                "points between the classes are read as slashes",
                "$1 stands for an index that is not given",
                "no index on GovernmentAgencyGoodsItem, which can repeat: the first is meant",
            ],
        ),
        (
            "42A.67A.68A.3.23A.137",
            "GoodsShipment/GovernmentAgencyGoodsItem[3]/Commodity/Description",
            ["points between the classes are read as slashes"],
        ),
        ("42A.67A", "GoodsShipment", ["points between the classes are read as slashes"]),
        ("42A.109", "InvoiceAmount", []),
        (
            " 42A / 67A / 68A [ 2 ] ",
            "GoodsShipment/GovernmentAgencyGoodsItem[2]",
            ["blanks are left out"],
        ),
        (
            "42A/02A[ ].D005",
            "AdditionalDocument[1]/ID",
            ["blanks are left out", "no index on AdditionalDocument, which can repeat: the first is meant"],
        ),
        (
            "/c:GoodsDeclaration/c:AdditionalDocument/c:ID",
            "AdditionalDocument[1]/ID",
            ["no index on AdditionalDocument, which can repeat: the first is meant"],
        ),
        (
            "/GoodsDeclaration/InvoiceAmount/@currencyID",
            "InvoiceAmount",
            ["@currencyID is a part of InvoiceAmount: the element is meant"],
        ),
        (
            "/GoodsDeclaration/InvoiceAmount/currencyID",
            "InvoiceAmount",
            ["currencyID is a part of InvoiceAmount: the element is meant"],
        ),
        (
            "/GoodsDeclaration/InvoiceAmount/value",
            "InvoiceAmount",
            ["value is a part of InvoiceAmount: the element is meant"],
        ),
        (
            "GoodsDeclaration/InvoiceAmount/@currencyID",
            "InvoiceAmount",
            ["@currencyID is a part of InvoiceAmount: the element is meant"],
        ),
        (
            "goods_item_quantity.unit_name",
            "GoodsItemQuantity",
            ["unit_name is a part of GoodsItemQuantity: the element is meant"],
        ),
        (
            "/GoodsDeclaration/AdditionalDocument",
            "AdditionalDocument[1]",
            ["no index on AdditionalDocument, which can repeat: the first is meant"],
        ),
        (
            "additional_document",
            "AdditionalDocument[1]",
            ["no index on AdditionalDocument, which can repeat: the first is meant"],
        ),
    ],
)
def test_what_senders_do_is_read_and_remarked_on(text: str, path: str, remarks: list[str]):
    locator = parse(text)
    assert str(locator) == f"GoodsDeclaration/{path}"
    assert list(locator.remarks) == remarks


def test_remarks_are_no_part_of_what_a_locator_names():
    assert parse("42A/57A[2].R031") == parse("42A/57A.R031")
    assert len({parse("42A/57A[2].R031"), parse("42A/57A.R031")}) == 1


def test_a_pointer_with_the_index_in_its_last_step_is_read():
    pointers = (
        Pointer(sequence_numeric=1, document_section_code="42A"),
        Pointer(sequence_numeric=4, document_section_code="02A", tag_id="D005"),
    )
    assert (
        str(Locator.from_pointers(pointers, GoodsDeclaration)) == "GoodsDeclaration/AdditionalDocument[4]/ID"
    )


# --- what leads nowhere ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "step", "found"),
    [
        ("42A/67A.999", 3, "999"),
        ("42A/65A", 2, "65A"),
        ("42A/67A.27A", 3, "27A"),
        ("42A/109", 2, "109"),
        ("42A.109.110", 2, "110"),
        ("42A/67A/68A[0]", 3, "68A[0]"),
        ("42A/67A/68A[1", 3, "68A[1"),
        ("42A/67A/68A[-1]", 3, "68A[-1]"),
        ("42A/67A/68A[9999999999999999999]", 3, "68A[9999999999999999999]"),
        ("42A//67A", 2, ""),
        ("07B/53A[1]", 1, "07B"),
        ("kt3[2].ueF5", 1, "kt3"),
        ("tk3[1].euF5", 1, "tk3"),
        ("", 1, ""),
        ("/", 1, ""),
        ("//GoodsDeclaration", 1, ""),
        ("/Declaration/FunctionCode", 1, "Declaration"),
        ("/GoodsDeclaration/Nothing", 2, "Nothing"),
        ("/GoodsDeclaration/*[1]", 2, "*[1]"),
        ("/GoodsDeclaration/AdditionalDocument[last()]", 2, "AdditionalDocument[last()]"),
        ("/GoodsDeclaration/FunctionCode/@listID", 3, "@listID"),
        ("/GoodsDeclaration/InvoiceAmount/@unitCode", 3, "@unitCode"),
        ("/GoodsDeclaration/InvoiceAmount/value/value", 3, "value"),
        ("/GoodsDeclaration/AdditionalDocument/-", 3, "-"),
        ("/GoodsDeclaration/AdditionalDocument/01", 3, "01"),
        ("/GoodsDeclaration/AdditionalDocument/0/0", 3, "0"),
        ("/GoodsDeclaration/Function~2Code", 2, "Function~2Code"),
        ("/GoodsDeclaration/Function~1Code", 2, "Function/Code"),
        ("GoodsDeclaration/AdditionalDocument[0]", 2, "AdditionalDocument[0]"),
        ("additional_document[0].number", 2, "number"),
        ("$.customsOffices[?(@.role == '96')].id", 1, "$"),
    ],
)
def test_what_leads_nowhere_is_refused_at_the_step_where_it_ends(text: str, step: int, found: str):
    with pytest.raises(LocatorError) as caught:
        parse(text)
    assert (caught.value.text, caught.value.step, caught.value.found) == (text, step, found)


def test_a_refusal_says_what_is_known_there():
    with pytest.raises(LocatorError) as caught:
        parse("42A/67A.999")
    assert caught.value.known == ("006", "024", "103", "CAREC887", "CAREC099", "CAREC886", "CAREC100")
    assert caught.value.message == (
        "'42A/67A.999' is no place in a GoodsDeclaration: step 3, '999', is no element of GoodsShipment; "
        "known there: 006, 024, 103, CAREC887, CAREC099, CAREC886, CAREC100"
    )


def test_a_refusal_can_be_kept():
    with pytest.raises(LocatorError) as caught:
        parse("42A/67A.999")
    again = pickle.loads(pickle.dumps(caught.value))  # noqa: S301 - our own bytes
    assert (str(again), vars(again)) == (str(caught.value), vars(caught.value))


def test_a_refusal_lists_no_more_than_can_be_read():
    with pytest.raises(LocatorError, match=r"NationalTypeCode, GeneralProcedureCode and \d+ more$"):
        parse("/GoodsDeclaration/Nothing")


@pytest.mark.parametrize(
    ("pointers", "step", "text"),
    [
        ((), 1, ""),
        ((Pointer(tag_id="109"),), 1, ".109"),
        ((Pointer(document_section_code="42A"), Pointer(sequence_numeric=2)), 2, "42A/[2]"),
        (
            (
                Pointer(document_section_code="42A", tag_id="109"),
                Pointer(document_section_code="67A"),
            ),
            1,
            "42A.109/67A",
        ),
        ((Pointer(document_section_code="tk3", sequence_numeric=1, tag_id="euF5"),), 1, "tk3[1].euF5"),
    ],
)
def test_pointers_that_lead_nowhere_are_refused_with_their_text(
    pointers: tuple[Pointer, ...], step: int, text: str
):
    with pytest.raises(LocatorError) as caught:
        Locator.from_pointers(pointers, GoodsDeclaration)
    assert (caught.value.step, caught.value.text) == (step, text)


@pytest.mark.parametrize(
    ("steps", "message"),
    [
        ((Step("Nothing"),), "Nothing is no element of GoodsDeclaration"),
        ((Step("FunctionCode"), Step("ID")), "ID is no element of FunctionCode"),
        ((Step("AdditionalDocument"),), "AdditionalDocument needs an occurrence"),
        ((Step("Exporter", 1),), r"Exporter\[1\] cannot repeat"),
        ((Step("AdditionalDocument", 0),), r"AdditionalDocument\[0\]: occurrences are counted from 1"),
        ((Step("AdditionalDocument", 10**18),), "occurrences are counted from 1"),
    ],
)
def test_a_locator_of_no_place_cannot_be_made(steps: tuple[Step, ...], message: str):
    with pytest.raises(LocatorError, match=message):
        Locator(GoodsDeclaration, steps)


@pytest.mark.parametrize("form", ["json_pointer", "xpath"])
def test_a_form_that_begins_at_the_root_is_refused_without_its_slash(form: str):
    with pytest.raises(LocatorError, match="does not begin at the root"):
        getattr(Locator, f"from_{form}")("GoodsDeclaration/FunctionCode", GoodsDeclaration)


# --- a message at hand ----------------------------------------------------------------------------


def test_with_a_message_the_index_is_the_number_of_the_item():
    message = declaration(item(3), item(5, "520.5"), item(9))
    locator = Locator.from_wco("42A/67A/68A[5]/23A/65A.128", GoodsDeclaration, message=message)
    assert locator.resolve(message) == Measure("520.5", "KGM")
    assert str(locator).startswith("GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[2]/")
    assert locator.remarks == ()
    assert locator.to_wco(message) == "42A/67A/68A[5]/23A/65A.128"
    assert Locator.from_pointers(locator.to_pointers(message), GoodsDeclaration, message=message) == locator


def test_without_a_message_number_and_position_are_the_same():
    assert Locator.from_wco("42A/67A/68A[5]", GoodsDeclaration).steps[-1].occurrence == 5
    assert parse("42A/67A/68A[5]").to_wco() == "42A/67A/68A[5]"


def test_an_index_that_no_item_has_as_its_number_is_the_position_and_reported():
    message = declaration(item(3), item(5))
    locator = Locator.from_wco("42A/67A/68A[2]", GoodsDeclaration, message=message)
    assert locator.resolve(message) == item(5)
    assert locator.remarks == (
        "index 2 on GovernmentAgencyGoodsItem is taken as the position: no entry has that number",
    )


def test_items_that_share_a_number_are_found_by_position():
    message = declaration(item(2), item(2), item(1))
    locator = Locator.from_wco("42A/67A/68A[1]", GoodsDeclaration, message=message)
    assert locator.steps[-1].occurrence == 1
    why = "the entries are not numbered one by one"
    assert locator.remarks == (f"index 1 on GovernmentAgencyGoodsItem is taken as the position: {why}",)
    third = Locator.from_wco("42A/67A/68A[3]", GoodsDeclaration, message=message)
    assert third.resolve(message) == item(1)
    assert third.remarks == ()
    assert third.to_wco(message) == "42A/67A/68A[3]"


def test_entries_without_numbers_are_found_by_position():
    goods = item(1).replace(packaging=(Packaging(type_code="BX"), Packaging(type_code="CT")))
    message = declaration(goods)
    locator = Locator.from_wco("42A/67A/68A[1]/93A[2].141", GoodsDeclaration, message=message)
    assert locator.resolve(message) == "CT"
    assert locator.remarks == ()
    assert locator.to_wco(message) == "42A/67A/68A[1]/93A[2].141"


def test_the_number_in_a_pointer_is_not_its_own():
    pointers = (
        Pointer(document_section_code="42A"),
        Pointer(sequence_numeric=1, document_section_code="02A"),
    )
    message = GoodsDeclaration(amendment=(Amendment(pointer=pointers),))
    locator = Locator.from_wco("42A/06A[1]/97A[1].375", GoodsDeclaration, message=message)
    assert locator.resolve(message) == "42A"
    assert locator.to_wco(message) == "42A/06A[1]/97A[1].375"


def test_a_place_behind_the_last_item_is_written_by_its_position():
    message = declaration(item(1), item(2))
    assert parse("42A/67A/68A[3]").to_wco(message) == "42A/67A/68A[3]"


def test_a_place_that_is_not_there_is_not_written_with_the_number_of_another_item():
    message = declaration(item(3))
    with pytest.raises(LocatorError, match=r"no GovernmentAgencyGoodsItem\[3\], and number 3 is another"):
        parse("42A/67A/68A[3]").to_wco(message)


# --- looking up -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "value"),
    [
        ("42A.109", Amount("12.50", "USD")),
        ("42A/57A/04A", Address(line=("Abay 1", "Almaty"))),
        ("42A/57A/04A.239[2]", "Almaty"),
        ("42A/67A/68A[2]", item(2)),
        ("42A/67A/68A[3]", None),
        ("42A/67A/68A[3]/23A.137", None),
        ("42A/67A/16A.R009", None),
        ("42A.017", None),
        ("42A/67A/16A/04A.241", None),
    ],
)
def test_a_place_gives_what_stands_there(text: str, value: object):
    message = declaration(item(1), item(2))
    assert parse(text).resolve(message) == value


def test_the_message_itself_is_what_stands_at_its_place():
    message = declaration()
    assert Locator(GoodsDeclaration).resolve(message) is message


def test_a_place_in_another_message_is_refused():
    class Notice(Message, wco="CAREC999"):
        """Another message."""

    with pytest.raises(LocatorError, match="GoodsDeclaration/InvoiceAmount is no place in a Notice"):
        parse("42A.109").resolve(Notice())


def test_every_place_where_something_stands_is_found_in_document_order():
    message = declaration(item(1)).replace(meta_data=MetaData(sender_id="KZ-1"))
    assert [(str(locator), locator.resolve(message) == value) for locator, value in locators(message)] == [
        ("GoodsDeclaration/MetaData", True),
        ("GoodsDeclaration/MetaData/SenderID", True),
        ("GoodsDeclaration/InvoiceAmount", True),
        ("GoodsDeclaration/Exporter", True),
        ("GoodsDeclaration/Exporter/Address", True),
        ("GoodsDeclaration/Exporter/Address/Line[1]", True),
        ("GoodsDeclaration/Exporter/Address/Line[2]", True),
        ("GoodsDeclaration/GoodsShipment", True),
        ("GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]", True),
        ("GoodsDeclaration/GoodsShipment/GovernmentAgencyGoodsItem[1]/SequenceNumeric", True),
    ]


def test_the_way_tells_what_the_model_knows_of_a_place():
    assert NET_MASS.way[-1].leaf == "Measure"
    assert NET_MASS.way[-1].element.definition


def test_a_locator_is_public_and_can_be_kept():
    assert cdm.Locator is Locator
    assert pickle.loads(pickle.dumps(NET_MASS)) == NET_MASS  # noqa: S301 - our own bytes
    assert repr(NET_MASS) == f"<Locator {FORMS['path']}>"
