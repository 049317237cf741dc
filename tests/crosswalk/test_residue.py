"""The residue: what a document holds beyond the message, and how it comes back."""

from __future__ import annotations

import json

import pytest
from lxml import etree

from carec_datamodel.crosswalk.applying import apply
from carec_datamodel.crosswalk.format import CrosswalkFormat
from carec_datamodel.crosswalk.residue import Residue
from carec_datamodel.errors import CarecError, CrosswalkError
from carec_datamodel.model import GoodsDeclaration, Party

NAMESPACE = "urn:example:harbour"


class Kept:
    """A document, what was read of it, and what was kept aside."""

    def __init__(self, table: CrosswalkFormat, document: str | bytes) -> None:
        self.table = table
        self.root = etree.fromstring(document)
        self.message = table.read(self.root).message
        self.residue = table.account(self.root).residue

    def restored(self, message: GoodsDeclaration | None = None) -> etree._Element:
        return etree.fromstring(self.table.restore(message or self.message, self.residue))

    def comes_back(self) -> bool:
        return compact(self.restored()) == compact(self.root)


def compact(root: etree._Element) -> str:
    """Return the document without the blanks between elements."""
    for element in root.iter():
        if element.tail and not element.tail.strip():
            element.tail = None
        if len(element) and element.text and not element.text.strip():
            element.text = None
    return etree.canonicalize(root, with_comments=True)


@pytest.fixture
def keep(harbour: CrosswalkFormat):
    """Read a harbour declaration of which the content of the root is given."""
    return lambda content: Kept(harbour, f'<HARBOUR xmlns="{NAMESPACE}">{content}</HARBOUR>')


# --- what comes back -----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "<Remark>\u00a0<Inner/></Remark>",
        "<Remark><Inner/>\u00a0</Remark>",
        "<Remark>\u00a0<!-- seen --></Remark>",
        "<Head>\u00a0<Office>AF101</Office></Head>",
    ],
)
def test_a_no_break_space_between_elements_comes_back(keep, content):
    """It is no white space in XML, although Python and lxml strip it."""
    texts = keep(content).restored().xpath("//text()[contains(., '\u00a0')]")
    assert texts == ["\u00a0"]


@pytest.mark.parametrize(
    "content",
    [
        "",
        "<Head/>",
        "<Head> </Head>",
        "<Cargo>\n</Cargo><Cargo><Note>one</Note></Cargo><Cargo> </Cargo>",
        "<Head><Office>AF101</Office></Head>",
        "<Head><Office>  AF101\n</Office></Head>",
        "<Head><Total>1.0623724E7</Total><Year>2026.0</Year></Head>",
        "<Head><Total>dear</Total></Head>",
        "<Head><Office/><Total/><Weight><nil/></Weight></Head>",
        "<Head><Office><nil/></Office><Total> </Total></Head>",
        "<Head><Office>AF101</Office><Office>AF102</Office></Head>",
        "<Head><Office/><Office>AF101</Office><Office/></Head>",
        "<Head><Colour>red</Colour><Captain rank='1'>Nemo<x/>!</Captain></Head>",
        "<Head page='2' number='7'>draft<Office kind='x'>AF101</Office>draft</Head>",
        "<head><OFFICE>AF101</OFFICE><Sort>IN</Sort></head>",
        "<Page no='1'><Head><Office>AF101</Office></Head><!-- end --></Page><Page><Seal>S-1</Seal></Page>",
        "<Page><Page><Head><Office>AF101</Office></Head></Page></Page>",
        "<!-- a --><Head><?print x?><Office>AF101<!-- b --></Office><!-- c --></Head>",
        "<Head><Office>AF<!-- b -->101</Office></Head>",
        "<Head><Office>AF<b>1</b>01</Office></Head>",
        "<Seal>S-1</Seal><Head><Flow>E</Flow></Head><Seal>S-2</Seal>",
        "<Cargo><Note>one</Note></Cargo><Cargo/><Cargo><Note>two</Note></Cargo><Cargo><Colour>red</Colour></Cargo>",
        "<Cargo><Licence>L-7</Licence><Paper><Ref>A</Ref></Paper><Paper/><Paper><Ref>B</Ref></Paper></Cargo>",
        "<Cargo><Unit><Code>KG</Code></Unit><Unit><Count>5</Count></Unit></Cargo>",
        "<Cargo><Split>12</Split><Regime>40</Regime></Cargo>",
        "<Agent><Name>Tea LLC\n     1 Silk Street\n\n  Almaty</Name></Agent>",
        "<Head><Captain>&lt;b&gt; &amp; ]]&gt; \u00a0 \u2028 绿茶</Captain></Head>",
        "<Head><Office>&#13;AF&#13;101</Office></Head>",
        "<Head><Office>AF101<nil/></Office></Head>",
        "<Head><Date>2026-03-31<nil/></Date><Total>dear<nil/></Total></Head>",
        "<Head>draft<nil/></Head>",
        "<Agent><Name>Tea LLC</Name>\u00a0<Country>UZ</Country></Agent>",
        "<Agent>\u2028<Name>Tea LLC</Name></Agent><Captain/>\u00a0",
        "<Head><Captain/>Tea &amp; Co</Head>",
        "<Head><Captain/>&lt;b/&gt;</Head>",
        "<Head><Captain/>Tea&#13;Co<Stoker/>&amp;#13;</Head>",
        "draft<nil/>draft<Seal>S-1</Seal>",
        "<Head x:page='2' xmlns:x='urn:example:other'><Office x:no='1'>AF101</Office></Head>",
        "<Head><Old_weight>12.5</Old_weight><Weight>13</Weight></Head>",
        "<Stamp/><Stamp>x</Stamp><Stamp/><Stamp/>",
        "<x:Head xmlns:x='urn:example:other'><x:Office>AF101</x:Office></x:Head>",
    ],
)
def test_the_document_comes_back_element_by_element(keep, content):
    assert keep(content).comes_back()


