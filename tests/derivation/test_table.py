"""Tables of derivation: each row is of elements that there are, and wrong rows are told."""

from __future__ import annotations

import pytest

import carec_datamodel as cdm
from carec_datamodel.derivation.table import derivations, read_rows, rows_of

HEADER = "from\tto\tvalue\twhen\tnote\n"


@pytest.mark.parametrize(("source", "target"), derivations())
def test_no_row_stands_twice(source, target):
    rows = rows_of(source, target)
    assert len({(row.source, row.target, row.when) for row in rows}) == len(rows) > 50


@pytest.mark.parametrize(
    ("row", "fault"),
    [
        ("Goods\tConsignment[1]", "GoodsDeclaration has no element Goods"),
        ("Payer]\t", "'Payer]' is not a step of a path"),
        ("InvoiceAmount/Unit\tInvoiceAmount", "InvoiceAmount is a value and has nothing below it"),
        ("InvoiceAmount\t", "InvoiceAmount is not carried; expected a note why"),
        ("InvoiceAmount\tTypeCode", "InvoiceAmount and TypeCode are not of one type"),
        ("InvoiceAmount[]\tInvoiceAmount", "InvoiceAmount does not repeat"),
        ("AdditionalDocument\tAdditionalDocument[]", r"AdditionalDocument repeats; expected \[\]"),
        (
            "GoodsShipment/UCR\tConsignment[]/UCR",
            r"Consignment\[\]/UCR has more lists than GoodsShipment/UCR; expected \[1\]",
        ),
        ("InvoiceAmount\tInvoiceAmount\t\tID = 7", "'ID = 7' is not a condition"),
        ("InvoiceAmount\tInvoiceAmount\t\tNumber", "GoodsDeclaration has no element Number"),
    ],
)
def test_a_wrong_row_is_told(tmp_path, row, fault):
    (tmp_path / "own.tsv").write_text(f"{HEADER}{row}\n", "utf-8")
    with pytest.raises(cdm.CarecError, match=f"own.tsv:2: {fault}"):
        read_rows(tmp_path / "own.tsv", cdm.GoodsDeclaration, cdm.CargoManifest)


def test_other_columns_are_told(tmp_path):
    (tmp_path / "own.tsv").write_text("from\tto\n", "utf-8")
    with pytest.raises(cdm.CarecError, match=r"own.tsv: the columns are \['from', 'to'\]; expected"):
        read_rows(tmp_path / "own.tsv", cdm.GoodsDeclaration, cdm.CargoManifest)
