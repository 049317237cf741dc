"""Locators as they occur in published WCO messages: each resolves, or is refused, as the table says."""

from __future__ import annotations

import csv
import re
from collections import Counter
from pathlib import Path

import pytest

from carec_datamodel.errors import LocatorError
from carec_datamodel.model import MESSAGES
from carec_datamodel.model.base import Message
from carec_datamodel.model.locator import Locator
from carec_datamodel.model.structure import message_class

ROOTS = {"42A": "GoodsDeclaration", "07B": "Response"}
"""Messages of ours by the id that a locator into them begins with."""

FILLER = "unknown class id (filler value)"
NO_ID = "this element carries no id in the schema; the id is that of the 3.0 list"


@pytest.fixture(scope="module")
def rows(shared: Path) -> list[dict[str, str]]:
    """The rows about messages that the model has."""
    with (shared / "reference" / "wco" / "pointers_examples.csv").open(encoding="utf-8") as file:
        return [
            row for row in csv.DictReader(file) if ROOTS.get(first_id(row), "GoodsDeclaration") in MESSAGES
        ]


def first_id(row: dict[str, str]) -> str:
    return re.split(r"[/.\[]", row["pointer"], maxsplit=1)[0]


def root_of(row: dict[str, str]) -> type[Message]:
    return message_class(ROOTS.get(first_id(row), "GoodsDeclaration"))


def expected_remarks(row: dict[str, str], root: type[Message]) -> tuple[str, ...]:
    """Return what a locator says of itself for the remark in *row*."""
    if row["remark"] in ("", NO_ID):
        return ()
    remark = row["remark"].replace(" on Declaration,", f" on {root.__name__},")
    return (f"{remark}: {'the first is meant' if remark.startswith('no index') else 'ignored'}",)


def test_every_locator_resolves_to_its_target_or_is_refused_as_filler(rows: list[dict[str, str]]):
    for row in rows:
        root = root_of(row)
        if row["remark"] == FILLER:
            with pytest.raises(LocatorError) as caught:
                Locator.parse(row["pointer"], root)
            assert caught.value.text == row["pointer"]
            continue
        locator = Locator.parse(row["pointer"], root)
        assert locator.remarks == expected_remarks(row, root), row["pointer"]
        assert_same_place(locator, row["target"])


def assert_same_place(locator: Locator, target: str) -> None:
    """Check the names of *target*, and its indexes; the table has none where the WCO cannot repeat."""
    steps = target.split("/")[1:]
    assert [step.name for step in locator.steps] == [step.partition("[")[0] for step in steps], target
    for ours, step in zip(locator.steps, steps, strict=True):
        assert ours.occurrence in (None, 1) if "[" not in step else str(ours) == step, target


def test_every_locator_is_written_in_one_strict_form(rows: list[dict[str, str]]):
    for row in rows:
        if row["remark"] == FILLER:
            continue
        root = root_of(row)
        locator = Locator.parse(row["pointer"], root)
        strict = locator.to_wco()
        assert Locator.from_wco(strict, root) == locator
        assert Locator.from_wco(strict, root).remarks == ()
        assert strict.rpartition("/")[2].partition(".")[2] == row["element_id"]


def test_locators_into_declarations_are_all_there(rows: list[dict[str, str]]):
    kinds = Counter(row["carried_by"] for row in rows if row["message"] == "declaration")
    assert kinds == {"AdditionalInformation": 34, "Amendment": 50}
    assert sum(row["remark"] == FILLER for row in rows) == 2
