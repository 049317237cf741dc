"""Bad input, by accident or on purpose, is refused with an error of ours, soon, and reaches for nothing."""

from __future__ import annotations

import ctypes
import json as stdlib_json
import os
import socket
import sys
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest
from hypothesis import example, given
from hypothesis import strategies as st
from lxml import etree

from carec_datamodel.errors import CarecError, InvalidMessage, UnknownFormat, UnsafeDocument
from carec_datamodel.model import GoodsDeclaration
from carec_datamodel.testing import strategies
from carec_datamodel.wire import json, xml
from carec_datamodel.wire.plan import NAMESPACE
from carec_datamodel.wire.safety import Limits, parse_json, parse_xml

SECONDS = 5.0
"""How much processor time a document may take, whatever is in it; measuring coverage doubles it."""

READERS = {"xml": xml.loads, "json": json.loads}
every_reader = pytest.mark.parametrize("read", READERS.values(), ids=READERS.keys())


@contextmanager
def soon() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < SECONDS


def refusal(read: Callable[[bytes], Any], data: bytes) -> CarecError:
    """Read *data*, which must be refused, and soon."""
    with soon(), pytest.raises(CarecError) as caught:
        read(data)
    assert str(caught.value).encode()
    return caught.value


def declaration(body: str, before: str = "") -> bytes:
    return f'{before}<GoodsDeclaration xmlns="{NAMESPACE}">{body}</GoodsDeclaration>'.encode()


def object_of(members: str) -> bytes:
    return f'{{"GoodsDeclaration": {{{members}}}}}'.encode()


def numbered(piece: str, count: int) -> str:
    """Return *piece* many times over, each with its number in place of the #."""
    return "".join(piece.replace("#", str(number)) for number in range(count))


@pytest.fixture(scope="module", autouse=True)
def _model_is_loaded() -> None:
    """Load the model, so that no test takes the time of that for the time of reading."""
    xml.loads(declaration("<ID>26KZ0001</ID>"))
    json.loads(object_of('"ID": "26KZ0001"'))
    for read, data in ((xml.loads, declaration("<ID/>")), (json.loads, object_of('"ID": ""'))):
        with pytest.raises(InvalidMessage):
            read(data)


# --- entities -------------------------------------------------------------------------------------

LAUGHS = '<!ENTITY a0 "ha">' + "".join(f'<!ENTITY a{n} "{f"&a{n - 1};" * 10}">' for n in range(1, 20))
SUBSETS = {
    "billion laughs": (LAUGHS, "<ID>&a19;</ID>"),
    "billion laughs in an attribute": (LAUGHS, '<ID schemeID="&a19;"/>'),
    "billion laughs in a default attribute": (f'{LAUGHS}<!ATTLIST ID a CDATA "&a19;">', "<ID/>"),
    "billion laughs in parameter entities": (
        "<!ENTITY % a0 'ha'>"
        + "".join(f"<!ENTITY % a{n} '{f'&#37;a{n - 1};' * 10}'>" for n in range(1, 20))
        + "%a19;",
        "<ID>1</ID>",
    ),
    "quadratic blowup": (f'<!ENTITY a "{"x" * 50_000}">', f"<ID>{'&a;' * 50_000}</ID>"),
    "quadratic blowup in attributes": (
        f'<!ENTITY a "{"x" * 50_000}">',
        "".join(f'<ID a="{"&a;" * 1_000}"/>' for _ in range(50)),
    ),
    "entity of itself": ('<!ENTITY a "&a;">', "<ID>&a;</ID>"),
    "two entities of each other": ('<!ENTITY a "&b;"><!ENTITY b "&a;">', "<ID>&a;</ID>"),
    "parameter entity of itself": ("<!ENTITY % a '&#37;a;'> %a;", "<ID>1</ID>"),
    "internal entity": ('<!ENTITY a "26KZ0001">', "<ID>&a;</ID>"),
    "entity that nobody uses": ('<!ENTITY a "b">', "<ID>1</ID>"),
    "very many entities": ("".join(f'<!ENTITY a{n} "b">' for n in range(20_000)), "<ID>1</ID>"),
    "unparsed entity": ('<!NOTATION n SYSTEM "n"><!ENTITY a SYSTEM "b" NDATA n>', "<ID>1</ID>"),
}


