"""The lines of elements, beyond what libxml2 can count and in streams."""

from __future__ import annotations

import io
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from lxml import etree

import carec_datamodel as cdm
from carec_datamodel.wire.lines import start_tag_lines

HEAD = b'<?xml version="1.0" encoding="UTF-8"?>\n'
ITEMS = 50
BLANK_LINES = 70_000
"""More than libxml2 can count."""

WHAT_STANDS_IN_A_DOCUMENT = st.sampled_from(
    [
        "<a>",
        '<b\n  c="x > y"\n  d=\'"/>\'/>',
        "<c/>",
        "\n",
        "text > text\n",
        "<!-- <a>\n - ->-->",
        "<![CDATA[<a>]] >\n]]>",
        "<?seen <a>\n?>",
        "&lt;a&gt;\n",
    ]
)


@given(
    st.lists(WHAT_STANDS_IN_A_DOCUMENT), st.integers(1, 50), st.sampled_from(["utf-8", "utf-16", "gb18030"])
)
def test_start_tags_are_counted_as_libxml2_counts_them_wherever_the_document_is_cut(parts, size, encoding):
    inside = "".join(parts) + "</a>" * parts.count("<a>")
    text = f'<?xml version="1.0" encoding="{encoding}"?><口岸>{inside}</口岸>'
    data = text.encode(encoding)
    # The encoding is found in the first piece, so that one is as long as a declaration.
    pieces = [data[:100], *(data[at : at + size] for at in range(100, len(data), size))]
    expected = [element.sourceline for element in etree.fromstring(data).iter("*")]
    assert list(start_tag_lines(pieces)) == expected


def declaration(last: bytes) -> bytes:
    items = b"".join(
        b"<GovernmentAgencyGoodsItem>\n<SequenceNumeric>%d</SequenceNumeric>\n<Commodity/>\n"
        b"</GovernmentAgencyGoodsItem>\n" % number
        for number in range(1, ITEMS + 1)
    )
    root = b'<GoodsDeclaration xmlns="urn:carec:datamodel:1">\n<GoodsShipment>\n'
    return HEAD + root + items + b"\n" * BLANK_LINES + last + b"</GoodsShipment>\n</GoodsDeclaration>"


FIRST = 4 + 4 * ITEMS + BLANK_LINES
"""The line on which the last item begins."""
LAST = [
    (b"<GovernmentAgencyGoodsItem/>\n", FIRST),
    (b"<GovernmentAgencyGoodsItem\n\n>\n\n</GovernmentAgencyGoodsItem>\n", FIRST + 2),
    (b"<GovernmentAgencyGoodsItem>\n<!-- <a/>\n -->\n<Weather/></GovernmentAgencyGoodsItem>\n", FIRST + 3),
    (
        b"<GovernmentAgencyGoodsItem>\n<SequenceNumeric>1x</SequenceNumeric></GovernmentAgencyGoodsItem>\n",
        FIRST + 1,
    ),
]


def lines_of_the_refusal(source: Path | io.BytesIO | bytes) -> set[int | None]:
    with pytest.raises(cdm.InvalidMessage) as refusal:
        for _ in cdm.iter_items(source):
            pass
    findings = refusal.value.findings
    wrong = [finding for finding in findings if finding.rule != "structure.missing"]
    return {finding.line for finding in wrong or findings}


@pytest.mark.parametrize(("last", "line"), LAST)
def test_the_line_of_an_entry_of_a_long_stream_is_right(tmp_path: Path, last: bytes, line: int):
    data = declaration(last)
    path = tmp_path / "long.xml"
    path.write_bytes(data)
    assert lines_of_the_refusal(path) == lines_of_the_refusal(data) == {line}


def test_a_stream_is_taken_from_where_it_is_open():
    last, line = LAST[2]
    stream = io.BytesIO(b"of another protocol\n" + declaration(last))
    stream.readline()
    assert lines_of_the_refusal(stream) == {line}


def test_a_nesting_that_is_too_deep_is_told_by_its_line():
    data = declaration(
        b"<GovernmentAgencyGoodsItem>\n<Commodity>\n<a>\n<a/></a></Commodity></GovernmentAgencyGoodsItem>\n"
    )
    with pytest.raises(cdm.UnsafeDocument) as refusal:
        list(cdm.iter_items(data, limits=cdm.Limits(depth=5)))
    assert refusal.value.line == FIRST + 3


class Pipe(io.BytesIO):
    """What cannot be read a second time."""

    def seekable(self) -> bool:
        return False

    def tell(self) -> int:
        raise OSError(29, "Illegal seek")


def test_what_cannot_be_read_again_keeps_the_line_that_libxml2_knows():
    last, line = LAST[3]
    assert lines_of_the_refusal(Pipe(declaration(last))) == {line}
    assert len(lines_of_the_refusal(Pipe(declaration(LAST[0][0])))) == 1
