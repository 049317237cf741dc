from __future__ import annotations

import pickle

import pytest

from carec_datamodel.errors import CarecError, CodeListError, InvalidMessage, LossyConversion, UnsafeDocument
from carec_datamodel.findings import Finding

FINDING = Finding("type.date", "'31.02.2026' is not a date", path="GoodsDeclaration/IssueDateTime", line=4)


@pytest.mark.parametrize(
    "error",
    [
        UnsafeDocument("a DOCTYPE is not accepted", path="sad.xml", line=1),
        InvalidMessage([FINDING, FINDING], source="sad.xml"),
        InvalidMessage([Finding("type.empty", "ID is empty")], source="sad.xml"),
        LossyConversion([FINDING]),
        CodeListError.of([(3, "the code is missing"), (4, "the status is 'new'")], "offices.csv"),
    ],
    ids=lambda error: type(error).__name__,
)
def test_an_error_comes_whole_out_of_another_process(error: CarecError):
    again = pickle.loads(pickle.dumps(error))  # noqa: S301 - our own bytes
    assert type(again) is type(error)
    assert str(again) == str(error)
    assert (again.path, again.line, again.message) == (error.path, error.line, error.message)
    assert getattr(again, "findings", None) == getattr(error, "findings", None)
    assert getattr(again, "faults", None) == getattr(error, "faults", None)