@pytest.mark.parametrize(
    "content", ["", "<Head><Office> AF101 </Office><Total/></Head><Seal>S-1</Seal>", "<Captain/>"]
)
def test_a_document_in_another_namespace_of_the_format_comes_back_in_that(harbour, content):
    assert Kept(harbour, f"<HARBOUR>{content}</HARBOUR>").comes_back()


def test_a_document_in_a_namespace_with_a_prefix_comes_back_in_that_namespace(harbour):
    kept = Kept(
        harbour,
        '<h:HARBOUR xmlns:h="urn:example:harbour"><h:Head><h:Office> A </h:Office></h:Head></h:HARBOUR>',
    )
    assert (
        etree.canonicalize(kept.restored(), rewrite_prefixes=True, strip_text=False).count(
            "urn:example:harbour"
        )
        == 1
    )
    assert kept.restored().findtext("{urn:example:harbour}Head/{urn:example:harbour}Office") == " A "


def test_the_root_comes_back_in_its_own_spelling(harbour):
    assert Kept(harbour, f"<harbour xmlns='{NAMESPACE}' NUMBER='6882'/>").comes_back()


@pytest.mark.parametrize("namespace", ["", f" xmlns='{NAMESPACE}'"])
def test_an_attribute_of_another_namespace_on_the_root_comes_back(harbour, namespace):
    document = f"<HARBOUR{namespace} xmlns:x='urn:example:other' x:kind='1'><Seal>S-1</Seal></HARBOUR>"
    assert Kept(harbour, document).comes_back()


def test_comments_around_the_root_come_back(harbour):
    kept = Kept(harbour, "<!-- made by hand --><?print x?><HARBOUR/><!-- end -->")
    data = harbour.restore(kept.message, kept.residue).decode()
    assert data.index("made by hand") < data.index("<?print x?>") < data.index("<HARBOUR") < data.index("end")


@pytest.mark.parametrize("encoding", ["UTF-16", "windows-1251", "GB18030"])
def test_the_encoding_comes_back(harbour, encoding):
    head = "<Head><Office>АЛМ</Office></Head>"
    document = f'<?xml version="1.0" encoding="{encoding}"?><HARBOUR xmlns="{NAMESPACE}">{head}</HARBOUR>'
    kept = Kept(harbour, document.encode(encoding))
    data = harbour.restore(kept.message, kept.residue)
    assert etree.fromstring(data).getroottree().docinfo.encoding.lower() == encoding.lower()
    assert "АЛМ".encode(encoding)[-4:] in data
    assert kept.comes_back()


def test_a_document_that_the_message_alone_gives_leaves_nothing_to_keep(harbour):
    data, *_ = harbour.dumps(
        harbour.read(etree.fromstring("<HARBOUR><Head><Office>AF101</Office></Head></HARBOUR>")).message
    )
    assert Kept(harbour, data).residue.edit == {}


