from __future__ import annotations

import codecs

import pytest
from lxml import etree

from carec_datamodel.errors import UnsafeDocument
from carec_datamodel.wire.safety import DEFAULT_LIMITS, Limits, parse_json, parse_xml, xml_parser

CYRILLIC = "Жаңа Қорғас"
CHINESE = "霍尔果斯口岸"
TEXTS = {"windows-1251": "Хоргос, Алтынколь", "GB18030": CHINESE}


def refusal(data: bytes, limits: Limits = DEFAULT_LIMITS, parse=parse_xml) -> UnsafeDocument:
    with pytest.raises(UnsafeDocument) as caught:
        parse(data, limits)
    return caught.value


def declared(encoding: str, text: str) -> str:
    return f'<?xml version="1.0" encoding="{encoding}"?>\n<Name>{text}</Name>'


def nested(depth: int, *, inside: str = "") -> bytes:
    """Return *depth* elements, one in another, in as few bytes as XML can do it."""
    if inside:
        return b"<a>" * depth + inside.encode() + b"</a>" * depth
    return b"<a>" * (depth - 1) + b"<a/>" + b"</a>" * (depth - 1)


# --- DOCTYPE --------------------------------------------------------------------------------------

DOCTYPES = {
    "bare": "<!DOCTYPE a>",
    "empty subset": "<!DOCTYPE a []>",
    "system": '<!DOCTYPE a SYSTEM "a.dtd">',
    "public": '<!DOCTYPE a PUBLIC "-//A//EN" "a.dtd">',
    "entity": '<!DOCTYPE a [<!ENTITY b "c">]>',
    "default attribute": '<!DOCTYPE a [<!ATTLIST a b CDATA "c">]>',
    "element": "<!DOCTYPE a [<!ELEMENT a ANY>]>",
    "notation": '<!DOCTYPE a [<!NOTATION n SYSTEM "n">]>',
    "parameter entity": "<!DOCTYPE a [<!ENTITY % p '<!ENTITY b \"c\">'> %p;]>",
}


@pytest.mark.parametrize("doctype", DOCTYPES.values(), ids=DOCTYPES.keys())
@pytest.mark.parametrize("before", ["", "<!-- a -->\n", '<?xml version="1.0"?>\n'])
def test_any_doctype_is_refused(doctype, before):
    assert "DOCTYPE" in str(refusal(f"{before}{doctype}\n<a/>".encode()))


def test_a_doctype_is_refused_in_another_encoding_too():
    assert "DOCTYPE" in str(refusal("<!DOCTYPE a><a/>".encode("utf-16")))


@pytest.mark.parametrize("lines", [0, 1, 5])
def test_the_refusal_of_a_doctype_names_its_line(lines):
    assert refusal(b'<?xml version="1.0"?>' + b"\n" * lines + b"<!DOCTYPE a>\n<a/>").line == 1 + lines


@pytest.mark.parametrize("body", ["<a>&b;</a>", '<a c="&b;"/>'])
def test_an_entity_is_refused_as_part_of_a_doctype_and_never_used(body):
    assert "DOCTYPE" in str(refusal(f'<!DOCTYPE a [<!ENTITY b "c">]>{body}'.encode()))


def test_an_entity_that_nobody_declared_is_refused():
    assert "nbsp" in str(refusal(b"<a>&nbsp;</a>"))


@pytest.mark.parametrize("text", ["<!-- <!DOCTYPE a> -->", "<![CDATA[<!DOCTYPE a>]]>", "&lt;!DOCTYPE a&gt;"])
def test_the_word_doctype_in_a_text_is_no_doctype(text):
    assert parse_xml(f"<a>{text}</a>".encode()).tag == "a"


def test_nothing_is_included_from_elsewhere():
    source = b'<a xmlns:xi="http://www.w3.org/2001/XInclude"><xi:include href="file:///etc/hostname"/></a>'
    assert [child.tag for child in parse_xml(source)] == ["{http://www.w3.org/2001/XInclude}include"]


def test_the_parser_itself_leaves_entities_alone():
    root = etree.fromstring(b'<!DOCTYPE a [<!ENTITY b "c">]><a>&b;</a>', xml_parser())
    assert (root.text, [child.tag for child in root]) == (None, [etree.Entity])