@pytest.mark.parametrize(("subset", "body"), SUBSETS.values(), ids=SUBSETS.keys())
def test_entities_are_refused(subset, body):
    error = refusal(xml.loads, declaration(body, f"<!DOCTYPE GoodsDeclaration [{subset}]>"))
    assert isinstance(error, UnsafeDocument)


OUTWARD = {
    "external entity": ('<!DOCTYPE GoodsDeclaration [<!ENTITY a SYSTEM "{}">]>', "<ID>&a;</ID>"),
    "external entity in an attribute": (
        '<!DOCTYPE GoodsDeclaration [<!ENTITY a SYSTEM "{}">]>',
        '<ID schemeID="&a;"/>',
    ),
    "public entity": ('<!DOCTYPE GoodsDeclaration [<!ENTITY a PUBLIC "-//A//EN" "{}">]>', "<ID>&a;</ID>"),
    "external parameter entity": (
        '<!DOCTYPE GoodsDeclaration [<!ENTITY % a SYSTEM "{}"> %a;]>',
        "<ID>1</ID>",
    ),
    "external subset": ('<!DOCTYPE GoodsDeclaration SYSTEM "{}">', "<ID>1</ID>"),
    "public external subset": ('<!DOCTYPE GoodsDeclaration PUBLIC "-//A//EN" "{}">', "<ID>1</ID>"),
    "external subset with an entity": ('<!DOCTYPE GoodsDeclaration SYSTEM "{}">', "<ID>&a;</ID>"),
    "inclusion": ("", '<i:include xmlns:i="http://www.w3.org/2001/XInclude" href="{}"/>'),
    "schema location": (
        "",
        '<ID xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:schemaLocation="urn:a {}">1</ID>',
    ),
    "stylesheet": ('<?xml-stylesheet type="text/xsl" href="{}"?>', "<ID/>"),
    "namespace": ("", '<a:ID xmlns:a="{}"/>'),
}
outward = pytest.mark.parametrize(("before", "body"), OUTWARD.values(), ids=OUTWARD.keys())