# --- what was changed since ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    "office",
    [
        "AF101",
        " AF101 ",
        "<!-- b -->AF101",
        "AF101<!-- b -->",
        "AF101<?x?>",
        "AF101<nil/>",
        "AF101<Captain/>",
    ],
)
def test_a_value_changed_since_stays_changed_however_it_was_written(keep, office):
    kept = keep(f"<Head><Flow>E</Flow><Office>{office}</Office></Head>")
    changed = kept.message.replace(declaration_office_id="KZ777")
    again = kept.table.read(kept.restored(changed))
    assert again.message.declaration_office_id == "KZ777"


def test_a_value_taken_away_since_stays_away(keep):
    kept = keep("<Head><Flow>E</Flow><Office> AF101 </Office></Head>")
    changed = kept.message.replace(declaration_office_id=None)
    assert kept.table.read(kept.restored(changed)).message == changed


@pytest.mark.parametrize(
    "content", ["", "<Head/>", "<Head><Flow>E</Flow></Head>", "<Seal>S-1</Seal>", "<Page/>"]
)
def test_a_value_added_since_is_written_though_the_document_had_no_element_for_it(keep, content):
    kept = keep(content)
    changed = kept.message.replace(declaration_office_id="KZ777", declarant=Party(id="4401"))
    again = kept.table.read(kept.restored(changed)).message
    assert (again.declaration_office_id, again.declarant) == ("KZ777", Party(id="4401"))


@pytest.mark.parametrize(
    "total", ["<Total/>", "<Total><nil/></Total>", "<Total> </Total>", "<Total><!-- none --></Total>"]
)
def test_a_value_added_since_is_written_in_place_of_the_mark_for_nothing(keep, total):
    kept = keep(f"<Head>{total}</Head>")
    amount = GoodsDeclaration.model_validate({"InvoiceAmount": {"value": "5"}}).invoice_amount
    changed = kept.message.replace(invoice_amount=amount)
    restored = kept.restored(changed)
    assert kept.table.read(restored).message.invoice_amount == amount
    assert kept.table.read(restored).findings == ()


def test_an_attribute_changed_since_stays_changed(keep):
    kept = keep('<Cargo><Paper kind=" 380 "><Ref>A</Ref></Paper></Cargo>')
    assert kept.comes_back()
    values = {"TypeCode": "271", "ID": "A"}
    item = {"SequenceNumeric": 1, "AdditionalDocument": [values]}
    changed = GoodsDeclaration.model_validate({"GoodsShipment": {"GovernmentAgencyGoodsItem": [item]}})
    assert kept.restored(changed).find("{*}Cargo/{*}Paper").get("kind") == "271"


def test_an_attribute_on_an_element_that_holds_nothing_else_can_be_changed(keep):
    kept = keep('<Cargo><Note>dry</Note><Paper kind="380"/></Cargo>')
    item = kept.message.goods_shipment.government_agency_goods_item[0]
    (document,) = item.additional_document
    item = item.replace(additional_document=(document.replace(type_code="271"),))
    shipment = kept.message.goods_shipment.replace(government_agency_goods_item=(item,))
    changed = kept.message.replace(goods_shipment=shipment)
    assert kept.table.read(kept.restored(changed)).message == changed


def test_a_value_changed_since_takes_no_other_value_with_it(make):
    """Some producers nest what others write side by side; each value there is one of its own."""
    document = "AdditionalDocument[1]"
    table = make(
        ("Licence", f"{document}/ID", "text"),
        ("Count", f"{document}/WriteOff/QuantityQuantity", "number"),
        ("Licence/Licence", f"{document}/ID", "fallback"),
        ("Licence/Count", f"{document}/WriteOff/QuantityQuantity", "number; fallback"),
    )
    kept = Kept(table, "<DOC><Licence><Licence>L-7</Licence><Count>5</Count></Licence></DOC>")
    assert kept.comes_back()
    (found,) = kept.message.additional_document
    changed = kept.message.replace(additional_document=(found.replace(id="L-8"),))
    assert table.read(kept.restored(changed)).message == changed


