"""Findings, and reports that hold them."""

from __future__ import annotations

from collections.abc import Callable

import pytest

from carec_datamodel.findings import Finding, Severity
from carec_datamodel.validation.report import Report


@pytest.fixture(scope="session")
def mass() -> Finding:
    """An error: a mass that is no number."""
    return Finding(
        rule="type.decimal",
        message="'1 234,50' is not a number; expected a decimal number such as 1234.50",
        path="ASYCUDA/Item[2]/Valuation_item/Weight_itm/Gross_weight_itm",
        line=314,
        value="1 234,50",
        expected="a decimal number such as 1234.50",
        box="35",
        wco="65A.126",
        harmonised="GoodsShipment/GovernmentAgencyGoodsItem[]/Commodity/GoodsMeasure/GrossMassMeasure",
    )


@pytest.fixture(scope="session")
def unknown() -> Finding:
    """A warning."""
    return Finding("crosswalk.unknown", "Weather is not an element of asycuda-sad here", Severity.WARNING)


@pytest.fixture(scope="session")
def unit() -> Finding:
    """A note."""
    return Finding("crosswalk.incomplete", "a unit without its number", Severity.NOTE, line=3)


@pytest.fixture(scope="session")
def report() -> Callable[..., Report]:
    """Make a report of some findings."""

    def make(
        *findings: Finding,
        name: str = "in/sad.xml",
        checks: tuple[str, ...] = ("structure", "types"),
        left_out: int = 0,
    ) -> Report:
        return Report(name, "asycuda-sad", "GoodsDeclaration", checks, 389, 3, findings, left_out)

    return make