@pytest.fixture
def listener() -> Iterator[socket.socket]:
    """A server on this machine that nobody may call."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        server.settimeout(0.05)
        yield server


@outward
@pytest.mark.parametrize("scheme", ["http", "ftp"])
def test_nothing_is_fetched_from_the_network(listener, scheme, before, body):
    address = f"{scheme}://127.0.0.1:{listener.getsockname()[1]}/a.dtd"
    refusal(xml.loads, declaration(body.replace("{}", address), before.replace("{}", address)))
    with pytest.raises(TimeoutError):
        listener.accept()


def test_a_call_would_be_noticed(listener):
    with socket.create_connection(listener.getsockname()):
        listener.accept()[0].close()


class Watch:
    """Notices when a file is opened, by inotify of Linux."""

    OPENED = 0x20

    def __init__(self, path: Path) -> None:
        libc = ctypes.CDLL(None, use_errno=True)
        self.descriptor = libc.inotify_init1(os.O_NONBLOCK)
        if self.descriptor < 0 or libc.inotify_add_watch(self.descriptor, bytes(path), self.OPENED) < 0:
            pytest.skip("this system does not let us watch files")

    def saw_it_opened(self) -> bool:
        try:
            return bool(os.read(self.descriptor, 4096))
        except BlockingIOError:
            return False


@pytest.fixture
def secret(tmp_path: Path) -> Path:
    path = tmp_path / "secret.txt"
    path.write_text("<!ENTITY a 'the secret'>")
    return path


@pytest.fixture
def watch(secret: Path) -> Iterator[Watch]:
    if not sys.platform.startswith("linux"):
        pytest.skip("files can be watched on Linux only")
    watch = Watch(secret)
    yield watch
    os.close(watch.descriptor)


@outward
@pytest.mark.parametrize("form", ["file", "path"])
def test_no_file_is_opened(secret, watch, form, before, body):
    address = secret.as_uri() if form == "file" else str(secret)
    error = refusal(xml.loads, declaration(body.replace("{}", address), before.replace("{}", address)))
    assert "the secret" not in str(error)
    assert not watch.saw_it_opened()


def test_an_opened_file_would_be_noticed(secret, watch):
    secret.read_text()
    assert watch.saw_it_opened()


# --- too deep, too big, too much ------------------------------------------------------------------

DEEP = {
    "elements": lambda depth: b"<a>" * depth + b"</a>" * depth,
    "elements without end": lambda depth: b"<a>" * depth,
    "elements in a message": lambda depth: declaration("<ID>" * depth + "</ID>" * depth),
    "namespaces": lambda depth: b'<a xmlns="urn:a">' * depth + b"</a>" * depth,
}
DEEP_JSON = {
    "lists": lambda depth: b"[" * depth + b"]" * depth,
    "lists without end": lambda depth: b"[" * depth,
    "objects": lambda depth: b'{"a":' * depth + b"1" + b"}" * depth,
    "objects without end": lambda depth: b'{"a":' * depth,
    "lists in a message": lambda depth: object_of('"Amendment": ' + "[" * depth + "]" * depth),
    "objects in a message": lambda depth: object_of('"Bank": ' + '{"Bank": ' * depth + "1" + "}" * depth),
}


@pytest.mark.parametrize("depth", [65, 150, 1_000, 100_000])
@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP.keys())
def test_deep_xml_is_refused(make, depth):
    assert isinstance(refusal(xml.loads, make(depth)), UnsafeDocument)


@pytest.mark.parametrize("depth", [65, 150, 1_000, 100_000])
@pytest.mark.parametrize("make", DEEP_JSON.values(), ids=DEEP_JSON.keys())
def test_deep_json_is_refused(make, depth):
    assert isinstance(refusal(json.loads, make(depth)), UnsafeDocument)


@pytest.mark.parametrize("depth", [150, 250, 900])
@pytest.mark.parametrize("make", DEEP_JSON.values(), ids=DEEP_JSON.keys())
def test_deep_json_is_refused_also_by_those_who_allow_more(make, depth):
    refusal(lambda data: json.loads(data, Limits(depth=100_000)), make(depth))


@pytest.mark.parametrize("depth", [150, 250, 900])
@pytest.mark.parametrize("make", DEEP.values(), ids=DEEP.keys())
def test_deep_xml_is_refused_also_by_those_who_allow_more(make, depth):
    refusal(lambda data: xml.loads(data, Limits(depth=100_000)), make(depth))


@every_reader
def test_a_document_over_the_limit_of_size_is_not_even_parsed(read):
    error = refusal(lambda data: read(data, Limits(bytes=1_000)), b"\0" * 50_000_000)
    assert "at most 1000" in str(error)


@pytest.mark.parametrize("limit", [10, 1_000, 100_000])
def test_a_million_elements_over_a_small_limit_are_refused(limit):
    data = declaration("<ID/>" * 1_000_000)
    assert "elements" in str(refusal(lambda data: xml.loads(data, Limits(elements=limit)), data))


@pytest.mark.parametrize("limit", [10, 1_000, 100_000])
@pytest.mark.parametrize("value", ["0,", "{},", "[],", '"",'])
def test_half_a_million_values_over_a_small_limit_are_refused(limit, value):
    data = object_of(f'"Amendment": [{value * 500_000}0]')
    assert "values" in str(refusal(lambda data: json.loads(data, Limits(elements=limit)), data))


HUGE = {
    "text": lambda: declaration(f"<ID>{'x' * 2_000_000}</ID>"),
    "text of markup": lambda: declaration(f"<ID>{'&lt;' * 1_100_000}</ID>"),
    "text in many sections": lambda: declaration(f"<ID>{'<![CDATA[xx]]>' * 600_000}</ID>"),
    "attribute": lambda: declaration(f'<ID a="{"x" * 2_000_000}"/>'),
    "attribute of markup": lambda: declaration(f'<ID a="{"&#38;" * 1_100_000}"/>'),
    "text beyond the parser": lambda: declaration(f"<ID>{'x' * 11_000_000}</ID>"),
    "attribute beyond the parser": lambda: declaration(f'<ID a="{"x" * 11_000_000}"/>'),
    "comment beyond the parser": lambda: declaration(f"<!--{'x' * 11_000_000}-->"),
    "name beyond the parser": lambda: declaration(f"<{'x' * 1_000_000}/>"),
    "blanks beyond the parser": lambda: declaration(" " * 11_000_000),
}


@pytest.mark.parametrize("make", HUGE.values(), ids=HUGE.keys())
def test_huge_pieces_of_xml_are_refused(make):
    assert isinstance(refusal(xml.loads, make()), UnsafeDocument)


ATTRIBUTES = numbered(' a#=""', 15_000)
ITEMS = '"GoodsShipment": {"GovernmentAgencyGoodsItem": ['
LINES = '"Exporter": {"Address": {"Line": ['
MANY_FAULTS = {
    "empty items": lambda: declaration(
        f"<GoodsShipment>{'<GovernmentAgencyGoodsItem/>' * 8_000}</GoodsShipment>",
    ),
    "empty leaves that repeat": lambda: declaration(
        f"<Exporter><Address>{'<Line/>' * 8_000}</Address></Exporter>",
    ),
    "unknown elements": lambda: declaration("<a/>" * 10_000),
    "unknown elements, each of its own name": lambda: declaration(numbered("<a#/>", 10_000)),
    "elements of another namespace": lambda: declaration('<a xmlns="urn:a"/>' * 10_000),
    "single elements that repeat": lambda: declaration("<ID>1</ID>" * 10_000),
    "elements in wrong order": lambda: declaration(f"<Bank/>{'<Amendment/>' * 10_000}"),
    "texts between elements": lambda: declaration("x<Amendment/>" * 10_000),
    "attributes on one element": lambda: declaration(f"<ID{ATTRIBUTES}>1</ID>"),
    "attributes on an amount": lambda: declaration(f"<InvoiceAmount{ATTRIBUTES}>1</InvoiceAmount>"),
    "attributes on the root": lambda: declaration("").replace(b">", ATTRIBUTES.encode() + b">", 1),
    "namespaces on one element": lambda: declaration("<a" + numbered(' xmlns:a#="u:#"', 10_000) + "/>"),
    "comments in a value": lambda: declaration(f"<ID>{('x' * 72 + '<!---->') * 14_000}</ID>"),
    "comments before a fault": lambda: declaration(f"{'<!--x-->' * 200_000}<ID/>"),
    "instructions before a fault": lambda: declaration(f"<Bank>{'<?a b?>' * 200_000}<ID/></Bank>"),
    "blanks for a text": lambda: declaration(f"<Exporter><Name>{' ' * 1_000_000}</Name></Exporter>"),
    "lines": lambda: declaration("\n" * 1_000_000 + "<ID/>\n" * 5_000),
}
MANY_FAULTS_OF_JSON = {
    "empty items": lambda: object_of(ITEMS + "{}," * 10_000 + "{}]}"),
    "unknown keys": lambda: object_of(numbered('"a#": 1,', 10_000) + '"a": 1'),
    "keys and the last one twice": lambda: object_of(numbered('"a#": 1,', 15_000) + '"a14999": 1'),
    "every key twice": lambda: object_of(numbered('"a#": 1,', 10_000) * 2 + '"a": 1'),
    "one key very often": lambda: object_of('"a": 1,' * 100_000 + '"a": 1'),
    "numbers for objects": lambda: object_of('"Amendment": [' + "1," * 10_000 + "1]"),
    "nulls": lambda: object_of('"Amendment": [' + "null," * 8_000 + "null]"),
    "nulls before a fault": lambda: object_of('"Amendment": [' + "null," * 4_000 + "1," * 4_000 + "1]"),
    "empty lists": lambda: object_of('"Exporter": {"Contact": [' + "[]," * 8_000 + "[]]}"),
    "empty texts": lambda: object_of(LINES + '"",' * 10_000 + '""]}}'),
    "escaped quotes": lambda: object_of('"ID": "' + '\\"' * 500_000 + '"'),
    "backslashes": lambda: object_of('"ID": "' + "\\\\" * 500_000 + '"'),
    "escaped characters": lambda: object_of('"ID": "' + "\\u0416" * 170_000 + '"'),
    "a text without end": lambda: object_of('"ID": "' + "x" * 1_000_000),
    "blanks": lambda: object_of(" " * 1_000_000 + '"ID": ""'),
    "lines": lambda: object_of("\n" * 1_000_000 + LINES + '"",\n' * 10_000 + '""]}}'),
    "digits": lambda: object_of('"FormNumeric": ' + "9" * 1_000_000),
    "digits of a fraction": lambda: object_of('"FormNumeric": 0.' + "9" * 1_000_000),
    "digits of an exponent": lambda: object_of('"FormNumeric": 1e' + "9" * 1_000_000),
    "a text for an object": lambda: object_of('"Bank": "' + "x" * 1_000_000 + '"'),
    "an unknown message": lambda: b'{"' + b"x" * 1_000_000 + b'": {}}',
}


@pytest.mark.parametrize("make", MANY_FAULTS.values(), ids=MANY_FAULTS.keys())
def test_very_many_faults_in_xml_are_found_soon(make):
    refusal(xml.loads, make())


@pytest.mark.parametrize("make", MANY_FAULTS_OF_JSON.values(), ids=MANY_FAULTS_OF_JSON.keys())
def test_very_many_faults_in_json_are_found_soon(make):
    refusal(json.loads, make())


BIG = {
    "amounts": lambda: declaration(
        "<GoodsShipment>"
        + '<Invoice><Amount currencyID="USD">12.50</Amount></Invoice>' * 30_000
        + "</GoodsShipment>",
    ),
    "texts": lambda: declaration(f"<Exporter><Address>{'<Line>Abay 1</Line>' * 60_000}</Address></Exporter>"),
    "comments": lambda: declaration("<ID>1</ID>" + "<!--x-->" * 200_000),
}


@pytest.mark.parametrize("make", BIG.values(), ids=BIG.keys())
def test_a_big_document_without_a_fault_is_read_soon(make):
    data = make()
    with soon():
        xml.loads(data)


# --- numbers, surrogates, bytes -------------------------------------------------------------------


@pytest.mark.parametrize("number", ["1e400", "-1e400", "1e-400", "1E+400", "9" * 4_000, "0." + "9" * 4_000])
@pytest.mark.parametrize(
    "members",
    ['"FormNumeric": %s', '"ID": %s', '"InvoiceAmount": {"value": %s}', '"InvoiceAmount": %s', '"Bank": %s'],
)
def test_numbers_beyond_all_measure_are_refused(members, number):
    assert isinstance(refusal(json.loads, object_of(members % number)), InvalidMessage | UnsafeDocument)


@pytest.mark.parametrize("number", ["1e400", "1E+3", "NaN", "INF", "-INF", "0x10", "1_000", "١٢", "９"])
@pytest.mark.parametrize("name", ["FormNumeric", "InvoiceAmount"])
def test_spellings_of_numbers_that_are_not_ours_are_refused(name, number):
    assert isinstance(refusal(xml.loads, declaration(f"<{name}>{number}</{name}>")), InvalidMessage)


@pytest.mark.parametrize("escape", ["\\ud800", "\\udfff", "\\ud800\\ud800", "a\\udc00b"])
@pytest.mark.parametrize(
    "members",
    [
        '"ID": "%s"',
        '"Bank": {"Name": "%s"}',
        '"%s": 1',
        '"Bank": {"%s": "1"}',
        '"InvoiceAmount": {"value": "%s"}',
        '"InvoiceAmount": {"value": "1", "currencyID": "%s"}',
        '"InvoiceAmount": {"value": "1", "%s": "USD"}',
        '"IssueDateTime": "%s"',
        '"FormNumeric": "%s"',
        '"Bank": "%s"',
    ],
)
def test_half_a_surrogate_pair_is_refused_and_can_be_reported(members, escape):
    refusal(json.loads, object_of(members % escape))


def test_half_a_surrogate_pair_as_root_is_refused_and_can_be_reported():
    refusal(json.loads, b'{"\\ud800": {}}')


@every_reader
@pytest.mark.parametrize(
    "data",
    [
        b"",
        b"\0",
        b"\0" * 1_000_000,
        b"\xff" * 1_000_000,
        bytes(range(256)) * 1_000,
        b"\xef\xbb\xbf",
        b"\xff\xfe",
        b"\xfe\xff",
        b"\xff\xfe\0\0",
        b"\x1f\x8b\x08" + b"\0" * 100,
        b"PK\x03\x04" + b"\0" * 100,
        b"%PDF-1.7",
        b"\x4c\x6f\xa7\x94\x93",
    ],
    ids=repr,
)
def test_what_is_no_text_is_refused(read, data):
    refusal(read, data)


@every_reader
@given(data=st.binary())
def test_random_bytes_are_refused(read, data):
    refusal(read, data)


@every_reader
@given(text=st.text(), encoding=st.sampled_from(("utf-8", "utf-16", "utf-16-le", "utf-32", "gb18030")))
def test_random_texts_are_refused(read, text, encoding):
    refusal(read, text.encode(encoding))


# --- what happens to good documents on their way --------------------------------------------------

GOOD = GoodsDeclaration(
    id="26KZ0001",
    form_numeric=1,
    invoice_amount={"value": "12.50", "currencyID": "USD"},
    exporter={"name": "Чай & 茶", "address": {"line": ["a", "b"]}},
)
WRITERS = {"xml": xml.dumps, "json": json.dumps}


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16", "utf-16-le", "gb18030"])
def test_a_document_cut_off_anywhere_is_refused(name, encoding):
    document = WRITERS[name](GOOD, indent=False).decode().replace("UTF-8", encoding.removesuffix("-le"))
    data = document.encode(encoding)
    for length in range(len(data)):
        with pytest.raises(CarecError):
            READERS[name](data[:length])


@pytest.mark.parametrize("name", READERS)
def test_a_document_with_one_byte_wrong_is_refused_or_still_says_what_it_says(name):
    data = WRITERS[name](GOOD, indent=False)
    for position in range(len(data)):
        for byte in (0x00, 0x20, 0x22, 0x26, 0x2F, 0x3C, 0x3E, 0x41, 0x5C, 0x80, 0xD0, 0xFF):
            assert_nothing_is_lost(name, data[:position] + bytes([byte]) + data[position + 1 :])


def assert_nothing_is_lost(name: str, data: bytes) -> None:
    """Check that *data* is refused with an error of ours, or read as what it says and nothing less."""
    try:
        message = READERS[name](data)
    except CarecError as error:
        str(error).encode()
        return
    assert MEANING[name](WRITERS[name](message)) == MEANING[name](data)


def xml_meaning(data: bytes) -> Any:
    """Return what an XML document says: names, attributes and text, but for comments and indentation."""
    root = etree.fromstring(data, etree.XMLParser(remove_comments=True, remove_pis=True))
    for name in list(root.attrib):
        if name.endswith("chemaLocation"):
            del root.attrib[name]

    def said(element: etree._Element) -> Any:
        text = element.text or ""
        tails = [child.tail or "" for child in element]
        texts = [part for part in (text, *tails) if part.strip(" \t\r\n")]
        return element.tag, dict(element.attrib), texts, [said(child) for child in element]

    return said(root)


def json_meaning(data: bytes) -> Any:
    return stdlib_json.loads(data.decode("utf-8-sig"))


MEANING = {"xml": xml_meaning, "json": json_meaning}

PIECES = {
    "xml": [
        "<ID>1</ID>",
        "<ID/>",
        "<Bank/>",
        "<Bank>",
        "</Bank>",
        "<!-- a -->",
        "<?a b?>",
        "<![CDATA[a]]>",
        "text",
        "\u00a0",
        "\n",
        "&amp;",
        "&a;",
        "<",
        ">",
        "]]>",
        ' a="b"',
        ' value="99"',
        ' currencyID="KZT"',
        ' xmlns=""',
        ' xmlns="urn:a"',
        ' xml:lang="kk"',
        "<!DOCTYPE a>",
        "\x00",
        "ж",
    ],
    "json": [
        "{}",
        "[]",
        "null",
        "true",
        "1",
        "1.0",
        "NaN",
        "1e400",
        '""',
        '"a"',
        '"a":',
        ",",
        ":",
        "{",
        "}",
        "[",
        "]",
        "\\",
        "\\ud800",
        "\n",
        '"ID": "2",',
        '"value": "99",',
        '"currency": "KZT",',
        "\x00",
        "ж",
    ],
}


@pytest.mark.parametrize("name", READERS)
@given(choice=st.data())
def test_a_document_changed_at_random_is_refused_or_still_says_what_it_says(name, choice):
    message = choice.draw(strategies.any_messages(sound=False) | st.just(GOOD))
    data = WRITERS[name](message, indent=choice.draw(st.booleans()))
    pieces = st.sampled_from([piece.encode() for piece in PIECES[name]]) | st.binary(max_size=3)
    for _ in range(choice.draw(st.integers(1, 3))):
        begin = choice.draw(st.integers(0, len(data)))
        end = choice.draw(st.integers(begin, min(begin + 8, len(data))))
        data = data[:begin] + choice.draw(pieces) + data[end:]
    with soon():
        assert_nothing_is_lost(name, data)


@pytest.mark.parametrize("name", READERS)
@pytest.mark.parametrize("indent", [True, False])
def test_a_document_with_a_piece_put_in_anywhere_is_refused_or_still_says_what_it_says(name, indent):
    data = WRITERS[name](GOOD, indent=indent)
    for piece in PIECES[name]:
        for position in range(len(data) + 1):
            assert_nothing_is_lost(name, data[:position] + piece.encode() + data[position:])


@given(text=st.text())
@example("\ud800")
@example('"')
def test_any_name_of_a_message_is_refused_in_words_that_can_be_printed(text):
    with pytest.raises((UnknownFormat, UnsafeDocument)) as caught:
        json.loads(stdlib_json.dumps({text: {}}).encode())
    assert str(caught.value).encode()


# --- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("said", ["UTF-8", "UTF-16", "windows-1251", "GB18030", "US-ASCII", "klingon"])
@pytest.mark.parametrize(
    "encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be", "cp1251", "gb18030"]
)
@pytest.mark.parametrize("text", ["Хоргос", "Алтынколь, пост № 3", "A"])
def test_whatever_the_declaration_says_the_text_comes_out_right_or_not_at_all(said, encoding, text):
    """Except that one national encoding may be taken for the other: each gives sense to almost any bytes."""
    head = f'<?xml version="1.0" encoding="{said}"?>'
    data = declaration(f"<Exporter><Name>{text}</Name></Exporter>", head).decode().encode(encoding)
    with soon():
        try:
            found = xml.loads(data).exporter.name
        except CarecError:
            return
    assert found == text or {said, encoding} in ({"windows-1251", "gb18030"}, {"GB18030", "cp1251"})


@pytest.mark.parametrize("parse", [parse_xml, parse_json])
def test_a_bad_document_leaves_nothing_behind_that_spoils_the_next(parse):
    good = b"<a>1</a>" if parse is parse_xml else b"[1]"
    for bad in (b"<a>&b;</a>", b"[1", b"\xff\xfe", b"<!DOCTYPE a [<!ENTITY b 'c'>]><a>&b;</a>"):
        with pytest.raises(CarecError):
            parse(bad)
        parse(good)