# --- well-formedness ------------------------------------------------------------------------------

BROKEN = {
    "empty": b"",
    "blank": b" \n\t",
    "text": b"ASYCUDA",
    "declaration only": b'<?xml version="1.0"?>',
    "open element": b"<a><b></b>",
    "crossed elements": b"<a><b></a></b>",
    "two roots": b"<a/><b/>",
    "text behind the root": b"<a/>b",
    "bare ampersand": b"<a>b & c</a>",
    "bare less-than": b"<a>b < c</a>",
    "attribute twice": b'<a b="1" b="2"/>',
    "attribute without quotes": b"<a b=1/>",
    "prefix nobody declared": b"<b:a/>",
    "reference to NUL": b"<a>&#0;</a>",
    "reference to a surrogate": b"<a>&#xD800;</a>",
    "reference to a non-character": b"<a>&#xFFFF;</a>",
    "reference to a control character": b"<a>&#1;</a>",
    "NUL in a text": b"<a>b\0c</a>",
    "NUL bytes": b"\0" * 100,
    "control character": b"<a>\x0b</a>",
    "blank before the declaration": b' <?xml version="1.0"?><a/>',
    "html": b"<!doctype html><p>Service unavailable<br>",
    "zip": b"PK\x03\x04" + bytes(range(256)),
}


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_what_is_not_well_formed_is_refused(data):
    assert refusal(data).line in (1, 2)


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN.keys())
def test_the_refusal_is_one_line_that_can_be_printed(data):
    message = str(refusal(data))
    assert message.isprintable()


def test_the_line_of_a_broken_document_is_that_of_the_break():
    assert refusal(b"<a>\n<b>\n</c>\n</a>").line == 3


# --- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("text", [CYRILLIC, CHINESE, "😀"])
def test_unicode_needs_no_declaration(encoding, text):
    assert parse_xml(f"<Name>{text}</Name>".encode(encoding)).text == text


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig"])
@pytest.mark.parametrize("name", ["UTF-8", "utf-8", "Utf-8"])
def test_utf8_is_read_as_declared(encoding, name):
    assert parse_xml(declared(name, CYRILLIC).encode(encoding)).text == CYRILLIC


@pytest.mark.parametrize("encoding", ["utf-16", "utf-16-le", "utf-16-be"])
@pytest.mark.parametrize("text", [CYRILLIC, CHINESE, "😀"])
def test_utf16_is_read_with_and_without_byte_order_mark(encoding, text):
    assert parse_xml(declared("UTF-16", text).encode(encoding)).text == text


@pytest.mark.parametrize("name", ["windows-1251", "WINDOWS-1251", "GB18030", "gb18030"])
def test_national_encodings_are_read_as_declared(name):
    text = TEXTS["windows-1251" if name.lower() == "windows-1251" else "GB18030"]
    assert parse_xml(declared(name, text).encode(name)).text == text


@pytest.mark.parametrize("quote", ["'", '"'])
@pytest.mark.parametrize("rest", ["", " standalone={0}yes{0}"])
def test_a_declaration_is_understood_in_all_its_spellings(quote, rest):
    head = f"<?xml version={quote}1.0{quote}  encoding = {quote}windows-1251{quote}{rest.format(quote)} ?>"
    assert parse_xml(f"{head}<a>Хоргос</a>".encode("windows-1251")).text == "Хоргос"


def test_a_national_declaration_over_plain_ascii_is_fine():
    assert parse_xml(declared("windows-1251", "Khorgos").encode()).text == "Khorgos"


