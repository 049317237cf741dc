"""Bad and oversized national manifests: findings or an error of ours, and soon, with however many bills."""

from __future__ import annotations

import time
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

import carec_datamodel as cdm

SECONDS = 5.0
"""How much processor time a document may take, whatever is in it; measuring coverage doubles it."""
MANY = 3_000
BILL = "<Bol_segment><Bol_id><Line_number>#</Line_number></Bol_id>{}</Bol_segment>"


@contextmanager
def soon() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < SECONDS


def manifest(content: str, before: str = "") -> bytes:
    return f"{before}<Awmds><General_segment/>{content}</Awmds>".encode()


def bills(content: str, count: int) -> str:
    """Return *count* bills with their line numbers."""
    return "".join(BILL.format(content).replace("#", str(number)) for number in range(1, count + 1))


def dates(count: int) -> str:
    inside = "<Date_of_arrival>soon</Date_of_arrival>" * count
    return f"<General_segment><General_segment_id>{inside}</General_segment_id></General_segment>"


@pytest.fixture(scope="module", autouse=True)
def _table_is_loaded() -> None:
    """Load the table, so that no test takes the time of that for the time of reading."""
    cdm.loads(manifest(bills("", 1)))


@pytest.mark.parametrize(
    "content",
    [
        bills("<Goods_segment><Gross_mass>1,5</Gross_mass></Goods_segment>", MANY),
        bills("<Vehicle_segment>ZZZ000000000000017</Vehicle_segment>", MANY),
        bills("<Goods_segment><Gross_mass>1</Gross_mass><Gross_mass>2</Gross_mass></Goods_segment>", MANY),
        bills("<ctn_segment><Marks3>S3</Marks3></ctn_segment>", MANY),
        bills("<Value_segment><Freight_segment><Freight_currency>USD</Freight_currency></Freight_segment>"
        "</Value_segment>", MANY),
        f"<Bol_segment>{'<Goods_segment><Gross_mass>1</Gross_mass></Goods_segment>' * MANY}</Bol_segment>",
        dates(MANY),
    ],
    ids=["wrong numbers", "unknown elements", "second values", "seals out of place", "currencies alone",
         "second structures", "second dates"],
)  # fmt: skip
def test_very_many_faults_are_found_soon(content: str) -> None:
    with soon():
        report = cdm.validate(manifest(content))
    assert len(report.findings) + report.left_out >= MANY // 2


def test_every_value_of_a_long_manifest_is_accounted_for_soon() -> None:
    content = "<Location><Location_code>PTI</Location_code></Location>"
    conversion = cdm.convert(manifest(bills(content, 1_000)))
    with soon():
        assert sum(conversion.ledger.counts().values()) == 2_000


def test_a_very_long_list_of_seals_is_read_soon() -> None:
    marks = ",".join(f"S{number:06}" for number in range(50_000))
    seals = f"<Seals_segment><Marks_of_seals>{marks}</Marks_of_seals></Seals_segment>"
    with soon():
        message = cdm.loads(manifest(f"<Bol_segment><Goods_segment>{seals}</Goods_segment></Bol_segment>"))
    assert len(message.consignment[0].seal) == 50_000


@pytest.mark.parametrize(
    "data",
    [
        manifest(bills("", 1), '<!DOCTYPE Awmds [<!ENTITY a "b">]>'),
        manifest("<Bol_segment>" * 100 + "</Bol_segment>" * 100),
        manifest(f"<Attached_Document>{'A' * 2_000_000}</Attached_Document>"),
        manifest(bills("", 2))[:-20],
    ],
    ids=["document type", "too deep", "too long a text", "cut off"],
)
def test_what_is_not_safe_is_refused(data: bytes) -> None:
    with soon(), pytest.raises(cdm.UnsafeDocument):
        cdm.loads(data)