def test_an_entry_added_since_stands_behind_the_others(keep):
    kept = keep("<Seal> S-1 </Seal><Vehicle>01A</Vehicle><Captain>Nemo</Captain>")
    consignment = kept.message.goods_shipment.consignment
    seals = (*consignment.seal, type(consignment.seal[0])(id="S-2"))
    shipment = kept.message.goods_shipment.replace(consignment=consignment.replace(seal=seals))
    restored = kept.restored(kept.message.replace(goods_shipment=shipment))
    assert [etree.QName(child).localname for child in restored] == ["Seal", "Seal", "Vehicle", "Captain"]
    assert [seal.text for seal in restored.findall("{*}Seal")] == [" S-1 ", "S-2"]


def test_an_entry_taken_away_since_stays_away(keep):
    kept = keep("<Seal>S-1</Seal><Seal> S-2 </Seal><Head><Flow>E</Flow></Head>")
    consignment = kept.message.goods_shipment.consignment
    shipment = kept.message.goods_shipment.replace(consignment=consignment.replace(seal=consignment.seal[:1]))
    changed = kept.message.replace(goods_shipment=shipment)
    assert kept.table.read(kept.restored(changed)).message == changed


# --- travelling ----------------------------------------------------------------------------------------


def test_a_residue_travels_as_json(keep):
    residue = keep("<!-- a --><Head><Office> AF101 </Office><Captain>绿茶</Captain></Head>").residue
    assert Residue.from_json(residue.to_json()) == residue
    assert Residue.from_json(residue.to_json().encode()) == residue
    assert json.loads(residue.to_json())["format"] == "harbour-declaration"


@pytest.mark.parametrize(
    "text",
    [
        "",
        "null",
        "[]",
        "{}",
        "not json",
        '{"version":1}',
        '{"version":1,"format":"x","encoding":"UTF-8","before":[],"after":[],"edit":5}',
        '{"version":1,"format":"x","encoding":"UTF-8","before":5,"after":[],"edit":{}}',
        "[" * 100_000,
        b"\xff\xfe",
    ],
)
def test_what_is_no_residue_is_refused(text):
    with pytest.raises(CrosswalkError, match="not a residue"):
        Residue.from_json(text)


def test_a_residue_of_another_version_is_refused(keep):
    text = keep("").residue.to_json().replace('"version":1', '"version":2')
    with pytest.raises(CrosswalkError, match="residue of version 2; expected 1"):
        Residue.from_json(text)


@pytest.mark.parametrize(
    "edit",
    [
        {"text": "x"},
        {"text": ["", 5]},
        {"text": ["", "\x00"]},
        {"tag": "not a name"},
        {"tag": 5},
        {"attributes": {"number": "x"}},
        {"attributes": ["number"]},
        {"children": 5},
        {"children": ["<unclosed>"]},
        {"children": ["</x><x>"]},
        {"children": [{"wrap": "Page"}]},
        {"children": [["=Head[1]"]]},
        {"children": ["<x>&entity;</x>"]},
        {"drop": 5},
        {"drop": [[1]]},
        {"inside": {"{urn:example:harbour}Head[1]": "x"}},
        {"tail": 5},
    ],
)
def test_a_damaged_residue_is_refused(harbour, edit):
    with pytest.raises(CrosswalkError, match="the residue is damaged"):
        harbour.restore(GoodsDeclaration(), Residue("harbour-declaration", edit))


@pytest.mark.parametrize("place", ["before", "after"])
@pytest.mark.parametrize(
    "text",
    [
        "<unclosed>",
        "</x>",
        "<Extra/>",
        "text",
        "<!DOCTYPE x>",
        "<!-- a --> -- b -->",
        "<?xml version='1.0'?>",
    ],
)
def test_a_residue_cannot_put_anything_but_remarks_around_the_root(harbour, place, text):
    with pytest.raises(CrosswalkError, match="the residue is damaged"):
        harbour.restore(GoodsDeclaration(), Residue("harbour-declaration", **{place: (text,)}))


@pytest.mark.parametrize("encoding", ["utf-9", "hex", "undefined", "idna", "", "x" * 1000, 'UTF-8"?><x/>'])
def test_a_residue_with_a_wrong_encoding_is_refused(harbour, encoding):
    with pytest.raises(CarecError):
        harbour.restore(GoodsDeclaration(), Residue("harbour-declaration", encoding=encoding))


def test_applying_an_empty_residue_changes_nothing():
    bare = etree.fromstring("<DOC><Office>AF101</Office></DOC>")
    assert (
        etree.tostring(apply(Residue("small-declaration"), bare, "nil"))
        == b"<DOC><Office>AF101</Office></DOC>"
    )