@pytest.mark.parametrize(
    ("name", "encoding", "text"),
    [
        ("windows-1251", "utf-8", CYRILLIC),
        ("windows-1251", "utf-8-sig", "Ж"),
        ("windows-1251", "utf-8", CHINESE),
        ("windows-1251", "utf-16", CYRILLIC),
        ("GB18030", "utf-8", CHINESE),
        ("GB18030", "utf-8", CYRILLIC),
        ("GB18030", "utf-16", CHINESE),
        ("GB18030", "windows-1251", TEXTS["windows-1251"]),
        ("UTF-8", "windows-1251", TEXTS["windows-1251"]),
        ("UTF-8", "GB18030", CHINESE),
        ("UTF-8", "utf-16", CYRILLIC),
        ("UTF-8", "utf-16-le", CYRILLIC),
        ("UTF-16", "utf-8", CYRILLIC),
        ("UTF-16", "utf-8-sig", CYRILLIC),
        ("UTF-16", "windows-1251", TEXTS["windows-1251"]),
        ("US-ASCII", "utf-8", CYRILLIC),
        ("ISO-8859-1", "utf-8", CYRILLIC),
    ],
)
def test_a_wrong_declaration_is_refused_in_clear_words(name, encoding, text):
    message = str(refusal(declared(name, text).encode(encoding)))
    assert "encoding" in message or "declaration" in message


@pytest.mark.parametrize("encoding", ["windows-1251", "GB18030"])
def test_a_national_encoding_without_declaration_is_refused_in_clear_words(encoding):
    assert "encoding" in str(refusal(f"<a>{TEXTS[encoding]}</a>".encode(encoding)))


@pytest.mark.parametrize("name", ["klingon", "hex", "punycode", "rot13", "base64", "idna", "unicode_escape"])
def test_an_encoding_that_does_not_exist_is_refused(name):
    assert name in str(refusal(declared(name, "Khorgos").encode()))


INVALID_UTF8 = {
    "stray continuation": b"\x80",
    "cut sequence": b"\xd0",
    "overlong": b"\xc0\xaf",
    "surrogate": b"\xed\xa0\x80",
    "beyond Unicode": b"\xf4\x90\x80\x80",
    "impossible byte": b"\xff",
}


@pytest.mark.parametrize("data", INVALID_UTF8.values(), ids=INVALID_UTF8.keys())
@pytest.mark.parametrize("parse", [parse_xml, parse_json])
def test_bytes_that_are_not_utf8_are_refused(parse, data):
    source = b"<a>\n" + data + b" </a>" if parse is parse_xml else b'["\n' + data + b' "]'
    assert refusal(source, parse=parse).line == 2


# --- limits of XML --------------------------------------------------------------------------------


def test_the_limits_are_what_the_documentation_says():
    assert Limits() == Limits(bytes=268_435_456, depth=64, elements=10_000_000, text=1_048_576)


@pytest.mark.parametrize("parse", [parse_xml, parse_json])
def test_a_document_may_be_as_big_as_its_limit_and_not_a_byte_bigger(parse):
    data = b"<a>bcd</a>" if parse is parse_xml else b'["bcdef"]'
    parse(data, Limits(bytes=len(data)))
    error = refusal(data, Limits(bytes=len(data) - 1), parse)
    assert f"at most {len(data) - 1}" in str(error)


@pytest.mark.parametrize("depth", [1, 2, 3, 7, 64, 200])
@pytest.mark.parametrize("inside", ["", "text"])
def test_elements_may_be_nested_as_deep_as_the_limit_and_no_deeper(depth, inside):
    parse_xml(nested(depth, inside=inside), Limits(depth=depth))
    assert f"{depth}" in str(refusal(nested(depth + 1, inside=inside), Limits(depth=depth)))


def test_the_limit_of_depth_does_not_depend_on_size():
    assert "64" in str(refusal(nested(65, inside="<b/>" * 10_000)))


@pytest.mark.parametrize("depth", [257, 1_000, 100_000])
def test_a_limit_above_what_the_parser_can_do_is_harmless(depth):
    parse_xml(b"<a>" + b"<b/>" * 300_000 + b"</a>", Limits(depth=depth))


@pytest.mark.parametrize("count", [1, 2, 10, 1_000])
def test_there_may_be_as_many_elements_as_the_limit_and_no_more(count):
    parse_xml(b"<a>" + b"<b/>" * (count - 1) + b"</a>", Limits(elements=count))
    error = refusal(b"<a>" + b"<b/>" * count + b"</a>", Limits(elements=count))
    assert f"more than {count} elements" in str(error)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_elements_are_counted_in_every_encoding(encoding):
    refusal(("<a>" + "<b/>" * 100 + "</a>").encode(encoding), Limits(elements=100))


@pytest.mark.parametrize("form", ['<a b="{}"/>', "<a>{}</a>", "<a><b/>{}</a>", "<a><![CDATA[{}]]></a>"])
def test_a_text_may_be_as_long_as_the_limit_and_no_longer(form):
    parse_xml(form.format("x" * 500).encode(), Limits(text=500))
    assert "at most 500" in str(refusal(form.format("x" * 501).encode(), Limits(text=500)))


def test_the_length_of_a_text_is_counted_in_characters():
    parse_xml(f"<a>{'ж' * 500}</a>".encode(), Limits(text=500))


def test_the_refusal_of_a_long_text_says_where_it_is():
    data = f'<a xmlns="urn:a">\n<b>\n<c>{"x" * 501}</c></b></a>'.encode()
    error = refusal(data, Limits(text=500))
    assert (error.line, error.path) == (3, "a/b/c")


@pytest.mark.parametrize("megabytes", [11, 30])
@pytest.mark.parametrize("form", ['<a b="{}"/>', "<a>{}</a>", "<a><!--{}--></a>", "<a><?b {}?></a>", "<{}/>"])
def test_what_is_too_long_for_the_parser_is_refused_too(form, megabytes):
    refusal(form.format("x" * (megabytes * 1024 * 1024)).encode(), Limits(text=10**9))


# --- JSON -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("depth", [1, 2, 64, 200])
@pytest.mark.parametrize(("opening", "closing"), [("[", "]"), ('{"a":', "}")])
def test_values_may_be_nested_as_deep_as_the_limit_and_no_deeper(depth, opening, closing):
    parse_json((opening * (depth - 1) + "1" + closing * (depth - 1)).encode(), Limits(depth=depth))
    error = refusal((opening * depth + "1" + closing * depth).encode(), Limits(depth=depth), parse_json)
    assert f"deeper than {depth}" in str(error)


@pytest.mark.parametrize("count", [1, 2, 1_000])
def test_there_may_be_as_many_values_as_the_limit_and_no_more(count):
    values = ",".join("0" * (count - 1))
    parse_json(f"[{values}]".encode(), Limits(elements=count))
    error = refusal(f"[{values}{',' if values else ''}0]".encode(), Limits(elements=count), parse_json)
    assert f"more than {count} values" in str(error)


@pytest.mark.parametrize("form", ['["{}"]', '{{"a": "{}"}}', '{{"{}": 1}}'])
def test_a_json_text_may_be_as_long_as_the_limit_and_no_longer(form):
    parse_json(form.format("x" * 500).encode(), Limits(text=500))
    assert "at most 500" in str(refusal(form.format("x" * 501).encode(), Limits(text=500), parse_json))


@pytest.mark.parametrize("data", [b"", b" \n", b"{", b"]", b"tru", b'"a', b"1 2", b"\0", b"{} x", b"{1: 2}"])
def test_what_is_not_json_is_refused(data):
    assert refusal(data, parse=parse_json).line == 1


def test_the_line_of_broken_json_is_that_of_the_break():
    assert refusal(b'{\n"a": 1,\n"b": }', parse=parse_json).line == 3


def test_the_refusal_of_a_key_that_occurs_twice_says_where_it_is():
    error = refusal(b'{"a": {\n"b": 1,\n"b": 2}}', parse=parse_json)
    assert (str(error).count("'b' occurs twice"), error.line) == (1, 3)


def test_the_same_key_in_two_objects_is_fine():
    assert parse_json(b'[{"a": 1}, {"a": {"a": 2}}]') == [{"a": 1}, {"a": {"a": 2}}]


@pytest.mark.parametrize("digits", [5_000, 100_000])
def test_a_number_of_too_many_digits_is_refused_in_plain_words(digits):
    assert "sys." not in str(refusal(b"9" * digits, parse=parse_json))


def test_a_byte_order_mark_is_accepted_once():
    assert parse_json(codecs.BOM_UTF8 + b"[]") == []
    assert refusal(codecs.BOM_UTF8 * 2 + b"[]", parse=parse_json).line == 1
